"""Originals exist once: the reckoning of what a print is, over any history of prints."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.services.money.print_plan import Run, RunKind, Segment, covered, open_range, plan

LAST = 30
ranges = st.tuples(st.integers(1, LAST), st.integers(1, LAST)).map(lambda pair: (min(pair), max(pair)))


def original(first: int, last: int, *, confirmed: bool = True) -> Run:
    return Run(RunKind.ORIGINAL, first, last, confirmed)


def test_the_first_print_is_original() -> None:
    assert plan([], 1, 9) == [Segment(1, 9, 0)]


def test_what_is_printed_later_is_a_numbered_copy() -> None:
    first = original(1, 9)
    assert plan([first], 2, 3) == [Segment(2, 3, 1)]
    assert plan([first, Run(RunKind.COPY, 2, 3, True)], 1, 9) == [Segment(1, 1, 1), Segment(2, 3, 2), Segment(4, 9, 1)]


def test_a_print_may_be_both() -> None:
    assert plan([original(4, 6)], 1, 9) == [Segment(1, 3, 0), Segment(4, 6, 1), Segment(7, 9, 0)]


def test_an_original_nobody_called_good_is_none() -> None:
    assert plan([original(1, 9, confirmed=False)], 1, 9)[0].copy_number == 0
    assert open_range([original(1, 4), original(5, 9, confirmed=False)]) == (5, 9)
    assert open_range([original(1, 9), Run(RunKind.COPY, 1, 2, True)]) is None


def test_only_what_lies_in_an_open_original_can_be_spoiled() -> None:
    runs = [original(1, 4, confirmed=False), original(5, 9, confirmed=False), original(20, 30)]
    assert covered(runs, 3, 7)
    assert not covered(runs, 9, 10)
    assert not covered(runs, 21, 22)


@given(st.lists(st.tuples(ranges, st.booleans()), max_size=12))
def test_whatever_is_printed_each_number_is_original_once(prints: list[tuple[tuple[int, int], bool]]) -> None:
    runs: list[Run] = []
    originals: dict[int, int] = {}
    copies: dict[int, int] = {}
    for (first, last), good in prints:
        segments = plan(runs, first, last)
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
