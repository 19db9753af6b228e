"""Columns of the packages that came: what only their inside says is shown once somebody looked into them."""

from dataclasses import dataclass
from datetime import date

from desktop.services.exchange.arrivals import ArrivedRow, ArrivedState
from desktop.services.exchange.receiving import Preview
from desktop.ui.exchange import words
from desktop.ui.exchange.looking import Looking
from desktop.ui.kit.chip import ChipValue, width
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.words import number
from desktop.ui.screen import Bench


@dataclass(frozen=True, slots=True)
class _Cells:
    bench: Bench
    looking: Looking

    def office(self, row: ArrivedRow) -> str:
        preview = self._preview(row)
        sender = row.sender or (preview.sender if preview else "")
        return words.office(self.bench, sender) if sender else self.bench.t("Sealed")

    def number(self, row: ArrivedRow) -> str:
        preview = self._preview(row)
        known = row.number or (preview.number if preview else 0)
        return number(known) if known else ""

    def period(self, row: ArrivedRow) -> str:
        preview = self._preview(row)
        return row.period or (preview.period if preview else "")

    def day(self, row: ArrivedRow) -> date:
        return self.bench.desk.local(row.at).date()

    def chip(self, row: ArrivedRow) -> ChipValue:
        """What was refused once and is right by now waits."""
        waits = row.state is ArrivedState.REFUSED and self._preview(row) is not None
        return words.arrived_chip(self.bench.t, ArrivedState.WAITING if waits else row.state)

    def _preview(self, row: ArrivedRow) -> Preview | None:
        seen = self.looking.of(row)
        return seen.preview if seen else None


def columns(bench: Bench, looking: Looking) -> list[Column]:
    t, cells = bench.t, _Cells(bench, looking)
    chips = max(words.arrived_words(t), key=width)
    return [
        Column(t("From"), cells.office, Kind.STRONG, "Kabupaten Tangerang", stretch=3),
        Column(t("No."), cells.number, sample="1.234"),
        Column(t("Period"), cells.period, sample="2019/1", stretch=1),
        Column(t("Came"), cells.day, Kind.DATE, "28 Sep 2025"),
        Column(t("State"), cells.chip, Kind.CHIP, chips),
    ]
