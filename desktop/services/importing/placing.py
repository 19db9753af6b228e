"""Which village a family of the file belongs to, or why it has to be placed later."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Area as AreaRow
from desktop.rules.area_codes import ancestors, is_below
from desktop.rules.area_matching import AreaMatcher, MatchHow, MatchResult
from desktop.rules.areas import Area, AreaLevel, dotted
from desktop.rules.register import AreaAsWritten

_LONGEST = 240


@dataclass(frozen=True, slots=True)
class Placed:
    """A village's code, or None and what the file says; `code` of a warning, if any, with its values."""

    village: str | None
    written: str
    warning: str = ""
    values: tuple[tuple[str, object], ...] = ()
    by_choice: bool = False  # the file names no village; the operator said it for all


class Placer:
    """Looks first among the office's own areas, then in the whole province (DESIGN.md 4.6, issue 2)."""

    def __init__(self, areas: list[Area], office: str, village: str | None) -> None:
        self._areas = {area.code: area for area in areas}
        self._office = office
        self._village = village
        above = set(ancestors(office))
        self._own = AreaMatcher(area for area in areas if area.code in above or is_below(area.code, office))
        self._province = AreaMatcher(areas)
        self._known: dict[AreaAsWritten, Placed] = {}

    def place(self, written: AreaAsWritten) -> Placed:
        placed = self._known.get(written)
        if placed is None:
            placed = self._known[written] = self._place(written)
        return placed

    def _place(self, written: AreaAsWritten) -> Placed:
        text = as_text(written)
        if not written.named:
            if self._village:
                outside = "" if is_below(self._village, self._office) else "areas.outside"
                return Placed(self._village, text, outside, self._taken(self._village), by_choice=True)
            return Placed(None, text, "areas.unnamed")
        result = self._own.match(written)
        if result.how is MatchHow.NOTHING:
            elsewhere = self._province.match(written)
            if elsewhere.code:
                return Placed(elsewhere.code, text, "areas.outside", self._taken(elsewhere.code))
        return self._answer(written, text, result)

    def _answer(self, written: AreaAsWritten, text: str, result: MatchResult) -> Placed:
        said: tuple[tuple[str, object], ...] = (("village", written.village), ("district", written.district))
        if result.how is MatchHow.NEAR and result.code:
            return Placed(result.code, text, "areas.near", (*said, *self._taken(result.code)))
        if result.code:
            return Placed(result.code, text)
        if result.candidates:
            candidates = ", ".join(self._in_full(area.code) for area in result.candidates)
            return Placed(None, text, "areas.question", (*said, ("candidates", candidates)))
        if codes := "" if written.village else ", ".join(_codes(written)):
            return Placed(None, text, "areas.code_not_found", (("code", codes),))
        return Placed(None, text, "areas.not_found", said)

    def _taken(self, code: str) -> tuple[tuple[str, object], ...]:
        return (("taken", self._in_full(code)),)

    def _in_full(self, code: str) -> str:
        """Village, district and regency by name."""
        chain = [self._areas[above].name for above in ancestors(code)[1:] if above in self._areas]
        return " / ".join(reversed(chain))


def make_placer(session: Session, office: str, village: str | None) -> Placer:
    """Read the areas of the office's province. Refuses a `village` that is none of them."""
    areas = [Area(row.code, row.name) for row in session.execute(select(AreaRow.code, AreaRow.name))]
    if village is None:
        return Placer(areas, office, None)
    code = dotted(village) or ""
    if not any(area.code == code and area.level is AreaLevel.VILLAGE for area in areas):
        raise Refused("import.unknown_village", written=village)
    return Placer(areas, office, code)


def as_text(written: AreaAsWritten) -> str:
    """What the file says of the place, for the person who will place the family."""
    names = [written.village, written.district, written.regency, written.province]
    text = ", ".join(name for name in names if name)
    codes = _codes(written)
    return f"{text} ({', '.join(codes)})"[:_LONGEST] if codes else text[:_LONGEST]


def _codes(written: AreaAsWritten) -> list[str]:
    return [code for code in (written.kemendagri_code, f"BPS {written.bps_code}" if written.bps_code else "") if code]
