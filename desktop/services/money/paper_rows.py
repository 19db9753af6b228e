"""Receipts as rows for paper, straight from the database one after another, and what their sheet shares."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from desktop.documents.paper import Paper
from desktop.documents.receipt_rows import ReceiptRow, ReceiptSheet, Signatory
from desktop.errors import Refused
from desktop.models import Area, Office, PayList, Payment, ProgrammeYear, Receipt
from desktop.rules.numbering import ReceiptNumber
from desktop.rules.receipt_code import Paper as CodeOf
from desktop.rules.receipt_code import PaperNumber, make_code
from desktop.rules.terms import ReceiptState
from desktop.services import office_settings, paper_head, programmes
from desktop.services.money.print_plan import Segment

STREAMED = 500
R, P = Receipt.__table__.c, Payment.__table__.c


@dataclass(frozen=True, slots=True)
class Wish:
    """How a person wants the receipts: sheet, how many to a page, and which. Numbers are those after the year."""

    paper: str = "a4"  # or f4
    per_page: int = 3
    first: int | None = None
    last: int | None = None
    pages: tuple[int, int] | None = None  # instead of numbers: pages of the whole print
    village_code: str = ""
    split: bool = False  # one file per village
    offset_mm: tuple[float, float] = (0.0, 0.0)  # the printer's own, right and up
    keeps: bool = False  # refuse to write over a file that is there

    @property
    def sheet_of_paper(self) -> Paper:
        if self.paper not in list(Paper):
            raise Refused("money.paper_unknown", paper=self.paper)
        return Paper(self.paper)


@dataclass(frozen=True, slots=True)
class Village:
    code: str
    name: str
    receipts: int
    first: int
    last: int


def chosen(pay_list: PayList) -> tuple[Any, ...]:
    """Condition for the receipts of a list that are worth paper."""
    return (P.pay_list_id == pay_list.id, R.state == ReceiptState.ISSUED, R.fiscal_year == pay_list.year)


def number_ranges(session: Session, pay_list: PayList, wish: Wish) -> list[tuple[int, int]]:
    """First and last numbers that the wish covers; refused when it covers none.

    A village's receipts lie together but for those issued anew, so a village may be several ranges.
    """
    statement = select(R.number).join_from(Receipt, Payment, R.payment_id == P.id).where(*chosen(pay_list))
    if wish.village_code:
        statement = statement.where(P.village_code == wish.village_code)
    if wish.first is not None:
        statement = statement.where(R.number >= wish.first)
    if wish.last is not None:
        statement = statement.where(R.number <= wish.last)
    statement = statement.order_by(R.number)
    if wish.pages is not None:
        low, high = wish.pages
        statement = statement.offset(max(0, low - 1) * wish.per_page).limit(max(0, high - low + 1) * wish.per_page)
    numbers = list(session.scalars(statement))
    if not numbers:
        raise Refused("money.nothing_to_print")
    if not wish.village_code:
        return [(numbers[0], numbers[-1])]
    starts = [at for at, number in enumerate(numbers) if at == 0 or numbers[at - 1] != number - 1]
    ends = [at - 1 for at in starts[1:]] + [len(numbers) - 1]
    return [(numbers[low], numbers[high]) for low, high in zip(starts, ends, strict=True)]


def count(session: Session, pay_list: PayList, first: int, last: int, village: str = "") -> int:
    statement = select(func.count()).select_from(_between(pay_list, first, last, village).subquery())
    return session.scalar(statement) or 0


def villages(session: Session, pay_list: PayList, first: int, last: int) -> list[Village]:
    """Villages with receipts among these numbers, in the order of the pile."""
    statement = (
        select(Area.code, Area.name, func.count(), func.min(R.number), func.max(R.number))
        .join_from(Receipt, Payment, R.payment_id == P.id)
        .join(Area, Area.code == P.village_code)
        .where(*chosen(pay_list), R.number.between(first, last))
        .group_by(Area.code, Area.name)
        .order_by(func.min(R.number))
    )
    return [Village(*row) for row in session.execute(statement)]


def _between(pay_list: PayList, first: int, last: int, village: str) -> Select[Any]:
    statement = (
        select(
            R.number, P.amount, P.card_number, P.caretaker_name, P.caretaker_nik, P.no_kk, P.address, P.rt, P.rw,
            P.village_code,
        )
        .join_from(Receipt, Payment, R.payment_id == P.id)
        .where(*chosen(pay_list), R.number.between(first, last))
        .order_by(R.number)
    )  # fmt: skip
    return statement.where(P.village_code == village) if village else statement


class Rows:
    """Makes receipts of one list into rows for paper; what all of them share is read once.

    With a village only its receipts are counted: a desk makes one receipt at a time out of a list of any size.
    """

    def __init__(self, session: Session, pay_list: PayList, village: str | None = None) -> None:
        self._session = session
        self._list = pay_list
        self._village = village
        self._key = paper_head.seal_key(session)
        self._office = session.get_one(Office, 1).code
        programme = programmes.rules_of(session, pay_list.programme, pay_list.year)
        self._title = programme.title or session.get_one(ProgrammeYear, (pay_list.programme, pay_list.year)).name
        self._areas = {row.code: (row.name, row.parent_code) for row in session.execute(_areas())}
        self._in_village = self._counted()

    def between(self, segments: Sequence[Segment], village: str = "") -> Iterator[ReceiptRow]:
        """Stream the receipts of these segments in the order of their numbers."""
        places = self._counted(R.number < segments[0].first)
        for segment in segments:
            statement = _between(self._list, segment.first, segment.last, village)
            for row in self._session.connection().execute(statement, execution_options={"yield_per": STREAMED}):
                places[row.village_code] += 1
                yield self._row(row, places[row.village_code], segment.copy_number)

    def _counted(self, *only: Any) -> Counter[str | None]:
        """How many receipts each village has in the pile, all or those meant."""
        statement = (
            select(P.village_code, func.count())
            .join_from(Receipt, Payment, R.payment_id == P.id)
            .where(*chosen(self._list), *only)
            .group_by(P.village_code)
        )
        if self._village is not None:
            statement = statement.where(P.village_code == self._village)
        return Counter(dict(self._session.execute(statement).all()))

    def _row(self, row: Any, place: int, copy_number: int) -> ReceiptRow:
        village, district_code = self._areas[row.village_code]
        year = self._list.year
        decree = self._list.decree
        return ReceiptRow(
            number=str(ReceiptNumber(self._office, year, row.number)),
            qr=make_code(PaperNumber(CodeOf.RECEIPT, self._office, year, row.number), self._key),
            fiscal_year=year,
            programme=self._title,
            tranche=self._list.tranche,
            decree_number=decree.number if decree else "",
            decree_date=decree.on if decree else None,
            amount=row.amount,
            caretaker=row.caretaker_name,
            nik=row.caretaker_nik or "",
            no_kk=row.no_kk or "",
            card=row.card_number,
            address=row.address,
            rt=row.rt,
            rw=row.rw,
            village=village,
            district=self._areas[district_code][0] if district_code in self._areas else "",
            village_word=paper_head.village_word(row.village_code),
            order=f"{place}/{self._in_village[row.village_code]}",
            copy_number=copy_number,
        )


def _areas() -> Any:
    return select(Area.code, Area.name, Area.parent_code).where(Area.level.in_(("village", "district")))


def sheet(session: Session, wish: Wish, today: date, *, sample: bool = False) -> ReceiptSheet:
    """What all receipts of a print share, from the settings of the office."""
    signing = office_settings.get(session, office_settings.Signatories)
    papers = office_settings.get(session, office_settings.Papers)
    duty = office_settings.get(session, office_settings.StampDuty)
    head = paper_head.letterhead(session)
    name = session.get_one(Office, 1).name
    return ReceiptSheet(
        head,
        f"{signing.budget_user.title} {paper_head.office_in_words(head, name)}",
        papers.account_code,
        (
            _signatory("Setuju dibayar", signing.budget_user),
            _signatory("Lunas dibayar", signing.treasurer),
        ),
        paper_head.city(session),
        paper=wish.sheet_of_paper,
        per_page=wish.per_page,
        offset_mm=wish.offset_mm,
        practice=paper_head.practice(session),
        sample=sample,
        copied_on=today,
        stamp=duty.words,
        stamp_above=duty.above,
    )


def _signatory(heading: str, official: office_settings.Official) -> Signatory:
    return Signatory(heading, official.title, official.name, official.nip, official.rank)


def receipt_of(session: Session, office: str, year: int, number: int) -> Receipt:
    """Find a receipt by its number; refused when the office never gave it out."""
    found = session.scalars(
        select(Receipt).where(Receipt.owner == office, Receipt.fiscal_year == year, Receipt.number == number)
    ).one_or_none()
    if found is None:
        raise Refused("money.receipt_unknown", number=str(ReceiptNumber(office, year, number)))
    return found


def payment_of(session: Session, receipt: UUID) -> Payment:
    return session.scalars(
        select(Payment).join(Receipt, Receipt.payment_id == Payment.id).where(Receipt.id == receipt)
    ).one()
