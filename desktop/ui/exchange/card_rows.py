"""The cards of other offices as rows: what is asked for, in which order, under which columns."""

from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from uuid import UUID

from desktop.progress import Progress
from desktop.services.desk import Desk
from desktop.services.exchange import registers, trusting
from desktop.services.exchange.trusting import CardRow, Trust
from desktop.ui.exchange import words
from desktop.ui.kit.chip import width
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.screen import Bench


@dataclass(frozen=True, slots=True)
class Cards:
    """All cards, and which of them this person may confirm."""

    desk: Desk

    def __call__(self, _: Progress) -> tuple[list[CardRow], frozenset[UUID]]:
        return trusting.cards(self.desk), registers.cards_to_confirm(self.desk)


def columns(bench: Bench) -> list[Column]:
    t = bench.t
    chips = max(words.trust_words(t), key=width)
    return [
        Column(t("Office"), partial(_office, bench), Kind.STRONG, "Kabupaten Tangerang", stretch=3),
        Column(t("Code"), attrgetter("office"), sample="36.71"),
        Column(t("Key"), attrgetter("epoch"), Kind.NUMBER, "12"),
        Column(t("State"), partial(_chip, bench), Kind.CHIP, chips),
    ]


def _office(bench: Bench, row: CardRow) -> str:
    return words.office(bench, row.office)


def _chip(bench: Bench, row: CardRow) -> object:
    return words.trust_chip(bench.t, row.trust)


def settled(row: CardRow) -> tuple[bool, bool, str]:
    """What waits comes first, what is ended last."""
    return row.trust is not Trust.PROPOSED, row.trust is Trust.ENDED, row.office
