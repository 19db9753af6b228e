"""The text that is hashed: by columns it is letter for letter what it is row by row."""

import json
import uuid
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.terms import Presence, Sex
from desktop.store.bulk import turned
from desktop.store.canonical import LINE, canonical, canonical_rows, filled, texts

MOMENT = datetime(2019, 4, 11, 9, 30, tzinfo=timezone(timedelta(hours=7)))
VALUES: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(), st.floats(allow_nan=False), st.uuids(), st.dates(),
    st.binary(max_size=8), st.datetimes(timezones=st.just(UTC)), st.sampled_from(Sex),
)  # fmt: skip


@given(st.lists(st.text(max_size=5), min_size=1, max_size=4, unique=True).flatmap(
    lambda names: st.lists(st.fixed_dictionaries(dict.fromkeys(names, VALUES)), min_size=1, max_size=6)
))  # fmt: skip
def test_rows_by_columns_are_what_each_row_is_alone(rows: list[dict[str, Any]]) -> None:
    assert canonical_rows(turned(rows, rows[0])) == [canonical(row) for row in rows]


@given(st.lists(VALUES, min_size=1, max_size=8))
def test_a_column_is_what_each_value_is_alone(values: list[Any]) -> None:
    assert texts(values) == [LINE.encode(value) for value in values]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "true"),
        (1, "1"),
        (1.0, "1.0"),
        (-0.0, "-0.0"),
        (None, "null"),
        ('Siti "Aminah"\n', '"Siti \\"Aminah\\"\\n"'),
        ("Ñoño é", '"Ñoño é"'),
        (Sex.FEMALE, f'"{Sex.FEMALE.value}"'),
        (date(2019, 4, 11), '"2019-04-11"'),
        (MOMENT, '"2019-04-11T02:30:00+00:00"'),
        (b"\x00\xff", '"00ff"'),
        (uuid.UUID(int=5), '"00000000-0000-0000-0000-000000000005"'),
    ],
)
def test_each_kind_of_value_is_written_the_same_way_for_ever(value: object, written: str) -> None:
    """The hashes of old lines depend on it."""
    assert texts([value]) == texts([value, value])[:1] == [written]
    assert canonical({"a": value}) == f'{{"a": {written}}}'


def test_values_that_are_equal_but_not_alike_stay_apart() -> None:
    assert texts([True, 1, 1.0, 0, False, -0.0, 0.0]) == ["true", "1", "1.0", "0", "false", "-0.0", "0.0"]


def test_one_moment_in_two_zones_is_written_once() -> None:
    assert set(texts([MOMENT, MOMENT.astimezone(UTC)])) == {'"2019-04-11T02:30:00+00:00"'}


def test_columns_can_be_left_out_and_names_may_hold_any_sign() -> None:
    columns = {"100 %s": range(3), "version": ["{}"] * 3, 'a"b': [Presence.LIVING_HERE] * 3}
    for number, kept in enumerate(canonical_rows(columns, {"version"})):
        assert json.loads(kept) == {"100 %s": number, 'a"b': "living_here"}


@pytest.mark.parametrize("strange", [object(), 3 + 4j])
def test_a_value_that_cannot_be_kept_is_a_fault(strange: Any) -> None:
    with pytest.raises(TypeError, match="no place in the log"):
        canonical_rows({"a": [strange]})


def test_rows_with_different_columns_are_a_fault() -> None:
    with pytest.raises(KeyError):
        turned([{"a": 1}, {"b": 1}], ["a"])
    with pytest.raises(ValueError, match="shorter"):
        canonical_rows({"a": [1, 2], "b": [1]})


def test_a_form_takes_as_many_columns_as_rows_have() -> None:
    assert filled("%s-%s", [["a", "b"], ["1", "2"]]) == ["a-1", "b-2"]
    with pytest.raises(ValueError, match="shorter"):
        filled("%s-%s", [["a", "b"], ["1"]])
