"""What is kept apart, how often, and when it ends; vectors that know of each other."""

import json
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.models import RecordConflict
from desktop.services.exchange import apart
from desktop.services.exchange.apart import merged, within
from desktop.services.exchange.weighing import Scale, State
from desktop.store.unit import Unit
from tests.services.exchange.conftest import End
from tests.services.exchange.differing import came, comes_home, restored

VECTORS = st.dictionaries(st.sampled_from(["36.01#1", "36.01#2", "36#1"]), st.integers(1, 9), max_size=3)


@given(VECTORS, VECTORS)
def test_what_was_merged_knows_of_both_and_of_nothing_else(one: dict[str, int], other: dict[str, int]) -> None:
    both = merged(one, other)
    assert within(one, both)
    assert within(other, both)
    assert both == merged(other, one)
    assert all(count in (one.get(stream), other.get(stream)) for stream, count in both.items())


@given(VECTORS, VECTORS)
def test_two_that_know_of_each_other_are_one(one: dict[str, int], other: dict[str, int]) -> None:
    assert (within(one, other) and within(other, one)) == (one == other)


def states(end: End) -> list[str | None]:
    with end.desk.read() as session:
        return list(session.scalars(select(RecordConflict.decided).order_by(RecordConflict.id)))


def arrive(unit: Unit, end: End, record: UUID, **version: int) -> None:
    """The owner's version comes, with what each epoch of it counts."""
    vector = json.dumps({f"36.01#{epoch[1:]}": count for epoch, count in version.items()})
    apart.settle(unit, came(unit, end, number=9), "member", {str(record): vector})


def test_only_a_version_above_it_ends_a_difference(district: End) -> None:
    person = restored(district)
    comes_home(district, "member", person, {"name": "SITI FATIMAH"}, count=5)
    with district.desk.write("package.take") as unit:
        assert apart.any_open(unit.session)
        arrive(unit, district, person, e1=4, e2=9)
        arrive(unit, district, UUID(int=7), e1=5, e2=9)
        apart.settle(unit, came(unit, district, number=10), "household", {str(person): json.dumps({"36.01#1": 9})})
    assert states(district) == [None]
    with district.desk.write("package.take") as unit:
        arrive(unit, district, person, e1=5, e2=9)
    assert states(district) == [apart.BY_OWNER]
    with district.desk.read() as session:
        assert not apart.any_open(session)


def test_a_side_branch_is_no_older_one(district: End) -> None:
    """Two others that know nothing of each other both wait; neither takes the other's place."""
    person = restored(district)
    comes_home(district, "member", person, {"name": "SITI FATIMAH"}, count=5)
    comes_home(district, "member", person, {"name": "SITI MARYAM"}, count=2, stream="36.01#3")
    assert states(district) == [None, None]


def test_equal_values_of_what_is_published_are_nothing_to_decide(district: End) -> None:
    with district.desk.write("package.take") as unit:
        row = came(unit, district)
        assert not apart.keep(unit, row, "tranche", "jamsosratu/2019/1", "{}", "{}", '{"36#1": 1}')
        assert apart.keep(unit, row, "tranche", "jamsosratu/2019/1", "{}", '{"amount": 1}', '{"36#1": 1}')
    assert states(district) == [None]


@pytest.mark.parametrize(
    ("owner", "here", "state"),
    [
        ("36", {"36.01#1": 1}, State.NEWER),  # a stand-in nobody touched
        ("36", {"36.01#1": 2}, State.APART),  # changed here
        ("36", {"36#1": 3}, State.KNOWN),
        ("36", {"36#1": 2}, State.KNOWN),
        ("36", {"36#1": 1}, State.NEWER),
        ("36", {"36#2": 1}, State.APART),  # the province's own file was put back
        ("36.01", {"36.01#1": 1}, State.KNOWN),  # the district's own programme
        ("36.01", {"36.01#1": 4}, State.KNOWN),
    ],
)
def test_where_a_published_row_stands(district: End, owner: str, here: dict[str, int], state: State) -> None:
    with district.desk.write("test.weigh") as unit:
        scale = Scale(unit.connection, "36", first=False)
        assert scale._beside_published((owner, json.dumps(here)), json.dumps({"36#1": 2})) is state
        assert scale._beside_published(None, "{}") is State.NEW
