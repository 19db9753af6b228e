"""The file that proves a return: chosen, named, left out again."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.accounting.return_acts import choose_proof
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.ui.screen import Bench


class ProofRow(QWidget):
    """`path` is None while none is chosen."""

    changed = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench, self.t = bench, bench.t
        self.path: Path | None = None
        self.name = label("", Role.SECONDARY, wrap=True)
        self.choose = button(self.t("Photograph or PDF of the STS…"), self.ask, icon="paperclip")
        self.out = button(self.t("Leave out"), self.forget, kind=Kind.LINK)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.WITHIN)
        row.addWidget(self.choose)
        row.addWidget(self.name, 1)
        row.addWidget(self.out)
        self.forget()

    def ask(self) -> None:
        path = choose_proof(self, self.bench)
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        self.path = path
        self.name.setText(path.name)
        self.out.show()
        self.changed.emit()

    def forget(self) -> None:
        self.path = None
        self.name.setText(self.t("No proof yet; it can be added until the return is confirmed."))
        self.out.hide()
        self.changed.emit()
