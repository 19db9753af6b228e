"""The one field of the desk: a scanner or a person types into it, and Enter says that it is whole."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from desktop.ui.kit import fonts, icons
from desktop.ui.kit.fonts import Weight

HIGH: Final = 56
LETTERS: Final = 22
LONGEST: Final = 120  # characters; no code has more than 80, a key that got stuck has
_CODES: Final = ("EJ1:", "EL1:", "EC1:", "KW-")
_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ScanField(QLineEdit):
    """`entered` brings what was typed with Enter, "" where nothing was; `stepped` is an arrow up or down."""

    entered = Signal(str)
    stepped = Signal(int)

    def __init__(self, hint: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setMaxLength(LONGEST)
        self.setFont(fonts.face(LETTERS, Weight.MEDIUM))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.addAction(icons.icon("qrcode-scan", "secondary"), QLineEdit.ActionPosition.LeadingPosition)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HIGH)

    def minimumSizeHint(self) -> QSize:
        """Asked for here, because the sheet has a word of its own on heights that are set."""
        return QSize(super().minimumSizeHint().width(), HIGH)

    @property
    def wanted(self) -> str:
        return " ".join(self.text().split())

    @property
    def is_code(self) -> bool:
        """Whether a code is on its way: half of one finds nobody."""
        return self.wanted.upper().startswith(_CODES)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(self.wanted)
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        else:
            super().keyPressEvent(event)
