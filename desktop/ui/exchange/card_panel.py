"""One card of another office: how far it is believed, by whom, and what may be done with it."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.rules.terms import Role
from desktop.services.exchange.trusting import CardRow, Trust
from desktop.ui.exchange import words
from desktop.ui.exchange.coded import coded
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import Chip
from desktop.ui.kit.text import Role as Style
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space
from desktop.ui.screen import Bench

OVER = (Trust.ENDED, Trust.FOLLOWED)


class CardPanel(Card):
    """`confirm_wanted` and `end_wanted` bring the row. Hidden while no card is chosen."""

    confirm_wanted = Signal(object)
    end_wanted = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        t = self.t = bench.t
        self.bench = bench
        self.row: CardRow | None = None
        self.mine_to_confirm: frozenset[UUID] = frozenset()
        self.title, self.chip = label("", Style.SUBTITLE, self, wrap=True), Chip(parent=self)
        self.fingerprint = label("", Style.SUBTITLE, self)
        self.facts = label("", Style.SECONDARY, self, wrap=True)
        self.confirm = button(
            t("Compare the fingerprint…"), self._confirm, kind=Kind.PRIMARY, icon="check-decagram-outline", parent=self
        )
        self.end = button(t("End this card…"), self._end, icon="key-remove", parent=self)
        self._lay_out()
        self.show_row(None)

    def show_row(self, row: object) -> None:
        self.row = row if isinstance(row, CardRow) else None
        self.setVisible(self.row is not None)
        if self.row is not None:
            self._show(self.row)

    def _show(self, row: CardRow) -> None:
        role, t = self.bench.desk.person.role, self.t
        shown = words.trust_chip(t, row.trust)
        self.title.setText(words.office_with_code(self.bench, row.office))
        self.chip.say(shown.text, shown.tone)
        # The second person has to take it from the paper, so it is not shown before.
        waits = row.trust is Trust.PROPOSED
        self.fingerprint.setVisible(not waits)
        self.fingerprint.setText(row.fingerprint.replace("-", "  "))
        self.facts.setText("\n".join(self._facts(row)))
        self.confirm.setVisible(waits and row.id in self.mine_to_confirm)
        self.end.setVisible(row.trust not in OVER and role in (Role.SUPERVISOR, Role.ADMINISTRATOR))

    def _facts(self, row: CardRow) -> list[str]:
        t, bench = self.t, self.bench
        lines = [t("Entered by {name}, {when}", name=row.proposed_by, when=words.moment(bench, row.proposed_at))]
        if row.confirmed_at is not None:
            when = words.moment(bench, row.confirmed_at)
            lines.append(t("Fingerprint compared by {name}, {when}", name=row.confirmed_by, when=when))
        elif row.trust is Trust.PROPOSED and row.id not in self.mine_to_confirm:
            lines.append(t("Somebody else than who entered it compares it with the paper."))
        if row.trust is Trust.ENDING:
            lines.append(t("{name} says that it has to end; another person ends it too.", name=row.ending_by))
        if row.trust in (Trust.ENDED, Trust.ENDING):
            lines.append(t("Ended: {reason}", reason=row.ended_for))
            if row.last_number is None:
                lines.append(t("Nothing of this key is believed any more."))
            else:
                lines.append(t("Packages up to number {number} are still believed.", number=row.last_number))
        return lines

    def _confirm(self) -> None:
        if self.row is not None:
            self.confirm_wanted.emit(self.row)

    def _end(self) -> None:
        if self.row is not None:
            self.end_wanted.emit(self.row)

    def _lay_out(self) -> None:
        coded(self.fingerprint)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.chip)
        self.column.addLayout(top)
        for part in (self.fingerprint, self.facts):
            self.add(part)
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        row.addWidget(self.confirm)
        row.addWidget(self.end)
        row.addStretch(1)
        self.column.addLayout(row)
