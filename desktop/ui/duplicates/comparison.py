"""Both people side by side, field by field, with the history of each below."""

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.rules.likeness import Degree, Hint
from desktop.services.duplicates.comparing import Line, PairDetail, Participation, Side
from desktop.ui.duplicates.history import decided, said
from desktop.ui.duplicates.terms import DEGREES, HINTS, NOTHING, telling, value, what
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.chip import Chip
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.wording import Translator
from desktop.wording.terms import ENROLMENT

_NAMES: Final = 118  # width of the first column
_TOP: Final = Qt.AlignmentFlag.AlignTop


class Comparison(QWidget):
    """Made anew for each pair."""

    def __init__(self, t: Translator, detail: PairDetail, open_family: Callable[[UUID], object]) -> None:
        super().__init__()
        self.t = t
        self._open_family = open_family
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, Space.WITHIN, 0)
        self._grid.setHorizontalSpacing(Space.GROUP)
        self._grid.setVerticalSpacing(Space.WITHIN)
        self._grid.setColumnMinimumWidth(0, _NAMES)
        for column in (1, 2):
            self._grid.setColumnStretch(column, 1)
        self._heads(detail)
        for line in detail.lines:
            if telling(line):
                self._line(line)
        self._histories(detail)
        self._decisions(detail)
        self._grid.setRowStretch(self._next, 1)

    @property
    def _next(self) -> int:
        return self._grid.rowCount()

    def _heads(self, detail: PairDetail) -> None:
        row = self._next
        for column, side in ((1, detail.one), (2, detail.other)):
            self._grid.addWidget(self._head(side), row, column, _TOP)

    def _head(self, side: Side) -> QWidget:
        t, made = self.t, QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(side.name, Role.STRONG, wrap=True))
        family = t("Family of {name}", name=side.caretaker) if side.caretaker else t("Caretaker of the family")
        people = t.many("{count} person", "{count} people", side.members)
        column.addWidget(label(f"{family} · {people}", Role.SECONDARY, wrap=True))
        for one in side.participations:
            column.addWidget(label(participation(t, one), Role.SECONDARY, wrap=True))
        if side.closed:
            chip = Chip(t("Off the lists"), Tone.NEUTRAL)
            column.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        link = button(t("Open the family"), partial(self._open_family, side.household), kind=Kind.LINK)
        column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _line(self, line: Line) -> None:
        row, t = self._next, self.t
        self._grid.addWidget(label(what(t, line.what), Role.SECONDARY), row, 0, _TOP)
        for column, shown in ((1, line.one), (2, line.other)):
            self._grid.addWidget(label(value(t, shown), wrap=True), row, column, _TOP)
        self._grid.addWidget(self._degree(line), row, 3, _TOP)

    def _degree(self, line: Line) -> QWidget:
        t, made = self.t, QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if line.degree is Degree.UNKNOWN:
            column.addWidget(label(NOTHING, Role.SECONDARY))
        else:
            word, tone = DEGREES[line.degree]
            column.addWidget(Chip(t(word), tone), 0, Qt.AlignmentFlag.AlignLeft)
        if line.hint is not Hint.NONE:
            column.addWidget(label(t(HINTS[line.hint]), Role.SECONDARY))
        return made

    def _histories(self, detail: PairDetail) -> None:
        row = self._section(self.t("History"))
        for column, side in ((1, detail.one), (2, detail.other)):
            self._grid.addWidget(_lines([said(self.t, line) for line in side.history]), row, column, _TOP)

    def _decisions(self, detail: PairDetail) -> None:
        if detail.decisions:
            row = self._section(self.t("Decisions"))
            self._grid.addWidget(_lines([decided(self.t, one) for one in detail.decisions]), row, 1, 1, 3, _TOP)

    def _section(self, heading: str) -> int:
        """Begin a section, and answer its row."""
        self._grid.setRowMinimumHeight(self._next, Space.WITHIN)
        row = self._next + 1
        self._grid.addWidget(label(heading, Role.SECONDARY), row, 0, _TOP)
        return row


def _lines(sentences: list[str]) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.TINY)
    for sentence in sentences:
        column.addWidget(label(sentence, wrap=True))
    return made


def participation(t: Translator, one: Participation) -> str:
    """A participation in words: card and status."""
    card = t("Card {number}", number=one.card_number) if one.card_number else one.programme
    return f"{card} · {t(ENROLMENT.get(one.status, one.status))}"
