"""Which receipts of a print are originals, which are copies and of what number: pure reckoning over past runs."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

Range = tuple[int, int]  # first and last number


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


@dataclass(frozen=True, slots=True)
class Segment:
    """Receipts printed alike. `copy_number` 0 is the original, 2 is SALINAN ke-2."""

    first: int
    last: int
    copy_number: int

    @property
    def kind(self) -> RunKind:
        return RunKind.COPY if self.copy_number else RunKind.ORIGINAL


def open_range(runs: Sequence[Run]) -> Range | None:
    """First and last number of originals nobody has yet said came out well."""
    waiting = [run for run in runs if not run.confirmed and run.kind is not RunKind.COPY]
    if not waiting:
        return None
    return min(run.first for run in waiting), max(run.last for run in waiting)


def plan(runs: Sequence[Run], ranges: Iterable[Range]) -> list[Segment]:
    """Split the numbers into parts that are printed alike: originals where none came out yet, else copies.

    A desk prints each receipt as a run of its own, so there are as many runs as families: they are sorted once.
    """
    starts, copy_numbers = _levels(runs)
    parts = []
    for first, last in ranges:
        low, at = first, bisect_right(starts, first) - 1
        while low <= last:
            high = min(last, starts[at + 1] - 1) if at + 1 < len(starts) else last
            parts.append(Segment(low, high, copy_numbers[at]))
            low, at = high + 1, at + 1
    return parts


def _levels(runs: Iterable[Run]) -> tuple[list[int], list[int]]:
    """Where the copy number changes, and to what; numbers below the first run are originals."""
    originals: dict[int, int] = defaultdict(int)  # by number: how many runs more lie over it than over the one before
    copies: dict[int, int] = defaultdict(int)
    for run in runs:
        if run.kind is RunKind.COPY or (run.kind is RunKind.ORIGINAL and run.confirmed):
            changed = copies if run.kind is RunKind.COPY else originals
            changed[run.first] += 1
            changed[run.last + 1] -= 1
    over, copied, found = 0, 0, [(0, 0)]
    for number in sorted(originals.keys() | copies.keys()):
        over, copied = over + originals.get(number, 0), copied + copies.get(number, 0)
        found.append((number, 1 + copied if over else 0))
    changes = [next(alike) for _, alike in groupby(found, key=itemgetter(1))]
    return [number for number, _ in changes], [copy_number for _, copy_number in changes]


def outside(runs: Sequence[Run], ranges: Iterable[Range]) -> Range | None:
    """The first range that open originals do not hold whole, so that its pages cannot be spoiled."""
    held = _merged((run.first, run.last) for run in runs if not run.confirmed and run.kind is RunKind.ORIGINAL)
    for first, last in ranges:
        at = bisect_right(held, first, key=itemgetter(0)) - 1
        if at < 0 or held[at][1] < last:
            return first, last
    return None


def _merged(ranges: Iterable[Range]) -> list[Range]:
    """The same numbers in as few ranges as may be, in order."""
    found: list[Range] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found
