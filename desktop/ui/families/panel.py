"""The detail beside the list: one family whole, its problems with their remedies, and what can be done."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.services.families.detail import FamilyDetail
from desktop.services.families.finding import FamilyListRow
from desktop.ui.families.life.row import LifeRow
from desktop.ui.families.panel_living import LivingParts
from desktop.ui.families.parts import member_lines, notices, payment_lines, summary_lines, visit_lines
from desktop.ui.families.photographs import PhotoStrip
from desktop.ui.families.terms import status_chip
from desktop.ui.kit.button import Action, Kind, from_action
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import Chip
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.list_history import ListHistory
from desktop.wording import Translator


@dataclass(frozen=True, slots=True)
class Doings:
    """What can be done with the family shown; None where this person may not."""

    edit: Callable[[], object] | None
    visits: Callable[[], object]
    letters: Callable[[], object]
    unmask: Callable[[], object]


class FamilyPanel(Card):
    """Shows the head of a row at once, the rest when the family has been opened.

    `card_wanted` brings the family shown, whose participant card is to be printed.
    """

    card_wanted = Signal(object)

    def __init__(
        self,
        t: Translator,
        doings: Doings,
        photos: PhotoStrip,
        lists: ListHistory,
        living: LivingParts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.t = t
        self._doings = doings
        self.photos, self.lists = photos, lists
        self._living = living
        self.life = LifeRow(t, may_enter=doings.edit is not None)
        self.detail: FamilyDetail | None = None
        self.whole = False  # whether numbers are shown unmasked
        self.name = label("", Role.SUBTITLE, wrap=True)
        self.chip = Chip()
        self._scroll = QScrollArea(self)
        self._inside = QVBoxLayout()
        self._empty = Empty("account-group-outline")
        self._body: QWidget | None = None
        self.buttons: list[QPushButton] = []
        self.card: QPushButton | None = None
        self._lay_out()
        self.show_nothing()

    def show_nothing(self) -> None:
        self.detail = None
        self._empty.say(self.t("Choose a family on the left to see it here."))
        self._switch(empty=True)

    def say(self, sentence: str) -> None:
        """Show why there is no family to see."""
        self.detail = None
        self._empty.say(sentence)
        self._switch(empty=True)

    def show_row(self, row: FamilyListRow) -> None:
        """Show at once what the list knows."""
        if self.detail is not None and self.detail.id == row.id:
            return
        self.detail = None
        self._head(row.caretaker_name, row.status)
        self.life.show_family(None)
        self._put(None)
        self._switch(empty=False)

    def show_detail(self, detail: FamilyDetail, *, whole: bool = False) -> None:
        """Show a family; `whole` shows its numbers unmasked."""
        at = self._scroll.verticalScrollBar().value() if self.detail and self.detail.id == detail.id else 0
        self.detail, self.whole = detail, whole
        caretaker = detail.caretaker
        self._head(caretaker.name if caretaker else "", detail.status)
        self.life.show_family(detail)
        self._put(self._made(detail))
        people = tuple((member.id, member.name) for member in detail.fields.members if member.id)
        self.photos.show_family(detail.id, people)
        self.lists.show_family(detail.id)
        self._switch(empty=False)
        if self.card is not None:
            self.card.setEnabled(any(row.card_number for row in detail.enrolments))
        self._scroll.verticalScrollBar().setValue(at)

    def _head(self, name: str, status: str) -> None:
        self.name.setText(name or self.t("No caretaker yet"))
        chip = status_chip(self.t, status)
        self.chip.say(chip.text, chip.tone)

    def _made(self, detail: FamilyDetail) -> QWidget:
        t, body = self.t, QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.WITHIN)
        for part in summary_lines(t, detail, whole=self.whole):
            column.addWidget(part)
        for notice in notices(t, detail, self._doings.edit, self.life.name_successor):
            column.addWidget(notice)
        column.addLayout(self._members_head(detail))
        for part in member_lines(t, detail, whole=self.whole):
            column.addWidget(part)
        sections = [
            (t("Payments"), list(payment_lines(t, detail))),
            *self._living.sections(detail, whole=self.whole),
            (t("Visits"), list(visit_lines(t, detail))),
        ]
        for heading, parts in sections:
            column.addSpacing(Space.TINY)
            column.addWidget(label(heading.upper(), Role.SECTION))
            for part in parts:
                column.addWidget(part)
        return body

    def _members_head(self, detail: FamilyDetail) -> QHBoxLayout:
        t = self.t
        row = QHBoxLayout()
        row.addWidget(label(t("Members").upper(), Role.SECTION))
        row.addStretch(1)
        if not self.whole and any(member.nik for member in detail.fields.members):
            row.addWidget(from_action(Action(t("Show NIK"), self._doings.unmask, "eye-outline"), Kind.LINK))
        return row

    def _put(self, body: QWidget | None) -> None:
        """Change what stands above the lists and photographs, which stay: they are not asked for at each change."""
        if self._body is not None:
            self._body.hide()
            self._inside.removeWidget(self._body)
            self._body.deleteLater()
        self._body = body or QWidget()
        self._inside.insertWidget(0, self._body)
        self.photos.setVisible(body is not None)
        if body is None:
            self.lists.clear()  # it comes with its own answer, where there is one

    def _want_card(self) -> None:
        if self.detail is not None:
            self.card_wanted.emit(self.detail)

    def _switch(self, *, empty: bool) -> None:
        self._empty.setVisible(empty)
        for part in (self._top, self._scroll, self.life, self._foot):
            part.setVisible(not empty)

    def _lay_out(self) -> None:
        t, doings = self.t, self._doings
        self._top, self._foot = QWidget(), QWidget()
        top = QHBoxLayout(self._top)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.name, 1)
        if doings.edit is not None:
            self.card = from_action(Action(t("Card"), self._want_card, "card-account-details-outline"), Kind.LINK)
            self.card.setToolTip(t("Print the participant card"))
            top.addWidget(self.card)
        top.addWidget(self.chip)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setLayout(self._inside)
        self._inside.setContentsMargins(0, 0, Space.TINY, 0)
        self._inside.setSpacing(Space.GROUP)
        self._inside.addWidget(self.lists)
        self._inside.addWidget(self.photos)
        self._inside.addStretch(1)
        self._scroll.setWidget(inside)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, Space.TINY, 0, 0)
        foot.setSpacing(Space.WITHIN)
        actions = [
            Action(t("Visits"), doings.visits, "clipboard-text-clock-outline"),
            Action(t("Letter"), doings.letters, "email-outline"),
        ]
        if doings.edit is not None:
            actions.insert(0, Action(t("Change"), doings.edit, "pencil-outline"))
        self.buttons = [from_action(action) for action in actions]
        for made in self.buttons:
            foot.addWidget(made)
        foot.addStretch(1)
        self.add(self._empty, 1)
        self.add(self._top)
        self.add(self._scroll, 1)
        self.add(self.life)
        self.add(self._foot)
        self.chip.say("", Tone.NEUTRAL)
