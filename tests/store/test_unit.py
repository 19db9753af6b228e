"""One transaction: what the session sees is journalled, stamped and found; a broken one leaves nothing."""

import json
import uuid
from datetime import date

import pytest
from sqlalchemy import select, text

from desktop.errors import Refused
from desktop.models import AuditLine, Counter, Enrolment, ExternalId, FamilyRow, Household, Member, RecordVersion
from desktop.rules.ids import new_id
from desktop.services.desk import Desk
from desktop.store import engine, search
from desktop.store.search import Filters
from tests.store.test_journal import add_family, count, faults

TODAY = date(2019, 3, 1)


def found(desk: Desk, typed: str) -> set[uuid.UUID]:
    """Families that the search shows."""
    with desk.read() as session:
        rows, _ = search.find(session.connection(), typed, Filters(), 50)
        return {uuid.UUID(bytes=row.household_id) for row in rows}


def versions(desk: Desk, record: uuid.UUID) -> list[RecordVersion]:
    with desk.read() as session:
        statement = select(RecordVersion).where(RecordVersion.record == str(record)).order_by(RecordVersion.version)
        return list(session.scalars(statement))


def member_of(desk: Desk, family: uuid.UUID) -> Member:
    with desk.read() as session:
        return session.scalars(select(Member).where(Member.household_id == family)).one()


def test_a_record_changed_twice_in_one_transaction_has_one_open_version(operator: Desk) -> None:
    """A new family gets its caretaker in the transaction that makes it: the first version must close all the same."""
    with operator.write("family.register") as unit:
        family = Household(id=new_id(), registered_at=operator.now())
        unit.session.add(family)
        unit.session.flush()
        mother = Member(household_id=family.id, position=1, name="Siti", presence="living_here")
        unit.session.add(mother)
        unit.session.flush()
        family.caretaker_id = mother.id
    first, second = versions(operator, family.id)
    assert (first.version, second.version) == (1, 2)
    assert first.valid_to == second.valid_from
    assert second.valid_to is None
    assert json.loads(second.values or "")["caretaker_id"] == str(mother.id)
    assert faults(operator) == []


def test_an_id_of_another_register_added_later_is_found(operator: Desk) -> None:
    family = add_family(operator)
    assert found(operator, "zq7744") == set()
    with operator.write("family.save") as unit:
        unit.session.add(
            ExternalId(kind="household", record_id=family, source="bdt2015", value="ZQ77441", seen_on=TODAY)
        )
    assert unit.changes.ids == {str(family)}
    assert found(operator, "zq7744") == {family}


def test_who_moves_to_another_family_is_found_there_only(operator: Desk) -> None:
    left, entered = add_family(operator, "Siti Aminah"), add_family(operator, "Rohayati")
    with operator.write("family.move") as unit:
        unit.session.get_one(Member, member_of(operator, left).id).household_id = entered
    assert found(operator, "siti aminah") == {entered}
    assert unit.changes.ids == {str(left), str(entered)}
    with operator.read() as session:
        rows = {row.household_id: row.members for row in session.scalars(select(FamilyRow))}
    assert rows == {left: 0, entered: 2}


def test_the_answer_names_what_changed(operator: Desk) -> None:
    with operator.write("family.register") as unit:
        family = Household(id=new_id(), registered_at=operator.now())
        unit.session.add(family)
        unit.session.flush()
        unit.session.add(Enrolment(household_id=family.id, programme="jamsosratu", status="candidate", since=TODAY))
        unit.touch("task")
    assert unit.changes.kinds == {"household", "enrolment", "task"}
    assert unit.changes.ids == {str(family.id)}


def test_setting_the_same_value_again_is_no_change(operator: Desk) -> None:
    family = add_family(operator)
    with operator.write("family.save") as unit:
        household = unit.session.get_one(Household, family)
        household.address = household.address + ""
    assert len(versions(operator, family)) == 1
    assert unit.changes.ids == frozenset()


def test_a_transaction_of_nothing_leaves_no_line(operator: Desk) -> None:
    before = count(operator, "audit_line")
    with operator.write("nothing"):
        pass
    assert count(operator, "audit_line") == before


