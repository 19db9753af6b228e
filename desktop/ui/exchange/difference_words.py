"""Words of the differences between offices and of the board."""

from datetime import date

from desktop.services.exchange.board import DistrictRow
from desktop.services.exchange.conflicts import ConflictRow
from desktop.services.exchange.telling import RecordTeller
from desktop.ui.exchange import words
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import day
from desktop.ui.screen import Bench
from desktop.wording.exchange_desk import STANDINGS

TONES = {
    "stopped": Tone.DANGER, "held": Tone.ATTENTION, "refused": Tone.DANGER, "no_key": Tone.NEUTRAL,
    "never": Tone.NEUTRAL, "late": Tone.ATTENTION, "good": Tone.GOOD,
}  # fmt: skip


class Days:
    """A day in the language of the window."""

    def __init__(self, bench: Bench) -> None:
        self._t = bench.t

    def __call__(self, value: date) -> str:
        return day(self._t, value)


def teller(bench: Bench) -> RecordTeller:
    return RecordTeller(bench.t, Days(bench), bench.shared.codes)


def whose(bench: Bench, row: ConflictRow) -> str:
    """What a difference is about: "Person: SITI AMINAH"."""
    kind = teller(bench).kind(row.kind)
    return f"{kind}: {row.about.name}" if row.about.name else kind


def decider(bench: Bench, row: ConflictRow) -> ChipValue:
    """Who decides it."""
    if row.mine:
        return ChipValue(bench.t("We decide"), Tone.ATTENTION)
    return ChipValue(bench.t("Its owner decides"), Tone.NEUTRAL)


def standing(bench: Bench, row: DistrictRow) -> ChipValue:
    return ChipValue(bench.t(STANDINGS[row.standing]), TONES[row.standing])


def offices(bench: Bench, row: ConflictRow) -> str:
    return bench.t("package {number} of {office}", number=row.package, office=words.office(bench, row.sender))
