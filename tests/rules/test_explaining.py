"""An explanation names every rule and every member's facts, and is read back as it was kept."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.paths import resources
from desktop.rules.eligibility import HouseholdFacts, judge
from desktop.rules.explaining import Applied, Rule, explain, from_json, to_json
from desktop.rules.programme import ProgrammeYear, parse_programme
from desktop.rules.register import MemberFields
from desktop.rules.terms import Presence, Schooling, Sex
from desktop.wording.translator import sentences

DAY = date(2019, 4, 11)
PUPIL = MemberFields(sex=Sex.MALE, birth_date=date(2009, 1, 1), schooling=Schooling.ATTENDING, school_level="primary")
MOTHER = MemberFields(sex=Sex.FEMALE, birth_date=date(1984, 3, 12), pregnant=False, disability="0")
UNASKED = MemberFields(sex=Sex.FEMALE, birth_date=date(2004, 5, 5))
BABY = MemberFields(birth_date=date(2017, 1, 1))


def shipped(name: str) -> ProgrammeYear:
    return parse_programme((resources() / "programmes" / f"{name}.toml").read_bytes())


JAMSOSRATU, CILEGON = shipped("jamsosratu-2019"), shipped("jscb-2023")


def explained(facts: HouseholdFacts, programme: ProgrammeYear = JAMSOSRATU, on: date = DAY) -> tuple[Applied, ...]:
    return explain(judge(programme, facts, on), [f"ORANG {at}" for at, _ in enumerate(facts.members)], on)


def test_each_rule_says_what_it_found_and_on_which_day() -> None:
    facts = HouseholdFacts([MOTHER, PUPIL], registered=True, receives_pkh=False, register="bdt2015", percentile=12)
    registered, pkh, component, school = explained(facts)
    assert (registered.rule, registered.code, registered.passed) == (Rule.REGISTERED, "rules.registered_yes", True)
    assert registered.values == {"register": "bdt2015", "percentile": 12}
    assert (pkh.rule, pkh.code, pkh.values) == (Rule.WITHOUT_PKH, "rules.pkh_no", {})
    assert (component.rule, component.values) == (Rule.COMPONENT, {"count": 1, "day": DAY})
    assert (school.rule, school.member, school.code) == (Rule.MEMBER, "ORANG 1", "rules.component_primary")
    assert school.values == {"age": 10, "born": date(2009, 1, 1), "day": DAY}
    assert {one.on for one in (registered, pkh, component, school)} == {DAY}


def test_other_aid_is_named() -> None:
    facts = HouseholdFacts([PUPIL], registered=True, receives_pkh=False, receives_other_aid=True, aids=("bpnt", "kip"))
    aid = next(one for one in explained(facts, CILEGON) if one.rule is Rule.WITHOUT_OTHER_AID)
    assert (aid.passed, aid.values) == (False, {"aids": ("bpnt", "kip")})


def test_what_nobody_said_is_asked_by_member() -> None:
    lines = explained(HouseholdFacts([UNASKED, MemberFields()], registered=True))
    asked = [(one.member, one.code) for one in lines if one.rule is Rule.MEMBER and one.passed is None]
    assert asked == [
        ("ORANG 0", "rules.unknown_pregnant"),
        ("ORANG 0", "rules.unknown_schooling"),
        ("ORANG 1", "rules.unknown_birth_date"),
    ]


def test_who_died_is_in_no_line() -> None:
    gone = MemberFields(birth_date=date(2017, 1, 1), presence=Presence.DIED)
    withdrawn = MemberFields(birth_date=date(2017, 1, 1), presence=Presence.WITHDRAWN)
    assert not [one for one in explained(HouseholdFacts([gone, withdrawn])) if one.member]


@pytest.mark.parametrize(("on", "fits"), [(date(2021, 12, 31), True), (date(2022, 1, 1), None)])
def test_ages_are_those_of_the_day_named(on: date, fits: bool | None) -> None:
    component = next(
        one
        for one in explained(HouseholdFacts([BABY], registered=True, receives_pkh=False), on=on)
        if one.rule is Rule.COMPONENT
    )
    assert (component.passed, component.on) == (fits, on)


def test_names_and_members_must_belong_together() -> None:
    with pytest.raises(ValueError, match="zip"):
        explain(judge(JAMSOSRATU, HouseholdFacts([BABY]), DAY), [], DAY)


maybe = st.none() | st.booleans()
days = st.dates(date(1930, 1, 1), date(2024, 12, 31))
people = st.builds(
    MemberFields,
    sex=st.sampled_from(Sex),
    birth_date=st.none() | days,
    schooling=st.none() | st.sampled_from(Schooling),
    pregnant=maybe,
    disability=st.sampled_from(["", "0", "3"]),
    presence=st.none() | st.sampled_from(Presence),
)


@given(st.lists(people, max_size=4), maybe, maybe, maybe, days)
def test_what_is_kept_is_read_back(
    members: list[MemberFields], registered: bool | None, pkh: bool | None, other: bool | None, on: date
) -> None:
    facts = HouseholdFacts(members, registered, pkh, other, "dtks" if registered else "", 7, ("kip",) if other else ())
    for programme in (JAMSOSRATU, CILEGON):
        lines = explained(facts, programme, on)
        assert from_json(to_json(lines)) == lines
        assert all(one["on"] == on.isoformat() for one in json.loads(to_json(lines)))
        for one in lines:
            assert "{" not in sentences()[one.code].format(**one.values)
