"""Which list is paid out at this desk, and its figures."""

from PySide6.QtCore import QObject, Signal

from desktop.services.money.keys import TrancheKey
from desktop.services.payday import standing
from desktop.services.payday.rows import Standing
from desktop.ui.jobs.asking import Ask
from desktop.ui.payday.desk_page import DeskPage
from desktop.ui.screen import Bench

STANDING = "payday.standing"


class Lists(QObject):
    """`offered` says whether any list is open; `chosen` brings another key; `counted` the figures of the list."""

    offered = Signal(bool)
    chosen = Signal(object)
    counted = Signal(object)

    def __init__(self, bench: Bench, page: DeskPage) -> None:
        super().__init__(page)
        self.bench, self._page = bench, page
        self.key: TrancheKey | None = None
        page.lists.chosen.connect(self.choose)

    def ask(self, wanted: TrancheKey | None = None) -> None:
        """Ask which lists are open, and stay at the one in view unless another is wanted."""
        self.key = wanted or self.key
        self.bench.runner.submit(Ask(standing.open_lists, self.bench.desk), self._there)

    def choose(self, key: object) -> None:
        if isinstance(key, TrancheKey):
            self.key = key
            self.chosen.emit(key)
            self.count()

    def count(self) -> None:
        if self.key is not None:
            work = Ask(standing.standing, self.bench.desk, self.key)
            self.bench.runner.submit(work, self._counted, newest=STANDING)

    def _there(self, lists: tuple[tuple[TrancheKey, str], ...]) -> None:
        keys = [key for key, _ in lists]
        self._page.offer_lists(lists)
        if keys:
            wanted = self.key if self.key in keys else keys[0]
            self._page.lists.choose(wanted)
            self.choose(wanted)
        else:
            self.key = None
        self.offered.emit(bool(keys))

    def _counted(self, told: Standing) -> None:
        if told.key == self.key:
            self._page.tally.show_standing(told)
            self.counted.emit(told)
