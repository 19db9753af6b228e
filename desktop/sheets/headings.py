"""Headings and code words reduced to what they mean, so that case, spaces, signs and numbering do not matter."""

import re
from collections.abc import Sequence
from itertools import pairwise

_NUMBERING = re.compile(r"\s*[(\[]\s*\d+\s*[)\]]\s*$")
_HARMLESS = re.compile(r"[\s.,:;_/()\[\]'\"–—-]+")  # noqa: RUF001 - dashes as people type them
_SIGNS = re.compile(r"[\W_]+")
_PLAIN_NUMBER = re.compile(r"[(\[]?\s*(\d{1,4})(?:\.0)?\s*[)\].]?")
END_MARK = "###"
_FEWEST_NUMBERS = 3
MOSTLY = 0.8


def normal_heading(text: object) -> str:
    """`"No. KK (7)"` and `"no_kk"` are one."""
    return _SIGNS.sub("", _NUMBERING.sub("", str(text))).lower()


def normal_code(value: object) -> str:
    """A code as a table knows it: 1, 1.0, "01" and "1" are one; words without case and signs."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value).strip()
    if text.isascii() and text.isdecimal():
        return text.lstrip("0") or "0"
    return _SIGNS.sub("", text).lower()


def certain_code(value: object) -> str:
    """The same of a word that money hangs on: "dibayar." is "dibayar", but "dibayar?" and "≠ dibayar" are not."""
    text = str(value).strip()
    doubt = "".join(sign for sign in _HARMLESS.sub("", text) if _SIGNS.fullmatch(sign))
    return normal_code(value) + doubt


def is_numbering(cells: Sequence[object]) -> bool:
    """A row of column numbers below the headings: 1, 2, 3 or (1), (2), (3), perhaps after a word."""
    filled = [str(cell).strip() for cell in cells if cell != ""]
    numbers = [int(found[1]) for found in map(_PLAIN_NUMBER.fullmatch, filled) if found]
    if len(numbers) < _FEWEST_NUMBERS or len(numbers) < MOSTLY * len(filled):
        return False
    steps = [after - before for before, after in pairwise(numbers)]
    return sum(step == 1 for step in steps) >= MOSTLY * len(steps)


def ends_here(cells: Sequence[object]) -> bool:
    first = next((cell for cell in cells if cell != ""), "")
    return isinstance(first, str) and first.strip().startswith(END_MARK)
