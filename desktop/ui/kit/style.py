"""Puts the look on the program: style, palette, sheet and font; light or dark as the system says."""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop.ui.kit import fonts
from desktop.ui.kit.sheet import sheet
from desktop.ui.kit.tokens import DARK, LIGHT, Colours


class Choice(StrEnum):
    """What the person prefers."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def palette(colours: Colours) -> QPalette:
    """Palette of one theme, for what the sheet leaves to the style."""
    made = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, colours.page),
        (role.WindowText, colours.text),
        (role.Base, colours.field),
        (role.AlternateBase, colours.hover),
        (role.Text, colours.text),
        (role.Button, colours.card),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.danger),
        (role.Highlight, colours.brand),
        (role.HighlightedText, colours.on_brand),
        (role.Accent, colours.brand),
        (role.Link, colours.brand),
        (role.LinkVisited, colours.brand),
        (role.ToolTipBase, colours.text),
        (role.ToolTipText, colours.card),
        (role.PlaceholderText, colours.secondary),
        (role.Mid, colours.line),
    ):
        made.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(colours.secondary))
    return made


class Look(QObject):
    """Keeps the program in the chosen theme while the system's may change; lives as long as the program."""

    def __init__(self, app: QApplication, choice: Choice) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        app.setStyle("Fusion")
        fonts.install(app)
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._wear()

    @property
    def dark(self) -> bool:
        if self._choice == Choice.SYSTEM:
            return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._choice == Choice.DARK

    def choose(self, choice: Choice) -> None:
        """Wear another theme at once."""
        self._choice = choice
        self._wear()

    def _follow(self) -> None:
        if self._choice == Choice.SYSTEM:
            self._wear()

    def _wear(self) -> None:
        colours = DARK if self.dark else LIGHT
        self._app.setPalette(palette(colours))
        self._app.setStyleSheet(sheet(colours, dark=self.dark))


def apply(app: QApplication, choice: Choice = Choice.SYSTEM) -> Look:
    """Give the program its look; the answer changes it later."""
    return Look(app, choice)
