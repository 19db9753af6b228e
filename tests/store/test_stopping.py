"""A statement ends while the database is at work on it, and what it had written with it goes back."""

from typing import Final

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from desktop.errors import Cancelled
from desktop.models import Area, Household
from desktop.services.desk import Desk
from desktop.store.stopping import STEPS, stoppable
from tests.store.test_journal import add_family, count, faults

ENDLESS: Final = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
MANY: Final = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT {STEPS})"
LONG: Final = text(f"{MANY} SELECT count(*) FROM n")
WRITES: Final = text(f"{MANY} UPDATE household SET address = address || (SELECT max(i) FROM n)")


class Look:
    """Counts how often it is asked; stops at one of them."""

    def __init__(self, stop_at: int = -1, stop: type[BaseException] = Cancelled) -> None:
        self.stop_at, self.stop = stop_at, stop
        self.seen = 0

    def __call__(self) -> None:
        self.seen += 1
        if self.seen == self.stop_at:
            raise self.stop


@pytest.mark.parametrize("stop", [Cancelled, KeyboardInterrupt])
def test_a_statement_without_end_ends(operator: Desk, stop: type[BaseException]) -> None:
    look = Look(3, stop)
    with operator.read() as session, pytest.raises(stop), stoppable(session, look):
        session.execute(ENDLESS)
    assert look.seen == 3, "it is not asked again once it stopped"


def test_the_same_session_reads_on(operator: Desk) -> None:
    with operator.read() as session:
        with pytest.raises(Cancelled), stoppable(session, Look(1)):
            session.execute(ENDLESS)
        assert session.scalar(LONG) == STEPS
        assert session.scalars(select(Area.code).limit(1)).one()


def test_what_is_not_stopped_comes_to_its_end_and_is_watched_no_more(operator: Desk) -> None:
    look = Look()
    with operator.read() as session:
        with stoppable(session, look):
            assert session.scalar(LONG) == STEPS
        seen = look.seen
        assert seen > 1
        assert session.scalar(LONG) == STEPS
    assert look.seen == seen


def test_a_fault_of_the_database_stays_one(operator: Desk) -> None:
    gone = pytest.raises(OperationalError, match="no such table")
    with operator.read() as session, gone, stoppable(session, Look()):
        session.execute(text("SELECT 1 FROM nowhere"))


def test_a_write_that_is_stopped_leaves_nothing(operator: Desk) -> None:
    before = count(operator, "record_version")
    with pytest.raises(Cancelled), operator.write("test.stop") as unit:
        unit.session.add(Household(address="Kp. Cikadu", registered_at=operator.now()))
        unit.session.flush()
        with stoppable(unit.session, Look(2)):
            unit.session.execute(WRITES)
    assert (count(operator, "record_version"), count(operator, "household")) == (before, 0)
    assert faults(operator) == []
    add_family(operator)
    assert count(operator, "household") == 1, "the writer goes on"
