"""A family written down or changed, kept as a draft while one types."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.desk import Answer
from desktop.services.families import drafting
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.drafting import FamilyDraft
from desktop.services.families.fields import FamilyFields
from desktop.ui.families.form.body import FormBody
from desktop.ui.families.form.jobs import DropDraft, KeepDraft, Save
from desktop.ui.families.form.starting import FIRST
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.head import Head
from desktop.ui.kit.question import Question
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.ui.rest import Rest
from desktop.ui.screen import Bench

KEEP_MS = 2_000
EMPTY = FamilyFields((FIRST,))


class FamilyForm(QWidget):
    """`saved` brings the family as saved; `left` says that the form is done with."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench = bench
        self.t = t = bench.t
        self.open = False
        self.busy = False
        self.family: UUID | None = None
        self._stamp = 0
        self._before = EMPTY
        self._initial: FamilyFields | None = None
        self._insist = False  # once told to save, it says what is missing too
        self.head = Head("", "", self)
        self.head.offer(
            [Action(t("Back"), self.leave, "arrow-left"), Action(t("Save"), self.save, "content-save-outline")]
        )
        self.head.buttons[-1].setToolTip(t("Save (Ctrl+S)"))
        self.body = FormBody(bench, self)
        self._keep = Rest(bench.runner, self._keep_soon, self, milliseconds=KEEP_MS)
        self._lay_out()

    def begin(self, opened: FamilyDetail | None = None, draft: FamilyDraft | None = None) -> None:
        """Start empty, with a family opened for changing, or with what was kept of either."""
        self._before = opened.fields if opened else FamilyFields(())
        source = draft or opened
        self._stamp = source.stamp if source else 0
        self.family = opened.id if opened else draft.family if draft else None
        self._insist = self.family is not None
        self.open = True
        fields = draft.fields if draft else opened.fields if opened else EMPTY
        self.body.put(fields, draft.reason if draft else "", opened)
        self._initial = None if draft else self.body.fields
        self._dress(busy=False)
        self.body.weigh(self._before, self.bench.desk.today(), insist=self._insist)

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.open and self.body.fields != self._initial

    def draft(self) -> FamilyDraft:
        return FamilyDraft(self.body.fields, self.family, self._stamp, self.body.reason.text)

    def keep_now(self) -> None:
        """Keep what is typed at once: the office is about to close."""
        if self.dirty and not self.busy:
            self._keep.stop()
            drafting.keep(self.bench.desk, self.draft())

    def save(self) -> None:
        """Save, or show what stands in the way."""
        if self.busy:
            return
        self.body.people.drop_empty()
        self._insist = True
        walls = self.body.weigh(self._before, self.bench.desk.today(), insist=True)
        self.body.say_walls(walls)
        if not walls and not self.body.stuck():
            self._dress(busy=True)
            work = Save(self.bench.desk, self.family, self._stamp, self.body.fields, self.body.reason.text)
            ended = partial(self._dress, busy=False)
            self.bench.runner.submit(work, self._saved, self._refused, ended=ended, lane=Lane.WRITE)

    def leave(self) -> None:
        """Go back to the list, asking first where something would be lost."""
        if self.busy:
            return
        if not self.dirty:
            self.open = False
            self.left.emit()
            return
        t = self.t
        question = Question(
            t("Throw away what was typed?"),
            t("This family was not saved."),
            verb=t("Throw away"),
            safe=t("Go on typing"),
            parent=self,
        )
        question.agreed.connect(self._throw_away)
        question.open()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed at once: nobody sees it any more, and the window may be closing."""
        if self._keep.isActive():
            self._keep.stop()
            self._keep_soon()
        super().hideEvent(event)

    def _edited(self) -> None:
        self.body.weigh(self._before, self.bench.desk.today(), insist=self._insist)
        self._dress(busy=False)
        if self.dirty:
            self._keep.start()
            self.body.look(self.family)

    def _saved(self, answer: Answer[FamilyDetail]) -> None:
        self._keep.stop()
        self.open = False
        self.body.home.remember(answer.value.fields.village_code)
        self.saved.emit(answer.value)

    def _refused(self, refused: Refused) -> None:
        self.body.summary.show_problems({"": ("", self.bench.sentence(refused))})

    def _throw_away(self, _: str) -> None:
        self._keep.stop()
        self.open = False
        self.bench.runner.submit(DropDraft(self.bench.desk), lane=Lane.WRITE)
        self.left.emit()

    def _keep_soon(self) -> None:
        if self.dirty and not self.busy:
            work = KeepDraft(self.bench.desk, self.draft())
            self.bench.runner.submit(work, lane=Lane.WRITE, newest="families.draft")

    def _dress(self, *, busy: bool) -> None:
        """Say what is written down and how it stands; nothing can be typed while it is saved."""
        t = self.t
        self.busy = busy
        self.body.setEnabled(not busy)
        state = t("Saving…") if busy else t("Not saved yet") if self.dirty else t("Nothing changed yet")
        self.head.say(t("New family") if self.family is None else t("Change a family"), state)
        for made in self.head.buttons:
            made.setEnabled(not busy)

    def _lay_out(self) -> None:
        t = self.t
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.head)
        column.addWidget(self.body, 1)
        keys = t(
            "Enter next field · Ctrl+Enter another member · Ctrl+T what the NIK says · Ctrl+D village as before · "
            "F4 school and work · Alt+1…3 page · Ctrl+S save"
        )
        column.addWidget(label(keys, Role.SECONDARY))
        self.body.edited.connect(self._edited)
        self.body.finished.connect(self.head.buttons[-1].setFocus)
        for key, slot in ((QKeySequence.StandardKey.Save, self.save), (QKeySequence.StandardKey.Cancel, self.leave)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(slot)
