"""The bar below a decided pair: what a person may let follow, each as an act of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.rules.terms import Role
from desktop.services.duplicates.comparing import PairDetail, Participation, Side
from desktop.services.duplicates.keeping import DECIDED, Decision
from desktop.ui.duplicates.comparison import participation
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.text import Role as Text
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator


@dataclass(frozen=True, slots=True)
class Acts:
    """What the bar calls."""

    stop: Callable[[Side, Participation], object]
    close: Callable[[Side], object]
    reopen: Callable[[Side], object]
    take_back: Callable[[], object]
    go_on: Callable[[], object]


def where(side: Side) -> str:
    """Tell one of two people of one name from the other: by his place and his family."""
    return " · ".join(part for part in (side.name, side.place, side.caretaker) if part)


class FollowingBar(QWidget):
    """Offers what this person may do with a decided pair; hidden where that is nothing."""

    def __init__(self, t: Translator, role: Role, acts: Acts) -> None:
        super().__init__()
        self.t = t
        self._role = role
        self._acts = acts
        self.buttons: list[QPushButton] = []
        self._sentence = label("", Text.STRONG, wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.TINY)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.TINY, 0, 0)
        column.setSpacing(Space.TINY)
        column.addWidget(self._sentence)
        column.addLayout(self._rows)

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    def show_detail(self, detail: PairDetail, *, held: bool) -> None:
        """`held` says that the pair was decided just now and the next one waits for a key."""
        self._clear()
        if detail.row.decision in DECIDED:
            self._sentence.setText(self._said(detail))
            for row in self._offers(detail, held=held):
                self._put(row)
        self.setVisible(bool(self.buttons))

    def _said(self, detail: PairDetail) -> str:
        t = self.t
        if self._role is not Role.OPERATOR:
            return t("This decision can be taken back; what followed from it is undone apart.")
        if detail.row.decision is Decision.DIFFERENT:
            return t("They stay two people.")
        if detail.within:
            return t("Both stand in one family: open it and mark who was entered by mistake.")
        return t("They are the same. Nothing follows by itself; choose what shall.")

    def _offers(self, detail: PairDetail, *, held: bool) -> Iterator[list[QPushButton]]:
        t, acts = self.t, self._acts
        sides = (detail.one, detail.other)
        if self._role is Role.SUPERVISOR:
            reopened = [self._reopen(side) for side in sides if side.closed_as_double]
            yield [*reopened, button(t("Take the decision back"), acts.take_back, icon="undo")]
        if self._role is Role.OPERATOR and detail.row.decision is Decision.SAME and not detail.within:
            if not any(side.closed for side in sides):
                words = (t("Close the family on the left"), t("Close the family on the right"))
                yield [self._close(word, side) for word, side in zip(words, sides, strict=True)]
            yield [self._stop(side, one) for side in sides for one in side.participations if one.may_stop]
        if self._role is Role.OPERATOR and held:
            yield [button(t("Next pair"), acts.go_on, kind=Kind.PRIMARY, icon="arrow-right", key="Ctrl+Return")]

    def _close(self, word: str, side: Side) -> QPushButton:
        return button(word, partial(self._acts.close, side), icon="home-off-outline")

    def _stop(self, side: Side, one: Participation) -> QPushButton:
        word = self.t("Stop: {participation}", participation=participation(self.t, one))
        made = button(word, partial(self._acts.stop, side, one), kind=Kind.LINK)
        made.setToolTip(where(side))
        return made

    def _reopen(self, side: Side) -> QPushButton:
        word = self.t("Open the family of {name} again", name=side.caretaker or side.name)
        return button(word, partial(self._acts.reopen, side), icon="home-outline")

    def _put(self, row: list[QPushButton]) -> None:
        if not row:
            return
        self.buttons += row
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.WITHIN)
        for made in row:
            layout.addWidget(made)
        layout.addStretch(1)
        self._rows.addWidget(line)

    def _clear(self) -> None:
        self.buttons = []
        while (item := self._rows.takeAt(0)) is not None:
            line = item.widget()
            if line is not None:
                line.hide()
                line.deleteLater()
