"""Area codes with and without dots, and the BPS ten digits that must not be taken for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.rules.area_codes import (
    Level,
    ancestors,
    area_code,
    at_level,
    is_below,
    is_city,
    level,
    office_code,
    parent,
    split_bps,
    undotted,
)

two = st.integers(1, 99).map(lambda number: f"{number:02}")
codes = st.tuples(st.integers(11, 97).map(str), two, two, st.integers(1001, 2999).map(str), st.sampled_from(Level)).map(
    lambda parts: ".".join(parts[: parts[4]])
)


@given(codes)
def test_dots_may_be_left_out(code: str) -> None:
    assert area_code(undotted(code)) == code
    assert area_code(f" {code} ") == code


@given(codes)
def test_every_code_lies_in_all_above_it(code: str) -> None:
    chain = ancestors(code)
    assert len(chain) == level(code)
    assert all(is_below(code, above) for above in chain)
    assert [at_level(code, level(above)) for above in chain] == list(chain)
    assert parent(code) == (chain[-2] if len(chain) > 1 else "")


@given(codes, codes)
def test_below_is_the_same_as_among_the_ancestors(code: str, above: str) -> None:
    assert is_below(code, above) == (above in ancestors(code))


@pytest.mark.parametrize(
    "text", ["", "3", "361", "36.1", "36.01.1", "36.01.01.001", "36,01", "ab", "0101", "36.01.01.2001.1", "٣٦"]
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        area_code(text)
    assert refused.value.code == "rules.area_code"
    assert refused.value.values == {"text": text}


def test_levels_by_hand() -> None:
    assert level("36") is Level.PROVINCE
    assert level("36.01.04.2003") is Level.VILLAGE
    assert at_level("36.01.04.2003", Level.DISTRICT) == "36.01.04"
    assert at_level("36", Level.REGENCY) == ""
    assert is_city("36.72")
    assert is_city("36.71.01.1001")
    assert not is_city("36.04")
    assert not is_city("36")
    assert not is_below("36.010", "36.01")


@pytest.mark.parametrize(("typed", "code"), [("36.01", "36.01"), ("3601", "36.01"), ("36", "36"), ("'5206", "52.06")])
def test_an_office_is_a_province_or_a_regency(typed: str, code: str) -> None:
    assert office_code(typed) == code


@pytest.mark.parametrize("typed", ["36.01.04", "3601042003"])
def test_a_district_has_no_office(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        office_code(typed)
    assert refused.value.code == "rules.office_code"


def test_bps_splits_elsewhere() -> None:
    assert split_bps("3601041003") == ("36", "01", "041", "003")
    assert split_bps("36.01.041.003") == ("36", "01", "041", "003")
    assert area_code("3601041003") == "36.01.04.1003", "the same digits, another place"


@pytest.mark.parametrize("text", ["", "360104100", "36010410033", "36010410O3"])
def test_bps_codes_have_ten_digits(text: str) -> None:
    with pytest.raises(Refused) as refused:
        split_bps(text)
    assert refused.value.code == "rules.bps_code"
