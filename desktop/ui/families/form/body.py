"""The body of the family form: its pages under tabs, problems beside the fields, what forbids saving at the top."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.services.families.checking import NOBODY, asks, needs_reason, problems, walls
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.fields import FamilyFields, FieldProblem
from desktop.services.families.living import FamilyLiving
from desktop.services.families.resembling import Asked
from desktop.ui.families.form.behind import HOUSING, TABS, Behind, counts
from desktop.ui.families.form.front import Front
from desktop.ui.families.form.reason import ReasonCard
from desktop.ui.families.form.tab_row import TabRow
from desktop.ui.families.resembling import Resembling
from desktop.ui.kit.summary import Summary
from desktop.ui.kit.tokens import Space
from desktop.ui.screen import Bench

FRONT = 0


class FormBody(QWidget):
    """`edited`: a person typed something; `finished`: Enter in the very last field."""

    edited = Signal()
    finished = Signal()

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench = bench
        self.t = t = bench.t
        self._before: FamilyLiving | None = None
        self._registered: date | None = None
        self._held: Mapping[UUID, date] = NOBODY
        self._gone = False
        # Each in its place before it is filled, in the order of Tab: what is filled is dressed anew with each move.
        self.summary = Summary(t, self)
        self.reason = ReasonCard(t, self)
        names = (t("Family and members"), t("House and belongings"), t("Account, other aid, map"))
        self.tabs = TabRow(t, names, self)
        self._pages = QStackedWidget(self)
        self.front = Front(bench, self._pages)
        self.home, self.people = self.front.home, self.front.people
        self.behind = Behind(bench)
        for page in (self.front, *self.behind.places.values()):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.summary)
        column.addWidget(self.reason)
        column.addWidget(self.tabs)
        column.addWidget(self._pages, 1)
        # At the foot, so that what comes moves no field.
        self.alike = Resembling(bench)
        column.addWidget(self.alike)
        for part in (self.front, self.behind, self.reason):
            part.edited.connect(self._edited)
        self.tabs.currentChanged.connect(self._turned)
        self.behind.finished.connect(self._passed)
        self.summary.chosen.connect(self.go_to)

    @property
    def fields(self) -> FamilyFields:
        """The family as it stands here."""
        living = self.behind.read(self.bench.desk.today())
        return self.front.read(None if self._before is None and living == FamilyLiving() else living)

    def put(self, fields: FamilyFields, reason: str, opened: FamilyDetail | None = None) -> None:
        """Show a family; `opened` also tells what it had earlier and is known as elsewhere."""
        self._before = fields.living
        self._registered = opened.registered if opened else None
        self._held = opened.held if opened else NOBODY
        self._gone = opened is not None and opened.caretaker_gone
        self.behind.put(fields.living or FamilyLiving(), opened)
        self.reason.put(reason)
        self.summary.show_problems({})
        self.tabs.setCurrentIndex(FRONT)
        self.alike.begin()
        self.front.put(fields, self._held, gone=self._gone)
        self._count()

    def look(self, family: UUID | None) -> None:
        """Look for people already there who may be the member in view; `family` is the one being changed."""
        member = self.people.members[self.people.at]
        fields = self.fields
        told = (member.name, member.nik, fields.no_kk, member.birth_date, member.sex or "", member.mother_name)
        self.alike.ask(Asked(*told, fields.village_code, family))

    def weigh(self, before: FamilyFields, today: date, *, insist: bool) -> list[FieldProblem]:
        """Show what looks wrong; what is merely missing only when `insist`. Answers what forbids saving."""
        fields = self.fields
        forbid = walls(fields, before, today, self._registered, self._held, gone=self._gone)
        # What forbids saving is shown last: where a field has both, it is what stands beside it.
        doubts = problems(fields, today, gone=self._gone)
        remarks = [replace(one, refuses=False) for one in doubts if one not in forbid]
        shown = [problem for problem in (*remarks, *forbid) if insist or _typed(fields, problem)]
        self.front.show_problems(shown, fields.caretaker)
        self.behind.say({problem.name: problem for problem in shown if problem.member is None})
        asked = asks(needs_reason(fields, before, today))
        self.reason.ask(asked, insist=insist)
        return [*forbid, FieldProblem(None, "reason", asked)] if self.reason.missing else forbid

    def say_walls(self, forbid: list[FieldProblem]) -> None:
        """Say at the top what forbids saving, each a link to its field, and go to the first."""
        told = {_link(wall): (self._label(wall), self.t.sentence(wall.code, wall.values)) for wall in forbid}
        self.summary.show_problems(told)
        if forbid:
            self.go_to(_link(forbid[0]))

    def stuck(self) -> bool:
        """Whether a field cannot be read, and go to it: saving would lose what is typed in it."""
        if self.people.stuck():
            self.tabs.setCurrentIndex(FRONT)
            return self.people.stuck()
        found = self.behind.stuck()
        if found is not None:
            tab, block = found
            self.tabs.setCurrentIndex(tab)
            block.widget.setFocus()
        return found is not None

    def go_to(self, link: str) -> None:
        member, _, name = link.partition("/")
        if name == "reason":
            self.reason.take_focus()
        elif self.front.holds(member, name):
            self.tabs.setCurrentIndex(FRONT)
            self.front.go_to(member, name)
        elif name in TABS:
            self.tabs.setCurrentIndex(TABS[name])
            self.behind.go_to(name)

    def _label(self, problem: FieldProblem) -> str:
        """The field, and of which member it is: the fields below show one member only."""
        blocks = self.home.page.blocks if problem.member is None else self.people.pages.blocks
        if problem.name in blocks:
            name = blocks[problem.name].field.label
        else:
            name = self.behind.label(problem.name) if problem.name in TABS else self.t("Reason")
        if problem.member is None:
            return name
        member = self.people.members[problem.member].name or self.t("Member {number}", number=problem.member + 1)
        return f"{member} · {name}"

    def _edited(self) -> None:
        self.front.offer_people(self.fields)
        self._count()
        self.edited.emit()

    def _count(self) -> None:
        """Say on the tabs how much stands behind them."""
        self.tabs.show_counts(counts(self.behind.read(self.bench.desk.today())))

    def _turned(self, tab: int) -> None:
        self.behind.show_page(tab)
        self._pages.setCurrentIndex(tab)

    def _passed(self, tab: int) -> None:
        """From the last field of a page to the first of the next."""
        if tab == HOUSING:
            self.go_to("/channel")
        else:
            self.finished.emit()


def _link(problem: FieldProblem) -> str:
    return f"{'' if problem.member is None else problem.member}/{problem.name}"


def _typed(fields: FamilyFields, problem: FieldProblem) -> bool:
    """Whether the problem is in something typed, not in something still to come."""
    about = fields if problem.member is None else fields.members[problem.member]
    # What is said of how they live is always about something typed.
    return bool(getattr(about, problem.name, True)) and problem.name != "members"
