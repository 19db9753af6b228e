"""Tests of the receipts page: preview, print to a PDF printer, save, good, spoiled, copies, offset."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from sqlalchemy import func, select

from desktop.models import AuditLine
from desktop.services.desk import Desk
from desktop.services.money import overview, printing
from desktop.services.money.printing import Wish
from desktop.services.money.rows import ReceiptFigures
from desktop.services.paper import open_paper
from desktop.ui.kit.preview.outlet import printers
from desktop.ui.payout.making import DrawSample, MakeReceipts
from desktop.ui.payout.options import Which
from desktop.ui.payout.receipts import ReceiptsPage
from tests.ui.payout.conftest import KEY, Place, press

Make = Callable[[Desk], Place]


def page_of(place: Place) -> ReceiptsPage:
    place.screen.receipts(KEY)
    place.settle()
    page = place.screen.pages.currentWidget()
    assert isinstance(page, ReceiptsPage)
    return page


def figures(desk: Desk) -> ReceiptFigures:
    return overview.status(desk, KEY).receipts


def pdf_printer(out: Path) -> QPrinter:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    printer.setResolution(72)
    return printer


def logged(desk: Desk, action: str) -> int:
    with desk.read() as session:
        statement = select(func.count()).select_from(AuditLine).where(AuditLine.action == action)
        return session.scalar(statement) or 0


def test_the_first_page_is_in_view_and_marked_as_a_sample(place_of: Make, approved: Desk) -> None:
    place = place_of(approved)
    page = page_of(place)
    assert page.preview.where == "Page 1 of 4"
    assert "12 receipts, number 1 to 12" in page.head.context
    place.qtbot.waitUntil(lambda: page.preview.view.pictures.complete)
    assert page.preview.view.pictures.picture(0) is not None
    assert figures(approved).open_run is None
    assert logged(approved, "receipts.preview") == 1


def test_other_paper_and_fewer_to_a_page_draw_anew(place_of: Make, approved: Desk) -> None:
    place = place_of(approved)
    page = page_of(place)
    page.options.paper.choose("f4")
    page.options.per_page.choose(1)
    page.options.changed.emit()
    place.settle()
    assert page.preview.where == "Page 1 of 12"
    paper = page.preview.view._paper
    assert paper is not None
    assert paper.sizes[0].height == pytest.approx(935.4, abs=0.5)


@pytest.mark.parametrize(
    ("wish", "receipts", "said"),
    [
        (Wish(), 12, "000001"),
        (Wish(first=5, last=9), 5, "000005"),
        (Wish(pages=(2, 3)), 6, "000004"),
        (Wish(per_page=1, pages=(12, 20)), 1, "000012"),
    ],
)
def test_a_sample_counts_what_is_wished_for(approved: Desk, wish: Wish, receipts: int, said: str) -> None:
    sample = DrawSample(approved, KEY, wish, 12)(Never())
    assert sample.receipts == receipts
    assert said in PdfReader(BytesIO(sample.paper.pdf)).pages[0].extract_text()


class Never:
    """Progress that nobody watches."""

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        return


def test_a_village_alone_is_counted_and_drawn(place_of: Make, approved: Desk) -> None:
    place = place_of(approved)
    page = page_of(place)
    page.options.which.choose(Which.VILLAGE)
    page.options._which(Which.VILLAGE)
    place.settle()
    village = page.options.village.value
    assert isinstance(village, str)
    assert page.options.wish() == Wish(village_code=village)


def test_numbers_that_make_no_sense_are_said_beside_the_fields(place_of: Make, approved: Desk) -> None:
    place = place_of(approved)
    page = page_of(place)
    page.options.which.choose(Which.NUMBERS)
    page.options._which(Which.NUMBERS)
    page.options.low.setText("9")
    page.options.high.setText("3")
    assert page.options.wish() is None
    assert "two whole numbers" in page.options.problem.text()
    page.draw()
    assert "Choose which receipts" in page.preview.empty.sentence
    page.options.high.setText("11")
    assert page.options.wish() == Wish(first=9, last=11)
    assert page.options.problem.text() == ""


def test_saving_makes_originals_that_wait_to_be_called_good(place_of: Make, approved: Desk, tmp_path: Path) -> None:
    place = place_of(approved)
    page = page_of(place)
    out = tmp_path / "Kuitansi.pdf"
    page.press.save_to(Wish(), out)
    assert [made.isEnabled() for made in page.head.buttons] == [False, False]
    place.settle()
    assert len(PdfReader(out).pages) == 4
    assert page.run.told.text() == f"12 receipts are saved: {out}"
    assert page.run.remedy is not None
    assert page.run.remedy.text() == "Open the folder"
    assert not page.notice.isVisible(), "one notice at a time"
    assert figures(approved).open_run == (1, 12)
    assert page.run.isVisible()
    assert "number 1 to 12" in page.run.sentence.text()
    assert [made.isEnabled() for made in page.head.buttons] == [False, False]
    press(page.run, "All came out well")
    place.settle()
    assert not page.run.isVisible()
    assert figures(approved).originals == 12
    assert "says SALINAN" in page.notice.sentence
    assert [made.isEnabled() for made in page.head.buttons] == [True, True]


def test_what_is_printed_later_is_a_copy(place_of: Make, approved: Desk, tmp_path: Path) -> None:
    place = place_of(approved)
    page = page_of(place)
    page.press.save_to(Wish(), tmp_path / "first.pdf")
    place.settle()
    page.press.confirm()
    place.settle()
    page.press.save_to(Wish(first=2, last=3), tmp_path / "second.pdf")
    place.settle()
    assert "SALINAN" in PdfReader(tmp_path / "second.pdf").pages[0].extract_text()
    assert figures(approved).copies == 2
    assert not page.run.isVisible()
    assert "2 copies" in page.head.context


def test_printing_goes_to_the_printer_and_leaves_no_paper_behind(
    place_of: Make, approved: Desk, tmp_path: Path
) -> None:
    place = place_of(approved)
    page = page_of(place)
    page.press.print_on(MakeReceipts(approved, KEY, Wish()), pdf_printer(tmp_path / "printed.pdf"))
    place.settle()
    place.qtbot.waitUntil(lambda: "printed" in page.run.told.text())
    assert page.run.told.text() == "4 pages were printed."
    assert len(open_paper(tmp_path / "printed.pdf")) == 4
    assert figures(approved).open_run == (1, 12)


def test_a_print_that_fails_still_waits_for_an_answer(place_of: Make, approved: Desk, tmp_path: Path) -> None:
    """The paper may be half out: only the operator can say."""
    place = place_of(approved)
    page = page_of(place)
    work = MakeReceipts(approved, KEY, Wish(first=1, last=3))
    page.press.print_on(work, pdf_printer(tmp_path / "printed.pdf"))
    place.settle()
    assert page.run.isVisible()


def test_spoiled_pages_are_printed_again_as_originals(place_of: Make, approved: Desk, tmp_path: Path) -> None:
    place = place_of(approved)
    page = page_of(place)
    page.press.save_to(Wish(), tmp_path / "first.pdf")
    place.settle()
    press(page.run, "Some pages are spoiled…")
    page.run.first.setText("4")
    page.run.last.setText("99")
    press(page.run, "Print these again…")
    assert page.run.problem.text() == "Type numbers from 1 to 12."
    page.run.last.setText("6")
    press(page.run, "Print these again…")
    assert "reason" in page.run.problem.text()
    work = MakeReceipts(approved, KEY, Wish(first=4, last=6), "paper jam")
    page.press.print_on(work, pdf_printer(tmp_path / "again.pdf"))
    place.settle()
    place.qtbot.waitUntil(lambda: page.run.told.text() != "")
    assert figures(approved).spoiled == 3
    assert figures(approved).open_run == (1, 12)
    assert "3 printed again" in page.head.context


def test_enter_goes_through_the_fields_of_what_was_spoiled(place_of: Make, approved: Desk, tmp_path: Path) -> None:
    place = place_of(approved)
    page = page_of(place)
    asked: list[tuple[int, int, str]] = []
    page.run.spoiled.disconnect()
    page.run.spoiled.connect(lambda *what: asked.append(what))
    page.run.show_run((1, 12))
    page.run.ask_spoiled()
    page.run.first.setFocus()
    QTest.keyClicks(page.run.first, "4\r")
    QTest.keyClicks(page.run.last, "6\r")
    QTest.keyClicks(page.run.reason, "torn")
    page.run.again.click()
    assert asked == [(4, 6, "torn")]


def test_without_a_printer_a_pdf_is_offered(place_of: Make, approved: Desk) -> None:
    if printers():
        pytest.skip("this PC has a printer")
    place = place_of(approved)
    page = page_of(place)
    press(page.head, "Print…")
    assert "no printer" in page.notice.sentence
    assert page.notice.remedy is not None
    assert figures(approved).open_run is None
    press(page.options, "Print the test page…")
    assert "no printer" in page.notice.sentence


def test_the_test_page_is_printed_moved_once(place_of: Make, approved: Desk, tmp_path: Path) -> None:
    place = place_of(approved)
    page = page_of(place)
    printer = pdf_printer(tmp_path / "test.pdf")
    page.bench.preferences.change(offsets={printer.printerName(): (3.0, 2.0)})
    page.trial.print_on("a4", printer)
    place.qtbot.waitUntil(lambda: "test page is printed" in page.notice.sentence)
    assert len(open_paper(tmp_path / "test.pdf")) == 1


def test_the_supervisor_looks_but_does_not_print(place_of: Make, approved: Desk, supervisor: Desk) -> None:
    place = place_of(supervisor)
    page = page_of(place)
    assert place.actions() == []
    assert page.preview.where == "Page 1 of 4"
    printing.print_receipts(approved, KEY, Path(approved.office.folder.path) / "x.pdf", Wish())
    page.load()
    place.settle()
    assert not page.run.isVisible()
