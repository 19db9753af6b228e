"""People to look into: who died by a list, who is staff or a civil servant by one; a person decides each."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from desktop.errors import Refused
from desktop.rules.terms import Role as Who
from desktop.services.desk import Answer
from desktop.services.official_lists import waiting
from desktop.services.official_lists.waiting import Waiting
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Kind as ButtonKind
from desktop.ui.kit.button import button
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.question import Question
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import day
from desktop.ui.official_lists.words import WAITING
from desktop.ui.screen import Bench
from desktop.wording import Translator


class Looking(Card):
    """`family_wanted` brings the id of a family; `counted` how many wait."""

    family_wanted = Signal(object)
    counted = Signal(int)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.bench = bench
        self.t = t = bench.t
        self.notice = Notice()
        self.model = TableModel(t, columns(t), _key, self)
        self.view = TableView(self.model, t("To look into"))
        self.empty = Empty("account-check-outline")
        self.empty.say(t("Nobody waits to be looked into. Who died by a list, or works for the state, stands here."))
        may = bench.desk.person.role is Who.OPERATOR
        self.open = button(
            t("Open the family"), self.open_family, kind=ButtonKind.PRIMARY, icon="account-group-outline"
        )
        self.close_it = button(t("Needs nothing…"), self.ask_reason, icon="check")
        self._lay_out()
        self.close_it.setVisible(may)
        self.view.opened.connect(self._opened)

    def ask(self) -> None:
        self.bench.runner.submit(Ask(waiting.waiting, self.bench.desk), self._show, newest="lists.waiting")

    def open_family(self) -> None:
        row = self.view.row
        if isinstance(row, Waiting):
            self.family_wanted.emit(row.household)

    def ask_reason(self) -> None:
        """Ask why the list does not hold, or needs nothing done; the reason is kept."""
        row = self.view.row
        if not isinstance(row, Waiting):
            return
        t = self.t
        question = Question(
            t("What was found about {name}?", name=row.name),
            t("The family stays as it is. The reason is kept, and only a newer list asks again."),
            verb=t("Close it"),
            safe=t("Leave it open"),
            reason=t("Reason"),
            parent=self,
        )
        question.agreed.connect(_Agreed(self, row.task))
        question.open()

    def close_task(self, task: UUID, reason: str) -> None:
        work = Ask(waiting.close, self.bench.desk, task, reason)
        self.bench.runner.submit(work, self._closed, self._failed, lane=Lane.WRITE)

    def _show(self, waiting: tuple[Waiting, ...]) -> None:
        self.notice.clear()
        self.model.replace(waiting)
        self._pages.setCurrentIndex(0 if waiting else 1)
        for part in (self.open, self.close_it):
            part.setEnabled(bool(waiting))
        self.counted.emit(len(waiting))

    def _closed(self, _answer: Answer[None]) -> None:
        self.ask()

    def _failed(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _opened(self, row: Waiting) -> None:
        self.family_wanted.emit(row.household)

    def _lay_out(self) -> None:
        t = self.t
        words = t("Nobody is marked as dead and no family is stopped by a list: look into it, then record what is so.")
        self.add(label(words, Role.SECONDARY, wrap=True))
        self.add(self.notice)
        pages = QWidget(self)
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        self.add(pages, 1)
        row = QHBoxLayout()
        row.addWidget(self.open)
        row.addWidget(self.close_it)
        row.addStretch(1)
        self.column.addLayout(row)


@dataclass(frozen=True, slots=True)
class _Agreed:
    looking: Looking
    task: UUID

    def __call__(self, reason: str) -> None:
        self.looking.close_task(self.task, reason)


@dataclass(frozen=True, slots=True)
class _Why:
    t: Translator

    def __call__(self, row: Waiting) -> ChipValue:
        tone = Tone.DANGER if row.kind == "listed_death" else Tone.ATTENTION
        return ChipValue(self.t(WAITING[row.kind]), tone)


def _key(row: Waiting) -> UUID:
    return row.task


def _name(row: Waiting) -> str:
    return row.name


def _village(row: Waiting) -> str:
    return row.village


def _source(row: Waiting) -> str:
    return row.source_name


def _day(row: Waiting) -> object:
    return row.as_of


@dataclass(frozen=True, slots=True)
class _Before:
    """What a person found when an older list said the same, and on which day."""

    t: Translator

    def __call__(self, row: Waiting) -> str:
        return f"{day(self.t, row.decided_on)} · {row.decided}" if row.decided_on else ""


def columns(t: Translator) -> Sequence[Column]:
    longest = max((t(word) for word in WAITING.values()), key=len)
    return (
        Column(t("Name"), _name, Kind.STRONG, "SITI NURHALIMAH PUTRI", stretch=2),
        Column(t("Village"), _village, sample="Sukamaju", stretch=1),
        Column(t("Why"), _Why(t), Kind.CHIP, longest),
        Column(t("List"), _source, sample="Dukcapil", stretch=1),
        Column(t("As of"), _day, Kind.DATE),
        Column(t("Decided before"), _Before(t), sample="Masih hidup, ditemui", stretch=2),
    )
