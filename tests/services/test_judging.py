"""Facts of a family as pay lists and validation ask for them: register, PKH, other aid that runs on the day."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.models import Enrolment, Household, Member, OtherAid
from desktop.rules.eligibility import HouseholdFacts
from desktop.rules.terms import Presence, Schooling
from desktop.services.desk import Desk
from desktop.services.judging import Aids, aids_of_families, aids_of_programme, household_facts, person
from tests import families

DAY = date(2019, 4, 11)
LATER = DAY + timedelta(days=1)


def receive(desk: Desk, family: UUID, aid: str, start: date = DAY, end: date | None = None) -> None:
    with desk.write("test.aid") as unit:
        unit.session.add(
            OtherAid(
                household_id=family, member_id=None, aid=aid, number=None, source="test", valid_from=start, valid_to=end
            )
        )


def aids(desk: Desk, family: UUID, on: date = DAY, programme: str = "jamsosratu") -> tuple[Aids, Aids]:
    with desk.read() as session:
        connection = session.connection()
        return aids_of_families(connection, [family], programme, on), aids_of_programme(connection, programme, on)


def facts(desk: Desk, family: UUID, *received: str) -> HouseholdFacts:
    with desk.read() as session:
        household = session.get_one(Household, family)
        members = session.scalars(select(Member).where(Member.household_id == family).order_by(Member.position)).all()
        return household_facts(household, members, received)


@pytest.mark.parametrize(
    ("start", "end", "runs"),
    [(DAY, None, True), (LATER, None, False), (DAY - timedelta(days=9), DAY, True),
     (DAY - timedelta(days=9), DAY - timedelta(days=1), False)],
)  # fmt: skip
def test_aid_counts_on_the_days_it_runs(operator: Desk, start: date, end: date | None, runs: bool) -> None:
    (family,) = families.add(operator, 1)
    receive(operator, family, "bpnt", start, end)
    for found in aids(operator, family):
        assert list(found.get(family, ())) == (["bpnt"] if runs else [])


def test_the_programme_itself_is_no_other_aid(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    receive(operator, family, "jamsosratu")
    receive(operator, family, "kip")
    assert [list(found[family]) for found in aids(operator, family)] == [["kip"], ["kip"]]


def test_families_of_other_programmes_are_not_read(operator: Desk) -> None:
    mine, other = families.add(operator, 2)
    with operator.write("test.leave") as unit:
        row = unit.session.scalars(select(Enrolment).where(Enrolment.household_id == other)).one()
        row.programme = "jscm"
    for family in (mine, other):
        receive(operator, family, "kip")
    assert set(aids(operator, mine)[1]) == {mine}


@pytest.mark.parametrize(
    ("household", "received", "wanted"),
    [
        ({}, (), (True, False, None)),
        ({"poverty_source": None}, (), (None, False, None)),
        ({"receives_pkh": None}, (), (True, None, None)),
        ({"receives_pkh": False}, ("pkh",), (True, True, None)),
        ({}, ("kip", "bpnt", "kip"), (True, False, True)),
    ],
)
def test_what_is_not_known_stays_unknown(
    operator: Desk, household: dict[str, Any], received: tuple[str, ...], wanted: tuple[bool | None, ...]
) -> None:
    (family,) = families.add(operator, 1, **household)
    found = facts(operator, family, *received)
    assert (found.registered, found.receives_pkh, found.receives_other_aid) == wanted
    assert found.aids == tuple(sorted(set(received) - {"pkh"}))
    assert found.register == ("bdt2015" if found.registered else "")


def test_a_member_is_read_as_the_rules_ask(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    mother, child = facts(operator, family).members
    assert (mother.pregnant, mother.disability, mother.schooling) == (False, "0", Schooling.LEFT)
    assert (child.schooling, child.school_level, child.presence) == (
        Schooling.ATTENDING, "primary", Presence.LIVING_HERE,
    )  # fmt: skip
    with operator.read() as session:
        row = session.scalars(select(Member).where(Member.household_id == family)).first()
        assert row is not None
        row.sex = row.relation = row.marital = row.schooling = None
        bare = person(row)
    assert (bare.sex, bare.relation, bare.marital, bare.schooling) == (None, None, None, None)
