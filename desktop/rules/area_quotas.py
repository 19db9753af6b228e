"""What a decree grants area by area beside what a list holds there: every village counted once, nothing left out."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from desktop.rules.area_codes import ancestors
from desktop.rules.money import Figure

NOTHING = Figure()


@dataclass(frozen=True, slots=True)
class AreaLine:
    """An area with its quota and its share of the list. `named`: the decree says something of it.

    `area` is "" for families still to be placed.
    """

    area: str
    granted: Figure
    listed: Figure
    named: bool = True

    @property
    def difference(self) -> Figure:
        """Above zero where the decree grants more than the list holds."""
        return self.granted - self.listed

    @property
    def over(self) -> bool:
        """Whether the list holds more than the decree grants, in families or in rupiah."""
        return self.difference.families < 0 or self.difference.rupiah < 0

    @property
    def differs(self) -> bool:
        return self.granted != self.listed


def first_within_another(areas: Collection[str]) -> tuple[str, str] | None:
    """An area that lies in another one of them, and that other: their families would be counted twice."""
    known = set(areas)
    for area in sorted(known):
        for around in ancestors(area)[:-1]:
            if around in known:
                return area, around
    return None


def compared(granted: Mapping[str, Figure], listed: Mapping[str, Figure]) -> tuple[AreaLine, ...]:
    """Lay the list, by village, beside the quotas: what is beyond its quota first, then what differs, then the rest.

    A village in no area of the decree is a line of its own that is granted nothing. Nothing where there is no quota.
    """
    if not granted:
        return ()
    held = dict.fromkeys(granted, NOTHING)
    beyond: dict[str, Figure] = {}
    for village, figure in listed.items():
        area = next((one for one in ancestors(village) if one in granted), None)
        if area is None:
            beyond[village] = beyond.get(village, NOTHING) + figure
        else:
            held[area] += figure
    lines = [AreaLine(area, granted[area], figure) for area, figure in held.items()]
    lines += [AreaLine(area, NOTHING, figure, named=False) for area, figure in beyond.items()]
    return tuple(sorted(lines, key=_worst_first))


def sums(lines: Iterable[AreaLine]) -> tuple[Figure, Figure]:
    """What all areas together are granted, and what is listed in them."""
    granted = listed = NOTHING
    for line in lines:
        granted, listed = granted + line.granted, listed + line.listed
    return granted, listed


def _worst_first(line: AreaLine) -> tuple[bool, bool, str]:
    return not line.over, not line.differs, line.area
