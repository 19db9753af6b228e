"""Icons are drawn from one font, in the colours of the theme."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage
from pytestqt.qtbot import QtBot

from desktop.ui.kit import icons
from desktop.ui.kit.notice import ICONS
from desktop.ui.kit.picture import Picture
from desktop.ui.kit.style import Choice, Look
from desktop.ui.kit.tokens import DARK, LIGHT

KIT = Path(icons.__file__).parent


def strongest(image: QImage) -> str:
    """Colour of the most opaque pixel."""
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(pixels, key=lambda pixel: pixel.alpha()).name().upper()


def image_of(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> QImage:
    return icon.pixmap(QSize(64, 64), mode).toImage()


def test_icon_has_the_colour_of_its_role() -> None:
    assert strongest(image_of(icons.icon("plus", "danger"))) == LIGHT.danger


def test_icon_follows_the_theme(look: Look) -> None:
    icon = icons.icon("home-outline", "text")
    assert strongest(image_of(icon)) == LIGHT.text
    look.choose(Choice.DARK)
    assert strongest(image_of(icon)) == DARK.text


def test_disabled_icon_is_faint() -> None:
    icon = icons.icon("check-bold")
    images = [image_of(icon, mode) for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled)]
    strong, faint = (max(image.pixelColor(x, y).alpha() for x in range(64) for y in range(64)) for image in images)
    assert faint < strong


@pytest.mark.parametrize("name", sorted({*ICONS.values(), "magnify", "chevron-down", "check-bold", "close"}))
def test_icons_of_the_kit_exist(name: str) -> None:
    image = image_of(icons.icon(name))
    assert any(image.pixelColor(x, y).alpha() for x in range(64) for y in range(64))


def test_unknown_icon_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        icons._codes()["no-such-icon"]


def test_picture_changes(qtbot: QtBot) -> None:
    picture = Picture("plus", "good", 32)
    qtbot.addWidget(picture)
    assert picture.minimumSizeHint() == QSize(32, 32)
    before = picture.grab().toImage()
    picture.show_icon("close", "danger")
    assert picture.grab().toImage() != before
