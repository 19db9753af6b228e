"""Colours, sizes and spacing: the one place they are written down."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtGui import QColor, QGuiApplication


class Tone(StrEnum):
    """What a colour says; a word always stands beside it."""

    GOOD = "good"
    ATTENTION = "attention"
    DANGER = "danger"
    BRAND = "brand"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme. Text on its ground reaches 4.5 : 1, borders of fields and focus rings 3 : 1."""

    text: str
    secondary: str
    page: str
    card: str
    line: str
    field: str
    field_line: str
    hover: str
    rail: str
    rail_text: str
    rail_bright: str
    rail_current: str
    brand: str
    brand_tint: str
    brand_deep: str
    on_brand: str
    focus: str
    good: str
    good_tint: str
    attention: str
    attention_tint: str
    danger: str
    danger_tint: str
    neutral: str
    neutral_tint: str

    def ink(self, tone: Tone) -> QColor:
        return QColor(getattr(self, tone))

    def tint(self, tone: Tone) -> QColor:
        return QColor(getattr(self, f"{tone}_tint"))


LIGHT: Final = Colours(
    text="#1B2733",
    secondary="#556475",
    page="#F4F6F8",
    card="#FFFFFF",
    line="#DDE3E9",
    field="#FFFFFF",
    field_line="#8594A3",
    hover="#F4F8FB",
    rail="#0F2A3D",
    rail_text="#B9CBD8",
    rail_bright="#FFFFFF",
    rail_current="#1C4560",
    brand="#0B5C8A",
    brand_tint="#E6F1F7",
    brand_deep="#084768",
    on_brand="#FFFFFF",
    focus="#0B78B8",
    good="#1A7044",
    good_tint="#E3F3EA",
    attention="#8A5700",
    attention_tint="#FDF1DC",
    danger="#B3261E",
    danger_tint="#FBE9E7",
    neutral="#4F5E6E",
    neutral_tint="#E9EDF1",
)

DARK: Final = Colours(
    text="#E6EDF3",
    secondary="#A3B3C2",
    page="#11181F",
    card="#1A232C",
    line="#2E3A46",
    field="#141C24",
    field_line="#6B7C8D",
    hover="#202B35",
    rail="#0A1722",
    rail_text="#B9CBD8",
    rail_bright="#FFFFFF",
    rail_current="#1C4560",
    brand="#67B7E6",
    brand_tint="#17384B",
    brand_deep="#8CCBF0",
    on_brand="#07202F",
    focus="#67B7E6",
    good="#74CF9B",
    good_tint="#16372A",
    attention="#EBB657",
    attention_tint="#3D2F12",
    danger="#F59C95",
    danger_tint="#47211F",
    neutral="#B3C1CE",
    neutral_tint="#2A3641",
)


def now() -> Colours:
    """Colours of the theme the program wears at this moment, read from its palette."""
    return DARK if QGuiApplication.palette().window().color().lightness() < 128 else LIGHT


class Space:
    """Distances in device-independent pixels."""

    TINY: Final = 4
    WITHIN: Final = 8
    GROUP: Final = 12
    CARDS: Final = 14
    INSIDE: Final = 16
    EDGE: Final = 24


class Size:
    """Type and heights in device-independent pixels."""

    SECONDARY: Final = 12
    BODY: Final = 13
    SUBHEAD: Final = 17
    HEAD: Final = 20
    FAR: Final = 40
    FIELD: Final = 34
    ROW: Final = 38
    ROW_DENSE: Final = 28
    CHIP: Final = 20
    ICON: Final = 16
    CORNER_FIELD: Final = 6
    CORNER_CARD: Final = 8
