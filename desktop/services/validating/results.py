"""Recording results of a validation: valid or not, why not, on which day, by whom; minutes make them count."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Enrolment, Validation
from desktop.progress import SILENT, Progress
from desktop.rules.dates import long_date
from desktop.rules.explaining import to_json
from desktop.rules.ids import new_id
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services import programmes
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.enrolling import as_dict
from desktop.services.validating import reasons
from desktop.services.validating.days import days_of
from desktop.services.validating.families import JUDGING, JudgedFamily, judged
from desktop.services.validating.moving import AT_ONCE
from desktop.services.validating.selecting import CLOSED, Selection, chunks, enrolments, resolve
from desktop.store.unit import Unit
from desktop.wording import N_

TABLE = Validation.__table__
RECORDING: Final = N_("Recording results")
OFFICER, NOTE = 120, 400  # letters there is room for
NOT_CANDIDATE: Final = "validating.not_candidate"
AGAINST_RULES: Final = "validating.against_rules"
GONE: Final = "validating.cannot_closed"
NOT_KNOWN: Final = "validating.not_known"
_SAID: Final = ("result", "reasons", "explained", "on", "officer", "note", "entered_by", "entered_at")


class Result(StrEnum):
    VALID = "valid"
    NOT_VALID = "not_valid"
    BY_RULES = "by_rules"  # whatever the rules say; where they lack a fact a person decides


@dataclass(frozen=True, slots=True)
class NewResult:
    """The result of one family or of many. `despite`: valid although a rule is broken; then the note says why."""

    selection: Selection
    result: Result
    on: date
    officer: str
    reasons: tuple[str, ...] = ()
    note: str = ""
    despite: bool = False
    only: tuple[UUID, ...] = ()  # enrolments, instead of all that is selected


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded, or would be; `left` counts by code whom it does not fit, `unknown` are cards nobody has."""

    valid: int
    not_valid: int
    left: dict[str, int]
    reasons: dict[str, int]
    unknown: tuple[str, ...] = ()

    @property
    def families(self) -> int:
        return self.valid + self.not_valid


@dataclass(frozen=True, slots=True)
class _Decided:
    found: JudgedFamily
    result: Result
    reasons: tuple[str, ...]


@dataclass(slots=True)
class _Tally:
    """Counts decisions as they come."""

    left: Counter[str] = field(default_factory=Counter)
    unknown: tuple[str, ...] = ()
    _results: Counter[Result] = field(default_factory=Counter)
    _reasons: Counter[str] = field(default_factory=Counter)

    def add(self, one: _Decided) -> None:
        self._results[one.result] += 1
        self._reasons.update(one.reasons)

    @property
    def recorded(self) -> Recorded:
        some = {code: number for code, number in self.left.items() if number}
        valid, not_valid = self._results[Result.VALID], self._results[Result.NOT_VALID]
        return Recorded(valid, not_valid, some, dict(self._reasons.most_common()), self.unknown)


@allowed(*EVERYBODY)
def look_over(desk: Desk, new: NewResult, progress: Progress = SILENT) -> Recorded:
    """Count what `record` would do; nothing is written."""
    with desk.read() as session:
        tally = _begun(session, new)
        for one in _decided(desk, session, _checked(desk, new), tally.left, progress):
            tally.add(one)
    return tally.recorded


@allowed(Role.OPERATOR)
def record(desk: Desk, new: NewResult, progress: Progress = SILENT) -> Answer[Recorded]:
    """Record results with the rules as applied on the day of the tranche. One that waits for minutes is replaced.

    All of them in one transaction: whoever stops it before the end leaves everything as it was.
    """
    with desk.write("validation.record") as unit:
        tally, checked = _begun(unit.session, new), _checked(desk, new)
        decided = _decided(desk, unit.session, checked, tally.left, progress, RECORDING)
        while part := list(islice(decided, AT_ONCE)):
            for one in part:
                tally.add(one)
            _keep(unit, desk, checked, part)
        if not (tally.recorded.valid or tally.recorded.not_valid):
            if tally.unknown and not tally.recorded.left:
                raise Refused("validating.cards_unknown", count=len(tally.unknown), first=tally.unknown[0])
            raise Refused("validating.nobody_recorded")
    return Answer(tally.recorded, unit.changes)


