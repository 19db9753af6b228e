"""The row that is chosen: what was found as a sentence, which payment it is about, and where one goes from it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.auditing.audits import FindingRow
from desktop.services.auditing.explaining import EXPLAINERS
from desktop.services.auditing.kinds import AuditTest
from desktop.services.desk import Desk
from desktop.services.payday.signed import Pile
from desktop.ui.auditing import row_words, said_words
from desktop.ui.kit.button import Action, button, from_action
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.words import number
from desktop.wording import Translator

SIGNED, EXPLAIN = "F4", "F6"


class RowFoot(QWidget):
    """`family_wanted` brings the id of a household, `signed_wanted` where its signed receipt is looked for.

    `explain_wanted`: this row is to be explained, or those that are marked.
    """

    family_wanted = Signal(object)
    signed_wanted = Signal(object)
    explain_wanted = Signal()

    def __init__(self, t: Translator, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t, self._desk = t, desk
        self._may = desk.person.role in EXPLAINERS
        self._marked = 0
        self.row: FindingRow | None = None
        self.sentence, self.about = label("", Role.STRONG, wrap=True), label("", Role.SECONDARY, wrap=True)
        self.said = label("", wrap=True)
        self.explain = button("", self.explain_wanted.emit, icon="comment-text-outline", key=EXPLAIN, parent=self)
        self.open = from_action(Action(t("Open the family"), self.open_family, "account-group-outline"), parent=self)
        signed = Action(t("To the signed receipts"), self.go_to_signed, "file-sign", SIGNED)
        self.signed = from_action(signed, parent=self)
        self._lay_out()
        self.show_row(None)
        self.explain.setVisible(self._may)

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
        self.about.setText(row_words.about(self.t, row) if row else "")
        self.said.setText(said_words.beside(self.t, self._desk, row) if row else "")
        self.said.setVisible(bool(self.said.text()))
        self.show_marked(self._marked)
        self.open.setEnabled(row is not None and row.household_id is not None)
        self.signed.setVisible(self.pile is not None)

    def show_marked(self, many: int) -> None:
        """Say what the key explains: the rows that are marked, else the one that is chosen."""
        self._marked = many
        t = self.t
        one = t("Explain the row…") if self.row is None or self.row.said is None else t("Explain anew…")
        self.explain.setText(t.many("Explain {shown} row…", "Explain {shown} rows…", many, shown=number(many)) if many
                             else one)  # fmt: skip
        self.explain.setShortcut(EXPLAIN)  # another text takes it away
        self.explain.setToolTip(f"{self.explain.text()} ({EXPLAIN})")
        self.explain.setEnabled(bool(many) or self.row is not None)

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
        buttons.addWidget(self.explain)
        buttons.addWidget(self.signed)
        buttons.addWidget(self.open)
        column.addWidget(self.sentence)
        column.addWidget(self.about)
        column.addWidget(self.said)
        column.addLayout(buttons)
