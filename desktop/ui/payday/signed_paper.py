"""The list of missing receipts as a paper, for whoever fetches them: seen first, then printed or saved."""

from functools import partial

from desktop.services.money.keys import TrancheKey
from desktop.services.payday import missing_lists
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.kit.preview.outlet import file_name
from desktop.ui.kit.words import number
from desktop.ui.paper_page import EXCEL, PDF, InView, PaperPage, list_words
from desktop.ui.screen import Bench


class MissingPaper(PaperPage):
    """`left`: back to the scanning."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, list_words(bench.t), self.in_view)
        self.key: TrancheKey | None = None
        self.village: str | None = None
        self.dress()

    def begin(self, key: TrancheKey, village: str | None) -> None:
        """Make the paper of a list, of one village or of all."""
        self.key, self.village = key, village
        self.make(Work(missing_lists.on_paper, self.bench.desk, key, village))
        self.preview.setFocus()

    def in_view(self) -> InView:
        t, paper, desk = self.t, self.paper, self.bench.desk
        title = t("Receipts that are missing")
        context = t("Each village stands on pages of its own. That it was made stands in the log.")
        if self.key is None:
            return InView(title, context, "")
        stem = file_name(title, f"{self.key.short}".replace("/", "-"))
        if paper is None:
            return InView(title, context, stem)
        many = t.many("{shown} page", "{shown} pages", len(paper), shown=number(len(paper)))
        book = partial(Work, missing_lists.to_workbook, desk, self.key, village=self.village)
        pdf = partial(Ask, missing_lists.save_paper, desk, paper)
        return InView(title, f"{many} · {context}", stem, {PDF: pdf, EXCEL: book})
