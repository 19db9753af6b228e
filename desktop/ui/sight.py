"""Draws the sign-in page without a display, for the self-test: Qt, its platform, the font and the icons."""

import gettext

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontInfo, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from desktop.services.self_test.checking import Unsound
from desktop.ui.frame.welcome import Welcome
from desktop.ui.kit.style import Choice, apply
from desktop.wording import Translator

SIZE = (900, 640)
LEAST_COLOURS = 20  # the smoothed edges of letters alone have more


def see() -> str:
    """Draw the first page of all; answers the versions in use. `Unsound` when it comes out blank."""
    app = QApplication.instance() or QApplication(["ejsika"])
    assert isinstance(app, QApplication)
    apply(app, Choice.LIGHT)
    page = Welcome(Translator(gettext.NullTranslations(), "en"))
    page.resize(*SIZE)
    page.show()
    app.processEvents()
    drawn = page.grab().toImage()
    page.close()
    shades = colours(drawn)
    if shades < LEAST_COLOURS:
        raise Unsound(f"{shades}")
    font = QFontInfo(app.font()).family()
    if font != app.font().family():
        raise Unsound(f"{app.font().family()} → {font}")
    return f"Qt {qVersion()}, {QGuiApplication.platformName()}, {font}"


def colours(picture: QImage, step: int = 3) -> int:
    """Count the different colours among every third pixel each way: a blank picture has one."""
    return len(
        {
            picture.pixel(across, down)
            for across in range(0, picture.width(), step)
            for down in range(0, picture.height(), step)
        }
    )
