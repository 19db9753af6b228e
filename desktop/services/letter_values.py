"""What is put into the placeholders of a letter: the family, its payment, the occasion, the office."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from desktop.errors import Refused
from desktop.models import Area, Enrolment, Household, Member, Office, PayList, Payment, Receipt
from desktop.rules.addresses import street
from desktop.rules.dates import full_date, long_date
from desktop.rules.money import rupiah, rupiah_in_words
from desktop.rules.numbering import ReceiptNumber
from desktop.rules.terms import PayListState, PaymentState, ReceiptState
from desktop.services import paper_head, programmes
from desktop.services.money.keys import TrancheKey, list_here

NUMBERED = (PayListState.APPROVED, PayListState.OPEN, PayListState.CLOSED, PayListState.LOCKED)
FOR_A_PEN = "." * 40
NOTHING = "-"  # on paper, where a family or the office has no such number
STREAMED = 500


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and where families are asked to come, and for what. `by_hand` leaves room for a pen where it is empty."""

    on: date | None = None
    time: str = ""
    place: str = ""
    purpose: str = ""
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Recipient:
    """A family a letter goes to, and its payment where the letter is about one."""

    household_id: UUID
    name: str
    pay_list_id: UUID | None
    words: dict[str, str]


def of_tranche(session: Session, key: TrancheKey, office: str) -> Iterator[Recipient]:
    """Families that get money in a tranche, in the order of their receipts."""
    pay_list = list_here(session, key, office)
    if PayListState(pay_list.state) not in NUMBERED:
        raise Refused("money.not_approved", tranche=key.short)
    statement = _payments().where(Payment.pay_list_id == pay_list.id).order_by(Receipt.number)
    shared = _shared(session, pay_list)
    for row in session.connection().execute(statement, execution_options={"yield_per": STREAMED}):
        yield _recipient(office, row, pay_list, shared)


def of_family(session: Session, named: str, office: str, key: TrancheKey | None = None) -> Recipient:
    """One family, named by card or id, with its payment in the tranche, else its last one if it has any."""
    household = _household(session, named)
    statement = (
        _payments()
        .add_columns(Payment.pay_list_id)
        .join(PayList, PayList.id == Payment.pay_list_id)
        .where(Enrolment.household_id == household, PayList.state.in_(NUMBERED))
        .order_by(PayList.year.desc(), PayList.approved_at.desc())
    )
    if key is not None:
        statement = statement.where(Payment.pay_list_id == list_here(session, key, office).id)
    row = session.execute(statement).first()
    if row is not None:
        pay_list = session.get_one(PayList, row.pay_list_id)
        return _recipient(office, row, pay_list, _shared(session, pay_list))
    if key is not None:
        raise Refused("letters.not_on_list", tranche=key.short)
    return _without_payment(session, household)


def office_words(session: Session) -> dict[str, str]:
    """What the office itself puts into every letter."""
    head = paper_head.letterhead(session)
    return {
        "kabupaten": session.get_one(Office, 1).name,
        "kantor": paper_head.written_out(head.office),
        "telepon": head.phone or NOTHING,
    }


def occasion_words(occasion: Occasion) -> dict[str, str]:
    empty = FOR_A_PEN if occasion.by_hand else ""
    return {
        "hari_tanggal": full_date(occasion.on) if occasion.on else empty,
        "pukul": occasion.time.strip() or empty,
        "tempat": occasion.place.strip() or empty,
        "keperluan": occasion.purpose.strip() or empty,
    }


def _household(session: Session, named: str) -> UUID:
    """Wherever a card is asked for, a household's id works too (DESIGN.md 4.4)."""
    try:
        household = session.get(Household, UUID(named))
    except ValueError:
        wanted = named.strip().upper()
        found = session.scalars(select(Enrolment.household_id).where(func.upper(Enrolment.card_number) == wanted))
        ids = set(found)
        if len(ids) == 1:
            return ids.pop()
        household = None
    if household is None:
        raise Refused("letters.family_unknown", named=named)
    return household.id


def _payments() -> Any:
    district = aliased(Area)
    return (
        select(
            Enrolment.household_id, Payment.caretaker_name, Payment.caretaker_nik, Payment.no_kk, Payment.card_number,
            Payment.address, Payment.rt, Payment.rw, Payment.village_code, Payment.amount,
            Area.name.label("village"), district.name.label("district"), Receipt.number, Receipt.fiscal_year,
        )
        .join(Enrolment, Enrolment.id == Payment.enrolment_id)
        .join(Receipt, Receipt.payment_id == Payment.id)
        .outerjoin(Area, Area.code == Payment.village_code)
        .outerjoin(district, district.code == Area.parent_code)
        .where(Payment.state != PaymentState.WITHHELD, Receipt.state != ReceiptState.VOID)
    )  # fmt: skip


def _shared(session: Session, pay_list: PayList) -> dict[str, str]:
    """What all letters about one tranche say."""
    programme = programmes.rules_of(session, pay_list.programme, pay_list.year)
    decree = pay_list.decree
    return {
        "dasar": paper_head.decree_in_words(decree.number, decree.on, long_date(decree.on)) if decree else "",
        "program": programme.title,
        "program_singkat": programme.name.removesuffix(f" {programme.year}"),
        "tahap": str(pay_list.tranche),
        "tahun": str(pay_list.year),
    }


def _recipient(office: str, row: Any, pay_list: PayList, shared: dict[str, str]) -> Recipient:
    words = shared | _place(row.address, row.rt, row.rw, row.village_code or "", row.village or "", row.district or "")
    words |= {
        "nama": row.caretaker_name,
        "nik": row.caretaker_nik or NOTHING,
        "no_kk": row.no_kk or NOTHING,
        "no_kartu": row.card_number or NOTHING,
        "jumlah": rupiah(row.amount),
        "terbilang": rupiah_in_words(row.amount),
        "nomor_kuitansi": str(ReceiptNumber(office, row.fiscal_year, row.number)),
    }
    return Recipient(row.household_id, row.caretaker_name, pay_list.id, words)


def _without_payment(session: Session, household_id: UUID) -> Recipient:
    household = session.get_one(Household, household_id)
    caretaker = session.get(Member, household.caretaker_id) if household.caretaker_id else None
    if caretaker is None:
        raise Refused("letters.no_caretaker")
    village = session.get(Area, household.village_code) if household.village_code else None
    district = session.get(Area, village.parent_code) if village and village.parent_code else None
    card = session.scalars(
        select(Enrolment.card_number)
        .where(Enrolment.household_id == household_id, Enrolment.card_number.is_not(None))
        .order_by(Enrolment.since.desc())
    ).first()
    address = street(household.hamlet, household.address, rt=household.rt, rw=household.rw)
    words = _place(
        address,
        household.rt,
        household.rw,
        household.village_code or "",
        village.name if village else "",
        district.name if district else "",
    )
    words |= {
        "nama": caretaker.name,
        "nik": caretaker.nik or NOTHING,
        "no_kk": household.no_kk or NOTHING,
        "no_kartu": card or NOTHING,
    }
    return Recipient(household_id, caretaker.name, None, words)


def _place(address: str, rt: str, rw: str, code: str, village: str, district: str) -> dict[str, str]:
    named = f"{paper_head.village_word(code)} {village}" if village else ""
    rt_rw = f"RT {rt or NOTHING} RW {rw or NOTHING}" if rt or rw else ""
    parts = (address, rt_rw, named, f"Kecamatan {district}" if district else "")
    return {
        "alamat": ", ".join(part for part in parts if part) or NOTHING,
        "desa": named or NOTHING,
        "kecamatan": district or NOTHING,
    }
