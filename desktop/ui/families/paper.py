"""A list of families on paper: chosen and seen first, then printed or saved, as PDF or as a workbook."""

from functools import partial
from typing import Any

from desktop.services.families.listed import Asked
from desktop.ui.families.lists import Kind, book_work, offered, paper_work, pdf_work
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.preview.outlet import file_name
from desktop.ui.kit.words import number
from desktop.ui.paper_page import EXCEL, PDF, InView, PaperPage, list_words
from desktop.ui.screen import Bench

_KIND_WIDTH = 420


class ListPaper(PaperPage):
    """`left`: back to the list."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, list_words(bench.t), self.in_view)
        self.asked = Asked()
        self.kind = Combo(self.t("Which list"), offered(self.t, bench.desk))
        self.kind.setFixedWidth(_KIND_WIDTH)
        self.kind.chosen.connect(self._choose)
        self.put(self.kind)
        self.dress()

    def begin(self, asked: Asked) -> None:
        """Make the paper of a list as it stands."""
        self.asked = asked
        self._choose()
        self.preview.setFocus()

    @property
    def chosen(self) -> Kind:
        return Kind(str(self.kind.value))

    def in_view(self) -> InView:
        """The list chosen, and as what it can be saved."""
        t, paper, desk = self.t, self.paper, self.bench.desk
        context = t("As sorted and narrowed on the screen")
        saves: dict[str, Any] = {}
        if paper is not None or self.chosen is Kind.REGISTER:
            saves[EXCEL] = partial(book_work, desk, self.chosen, self.asked, t=t)
        if paper is not None:
            saves[PDF] = partial(pdf_work, desk, self.chosen, paper)
            context = t.many("{shown} page, as sorted and narrowed", "{shown} pages, as sorted and narrowed",
                             len(paper), shown=number(len(paper)))  # fmt: skip
        stem = file_name(t("Families"), desk.today().isoformat())
        return InView(t("List of families"), context, stem, saves)

    def _choose(self, _: object = None) -> None:
        work = paper_work(self.bench.desk, self.chosen, self.asked)
        if work is not None:
            self.make(work)
        else:
            self.clear(self.t("This list is a workbook: a row for each person, a column for every field."))
