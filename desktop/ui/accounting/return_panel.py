"""One return: its figures, who did what with it, its families, and the buttons for who may use them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from desktop.rules.terms import Role
from desktop.services.accounting.return_rows import ReturnRow
from desktop.services.money.rows import PaymentFilters
from desktop.ui.accounting.families import Families
from desktop.ui.accounting.return_acts import ReturnActs
from desktop.ui.accounting.return_words import about, facts, state, waits_for
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import Chip
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role as Style
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.rest import Rest
from desktop.ui.screen import Bench


class ReturnPanel(Card):
    """`proof_wanted` brings the return whose proof shall be seen."""

    proof_wanted = Signal(object)

    def __init__(self, bench: Bench, acts: ReturnActs) -> None:
        super().__init__()
        t = self.t = bench.t
        self.bench, self.acts = bench, acts
        self.row: ReturnRow | None = None
        self.number = label("", Style.SUBTITLE, wrap=True)
        self.chip = Chip()
        self.about = label("", Style.STRONG, wrap=True)
        self.facts = label("", Style.SECONDARY, wrap=True)
        self.turn = Notice()
        self.families = Families(bench, "return", narrow=True)
        self.confirm = button(t("Confirm…"), self._confirm, kind=Kind.PRIMARY, icon="check")
        self.decline = button(t("Decline…"), self._decline, icon="close")
        self.take_back = button(t("Take back…"), self._take_back, icon="undo")
        self.enter = button(t("Enter it"), self._enter, kind=Kind.PRIMARY, icon="check")
        self.account = button(t("Account…"), self._name_account, icon="bank-transfer-in")
        self.proof = button(t("Add proof…"), self._prove, icon="paperclip")
        self.look = button(t("See the proof"), self._look, icon="file-eye-outline")
        self.rest = Rest(bench.runner, self._ask, self)
        self._lay_out()
        self.show_row(None)

    @property
    def buttons(self) -> list[QPushButton]:
        return [self.confirm, self.decline, self.take_back, self.enter, self.account, self.proof, self.look]

    @property
    def offered(self) -> list[str]:
        """The words of the buttons this person sees."""
        return [one.text() for one in self.buttons if not one.isHidden()]

    def show_row(self, row: object) -> None:
        t, self.row = self.t, row if isinstance(row, ReturnRow) else None
        self._offer()
        if self.row is None:
            for part in (self.number, self.about, self.facts):
                part.clear()
            self.chip.say("", Tone.NEUTRAL)
            self.turn.clear()
            self.families.clear(t("Choose a return to see its families."))
            return
        shown = state(t, self.row)
        self.number.setText(self.row.sts_number or t("STS without a number"))
        self.chip.say(shown.text, shown.tone)
        self.about.setText(about(t, self.row))
        proof = t("Proof: {name}", name=self.row.proof_name) if self.row.proof_name else t("No proof yet")
        self.facts.setText("\n".join([*facts(t, self.row), proof]))
        whose = waits_for(t, self.row, self.bench.desk.person.role)
        if whose:
            self.turn.say(whose, Tone.BRAND)
        else:
            self.turn.clear()
        self.rest.start()

    def _offer(self) -> None:
        row, role = self.row, self.bench.desk.person.role
        waits, operator = row is not None and row.waits, role is Role.OPERATOR
        decides = waits and role is Role.SUPERVISOR and row is not None and not row.mine
        self.confirm.setVisible(decides)
        self.decline.setVisible(decides)
        self.take_back.setVisible(waits and operator)
        self.account.setVisible(waits and operator)
        self.proof.setVisible(waits and operator)
        self.enter.setVisible(operator and row is not None and row.id is None)
        self.look.setVisible(row is not None and bool(row.proof_name))

    def _ask(self) -> None:
        if self.row is None:
            return
        if self.row.taken_back:
            self.families.clear(self.t("Its families are unpaid again."))
        else:
            self.families.ask(self.row.key, PaymentFilters(sts_number=self.row.sts_number))

    def _confirm(self) -> None:
        if self.row is not None:
            self.acts.ask_confirm(self.row)

    def _decline(self) -> None:
        if self.row is not None:
            self.acts.ask_decline(self.row)

    def _take_back(self) -> None:
        if self.row is not None:
            self.acts.ask_take_back(self.row)

    def _enter(self) -> None:
        if self.row is not None:
            self.acts.complete(self.row)

    def _name_account(self) -> None:
        if self.row is not None:
            self.acts.ask_account(self.row)

    def _prove(self) -> None:
        if self.row is not None:
            self.acts.choose_proof(self.row)

    def _look(self) -> None:
        if self.row is not None:
            self.proof_wanted.emit(self.row)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.number, 1)
        top.addWidget(self.chip)
        self.column.addLayout(top)
        for part in (self.about, self.facts, self.turn):
            self.add(part)
        self.add(self.families, 1)
        for buttons in (
            (self.confirm, self.decline, self.take_back, self.enter, self.account),
            (self.proof, self.look),
        ):
            row = QHBoxLayout()
            row.setSpacing(Space.WITHIN)
            for made in buttons:
                row.addWidget(made)
            row.addStretch(1)
            self.column.addLayout(row)
