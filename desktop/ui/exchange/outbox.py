"""What was sent: every package with what became of it, since when it waits, and the way to a new one."""

from collections.abc import Sequence
from functools import partial
from operator import attrgetter

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services.exchange import registers
from desktop.services.exchange.registers import NAG_DAYS, SentRow
from desktop.ui.exchange import words
from desktop.ui.exchange.copying import Copying
from desktop.ui.exchange.making import MakePage
from desktop.ui.exchange.record import RecordPage
from desktop.ui.exchange.sent_panel import SentPanel
from desktop.ui.exchange.sent_rows import columns
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.detail import side_by_side
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
from desktop.ui.screen import Bench
from desktop.ui.tabbed import Tab


class OutboxTab(Tab):
    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        t = self.t
        self.may_send = bench.desk.person.role is Role.OPERATOR
        self.newest: object = None
        self.nag, self.notice = Notice(self), Notice(self)
        self.model = TableModel(t, columns(bench), attrgetter("id"), self)
        self.view = TableView(self.model, t("Packages sent"), self)
        self.empty = Empty("package-up", self)
        self.listed = Listed(self.view, self.empty, self)
        self.foot = label("", Style.SECONDARY)
        self.copying = Copying(bench, self)
        self.panel = SentPanel(bench, self.copying, self)
        self.making: MakePage | None = None
        self.record: RecordPage | None = None
        self.question: Question | None = None
        self._lay_out()
        self.view.chosen.connect(self.panel.show_row)
        self.panel.record_wanted.connect(self.ask_record)
        self.copying.done.connect(self._copied)
        self.copying.failed.connect(self._not_copied)

    @property
    def offered(self) -> list[Action]:
        return [Action(self.t("New package…"), self.make, "package-up", "Ctrl+N")] if self.may_send else []

    def load(self) -> None:
        work = Ask(registers.sent, self.bench.desk)
        self.bench.runner.submit(work, self._show, self._refused, newest="exchange.sent")

    def say(self, sentence: str) -> None:
        self.notice.say(sentence, Tone.GOOD)

    def take_focus(self) -> None:
        self.view.setFocus()

    def make(self) -> None:
        """Make a package for another office."""
        self.notice.clear()
        if self.making is None:
            self.making = MakePage(self.bench, self)
            self.making.made.connect(self._made)
        self.making.begin()
        self.wanted.emit(self.making)

    def ask_record(self, row: SentRow) -> None:
        """Ask before a number of the register of letters is taken."""
        t = self.t
        self.question = Question(
            t("Make the record of this hand-over?"),
            t("It takes the next number of the register of letters. Where it was made before, a copy of it comes."),
            verb=t("Make the record"), safe=t("Not now"), calm=True, parent=self,
        )  # fmt: skip
        self.question.agreed.connect(partial(self.put_on_paper, row))
        self.question.open()

    def put_on_paper(self, row: SentRow, _: str = "") -> None:
        self.record = self.record or RecordPage(self.bench, self)
        self.wanted.emit(self.record)
        self.record.begin(row)

    def _made(self, package: object) -> None:
        self.newest = package

    def _show(self, rows: Sequence[SentRow]) -> None:
        self.model.replace(rows)
        if self.newest is not None and self.view.choose(self.newest):
            self.newest = None
        self.listed.show_rows(bool(rows))
        self.panel.setVisible(bool(rows))
        first = Action(self.t("New package…"), self.make) if self.may_send else None
        self.empty.say(self.t("No package was made yet. What you send lies here until the receiver has it."), first)
        self.foot.setText(self.t.many("{shown} package", "{shown} packages", len(rows), shown=number(len(rows))))
        self._ask_after(rows)

    def _ask_after(self, rows: Sequence[SentRow]) -> None:
        """Say which offices have said nothing for too long."""
        late: dict[str, int] = {}
        for row in rows:
            if row.late and row.waits is not None:
                late[row.receiver] = max(late.get(row.receiver, 0), row.waits)
        if not late:
            self.nag.clear()
            return
        named = ", ".join(words.office(self.bench, code) for code in late)
        self.nag.say(
            self.t(
                "No answer for more than {days} days: {offices}. Ask whether the package came, and send it once more "
                "if not; nothing is counted twice.", days=NAG_DAYS, offices=named,
            ),
            Tone.ATTENTION,
        )  # fmt: skip

    def _copied(self, sentence: str) -> None:
        self.say(sentence)
        self.load()

    def _not_copied(self, sentence: str, row: SentRow) -> None:
        again = Action(self.t("Copy again…"), partial(self.copying.choose_folder, row), "usb-flash-drive-outline")
        self.notice.say(sentence, Tone.DANGER, again)

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _lay_out(self) -> None:
        card = Card(inside=Space.GROUP)
        card.add(self.listed, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.foot, 1)
        foot.addWidget(label(self.t("↑ ↓ choose · F5 refresh"), Style.SECONDARY))
        card.column.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.nag)
        column.addWidget(self.notice)
        column.addWidget(side_by_side(card, self.panel, self, shares=(61, 39)), 1)
