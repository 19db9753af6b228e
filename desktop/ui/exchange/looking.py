"""Looks into packages of the inbox before anybody takes them in, and remembers what each said."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.rules.terms import Role
from desktop.services.exchange import arrivals
from desktop.services.exchange.arrivals import ArrivedRow, ArrivedState, Seen
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.jobs.job import Lane
from desktop.ui.screen import Bench


class Looking(QObject):
    """`looked`: something more is known. `noted`: the log knows of a refusal it did not know."""

    looked = Signal()
    noted = Signal()
    failed = Signal(object)

    def __init__(self, bench: Bench, parent: QObject) -> None:
        super().__init__(parent)
        self.bench = bench
        self.may_look = bench.desk.person.role in (Role.OPERATOR, Role.SUPERVISOR)
        self._seen: dict[str, Seen] = {}
        self._asked: set[str] = set()

    def of(self, row: ArrivedRow) -> Seen | None:
        return self._seen.get(row.digest)

    def ready(self, rows: Sequence[object]) -> list[Seen]:
        """Packages among the rows that can be taken in."""
        waiting = [row for row in rows if isinstance(row, ArrivedRow) and row.state is not ArrivedState.TAKEN]
        seen = [self.of(row) for row in waiting]
        return [one for one in seen if one is not None and one.preview is not None]

    def look_new(self, rows: Sequence[ArrivedRow]) -> None:
        """Look into those that wait and were not looked into yet."""
        waiting = [row for row in rows if row.state is ArrivedState.WAITING and row.digest not in self._asked]
        self.look([row.path for row in waiting if row.path is not None])

    def look(self, paths: Sequence[Path]) -> None:
        if not paths or not self.may_look:
            return
        self._asked.update(path.stem for path in paths)
        work, title = Work(arrivals.look, self.bench.desk, paths), self.bench.t("Checking packages")
        self.bench.runner.submit(work, self._looked, self.failed.emit, title=title)

    def forget(self) -> None:
        """What was taken in moved the place of all others in their streams."""
        self._seen.clear()
        self._asked.clear()

    def _looked(self, seen: Sequence[Seen]) -> None:
        self._seen.update({one.path.stem: one for one in seen})
        self.looked.emit()
        if any(one.refused is not None for one in seen):
            note = Ask(arrivals.note_refused, self.bench.desk, seen)
            self.bench.runner.submit(note, self._noted, self.failed.emit, lane=Lane.WRITE)

    def _noted(self, _: object) -> None:
        self.noted.emit()
