"""What follows when two are the same: a second, explicit act, for one family only, and undone by a supervisor."""

from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Enrolment, EnrolmentStep, FamilyClosure, FamilyRow, Household, Member
from desktop.rules.ids import new_id
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.duplicates import comparing, deciding, listing, remedies
from desktop.services.duplicates.keeping import Decision, Kept
from desktop.services.money import drafting
from desktop.services.money.keys import TrancheKey
from tests import families, offices
from tests.services.duplicates.doubles import NIK, change, double, family, one_pair, person, run

FIRST = TrancheKey("jamsosratu", 2019, 1)


@pytest.fixture
def households(operator: Desk) -> list[UUID]:
    """The two families of a pair that was decided as the same."""
    mothers = double(operator)
    run(operator)
    deciding.decide(operator, one_pair(operator).id, Decision.SAME, "Satu orang, dua KK")
    with operator.read() as session:
        return [session.get_one(Member, mother).household_id for mother in mothers]


def enrolment(desk: Desk, household: UUID) -> Enrolment:
    with desk.read() as session:
        return session.scalars(select(Enrolment).where(Enrolment.household_id == household)).one()


def closures(desk: Desk) -> list[FamilyClosure]:
    with desk.read() as session:
        return list(session.scalars(select(FamilyClosure)))


def test_deciding_the_same_does_nothing_else(operator: Desk, households: list[UUID]) -> None:
    assert [enrolment(operator, one).status for one in households] == ["candidate"] * 2
    assert closures(operator) == []


def test_one_participation_is_stopped_as_a_double(operator: Desk, households: list[UUID]) -> None:
    pair = one_pair(operator)
    answer = remedies.stop(operator, pair.id, enrolment(operator, households[1]).id, "BA 12/2019")
    assert [enrolment(operator, one).status for one in households] == ["candidate", "stopped"]
    with operator.read() as session:
        step = session.scalars(select(EnrolmentStep).where(EnrolmentStep.status == "stopped")).one()
        listed = session.scalars(select(FamilyRow.status).where(FamilyRow.household_id == households[1])).one()
    assert (step.reason, step.paper, step.on) == ("ganda", "BA 12/2019", operator.today())
    assert listed == "stopped"
    assert answer.changes.touches("enrolment")


def test_what_is_stopped_already_is_not_stopped_again(operator: Desk, households: list[UUID]) -> None:
    pair, held = one_pair(operator), enrolment(operator, households[0]).id
    remedies.stop(operator, pair.id, held)
    with pytest.raises(Refused, match=r"enrolling\.not_from"):
        remedies.stop(operator, pair.id, held)
    detail = comparing.open_pair(operator, pair.id)
    stopped = {one.id: one.may_stop for side in (detail.one, detail.other) for one in side.participations}
    assert stopped == {held: False, enrolment(operator, households[1]).id: True}


def test_one_family_is_closed_and_keeps_its_records(operator: Desk, households: list[UUID]) -> None:
    answer = remedies.close_family(operator, one_pair(operator).id, households[1], "Ganda dengan KK lain")
    (closure,) = closures(operator)
    assert (closure.household_id, closure.kind, closure.on) == (households[1], "double", operator.today())
    assert (closure.reason, closure.by, closure.reopened_on) == ("Ganda dengan KK lain", operator.person.id, None)
    assert str(households[1]) in answer.changes.ids
    with operator.read() as session:
        assert len(session.scalars(select(Household)).all()) == 2
    assert enrolment(operator, households[1]).status == "candidate"
    assert run(operator).pairs == 0


def test_a_closed_family_is_on_no_list_that_pays(operator: Desk) -> None:
    ids = families.add(operator, 2)
    with operator.read() as session:
        mothers = [session.get_one(Household, one).caretaker_id for one in ids]
    assert mothers[1] is not None
    change(operator, mothers[1], nik="3601015203840000")
    assert drafting.create(operator, FIRST).value.withheld.families == 0
    run(operator)
    pair = one_pair(operator)
    deciding.decide(operator, pair.id, Decision.SAME, "sama")
    remedies.close_family(operator, pair.id, ids[1], "ganda")
    assert drafting.create(operator, FIRST).value.withheld.families == 1


def test_one_of_the_two_always_stays(operator: Desk, households: list[UUID]) -> None:
    pair = one_pair(operator).id
    remedies.close_family(operator, pair, households[0], "ganda")
    with pytest.raises(Refused, match=r"duplicates\.closed_already"):
        remedies.close_family(operator, pair, households[0], "ganda")
    with pytest.raises(Refused, match=r"duplicates\.other_closed"):
        remedies.close_family(operator, pair, households[1], "ganda")
    assert len(closures(operator)) == 1


