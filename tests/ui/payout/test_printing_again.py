"""Tests of receipts as PDF in full: by village, spoiled pages again, copies, and what waits in between."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtTest import QTest

from desktop.errors import Cancelled
from desktop.services.desk import Desk
from desktop.services.money import overview, printing, receipts
from desktop.services.money.printing import Wish
from desktop.services.money.rows import ReceiptFigures
from desktop.ui.kit.preview.outlet import printers
from desktop.ui.payout.making import DrawSample, MakeReceipts, SaveReceipts
from desktop.ui.payout.options import Which
from desktop.ui.payout.receipts import ReceiptsPage
from desktop.ui.payout.runbar import RunBar
from desktop.wording import Translator
from tests.ui.payout.conftest import KEY, Place, press

Make = Callable[[Desk], Place]


class Never:
    """Progress that nobody watches."""

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        return


class Stops:
    """Somebody cancels at the first step."""

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        raise Cancelled


def page_of(place: Place) -> ReceiptsPage:
    place.screen.receipts(KEY)
    place.settle()
    page = place.screen.pages.currentWidget()
    assert isinstance(page, ReceiptsPage)
    return page


def figures(desk: Desk) -> ReceiptFigures:
    return overview.status(desk, KEY).receipts


def said_on(out: Path, page: int = 0) -> str:
    return PdfReader(out).pages[page].extract_text()


def test_one_file_for_each_village_is_told_as_a_folder(place_of: Make, approved: Desk, tmp_path: Path) -> None:
    place = place_of(approved)
    page = page_of(place)
    page.options.split.setChecked(True)
    wish = page.options.wish()
    assert wish is not None
    assert wish.split
    page.press.save_to(wish, tmp_path / "Kuitansi.pdf")
    place.settle()
    files = sorted(tmp_path.glob("Kuitansi*.pdf"))
    assert len(files) == 3
    assert page.run.told.text() == f"12 receipts are saved in 3 files, one for each village: {tmp_path}"
    assert page.run.remedy is not None
    assert figures(approved).open_run == (1, 12)


def test_one_village_is_one_file_and_offers_no_split(place_of: Make, approved: Desk) -> None:
    place = place_of(approved)
    page = page_of(place)
    assert page.options.split.isVisibleTo(page)
    page.options.which.choose(Which.VILLAGE)
    page.options._which(Which.VILLAGE)
    place.settle()
    assert not page.options.split.isVisibleTo(page)
    page.options.which.choose(Which.ALL)
    page.options._which(Which.ALL)
    place.settle()
    assert page.options.split.isVisibleTo(page)


def test_the_keyboard_begins_at_the_paper(place_of: Make, approved: Desk) -> None:
    place = place_of(approved)
    page = page_of(place)
    assert page.focusWidget() is page.options.paper


def test_spoiled_pages_are_saved_again_where_there_is_no_printer(
    place_of: Make, approved: Desk, tmp_path: Path
) -> None:
    place = place_of(approved)
    page = page_of(place)
    page.press.save_to(Wish(), tmp_path / "first.pdf")
    place.settle()
    page.press.save_to(Wish(first=4, last=6), tmp_path / "again.pdf", "toner")
    place.settle()
    assert "SALINAN" not in said_on(tmp_path / "again.pdf")
    assert "KW-36.01-2019-000004" in said_on(tmp_path / "again.pdf")
    assert (figures(approved).spoiled, figures(approved).open_run) == (3, (1, 12))
    assert page.run.isVisible()


@pytest.mark.skipif(bool(printers()), reason="this PC has a printer")
def test_without_a_printer_spoiled_pages_still_have_a_way(place_of: Make, approved: Desk, tmp_path: Path) -> None:
    place = place_of(approved)
    page = page_of(place)
    page.press.save_to(Wish(), tmp_path / "first.pdf")
    place.settle()
    page.run.ask_spoiled()
    page.run.first.setText("2")
    page.run.reason.setText("torn")
    page.run.again.click()
    assert "no printer" in page.notice.sentence
    assert page.notice.remedy is not None
    assert page.notice.remedy.text() == "Save as PDF…"
    assert figures(approved).spoiled == 0


def test_spoiled_pages_outside_the_print_are_refused(place_of: Make, approved: Desk, tmp_path: Path) -> None:
    place = place_of(approved)
    page = page_of(place)
    page.press.save_to(Wish(first=1, last=3), tmp_path / "first.pdf")
    place.settle()
    page.press.save_to(Wish(first=9, last=9), tmp_path / "again.pdf", "torn")
    place.settle()
    assert "9 to 9 are not in a print that waits" in page.notice.sentence
    assert not (tmp_path / "again.pdf").exists()
    assert figures(approved).spoiled == 0


def test_a_second_print_waits_until_the_first_is_called_good(place_of: Make, approved: Desk, tmp_path: Path) -> None:
    place = place_of(approved)
    page = page_of(place)
    page.press.save_to(Wish(first=1, last=3), tmp_path / "first.pdf")
    place.settle()
    page.press.save_to(Wish(first=4, last=6), tmp_path / "second.pdf")
    place.settle()
    assert figures(approved).open_run == (1, 3)
    assert not (tmp_path / "second.pdf").exists()
    assert page.notice.sentence != ""


def test_originals_and_copies_come_out_of_one_print(place_of: Make, approved: Desk, tmp_path: Path) -> None:
    place = place_of(approved)
    page = page_of(place)
    page.press.save_to(Wish(first=1, last=3), tmp_path / "first.pdf")
    place.settle()
    page.press.confirm()
    place.settle()
    assert "3 originals are made already" in page.notice.sentence
    page.press.save_to(Wish(per_page=1), tmp_path / "all.pdf")
    place.settle()
    copied = ["SALINAN" in said_on(tmp_path / "all.pdf", number) for number in range(12)]
    assert copied == [True] * 3 + [False] * 9
    assert (figures(approved).copies, figures(approved).open_run) == (3, (4, 12))


def test_confirming_twice_is_said(place_of: Make, approved: Desk, tmp_path: Path) -> None:
    place = place_of(approved)
    page = page_of(place)
    page.press.confirm()
    place.settle()
    assert page.notice.sentence == f"No print of tranche {KEY.short} waits to be confirmed."


@pytest.mark.parametrize("work", [MakeReceipts, SaveReceipts])
def test_cancelling_leaves_neither_print_nor_file(approved: Desk, tmp_path: Path, work: type) -> None:
    out = tmp_path / "x.pdf"
    made = work(approved, KEY, Wish()) if work is MakeReceipts else work(approved, KEY, Wish(), out)
    with pytest.raises(Cancelled):
        made(Stops())
    assert figures(approved).open_run is None
    assert list(tmp_path.glob("*.pdf*")) == []


def test_a_receipt_issued_anew_is_printed_as_an_original(approved: Desk, supervisor: Desk, tmp_path: Path) -> None:
    printing.print_receipts(approved, KEY, tmp_path / "a.pdf", Wish())
    printing.confirm(approved, KEY)
    receipts.void(supervisor, "KW-36.01-2019-000002", "name is wrong")
    receipts.issue_anew(approved, "KW-36.01-2019-000002")
    out = tmp_path / "new.pdf"
    SaveReceipts(approved, KEY, Wish(first=13, last=13), out)(Never())
    assert "SALINAN" not in said_on(out)
    assert "KW-36.01-2019-000013" in said_on(out)
    assert figures(approved).open_run == (13, 13)


@pytest.mark.parametrize("paper", ["a4", "f4"])
@pytest.mark.parametrize("per_page", [1, 2, 3])
def test_a_sample_of_every_paper_says_that_it_is_one(approved: Desk, paper: str, per_page: int) -> None:
    sample = DrawSample(approved, KEY, Wish(paper, per_page), 12)(Never())
    (size,) = sample.paper.sizes
    assert round(size.height) == {"a4": 842, "f4": 935}[paper]
    assert (sample.page, sample.receipts) == (1, 12)


@pytest.mark.parametrize(
    ("low", "high", "which", "wish"),
    [
        ("1", "1", Which.NUMBERS, Wish(first=1, last=1)),
        ("1.000", "2.000", Which.NUMBERS, Wish(first=1000, last=2000)),
        (" 2 ", "3", Which.PAGES, Wish(pages=(2, 3))),
        ("0", "3", Which.NUMBERS, None),
        ("4", "3", Which.PAGES, None),
        ("", "3", Which.NUMBERS, None),
        ("a", "3", Which.PAGES, None),
        ("1,5", "3", Which.NUMBERS, None),
        ("-1", "3", Which.NUMBERS, None),
    ],
)
def test_numbers_and_pages_as_they_are_typed(
    place_of: Make, approved: Desk, low: str, high: str, which: Which, wish: Wish | None
) -> None:
    place = place_of(approved)
    options = page_of(place).options
    options.which.choose(which)
    options.low.setText(low)
    options.high.setText(high)
    assert options.wish() == wish
    assert bool(options.problem.text()) is (wish is None)


@pytest.fixture
def bar(qtbot: object, t: Translator) -> RunBar:
    made = RunBar(t)
    qtbot.addWidget(made)  # type: ignore[attr-defined]
    return made


def test_the_bar_asks_about_the_print_that_waits(bar: RunBar) -> None:
    bar.show_run((1, 1200))
    assert bar.sentence.text() == "Did the print come out well? Receipts number 1 to 1.200 wait."
    bar.show_run(None)
    assert bar.isHidden()


@pytest.mark.parametrize(
    ("first", "last", "reason", "problem"),
    [
        ("", "", "torn", "Type numbers from 5 to 9."),
        ("4", "6", "torn", "Type numbers from 5 to 9."),
        ("6", "10", "torn", "Type numbers from 5 to 9."),
        ("8", "6", "torn", "Type numbers from 5 to 9."),
        ("x", "6", "torn", "Type numbers from 5 to 9."),
        ("5", "9", "  ", "Write the reason; the auditor will read it."),
        ("5", "9", "torn", ""),
        ("7", "", "torn", ""),
    ],
)
def test_only_numbers_of_the_print_are_spoiled(bar: RunBar, first: str, last: str, reason: str, problem: str) -> None:
    asked: list[tuple[int, int, str]] = []
    bar.spoiled.connect(lambda *what: asked.append(what))
    bar.show_run((5, 9))
    bar.ask_spoiled()
    for field, text in ((bar.first, first), (bar.last, last), (bar.reason, reason)):
        QTest.keyClicks(field, text)
    bar.again.click()
    assert bar.problem.text() == problem
    assert asked == ([] if problem else [(int(first), int(last or first), "torn")])


def test_another_print_forgets_what_was_typed_of_the_last(bar: RunBar) -> None:
    bar.show_run((1, 3))
    bar.ask_spoiled()
    bar.reason.setText("torn")
    bar.show_run((1, 3))
    assert bar.reason.text() == "torn"
    bar.show_run((4, 6))
    assert bar.reason.text() == ""
    assert bar._more.isHidden()


def test_while_receipts_are_made_nothing_can_be_answered(bar: RunBar) -> None:
    bar.show_run((1, 3))
    bar.set_enabled(False)
    assert not any(made.isEnabled() for made in (bar.all_well, bar.some_spoiled, bar.again))
    bar.set_enabled(True)
    assert bar.all_well.isEnabled()


def test_escape_goes_back_to_the_tranche(place_of: Make, approved: Desk) -> None:
    place = place_of(approved)
    page_of(place)
    place.screen.back()
    place.settle()
    assert place.screen.pages.currentWidget() is place.screen.tranche
    assert place.screen.tranche.part.key == KEY
    press(place.screen.tranche.part.head, "Receipts…")
    place.settle()
    assert isinstance(place.screen.pages.currentWidget(), ReceiptsPage)
