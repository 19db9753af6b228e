"""One family explained: which rule, which value, which day; results as applied then; how its status came about."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.rules.explaining import Applied, Rule
from desktop.rules.terms import EnrolmentStatus
from desktop.services.validating.explaining import Explanation, Kept, StepRow
from desktop.services.validating.listing import EnrolmentRow
from desktop.ui.kit.button import Action, Kind, button, from_action
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import Chip
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import day, full_day
from desktop.ui.validating.category import rate_words, word
from desktop.ui.validating.terms import RULES, passed_chip, result_chip, sentence, status_chip, value
from desktop.wording import Translator
from desktop.wording.terms import ENROLMENT


@dataclass(frozen=True, slots=True)
class Doings:
    """What can be done with the family shown; None where this person may not."""

    record: Callable[[], object] | None
    enrol: Callable[[], object] | None
    family: Callable[[], object]
    categorise: Callable[[], object] | None = None


class ExplanationPanel(Card):
    """Shows what the list knows at once, the rules when the family has been asked for."""

    def __init__(self, t: Translator, doings: Doings, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.t = t
        self._doings = doings
        self.shown: Explanation | None = None
        self.name = label("", Role.SUBTITLE, wrap=True)
        self.chip = Chip()
        self.where = label("", Role.SECONDARY, wrap=True)
        self.notice = Notice()
        self._empty = Empty("account-check-outline")
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, Space.TINY, 0)
        self._column.setSpacing(Space.WITHIN)
        self._scroll = Scroll(self._body, reading=t("Explanation"))
        self._foot = QHBoxLayout()
        self.buttons: list[QPushButton] = []
        self.enrol: QPushButton | None = None
        self.categorise: QPushButton | None = None
        self._lay_out()
        self.show_nothing()

    def show_nothing(self) -> None:
        self.shown = None
        self._empty.say(self.t("Choose a family on the left to see why it fits or does not."))
        self._switch(empty=True)

    def show_row(self, row: EnrolmentRow) -> None:
        if self.shown is not None and self.shown.enrolment == row.id:
            return
        self.shown = None
        self._head(row.caretaker_name, row.status, row.card_number, row.village, row.district)
        self._put(())
        self._offer(candidate=False)
        self._switch(empty=False)

    def show_explanation(self, found: Explanation) -> None:
        self.shown = found
        self._head(found.name, found.status, found.card_number, found.village, found.district)
        self._say_verdict(found)
        self._put(self._parts(found))
        self._offer(candidate=found.status is EnrolmentStatus.CANDIDATE)
        self._switch(empty=False)

    def say(self, text: str) -> None:
        self.notice.say(text, Tone.DANGER)

    def _head(self, name: str, status: str, card: str, village: str, district: str) -> None:
        t = self.t
        self.notice.clear()
        self.name.setText(name or t("No caretaker yet"))
        state = status_chip(t, status)
        self.chip.say(state.text, state.tone)
        place = " / ".join(part for part in (village, district) if part)
        said = t("Card {number}", number=card) if card else t("No card yet")
        self.where.setText("  ·  ".join(part for part in (said, place) if part))

    def _say_verdict(self, found: Explanation) -> None:
        t = self.t
        on = full_day(t, found.on)
        if found.tranche is not None:
            on = t("{day} (tranche {tranche}/{year})", day=on, tranche=found.tranche, year=found.year)
        if found.broken:
            self.notice.say(t("Does not fit the rules on {day}.", day=on), Tone.DANGER)
        elif not found.eligible:
            self.notice.say(t("Cannot be judged yet on {day}: facts that decide are missing.", day=on), Tone.ATTENTION)
        elif found.unknown:
            self.notice.say(t("Fits the rules on {day}; some facts are not known.", day=on), Tone.ATTENTION)
        else:
            self.notice.say(t("Fits the rules on {day}.", day=on), Tone.GOOD)

    def _parts(self, found: Explanation) -> Iterator[QWidget]:
        t = self.t
        yield label(t("Rules").upper(), Role.SECTION)
        yield from (_line(t, one) for one in found.lines if one.rule is not Rule.MEMBER)
        members = [one for one in found.lines if one.rule is Rule.MEMBER]
        if members:
            yield label(t("Members").upper(), Role.SECTION)
            yield from (_line(t, one) for one in members)
        if found.waits is not None and found.waits.left_on is None:
            yield label(t("Waiting list").upper(), Role.SECTION)
            said = t("Number {number} of {year}, since {day}.", number=found.waits.number, year=found.waits.year,
                     day=day(t, found.waits.since))  # fmt: skip
            yield label(said, wrap=True)
        if found.kept:
            yield label(t("Results").upper(), Role.SECTION)
            yield from (KeptResult(t, one) for one in found.kept)
        yield from self._category(found)
        yield label(t("Status").upper(), Role.SECTION)
        yield from (label(_step(t, one), wrap=True) for one in found.steps)
        if self._doings.enrol is not None:
            self.enrol = button(t("Enrol in another programme…"), self._doings.enrol, kind=Kind.LINK)
            yield _left(self.enrol)

    def _category(self, found: Explanation) -> Iterator[QWidget]:
        """What the programme pays the family by, where it pays by category."""
        t = self.t
        if not found.rates:
            return
        rate = next((one for one in found.rates if one.key == found.category), None)
        yield label(t("Category").upper(), Role.SECTION)
        yield label(rate_words(t, rate) if rate else word(t, found.category), wrap=True)
        if self._doings.categorise is not None:
            self.categorise = button(t("Enter or change the category…"), self._doings.categorise, kind=Kind.LINK)
            yield _left(self.categorise)

    def _put(self, parts: Sequence[QWidget] | Iterator[QWidget]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for part in parts:
            self._column.addWidget(part)
        self._column.addStretch(1)

    def _offer(self, *, candidate: bool) -> None:
        t, doings = self.t, self._doings
        for old in self.buttons:
            self._foot.removeWidget(old)
            old.hide()
            old.deleteLater()
        family = Action(t("Open the family"), doings.family, "account-group-outline")
        self.buttons = [from_action(family, parent=self)]
        if doings.record is not None:
            record = Action(t("Record the result…"), doings.record, "clipboard-check-outline", enabled=candidate)
            self.buttons.append(from_action(record, Kind.PRIMARY, self))
        for made in self.buttons:
            self._foot.addWidget(made)

    def _switch(self, *, empty: bool) -> None:
        self._empty.setVisible(empty)
        for part in (self._top, self.where, self._scroll, self._bottom):
            part.setVisible(not empty)
        if empty:
            self.notice.clear()

    def _lay_out(self) -> None:
        self._top, self._bottom = QWidget(), QWidget()
        top = QHBoxLayout(self._top)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.name, 1)
        top.addWidget(self.chip)
        self._bottom.setLayout(self._foot)
        self._foot.setContentsMargins(0, Space.TINY, 0, 0)
        self._foot.setSpacing(Space.WITHIN)
        self._foot.addStretch(1)
        self.add(self._empty, 1)
        for part in (self._top, self.where, self.notice):
            self.add(part)
        self.add(self._scroll, 1)
        self.add(self._bottom)


class KeptResult(QWidget):
    """A result as recorded; the rules as they were applied then unfold on demand."""

    def __init__(self, t: Translator, kept: Kept) -> None:
        super().__init__()
        self.t = t
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TINY)
        row = QHBoxLayout()
        state = result_chip(t, kept.result)
        row.addWidget(Chip(state.text, state.tone))
        minutes = kept.minutes or t("minutes to come")
        row.addWidget(label(" · ".join((day(t, kept.on), kept.officer, minutes)), Role.SECONDARY, wrap=True), 1)
        column.addLayout(row)
        said = "; ".join(part for part in ("; ".join(kept.reasons), kept.note) if part)
        if said:
            column.addWidget(label(said, wrap=True))
        self.then = QWidget()
        then = QVBoxLayout(self.then)
        then.setContentsMargins(Space.GROUP, 0, 0, 0)
        then.setSpacing(Space.TINY)
        for one in kept.lines:
            then.addWidget(_line(t, one))
        self.then.hide()
        self.unfold = button(t("Rules as applied then"), self._turn, kind=Kind.LINK)
        column.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.then)

    def _turn(self) -> None:
        self.then.setVisible(self.then.isHidden())


def _line(t: Translator, one: Applied) -> QWidget:
    """A chip that says whether it is met, and beside it what was found."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.WITHIN)
    state = passed_chip(t, one.passed)
    row.addWidget(Chip(state.text, state.tone), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    row.addLayout(words, 1)
    words.addWidget(label(one.member or t(RULES[one.rule]), Role.STRONG, wrap=True))
    words.addWidget(label(sentence(t, one), wrap=True))
    if rests := value(t, one):
        words.addWidget(label(rests, Role.SECONDARY, wrap=True))
    return made


def _left(widget: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return made


def _step(t: Translator, one: StepRow) -> str:
    said = " · ".join(part for part in (one.reason, one.paper) if part)
    head = t("{status} since {day}", status=t(ENROLMENT[one.status]), day=day(t, one.on))
    return f"{head}: {said}" if said else head
