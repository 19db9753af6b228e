"""The rows in view as a paper: seen first, then printed or saved, as PDF or as a workbook."""

from functools import partial

from desktop.services.auditing import lists
from desktop.services.auditing.comparing import FindingFilters
from desktop.ui.auditing.words import test_title
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.kit.preview.outlet import file_name
from desktop.ui.kit.words import number
from desktop.ui.paper_page import EXCEL, PDF, InView, PaperPage, list_words
from desktop.ui.screen import Bench


class AuditPaper(PaperPage):
    """`left`: back to the tests."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, list_words(bench.t), self.in_view)
        self.filters: FindingFilters | None = None
        self.dress()

    def begin(self, filters: FindingFilters) -> None:
        """Make the paper of what is in view."""
        self.filters = filters
        self.make(Work(lists.on_paper, self.bench.desk, filters))
        self.preview.setFocus()

    def in_view(self) -> InView:
        t, paper, desk = self.t, self.paper, self.bench.desk
        context = t("Numbers are masked; what explains a row stands beside it. That it was made stands in the log.")
        if self.filters is None:
            return InView(t("Audit tests"), context, "")
        title = test_title(t, self.filters.test)
        stem = file_name(title, desk.today().isoformat())
        if paper is None:
            return InView(title, context, stem)
        many = t.many("{shown} page", "{shown} pages", len(paper), shown=number(len(paper)))
        book = partial(Work, lists.to_workbook, desk, self.filters)
        pdf = partial(Ask, lists.save_paper, desk, paper)
        return InView(title, f"{many} · {context}", stem, {PDF: pdf, EXCEL: book})
