"""Minutes (berita acara) of a validation: they make its results count, within the places of each village."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeAlias
from uuid import UUID

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Enrolment, FamilyRow, Household, Minutes, Validation
from desktop.progress import SILENT, Progress
from desktop.rules.dates import long_date, roman_month
from desktop.rules.ids import new_id
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services import office_settings, programmes
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.enrolling import Move, as_dict
from desktop.services.validating import quotas, reasons, waiting
from desktop.services.validating.moving import Watched, move
from desktop.services.validating.selecting import CLOSED, WAITS, E, R, Selection, V, conditions
from desktop.store.unit import Unit
from desktop.wording import N_

AnyRow: TypeAlias = Any
SAVING: Final = N_("Saving the families' status")
NUMBER, PLACE, SIGNED = 80, 120, 400  # letters there is room for
LAST_PERCENTILE: Final = 101
VALID: Final = "valid"
UNPLACED: Final = "validating.unplaced"
NOT_CANDIDATE: Final = "validating.not_candidate"


class Kind:
    """What minutes are about, as kept."""

    VALIDATION: Final = "validation"
    STATUS: Final = "status"


@dataclass(frozen=True, slots=True)
class NewMinutes:
    """The paper: its number, day and place, and who signs it, one in a line: "Nama, jabatan"."""

    number: str
    on: date
    place: str = ""
    signed_by: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What minutes did, or would do. `left` counts by code results that they do not take."""

    eligible: int
    waiting: int
    not_valid: int
    left: dict[str, int] = field(default_factory=dict)

    @property
    def valid(self) -> int:
        return self.eligible + self.waiting


@dataclass(frozen=True, slots=True)
class MinutesRow:
    """Minutes as lists show them."""

    id: UUID
    kind: str
    number: str
    on: date
    place: str
    signed_by: tuple[str, ...]
    counts: dict[str, Any]


@dataclass(slots=True)
class _Sorted:
    """Results on their way into minutes, by what becomes of them."""

    eligible: list[AnyRow]
    waiting: dict[str, list[AnyRow]]
    stay: list[AnyRow]  # valid again, in the waiting list already
    not_valid: list[AnyRow]
    left: Counter[str]

    @property
    def taken(self) -> list[AnyRow]:
        waiting = [row for rows in self.waiting.values() for row in rows]
        return [*self.eligible, *waiting, *self.stay, *self.not_valid]

    @property
    def outcome(self) -> Outcome:
        waiting = sum(map(len, self.waiting.values())) + len(self.stay)
        return Outcome(len(self.eligible), waiting, len(self.not_valid), dict(self.left))


@allowed(*EVERYBODY)
def look_over(desk: Desk, selection: Selection) -> Outcome:
    """Count what minutes of the results that wait would do; nothing is written."""
    with desk.read() as session:
        return _sorted(session, selection).outcome


@allowed(*EVERYBODY)
def proposed_number(desk: Desk, on: date) -> str:
    """Propose the next number of the year; the office's own numbering counts before it."""
    with desk.read() as session:
        year = extract("year", Minutes.on) == on.year
        there = session.scalar(select(func.count()).select_from(Minutes).where(year)) or 0
        unit = office_settings.get(session, office_settings.Papers).unit
    return f"BA.{there + 1:03}/{unit}/{roman_month(on)}/{on.year}"


@allowed(*EVERYBODY)
def made(desk: Desk) -> list[MinutesRow]:
    """All minutes of the office, the newest first."""
    with desk.read() as session:
        rows = session.scalars(select(Minutes).order_by(Minutes.on.desc(), Minutes.id.desc()))
        return [as_row(row) for row in rows]


def as_row(row: Minutes) -> MinutesRow:
    signed = tuple(line for line in row.signed_by.split("\n") if line)
    return MinutesRow(row.id, row.kind, row.number, row.on, row.place, signed, json.loads(row.counts))


@allowed(Role.OPERATOR)
def make(desk: Desk, selection: Selection, new: NewMinutes, progress: Progress = SILENT) -> Answer[Outcome]:
    """Make the results that wait count: who is valid becomes eligible, or waits where his village is full.

    Places go first to the poorest (lowest percentile of the register), then to who has been a candidate longest.
    """
    with desk.write("minutes.make") as unit:
        found = _sorted(unit.session, selection)
        taken = found.taken
        if not taken:
            raise Refused("minutes.nothing")
        newest = max(row.on for row in taken)
        if new.on < newest:
            raise Refused("minutes.before", on=long_date(newest))
        programme = programmes.newest(unit.session, selection.programme)
        paper = write(unit, desk, Kind.VALIDATION, new, _counts(selection.programme, found))
        watched = Watched(progress, 2 * len(taken) - len(found.stay), SAVING)
        _close_results(unit, taken, paper, watched)
        _make_eligible(unit, found.eligible, new, watched)
        ids = {village: [row.enrolment_id for row in rows] for village, rows in found.waiting.items()}
        waiting.give_numbers(unit, programme.code, programme.year, ids, new.on)
        watched.done += sum(map(len, ids.values()))
        _refuse_families(unit, found.not_valid, new, watched)
        progress.step(watched.total, watched.total, SAVING)
    return Answer(found.outcome, unit.changes)


