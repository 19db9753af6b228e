"""What a list says of one of ours: differences that count, differences that are only told, and doubts."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.official_lists import (
    Listed,
    ListOutcome,
    OfficialKind,
    Ours,
    differences,
    doubtful,
    graver,
    outcome_of,
)
from desktop.rules.terms import Sex

BORN = date(1985, 8, 17)
OURS = Ours("3601125708850001", "3601120101190001", "SITI AMINAH", BORN, Sex.FEMALE, "MARYAM")
ROW = Listed(2, OURS.nik, OURS.no_kk, OURS.name, BORN, Sex.FEMALE, "MARYAM")


def told(listed: Listed, ours: Ours = OURS) -> list[str]:
    return [each.field for each in differences(listed, ours)]


def said(kind: OfficialKind, listed: Listed, ours: Ours = OURS) -> ListOutcome:
    return outcome_of(kind, listed, differences(listed, ours))


def test_the_same_person_differs_in_nothing() -> None:
    assert told(ROW) == []
    assert said(OfficialKind.DUKCAPIL, ROW) is ListOutcome.MATCH


@pytest.mark.parametrize("name", ["Hj. Siti Aminah", "SITTI AMINAH", "SITI AMINAH BINTI SARIP", "siti aminah, S.Pd."])
def test_a_name_spelled_as_clerks_do_is_the_same(name: str) -> None:
    assert told(replace(ROW, name=name)) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nik", "3601125708850002"),
        ("name", "SITI MARYAM"),
        ("birth_date", date(1985, 8, 18)),
        ("sex", Sex.MALE),
    ],
)
def test_what_decides(field: str, value: object) -> None:
    row = replace(ROW, **{field: value})
    assert told(row) == [field]
    assert said(OfficialKind.DUKCAPIL, row) is ListOutcome.DIFFERS
    assert said(OfficialKind.DUKCAPIL, replace(row, outcome=ListOutcome.MATCH)) is ListOutcome.DIFFERS


@pytest.mark.parametrize(("field", "value"), [("no_kk", "3601120101190009"), ("mother_name", "JUBAEDAH")])
def test_what_is_told_and_decides_nothing(field: str, value: object) -> None:
    row = replace(ROW, **{field: value})
    assert told(row) == [field]
    assert said(OfficialKind.DUKCAPIL, row) is ListOutcome.MATCH


def test_differences_hold_both_values() -> None:
    (one,) = differences(replace(ROW, birth_date=date(1986, 1, 2)), OURS)
    assert (one.ours, one.theirs) == ("1985-08-17", "1986-01-02")
    (other,) = differences(replace(ROW, sex=Sex.MALE), OURS)
    assert (other.ours, other.theirs) == ("P", "L")


@given(st.sampled_from(["nik", "no_kk", "name", "birth_date", "sex", "mother_name"]))
def test_what_one_of_both_does_not_know_differs_in_nothing(field: str) -> None:
    empty = None if field in ("birth_date", "sex") else ""
    assert told(replace(ROW, **{field: empty})) == []
    assert told(ROW, replace(OURS, **{field: empty})) == []


@pytest.mark.parametrize("word", [ListOutcome.DIED, ListOutcome.NOT_FOUND, ListOutcome.DIFFERS])
def test_dukcapil_has_its_own_word(word: ListOutcome) -> None:
    assert said(OfficialKind.DUKCAPIL, replace(ROW, outcome=word)) is word


@pytest.mark.parametrize("kind", [kind for kind in OfficialKind if kind is not OfficialKind.DUKCAPIL])
def test_who_stands_in_any_other_list_is_listed(kind: OfficialKind) -> None:
    assert said(kind, replace(ROW, name="SITI MARYAM")) is ListOutcome.LISTED
    assert said(kind, replace(ROW, outcome=ListOutcome.MATCH)) is ListOutcome.LISTED


def test_a_list_of_an_aid_says_who_died_and_whose_aid_ended() -> None:
    assert said(OfficialKind.OTHER_AID, replace(ROW, outcome=ListOutcome.DIED)) is ListOutcome.DIED
    assert said(OfficialKind.OTHER_AID, replace(ROW, outcome=ListOutcome.ENDED)) is ListOutcome.ENDED


@pytest.mark.parametrize(
    ("row", "doubt"),
    [
        (ROW, False),
        (replace(ROW, name="UJANG"), False),  # the birth date says it is he
        (replace(ROW, name="UJANG", birth_date=None), True),
        (replace(ROW, name="UJANG", birth_date=date(1990, 1, 1)), True),
        (replace(ROW, birth_date=date(1990, 1, 1)), False),
    ],
)
def test_an_equal_number_with_another_name(row: Listed, doubt: bool) -> None:
    assert doubtful(row, OURS, differences(row, OURS)) is doubt


@pytest.mark.parametrize(
    ("row", "usable"),
    [
        (Listed(2, nik=OURS.nik), True),
        (Listed(2, no_kk=OURS.no_kk), True),
        (Listed(2, name="SITI", birth_date=BORN), True),
        (Listed(2, name="SITI", village="TELUK"), False),
        (Listed(2, birth_date=BORN), False),
    ],
)
def test_by_what_anybody_can_be_found(row: Listed, usable: bool) -> None:
    assert row.usable is usable


def test_a_row_without_a_result_that_decides_is_of_no_use() -> None:
    assert not replace(ROW, undecided=True).usable


@given(st.sampled_from(ListOutcome), st.sampled_from(ListOutcome))
def test_of_two_outcomes_one_is_graver(one: ListOutcome, other: ListOutcome) -> None:
    assert graver(one, other) + graver(other, one) == (one is not other)
    assert graver(ListOutcome.DIED, other) or other is ListOutcome.DIED
    assert not graver(ListOutcome.MATCH, other)
