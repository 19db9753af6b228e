"""The table of a tranche by district, and the history of its steps."""

from functools import partial

from desktop.services.desk import Desk
from desktop.services.money.rows import AreaFigures, StepRow
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.words import day
from desktop.ui.payout.terms import STATES, state_chip
from desktop.wording import Translator


def district_columns(t: Translator) -> list[Column]:
    return [
        Column(t("District"), _name, Kind.STRONG, "Sindangresmi", stretch=2),
        Column(t("Families"), partial(_families, "listed"), Kind.NUMBER, "12.688", stretch=1),
        Column(t("Received"), partial(_families, "paid"), Kind.NUMBER, "12.688", stretch=1),
        Column(t("Not collected"), partial(_families, "unpaid"), Kind.NUMBER, "12.688", stretch=1),
        Column(t("Returned"), partial(_families, "returned"), Kind.NUMBER, "12.688", stretch=1),
        Column(t("Withheld"), partial(_families, "withheld"), Kind.NUMBER, "12.688", stretch=1),
        Column(t("Amount not collected"), _open_amount, Kind.MONEY, "Rp12.688.000.000", stretch=1),
    ]


def district_key(row: AreaFigures) -> str:
    return row.code


def history_columns(t: Translator, desk: Desk) -> list[Column]:
    longest = max((t(word) for word, _ in STATES.values()), key=len)
    return [
        Column(t("When"), partial(_when, t, desk), sample="28 Nov 2026 20.48"),
        Column(t("Step"), partial(_state, t), Kind.CHIP, f"{longest}m"),
        Column(t("By"), _by, Kind.STRONG, "Neneng Suryani", stretch=1),
        Column(t("Reason"), _reason, stretch=2),
    ]


def history_key(row: StepRow) -> object:
    return row.at, row.state


def _name(row: AreaFigures) -> str:
    return row.name


def _families(part: str, row: AreaFigures) -> int:
    families: int = getattr(row, part).families
    return families


def _open_amount(row: AreaFigures) -> int:
    return row.unpaid.rupiah


def _when(t: Translator, desk: Desk, row: StepRow) -> str:
    at = desk.local(row.at)
    return f"{day(t, at.date())} {at:%H.%M}"


def _state(t: Translator, row: StepRow) -> ChipValue:
    return state_chip(t, row.state)


def _by(row: StepRow) -> str:
    return row.by


def _reason(row: StepRow) -> str:
    return row.reason
