"""Shows the pages of a PDF one below the other; only those in view are drawn, sharp on any display."""

from typing import Final

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop.services.paper import PaperFile
from desktop.ui.kit.preview.ink import paint_ground, paint_pages
from desktop.ui.kit.preview.pictures import Pictures
from desktop.ui.kit.preview.places import PIXELS_PER_POINT, Fit, Places, lay_out, next_step, scale_for
from desktop.ui.runner import Runner

_LINE: Final = 48
_ABOVE: Final = 8  # of the ground shown above a page that is gone to


class PageView(QAbstractScrollArea):
    """`moved` brings the page in view, from 0; `scaled` the zoom, 1.0 being true size on a 96 dpi screen."""

    moved = Signal(int)
    scaled = Signal(float)

    def __init__(self, runner: Runner, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pictures = Pictures(runner, self)
        self.pictures.came.connect(self._repaint)
        self.page = 0
        self._paper: PaperFile | None = None
        self._fit = Fit.WIDTH
        self._free = PIXELS_PER_POINT
        self._places: Places = lay_out((), (0, 0), 0)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._look)
        self.horizontalScrollBar().valueChanged.connect(self._repaint)

    @property
    def count(self) -> int:
        return len(self._paper) if self._paper is not None else 0

    def show_paper(self, paper: PaperFile | None) -> None:
        """Show another document from its first page; the same pages again keep their place."""
        same = self._paper is not None and paper is not None and self._paper.sizes == paper.sizes
        self._paper = paper
        self.pictures.show(paper)
        if not same:
            self.verticalScrollBar().setValue(0)
        self._arrange()

    def go_to(self, page: int) -> None:
        """Bring a page to the top."""
        if 0 <= page < self.count:
            self.verticalScrollBar().setValue(round(self._places.rects[page].top()) - _ABOVE)

    def fit(self, fit: Fit) -> None:
        self._fit = fit
        self._arrange()

    def zoom(self, up: bool) -> None:
        """Take the next larger or smaller of the usual zooms."""
        self._free = next_step(self._places.scale, up)
        self.fit(Fit.FREE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PgUp and PgDn turn pages that fit the window whole and scroll others; Ctrl and + - 0 zoom."""
        key, bar = event.key(), self.verticalScrollBar()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(key != Qt.Key.Key_Minus)
        elif control and key == Qt.Key.Key_0:
            self.fit(Fit.WIDTH)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(bar.minimum() if key == Qt.Key.Key_Home else bar.maximum())
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            bar.setValue(bar.value() + (_LINE if key == Qt.Key.Key_Down else -_LINE))
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(event.angleDelta().y() > 0)
            event.accept()
        else:
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        paint_ground(painter, self.viewport().rect())
        shift = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        pages = [(page, self._places.rects[page]) for page in self._in_view()]
        drawn = {page: picture for page, _ in pages if (picture := self.pictures.picture(page)) is not None}
        paint_pages(painter, pages, drawn, shift)
        painter.end()

    def turn(self, by: int) -> None:
        """Turn a page that is seen whole, else scroll by what is seen."""
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if self.count and self._places.rects[self.page].height() <= room:
            self.go_to(self.page + by)
        else:
            bar.setValue(bar.value() + by * (room - _LINE))

    def _arrange(self) -> None:
        """Lay the pages out anew and stay at the same place."""
        sizes = self._paper.sizes if self._paper is not None else ()
        room, before, bar = self.viewport().size(), self._places, self.verticalScrollBar()
        share = bar.value() / before.height
        # The bar's width is always left free: a page that fits only without its bar would call it and send it away
        # again without end.
        wide = self.maximumViewportSize().width() - bar.sizeHint().width()
        scale = scale_for(self._fit, sizes, (wide, room.height()), self._free)
        self._places = lay_out(sizes, room.toTuple(), scale)
        for one, whole, seen in (
            (bar, self._places.height, room.height()),
            (self.horizontalScrollBar(), self._places.width, room.width()),
        ):
            one.setRange(0, max(0, round(whole) - seen))
            one.setPageStep(seen)
            one.setSingleStep(_LINE)
        bar.setValue(round(share * self._places.height))
        if scale != before.scale:
            self.scaled.emit(scale / PIXELS_PER_POINT)
        self._look()

    def _in_view(self) -> list[int]:
        return self._places.visible(self.verticalScrollBar().value(), self.viewport().height())

    def _look(self) -> None:
        """Tell which page is in view and have those in view drawn."""
        page = self._places.at(self.verticalScrollBar().value() + self.viewport().height() / 3)
        if page != self.page:
            self.page = page
            self.moved.emit(page)
        self.pictures.want(self._in_view(), self._places.scale * self.devicePixelRatioF())
        self.viewport().update()

    def _repaint(self) -> None:
        self.viewport().update()
