"""Work on a whole district is watched as it goes, and whoever stops it leaves everything as it was."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias
from uuid import UUID

import pytest
from sqlalchemy import func, select

from desktop.errors import Cancelled
from desktop.models import AuditLine, Base, Enrolment, EnrolmentStep, FamilyRow, Minutes, Validation, WaitingPlace
from desktop.progress import Progress
from desktop.rules.terms import EnrolmentStatus
from desktop.services.desk import Desk
from desktop.services.enrolling import Move
from desktop.services.validating import changing, minutes, moving, results
from desktop.services.validating import families as families_judged
from desktop.services.validating.changing import NewStatus
from desktop.services.validating.minutes import NewMinutes
from desktop.services.validating.results import NewResult, Result
from tests import families, validation
from tests.store.test_journal import faults
from tests.validation import ALL, OFFICER

S = EnrolmentStatus
FAMILIES = 9
COUNTED: tuple[type[Base], ...] = (AuditLine, EnrolmentStep, Validation, Minutes, WaitingPlace)
Work: TypeAlias = Callable[[Desk, Progress], object]


@dataclass
class Watcher:
    """Remembers each step; stops at one of them."""

    stop_at: int = -1
    steps: list[tuple[int, int | None, str]] = field(default_factory=list)

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        if len(self.steps) == self.stop_at:
            raise Cancelled
        self.steps.append((done, total, what))


@pytest.fixture
def district(operator: Desk, monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """Nine candidates in three villages, one of which has a single place; taken two at a time."""
    for module in (families_judged, moving, results):
        monkeypatch.setattr(module, "AT_ONCE", 2)
    ids = families.add(operator, FAMILIES)
    validation.places(operator, 1)
    return ids


def change(desk: Desk, progress: Progress) -> object:
    step = Move(S.NOT_ELIGIBLE, desk.today(), "Pindah", "BA 9/2019")
    return changing.change(desk, NewStatus(ALL, step, NewMinutes(step.paper, desk.today())), progress)


def record(desk: Desk, progress: Progress) -> object:
    return results.record(desk, NewResult(ALL, Result.BY_RULES, desk.today(), OFFICER), progress)


def make(desk: Desk, progress: Progress) -> object:
    return minutes.make(desk, ALL, NewMinutes("BA 7/2019", desk.today()), progress)


def state(desk: Desk) -> object:
    with desk.read() as session:
        counts = [session.scalar(select(func.count()).select_from(model)) for model in COUNTED]
        statuses = session.execute(
            select(Enrolment.id, Enrolment.status, Enrolment.version).order_by(Enrolment.id)
        ).all()
        rows = session.execute(select(FamilyRow.household_id, FamilyRow.status).order_by(FamilyRow.doc)).all()
        return counts, statuses, rows


@pytest.mark.parametrize("work", [change, record, make])
def test_stopped_at_any_moment_nothing_is_changed(operator: Desk, district: list[UUID], work: Work) -> None:
    if work is make:
        validation.record(operator)
    before = state(operator)
    for moment in range(100):
        watcher = Watcher(moment)
        try:
            work(operator, watcher)
        except Cancelled:
            assert state(operator) == before
            continue
        break
    assert len(watcher.steps) == moment > FAMILIES // 2
    assert state(operator) != before
    assert faults(operator) == []
    assert district


@pytest.mark.parametrize("work", [change, record, make])
def test_each_part_is_told_of_and_never_more_than_there_is(operator: Desk, district: list[UUID], work: Work) -> None:
    if work is make:
        validation.record(operator)
    watcher = Watcher()
    work(operator, watcher)
    for what in {what for *_, what in watcher.steps}:
        told = [(done, total) for done, total, said in watcher.steps if said == what]
        assert told == sorted(told)
        assert all(total is not None and 0 <= done <= total for done, total in told)
    assert district


@pytest.mark.parametrize("work", [change, record, make])
def test_the_last_step_says_that_all_is_done(operator: Desk, district: list[UUID], work: Work) -> None:
    if work is make:
        validation.record(operator)
    watcher = Watcher()
    work(operator, watcher)
    done, total, _ = watcher.steps[-1]
    assert done == total
    assert (total or 0) >= len(district)


def test_results_in_parts_are_the_results_in_one(operator: Desk, district: list[UUID]) -> None:
    validation.grow_up(operator, district[4])
    told = results.look_over(operator, NewResult(ALL, Result.BY_RULES, operator.today(), OFFICER))
    assert (told.valid, told.not_valid) == (FAMILIES - 1, 1)
    for _ in range(2):
        answer = results.record(operator, NewResult(ALL, Result.BY_RULES, operator.today(), OFFICER))
        assert answer.value == told
        assert answer.changes.touches("validation")
    with operator.read() as session:
        rows = session.scalars(select(Validation)).all()
    assert len(rows) == len({row.enrolment_id for row in rows}) == FAMILIES
    assert [row.result for row in rows if row.enrolment_id == validation.enrolment(operator, district[4])] == [
        "not_valid"
    ]


def test_every_family_gets_one_step_and_its_place_in_the_list(operator: Desk, district: list[UUID]) -> None:
    change(operator, Watcher())
    with operator.read() as session:
        steps = session.scalars(select(EnrolmentStep).where(EnrolmentStep.status == S.NOT_ELIGIBLE)).all()
        rows = session.scalars(select(FamilyRow.status)).all()
    assert {(step.reason, step.paper) for step in steps} == {("Pindah", "BA 9/2019")}
    assert len(steps) == len({step.enrolment_id for step in steps}) == len(district)
    assert set(rows) == {"not_eligible"}
