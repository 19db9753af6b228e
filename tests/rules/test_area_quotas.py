"""Decree, quota and list area by area: no family is lost or counted twice, whatever the areas are."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.area_codes import is_below
from desktop.rules.area_quotas import AreaLine, compared, first_within_another, sums
from desktop.rules.money import Figure

DISTRICTS = [f"36.01.{number:02}" for number in range(1, 5)]
VILLAGES = [f"{district}.{number}" for district in DISTRICTS for number in range(2001, 2004)]
FIGURES = st.builds(Figure, st.integers(1, 500), st.integers(1, 10**12))
AREAS = st.sampled_from(["36.01", *DISTRICTS, *VILLAGES])
QUOTAS = st.dictionaries(AREAS, FIGURES, max_size=8).map(
    lambda found: {area: one for area, one in found.items() if not any(a != area and is_below(area, a) for a in found)}
)
LISTED = st.dictionaries(st.sampled_from(["", *VILLAGES]), FIGURES)


def total(figures: list[Figure]) -> Figure:
    return sum(figures, Figure())


@given(QUOTAS, LISTED)
def test_the_lines_come_to_what_is_granted_and_to_what_is_listed(
    granted: dict[str, Figure], listed: dict[str, Figure]
) -> None:
    lines = compared(granted, listed)
    if not granted:
        assert lines == ()
        return
    assert sums(lines) == (total(list(granted.values())), total(list(listed.values())))
    assert sorted(line.area for line in lines if line.named) == sorted(granted)


@given(QUOTAS.filter(bool), LISTED)
def test_each_village_is_in_the_line_of_its_area_or_in_one_of_its_own(
    granted: dict[str, Figure], listed: dict[str, Figure]
) -> None:
    for line in compared(granted, listed):
        inside = [figure for village, figure in listed.items() if village and is_below(village, line.area)]
        if line.named:
            assert line.listed == total(inside)
        else:
            assert (line.listed, line.granted) == (listed[line.area], Figure())
            assert not any(line.area and is_below(line.area, area) for area in granted)


@given(QUOTAS, LISTED)
def test_what_is_beyond_its_quota_comes_first_and_what_agrees_last(
    granted: dict[str, Figure], listed: dict[str, Figure]
) -> None:
    ranks = [0 if line.over else 1 if line.differs else 2 for line in compared(granted, listed)]
    assert ranks == sorted(ranks)


@given(QUOTAS.filter(bool), LISTED)
def test_where_both_sums_agree_nothing_is_beyond_or_all_is_equal(
    granted: dict[str, Figure], listed: dict[str, Figure]
) -> None:
    """A list as large as its decree is either the same everywhere, or some area has more than it was given."""
    lines = compared(granted, listed)
    agree = sums(lines)[0] == sums(lines)[1]
    if agree and not any(line.over for line in lines):
        assert not any(line.differs for line in lines)


@given(st.sets(AREAS))
def test_an_area_within_another_is_found(areas: set[str]) -> None:
    found = first_within_another(areas)
    pairs = {(inner, outer) for inner in areas for outer in areas if inner != outer and is_below(inner, outer)}
    assert (found in pairs) if pairs else (found is None)


def test_rupiah_alone_can_be_beyond_a_quota() -> None:
    line = AreaLine("36.01.01", Figure(3, 3_000_000), Figure(2, 3_500_000))
    assert line.over
    assert line.difference == Figure(1, -500_000)
    assert not AreaLine("36.01.01", Figure(3, 3_000_000), Figure(2, 2_000_000)).over


def test_a_name_that_only_begins_alike_is_another_area() -> None:
    lines = compared({"36.01.01": Figure(1, 1)}, {"36.01.010.2001": Figure(1, 1)})
    assert {line.area: line.named for line in lines} == {"36.01.01": True, "36.01.010.2001": False}
