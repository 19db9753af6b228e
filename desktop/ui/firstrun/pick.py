"""A list that narrows as one types: the keyboard finds one of many names without the mouse."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space

STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class Pick(QWidget):
    """`picked` brings the value (or None) whenever it is another; `entered` is Enter on it."""

    picked = Signal(object)
    entered = Signal()

    def __init__(self, name: str, hint: str, none: str) -> None:
        """`hint` stands in the empty field, `none` is said where no name has what is typed."""
        super().__init__()
        self.typed = QLineEdit()
        self.typed.setPlaceholderText(hint)
        self.typed.setAccessibleName(name)
        self.typed.setClearButtonEnabled(True)
        self.typed.textChanged.connect(self._narrow)
        self.typed.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._changed)
        self.list.itemDoubleClicked.connect(self._double)
        self.none = label(none, Role.SECONDARY)
        self.none.hide()
        self._last: object = None
        self._quiet = False
        head = label(name, Role.LABEL)
        head.setBuddy(self.typed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TINY)
        column.addWidget(head)
        column.addWidget(self.typed)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)

    @property
    def value(self) -> object:
        item = self.list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item is not None else None

    def offer(self, choices: Sequence[tuple[object, str]], chosen: object = None) -> None:
        """Show values with their words; `chosen` is marked."""
        self._quiet = True
        self.typed.clear()
        self.list.clear()
        for value, word in choices:
            item = QListWidgetItem(word)
            item.setData(Qt.ItemDataRole.UserRole, value)
            self.list.addItem(item)
            if value == chosen:
                self.list.setCurrentItem(item)
        if chosen is None:
            self.list.setCurrentItem(None)  # type: ignore[call-overload]
        self._quiet = False
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.value is not None:
                self.entered.emit()
            return True
        step = STEPS.get(Qt.Key(event.key()))
        if step:
            self._move(step)
        return bool(step)

    def _shown(self) -> list[QListWidgetItem]:
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item for item in items if not item.isHidden()]

    def _move(self, step: int) -> None:
        shown = self._shown()
        if not shown:
            return
        current = self.list.currentItem()
        place = shown.index(current) if current in shown else -1 if step > 0 else len(shown)
        self.list.setCurrentItem(shown[max(0, min(len(shown) - 1, place + step))])

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(word in item.text().casefold() for word in words))
        shown = self._shown()
        self.none.setVisible(not shown)
        if words:
            # A word that begins so comes before one that has it inside: "ban" is Bandung before Tabanan.
            first = min(shown, key=partial(_begins_otherwise, words[0]), default=None)
            self.list.setCurrentItem(first)  # type: ignore[arg-type]

    def _changed(self, *_items: object) -> None:
        self._tell()

    def _double(self, _item: QListWidgetItem) -> None:
        self.entered.emit()

    def _tell(self) -> None:
        if not self._quiet and self.value != self._last:
            self._last = self.value
            self.picked.emit(self._last)


def _begins_otherwise(letters: str, item: QListWidgetItem) -> bool:
    return not any(word.startswith(letters) for word in item.text().casefold().split())
