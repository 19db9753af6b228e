"""Receipts: seen before they are printed, printed on both papers, and the print that waits for an answer."""

from pathlib import Path

from desktop.services import approving
from desktop.services.money import printing
from desktop.services.money.printing import Wish
from desktop.services.paper import printer_test_page, save_pdf
from desktop.ui.payout.receipts import ReceiptsPage
from desktop.ui.payout.screen import PayoutScreen
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Lost, Stop
from desktop.ui.tour.payout import KEY, place, tranche

EACH = 6  # receipts of each paper
KINDS = tuple((paper, per_page) for paper in ("a4", "f4") for per_page in (3, 2, 1))


def page(guide: Guide) -> ReceiptsPage:
    return guide.page(ReceiptsPage, guide.screen(PayoutScreen, "payout").pages.currentWidget())


def preview(guide: Guide) -> None:
    place(guide, "operator").receipts(KEY)
    guide.settle()
    shown = page(guide).preview.view.pictures
    guide.until(lambda: shown.picture(0) is not None, "the receipts are not drawn")


def two_to_a_page(guide: Guide) -> None:
    options = page(guide).options
    options.paper.choose("f4")
    options.per_page.choose(2)
    options.changed.emit()
    guide.settle()
    guide.pause(300)


def printed(guide: Guide) -> None:
    """Write each kind of paper; the last of them waits to be confirmed."""
    last = page(guide).figures.last or 0
    first = page(guide).figures.first or 1
    for paper, per_page in KINDS:
        if first > last:
            raise Lost("there are not receipts enough")
        wish = Wish(paper, per_page, first, min(first + EACH - 1, last))
        page(guide).press.save_to(wish, file(guide, paper, per_page))
        guide.settle()
        first += EACH
        if (paper, per_page) != KINDS[-1]:
            page(guide).press.confirm()
            guide.settle()


def file(guide: Guide, paper: str, per_page: int) -> Path:
    return guide.ground.papers / f"kuitansi-{paper}-{per_page}-per-halaman.pdf"


def confirmed(guide: Guide) -> None:
    """Say that it came out well, and save one again, which is a copy."""
    page(guide).press.confirm()
    guide.settle()
    copy = guide.ground.papers / "kuitansi-salinan.pdf"
    first = page(guide).figures.first or 1
    printing.print_receipts(guide.desk, KEY, copy, Wish("a4", 3, first, first + 2))
    save_pdf(printer_test_page("a4", (0.0, 0.0), "Printer kantor"), guide.ground.papers / "halaman-uji-a4.pdf")
    save_pdf(printer_test_page("f4", (1.5, -2.0), "Printer kantor"), guide.ground.papers / "halaman-uji-f4.pdf")
    page(guide).load()


def open_pay_out(guide: Guide) -> None:
    people.enter(guide, "supervisor")
    approving.open_pay_out(guide.desk, KEY)
    tranche(guide, "supervisor")


STOPS = (
    Stop("kuitansi", "Pratinjau kuitansi", preview, key=True),
    Stop("kuitansi-f4", "Dua per halaman F4", two_to_a_page),
    Stop("kuitansi-tanya", "Apakah cetakan baik?", printed),
    Stop("kuitansi-baik", "Cetakan baik", confirmed),
    Stop("penyaluran-dibuka", "Pembayaran dibuka", open_pay_out),
)
