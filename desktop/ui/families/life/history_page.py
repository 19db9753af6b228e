"""The history of one family, and beside it the family as it stood on any day."""

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.terms import Role as Who
from desktop.services.desk import Answer
from desktop.services.families.asof import StoodFamily
from desktop.services.families.detail import FamilyDetail
from desktop.services.life.history import EventLine, FamilyHistory
from desktop.ui.families.life.jobs import ReadHistory, ReadOn, Undo
from desktop.ui.families.life.stood import StoodView
from desktop.ui.families.life.timeline import Timeline
from desktop.ui.families.life.words import teller
from desktop.ui.families.panel_living import LivingParts
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.head import Head
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.question import Question
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import full_day, typed_day
from desktop.ui.screen import Bench
from desktop.wording.life import EVENTS


class HistoryPage(QWidget):
    """`left`: back to the list; `wanted` brings another family to show; `list_wanted`: all families on a day."""

    left = Signal()
    list_wanted = Signal()
    wanted = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench, self.t = bench, bench.t
        self.family: UUID | None = None
        self.found: FamilyHistory | None = None
        self.stood: StoodFamily | None = None
        self.head = Head("", "")
        self.notice = Notice()
        self.day = QLineEdit()
        self._name = ""
        self._asked: date | None = None  # the day whose answer is awaited or shown
        self._living = LivingParts(bench.shared)
        self._lines, self._then = QScrollArea(), QScrollArea()
        self._lay_out()

    def begin(self, family: UUID, name: str) -> None:
        """Read the history of a family."""
        self.family, self._name, self.found = family, name, None
        self.notice.clear()
        self.day.setText(f"{self.bench.desk.today():%d/%m/%Y}")
        self.head.say(self.t("History of the family of {name}", name=name), self.t("Opening…"))
        self._put(self._lines, QWidget())
        self._show_no_day()
        work = ReadHistory(self.bench.desk, family)
        self.bench.runner.submit(work, self._show, self._refused, lane=Lane.WRITE, newest="families.history")

    def look(self) -> None:
        """Show the family as it stood on the day typed."""
        day = typed_day(self.day.text())
        if day is None:
            self._show_no_day()
            self.notice.say(self.t("This is not a date. Type day, month and year, for example 17/08/1985."))
            return
        self.look_at(day)

    def look_at(self, day: date) -> None:
        if self.family is not None:
            self.day.setText(f"{day:%d/%m/%Y}")
            self.notice.clear()
            self._asked = day
            work = ReadOn(self.bench.desk, self.family, day)
            refused = partial(self._refuse_day, day)
            self.bench.runner.submit(work, self._show_stood, refused, lane=Lane.WRITE, newest="families.asof")

    def _show(self, found: FamilyHistory) -> None:
        self.found = found
        since = full_day(self.t, found.since)
        self.head.say(
            self.t("History of the family of {name}", name=self._name),
            self.t("Every state since {day} can be seen: as the register held it, not as it happened.", day=since),
        )
        undo = self._ask_undo if self.bench.desk.person.role is Who.OPERATOR else None
        self._put(self._lines, Timeline(teller(self.t, self.bench.shared.codes), found, undo, self.wanted.emit))
        self.day.setFocus()
        self.day.selectAll()

    def _show_stood(self, stood: StoodFamily) -> None:
        if stood.id == self.family and stood.on == self._asked:
            self.stood = stood
            self._put(self._then, StoodView(self.t, stood, self._living))

    def _show_no_day(self) -> None:
        """Take away what is shown: it would stand below a day that it is not of."""
        self._asked = self.stood = None
        self._put(self._then, label(self.t("Type a day and press Enter."), Role.SECONDARY, wrap=True))

    def _refuse_day(self, day: date, refused: Refused) -> None:
        if day == self._asked:
            self._show_no_day()
            self._refused(refused)

    def _ask_undo(self, event: EventLine) -> None:
        t = self.t
        question = Question(
            t("Take back this event?"),
            t(
                "{event}: everything it changed is put back as it was. Both stand in the history.",
                event=t(EVENTS[event.kind]),
            ),
            verb=t("Take the event back"),
            safe=t("Leave it"),
            reason=t("Why it was wrong"),
            parent=self,
        )
        question.agreed.connect(partial(self._undo, event.id))
        question.open()

    def _undo(self, event: UUID, reason: str) -> None:
        work = Undo(self.bench.desk, event, reason)
        self.bench.runner.submit(work, self._undone, self._refused, lane=Lane.WRITE)

    def _undone(self, answer: Answer[FamilyDetail]) -> None:
        self.bench.toast(self.t("The event is taken back."), None)
        caretaker = answer.value.caretaker
        self.begin(answer.value.id, caretaker.name if caretaker else self._name)

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.ATTENTION)

    def _put(self, place: QScrollArea, body: QWidget) -> None:
        old = place.takeWidget()
        if old is not None:
            old.deleteLater()
        place.setWidget(body)

    def _lay_out(self) -> None:
        t = self.t
        actions = [
            Action(t("Back"), self.left.emit, "arrow-left", "Esc"),
            Action(t("All families on a day…"), self.list_wanted.emit, "history"),
        ]
        self.head.offer(actions, primary=False)
        self.day.setAccessibleName(t("As it stood on"))
        self.day.setMaximumWidth(130)
        self.day.returnPressed.connect(self.look)
        asked = QHBoxLayout()
        asked.addWidget(label(t("As it stood on"), Role.LABEL))
        asked.addWidget(self.day)
        asked.addWidget(button(t("Show"), self.look, icon="history"))
        asked.addStretch(1)
        lines, then = Card(), Card()
        lines.add(self._lines, 1)
        then.column.addLayout(asked)
        then.add(self._then, 1)
        row = QHBoxLayout()
        row.setSpacing(Space.CARDS)
        row.addWidget(lines, 3)
        row.addWidget(then, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addLayout(row, 1)
        for place in (self._lines, self._then):
            place.setFrameShape(QFrame.Shape.NoFrame)
            place.setWidgetResizable(True)
            place.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
