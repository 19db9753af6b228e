"""Pictures of pages, drawn one after the other on a worker: only those asked for last, kept for a while."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from desktop.errors import Refused
from desktop.progress import Progress
from desktop.services.paper import PageImage, PaperFile, draw_page
from desktop.ui.jobs.job import Job
from desktop.ui.runner import Runner

_KEPT: Final = 10  # held beside those in view
_SAME: Final = 0.001
_FORMATS: Final = {True: QImage.Format.Format_Grayscale8, False: QImage.Format.Format_RGB888}


def as_image(page: PageImage) -> QImage:
    """Picture for Qt. It borrows the bytes of `page`: keep that as long, or copy."""
    return QImage(page.pixels, page.width, page.height, page.stride, _FORMATS[page.grey])


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page and the scale it was drawn for, in pixels of the display for a point."""

    page: int
    scale: float
    image: PageImage


@dataclass(frozen=True, slots=True)
class Draw:
    """Draws one page; called on a worker."""

    paper: PaperFile
    page: int
    scale: float

    def __call__(self, _: Progress) -> Drawn:
        return Drawn(self.page, self.scale, draw_page(self.paper, self.page, self.scale))


class Pictures(QObject):
    """`came` brings the number of a page that can be shown now, `failed` the refusal of a damaged one."""

    came = Signal(int)
    failed = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._paper: PaperFile | None = None
        self._kept: dict[int, tuple[QImage, float]] = {}
        self._pages: tuple[int, ...] = ()
        self._scale = 1.0
        self._job: Job | None = None
        self._asked: tuple[int, float] | None = None

    def show(self, paper: PaperFile | None) -> None:
        """Begin another document: pictures of the one before are dropped."""
        self._paper = paper
        self._kept.clear()
        self._pages = ()
        self._stop()

    def picture(self, page: int) -> QImage | None:
        """The page as last drawn, perhaps for another scale."""
        return self._kept[page][0] if page in self._kept else None

    def want(self, pages: Sequence[int], scale: float) -> None:
        """Say which pages are in view and how sharp they must be; what is not among them makes way."""
        self._pages, self._scale = tuple(pages), scale
        following = self._following()
        if self._asked is not None and self._asked != (following, scale):
            self._stop()
        self._ask()

    @property
    def complete(self) -> bool:
        """Whether every page in view is drawn as sharply as the display shows it."""
        return self._following() is None

    def _following(self) -> int | None:
        for page in self._pages:
            if page not in self._kept or abs(self._kept[page][1] - self._scale) > _SAME:
                return page
        return None

    def _ask(self) -> None:
        page = self._following()
        if page is None or self._paper is None or self._asked is not None:
            return
        self._asked = (page, self._scale)
        self._job = self._runner.submit(Draw(self._paper, page, self._scale), self._take, self._fail)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.wanted = False
            self._runner.cancel(self._job)
        self._job, self._asked = None, None

    def _take(self, drawn: Drawn) -> None:
        self._job, self._asked = None, None
        self._kept[drawn.page] = (as_image(drawn.image).copy(), drawn.scale)
        for old in self._farthest(drawn.page):
            del self._kept[old]
        self.came.emit(drawn.page)
        self._ask()

    def _farthest(self, here: int) -> list[int]:
        """Pages to let go: those farthest from the one drawn last."""
        pages = [(abs(page - here), page) for page in self._kept if page not in self._pages]
        return [page for _, page in sorted(pages)[_KEPT:]]

    def _fail(self, refused: Refused) -> None:
        # What could not be drawn is not asked for again until something else comes into view.
        self._job, self._asked, self._pages = None, None, ()
        self.failed.emit(refused)
