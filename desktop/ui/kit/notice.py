"""A notice: one sentence and its remedy, beside what it is about; never a pop-up."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.ui.kit.button import Action, Kind, from_action
from desktop.ui.kit.picture import Picture
from desktop.ui.kit.text import Role, label, repolish
from desktop.ui.kit.tokens import Size, Space, Tone

ICONS: Final = {
    Tone.GOOD: "check-circle-outline",
    Tone.ATTENTION: "alert-outline",
    Tone.DANGER: "alert-circle-outline",
    Tone.BRAND: "information-outline",
    Tone.NEUTRAL: "information-outline",
}


class Notice(QFrame):
    """Hidden while it has nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "notice")
        self.setProperty("tone", str(Tone.ATTENTION))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.GROUP, Space.WITHIN, Space.WITHIN, Space.WITHIN)
        row.setSpacing(Space.WITHIN)
        self._picture = Picture(ICONS[Tone.ATTENTION], str(Tone.ATTENTION), Size.ICON)
        self._sentence = label("", Role.STRONG, wrap=True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setMinimumWidth(1)  # a word too long for the window does not push the window
        self._remedy: QPushButton | None = None
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._sentence, 1)
        self.hide()

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    @property
    def remedy(self) -> QPushButton | None:
        return self._remedy

    def say(self, sentence: str, tone: Tone = Tone.ATTENTION, remedy: Action | None = None) -> None:
        """Show a sentence and, where something can be done, the button that does it."""
        self._picture.show_icon(ICONS[tone], str(tone))
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        repolish(self, "tone", str(tone))
        repolish(self._sentence, "role", str(tone))
        self._put(remedy)
        self.setVisible(self.parent() is not None)

    def event(self, event: QEvent) -> bool:
        """Come into view with its parent: what is shown without one is a window of its own for a moment."""
        if event.type() is QEvent.Type.ParentChange and self.parent() is not None and self.sentence:
            self.show()
        return super().event(event)

    def clear(self) -> None:
        self._put(None)
        self._sentence.clear()
        self.hide()

    def _put(self, remedy: Action | None) -> None:
        if self._remedy is not None:
            self._remedy.hide()
            self._remedy.deleteLater()
            self._remedy = None
        layout = self.layout()
        if remedy is not None and layout is not None:
            self._remedy = from_action(remedy, Kind.LINK, self)
            layout.addWidget(self._remedy)
