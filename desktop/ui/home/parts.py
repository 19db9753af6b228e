"""The cards of Home: one thing that waits, and how far the newest tranches are."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.rules.terms import PayListState
from desktop.services.money.rows import TrancheRow
from desktop.ui.home.words import Said
from desktop.ui.kit import fonts
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import Chip
from desktop.ui.kit.figure import Share
from desktop.ui.kit.fonts import Weight
from desktop.ui.kit.picture import Picture
from desktop.ui.kit.text import Role, label, repolish
from desktop.ui.kit.tokens import Size, Space, Tone
from desktop.ui.kit.words import number, rupiah
from desktop.wording import N_, Translator

STATES: dict[PayListState, tuple[str, Tone]] = {
    PayListState.DRAFT: (N_("Draft"), Tone.NEUTRAL),
    PayListState.CHECKED: (N_("Checked"), Tone.NEUTRAL),
    PayListState.APPROVED: (N_("Approved"), Tone.BRAND),
    PayListState.OPEN: (N_("Paying out"), Tone.ATTENTION),
    PayListState.CLOSED: (N_("Closed"), Tone.GOOD),
    PayListState.LOCKED: (N_("Locked"), Tone.GOOD),
}
_PICTURE = 26


class ItemCard(Card):
    """One thing that waits: picture, number, sentence, and the button of the first step with its key."""

    def __init__(self, said: Said, run: Callable[[], object], key: str = "") -> None:
        super().__init__()
        self.said = said
        self.key = key
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout()
        row.setSpacing(Space.CARDS)
        ink = "secondary" if said.tone is Tone.NEUTRAL else str(said.tone)
        row.addWidget(Picture(said.icon, ink, _PICTURE), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(self._title_row(said))
        words.addWidget(label(said.sentence, Role.SECONDARY, wrap=True))
        row.addLayout(words, 1)
        self.step = button(said.step, run, kind=Kind.LINK, key=key)
        self.step.setAccessibleName(f"{said.step}: {said.title}")
        foot = QHBoxLayout()
        # Under the sentence, less the room that a link has around its own words.
        foot.setContentsMargins(_PICTURE + Space.CARDS - Space.WITHIN, 0, 0, 0)
        foot.addWidget(self.step)
        if key:
            foot.addWidget(Chip(key, Tone.NEUTRAL))
        foot.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self.column.addLayout(foot)
        self.setAccessibleName(f"{said.title}: {said.figure}. {said.sentence}")

    def _title_row(self, said: Said) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        row.addWidget(label(said.title, Role.STRONG), 1)
        figure = label(said.figure, Role.SUBTITLE)
        figure.setFont(fonts.face(Size.SUBHEAD, Weight.BOLD))
        if said.tone is not Tone.NEUTRAL:
            repolish(figure, "role", str(said.tone))
        row.addWidget(figure)
        return row


class PartsCard(Card):
    """The families by one trait: each part's name, its number, and a bar of its share of all."""

    def __init__(self, title: str, parts: Sequence[tuple[str, int]], families: int) -> None:
        super().__init__(title)
        for name, many in parts:
            self.add(_part(name, many, families))
        self.column.addStretch(1)


def _part(name: str, many: int, families: int) -> QWidget:
    line = QWidget()
    column = QVBoxLayout(line)
    column.setContentsMargins(0, Space.TINY, 0, 0)
    column.setSpacing(Space.TINY)
    words = QHBoxLayout()
    words.addWidget(label(name), 1)
    words.addWidget(label(number(many), Role.STRONG))
    column.addLayout(words)
    share = Share()
    share.show_parts(((Tone.BRAND, many), (Tone.NEUTRAL, families - many)))
    share.setFixedHeight(Space.TINY)
    column.addWidget(share)
    line.setAccessibleName(f"{name}: {number(many)}")
    return line


class TranchesCard(Card):
    """How far the newest tranches are: paid of listed, as a bar and in words."""

    def __init__(self, t: Translator, rows: tuple[TrancheRow, ...]) -> None:
        super().__init__(t("Newest tranches"))
        for row in rows:
            self.add(_tranche(t, row))


def _tranche(t: Translator, row: TrancheRow) -> QWidget:
    assert row.state is not None
    line = QWidget()
    column = QVBoxLayout(line)
    column.setContentsMargins(0, Space.TINY, 0, Space.TINY)
    column.setSpacing(Space.TINY)
    words = QHBoxLayout()
    words.setSpacing(Space.WITHIN)
    name = t("{programme}, tranche {number}", programme=row.programme_name, number=row.key.number)
    words.addWidget(label(name, Role.STRONG))
    word, tone = STATES[row.state]
    words.addWidget(Chip(t(word), tone))
    words.addStretch(1)
    said = t(
        "{paid} of {listed} families paid · {rupiah}",
        paid=number(row.paid.families),
        listed=number(row.listed.families),
        rupiah=rupiah(row.listed.rupiah),
    )
    words.addWidget(label(said, Role.SECONDARY))
    column.addLayout(words)
    share = Share()
    rest = row.listed.families - row.paid.families
    share.show_parts(((Tone.GOOD, row.paid.families), (Tone.NEUTRAL, rest)))
    share.setFixedHeight(Space.WITHIN)
    column.addWidget(share)
    return line
