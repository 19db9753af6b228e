"""The members of a family while it is written down: a short list, and the fields of the one chosen."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.services.families.checking import suggest
from desktop.services.families.fields import FieldProblem, MemberDetail
from desktop.ui.families.form.member_fields import disabilities, member_groups, member_values, with_member
from desktop.ui.families.form.weighed import WeighedPage
from desktop.ui.families.terms import RELATIONS, SEXES
from desktop.ui.kit.button import Action, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Size, Space, Tone
from desktop.ui.kit.words import day
from desktop.ui.screen import Bench

_ROWS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A member in the short list."""

    at: int
    name: str
    relation: str
    born: str
    state: ChipValue | None


def _at(line: Line) -> int:
    return line.at


def _name(line: Line) -> str:
    return line.name


def _relation(line: Line) -> str:
    return line.relation


def _born(line: Line) -> str:
    return line.born


def _state(line: Line) -> ChipValue | None:
    return line.state


class People(QWidget):
    """`edited`: something about the members was typed."""

    edited = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        self.t = t = bench.t
        self.members: list[MemberDetail] = []
        self.at = 0
        self._caretaker: int | None = None
        self.page = WeighedPage(t, member_groups(t))
        columns = (
            Column(t("Name"), _name, Kind.STRONG, "Siti Nurhalimah", stretch=2),
            Column(t("Relation"), _relation, sample="Kepala keluarga"),
            Column(t("Birth date"), _born, sample="30 Sep 2019"),
            Column("", _state, Kind.CHIP, max(t("To check"), t("Caretaker"), key=len)),
        )
        self.model = TableModel(t, columns, _at, self)
        self.view = TableView(self.model, t("Members"), dense=True)
        self.add_button = button(t("Add a member"), self.add_member, icon="plus")
        self.hint = Notice()
        self._lay_out()
        self.view.chosen.connect(self._chosen)
        self.page.edited.connect(self._edited)
        self.page.passed_last.connect(self.add_button.setFocus)

    def show_members(self, members: tuple[MemberDetail, ...], caretaker: int | None) -> None:
        self.members, self.at = list(members) or [MemberDetail("")], 0
        self._caretaker = caretaker
        self._show_current()
        self.show_lines([])

    def add_member(self) -> None:
        """Add an empty member and go to its name."""
        if self.stuck():
            return
        self.members.append(MemberDetail(""))
        self.go_to(len(self.members) - 1, "name")

    def drop_empty(self) -> None:
        """Take out members added last and never filled in."""
        while len(self.members) > 1 and self.members[-1] == MemberDetail(""):
            self.members.pop()
        if self.at >= len(self.members):
            self.at = len(self.members) - 1
            self._show_current()

    def go_to(self, at: int, name: str) -> None:
        """Show a member with the cursor in one field."""
        if at != self.at:
            self.at = at
            self._show_current()
            self.edited.emit()
        block = self.page.blocks[name]
        block.widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.area.ensureWidgetVisible(block, 0, Space.EDGE)

    def show_problems(self, found: list[FieldProblem], caretaker: int | None) -> None:
        """Show beside the fields what looks wrong with the member in view, and mark the others."""
        self._caretaker = caretaker
        here = {problem.name: problem for problem in found if problem.member == self.at}
        for name, block in self.page.blocks.items():
            problem = here.get(name)
            if problem is not None:
                block.say(self.t.sentence(problem.code, problem.values))
            elif not block.unreadable():
                block.say("")
        self.show_lines(found)
        self._hint()

    def show_lines(self, found: list[FieldProblem]) -> None:
        lines = [self._line(at, member, found) for at, member in enumerate(self.members)]
        with QSignalBlocker(self.view):
            self.model.replace(lines)
            self.view.choose(self.at)
        _fit(self.view, len(lines))

    def _line(self, at: int, member: MemberDetail, found: list[FieldProblem]) -> Line:
        t = self.t
        state = ChipValue(t("Caretaker"), Tone.BRAND) if at == self._caretaker else None
        if any(problem.member == at for problem in found):
            state = ChipValue(t("To check"), Tone.ATTENTION)
        relation = t(RELATIONS[member.relation]) if member.relation else ""
        born = day(t, member.birth_date) if member.birth_date else ""
        return Line(at, member.name or t("New member"), relation, born, state)

    def _chosen(self, line: Line | None) -> None:
        if line is None or line.at == self.at:
            return
        if self.stuck():
            self.show_lines([])
            return
        self.at = line.at
        self._show_current()
        self.edited.emit()

    def stuck(self) -> bool:
        """Whether a field cannot be read: leaving it would lose what is typed in it."""
        for block in self.page.blocks.values():
            if block.unreadable():
                block.say(block.check())
                block.widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _show_current(self) -> None:
        member = self.members[self.at]
        with QSignalBlocker(self.page):
            editor = self.page.blocks["disability"].widget
            if isinstance(editor, Combo):
                editor.offer(disabilities(self.t, member.disability))
            for name, value in member_values(member).items():
                self.page.blocks[name].editor.put(value)
                self.page.blocks[name].say("")
        self._hint()

    def _edited(self) -> None:
        values = {name: block.read() for name, block in self.page.blocks.items()}
        self.members[self.at] = with_member(self.members[self.at], values)
        self.edited.emit()

    def _hint(self) -> None:
        """Offer what the NIK says, or say what was taken from it."""
        t, member = self.t, self.members[self.at]
        found = suggest(member, self.bench.desk.today())
        words = [day(t, found.birth_date)] if found.birth_date else []
        words += [t(SEXES[found.sex])] if found.sex else []
        if words:
            sentence = t("The NIK says: {what}.", what=", ".join(words))
            self.hint.say(sentence, Tone.BRAND, Action(t("Take over"), self.take_over))
        elif member.birth_date_derived or member.sex_derived:
            self.hint.say(t("Birth date or sex was read from the NIK and not from a document yet."), Tone.NEUTRAL)
        else:
            self.hint.clear()

    def take_over(self) -> None:
        """Fill in what the NIK says, marked as derived."""
        member = self.members[self.at]
        found = suggest(member, self.bench.desk.today())
        if found.birth_date:
            member = replace(member, birth_date=found.birth_date, birth_date_derived=True)
        if found.sex:
            member = replace(member, sex=found.sex, sex_derived=True)
        self.members[self.at] = member
        self._show_current()
        self.edited.emit()

    def _lay_out(self) -> None:
        card = Card(inside=Space.GROUP)
        head = QHBoxLayout()
        head.addWidget(label(self.t("Members").upper(), Role.SECTION), 1)
        head.addWidget(self.add_button)
        card.column.addLayout(head)
        _fit(self.view, 1)
        card.add(self.view)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for block in self.page.blocks.values():
            if isinstance(block.widget, Combo):
                # As wide as its column, not as its longest choice.
                block.widget.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                block.widget.setMinimumContentsLength(6)
        self.area.setWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(card)
        column.addWidget(self.hint)
        column.addWidget(self.area, 1)


def _fit(view: TableView, lines: int) -> None:
    """As high as the members there are, up to a few; what is left is for the fields below."""
    rows = max(1, min(lines, _ROWS))
    view.setFixedHeight(view.horizontalHeader().height() + rows * Size.ROW_DENSE + 2)
