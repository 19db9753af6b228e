"""A package as it is sealed and opened, and every way in which it is not believed (TRUST.md 11, items 21-26)."""

import hashlib
import io
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain

import msgspec
import pyrage
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.exchange.keys import OfficeKeys, new_keys
from desktop.exchange.limits import KIB, MIB, Limits
from desktop.exchange.manifest import SIGNED_AS, Manifest, Payload, read, written
from desktop.exchange.opening import Opened, open_package, unseal
from desktop.exchange.payload import pack, unpack, unpack_text
from desktop.exchange.sealing import LENGTH, MAGIC, Letter, seal
from tests.exchange.conftest import DAY

LINES = [b'{"n":1}', b'{"nama":"Ratu Atut"}', b"{}"]


def lines_of(opened: Opened) -> list[bytes]:
    return list(chain.from_iterable(opened.lines()))


def inner_of(page: bytes, signer: OfficeKeys, rest: bytes) -> bytes:
    return MAGIC + len(page).to_bytes(LENGTH) + page + signer.sign(SIGNED_AS + page) + rest


def resealed(inner: bytes, to: OfficeKeys) -> bytes:
    return pyrage.encrypt(inner, [pyrage.x25519.Recipient.from_str(to.card.sealing)])


def parted(inner: bytes) -> tuple[bytes, bytes]:
    """The manifest's bytes, and what follows the signature."""
    start = len(MAGIC) + LENGTH
    length = int.from_bytes(inner[len(MAGIC) : start])
    return inner[start : start + length], inner[start + length + 64 :]


@pytest.fixture(scope="session")
def package(letter: Letter, district: OfficeKeys) -> bytes:
    return seal(letter, LINES, district, [(hashlib.sha256(b"photo").hexdigest(), b"photo")]).data


@pytest.fixture(scope="session")
def inner(package: bytes, province: OfficeKeys) -> bytes:
    return unseal(package, province)


@pytest.fixture(scope="session")
def forged(inner: bytes, district: OfficeKeys, province: OfficeKeys) -> Callable[..., bytes]:
    """Make a package whose manifest says something else, rightly signed and sealed."""
    page, rest = parted(inner)

    def make(body: bytes | None = None, signer: OfficeKeys = district, **changes: object) -> bytes:
        told = json.loads(page) | changes
        written_page = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        return resealed(inner_of(written_page, signer, rest if body is None else body), province)

    return make


