"""Whether a family fits, with reasons: unknown is neither yes nor met."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop.paths import resources
from desktop.rules.eligibility import HouseholdFacts, Reason, Verdict, judge
from desktop.rules.programme import ProgrammeYear, parse_programme
from desktop.rules.register import MemberFields
from desktop.rules.terms import Component, Presence, Schooling, Sex
from desktop.wording.rules import SENTENCES

DAY = date(2019, 4, 11)
PUPIL = MemberFields(sex=Sex.MALE, birth_date=date(2009, 1, 1), schooling=Schooling.ATTENDING, school_level="primary")
FATHER = MemberFields(sex=Sex.MALE, birth_date=date(1980, 1, 1), schooling=Schooling.LEFT)

maybe = st.none() | st.booleans()


def shipped(name: str) -> ProgrammeYear:
    return parse_programme((resources() / "programmes" / f"{name}.toml").read_bytes())


JAMSOSRATU = shipped("jamsosratu-2019")


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


def test_a_family_that_fits() -> None:
    verdict = judge(JAMSOSRATU, HouseholdFacts([FATHER, PUPIL], registered=True, receives_pkh=False), DAY)
    assert verdict.eligible
    assert verdict.unknown == ()
    assert codes(verdict) == ["rules.registered_yes", "rules.pkh_no", "rules.component_some"]
    assert verdict.reasons[-1].values == {"count": 1, "day": DAY}
    assert [examination.components for examination in verdict.examinations] == [(), (Component.PRIMARY,)]


def test_unknown_pkh_is_not_a_refusal_but_is_told() -> None:
    verdict = judge(JAMSOSRATU, HouseholdFacts([PUPIL], registered=True), DAY)
    assert verdict.eligible
    assert verdict.unknown == (Reason("rules.pkh_unknown", None),)


def test_pkh_refuses() -> None:
    verdict = judge(JAMSOSRATU, HouseholdFacts([PUPIL], registered=True, receives_pkh=True), DAY)
    assert not verdict.eligible
    assert [reason.code for reason in verdict.reasons if reason.passed is False] == ["rules.pkh_yes"]


def test_who_is_not_registered_is_refused() -> None:
    assert not judge(JAMSOSRATU, HouseholdFacts([PUPIL], registered=False, receives_pkh=False), DAY).eligible


def test_without_a_component_there_is_no_aid() -> None:
    facts = HouseholdFacts([FATHER], registered=True, receives_pkh=False)
    verdict = judge(JAMSOSRATU, facts, DAY)
    assert not verdict.eligible
    assert codes(verdict)[-1] == "rules.component_none"
    assert codes(judge(JAMSOSRATU, HouseholdFacts([]), DAY))[-1] == "rules.component_none"


def test_a_component_that_is_not_shown_is_not_paid_and_refuses_nobody() -> None:
    verdict = judge(JAMSOSRATU, HouseholdFacts([MemberFields()], registered=True, receives_pkh=False), DAY)
    assert not verdict.eligible
    assert codes(verdict)[-1] == "rules.component_not_shown"
    assert (verdict.broken, verdict.unknown) == ((), verdict.reasons[-1:])
    assert verdict.reasons[-1].in_the_way
    assert verdict.examinations[0].unknown == ("birth_date",)


def test_a_child_that_died_carries_nobody() -> None:
    gone = MemberFields(birth_date=date(2017, 1, 1), presence=Presence.DIED)
    assert not judge(JAMSOSRATU, HouseholdFacts([FATHER, gone], registered=True, receives_pkh=False), DAY).eligible


def test_the_day_of_the_tranche_decides() -> None:
    child = MemberFields(sex=Sex.MALE, birth_date=date(2014, 4, 12), schooling=Schooling.NEVER)
    facts = HouseholdFacts([child], registered=True, receives_pkh=False)
    assert judge(JAMSOSRATU, facts, DAY).eligible
    assert not judge(JAMSOSRATU, facts, date(2019, 4, 12)).eligible


def test_cilegon_asks_for_no_component_but_for_no_other_aid() -> None:
    programme = shipped("jscb-2023")
    alone = HouseholdFacts([FATHER], registered=True, receives_pkh=False, receives_other_aid=False)
    helped = HouseholdFacts([FATHER], registered=True, receives_pkh=False, receives_other_aid=True)
    assert judge(programme, alone, DAY).eligible
    assert not judge(programme, helped, DAY).eligible
    assert codes(judge(programme, helped, DAY)) == ["rules.registered_yes", "rules.pkh_no", "rules.other_aid_yes"]


def test_pkh_does_not_ask_about_itself() -> None:
    verdict = judge(shipped("pkh-2021"), HouseholdFacts([PUPIL], registered=True, receives_pkh=True), DAY)
    assert verdict.eligible
    assert "rules.pkh_yes" not in codes(verdict)


@given(maybe, maybe, maybe, st.lists(st.sampled_from([PUPIL, FATHER, MemberFields()]), max_size=4))
def test_verdicts_are_the_sum_of_their_reasons(
    registered: bool | None, pkh: bool | None, other: bool | None, members: list[MemberFields]
) -> None:
    facts = HouseholdFacts(members, registered, pkh, other)
    for programme in (JAMSOSRATU, shipped("jscb-2023"), shipped("sasambo-2019")):
        verdict = judge(programme, facts, DAY)
        fits = registered is not False and pkh is not True
        if programme.eligibility.without_other_aid:
            fits = fits and other is not True
        if programme.eligibility.component:
            fits = fits and PUPIL in members
        assert verdict.eligible == fits
        assert len(verdict.examinations) == len(members)
        for reason in verdict.reasons:
            assert SENTENCES[reason.code].format(**reason.values)
