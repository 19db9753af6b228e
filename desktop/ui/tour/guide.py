"""Leads through the window: goes to places, waits until nothing runs any more, takes pictures, notes what is wrong."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QEventLoop, QMessageLogContext, QPoint, QRect, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.app import Shared
from desktop.services.desk import Desk
from desktop.settings import Preferences
from desktop.ui.frame.window import Window
from desktop.ui.frame.workspace import Workspace
from desktop.ui.kit.later import Later
from desktop.ui.kit.style import Choice, Look

SIZE: Final = (1366, 768)
REST_MS: Final = 8  # after the last work: what it brought is laid out and painted
ROUNDS: Final = 2
RESTING_MS: Final = 500  # a clock no longer than this waits until typing rests, and then asks for something
LONGEST_SECONDS: Final = 60.0
SHADE: Final = QColor(15, 42, 61, 90)  # over the window while a dialog stands before it
# What Qt's platform without a display says of itself.
USUAL: Final = ("This plugin does not support",)
NOTED: Final = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)

S = TypeVar("S", bound=QWidget)


class Lost(Exception):  # noqa: N818 - the tour cannot go on, which is its answer
    """A stop did not come to where it should; the text says what was missing, in plain facts."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One picture: what leads to it, and where it hangs. `key`: also in the dark, and twice as fine."""

    name: str
    title: str
    lead: Callable[["Guide"], object]
    key: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture taken: the room and the stop it shows, and the file."""

    room: str
    title: str
    file: Path


@dataclass
class Ground:
    """Where the tour goes: a practice office, where its papers and pictures go, and what is thrown away."""

    office: Path
    password: str
    scratch: Path
    out: Path
    fine: bool = False

    @property
    def papers(self) -> Path:
        return self.out / "papers"


@dataclass
class Guide:
    """One tour. `faults` are what must not be seen: warnings of Qt, and faults of the program."""

    shared: Shared
    look: Look
    ground: Ground
    preferences: Preferences
    window: Window
    pictures: list[Picture] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)  # what a stop leaves for a later one
    number: int = 0
    stop: str = ""

    # --- where one is ---------------------------------------------------------------------------------

    @property
    def workspace(self) -> Workspace:
        if self.window.workspace is None:
            raise Lost("nobody is signed in")
        return self.window.workspace

    @property
    def desk(self) -> Desk:
        return self.workspace.bench.desk

    def screen(self, kind: type[S], place: str, argument: object = None) -> S:
        """Go to a place of the rail and wait for what it shows."""
        self.workspace.go(place, argument)
        self.settle()
        found = self.workspace.in_view()
        if not isinstance(found, kind):
            raise Lost(f"{place} shows {type(found).__name__}")
        return found

    def page(self, kind: type[S], found: QWidget | None) -> S:
        """Take a page for what it must be."""
        if isinstance(found, Later):
            found = found.part
        if not isinstance(found, kind):
            raise Lost(f"{kind.__name__} is not in view, but {type(found).__name__}")
        return found

    # --- doing ----------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Wait until nothing runs, and no list waits for typing to rest before it asks once more."""
        deadline = time.monotonic() + LONGEST_SECONDS
        quiet = 0
        while quiet < ROUNDS:
            self.pause(REST_MS)
            quiet = 0 if self.window.runner.count or rests(self.window) else quiet + 1
            if time.monotonic() > deadline:
                raise Lost("work does not end")

    def pause(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def until(self, true: Callable[[], bool], what: str) -> None:
        """Wait for something that comes by itself."""
        deadline = time.monotonic() + LONGEST_SECONDS
        while not true():
            self.pause(REST_MS)
            if time.monotonic() > deadline:
                raise Lost(what)

    # --- pictures -------------------------------------------------------------------------------------

    def visit(self, room: str, stops: Sequence[Stop]) -> None:
        """Lead to each stop and take its picture."""
        for stop in stops:
            self.number += 1
            self.stop = stop.name
            stop.lead(self)
            if not self.dialogs():
                self.window.activateWindow()
            self.settle()
            if self.ground.fine:
                if stop.key:
                    self._take(room, f"{stop.title} (200 %)", f"{stop.name}-200")
                continue
            self._take(room, stop.title, stop.name)
            if stop.key:
                self.look.choose(Choice.DARK)
                self.settle()
                self._take(room, f"{stop.title} (gelap)", f"{stop.name}-gelap")
                self.look.choose(Choice.LIGHT)

    def _take(self, room: str, title: str, name: str) -> None:
        file = self.ground.out / "pictures" / f"{self.number:02}-{name}.png"
        if not self.grab().save(str(file)):
            raise Lost(f"{file.name} cannot be written")
        self.pictures.append(Picture(room, title, file))

    def grab(self) -> QPixmap:
        """Draw the window, and over it the dialogs that stand open."""
        picture = self.window.grab()
        painter = QPainter(picture)
        corner = self.window.mapToGlobal(QPoint(0, 0))
        for dialog in self.dialogs():
            place = QRect(dialog.mapToGlobal(QPoint(0, 0)) - corner, dialog.size())
            painter.fillRect(self.window.rect(), SHADE)
            painter.drawPixmap(place.topLeft(), dialog.grab())
            painter.drawRect(place)
        painter.end()
        return picture

    def dialogs(self) -> list[QDialog]:
        """Give the dialogs that stand open."""
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]

    def close_dialogs(self) -> None:
        for dialog in self.dialogs():
            dialog.reject()
        self.settle()

    # --- what must not be seen ------------------------------------------------------------------------

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Note warnings of Qt and faults of the program meanwhile."""
        before = qInstallMessageHandler(self._heard)
        self.window.runner.trouble.connect(self._trouble)
        try:
            yield
        finally:
            qInstallMessageHandler(before)

    def _heard(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind in NOTED and not text.startswith(USUAL):
            self.faults.append(f"{self.stop}: Qt: {text}")

    def _trouble(self, error: BaseException) -> None:
        self.faults.append(f"{self.stop}: {type(error).__name__}: {error}")


def rests(window: QWidget) -> bool:
    """Whether something in the window still waits for typing to rest."""
    clocks = window.findChildren(QTimer)
    return any(one.isSingleShot() and one.isActive() and one.interval() <= RESTING_MS for one in clocks)
