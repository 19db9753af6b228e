"""The page about faults names tests that exist, and every torture test stands on it."""

import re
from pathlib import Path

import pytest

NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def named(checkout: Path) -> set[tuple[str, str]]:
    return set(NAMED.findall((checkout / "docs" / "reliability.md").read_text("utf-8")))


def test_every_test_it_names_is_there(checkout: Path) -> None:
    found = named(checkout)
    assert len(found) > 30
    for path, name in found:
        assert f"\ndef {name}(" in (checkout / path).read_text("utf-8"), (path, name)


@pytest.mark.parametrize("part", ["test_killed.py", "test_full_disk.py"])
def test_every_kill_and_every_full_disk_stands_on_it(checkout: Path, part: str) -> None:
    path = f"tests/torture/{part}"
    made = set(re.findall(r"^def (test_\w+)\(", (checkout / path).read_text("utf-8"), re.MULTILINE))
    assert made == {name for where, name in named(checkout) if where == path}
