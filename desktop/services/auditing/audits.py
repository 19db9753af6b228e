"""The auditor's tests at a key press: run over a list, a programme or all lists, kept, and read again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Area, AuditCheck, AuditFinding, Enrolment, FindingExplanation, PayList, Payment, User
from desktop.progress import SILENT, Progress
from desktop.rules.terms import PaymentState, Role
from desktop.services.auditing import reach, running, said
from desktop.services.auditing.kinds import LEVELS, AuditTest, Level
from desktop.services.auditing.reach import Over, Reach
from desktop.services.auditing.running import Found, Why
from desktop.services.auditing.said import Said
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.money.keys import TrancheKey, key_of, list_here
from desktop.store.unit import Unit

PAGE = 200
# Whoever only keeps users and backups has no business with what is doubted of a family (DESIGN.md 1).
AUDITORS: Final = (Role.OPERATOR, Role.SUPERVISOR, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class TestCount:
    """How many rows one test named in a run; tests that found nothing stand there too."""

    __test__ = False  # its name is no order to the tests of the program

    test: AuditTest
    level: Level
    count: int


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A run that was kept. `key` is None for one over more than a list."""

    id: UUID
    over: Reach
    why: Why
    by: str
    at: datetime
    tests: tuple[TestCount, ...]

    @property
    def key(self) -> TrancheKey | None:
        return self.over if isinstance(self.over, TrancheKey) else None

    @property
    def wrong(self) -> int:
        return sum(one.count for one in self.tests if one.level is Level.WRONG)

    @property
    def doubtful(self) -> int:
        return sum(one.count for one in self.tests if one.level is Level.DOUBTFUL)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What a test named: the family where it is about a payment, and the values of the sentence of `test`.

    `said` is how the office explains it, if it does.
    """

    id: UUID
    test: AuditTest
    level: Level
    household_id: UUID | None
    card_number: str
    village: str
    village_code: str
    key: TrancheKey | None
    amount: int | None
    state: PaymentState | None
    told: Mapping[str, object]
    said: Said | None = None

    @property
    def name(self) -> str:
        """The caretaker on the list, or the list where it is about one as a whole."""
        return str(self.told.get("name", ""))


@allowed(*AUDITORS)
def run(desk: Desk, over: Reach = None, progress: Progress = SILENT) -> Answer[CheckRow]:
    """Ask every test about one list, a programme, a year of it, or all lists of this office; keep what they found.

    The tests are asked beside the writer, which is held up only for the moment in which the result is kept.
    """
    at = desk.now()
    with desk.read() as session:
        lists = reach.lists(session, desk.office.code, over)
        found = running.look(session, desk.office.code, desk.today(), lists, progress)
        whole = reach.kept(over, lists)
    with desk.write("audit.run") as unit:
        kept = running.keep(unit, found, whole, Why.ASKED, desk.person.id, at, progress)
        row = _check(unit.session, kept)
        unit.journal.note(over=str(over or ""), wrong=row.wrong, doubtful=row.doubtful)
    return Answer(row, unit.changes)


def before_approval(unit: Unit, desk: Desk, pay_list: PayList, progress: Progress = SILENT) -> Found:
    """Ask every test about a list that is to be approved, within that transaction, and keep what they found."""
    found = running.look(unit.session, desk.office.code, desk.today(), [pay_list], progress)
    running.keep(unit, found, Over(pay_list.id), Why.APPROVAL, desk.person.id, desk.now(), progress)
    return found


@allowed(*EVERYBODY)
def checks(desk: Desk, over: Reach = None) -> tuple[CheckRow, ...]:
    """The runs that were kept, the newest first; those over just this list, programme or year, or every run."""
    statement = select(AuditCheck).order_by(AuditCheck.at.desc(), AuditCheck.id.desc())
    with desk.read() as session:
        if over is not None:
            statement = statement.where(reach.same(session, desk.office.code, over))
        return tuple(_check(session, row) for row in session.scalars(statement))


@allowed(*EVERYBODY)
def latest(desk: Desk, key: TrancheKey) -> CheckRow | None:
    """The last run over a list, for whoever is about to go on with it; None where there is none."""
    with desk.read() as session:
        mine = select(AuditCheck).where(AuditCheck.pay_list_id == list_here(session, key, desk.office.code).id)
        row = session.scalars(mine.order_by(AuditCheck.at.desc(), AuditCheck.id.desc()).limit(1)).one_or_none()
        return _check(session, row) if row is not None else None


@allowed(*AUDITORS)
def findings(
    desk: Desk, check: UUID, test: AuditTest | None = None, limit: int = PAGE, skip: int = 0
) -> tuple[FindingRow, ...]:
    """What a run named, of one test or of all: lists before families, those in the order of their villages."""
    with desk.read() as session:
        known(session, check)
        statement = listed(check, test).limit(limit).offset(skip)
        return tuple(finding(row) for row in session.execute(statement))


def known(session: Session, check: UUID) -> AuditCheck:
    """The run that was kept under this id. Refused where there is none."""
    found = session.get(AuditCheck, check)
    if found is None:
        raise Refused("audit.unknown")
    return found


def listed(check: UUID, test: AuditTest | None = None) -> Select[*tuple[Any, ...]]:
    """The rows of a run in their order, for `finding`."""
    statement = (
        select(AuditFinding, Enrolment.household_id, Payment.card_number, Payment.amount, Payment.state)
        .add_columns(PayList, Payment.village_code, Area.name.label("village"), FindingExplanation, User)
        .outerjoin(Payment, Payment.id == AuditFinding.payment_id)
        .outerjoin(Enrolment, Enrolment.id == Payment.enrolment_id)
        .outerjoin(PayList, PayList.id == Payment.pay_list_id)
        .outerjoin(Area, Area.code == Payment.village_code)
        .outerjoin(FindingExplanation, FindingExplanation.id == said.newest())
        .outerjoin(User, User.id == FindingExplanation.by)
        .where(AuditFinding.check_id == check)
        .order_by(AuditFinding.code, Payment.village_code, Payment.caretaker_name, AuditFinding.id)
    )
    return statement.where(AuditFinding.code == test.value) if test is not None else statement


def finding(row: Row[Any]) -> FindingRow:
    found = row.AuditFinding
    return FindingRow(
        found.id,
        AuditTest(found.code),
        Level(found.level),
        row.household_id,
        row.card_number or "",
        row.village or "",
        row.village_code or "",
        key_of(row.PayList) if row.PayList else None,
        row.amount,
        PaymentState(row.state) if row.state else None,
        json.loads(found.told),
        said.said(row),
    )


def _check(session: Session, row: AuditCheck) -> CheckRow:
    user = session.get_one(User, row.by)
    counts = running.counts_of(row)
    tests = tuple(TestCount(test, LEVELS[test], counts.get(test.value, 0)) for test in AuditTest)
    return CheckRow(row.id, reach.of(session, row), Why(row.why), user.full_name or user.name, row.at, tests)
