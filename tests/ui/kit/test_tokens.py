"""Every text of both themes can be read on the ground it stands on."""

import pytest
from PySide6.QtGui import QColor

from desktop.ui.kit import tokens
from desktop.ui.kit.style import Choice, Look
from desktop.ui.kit.tokens import DARK, LIGHT, Colours, Tone

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = QColor(colour).getRgbF()[:3]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_knows_its_ends() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


@THEMES
@pytest.mark.parametrize("ground", ["page", "card", "field", "hover", "brand_tint"])
@pytest.mark.parametrize("ink", ["text", "secondary", "brand"])
def test_text_on_grounds(theme: Colours, ink: str, ground: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize("tone", list(Tone))
def test_tones_on_their_tints_and_on_cards(theme: Colours, tone: Tone) -> None:
    ink, tint = theme.ink(tone).name(), theme.tint(tone).name()
    assert contrast(ink, tint) >= 4.5
    assert contrast(ink, theme.card) >= 4.5
    assert contrast(theme.text, tint) >= 4.5


@THEMES
def test_filled_buttons_and_rail(theme: Colours) -> None:
    assert contrast(theme.on_brand, theme.brand) >= 4.5
    assert contrast(theme.on_brand, theme.brand_deep) >= 4.5
    assert contrast(theme.rail_text, theme.rail) >= 4.5
    assert contrast(theme.rail_bright, theme.rail_current) >= 4.5


@THEMES
@pytest.mark.parametrize("mark", ["focus", "field_line", "danger"])
def test_borders_and_rings_are_seen(theme: Colours, mark: str) -> None:
    assert contrast(getattr(theme, mark), theme.card) >= 3
    assert contrast(getattr(theme, mark), theme.field) >= 3


def test_now_is_the_theme_that_is_worn(look: Look) -> None:
    assert tokens.now() is LIGHT
    look.choose(Choice.DARK)
    assert tokens.now() is DARK


@THEMES
def test_every_token_is_a_colour(theme: Colours) -> None:
    assert all(QColor(getattr(theme, name)).isValid() for name in Colours.__slots__)
