"""Runs the tests over lists and keeps what they found."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.models import AuditCheck, AuditFinding, PayList
from desktop.progress import SILENT, Progress
from desktop.rules.dates import zone
from desktop.rules.ids import new_id
from desktop.services.auditing import doubles, papers, people
from desktop.services.auditing.kinds import AuditTest, Finding, Level
from desktop.services.auditing.reach import Over
from desktop.services.auditing.scope import PORTION, Scope
from desktop.store.stopping import stoppable
from desktop.store.unit import Unit
from desktop.wording import N_

TESTING = N_("Asking what an auditor would ask")
KEEPING = N_("Keeping what was found")
_HOUR = 3600
MOST_KEPT = 10_000  # rows of one test that a run keeps; it counts all of them
TESTS: tuple[Callable[[Scope], Iterator[Finding]], ...] = (
    people.died,
    people.died_by_list,
    doubles.double_nik,
    doubles.double_account,
    doubles.double_kk,
    doubles.double_person,
    people.nik,
    papers.not_in_decree,
    papers.outside_area,
    people.stopped_before,
    people.staff,
    people.state_work,
    papers.uncollected,
    papers.receipt_missing,
    papers.one_proxy,
    papers.odd_hours,
    papers.in_bulk,
)


class Why(StrEnum):
    """What a run was for."""

    ASKED = "asked"
    APPROVAL = "approval"


@dataclass(frozen=True, slots=True)
class Found:
    """What a run found, in the order of the tests."""

    findings: tuple[Finding, ...]

    @property
    def wrong(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.level is Level.WRONG)

    @property
    def counts(self) -> dict[str, int]:
        return dict(Counter(one.test.value for one in self.findings))


class Pace:
    """How far a run is: how many of its tests are asked. Each breath may be its last."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._asked = 0

    def breathe(self) -> None:
        self._progress.step(self._asked, len(TESTS), TESTING)

    def on(self) -> None:
        self._asked += 1
        self.breathe()


def look(session: Session, office: str, today: date, lists: Sequence[PayList], progress: Progress = SILENT) -> Found:
    """Ask every test about these lists; nothing is kept."""
    session.flush()
    offset = zone(office).utcoffset(None)
    pace = Pace(progress)
    scope = Scope(session, office, today, int(offset.total_seconds()) // _HOUR, tuple(lists), pace.breathe)
    found: list[Finding] = []
    pace.breathe()
    with stoppable(session, pace.breathe):
        for test in TESTS:
            for one in test(scope):
                found.append(one)
                if not len(found) % PORTION:
                    pace.breathe()
            pace.on()
    return Found(tuple(found))


def keep(
    unit: Unit, found: Found, over: Over, why: Why, by: UUID, at: datetime, progress: Progress = SILENT
) -> AuditCheck:
    """Keep a run with how many each test found, and what each of them names; stopped, nothing of it is kept."""
    counts = json.dumps(found.counts, sort_keys=True)
    check = AuditCheck(id=new_id(), pay_list_id=over.pay_list, why=why, counts=counts, by=by, at=at)
    check.programme, check.year = over.programme, over.year
    unit.session.add(check)
    unit.session.flush()
    named = list(_kept(found))
    for start in range(0, len(named), PORTION):
        progress.step(start, len(named), KEEPING)
        unit.insert_many(AuditFinding, [_row(check.id, one) for one in named[start : start + PORTION]])
        unit.journal.write()
    return check


def _row(check: UUID, one: Finding) -> dict[str, Any]:
    return {
        "id": new_id(),
        "check_id": check,
        "code": one.test.value,
        "level": one.level.value,
        "payment_id": one.payment,
        "told": json.dumps(one.told, ensure_ascii=False, sort_keys=True),
    }


def counts_of(check: AuditCheck) -> dict[str, int]:
    """How many rows each test named in a run that was kept; a test that named none is not in it."""
    counts: dict[str, int] = json.loads(check.counts)
    return counts


def _kept(found: Found) -> Iterator[Finding]:
    seen: Counter[AuditTest] = Counter()
    for one in found.findings:
        seen[one.test] += 1
        if seen[one.test] <= MOST_KEPT:
            yield one
