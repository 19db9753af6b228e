"""What stands where a list would be: a sentence on what belongs here, and the first step."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.ui.kit.button import Action, Kind, from_action
from desktop.ui.kit.picture import Picture
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space


class Empty(QWidget):
    def __init__(self, icon: str = "inbox-outline", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        self._column.setSpacing(Space.GROUP)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._sentence = label("", Role.SECONDARY, wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setFixedWidth(340)
        self.step: QPushButton | None = None
        self._column.addStretch(2)
        self._column.addWidget(Picture(icon, "field_line", 40), 0, centre)
        self._column.addWidget(self._sentence, 0, centre)
        self._column.addStretch(3)

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    def say(self, sentence: str, step: Action | None = None) -> None:
        """Show a sentence and the first step, if this person may take it."""
        self._sentence.setText(sentence)
        # A centred label is given one line's height however many it wraps to.
        self._sentence.setFixedHeight(self._sentence.heightForWidth(self._sentence.width()))
        self.setAccessibleName(sentence)
        if self.step is not None:
            self._column.removeWidget(self.step)
            self.step.hide()
            self.step.deleteLater()
            self.step = None
        if step is not None:
            self.step = from_action(step, Kind.PLAIN, self)
            self._column.insertWidget(3, self.step, 0, Qt.AlignmentFlag.AlignHCenter)
