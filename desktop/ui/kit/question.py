"""A question before what cannot be undone: verbs on the buttons, and the safe one is the default."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space


class Question(Dialog):
    """Show it with `open()`; `agreed` brings the reason typed, or "" where none was asked."""

    agreed = Signal(str)

    def __init__(
        self,
        sentence: str,
        detail: str,
        *,
        verb: str,
        safe: str,
        reason: str = "",
        given: str = "",
        calm: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`verb` does it ("Void the receipt"), `safe` leaves all as it is; `reason` labels a demanded reason.

        `given` stands in its field to begin with. A calm question is about what can be put right later.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(verb)
        self.setMinimumWidth(420)
        self._reason = QLineEdit() if reason else None
        self.do_it = button(verb, self._agree, kind=Kind.PRIMARY if calm else Kind.DANGER)
        self.leave = button(safe, self.reject)
        self.leave.setDefault(True)
        self._lay_out(sentence, detail, reason)
        if self._reason is not None:
            self._reason.setText(given)
            self._reason.selectAll()
        (self._reason or self.leave).setFocus()

    def _lay_out(self, sentence: str, detail: str, reason: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, 20)
        column.setSpacing(Space.GROUP)
        column.addWidget(label(sentence, Role.SUBTITLE, wrap=True))
        if detail:
            column.addWidget(label(detail, wrap=True))
        if self._reason is not None:
            name = label(reason, Role.LABEL)
            name.setBuddy(self._reason)
            self._reason.setAccessibleName(reason)
            self._reason.textChanged.connect(self._weigh)
            column.addWidget(name)
            column.addWidget(self._reason)
            self.do_it.setEnabled(False)
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        row.addStretch(1)
        row.addWidget(self.do_it)
        row.addWidget(self.leave)
        column.addSpacing(Space.TINY)
        column.addLayout(row)

    @property
    def reason(self) -> QLineEdit | None:
        return self._reason

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the reason goes on to the button: it must neither do the thing nor throw the reason away."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self._reason is not None and self.focusWidget() is self._reason:
            (self.do_it if self.do_it.isEnabled() else self._reason).setFocus()
            return
        super().keyPressEvent(event)

    def _weigh(self, text: str) -> None:
        self.do_it.setEnabled(bool(text.strip()))

    def _agree(self) -> None:
        typed = self._reason.text().strip() if self._reason is not None else ""
        self.accept()
        self.agreed.emit(typed)
