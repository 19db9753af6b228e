"""The words of a budget: the first sentence, its figures, the shares, and the columns of years and lines."""

from collections.abc import Mapping
from functools import partial
from operator import attrgetter
from types import MappingProxyType

from desktop.services.accounting.budget import Budget, Level, LineRow, Share
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.figure import Equation, Figure
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import rupiah
from desktop.wording import N_, Translator

LEVELS: Mapping[Level, str] = MappingProxyType({Level.PROVINCE: N_("Province"), Level.DISTRICT: N_("Regency or city")})
HUNDRED = 100


def key_of(row: Budget) -> object:
    return row.programme, row.year


def verdict(t: Translator, found: Budget) -> tuple[str, Tone]:
    """Whether the money is enough, in a sentence."""
    if not found.lines:
        words = t(
            "Nobody entered yet what {name} may spend; {paid} are paid.", name=found.name, paid=rupiah(found.realised)
        )
        return words, Tone.ATTENTION
    if found.over:
        words = t("The lists come to {listed}, and {appropriated} may be spent: {over} too much.",
                  listed=rupiah(found.listed), appropriated=rupiah(found.appropriated),
                  over=rupiah(found.over))  # fmt: skip
        return words, Tone.DANGER
    words = t("Enough: of {appropriated} that may be spent {left} are neither paid nor bound.",
              appropriated=rupiah(found.appropriated), left=rupiah(found.left))  # fmt: skip
    return words, Tone.GOOD


def figures(t: Translator, found: Budget) -> list[Figure]:
    part = t("{percent} of the appropriation", percent=percent(found.realised, found.appropriated))
    back = t("{amount} went back", amount=rupiah(found.returned)) if found.returned else ""
    return [
        Figure(t("Appropriated"), rupiah(found.appropriated), t("Listed: {amount}", amount=rupiah(found.listed))),
        Figure(t("Realised"), rupiah(found.realised), part if found.appropriated else "", Tone.GOOD),
        Figure(t("Bound"), rupiah(found.committed), t("Approved, not yet paid"),
               Tone.ATTENTION if found.committed else None),
        Figure(t("Left to spend"), rupiah(found.left), back, Tone.DANGER if found.left < 0 else None),
    ]  # fmt: skip


def equation(t: Translator, found: Budget) -> Equation:
    holds = found.realised + found.committed + found.left == found.appropriated and found.left >= 0
    parts = ((Tone.GOOD, found.realised), (Tone.ATTENTION, found.committed), (Tone.NEUTRAL, max(0, found.left)))
    word = (
        t("Within the appropriation") if holds else t("Over by {amount}", amount=rupiah(max(found.over, -found.left)))
    )
    return Equation(t("Appropriated = realised + bound + left"), word, holds, parts if found.appropriated else ())


def percent(part: int, whole: int) -> str:
    """For example: 75 %. Rounded down, so that nothing looks whole before it is."""
    return f"{part * HUNDRED // whole} %" if whole else ""


def year_columns(t: Translator) -> list[Column]:
    return [
        Column(t("Programme year"), attrgetter("name"), Kind.STRONG, "Jamsosratu 2019"),
        Column(t("Appropriated"), attrgetter("appropriated"), Kind.MONEY, "Rp99.000.000.000"),
        Column(t("State"), partial(_state, t), Kind.CHIP, t("Not entered"), stretch=1),
    ]


def _state(t: Translator, row: Budget) -> ChipValue:
    if not row.lines:
        return ChipValue(t("Not entered"), Tone.ATTENTION)
    return ChipValue(t("Over"), Tone.DANGER) if row.over else ChipValue(t("Enough"), Tone.GOOD)


def share_columns(t: Translator) -> list[Column]:
    return [
        Column(t("Whose money"), partial(_level, t), Kind.STRONG, t("Regency or city"), stretch=1),
        Column(t("Appropriated"), attrgetter("appropriated"), Kind.MONEY, "Rp99.000.000.000"),
        Column(t("Its part of what is paid"), attrgetter("realised"), Kind.MONEY, "Rp99.000.000.000"),
        Column(t("Left to spend"), attrgetter("left"), Kind.MONEY, "Rp99.000.000.000"),
    ]


def _level(t: Translator, row: Share | LineRow) -> str:
    return t(LEVELS[row.level])


def line_columns(t: Translator) -> list[Column]:
    return [
        Column(t("Date"), attrgetter("on"), Kind.DATE),
        Column(t("Document"), attrgetter("paper"), Kind.STRONG, "DPPA 1.06.0.00.0.00/2019"),
        Column(t("Account code"), attrgetter("account"), Kind.MONO, "5.1.6.01.01", stretch=1),
        Column(t("Whose money"), partial(_level, t), sample=t("Regency or city")),
        Column(t("Rupiah"), attrgetter("rupiah"), Kind.MONEY, "-Rp99.000.000.000"),
        Column(t("Note"), _note, stretch=1),
    ]


def _note(row: LineRow) -> str:
    return " · ".join(part for part in (row.note, row.entered_by) if part)
