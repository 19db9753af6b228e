"""The lists that are kept, and beside them whom the chosen one means, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop.errors import Refused
from desktop.rules.terms import Role as Who
from desktop.services.official_lists import kept as keeping
from desktop.services.official_lists import offers
from desktop.services.official_lists.kept import KeptList, KeptMatch, MatchPage
from desktop.services.official_lists.offers import Offers
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import day, number
from desktop.ui.official_lists.words import outcome_chip, said_words
from desktop.ui.paging import Paging
from desktop.ui.screen import Bench
from desktop.wording import Translator
from desktop.wording.official_lists import FOUND_BY, KINDS, OUTCOMES

_SHARES = (33, 67)
_LEAST = (320, 460)


class Browse(QWidget):
    """`offers_wanted` brings what the list shown offers; `family_wanted` the id of a family."""

    offers_wanted = Signal(object)
    family_wanted = Signal(object)

    def __init__(self, bench: Bench, first_step: Action | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench = bench
        self.t = t = bench.t
        self.model = TableModel(t, _list_columns(t), _list_key, self)
        self.view = TableView(self.model, t("Lists kept"), self)
        self.empty = Empty("clipboard-list-outline")
        self.panel = ListPanel(bench, self)
        self._sought: UUID | None = None
        self._say_empty(first_step)
        self._lay_out()
        self.view.chosen.connect(self.panel.show_list)
        self.panel.offers_wanted.connect(self.offers_wanted)
        self.panel.family_wanted.connect(self.family_wanted)

    def ask(self, sought: UUID | None = None) -> None:
        """Read the lists anew; `sought` is the one to show."""
        self._sought = sought or self._sought
        self.bench.runner.submit(Ask(keeping.lists, self.bench.desk), self._show, newest="lists.kept")

    def refresh(self) -> None:
        self.ask()
        self.panel.refresh()

    def _show(self, lists: tuple[KeptList, ...]) -> None:
        self.model.replace(lists)
        self._pages.setCurrentIndex(0 if lists else 1)
        if self._sought is not None:
            self.view.choose(self._sought)
            self._sought = None

    def _say_empty(self, first_step: Action | None) -> None:
        t = self.t
        if first_step is not None:
            sentence = t("No list was held against the register yet: Dukcapil, DTSEN, PKH, staff, civil servants.")
            self.empty.say(sentence, first_step)
        else:
            self.empty.say(t("No list was held against the register yet. The operator does it."))

    def _lay_out(self) -> None:
        listed = Card(parent=self)
        listed.add(self.view, 1)
        both = side_by_side(listed, self.panel, self, shares=_SHARES, least=_LEAST)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(both)
        self._pages.addWidget(self.empty)


class ListPanel(Card):
    """One list: what it is, what it offers, and whom of ours it means."""

    offers_wanted = Signal(object)
    family_wanted = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.bench = bench
        self.t = t = bench.t
        self.shown: KeptList | None = None
        self.title = label("", Role.SUBTITLE, wrap=True)
        self.about = label("", Role.SECONDARY, wrap=True)
        self.notice = Notice()
        self.filter = Combo(t("Outcome"), parent=self)
        self.filter.setMinimumWidth(220)
        self.model = TableModel(t, match_columns(t), _match_key, self)
        self.view = TableView(self.model, t("Results"), self, dense=True)
        for part in (self.title, self.about, self.notice, self.filter):
            self.add(part)
        self.add(self.view, 1)
        self.add(label(t("Enter opens the family"), Role.SECONDARY))
        self.filter.chosen.connect(self._narrow)
        self.paging = Paging(bench.runner, self.model, "lists.matches", self._shown, self._failed)
        self.view.opened.connect(self._open)

    def show_list(self, kept: KeptList | None) -> None:
        self.shown = kept
        self.notice.clear()
        if kept is None:
            return
        t = self.t
        self.title.setText(kept.title or kept.source_name)
        parts = [t(KINDS[kept.kind]), t("as of {day}", day=day(t, kept.as_of)), kept.file_name]
        parts.append(t("kept by {name} on {day}", name=kept.by, day=day(t, self.bench.desk.local(kept.at).date())))
        self.about.setText(" · ".join(parts))
        choices: list[tuple[object, str]] = [(None, t("All results ({count})", count=number(kept.matched)))]
        choices += [
            (outcome, f"{t(OUTCOMES[outcome])} ({number(count)})") for outcome, count in sorted(kept.counts.items())
        ]
        self.filter.offer(choices)
        self.filter.choose(None)
        self.refresh()

    def refresh(self) -> None:
        """Read results and offers anew."""
        self.ask()
        if self.shown is not None:
            work = Work(offers.offers, self.bench.desk, self.shown.id)
            self.bench.runner.submit(work, self._offered, self._failed, newest="lists.offers")

    def ask(self) -> None:
        """Read the first page of what is chosen."""
        if self.shown is not None:
            self.paging.ask(keeping.matches, self.bench.desk, self.shown.id, self._outcome)

    @property
    def _outcome(self) -> str | None:
        value = self.filter.value
        return str(value) if value is not None else None

    def _narrow(self, _chosen: object) -> None:
        self.ask()

    def _shown(self, _: MatchPage) -> None:
        """The rows speak for themselves: the outcome chosen above has some."""

    def _offered(self, offered: Offers) -> None:
        """Say what the list offers; the operator may look at it and take it over."""
        if self.shown is None or offered.list_id != self.shown.id:
            return
        if not (offered.aids or offered.ranks):
            self.notice.clear()
            return
        t = self.t
        words = []
        if offered.aids:
            words.append(t.many("{count} aid", "{count} aids", len(offered.aids)))
        if offered.ranks:
            words.append(t.many("{count} place in the register", "{count} places in the register", len(offered.ranks)))
        sentence = t("The list says more than the register: {what}.", what=", ".join(words))
        may = self.bench.desk.person.role is Who.OPERATOR
        remedy = Action(t("Look and take over…"), _Emit(self.offers_wanted, offered)) if may else None
        self.notice.say(sentence, Tone.BRAND, remedy)

    def _failed(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _open(self, row: KeptMatch) -> None:
        self.family_wanted.emit(row.household)


@dataclass(frozen=True, slots=True)
class _Emit:
    signal: object
    value: object

    def __call__(self) -> None:
        self.signal.emit(self.value)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class _Outcome:
    t: Translator

    def __call__(self, row: KeptMatch) -> ChipValue:
        return outcome_chip(self.t, row.outcome)


@dataclass(frozen=True, slots=True)
class _Said:
    t: Translator

    def __call__(self, row: KeptMatch) -> str:
        return said_words(self.t, row.said)


@dataclass(frozen=True, slots=True)
class _FoundBy:
    t: Translator

    def __call__(self, row: KeptMatch) -> str:
        return self.t(FOUND_BY[row.found_by])


def _source(row: KeptList) -> str:
    return row.title or row.source_name


def _as_of(row: KeptList) -> object:
    return row.as_of


def _matched(row: KeptList) -> int:
    return row.matched


def _name(row: KeptMatch) -> str:
    return row.name


def _village(row: KeptMatch) -> str:
    return row.village


def _list_key(row: KeptList) -> UUID:
    return row.id


def _match_key(row: KeptMatch) -> UUID:
    return row.id


def _list_columns(t: Translator) -> Sequence[Column]:
    return (
        Column(t("List"), _source, Kind.STRONG, "DTSEN 2025", stretch=2),
        Column(t("As of"), _as_of, Kind.DATE),
        Column(t("Ours"), _matched, Kind.NUMBER, "50.000"),
    )


def match_columns(t: Translator) -> Sequence[Column]:
    longest = max((t(word) for word in OUTCOMES.values()), key=len)
    return (
        Column(t("Name"), _name, Kind.STRONG, "SITI NURHALIMAH", stretch=1),
        Column(t("Village"), _village, sample="Sukamaju", stretch=1),
        Column(t("Outcome"), _Outcome(t), Kind.CHIP, longest),
        Column(t("Found by"), _FoundBy(t), sample="No KK"),
        Column(t("What"), _Said(t), sample="Desil: 3", stretch=3),
    )
