"""A place on the map as people type and paste it: degrees in any usual form, or a link of a map on the web."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

# Indonesia with its seas, from Sabang and Rote to Merauke.
SOUTH, NORTH = -11.2, 6.3
WEST, EAST = 94.9, 141.1
_DECIMALS = 6  # a tenth of a metre
_SIXTY = 60

_DEGREE = r"-?\d{1,3}(?:\.\d+)?"
# What maps on the web write into their links; a marked place counts before the middle of the picture.
_LINKS = (
    re.compile(rf"!3d({_DEGREE})!4d({_DEGREE})"),
    re.compile(rf"[?&](?:q|query|ll|daddr|destination|center)=(?:loc:)?({_DEGREE}),[\s+]*({_DEGREE})"),
    re.compile(rf"mlat=({_DEGREE})&mlon=({_DEGREE})"),
    re.compile(rf"/(?:place|search|dir)/({_DEGREE}),[\s+]*({_DEGREE})"),
    re.compile(rf"(?:@|geo:)({_DEGREE}),[\s+]*({_DEGREE})"),
    re.compile(rf"#map=\d+/({_DEGREE})/({_DEGREE})"),
)
# Primes, quotes, degree signs and minus signs as other programs write them.
_MARKS = str.maketrans(
    {
        **dict.fromkeys("\u2032\u2019\u2018\u00b4", "'"),
        **dict.fromkeys("\u2033\u201d\u201c", '"'),
        **dict.fromkeys("\u00ba\u02da", "°"),
        **dict.fromkeys("\u2212\u2013", "-"),
    }
)
_SIDES = tuple(
    (re.compile(rf"(?<![A-Z])(?:{words})(?![A-Z])"), side)
    for words, side in (
        (r"KOORDINAT|LINTANG|LATITUDE|LAT|BUJUR|LONGITUDE|LONG|LON|LNG", " "),
        (r"L\.?S\.?|SELATAN|SOUTH", "S"),
        (r"L\.?U\.?|UTARA|NORTH|U", "N"),
        (r"B\.?T\.?|TIMUR|EAST|T", "E"),
        (r"B\.?B\.?|BARAT|WEST", "W"),
    )
)
_FRACTION = r"(?:[.,]\d+)?"
_SIDE = r"(?P<side{0}>[NSEW])"
_ONE = (
    r"(?P<sign{0}>[-+])?\s*(?:"
    r"(?P<degrees{0}>\d{{1,3}})\s*[°:\s]\s*(?P<minutes{0}>\d{{1,2}}" + _FRACTION + r")"
    r"(?:\s*[':\s]\s*(?P<seconds{0}>\d{{1,2}}" + _FRACTION + r"))?\s*['\"]*"
    r"|(?P<plain{0}>\d{{1,3}}" + _FRACTION + r")\s*°?)"
)
_BETWEEN = r"(?:\s*[,;/|]\s*|\s+|(?<=[NSEW°'\"]))"
# The side of the world before each of the two, or after each.
_PAIRS = tuple(
    re.compile(_BETWEEN.join(form.format(place) for place in "12"))
    for form in (_SIDE + r"?\s*" + _ONE, _ONE + r"\s*" + _SIDE + "?")
)


class PlaceProblem(StrEnum):
    """Codes of the sentences in `desktop.wording.families`."""

    UNREADABLE = "place.unreadable"
    OUTSIDE = "place.outside"


@dataclass(frozen=True, slots=True)
class MapPlace:
    """Degrees; south and west are negative."""

    latitude: float
    longitude: float

    def __str__(self) -> str:
        """What the form shows, and `read_place` reads again."""
        return f"{self.latitude:.6f}".rstrip("0").rstrip(".") + ", " + f"{self.longitude:.6f}".rstrip("0").rstrip(".")

    @property
    def in_indonesia(self) -> bool:
        return SOUTH <= self.latitude <= NORTH and WEST <= self.longitude <= EAST

    @property
    def words(self) -> str:
        """As offices write it: 6,301200° LS, 106,104500° BT."""
        north, east = ("LU" if self.latitude > 0 else "LS"), ("BT" if self.longitude >= 0 else "BB")
        parts = (f"{abs(self.latitude):.6f}° {north}", f"{abs(self.longitude):.6f}° {east}")
        return ", ".join(part.replace(".", ",") for part in parts)


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """The place read, or what is wrong with what was written; nothing written is neither."""

    value: MapPlace | None = None
    problem: PlaceProblem | None = None


def read_place(text: str) -> PlaceReading:
    """Read a place in Indonesia; latitude and longitude may stand in either order."""
    text = text.strip()
    if not text:
        return PlaceReading()
    link = "://" in text or text.lower().startswith("geo:") or re.match(r"(www\.|maps\.)", text, re.IGNORECASE)
    found = _from_link(unquote(text)) if link else _from_degrees(text)
    if found is None:
        return PlaceReading(problem=PlaceProblem.UNREADABLE)
    # Nowhere in Indonesia can the two be mistaken for each other.
    turned = MapPlace(found.longitude, found.latitude)
    place = turned if turned.in_indonesia and not found.in_indonesia else found
    return PlaceReading(place) if place.in_indonesia else PlaceReading(problem=PlaceProblem.OUTSIDE)


def _from_link(link: str) -> MapPlace | None:
    matches = (pattern.search(link) for pattern in _LINKS)
    found = next((match for match in matches if match), None)
    return _place(float(found[1]), float(found[2])) if found else None


def _from_degrees(text: str) -> MapPlace | None:
    plain = text.upper().translate(_MARKS).replace("''", '"')
    for words, side in _SIDES:
        plain = words.sub(side, plain)
    plain = re.sub(r"[()\[\]=]|(?<!\d):", " ", plain).strip()
    matches = (pair.fullmatch(plain) for pair in _PAIRS)
    found = next((match for match in matches if match), None)
    if found is None:
        return None
    first, second = (_one(found.groupdict(), place) for place in "12")
    if first is None or second is None or (first[1] and first[1] == second[1]):
        return None
    swapped = first[1] == "longitude" or second[1] == "latitude"
    return _place(second[0], first[0]) if swapped else _place(first[0], second[0])


def _one(parts: dict[str, str | None], place: str) -> tuple[float, str] | None:
    """Degrees, and which of the two they are where a side of the world says so."""
    side = parts["side" + place] or ""
    minutes, seconds = (_number(parts[name + place]) for name in ("minutes", "seconds"))
    if minutes >= _SIXTY or seconds >= _SIXTY:
        return None
    size = _number(parts["plain" + place] or parts["degrees" + place]) + minutes / _SIXTY + seconds / _SIXTY**2
    negative = side in ("S", "W") if side else parts["sign" + place] == "-"
    return -size if negative else size, "latitude" if side in ("N", "S") else "longitude" if side else ""


def _number(written: str | None) -> float:
    return float((written or "0").replace(",", "."))


def _place(latitude: float, longitude: float) -> MapPlace:
    return MapPlace(round(latitude, _DECIMALS), round(longitude, _DECIMALS))
