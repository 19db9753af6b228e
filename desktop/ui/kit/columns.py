"""Columns of a table as data: a title, where the value comes from, and what kind of thing it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt

from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.words import WIDEST_DAY, day, number, rupiah
from desktop.wording import Translator


class Kind(StrEnum):
    """Kind of a column and, in brackets, what its getter gives; None shows nothing."""

    TEXT = "text"  # str
    STRONG = "strong"  # str, in bold: what the row is called
    MONO = "mono"  # str of digits: NIK, card
    NUMBER = "number"  # int
    MONEY = "money"  # int, whole rupiah
    DATE = "date"  # date
    CHIP = "chip"  # ChipValue


@dataclass(frozen=True, slots=True)
class Column:
    """`sample` is the longest text that must fit whole (days need none); `stretch` shares out what room is left.

    `name` is what `sort_wanted` brings; a column without one is not sorted by.
    """

    title: str
    get: Callable[[Any], object]
    kind: Kind = Kind.TEXT
    sample: str = ""
    stretch: int = 0
    name: str = ""

    @property
    def longest(self) -> str:
        """The longest text that must fit whole; of days, the widest there is."""
        return WIDEST_DAY if self.kind is Kind.DATE else self.sample

    @property
    def right(self) -> bool:
        return self.kind in (Kind.NUMBER, Kind.MONEY)

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self.right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def text(self, t: Translator, row: object) -> str:
        """Write the value as people read it."""
        value = self.get(row)
        if value is None:
            return ""
        if self.kind == Kind.MONEY and isinstance(value, int):
            return rupiah(value)
        if self.kind == Kind.NUMBER and isinstance(value, int):
            return number(value)
        if isinstance(value, date):
            return day(t, value)
        return str(value)

    def chip(self, row: object) -> ChipValue | None:
        value = self.get(row)
        return value if isinstance(value, ChipValue) else None
