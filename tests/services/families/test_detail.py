"""A family opened whole: what it shows, on which day, who looked, and what is said of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import (
    AuditLine,
    Caseload,
    Enrolment,
    Facilitator,
    Household,
    Member,
    PayList,
    Payment,
    Tranche,
    Visit,
)
from desktop.rules.ids import new_id
from desktop.rules.terms import Component, PayListState, Relation, Role
from desktop.services.desk import Desk
from desktop.services.families import detail
from desktop.services.families.detail import FamilyDetail
from tests import families, offices


@pytest.fixture
def family(operator: Desk) -> UUID:
    (found,) = families.add(operator, 1)
    return found


@pytest.fixture
def opened(operator: Desk, family: UUID) -> FamilyDetail:
    return detail.open_family(operator, family)


def test_the_family_with_its_members(opened: FamilyDetail, family: UUID) -> None:
    assert opened.id == family
    assert [member.name for member in opened.fields.members] == ["SITI AMINAH", "UJANG"]
    assert opened.caretaker is not None
    assert opened.caretaker.relation is Relation.HEAD
    assert opened.caretaker_derived
    assert opened.village
    assert opened.district
    assert opened.district_code == opened.fields.village_code.rpartition(".")[0]
    assert opened.status == "candidate"
    assert opened.payments == ()
    assert opened.visits == ()


def test_numbers_have_a_masked_form(opened: FamilyDetail) -> None:
    member = opened.fields.members[0]
    assert member.masked == f"••••••••••{member.nik[-6:]}"
    assert opened.fields.masked_kk.count("•") == 10
    assert opened.fields.members[1].masked == ""


@pytest.mark.parametrize(("look", "action"), [(detail.open_family, "family.open"), (detail.unmask, "family.unmask")])
@pytest.mark.parametrize("role", list(Role))
def test_who_looked_stands_in_the_log(operator: Desk, family: UUID, role: Role, look: object, action: str) -> None:
    look(offices.same_office_as(operator, role), family)  # type: ignore[operator]
    with operator.read() as session:
        (line,) = session.scalars(select(AuditLine).where(AuditLine.action == action)).all()
    assert (line.actor, line.kind, line.record) == (role.value, "household", str(family))


def test_an_id_that_is_not_there_leaves_no_line(operator: Desk) -> None:
    with pytest.raises(Refused, match=r"family\.unknown"):
        detail.open_family(operator, new_id())
    with operator.read() as session:
        assert session.scalars(select(AuditLine).where(AuditLine.action == "family.open")).all() == []


def add_list(desk: Desk, state: PayListState, as_of: date) -> None:
    with desk.write("test.list") as unit:
        unit.session.add(
            PayList(
                id=new_id(),
                programme="jamsosratu",
                year=2019,
                tranche=1,
                state=state,
                as_of=as_of,
                drafted_by=desk.person.id,
                drafted_at=desk.now(),
            )
        )


def change(desk: Desk, family: UUID, position: int, **values: object) -> None:
    with desk.write("test.member") as unit:
        row = unit.session.scalars(
            select(Member).where(Member.household_id == family, Member.position == position)
        ).one()
        for name, value in values.items():
            setattr(row, name, value)


def test_ages_and_components_are_todays_without_a_list(operator: Desk, family: UUID) -> None:
    today = operator.today()
    change(operator, family, 2, birth_date=today.replace(year=today.year - 8))
    opened = detail.open_family(operator, family)
    assert opened.as_of == today
    assert opened.facts[1].age == 8
    assert opened.facts[1].components == (Component.PRIMARY,)


def earlier(desk: Desk, day: date = date(2019, 1, 7)) -> UUID:
    """A family that was registered on a day of the past."""
    (found,) = families.add(desk, 1, start=7, registered_at=datetime(day.year, day.month, day.day, 3, tzinfo=UTC))
    return found


def test_they_are_of_the_day_of_the_list_under_way(operator: Desk) -> None:
    add_list(operator, PayListState.DRAFT, date(2019, 4, 1))
    opened = detail.open_family(operator, earlier(operator))
    assert opened.as_of == date(2019, 4, 1)
    assert opened.facts[1].age == 9
    assert opened.facts[0].components == ()


def test_a_family_registered_after_the_day_of_the_list_is_looked_at_for_the_next(operator: Desk, family: UUID) -> None:
    add_list(operator, PayListState.DRAFT, date(2019, 4, 1))
    assert detail.open_family(operator, earlier(operator, date(2019, 4, 1))).as_of == date(2019, 4, 1)
    assert detail.open_family(operator, earlier(operator, date(2019, 4, 2))).as_of == operator.today()
    assert detail.open_family(operator, family).as_of == operator.today()
    coming = operator.today() + timedelta(days=30)
    with operator.write("test.windows") as unit:
        first, second, *_ = unit.session.scalars(select(Tranche).where(Tranche.programme == "jamsosratu"))
        first.window_start, second.window_start = coming + timedelta(days=60), coming
    assert detail.open_family(operator, family).as_of == coming


def test_who_stands_on_the_list_all_the_same_is_looked_at_for_it(operator: Desk, family: UUID) -> None:
    add_list(operator, PayListState.DRAFT, date(2019, 4, 1))
    with operator.write("test.payment") as unit:
        listed = unit.session.scalars(select(PayList.id)).one()
        enrolment = unit.session.scalars(select(Enrolment).where(Enrolment.household_id == family)).one()
        unit.session.add(
            Payment(
                id=new_id(),
                pay_list_id=listed,
                enrolment_id=enrolment.id,
                amount=1_000_000,
                state="unpaid",
                card_number="1",
                caretaker_name="SITI AMINAH",
                address="",
                rt="",
                rw="",
            )
        )
    assert detail.open_family(operator, family).as_of == date(2019, 4, 1)


def test_a_list_that_is_over_does_not_count(operator: Desk, family: UUID) -> None:
    add_list(operator, PayListState.LOCKED, date(2019, 4, 1))
    assert detail.open_family(operator, family).as_of == operator.today()


@pytest.mark.parametrize(
    ("born", "age", "months"),
    [
        (date(2018, 12, 15), 0, 3),
        (date(2017, 4, 2), 1, 23),
        (date(2017, 4, 1), 2, None),
        (date(2019, 4, 1), 0, 0),
        (date(2019, 4, 2), None, None),
        (None, None, None),
    ],
)
def test_small_children_are_told_in_months(
    operator: Desk, born: date | None, age: int | None, months: int | None
) -> None:
    add_list(operator, PayListState.DRAFT, date(2019, 4, 1))
    family = earlier(operator)
    change(operator, family, 2, birth_date=born, schooling=None)
    facts = detail.open_family(operator, family).facts[1]
    assert (facts.age, facts.months) == (age, months)


def test_visits_and_the_facilitator(operator: Desk, family: UUID) -> None:
    with operator.write("test.visit") as unit:
        helper = Facilitator(id=new_id(), name="Euis Marwiyah")
        unit.session.add(helper)
        unit.session.flush()
        unit.session.add(
            Caseload(id=new_id(), facilitator_id=helper.id, household_id=family, valid_from=date(2019, 1, 1))
        )
        for month in (2, 3):
            unit.session.add(
                Visit(
                    id=new_id(),
                    household_id=family,
                    facilitator_id=helper.id,
                    on=date(2019, month, 1),
                    purpose="Kunjungan rumah",
                    seen="Sehat",
                    entered_by=operator.person.id,
                    entered_at=operator.now(),
                )
            )
    opened = detail.open_family(operator, family)
    assert opened.facilitator == "Euis Marwiyah"
    assert [visit.on for visit in opened.visits] == [date(2019, 3, 1), date(2019, 2, 1)]
    assert {visit.facilitator for visit in opened.visits} == {"Euis Marwiyah"}


def test_the_stamp_follows_every_change(operator: Desk, family: UUID, opened: FamilyDetail) -> None:
    change(operator, family, 2, name="UJANG SAPUTRA")
    after_member = detail.open_family(operator, family)
    assert after_member.stamp > opened.stamp
    with operator.write("test.household") as unit:
        unit.session.get_one(Household, family).phone = "0812"
    assert detail.open_family(operator, family).stamp > after_member.stamp


def test_looking_changes_nothing(operator: Desk, family: UUID, opened: FamilyDetail) -> None:
    assert replace(detail.open_family(operator, family)) == opened


def test_a_family_to_be_placed(operator: Desk) -> None:
    (lost,) = families.add(operator, 1, village_code=None, area_as_written="DESA ENTAH")
    opened = detail.open_family(operator, lost)
    assert (opened.village, opened.district, opened.area_as_written) == ("", "", "DESA ENTAH")
    assert "family.to_be_placed" in {problem.code for problem in opened.problems}
