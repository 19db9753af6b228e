"""The first page of the family form: the family at the left, its members at the right."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.services.families.fields import FamilyFields, FieldProblem
from desktop.services.families.living import FamilyLiving
from desktop.ui.families.form.home import Home
from desktop.ui.families.form.people import People
from desktop.ui.kit.tokens import Space
from desktop.ui.screen import Bench

_HOME_WIDTH = 356


class Front(QWidget):
    """The common path: whoever types a family card needs no other page. `edited`: a person typed something."""

    edited = Signal()

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.home = Home(bench, self)
        self.people = People(bench, self)
        self.home.setFixedWidth(_HOME_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CARDS)
        row.addWidget(self.home)
        row.addWidget(self.people, 1)
        self.home.edited.connect(self.edited)
        self.people.edited.connect(self.edited)
        self.home.finished.connect(self._to_people)

    def put(self, fields: FamilyFields, held: Mapping[UUID, date], *, gone: bool) -> None:
        """Show a family; `held` are those who are gone by an event, with its day; `gone`: so is the caretaker."""
        self.people.show_members(fields.members, fields.caretaker, held)
        self.home.show_fields(replace(fields, members=tuple(self.people.members)), gone=gone)
        self.home.go_to("no_kk")

    def read(self, living: FamilyLiving | None) -> FamilyFields:
        """The family as it stands here, with how it lives as it stands elsewhere."""
        return self.home.read(FamilyFields(tuple(self.people.members), living=living))

    def offer_people(self, fields: FamilyFields) -> None:
        self.home.offer_people(fields)

    def show_problems(self, shown: list[FieldProblem], caretaker: int | None) -> None:
        self.home.show_problems(shown)
        self.people.show_problems(shown, caretaker)

    def holds(self, member: str, name: str) -> bool:
        """Whether a field stands on this page; `member` is the position as text, "" for the family's own."""
        return name in (self.people.pages.blocks if member else self.home.page.blocks)

    def go_to(self, member: str, name: str) -> None:
        if member:
            self.people.go_to(int(member), name)
        else:
            self.home.go_to(name)

    def _to_people(self) -> None:
        self.people.go_to(self.people.at, "name")