@pytest.mark.parametrize("stage", ["before the flush", "after the flush", "after bulk", "after the journal"])
def test_a_broken_transaction_leaves_nothing(operator: Desk, stage: str) -> None:
    family = add_family(operator)
    before = [count(operator, table) for table in ("household", "member", "audit_line", "record_version", "family_row")]
    with operator.read() as session:
        last = session.scalars(select(Counter.last).where(Counter.series == "changes")).one()

    def work() -> None:
        with operator.write("broken") as unit:
            unit.session.get_one(Household, family).address = "Kp. Hilang"
            unit.session.add(Household(id=new_id(), registered_at=operator.now()))
            if stage != "before the flush":
                unit.session.flush()
            if stage in ("after bulk", "after the journal"):
                unit.insert_many(Member, [bulk_member(family)])
            if stage == "after the journal":
                unit.finish()
            raise RuntimeError(stage)

    with pytest.raises(RuntimeError, match=stage):
        work()
    tables = ("household", "member", "audit_line", "record_version", "family_row")
    assert [count(operator, table) for table in tables] == before
    with operator.read() as session:
        assert session.get_one(Household, family).address == "Kp. Cikadu"
        assert session.scalars(select(Counter.last).where(Counter.series == "changes")).one() == last
    add_family(operator)  # the writer is free again, and its numbers go on
    assert faults(operator) == []


def bulk_member(family: uuid.UUID, name: str = "ANAK", position: int = 9) -> dict[str, object]:
    row: dict[str, object] = {column.name: None for column in Member.__table__.columns}
    row |= dict.fromkeys(("birth_place", "occupation", "mother_name", "father_name"), "")
    row |= {"sex_derived": False, "birth_date_derived": False, "presence": "living_here"}
    return row | {"id": new_id(), "household_id": family, "position": position, "name": name}


def test_a_record_written_in_bulk_and_then_by_the_session_counts_on(operator: Desk) -> None:
    family = add_family(operator)
    row = bulk_member(family)
    with operator.write("mixed") as unit:
        unit.insert_many(Member, [row])
        unit.session.get_one(Member, row["id"]).name = "ANAK LAGI"
        unit.touch(families={family})
    assert isinstance(row["id"], uuid.UUID)
    assert [one.version for one in versions(operator, row["id"])] == [1, 2]
    assert found(operator, "anak lagi") == {family}
    assert faults(operator) == []


def test_the_batch_of_an_import_is_in_its_versions(operator: Desk) -> None:
    with operator.write("import.accept") as unit:
        unit.journal.batch = "b-1"
        family = Household(id=new_id(), registered_at=operator.now())
        unit.session.add(family)
    assert [one.batch for one in versions(operator, family.id)] == ["b-1"]


def test_a_reader_sees_nothing_before_the_commit(operator: Desk) -> None:
    with operator.write("family.register") as unit:
        unit.session.add(Household(id=new_id(), registered_at=operator.now()))
        unit.session.flush()
        assert count(operator, "household") == 0
    assert count(operator, "household") == 1


def test_a_reader_keeps_the_state_it_began_with(operator: Desk) -> None:
    with operator.read() as session:
        seen = session.scalars(select(Household)).all()
        add_family(operator)
        assert session.scalars(select(Household)).all() == seen == []
    assert count(operator, "household") == 1


def test_a_reader_cannot_be_held_against_a_reference_that_is_not_there(operator: Desk) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"), operator.write("orphan") as unit:
        unit.session.add(Member(household_id=new_id(), position=1, name="X", presence="living_here"))
    assert count(operator, "member") == 0


def test_a_second_writer_from_outside_is_told_to_wait(operator: Desk) -> None:
    """One process per office; should another program hold the file, that is an answer and not a fault."""
    stranger = engine.connect(operator.office.folder.database, operator.office.key)
    stranger.execute("BEGIN IMMEDIATE")
    try:
        with operator.office.writer.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA busy_timeout = 1")
        with pytest.raises(Refused) as refused:
            add_family(operator)
        assert refused.value.code == "database.busy"
    finally:
        stranger.execute("ROLLBACK")
        stranger.close()
    add_family(operator)
    assert faults(operator) == []


def test_lines_of_one_transaction_share_its_time_and_follow_each_other(operator: Desk) -> None:
    add_family(operator)
    with operator.read() as session:
        lines = session.scalars(select(AuditLine).order_by(AuditLine.seq.desc()).limit(2)).all()
        head = session.execute(text("SELECT max(seq) FROM audit_line")).scalar_one()
    assert lines[0].at == lines[1].at
    assert lines[0].prev == lines[1].hash
    assert lines[0].seq == head
