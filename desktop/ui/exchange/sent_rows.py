"""Columns of the packages that were sent."""

from datetime import date
from functools import partial
from operator import attrgetter

from desktop.services.exchange.registers import SentRow
from desktop.ui.exchange import words
from desktop.ui.kit.chip import width
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.screen import Bench


def columns(bench: Bench) -> list[Column]:
    t = bench.t
    chips = max(words.sent_words(t), key=width)
    return [
        Column(t("No."), attrgetter("number"), Kind.NUMBER, "1.234"),
        Column(t("For"), partial(_office, bench), Kind.STRONG, "Kabupaten Tangerang", stretch=3),
        Column(t("Period"), attrgetter("period"), sample="2019/1", stretch=1),
        Column(t("Made"), partial(_day, bench), Kind.DATE, "28 Sep 2025"),
        Column(t("State"), partial(words.sent_chip, t), Kind.CHIP, chips),
        Column(t("Waits"), partial(words.waits, t), sample=t.many("{shown} day", "{shown} days", 99, shown="99")),
    ]


def _office(bench: Bench, row: SentRow) -> str:
    return words.office(bench, row.receiver)


def _day(bench: Bench, row: SentRow) -> date:
    return bench.desk.local(row.made_at).date()
