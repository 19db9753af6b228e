"""Entering what happened to a family: which kind, what is asked for it, and what follows, on one page."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.life import Life
from desktop.services.desk import Answer
from desktop.services.life.events import Event
from desktop.services.life.recording import Recorded
from desktop.services.life.splitting import SplitDone
from desktop.ui.families.life.draft import EventDraft
from desktop.ui.families.life.event_form import EventForm
from desktop.ui.families.life.jobs import Enter, OpenForEvent, Opening
from desktop.ui.families.life.keeping import DraftKeeper, loses, waits
from desktop.ui.families.life.menu import KindMenu
from desktop.ui.families.life.questions import KINDS
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.head import Head
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.screen import Bench
from desktop.wording.life import EVENTS

GONE = "family.unknown"


class LifePage(QWidget):
    """`saved` brings the id of the family once an event is entered; `left`: back to the list."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench, self.t = bench, bench.t
        self.opening: Opening | None = None
        self.kind = KINDS[0]
        self.busy = False
        self.head = Head("", "")
        self.menu = KindMenu(bench.t)
        self.notice = Notice()
        self.form = EventForm(bench.t)
        self.drafts = DraftKeeper(bench, self.form, self)
        self._lay_out()
        self.drafts.wanted.connect(self.resume)
        self.menu.chosen.connect(self._choose)
        self.form.submitted.connect(self._enter)

    def begin(
        self,
        family: UUID,
        kind: Life = Life.BIRTH,
        *,
        why: str = "",
        goes: UUID | None = None,
        draft: EventDraft | None = None,
    ) -> None:
        """Open a family to enter what happened to it.

        `why` says what made it come here, `goes` who leaves the card, `draft` what was typed before.
        """
        self.kind, self.opening = kind, None
        self.notice.clear()
        self.head.say(self.t("Event of a family"), self.t("Opening…"))
        self.form.clear()
        work = OpenForEvent(self.bench.desk, family)
        opened = partial(self._opened, why=why, goes=goes, draft=draft)
        refused = partial(self._refused, draft=draft)
        self.bench.runner.submit(work, opened, refused, lane=Lane.WRITE, newest="families.life")

    def resume(self, draft: EventDraft) -> None:
        """Go on with an event that was typed before and not saved."""
        self.begin(draft.family, draft.kind, draft=draft)

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.form.dirty

    def save(self) -> None:
        if not self.busy:
            self.form.submit()

    def leave(self) -> None:
        """Go back to the list, asking first where something would be lost."""
        if self.busy:
            return
        if not self.dirty:
            self.left.emit()
            return
        question = loses(self, self.t, self.t("This event was not saved."))
        question.agreed.connect(self._throw_away)
        question.open()

    def _opened(self, opening: Opening, why: str, goes: UUID | None, draft: EventDraft | None) -> None:
        self.opening = opening
        self.head.say(self.t("Event in the family of {name}", name=opening.name), opening.family.village)
        self.menu.choose(self.kind)
        self._choose(self.kind)
        if draft is not None:
            self.form.take(draft)
        elif opening.draft is not None:
            self.drafts.ask(opening.draft)
        if goes is not None:
            self.form.part(goes)
        if why and (goes is not None or opening.succession.possible):
            self.notice.say(why, Tone.ATTENTION)

    def _choose(self, kind: Life) -> None:
        """Ask what a kind needs to know; before typed answers would be lost, ask whether they are wanted."""
        if self.opening is None or (kind is self.kind and self.form.form is not None):
            return
        if self.form.only_carried:
            self._turn_to(kind)
            return
        question = loses(
            self, self.t, self.t("Another kind of event asks for other things. Day, paper and reason stay.")
        )
        question.agreed.connect(self.drafts.forget)
        question.agreed.connect(partial(self._turn_to, kind))
        question.rejected.connect(partial(self.menu.choose, self.kind))
        question.open()

    def _turn_to(self, kind: Life, _: str = "") -> None:
        """Where nobody may follow a caretaker, say what can be done."""
        if self.opening is None:
            return
        self.kind = kind
        self.notice.clear()
        self.form.begin(self.opening, kind, self.bench.desk.today())
        if kind is Life.CARETAKER and not self.opening.succession.possible:
            self.notice.say(
                self.t(
                    "Nobody in this family may receive the money. Enter first a guardian who moved in; "
                    "else the money goes back to the treasury."
                ),
                Tone.DANGER,
            )

    def _enter(self, event: Event) -> None:
        if self.busy or self.opening is None:
            return
        family = self.opening.family
        self.drafts.stop()
        self._dress(busy=True)
        self.bench.runner.submit(
            Enter(self.bench.desk, family.id, family.stamp, event),
            self._entered,
            self.form.refuse,
            ended=partial(self._dress, busy=False),
            lane=Lane.WRITE,
        )

    def _entered(self, answer: Answer[Recorded] | Answer[SplitDone]) -> None:
        """The event stands. Where the caretaker is gone, ask at once who follows."""
        t, done = self.t, answer.value
        self.form.clear()
        self.bench.toast(t("{event} is entered.", event=t(EVENTS[self.kind])), None)
        if isinstance(done, Recorded) and done.succession:
            why = t("The caretaker is gone. Name who receives the money from now on.")
            self.begin(done.family.id, Life.CARETAKER, why=why)
            return
        if isinstance(done, Recorded) and done.own_card is not None:
            why = t("Say who goes along to the new card; then both families stand by themselves.")
            self.begin(done.family.id, Life.SPLIT, why=why, goes=done.own_card)
            return
        self.saved.emit(done.stays.id if isinstance(done, SplitDone) else done.family.id)

    def _refused(self, refused: Refused, draft: EventDraft | None = None) -> None:
        """Where the family of an event typed before is gone, offer to drop the event: nobody can go on with it."""
        said = self.bench.sentence(refused)
        if draft is None or refused.code != GONE:
            self.notice.say(said, Tone.DANGER)
            return
        said = f"{waits(self.t, draft)} {said} {self.t('The event typed there can only be thrown away.')}"
        self.head.say(self.t("Event in the family of {name}", name=draft.name), "")
        self.notice.say(said, Tone.DANGER, Action(self.t("Throw away"), partial(self._throw_away, "")))

    def _throw_away(self, _: str) -> None:
        self.form.clear()
        self.drafts.forget()
        self.left.emit()

    def _dress(self, *, busy: bool) -> None:
        self.busy = busy
        self.menu.setEnabled(not busy)
        self.form.set_busy(busy)

    def _lay_out(self) -> None:
        t = self.t
        self.head.offer(
            [Action(t("Back"), self.leave, "arrow-left"), Action(t("Save"), self.save, "content-save-outline")]
        )
        row = QHBoxLayout()
        row.setSpacing(Space.CARDS)
        row.addWidget(self.menu)
        row.addWidget(self.form, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addLayout(row, 1)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        back.activated.connect(self.leave)
