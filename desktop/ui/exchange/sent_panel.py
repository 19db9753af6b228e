"""One package that was sent: for whom, what it holds, what became of it, and copying it out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.rules.terms import Role
from desktop.services.exchange.registers import SentRow, SentState
from desktop.ui.exchange import words
from desktop.ui.exchange.copying import Copying
from desktop.ui.exchange.totals import Totals
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import Chip
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.steps import Steps
from desktop.ui.kit.text import Role as Style
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number
from desktop.ui.screen import Bench


class SentPanel(Card):
    """`record_wanted` brings the package whose hand-over shall be put on paper."""

    record_wanted = Signal(object)

    def __init__(self, bench: Bench, copying: Copying, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        t = self.t = bench.t
        self.bench, self.copying = bench, copying
        self.row: SentRow | None = None
        self.may_send = bench.desk.person.role is Role.OPERATOR
        self.title, self.chip = label("", Style.SUBTITLE, wrap=True), Chip()
        self.steps = Steps()
        self.advice = Notice(self)
        self.totals = Totals(t, self)
        self.facts = label("", Style.SECONDARY, wrap=True)
        self.stick = button(t("Copy to a stick…"), self._copy, kind=Kind.PRIMARY, icon="usb-flash-drive-outline")
        self.mail = button(t("In parts for e-mail…"), self._split, icon="email-fast-outline")
        self.record = button(t("Record of the hand-over…"), self._record, icon="file-sign")
        self._lay_out()
        self.show_row(None)

    def show_row(self, row: object) -> None:
        self.row = row if isinstance(row, SentRow) else None
        there = self.row is not None
        for part in (self.title, self.chip, self.steps, self.totals, self.facts):
            part.setVisible(there)
        for made in (self.stick, self.mail, self.record):
            made.setVisible(there and self.may_send)
        self.advice.clear()
        if self.row is not None:
            self._show(self.row)

    def _show(self, row: SentRow) -> None:
        t = self.t
        self.title.setText(
            t("Package {number} for {office}", number=row.number, office=words.office(self.bench, row.receiver))
        )
        shown = words.sent_chip(t, row)
        self.chip.say(shown.text, shown.tone)
        names = [t("Made"), t("Copied"), t("Refused there") if row.state is SentState.REFUSED else t("Received")]
        at = {SentState.MADE: 0, SentState.COPIED: 1}.get(row.state, 2)
        self.steps.show_steps(names, at, shown.tone, done=t("done"))
        self.totals.show_totals(row.totals, row.records)
        self.facts.setText("\n".join(self._facts(row)))
        self._advise(row)

    def _advise(self, row: SentRow) -> None:
        t = self.t
        if row.state is SentState.REFUSED:
            self.advice.say(t("The receiver refused this package. Ask why, then make a new one."), Tone.DANGER)
        elif row.waits is not None and row.passed:
            self.advice.say(t("A later package holds all of this as well; sending that one is enough."), Tone.BRAND)
        elif row.late:
            self.advice.say(
                t("Nobody has answered for {days} days. Ask whether it came; copy it once more if not.",
                  days=number(row.waits or 0)), Tone.ATTENTION,
            )  # fmt: skip
        elif row.state is SentState.MADE and self.may_send:
            self.advice.say(t("It lies only on this PC. Copy it to a stick, or in parts for e-mail."), Tone.ATTENTION)

    def _facts(self, row: SentRow) -> list[str]:
        t, bench = self.t, self.bench
        lines = [t("Made by {name}, {when}", name=row.made_by, when=words.moment(bench, row.made_at))]
        if row.copied_at is not None:
            lines.append(t("Copied and read back, {when}", when=words.moment(bench, row.copied_at)))
        if row.answered_at is not None:
            lines.append(t("Answered by the receiver, {when}", when=words.moment(bench, row.answered_at)))
        if row.period:
            lines.append(t("Period: {period}", period=row.period))
        lines.append(t("File: {name}, {size}", name=row.name, size=words.size(row.bytes)))
        lines.append(t("Check code (SHA-256): {code}", code=words.short_code(row.digest)))
        return lines

    def _copy(self) -> None:
        if self.row is not None:
            self.copying.choose_folder(self.row)

    def _record(self) -> None:
        if self.row is not None:
            self.record_wanted.emit(self.row)

    def _split(self) -> None:
        if self.row is not None:
            self.copying.choose_folder(self.row, parts=True)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.chip)
        self.column.addLayout(top)
        self.column.addWidget(self.steps, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.advice, self.totals, self.facts):
            self.add(part)
        self.column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        row.addWidget(self.stick)
        row.addWidget(self.mail)
        row.addStretch(1)
        self.column.addWidget(self.record, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(row)
