"""Words and columns of signed receipts: villages, what is missing, what was scanned just now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from desktop.rules.money import Figure
from desktop.services.payday.signed import MissingRow, VillageSigned
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.tokens import Tone
from desktop.wording import N_, Translator


class Outcome(StrEnum):
    """What became of a scan."""

    TAKEN = "taken"
    AGAIN = "again"
    REFUSED = "refused"


OUTCOMES: Final = MappingProxyType(
    {
        Outcome.TAKEN: (N_("Taken"), Tone.GOOD),
        Outcome.AGAIN: (N_("Before"), Tone.BRAND),
        Outcome.REFUSED: (N_("Look into it"), Tone.DANGER),
    }
)


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan of this sitting, told as a sentence; `place` counts them."""

    place: int
    at: datetime
    outcome: Outcome
    sentence: str


def whole(villages: Sequence[VillageSigned], word: str) -> VillageSigned:
    """All villages as one line."""
    paid, signed = Figure(), Figure()
    for one in villages:
        paid, signed = paid + one.paid, signed + one.signed
    return VillageSigned(ALL, word, "", paid, signed)


ALL: Final = "*"  # no code of a village


def village_key(row: VillageSigned) -> str:
    return row.code


def missing_key(row: MissingRow) -> object:
    return row.payment_id


def scan_key(row: Scan) -> int:
    return row.place


def village_columns(t: Translator) -> list[Column]:
    return [
        Column(t("Village"), _Named(t), Kind.STRONG, "Sukamanah Girang", stretch=1),
        Column(t("Paid out"), _paid, Kind.NUMBER, "27.571"),
        Column(t("Back"), _signed, Kind.NUMBER, "27.571"),
        Column(t("Not back yet"), _missing, Kind.NUMBER, "27.571"),
    ]


def missing_columns(t: Translator) -> list[Column]:
    return [
        Column(t("Receipt"), _number, Kind.MONO, "KW-36.01-2019-000127"),
        Column(t("Caretaker"), _name, Kind.STRONG, "SITI NURHAYATI", stretch=2),
        Column(t("Paid on"), _paid_on, Kind.DATE),
    ]


def scan_columns(t: Translator) -> list[Column]:
    return [
        Column(t("At"), _at, sample="23.59.59"),
        Column(t("Result"), _Chip(t), Kind.CHIP, max((t(word) for word, _ in OUTCOMES.values()), key=len)),
        Column(t("What it was"), _sentence, sample="KW-36.01-2019-000127", stretch=1),
    ]


class _Named:
    """The village with its district, or the word for one that is not known."""

    def __init__(self, t: Translator) -> None:
        self._t = t

    def __call__(self, row: VillageSigned) -> str:
        if not row.code:
            return self._t("Without a village")
        return f"{row.name}, {row.district}" if row.district else row.name


class _Chip:
    def __init__(self, t: Translator) -> None:
        self._t = t

    def __call__(self, row: Scan) -> ChipValue:
        word, tone = OUTCOMES[row.outcome]
        return ChipValue(self._t(word), tone)


def _paid(row: VillageSigned) -> int:
    return row.paid.families


def _signed(row: VillageSigned) -> int:
    return row.signed.families


def _missing(row: VillageSigned) -> int:
    return row.missing.families


def _number(row: MissingRow) -> str:
    return row.number


def _name(row: MissingRow) -> str:
    return row.name


def _paid_on(row: MissingRow) -> object:
    return row.paid_on


def _at(row: Scan) -> str:
    return f"{row.at:%H.%M.%S}"


def _sentence(row: Scan) -> str:
    return row.sentence
