"""The record of a hand-over for both signatures: seen first, then printed or saved; printed again it is a copy."""

from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.progress import Progress
from desktop.services import paper
from desktop.services.exchange import handing_over
from desktop.services.exchange.registers import SentRow
from desktop.services.paper import PaperFile
from desktop.ui.exchange import words
from desktop.ui.jobs.asking import Ask
from desktop.ui.paper_page import PDF, InView, PaperPage, PaperWords
from desktop.ui.screen import Bench


class RecordPage(PaperPage):
    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        t = bench.t
        self.row: SentRow | None = None
        said = PaperWords(
            writing=t("Writing the record"),
            waiting=t("The record is being written…"),
            none=t("The record was not written."),
            save=t("Save the record"),
            no_printer=t("This PC knows no printer. Add one, or save the record as a PDF."),
        )
        super().__init__(bench, said, self.in_view, parent)

    def begin(self, row: SentRow) -> None:
        self.row = row
        self.make(self._record)

    def in_view(self) -> InView:
        t, row = self.bench.t, self.row
        if row is None:
            return InView("", "", "")
        saves = {}
        if self.paper is not None:
            saves[PDF] = partial(Ask, paper.keep, self.bench.desk, self.paper, action="package.hand_over_export")
        about = t("Package {number} for {office}", number=row.number, office=words.office(self.bench, row.receiver))
        return InView(t("Record of the hand-over"), about, f"berita-acara-{row.receiver}-{row.number:04}", saves)

    def _record(self, _: Progress) -> PaperFile:
        assert self.row is not None
        return handing_over.record(self.bench.desk, self.row.id).value.paper
