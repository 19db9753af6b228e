"""The list of sections at the left of the settings, under headings that are passed over."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from desktop.ui.kit import fonts, icons
from desktop.ui.kit.fonts import Weight
from desktop.ui.kit.tokens import Size

WIDTH = 240
ROW, HEADING = 36, 34
NAME = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a section by its name and icon, or a heading, which has no name."""

    title: str
    name: str = ""
    icon: str = ""


class Menu(QListWidget):
    """`picked` brings the name of the section that is current now."""

    picked = Signal(str)

    def __init__(self, title: str, entries: Sequence[Entry]) -> None:
        super().__init__()
        self.setProperty("part", "sections")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(WIDTH)
        self.setIconSize(QSize(Size.ICON, Size.ICON))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(title)
        for entry in entries:
            self.addItem(_line(entry))
        self.currentItemChanged.connect(self._tell)

    @property
    def name(self) -> str:
        item = self.currentItem()
        return str(item.data(NAME)) if item is not None else ""

    def choose(self, name: str) -> bool:
        """Make a section the current one; False when it is already, or there is none of that name."""
        before = self.name
        for row in range(self.count()):
            if name and self.item(row).data(NAME) == name:
                self.setCurrentRow(row)
        return self.name != before

    def _tell(self, _now: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if self.name:
            self.picked.emit(self.name)


def _line(entry: Entry) -> QListWidgetItem:
    item = QListWidgetItem(entry.title if entry.name else entry.title.upper())
    item.setData(NAME, entry.name)
    # The sheet's height of a line comes too late for the list's own reckoning.
    item.setSizeHint(QSize(0, ROW if entry.name else HEADING))
    if entry.name:
        item.setIcon(icons.icon(entry.icon, "secondary"))
    else:
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(fonts.face(Size.SECONDARY, Weight.STRONG))
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
    return item
