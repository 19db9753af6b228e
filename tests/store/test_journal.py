"""The journal: a line and a version for every change, chained, unchangeable, provable."""

import json
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2

from desktop.models import AuditLine, Counter, Household, Member, RecordVersion
from desktop.rules.ids import new_id
from desktop.services.desk import Desk
from desktop.store import proof
from desktop.store.canonical import canonical
from desktop.store.journal import START, line_hash, value_hash


def add_family(desk: Desk, name: str = "Siti Aminah") -> uuid.UUID:
    with desk.write("family.register") as unit:
        family = Household(id=new_id(), address="Kp. Cikadu", registered_at=desk.now())
        unit.session.add(family)
        unit.session.flush()
        unit.session.add(Member(household_id=family.id, position=1, name=name, presence="living_here"))
    return family.id


def faults(desk: Desk) -> list[str]:
    with desk.read() as session:
        connection = session.connection()
        found = [*proof.database(connection), *proof.chain(connection), *proof.versions(connection)]
        found += proof.live_records(connection, ["household", "member"])
    return [fault.code for fault in found]


def test_every_change_has_a_version_and_a_line(operator: Desk) -> None:
    family = add_family(operator)
    with operator.write("family.save") as unit:
        unit.session.get_one(Household, family).address = "Kp. Baru"
    with operator.read() as session:
        versions = session.scalars(
            select(RecordVersion).where(RecordVersion.record == str(family)).order_by(RecordVersion.version)
        ).all()
        lines = session.scalars(select(AuditLine).where(AuditLine.record == str(family))).all()
        stored = session.get_one(Household, family)
    assert [json.loads(one.values or "")["address"] for one in versions] == ["Kp. Cikadu", "Kp. Baru"]
    assert versions[0].valid_to == versions[1].valid_from
    assert versions[1].valid_to is None
    assert [(line.action, line.version, line.actor) for line in lines] == [
        ("family.register", 1, "operator"),
        ("family.save", 2, "operator"),
    ]
    assert json.loads(stored.version) == {"36.01#1": 2}
    assert stored.owner == "36.01"
    assert faults(operator) == []


def test_an_unchanged_record_gets_no_version(operator: Desk) -> None:
    family = add_family(operator)
    with operator.write("family.save") as unit:
        row = unit.session.get_one(Household, family)
        row.address = "Kp. Lain"
        row.address = "Kp. Cikadu"
    with operator.read() as session:
        assert len(session.scalars(select(RecordVersion).where(RecordVersion.record == str(family))).all()) == 1


def test_change_numbers_count_on(operator: Desk) -> None:
    first, second = add_family(operator), add_family(operator)
    with operator.read() as session:
        numbers = [session.get_one(Household, one).change_number for one in (first, second)]
        last = session.scalar(select(Counter.last).where(Counter.series == "changes"))
    assert numbers[1] > numbers[0] > 0
    assert last is not None
    assert last >= numbers[1]


def test_nothing_is_kept_of_a_broken_transaction(operator: Desk) -> None:
    before = count(operator, "audit_line")
    with pytest.raises(ZeroDivisionError), operator.write("broken") as unit:
        unit.session.add(Household(address="", registered_at=operator.now()))
        unit.session.flush()
        raise ZeroDivisionError
    assert count(operator, "audit_line") == before
    assert count(operator, "household") == 0
    add_family(operator)
    assert faults(operator) == []


def test_nothing_is_deleted(operator: Desk) -> None:
    family = add_family(operator)
    with pytest.raises(AssertionError, match="nothing is deleted"), operator.write("delete") as unit:
        unit.session.delete(unit.session.get_one(Household, family))
        unit.session.flush()


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE audit_line SET actor = 'nobody' WHERE seq = 1",
        "DELETE FROM audit_line WHERE seq = 1",
        (
            "INSERT INTO audit_line SELECT seq + 100, at, actor, pc, action, kind, record, version, value_hash,"
            " detail, prev, hash FROM audit_line WHERE seq = 1"
        ),
        "INSERT OR REPLACE INTO audit_line SELECT * FROM audit_line WHERE seq = 1",
        "UPDATE record_version SET \"values\" = '{}'",
        "UPDATE record_version SET version = version + 1",
        "DELETE FROM record_version",
    ],
)
def test_the_database_refuses_to_change_the_log(operator: Desk, attack: str) -> None:
    add_family(operator)
    with operator.office.writer.connect() as connection, pytest.raises((IntegrityError, dbapi2.DatabaseError)):
        driver = connection.connection.driver_connection
        assert driver is not None
        connection.rollback()
        driver.execute(attack)


