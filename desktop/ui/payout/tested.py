"""What the auditor's tests found of a list, said before it is approved, and the way there by one key."""

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.progress import Progress
from desktop.rules.dates import long_date
from desktop.rules.money import grouped
from desktop.rules.terms import PayListState
from desktop.services.auditing import audits
from desktop.services.desk import Desk
from desktop.services.money import overview
from desktop.services.money.keys import TrancheKey
from desktop.services.money.rows import Counted, TrancheStatus
from desktop.ui.kit.button import Action
from desktop.ui.screen import Bench

KEY: Final = "F4"
TESTED: Final = "audit.tested"
BEFORE: Final = (PayListState.DRAFT, PayListState.CHECKED)


@dataclass(frozen=True, slots=True)
class StatusAndTests:
    """Asks where a list stands; before its approval, what the tests found of it last is among the warnings."""

    desk: Desk
    key: TrancheKey

    def __call__(self, _: Progress) -> TrancheStatus:
        found = overview.status(self.desk, self.key)
        last = audits.latest(self.desk, self.key) if found.row.state in BEFORE else None
        if last is None or not last.wrong + last.doubtful:
            return found
        at = self.desk.local(last.at)
        told: dict[str, object] = {"on": f"{long_date(at.date())} {at:%H.%M}"}
        told |= {"wrong": grouped(last.wrong), "doubtful": grouped(last.doubtful)}
        tested = Counted(TESTED, last.wrong + last.doubtful, told)
        return replace(found, warnings=(*found.warnings, tested))


class Tested(QObject):
    """`key` is the list in view. The key belongs to the page: two notices may name it at once."""

    def __init__(self, bench: Bench, page: QWidget) -> None:
        super().__init__(page)
        self._bench = bench
        self.key: TrancheKey | None = None
        shortcut = QShortcut(QKeySequence(KEY), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.go)

    def go(self) -> None:
        """On to the room, with the newest run over this list."""
        if self.key is not None:
            self._bench.go("auditing", self.key)

    def remedy(self) -> Action:
        return Action(self._bench.t("Show these rows (F4)"), self.go)

    def remedy_of(self, status: TrancheStatus) -> Action | None:
        """For a list on which the tests found something."""
        return self.remedy() if any(one.code == TESTED for one in status.warnings) else None
