"""Card numbers of a programme: made by its pattern at enrolment, read back from paper and scanner."""

import re
from dataclasses import dataclass

from desktop.errors import Refused
from desktop.rules.area_codes import undotted

_FIELD = re.compile(r"\{(area|year|serial)(?::0(\d)d)?\}")
_AREA = r"(?P<area>\d{2}(?:\.?\d{2})?)"


@dataclass(frozen=True, slots=True)
class Card:
    """What a card number says; `area` is the office's code, empty if the pattern has none."""

    area: str
    year: int | None
    serial: int


def check_card_pattern(pattern: str) -> None:
    """Refused unless it has one serial and nothing in braces but {area}, {year} and {serial:06d}."""
    names = [found[1] for found in _FIELD.finditer(pattern)]
    rest = _FIELD.sub("", pattern)
    if names.count("serial") != 1 or len(set(names)) < len(names) or re.search(r"[{}\s]", rest):
        raise Refused("rules.card_pattern", pattern=pattern)


def card_number(pattern: str, area: str, year: int, serial: int) -> str:
    """JSR-36.01-000127, from "JSR-{area}-{serial:06d}"."""
    check_card_pattern(pattern)
    values = {"area": area, "year": str(year), "serial": str(serial)}
    return _FIELD.sub(lambda found: values[found[1]].zfill(int(found[2] or 0)), pattern)


def read_card(pattern: str, text: str) -> Card | None:
    """None when it is no card of this pattern; case, and dots of the area, do not matter."""
    check_card_pattern(pattern)
    form = ""
    end = 0
    for found in _FIELD.finditer(pattern):
        field = {"area": _AREA, "year": r"(?P<year>\d{4})", "serial": r"(?P<serial>\d{1,9})"}[found[1]]
        form += re.escape(pattern[end : found.start()]) + field
        end = found.end()
    form += re.escape(pattern[end:])
    read = re.fullmatch(form, text.strip(), re.ASCII | re.IGNORECASE)
    if read is None:
        return None
    parts = read.groupdict()
    digits = undotted(parts.get("area") or "")
    area = f"{digits[:2]}.{digits[2:]}" if len(digits) > 2 else digits  # noqa: PLR2004 - a province
    return Card(area, int(parts["year"]) if parts.get("year") else None, int(parts["serial"]))
