"""Rows written in bulk are the rows SQLAlchemy would have written, value for value."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, event, insert, select
from sqlalchemy.engine import Connection, Engine

from desktop.models import Base, Household, Member, RecordVersion
from desktop.rules.ids import new_id
from desktop.rules.terms import Presence, Sex
from desktop.store.bulk import TOGETHER, insert_columns, insert_rows, update_rows

MOMENT = datetime(2019, 4, 11, 9, 30, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    made = create_engine(f"sqlite:///{tmp_path / 'plain.db'}")
    Base.metadata.create_all(made)
    return made


@pytest.fixture
def connection(engine: Engine) -> Any:
    with engine.connect() as opened:
        yield opened
    engine.dispose()


def household(**changed: Any) -> dict[str, Any]:
    values = {column.name: None for column in Household.__table__.columns}
    return values | {
        "id": new_id(), "owner": "36.01", "version": "{}", "change_number": 1, "address": "Kp. Cikole", "hamlet": "",
        "rt": "003", "rw": "001", "area_as_written": "", "phone": "", "latitude": -6.5, "longitude": 105.75,
        "receives_pkh": False, "caretaker_id": new_id(), "caretaker_derived": True, "registered_at": MOMENT, **changed,
    }  # fmt: skip


def member(owner: dict[str, Any], **changed: Any) -> dict[str, Any]:
    values = {column.name: None for column in Member.__table__.columns}
    texts = dict.fromkeys(("birth_place", "occupation", "mother_name", "father_name"), "")
    return values | texts | {
        "id": new_id(), "household_id": owner["id"], "owner": "36.01", "version": "{}", "change_number": 1,
        "position": 1, "name": "SITI", "sex": Sex.FEMALE, "sex_derived": False, "birth_date": date(1985, 8, 17),
        "birth_date_derived": False, "presence": Presence.LIVING_HERE, **changed,
    }  # fmt: skip


def rows(connection: Connection, model: type[Base]) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in connection.execute(select(model.__table__))]


def test_rows_come_back_as_they_were(connection: Connection) -> None:
    house = household()
    people = [member(house), member(house, birth_date=None, sex=None, position=2)]
    insert_rows(connection, Household.__table__, [house])  # type: ignore[arg-type]
    insert_rows(connection, Member.__table__, people)  # type: ignore[arg-type]
    (kept,) = rows(connection, Household)
    assert kept == house | {"registered_at": MOMENT.astimezone(UTC)}
    assert sorted(rows(connection, Member), key=str) == sorted(people, key=str)


def test_they_are_stored_as_sqlalchemy_stores_them(connection: Connection) -> None:
    one = household()
    other = one | {"id": new_id()}
    insert_rows(connection, Household.__table__, [one])  # type: ignore[arg-type]
    connection.execute(insert(Household.__table__), [other])  # type: ignore[arg-type]
    stored = connection.exec_driver_sql("SELECT * FROM household").all()
    assert {type(row) for row in stored} == {type(stored[0])}
    first, second = [[value for value in row if value not in (one["id"].bytes, other["id"].bytes)] for row in stored]
    assert first == second


def test_only_the_columns_given_are_changed_and_only_in_the_rows_named(connection: Connection) -> None:
    houses = [household(address=f"Kp. {number}") for number in range(3)]
    insert_rows(connection, Household.__table__, houses)  # type: ignore[arg-type]
    changed = [house | {"address": "Kp. Baru", "phone": "ignored"} for house in houses[:2]]
    update_rows(connection, Household.__table__, changed, ["id"], ["address"])  # type: ignore[arg-type]
    assert [(row["address"], row["phone"]) for row in rows(connection, Household)] == [
        ("Kp. Baru", ""), ("Kp. Baru", ""), ("Kp. 2", ""),
    ]  # fmt: skip


def test_several_columns_may_name_a_row(connection: Connection) -> None:
    versions = [
        {"kind": "member", "record": "a", "version": number, "valid_from": MOMENT, "valid_to": None, "salt": b"s",
         "values": "{}", "batch": None}
        for number in (1, 2)
    ]  # fmt: skip
    insert_rows(connection, RecordVersion.__table__, versions)  # type: ignore[arg-type]
    closed = [{"kind": "member", "record": "a", "version": 1, "valid_to": MOMENT}]
    update_rows(connection, RecordVersion.__table__, closed, ["kind", "record", "version"], ["valid_to"])  # type: ignore[arg-type]
    assert [row["valid_to"] for row in rows(connection, RecordVersion)] == [MOMENT.astimezone(UTC), None]
    assert [row["salt"] for row in rows(connection, RecordVersion)] == [b"s", b"s"]


def test_nothing_to_write_asks_nothing_of_the_database(engine: Engine, connection: Connection) -> None:
    said: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *words: said.append(words[2]))
    insert_rows(connection, Household.__table__, [])  # type: ignore[arg-type]
    update_rows(connection, Household.__table__, [], ["id"], ["address"])  # type: ignore[arg-type]
    assert said == []


def test_a_column_with_nothing_in_any_row_is_empty(connection: Connection) -> None:
    house = household(phone="0812", candidate_id=new_id())
    insert_rows(connection, Household.__table__, [house])  # type: ignore[arg-type]
    emptied = [house | {"candidate_id": None, "latitude": None}]
    update_rows(connection, Household.__table__, emptied, ["id"], ["candidate_id", "latitude", "phone"])  # type: ignore[arg-type]
    (kept,) = rows(connection, Household)
    assert (kept["candidate_id"], kept["latitude"], kept["phone"]) == (None, None, "0812")


def test_the_driver_gets_only_what_it_binds_as_it_is(engine: Engine, connection: Connection) -> None:
    """A microsecond for each other value: half the writing of a large register."""
    bound: list[Any] = []
    event.listen(engine, "before_cursor_execute", lambda *words: bound.extend(words[3]))
    house = household()
    insert_rows(connection, Household.__table__, [house, household()])  # type: ignore[arg-type]
    insert_rows(connection, Member.__table__, [member(house), member(house)])  # type: ignore[arg-type]
    assert {type(value) for row in bound for value in row} == {str, int, float, bytearray}


def test_insert_columns_writes_one_row_for_each_place(connection: Connection) -> None:
    houses = [household(address=f"Kp. {number}") for number in range(3)]
    columns = {name: [house[name] for house in houses] for name in houses[0]}
    insert_columns(connection, Household.__table__, columns)  # type: ignore[arg-type]
    assert sorted(row["address"] for row in rows(connection, Household)) == ["Kp. 0", "Kp. 1", "Kp. 2"]


def test_columns_of_different_length_are_a_fault(connection: Connection) -> None:
    columns = {name: [value, value] for name, value in household().items()} | {"address": ["Kp. 0"]}
    with pytest.raises(ValueError, match="zip"):
        insert_columns(connection, Household.__table__, columns)  # type: ignore[arg-type]


def test_rows_with_different_columns_are_a_fault(connection: Connection) -> None:
    short = household()
    short.pop("address")
    with pytest.raises(KeyError):
        insert_rows(connection, Household.__table__, [household(), short])  # type: ignore[arg-type]


@pytest.mark.parametrize("many", [1, TOGETHER - 1, TOGETHER, TOGETHER + 1, 2 * TOGETHER + 3])
def test_every_row_is_written_however_many_come_together(connection: Connection, many: int) -> None:
    wanted = [household(no_kk=f"36010101010{number:05}", phone=f"08{number}") for number in range(many)]
    insert_rows(connection, Household.__table__, wanted)  # type: ignore[arg-type]
    found = {row["id"]: (row["no_kk"], row["phone"], row["latitude"]) for row in rows(connection, Household)}
    assert found == {row["id"]: (row["no_kk"], row["phone"], row["latitude"]) for row in wanted}


def test_ids_may_come_as_their_bytes(connection: Connection) -> None:
    house, other = household(), household(caretaker_id=None)
    told = [{**row, "id": bytearray(row["id"].bytes), "caretaker_id": None} for row in (house, other)]
    insert_rows(connection, Household.__table__, told)  # type: ignore[arg-type]
    assert {row["id"] for row in rows(connection, Household)} == {house["id"], other["id"]}