def test_a_supervisor_opens_it_again(operator: Desk, supervisor: Desk, households: list[UUID]) -> None:
    pair = one_pair(operator).id
    remedies.close_family(operator, pair, households[0], "ganda")
    assert (
        comparing.open_pair(operator, pair).one.closed_as_double
        is not comparing.open_pair(operator, pair).other.closed_as_double
    )
    remedies.reopen_family(supervisor, pair, households[0])
    (closure,) = closures(operator)
    assert closure.reopened_on == supervisor.today()
    with pytest.raises(Refused, match=r"duplicates\.not_closed"):
        remedies.reopen_family(supervisor, pair, households[0])
    assert run(operator).kept == Kept(there=1)
    remedies.close_family(operator, pair, households[1], "yang ini")
    assert len(closures(operator)) == 2


def test_a_family_closed_for_another_cause_is_not_opened_here(
    operator: Desk, supervisor: Desk, households: list[UUID]
) -> None:
    with operator.write("test.close") as unit:
        unit.session.add(
            FamilyClosure(
                household_id=households[0],
                kind="moved_out",
                on=operator.today(),
                reason="pindah",
                by=operator.person.id,
            )
        )
    with pytest.raises(Refused, match=r"duplicates\.not_closed"):
        remedies.reopen_family(supervisor, one_pair(operator).id, households[0])


@pytest.mark.parametrize("decision", [None, Decision.DIFFERENT, Decision.LATER])
def test_nothing_follows_before_they_are_the_same(operator: Desk, decision: Decision | None) -> None:
    mothers = double(operator)
    run(operator)
    pair = one_pair(operator).id
    if decision:
        deciding.decide(operator, pair, decision, "x")
    with operator.read() as session:
        household = session.get_one(Member, mothers[0]).household_id
    with pytest.raises(Refused, match=r"duplicates\.not_same"):
        remedies.close_family(operator, pair, household, "x")
    with pytest.raises(Refused, match=r"duplicates\.not_same"):
        remedies.stop(operator, pair, enrolment(operator, household).id)
    assert closures(operator) == []


def test_only_the_two_families_are_touched(operator: Desk, supervisor: Desk, households: list[UUID]) -> None:
    stranger = family(operator, person("OTONG", birth_date=None, mother_name=""))
    pair = one_pair(operator).id
    for act in (
        lambda: remedies.close_family(operator, pair, stranger, "x"),
        lambda: remedies.stop(operator, pair, enrolment(operator, stranger).id),
        lambda: remedies.stop(operator, pair, new_id()),
        lambda: remedies.reopen_family(supervisor, pair, stranger),
    ):
        with pytest.raises(Refused, match=r"duplicates\.not_of_pair"):
            act()


def test_a_family_with_one_person_twice_is_not_closed(operator: Desk) -> None:
    household = family(operator, person(nik=NIK), person("AMINAH", nik=NIK))
    run(operator)
    pair = one_pair(operator).id
    deciding.decide(operator, pair, Decision.SAME, "sama")
    with pytest.raises(Refused, match=r"duplicates\.one_family"):
        remedies.close_family(operator, pair, household, "x")
    assert comparing.open_pair(operator, pair).within


def test_another_offices_family_is_not_closed(operator: Desk, households: list[UUID]) -> None:
    with operator.write("test.owner") as unit:
        unit.session.get_one(Household, households[0]).owner = "36.02"
    with pytest.raises(Refused) as refused:
        remedies.close_family(operator, one_pair(operator).id, households[0], "x")
    assert (refused.value.code, refused.value.values) == ("duplicates.other_owner", {"owner": "36.02"})


def test_closing_needs_a_reason(operator: Desk, households: list[UUID]) -> None:
    with pytest.raises(Refused, match=r"duplicates\.no_reason"):
        remedies.close_family(operator, one_pair(operator).id, households[0], "")


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_an_operator_stops_and_closes(operator: Desk, households: list[UUID], role: Role) -> None:
    desk, pair = offices.same_office_as(operator, role), one_pair(operator).id
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        remedies.close_family(desk, pair, households[0], "x")
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        remedies.stop(desk, pair, enrolment(operator, households[0]).id)


def test_a_pair_of_a_closed_family_waits_no_more(operator: Desk) -> None:
    """Three times the same woman: once one family is closed, only the other two are left to compare."""
    for name in ("SITI AMINAH", "AMINAH", "ST. AMINAH"):
        family(operator, person(name, nik=NIK))
    run(operator)
    assert listing.count(operator) == 3
    first = listing.page(operator).rows[0]
    deciding.decide(operator, first.id, Decision.SAME, "sama")
    detail = comparing.open_pair(operator, first.id)
    remedies.close_family(operator, first.id, detail.other.household, "ganda")
    assert listing.count(operator) == 1