def write(unit: Unit, desk: Desk, kind: str, new: NewMinutes, counts: dict[str, Any]) -> UUID:
    """Enter minutes. Refused without a number or with one that is there, and on a day still to come."""
    number = " ".join(new.number.split())
    if not number or len(number) > NUMBER:
        raise Refused("minutes.number", longest=NUMBER)
    if new.on > desk.today():
        raise Refused("enrolling.future", on=long_date(new.on))
    if unit.session.scalar(select(Minutes.id).where(Minutes.number == number)):
        raise Refused("minutes.there", number=number)
    signed = "\n".join(" ".join(line.split()) for line in new.signed_by.splitlines() if line.strip())
    if len(signed) > SIGNED:
        raise Refused("minutes.signers", longest=SIGNED)
    row = Minutes(
        id=new_id(), kind=kind, number=number, on=new.on, place=new.place.strip()[:PLACE], signed_by=signed,
        counts=json.dumps(counts, ensure_ascii=False), by=desk.person.id, at=desk.now(),
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    return row.id


def _sorted(session: Session, selection: Selection) -> _Sorted:
    """Part the results that wait, as the places of each village allow."""
    year = programmes.newest(session, selection.programme)
    free = quotas.free_places(session, year.code, year.year)
    found = _Sorted([], defaultdict(list), [], [], Counter())
    for row in sorted(_open_results(session, selection), key=_first_served):
        if row.status != EnrolmentStatus.CANDIDATE:
            found.left[NOT_CANDIDATE] += 1
        elif row.result != VALID:
            found.not_valid.append(row)
        elif row.village_code is None:
            found.left[UNPLACED] += 1
        elif row.waits:
            found.stay.append(row)
        elif free.get(row.village_code, 1) > 0:
            found.eligible.append(row)
            if row.village_code in free:
                free[row.village_code] -= 1
        else:
            found.waiting[row.village_code].append(row)
    return found


def _open_results(session: Session, selection: Selection) -> Sequence[AnyRow]:
    statement = (
        select(
            V.id, V.enrolment_id, V.result, V.reasons, V.on, E.household_id, E.status, E.since, R.village_code,
            Household.poverty_percentile, WAITS.label("waits"),
        )
        .join_from(Validation, Enrolment, E.id == V.enrolment_id)
        .join(FamilyRow, R.household_id == E.household_id)
        .join(Household, Household.id == E.household_id)
        .where(V.minutes_id.is_(None), ~CLOSED, *conditions(session, selection))
    )  # fmt: skip
    return session.execute(statement).all()


def _first_served(row: AnyRow) -> tuple[int, date, bytes]:
    percentile = LAST_PERCENTILE if row.poverty_percentile is None else row.poverty_percentile
    return percentile, row.since, row.enrolment_id.bytes


def _counts(programme: str, found: _Sorted) -> dict[str, Any]:
    outcome = found.outcome
    why = Counter(code for row in found.not_valid for code in json.loads(row.reasons))
    villages: defaultdict[str, Counter[str]] = defaultdict(Counter)
    waiting_ids = {row.enrolment_id for rows in found.waiting.values() for row in rows}
    waiting_ids |= {row.enrolment_id for row in found.stay}
    for row in found.taken:
        result = "not_valid" if row.result != VALID else "waiting" if row.enrolment_id in waiting_ids else "eligible"
        villages[row.village_code or ""][result] += 1
    return {
        "programme": programme,
        "valid": outcome.valid,
        "eligible": outcome.eligible,
        "waiting": outcome.waiting,
        "not_valid": outcome.not_valid,
        "reasons": dict(why.most_common()),
        "villages": {code: dict(one) for code, one in sorted(villages.items())},
    }


def _close_results(unit: Unit, taken: Sequence[AnyRow], paper: UUID, watched: Watched) -> None:
    table = Validation.__table__
    for part in watched.parts([row.id for row in taken]):
        statement = select(table).where(table.c.id.in_(part))
        rows = [as_dict(row) | {"minutes_id": paper} for row in unit.connection.execute(statement)]
        unit.update_many(Validation, rows, ("minutes_id",))
        unit.journal.write()


def _make_eligible(unit: Unit, rows: Sequence[AnyRow], new: NewMinutes, watched: Watched) -> None:
    step = Move(EnrolmentStatus.ELIGIBLE, new.on, "Valid menurut hasil verval", new.number)
    move(unit, [row.enrolment_id for row in rows], step, watched)


def _refuse_families(unit: Unit, rows: Iterable[AnyRow], new: NewMinutes, watched: Watched) -> None:
    """Not valid: each with its own reasons, so in one go for each set of them."""
    by_reason: defaultdict[str, list[UUID]] = defaultdict(list)
    for row in rows:
        by_reason["; ".join(reasons.labels(json.loads(row.reasons)))].append(row.enrolment_id)
    for words, ids in by_reason.items():
        step = Move(EnrolmentStatus.NOT_ELIGIBLE, new.on, words[:200], new.number)
        move(unit, ids, step, watched)
