"""The work behind the receipts page: papers made by the services, kept in memory or in a file the person named."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.changes import Changes
from desktop.progress import Progress
from desktop.rules.terms import PaymentState
from desktop.services.desk import Answer, Desk
from desktop.services.money import payments, printing
from desktop.services.money.keys import TrancheKey
from desktop.services.money.printing import Printed, Wish
from desktop.services.money.rows import PaymentFilters
from desktop.services.paper import PaperFile, open_paper, printer_test_page


@dataclass(frozen=True)
class Made:
    """Receipts ready for a printer. Their print is counted already and waits to be called good."""

    printed: Printed
    paper: PaperFile
    changes: Changes


@dataclass(frozen=True)
class MakeReceipts:
    """Makes receipts for a printer; with a reason, originals once more whose page was spoiled.

    The PDF lies in a folder of its own only until it is read: paper names people.
    """

    desk: Desk
    key: TrancheKey
    wish: Wish
    reason: str = ""

    def __call__(self, progress: Progress) -> Made:
        with TemporaryDirectory(prefix="ejsika-") as folder:
            answer = self._make(Path(folder) / "kuitansi.pdf", progress)
            paper = open_paper(Path(answer.value.files[0]))
        return Made(answer.value, paper, answer.changes)

    def _make(self, out: Path, progress: Progress) -> Answer[Printed]:
        if self.reason:
            return printing.print_spoiled(self.desk, self.key, out, self.wish, self.reason, progress)
        return printing.print_receipts(self.desk, self.key, out, self.wish, progress)


@dataclass(frozen=True)
class SaveReceipts:
    """Writes receipts into the file the person named; with a reason, originals once more."""

    desk: Desk
    key: TrancheKey
    wish: Wish
    out: Path
    reason: str = ""

    def __call__(self, progress: Progress) -> Answer[Printed]:
        if self.reason:
            return printing.print_spoiled(self.desk, self.key, self.out, self.wish, self.reason, progress)
        return printing.print_receipts(self.desk, self.key, self.out, self.wish, progress)


@dataclass(frozen=True)
class Sample:
    """One page as it will look, and how many receipts are wished for."""

    paper: PaperFile
    page: int
    receipts: int


@dataclass(frozen=True)
class DrawSample:
    desk: Desk
    key: TrancheKey
    wish: Wish
    issued: int

    def __call__(self, _: Progress) -> Sample:
        page = self.wish.pages[0] if self.wish.pages else 1
        pdf = printing.preview(self.desk, self.key, self.wish, page)
        return Sample(open_paper(pdf), page, self._count())

    def _count(self) -> int:
        wish = self.wish
        if wish.village_code:
            states: Sequence[PaymentState] = (PaymentState.UNPAID, PaymentState.PAID, PaymentState.RETURNED)
            narrowed = [PaymentFilters(village_code=wish.village_code, state=state) for state in states]
            return sum(payments.count(self.desk, self.key, one) for one in narrowed)
        if wish.pages:
            low, high = wish.pages
            return max(0, min(self.issued, high * wish.per_page) - (low - 1) * wish.per_page)
        if wish.first is not None and wish.last is not None:
            return min(self.issued, wish.last - wish.first + 1)
        return self.issued


@dataclass(frozen=True)
class MakeTestPage:
    paper: str
    offset_mm: tuple[float, float]
    printer: str

    def __call__(self, _: Progress) -> PaperFile:
        return open_paper(printer_test_page(self.paper, self.offset_mm, self.printer))
