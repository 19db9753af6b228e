"""The settings: what the office sets once, who signs in, backup, and what each person prefers."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout

from desktop.changes import Changes
from desktop.ui.kit import icons
from desktop.ui.kit.head import Head
from desktop.ui.kit.tokens import Space
from desktop.ui.office.care import CareSection
from desktop.ui.office.own import LookSection, PasswordSection
from desktop.ui.office.people import PeopleSection
from desktop.ui.office.programmes import ProgrammeSection
from desktop.ui.office.records import LetterheadSection, OfficialsSection, PapersSection, SafetySection
from desktop.ui.office.section import Section
from desktop.ui.screen import Bench, Screen

LIST_WIDTH = 250
ICONS = {
    "letterhead": "card-text-outline",
    "officials": "draw-pen",
    "papers": "counter",
    "programmes": "cash-register",
    "users": "account-multiple-outline",
    "safety": "lock-clock",
    "backup": "content-save-check-outline",
    "password": "key-outline",
    "look": "palette-outline",
}


class OfficeScreen(Screen):
    """`enter("users")` opens a section by its name."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.head = Head(self.t("Settings"), self.t("The office on this PC, its people and your own preferences"))
        self.sections: list[Section] = [
            LetterheadSection(bench),
            OfficialsSection(bench),
            PapersSection(bench),
            ProgrammeSection(bench),
            PeopleSection(bench),
            SafetySection(bench),
            CareSection(bench),
            PasswordSection(bench),
            LookSection(bench),
        ]
        self.list = QListWidget()
        self.list.setProperty("part", "sections")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setAccessibleName(self.t("Settings"))
        self._pages = QStackedWidget()
        for section in self.sections:
            self.list.addItem(QListWidgetItem(icons.icon(ICONS[section.name], "secondary"), section.title))
            self._pages.addWidget(section)
        self.list.setCurrentRow(0)
        self.list.currentRowChanged.connect(self._chosen)
        self._lay_out()

    def enter(self, argument: object = None) -> None:
        place = next((at for at, one in enumerate(self.sections) if one.name == argument), self.list.currentRow())
        if place == self.list.currentRow():
            self.sections[place].enter()
        self.list.setCurrentRow(place)
        self.list.setFocus()

    def changed(self, changes: Changes) -> None:
        self.in_view().changed(changes)

    def refresh(self) -> None:
        self.in_view().enter()

    def in_view(self) -> Section:
        """The section that is shown."""
        return self.sections[self.list.currentRow()]

    def may_leave(self) -> bool:
        """What is typed stays in its form, and is kept as a draft meanwhile."""
        self.keep_draft()
        return True

    def keep_draft(self) -> None:
        for section in self.sections:
            section.keep_draft()

    def _chosen(self, place: int) -> None:
        self._pages.setCurrentIndex(place)
        self.sections[place].enter()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.head)
        row = QHBoxLayout()
        row.setSpacing(Space.CARDS)
        row.addWidget(self.list)
        row.addWidget(self._pages, 1)
        column.addLayout(row, 1)
