"""A card: a framed white ground with a column of parts on it."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space


class Card(QFrame):
    """Put parts into `column`; a heading stands above them in small capitals of the secondary colour."""

    def __init__(self, heading: str = "", parent: QWidget | None = None, *, inside: int = Space.INSIDE) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(inside, inside, inside, inside)
        self.column.setSpacing(Space.WITHIN)
        if heading:
            self.section(heading)

    def section(self, heading: str) -> None:
        """Start a section of the card."""
        self.column.addWidget(label(heading.upper(), Role.SECTION))

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        self.column.addWidget(widget, stretch)


class Ground(Card):
    """The same column without a frame, for a place that has one already."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(heading, parent, inside=0)
        self.setProperty("part", "ground")
