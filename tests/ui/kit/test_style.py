"""The look: font, palette and sheet come from the tokens and follow the choice."""

import re
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit import fonts
from desktop.ui.kit.fonts import Weight
from desktop.ui.kit.sheet import sheet
from desktop.ui.kit.style import Choice, Look, palette
from desktop.ui.kit.text import Role, label, repolish
from desktop.ui.kit.tokens import DARK, LIGHT, Colours, Size


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_sheet_is_filled_in(theme: Colours) -> None:
    made = sheet(theme, dark=theme is DARK)
    assert "$" not in made
    assert theme.brand in made
    assert made.count("{") == made.count("}")


def test_sheet_sets_no_fonts() -> None:
    """A font in the sheet would win over the weights that `fonts.face` draws."""
    assert re.search(r"font(-size|-weight|-family)?\s*:", sheet(LIGHT, dark=False)) is None


def test_palette_has_the_tokens() -> None:
    made = palette(DARK)
    assert made.color(QPalette.ColorRole.Window).name().upper() == DARK.page
    assert made.color(QPalette.ColorRole.Accent).name().upper() == DARK.brand


def test_choice_changes_theme_at_once(look: Look, qapp: QApplication) -> None:
    assert not look.dark
    look.choose(Choice.DARK)
    assert look.dark
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.page
    assert DARK.card in qapp.styleSheet()


def test_system_choice_follows_the_system(look: Look, qapp: QApplication) -> None:
    look.choose(Choice.SYSTEM)
    assert look.dark == (qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() in {LIGHT.page, DARK.page}


def test_system_does_not_overrule_a_choice(look: Look, qapp: QApplication) -> None:
    look.choose(Choice.DARK)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert look.dark
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.page


@pytest.mark.skipif(sys.platform == "win32", reason="Windows brings its own interface font")
def test_packaged_font_is_worn(qapp: QApplication) -> None:
    assert qapp.font().family() == fonts.PACKAGED
    assert qapp.font().pixelSize() == Size.BODY


def test_figures_have_one_width() -> None:
    for size in (Size.SECONDARY, Size.BODY, Size.HEAD):
        metrics = QFontMetricsF(fonts.face(size))
        assert metrics.horizontalAdvance("11111111") == pytest.approx(metrics.horizontalAdvance("00000000"))


def test_weights_are_drawn_and_not_smeared() -> None:
    widths = [QFontMetricsF(fonts.face(20, weight)).horizontalAdvance("Siti Aminah") for weight in Weight]
    assert widths == sorted(widths)
    assert widths[0] < widths[-1]


def test_labels_show_names_as_they_are(qtbot: QtBot) -> None:
    made = label("<b>Siti</b> & anak", Role.STRONG)
    qtbot.addWidget(made)
    assert made.textFormat() == Qt.TextFormat.PlainText
    assert made.text() == "<b>Siti</b> & anak"


@pytest.mark.parametrize("role", list(Role))
def test_each_role_has_its_size(role: Role, qtbot: QtBot) -> None:
    made = label("Keluarga", role)
    qtbot.addWidget(made)
    assert Size.SECONDARY <= made.font().pixelSize() <= Size.HEAD


def test_repolish_reaches_the_sheet(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    field = QLineEdit(holder)
    field.resize(200, 34)
    holder.resize(240, 60)
    before = field.grab().toImage().pixelColor(100, 0).name()
    repolish(field, "problem", value=True)
    after = field.grab().toImage().pixelColor(100, 0).name()
    assert before.upper() == LIGHT.field_line
    assert after.upper() == LIGHT.danger
