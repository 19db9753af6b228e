"""Rows of a table with results that a person should look at: those in doubt, and those that change what stood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.rules.terms import PaymentState
from desktop.services.money.foreseeing import Change
from desktop.services.money.result_file import Doubt
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import day
from desktop.ui.payout.terms import PAYMENTS
from desktop.wording import Translator

Row = Doubt | Change


def _number(row: Row) -> int:
    return row.row


def _name(row: Row) -> str:
    return row.name


def _card(row: Row) -> str:
    return row.written if isinstance(row, Doubt) else row.card


@dataclass(frozen=True, slots=True)
class _Mark:
    t: Translator

    def __call__(self, row: Row) -> ChipValue:
        if isinstance(row, Doubt):
            return ChipValue(self.t("In doubt"), Tone.DANGER)
        return ChipValue(self.t("Changes what stood"), Tone.ATTENTION)


@dataclass(frozen=True, slots=True)
class _Said:
    t: Translator

    def __call__(self, row: Row) -> str:
        return said(self.t, row)


def said(t: Translator, row: Row) -> str:
    """Why a row is in doubt, or what it changes."""
    if isinstance(row, Doubt):
        return t.sentence(row.code, row.values)
    return t("{before} → {after}", before=told(t, row.before), after=told(t, row.after))


def told(t: Translator, row: Mapping[str, Any]) -> str:
    """A payment's outcome with what is kept beside it."""
    state = t(PAYMENTS[PaymentState(row["state"])][0])
    when = day(t, row["settled_on"]) if row["settled_on"] else ""
    return ", ".join(filter(None, (state, when, row["sts_number"] or "", row["reason"])))


def columns(t: Translator) -> Sequence[Column]:
    return (
        Column(t("Row"), _number, Kind.NUMBER, "50.000"),
        Column(t("Status"), _Mark(t), Kind.CHIP, max(t("In doubt"), t("Changes what stood"), key=len)),
        Column(t("Caretaker"), _name, Kind.STRONG, "SITI NURHALIMAH"),
        Column(t("Number"), _card, Kind.MONO, "JSR-36.01-000127"),
        Column(t("What is said"), _Said(t), sample="Hari ini tidak dapat dibaca tanpa menebak", stretch=3),
    )


def row_key(row: object) -> object:
    return id(row)
