"""The record chosen in a list, opened beside it once the choice rests."""

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import QObject

from desktop.errors import Refused
from desktop.services.desk import Desk
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.rest import Rest
from desktop.ui.screen import Bench


class Panel(Protocol):
    """What stands beside the list."""

    def show_nothing(self) -> object: ...

    def show_row(self, row: Any) -> object: ...

    def say(self, sentence: str, /) -> object: ...


class Beside(QObject):
    """Shows at once what the list knows of a row, and the rest when it has been opened.

    Opening stands in the log, so it goes on the lane that writes, and only once the choice rests.
    """

    def __init__(
        self,
        bench: Bench,
        panel: Panel,
        opening: Callable[[Desk, UUID], Any],
        shown: Callable[[Any], object],
        parent: QObject,
    ) -> None:
        """`opening` is asked for the record; `shown` gets the answer if it is still the one chosen."""
        super().__init__(parent)
        self._bench, self._panel = bench, panel
        self._opening, self._shown = opening, shown
        self.wanted: UUID | None = None
        self.rest = Rest(bench.runner, self.open, self)

    def follow(self, row: Any) -> None:
        """Follow the selection: a row with an `id`, or None."""
        self.rest.stop()
        self.wanted = row.id if row is not None else None
        if row is None:
            self._panel.show_nothing()
        else:
            self._panel.show_row(row)
            self.rest.start()

    def hold(self, record: UUID) -> None:
        """Take a record that is shown already; what rested is not opened any more."""
        self.rest.stop()
        self.wanted = record

    def open(self) -> None:
        """Open the one chosen now, or again as it stands."""
        if self.wanted is not None:
            work, arrived = Ask(self._opening, self._bench.desk, self.wanted), partial(self._arrived, self.wanted)
            newest = f"beside.{id(self)}"
            self._bench.runner.submit(work, arrived, self._failed, lane=Lane.WRITE, newest=newest)

    def _arrived(self, record: UUID, answer: Any) -> None:
        if record == self.wanted:
            self._shown(answer)

    def _failed(self, refused: Refused) -> None:
        self._panel.say(self._bench.sentence(refused))