def _begun(session: Session, new: NewResult) -> _Tally:
    """A tally that tells what a list of cards names beside candidates: numbers nobody has, families that left."""
    tally = _Tally()
    if new.selection.cards and not new.only:
        cards = resolve(session, new.selection.programme, new.selection.cards)
        tally.unknown = cards.unknown
        for part in chunks(cards.enrolments):
            left = select(Enrolment.id).where(Enrolment.id.in_(part), CLOSED)
            tally.left[GONE] += len(session.scalars(left).all())
    return tally


def _keep(unit: Unit, desk: Desk, new: NewResult, part: list[_Decided]) -> None:
    waiting = _waiting(unit.session, [one.found.enrolment for one in part])
    fresh, changed = [], []
    for one in part:
        row = _row(desk, new, one)
        kept = waiting.get(one.found.enrolment)
        if kept is None:
            fresh.append({"id": new_id(), "minutes_id": None, **row})
        else:
            changed.append({**kept, **row})
    unit.insert_many(Validation, fresh)
    unit.update_many(Validation, changed, _SAID)
    # Each part at once, so that the results of a district are never in memory together.
    unit.journal.write()


def _checked(desk: Desk, new: NewResult) -> NewResult:
    if not new.officer.strip():
        raise Refused("validating.no_officer")
    if new.on > desk.today():
        raise Refused("validating.future", on=long_date(new.on))
    if new.despite and not new.note.strip():
        raise Refused("validating.despite_needs_note")
    codes = reasons.check(new.reasons) if new.result is Result.NOT_VALID else ()
    return replace(new, officer=new.officer.strip()[:OFFICER], note=new.note.strip()[:NOTE], reasons=codes)


def _decided(
    desk: Desk, session: Session, new: NewResult, left: Counter[str], progress: Progress, what: str = JUDGING
) -> Iterator[_Decided]:
    """Decide each family; whom the result does not fit is counted in `left`."""
    wanted = list(new.only) or enrolments(session, new.selection)
    candidates = _candidates(session, wanted)
    left[NOT_CANDIDATE] += len(wanted) - len(candidates)
    programme = programmes.newest(session, new.selection.programme)
    days = days_of(session, programme.code, desk.today())
    for found in judged(session, programme, candidates, days, progress, what):
        if new.result is Result.NOT_VALID:
            yield _Decided(found, Result.NOT_VALID, new.reasons)
        elif not found.broken and (new.result is Result.VALID or not found.verdict.unknown):
            yield _Decided(found, Result.VALID, ())
        elif not found.broken:
            left[NOT_KNOWN] += 1
        elif new.result is Result.BY_RULES:
            yield _Decided(found, Result.NOT_VALID, reasons.of_rules(found.broken))
        elif new.despite:
            yield _Decided(found, Result.VALID, ())
        else:
            left[AGAINST_RULES] += 1


def _candidates(session: Session, wanted: list[UUID]) -> list[UUID]:
    found: set[UUID] = set()
    for part in chunks(wanted):
        open_ = (Enrolment.id.in_(part), Enrolment.status == EnrolmentStatus.CANDIDATE, ~CLOSED)
        found.update(session.scalars(select(Enrolment.id).where(*open_)))
    return [one for one in dict.fromkeys(wanted) if one in found]


def _waiting(session: Session, wanted: list[UUID]) -> dict[UUID, dict[str, Any]]:
    """Whole rows of the results that wait for their minutes, by enrolment."""
    found = {}
    for part in chunks(wanted):
        statement = select(TABLE).where(TABLE.c.enrolment_id.in_(part), TABLE.c.minutes_id.is_(None))
        found.update({row.enrolment_id: as_dict(row) for row in session.connection().execute(statement)})
    return found


def _row(desk: Desk, new: NewResult, one: _Decided) -> dict[str, Any]:
    return {
        "enrolment_id": one.found.enrolment,
        "result": one.result.value,
        "reasons": json.dumps(one.reasons),
        "explained": to_json(one.found.lines),
        "on": new.on,
        "officer": new.officer,
        "note": new.note,
        "entered_by": desk.person.id,
        "entered_at": desk.now(),
    }
