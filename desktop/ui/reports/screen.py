"""The place of reports."""

from PySide6.QtWidgets import QVBoxLayout

from desktop.changes import Changes
from desktop.ui.reports.page import ReportsPage
from desktop.ui.screen import Bench, Screen

SHOWN = ("payment", "pay_list", "decree", "treasury_return")


class ReportsScreen(Screen):
    """It takes no argument: what is chosen stays chosen."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.page = ReportsPage(bench)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def enter(self, argument: object = None) -> None:
        self.page.begin()

    def changed(self, changes: Changes) -> None:
        if changes.touches(*SHOWN):
            self.page.outdated()
            self.page.begin()

    def refresh(self) -> None:
        self.page.again()
