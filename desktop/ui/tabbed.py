"""Tabs that are made when they are first looked at, and what the screen asks of each."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.kit.button import Action
from desktop.ui.kit.tabs import Tabs
from desktop.ui.kit.tokens import Space
from desktop.ui.screen import Bench


class Tab(QWidget):
    """`dressed`: what it offers is other than before. `wanted` brings what it asks the screen for.

    `shown` are kinds of records that it shows besides those the screen looks out for.
    """

    shown: Sequence[str] = ()
    dressed = Signal()
    wanted = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench, self.t = bench, bench.t

    @property
    def offered(self) -> list[Action]:
        """At most three for the head, the most wanted last."""
        return []

    def load(self) -> None:
        """Ask again."""

    def say(self, sentence: str) -> None:
        """Say what was done on another page."""

    def come_back(self) -> bool:
        """Esc: one level up within the tab; false where there is none."""
        return False

    def take_focus(self) -> None:
        """Put the cursor where one begins."""


Builds = Mapping[str, tuple[str, Callable[[], Tab]]]
"""By the name of a tab its title and what makes it."""


class Tabbed(QWidget):
    """`turned`: another tab is in view."""

    turned = Signal()
    dressed = Signal()
    wanted = Signal(object)

    def __init__(self, builds: Builds) -> None:
        super().__init__()
        self._builds = builds
        self.made: dict[str, Tab] = {}
        self.bar = Tabs([title for title, _ in builds.values()])
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        self.bar.currentChanged.connect(self._turn)

    @property
    def current(self) -> Tab:
        return self.of_name(list(self._builds)[self.bar.currentIndex()])

    def of_name(self, name: str) -> Tab:
        """Give a tab, made now where nobody looked at it before."""
        if name not in self.made:
            made = self.made[name] = self._builds[name][1]()
            made.dressed.connect(self.dressed)
            made.wanted.connect(self.wanted)
            self._stack.addWidget(made)
        return self.made[name]

    def turn_to(self, name: object) -> None:
        """Show a tab by its name; one that is no tab changes nothing."""
        if name in self._builds:
            self.bar.setCurrentIndex(list(self._builds).index(str(name)))

    def show_current(self) -> Tab:
        """Bring the tab in view onto the stack."""
        self._stack.setCurrentWidget(self.current)
        return self.current

    def _turn(self, _: int) -> None:
        self.turned.emit()
