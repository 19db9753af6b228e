"""The packaged lists of areas, read when they are asked for: the upper levels at once, villages by province."""

import lzma
from functools import cached_property
from pathlib import Path

from desktop import paths
from desktop.errors import Refused
from desktop.rules.areas import Area, AreaLevel, ancestor, dotted, parse_areas

_KEPT = 2  # provinces whose villages stay in memory: the office's own and one that is looked at


class Gazetteer:
    """Made once by `app`. Codes are Kemendagri codes, dotted; answers are in the order of the codes."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or paths.resources() / "areas"
        self._villages: dict[str, dict[str, Area]] = {}

    def provinces(self) -> tuple[Area, ...]:
        return self._upper_below("")

    def regencies(self, province: str) -> tuple[Area, ...]:
        return self._upper_below(province)

    def districts(self, regency: str) -> tuple[Area, ...]:
        return self._upper_below(regency)

    def villages(self, code: str) -> tuple[Area, ...]:
        """Villages of a province, regency or district."""
        inside = f"{code}."
        villages = self._of_province(ancestor(code, AreaLevel.PROVINCE)).values()
        return tuple(area for area in villages if area.code.startswith(inside))

    def area(self, code: str) -> Area | None:
        if len(code) > len(ancestor(code, AreaLevel.DISTRICT)):
            province = ancestor(code, AreaLevel.PROVINCE)
            return self._of_province(province).get(code) if province in self._upper else None
        return self._upper.get(code)

    def known(self, written: str) -> Area:
        """Find the area of a code as typed, with or without dots; `Refused` when there is none."""
        area = self.area(dotted(written) or "")
        if area is None:
            raise Refused("areas.unknown_code", written=written)
        return area

    def chain(self, code: str) -> tuple[Area, ...]:
        """Give the area with all that lie above it, the province first; empty for an unknown code."""
        area = self.area(code)
        return (*self.chain(area.parent_code or ""), area) if area else ()

    def within(self, code: str) -> tuple[Area, ...]:
        """Give everything of the area: what lies above it, itself, and all below it."""
        inside = f"{code}."
        upper = (area for area in self._upper.values() if area.code.startswith(inside))
        return (*self.chain(code), *upper, *self.villages(code))

    def _upper_below(self, parent: str) -> tuple[Area, ...]:
        return tuple(area for area in self._upper.values() if (area.parent_code or "") == parent)

    @cached_property
    def _upper(self) -> dict[str, Area]:
        text = (self._folder / "areas.txt").read_text(encoding="utf-8")
        return {area.code: area for area in parse_areas(text)}

    def _of_province(self, province: str) -> dict[str, Area]:
        if province not in self._villages:
            text = self._read_villages(province)
            while len(self._villages) >= _KEPT:
                self._villages.pop(next(iter(self._villages)))
            self._villages[province] = {area.code: area for area in parse_areas(text)}
        return self._villages[province]

    def _read_villages(self, province: str) -> str:
        if province not in self._upper:
            raise Refused("areas.unknown_code", written=province)
        return lzma.decompress((self._folder / f"{province}.txt.xz").read_bytes()).decode()
