"""A decree's quotas as rows to type into: the areas of a level and all that have a quota, and what they come to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from desktop.rules.area_codes import Level, level
from desktop.rules.money import Figure
from desktop.services.money.granting import AreaQuota
from desktop.services.money.quotas import Entry, QuotaArea
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import typed_number
from desktop.wording import Translator

FAMILIES, RUPIAH = 2, 3
NOTHING = Figure()


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """An area with its quota as it stands or was typed; None where nothing stands."""

    area: QuotaArea
    households: int | None = None
    rupiah: int | None = None

    @property
    def figure(self) -> Figure:
        return Figure(self.households or 0, self.rupiah or 0)

    @property
    def said(self) -> bool:
        return self.figure != NOTHING


def rows(entry: Entry, quotas: Iterable[AreaQuota]) -> dict[str, QuotaRow]:
    """Every area of the office, some with a quota."""
    given = {one.area: one for one in quotas}
    return {area.code: _row(area, given.get(area.code)) for area in entry.areas}


def _row(area: QuotaArea, quota: AreaQuota | None) -> QuotaRow:
    return QuotaRow(area) if quota is None else QuotaRow(area, quota.households or None, quota.rupiah or None)


def shown(every: Mapping[str, QuotaRow], wanted: Level) -> list[QuotaRow]:
    """Rows of a level, and whatever has a quota: areas with families on the list first, and none moves as one types."""
    return sorted((row for code, row in every.items() if level(code) is wanted or row.said), key=_place)


def _place(row: QuotaRow) -> tuple[bool, str]:
    return not row.area.listed.families, row.area.code


def as_quotas(every: Iterable[QuotaRow]) -> tuple[AreaQuota, ...]:
    return tuple(AreaQuota(row.area.code, row.figure.families, row.figure.rupiah) for row in every if row.said)


def level_of(quotas: Iterable[AreaQuota]) -> Level:
    """The level most quotas are of; the district where there is none."""
    found = [level(one.area) for one in quotas]
    return max(set(found), key=found.count) if found else Level.DISTRICT


def put_families(each: int | None, row: object, typed: str) -> object | None:
    """Families as typed; where every family gets the same, its rupiah follow unless they were typed otherwise."""
    if not isinstance(row, QuotaRow) or (typed and typed_number(typed) is None):
        return None
    households = (typed_number(typed) or None) if typed else None
    follows = each is not None and row.rupiah in (None, (row.households or 0) * each)
    rupiah = (households or 0) * (each or 0) or None if follows else row.rupiah
    return replace(row, households=households, rupiah=rupiah)


def put_rupiah(row: object, typed: str) -> object | None:
    if not isinstance(row, QuotaRow) or (typed and typed_number(typed) is None):
        return None
    return replace(row, rupiah=(typed_number(typed) or None) if typed else None)


def puts(each: int | None) -> dict[int, Callable[[object, str], object | None]]:
    return {FAMILIES: partial(put_families, each), RUPIAH: put_rupiah}


def columns(t: Translator) -> list[Column]:
    return [
        Column(t("Area"), _name, Kind.STRONG, "Sindangresmi", stretch=2),
        Column(t("On the list"), _listed, Kind.NUMBER, "12.688"),
        Column(t("Quota: families"), _families, Kind.NUMBER, "12.688"),
        Column(t("Quota: rupiah"), _rupiah, Kind.MONEY, "Rp99.688.000.000"),
        Column(t("Off the quota"), partial(_chip, t), Kind.CHIP, t("{count} too many", count="100"), stretch=1),
    ]


def key(row: QuotaRow) -> str:
    return row.area.code


def _name(row: QuotaRow) -> str:
    return ", ".join(part for part in (row.area.name, row.area.around) if part)


def _listed(row: QuotaRow) -> int:
    return row.area.listed.families


def _families(row: QuotaRow) -> int | None:
    return row.households


def _rupiah(row: QuotaRow) -> int | None:
    return row.rupiah


def _chip(t: Translator, row: QuotaRow) -> ChipValue | None:
    """What the list has more or less than the quota, where there is one."""
    return difference_chip(t, row.figure - row.area.listed) if row.said else None


def difference_chip(t: Translator, apart: Figure) -> ChipValue:
    """Say what a list is off its quota, in families, or in rupiah where those agree."""
    if apart.families < 0:
        return ChipValue(t("{count} too many", count=-apart.families), Tone.DANGER)
    if apart.rupiah < 0:
        return ChipValue(t("Too much money"), Tone.DANGER)
    if apart.families > 0:
        return ChipValue(t("{count} too few", count=apart.families), Tone.ATTENTION)
    return ChipValue(t("Less money"), Tone.ATTENTION) if apart.rupiah else ChipValue(t("As granted"), Tone.GOOD)
