"""When events can have happened, and what they make of the relations on a card."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.rules.life import check_day, check_mother, child_of, spouse_of, under_new_head
from desktop.rules.terms import Relation

R = Relation
TODAY, REGISTERED, BORN = date(2019, 6, 20), date(2019, 1, 7), date(1998, 2, 12)
days = st.dates(date(1940, 1, 1), date(2030, 1, 1))


@given(days, days, days)
def test_a_day_is_refused_exactly_where_it_cannot_be(on: date, registered: date, born: date) -> None:
    possible = max(registered, born) <= on <= TODAY
    try:
        check_day(on, TODAY, registered, "Neng", born)
    except Refused as refused:
        assert not possible
        assert refused.code in {"life.future", "life.before_birth", "life.before_registration"}
    else:
        assert possible


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (TODAY + timedelta(days=1), "life.future"),
        (REGISTERED - timedelta(days=1), "life.before_registration"),
        (BORN - timedelta(days=1), "life.before_birth"),
    ],
)
def test_the_nearest_reason_is_said(on: date, code: str) -> None:
    with pytest.raises(Refused) as refused:
        check_day(on, TODAY, REGISTERED, "Neng", BORN)
    assert refused.value.code == code


def test_who_has_no_birth_date_may_have_done_anything() -> None:
    check_day(REGISTERED, TODAY, REGISTERED, "Neng", None)


@pytest.mark.parametrize("born", [date(2009, 6, 20), date(1958, 6, 21)])
def test_a_mother_may_be_ten_to_sixty(born: date) -> None:
    check_mother("Neng", born, TODAY)


@pytest.mark.parametrize(("born", "age"), [(date(2009, 6, 21), 9), (date(1958, 6, 20), 61)])
def test_a_mother_is_neither_a_child_nor_old(born: date, age: int) -> None:
    with pytest.raises(Refused) as refused:
        check_mother("Neng", born, TODAY)
    assert (refused.value.code, refused.value.values) == ("life.mother_age", {"name": "Neng", "age": age})


def test_an_unknown_birth_date_says_nothing_of_a_mother() -> None:
    check_mother("Neng", None, TODAY)


@pytest.mark.parametrize(
    ("mother", "child"),
    [
        (R.HEAD, R.CHILD),
        (R.SPOUSE, R.CHILD),
        (R.CHILD, R.GRANDCHILD),
        (R.CHILD_IN_LAW, R.GRANDCHILD),
        (R.SERVANT, R.OTHER),
        (R.PARENT, R.OTHER),
        (None, None),
    ],
)
def test_a_child_takes_its_place_from_its_mother(mother: Relation | None, child: Relation | None) -> None:
    assert child_of(mother) is child


@pytest.mark.parametrize(
    ("partner", "spouse"),
    [(R.HEAD, R.SPOUSE), (R.CHILD, R.CHILD_IN_LAW), (R.PARENT, R.OTHER), (None, None)],
)
def test_who_marries_takes_a_place_from_the_partner(partner: Relation | None, spouse: Relation | None) -> None:
    assert spouse_of(partner) is spouse


@given(st.sampled_from([one for one in Relation if one is not R.HEAD]))
def test_after_the_husband_all_stay_what_they_were(relation: Relation) -> None:
    assert under_new_head(R.SPOUSE, relation) is relation


@given(st.sampled_from([one for one in Relation if one is not R.HEAD]), st.sampled_from(Relation), st.booleans())
def test_there_is_never_a_second_head(new: Relation, relation: Relation, own_card: bool) -> None:
    assert under_new_head(new, relation, own_card=own_card) is not R.HEAD


@pytest.mark.parametrize(
    ("relation", "now"),
    [(R.HEAD, R.PARENT), (R.SPOUSE, R.PARENT), (R.CHILD, R.OTHER), (R.GRANDCHILD, None), (R.SERVANT, R.SERVANT)],
)
def test_after_a_parent_a_child(relation: Relation, now: Relation | None) -> None:
    assert under_new_head(R.CHILD, relation) is now


def test_on_a_childs_own_card_are_wife_and_children() -> None:
    assert under_new_head(R.CHILD, R.CHILD_IN_LAW, own_card=True) is R.SPOUSE
    assert under_new_head(R.CHILD, R.GRANDCHILD, own_card=True) is R.CHILD
    assert under_new_head(R.CHILD, R.CHILD, own_card=True) is R.OTHER  # a brother who came along


def test_nothing_follows_from_what_nobody_said() -> None:
    assert under_new_head(None, R.CHILD) is None
    assert under_new_head(R.CHILD, None) is None
