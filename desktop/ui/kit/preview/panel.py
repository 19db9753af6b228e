"""The preview of a paper: its pages, where one is among them, the zoom, and what stands there without one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QWidget

from desktop.errors import Refused
from desktop.services.paper import PaperFile
from desktop.ui.kit.button import Action, Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.icons import icon
from desktop.ui.kit.preview.pageview import PageView
from desktop.ui.kit.preview.places import Fit
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.words import number
from desktop.ui.runner import Runner
from desktop.wording import Translator


class Preview(Card):
    """`damaged` brings the sentence on a document that cannot be shown."""

    damaged = Signal(str)

    def __init__(self, t: Translator, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, inside=0)
        self.t = t
        self.view = PageView(runner, t("Preview of the paper"))
        self.empty = Empty("file-document-outline")
        self._where = label("", Role.SECONDARY)
        self._zoom = label("", Role.SECONDARY)
        self._buttons: list[QPushButton] = []
        self._first, self._all = 1, 0
        self._bar = QWidget()
        self._lay_out()
        self.view.moved.connect(self._say_where)
        self.view.scaled.connect(self._say_zoom)
        self.view.pictures.failed.connect(self._failed)
        self.say(t("The preview appears here."))

    def show_paper(self, paper: PaperFile, *, first: int = 1, of: int = 0) -> None:
        """Show pages. Where they are an extract, `first` is the number of the first among `of` pages."""
        self._first, self._all = first, of or len(paper)
        self.view.show_paper(paper)
        self._pages.setCurrentWidget(self.view)
        self._bar.setEnabled(True)
        self._say_where(self.view.page)

    def say(self, sentence: str, step: Action | None = None) -> None:
        """Show a sentence in place of pages."""
        self.view.show_paper(None)
        self.empty.say(sentence, step)
        self._pages.setCurrentWidget(self.empty)
        self._bar.setEnabled(False)
        self._where.clear()

    @property
    def where(self) -> str:
        return self._where.text()

    def fit_width(self) -> None:
        self.view.fit(Fit.WIDTH)

    def fit_page(self) -> None:
        self.view.fit(Fit.PAGE)

    def larger(self) -> None:
        self.view.zoom(up=True)

    def smaller(self) -> None:
        self.view.zoom(up=False)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(Space.GROUP, Space.TINY, Space.GROUP, Space.TINY)
        row.setSpacing(2)
        row.addWidget(self._where)
        row.addStretch(1)
        for name, picture, run in (
            (self.t("Smaller (Ctrl+-)"), "magnify-minus-outline", self.smaller),
            (self.t("Larger (Ctrl++)"), "magnify-plus-outline", self.larger),
            (self.t("Width of the page (Ctrl+0)"), "arrow-expand-horizontal", self.fit_width),
            (self.t("Whole page"), "fit-to-page-outline", self.fit_page),
        ):
            made = button("", run, kind=Kind.LINK)
            made.setIcon(icon(picture, "secondary"))
            made.setAccessibleName(name)
            made.setToolTip(name)
            self._buttons.append(made)
            row.addWidget(made)
            if picture == "magnify-minus-outline":
                row.addWidget(self._zoom)
        stack = QWidget()
        self._pages = QStackedLayout(stack)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        self.column.setSpacing(0)
        self.add(self._bar)
        self.add(stack, 1)

    def _say_where(self, page: int) -> None:
        if self.view.count:
            place = number(page + self._first)
            self._where.setText(self.t("Page {page} of {count}", page=place, count=number(self._all)))

    def _say_zoom(self, zoom: float) -> None:
        self._zoom.setText(f"{round(zoom * 100)} %")

    def _failed(self, refused: Refused) -> None:
        sentence = self.t.refusal(refused)
        self.say(sentence)
        self.damaged.emit(sentence)
