"""Taking a whole list through a change of status: a look at it first, then all of it in one transaction."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Enrolment, FamilyRow, PayList, Payment
from desktop.progress import SILENT, Progress
from desktop.rules.terms import EnrolmentStatus, PayListState, PaymentState, Role
from desktop.services import enrolling
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.enrolling import BY_HAND, Move
from desktop.services.validating import minutes, moving
from desktop.services.validating.minutes import Kind, NewMinutes
from desktop.services.validating.selecting import (
    CLOSED,
    MANY,
    E,
    R,
    Resolved,
    Selection,
    chunks,
    enrolments,
    resolve,
)
from desktop.wording import N_

LOOKING: Final = N_("Looking at the families")
SAVING: Final = N_("Saving the families' status")
SHOWN: Final = 20  # names beside each obstacle
S = EnrolmentStatus
WAYS: Mapping[EnrolmentStatus, frozenset[EnrolmentStatus]] = MappingProxyType(
    {**BY_HAND, S.DECREED: frozenset({S.ELIGIBLE})}
)
"""From which statuses a list may be taken to each. Eligible come by minutes, active by a pay list that is approved."""


@dataclass(frozen=True, slots=True)
class NewStatus:
    """Which families, to which status, why and on which paper; `minutes` where minutes are written of it."""

    selection: Selection
    step: Move
    minutes: NewMinutes | None = None


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why some cannot go, how many, and the first of them (name, card)."""

    code: str
    count: int
    shown: tuple[tuple[str, str], ...]
    status: EnrolmentStatus | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """How many go and from where, who cannot and why, which cards nobody has, and whose money is under way."""

    go: int
    of: dict[EnrolmentStatus, int]
    cannot: tuple[Obstacle, ...]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]
    on_lists: int  # of those that go: payments not settled yet, which the change leaves as they are

    @property
    def selected(self) -> int:
        return self.go + sum(one.count for one in self.cannot)


@dataclass(frozen=True, slots=True)
class _Looked:
    preview: Preview
    go: list[UUID]


@allowed(*EVERYBODY)
def preview(desk: Desk, new: NewStatus, progress: Progress = SILENT) -> Preview:
    """Look at a change before it is made; nothing is written."""
    with desk.read() as session:
        return _look(session, new, progress).preview


@allowed(Role.OPERATOR)
def change(desk: Desk, new: NewStatus, progress: Progress = SILENT) -> Answer[Preview]:
    """Take all who can go through the change, in one transaction; the others stay as they are.

    Whoever stops it before the end leaves everything as it was.
    """
    with desk.write(f"enrolment.{new.step.status}") as unit:
        step = _checked(desk, new)
        looked = _look(unit.session, new, progress)
        if not looked.go:
            raise Refused("validating.nobody_goes")
        if new.minutes is not None:
            counts = _counts(unit.session, new, looked)
            minutes.write(unit, desk, Kind.STATUS, replace(new.minutes, number=step.paper), counts)
        moving.move(unit, looked.go, step, moving.Watched(progress, len(looked.go), SAVING))
        unit.journal.note(status=step.status, families=len(looked.go), paper=step.paper)
    return Answer(looked.preview, unit.changes)


def _checked(desk: Desk, new: NewStatus) -> Move:
    """The step as it is kept: with the minutes' number for its paper where minutes are written."""
    step = new.step
    if step.status not in WAYS:
        raise Refused("validating.not_by_hand", status=step.status)
    enrolling.check_step(step, desk.today())
    paper = " ".join((new.minutes.number if new.minutes else step.paper).split())
    if step.status is S.DECREED and not paper:
        raise Refused("validating.no_paper")
    return replace(step, reason=step.reason.strip()[:200], paper=paper[:120])


def _look(session: Session, new: NewStatus, progress: Progress) -> _Looked:
    wanted = enrolments(session, new.selection)
    cannot: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
    of: Counter[EnrolmentStatus] = Counter()
    go: list[UUID] = []
    for row in _rows(session, wanted, progress):
        code = _in_the_way(row, new.step)
        if code:
            cannot[code, row.status].append(row)
        else:
            of[S(row.status)] += 1
            go.append(row.id)
    cards = Resolved((), (), ())
    if new.selection.cards:
        cards = resolve(session, new.selection.programme, new.selection.cards)
        cannot.update(_closed(session, cards.enrolments))
    obstacles = tuple(_obstacle(code, status, rows) for (code, status), rows in cannot.items())
    return _Looked(Preview(len(go), dict(of), obstacles, cards.unknown, cards.twice, _on_lists(session, go)), go)


def _rows(session: Session, wanted: list[UUID], progress: Progress) -> Iterable[Any]:
    columns = select(E.id, E.status, E.since, E.card_number, R.caretaker_name)
    joined = columns.join_from(Enrolment, FamilyRow, R.household_id == E.household_id)
    for done, part in enumerate(chunks(wanted)):
        progress.step(done * MANY, len(wanted), LOOKING)
        found = {row.id: row for row in session.execute(joined.where(E.id.in_(part)))}
        yield from (found[one] for one in part)


def _in_the_way(row: Any, step: Move) -> str:
    if row.status == step.status:
        return "validating.cannot_already"
    if S(row.status) not in WAYS.get(step.status, frozenset()):
        return "validating.cannot_from"
    return "validating.cannot_before" if row.since > step.on else ""


def _closed(session: Session, wanted: tuple[UUID, ...]) -> dict[tuple[str, str], list[Any]]:
    """Families of the list of cards that left all lists; a selection holds none of them."""
    columns = select(E.id, E.status, E.card_number, R.caretaker_name)
    joined = columns.join_from(Enrolment, FamilyRow, R.household_id == E.household_id).where(CLOSED)
    rows = [row for part in chunks(wanted) for row in session.execute(joined.where(E.id.in_(part)))]
    return {("validating.cannot_closed", ""): rows} if rows else {}


def _obstacle(code: str, status: str, rows: list[Any]) -> Obstacle:
    shown = tuple((row.caretaker_name, row.card_number or "") for row in rows[:SHOWN])
    return Obstacle(code, len(rows), shown, S(status) if status else None)


def _on_lists(session: Session, go: list[UUID]) -> int:
    """Families whose money is approved and not settled: money services alone change that."""
    under_way = exists().where(
        Payment.enrolment_id == E.id,
        Payment.state == PaymentState.UNPAID,
        Payment.pay_list_id == PayList.id,
        PayList.state.in_((PayListState.APPROVED, PayListState.OPEN)),
    )
    return sum(len(session.scalars(select(E.id).where(E.id.in_(part), under_way)).all()) for part in chunks(go))


def _counts(session: Session, new: NewStatus, looked: _Looked) -> dict[str, Any]:
    villages: Counter[str] = Counter()
    for part in chunks(looked.go):
        joined = select(R.village_code).join_from(Enrolment, FamilyRow, R.household_id == E.household_id)
        villages.update(code or "" for code in session.scalars(joined.where(E.id.in_(part))))
    return {
        "programme": new.selection.programme,
        "status": new.step.status.value,
        "families": looked.preview.go,
        "reason": new.step.reason.strip(),
        "of": {status.value: number for status, number in looked.preview.of.items()},
        "villages": {code: {"families": number} for code, number in sorted(villages.items())},
    }
