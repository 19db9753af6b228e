"""Who may follow a caretaker, in which order, and on which papers."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.caretaker import propose_caretaker
from desktop.rules.register import MemberFields
from desktop.rules.succession import MAY, Cause, Paper, Standing, heirs, papers_for
from desktop.rules.terms import Marital, Presence, Relation, Sex
from desktop.wording.life import CAUSES, PAPERS, SENTENCES

DAY = date(2019, 6, 20)
HEAD = MemberFields(name="Sarip", sex=Sex.MALE, relation=Relation.HEAD, birth_date=date(1975, 1, 2))
WIFE = MemberFields(name="Aminah", sex=Sex.FEMALE, relation=Relation.SPOUSE, birth_date=date(1980, 5, 6))
GIRL = MemberFields(name="Neng", sex=Sex.FEMALE, relation=Relation.CHILD, birth_date=date(1998, 2, 12))
SON = MemberFields(name="Asep", sex=Sex.MALE, relation=Relation.CHILD, birth_date=date(1999, 1, 1))
BOY = MemberFields(name="Ujang", sex=Sex.MALE, relation=Relation.CHILD, birth_date=date(2009, 6, 1))
FAMILY = [BOY, SON, HEAD, WIFE, GIRL]

members = st.lists(
    st.builds(
        MemberFields,
        name=st.text(min_size=1, max_size=3),
        sex=st.none() | st.sampled_from(Sex),
        relation=st.none() | st.sampled_from(Relation),
        marital=st.none() | st.sampled_from(Marital),
        birth_date=st.none() | st.dates(date(1930, 1, 1), DAY),
        presence=st.none() | st.sampled_from(Presence),
    ),
    min_size=1,
    max_size=6,
)


def told(people: list[MemberFields], caretaker: MemberFields | None) -> list[tuple[str, Standing]]:
    return [(heir.person.name, heir.standing) for heir in heirs(people, caretaker, DAY)]


def test_after_the_wife_the_eldest_woman_then_the_head_then_the_grown() -> None:
    assert told(FAMILY, WIFE) == [
        ("Neng", Standing.WOMAN),
        ("Sarip", Standing.HEAD),
        ("Asep", Standing.GROWN),
        ("Ujang", Standing.MINOR),
        ("Aminah", Standing.CARETAKER),
    ]


def test_the_wife_is_first_where_she_was_not_the_caretaker() -> None:
    assert told(FAMILY, GIRL)[0] == ("Aminah", Standing.WIFE)


def test_who_died_comes_last_and_may_not() -> None:
    dead = replace(WIFE, presence=Presence.DIED)
    assert told([dead, HEAD, BOY], None) == [
        ("Sarip", Standing.HEAD),
        ("Ujang", Standing.MINOR),
        ("Aminah", Standing.AWAY),
    ]


def test_among_children_nobody_may() -> None:
    assert not any(heir.may for heir in heirs([BOY, replace(GIRL, birth_date=date(2004, 1, 1))], None, DAY))


def test_a_married_girl_may_and_a_boy_of_unknown_age_may_not() -> None:
    bride = replace(GIRL, birth_date=date(2004, 1, 1), marital=Marital.MARRIED)
    unknown = replace(SON, birth_date=None)
    assert told([unknown, bride], None) == [("Neng", Standing.WOMAN), ("Asep", Standing.AGE_UNKNOWN)]


def test_a_wife_or_head_is_of_age_by_being_it() -> None:
    assert told([replace(HEAD, birth_date=None), replace(WIFE, birth_date=None)], None) == [
        ("Aminah", Standing.WIFE),
        ("Sarip", Standing.HEAD),
    ]


def test_a_head_of_fifteen_may_not() -> None:
    assert told([replace(HEAD, birth_date=date(2004, 1, 1))], None) == [("Sarip", Standing.MINOR)]


@given(members)
def test_everybody_stands_in_the_order_once(people: list[MemberFields]) -> None:
    order = heirs(people, people[0], DAY)
    assert sorted(map(id, people)) == sorted(id(heir.person) for heir in order)
    may = [heir.may for heir in order]
    assert may == sorted(may, reverse=True)


@given(members)
def test_the_first_is_who_would_be_proposed_unless_he_may_not(people: list[MemberFields]) -> None:
    proposal = propose_caretaker(people, DAY)
    order = heirs(people, None, DAY)
    standing = {id(heir.person): heir.standing for heir in order}
    if proposal is not None and standing[id(proposal.person)] in MAY:
        assert order[0].person is proposal.person


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_asks_for_the_card_and_an_identity_card(cause: Cause) -> None:
    asked = papers_for(cause, money_waits=False)
    assert {Paper.FAMILY_CARD, Paper.IDENTITY_CARD} < set(asked)
    assert len(set(asked)) == len(asked) == 3


def test_the_heirs_sign_where_a_dead_womans_money_waits() -> None:
    assert Paper.HEIRS in papers_for(Cause.DIED, money_waits=True)
    assert Paper.HEIRS not in papers_for(Cause.DIED, money_waits=False)
    assert Paper.HEIRS not in papers_for(Cause.UNABLE, money_waits=True)


def test_all_of_it_has_words() -> None:
    assert set(CAUSES) == set(Cause)
    assert set(PAPERS) == set(Paper)
    assert set(Standing) <= set(SENTENCES)
