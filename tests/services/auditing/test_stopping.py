"""A run that is stopped ends at once, wherever it is, and nothing of it is kept; nor is an approval half done."""

from dataclasses import dataclass, field

import pytest
from sqlalchemy import func, select

from desktop.errors import Cancelled
from desktop.models import AuditCheck, AuditFinding, AuditLine, Base, Payment, Receipt, RecordVersion
from desktop.services import approving
from desktop.services.auditing import audits, running
from desktop.services.auditing.kinds import AuditTest
from desktop.services.auditing.running import KEEPING, TESTING, TESTS
from desktop.services.desk import Desk
from desktop.services.money.keys import list_here
from tests.services.auditing.faulty import DAMAGED, ODD, nik_of_all
from tests.services.money.walk import FIRST, drafted, pay_list
from tests.store.test_journal import faults

MANY = 9
COUNTED: tuple[type[Base], ...] = (AuditCheck, AuditFinding, AuditLine, Receipt, RecordVersion)


@dataclass
class Watcher:
    """Remembers each look; stops at one of them."""

    stop_at: int = -1
    steps: list[tuple[int, int | None, str]] = field(default_factory=list)

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        if len(self.steps) == self.stop_at:
            raise Cancelled
        self.steps.append((done, total, what))


def counts(desk: Desk) -> list[int | None]:
    with desk.read() as session:
        return [session.scalar(select(func.count()).select_from(model)) for model in COUNTED]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Portions of two rows, so that a small list has many."""
    monkeypatch.setattr("desktop.services.auditing.scope.PORTION", 2)
    monkeypatch.setattr("desktop.services.auditing.running.PORTION", 2)
    monkeypatch.setattr("desktop.services.auditing.doubles.PORTION", 2)


@pytest.fixture
def faulty(operator: Desk) -> Desk:
    """Every family of the list bears one NIK, and it is none."""
    drafted(operator, MANY)
    nik_of_all(operator, DAMAGED)
    return operator


@pytest.mark.usefixtures("small")
def test_wherever_it_is_stopped_nothing_is_kept(faulty: Desk) -> None:
    whole = Watcher()
    audits.run(faulty, FIRST, whole)
    looks = len(whole.steps)
    assert looks > 2 * len(TESTS), "it is looked within a test, too"
    before = counts(faulty)
    for stop_at in {0, 1, looks // 3, looks // 2, looks - 2, looks - 1}:
        with pytest.raises(Cancelled):
            audits.run(faulty, FIRST, Watcher(stop_at))
        assert counts(faulty) == before, whole.steps[stop_at]
    assert faults(faulty) == []


@pytest.mark.usefixtures("small")
def test_it_tells_how_far_it_is(faulty: Desk) -> None:
    seen = Watcher()
    check = audits.run(faulty, FIRST, seen).value
    asked = [done for done, total, what in seen.steps if (total, what) == (len(TESTS), TESTING)]
    assert asked == sorted(asked)
    assert (asked[0], asked[-1]) == (0, len(TESTS))
    rows = check.wrong + check.doubtful
    kept = [(done, total) for done, total, what in seen.steps if what == KEEPING]
    assert kept == [(done, rows) for done in range(0, rows, 2)]


@pytest.mark.usefixtures("small")
def test_portions_leave_no_row_out(faulty: Desk) -> None:
    by_two = audits.run(faulty, FIRST).value
    named = {row.card_number for row in audits.findings(faulty, by_two.id, AuditTest.DOUBLE_NIK)}
    assert len(named) == MANY
    assert by_two.wrong == MANY
    assert len(audits.findings(faulty, by_two.id)) == by_two.wrong + by_two.doubtful


@pytest.mark.usefixtures("small")
def test_an_approval_that_is_stopped_approves_nothing(operator: Desk, supervisor: Desk) -> None:
    drafted(operator, MANY)
    before = counts(operator)
    looks = 2 * len(TESTS)
    with pytest.raises(Cancelled):
        approving.approve(supervisor, FIRST, Watcher(looks))
    assert (counts(operator), pay_list(operator).state) == (before, "draft")
    approving.approve(supervisor, FIRST)
    assert pay_list(operator).state == "approved"


def test_of_one_value_under_very_many_each_names_the_nearest(operator: Desk) -> None:
    """A placeholder stands under everybody: all are held against the first of them, and she against the second."""
    drafted(operator, MANY)
    nik_of_all(operator, ODD)
    with operator.read() as session:
        here = list_here(session, FIRST, operator.office.code)
        found = running.look(session, operator.office.code, operator.today(), [here])
        first, second = session.scalars(select(Payment).order_by(Payment.id).limit(2))
    told = {one.payment: one.told["other"] for one in found.findings if one.test is AuditTest.DOUBLE_NIK}
    assert len(told) == MANY
    assert told.pop(first.id) == second.caretaker_name
    assert set(told.values()) == {first.caretaker_name}
