"""The left list of the clinic: kinds of faults with how many families have each."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.rules.fault_kinds import FaultCode
from desktop.services.quality.rows import Overview
from desktop.ui.kit.card import Card
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.quality.words import KindLine, kind_columns, kind_key, lines
from desktop.wording import Translator


class KindList(Card):
    """`chosen` brings a line; `turned`: open ones or those let stand are asked for."""

    chosen = Signal(object)
    turned = Signal()
    opened = Signal()

    def __init__(self, t: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.t = t
        states = [(False, t("To be mended or asked")), (True, t("Let stand with a reason"))]
        self.state = Combo(t("Which"), states, self)
        self.model = TableModel(t, kind_columns(t), kind_key, self)
        self.view = TableView(self.model, t("Kinds of faults"), self, dense=True)
        self.empty = Empty("check-circle-outline")
        self.listed = Listed(self.view, self.empty, self)
        self.add(self.state)
        self.add(self.listed, 1)
        self.state.chosen.connect(self._turn)
        self.view.chosen.connect(self.chosen)
        self.view.opened.connect(self._open)

    @property
    def let_stand(self) -> bool:
        return self.state.value is True

    @property
    def code(self) -> FaultCode | None:
        line = self.view.row
        return line.code if isinstance(line, KindLine) else None

    def show_figures(self, seen: Overview) -> None:
        """Show figures anew; the kind chosen stays chosen while there are such faults."""
        rows = lines(seen, let_stand=self.let_stand)
        self.model.replace(rows)
        self.listed.show_rows(bool(rows))
        if not rows:
            self.empty.say(self._nothing())

    def _nothing(self) -> str:
        if self.let_stand:
            return self.t("Nothing was let stand here.")
        return self.t("Nothing to mend here.")

    def _turn(self, _: object) -> None:
        self.turned.emit()

    def _open(self, _: object) -> None:
        self.opened.emit()
