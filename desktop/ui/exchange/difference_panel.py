"""One difference: both values side by side, field by field, who wrote them, and the choice."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QWidget

from desktop.services.exchange.conflicts import ConflictDetail, ConflictRow, Decided, FieldRow, Side
from desktop.ui.exchange import difference_words, words
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.text import Role as Style
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.screen import Bench

LONGEST = 60
"""Letters of a value on a button; all of it stands in the tip."""


class DifferencePanel(Card):
    """`decided` brings the detail, the choice and the fields taken from there."""

    decided = Signal(object, object, object)

    def __init__(self, bench: Bench, may_decide: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        t = self.t = bench.t
        self.bench, self.may_decide = bench, may_decide
        self.detail: ConflictDetail | None = None
        self.choices: list[QButtonGroup] = []
        self.title = label("", Style.SUBTITLE, wrap=True)
        self.where = label("", Style.SECONDARY, wrap=True)
        self.notice = Notice(self)
        self.grid = QWidget()
        self.room = Scroll(self.grid, self)
        self.ours = button(t("All of ours"), partial(self._choose, 0))
        self.theirs = button(t("All of theirs"), partial(self._choose, 1))
        self.keep = button(t("Keep the decision…"), self._keep, kind=Kind.PRIMARY)
        self._lay_out()
        self.show_nothing()

    def show_nothing(self) -> None:
        self.detail = None
        self._show(there=False)

    def show_row(self, row: ConflictRow) -> None:
        """What the list knows; the values come once it is opened."""
        self.detail = None
        self._show(there=False)
        self.title.setText(difference_words.whose(self.bench, row))
        self.where.setText(row.about.place)
        self.title.show()
        self.where.show()

    def say(self, sentence: str) -> None:
        self.notice.say(sentence, Tone.DANGER)

    def show_detail(self, detail: ConflictDetail) -> None:
        self.detail = detail
        t, bench, row = self.t, self.bench, detail.row
        self._show(there=True)
        self.title.setText(difference_words.whose(bench, row))
        self.where.setText(" · ".join(part for part in (row.about.place, difference_words.offices(bench, row)) if part))
        deciding = row.mine and self.may_decide and row.decided is None
        self._fill(detail, deciding)
        for part in (self.ours, self.theirs, self.keep):
            part.setVisible(deciding)
        if row.decided is not None:
            when = words.moment(bench, detail.decided_at) if detail.decided_at else ""
            self.notice.say(" · ".join(filter(None, (detail.decided_by, when, detail.reason))), Tone.GOOD)
        elif not row.mine:
            office = words.office(bench, row.owner)
            self.notice.say(t("{office} decides; its decision comes with its next package.", office=office), Tone.BRAND)
        elif detail.whole:
            self.notice.say(t("What belongs together here is taken as a whole."), Tone.BRAND)

    @property
    def taken(self) -> list[str]:
        """Fields whose other value is chosen."""
        if self.detail is None:
            return []
        chosen = zip(self.detail.fields, self.choices, strict=True)
        return [field.name for field, group in chosen if group.checkedId() == 1]

    def _keep(self) -> None:
        if self.detail is None:
            return
        taken, every = self.taken, len(self.choices)
        choice = Decided.OURS if not taken else Decided.THEIRS if len(taken) == every else Decided.FIELDS
        self.decided.emit(self.detail, choice, taken if choice is Decided.FIELDS else [])

    def _choose(self, side: int) -> None:
        for group in self.choices:
            group.button(side).setChecked(True)

    def _fill(self, detail: ConflictDetail, deciding: bool) -> None:
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.GROUP)
        grid.setVerticalSpacing(Space.WITHIN)
        for column, heading in (
            (1, self._side(self.t("Here"), detail.here)),
            (2, self._side(self.t("There"), detail.there)),
        ):
            grid.addWidget(label(heading, Style.SECONDARY, wrap=True), 0, column)
            grid.setColumnStretch(column, 1)
        self.choices = []
        for at, field in enumerate(detail.fields, 1):
            self._field(grid, at, field, detail, deciding)
        grid.setRowStretch(len(detail.fields) + 1, 1)
        self.grid = fresh
        self.room.setWidget(fresh)

    def _field(self, grid: QGridLayout, at: int, field: FieldRow, detail: ConflictDetail, deciding: bool) -> None:
        tell = difference_words.teller(self.bench)
        grid.addWidget(label(tell.field(field.name), Style.SECONDARY, wrap=True), at, 0)
        group = QButtonGroup(grid.parentWidget())
        for side, kept in enumerate((field.here, field.there)):
            said = tell.value(field.name, kept)
            one = QRadioButton(said if len(said) <= LONGEST else f"{said[:LONGEST]}…")
            one.setToolTip(said)
            one.setAccessibleName(f"{tell.field(field.name)}: {said}")
            one.setEnabled(deciding)
            one.setChecked(side == (field.taken is Decided.THEIRS))
            group.addButton(one, side)
            grid.addWidget(one, at, side + 1)
        if detail.whole and deciding:
            group.idClicked.connect(self._choose)
        self.choices.append(group)

    def _side(self, heading: str, side: Side) -> str:
        parts: Sequence[str] = (words.office(self.bench, side.office), side.person, words.moment(self.bench, side.at))
        return f"{heading}: " + " · ".join(part for part in parts if part)

    def _show(self, *, there: bool) -> None:
        self.notice.clear()
        for part in (self.title, self.where, self.room, self.ours, self.theirs, self.keep):
            part.setVisible(there)

    def _lay_out(self) -> None:
        for part in (self.title, self.where, self.notice):
            self.add(part)
        self.add(self.room, 1)
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        for one in (self.keep, self.ours, self.theirs):
            row.addWidget(one)
        row.addStretch(1)
        self.column.addLayout(row)