def refusal(data: bytes, keys: OfficeKeys, *trusted: OfficeKeys, limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as refused:
        opened = open_package(data, keys, [one.card for one in trusted], limits or Limits())
        lines_of(opened)
    return refused.value.code


def test_it_comes_out_as_it_went_in(package: bytes, province: OfficeKeys, district: OfficeKeys) -> None:
    opened = open_package(package, province, [province.card, district.card])
    assert lines_of(opened) == LINES
    assert opened.blobs == (b"photo",)
    assert (opened.signer, opened.manifest.from_, opened.manifest.to) == (district.card, "36.01", "36")
    assert (opened.manifest.received, opened.manifest.totals["rupiah"]) == ({"36#1": 7}, 2_000_000)
    assert opened.digest == hashlib.sha256(package).hexdigest()


def test_the_sender_can_open_his_own(package: bytes, district: OfficeKeys) -> None:
    """It is sealed to his archive too; that it is not addressed to him is another matter."""
    assert unseal(package, district).startswith(MAGIC)
    assert refusal(package, district, district) == "exchange.not_for_us"


def test_nothing_of_it_can_be_read_on_the_way(package: bytes) -> None:
    assert b"Ratu" not in package
    assert b"36.01" not in package
    assert refusal(package, new_keys("36", 1, DAY)) == "exchange.cannot_open"


def test_item_21_a_package_cut_anywhere_is_refused(package: bytes, province: OfficeKeys, district: OfficeKeys) -> None:
    cuts = {*range(300), *range(300, len(package), 7), len(package) - 1}
    codes = {refusal(package[:at], province, district) for at in cuts}
    assert codes <= {"exchange.no_package", "exchange.cannot_open"}
    assert refusal(package + b"\n", province, district) == "exchange.cannot_open"


@given(at=st.integers(min_value=0), bit=st.integers(0, 7))
def test_item_21_a_flipped_bit_is_refused(
    package: bytes, province: OfficeKeys, district: OfficeKeys, at: int, bit: int
) -> None:
    at %= len(package)
    data = package[:at] + bytes([package[at] ^ 1 << bit]) + package[at + 1 :]
    assert refusal(data, province, district) in {"exchange.no_package", "exchange.cannot_open"}


def test_item_21_a_flipped_bit_inside_the_seal_is_refused(
    inner: bytes, province: OfficeKeys, district: OfficeKeys
) -> None:
    """As by somebody who can seal to us but not sign: one flipped bit in each byte."""
    dice = random.Random(21)
    for at in range(len(inner)):
        changed = inner[:at] + bytes([inner[at] ^ 1 << dice.randrange(8)]) + inner[at + 1 :]
        assert refusal(resealed(changed, province), province, district).startswith("exchange.")


def test_item_22_no_unknown_or_wrong_signature(
    package: bytes, province: OfficeKeys, district: OfficeKeys, forged: Callable[..., bytes]
) -> None:
    stranger, other = new_keys("36.01", 1, DAY), new_keys("36.02", 1, DAY)
    assert refusal(package, province) == "exchange.unknown_signature"
    assert refusal(package, province, stranger, other) == "exchange.unknown_signature"
    # A trusted office that signs under another's name.
    assert refusal(forged(signer=other), province, district, other) == "exchange.wrong_office"
    assert refusal(forged(stream="36.01#2"), province, district) == "exchange.wrong_stream"


def test_item_23_not_for_another_office(package: bytes, province: OfficeKeys, district: OfficeKeys) -> None:
    """The receiver seals what he was sent to a third office: it still says to whom it was written."""
    third = new_keys("36.02", 1, DAY)
    sent_on = resealed(unseal(package, province), third)
    assert refusal(sent_on, third, district) == "exchange.not_for_us"


@pytest.mark.parametrize(
    "change",
    [
        {"more": 1}, {"schema": "5"}, {"schema": 5.0}, {"schema": 0}, {"number": -1}, {"number": 2**60},
        {"from": "3601"}, {"range": [4, 3]}, {"range": [0]}, {"received": {"36": 1}}, {"received": {"36#1": -1}},
        {"kind": "virus"},
        {"previous": "zz"}, {"created": "yesterday"}, {"totals": {"Rupiah!": 1}}, {"practice": 1},
        {"format": [1, 0, 0]}, {"blobs": [{"sha256": "../../etc/passwd", "bytes": 5}]}, {"log": None},
        {"period": "x" * 65},
    ],
)  # fmt: skip
def test_item_26_a_manifest_that_says_anything_else_is_refused(
    forged: Callable[..., bytes], province: OfficeKeys, district: OfficeKeys, change: dict[str, object]
) -> None:
    assert refusal(forged(**change), province, district) == "exchange.manifest_wrong"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda page: page.replace(b'"schema":5', b'"schema":4,"schema":5'),  # twice
        lambda page: page.replace(b'"schema":5', b'"schema": 5'),
        lambda page: page.replace(b'"period":"2019/1"', b'"period":"2019\\/1"'),
        lambda page: page.replace(b'"number":1,', b'"number":1e400,'),
        lambda page: page.replace(b'"number":1,', b'"number":NaN,'),
        lambda page: page.replace(b'"period":"2019/1"', b'"period":"\\ud800"'),
        lambda page: page.replace(b'"totals":{', b'"totals":' + b"[" * 5000 + b"]" * 5000 + b',"x":{'),
        lambda page: page[:-1],
        lambda _: b"7",
        lambda _: b"",
        lambda _: b"\xff\xfe",
    ],
)
def test_item_26_a_manifest_written_in_any_other_way_is_refused(
    inner: bytes, province: OfficeKeys, district: OfficeKeys, spoil: Callable[[bytes], bytes]
) -> None:
    page, rest = parted(inner)
    assert spoil(page) != page
    data = resealed(inner_of(spoil(page), district, rest), province)
    assert refusal(data, province, district) == "exchange.manifest_wrong"


def test_item_40_a_newer_format_says_so(
    forged: Callable[..., bytes], province: OfficeKeys, district: OfficeKeys
) -> None:
    assert refusal(forged(format=[2, 0]), province, district) == "exchange.newer_format"
    assert refusal(forged(format=[2, 0], unheard="of"), province, district) == "exchange.newer_format"


def test_item_25_a_photograph_is_only_its_hash(
    forged: Callable[..., bytes], inner: bytes, province: OfficeKeys, district: OfficeKeys
) -> None:
    rest = parted(inner)[1]
    assert refusal(forged(body=rest[:-5] + b"other"), province, district) == "exchange.payload_wrong"
    assert refusal(forged(body=rest + b"more"), province, district) == "exchange.payload_wrong"


def bomb(size: int) -> tuple[bytes, Payload]:
    """Compressed zeros, with hashes that are right for the first look."""
    out = io.BytesIO()
    with zstandard.ZstdCompressor(level=19).stream_writer(out, closefd=False) as writer:
        for _ in range(size // MIB):
            writer.write(bytes(MIB))
    data = out.getvalue()
    return data, Payload(1, 100, "00" * 32, len(data), hashlib.sha256(data).hexdigest())


def test_item_24_a_bomb_is_stopped_at_what_was_declared() -> None:
    data, told = bomb(256 * MIB)
    assert len(data) < 32 * KIB
    with pytest.raises(Refused, match="payload_wrong"):
        list(unpack(data, told, Limits()))
    with pytest.raises(Refused, match="too_much"):
        list(unpack(data, msgspec.structs.replace(told, plain_bytes=2**40), Limits()))
    with pytest.raises(Refused, match="too_much"):
        list(unpack(data, msgspec.structs.replace(told, records=10**7), Limits()))


def test_item_24_a_line_without_end_is_stopped() -> None:
    packed = pack([b"x" * 3 * MIB], Limits())
    seen: list[list[bytes]] = []
    with pytest.raises(Refused, match="payload_wrong"):
        seen.extend(unpack(packed.data, packed.told, Limits()))
    assert sum(map(len, seen)) == 0


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (limits, "exchange.too_much")
        for limits in (Limits(rows=2), Limits(plain=10), Limits(file=100), Limits(manifest=9))
    ],
)
def test_what_no_office_would_take_is_not_made(letter: Letter, district: OfficeKeys, limits: Limits, code: str) -> None:
    with pytest.raises(Refused) as refused:
        seal(letter, LINES, district, limits=limits)
    assert refused.value.code == code


