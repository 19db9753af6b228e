"""The sums of a list as lines, each green or with what it is out by, and every difference from the papers."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.rules.money import Figure
from desktop.services.accounting.books import Books, Concern
from desktop.services.accounting.reconciling import Identity
from desktop.ui.accounting.words import NOTHING, apart, sum_line
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import Chip
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.wording import Translator
from desktop.wording.accounting import SENTENCES


class Sums(Card):
    """Lines are made anew with each list: there are ten at most, and differences are few."""

    def __init__(self, t: Translator) -> None:
        super().__init__(t("Do the sums add up?"))
        self.t = t
        self.chips: list[Chip] = []
        self.lines: list[str] = []
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, Space.TINY, 0)
        self._column.setSpacing(Space.GROUP)
        self._scroll = Scroll(self._inside, reading=t("Do the sums add up?"))
        self.add(self._scroll, 1)

    def show_books(self, books: Books) -> None:
        self._empty()
        for identity in books.identities:
            self._put(self._identity(identity))
        differing = [one for one in books.concerns if one.code.startswith("books.differs")]
        if differing:
            self._column.addWidget(label(self.t("Differences from the papers").upper(), Role.SECTION))
        for concern in differing:
            self._put(self._concern(concern))
        self._column.addStretch(1)

    def _identity(self, one: Identity) -> QWidget:
        chip = Chip()
        if one.holds:
            chip.say(self.t("Balanced"), Tone.GOOD)
        else:
            difference: Figure = one.left - sum(one.parts, NOTHING)
            chip.say(apart(self.t, difference), Tone.DANGER)
        self.chips.append(chip)
        said, figures = self.t(SENTENCES[one.code]), sum_line(self.t, one)
        self.lines.append(f"{said}: {figures}. {chip.value.text}")
        return _line((label(said, Role.STRONG, wrap=True), label(figures, Role.SECONDARY, wrap=True)), chip)

    def _concern(self, one: Concern) -> QWidget:
        said = self.t.sentence(one.code, one.values)
        tone = Tone.DANGER if one.wrong else Tone.ATTENTION
        chip = Chip(self.t("Differs") if one.wrong else self.t("To look at"), tone)
        self.lines.append(said)
        return _line((label(said, wrap=True),), chip)

    def _put(self, line: QWidget) -> None:
        line.setAccessibleName(self.lines[-1])
        self._column.addWidget(line)

    def _empty(self) -> None:
        self.chips, self.lines = [], []
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()


def _line(words: Sequence[QWidget], chip: Chip) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    top = QHBoxLayout()
    top.setSpacing(Space.WITHIN)
    first, *rest = words
    top.addWidget(first, 1)
    top.addWidget(chip)
    column.addLayout(top)
    for one in rest:
        column.addWidget(one)
    return made
