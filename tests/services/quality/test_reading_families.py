"""Families as they are read for the examination: every field as it was entered, in order, with what was reasoned."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.code_lists import CodeLists
from desktop.models import FamilyClosure, Household, Member, PersonDetails, WarningOverride
from desktop.rules.faults import Person
from desktop.rules.ids import new_id
from desktop.rules.terms import Marital, Presence, Relation, Schooling, Sex
from desktop.services.desk import Desk
from desktop.services.quality.reading import ReadFamily, read
from tests import families

EVERYTHING = {
    "nik": "3601015203840001",
    "sex": "P",
    "sex_derived": True,
    "birth_date": date(1984, 3, 12),
    "birth_date_derived": True,
    "relation": "spouse",
    "marital": "married",
    "schooling": "left",
    "school_level": "junior",
    "pregnant": True,
    "presence": "moved",
}


def one(desk: Desk, family: UUID) -> ReadFamily:
    with desk.read() as session:
        [found] = read(session.connection(), [family], CodeLists().book)
        return found


def bare(desk: Desk, **columns: object) -> Household:
    """A family without members."""
    with desk.write("test") as unit:
        family = Household(id=new_id(), registered_at=desk.now(), **columns)
        unit.session.add(family)
    return family


def member(desk: Desk, family: UUID, position: int, **columns: object) -> UUID:
    with desk.write("test") as unit:
        row = Member(
            **{"id": new_id(), "household_id": family, "position": position, "name": "Siti", "presence": "living_here"}
            | columns
        )
        unit.session.add(row)
    return row.id


def test_a_person_of_whom_everything_is_said(operator: Desk) -> None:
    family = bare(operator)
    member(operator, family.id, 1, **EVERYTHING)
    assert one(operator, family.id).family.people == [
        Person(
            "Siti",
            "3601015203840001",
            Sex.FEMALE,
            sex_derived=True,
            birth_date=date(1984, 3, 12),
            birth_date_derived=True,
            relation=Relation.SPOUSE,
            marital=Marital.MARRIED,
            schooling=Schooling.LEFT,
            school_level="junior",
            pregnant=True,
            presence=Presence.MOVED,
        )
    ]


def test_a_person_of_whom_nothing_is_said(operator: Desk) -> None:
    family = bare(operator)
    member(operator, family.id, 1)
    found = one(operator, family.id)
    assert found.family.people == [Person("Siti")]
    assert (found.family.caretaker, found.family.no_kk, found.family.placed) == (None, "", False)


@pytest.mark.parametrize(("column", "person"), [(False, False), (None, None)])
def test_no_is_not_the_same_as_nothing(operator: Desk, column: bool | None, person: bool | None) -> None:
    family = bare(operator)
    member(operator, family.id, 1, pregnant=column)
    assert one(operator, family.id).family.people[0].pregnant is person


def test_members_stand_in_their_order_and_the_caretaker_is_told_by_it(operator: Desk) -> None:
    family = bare(operator, no_kk="3601010901150001", village_code=families.villages(operator, 1)[0])
    third, first = member(operator, family.id, 3, name="C"), member(operator, family.id, 1, name="A")
    second = member(operator, family.id, 2, name="B")
    with operator.write("test") as unit:
        unit.session.get_one(Household, family.id).caretaker_id = second
    found = one(operator, family.id)
    assert [person.name for person in found.family.people] == ["A", "B", "C"]
    assert found.members == (first, second, third)
    assert (found.family.caretaker, found.family.placed, found.family.no_kk) == (1, True, "3601010901150001")


def test_a_caretaker_of_another_family_is_none(operator: Desk) -> None:
    """As after a split that nobody finished: the id is there, the member is not."""
    family, other = bare(operator), bare(operator)
    member(operator, family.id, 1)
    away = member(operator, other.id, 1)
    with operator.write("test") as unit:
        unit.session.get_one(Household, family.id).caretaker_id = away
    assert one(operator, family.id).family.caretaker is None


def test_reasons_of_every_member_belong_to_the_family(operator: Desk) -> None:
    family, other = bare(operator), bare(operator)
    ids = [member(operator, family.id, 1), member(operator, family.id, 2), member(operator, other.id, 1)]
    with operator.write("test") as unit:
        for at, bearer in enumerate(ids):
            unit.session.add(
                WarningOverride(
                    member_id=bearer,
                    code="rules.nik_serial",
                    about=str(at),
                    reason="KTP",
                    by=operator.person.id,
                    at=operator.now(),
                )
            )
    assert one(operator, family.id).reasoned == {("rules.nik_serial", "0"), ("rules.nik_serial", "1")}
    assert one(operator, other.id).reasoned == {("rules.nik_serial", "2")}


@pytest.mark.parametrize(("reopened", "closed"), [(None, True), (date(2019, 4, 8), False)])
def test_a_family_is_closed_until_it_is_opened_again(operator: Desk, reopened: date | None, closed: bool) -> None:
    family = bare(operator)
    with operator.write("test") as unit:
        unit.session.add(
            FamilyClosure(
                household_id=family.id,
                kind="double",
                on=date(2019, 4, 1),
                reason="Ganda",
                reopened_on=reopened,
                by=operator.person.id,
            )
        )
    assert one(operator, family.id).closed is closed


def test_what_is_told_beside_the_card(operator: Desk) -> None:
    family = bare(operator)
    mother = member(operator, family.id, 1)
    member(operator, family.id, 2)
    with operator.write("test") as unit:
        details = PersonDetails(member_id=mother, source="bdt2015", work_status="5", due_on=date(2019, 6, 1))
        unit.session.add(details)
    first, second = one(operator, family.id).family.people
    assert (first.civil_servant, first.due_on) == (True, date(2019, 6, 1))
    assert (second.civil_servant, second.due_on) == (False, None)


def test_families_come_in_the_order_of_their_ids_and_unknown_ones_not_at_all(operator: Desk) -> None:
    ids = sorted(families.add(operator, 4, start=1))
    with operator.read() as session:
        assert session.scalar(select(Household.id).where(Household.id == ids[0])) == ids[0]
        found = list(read(session.connection(), [*reversed(ids), new_id()], CodeLists().book))
    assert [each.id for each in found] == ids
    assert {each.owner for each in found} == {operator.office.code}
    assert {len(each.family.people) for each in found} == {2}
