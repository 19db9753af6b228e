"""The reason a person gives for a number that looks wrong and is right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.kit.card import Card
from desktop.ui.kit.text import Role, label, repolish
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator


class ReasonCard(Card):
    """Hidden while nothing needs a reason."""

    edited = Signal()

    def __init__(self, t: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, inside=Space.GROUP)
        self._needed = False
        sentence = t("A NIK looks wrong. If it stands so on the KTP, say how you know; this is kept with the member.")
        name = label(sentence, Role.STRONG, wrap=True)
        self.line = QLineEdit()
        self.line.setMaxLength(200)
        self.line.setPlaceholderText(t("Reason"))
        self.line.setAccessibleName(t("Reason"))
        self.line.setAccessibleDescription(sentence)
        name.setBuddy(self.line)
        self.add(name)
        self.add(self.line)
        self.line.textEdited.connect(self._edited)
        self.hide()

    @property
    def text(self) -> str:
        return self.line.text().strip() if self._needed else ""

    @property
    def missing(self) -> bool:
        return self._needed and not self.line.text().strip()

    def put(self, text: str) -> None:
        self.line.setText(text)

    def ask(self, *, needed: bool, insist: bool) -> None:
        """Ask where it is needed; once somebody would save (`insist`) a missing one is what forbids it."""
        self._needed = needed
        self.setVisible(needed)
        repolish(self.line, "problem", insist and self.missing)

    def take_focus(self) -> None:
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _edited(self, _: str) -> None:
        self.edited.emit()
