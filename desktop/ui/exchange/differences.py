"""What was changed in two offices: what waits for a decision, both values beside it, and what was decided."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from operator import attrgetter

from PySide6.QtWidgets import QVBoxLayout

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services.desk import Answer
from desktop.services.exchange import conflicts, settling_differences
from desktop.services.exchange.conflicts import ConflictDetail, ConflictRow, Decided
from desktop.ui.beside import Beside
from desktop.ui.exchange import difference_words
from desktop.ui.exchange.difference_panel import DifferencePanel
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.question import Question
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.screen import Bench
from desktop.ui.tabbed import Tab
from desktop.wording.exchange_desk import DECIDED


class DifferencesTab(Tab):
    """The open ones first; what was decided is a step away."""

    shown = ("record_conflict",)

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        t = self.t
        self.over = False  # whether the decided ones are in view
        may_decide = bench.desk.person.role in (Role.OPERATOR, Role.SUPERVISOR)
        self.notice = Notice(self)
        self.model = TableModel(t, self._columns(), attrgetter("id"), self)
        self.view = TableView(self.model, t("Differences between offices"), self)
        self.empty = Empty("check-circle-outline", self)
        self.listed = Listed(self.view, self.empty, self)
        self.panel = DifferencePanel(bench, may_decide, self)
        self.beside = Beside(bench, self.panel, conflicts.open_conflict, self.panel.show_detail, self)
        self.view.chosen.connect(self._chosen)
        self.panel.decided.connect(self._ask)
        card = Card(inside=Space.GROUP)
        card.add(self.listed, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.notice)
        column.addWidget(side_by_side(card, self.panel, self, shares=(50, 50)), 1)

    @property
    def offered(self) -> list[Action]:
        return [Action(self.t("What waits") if self.over else self.t("What was decided"), self._turn, "history")]

    def load(self) -> None:
        work = Ask(conflicts.listed, self.bench.desk, decided=self.over)
        self.bench.runner.submit(work, self._show, self._refused, newest="exchange.differences")

    def say(self, sentence: str) -> None:
        self.notice.say(sentence, Tone.GOOD)

    def take_focus(self) -> None:
        self.view.setFocus()

    def _turn(self) -> None:
        self.over = not self.over
        self.notice.clear()
        self.dressed.emit()
        self.load()

    def _show(self, rows: Sequence[ConflictRow]) -> None:
        t = self.t
        self.model.replace(rows)
        self.listed.show_rows(bool(rows))
        self.panel.setVisible(bool(rows))
        none = t("Nothing was decided yet.") if self.over else t(
            "No record was changed in two offices. Where one was, both values stand here, and a person decides."
        )  # fmt: skip
        self.empty.say(none, None)
        if not rows:
            self.beside.follow(None)

    def _chosen(self, row: object) -> None:
        self.beside.follow(row if isinstance(row, ConflictRow) else None)

    def _ask(self, detail: ConflictDetail, choice: Decided, taken: Sequence[str]) -> None:
        t = self.t
        question = Question(
            t("Keep this decision?"),
            f"{difference_words.whose(self.bench, detail.row)}\n{t(DECIDED[choice])}. "
            + t("The other value stays readable for ever; other offices get the decision with the next package."),
            verb=t("Keep the decision"),
            safe=t("Look again"),
            reason=t("Why is it decided so?"),
            calm=True,
            parent=self,
        )
        question.agreed.connect(partial(self._decide, detail, choice, tuple(taken)))
        question.open()

    def _decide(self, detail: ConflictDetail, choice: Decided, taken: Sequence[str], reason: str) -> None:
        desk, which = self.bench.desk, detail.row.id
        work = Ask(settling_differences.decide, desk, which, choice, reason, detail.stamp, taken)
        self.bench.runner.submit(work, self._decided, self._refused, lane=Lane.WRITE)

    def _decided(self, _: Answer[Decided]) -> None:
        self.say(self.t("Decided. It goes out with the next package."))
        self.load()

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _columns(self) -> list[Column]:
        t, bench = self.t, self.bench
        return [
            Column(t("What"), partial(difference_words.whose, bench), Kind.STRONG, "Orang: SITI AMINAH", stretch=3),
            Column(t("Came"), self._day, Kind.DATE),
            Column(t("State"), self._state, Kind.CHIP, t("Its owner decides")),
        ]

    def _day(self, row: ConflictRow) -> date:
        return self.bench.desk.local(row.came_at).date()

    def _state(self, row: ConflictRow) -> ChipValue:
        if row.decided is not None:
            return ChipValue(self.t(DECIDED[row.decided]), Tone.GOOD)
        return difference_words.decider(self.bench, row)
