"""Runs the tests over lists and keeps what they found."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.models import AuditCheck, AuditFinding, PayList
from desktop.progress import SILENT, Progress
from desktop.rules.dates import zone
from desktop.rules.ids import new_id
from desktop.services.auditing import doubles, papers, people
from desktop.services.auditing.kinds import AuditTest, Finding, Level
from desktop.services.auditing.scope import Scope
from desktop.store.unit import Unit
from desktop.wording import N_

TESTING = N_("Asking what an auditor would ask")
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


def look(session: Session, office: str, today: date, lists: Sequence[PayList], progress: Progress = SILENT) -> Found:
    """Ask every test about these lists; nothing is kept."""
    session.flush()
    offset = zone(office).utcoffset(None)
    scope = Scope(session, office, today, int(offset.total_seconds()) // _HOUR, tuple(lists))
    found: list[Finding] = []
    for done, test in enumerate(TESTS):
        progress.step(done, len(TESTS), TESTING)
        found += test(scope)
    progress.step(len(TESTS), len(TESTS), TESTING)
    return Found(tuple(found))


def keep(unit: Unit, found: Found, pay_list: UUID | None, why: Why, by: UUID, at: datetime) -> AuditCheck:
    """Keep a run with how many each test found, and what each of them names."""
    counts = json.dumps(found.counts, sort_keys=True)
    check = AuditCheck(id=new_id(), pay_list_id=pay_list, why=why, counts=counts, by=by, at=at)
    unit.session.add(check)
    unit.session.flush()
    rows = [
        {
            "id": new_id(),
            "check_id": check.id,
            "code": one.test.value,
            "level": one.level.value,
            "payment_id": one.payment,
            "told": json.dumps(one.told, ensure_ascii=False, sort_keys=True),
        }
        for one in _kept(found)
    ]
    if rows:
        unit.insert_many(AuditFinding, rows)
    return check


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
