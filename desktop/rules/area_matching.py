"""Finding the village a file means by the names and codes it gives; doubt is a question, never the first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.rules.area_names import AreaName, area_name, one_slip_apart
from desktop.rules.areas import Area, AreaLevel, dotted
from desktop.rules.register import AreaAsWritten

_MOST_CANDIDATES = 12
_SHORTEST_WITH_SLIP = 5  # in a shorter name one other letter makes another name


class MatchHow(StrEnum):
    CODE = "code"  # Kemendagri code, and the name agrees
    EXACT = "exact"  # every name as in the list, case and spaces apart
    NAME = "name"  # after abbreviations, numerals and the words before the name were evened out
    NEAR = "near"  # in another spelling; worth a warning
    QUESTION = "question"  # no code: one of the candidates, if any, and a person must say
    NOTHING = "nothing"  # no code and no candidate


_ORDER = (MatchHow.EXACT, MatchHow.NAME, MatchHow.NEAR)


@dataclass(frozen=True, slots=True)
class MatchResult:
    code: str | None
    how: MatchHow
    candidates: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class _Named:
    area: Area
    name: AreaName


@dataclass(frozen=True, slots=True)
class _Chosen:
    how: MatchHow
    areas: list[Area]


@dataclass(frozen=True, slots=True)
class PlacingDoubt:
    """What a person should know of a placing; `code` has its sentence in `desktop.wording.areas`."""

    code: str
    values: dict[str, object] = field(default_factory=dict)


NOTHING = MatchResult(None, MatchHow.NOTHING)


class AreaMatcher:
    """Matches against the areas given, which must hold every area above the villages too.

    A register of 50,000 rows names few places, so each distinct place is looked up once.
    """

    def __init__(self, areas: Iterable[Area]) -> None:
        self._by_level: dict[AreaLevel, list[Area]] = defaultdict(list)
        self._by_code: dict[str, Area] = {}
        self._below: dict[str, list[Area]] = defaultdict(list)
        self._names: dict[str, _Named] = {}
        self._known: dict[AreaAsWritten, MatchResult] = {}
        for area in areas:
            self._by_code[area.code] = area
            self._by_level[area.level].append(area)
            if area.parent_code:
                self._below[area.parent_code].append(area)

    def match(self, written: AreaAsWritten) -> MatchResult:
        result = self._known.get(written)
        if result is None:
            result = self._known[written] = self._by_kemendagri_code(written) or self._by_names(written)
        return result

    def doubt(self, written: AreaAsWritten, office: str = "") -> PlacingDoubt | None:
        """What to say of the placing: not placed, in another spelling, outside the area of the office; else None."""
        result = self.match(written)
        if result.code is None:
            return self._unplaced(written, result)
        taken = self._shown(self._by_code[result.code])
        if result.how is MatchHow.NEAR:
            return PlacingDoubt("areas.near", {"village": written.village, "taken": taken})
        if office and not result.code.startswith(f"{office}."):
            return PlacingDoubt("areas.outside", {"taken": taken})
        return None

    def _unplaced(self, written: AreaAsWritten, result: MatchResult) -> PlacingDoubt:
        if not written.named:
            return PlacingDoubt("areas.unnamed")
        values: dict[str, object] = {
            "village": written.village or written.kemendagri_code,
            "district": written.district,
        }
        if not result.candidates:
            return PlacingDoubt("areas.not_found", values)
        shown = "; ".join(f"{self._shown(area)} {area.code}" for area in result.candidates)
        return PlacingDoubt("areas.question", {**values, "candidates": shown})

    def _shown(self, village: Area) -> str:
        """Village and district: "Timu, Bolo"."""
        return f"{village.name}, {self._by_code[village.parent_code or ''].name}"

    def _by_kemendagri_code(self, written: AreaAsWritten) -> MatchResult | None:
        area = self._by_code.get(dotted(written.kemendagri_code) or "")
        if area is None or area.level is not AreaLevel.VILLAGE:
            return None
        if written.village and not self._choose(written.village, [area], slips=True).areas:
            return None
        return MatchResult(area.code, MatchHow.CODE)

    def _by_names(self, written: AreaAsWritten) -> MatchResult:
        if not written.village:
            return NOTHING
        regencies = self._regencies(written)
        every_district = self._children(regencies.areas)
        districts = _Chosen(MatchHow.EXACT, every_district)
        if written.district:
            districts = self._choose(written.district, every_district, slips=True)
        villages = self._choose(written.village, self._children(districts.areas), slips=False)
        placed = bool(written.district or written.regency) or len(regencies.areas) == 1
        if len(villages.areas) == 1 and placed:
            how = max((regencies.how, districts.how, villages.how), key=_ORDER.index)
            return MatchResult(villages.areas[0].code, how)
        return self._question(written.village, villages.areas, districts.areas, every_district)

    def _question(
        self, village: str, found: list[Area], districts: list[Area], every_district: list[Area]
    ) -> MatchResult:
        """Candidates: those found; else the same name in other districts of the regency, and near spellings."""
        if not found:
            elsewhere = self._choose(village, self._children(every_district), slips=False).areas
            near = self._choose(village, self._children(districts), slips=True).areas
            found = [*near, *(area for area in elsewhere if area not in near)]
        if not found:
            return NOTHING
        return MatchResult(None, MatchHow.QUESTION, tuple(found[:_MOST_CANDIDATES]))

    def _regencies(self, written: AreaAsWritten) -> _Chosen:
        provinces = self._by_level[AreaLevel.PROVINCE]
        if written.province:
            provinces = self._choose(written.province, provinces, slips=True).areas
        regencies = self._children(provinces)
        if written.regency:
            return self._choose(written.regency, regencies, slips=True)
        return _Chosen(MatchHow.EXACT, regencies)

    def _choose(self, written: str, among: Sequence[Area], *, slips: bool) -> _Chosen:
        """Take all areas of the best way of agreeing; `slips` allows one wrong letter."""
        if not among:
            return _Chosen(MatchHow.NEAR, [])
        name = area_name(written, among[0].level)
        if not name.key:
            return _Chosen(MatchHow.NEAR, [])
        named = [self._named(area) for area in among]
        whole = [each.area for each in named if each.name.whole == name.whole]
        same = [each.area for each in named if each.name.key == name.key and _kinds_agree(name, each)]
        if whole and len(whole) == len(same):
            return _Chosen(MatchHow.EXACT, whole)
        same = _of_kind(name.kind, same)
        if same:
            return _Chosen(MatchHow.NAME, same)
        near = [each.area for each in named if each.name.loose == name.loose and _kinds_agree(name, each)]
        if not near and slips and len(name.key) >= _SHORTEST_WITH_SLIP:
            near = [each.area for each in named if one_slip_apart(each.name.key, name.key)]
        return _Chosen(MatchHow.NEAR, near)

    def _named(self, area: Area) -> _Named:
        named = self._names.get(area.code)
        if named is None:
            named = self._names[area.code] = _Named(area, area_name(area.name, area.level))
        return named

    def _children(self, areas: Iterable[Area]) -> list[Area]:
        return [child for area in areas for child in self._below[area.code]]


def _kinds_agree(name: AreaName, each: _Named) -> bool:
    """A regency written as kabupaten is no kota; where nothing is written, both may be meant."""
    return each.area.level is not AreaLevel.REGENCY or not name.kind or name.kind == each.name.kind


def _of_kind(kind: str, areas: list[Area]) -> list[Area]:
    """Of a desa and a kelurahan of one name, the one that is written; offices confuse the words otherwise."""
    if len(areas) < 2 or kind not in {"DESA", "KEL"}:  # noqa: PLR2004 - several
        return areas
    return [area for area in areas if area.is_desa == (kind == "DESA")] or areas
