"""The head of a screen: what this is, one line of context, at most three actions, the last one filled."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.kit.button import Action, Kind, from_action
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space


class Head(QWidget):
    def __init__(self, title: str, context: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CARDS)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._title = label(title, Role.TITLE)
        self._context = label(context, Role.SECONDARY)
        words.addWidget(self._title)
        words.addWidget(self._context)
        row.addLayout(words, 1)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(Space.WITHIN + 2)
        row.addLayout(self._actions)
        self.buttons: list[QPushButton] = []

    @property
    def title(self) -> str:
        return self._title.text()

    @property
    def context(self) -> str:
        return self._context.text()

    def say(self, title: str, context: str) -> None:
        self._title.setText(title)
        self._context.setText(context)

    def offer(self, actions: Sequence[Action], *, primary: bool = True) -> None:
        """Offer at most three actions, the most wanted last; it is filled unless `primary` is false."""
        if len(actions) > 3:
            raise ValueError(len(actions))
        for old in self.buttons:
            self._actions.removeWidget(old)
            old.hide()
            old.deleteLater()
        last = len(actions) - 1
        self.buttons = [
            from_action(action, Kind.PRIMARY if primary and place == last else Kind.PLAIN, self)
            for place, action in enumerate(actions)
        ]
        for made in self.buttons:
            self._actions.addWidget(made)
