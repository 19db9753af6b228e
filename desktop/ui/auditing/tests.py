"""The left list: every test of a run, what is gravest first, with how many rows it named."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.services.auditing.audits import CheckRow
from desktop.ui.auditing.jobs import Beside
from desktop.ui.auditing.words import TestLine, line_key, lines, tests_columns
from desktop.ui.kit.card import Card
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator


class TestList(Card):
    """`chosen` brings a line; `opened` is Enter: on to its rows."""

    __test__ = False  # its name is no order to the tests of the program

    chosen = Signal(object)
    opened = Signal()

    def __init__(self, t: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, inside=Space.GROUP)
        self.t = t
        self.model = TableModel(t, tests_columns(t), line_key, self)
        self.view = TableView(self.model, t("Tests"), dense=True)
        self.add(self.view, 1)
        self.add(label(t("↑ ↓ choose · Enter to its rows · F8 run · F9 print"), Role.SECONDARY))
        self.view.chosen.connect(self.chosen)
        self.view.opened.connect(self._open)

    @property
    def line(self) -> TestLine | None:
        row = self.view.row
        return row if isinstance(row, TestLine) else None

    def show_run(self, check: CheckRow, beside: Beside, *, anew: bool) -> None:
        """Show what a run came to; where it is another run, its gravest test is chosen."""
        made = lines(check, beside)
        self.model.replace(made)
        if anew:
            gravest = next((line for line in made if line.test is not None and line.count), made[0])
            self.view.choose(line_key(gravest))

    def _open(self, _: object) -> None:
        self.opened.emit()
