"""The bar in the foot tells of long work and stops it."""

from threading import Event

from pytestqt.qtbot import QtBot

from desktop.progress import Progress
from desktop.ui.kit.footbar import FootBar, _minutes
from desktop.ui.runner import Runner
from desktop.wording import Translator

WAIT = 5.0


class Steady:
    """Work that takes one step and then waits for the test or for a cancel."""

    def __init__(self, total: int | None) -> None:
        self.total = total
        self.open = Event()

    def __call__(self, progress: Progress) -> None:
        progress.step(1_500, self.total, "Reading rows")
        while not self.open.wait(0.01):
            progress.step(1_500, self.total, "Reading rows")


def idle(runner: Runner, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: runner.count == 0, timeout=5000)


def test_bar_says_what_how_far_how_long(runner: Runner, qtbot: QtBot, t: Translator) -> None:
    bar = FootBar(t, runner)
    qtbot.addWidget(bar)
    work = Steady(3_000)
    runner.submit(work, title="Import keluarga.xlsx")
    qtbot.waitUntil(lambda: not bar.isHidden() and "of" in bar.sentence, timeout=5000)
    assert bar.sentence.startswith("Import keluarga.xlsx: Reading rows · 1.500 of 3.000 · ")
    assert bar._bar.value() == 500
    work.open.set()
    idle(runner, qtbot)
    assert bar.isHidden()


def test_bar_stops_the_work(runner: Runner, qtbot: QtBot, t: Translator) -> None:
    bar = FootBar(t, runner)
    qtbot.addWidget(bar)
    runner.submit(Steady(None), title="Import")
    qtbot.waitUntil(lambda: not bar.isHidden(), timeout=5000)
    assert bar._bar.maximum() == 0
    bar.stop.click()
    assert bar.stop.text() == "Stopping…"
    assert not bar.stop.isEnabled()
    idle(runner, qtbot)
    assert bar.isHidden()


def test_next_work_can_be_stopped_again(runner: Runner, qtbot: QtBot, t: Translator) -> None:
    bar = FootBar(t, runner)
    qtbot.addWidget(bar)
    for _ in range(2):
        runner.submit(Steady(None), title="Import")
        qtbot.waitUntil(lambda: not bar.isHidden() and bar.stop.isEnabled(), timeout=5000)
        bar.stop.click()
        idle(runner, qtbot)


def test_work_without_a_title_shows_nothing(runner: Runner, qtbot: QtBot, t: Translator) -> None:
    bar = FootBar(t, runner)
    qtbot.addWidget(bar)
    work = Steady(10)
    runner.submit(work)
    assert not bar._clock.isActive()
    bar._look()
    assert bar.isHidden()
    work.open.set()
    idle(runner, qtbot)


def test_time_is_read_as_minutes_and_seconds() -> None:
    assert [_minutes(value) for value in (0, 9.4, 75, 3600)] == ["0:00", "0:09", "1:15", "60:00"]
