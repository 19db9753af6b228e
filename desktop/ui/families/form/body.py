"""The body of the family form: the family at the left, its members at the right, problems beside the fields."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.families.checking import needs_reason, problems
from desktop.services.families.fields import FamilyFields, FieldProblem
from desktop.ui.families.form.home import Home
from desktop.ui.families.form.people import People
from desktop.ui.families.form.reason import ReasonCard
from desktop.ui.kit.summary import Summary
from desktop.ui.kit.tokens import Space
from desktop.ui.screen import Bench

_HOME_WIDTH = 356


class FormBody(QWidget):
    """`edited`: a person typed something."""

    edited = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.t = bench.t
        self.summary = Summary(self.t)
        self.reason = ReasonCard(self.t)
        self.home = Home(bench)
        self.people = People(bench)
        self.home.setFixedWidth(_HOME_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.summary)
        column.addWidget(self.reason)
        row = QHBoxLayout()
        row.setSpacing(Space.CARDS)
        row.addWidget(self.home)
        row.addWidget(self.people, 1)
        column.addLayout(row, 1)
        for part in (self.home, self.people, self.reason):
            part.edited.connect(self._edited)
        self.home.finished.connect(self._to_people)
        self.summary.chosen.connect(self.go_to)

    @property
    def fields(self) -> FamilyFields:
        """The family as it stands here."""
        return self.home.read(FamilyFields(tuple(self.people.members)))

    def put(self, fields: FamilyFields, reason: str) -> None:
        self.people.show_members(fields.members, fields.caretaker)
        self.home.show_fields(replace(fields, members=tuple(self.people.members)))
        self.reason.put(reason)
        self.summary.show_problems({})
        self.home.go_to("no_kk")

    def weigh(self, before: FamilyFields, today: date, *, insist: bool) -> list[FieldProblem]:
        """Show what looks wrong; what is merely missing only when `insist`. Answers what forbids saving."""
        fields = self.fields
        found = problems(fields, today)
        shown = [problem for problem in found if insist or _typed(fields, problem)]
        self.home.show_problems(shown)
        self.people.show_problems(shown, fields.caretaker)
        self.reason.ask(needed=bool(needs_reason(fields, before, today)))
        walls = [problem for problem in found if problem.refuses]
        return [*walls, FieldProblem(None, "reason", "family.reason_needed")] if self.reason.missing else walls

    def say_walls(self, walls: list[FieldProblem]) -> None:
        """Say at the top what forbids saving, each a link to its field, and go to the first."""
        told = {_link(wall): (self._label(wall), self.t.sentence(wall.code, wall.values)) for wall in walls}
        self.summary.show_problems(told)
        if walls:
            self.go_to(_link(walls[0]))

    def go_to(self, link: str) -> None:
        member, _, name = link.partition("/")
        if name == "reason":
            self.reason.take_focus()
        elif member and name in self.people.page.blocks:
            self.people.go_to(int(member), name)
        elif name in self.home.page.blocks:
            self.home.go_to(name)

    def _label(self, problem: FieldProblem) -> str:
        """The field, and of which member it is: the fields below show one member only."""
        page = self.home.page if problem.member is None else self.people.page
        name = page.blocks[problem.name].field.label if problem.name in page.blocks else self.t("Reason")
        if problem.member is None:
            return name
        member = self.people.members[problem.member].name or self.t("Member {number}", number=problem.member + 1)
        return f"{member} · {name}"

    def _edited(self) -> None:
        self.home.offer_people(self.fields)
        self.edited.emit()

    def _to_people(self) -> None:
        self.people.go_to(self.people.at, "name")


def _link(problem: FieldProblem) -> str:
    return f"{'' if problem.member is None else problem.member}/{problem.name}"


def _typed(fields: FamilyFields, problem: FieldProblem) -> bool:
    """Whether the problem is in something typed, not in something still to come."""
    if problem.member is None:
        return bool(getattr(fields, problem.name, None)) and problem.name != "members"
    return bool(getattr(fields.members[problem.member], problem.name, None))
