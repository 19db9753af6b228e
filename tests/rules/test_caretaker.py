"""Who is proposed to receive the money."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.caretaker import CaretakerReason, propose_caretaker
from desktop.rules.dates import age_on
from desktop.rules.register import MemberFields
from desktop.rules.terms import Marital, Presence, Relation, Sex

DAY = date(2019, 4, 11)
HEAD = MemberFields(name="Sarip", sex=Sex.MALE, relation=Relation.HEAD, birth_date=date(1975, 1, 2))
WIFE = MemberFields(name="Aminah", sex=Sex.FEMALE, relation=Relation.SPOUSE, birth_date=date(1980, 5, 6))
MOTHER = MemberFields(name="Rukiah", sex=Sex.FEMALE, relation=Relation.PARENT, birth_date=date(1950, 3, 3))
GIRL = MemberFields(name="Neng", sex=Sex.FEMALE, relation=Relation.CHILD, birth_date=date(2002, 4, 12))
BOY = MemberFields(name="Ujang", sex=Sex.MALE, relation=Relation.CHILD, birth_date=date(1999, 1, 1))

members = st.builds(
    MemberFields,
    sex=st.none() | st.sampled_from(Sex),
    relation=st.none() | st.sampled_from(Relation),
    marital=st.none() | st.sampled_from(Marital),
    birth_date=st.none() | st.dates(date(1930, 1, 1), DAY),
    presence=st.none() | st.sampled_from(Presence),
)


def proposed(*family: MemberFields, on: date = DAY) -> tuple[str, CaretakerReason] | None:
    proposal = propose_caretaker(family, on)
    return (proposal.person.name, proposal.reason) if proposal else None


def test_the_wife_comes_before_an_older_woman() -> None:
    assert proposed(HEAD, MOTHER, WIFE, GIRL) == ("Aminah", CaretakerReason.WIFE)


def test_without_a_wife_the_eldest_woman() -> None:
    assert proposed(HEAD, GIRL, MOTHER) == ("Rukiah", CaretakerReason.ELDEST_WOMAN)


def test_a_girl_of_sixteen_is_passed_over_until_her_birthday() -> None:
    assert proposed(HEAD, GIRL, BOY) == ("Sarip", CaretakerReason.HEAD)
    assert proposed(HEAD, GIRL, BOY, on=date(2019, 4, 12)) == ("Neng", CaretakerReason.ELDEST_WOMAN)


def test_a_married_girl_counts() -> None:
    bride = MemberFields(
        name="Neng", sex=Sex.FEMALE, relation=Relation.CHILD, marital=Marital.MARRIED, birth_date=date(2003, 1, 1)
    )
    assert proposed(HEAD, bride) == ("Neng", CaretakerReason.ELDEST_WOMAN)


def test_a_husband_of_a_woman_head_is_no_wife() -> None:
    woman = MemberFields(name="Yati", sex=Sex.FEMALE, relation=Relation.HEAD, birth_date=date(1970, 1, 1))
    husband = MemberFields(name="Asep", sex=Sex.MALE, relation=Relation.SPOUSE, birth_date=date(1960, 1, 1))
    assert proposed(woman, husband) == ("Yati", CaretakerReason.ELDEST_WOMAN)


def test_who_died_or_moved_receives_nothing() -> None:
    gone = MemberFields(name="Aminah", sex=Sex.FEMALE, relation=Relation.SPOUSE, presence=Presence.DIED)
    assert proposed(HEAD, gone) == ("Sarip", CaretakerReason.HEAD)
    assert proposed(gone) is None
    assert proposed() is None
    assert proposed(BOY) is None, "a boy who is not the head"


@given(st.lists(members, max_size=9))
def test_whoever_is_proposed_lives_there_and_fits_the_reason(family: list[MemberFields]) -> None:
    proposal = propose_caretaker(family, DAY)
    if proposal is None:
        assert not any(m.relation is Relation.HEAD and m.presence in (None, Presence.LIVING_HERE) for m in family)
        return
    person = proposal.person
    assert person in family
    assert person.presence in (None, Presence.LIVING_HERE)
    if proposal.reason is CaretakerReason.HEAD:
        assert person.relation is Relation.HEAD
    else:
        assert person.sex is Sex.FEMALE
    if (
        proposal.reason is CaretakerReason.ELDEST_WOMAN
        and person.birth_date
        and person.marital in (None, Marital.SINGLE)
    ):
        assert age_on(person.birth_date, DAY) >= 17
