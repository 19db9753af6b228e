"""Records as they stood at a moment, read from the kept versions."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from desktop.errors import Cancelled
from desktop.models import Household, Member
from desktop.rules.ids import new_id
from desktop.services.desk import Desk
from desktop.store import versions

BEGIN = datetime(2019, 1, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def at(desk: Desk, moment: datetime) -> None:
    def clock() -> datetime:
        return moment

    desk.office.clock = clock


def make(desk: Desk, address: str = "Kp. Cikadu") -> uuid.UUID:
    with desk.write("family.register") as unit:
        family = Household(id=new_id(), address=address, registered_at=desk.now(), latitude=-6.3)
        unit.session.add(family)
        unit.session.flush()
        unit.session.add(
            Member(
                household_id=family.id, position=1, name="Siti", presence="living_here", birth_date=date(1984, 3, 12)
            )
        )
    return family.id


def change(desk: Desk, family: uuid.UUID, address: str) -> None:
    with desk.write("family.save") as unit:
        unit.session.get_one(Household, family).address = address


def address_at(desk: Desk, family: uuid.UUID, moment: datetime) -> str | None:
    with desk.read() as session:
        found = versions.stood(session.connection(), "household", [family], moment)
    return found[family]["address"] if family in found else None


def test_each_moment_has_the_version_that_held(operator: Desk) -> None:
    at(operator, BEGIN)
    family = make(operator, "satu")
    at(operator, BEGIN + DAY)
    change(operator, family, "dua")
    assert address_at(operator, family, BEGIN) is None  # written in the moment itself
    assert address_at(operator, family, BEGIN + timedelta(microseconds=1)) == "satu"
    assert address_at(operator, family, BEGIN + DAY) == "satu"
    assert address_at(operator, family, BEGIN + 2 * DAY) == "dua"


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 30), min_size=1, max_size=6))
def test_whatever_the_days_of_the_changes_there_is_one_version_at_most(operator: Desk, days: list[int]) -> None:
    at(operator, BEGIN)
    family = make(operator, "-1")
    written = sorted(days)
    for day in written:
        at(operator, BEGIN + day * DAY)
        change(operator, family, f"{day} {new_id()}")
    for day in range(32):
        last = [one for one in written if one <= day]
        found = address_at(operator, family, BEGIN + day * DAY + timedelta(hours=1))
        assert found is not None
        assert found.split()[0] == (str(last[-1]) if last else "-1")


def test_values_come_back_as_the_columns_hold_them(operator: Desk) -> None:
    at(operator, BEGIN)
    family = make(operator)
    with operator.read() as session:
        found = versions.stood(session.connection(), "household", [family], BEGIN + DAY)[family]
        row = session.get_one(Household, family)
        for name in found:
            assert found[name] == getattr(row, name), name
        assert {"registered_at", "latitude", "id", "village_code"} <= set(found)
        member = session.query(Member).one()
        kept = versions.stood(session.connection(), "member", [member.id], BEGIN + DAY)[member.id]
    assert (kept["birth_date"], kept["household_id"]) == (date(1984, 3, 12), family)


def test_columns_that_are_no_more_are_left_out() -> None:
    kept = '{"address": "Kp. Cikadu", "telex": "44-123", "id": "01a1feb0-2e71-7ef9-baf3-4de28795bfa0"}'
    found = versions.revived("household", kept)
    assert found == {"address": "Kp. Cikadu", "id": uuid.UUID("01a1feb0-2e71-7ef9-baf3-4de28795bfa0")}


def test_one_version_by_its_number(operator: Desk) -> None:
    family = make(operator, "satu")
    change(operator, family, "dua")
    with operator.read() as session:
        connection = session.connection()
        first, second, third = (versions.value(connection, "household", family, number) for number in (1, 2, 3))
    assert first is not None
    assert second is not None
    assert (first["address"], second["address"], third) == ("satu", "dua", None)


def test_who_wrote_which_version(operator: Desk) -> None:
    at(operator, BEGIN)
    family = make(operator, "satu")
    at(operator, BEGIN + DAY)
    change(operator, family, "dua")
    with operator.read() as session:
        found = list(versions.written(session.connection(), "household", [family]))
    assert [(one.number, one.since, one.actor, one.action) for one in found] == [
        (1, BEGIN, "operator", "family.register"),
        (2, BEGIN + DAY, "operator", "family.save"),
    ]


def test_of_many_records_each_is_read_once(operator: Desk) -> None:
    at(operator, BEGIN)
    homes = [make(operator, str(number)) for number in range(7)]
    with operator.read() as session:
        connection = session.connection()
        asked = homes * 100  # more than one question holds
        found = versions.stood(connection, "household", asked, BEGIN + DAY)
        assert set(found) == set(homes)
        assert len(list(versions.written(connection, "household", homes))) == 7


def test_columns_of_all_as_kept(operator: Desk) -> None:
    at(operator, BEGIN)
    first, second = make(operator, "satu"), make(operator, "dua")
    at(operator, BEGIN + DAY)
    change(operator, first, "tiga")
    with operator.read() as session:
        connection = session.connection()
        before = set(versions.columns_at(connection, "household", ("address",), BEGIN + DAY))
        after = set(versions.columns_at(connection, "household", ("address", "latitude"), BEGIN + 2 * DAY))
    assert before == {(str(first), "satu"), (str(second), "dua")}
    assert after == {(str(first), "tiga", -6.3), (str(second), "dua", -6.3)}


def test_what_was_destroyed_by_law_is_left_out(operator: Desk) -> None:
    at(operator, BEGIN)
    family = make(operator)
    with operator.office.writer.begin() as connection:
        connection.execute(
            text('UPDATE record_version SET salt = NULL, "values" = NULL WHERE record = :one'), {"one": str(family)}
        )
    with operator.read() as session:
        connection = session.connection()
        assert versions.stood(connection, "household", [family], BEGIN + DAY) == {}
        assert list(versions.columns_at(connection, "household", ("address",), BEGIN + DAY)) == []
        assert versions.value(connection, "household", family, 1) is None
        (line,) = versions.written(connection, "household", [family])
    assert line.values is None
    assert line.actor == "operator"


class Impatient:
    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        raise Cancelled


def test_reading_all_of_a_kind_can_be_stopped(operator: Desk) -> None:
    make(operator)
    with operator.read() as session, pytest.raises(Cancelled):
        list(versions.columns_at(session.connection(), "household", ("address",), operator.now() + DAY, Impatient()))


def test_the_first_line_of_the_log_is_the_beginning(operator: Desk) -> None:
    with operator.read() as session:
        first = versions.first_moment(session.connection())
    assert first is not None
    assert first.tzinfo is not None
    assert first <= operator.now()
