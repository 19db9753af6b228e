"""List and detail side by side, the border between them movable."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.ui.kit.tokens import Space


def side_by_side(
    listed: QWidget,
    detail: QWidget,
    parent: QWidget | None = None,
    *,
    shares: tuple[int, int] = (63, 37),
    least: tuple[int, int] = (420, 340),
) -> QSplitter:
    """Lay a list left and the detail of its selection right; neither can be pushed away wholly."""
    splitter = QSplitter(Qt.Orientation.Horizontal, parent)
    splitter.setHandleWidth(Space.CARDS)
    splitter.setChildrenCollapsible(False)
    for place, part in enumerate((listed, detail)):
        part.setMinimumWidth(least[place])
        splitter.addWidget(part)
        splitter.setStretchFactor(place, shares[place])
    # Far larger than any window: the splitter scales them down to the room there is, in these shares.
    splitter.setSizes([share * 100 for share in shares])
    return splitter
