"""The coded reasons for a result of not valid: a list of data with Indonesian labels."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from desktop.errors import Refused
from desktop.paths import resources

FILE = "validation_reasons.toml"


@dataclass(frozen=True, slots=True)
class NotValid:
    """A reason: its code as kept, its label as people read it, and the outcome of a rule that means the same."""

    code: str
    label: str
    rule: str = ""


@cache
def known(file: Path | None = None) -> tuple[NotValid, ...]:
    """All reasons, in the order of the file."""
    tables = tomllib.loads((file or resources() / FILE).read_text("utf-8"))["reasons"]
    return tuple(NotValid(one["code"], one["label"], one.get("rule", "")) for one in tables)


def check(codes: Sequence[str]) -> tuple[str, ...]:
    """Codes in the order of the list, each once. Refused where there is none, or one that is not on the list."""
    wanted = set(codes)
    if not wanted:
        raise Refused("validating.no_reason")
    strange = wanted - {one.code for one in known()}
    if strange:
        raise Refused("validating.strange_reason", code=min(strange), known=", ".join(one.code for one in known()))
    return tuple(one.code for one in known() if one.code in wanted)


def of_rules(outcomes: Iterable[str]) -> tuple[str, ...]:
    """Reasons that the outcomes of rules mean."""
    broken = set(outcomes)
    return tuple(one.code for one in known() if one.rule in broken)


def labels(codes: Iterable[str]) -> tuple[str, ...]:
    """Labels of codes as kept; a code that left the list since stands for itself."""
    words = {one.code: one.label for one in known()}
    return tuple(words.get(code, code) for code in codes)
