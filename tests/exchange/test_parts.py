"""Parts for e-mail: joined in any order, with repeats and of several packages; what is missing is named (item 29)."""

import os
import random
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.exchange import parts
from desktop.exchange.limits import MIB


def read_all(pieces: list[bytes]) -> list[parts.Part]:
    return [parts.read(piece, f"bagian {number}") for number, piece in enumerate(pieces, 1)]


@given(data=st.binary(max_size=200), size=st.integers(1, 50), dice=st.randoms())
def test_item_29_parts_join_in_any_order_and_with_repeats(data: bytes, size: int, dice: random.Random) -> None:
    pieces = list(parts.split(data, size))
    shuffled = pieces + dice.choices(pieces, k=3)
    dice.shuffle(shuffled)
    (joined,) = parts.join(read_all(shuffled))
    assert (joined.data, joined.missing, joined.of) == (data, (), len(pieces))


@given(data=st.binary(min_size=20, max_size=100), kept=st.sets(st.integers(1, 10)))
def test_item_29_what_is_missing_is_named(data: bytes, kept: set[int]) -> None:
    pieces = list(parts.split(data, -(-len(data) // 10)))
    numbers = set(range(1, len(pieces) + 1))
    at_hand = [piece for number, piece in enumerate(pieces, 1) if number in kept]
    for joined in parts.join(read_all(at_hand)):
        assert set(joined.missing) == numbers - kept
        assert bool(joined.data) == (numbers <= kept)


def test_item_29_two_packages_mixed() -> None:
    first, second = b"a" * 100, b"b" * 90
    mixed = [*parts.split(second, 40), *parts.split(first, 40)]
    assert sorted(joined.data for joined in parts.join(read_all(mixed))) == [first, second]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda part: part[:-1],
        lambda part: part + b"-- \n",
        lambda part: part.replace(b"a", b"\r\n"),
        lambda _: b"EJSIKAP1",
    ],
)
def test_item_28_and_29_a_damaged_part_is_named(spoil) -> None:  # type: ignore[no-untyped-def]
    pieces = list(parts.split(b"a" * 100, 40))
    with pytest.raises(Refused) as refused:
        parts.read(spoil(pieces[1]), "paket-2.ejsika-part")
    assert refused.value.values == {"file": "paket-2.ejsika-part"}


@given(at=st.integers(min_value=0), bit=st.integers(0, 7))
def test_a_flipped_bit_joins_to_nothing_else(at: int, bit: int) -> None:
    whole = bytes(range(100))
    pieces = list(parts.split(whole, 40))
    at %= len(pieces[1])
    pieces[1] = pieces[1][:at] + bytes([pieces[1][at] ^ 1 << bit]) + pieces[1][at + 1 :]
    try:
        joined = parts.join(read_all(pieces))
    except Refused as refused:
        assert refused.code in {"exchange.part_damaged", "exchange.parts_do_not_join"}
    else:
        assert all(one.data in {b"", whole} for one in joined)
        assert any(one.missing for one in joined)


def test_item_29_a_mail_with_a_part_stays_below_20_mb() -> None:
    (first, *_) = parts.split(os.urandom(13 * MIB))
    mail = EmailMessage()
    mail["Subject"] = "Paket data 3 dari 36.01, bagian 1 dari 2"
    mail.set_content("Buka di e-JSiKa.")
    mail.add_attachment(first, maintype="application", subtype="octet-stream", filename="36.01-3.ejsika-part")
    assert len(mail.as_bytes()) < 20_000_000


@pytest.mark.parametrize(("missing", "told"), [((), ""), ((2,), "2"), ((2, 4, 5, 6, 9), "2, 4-6, 9"), ((1, 2), "1-2")])
def test_missing_parts_in_words(missing: tuple[int, ...], told: str) -> None:
    assert parts.told(missing) == told