def attack_past_the_triggers(desk: Desk, *statements: str) -> None:
    """What somebody with the key and a database tool could do, who puts the guards back in their place."""
    with desk.office.alone() as driver:
        guards = driver.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            driver.execute(f"DROP TRIGGER {name}")
        for statement in (*statements, *(sql for _, sql in guards)):
            driver.execute(statement)


@pytest.mark.parametrize(
    ("attack", "fault"),
    [
        ("UPDATE audit_line SET actor = 'nobody' WHERE seq = 2", "proof.chain"),
        ("UPDATE audit_line SET hash = zeroblob(32) WHERE seq = 2", "proof.chain"),
        ("UPDATE record_version SET \"values\" = '{}' WHERE kind = 'household'", "proof.version"),
        ("UPDATE record_version SET salt = NULL WHERE kind = 'household'", "proof.version"),
    ],
)
def test_a_change_past_the_triggers_is_found(operator: Desk, attack: str, fault: str) -> None:
    """Number 41 of the faults to survive, its first part."""
    add_family(operator)
    attack_past_the_triggers(operator, attack)
    assert fault in faults(operator)


def test_lawful_destruction_leaves_the_chain_whole(operator: Desk) -> None:
    family = add_family(operator)
    with operator.office.alone() as driver:
        driver.execute('UPDATE record_version SET "values" = NULL, salt = NULL WHERE record = ?', (str(family),))
    assert faults(operator) == []


def test_a_record_written_past_the_journal_is_found(operator: Desk) -> None:
    add_family(operator)
    with operator.office.alone() as driver:
        driver.execute(
            "INSERT INTO household SELECT no_kk, address, hamlet, rt, rw, village_code, area_as_written, phone,"
            " latitude, longitude, receives_pkh, poverty_percentile, poverty_source, caretaker_id,"
            " caretaker_derived, candidate_id, registered_at, registered_by, zeroblob(16), owner, version,"
            " change_number FROM household"
        )
    assert "proof.unjournalled" in faults(operator)


def test_many_at_once_are_journalled_like_one(operator: Desk) -> None:
    family = add_family(operator)
    columns = [column.name for column in Member.__table__.columns]
    rows = []
    for position in range(2, 52):
        row = dict.fromkeys(columns)
        row |= {
            "id": new_id(),
            "household_id": family,
            "position": position,
            "name": f"Anak {position}",
            "presence": "living_here",
        }
        row |= {name: False for name in columns if name.endswith("_derived")}
        row |= dict.fromkeys(("birth_place", "occupation", "mother_name", "father_name"), "")
        rows.append(row)
    with operator.write("bulk") as unit:
        unit.insert_many(Member, rows)
        unit.touch(families={family})
    with operator.read() as session:
        stored = session.scalars(select(Member).where(Member.position > 1)).all()
        changed = [{column: getattr(one, column) for column in columns} | {"name": one.name.upper()} for one in stored]
    with operator.write("bulk") as unit:
        unit.update_many(Member, changed)
    assert count(operator, "member") == 51
    with operator.read() as session:
        one = session.scalars(select(Member).where(Member.position == 7)).one()
        kept = session.scalars(select(RecordVersion).where(RecordVersion.record == str(one.id))).all()
    assert one.name == "ANAK 7"
    assert sorted(version.version for version in kept) == [1, 2]
    assert faults(operator) == []


def test_the_log_names_no_person_of_a_family(operator: Desk) -> None:
    """A line holds hashes, never values: what it says can outlive the values."""
    add_family(operator, "Nyi Rahasia Sekali")
    with operator.read() as session:
        lines = session.scalars(select(AuditLine)).all()
    assert all("Rahasia" not in (line.detail or "") for line in lines)


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=20) | st.integers() | st.none(), max_size=6))
def test_canonical_text_does_not_depend_on_order(values: dict[str, object]) -> None:
    assert canonical(values) == canonical(dict(reversed(list(values.items()))))
    assert json.loads(canonical(values)) == values


@given(st.binary(min_size=16, max_size=16), st.text(max_size=50), st.text(max_size=50))
def test_other_values_have_another_hash(salt: bytes, one: str, other: str) -> None:
    assert (value_hash(salt, one) == value_hash(salt, other)) == (one == other)


def test_every_field_of_a_line_is_in_its_hash() -> None:
    fields: list[object] = [1, "2026-01-01", "a", "pc", "act", "kind", "rec", 1, b"\1" * 32, "{}"]
    plain = line_hash(START, fields)
    for place in range(len(fields)):
        changed = list(fields)
        changed[place] = "other"
        assert line_hash(START, changed) != plain
    assert line_hash(b"\1" * 32, fields) != plain


def count(desk: Desk, table: str) -> int:
    with desk.read() as session:
        return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())
