"""The published format stays true: the schemas are those of the readers, and a stranger's reader agrees with ours."""

import hashlib
import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pyrage
import pytest

from desktop.errors import Refused
from desktop.exchange import parts
from desktop.services.exchange import schemas
from tests import families
from tests.cli.commands import ejsika
from tests.services.exchange.conftest import End
from tests.services.exchange.forging import Row, keys_of, rows_of, sealed, written

AGAIN = "run `ejsika package-format docs/package-format` and commit what changed"


@pytest.fixture(scope="module")
def published(checkout: Path) -> Path:
    return checkout / "docs" / "package-format"


@pytest.fixture(scope="module")
def stranger(published: Path) -> ModuleType:
    """The script that shares no code with the program."""
    spec = importlib.util.spec_from_file_location("stranger", published / "verify.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def package(district: End, province: End) -> Path:
    families.add(district.desk, 3)
    return district.send(province, "2019/1")


@pytest.fixture
def verdict(stranger: ModuleType, district: End, province: End) -> Callable[[Path], Any]:
    """What the stranger says: its answer, or the sentence of its refusal."""
    card = stranger.read_card(keys_of(district).card.text)
    identity = pyrage.x25519.Identity.from_str(keys_of(province).sealing)

    def check(path: Path) -> Any:
        try:
            return stranger.check([path.read_bytes()], identity, [card])
        except stranger.Wrong as fault:
            return str(fault)

    return check


def test_the_published_schemas_are_those_of_the_readers(published: Path) -> None:
    pages = schemas.schemas()
    there = {path.relative_to(published).as_posix() for path in published.rglob("*.json")}
    assert there == set(pages), AGAIN
    assert [name for name, page in pages.items() if (published / name).read_bytes() != schemas.written(page)] == [], (
        AGAIN
    )


def test_the_command_writes_them(tmp_path: Path, published: Path) -> None:
    said = ejsika("package-format", tmp_path / "format", "--json").json
    written_files = sorted((tmp_path / "format").rglob("*.json"))
    assert said["schemas"] == len(written_files) > 40
    household = (tmp_path / "format" / "values" / "household.json").read_bytes()
    assert household == (published / "values" / "household.json").read_bytes()
    assert ejsika("package-format", published / "verify.py").sentence


def test_the_script_needs_nothing_of_the_program(published: Path) -> None:
    text = (published / "verify.py").read_text("utf-8")
    imported = {line.split()[1].split(".")[0] for line in text.splitlines() if line.startswith(("import ", "from "))}
    assert imported - set(sys.stdlib_module_names) == {"pyrage", "cryptography", "zstandard"}


@pytest.fixture
def run(
    published: Path, tmp_path: Path, district: End, province: End
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The script as its own process, away from the checkout."""
    key, card = tmp_path / "kunci.txt", tmp_path / "kartu.txt"
    key.write_text(f"# kunci kantor 36\n{keys_of(province).sealing}\n")
    card.write_text(keys_of(district).card.text)

    def call(*files: Path, with_key: Path = key) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-P", str(published / "verify.py"), *map(str, files), "--key", str(with_key)]
        told = [*words, "--card", str(card), "--json"]
        return subprocess.run(told, cwd=tmp_path, capture_output=True, text=True, check=False)

    return call


def test_a_stranger_reads_a_real_package_and_its_parts(
    run: Callable[..., subprocess.CompletedProcess[str]], package: Path, tmp_path: Path, district: End
) -> None:
    done = run(package)
    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    assert (said["manifest"]["from"], said["manifest"]["to"], said["manifest"]["period"]) == ("36.01", "36", "2019/1")
    assert (said["totals"]["household"], said["totals"]["member"]) == (3, 6)
    assert said["totals"] == said["manifest"]["totals"]
    assert said["sha256"] == hashlib.sha256(package.read_bytes()).hexdigest()
    assert said["fingerprint"] == keys_of(district).card.fingerprint
    pieces = list(parts.split(package.read_bytes(), 1000))
    files = [tmp_path / f"{at}.ejsika-part" for at in range(len(pieces))]
    for file, piece in zip(files, pieces, strict=True):
        file.write_bytes(piece)
    assert json.loads(run(*reversed(files)).stdout)["sha256"] == said["sha256"]
    assert run(*files[1:]).stderr.startswith("parts are missing: [1]")


def test_a_stranger_refuses_a_broken_one_with_a_sentence(
    run: Callable[..., subprocess.CompletedProcess[str]], package: Path, tmp_path: Path, district: End, province: End
) -> None:
    torn = tmp_path / "torn.ejsika"
    torn.write_bytes(package.read_bytes()[:-1])
    forged = sealed(province, province, [b"{}"], tmp_path / "forged.ejsika")
    no_key = tmp_path / "none.txt"
    no_key.write_text("nothing")
    for done in (run(torn), run(forged), run(package, with_key=no_key), run(tmp_path / "nowhere")):
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.count("\n") == 1
    assert "seal" in run(torn).stderr
    assert "signature" in run(forged).stderr


SPOILS: dict[str, Callable[[list[Row]], object]] = {
    "kind": lambda rows: rows[-1].update(kind="virus"),
    "path": lambda rows: rows[-1].update(kind="../record"),
    "owner": lambda rows: rows[-1]["values"].update(owner="36.02"),
    "change": lambda rows: rows[-1].update(change=100_001),
    "version": lambda rows: rows[-1].update(version={"36.02#1": 1}),
    "field": lambda rows: rows[-1]["values"].update(more=1),
    "less": lambda rows: rows[-1]["values"].pop("id"),
    "type": lambda rows: rows[-1]["values"].update(id=7),
    "person": lambda rows: rows[0]["values"].update(role=None),
    "form": lambda rows: rows[-1]["values"].update(id=rows[-1]["values"]["id"].upper()),
}


@pytest.mark.parametrize("spoil", SPOILS)
def test_program_and_stranger_refuse_the_same_rows(
    spoil: str, package: Path, district: End, province: End, verdict: Callable[[Path], Any]
) -> None:
    rows = rows_of(package, district, province)
    totals: dict[str, int] = {}
    for row in rows:
        if row["kind"] != "person":
            totals[row["kind"]] = totals.get(row["kind"], 0) + 1
    whole = sealed(district, province, map(written, rows), package.with_name("whole.ejsika"), totals=totals)
    assert verdict(whole)["totals"] == totals
    SPOILS[spoil](rows)
    spoiled = sealed(district, province, map(written, rows), package.with_name("spoiled.ejsika"), totals=totals)
    assert isinstance(verdict(spoiled), str)
    with pytest.raises(Refused):
        province.take(spoiled)


def test_a_stranger_holds_the_totals_against_the_rows(
    package: Path, district: End, province: End, verdict: Callable[[Path], Any]
) -> None:
    rows = rows_of(package, district, province)
    lying = sealed(district, province, map(written, rows), package.with_name("l.ejsika"), totals={"household": 4})
    assert "totals" in verdict(lying)
    assert "household" in verdict(lying)
