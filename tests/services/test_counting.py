"""Series of numbers: gapless, apart from each other, and given back when the transaction does not hold."""

import threading
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.services import counting
from desktop.services.desk import Desk
from tests import offices


def fail_unless(holds: bool) -> None:
    if not holds:
        raise OSError("gone")


def last(desk: Desk, series: str) -> int:
    with desk.read() as session:
        return counting.last(session, series)


def test_numbers_run_on(operator: Desk) -> None:
    assert last(operator, "receipt/2019") == 0
    with operator.write("test.count") as unit:
        assert list(counting.take(unit, "receipt/2019", 3)) == [1, 2, 3]
        assert list(counting.take(unit, "receipt/2019", 1)) == [4]
    with operator.write("test.count") as unit:
        assert list(counting.take(unit, "receipt/2019", 2)) == [5, 6]
        assert list(counting.take(unit, "receipt/2020", 1)) == [1]
        assert list(counting.take(unit, "receipt/2019", 0)) == []
    assert (last(operator, "receipt/2019"), last(operator, "receipt/2020")) == (6, 1)


def test_numbers_come_back_when_the_work_fails(operator: Desk) -> None:
    with pytest.raises(OSError, match="gone"), operator.write("test.count") as unit:
        counting.take(unit, "letter/2019", 9)
        raise OSError("gone")
    with operator.write("test.count") as unit:
        assert list(counting.take(unit, "letter/2019", 1)) == [1]


def test_nobody_gets_the_same_number_at_once(operator: Desk) -> None:
    taken: list[int] = []

    def take() -> None:
        for _ in range(5):
            with operator.write("test.count") as unit:
                (number,) = counting.take(unit, "letter/2019", 1)
            taken.append(number)

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(1, 21))


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.integers(0, 5), st.booleans()), max_size=12))
def test_whatever_is_kept_has_no_gap(
    office_template: offices.Template,
    tmp_path_factory: pytest.TempPathFactory,
    takes: list[tuple[str, int, bool]],
) -> None:
    desk = offices.sign_in(office_template.copy(tmp_path_factory.mktemp("count") / "office"), offices.Role.OPERATOR)
    kept: dict[str, list[int]] = {"a": [], "b": []}
    try:
        for series, count, holds in takes:
            with suppress(OSError), desk.write("test.count") as unit:
                numbers = counting.take(unit, series, count)
                kept[series] += numbers if holds else ()
                fail_unless(holds)
        for series, numbers in kept.items():
            assert numbers == list(range(1, len(numbers) + 1))
            assert last(desk, series) == len(numbers)
    finally:
        desk.close()


def test_each_year_and_programme_has_a_series_of_its_own() -> None:
    names = {counting.receipt_series(2019), counting.receipt_series(2020), counting.letter_series(2019)}
    assert len(names | {counting.card_series("jamsosratu"), counting.card_series("jscm")}) == 5
