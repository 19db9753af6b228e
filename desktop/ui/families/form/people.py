"""The members of a family while it is written down: a short list, and the fields of the one chosen."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.families.checking import NOBODY, suggest
from desktop.services.families.fields import FieldProblem, MemberDetail
from desktop.ui.families.form.member_list import MemberList
from desktop.ui.families.form.member_page import MemberPage
from desktop.ui.families.form.nik_hint import NikHint
from desktop.ui.families.form.starting import FIRST, following, proposed, untouched
from desktop.ui.kit.tokens import Space
from desktop.ui.screen import Bench


class People(QWidget):
    """`edited`: something about the members was typed."""

    edited = Signal()

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench = bench
        self.t = bench.t
        self.members: list[MemberDetail] = []
        self.at = 0
        self._caretaker: int | None = None
        self._held: Mapping[UUID, date] = NOBODY
        self.list = MemberList(self.t, self.add_member, self)
        self.hint = NikHint(self.t, self)
        self.pages = MemberPage(self.t, bench.shared.codes.book, self)
        self.page = self.pages.page
        self.model, self.view, self.add_button = self.list.model, self.list.view, self.list.add_button
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.list)
        column.addWidget(self.hint)
        column.addWidget(self.pages, 1)
        self.list.chosen.connect(self._chosen)
        self.hint.wanted.connect(self.take_over)
        self.pages.edited.connect(self._edited)
        self.pages.passed_last.connect(self.add_button.setFocus)

    def show_members(
        self, members: tuple[MemberDetail, ...], caretaker: int | None, held: Mapping[UUID, date] = NOBODY
    ) -> None:
        """Show them, the first in view; `held` are those who are gone by an event, with its day."""
        self.members, self.at = list(members) or [FIRST], 0
        self._held = held
        self._caretaker = caretaker
        self.pages.fold.fold(away=True)
        self._show_current()
        self.show_lines([])

    def add_member(self) -> None:
        """Add an empty member and go to its name; where the last one is still empty, only go there."""
        if self.stuck():
            return
        if not untouched(self.members[-1]):
            self.members.append(following(self.members))
        self.go_to(len(self.members) - 1, "name")

    def drop_empty(self) -> None:
        """Take out members added last and never filled in."""
        while len(self.members) > 1 and untouched(self.members[-1]):
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
        self.pages.go_to(name)

    def show_problems(self, found: list[FieldProblem], caretaker: int | None) -> None:
        """Show beside the fields what looks wrong with the member in view, and mark the others."""
        self._caretaker = caretaker
        self.pages.say({problem.name: problem for problem in found if problem.member == self.at})
        self.show_lines(found)
        self._hint()

    def show_lines(self, found: list[FieldProblem]) -> None:
        self.list.show_members(self.members, self.at, self._caretaker, found)

    def stuck(self) -> bool:
        """Whether a field cannot be read: leaving it would lose what is typed in it."""
        return self.pages.stuck()

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

    def _chosen(self, at: int) -> None:
        if at == self.at:
            return
        if self.stuck():
            self.show_lines([])
            return
        self.at = at
        self._show_current()
        self.edited.emit()

    def _show_current(self) -> None:
        member = self.members[self.at]
        self.pages.put(member)
        self.pages.hold(self._held.get(member.id) if member.id else None)
        self._hint()

    def _edited(self) -> None:
        before = self.members[self.at]
        typed = self.pages.read(before)
        self.members[self.at] = proposed(before, typed, self.bench.desk.today())
        if self.members[self.at] != typed:
            self.pages.propose("school_level", self.members[self.at].school_level)
        self.edited.emit()

    def _hint(self) -> None:
        self.hint.show_for(self.members[self.at], self.bench.desk.today())
