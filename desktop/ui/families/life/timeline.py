"""The history of a family in lines: what happened, what was changed by whom, and which other cards there are."""

from collections.abc import Callable, Iterator
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.life.history import ChangeLine, EventLine, FamilyHistory
from desktop.services.life.telling import Teller
from desktop.ui.kit.button import Action, Kind, from_action
from desktop.ui.kit.chip import Chip
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import day
from desktop.wording.life import CLOSURES, EVENTS, PAPERS

_DOT = " · "


class Timeline(QWidget):
    """`undo` is called with an event to take back, None where this person may not; `show` with a family's id."""

    def __init__(
        self,
        teller: Teller,
        found: FamilyHistory,
        undo: Callable[[EventLine], None] | None,
        show: Callable[[UUID], None],
    ) -> None:
        super().__init__()
        self.t, self._teller = teller.t, teller
        self._undo, self._go = undo, show
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, Space.TINY, 0)
        column.setSpacing(Space.WITHIN)
        for heading, lines in self._sections(found):
            column.addWidget(label(heading.upper(), Role.SECTION))
            for line in lines:
                column.addWidget(line)
            column.addSpacing(Space.TINY)
        column.addStretch(1)

    def _sections(self, found: FamilyHistory) -> Iterator[tuple[str, list[QWidget]]]:
        t = self.t
        events = [self._event(one) for one in found.events]
        yield t("Events"), events or [label(t("No event was entered yet."), Role.SECONDARY, wrap=True)]
        if found.closures:
            yield t("Left the lists"), [self._words(*words) for words in self._closures(found)]
        if found.links:
            yield t("Other cards"), [self._link(one.family, one.name, one.came_out) for one in found.links]
        yield t("Changes"), [self._change(one) for one in found.changes]

    def _event(self, one: EventLine) -> QWidget:
        t = self.t
        head = _DOT.join(part for part in (day(t, one.on), t(EVENTS[one.kind]), one.member) if part)
        below = _DOT.join(part for part in (one.paper, one.reason, *self._facts(one)) if part)
        entered = t("entered {day} by {name}", day=day(t, one.entered_at.date()), name=one.entered_by)
        chips = [Chip(t("Taken back"), Tone.NEUTRAL)] if one.undone else []
        action = None
        if one.undoable and self._undo is not None:
            action = Action(t("Take back…"), partial(self._undo, one), "undo")
        return self._words(head, f"{below}{_DOT}{entered}" if below else entered, chips, action)

    def _facts(self, one: EventLine) -> Iterator[str]:
        t, facts = self.t, one.facts
        if facts.get("to"):
            yield t("to {place}", place=facts["to"])
        if facts.get("origin"):
            yield t("from {place}", place=facts["origin"])
        if facts.get("missing"):
            yield t("still missing: {papers}", papers=", ".join(t(PAPERS[paper]) for paper in facts["missing"]))
        for money in facts.get("payments", []):
            yield t("money of tranche {number}/{year} waited", number=money["tranche"], year=money["year"])

    def _closures(self, found: FamilyHistory) -> Iterator[tuple[str, str]]:
        t = self.t
        for one in found.closures:
            head = _DOT.join((day(t, one.on), t(CLOSURES[one.kind])))
            back = t("back since {day}", day=day(t, one.reopened_on)) if one.reopened_on else ""
            yield head, _DOT.join(part for part in (one.reason, back) if part)

    def _link(self, family: UUID, name: str, came_out: bool) -> QWidget:
        t = self.t
        words = t("Card split off: {name}", name=name) if came_out else t("Split off from: {name}", name=name)
        return self._words(words, "", [], Action(t("Show"), partial(self._go, family)))

    def _change(self, one: ChangeLine) -> QWidget:
        t = self.t
        head = _DOT.join((f"{day(t, one.at.date())} {one.at:%H.%M}", self._teller.action(one.action), one.by))
        return self._words(head, "\n".join(self._teller.told(one.changed)))

    def _words(self, head: str, below: str, chips: list[Chip] | None = None, action: Action | None = None) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, Space.TINY)
        row.setSpacing(Space.TINY)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(_selectable(head, Role.STRONG))
        if below:
            words.addWidget(_selectable(below, Role.SECONDARY))
        row.addLayout(words, 1)
        for chip in chips or []:
            row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        if action is not None:
            row.addWidget(from_action(action, Kind.LINK), 0, Qt.AlignmentFlag.AlignTop)
        return line


def _selectable(text: str, role: Role) -> QWidget:
    made = label(text, role, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
