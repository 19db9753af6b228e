"""The auditor's tests at a key press: run over a list or over all of them, kept, and read again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import AuditCheck, AuditFinding, Enrolment, PayList, Payment, User
from desktop.progress import SILENT, Progress
from desktop.rules.terms import Role
from desktop.services.auditing import running
from desktop.services.auditing.kinds import LEVELS, AuditTest, Level
from desktop.services.auditing.running import Found, Why
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.money.keys import TrancheKey, key_of, list_here
from desktop.store.unit import Unit

PAGE = 200


@dataclass(frozen=True, slots=True)
class TestCount:
    """How many rows one test named in a run; tests that found nothing stand there too."""

    __test__ = False  # its name is no order to the tests of the program

    test: AuditTest
    level: Level
    count: int


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A run that was kept. `key` is None for one over all lists."""

    id: UUID
    key: TrancheKey | None
    why: Why
    by: str
    at: datetime
    tests: tuple[TestCount, ...]

    @property
    def wrong(self) -> int:
        return sum(one.count for one in self.tests if one.level is Level.WRONG)

    @property
    def doubtful(self) -> int:
        return sum(one.count for one in self.tests if one.level is Level.DOUBTFUL)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What a test named: the family where it is about a payment, and the values of the sentence of `test`."""

    id: UUID
    test: AuditTest
    level: Level
    household_id: UUID | None
    card_number: str
    village_code: str
    key: TrancheKey | None
    told: Mapping[str, object]


@allowed(Role.OPERATOR, Role.SUPERVISOR, Role.AUDITOR)
def run(desk: Desk, key: TrancheKey | None = None, progress: Progress = SILENT) -> Answer[CheckRow]:
    """Ask every test about one list, or about all of this office, and keep what they found."""
    with desk.write("audit.run") as unit:
        if key is not None:
            lists = [list_here(unit.session, key, desk.office.code)]
        else:
            lists = list(unit.session.scalars(select(PayList).where(PayList.owner == desk.office.code)))
        found = running.look(unit.session, desk.office.code, desk.today(), lists, progress)
        only = lists[0].id if key is not None else None
        kept = running.keep(unit, found, only, Why.ASKED, desk.person.id, desk.now())
        row = _check(unit.session, kept)
        unit.journal.note(tranche=str(key or ""), wrong=row.wrong, doubtful=row.doubtful)
    return Answer(row, unit.changes)


def before_approval(unit: Unit, desk: Desk, pay_list: PayList, progress: Progress = SILENT) -> Found:
    """Ask every test about a list that is to be approved, within that transaction, and keep what they found."""
    found = running.look(unit.session, desk.office.code, desk.today(), [pay_list], progress)
    running.keep(unit, found, pay_list.id, Why.APPROVAL, desk.person.id, desk.now())
    return found


@allowed(*EVERYBODY)
def checks(desk: Desk, key: TrancheKey | None = None) -> tuple[CheckRow, ...]:
    """The runs that were kept, the newest first; of one list, or all."""
    statement = select(AuditCheck).order_by(AuditCheck.at.desc(), AuditCheck.id.desc())
    with desk.read() as session:
        if key is not None:
            statement = statement.where(AuditCheck.pay_list_id == list_here(session, key, desk.office.code).id)
        return tuple(_check(session, row) for row in session.scalars(statement))


@allowed(*EVERYBODY)
def findings(
    desk: Desk, check: UUID, test: AuditTest | None = None, limit: int = PAGE, skip: int = 0
) -> tuple[FindingRow, ...]:
    """What a run named, of one test or of all: lists before families, those in the order of their villages."""
    statement = (
        select(AuditFinding, Enrolment.household_id, Payment.card_number, Payment.village_code, PayList)
        .outerjoin(Payment, Payment.id == AuditFinding.payment_id)
        .outerjoin(Enrolment, Enrolment.id == Payment.enrolment_id)
        .outerjoin(PayList, PayList.id == Payment.pay_list_id)
        .where(AuditFinding.check_id == check)
        .order_by(AuditFinding.code, Payment.village_code, Payment.caretaker_name, AuditFinding.id)
        .limit(limit)
        .offset(skip)
    )
    if test is not None:
        statement = statement.where(AuditFinding.code == test.value)
    with desk.read() as session:
        if session.get(AuditCheck, check) is None:
            raise Refused("audit.unknown")
        return tuple(
            FindingRow(
                found.id,
                AuditTest(found.code),
                Level(found.level),
                family,
                card or "",
                village or "",
                key_of(pay_list) if pay_list else None,
                json.loads(found.told),
            )
            for found, family, card, village, pay_list in session.execute(statement)
        )


def _check(session: Session, row: AuditCheck) -> CheckRow:
    user = session.get_one(User, row.by)
    pay_list = session.get(PayList, row.pay_list_id) if row.pay_list_id else None
    counts = json.loads(row.counts)
    tests = tuple(TestCount(test, LEVELS[test], counts.get(test.value, 0)) for test in AuditTest)
    key = key_of(pay_list) if pay_list else None
    return CheckRow(row.id, key, Why(row.why), user.full_name or user.name, row.at, tests)
