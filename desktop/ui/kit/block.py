"""One field of a form: its name above, its help and its problem under it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.kit.editors import Unreadable, make
from desktop.ui.kit.fields import Field, Kind
from desktop.ui.kit.text import Role, label, repolish
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator

_WIDEST = {Kind.DATE: 150, Kind.NUMBER: 170, Kind.RUPIAH: 200, Kind.DIGITS: 220}
_BELOW = 2  # the place under name and field


class Block(QWidget):
    def __init__(self, t: Translator, field: Field, parent: QWidget | None = None, *, marked: bool = True) -> None:
        super().__init__(parent)
        self.t = t
        self.field = field
        self._marked = marked and field.required
        self.editor = make(t, field, self)
        self.widget = self.editor.as_widget()
        self._problem: QLabel | None = None
        self._advice: QLabel | None = None
        self._dress()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TINY)
        column.addLayout(self._name_row())
        column.addLayout(self._editor_row())
        if field.help:
            column.addWidget(label(field.help, Role.SECONDARY, wrap=True))
        column.addStretch(1)

    @property
    def problem(self) -> str:
        return self._problem.text() if self._problem else ""

    @property
    def advice(self) -> str:
        """What is said of the field while nothing is wrong with it."""
        return (self._advice.text() if self._advice else "") or self.field.help

    def read(self) -> object:
        """Value, or None while the field is unreadable."""
        try:
            return self.editor.read()
        except Unreadable:
            return None

    def raw(self) -> object:
        """Value, or what is typed where it cannot be read; for telling whether something changed."""
        try:
            return self.editor.read()
        except Unreadable:
            return ("unreadable", str(self.widget.property("text")))

    def unreadable(self) -> bool:
        return isinstance(self.raw(), tuple)

    def check(self) -> str:
        """Sentence on what the form itself can see is wrong, or nothing."""
        try:
            value = self.editor.read()
        except Unreadable as unreadable:
            return str(unreadable)
        if self.field.required and (value is None or value == ""):
            return self.t("{label} must be filled in.", label=self.field.label)
        return ""

    @property
    def is_remark(self) -> bool:
        """Whether what stands under the field forbids nothing."""
        return bool(self.widget.property("remark"))

    def say(self, problem: str, *, remark: bool = False) -> None:
        """Show a problem under the field, or a mere `remark` that forbids nothing; an empty one clears it."""
        if problem and self._problem is None:
            self._problem = label("", Role.PROBLEM, self, wrap=True)
            self._column.insertWidget(_BELOW, self._problem)
        if self._problem is not None:
            self._problem.setText(problem)
            self._problem.setVisible(bool(problem))
            repolish(self._problem, "role", str(Role.REMARK if remark else Role.PROBLEM))
        self.widget.setAccessibleDescription(problem or self.advice)
        repolish(self.widget, "problem", bool(problem) and not remark)
        repolish(self.widget, "remark", bool(problem) and remark)

    def advise(self, sentence: str) -> None:
        """Say under the field what holds for it now; an empty one says nothing but its own help again."""
        if sentence and self._advice is None:
            self._advice = label("", Role.SECONDARY, self, wrap=True)
            self._column.insertWidget(_BELOW, self._advice)
        if self._advice is not None:
            self._advice.setText(sentence)
            self._advice.setVisible(bool(sentence))
        self.widget.setAccessibleDescription(self.problem or self.advice)

    def _dress(self) -> None:
        field = self.field
        self.widget.setAccessibleName(field.label)
        self.widget.setAccessibleDescription(field.help)
        self.widget.setEnabled(field.enabled)
        if field.hint and field.kind is not Kind.DATE:
            self.widget.setProperty("placeholderText", field.hint)
        if field.kind in _WIDEST:
            self.widget.setMaximumWidth(_WIDEST[field.kind])

    def _name_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        # An "&" in a name would be taken for a key.
        name = label(self.field.label.replace("&", "&&"), Role.LABEL)
        name.setBuddy(self.widget)
        row.addWidget(name)
        if self._marked:
            row.addWidget(label("· " + self.t("required"), Role.SECONDARY))
        row.addStretch(1)
        return row

    def _editor_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        row.addWidget(self.widget, 1)
        if self.field.unit:
            row.addWidget(label(self.field.unit, Role.SECONDARY))
        if self.field.kind in _WIDEST:
            row.addStretch(0)
            row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        return row
