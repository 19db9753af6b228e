"""Asks how an open print came out: all well, or which numbers were spoiled and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.kit.button import Action, Kind, button, from_action
from desktop.ui.kit.picture import Picture
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Size, Space, Tone
from desktop.ui.kit.words import number, typed_number
from desktop.wording import Translator


class RunBar(QFrame):
    """`good` says that all came out well; `spoiled` brings first and last number and the reason."""

    good = Signal()
    spoiled = Signal(int, int, str)

    def __init__(self, t: Translator) -> None:
        super().__init__()
        self.t = t
        self.setProperty("part", "notice")
        self.setProperty("tone", str(Tone.ATTENTION))
        self._range = (0, 0)
        self.sentence = label("", Role.STRONG, wrap=True)
        self.sentence.setProperty("role", str(Tone.ATTENTION))
        self.told = label("", Role.SECONDARY, wrap=True)
        self.remedy: QPushButton | None = None
        self._row = QHBoxLayout()
        self.all_well = button(t("All came out well"), self.good.emit, kind=Kind.PRIMARY, icon="check")
        self.some_spoiled = button(t("Some pages are spoiled…"), self.ask_spoiled)
        self.first, self.last, self.reason = QLineEdit(), QLineEdit(), QLineEdit()
        self.again = button(t("Print these again…"), self._spoil, icon="printer-outline")
        self.problem = label("", Role.PROBLEM, wrap=True)
        self._more = QWidget()
        self._lay_out()
        self.hide()

    def show_run(self, run: tuple[int, int] | None, told: str = "", remedy: Action | None = None) -> None:
        """Ask about an open print, under what is told of it; None hides the question."""
        self.setVisible(run is not None)
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self._put(remedy)
        if run is None or run == self._range:
            return
        self._range = run
        first, last = (number(one) for one in run)
        self.sentence.setText(
            self.t("Did the print come out well? Receipts number {first} to {last} wait.", first=first, last=last)
        )
        self._more.hide()
        self.reason.clear()

    def set_enabled(self, enabled: bool) -> None:
        for part in (self.all_well, self.some_spoiled, self.again):
            part.setEnabled(enabled)

    def ask_spoiled(self) -> None:
        """Ask which ones and why."""
        self._more.show()
        self.first.setFocus()

    def _put(self, remedy: Action | None) -> None:
        if self.remedy is not None:
            self.remedy.hide()
            self.remedy.deleteLater()
            self.remedy = None
        if remedy is not None:
            self.remedy = from_action(remedy, Kind.LINK, self)
            self._row.insertWidget(2, self.remedy)

    def _spoil(self) -> None:
        first, last = typed_number(self.first.text()), typed_number(self.last.text() or self.first.text())
        low, high = self._range
        problem = ""
        if first is None or last is None or not low <= first <= last <= high:
            problem = self.t("Type numbers from {first} to {last}.", first=number(low), last=number(high))
        elif not self.reason.text().strip():
            problem = self.t("Write the reason; the auditor will read it.")
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if not problem and first is not None and last is not None:
            self.spoiled.emit(first, last, self.reason.text().strip())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.GROUP, Space.WITHIN, Space.WITHIN, Space.WITHIN)
        row = self._row
        row.setSpacing(Space.WITHIN)
        row.addWidget(Picture("printer-alert", str(Tone.ATTENTION), Size.ICON))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.sentence)
        words.addWidget(self.told)
        self.told.hide()
        row.addLayout(words, 1)
        row.addWidget(self.some_spoiled)
        row.addWidget(self.all_well)
        column.addLayout(row)
        fields = QHBoxLayout(self._more)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(Space.WITHIN)
        for name, field, wide in (
            (self.t("From number"), self.first, 90),
            (self.t("To number"), self.last, 90),
            (self.t("Reason"), self.reason, 0),
        ):
            title = label(name, Role.LABEL)
            title.setBuddy(field)
            field.setAccessibleName(name)
            if wide:
                field.setFixedWidth(wide)
            fields.addWidget(title)
            fields.addWidget(field, 0 if wide else 1)
            field.returnPressed.connect(self._go_on)
        fields.addWidget(self.again)
        column.addWidget(self._more)
        column.addWidget(self.problem)
        self.problem.hide()
        self._more.hide()

    def _go_on(self) -> None:
        order: list[QLineEdit | QPushButton] = [self.first, self.last, self.reason, self.again]
        here = next((place for place, one in enumerate(order) if one.hasFocus()), 2)
        order[here + 1].setFocus()
