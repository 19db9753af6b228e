"""What stands where a list would be: a sentence on what belongs here, and the first step."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.ui.kit.button import Action, Kind, from_action
from desktop.ui.kit.picture import Picture
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space

_WIDE: Final = 340
_LEAST: Final = 160


class Empty(QWidget):
    def __init__(self, icon: str = "inbox-outline", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        self._column.setSpacing(Space.GROUP)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._sentence = label("", Role.SECONDARY, wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.step: QPushButton | None = None
        self._column.addStretch(2)
        self._column.addWidget(Picture(icon, "field_line", 40), 0, centre)
        self._column.addWidget(self._sentence, 0, centre)
        self._column.addStretch(3)
        self._fit()

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    def say(self, sentence: str, step: Action | None = None) -> None:
        """Show a sentence and the first step, if this person may take it."""
        self._sentence.setText(sentence)
        self._fit()
        self.setAccessibleName(sentence)
        if self.step is not None:
            self._column.removeWidget(self.step)
            self.step.hide()
            self.step.deleteLater()
            self.step = None
        if step is not None:
            self.step = from_action(step, Kind.PLAIN, self)
            self._column.insertWidget(3, self.step, 0, Qt.AlignmentFlag.AlignHCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the narrowest sentence: a wide one must not be cut where the room is smaller."""
        return QSize(_LEAST + 2 * Space.EDGE, super().minimumSizeHint().height())

    def _fit(self) -> None:
        """Break the sentence to the room there is.

        A centred label is given one line's height however many it wraps to, so its height is set with its width.
        """
        wide = max(_LEAST, min(_WIDE, self.width() - 2 * Space.EDGE))
        self._sentence.setFixedWidth(wide)
        self._sentence.setFixedHeight(max(0, self._sentence.heightForWidth(wide)))
