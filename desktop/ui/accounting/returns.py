"""What went back to the treasury: every return with its state, and beside it what may be done with the one chosen."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services.accounting import returns
from desktop.services.accounting.return_rows import ReturnRow
from desktop.services.reports.kinds import READERS, Kind, Wish
from desktop.ui.accounting.return_acts import ReturnActs
from desktop.ui.accounting.return_panel import ReturnPanel
from desktop.ui.accounting.return_words import columns, key_of
from desktop.ui.accounting.wants import OnPaper, Propose, SeeProof
from desktop.ui.accounting.words import NOTHING, list_name, money
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.button import Action, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role as Style
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.screen import Bench
from desktop.ui.tabbed import Tab


class ReturnsTab(Tab):
    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        t = self.t
        self.may_make = bench.desk.person.role is Role.OPERATOR
        self.newest: object = None
        self.notice = Notice()
        self.model = TableModel(t, columns(t), key_of, self)
        self.view = TableView(self.model, t("Returns to the treasury"))
        self.empty = Empty("bank-transfer-in")
        self.listed = Listed(self.view, self.empty)
        self.foot = label("", Style.SECONDARY)
        self.paper = button(t("Returns of this list on paper…"), self._put_on_paper, icon="printer-outline")
        self.acts = ReturnActs(bench, self)
        self.panel = ReturnPanel(bench, self.acts)
        self._lay_out()
        self.view.chosen.connect(self._row_chosen)
        self.acts.done.connect(self._done)
        self.acts.failed.connect(self._refused)
        self.panel.proof_wanted.connect(self._see_proof)

    @property
    def row(self) -> ReturnRow | None:
        row = self.view.row
        return row if isinstance(row, ReturnRow) else None

    @property
    def offered(self) -> list[Action]:
        if not self.may_make:
            return []
        return [Action(self.t("Return money…"), self.propose, "bank-transfer-in", "Ctrl+N")]

    def choose(self, row: ReturnRow) -> None:
        """Show this one as soon as it is in the list."""
        self.newest = key_of(row)

    def load(self) -> None:
        work = Ask(returns.listing, self.bench.desk)
        self.bench.runner.submit(work, self._show, self._refused, newest="accounting.returns")

    def take_focus(self) -> None:
        self.view.setFocus()

    def propose(self) -> None:
        self.notice.clear()
        self.wanted.emit(Propose(None))

    def _show(self, rows: Sequence[ReturnRow]) -> None:
        t = self.t
        ordered: list[ReturnRow] = sorted(rows, key=_settled)
        self.model.replace(ordered)
        if self.newest is not None and self.view.choose(self.newest):
            self.newest = None
        self.listed.show_rows(bool(rows))
        first = Action(t("Return money…"), self.propose) if self.may_make else None
        self.empty.say(t("No money went back to the treasury yet. What is unpaid goes back here under an STS."), first)
        waiting = [row.figure for row in rows if row.waits]
        told = t("Waiting for a second person: {money}", money=money(t, sum(waiting, NOTHING)))
        words = t.many("{count} return", "{count} returns", len(rows))
        self.foot.setText(f"{words}   ·   {told}" if waiting else words)
        self._row_chosen(self.row)

    def _row_chosen(self, row: object) -> None:
        self.paper.setVisible(row is not None and self.bench.desk.person.role in READERS)
        self.panel.show_row(row)

    def _put_on_paper(self) -> None:
        if self.row is not None:
            wish, title = Wish(Kind.RETURNS, self.row.key), self.t("What went back to the treasury")
            self.wanted.emit(OnPaper(wish, title, list_name(self.t, self.row.key)))

    def _done(self, sentence: str) -> None:
        self.notice.say(sentence, Tone.GOOD)
        self.load()

    def _see_proof(self, row: ReturnRow) -> None:
        self.wanted.emit(SeeProof(row))

    def say(self, sentence: str) -> None:
        """Say what was done on another page."""
        self.notice.say(sentence, Tone.GOOD)

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _lay_out(self) -> None:
        card = Card(inside=Space.GROUP)
        card.add(self.listed, 1)
        below = QHBoxLayout()
        below.setSpacing(Space.WITHIN)
        below.addWidget(self.foot, 1)
        below.addWidget(self.paper)
        card.column.addLayout(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.notice)
        column.addWidget(side_by_side(card, self.panel, shares=(70, 30)), 1)


def _settled(row: ReturnRow) -> bool:
    """What waits comes first."""
    return not row.waits
