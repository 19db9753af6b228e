"""The few families that may be meant, to be chosen with the arrows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.services.payday.rows import Candidate, Hits
from desktop.ui.kit import fonts
from desktop.ui.kit.fonts import Weight
from desktop.ui.kit.words import fours, rupiah
from desktop.ui.payday.words import STATES
from desktop.wording import Translator

LETTERS = 16
ROW = 28


class HitList(QListWidget):
    """`chosen` brings the id of the payment. The focus stays in the field above; only the mouse comes here."""

    chosen = Signal(object)

    def __init__(self, t: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t = t
        self.rows: tuple[Candidate, ...] = ()
        self.setFont(fonts.face(LETTERS, Weight.MEDIUM))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(t("Families that may be meant"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemClicked.connect(self._clicked)
        self.hide()

    def show_hits(self, hits: Hits) -> None:
        self.rows = hits.rows
        self.clear()
        for row in hits.rows:
            self.addItem(QListWidgetItem(self._line(row)))
        if hits.more:
            more = QListWidgetItem(self.t("More families match: type another letter or digit."))
            more.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(more)
        self.setFixedHeight(ROW * max(1, self.count()) + 14)
        self.setCurrentRow(0 if hits.rows else -1)
        self.setVisible(bool(hits.rows))

    def step(self, by: int) -> None:
        if self.rows:
            self.setCurrentRow(min(max(0, self.currentRow() + by), len(self.rows) - 1))

    def choose(self) -> None:
        """Take the family that is marked."""
        if self.isVisible() and 0 <= self.currentRow() < len(self.rows):
            self.chosen.emit(self.rows[self.currentRow()].payment_id)

    def _clicked(self, _: QListWidgetItem) -> None:
        self.choose()

    def _line(self, row: Candidate) -> str:
        state = self.t(STATES[row.state][0])
        place = ", ".join(part for part in (row.address, row.village) if part)
        return "   ".join((row.name, fours(row.nik), place, rupiah(row.amount), state))
