"""The control totals of a package as a small table: they stand on the paper of both offices as well."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.services.exchange.registers import RUPIAH
from desktop.ui.exchange import words
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.words import number, rupiah
from desktop.wording import Translator


class Totals(QWidget):
    """`said` is what stands in it, line by line: a name, the figure, and a note."""

    def __init__(self, t: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t = t
        self.said: list[tuple[str, str, str]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.INSIDE)
        self._grid.setVerticalSpacing(Space.TINY)
        self._grid.setColumnStretch(2, 1)

    def show_totals(
        self, totals: Mapping[str, int], records: int, notes: Mapping[str, str] | None = None, *, one: str = ""
    ) -> None:
        """Show totals, each with its note; `one` stands below where nothing was counted."""
        t, notes = self.t, notes or {}
        lines = [(name, figure, notes.get(kind, "")) for kind, name, figure in words.counted(t, totals)]
        if RUPIAH in totals:
            lines.append((t("Money of these payments"), rupiah(totals[RUPIAH]), ""))
        lines.append((t("Records altogether"), number(records), one))
        self._put(lines)

    def _put(self, lines: list[tuple[str, str, str]]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.said = lines
        for row, (name, value, note) in enumerate(lines):
            figure = label(value, Role.STRONG, self)
            figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(label(name, Role.SECONDARY, self), row, 0)
            self._grid.addWidget(figure, row, 1)
            self._grid.addWidget(label(note, Role.SECONDARY, self), row, 2)
        self.setAccessibleName("; ".join(f"{name}: {value}" for name, value, _ in lines))