def test_too_large_a_file_is_not_even_opened(package: bytes, province: OfficeKeys, district: OfficeKeys) -> None:
    assert refusal(package, province, district, limits=Limits(file=500)) == "exchange.too_large"
    assert refusal(package, province, district, limits=Limits(manifest=100)) == "exchange.manifest_wrong"


@pytest.mark.parametrize("spoil", [lambda data: data + b"trailing", lambda data: data[:-4], lambda data: data + data])
def test_rows_that_end_wrong_are_refused_at_their_end(spoil: Callable[[bytes], bytes]) -> None:
    packed = pack(LINES, Limits())
    data = spoil(packed.data)
    told = msgspec.structs.replace(packed.told, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
    with pytest.raises(Refused, match="payload_wrong"):
        list(unpack(data, told, Limits()))


def test_rows_fewer_or_more_than_told_are_refused() -> None:
    packed = pack(LINES, Limits())
    for change in ({"records": 2}, {"plain_bytes": packed.told.plain_bytes + 1}, {"plain_sha256": "00" * 32}):
        with pytest.raises(Refused, match="payload_wrong"):
            list(unpack(packed.data, msgspec.structs.replace(packed.told, **change), Limits()))


def test_a_last_line_without_its_end_is_refused() -> None:
    data = zstandard.compress(b'{"n":1}\n{"n":2}')
    told = Payload(1, 15, hashlib.sha256(b'{"n":1}\n{"n":2}').hexdigest(), len(data), hashlib.sha256(data).hexdigest())
    with pytest.raises(Refused, match="payload_wrong"):
        list(unpack(data, told, Limits()))


def many(count: int) -> Iterator[bytes]:
    return (json.dumps({"nomor": at, "nama": f"Siti {at}"}).encode() for at in range(count))


def test_many_rows_in_pieces(letter: Letter, district: OfficeKeys, province: OfficeKeys) -> None:
    opened = open_package(seal(letter, many(20_000), district).data, province, [district.card])
    assert lines_of(opened) == list(many(20_000))
    assert opened.manifest.payload.records == 20_000


@given(st.lists(st.binary(max_size=50).map(lambda data: data.replace(b"\n", b"")), max_size=30))
def test_any_lines_come_out_as_they_went_in(lines: list[bytes]) -> None:
    packed = pack(lines, Limits())
    assert list(chain.from_iterable(unpack(packed.data, packed.told, Limits()))) == lines


@given(st.lists(st.integers(1, 50), min_size=1, max_size=8), st.integers(1, 400))
def test_lines_that_come_together_are_the_same_rows(sizes: list[int], length: int) -> None:
    """Whoever packs may hand over one line or many at once; whoever opens may take lists or whole texts."""
    lines = [f"{number}{'x' * length}".encode() for number in range(sum(sizes))]
    left = iter(lines)
    packed = pack([b"\n".join(next(left) for _ in range(size)) for size in sizes], Limits())
    assert packed.data == pack(lines, Limits()).data
    assert packed.told.records == len(lines)
    assert list(chain.from_iterable(unpack(packed.data, packed.told, Limits()))) == lines
    assert b"".join(unpack_text(memoryview(packed.data), packed.told, Limits())) == b"\n".join(lines) + b"\n"


def test_every_text_is_of_whole_lines() -> None:
    packed = pack((b"x" * (at * 37 % 5000) for at in range(2000)), Limits())
    texts = list(unpack_text(packed.data, packed.told, Limits()))
    assert len(texts) > 3
    assert all(text.endswith(b"\n") for text in texts)


@pytest.mark.parametrize("longest", [999, 1000, 1001])
def test_item_24_the_longest_line(longest: int) -> None:
    packed = pack([b"a", b"x" * longest, b"b"], Limits())
    limits = Limits(line=1000)
    if longest <= limits.line:
        assert sum(map(len, chain.from_iterable(unpack(packed.data, packed.told, limits)))) == longest + 2
    else:
        with pytest.raises(Refused, match="payload_wrong"):
            list(unpack(packed.data, packed.told, limits))


def test_the_page_is_written_in_one_way(inner: bytes) -> None:
    page = parted(inner)[0]
    manifest: Manifest = read(page)
    assert written(manifest) == page
    assert json.dumps(json.loads(page), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == page


def test_no_rows_at_all(letter: Letter, district: OfficeKeys, province: OfficeKeys) -> None:
    opened = open_package(seal(replace(letter, range=(3, 3)), [], district).data, province, [district.card])
    assert lines_of(opened) == []
