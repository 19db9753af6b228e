"""Finding who stands at the desk: by a scanned code, a number as printed, or part of a name, NIK or card."""

import re
from typing import Any, Final
from uuid import UUID

from sqlalchemy import or_, select, text
from sqlalchemy.orm import Session, aliased

from desktop.errors import Refused
from desktop.models import Area, Enrolment, Letter, PayList, Payment, Receipt
from desktop.rules.card_code import card_in, check_card_code
from desktop.rules.nik import mask, normal_number, well_formed
from desktop.rules.numbering import ReceiptNumber, read_receipt_number
from desktop.rules.receipt_code import Paper, PaperNumber, check_code
from desktop.rules.terms import PaymentState, ReceiptState
from desktop.services import paper_head
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.money.keys import TrancheKey, key_of, list_here
from desktop.services.payday.rows import Candidate, Hits
from desktop.store import search

SHOWN: Final = 8
_LOOKED_AT: Final = 200  # matches that are put in order; who has more of them types another letter
_LONGEST: Final = 9  # digits of a receipt's number
_CODES: Final = tuple(f"{paper}:" for paper in Paper)
_PRINTED: Final = re.compile(r"KW[-/ ]\d", re.ASCII)
_WHOLE: Final = re.compile(r"(?<!\d)\d{6,9}$", re.ASCII)  # the number of a receipt, as it is printed
NAMED: Final = 5  # families in a refusal
QUOTED: Final = 40  # letters of what was typed in a refusal


@allowed(*EVERYBODY)
def find(desk: Desk, key: TrancheKey, typed: str) -> Hits:
    """Answer the few families of the list that may be meant, who waits first.

    Masked, so that a hall full of people writes no line into the log (DESIGN.md 4.10). A scanned code that is not
    ours, or of another list, is refused with the reason.
    """
    typed = " ".join(typed.split())
    if not typed:
        return Hits()
    with desk.read() as session:
        pay_list = list_here(session, key, desk.office.code)
        named = _named(desk, session, pay_list, typed)
        if named is not None:
            return Hits(_rows(desk, session, pay_list, [named]), exact=True)
        found = _matching(session, pay_list, typed)
        numbered = _numbered(session, pay_list, typed)
        ids = [*numbered, *(one for one in found if one not in numbered)]
        rows = _rows(desk, session, pay_list, ids)
    ordered = rows[: len(numbered)] + tuple(sorted(rows[len(numbered) :], key=_Nearness(typed)))
    whole = len(ordered) == 1 and typed.replace(" ", "") == ordered[0].card
    return Hits(ordered[:SHOWN], len(ordered) > SHOWN, whole)


@allowed(*EVERYBODY)
def named(desk: Desk, key: TrancheKey, typed: str) -> Candidate:
    """Answer the one family whose paper is named in full: by command nobody sees a face before money is booked.

    A code, a receipt number with all its digits, a whole card number, or the whole NIK of the caretaker on the list.
    Refused otherwise, with the families that may be meant.
    """
    hits = find(desk, key, typed)
    typed = " ".join(typed.split())
    if hits.exact and len(hits.rows) == 1 and not _short(typed):
        return hits.rows[0]
    with desk.read() as session:
        pay_list = list_here(session, key, desk.office.code)
        rows = _rows(desk, session, pay_list, _in_full(session, pay_list, typed))
    if len(rows) == 1:
        return rows[0]
    if not hits.rows:
        raise Refused("payday.nobody", typed=typed[:QUOTED], tranche=key.short)
    names = ", ".join(f"{row.name} ({row.card})" for row in (rows or hits.rows)[:NAMED])
    raise Refused("payday.several" if rows else "payday.not_whole", typed=typed[:QUOTED], names=names)


def _short(typed: str) -> bool:
    """Whether a printed number lost digits: it would name another receipt."""
    return _PRINTED.match(typed.upper()) is not None and _WHOLE.search(typed) is None


def _in_full(session: Session, pay_list: PayList, typed: str) -> list[UUID]:
    card, nik = typed.replace(" ", "").upper(), normal_number(typed)
    same = [Payment.card_number == card]
    if well_formed(nik):
        same.append(Payment.caretaker_nik == nik)
    of = select(Payment.id).where(Payment.pay_list_id == pay_list.id)
    return list(session.scalars(of.where(or_(*same)).order_by(Payment.caretaker_name, Payment.id)))


def payment_of_receipt(session: Session, office: str, typed: str) -> tuple[Receipt, Payment]:
    """The receipt that a scanned code or a number as printed names, and its payment. Refused where there is none."""
    if typed.upper().startswith(_CODES):
        number = check_code(typed, paper_head.seal_key(session))
        if number.paper is not Paper.RECEIPT:
            raise Refused("money.code_not_receipt")
    else:
        read = read_receipt_number(typed)
        number = PaperNumber(Paper.RECEIPT, read.office, read.year, read.number)
    statement = select(Receipt, Payment).join(Payment, Payment.id == Receipt.payment_id)
    row = session.execute(
        statement.where(
            Receipt.owner == office,
            Receipt.owner == number.office,
            Receipt.fiscal_year == number.year,
            Receipt.number == number.number,
        )
    ).one_or_none()
    if row is None:
        raise Refused("money.receipt_unknown", number=str(ReceiptNumber(number.office, number.year, number.number)))
    return row.Receipt, row.Payment


