"""A report of the room on paper: seen first, then printed, or saved as a PDF or a workbook."""

from functools import partial
from typing import Any

from desktop.services.reports import making
from desktop.ui.accounting.wants import OnPaper
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.kit.preview.outlet import file_name
from desktop.ui.paper_page import EXCEL, PDF, InView, PaperPage, list_words
from desktop.ui.screen import Bench


class ReportPaper(PaperPage):
    def __init__(self, bench: Bench) -> None:
        self.shown: OnPaper | None = None
        super().__init__(bench, list_words(bench.t), self.in_view)

    def show_report(self, wanted: OnPaper) -> None:
        """Make a report from the payments as they are now."""
        self.shown = wanted
        self.make(Work(making.on_paper, self.bench.desk, wanted.wish))

    def in_view(self) -> InView:
        shown, paper = self.shown, self.paper
        if shown is None:
            return InView("", "", "")
        saves: dict[str, Any] = {}
        if paper is not None:
            saves[PDF] = partial(Ask, making.save_paper, self.bench.desk, shown.wish, paper)
            saves[EXCEL] = partial(Work, making.to_workbook, self.bench.desk, shown.wish)
        return InView(shown.title, shown.about, file_name(shown.title, shown.about.replace("/", "-")), saves)
