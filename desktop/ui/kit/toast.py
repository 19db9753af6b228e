"""A toast: says for a few seconds that something is done; takes no focus and asks nothing."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.ui.kit.button import Action, Kind, from_action
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Size, Space

_LASTS_MS: Final = 5_000
_LASTS_WITH_ACTION_MS: Final = 10_000
_BUTTONS: Final = Space.INSIDE * 2 + Size.FIELD + 2  # what stands at the foot of a page, in a card or without
_FROM_BELOW: Final = _BUTTONS + Space.WITHIN
_MOVES: Final = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)
_SIGHT: Final = (QEvent.Type.Show, QEvent.Type.Hide)


class Toast(QFrame):
    """One per window; a newer message takes the place of an older one.

    It stands above the buttons at the foot of a page, and above the bar `foot` while that is shown.
    """

    def __init__(self, window: QWidget, foot: QWidget | None = None) -> None:
        super().__init__(window)
        self.setProperty("part", "toast")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._over, self._foot = window, foot
        self._in_sight = True
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Space.INSIDE, Space.GROUP, Space.INSIDE, Space.GROUP)
        self._row.setSpacing(Space.WITHIN)
        self._sentence = label("")
        self._row.addWidget(self._sentence)
        self._button: QPushButton | None = None
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.hide)
        window.installEventFilter(self)
        if foot is not None:
            foot.installEventFilter(self)
        self.hide()

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    def say(self, sentence: str, action: Action | None = None) -> None:
        """Show a sentence, and perhaps one thing to do about it (open the folder, undo)."""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        if self._button is not None:
            self._row.removeWidget(self._button)
            self._button.hide()
            self._button.deleteLater()
            self._button = None
        if action is not None:
            self._button = from_action(action, Kind.LINK, self)
            self._button.clicked.connect(self.hide)
            self._row.addWidget(self._button)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._clock.start(_LASTS_MS if action is None else _LASTS_WITH_ACTION_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._foot and event.type() in _SIGHT:
            # A window that is being freed hides first, and cannot be asked any more how large it is.
            self._in_sight = event.type() == QEvent.Type.Show
        if event.type() in _MOVES and self._in_sight and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        room, bar = self._over.size(), self._foot
        below = _FROM_BELOW + (bar.height() if bar is not None and bar.isVisibleTo(self._over) else 0)
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - below)
