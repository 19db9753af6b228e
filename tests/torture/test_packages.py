"""A hundred thousand spoiled packages: none is taken in, and the office is as it was (items 21, 27)."""

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyrage
import pytest
from sqlalchemy import text

from desktop.errors import Refused
from desktop.exchange.opening import unseal
from desktop.services.exchange import receiving
from desktop.wording.exchange import SENTENCES
from tests import families
from tests.exchange.fuzzing import CORPUS, Doors, mutated
from tests.exchange.golden_packages import newest
from tests.services.exchange.conftest import End
from tests.services.exchange.forging import keys_of

MUTANTS = int(os.environ.get("TORTURE_MUTANTS", "100000"))
THROWN = int(os.environ.get("TORTURE_THROWN", "1000000"))
FUZZED = int(os.environ.get("TORTURE_FUZZED", "10000000"))
HOURS = 6 * 3600


@pytest.fixture
def package(district: End, province: End) -> Path:
    families.add(district.desk, 1)
    return district.send(province)


def state(end: End) -> tuple[object, ...]:
    """Everything of an office that taking in could touch: the head of its log, and the rows of every table."""
    with end.desk.read() as session:
        connection = session.connection()
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")).scalars()
        counts = [connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in names]
        head = connection.execute(text("SELECT seq, hash FROM audit_line ORDER BY seq DESC LIMIT 1")).one()
    return tuple(head), tuple(counts)


def refused_all(end: End, packages: Iterable[bytes], scratch: Path) -> Counter[str]:
    """Try to take each in; answer the codes of the refusals."""
    codes: Counter[str] = Counter()
    before = state(end)
    for data in packages:
        scratch.write_bytes(data)
        with pytest.raises(Refused) as refused:
            receiving.take(end.desk, scratch)
        codes[refused.value.code] += 1
    assert state(end) == before
    assert set(codes) <= set(SENTENCES)
    return codes


def mutants(data: bytes, dice: random.Random, count: int) -> Iterator[bytes]:
    made = 0
    while made < count:
        other = mutated(b"f" + data, dice)[1:]
        if other != data:
            made += 1
            yield other


def flips(data: bytes) -> Iterator[bytes]:
    for at, byte in enumerate(data):
        for bit in range(8):
            yield data[:at] + bytes([byte ^ 1 << bit]) + data[at + 1 :]


def resealed(inners: Iterable[bytes], end: End) -> Iterator[bytes]:
    """As by somebody who can seal to us and not sign."""
    to = pyrage.x25519.Recipient.from_str(keys_of(end).card.sealing)
    return (pyrage.encrypt(inner, [to]) for inner in inners)


def test_item_21_some_hundred_mutants(package: Path, province: End, tmp_path: Path) -> None:
    data, dice = package.read_bytes(), random.Random(21)
    refused_all(province, mutants(data, dice, 300), tmp_path / "m.ejsika")
    inner = unseal(data, keys_of(province))
    codes = refused_all(province, resealed(mutants(inner, dice, 300), province), tmp_path / "m.ejsika")
    assert {"exchange.unknown_signature", "exchange.payload_wrong"} <= set(codes)
    assert not province.take(package).already


@pytest.mark.torture
def test_item_21_a_hundred_thousand_mutants(package: Path, province: End, tmp_path: Path) -> None:
    """Half of them from outside, half from behind the seal."""
    data, dice = package.read_bytes(), random.Random()
    outer = refused_all(province, mutants(data, dice, MUTANTS // 2), tmp_path / "m.ejsika")
    inner = unseal(data, keys_of(province))
    codes = refused_all(province, resealed(mutants(inner, dice, MUTANTS // 2), province), tmp_path / "m.ejsika")
    print(f"\n{MUTANTS} mutants: outer {dict(outer)}, inner {dict(codes)}")  # noqa: T201 - the figures of the page
    assert not province.take(package).already


@pytest.mark.torture
def test_item_21_every_bit_of_a_small_package(package: Path, province: End, tmp_path: Path) -> None:
    data = package.read_bytes()
    outer = refused_all(province, flips(data), tmp_path / "m.ejsika")
    inner = unseal(data, keys_of(province))
    codes = refused_all(province, resealed(flips(inner), province), tmp_path / "m.ejsika")
    assert outer.total() == 8 * len(data)
    assert codes.total() == 8 * len(inner)
    print(f"\n{outer.total()} bits outside {dict(outer)}, {codes.total()} bits inside {dict(codes)}")  # noqa: T201
    assert not province.take(package).already


@pytest.mark.torture
def test_item_27_a_million_things_thrown_at_the_readers() -> None:
    """By every door, with signatures and hashes made right: nothing but the one refusal comes out."""
    doors, dice = Doors(newest()), random.Random()
    seeds = doors.seeds()
    for _ in range(THROWN):
        data = dice.choice(seeds)
        for _ in range(dice.choice((1, 1, 2, 5))):
            data = mutated(data, dice)
        doors.put(data)
    print(f"\n{THROWN} thrown: {dict(doors.said.most_common())}")  # noqa: T201
    assert set(doors.said) - {"taken"} <= set(SENTENCES)


@pytest.mark.torture
@pytest.mark.timeout(HOURS)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="atheris is made for Linux alone")
def test_item_27_atheris_at_the_readers(checkout: Path, tmp_path: Path) -> None:
    """Guided by what it reaches; it stops at the first error that is not the one refusal."""
    packages, found = tmp_path / "packages", tmp_path / "found"
    found.mkdir()
    lock = checkout / "requirements" / "fuzz.txt"
    uv = Path(sys.executable).with_name("uv")
    subprocess.run([uv, "--quiet", "pip", "install", "--target", packages, "--require-hashes", "-r", lock], check=True)
    call = [sys.executable, "tests/exchange/fuzz.py", f"-runs={FUZZED}", f"-artifact_prefix={tmp_path}/", found, CORPUS]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(checkout), str(packages)))}
    done = subprocess.run(call, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
    print("\n" + done.stderr[-400:])  # noqa: T201
    assert done.returncode == 0, done.stderr[-4000:]
    assert f"Done {FUZZED} runs" in done.stderr
