"""One person who may be the one typed: who, born when, where, and what agrees; one key opens it."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from desktop.rules.likeness import Aspect
from desktop.rules.terms import Presence
from desktop.services.families.resembling import Found, Resembling
from desktop.ui.families.terms import PRESENCES
from desktop.ui.kit.chip import Chip
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import day
from desktop.wording import N_, Translator

KEYS: Final = ("F6", "F7", "F8")
WIDEST: Final = 360
_DOT: Final = " · "
_FOUND: Final = {
    Found.NIK: (N_("same NIK"), Tone.DANGER),
    Found.KK: (N_("same KK"), Tone.ATTENTION),
    Found.LIKE: (N_("alike"), Tone.BRAND),
}
_ASPECTS: Final = {
    Aspect.NAME: N_("name"),
    Aspect.BIRTH: N_("birth date"),
    Aspect.MOTHER: N_("mother"),
    Aspect.VILLAGE: N_("village"),
}


class Hit(QPushButton):
    """A button as high as what it says."""

    def __init__(self, t: Translator, row: Resembling, place: int) -> None:
        super().__init__()
        self.row, self.place = row, place
        self.setMaximumWidth(WIDEST)
        self.setProperty("kind", "plain")
        self.setAutoDefault(True)
        key = KEYS[place - 1]
        self.setShortcut(key)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        word, tone = _FOUND[row.found]
        lines = [where(t, row), what_agrees(t, row)]
        self.setAccessibleName(_DOT.join((row.name, t(word), *lines)))
        self.setToolTip(_DOT.join((row.name, *lines, key)))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.GROUP, Space.WITHIN, Space.GROUP, Space.WITHIN)
        column.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(Space.WITHIN)
        head.addWidget(_short(row.name, Role.STRONG), 1)
        head.addWidget(Chip(t(word), tone))
        head.addWidget(_short(key, Role.SECONDARY))
        column.addLayout(head)
        for line in lines:
            column.addWidget(_short(line, Role.SECONDARY))

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())


def where(t: Translator, row: Resembling) -> str:
    """Birth date and village, or that he died or the family left: else it would be written down anew."""
    words = [day(t, row.birth_date)] if row.birth_date else []
    words += [row.village] if row.village else []
    if row.left:
        words.insert(0, t("left the register"))
    elif row.presence is not Presence.LIVING_HERE:
        words.insert(0, t(PRESENCES[row.presence]))
    return _DOT.join(words) or t("Place not known yet")


def what_agrees(t: Translator, row: Resembling) -> str:
    """Say what is equal and what is nearly so; a name alone proves nothing."""
    equal = [t(word) for aspect, word in _ASPECTS.items() if aspect in row.equal]
    nearly = [t(word) for aspect, word in _ASPECTS.items() if aspect in row.alike]
    words = [t("equal: {what}", what=", ".join(equal))] if equal else []
    words += [t("nearly: {what}", what=", ".join(nearly))] if nearly else []
    if not words:
        return t("in the family of {name}", name=row.caretaker) if row.caretaker else t("No caretaker yet")
    return "; ".join(words)


def _short(text: str, role: Role) -> QLabel:
    """A line that is cut where there is no room, and lets the click through to the button."""
    made = label(text, role)
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    if text not in KEYS:
        made.setMinimumWidth(0)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return made
