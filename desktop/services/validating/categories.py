"""The category of a family, where a programme pays by category: orphan, widow, poor (DOMAIN.md 1.9)."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Enrolment, LifeEvent, PayList, Payment, User
from desktop.rules.dates import long_date
from desktop.rules.life import Life
from desktop.rules.programme_year import ProgrammeYear, Rate, Scheme
from desktop.rules.terms import PayListState, Role
from desktop.services import enrolling, event_traces, programmes
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.life import closing, recording
from desktop.services.life.events import Happened
from desktop.services.life.traces import Tracing
from desktop.services.money.keys import TrancheKey, key_of
from desktop.services.validating import selecting
from desktop.services.validating.selecting import Selection

OPEN = (PayListState.DRAFT, PayListState.CHECKED)


@dataclass(frozen=True, slots=True)
class Categorised:
    """How many families were given the category, how many had it already, and cards that nothing is known of."""

    changed: int
    same: int
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewCategory:
    """What a person says: since when the family is of it, why, and on which paper."""

    category: str
    on: date
    reason: str
    paper: str = ""


@dataclass(frozen=True, slots=True)
class CategoryChange:
    """One change as it was entered; `undone` where it was taken back."""

    category: str
    before: str
    on: date
    reason: str
    paper: str
    by: str
    undone: bool


@dataclass(frozen=True, slots=True)
class OpenList:
    """A list nobody approved yet that holds the family, and what it gives it until it is drafted again."""

    key: TrancheKey
    amount: int


@dataclass(frozen=True, slots=True)
class CategoryOf:
    """The category of one family, what each would get in a tranche, and how it came about, the newest first."""

    category: str  # "" where nobody said it: no list takes the family
    rates: tuple[Rate, ...]
    changes: tuple[CategoryChange, ...]
    lists: tuple[OpenList, ...]


@allowed(*EVERYBODY)
def look(desk: Desk, enrolment: UUID) -> CategoryOf:
    """Answer the category of one family and what a change of it would touch."""
    with desk.read() as session:
        row = session.get(Enrolment, enrolment)
        if row is None:
            raise Refused("enrolling.unknown")
        year = programmes.newest(session, row.programme)
        return CategoryOf(
            row.category or "", rates_of(year), tuple(_changes(session, row)), tuple(_open_lists(session, enrolment))
        )


@allowed(Role.OPERATOR)
def change(desk: Desk, enrolment: UUID, new: NewCategory) -> Answer[None]:
    """Put one family into a category, as an event with its day and reason; it may be taken back like any other.

    Refused for one the programme does not know or the family has, without a reason, and for a day still to come.
    """
    with desk.write("life.category") as unit:
        row = unit.session.get(Enrolment, enrolment)
        if row is None:
            raise Refused("enrolling.unknown")
        recording.opened(unit, desk, row.household_id, None)
        if closing.open_closure(unit.session, row.household_id) is not None:
            raise Refused("enrolling.closed")
        _refuse_unknown(programmes.newest(unit.session, row.programme), new.category)
        if new.category == row.category:
            raise Refused("category.same")
        if not new.reason.strip():
            raise Refused("category.no_reason")
        if new.on > desk.today():
            raise Refused("enrolling.future", on=long_date(new.on))
        facts = {"enrolment": str(enrolment), "category": new.category, "before": row.category or ""}
        tracing = Tracing(unit)
        row.category = new.category
        event = Happened(on=new.on, paper=new.paper, reason=new.reason)
        recording.note(unit, desk, row.household_id, event, None, facts, tracing, Life.CATEGORY)
        unit.touch("enrolment", families={row.household_id})
    return Answer(None, unit.changes)


def rates_of(year: ProgrammeYear) -> tuple[Rate, ...]:
    """Categories of a programme year; none where it does not pay by category."""
    return year.rates if year.scheme is Scheme.BY_CATEGORY else ()


def _refuse_unknown(year: ProgrammeYear, category: str) -> None:
    known = [rate.key for rate in rates_of(year)]
    if not known:
        raise Refused("category.none", programme=year.name)
    if category not in known:
        raise Refused("rules.category_unknown", category=category, known=", ".join(known))


def _changes(session: Session, row: Enrolment) -> Iterator[CategoryChange]:
    taken_back = event_traces.undone(session, row.household_id)
    statement = (
        select(LifeEvent, User.full_name, User.name)
        .join(User, User.id == LifeEvent.entered_by)
        .where(LifeEvent.household_id == row.household_id, LifeEvent.kind == Life.CATEGORY)
        .order_by(LifeEvent.on.desc(), LifeEvent.entered_at.desc(), LifeEvent.id.desc())
    )
    for event, full_name, name in session.execute(statement):
        facts = json.loads(event.facts)
        if facts["enrolment"] == str(row.id):
            undone = event.id in taken_back
            yield CategoryChange(
                facts["category"], facts["before"], event.on, event.reason, event.paper, full_name or name, undone
            )


def _open_lists(session: Session, enrolment: UUID) -> Iterator[OpenList]:
    statement = (
        select(PayList, Payment.amount)
        .join(Payment, Payment.pay_list_id == PayList.id)
        .where(Payment.enrolment_id == enrolment, PayList.state.in_(OPEN))
        .order_by(PayList.year, PayList.tranche, PayList.supplement)
    )
    for pay_list, amount in session.execute(statement):
        yield OpenList(key_of(pay_list), amount)


@allowed(*EVERYBODY)
def rates(desk: Desk, programme: str) -> Sequence[Rate]:
    """Categories of a programme with what each gets in a tranche; none where it does not pay by category."""
    with desk.read() as session:
        year = programmes.newest(session, programme)
    return rates_of(year)


@allowed(Role.OPERATOR)
def give(desk: Desk, selection: Selection, category: str) -> Answer[Categorised]:
    """Put families into a category; the next list that is drafted pays by it, those approved stay as they are.

    Refused where the programme does not pay by category or does not know this one, and for everybody at once.
    """
    if not (selection.cards or selection.village):
        raise Refused("category.whom")
    with desk.write("enrolment.category") as unit:
        year = programmes.newest(unit.session, selection.programme)
        _refuse_unknown(year, category)
        rows = enrolling.rows_of(unit.session, selecting.enrolments(unit.session, selection))
        changed = [row | {"category": category} for row in rows if row["category"] != category]
        unit.update_many(Enrolment, changed, ("category",))
        unit.touch("enrolment", families={row["household_id"] for row in changed})
        unknown = selecting.resolve(unit.session, selection.programme, selection.cards).unknown
    return Answer(Categorised(len(changed), len(rows) - len(changed), unknown), unit.changes)