def _named(desk: Desk, session: Session, pay_list: PayList, typed: str) -> UUID | None:
    """The payment that a code or a whole receipt number names; None where neither was typed."""
    if card_in(typed) is not None:
        return _of_card(session, pay_list, typed)
    upper = typed.upper()
    if upper.startswith(_CODES[1]):
        return _of_letter(desk, session, pay_list, typed)
    if not upper.startswith(_CODES) and _PRINTED.match(upper) is None:
        return None
    receipt, payment = payment_of_receipt(session, desk.office.code, typed)
    if payment.pay_list_id != pay_list.id:
        other = key_of(session.get_one(PayList, payment.pay_list_id))
        number = str(ReceiptNumber(receipt.owner, receipt.fiscal_year, receipt.number))
        raise Refused("payday.other_list", number=number, tranche=other.short)
    return payment.id


def _of_card(session: Session, pay_list: PayList, typed: str) -> UUID:
    claimed = check_card_code(typed, paper_head.seal_key(session))
    of = select(Payment.id).join(Enrolment, Enrolment.id == Payment.enrolment_id)
    found = session.scalars(
        of.where(
            Payment.pay_list_id == pay_list.id,
            Enrolment.programme == claimed.programme,
            Enrolment.card_number == claimed.card,
        )
    ).first()
    if found is None:
        raise Refused("payday.card_not_listed", card=claimed.card, tranche=key_of(pay_list).short)
    return found


def _of_letter(desk: Desk, session: Session, pay_list: PayList, typed: str) -> UUID:
    claimed = check_code(typed, paper_head.seal_key(session))
    of = select(Payment.id).join(Enrolment, Enrolment.id == Payment.enrolment_id)
    found = session.scalars(
        of.join(Letter, Letter.household_id == Enrolment.household_id).where(
            Letter.owner == desk.office.code,
            Letter.fiscal_year == claimed.year,
            Letter.number == claimed.number,
            Payment.pay_list_id == pay_list.id,
        )
    ).first()
    if found is None or claimed.office != desk.office.code:
        raise Refused("payday.letter_not_listed", number=claimed.number, tranche=key_of(pay_list).short)
    return found


def _numbered(session: Session, pay_list: PayList, typed: str) -> list[UUID]:
    """The payment whose receipt bears this number of the year, typed without all that stands before it."""
    if not typed.isascii() or not typed.isdecimal() or len(typed) > _LONGEST:
        return []
    of = select(Receipt.payment_id).join(Payment, Payment.id == Receipt.payment_id)
    return list(
        session.scalars(
            of.where(
                Payment.pay_list_id == pay_list.id,
                Receipt.owner == pay_list.owner,
                Receipt.fiscal_year == pay_list.year,
                Receipt.number == int(typed),
            )
        )
    )


def _matching(session: Session, pay_list: PayList, typed: str) -> list[UUID]:
    """Payments of the list whose family matches, by the index of the families: it stops at the limit."""
    source, where, values = search.narrowing(session.connection(), typed)
    if len(where) == 0 or not any(name in values for name in ("match", "exact0")):
        return []  # nothing that can be searched was typed
    statement = f"""
        SELECT p.id FROM {source}
        CROSS JOIN enrolment e ON e.household_id = f.household_id
        CROSS JOIN payment p ON p.pay_list_id = :pay_list AND p.enrolment_id = e.id
        WHERE {" AND ".join(where)} LIMIT :limit
    """  # noqa: S608 - only conditions of the search itself are put in
    rows = session.execute(text(statement), {**values, "pay_list": pay_list.id.bytes, "limit": _LOOKED_AT})
    return [UUID(bytes=row.id) for row in rows]


class _Nearness:
    """Who waits comes first, then whose own name was typed, in the order of the alphabet."""

    def __init__(self, typed: str) -> None:
        self._words = typed.casefold().split()

    def __call__(self, row: Candidate) -> tuple[bool, bool, str, str]:
        name = row.name.casefold()
        return row.state is not PaymentState.UNPAID, not all(word in name for word in self._words), name, row.card


def _rows(desk: Desk, session: Session, pay_list: PayList, ids: list[UUID]) -> tuple[Candidate, ...]:
    village = aliased(Area)
    statement = (
        select(
            Payment.id, Payment.caretaker_name, Payment.caretaker_nik, Payment.card_number, Payment.address,
            Payment.rt, Payment.rw, Payment.amount, Payment.state, village.name.label("village"), Receipt.number,
        )
        .outerjoin(village, village.code == Payment.village_code)
        .outerjoin(Receipt, (Receipt.payment_id == Payment.id) & (Receipt.state != ReceiptState.VOID))
        .where(Payment.id.in_(ids))
    )  # fmt: skip
    found = {row.id: _row(desk.office.code, pay_list.year, row) for row in session.execute(statement)}
    return tuple(found[one] for one in ids)


def _row(office: str, year: int, row: Any) -> Candidate:
    return Candidate(
        row.id,
        row.caretaker_name,
        mask(row.caretaker_nik or ""),
        row.card_number,
        place(row.address, row.rt, row.rw),
        row.village or "",
        row.amount,
        PaymentState(row.state),
        str(ReceiptNumber(office, year, row.number)) if row.number else "",
    )


def place(address: str, rt: str, rw: str) -> str:
    """Where a family lives within its village, as one line."""
    houses = f"RT {rt or '-'} RW {rw or '-'}" if rt or rw else ""
    return " ".join(part for part in (address, houses) if part)
