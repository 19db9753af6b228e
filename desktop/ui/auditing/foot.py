"""The row that is chosen: what was found as a sentence, which payment it is about, and where one goes from it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.auditing.audits import FindingRow
from desktop.services.auditing.kinds import AuditTest
from desktop.services.payday.signed import Pile
from desktop.ui.auditing import words
from desktop.ui.kit.button import Action, from_action
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator

SIGNED = "F4"


class RowFoot(QWidget):
    """`family_wanted` brings the id of a household, `signed_wanted` where its signed receipt is looked for."""

    family_wanted = Signal(object)
    signed_wanted = Signal(object)

    def __init__(self, t: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t = t
        self.row: FindingRow | None = None
        self.sentence, self.about = label("", Role.STRONG, wrap=True), label("", Role.SECONDARY, wrap=True)
        self.open = from_action(Action(t("Open the family"), self.open_family, "account-group-outline"), parent=self)
        signed = Action(t("To the signed receipts"), self.go_to_signed, "file-sign", SIGNED)
        self.signed = from_action(signed, parent=self)
        self._lay_out()
        self.show_row(None)

    @property
    def pile(self) -> Pile | None:
        """Where the receipt of the row is missing; nothing for a row of another test."""
        row = self.row
        if row is None or row.key is None or row.test is not AuditTest.RECEIPT_MISSING:
            return None
        return Pile(row.key, row.village_code)

    def show_row(self, row: FindingRow | None) -> None:
        self.row = row
        self.sentence.setText(self.t.sentence(row.test.value, row.told) if row else "")
        self.about.setText(words.about(self.t, row) if row else "")
        self.open.setEnabled(row is not None and row.household_id is not None)
        self.signed.setVisible(self.pile is not None)

    def open_family(self) -> None:
        if self.row is not None and self.row.household_id is not None:
            self.family_wanted.emit(self.row.household_id)

    def go_to_signed(self) -> None:
        if self.pile is not None:
            self.signed_wanted.emit(self.pile)

    def _lay_out(self) -> None:
        column, buttons = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.WITHIN)
        buttons.setSpacing(Space.WITHIN)
        buttons.addStretch(1)
        buttons.addWidget(self.signed)
        buttons.addWidget(self.open)
        column.addWidget(self.sentence)
        column.addWidget(self.about)
        column.addLayout(buttons)
