"""Rows become families by the id of the source, else by No KK; what rows say otherwise is told and not mixed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.register import AreaAsWritten, HouseholdFields, MemberFields, RegisterRow, RowProblem
from desktop.services.importing.grouping import FileFamily, families

KK, OTHER = "3601120101190001", "3601120101190002"


def row(number: int, name: str = "", member: dict[str, Any] | None = None, **household: Any) -> RegisterRow:
    household = {"no_kk": KK, **household}
    return RegisterRow(
        number, HouseholdFields(**household), MemberFields(name=name or f"ORANG {number}", **member or {})
    )


def numbers(found: list[FileFamily]) -> list[list[int]]:
    return [[each.row for each in family.rows] for family in found]


def told(family: FileFamily) -> dict[int, list[tuple[str, str]]]:
    return {number: [(each.heading, each.code) for each in said] for number, said in family.warnings.items()}


def test_rows_of_one_card_are_one_family_wherever_they_stand() -> None:
    found = families([row(2), row(3, no_kk=OTHER), row(4), row(5, no_kk=OTHER)])
    assert numbers(found) == [[2, 4], [3, 5]]
    assert [family.number for family in found] == [KK, OTHER]


def test_the_id_of_the_source_goes_before_the_card() -> None:
    found = families([row(2, source_id="A"), row(3, source_id="B"), row(4, source_id="A", no_kk=OTHER)])
    assert numbers(found) == [[2, 4], [3]]
    assert found[0].household.no_kk == KK
    assert told(found[0]) == {4: [("no_kk", "import.household_differs")]}


def test_a_row_without_the_id_joins_the_one_family_of_its_card() -> None:
    found = families([row(2, source_id="A"), row(3), row(4, source_id="A")])
    assert numbers(found) == [[2, 3, 4]]
    assert found[0].household.source_id == "A"


def test_a_row_without_the_id_stays_apart_where_two_families_have_its_card() -> None:
    found = families([row(2, source_id="A"), row(3, source_id="B"), row(4)])
    assert numbers(found) == [[2], [3], [4]]


def test_a_refused_row_is_in_no_family() -> None:
    bad = RegisterRow(3, HouseholdFields(no_kk=KK), MemberFields(), (RowProblem(3, "E", "nama", "x", refuses=True),))
    assert numbers(families([row(2), bad, row(4)])) == [[2, 4]]
    assert families([bad]) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("address", "Kp. Cikole"), ("hamlet", "Cikole"), ("rt", "003"), ("rw", "001"), ("phone", "0812000000"),
        ("receives_pkh", False), ("poverty_percentile", 0), ("latitude", -6.5), ("longitude", 105.8),
        ("area", AreaAsWritten(village="SUMBERJAYA")),
    ],
)  # fmt: skip
def test_what_the_first_row_leaves_out_a_later_row_fills(field: str, value: Any) -> None:
    (family,) = families([row(2), row(3, **{field: value}), row(4)])
    assert getattr(family.household, field) == value
    assert family.warnings == {}


@pytest.mark.parametrize(
    ("field", "first", "second"),
    [
        ("address", "Kp. Cikole", "Kp. Pasir"), ("rt", "003", "004"), ("receives_pkh", True, False),
        ("poverty_percentile", 12, 13), ("phone", "0812000000", "0813000000"),
    ],
)  # fmt: skip
def test_where_rows_differ_the_first_stands_and_the_other_is_told(field: str, first: Any, second: Any) -> None:
    (family,) = families([row(2, **{field: first}), row(3, **{field: second}), row(4, **{field: first})])
    assert getattr(family.household, field) == first
    assert told(family) == {3: [(field, "import.household_differs")]}
    (problem,) = family.warnings[3]
    assert (problem.values, problem.refuses) == ({"first": 2}, False)


def test_two_places_in_one_family_are_told_and_an_unnamed_one_is_not() -> None:
    here, there = AreaAsWritten(village="SUMBERJAYA"), AreaAsWritten(village="TELUK")
    (family,) = families([row(2, area=here), row(3, area=AreaAsWritten(district="SUMUR")), row(4, area=there)])
    assert family.household.area == here
    assert told(family) == {4: [("village", "import.household_differs")]}


def test_the_name_of_the_head_in_each_row_is_no_difference() -> None:
    (family,) = families([row(2, head_name="SARIP"), row(3, head_name="SARIPUDIN")])
    assert family.warnings == {}


@pytest.mark.parametrize(
    ("one", "other", "repeated"),
    [
        ({}, {}, {3: 2}),
        ({"nik": "3601125708850001"}, {}, {3: 2}),
        ({"nik": "3601125708850001"}, {"nik": "3601125708850001"}, {3: 2}),
        ({"nik": "3601125708850001"}, {"nik": "3601125708850002"}, {}),
        ({"source_id": "1"}, {"source_id": "2"}, {}),
        ({"source_id": "1"}, {"nik": "3601125708850002"}, {3: 2}),
    ],
)
def test_a_person_twice_in_a_family(one: dict[str, Any], other: dict[str, Any], repeated: dict[int, int]) -> None:
    (family,) = families([row(2, "SITI", one), row(3, "SITI", other), row(4, "SARIP")])
    assert family.repeated == repeated


def test_the_same_name_in_two_families_is_two_people() -> None:
    assert [family.repeated for family in families([row(2, "SITI"), row(3, "SITI", no_kk=OTHER)])] == [{}, {}]


@given(st.permutations(range(6)))
def test_the_order_of_rows_makes_no_other_families(order: list[int]) -> None:
    rows = [
        row(2, source_id="A"), row(3, source_id="A", no_kk=""), row(4), row(5, no_kk=OTHER),
        row(6, no_kk=OTHER), row(7, source_id="B", no_kk=OTHER),
    ]  # fmt: skip
    found = families([rows[place] for place in order])
    assert {frozenset(each) for each in numbers(found)} == {frozenset({2, 3, 4}), frozenset({5, 6, 7})}


@given(st.lists(st.tuples(st.sampled_from(["", "A", "B"]), st.sampled_from([KK, OTHER])), max_size=12))
def test_every_row_is_in_one_family(keys: list[tuple[str, str]]) -> None:
    rows = [row(number, source_id=source, no_kk=no_kk) for number, (source, no_kk) in enumerate(keys, 2)]
    placed = [number for each in numbers(families(rows)) for number in each]
    assert sorted(placed) == [each.row for each in rows]
