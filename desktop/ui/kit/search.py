"""The search field: F2 finds it, it asks while one types, the arrow down goes to the list."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.kit import icons

_WAIT_MS: Final = 40


class Search(QLineEdit):
    """`searched` brings the text at each key, when keys follow fast only now and then; the same text once."""

    searched = Signal(str)
    went_down = Signal()

    def __init__(self, hint: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setToolTip(f"{name} (F2)")
        self.setClearButtonEnabled(True)
        self.addAction(icons.icon("magnify", "secondary"), QLineEdit.ActionPosition.LeadingPosition)
        self._asked = ""
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_WAIT_MS)
        self._clock.timeout.connect(self._ask)
        self.textChanged.connect(self._typed)
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_F2), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(self.take_focus)

    def take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        elif key == Qt.Key.Key_Down:
            self._ask()
            self.went_down.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        # A person's keys are asked for at once; those of a scanner, a paste or a key held down are gathered.
        if not self._clock.isActive():
            self._ask()

    def _ask(self) -> None:
        text = self.text().strip()
        if text != self._asked:
            self._clock.start()
            self._asked = text
            self.searched.emit(text)
