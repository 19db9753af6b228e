"""The panel that shows one programme year with its figures, and says what is empty in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.rules.programme_year import ProgrammeYear
from desktop.ui.kit.card import Card
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.office.programme_facts import Fact, empty_amounts, facts, unsure
from desktop.wording import Translator

NAME_WIDTH = 130


class ProgrammePanel(Card):
    def __init__(self, t: Translator, area: str) -> None:
        super().__init__()
        self.t = t
        self._area = area
        self.facts: list[Fact] = []
        self.name = label("", Role.SUBTITLE, wrap=True)
        self.title = label("", Role.SECONDARY, wrap=True)
        self.empty = Notice()
        self.unsure = Notice()
        self._lines = QWidget()
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(Space.TINY, Space.TINY, Space.WITHIN, Space.TINY)
        for part in (self.name, self.title, self.empty, self.unsure, self._lines):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.add(Scroll(self._inside, reading=t("Figures of the programme year")), 1)

    def show_year(self, year: ProgrammeYear, state: str) -> None:
        """Show a year; `state` says whether it runs here."""
        self.facts = facts(self.t, year, self._area)
        self.name.setText(year.name)
        self.title.setText(f"{year.title}\n{state}")
        self._say(self.empty, empty_amounts(self.t, year), Tone.DANGER)
        self._say(self.unsure, unsure(self.t, year), Tone.ATTENTION)
        lines = _grid(self.facts)
        self._column.replaceWidget(self._lines, lines)
        lines.show()
        self._lines.hide()
        self._lines.deleteLater()
        self._lines = lines

    def _say(self, notice: Notice, sentence: str, tone: Tone) -> None:
        if sentence:
            notice.say(sentence, tone)
        else:
            notice.clear()


def _grid(found: list[Fact]) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, Space.WITHIN, 0, 0)
    grid.setHorizontalSpacing(Space.GROUP)
    grid.setVerticalSpacing(Space.WITHIN)
    grid.setColumnStretch(1, 1)
    for row, fact in enumerate(found):
        name = label(fact.name, Role.SECONDARY, wrap=True)
        name.setFixedWidth(NAME_WIDTH)
        value = label(fact.value, Role.BODY if fact.said else Role.SECONDARY, wrap=True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(name, row, 0, top)
        grid.addWidget(value, row, 1, top)
    return made
