"""The part of the family form about the family itself: its number, address, village and caretaker."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.families.caretaking import may_be_offered
from desktop.services.families.fields import FamilyFields, FieldProblem
from desktop.services.families.finding import AreaChoice
from desktop.ui.families.form.household_fields import household_groups, household_values, with_household
from desktop.ui.families.form.keys import DITTO, on_key
from desktop.ui.families.form.weighed import WeighedPage, show_problem
from desktop.ui.families.jobs import Districts, Villages, VillagesFound
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.tokens import Space
from desktop.ui.screen import Bench

PROPOSED: Final = "family.no_caretaker"
"""Of a new family nothing to mend: registering it names who would receive the money (DOMAIN.md 1.4)."""


class Home(Scroll):
    """`edited`: something was typed; `finished`: Enter in the last field."""

    edited = Signal()
    finished = Signal()

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        inside = QWidget()
        super().__init__(inside, parent)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        self.bench = bench
        self.t = bench.t
        self.page = WeighedPage(self.t, household_groups(self.t), inside)
        column.addWidget(self.page)
        self._village = ""
        self._district = ""
        self._last = ""
        self._gone = False
        self._new = True  # nobody of it is saved yet
        on_key(DITTO, self.as_before, self)
        self.page.edited.connect(self._edited)
        self.page.passed_last.connect(self.finished)
        self._combo("district").chosen.connect(self._ask_villages)
        self._combo("village_code").chosen.connect(self._chose_village)

    def show_fields(self, fields: FamilyFields, *, gone: bool = False) -> None:
        """Show a family. Where its caretaker is `gone` by an event, nobody is offered: an event names who follows."""
        self._gone = gone
        self._new = all(member.id is None for member in fields.members)
        self._village = fields.village_code
        self._district = fields.village_code.rpartition(".")[0]
        with QSignalBlocker(self.page):
            for name, value in household_values(fields).items():
                if name not in ("village_code", "caretaker"):
                    self.page.blocks[name].editor.put(value)
        self.offer_people(fields)
        self.bench.runner.submit(Districts(self.bench.desk), self._offer_districts)

    def remember(self, village: str) -> None:
        """Keep where the family saved last lives, for the next of the pile."""
        self._last = village

    def as_before(self) -> None:
        """The same village as the family saved before this one."""
        if not self._last:
            return
        self._village, self._district = self._last, self._last.rpartition(".")[0]
        with QSignalBlocker(self.page):
            self._combo("district").choose(self._district)
        self._load_villages()
        self.edited.emit()

    def read(self, fields: FamilyFields) -> FamilyFields:
        """The family with what is typed here."""
        values = {name: block.read() for name, block in self.page.blocks.items()}
        return replace(with_household(fields, values), village_code=self._village)

    def offer_people(self, fields: FamilyFields) -> None:
        """Offer the members who may be caretaker, the chosen one kept."""
        names = [
            (at, member.name or self.t("New member"))
            for at, member in enumerate(fields.members)
            if at == fields.caretaker or (may_be_offered(member) and not self._gone)
        ]
        with QSignalBlocker(self.page):
            nobody = self.t("Proposed when it is saved") if self._new else "-"
            self._combo("caretaker").offer([(None, nobody), *names])
            self._combo("caretaker").choose(fields.caretaker)

    def go_to(self, name: str) -> None:
        block = self.page.blocks[name]
        block.widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(block, 0, Space.EDGE)

    def show_problems(self, found: list[FieldProblem]) -> None:
        here = {problem.name: problem for problem in found if problem.member is None}
        if self._new and "caretaker" in here and here["caretaker"].code == PROPOSED:
            del here["caretaker"]
        for name, block in self.page.blocks.items():
            show_problem(self.t, block, here.get(name))

    def _combo(self, name: str) -> Combo:
        editor = self.page.blocks[name].widget
        assert isinstance(editor, Combo)
        return editor

    def _offer_districts(self, found: list[AreaChoice]) -> None:
        with QSignalBlocker(self.page):
            self._combo("district").offer([(None, "-"), *((one.code, one.name) for one in found)])
            self._combo("district").choose(self._district or None)
        self._load_villages()

    def _ask_villages(self, district: object) -> None:
        self._district = str(district or "")
        self._village = ""
        self._load_villages()

    def _load_villages(self) -> None:
        work = Villages(self.bench.desk, self._district)
        self.bench.runner.submit(work, self._offer_villages, newest="families.villages")

    def _offer_villages(self, found: VillagesFound) -> None:
        if found.district != self._district:
            return
        with QSignalBlocker(self.page):
            nowhere = "-" if found.district else self.t("Choose the district first")
            self._combo("village_code").offer([("", nowhere), *((one.code, one.name) for one in found.villages)])
            self._combo("village_code").choose(self._village)

    def _chose_village(self, code: object) -> None:
        self._village = str(code or "")
        self.edited.emit()

    def _edited(self) -> None:
        self.edited.emit()
