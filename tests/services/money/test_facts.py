"""Judging families for a tranche: every scheme of amounts, every reason against, and families of odd shapes."""

import json
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop import paths
from desktop.errors import Refused
from desktop.models import Enrolment, Household, Member
from desktop.rules.programme_year import ProgrammeYear, Rate, Scheme
from desktop.services import programmes
from desktop.services.desk import Desk
from desktop.services.money.facts import Judged, judged_families
from tests import families

DAY = date(2019, 12, 5)


@pytest.fixture
def programme() -> ProgrammeYear:
    return programmes.packaged("jamsosratu-2019", paths.resources())


def judge(desk: Desk, programme: ProgrammeYear, on: date = DAY) -> dict[UUID, Judged]:
    with desk.read() as session:
        found = list(judged_families(session.connection(), programme, 1, on))
    assert len({one.row.household_id for one in found}) == len(found)
    return {one.row.household_id: one for one in found}


def change_members(desk: Desk, family: UUID, **values: Any) -> None:
    with desk.write("test.change") as unit:
        for member in unit.session.scalars(select(Member).where(Member.household_id == family)):
            for name, value in values.items():
                setattr(member, name, value)


def categorise(desk: Desk, family: UUID, category: str) -> None:
    with desk.write("test.change") as unit:
        unit.session.scalars(select(Enrolment).where(Enrolment.household_id == family)).one().category = category


def test_a_flat_programme_pays_the_tranche(operator: Desk, programme: ProgrammeYear) -> None:
    (family,) = families.add(operator, 1)
    one = judge(operator, programme)[family]
    assert (one.amount, one.refused) == (1_000_000, "")
    assert one.caretaker is not None
    assert one.caretaker.name == "SITI AMINAH"


def test_families_and_members_are_matched_over_many_reads(operator: Desk, programme: ProgrammeYear) -> None:
    ids = families.add(operator, 1_300)
    found = judge(operator, programme)
    assert set(found) == set(ids)
    with operator.read() as session:
        caretakers = dict(session.execute(select(Household.id, Household.caretaker_id)).all())
    assert {family: one.caretaker.id for family, one in found.items() if one.caretaker} == caretakers


def test_a_family_without_members_does_not_shift_the_others(operator: Desk, programme: ProgrammeYear) -> None:
    first, empty, last = families.add(operator, 3)
    with operator.write("test.empty") as unit:
        other = unit.session.get_one(Household, first)
        for member in unit.session.scalars(select(Member).where(Member.household_id == empty)):
            member.household_id = other.id
            member.position += 2
    found = judge(operator, programme)
    assert found[empty].refused == "rules.component_none"
    assert found[first].refused == found[last].refused == ""
    assert json.loads(found[first].explanation) == {"components": {"primary": 2}}


def test_only_families_of_the_programme_are_judged(operator: Desk, programme: ProgrammeYear) -> None:
    (mine,) = families.add(operator, 1)
    families.add(operator, 1, start=5, programme="jscm")
    assert set(judge(operator, programme)) == {mine}


def test_age_counts_on_the_day_of_the_tranche(operator: Desk, programme: ProgrammeYear) -> None:
    (family,) = families.add(operator, 1)
    change_members(operator, family, schooling="left", birth_date=date(2014, 12, 6))
    assert judge(operator, programme, date(2019, 12, 5))[family].refused == ""
    one = judge(operator, programme, date(2019, 12, 6))[family]
    assert (one.refused, one.values) == ("rules.component_none", {"day": date(2019, 12, 6)})


def test_what_nobody_said_is_kept_beside_the_entitlement(operator: Desk, programme: ProgrammeYear) -> None:
    (family,) = families.add(operator, 1, receives_pkh=None, poverty_source=None)
    one = judge(operator, programme)[family]
    assert one.refused == ""
    assert json.loads(one.explanation)["unknown"] == ["rules.registered_unknown", "rules.pkh_unknown"]


def test_a_component_nobody_has_shown_is_not_met(operator: Desk, programme: ProgrammeYear) -> None:
    (family,) = families.add(operator, 1)
    change_members(operator, family, schooling=None, pregnant=None)
    assert judge(operator, programme)[family].refused == "rules.component_not_shown"


def test_by_category_pays_the_category(operator: Desk, programme: ProgrammeYear) -> None:
    orphan, poor, none, strange = families.add(operator, 4)
    for family, category in ((orphan, "orphan"), (poor, "poor"), (strange, "rich")):
        categorise(operator, family, category)
    rates = (Rate("orphan", 1_200_000), Rate("poor", 1_000_000))
    found = judge(operator, replace(programme, scheme=Scheme.BY_CATEGORY, rates=rates))
    assert (found[orphan].amount, found[poor].amount) == (1_200_000, 1_000_000)
    assert json.loads(found[orphan].explanation)["category"] == "orphan"
    assert found[none].refused == found[strange].refused == "money.left_out_category"


def test_per_component_adds_up_and_leaves_out_who_gets_nothing(operator: Desk, programme: ProgrammeYear) -> None:
    paid, nothing = families.add(operator, 2)
    change_members(operator, nothing, schooling="left", birth_date=date(1950, 1, 1))
    rates = (Rate("primary", 225_000, 2),)
    found = judge(operator, replace(programme, scheme=Scheme.PER_COMPONENT, rates=rates))
    assert (found[paid].amount, found[paid].refused) == (225_000, "")
    assert (found[nothing].amount, found[nothing].refused) == (0, "money.left_out_nothing")


def test_an_empty_rate_is_refused_and_not_guessed(operator: Desk, programme: ProgrammeYear) -> None:
    families.add(operator, 1)
    strange = replace(programme, scheme=Scheme.PER_COMPONENT, rates=(Rate("primary", None),))
    with pytest.raises(Refused) as refused:
        judge(operator, strange)
    assert refused.value.code == "rules.amount_empty"


@pytest.mark.parametrize("presence", ["died", "moved", "not_found"])
def test_a_caretaker_who_is_gone_receives_nothing(operator: Desk, programme: ProgrammeYear, presence: str) -> None:
    (family,) = families.add(operator, 1)
    with operator.write("test.gone") as unit:
        household = unit.session.get_one(Household, family)
        unit.session.get_one(Member, household.caretaker_id).presence = presence
    one = judge(operator, programme)[family]
    assert (one.refused, one.amount) == ("money.left_out_caretaker", 0)


def test_reasons_stand_in_one_order_so_that_each_family_counts_once(operator: Desk, programme: ProgrammeYear) -> None:
    (family,) = families.add(operator, 1, receives_pkh=True, village_code=None)
    assert judge(operator, programme)[family].refused == "rules.pkh_yes"
    with operator.write("test.status") as unit:
        unit.session.scalars(select(Enrolment)).one().status = "stopped"
    assert judge(operator, programme)[family].refused == "money.left_out_stopped"


class Counts:
    def __init__(self) -> None:
        self.seen: list[tuple[int, int | None]] = []

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        self.seen.append((done, total))


def test_judging_says_how_far_it_is(operator: Desk, programme: ProgrammeYear) -> None:
    families.add(operator, 501)
    counts = Counts()
    with operator.read() as session:
        assert len(list(judged_families(session.connection(), programme, 1, DAY, counts))) == 501
    assert counts.seen == [(0, 501), (500, 501)]
