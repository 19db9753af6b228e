"""The words of the clinic: columns of its two lists, and recorded values as people read them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from desktop.rules.fault_kinds import KINDS, FaultCode, Level
from desktop.services.quality.rows import FaultRow, Overview
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import day
from desktop.wording import N_, Translator, records
from desktop.wording import quality as wording

TONES = MappingProxyType(
    {Level.WRONG: Tone.DANGER, Level.DOUBT: Tone.ATTENTION, Level.MISSING: Tone.NEUTRAL, Level.NOTE: Tone.BRAND}
)
_CODES = MappingProxyType(
    {
        "primary": N_("Primary"),
        "junior": N_("Junior"),
        "senior": N_("Senior"),
    }
    | dict(records.PRESENCES)
    | dict(records.SEXES)
)
_MASKED = "••••••••••840000"


@dataclass(frozen=True, slots=True)
class KindLine:
    """A line of the left list; without a code it stands for everything to be mended or asked."""

    code: FaultCode | None
    families: int


def lines(seen: Overview, *, let_stand: bool) -> list[KindLine]:
    """Kinds in the order of lists; what was let stand may be of one kind only, and then needs no sum."""
    everything = [KindLine(None, seen.families)] if seen.kinds and not (let_stand and len(seen.kinds) == 1) else []
    return [*everything, *(KindLine(one.code, one.families) for one in seen.kinds)]


def value(t: Translator, row: FaultRow) -> str:
    """Write what is recorded: a number masked, days as days, codes as words."""
    if row.code is FaultCode.NAME_STRANGE:
        return row.about
    return " · ".join(_word(t, part) for part in row.shown.split(" ")) if " " in row.shown else _word(t, row.shown)


def _word(t: Translator, part: str) -> str:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", part):
        return day(t, date.fromisoformat(part))
    return t(_CODES[part]) if part in _CODES else part


def level_chip(t: Translator, level: Level) -> ChipValue:
    return ChipValue(t(wording.LEVELS[level]), TONES[level])


def kind_key(line: KindLine) -> str:
    return line.code.value if line.code else ""


def fault_key(row: FaultRow) -> tuple[UUID, str, str, str]:
    """The same fault, whatever its number in the family is after another look."""
    return row.family, row.code.value, row.about, row.person


@dataclass(frozen=True, slots=True)
class _Title:
    t: Translator

    def __call__(self, line: KindLine) -> str:
        return self.t(wording.KINDS[line.code]) if line.code else self.t("Everything")


@dataclass(frozen=True, slots=True)
class _Level:
    t: Translator

    def __call__(self, line: KindLine) -> ChipValue | None:
        return level_chip(self.t, KINDS[line.code].level) if line.code else None


def _families(line: KindLine) -> int:
    return line.families


def kind_columns(t: Translator) -> Sequence[Column]:
    longest = max((t(word) for word in wording.LEVELS.values()), key=len)
    return (
        Column(t("Kind"), _Title(t), sample="Tanggal lahir beda dengan NIK", stretch=1),
        Column(t("Level"), _Level(t), Kind.CHIP, longest),
        Column(t("Families"), _families, Kind.NUMBER, "50.000"),
    )


@dataclass(frozen=True, slots=True)
class _Who:
    t: Translator

    def __call__(self, row: FaultRow) -> str:
        if row.person:
            return row.person
        return self.t("Family of {name}", name=row.caretaker) if row.caretaker else self.t("No caretaker yet")


@dataclass(frozen=True, slots=True)
class _What:
    t: Translator

    def __call__(self, row: FaultRow) -> str:
        return self.t(wording.KINDS[row.code])


@dataclass(frozen=True, slots=True)
class _Value:
    t: Translator

    def __call__(self, row: FaultRow) -> str:
        return value(self.t, row)


@dataclass(frozen=True, slots=True)
class _Where:
    t: Translator

    def __call__(self, row: FaultRow) -> str:
        return " / ".join(part for part in (row.village, row.district) if part) or self.t("To be placed")


def fault_columns(t: Translator) -> Sequence[Column]:
    return (
        Column(t("Name"), _Who(t), Kind.STRONG, "Siti Nurhalimah", stretch=2),
        Column(t("Finding"), _What(t), sample="Umur tidak sesuai jenjang", stretch=1),
        Column(t("Recorded"), _Value(t), Kind.MONO, _MASKED),
        Column(t("Village / District"), _Where(t), sample="Mandalasari / Kaduhejo", stretch=2),
    )
