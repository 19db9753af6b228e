"""What a list offers for the register: each change before it is made, any of them left out, then taken over at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.aid_rules import AidBook, load_aids
from desktop.services.desk import Answer
from desktop.services.official_lists import offers as taking
from desktop.services.official_lists.offers import AidOffer, Offers, OffersTaken, RankOffer
from desktop.ui.jobs.asking import Work
from desktop.ui.jobs.job import Job, Lane
from desktop.ui.kit.button import Action, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.figure import Figure, Figures
from desktop.ui.kit.head import Head
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number
from desktop.ui.screen import Bench
from desktop.wording import Translator

Offer = AidOffer | RankOffer


class Offered(QWidget):
    """`left`: back to the lists; `taken` brings how much was taken over."""

    left = Signal()
    taken = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        self.t = t = bench.t
        self.offers: Offers | None = None
        self.left_out: set[str] = set()
        self.job: Job | None = None
        self.head = Head("", "")
        self.notice = Notice()
        self.figures = Figures()
        self.model = TableModel(t, columns(t, self.left_out), _key, self)
        self.view = TableView(self.model, t("What the list offers"), dense=True)
        self.toggle = button(t("Leave out"), self.leave_out, icon="playlist-remove")
        self._lay_out()
        self.view.opened.connect(self._open)
        self.view.chosen.connect(self._chosen)

    def show_offers(self, offers: Offers) -> None:
        self.offers = offers
        self.left_out.clear()
        self.notice.clear()
        self.model.replace([*offers.aids, *offers.ranks])
        self._dress()

    def leave_out(self) -> None:
        """Leave the chosen one out, or take it in again."""
        row = self.view.row
        if isinstance(row, AidOffer | RankOffer):
            self.left_out.symmetric_difference_update({row.key})
            self.view.viewport().update()
            self._chosen(row)
            self._dress()

    def take(self) -> None:
        """Take over all that is not left out."""
        if self.offers is not None and self.job is None:
            work = Work(taking.take, self.bench.desk, self.offers, frozenset(self.left_out))
            title = self.t("Taking over what the list says")
            self.job = self.bench.runner.submit(
                work, self._taken, self._failed, ended=self._ended, title=title, lane=Lane.WRITE
            )
            self._dress()

    def leave(self) -> None:
        self.left.emit()

    def _open(self, row: Offer) -> None:
        self.bench.go("families", row.household)

    def _chosen(self, row: object) -> None:
        out = isinstance(row, AidOffer | RankOffer) and row.key in self.left_out
        self.toggle.setText(self.t("Take it in again") if out else self.t("Leave out"))
        self.toggle.setEnabled(row is not None)

    def _taken(self, answer: Answer[OffersTaken]) -> None:
        self.taken.emit(answer.value)

    def _failed(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _ended(self) -> None:
        self.job = None
        self._dress()

    def _dress(self) -> None:
        t, offers = self.t, self.offers
        if offers is None:
            return
        ends = sum(offer.ends for offer in offers.aids)
        self.figures.show_figures(
            [
                Figure(t("Aids to write down"), number(len(offers.aids) - ends), t("with the list as their source")),
                Figure(t("Aids to end"), number(ends), t("by the day of the list")),
                Figure(t("Places in the register"), number(len(offers.ranks)), t("desil or percentile")),
                Figure(t("Left out by you"), number(len(self.left_out)), t("they stay as they are")),
            ]
        )
        count = len(offers.aids) + len(offers.ranks) - len(self.left_out)
        words = t.many("Take over {shown} change", "Take over {shown} changes", count, shown=number(count))
        self.head.say(t("What the list offers"), t("Families change only by what you take over here"))
        self.head.offer(
            [
                Action(t("Back"), self.leave, "arrow-left"),
                Action(words, self.take, "check", enabled=count > 0 and self.job is None),
            ]
        )

    def _lay_out(self) -> None:
        t = self.t
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        for part in (self.head, self.notice, self.figures):
            column.addWidget(part)
        card = Card(inside=Space.GROUP)
        card.add(self.view, 1)
        row = QHBoxLayout()
        row.addWidget(self.toggle)
        row.addStretch(1)
        row.addWidget(label(t("Enter opens the family"), Role.SECONDARY))
        card.column.addLayout(row)
        column.addWidget(card, 1)


def _key(row: Offer) -> str:
    return row.key


def _name(row: Offer) -> str:
    return row.name


def _village(row: Offer) -> str:
    return row.village


@dataclass(frozen=True, slots=True)
class _Chip:
    t: Translator
    left_out: set[str]

    def __call__(self, row: Offer) -> ChipValue:
        t = self.t
        if row.key in self.left_out:
            return ChipValue(t("Left out"), Tone.NEUTRAL)
        if isinstance(row, RankOffer):
            return ChipValue(t("Register"), Tone.BRAND)
        return ChipValue(t("Ends"), Tone.ATTENTION) if row.ends else ChipValue(t("Aid"), Tone.GOOD)


@dataclass(frozen=True, slots=True)
class _What:
    t: Translator
    aids: AidBook

    def __call__(self, row: Offer) -> str:
        return offer_words(self.t, self.aids, row)


def offer_words(t: Translator, aids: AidBook, row: Offer) -> str:
    """What would be written, and what stands now."""
    if isinstance(row, AidOffer):
        name = aids.named(row.aid)
        if row.ends:
            return t("{aid} is received no more", aid=name)
        return t("receives {aid}, number {number}", aid=name, number=row.number) if row.number else (
            t("receives {aid}", aid=name)
        )  # fmt: skip
    old = t("percentile {number}", number=row.old_percentile) if row.old_percentile is not None else t("none")
    new = t("percentile {number}", number=row.percentile) if row.percentile is not None else old
    desil = t("desil {number}", number=row.desil) if row.desil else ""
    now = f"{old} ({row.old_source.upper()})" if row.old_source else old
    return f"{now} → {' · '.join(part for part in (desil, new) if part)}"


def columns(t: Translator, left_out: set[str]) -> Sequence[Column]:
    words = (t("Left out"), t("Register"), t("Ends"), t("Aid"))
    return (
        Column(t("Name"), _name, Kind.STRONG, "SITI NURHALIMAH PUTRI", stretch=1),
        Column(t("Village"), _village, sample="Sukamaju", stretch=1),
        Column(t("Kind of change"), _Chip(t, left_out), Kind.CHIP, max(words, key=len)),
        Column(t("What"), _What(t, load_aids()), sample="persentil 12 → desil 2", stretch=3),
    )
