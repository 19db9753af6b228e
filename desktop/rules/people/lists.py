"""The packaged lists that invented people are made from."""

from collections.abc import Mapping
from dataclasses import dataclass

Lists = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Story:
    """What a visit may have been like; the texts hold {name} and [one/another]."""

    purpose: str
    seen: str
    agreed: str
    follow_up: str


def parse_lists(*texts: str) -> Lists:
    """Read `[section]` and under it names divided by commas; a line with bars is one item."""
    lists: dict[str, list[str]] = {}
    items: list[str] = []
    for text in texts:
        for line in text.splitlines():
            if line.startswith("["):
                items = lists.setdefault(line.strip().strip("[]"), [])
            elif line.strip() and not line.startswith("#"):
                items.extend([line] if "|" in line else [item.strip() for item in line.split(",")])
    return {section: tuple(found) for section, found in lists.items()}


def parse_story(line: str) -> Story:
    return Story(*("" if part.strip() == "-" else part.strip() for part in line.split("|")))
