"""How far each payer is with a list, and what can be done for the one that is chosen."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.paths import documents
from desktop.rules.payout_paths import MoneyPath
from desktop.rules.terms import Role
from desktop.services.desk import Answer
from desktop.services.money.keys import TrancheKey
from desktop.services.payers import routes, standing
from desktop.services.payers.routes import Moved, NewPath
from desktop.services.payers.standing import PayerRow
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.question import Question
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role as Style
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number
from desktop.ui.payers.terms import payer_columns, payer_key
from desktop.ui.screen import Bench

POST = "Kantor Pos"  # as programmes name it
ANSWERS = "*.xlsx *.xlsm *.xls *.ods *.csv *.txt"


class Paying(QWidget):
    """`file_wanted` brings a payer, `answer_wanted` a file and the payer whose answer it is.

    `back_wanted`: money that was paid came back to a payer.
    """

    file_wanted = Signal(str)
    answer_wanted = Signal(object, str)
    back_wanted = Signal()

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench, self.t = bench, bench.t
        self.key: TrancheKey | None = None
        self.may_edit = bench.desk.person.role is Role.OPERATOR
        self.may_enter = bench.desk.person.role in (Role.OPERATOR, Role.SUPERVISOR)
        t = bench.t
        self.notice = Notice(self)
        self.model = TableModel(t, payer_columns(t), payer_key, self)
        self.view = TableView(self.model, t("Payers"), self)
        self.empty = Empty("bank-outline")
        self.listed = Listed(self.view, self.empty, self)
        self.make = button(t("Make the file…"), self.ask_file, kind=Kind.PRIMARY, icon="file-export-outline")
        self.take = button(t("Take the answer…"), self.choose_answer, icon="file-import-outline")
        self.to_post = button(t("Move to the post…"), self.ask_move, icon="email-fast-outline")
        self.came_back = button(t("Money that came back…"), self.back_wanted.emit, icon="cash-refund")
        self.question: Question | None = None
        self._rows: tuple[PayerRow, ...] = ()
        self._lay_out()
        self.view.chosen.connect(self._dress)

    @property
    def acts(self) -> tuple[QPushButton, ...]:
        """What an operator does with a payer."""
        return self.make, self.take, self.to_post

    @property
    def row(self) -> PayerRow | None:
        row = self.view.row
        return row if isinstance(row, PayerRow) else None

    def ask(self, key: TrancheKey | None) -> None:
        """Show the payers of a list."""
        if key != self.key:
            self.notice.clear()
        self.key = key
        if key is None:
            self._show(())
        else:
            work = Ask(standing.payers, self.bench.desk, key)
            self.bench.runner.submit(work, self._show, self._refused, newest="payers.standing")

    def move_to_post(self, reason: str) -> None:
        """Let those who wait for an account be paid by the post (DOMAIN.md 2.7)."""
        if self.key is not None:
            wish = NewPath(MoneyPath.POST, POST, reason, without_account=True)
            work = Ask(routes.move, self.bench.desk, self.key, wish)
            self.bench.runner.submit(work, self._moved, self._refused, lane=Lane.WRITE)

    def ask_file(self) -> None:
        if self.row is not None:
            self.file_wanted.emit(self.row.payer)

    def choose_answer(self) -> None:
        if self.row is None:
            return
        t = self.t
        chosen, _ = QFileDialog.getOpenFileName(
            self, t("Choose the payer's answer"), str(documents()), f"{t('Spreadsheets')} ({ANSWERS})"
        )
        if chosen:
            self.answer_wanted.emit(Path(chosen), self.row.payer)

    def ask_move(self) -> None:
        """Ask for the reason; it stands in the log."""
        if self.row is None:
            return
        t, count = self.t, number(self.row.without_account.families)
        self.question = Question(
            t("Let {count} families without an account be paid by the post?", count=count),
            t("Each gets the path of the post until it is moved again. The log keeps the reason."),
            verb=t("Move to the post"), safe=t("Leave as it is"), reason=t("Reason"), parent=self,
        )  # fmt: skip
        self.question.agreed.connect(self.move_to_post)
        self.question.open()

    def _show(self, rows: tuple[PayerRow, ...]) -> None:
        self._rows = rows
        self.model.replace(rows)
        self.listed.show_rows(bool(rows))
        for part in self.acts:
            part.setVisible(self.may_edit and bool(rows))
        self.came_back.setVisible(self.may_enter and bool(rows))
        if not rows:
            self.empty.say(self._why_empty())
        if rows and self.view.row is None:
            self.view.choose(payer_key(rows[0]))
        self._dress(self.view.row)

    def _why_empty(self) -> str:
        if self.key is None:
            return self.t("Paths are given when a list is approved. No list is approved yet.")
        return self.t(
            "No payment of this list has a path: an older program approved it. All are paid at the desk until somebody "
            "moves them under Paths."
        )

    def _moved(self, answer: Answer[Moved]) -> None:
        moved = answer.value.moved
        words = self.t.many("{shown} payment moved.", "{shown} payments moved.", moved, shown=number(moved))
        self.notice.say(words, Tone.GOOD)
        self.ask(self.key)

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _dress(self, _: object) -> None:
        row = self.row
        away = row is not None and row.path is not MoneyPath.CASH
        waits = row is not None and (row.to_send.families + row.failed.families) > 0
        self.make.setEnabled(away and waits)
        self.take.setEnabled(away)
        self.came_back.setEnabled(any(one.paid.families for one in self._rows if one.path is not MoneyPath.CASH))
        self.to_post.setEnabled(row is not None and row.without_account.families > 0)

    def _lay_out(self) -> None:
        t = self.t
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.notice)
        card = Card(inside=Space.GROUP)
        words = t("What failed may be sent again; what is sent or without a transaction is in no second file.")
        card.add(label(words, Style.SECONDARY, wrap=True))
        card.add(self.listed, 1)
        column.addWidget(card, 1)
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        for part in (*self.acts, self.came_back):
            row.addWidget(part)
        row.addStretch(1)
        card.column.addLayout(row)
        for part in (*self.acts, self.came_back):
            part.hide()  # before a list is shown
