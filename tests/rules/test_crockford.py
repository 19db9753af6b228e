"""Letters for codes: what is written is read back, and what people mistype is understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules import crockford


@given(st.binary(max_size=40).map(lambda data: data[: len(data) // 5 * 5]))
def test_what_is_written_is_read(data: bytes) -> None:
    letters = crockford.encode(data)
    assert len(letters) == len(data) // 5 * 8
    assert crockford.decode(letters) == data
    assert not set(letters) & set("ILOU")


@given(st.text(alphabet=crockford.ALPHABET, min_size=1, max_size=40))
def test_only_whole_groups_are_read(letters: str) -> None:
    assert (crockford.decode(letters) is None) == (len(letters) % 8 != 0)


@pytest.mark.parametrize("letters", ["ILOU0000", "0000000u", "0000000-", "ééééé000"])
def test_other_letters_are_not_read(letters: str) -> None:
    assert crockford.decode(letters) is None


def test_known_values() -> None:
    assert crockford.encode(b"\0\0\0\0\0") == "00000000"
    assert crockford.encode(b"\xff\xff\xff\xff\xff") == "ZZZZZZZZ"
    assert crockford.encode(bytes.fromhex("0000000001")) == "00000001"


@pytest.mark.parametrize(
    ("typed", "meant"), [("2e09-x9n8", "2E09X9N8"), ("o1Il 0.L", "011101"), (" ab.cd-ef ", "ABCDEF"), ("", "")]
)
def test_what_people_type(typed: str, meant: str) -> None:
    assert crockford.as_typed(typed) == meant


def test_groups_of_four() -> None:
    assert crockford.grouped("2E09X9N8WGFZ3VJSXCRM") == "2E09-X9N8-WGFZ-3VJS-XCRM"
    assert crockford.grouped("ABCDE") == "ABCD-E"
