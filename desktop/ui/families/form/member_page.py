"""The fields of the member in view: what his family card says, and folded away what else is asked of him."""

from dataclasses import fields, replace
from datetime import date
from functools import cached_property, partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.rules.code_lists import CodeBook
from desktop.rules.terms import Presence
from desktop.services.families.fields import FieldProblem, MemberDetail
from desktop.services.families.living import PersonLiving
from desktop.ui.families.form.fold import Fold
from desktop.ui.families.form.keys import MORE
from desktop.ui.families.form.member_fields import disabilities, member_groups, member_values, with_member
from desktop.ui.families.form.person_more import PersonMore, summary
from desktop.ui.families.form.weighed import WIDE, WeighedPage, show_problem
from desktop.ui.kit.block import Block
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.words import full_day
from desktop.wording import Translator

LIVING = frozenset(field.name for field in fields(PersonLiving))


class MemberPage(QWidget):
    """`edited`: a person typed something; `passed_last`: Enter in the last field in view."""

    edited = Signal()
    passed_last = Signal()

    def __init__(self, t: Translator, book: CodeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t = t
        self._book = book
        inside = QWidget()
        self.area = Scroll(inside, self)  # before it is filled: what is filled is dressed anew with each move
        self.page = WeighedPage(t, member_groups(t, book), inside, widest=WIDE)
        self._shown = MemberDetail("")
        self.fold = Fold(t("School, health, work and papers"), self._make_more, MORE, inside)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.page)
        column.addWidget(self.fold)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        self.page.edited.connect(self.edited)
        self.page.passed_last.connect(self._passed)
        self.fold.opened.connect(self._opened)

    @cached_property
    def more(self) -> PersonMore:
        """Made when somebody needs it: most members are typed without."""
        made = PersonMore(self.t, self._book)
        made.put(self._shown.living)
        made.edited.connect(self.edited)
        made.passed_last.connect(self.passed_last)
        return made

    @property
    def blocks(self) -> dict[str, Block]:
        """The fields made so far."""
        return {**self.page.blocks, **(self.more.page.blocks if self._made else {})}

    def put(self, member: MemberDetail) -> None:
        """Show a member, with nothing said of him yet."""
        with QSignalBlocker(self):
            editor = self.page.blocks["disability"].widget
            values = member_values(member)
            if isinstance(editor, Combo):
                values["disability"] = self._book.resolved("disability", member.disability)
                editor.offer(disabilities(self.t, self._book, str(values["disability"])))
            for name, value in values.items():
                self.page.blocks[name].editor.put(value)
                self.page.blocks[name].say("")
            self._shown = member
            if self._made:
                self.more.put(member.living)
        self.fold.say(summary(self.t, self._book, member.living))

    def hold(self, day: date | None) -> None:
        """No other state is open to the member in view, where an event of this day says that he died or left."""
        block = self.page.blocks["presence"]
        assert isinstance(block.widget, Combo)
        block.widget.shut([] if day is None else [one for one in Presence if one is not self._shown.presence])
        block.advise(_held(self.t, day) if day else "")

    def read(self, member: MemberDetail) -> MemberDetail:
        """The member with what stands here."""
        values = {name: block.read() for name, block in self.page.blocks.items()}
        living = self.more.read(member.living) if self._made else member.living
        self.fold.say(summary(self.t, self._book, living))
        return replace(with_member(member, values), living=living)

    def say(self, found: dict[str, FieldProblem]) -> None:
        """Show what looks wrong beside its field."""
        for name, block in self.blocks.items():
            problem = found.get(name)
            if problem is not None or not block.unreadable():
                show_problem(self.t, block, problem)

    def propose(self, name: str, value: object) -> None:
        """Put a value into a field that nobody filled in."""
        with QSignalBlocker(self):
            self.page.blocks[name].editor.put(value)

    def go_to(self, name: str) -> None:
        if name in LIVING:
            self.fold.fold(away=False)
        self.blocks[name].widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._into_view(name)
        if name in LIVING or self.blocks[name].advice:
            # What was just unfolded, or is said under the field, has its place only once the window has laid it out.
            QTimer.singleShot(0, self, partial(self._into_view, name))

    def stuck(self) -> bool:
        """Whether a field cannot be read: leaving it would lose what is typed in it."""
        for name, block in self.blocks.items():
            if block.unreadable():
                block.say(block.check())
                self.go_to(name)
                return True
        return False

    def _into_view(self, name: str) -> None:
        self.area.ensureWidgetVisible(self.blocks[name], 0, Space.EDGE)

    @property
    def _made(self) -> bool:
        return "more" in self.__dict__

    def _make_more(self) -> QWidget:
        return self.more

    def _passed(self) -> None:
        """From the last field on: into what is unfolded, else out."""
        if self.fold.open:
            self._opened()
        else:
            self.passed_last.emit()

    def _opened(self) -> None:
        self.go_to("school_name")


def _held(t: Translator, day: date) -> str:
    return t("By the event of {day}. Take it back first: History, under Events.", day=full_day(t, day))
