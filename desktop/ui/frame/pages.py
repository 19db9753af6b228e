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

    def put(self, page: QWidget) -> None:
        """Show a page in place of the one before, which is not needed again."""
        old = self.currentWidget()
        self.addWidget(page)
        self.setCurrentWidget(page)
        if old is not None:
            self.removeWidget(old)
            old.deleteLater()
        self._focus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus()

    def _focus(self) -> None:
        """Put the cursor where the page wants it: it said so before it stood in a window."""
        page = self.currentWidget()
        wanted = page.focusWidget() if page is not None else None
        if wanted is not None:
            wanted.setFocus()
