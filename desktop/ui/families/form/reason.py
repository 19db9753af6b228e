"""The reason a person gives for a number that looks wrong and is right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.kit.card import Card
from desktop.ui.kit.text import Role, label, repolish
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator

OF_CARETAKER = "family.reason_young"


class ReasonCard(Card):
    """Hidden while nothing needs a reason."""

    edited = Signal()

    def __init__(self, t: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, inside=Space.GROUP)
        self._needed = False
        self._t = t
        self._name = name = label("", Role.STRONG, wrap=True)
        self.line = QLineEdit()
        self.line.setMaxLength(200)
        self.line.setPlaceholderText(t("Reason"))
        self.line.setAccessibleName(t("Reason"))
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

    def ask(self, code: str, *, insist: bool) -> None:
        """Ask for what `code` says ("": nothing); once somebody would save (`insist`) a missing one forbids it."""
        self._needed = bool(code)
        sentence = self._sentence(code) if code else ""
        self._name.setText(sentence)
        self.line.setAccessibleDescription(sentence)
        self.setVisible(self._needed)
        repolish(self.line, "problem", insist and self.missing)

    def _sentence(self, code: str) -> str:
        t = self._t
        if code == OF_CARETAKER:
            return t("The caretaker is under 17. Say why nobody else receives the money; this is kept with the member.")
        return t("A NIK looks wrong. If it stands so on the KTP, say how you know; this is kept with the member.")

    def take_focus(self) -> None:
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _edited(self, _: str) -> None:
        self.edited.emit()
