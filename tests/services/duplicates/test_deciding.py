"""Decisions about pairs: kept with a reason, held while nothing changes, taken back by a supervisor."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Household, Likeness, Member, RecordVersion
from desktop.rules.ids import new_id
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.duplicates import comparing, deciding
from desktop.services.duplicates.keeping import Decision, Kept
from tests import offices
from tests.services.duplicates.doubles import (
    BORN,
    KK,
    NEIGHBOUR,
    NIK,
    OTHER_KK,
    OTHER_NIK,
    change,
    double,
    family,
    one_pair,
    person,
    run,
)

BOTH = (Decision.SAME, Decision.DIFFERENT)


@pytest.fixture
def mothers(operator: Desk) -> tuple[UUID, UUID]:
    """Two mothers with one NIK, found."""
    ids = double(operator)
    run(operator)
    return ids


def decide(desk: Desk, decision: Decision, reason: str = "Ditanyakan ke desa") -> Likeness:
    deciding.decide(desk, one_pair(desk).id, decision, reason)
    return one_pair(desk)


@pytest.mark.parametrize("decision", [Decision.SAME, Decision.DIFFERENT, Decision.LATER])
def test_a_decision_is_kept_with_who_when_and_why(operator: Desk, mothers: object, decision: Decision) -> None:
    answer = deciding.decide(operator, one_pair(operator).id, decision, "  Ditanyakan  ke desa ")
    pair = one_pair(operator)
    assert (answer.value, pair.decision, pair.reason) == (decision, decision, "Ditanyakan ke desa")
    assert (pair.decided_by, pair.decided_at is not None) == (operator.person.id, True)
    assert answer.changes.kinds == {"likeness"}


@pytest.mark.parametrize("decision", [Decision.SAME, Decision.DIFFERENT, Decision.LATER])
def test_a_decision_changes_neither_family(operator: Desk, mothers: object, decision: Decision) -> None:
    def records() -> list[Any]:
        with operator.read() as session:
            households = session.execute(select(Household.id, Household.version).order_by(Household.id)).all()
            return [*households, *session.execute(select(Member.id, Member.version).order_by(Member.id)).all()]

    before = records()
    decide(operator, decision)
    assert records() == before


def test_nobody_decides_that_a_pair_is_gone(operator: Desk, mothers: object) -> None:
    with pytest.raises(Refused, match=r"duplicates\.not_by_hand"):
        deciding.decide(operator, one_pair(operator).id, Decision.GONE, "Ditanyakan ke desa")
    assert (one_pair(operator).decision, one_pair(operator).reason) == (None, "")


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_reason_is_asked_for(operator: Desk, mothers: object, reason: str) -> None:
    with pytest.raises(Refused, match=r"duplicates\.no_reason"):
        deciding.decide(operator, one_pair(operator).id, Decision.DIFFERENT, reason)
    with pytest.raises(Refused) as refused:
        deciding.decide(operator, one_pair(operator).id, Decision.DIFFERENT, "x" * 201)
    assert refused.value.values == {"count": 201, "longest": 200}
    assert one_pair(operator).decision is None


@pytest.mark.parametrize("decision", BOTH)
@pytest.mark.parametrize("then", [Decision.SAME, Decision.DIFFERENT, Decision.LATER])
def test_what_is_decided_is_not_decided_over(
    operator: Desk, mothers: object, decision: Decision, then: Decision
) -> None:
    decide(operator, decision)
    with pytest.raises(Refused, match=r"duplicates\.decided"):
        decide(operator, then)
    assert one_pair(operator).decision == decision


@pytest.mark.parametrize("then", [Decision.SAME, Decision.DIFFERENT, Decision.LATER])
def test_what_was_put_off_can_be_decided(operator: Desk, mothers: object, then: Decision) -> None:
    decide(operator, Decision.LATER)
    assert decide(operator, then, "Sudah dikunjungi").decision == then


@pytest.mark.parametrize("decision", BOTH)
def test_a_decided_pair_does_not_come_back(operator: Desk, mothers: object, decision: Decision) -> None:
    decide(operator, decision)
    assert run(operator).kept == Kept(there=1)
    assert one_pair(operator).decision == decision


def test_a_pair_put_off_stays_put_off(operator: Desk, mothers: object) -> None:
    decide(operator, Decision.LATER)
    assert run(operator).kept == Kept(there=1)
    assert one_pair(operator).decision == Decision.LATER


@pytest.mark.parametrize(
    "values",
    [
        {"name": "SITI AMINI"},
        {"birth_date": BORN + timedelta(days=1)},
        {"mother_name": "DARSIH"},
        {"sex": "L"},
    ],
)
def test_it_comes_back_when_a_value_changed(
    operator: Desk, mothers: tuple[UUID, UUID], values: dict[str, object]
) -> None:
    decide(operator, Decision.DIFFERENT)
    change(operator, mothers[1], **values)
    assert run(operator).kept == Kept(again=1)
    pair = one_pair(operator)
    assert (pair.decision, pair.reason, pair.decided_by) == (None, "", None)


@pytest.mark.parametrize("values", [{"birth_place": "Serang"}, {"occupation": "tani"}, {"schooling": "left"}])
def test_a_value_that_is_not_compared_brings_nothing_back(
    operator: Desk, mothers: tuple[UUID, UUID], values: dict[str, object]
) -> None:
    decide(operator, Decision.DIFFERENT)
    change(operator, mothers[1], **values)
    assert run(operator).kept == Kept(there=1)


def test_a_decided_pair_comes_back_for_another_two_of_the_families(operator: Desk, mothers: tuple[UUID, UUID]) -> None:
    decide(operator, Decision.DIFFERENT)
    with operator.write("test.children") as unit:
        for mother in mothers:
            household = unit.session.get_one(Member, mother).household_id
            child = person("ASEP SAEPUDIN", birth_date=BORN.replace(year=2009), sex="L")
            child.household_id, child.position = household, 2
            unit.session.add(child)
    assert run(operator).kept == Kept(again=1)


def test_it_holds_for_everybody_in_both_families(operator: Desk) -> None:
    """A correction of one of four people asks about all of them again, once."""
    people = [[person(nik=NIK), person("ASEP SAEPUDIN", birth_date=BORN.replace(year=2009))] for _ in range(2)]
    family(operator, *people[0], no_kk=KK)
    family(operator, *people[1], no_kk=OTHER_KK, village=NEIGHBOUR)
    run(operator)
    decide(operator, Decision.DIFFERENT)
    change(operator, people[1][0].id, nik=OTHER_NIK)
    assert run(operator).kept == Kept(again=1)
    decide(operator, Decision.DIFFERENT)
    assert run(operator).kept == Kept(there=1)


def test_a_split_of_a_family_does_not_ask_again_about_the_same_two(operator: Desk, mothers: tuple[UUID, UUID]) -> None:
    decide(operator, Decision.DIFFERENT)
    with operator.write("test.split") as unit:
        old = unit.session.get_one(Household, unit.session.get_one(Member, mothers[1]).household_id)
        new = Household(id=new_id(), registered_at=operator.now(), area_as_written="", caretaker_id=mothers[1])
        new.village_code, new.no_kk = old.village_code, old.no_kk
        unit.session.add(new)
        unit.session.flush()
        unit.session.get_one(Member, mothers[1]).household_id = new.id
    assert run(operator).kept == Kept(there=1)
    assert one_pair(operator).decision == Decision.DIFFERENT


@pytest.mark.parametrize("decision", BOTH)
def test_a_supervisor_takes_a_decision_back(
    operator: Desk, supervisor: Desk, mothers: object, decision: Decision
) -> None:
    decide(operator, decision)
    deciding.take_back(supervisor, one_pair(operator).id, "Ibu kandung ternyata sama")
    pair = one_pair(operator)
    assert (pair.decision, pair.reason) == (None, "Ibu kandung ternyata sama")
    assert pair.decided_by == supervisor.person.id
    assert run(operator).kept == Kept(there=1)
    assert decide(operator, Decision.SAME).decision == Decision.SAME


@pytest.mark.parametrize("before", [None, Decision.LATER])
def test_only_a_decision_can_be_taken_back(
    operator: Desk, supervisor: Desk, mothers: object, before: Decision | None
) -> None:
    if before:
        decide(operator, before)
    with pytest.raises(Refused, match=r"duplicates\.not_decided"):
        deciding.take_back(supervisor, one_pair(operator).id, "salah")


def test_taking_back_needs_its_reason(operator: Desk, supervisor: Desk, mothers: object) -> None:
    decide(operator, Decision.SAME)
    with pytest.raises(Refused, match=r"duplicates\.no_reason"):
        deciding.take_back(supervisor, one_pair(operator).id, " ")


def test_every_decision_stays_readable(operator: Desk, supervisor: Desk, mothers: object) -> None:
    decide(operator, Decision.LATER, "Menunggu kunjungan")
    decide(operator, Decision.DIFFERENT, "Dua orang")
    deciding.take_back(supervisor, one_pair(operator).id, "Periksa lagi")
    detail = comparing.open_pair(operator, one_pair(operator).id)
    assert [(one.decision, one.reason, one.by) for one in detail.decisions] == [
        (None, "Periksa lagi", "Si Supervisor"),
        (Decision.DIFFERENT, "Dua orang", "Si Operator"),
        (Decision.LATER, "Menunggu kunjungan", "Si Operator"),
    ]


def test_every_decision_is_a_version_and_a_line(operator: Desk, mothers: object) -> None:
    decide(operator, Decision.LATER)
    decide(operator, Decision.SAME)
    with operator.read() as session:
        versions = session.scalars(select(RecordVersion.version).where(RecordVersion.kind == "likeness")).all()
        actions = session.scalars(select(AuditLine.action).where(AuditLine.kind == "likeness")).all()
    assert versions == [1, 2, 3]
    assert actions == ["duplicates.find", "duplicates.later", "duplicates.same"]


@pytest.mark.parametrize("call", ["decide", "take_back", "open"])
def test_a_pair_that_is_not_there(operator: Desk, supervisor: Desk, call: str) -> None:
    with pytest.raises(Refused, match=r"duplicates\.unknown"):
        if call == "decide":
            deciding.decide(operator, new_id(), Decision.SAME, "x")
        elif call == "open":
            comparing.open_pair(operator, new_id())
        else:
            deciding.take_back(supervisor, new_id(), "x")


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_an_operator_decides(operator: Desk, mothers: object, role: Role) -> None:
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        deciding.decide(offices.same_office_as(operator, role), one_pair(operator).id, Decision.SAME, "x")


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_a_supervisor_takes_back(operator: Desk, mothers: object, role: Role) -> None:
    decide(operator, Decision.SAME)
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        deciding.take_back(offices.same_office_as(operator, role), one_pair(operator).id, "x")
