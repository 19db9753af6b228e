"""The members of a family in short: who they are, and who of them needs a look."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.rules.terms import Presence
from desktop.services.families.fields import FieldProblem, MemberDetail
from desktop.ui.families.form.keys import ADD, ADD_ON_THE_PAD, on_key
from desktop.ui.families.terms import PRESENCES, RELATIONS
from desktop.ui.kit.button import button
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Size, Space, Tone
from desktop.ui.kit.words import day
from desktop.wording import Translator

_ROWS = 4


@dataclass(frozen=True, slots=True)
class Line:
    at: int
    name: str
    relation: str
    born: str
    state: ChipValue | None


class MemberList(Card):
    """`chosen` brings the position of a member."""

    chosen = Signal(int)

    def __init__(self, t: Translator, add: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, inside=Space.GROUP)
        self.t = t
        longest = max((t("To check"), t("Caretaker"), *map(t, PRESENCES.values())), key=len)
        columns = (
            Column(t("Name"), _name, Kind.STRONG, "Siti Nurhalimah", stretch=2),
            Column(t("Relation"), _relation, sample="Kepala keluarga"),
            Column(t("Birth date"), _born, sample="30 Sep 2019"),
            Column("", _state, Kind.CHIP, longest),
        )
        self.model = TableModel(t, columns, _at, self)
        self.view = TableView(self.model, t("Members"), dense=True)
        self.add_button = button(t("Add a member"), add, icon="plus")
        self.add_button.setToolTip(f"{t('Add a member')} (Ctrl+Enter)")
        for key in (ADD, ADD_ON_THE_PAD):
            on_key(key, add, self)
        head = QHBoxLayout()
        head.addWidget(label(t("Members").upper(), Role.SECTION), 1)
        head.addWidget(self.add_button)
        self.column.addLayout(head)
        self.add(self.view)
        self._fit(1)
        self.view.chosen.connect(self._chosen)

    def show_members(
        self, members: list[MemberDetail], at: int, caretaker: int | None, found: list[FieldProblem]
    ) -> None:
        """Show them all, one chosen; those with a problem are marked."""
        doubted = {problem.member for problem in found}
        lines = [
            Line(
                place,
                member.name or self.t("New member"),
                self.t(RELATIONS[member.relation]) if member.relation else "",
                day(self.t, member.birth_date) if member.birth_date else "",
                self._mark(member, doubted=place in doubted, caretaker=place == caretaker),
            )
            for place, member in enumerate(members)
        ]
        with QSignalBlocker(self.view):
            self.model.replace(lines)
            self.view.choose(at)
        self._fit(len(lines))

    def _mark(self, member: MemberDetail, *, doubted: bool, caretaker: bool) -> ChipValue | None:
        t = self.t
        if doubted:
            return ChipValue(t("To check"), Tone.ATTENTION)
        if member.presence is not Presence.LIVING_HERE:
            return ChipValue(t(PRESENCES[member.presence]), Tone.NEUTRAL)
        return ChipValue(t("Caretaker"), Tone.BRAND) if caretaker else None

    def _chosen(self, line: Line | None) -> None:
        if line is not None:
            self.chosen.emit(line.at)

    def _fit(self, lines: int) -> None:
        """As high as the members there are, up to a few; what is left is for the fields below."""
        rows = max(1, min(lines, _ROWS))
        self.view.setFixedHeight(self.view.horizontalHeader().height() + rows * Size.ROW_DENSE + 2)


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
