"""Pages on their ground: white in every theme, numbered until they are drawn, scrolled with the view."""

import pytest
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from desktop.ui.kit.preview.ink import paint_ground, paint_pages
from desktop.ui.kit.style import Choice, Look
from desktop.ui.kit.tokens import DARK, LIGHT

ROOM = QRect(0, 0, 200, 300)
PLACE = QRectF(50, 20, 100, 140)


def painted(places: list[tuple[int, QRectF]], pictures: dict[int, QImage], shift: QPointF) -> QImage:
    image = QImage(ROOM.size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_ground(painter, ROOM)
    paint_pages(painter, places, pictures, shift)
    painter.end()
    return image


def colour(image: QImage, x: int, y: int) -> str:
    return image.pixelColor(x, y).name().upper()


def one_colour(name: str) -> QImage:
    image = QImage(100, 140, QImage.Format.Format_RGB888)
    image.fill(QColor(name))
    return image


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK])
def test_paper_is_white_and_the_ground_is_the_themes(qtbot: QtBot, look: Look, choice: Choice) -> None:
    look.choose(choice)
    image = painted([(0, PLACE)], {}, QPointF())
    ground = (DARK if choice is Choice.DARK else LIGHT).neutral_tint
    assert colour(image, 10, 10) == ground
    assert colour(image, 60, 30) == "#FFFFFF"


def test_a_page_not_drawn_yet_shows_its_number(qtbot: QtBot) -> None:
    middle = QRect(80, 75, 40, 30)
    white = painted([(6, PLACE)], {6: one_colour("#FFFFFF")}, QPointF()).copy(middle)
    numbered = painted([(6, PLACE)], {}, QPointF()).copy(middle)
    other = painted([(7, PLACE)], {}, QPointF()).copy(middle)
    assert numbered != white
    assert numbered != other


def test_a_drawn_page_fills_its_place(qtbot: QtBot) -> None:
    image = painted([(0, PLACE)], {0: one_colour("#C02020")}, QPointF())
    for x, y in ((52, 22), (100, 90), (147, 157)):
        assert colour(image, x, y) == "#C02020"
    assert colour(image, 100, 200) == LIGHT.neutral_tint


def test_pages_move_with_the_view(qtbot: QtBot) -> None:
    image = painted([(0, PLACE)], {0: one_colour("#2040C0")}, QPointF(30, -100))
    assert colour(image, 70, 190) == "#2040C0"
    assert colour(image, 70, 60) == LIGHT.neutral_tint


def test_a_picture_of_another_scale_is_stretched_until_the_sharp_one_comes(qtbot: QtBot) -> None:
    small = one_colour("#20A040").scaled(10, 14)
    image = painted([(0, PLACE)], {0: small}, QPointF())
    assert colour(image, 60, 30) == colour(image, 140, 150) == "#20A040"
