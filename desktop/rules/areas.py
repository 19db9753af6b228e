"""Areas of Indonesia by Kemendagri code, as the packaged lists hold them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_CODE = re.compile(r"(\d\d)(?:\.?(\d\d)(?:\.?(\d\d)(?:\.?(\d{4}))?)?)?", re.ASCII)
_RURAL = "2"  # first digit of a village's own number: 1 is a kelurahan, 2 a desa


class AreaLevel(StrEnum):
    PROVINCE = "province"
    REGENCY = "regency"  # kabupaten or kota
    DISTRICT = "district"  # kecamatan
    VILLAGE = "village"  # desa or kelurahan


_LEVELS = {2: AreaLevel.PROVINCE, 5: AreaLevel.REGENCY, 8: AreaLevel.DISTRICT, 13: AreaLevel.VILLAGE}
_LENGTHS = {level: length for length, level in _LEVELS.items()}


@dataclass(frozen=True, slots=True)
class Area:
    """One area with its name as shown: "Banten", "Kabupaten Pandeglang", "Sumur", "Cikadu"."""

    code: str
    name: str

    @property
    def level(self) -> AreaLevel:
        return _LEVELS[len(self.code)]

    @property
    def parent_code(self) -> str | None:
        return self.code.rpartition(".")[0] or None

    @property
    def is_desa(self) -> bool:
        """Whether it is a desa; a village that is none is a kelurahan."""
        return self.level is AreaLevel.VILLAGE and self.code[9] == _RURAL


def dotted(code: str) -> str | None:
    """Write a Kemendagri code with its dots, or None where it is none: 3601012001 is 36.01.01.2001.

    Looks at the form only. A BPS code has as many digits and must not be given (DOMAIN.md 3.3).
    """
    found = _CODE.fullmatch(code.strip())
    return ".".join(part for part in found.groups() if part) if found else None


def ancestor(code: str, level: AreaLevel) -> str:
    """Code of the area of that level which holds the area, or which it is."""
    return code[: _LENGTHS[level]]


def parse_areas(text: str) -> Iterator[Area]:
    """Read a packaged list: a line for each area, its code, a space, its name."""
    for line in text.splitlines():
        code, _, name = line.partition(" ")
        yield Area(code, name)
