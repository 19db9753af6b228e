"""Area codes: Kemendagri's PP.KK.CC.DDDD taken apart, office codes, and the BPS ten digits that look alike."""

import re
from enum import IntEnum

from desktop.errors import Refused

_WIDTHS = (2, 2, 2, 4)
_BPS_WIDTHS = (2, 2, 3, 3)
_BPS_DIGITS = sum(_BPS_WIDTHS)
_DOTTED = re.compile(r"[1-9]\d(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?", re.ASCII)
_PLAIN = re.compile(r"[1-9]\d(?:\d{2}(?:\d{2}(?:\d{4})?)?)?", re.ASCII)
_FIRST_CITY = 71  # second part of a kota; a kabupaten counts from 01


class Level(IntEnum):
    """As many parts as the code has."""

    PROVINCE = 1
    REGENCY = 2
    DISTRICT = 3
    VILLAGE = 4


def area_code(text: str) -> str:
    """Write a Kemendagri code with its dots, whether it came with them or not."""
    bare = text.strip().lstrip("'").replace(" ", "")
    if _DOTTED.fullmatch(bare):
        return bare
    if _PLAIN.fullmatch(bare):
        return ".".join(_cut(bare, _WIDTHS))
    raise Refused("rules.area_code", text=text)


def office_code(text: str) -> str:
    """An office is a province ("36") or a regency ("36.01", also typed "3601")."""
    code = area_code(text)
    if level(code) > Level.REGENCY:
        raise Refused("rules.office_code", text=text)
    return code


def level(code: str) -> Level:
    """Level of a dotted code."""
    return Level(code.count(".") + 1)


def parent(code: str) -> str:
    """Code of the area around it; "" above a province."""
    return code.rpartition(".")[0]


def ancestors(code: str) -> tuple[str, ...]:
    """From the province down to the code itself."""
    parts = code.split(".")
    return tuple(".".join(parts[:count]) for count in range(1, len(parts) + 1))


def at_level(code: str, wanted: Level) -> str:
    """The area of that level the code lies in; "" when the code is above it."""
    chain = ancestors(code)
    return chain[wanted - 1] if len(chain) >= wanted else ""


def is_below(code: str, above: str) -> bool:
    """Whether it lies within `above` or is that area itself; "36.010" is not within "36.01"."""
    return code == above or code.startswith(f"{above}.")


def is_city(code: str) -> bool:
    """Whether the regency of this code is a kota."""
    regency = at_level(code, Level.REGENCY)
    return bool(regency) and int(regency[3:]) >= _FIRST_CITY


def undotted(code: str) -> str:
    return code.replace(".", "")


def split_bps(text: str) -> tuple[str, str, str, str]:
    """Province, regency, district, village of a BPS code of ten digits (2+2+3+3, DOMAIN.md 3.3)."""
    bare = undotted(text.strip().lstrip("'").replace(" ", ""))
    if len(bare) != _BPS_DIGITS or not (bare.isascii() and bare.isdecimal()):
        raise Refused("rules.bps_code", text=text)
    province, regency, district, village = _cut(bare, _BPS_WIDTHS)
    return province, regency, district, village


def _cut(digits: str, widths: tuple[int, ...]) -> list[str]:
    parts: list[str] = []
    for width in widths:
        if not digits:
            break
        parts.append(digits[:width])
        digits = digits[width:]
    return parts
