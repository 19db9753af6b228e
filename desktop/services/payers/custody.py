"""Who holds a family's card or passbook, since when; nothing is said of what nobody entered (DOMAIN.md 5)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, literal, or_, select, tuple_

from desktop.errors import Refused
from desktop.models import Area, Custody, Enrolment, Household, Member, User
from desktop.rules.terms import Role
from desktop.services import counting
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.store.unit import Unit

LONGEST_NAME, LONGEST_NOTE = 120, 150
_RECEIPT = re.compile(r"(\d{1,9})\s*/\s*(\d{4})", re.ASCII)


class Thing(StrEnum):
    CARD = "card"
    PASSBOOK = "passbook"


class Holder(StrEnum):
    BANK = "bank"
    OFFICE = "office"
    FACILITATOR = "facilitator"
    FAMILY = "family"
    LOST = "lost"


NAMED = frozenset({Holder.FACILITATOR})
"""Holders of whom the name is asked for: the person answers for what he holds."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """One act: these families' cards or passbooks go to this holder."""

    enrolments: Sequence[UUID]
    what: Thing
    holder: Holder
    on: date
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The number of its receipt, "12/2026", gapless per office and year, and how many were handed over."""

    number: str
    families: int


@dataclass(frozen=True, slots=True)
class CustodyFilters:
    what: Thing | None = None
    holder: Holder | None = None
    away_days: int | None = None  # not with the family for at least so many days
    text: str = ""  # part of the caretaker's name, or of the card or the holder


@dataclass(frozen=True, slots=True)
class CustodyRow:
    """The newest step of one card or passbook; `days` since then."""

    id: UUID
    enrolment: UUID
    household: UUID
    card: str
    caretaker: str
    village: str
    what: Thing
    holder: Holder
    name: str
    on: date
    days: int
    receipt: str
    note: str
    by: str  # who entered it


CustodyPlace = tuple[date, UUID]


@dataclass(frozen=True, slots=True)
class CustodyPage:
    rows: tuple[CustodyRow, ...]
    following: CustodyPlace | None


EVERYTHING = CustodyFilters()
ORDER = (Custody.on, Custody.id)


@allowed(Role.OPERATOR)
def hand_over(desk: Desk, act: HandOver) -> Answer[HandedOver]:
    """Keep who holds it from this day on, and number the receipt. Refused for a day to come or before the last step."""
    name, note = _checked(desk, act)
    enrolments, at = list(dict.fromkeys(act.enrolments)), desk.now()
    with desk.write("custody.hand_over") as unit:
        _refuse_unknown(unit, enrolments)
        _refuse_earlier(unit, enrolments, act)
        (number,) = counting.take(unit, counting.handover_series(act.on.year), 1)
        written = written_number(number, act.on.year)
        for enrolment in enrolments:
            unit.session.add(
                Custody(
                    enrolment_id=enrolment, what=act.what, holder=act.holder, name=name, on=act.on,
                    note=note, by=desk.person.id, at=at, receipt_year=act.on.year, receipt_number=number,
                )
            )  # fmt: skip
        unit.journal.note(receipt=written, holder=act.holder.value, what=act.what.value, families=len(enrolments))
    return Answer(HandedOver(written, len(enrolments)), unit.changes)


@allowed(*EVERYBODY)
def register(
    desk: Desk, filters: CustodyFilters = EVERYTHING, limit: int = 50, after: CustodyPlace | None = None
) -> CustodyPage:
    """What is held by whom now, what lies longest with another first."""
    with desk.read() as session:
        statement = _narrowed(desk, _newest(), filters).order_by(*ORDER).limit(limit + 1)
        if after is not None:
            place = (literal(value, column.type) for value, column in zip(after, ORDER, strict=True))
            statement = statement.where(tuple_(*ORDER) > tuple_(*place))
        found = session.execute(statement).all()
    rows = tuple(_row(desk, row) for row in found[:limit])
    return CustodyPage(rows, (rows[-1].on, rows[-1].id) if len(found) > limit else None)


@allowed(*EVERYBODY)
def count(desk: Desk, filters: CustodyFilters = EVERYTHING) -> int:
    with desk.read() as session:
        return session.scalar(select(func.count()).select_from(_narrowed(desk, _newest(), filters).subquery())) or 0


@allowed(*EVERYBODY)
def of_receipt(desk: Desk, number: str) -> tuple[CustodyRow, ...]:
    """The steps that one receipt stands for, as they were made; `number` as printed, 12/2026."""
    typed = _RECEIPT.fullmatch(number.strip())
    if typed is None:
        raise Refused("custody.no_receipt", number=number)
    with desk.read() as session:
        mine = (Custody.owner == desk.office.code, Custody.receipt_number == int(typed[1]))
        statement = _steps().where(*mine, Custody.receipt_year == int(typed[2]))
        rows = session.execute(statement.order_by(Member.name, Custody.id)).all()
    if not rows:
        raise Refused("custody.no_receipt", number=number)
    return tuple(_row(desk, row) for row in rows)


@allowed(*EVERYBODY)
def of_cards(desk: Desk, cards: Sequence[str]) -> list[UUID]:
    """The enrolments of these card numbers; refused where one is of nobody."""
    wanted = list(dict.fromkeys(" ".join(card.upper().split()) for card in cards))
    with desk.read() as session:
        statement = select(Enrolment.card_number, Enrolment.id).where(Enrolment.card_number.in_(wanted))
        known = {str(row.card_number): row.id for row in session.execute(statement)}
    for card in wanted:
        if card not in known:
            raise Refused("custody.no_card", card=card)
    return [known[card] for card in wanted]


def _checked(desk: Desk, act: HandOver) -> tuple[str, str]:
    if not act.enrolments:
        raise Refused("custody.nobody")
    if act.on > desk.today():
        raise Refused("custody.day_to_come")
    name, note = " ".join(act.name.split())[:LONGEST_NAME], " ".join(act.note.split())[:LONGEST_NOTE]
    if act.holder in NAMED and not name:
        raise Refused("custody.no_name")
    if act.holder is Holder.LOST and not note:
        raise Refused("custody.no_note")
    return name, note


def _refuse_unknown(unit: Unit, enrolments: Sequence[UUID]) -> None:
    known = set(unit.session.scalars(select(Enrolment.id).where(Enrolment.id.in_(enrolments))))
    if len(known) != len(enrolments):
        raise Refused("enrolling.unknown")


def _refuse_earlier(unit: Unit, enrolments: Sequence[UUID], act: HandOver) -> None:
    statement = select(func.max(Custody.on)).where(Custody.enrolment_id.in_(enrolments), Custody.what == act.what)
    last = unit.session.scalar(statement)
    if last is not None and act.on < last:
        raise Refused("custody.day_before", last=last)


def written_number(number: int, year: int) -> str:
    """The number of a receipt as it is printed and typed: 12/2026."""
    return f"{number}/{year:04}"


def _steps() -> Any:
    return (
        select(
            Custody.id, Custody.enrolment_id, Custody.what, Custody.holder, Custody.name, Custody.on, Custody.note,
            Custody.receipt_year, Custody.receipt_number,
            Enrolment.card_number, Enrolment.household_id, Member.name.label("caretaker"), Area.name.label("village"),
            func.coalesce(func.nullif(User.full_name, ""), User.name).label("by"),
        )
        .join(Enrolment, Enrolment.id == Custody.enrolment_id)
        .join(Household, Household.id == Enrolment.household_id)
        .outerjoin(Member, Member.id == Household.caretaker_id)
        .outerjoin(Area, Area.code == Household.village_code)
        .join(User, User.id == Custody.by)
    )  # fmt: skip


def _newest() -> Any:
    place = func.row_number().over(
        partition_by=(Custody.enrolment_id, Custody.what), order_by=(Custody.on.desc(), Custody.id.desc())
    )
    ranked = select(Custody.id, place.label("place")).subquery()
    return _steps().join(ranked, ranked.c.id == Custody.id).where(ranked.c.place == 1)


def _narrowed(desk: Desk, statement: Select[Any], filters: CustodyFilters) -> Select[Any]:
    if filters.what is not None:
        statement = statement.where(Custody.what == filters.what)
    if filters.holder is not None:
        statement = statement.where(Custody.holder == filters.holder)
    if filters.away_days is not None:
        since = desk.today() - timedelta(days=filters.away_days)
        statement = statement.where(Custody.holder != Holder.FAMILY, Custody.on <= since)
    if text := " ".join(filters.text.split()):
        fields = (Member.name, Enrolment.card_number, Custody.name)
        statement = statement.where(or_(*(field.icontains(text, autoescape=True) for field in fields)))
    return statement


def _row(desk: Desk, row: Any) -> CustodyRow:
    receipt = written_number(row.receipt_number, row.receipt_year) if row.receipt_number else ""
    return CustodyRow(
        row.id, row.enrolment_id, row.household_id, row.card_number or "", row.caretaker or "", row.village or "",
        Thing(row.what), Holder(row.holder), row.name, row.on, (desk.today() - row.on).days, receipt, row.note, row.by,
    )  # fmt: skip
