"""The style sheet of both themes: every ring is seen, every word is read, and nothing in it is left open."""

import re

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.check import Check
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.sheet import sheet
from desktop.ui.kit.style import Choice, Look
from desktop.ui.kit.tokens import DARK, LIGHT, Colours, Tone

THEMES = [(LIGHT, False), (DARK, True)]
READ, SEEN = 4.5, 3.0


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 reckons it."""
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def rules(text: str) -> dict[str, str]:
    """Declarations by selector; a selector that stands twice has both."""
    found: dict[str, str] = {}
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        for selector in selectors.split(","):
            name = " ".join(selector.split())
            found[name] = found.get(name, "") + body
    return found


def colour_of(found: dict[str, str], selector: str, name: str) -> str:
    values = re.findall(rf"(?:^|[;\s]){name}:\s*[^;]*?(#[0-9A-Fa-f]{{6}})", found[selector])
    return str(values[-1])


@pytest.mark.parametrize(("colours", "dark"), THEMES)
def test_nothing_is_left_open(colours: Colours, dark: bool) -> None:
    text = sheet(colours, dark=dark)
    assert "$" not in text
    assert text.count("{") == text.count("}")


def test_the_themes_have_the_same_rules() -> None:
    assert rules(sheet(LIGHT, dark=False)).keys() == rules(sheet(DARK, dark=True)).keys()


@pytest.mark.parametrize(("colours", "dark"), THEMES)
@pytest.mark.parametrize(
    "selector", ["QPushButton", 'QPushButton[kind="primary"]', 'QPushButton[kind="danger"]', "QToolTip", "QLineEdit"]
)
def test_words_are_read_on_their_ground(colours: Colours, dark: bool, selector: str) -> None:
    found = rules(sheet(colours, dark=dark))
    assert contrast(colour_of(found, selector, "color"), colour_of(found, selector, "background")) >= READ


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("ink", ["text", "secondary", "brand", "good", "attention", "danger"])
@pytest.mark.parametrize("ground", ["page", "card", "field"])
def test_inks_are_read_on_every_ground(colours: Colours, ink: str, ground: str) -> None:
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= READ


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("tone", list(Tone))
def test_a_chip_is_read_on_its_tint(colours: Colours, tone: Tone) -> None:
    assert contrast(colours.ink(tone).name(), colours.tint(tone).name()) >= READ


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_selected_row_and_the_toast_are_read(colours: Colours) -> None:
    assert contrast(colours.text, colours.brand_tint) >= READ
    assert contrast(colours.card, colours.text) >= READ


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("ground", ["page", "card", "field", "brand_tint"])
def test_the_ring_and_the_frame_of_a_field_are_seen(colours: Colours, ground: str) -> None:
    assert contrast(colours.focus, getattr(colours, ground)) >= SEEN
    if ground in ("card", "field"):
        assert contrast(colours.field_line, getattr(colours, ground)) >= SEEN


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_rail_is_read(colours: Colours) -> None:
    assert contrast(colours.rail_text, colours.rail) >= READ
    assert contrast(colours.rail_bright, colours.rail_current) >= READ


def ring(widget: QWidget, image: QImage, colour: str) -> int:
    """How many pixels of the widget's outermost frame have a colour."""
    ratio = image.devicePixelRatio()
    corner = widget.mapTo(widget.window(), QPoint(0, 0))
    wide, high = round(widget.width() * ratio), round(widget.height() * ratio)
    left, top = round(corner.x() * ratio), round(corner.y() * ratio)
    edge = [(left + x, top + y) for x in range(wide) for y in (0, 1)] + [
        (left + x, top + y) for x in (0, 1) for y in range(high)
    ]
    return sum(image.pixelColor(x, y).name().upper() == colour for x, y in edge)


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK])
@pytest.mark.parametrize("kind", ["plain", "primary", "danger", "link", "line", "combo", "check", "radio", "reading"])
def test_whatever_has_the_keyboard_shows_a_ring(qtbot: QtBot, look: Look, choice: Choice, kind: str) -> None:
    look.choose(choice)
    colours = DARK if choice is Choice.DARK else LIGHT
    made: dict[str, QWidget] = {
        "plain": button("Batal"),
        "primary": button("Simpan", kind=Kind.PRIMARY),
        "danger": button("Hapus", kind=Kind.DANGER),
        "link": button("Buka", kind=Kind.LINK),
        "line": QLineEdit("Isi"),
        "combo": QComboBox(),
        "check": Check("Sudah"),
        "radio": QRadioButton("Ya"),
        "reading": Scroll(QLabel("Isi"), reading="Keterangan"),
    }
    widget, window, other = made[kind], QWidget(), QPushButton("Lain")
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(other)
    column.addWidget(widget)
    window.resize(240, 220)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    colour = colours.text if kind in ("primary", "danger") else colours.focus
    other.setFocus()
    before = ring(widget, window.grab().toImage(), colour)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    after = ring(widget, window.grab().toImage(), colour)
    assert after > before + widget.height()


def test_a_list_of_sections_rings_its_current_row_only(qtbot: QtBot) -> None:
    """A ring around the whole list would be the loudest thing in the window."""
    found = QListWidget()
    found.setProperty("part", "sections")
    found.addItems(["Kop surat", "Program", "Pengguna"])
    for row in range(found.count()):
        found.item(row).setSizeHint(QSize(0, 36))
    found.setCurrentRow(1)
    window, other = QWidget(), QPushButton("Lain")
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(other)
    column.addWidget(found)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    other.setFocus()
    assert rows_with(found, LIGHT.focus) == []
    found.setFocus(Qt.FocusReason.TabFocusReason)
    assert rows_with(found, LIGHT.focus) == [1]
    qtbot.keyClick(found, Qt.Key.Key_Down)
    assert rows_with(found, LIGHT.focus) == [2]
    assert ring(found, window.grab().toImage(), LIGHT.focus) == 0


def rows_with(found: QListWidget, colour: str) -> list[int]:
    """Rows that have a colour at least along their width."""
    image, at = found.grab().toImage(), found.viewport().pos()
    rows = []
    for row in range(found.count()):
        rect = found.visualItemRect(found.item(row)).translated(at)
        seen = sum(
            image.pixelColor(x, y).name().upper() == colour
            for x in range(rect.left(), rect.right())
            for y in range(rect.top(), rect.bottom())
        )
        rows += [row] if seen > rect.width() else []
    return rows


@pytest.mark.parametrize(("colours", "dark"), THEMES)
@pytest.mark.parametrize("kind", ["link", "primary", "danger"])
def test_what_cannot_be_pressed_has_another_colour(colours: Colours, dark: bool, kind: str) -> None:
    found = rules(sheet(colours, dark=dark))
    selector = f'QPushButton[kind="{kind}"]'
    assert colour_of(found, f"{selector}:disabled", "color") != colour_of(found, selector, "color")


def test_a_link_that_cannot_be_followed_looks_so(qtbot: QtBot) -> None:
    link = button("Buka", kind=Kind.LINK)
    qtbot.addWidget(link)
    link.show()
    assert LIGHT.brand in inks(link)
    link.setEnabled(False)
    assert LIGHT.brand not in inks(link)


def inks(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}


def test_a_ring_moves_nothing(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    parts: list[QWidget] = [QLineEdit("Isi"), button("Batal"), button("Simpan", kind=Kind.PRIMARY), QCheckBox("Sudah")]
    for part in parts:
        column.addWidget(part)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    before = [part.geometry() for part in parts]
    for part in parts:
        part.setFocus()
        assert [one.geometry() for one in parts] == before
        assert part.sizeHint().height() <= part.height()
