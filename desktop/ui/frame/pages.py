"""The stack that shows one page at a time before somebody is in, with what every such page is made from."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.app import Shared
from desktop.settings import Preferences
from desktop.ui.runner import Runner


class Pages(QStackedWidget):
    def __init__(self, shared: Shared, preferences: Preferences, runner: Runner) -> None:
        super().__init__()
        self.shared = shared
        self.t = shared.t
        self.preferences = preferences
        self.runner = runner
        self._begin: QWidget | None = None

    def put(self, page: QWidget) -> None:
        """Show a page in place of the one before, which is not needed again."""
        old = self.currentWidget()
        # Where the page wants the cursor: Qt forgets it when the page moves into the stack.
        self._begin = page.focusWidget()
        self.addWidget(page)
        self.setCurrentWidget(page)
        if old is not None:
            self.removeWidget(old)
            old.deleteLater()
        self._place_cursor()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place_cursor()

    def _place_cursor(self) -> None:
        if self._begin is not None and self.isVisible():
            self._begin.setFocus()
            self._begin = None
