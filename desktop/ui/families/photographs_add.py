"""What a new photograph shows, and of whom: asked once it is chosen, with the likeliest answer in place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.families.photographs import Shows
from desktop.ui.families.photographs_tile import SHOWS
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator

PERSONAL: Final = (Shows.KTP, Shows.CARETAKER)
_IN_NAME: Final = (
    (Shows.KTP, re.compile(r"ktp|nik", re.IGNORECASE)),
    (Shows.KK, re.compile(r"(?<![a-z])kk|kartu.?keluarga", re.IGNORECASE)),
    (Shows.HOUSE, re.compile(r"rumah|house|depan|dapur|atap|lantai|dinding", re.IGNORECASE)),
    (Shows.CARETAKER, re.compile(r"pengurus|orang|wajah|foto.?diri", re.IGNORECASE)),
)

People = Sequence[tuple[UUID, str]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A photograph about to be kept."""

    source: Path | bytes
    shows: Shows
    member: UUID | None


class What(Dialog):
    """`chosen` brings what was answered; Enter keeps the likeliest answer."""

    chosen = Signal(object)

    def __init__(self, t: Translator, source: Path | bytes, people: People, likely: Shows, parent: QWidget) -> None:
        super().__init__(parent)
        self.t, self.source = t, source
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("New photograph"))
        self.setMinimumWidth(380)
        self.shows = Combo(t("What does it show?"), [(one, t(word)) for one, word in SHOWS.items()])
        self.whose = Combo(t("Whose is it?"), [(one, name or t("Without a name")) for one, name in people])
        self.keep = button(t("Keep"), self._keep, kind=Kind.PRIMARY)
        self.leave = button(t("Cancel"), self.reject)
        self.shows.choose(likely)
        self.shows.chosen.connect(self._weigh)
        self._people = people
        self._lay_out()
        self._weigh(likely)

    def _weigh(self, shows: object) -> None:
        """Only a KTP or a portrait is of one person; a KTP of nobody cannot be kept."""
        self.whose.setEnabled(shows in PERSONAL and bool(self._people))
        self.keep.setEnabled(shows is not Shows.KTP or bool(self._people))

    def _keep(self) -> None:
        shows, whose = self.shows.value, self.whose.value
        assert isinstance(shows, Shows)
        member = whose if shows in PERSONAL and isinstance(whose, UUID) else None
        self.accept()
        self.chosen.emit(Chosen(self.source, shows, member))

    def _lay_out(self) -> None:
        t = self.t
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, 20)
        column.setSpacing(Space.WITHIN)
        name = self.source.name if isinstance(self.source, Path) else t("As copied from another program")
        column.addWidget(label(t("New photograph"), Role.SUBTITLE))
        column.addWidget(label(name, Role.SECONDARY, wrap=True))
        for editor in (self.shows, self.whose):
            heading = label(editor.accessibleName(), Role.LABEL)
            heading.setBuddy(editor)
            column.addSpacing(Space.TINY)
            column.addWidget(heading)
            column.addWidget(editor)
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.keep)
        column.addSpacing(Space.GROUP)
        column.addLayout(row)
        self.keep.setDefault(True)
        self.shows.setFocus()


def likeliest(name: str, there: Sequence[Shows]) -> Shows:
    """By the file's name, else the first kind the family lacks, the house before the rest."""
    for shows, word in _IN_NAME:
        if word.search(name):
            return shows
    return next((shows for shows in (Shows.HOUSE, Shows.KK, Shows.KTP) if shows not in there), Shows.HOUSE)
