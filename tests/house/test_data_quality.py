"""The page about data quality names tests that exist, and every kind of fault stands on it."""

import re
from pathlib import Path

import pytest

from desktop.rules.fault_kinds import KINDS, FaultCode

NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@pytest.fixture(scope="module")
def page(checkout: Path) -> str:
    return (checkout / "docs" / "data-quality.md").read_text("utf-8")


def test_every_test_it_names_is_there(checkout: Path, page: str) -> None:
    found = set(NAMED.findall(page))
    assert len(found) > 40
    for path, name in found:
        assert f"\ndef {name}(" in (checkout / path).read_text("utf-8"), (path, name)


@pytest.mark.parametrize("code", FaultCode)
def test_every_kind_stands_on_it(page: str, code: FaultCode) -> None:
    lines = [line for line in page.splitlines() if f"`{code.value.partition('.')[2]}`" in line]
    assert lines, code
    row = next(line for line in lines if line.startswith("| `"))
    assert KINDS[code].level.value in row or "to know" in row
    assert row.rstrip().endswith("| yes |") is KINDS[code].civil
