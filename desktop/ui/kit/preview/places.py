"""Where pages lie when they hang one below the other: plain reckoning in device-independent pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QRectF

from desktop.services.paper import PageSize

GAP: Final = 14
LEAST, MOST = 0.1, 6.0  # pixels for a point
STEPS: Final = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
PIXELS_PER_POINT: Final = 96 / 72  # at 100 %


class Fit(StrEnum):
    """What the zoom follows while the window changes its size."""

    WIDTH = "width"
    PAGE = "page"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Places:
    """Rectangles of all pages, the widest of them centred in the room there is."""

    rects: tuple[QRectF, ...]
    width: float
    height: float
    scale: float

    def visible(self, top: float, height: float) -> list[int]:
        """Pages of which something lies between two heights."""
        return [n for n, rect in enumerate(self.rects) if rect.bottom() > top and rect.top() < top + height]

    def at(self, y: float) -> int:
        """The page at a height, or the last one that begins above it."""
        return max((n for n, rect in enumerate(self.rects) if rect.top() <= y + GAP), default=0)


def lay_out(sizes: Sequence[PageSize], room: tuple[int, int], scale: float) -> Places:
    """Hang the pages below one another at `scale` pixels for a point."""
    widest = max((size.width for size in sizes), default=0.0) * scale + 2 * GAP
    width = max(float(room[0]), widest)
    rects, top = [], float(GAP)
    for size in sizes:
        wide, high = size.width * scale, size.height * scale
        rects.append(QRectF((width - wide) / 2, top, wide, high))
        top += high + GAP
    return Places(tuple(rects), width, top, scale)


def scale_for(fit: Fit, sizes: Sequence[PageSize], room: tuple[int, int], free: float) -> float:
    """Pixels for a point so that the largest page fits, or as the person chose."""
    if fit is Fit.FREE or not sizes:
        return free
    wide = (room[0] - 2 * GAP) / max(size.width for size in sizes)
    high = (room[1] - 2 * GAP) / max(size.height for size in sizes)
    return min(MOST, max(LEAST, wide if fit is Fit.WIDTH else min(wide, high)))


def next_step(scale: float, up: bool) -> float:
    """The next larger or smaller of the usual zooms."""
    zoom = scale / PIXELS_PER_POINT
    usual = [step for step in STEPS if step > zoom * 1.01] if up else [step for step in STEPS if step < zoom * 0.99]
    if not usual:
        return scale
    return (usual[0] if up else usual[-1]) * PIXELS_PER_POINT
