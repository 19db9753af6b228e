"""A list for the civil registry or for facilitators: seen first, then printed or saved, as PDF or as a workbook."""

from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.services.quality import lists
from desktop.services.quality.lists import FaultList
from desktop.services.quality.rows import EVERYTHING, FaultFilters
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.kit.preview.outlet import file_name
from desktop.ui.kit.words import number
from desktop.ui.paper_page import EXCEL, PDF, InView, PaperPage, list_words
from desktop.ui.screen import Bench
from desktop.wording import N_

TITLES = {FaultList.CIVIL: N_("List for Dukcapil"), FaultList.FACILITATORS: N_("Lists for facilitators")}
KEPT = {
    FaultList.CIVIL: N_("Numbers stand whole in it; that it was made stands in the log."),
    FaultList.FACILITATORS: N_("A list for each facilitator on pages of its own, numbers masked."),
}


class FaultPaper(PaperPage):
    """`left`: back to the clinic."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, list_words(bench.t), self.in_view, parent)
        self.kind, self.filters = FaultList.CIVIL, EVERYTHING
        self.dress()

    def begin(self, kind: FaultList, filters: FaultFilters) -> None:
        """Make the paper of what the clinic shows."""
        self.kind, self.filters = kind, filters
        self.make(Work(lists.on_paper, self.bench.desk, kind, filters))
        self.preview.setFocus()

    def in_view(self) -> InView:
        """The list in view; it can be saved once it is made."""
        t, paper, desk = self.t, self.paper, self.bench.desk
        title, context = t(TITLES[self.kind]), t(KEPT[self.kind])
        stem = file_name(title, desk.today().isoformat())
        if paper is None:
            return InView(title, context, stem)
        many = t.many("{shown} page", "{shown} pages", len(paper), shown=number(len(paper)))
        book = partial(Work, lists.to_workbook, desk, self.kind, filters=self.filters)
        pdf = partial(Ask, lists.save_paper, desk, paper)
        return InView(title, f"{many} · {context}", stem, {EXCEL: book, PDF: pdf})
