"""One pair beside the list: why it stands here, both people field by field, and the decision."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.rules.likeness import Rule
from desktop.rules.terms import Role as Person
from desktop.services.duplicates.comparing import PairDetail
from desktop.services.duplicates.keeping import DECIDED
from desktop.services.duplicates.listing import PairRow
from desktop.ui.duplicates.comparison import Comparison
from desktop.ui.duplicates.deciding import DecisionBar
from desktop.ui.duplicates.following import Acts, FollowingBar
from desktop.ui.duplicates.terms import DECISIONS, names
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import Chip
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Tone
from desktop.wording import Translator
from desktop.wording.duplicates import RULES


class PairPanel(Card):
    """Shows what the list knows at once, the comparison when the pair has been opened."""

    def __init__(
        self,
        t: Translator,
        role: Person,
        acts: Acts,
        open_family: Callable[[UUID], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.t = t
        self._role = role
        self._open_family = open_family
        self.detail: PairDetail | None = None
        self.name = label("", Role.SUBTITLE, wrap=True)
        self.chip = Chip()
        self.why = label("", Role.SECONDARY, wrap=True)
        self.notice = Notice()
        self.bar = DecisionBar(t)
        self.following = FollowingBar(t, role, acts)
        self.comparison: Comparison | None = None
        self._body = QWidget()
        self._scroll = Scroll(self._body, reading=t("Comparison"))
        self._empty = Empty("account-multiple-outline")
        self._lay_out()
        self.show_nothing()

    def show_nothing(self) -> None:
        self.detail = None
        self._empty.say(self.t("Choose a pair on the left to compare both people here."))
        self._switch(empty=True)

    def show_row(self, row: PairRow) -> None:
        """Show what the list knows, until the pair is opened."""
        if self.detail is not None and self.detail.row.id == row.id:
            return
        self.detail = None
        self._head(row)
        self._put(QWidget())
        self._switch(empty=False)
        for part in (self.bar, self.following):
            part.hide()

    def show_detail(self, detail: PairDetail, *, held: bool = False) -> None:
        """`held` says that it was decided just now."""
        self.detail = detail
        self._head(detail.row)
        self.why.setText(self._reasons(detail))
        self.comparison = Comparison(self.t, detail, self._open_family)
        self._put(self.comparison)
        self._switch(empty=False)
        if detail.changed and detail.row.decision not in DECIDED:
            said = self.t("A value was corrected since the search. Search again to bring this pair up to date.")
            self.notice.say(said, Tone.BRAND)
        self.bar.setVisible(self._role is Person.OPERATOR and detail.row.decision not in DECIDED)
        self.following.show_detail(detail, held=held)

    def say(self, sentence: str) -> None:
        self.notice.say(sentence, Tone.DANGER)

    def _head(self, row: PairRow) -> None:
        self.notice.clear()
        self.bar.give_up()
        self.name.setText(names(row))
        if row.decision is None:
            self.chip.say(self.t("{score} of 100", score=row.score), Tone.ATTENTION)
        else:
            word, tone = DECISIONS[row.decision]
            self.chip.say(self.t(word), tone)
        places = dict.fromkeys(place for place in (row.place, row.other_place) if place)
        self.why.setText(" · ".join((self.t(RULES[row.rule]), " / ".join(places))))

    def _reasons(self, detail: PairDetail) -> str:
        """Say every reason, and who else of both families is alike."""
        t = self.t
        rules = [t(RULES[Rule(rule)]) for rule in detail.rules or (detail.row.rule,)]
        parts = [", ".join(rules)]
        if detail.row.more:
            named = ", ".join(one if one == other else f"{one} / {other}" for one, other in detail.others)
            counted = t.many("{count} more pair", "{count} more pairs", detail.row.more)
            parts.append(f"{counted}: {named}" if named else counted)
        return " · ".join(parts)

    def _put(self, body: QWidget) -> None:
        old = self._scroll.takeWidget()
        if old is not None:
            old.deleteLater()
        self._scroll.setWidget(body)

    def _switch(self, *, empty: bool) -> None:
        self._empty.setVisible(empty)
        for part in (self._top, self.why, self._scroll):
            part.setVisible(not empty)
        if empty:
            self.notice.clear()
            for bar in (self.bar, self.following):
                bar.hide()

    def _lay_out(self) -> None:
        self._top = QWidget()
        top = QHBoxLayout(self._top)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.name, 1)
        top.addWidget(self.chip)
        self.add(self._empty, 1)
        for part in (self._top, self.why, self.notice):
            self.add(part)
        self.add(self._scroll, 1)
        for bar in (self.bar, self.following):
            self.add(bar)
