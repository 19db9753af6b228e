"""Housing and belongings of a family: the questions of the code lists, by kind, as found on a day."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.rules.code_lists import CodeBook, CodeList, ListKind
from desktop.services.families.fields import FieldProblem
from desktop.services.families.living import HousingState
from desktop.ui.families.form.weighed import WeighedPage
from desktop.ui.kit.block import Block
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.tokens import Space
from desktop.wording import N_, Translator

ON = "housing_on"
GROUPS = {"house": N_("House"), "belongings": N_("Belongings"), "livestock": N_("Livestock")}
_COLUMNS = 4
_WIDEST = 256  # the longest answers: of walls, and where waste goes


class HousingPage(Scroll):
    """`edited`: a person answered something; `finished`: Enter in the last field."""

    edited = Signal()
    finished = Signal()

    def __init__(self, t: Translator, book: CodeBook, place: QVBoxLayout) -> None:
        inside = QWidget()
        super().__init__(inside)
        # In its place before it is filled: moving so many fields about takes as long as making them.
        place.addWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        self._questions = {one.name: one for group in GROUPS for one in book.group(group)}
        self.page = WeighedPage(t, _groups(t, book), inside, widest=_WIDEST)
        column.addWidget(self.page)
        self.t = t
        self._book = book
        self._before = HousingState()
        for name, block in self.page.blocks.items():
            if name != ON:
                block.widget.setToolTip(self._questions[name].title)
        self.page.edited.connect(self.edited)
        self.page.passed_last.connect(self.finished)

    def put(self, state: HousingState) -> None:
        """Show the answers of a day."""
        self._before = state
        with QSignalBlocker(self.page):
            self.page.blocks[ON].editor.put(state.on)
            for name, question in self._questions.items():
                self._put(question, self._book.resolved(name, state.answers.get(name, "")))
                self.page.blocks[name].say("")

    def read(self, today: date) -> HousingState:
        """What stands here; answers without a day were found today."""
        on = self.page.blocks[ON].read()
        answers = {name: answer for name in self._questions if (answer := self._read(name))}
        # What is kept of questions that no list asks any more stays.
        answers |= {name: kept for name, kept in self._before.answers.items() if name not in self._questions}
        state = HousingState(on if isinstance(on, date) else None, answers)
        if answers and state.on is None:
            return replace(state, on=today)
        return state

    def stuck(self) -> Block | None:
        """A field that cannot be read: saving would lose what is typed in it."""
        for block in self.page.blocks.values():
            if block.unreadable():
                block.say(block.check())
                return block
        return None

    def say(self, found: dict[str, FieldProblem]) -> None:
        problem = found.get(ON)
        block = self.page.blocks[ON]
        if problem is not None:
            block.say(self.t.sentence(problem.code, problem.values))
        elif not block.unreadable():
            block.say("")

    def go_to(self, name: str) -> None:
        block = self.page.blocks[name]
        block.widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(block, 0, Space.EDGE)

    def _put(self, question: CodeList, kept: str) -> None:
        block = self.page.blocks[question.name]
        if question.kind is ListKind.NUMBER:
            block.editor.put(int(kept) if kept.isdecimal() else None)
            return
        if isinstance(block.widget, Combo):
            block.widget.offer(_choices(self._book, question, kept))
        block.editor.put(kept)

    def _read(self, name: str) -> str:
        value = self.page.blocks[name].read()
        if value not in (None, ""):
            return str(value)
        kept = self._book.resolved(name, self._before.answers.get(name, ""))
        number = self._questions[name].kind is ListKind.NUMBER
        # A number nobody can read is not shown, and stays until another is typed.
        return kept if number and kept and not kept.isdecimal() else ""


def _groups(t: Translator, book: CodeBook) -> list[Group]:
    groups = []
    for name, title in GROUPS.items():
        first = (Field(ON, t("Seen on"), Kind.DATE),) if name == "house" else ()
        groups.append(Group(t(title), (*first, *(_field(one) for one in book.group(name))), columns=_COLUMNS))
    return groups


def _field(question: CodeList) -> Field:
    if question.kind is ListKind.NUMBER:
        return Field(question.name, question.title, Kind.NUMBER, unit=question.unit)
    # Its choices come with the answer.
    return Field(question.name, question.title, Kind.CHOICE)


def _choices(book: CodeBook, question: CodeList, kept: str) -> list[tuple[object, str]]:
    return [("", "-"), *book.choices(question.name, kept)]
