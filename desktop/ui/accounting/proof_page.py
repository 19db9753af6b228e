"""The paper that shows a return, as it was kept: seen and printed."""

from desktop.services.accounting import returns
from desktop.services.accounting.return_rows import ReturnRow
from desktop.ui.jobs.asking import Ask
from desktop.ui.paper_page import InView, PaperPage, list_words
from desktop.ui.screen import Bench


class ProofPage(PaperPage):
    def __init__(self, bench: Bench) -> None:
        self.row: ReturnRow | None = None
        super().__init__(bench, list_words(bench.t), self.in_view)

    def show_proof(self, row: ReturnRow) -> None:
        """Open it; that stands in the log."""
        self.row = row
        self.make(Ask(returns.proof_on_paper, self.bench.desk, row.id))

    def in_view(self) -> InView:
        if self.row is None:
            return InView("", "", "")
        return InView(self.t("Proof of STS {number}", number=self.row.sts_number), self.row.proof_name, "")
