"""Widgets left in rings are freed on the interface thread, whatever a worker makes meanwhile."""

import gc
import sys
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.ui.frame.collector import EVERY_MS, Collector
from desktop.ui.runner import Runner
from tests.ui.frame.conftest import House


@pytest.fixture(autouse=True)
def _awake() -> Iterator[None]:
    """Python's own collector works, as it does where no window was opened yet."""
    gc.enable()
    yield
    gc.disable()


@pytest.fixture
def collector(qtbot: QtBot, runner: Runner) -> Iterator[Collector]:
    made = Collector(runner, runner)
    made.start()
    yield made
    made.stop()
    assert gc.isenabled()


class Ring(QObject):
    """Something of Qt that refers to itself, and notes on which thread it is freed."""

    def __init__(self, freed: list[str]) -> None:
        super().__init__()
        self.own = self
        self.freed = freed

    def __del__(self) -> None:
        self.freed.append(threading.current_thread().name)


def litter(_: object = None) -> int:
    """Make far more objects than Python's own collector would let pass."""
    rings = 0
    for _number in range(50_000):
        ring: list[object] = []
        ring.append(ring)
        rings += 1
    return rings


def test_pythons_own_collector_rests_meanwhile(collector: Collector) -> None:
    assert not gc.isenabled()
    collector.start()
    collector.stop()
    assert gc.isenabled(), "also after it was started twice"


def test_where_it_rested_before_it_rests_after(qtbot: QtBot, runner: Runner) -> None:
    gc.disable()
    try:
        made = Collector(runner, runner)
        made.start()
        made.stop()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_worker_frees_nothing_of_qt(collector: Collector, runner: Runner, qtbot: QtBot) -> None:
    freed: list[str] = []
    Ring(freed)
    runner.submit(litter)
    qtbot.waitUntil(lambda: runner.count == 0)
    assert freed == []
    gc.collect()
    assert freed == [threading.main_thread().name]


def test_what_is_due_is_collected_by_itself(collector: Collector, qtbot: QtBot) -> None:
    freed: list[str] = []
    Ring(freed)
    litter()
    qtbot.waitUntil(lambda: bool(freed), timeout=10 * EVERY_MS)
    assert freed == [threading.main_thread().name]


def test_it_keeps_still_while_work_runs(collector: Collector, runner: Runner, qtbot: QtBot) -> None:
    go = threading.Event()
    runner.submit(lambda _: go.wait(20))
    freed: list[str] = []
    Ring(freed)
    litter()
    collector.collect()
    assert freed == []
    go.set()
    qtbot.waitUntil(lambda: runner.count == 0)
    collector.collect()
    assert freed != []


def test_nothing_due_nothing_done(collector: Collector) -> None:
    gc.collect()
    before = [one["collections"] for one in gc.get_stats()]
    collector.collect()
    assert [one["collections"] for one in gc.get_stats()] == before


def test_what_is_spared_is_walked_no_more(collector: Collector) -> None:
    before, freed = gc.get_freeze_count(), list[str]()
    ring = Ring(freed)
    collector.spare()
    assert gc.get_freeze_count() > before
    del ring
    Ring(freed)
    gc.collect()
    assert freed == [threading.main_thread().name], "of the two, what came later is walked as ever"


def test_it_spares_once_and_only_while_it_works(qtbot: QtBot, runner: Runner) -> None:
    made, before = Collector(runner, runner), gc.get_freeze_count()
    made.spare()
    assert gc.get_freeze_count() == before, "it does not work yet"
    made.start()
    made.spare()
    once = gc.get_freeze_count()
    assert once > before
    later = [Ring([]) for _ in range(9)]
    made.spare()
    assert gc.get_freeze_count() == once, "who signs in later leaves something to be freed"
    assert len(later) == 9
    made.stop()


def test_the_window_spares_what_it_loaded(house: House, office_folder: Path, qtbot: QtBot) -> None:
    house.sign_in("operator")
    qtbot.waitUntil(lambda: house.window._collector._spared, timeout=10_000)
    assert "desktop.ui.quality.screen" in sys.modules


def test_the_window_uses_it_from_the_first_paint_to_the_last(house: House, office_folder: Path) -> None:
    assert not gc.isenabled()
    house.window.close()
    assert gc.isenabled()


@pytest.mark.parametrize("spared", [True, False])
def test_who_goes_leaves_no_screen_behind(house: House, office_folder: Path, qtbot: QtBot, spared: bool) -> None:
    """The rooms are loaded while the first person is in: what is spared then holds his families."""
    house.sign_in("operator")
    if spared:
        qtbot.waitUntil(lambda: house.window._collector._spared, timeout=10_000)
    workspace = weakref.ref(house.window.workspace)
    desk = weakref.ref(house.window.workspace.bench.desk)  # type: ignore[union-attr]
    with qtbot.waitSignal(house.window.closed, timeout=10_000):
        house.window.lock(other=True)
    if not spared:
        gc.collect()
    qtbot.waitUntil(lambda: workspace() is None and desk() is None, timeout=10_000)
