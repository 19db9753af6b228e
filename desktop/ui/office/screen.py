"""The settings: what the office sets once, who signs in, backup, and what each person prefers."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from desktop.changes import Changes
from desktop.ui.kit.head import Head
from desktop.ui.kit.tokens import Space
from desktop.ui.office.about import AboutSection
from desktop.ui.office.care import CareSection
from desktop.ui.office.menu import Entry, Menu
from desktop.ui.office.own import LookSection, PasswordSection
from desktop.ui.office.people import PeopleSection
from desktop.ui.office.printer import PrinterSection
from desktop.ui.office.programmes import ProgrammeSection
from desktop.ui.office.records import LetterheadSection, OfficialsSection, PapersSection, SafetySection, StampSection
from desktop.ui.office.recovery import RecoverySection
from desktop.ui.office.section import Section
from desktop.ui.screen import Bench, Screen
from desktop.wording import N_

ICONS = {
    "letterhead": "card-text-outline",
    "officials": "draw-pen",
    "papers": "counter",
    "stamp": "stamper",
    "programmes": "cash-register",
    "users": "account-multiple-outline",
    "safety": "lock-clock",
    "backup": "content-save-check-outline",
    "recovery": "lifebuoy",
    "password": "key-outline",
    "look": "palette-outline",
    "printer": "printer-outline",
    "about": "information-outline",
}
SECTIONS: dict[str, type[Section]] = {
    section.name: section
    for section in (
        LetterheadSection,
        OfficialsSection,
        PapersSection,
        StampSection,
        ProgrammeSection,
        PeopleSection,
        SafetySection,
        CareSection,
        RecoverySection,
        PasswordSection,
        LookSection,
        PrinterSection,
        AboutSection,
    )
}
OFFICE, SAFETY, OWN = N_("The office"), N_("People and safety"), N_("For you")
HEADINGS = {"letterhead": OFFICE, "users": SAFETY, "password": OWN}


class OfficeScreen(Screen):
    """`enter("users")` opens a section by its name."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.head = Head(self.t("Settings"), self.t("The office on this PC, its people and your own preferences"))
        self.built: dict[str, Section] = {}
        self.list = Menu(self.t("Settings"), self._entries())
        self._pages = QStackedWidget()
        # Whoever may change nothing of the office begins at what is his own.
        role = bench.desk.person.role
        first = next(name for name, section in SECTIONS.items() if section.changeable_by(role))
        self.list.choose(first)
        self._pages.setCurrentWidget(self.in_view())
        self.list.picked.connect(self._chosen)
        self._lay_out()

    def enter(self, argument: object = None) -> None:
        if not (isinstance(argument, str) and self.list.choose(argument)):
            self.in_view().enter()
        self.list.setFocus()

    def changed(self, changes: Changes) -> None:
        self.in_view().changed(changes)

    def refresh(self) -> None:
        self.in_view().enter()

    def in_view(self) -> Section:
        """The section that is shown; built when it is first asked for."""
        name = self.list.name
        if name not in self.built:
            self.built[name] = SECTIONS[name](self.bench)
            self._pages.addWidget(self.built[name])
        return self.built[name]

    def may_leave(self) -> bool:
        """What is typed stays in its form, and is kept as a draft meanwhile."""
        self.keep_draft()
        return True

    def keep_draft(self) -> None:
        for section in self.built.values():
            section.keep_draft()

    def _entries(self) -> list[Entry]:
        entries = []
        for section in SECTIONS.values():
            if section.name in HEADINGS:
                entries.append(Entry(self.t(HEADINGS[section.name])))
            entries.append(Entry(self.t(section.title), section.name, ICONS[section.name]))
        return entries

    def _chosen(self, _: str) -> None:
        self._pages.setCurrentWidget(self.in_view())
        self.in_view().enter()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.head)
        row = QHBoxLayout()
        row.setSpacing(Space.EDGE)
        row.addWidget(self.list)
        row.addWidget(self._pages, 1)
        column.addLayout(row, 1)
