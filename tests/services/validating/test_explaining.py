"""What is said of one family: the rules on the tranche's day, results as applied then, its steps, its place."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Household, OtherAid, Tranche
from desktop.rules.explaining import Rule
from desktop.rules.ids import new_id
from desktop.rules.terms import EnrolmentStatus
from desktop.services import enrolling
from desktop.services.desk import Desk
from desktop.services.money import drafting
from desktop.services.money.keys import find_key
from desktop.services.validating import explaining
from desktop.services.validating.explaining import Explanation
from desktop.services.validating.results import Result
from tests import families, validation
from tests.validation import ALL, OFFICER

S = EnrolmentStatus


def explain(desk: Desk, family: UUID, on: date | None = None) -> Explanation:
    return explaining.explain(desk, validation.enrolment(desk, family), on)


def window(desk: Desk, number: int, start: date) -> None:
    with desk.write("test.window") as unit:
        unit.session.get_one(Tranche, ("jamsosratu", 2019, number)).window_start = start


def rules(found: Explanation) -> dict[Rule, bool | None]:
    return {one.rule: one.passed for one in found.lines if one.rule is not Rule.MEMBER}


def test_a_family_that_fits_is_explained_rule_by_rule(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    found = explain(operator, family)
    assert (found.name, found.programme, found.status, found.household) == (
        "SITI AMINAH", "jamsosratu", S.CANDIDATE, family,
    )  # fmt: skip
    assert found.eligible
    assert not found.unknown
    assert rules(found) == {Rule.REGISTERED: True, Rule.WITHOUT_PKH: True, Rule.COMPONENT: True}
    (school,) = [one for one in found.lines if one.rule is Rule.MEMBER]
    assert (school.member, school.values["day"]) == ("UJANG", found.on)
    assert school.values["born"] == date(2009, 6, 1)
    assert (found.on, found.year, found.tranche) == (operator.today(), None, None)
    assert [(one.status, one.on) for one in found.steps] == [(S.CANDIDATE, families.REGISTERED)]


def test_missing_data_is_neither_a_yes_nor_a_broken_rule(operator: Desk) -> None:
    fits, nothing_known, pkh = families.add(operator, 3)
    validation.forget(operator, nothing_known)
    validation.change(operator, pkh, receives_pkh=True)
    found = [explain(operator, family) for family in (fits, nothing_known, pkh)]
    assert [(one.eligible, one.broken) for one in found] == [(True, False), (False, False), (False, True)]
    assert rules(found[1])[Rule.COMPONENT] is None
    assert found[1].unknown


def test_the_next_window_is_the_day(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    coming = operator.today() + timedelta(days=40)
    window(operator, 1, operator.today() - timedelta(days=1))
    window(operator, 2, coming)
    found = explain(operator, family)
    assert (found.on, found.year, found.tranche) == (coming, 2019, 2)
    assert {one.on for one in found.lines} == {coming}


def test_a_list_under_way_is_the_day_before_any_window(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    window(operator, 1, date(2019, 4, 11))
    window(operator, 2, operator.today() + timedelta(days=40))
    drafting.create(operator, find_key(operator, "2019/1"))
    found = explain(operator, family)
    assert (found.on, found.year, found.tranche) == (date(2019, 4, 11), 2019, 1)


def test_another_day_may_be_asked_for(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    assert explain(operator, family, date(2019, 4, 11)).eligible
    late = explain(operator, family, date(2031, 1, 1))
    assert (late.eligible, rules(late)[Rule.COMPONENT], late.year) == (False, False, None)


def test_what_is_broken_and_what_is_not_known(operator: Desk) -> None:
    one, other = families.add(operator, 2)
    validation.change(operator, one, receives_pkh=True)
    validation.change(operator, other, receives_pkh=None)
    assert (explain(operator, one).eligible, explain(operator, one).unknown) == (False, False)
    assert (explain(operator, other).eligible, explain(operator, other).unknown) == (True, True)


def test_aid_of_an_official_list_counts(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    with operator.write("test.aid") as unit:
        unit.session.add(
            OtherAid(household_id=family, aid="pkh", source="pkh2019", valid_from=date(2019, 1, 1), number="1")
        )
    assert rules(explain(operator, family))[Rule.WITHOUT_PKH] is False
    assert rules(explain(operator, family, date(2018, 12, 31)))[Rule.WITHOUT_PKH] is True


def test_results_stand_as_they_were_applied_whatever_changes_later(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    validation.record(operator)
    validation.confirm(operator, number="BA.7/2019")
    validation.change(operator, family, receives_pkh=True)
    found = explain(operator, family)
    assert not found.eligible
    (kept,) = found.kept
    assert (kept.result, kept.reasons, kept.officer, kept.minutes) == ("valid", (), OFFICER, "BA.7/2019")
    assert all(one.passed for one in kept.lines)
    newest = found.steps[0]
    assert (newest.status, newest.paper) == (S.ELIGIBLE, "BA.7/2019")


def test_reasons_are_said_in_words_and_the_newest_result_comes_first(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    validation.record(operator, ALL, Result.NOT_VALID, "moved", "able")
    validation.confirm(operator, number="BA.1")
    validation.put(operator, family, S.CANDIDATE)
    validation.record(operator)
    first, second = explain(operator, family).kept
    assert (first.result, first.minutes) == ("valid", "")
    assert second.reasons == ("Sudah mampu", "Pindah dari desa ini")


def test_a_place_in_the_waiting_list_is_said(operator: Desk) -> None:
    (family,) = families.add(operator, 1, places=[validation.places(operator, 0)])
    assert explain(operator, family).waits is None
    validation.record(operator)
    validation.confirm(operator)
    waits = explain(operator, family).waits
    assert waits is not None
    assert (waits.number, waits.year, waits.since, waits.left_on) == (1, 2019, operator.today(), None)


@pytest.mark.parametrize("role", ["operator", "supervisor", "auditor", "administrator"])
def test_every_explanation_stands_in_the_log(request: pytest.FixtureRequest, operator: Desk, role: str) -> None:
    (family,) = families.add(operator, 1)
    desk: Desk = request.getfixturevalue(role)
    explain(desk, family)
    with operator.read() as session:
        lines = session.scalars(select(AuditLine).where(AuditLine.action == "family.explain")).all()
    assert [(line.kind, line.record, line.actor) for line in lines] == [("household", str(family), role)]


def test_an_enrolment_that_is_not_there(operator: Desk) -> None:
    with pytest.raises(Refused, match=r"enrolling\.unknown"):
        explaining.explain(operator, new_id())


def test_a_family_without_members_is_explained_too(operator: Desk) -> None:
    with operator.write("test.empty") as unit:
        empty = Household(id=new_id(), registered_at=operator.now(), registered_by=None, poverty_source="dtks")
        unit.session.add(empty)
        unit.session.flush()
        enrolling.enrol_candidates(unit, "jamsosratu", [empty.id], operator.today())
    found = explain(operator, empty.id)
    assert (found.name, found.eligible, rules(found)[Rule.COMPONENT]) == ("", False, False)
