"""Originals exist once: the reckoning of what a print is, over any history of prints."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop.services.money.print_plan import Run, RunKind, Segment, open_range, outside, plan

LAST = 30
ranges = st.tuples(st.integers(1, LAST), st.integers(1, LAST)).map(lambda pair: (min(pair), max(pair)))
runs_there_may_be = st.builds(
    lambda kind, pair, good: Run(kind, pair[0], pair[1], good), st.sampled_from(RunKind), ranges, st.booleans()
)
histories = st.lists(runs_there_may_be, max_size=25)


def original(first: int, last: int, *, confirmed: bool = True) -> Run:
    return Run(RunKind.ORIGINAL, first, last, confirmed)


def test_the_first_print_is_original() -> None:
    assert plan([], [(1, 9)]) == [Segment(1, 9, 0)]


def test_what_is_printed_later_is_a_numbered_copy() -> None:
    first = original(1, 9)
    assert plan([first], [(2, 3)]) == [Segment(2, 3, 1)]
    assert plan([first, Run(RunKind.COPY, 2, 3, True)], [(1, 9)]) == [
        Segment(1, 1, 1),
        Segment(2, 3, 2),
        Segment(4, 9, 1),
    ]


def test_a_print_may_be_both() -> None:
    assert plan([original(4, 6)], [(1, 9)]) == [Segment(1, 3, 0), Segment(4, 6, 1), Segment(7, 9, 0)]


def test_an_original_nobody_called_good_is_none() -> None:
    assert plan([original(1, 9, confirmed=False)], [(1, 9)])[0].copy_number == 0
    assert open_range([original(1, 4), original(5, 9, confirmed=False)]) == (5, 9)
    assert open_range([original(1, 9), Run(RunKind.COPY, 1, 2, True)]) is None


def test_only_what_lies_in_an_open_original_can_be_spoiled() -> None:
    runs = [original(1, 4, confirmed=False), original(5, 9, confirmed=False), original(20, 30)]
    assert outside(runs, [(3, 7), (1, 9)]) is None
    assert outside(runs, [(3, 7), (9, 10), (21, 22)]) == (9, 10)
    assert outside(runs, [(21, 22)]) == (21, 22)


def test_runs_of_one_receipt_beside_each_other_are_planned_as_one_part() -> None:
    """A desk prints each family's receipt by itself; printed again in the office they are one run of copies."""
    slips = [original(number, number) for number in range(1, 3000) if number != 1500]
    assert plan(slips, [(1, 3000)]) == [
        Segment(1, 1499, 1), Segment(1500, 1500, 0), Segment(1501, 2999, 1), Segment(3000, 3000, 0),
    ]  # fmt: skip


def simple(runs: list[Run], number: int) -> int:
    """The copy number of one receipt, asked of every run."""
    over = [run for run in runs if run.first <= number <= run.last]
    if not any(run.kind is RunKind.ORIGINAL and run.confirmed for run in over):
        return 0
    return 1 + sum(run.kind is RunKind.COPY for run in over)


@given(histories, st.lists(ranges, min_size=1, max_size=3))
def test_sorted_once_the_answers_are_those_of_asking_every_run(runs: list[Run], wanted: list[tuple[int, int]]) -> None:
    parts = plan(runs, wanted)
    printed = [(number, part.copy_number) for part in parts for number in range(part.first, part.last + 1)]
    assert printed == [(number, simple(runs, number)) for first, last in wanted for number in range(first, last + 1)]
    for first, last in wanted:
        alike = [part.copy_number for part in plan(runs, [(first, last)])]
        assert all(one != other for one, other in pairwise(alike))


@given(histories, st.lists(ranges, max_size=3))
def test_a_page_can_be_spoiled_where_open_originals_hold_every_number(
    runs: list[Run], wanted: list[tuple[int, int]]
) -> None:
    waiting = [run for run in runs if run.kind is RunKind.ORIGINAL and not run.confirmed]
    held = {number for run in waiting for number in range(run.first, run.last + 1)}
    free = [one for one in wanted if not held.issuperset(range(one[0], one[1] + 1))]
    assert outside(runs, wanted) == (free[0] if free else None)


@given(st.lists(st.tuples(ranges, st.booleans()), max_size=12))
def test_whatever_is_printed_each_number_is_original_once(prints: list[tuple[tuple[int, int], bool]]) -> None:
    runs: list[Run] = []
    originals: dict[int, int] = {}
    copies: dict[int, int] = {}
    for (first, last), good in prints:
        segments = plan(runs, [(first, last)])
        assert [number for one in segments for number in range(one.first, one.last + 1)] == list(range(first, last + 1))
        for one in segments:
            confirmed = good or one.kind is RunKind.COPY
            for number in range(one.first, one.last + 1) if confirmed else ():
                if one.copy_number:
                    copies[number] = copies.get(number, 0) + 1
                    assert one.copy_number == copies[number]
                else:
                    originals[number] = originals.get(number, 0) + 1
            if confirmed:
                runs.append(Run(one.kind, one.first, one.last, confirmed=True))
    assert set(originals.values()) <= {1}
    assert set(copies) <= set(originals)
