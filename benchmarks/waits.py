"""Finds the longest waits of the window in an office of 50,000 families: what a clock of 5 ms missed."""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import offices
from benchmarks.common import PASSWORD, Options, Row, alone
from desktop.rules.terms import Role

FAMILIES, QUICK = 50_000, 500
AIM = 100  # ms, after which a key feels slow
BEAT_MS = 5
REST_MS = 400  # longer than a choice rests before it is opened
OPENED = 5
WORD = "siti aminah"
WORK = {
    "places": "going to each place of the rail for the first time",
    "list": "typing a name, narrowing the list, opening families",
    "form": "the form of a family, its pages and its members",
    "faults": "while every family is examined",
}

Wait = tuple[float, float, str]
"""ms of the longest wait, the most ms that all threads worked within one, and in which step the longest was."""
Step = tuple[str, Callable[[], object]]


class Clock:
    """Ticks on the interface thread; what it misses is what a person waits."""

    def __init__(self, runner: Any) -> None:
        from PySide6.QtCore import QTimer

        self.runner = runner
        self.longest = self.busiest = 0.0
        self._last, self._busy = time.perf_counter(), time.process_time()
        self._timer = QTimer()
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    def tick(self) -> None:
        now, busy = time.perf_counter(), time.process_time()
        self.longest = max(self.longest, now - self._last)
        self.busiest = max(self.busiest, busy - self._busy)
        self._last, self._busy = now, busy

    def take(self) -> tuple[float, float]:
        """Answer the longest wait in ms, and the most that all threads worked within one; begin anew."""
        longest, busiest = self.longest, self.busiest
        self.longest = self.busiest = 0.0
        return 1000 * longest, 1000 * busiest

    def settle(self) -> None:
        self.rest()
        while self.runner.count:
            self.rest()

    def rest(self) -> None:
        """Wait as the program does: what Qt has for tests keeps Python from running on any other thread meanwhile."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(REST_MS, loop.quit)
        loop.exec()

    def after(self, *steps: Step) -> Wait:
        """Take the steps one by one, each until nothing runs any more; answer their longest wait."""
        self.take()
        waits: list[Wait] = []
        for name, step in steps:
            step()
            self.settle()
            waits.append((*self.take(), name))
        longest, _, slowest = max(waits)
        return longest, max(busiest for _, busiest, _ in waits), slowest


def walk(folder: str) -> None:
    """Do what a person does, and print the longest wait of each piece of work."""
    from PySide6.QtWidgets import QApplication

    from desktop import app, settings
    from desktop.progress import SILENT
    from desktop.services import office_settings
    from desktop.ui.frame.collector import Collector
    from desktop.ui.frame.opening import load, load_rooms
    from desktop.ui.frame.workspace import Workspace
    from desktop.ui.kit.style import Choice, apply
    from desktop.ui.runner import Runner

    application = QApplication([])
    apply(application, Choice.LIGHT)
    load(SILENT)
    load_rooms(SILENT)  # as a person's program has done a second after the sign-in
    runner = Runner()
    preferences = settings.Preferences(Path(tempfile.mkdtemp()) / "settings.json")
    with closing(offices.desk_of(Path(folder), Role.OPERATOR, PASSWORD)) as desk:
        with desk.write("bench.forget") as unit:
            unit.connection.exec_driver_sql("DELETE FROM examined")
        workspace = Workspace(app.build("id"), desk, office_settings.about(desk), runner, preferences)
        workspace.resize(1366, 768)
        workspace.show()
        collector = Collector(runner)
        collector.start()
        collector.spare()  # as the program does once all rooms are loaded
        print(json.dumps(waits(workspace, Clock(runner))))
        collector.stop()
        runner.close()


def waits(workspace: Any, clock: Clock) -> dict[str, Wait]:
    from desktop.ui.frame.places import PLACES, SETTINGS

    places = [place.name for place in (*PLACES, SETTINGS) if place.build and place.name != "quality"]
    clock.settle()
    found = {"places": clock.after(*((place, partial(workspace.go, place)) for place in places))}
    workspace.go("families")
    clock.settle()
    families = workspace.in_view()
    found["list"] = browse(families, clock)
    found["form"] = fill_in(families, clock)
    found["faults"] = clock.after(("quality", partial(workspace.go, "quality")))
    return found


def browse(families: Any, clock: Clock) -> Wait:
    from PySide6.QtTest import QTest

    listing = families.browse.listing
    keys = [(f"typing {letter!r}", partial(QTest.keyClick, listing.narrowing.search, letter)) for letter in WORD]
    rows = [(f"opening family {place + 1}", partial(listing.view.selectRow, place)) for place in range(OPENED)]
    return clock.after(*keys, ("all families again", listing.narrowing.widen), *rows)


def fill_in(families: Any, clock: Clock) -> Wait:
    """Change the family in view: its form is made here for the first time."""
    opened = clock.after(("opening the form", families.browse.edit))
    body = families.form.body
    turns = [(f"page {page + 1}", partial(body.tabs.setCurrentIndex, page)) for page in (1, 2, 0)]
    filled = clock.after(
        *turns,
        ("more of a member", body.people.pages.fold.turn),
        ("another member", body.people.add_member),
        ("leaving", families.form.leave),
    )
    longest, _, slowest = max(opened, filled)
    return longest, max(opened[1], filled[1]), slowest


def measure(options: Options) -> list[Row]:
    count = QUICK if options.quick else FAMILIES
    office = options.cache / f"startup-{count}"
    if not (office / "office.db").exists():
        offices.make(office, count * 10 // 11, PASSWORD)
    folder = offices.fresh_copy(office, options.cache / f"waits-{count}")
    runs = [alone("waits", folder) for _ in range(options.runs)]
    return [
        Row(
            f"longest wait of the window, {count:,} families: {words}", "ms", [run[name][0] for run in runs], aim=AIM,
            note=note([run[name] for run in runs]),
        )
        for name, words in WORK.items()
    ]  # fmt: skip


def note(waits: Sequence[Wait]) -> str:
    """Say where one waited longest, run by run, and how much of it was work."""
    slowest = ", ".join(dict.fromkeys(name for _, _, name in waits))
    busiest = max(busy for _, busy, _ in waits)
    return f"longest at: {slowest}; all threads together worked at most {busiest:.0f} ms within one wait."


if __name__ == "__main__":
    walk(sys.argv[1])
