"""Columns as they travel: what is meant, and every other way to write the same refused (item 26)."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from desktop.services.exchange.columns import identifiers, proved
from desktop.services.exchange.kinds import kinds
from desktop.store.canonical import canonical, canonical_rows

ID = "0190a5b2-7c3d-7e4f-8a1b-2c3d4e5f6a7b"
HOUSEHOLD, MEMBER = kinds()["household"].table, kinds()["member"].table
MOMENTS = proved(HOUSEHOLD.c.registered_at)
DAYS = proved(MEMBER.c.birth_date)
NUMBERS = proved(HOUSEHOLD.c.latitude)


@given(st.lists(st.none() | st.uuids(), max_size=20))
def test_ids_are_their_sixteen_bytes(ids: list[UUID | None]) -> None:
    found = identifiers([None if one is None else str(one) for one in ids])
    assert found == [None if one is None else one.bytes for one in ids]


@pytest.mark.parametrize(
    "wrong",
    [
        ID.upper(), ID.replace("-", ""), f"{{{ID}}}", f"urn:uuid:{ID}", ID[:-1], f"{ID}0", "", "x", "0" * 36,
        ID.replace("a", "g"), ID[:9] + "-" + ID[9:].replace("-", "", 1), f" {ID[1:]}", f"{ID[:18]}0{ID[19:]}",
    ],
)  # fmt: skip
def test_an_id_in_any_other_way_is_none(wrong: str) -> None:
    assert identifiers([ID, None]) == [UUID(ID).bytes, None]
    for some in ([wrong], [ID, wrong, None], [wrong, ID]):
        with pytest.raises(ValueError, match=r"id|hex"):
            identifiers(some)


def test_two_wrong_ids_do_not_make_up_for_each_other() -> None:
    with pytest.raises(ValueError, match="id"):
        identifiers([ID[:-1], f"{ID}b"])


@given(st.lists(st.none() | st.dates(), max_size=20))
def test_days(days: list[date | None]) -> None:
    assert DAYS([day and day.isoformat() for day in days]) == days


@given(st.lists(st.none() | st.datetimes(timezones=st.just(UTC)), max_size=20))
def test_moments(moments: list[datetime | None]) -> None:
    assert MOMENTS([moment and moment.isoformat() for moment in moments]) == moments


@given(st.lists(st.none() | st.floats(allow_nan=False, allow_infinity=False), max_size=20))
def test_numbers_with_a_point(numbers: list[float | None]) -> None:
    written = [Raw(canonical({"": number})[5:-1].encode()) for number in numbers]
    found = NUMBERS(written)
    assert list(map(repr, found)) == list(map(repr, numbers))


@pytest.mark.parametrize(
    ("column", "wrong"),
    [
        (DAYS, "20190305"), (DAYS, "2019-W10-2"), (DAYS, "2019-02-30"), (DAYS, ""), (DAYS, "2019-03-05T00:00:00"),
        (MOMENTS, "2019-03-05T02:00:00Z"), (MOMENTS, "2019-03-05T02:00:00"), (MOMENTS, "2019-03-05 02:00:00+00:00"),
        (MOMENTS, "2019-03-05T09:00:00+07:00"), (MOMENTS, "2019-03-05T02:00:00.000000+00:00"), (MOMENTS, "now"),
        (NUMBERS, Raw(b"6")), (NUMBERS, Raw(b'"6.0"')), (NUMBERS, Raw(b"6.00")), (NUMBERS, Raw(b"1e400")),
        (NUMBERS, Raw(b"true")), (NUMBERS, Raw(b"[6.0]")), (NUMBERS, Raw(b"6E0")), (NUMBERS, Raw(b"1e2")),
    ],
)  # fmt: skip
def test_what_is_written_in_any_other_way_is_refused(column: Any, wrong: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        column([wrong])


@given(st.text())
def test_texts_are_written_as_the_log_writes_them(text: str) -> None:
    """Two writers, ours of the log and the one that proves what came: they have to agree on every letter."""
    row = {"a": text, "b": None, "c": 2**63 - 1, "d": True}
    again = msgspec.json.format(msgspec.json.encode(row), indent=0)
    assert again.decode() == canonical(row) == canonical_rows({name: [value] for name, value in row.items()})[0]


def test_every_letter_is_written_alike() -> None:
    letters = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    whole = "".join(letters)
    assert msgspec.json.encode(whole).decode() == canonical_rows({"a": [whole]})[0][6:-1]


def test_not_a_number_is_no_json_at_all() -> None:
    with pytest.raises(msgspec.DecodeError):
        kinds()["household"].reader.decode(b'[{"latitude": NaN}]')
