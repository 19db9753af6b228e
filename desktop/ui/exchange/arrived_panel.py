"""One package that came: what it says before anything is kept, why it waits, and what became of it."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.rules.terms import Role
from desktop.services.exchange.arrivals import ArrivedRow, ArrivedState, Reason, Seen
from desktop.services.exchange.receiving import Place, Preview
from desktop.ui.exchange import words
from desktop.ui.exchange.looking import Looking
from desktop.ui.exchange.taking import Taking
from desktop.ui.exchange.totals import Totals
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import Chip
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role as Style
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number
from desktop.ui.screen import Bench


class ArrivedPanel(Card):
    def __init__(self, bench: Bench, looking: Looking, taking: Taking, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        t = self.t = bench.t
        self.bench, self.looking, self.taking = bench, looking, taking
        role = bench.desk.person.role
        self.may_take, self.may_look = role is Role.OPERATOR, role in (Role.OPERATOR, Role.SUPERVISOR)
        self.row: ArrivedRow | None = None
        self.seen: Seen | None = None
        self.title, self.chip = label("", Style.SUBTITLE, wrap=True), Chip()
        self.advice = Notice(self)
        self.totals = Totals(t, self)
        self.facts = label("", Style.SECONDARY, wrap=True)
        self.take = button(t("Take this package in"), self._take, kind=Kind.PRIMARY, icon="package-down")
        self.again = button(t("Check it again"), self._look, icon="refresh")
        self._lay_out()
        self.show_row(None)

    def show_row(self, row: ArrivedRow | None) -> None:
        seen = self.looking.of(row) if row is not None else None
        self.row, self.seen = row, seen
        self.advice.clear()
        for part in (self.title, self.chip, self.totals, self.facts, self.take, self.again):
            part.hide()
        if row is None:
            return
        self.title.show()
        self.facts.show()
        if row.state is ArrivedState.TAKEN:
            self._show_taken(row)
        elif seen is not None and seen.preview is not None:
            self._show_preview(row, seen.preview)
        else:
            self._show_sealed(row, seen)

    def _show_taken(self, row: ArrivedRow) -> None:
        t, bench = self.t, self.bench
        self._head(row, words.office(bench, row.sender), row.number)
        notes = {kind: words.became(t, row.counts, kind) for kind in row.totals}
        self._show_totals(row.totals, row.records, notes)
        lines = [t("Taken in by {name}, {when}", name=row.by, when=words.moment(bench, row.at))]
        if row.made_at is not None:
            lines.append(t("Made there {when}", when=words.moment(bench, row.made_at)))
        if row.period:
            lines.append(t("Period: {period}", period=row.period))
        lines.append(t("Check code (SHA-256): {code}", code=words.short_code(row.digest)))
        self.facts.setText("\n".join(lines))

    def _show_preview(self, row: ArrivedRow, preview: Preview) -> None:
        t, bench = self.t, self.bench
        self._head(row, words.office(bench, preview.sender), preview.number)
        counts = asdict(preview.counts) if preview.counts is not None else {}
        notes = {kind: words.became(t, counts, kind) for kind in preview.totals if counts}
        self._show_totals(preview.totals, preview.records, notes)
        made = datetime.strptime(preview.made_at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        lines = [t("Made there {when}", when=words.moment(bench, made))]
        if preview.period:
            lines.append(t("Period: {period}", period=preview.period))
        lines.append(t("Signature and content are right; the sender is trusted."))
        lines.append(t("Check code (SHA-256): {code}", code=words.short_code(preview.digest)))
        self.facts.setText("\n".join(lines))
        self._place(preview)

    def _place(self, preview: Preview) -> None:
        t = self.t
        if preview.place is Place.GAP:
            self.advice.say(
                t("Something before this package is missing. Ask for the one before it, or for a new one, which holds "
                  "everything; this one waits here."), Tone.ATTENTION,
            )  # fmt: skip
        elif preview.place is Place.KNOWN:
            self.advice.say(t("All of this was taken in before. Taking it in again changes nothing."), Tone.BRAND)
        else:
            self.take.setVisible(self.may_take)
            if not self.may_take:
                self.advice.say(t("The operator takes it in."), Tone.BRAND)

    def _show_sealed(self, row: ArrivedRow, seen: Seen | None) -> None:
        t, bench = self.t, self.bench
        self.title.setText(t("A sealed package"))
        lines = [t("Came into the inbox {when}", when=words.moment(bench, row.at))]
        if row.bytes is not None:
            lines.append(t("Size: {size}", size=words.size(row.bytes)))
        lines.append(t("Check code (SHA-256): {code}", code=words.short_code(row.digest)))
        self.facts.setText("\n".join(lines))
        if seen is not None and seen.refused is not None:
            self._refuse(row, bench.sentence(seen.refused))
        elif row.reason is not None:
            self._refuse(row, self._reason(row.reason))
        else:
            self._chip(ArrivedState.WAITING)
            told = t("It is being checked…") if self.may_look else t("The operator or the supervisor looks into it.")
            self.advice.say(told, Tone.BRAND)

    def _refuse(self, row: ArrivedRow, sentence: str) -> None:
        self.title.setText(self.t("A package that cannot be taken in"))
        self._chip(ArrivedState.REFUSED)
        self.advice.say(sentence, Tone.DANGER)
        self.again.setVisible(self.may_look and row.path is not None)

    def _reason(self, reason: Reason) -> str:
        when = words.moment(self.bench, reason.at)
        told = self.t("Seen by {name}, {when}.", name=reason.by, when=when)
        return f"{self.t.sentence(reason.code, reason.values)} {told}"

    def _head(self, row: ArrivedRow, office: str, number_: int) -> None:
        self.title.setText(self.t("Package {number} of {office}", number=number(number_), office=office))
        self._chip(ArrivedState.TAKEN if row.state is ArrivedState.TAKEN else ArrivedState.WAITING)

    def _chip(self, state: ArrivedState) -> None:
        shown = words.arrived_chip(self.t, state)
        self.chip.say(shown.text, shown.tone)
        self.chip.show()

    def _show_totals(self, totals: Mapping[str, int], records: int, notes: Mapping[str, str]) -> None:
        self.totals.show_totals(totals, records, notes)
        self.totals.show()

    def _take(self) -> None:
        if self.seen is not None:
            self.taking.take([self.seen.path])

    def _look(self) -> None:
        if self.row is not None and self.row.path is not None:
            self.looking.look([self.row.path])

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.chip)
        self.column.addLayout(top)
        for part in (self.advice, self.totals, self.facts):
            self.add(part)
        self.column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        row.addWidget(self.take)
        row.addWidget(self.again)
        row.addStretch(1)
        self.column.addLayout(row)
