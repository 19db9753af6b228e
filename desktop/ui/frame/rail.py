"""The navigation rail: the places, the current one marked, office and fiscal year always in view."""

from collections.abc import Sequence
from itertools import chain, repeat

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QPushButton, QVBoxLayout

from desktop.ui.frame.places import PLACES, SETTINGS, Place
from desktop.ui.kit import fonts, icons
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Size, Space
from desktop.wording import Translator

WIDTH = 208


class Rail(QFrame):
    """`chosen` brings the name of a place. `lock_wanted` is Ctrl+L.

    Ctrl+1 ... Ctrl+9 choose a place by key; the same key once more goes to the next line below it, and round.
    """

    chosen = Signal(str)
    lock_wanted = Signal()
    switch_wanted = Signal()

    def __init__(self, t: Translator, office: str, who: str, places: Sequence[Place] = PLACES) -> None:
        super().__init__()
        self.t = t
        self._places = places
        self.setProperty("part", "rail")
        self.setFixedWidth(WIDTH)
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.GROUP, Space.INSIDE, Space.GROUP, Space.WITHIN)
        column.setSpacing(2)
        column.addWidget(self._line("e-JSiKa", Role.SUBTITLE, "name"))
        column.addWidget(self._line(office, Role.SECONDARY, "office"))
        column.addSpacing(Space.GROUP)
        keys = chain((f"Ctrl+{number}" for number in range(1, 10)), repeat(""))  # the keyboard has no more digits
        for place in places:
            column.addWidget(self._button(place, "" if place.under else next(keys)))
        column.addStretch(1)
        column.addWidget(self._button(SETTINGS, "Ctrl+,"))
        column.addWidget(self._way_out("lock", t("Lock"), "lock-outline", "Ctrl+L", self.lock_wanted))
        column.addWidget(self._way_out("switch", t("Change user"), "account-switch-outline", "", self.switch_wanted))
        column.addSpacing(Space.TINY)
        column.addWidget(self._line(who, Role.SECONDARY, "who"))

    def mark(self, name: str) -> None:
        """Mark the place in view, and show the lines below it and beside it."""
        above = next((place.under for place in self._places if place.name == name and place.under), name)
        for place in self._places:
            if place.under:
                self.buttons[place.name].setVisible(place.under == above)
        self.buttons[name].setChecked(True)

    def _line(self, text: str, role: Role, part: str) -> QLabel:
        made = label(text, role, wrap=True)
        made.setProperty("rail", part)
        made.setContentsMargins(0, 0, 0, 0)
        return made

    def _plain(self, name: str, title: str, icon: str) -> QPushButton:
        made = QPushButton(title)
        made.setObjectName(name)
        made.setProperty("kind", "rail")
        made.setFont(fonts.face(Size.BODY))
        made.setIcon(icons.icon(icon, "rail_text"))
        made.setIconSize(QSize(Size.ICON + 2, Size.ICON + 2))
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        self.buttons[name] = made
        return made

    def _way_out(self, name: str, title: str, icon: str, key: str, wanted: SignalInstance) -> QPushButton:
        made = self._plain(name, title, icon)
        if key:
            made.setShortcut(key)
            made.setToolTip(key)
        made.clicked.connect(wanted)
        return made

    def _button(self, place: Place, key: str) -> QPushButton:
        made = self._plain(place.name, self.t(place.title), place.icon)
        made.setCheckable(True)
        if place.under:
            made.setProperty("below", True)
            made.hide()
        if place.build is None:
            made.setEnabled(False)
            made.setToolTip(self.t("Comes in a later version."))
        elif key:
            self._reached_by(made, key)
        made.clicked.connect(self._clicked)
        self._group.addButton(made)
        return made

    def _reached_by(self, button: QPushButton, key: str) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setObjectName(button.objectName())
        shortcut.activated.connect(self._key_pressed)
        more = len(self._with_below(button.objectName())) > 1
        button.setToolTip(self.t("{key}; once more for the next line below", key=key) if more else key)

    def _with_below(self, name: str) -> list[str]:
        return [name, *(place.name for place in self._places if place.under == name)]

    def _key_pressed(self) -> None:
        around = self._with_below(self.sender().objectName())
        here = self._group.checkedButton()
        at = around.index(here.objectName()) if here is not None and here.objectName() in around else -1
        self.chosen.emit(around[(at + 1) % len(around)])

    def _clicked(self) -> None:
        self.chosen.emit(self.sender().objectName())
