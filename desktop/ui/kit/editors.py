"""The widgets behind the kinds of fields; each gives and takes a value and says when a person changed it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPlainTextEdit, QRadioButton, QWidget

from desktop.ui.kit import icons
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.fields import Field, Kind
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.words import fours, number, rupiah, typed_day, typed_number
from desktop.wording import Translator


class Editor(Protocol):
    """`read` raises Unreadable while what is typed is not of the field's kind."""

    def read(self) -> object: ...
    def put(self, value: object) -> None: ...
    def listen(self, slot: Callable[[], None]) -> None: ...
    def as_widget(self) -> QWidget: ...


class Unreadable(ValueError):  # noqa: N818 - what a person typed is no error of the program
    """What stands in a field cannot be read; its text is the sentence for the person."""


class TextEditor(QLineEdit):
    def __init__(self, t: Translator, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t = t
        if field.length and field.kind != Kind.DIGITS:
            self.setMaxLength(field.length)

    def read(self) -> object:
        return self.text().strip()

    def put(self, value: object) -> None:
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)

    def as_widget(self) -> QWidget:
        return self

    def listen(self, slot: Callable[[], None]) -> None:
        self.textChanged.connect(slot)


class PasswordEditor(TextEditor):
    """Hidden until the eye is pressed; nothing is trimmed, spaces may belong to it."""

    def __init__(self, t: Translator, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(t, field, parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye = self.addAction(icons.icon("eye-outline", "secondary"), QLineEdit.ActionPosition.TrailingPosition)
        self.eye.setCheckable(True)
        self.eye.setText(t("Show the password"))
        self.eye.setToolTip(t("Show the password (Alt+Down)"))
        self.eye.toggled.connect(self._show)

    def read(self) -> object:
        return self.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.eye.toggle()
            return
        super().keyPressEvent(event)

    def _show(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.eye.setIcon(icons.icon("eye-off-outline" if shown else "eye-outline", "secondary"))


class DigitsEditor(TextEditor):
    """Shows digits in fours; whatever else is typed or pasted between them is left out."""

    def __init__(self, t: Translator, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(t, field, parent)
        self._length = field.length
        self._label = field.label
        self.textEdited.connect(self._regroup)

    def read(self) -> object:
        digits = _digits(self.text())
        if digits and self._length and len(digits) != self._length:
            raise Unreadable(
                self.t(
                    "{label} has {length} digits; here are {count}.",
                    label=self._label,
                    length=self._length,
                    count=len(digits),
                )
            )
        return digits

    def put(self, value: object) -> None:
        super().put(fours("" if value is None else str(value)))

    def _regroup(self, text: str) -> None:
        before = len(_digits(text[: self.cursorPosition()]))
        # Too many digits stay: cutting a pasted number short would hide the mistake in it.
        grouped = fours(_digits(text))
        if grouped != text:
            self.setText(grouped)
        self.setCursorPosition(_place_after(before))


class DateEditor(TextEditor):
    def __init__(self, t: Translator, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(t, field, parent)
        self.setPlaceholderText(t("dd/mm/yyyy"))
        self.editingFinished.connect(self._tidy)

    def read(self) -> object:
        if not self.text().strip():
            return None
        found = typed_day(self.text())
        if found is None:
            raise Unreadable(self.t("This is not a date. Type day, month and year, for example 17/08/1985."))
        return found

    def put(self, value: object) -> None:
        super().put(value.strftime("%d/%m/%Y") if isinstance(value, date) else "")

    def _tidy(self) -> None:
        found = typed_day(self.text())
        if found is not None:
            self.put(found)


class NumberEditor(TextEditor):
    def __init__(self, t: Translator, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(t, field, parent)
        self._kind = field.kind
        self.editingFinished.connect(self._tidy)

    def read(self) -> object:
        if not self.text().strip():
            return None
        found = typed_number(self.text())
        if found is None:
            raise Unreadable(self.t("This is not a whole number. Type digits only, for example 1000000."))
        return found

    def put(self, value: object) -> None:
        shown = ""
        if isinstance(value, int):
            shown = rupiah(value) if self._kind == Kind.RUPIAH else number(value)
        super().put(shown)

    def _tidy(self) -> None:
        found = typed_number(self.text())
        if found is not None:
            self.put(found)


class LinesEditor(QPlainTextEdit):
    def __init__(self, t: Translator, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(84)
        self._length = field.length
        if field.length:
            self.textChanged.connect(self._cut)

    def read(self) -> object:
        return self.toPlainText().strip()

    def put(self, value: object) -> None:
        self.setPlainText("" if value is None else str(value))

    def as_widget(self) -> QWidget:
        return self

    def listen(self, slot: Callable[[], None]) -> None:
        self.textChanged.connect(slot)

    def _cut(self) -> None:
        if len(self.toPlainText()) > self._length:
            self.textCursor().deletePreviousChar()


class ChoiceEditor(Combo):
    def __init__(self, t: Translator, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field.label, field.choices, parent)
        self.choose(None)

    def read(self) -> object:
        return self.value

    def put(self, value: object) -> None:
        self.choose(value)

    def as_widget(self) -> QWidget:
        return self

    def listen(self, slot: Callable[[], None]) -> None:
        self.currentIndexChanged.connect(slot)


class AnswerEditor(QWidget):
    """Yes, no, not known; not known until somebody says so."""

    picked = Signal()

    def __init__(self, t: Translator, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.WITHIN)
        self._group = QButtonGroup(self)
        self.buttons: list[QRadioButton] = []
        words: Sequence[tuple[int, str]] = ((1, t("Yes")), (0, t("No")), (2, t("Not known")))
        for place, word in words:
            made = QRadioButton(word)
            made.setAccessibleName(f"{field.label}: {word}")
            self._group.addButton(made, place)
            self.buttons.append(made)
            row.addWidget(made)
        row.addStretch(1)
        self.put(None)
        # The key of a label goes only to what takes the focus itself, even where it is passed on.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._group.idToggled.connect(self._toggled)

    def read(self) -> object:
        return {1: True, 0: False}.get(self._group.checkedId())

    def put(self, value: object) -> None:
        made = self._group.button({True: 1, False: 0}.get(value, 2) if isinstance(value, bool) else 2)
        made.setChecked(True)
        self.setFocusProxy(made)

    def as_widget(self) -> QWidget:
        return self

    def listen(self, slot: Callable[[], None]) -> None:
        self.picked.connect(slot)

    def _toggled(self, place: int, on: bool) -> None:
        if on:
            self.setFocusProxy(self._group.button(place))
            self.picked.emit()


def make(t: Translator, field: Field, parent: QWidget | None = None) -> Editor:
    """Make the widget for a field."""
    kinds: dict[Kind, Callable[[Translator, Field, QWidget | None], Editor]] = {
        Kind.TEXT: TextEditor,
        Kind.DIGITS: DigitsEditor,
        Kind.DATE: DateEditor,
        Kind.CHOICE: ChoiceEditor,
        Kind.ANSWER: AnswerEditor,
        Kind.NUMBER: NumberEditor,
        Kind.RUPIAH: NumberEditor,
        Kind.LINES: LinesEditor,
        Kind.PASSWORD: PasswordEditor,
    }
    return kinds[field.kind](t, field, parent)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isascii() and letter.isdigit())


def _place_after(count: int) -> int:
    """Cursor place in digits grouped by four, behind `count` digits."""
    return count + (count - 1) // 4 if count else 0
