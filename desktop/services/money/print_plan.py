"""Which receipts of a print are originals, which are copies and of what number: pure reckoning over past runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class RunKind(StrEnum):
    ORIGINAL = "original"
    SPOILED = "spoiled"  # printed again as original, with the reason
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class Run:
    """A past run over the receipts `first` to `last` of one list."""

    kind: RunKind
    first: int
    last: int
    confirmed: bool

    def covers(self, number: int) -> bool:
        return self.first <= number <= self.last


@dataclass(frozen=True, slots=True)
class Segment:
    """Receipts printed alike. `copy_number` 0 is the original, 2 is SALINAN ke-2."""

    first: int
    last: int
    copy_number: int

    @property
    def kind(self) -> RunKind:
        return RunKind.COPY if self.copy_number else RunKind.ORIGINAL


def open_range(runs: Sequence[Run]) -> tuple[int, int] | None:
    """First and last number of originals nobody has yet said came out well."""
    waiting = [run for run in runs if not run.confirmed and run.kind is not RunKind.COPY]
    if not waiting:
        return None
    return min(run.first for run in waiting), max(run.last for run in waiting)


def plan(runs: Sequence[Run], first: int, last: int) -> list[Segment]:
    """Split the numbers into parts that are printed alike: originals where none came out yet, else copies."""
    edges = {first, last + 1}
    for run in runs:
        edges |= {edge for edge in (run.first, run.last + 1) if first < edge <= last}
    marks = sorted(edges)
    return [Segment(low, high - 1, _copy_number(runs, low)) for low, high in pairwise(marks)]


def _copy_number(runs: Sequence[Run], number: int) -> int:
    over = [run for run in runs if run.covers(number)]
    if not any(run.kind is RunKind.ORIGINAL and run.confirmed for run in over):
        return 0
    return 1 + sum(run.kind is RunKind.COPY for run in over)


def covered(runs: Sequence[Run], first: int, last: int) -> bool:
    """Whether open originals hold every one of these numbers, so that their pages can be spoiled."""
    number = first
    while number <= last:
        over = [run for run in runs if not run.confirmed and run.kind is RunKind.ORIGINAL and run.covers(number)]
        if not over:
            return False
        number = max(run.last for run in over) + 1
    return True
