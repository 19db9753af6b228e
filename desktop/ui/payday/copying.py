"""The receipt of the family on the screen once more, as a copy: seen, then printed or saved."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.progress import Progress
from desktop.rules.numbering import read_receipt_number
from desktop.services.desk import Desk
from desktop.services.money import printing
from desktop.services.money.keys import TrancheKey
from desktop.services.money.printing import Wish
from desktop.services.paper import PaperFile, open_paper, save_pdf
from desktop.services.payday.rows import Seen
from desktop.ui.jobs.asking import Ask
from desktop.ui.paper_page import PDF, InView, PaperPage, PaperWords
from desktop.ui.screen import Bench


@dataclass(frozen=True)
class MakeCopy:
    """Makes one receipt. The PDF lies in a folder of its own only until it is read: paper names people."""

    desk: Desk
    key: TrancheKey
    number: int

    def __call__(self, progress: Progress) -> PaperFile:
        with TemporaryDirectory(prefix="ejsika-") as folder:
            out = Path(folder) / "kuitansi.pdf"
            wish = Wish(per_page=1, first=self.number, last=self.number)
            printing.print_receipts(self.desk, self.key, out, wish, progress)
            return open_paper(out)


class CopyPage(PaperPage):
    """Whether it comes out as original or copy, the print runs say: an original exists once."""

    def __init__(self, bench: Bench) -> None:
        self._number = ""
        t = bench.t
        words = PaperWords(
            writing=t("Writing the receipt"),
            waiting=t("The receipt is being written…"),
            none=t("The receipt was not written."),
            save=t("Save the receipt"),
            no_printer=t("This PC knows no printer. Add one, or save the receipt as a PDF."),
        )
        super().__init__(bench, words, self._said)

    def make_copy(self, seen: Seen) -> None:
        self._number = seen.receipt
        number = read_receipt_number(seen.receipt).number
        self.make(MakeCopy(self.bench.desk, seen.key, number))

    def _said(self) -> InView:
        t = self.t
        saves = {PDF: self._save} if self.paper is not None else {}
        title = t("Receipt {number}", number=self._number)
        return InView(title, t("A receipt that was printed before comes as a copy (SALINAN)."), self._number, saves)

    def _save(self, to: Path) -> Ask[Path]:
        pdf = self.paper.pdf if self.paper is not None else b""
        return Ask(save_pdf, pdf, to)
