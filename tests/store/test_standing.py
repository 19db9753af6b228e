"""Where families stand is brought up to date by itself, and is what making the whole list anew would say."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text

from desktop.models import Enrolment, FamilyClosure, FamilyRow, RecordVersion
from desktop.rules.ids import new_id
from desktop.services import enrolling
from desktop.services.desk import Desk
from desktop.store import proof, search
from tests import families
from tests.store.test_search import found

CARD = "JST-36.01-2019-000777"


@pytest.fixture
def five(operator: Desk) -> list[UUID]:
    return families.add(operator, 5)


def listed(desk: Desk) -> dict[UUID, tuple[str, str | None]]:
    with desk.read() as session:
        rows = session.execute(select(FamilyRow.household_id, FamilyRow.status, FamilyRow.card_number))
        return {row.household_id: (row.status, row.card_number) for row in rows}


def faults(desk: Desk) -> list[str]:
    with desk.read() as session:
        return [fault.code for fault in proof.live_records(session.connection(), ["enrolment"])]


def anew(desk: Desk) -> dict[UUID, tuple[str, str | None]]:
    with desk.write("test.rebuild") as unit:
        search.rebuild(unit.connection)
    return listed(desk)


def set_enrolments(
    desk: Desk, wanted: list[UUID], restated: set[UUID], *, names: tuple[str, ...], **values: Any
) -> None:
    with desk.write("test.bulk") as unit:
        rows = [row for row in enrolling.read_rows(unit.session, "jamsosratu") if row["household_id"] in wanted]
        unit.update_many(Enrolment, [row | values for row in rows], names)
        unit.restate(restated)
        assert {UUID(one) for one in unit.changes.ids} == restated


def test_the_list_says_where_they_stand_now_and_finds_them_as_before(operator: Desk, five: list[UUID]) -> None:
    by_name = found(operator, "siti")
    set_enrolments(operator, five[:2], set(five[:2]), names=("status",), status="stopped")
    assert [listed(operator)[one][0] for one in five] == ["stopped", "stopped", "candidate", "candidate", "candidate"]
    assert found(operator, "siti") == by_name == found(operator, "siti", search.Filters(status="stopped"))
    assert listed(operator) == anew(operator)


def test_who_was_not_named_stands_in_the_list_as_before(operator: Desk, five: list[UUID]) -> None:
    set_enrolments(operator, five[:2], {five[0]}, names=("status",), status="stopped")
    assert [listed(operator)[one][0] for one in five[:2]] == ["stopped", "candidate"]


def test_a_card_in_the_list_is_that_of_the_programme_joined_last(operator: Desk, five: list[UUID]) -> None:
    set_enrolments(operator, five[:1], set(), names=("card_number",), card_number=CARD)
    assert listed(operator)[five[0]] == ("candidate", None)
    with operator.write("test.restate") as unit:
        unit.restate({five[0]})
    assert listed(operator)[five[0]] == ("candidate", CARD)
    assert listed(operator) == anew(operator)


def test_a_family_that_left_stays_away_whatever_its_programme_says(operator: Desk, five: list[UUID]) -> None:
    with operator.write("test.close") as unit:
        closure = FamilyClosure(household_id=five[0], kind="moved_out", on=operator.today(), reason="Pindah")
        closure.by = operator.person.id
        unit.session.add(closure)
    set_enrolments(operator, five[:1], {five[0]}, names=("status",), status="active")
    assert listed(operator)[five[0]][0] == search.CLOSED
    assert listed(operator) == anew(operator)


def test_a_family_that_is_touched_too_gets_its_words_as_well(operator: Desk, five: list[UUID]) -> None:
    with operator.write("test.both") as unit:
        unit.connection.execute(
            text("UPDATE household SET hamlet = 'CURUGGORONG' WHERE id = :id"), {"id": five[0].bytes}
        )
        unit.restate({five[0], five[1]})
        unit.touch(families={five[0]})
    assert found(operator, "curuggorong") == [five[0]]


def test_restating_nobody_and_a_stranger_changes_nothing(operator: Desk, five: list[UUID]) -> None:
    before = listed(operator)
    with operator.write("test.nobody") as unit:
        search.restate(unit.connection, [])
        search.restate(unit.connection, [new_id()])
    assert listed(operator) == before
    assert len(before) == len(five)


def test_columns_that_are_named_are_written_and_the_whole_record_is_kept(operator: Desk, five: list[UUID]) -> None:
    set_enrolments(operator, five[:1], {five[0]}, names=("status", "since"), status="stopped", since=operator.today())
    with operator.read() as session:
        row = session.scalars(select(Enrolment).where(Enrolment.household_id == five[0])).one()
        kept = session.scalars(
            select(RecordVersion).where(RecordVersion.record == str(row.id)).order_by(RecordVersion.version)
        ).all()
    assert (row.status, row.since) == ("stopped", operator.today())
    assert [one.version for one in kept] == [1, 2]
    assert '"status": "stopped"' in (kept[1].values or "")
    assert str(five[0]) in (kept[1].values or "")
    assert faults(operator) == []


def test_a_change_that_was_not_named_is_found_by_the_proof(operator: Desk, five: list[UUID]) -> None:
    """It is in the journal and not in the record: better told by the proof than lost without a word."""
    set_enrolments(operator, five[:1], set(), names=("status",), status="stopped", category="x")
    assert faults(operator) == ["proof.changed_past"]
