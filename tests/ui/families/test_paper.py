"""The list sorted at its headings, and taken along: on paper, as a PDF, as a workbook."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.families.finding import By, FamilyListRow, Order
from desktop.services.families.listed import Asked
from desktop.services.paper import open_paper
from desktop.ui.families.lists import Kind
from desktop.ui.families.paper import ListPaper
from desktop.ui.kit.preview.outlet import printers
from tests import families
from tests.ui.families.conftest import Place, texts

Enter = Callable[[Role], Place]
SORTED = {0: By.NAME, 2: By.PLACE, 3: By.MEMBERS}


def rows(place: Place) -> list[FamilyListRow]:
    return [row for row in place.screen.browse.listing.model.rows if isinstance(row, FamilyListRow)]


def sort_by(place: Place, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
    place.screen.browse.listing.view.sortByColumn(column, order)
    place.settle()


@pytest.fixture
def paper(place: Place) -> ListPaper:
    place.screen.print_list()
    place.settle()
    return place.screen.paper


@pytest.mark.parametrize("order", list(Qt.SortOrder))
@pytest.mark.parametrize("column", list(SORTED))
def test_a_heading_sorts_the_list(place: Place, column: int, order: Qt.SortOrder) -> None:
    before = {row.id for row in rows(place)}
    sort_by(place, column, order)
    keys: list[tuple[str, int]] = [
        {0: (row.caretaker_name, 0), 2: (row.village, 0), 3: ("", row.members)}[column] for row in rows(place)
    ]
    assert keys == sorted(keys, reverse=order is Qt.SortOrder.DescendingOrder)
    assert {row.id for row in rows(place)} == before
    assert place.screen.browse.listing.order == Order(SORTED[column], order is Qt.SortOrder.DescendingOrder)


@pytest.mark.parametrize("column", [1, 4])
def test_a_masked_number_and_a_state_are_no_order(place: Place, column: int) -> None:
    before = [row.id for row in rows(place)]
    sort_by(place, column)
    assert [row.id for row in rows(place)] == before
    assert place.screen.browse.listing.order is None


def test_a_sorted_list_goes_on_as_one_scrolls(operator: Desk, place_of: Enter) -> None:
    families.add(operator, 120)
    place = place_of(Role.OPERATOR)
    sort_by(place, 0, Qt.SortOrder.DescendingOrder)
    for _ in range(3):
        place.screen.browse.listing.view.scrollToBottom()
        place.settle()
    names = [row.caretaker_name for row in rows(place)]
    assert len(names) == len({row.id for row in rows(place)}) == 120
    assert names == sorted(names, reverse=True)


def test_the_family_shown_stays_chosen_when_the_order_turns(place: Place) -> None:
    view = place.screen.browse.listing.view
    place.qtbot.keyClick(view, Qt.Key.Key_Down)
    place.settle()
    chosen = place.screen.browse.panel.detail
    assert chosen is not None
    sort_by(place, 0, Qt.SortOrder.DescendingOrder)
    still = place.screen.browse.panel.detail
    assert still is not None
    assert still.id == chosen.id
    assert isinstance(view.row, FamilyListRow)
    assert view.row.id == chosen.id


def test_f9_shows_the_list_on_paper_first(place: Place) -> None:
    place.press(Qt.Key.Key_F9)
    place.qtbot.waitUntil(place.screen.paper.isVisible)  # a button shows first that it was pressed
    place.settle()
    assert place.screen.paper.preview.where == "Page 1 of 1"
    assert place.logged("families.print") == [""]


def test_the_paper_is_of_the_list_as_it_stands(place: Place) -> None:
    listing = place.screen.browse.listing
    place.qtbot.keyClicks(listing.narrowing.search, "siti")
    place.qtbot.keyClick(listing.narrowing.search, Qt.Key.Key_Return)
    sort_by(place, 2, Qt.SortOrder.DescendingOrder)
    place.screen.print_list()
    place.settle()
    assert place.screen.paper.asked == Asked("siti", order=Order(By.PLACE, descending=True))


def test_escape_goes_back_to_the_list(place: Place, paper: ListPaper) -> None:
    place.press(Qt.Key.Key_Escape)
    assert place.screen.browse.isVisible()
    assert paper.paper is None  # it names people; nothing of it is kept


def test_leaving_stops_paper_that_is_not_made_yet(operator: Desk, place_of: Enter) -> None:
    families.add(operator, 1_500)
    place = place_of(Role.OPERATOR)
    place.screen.print_list()
    place.screen.paper.leave()
    place.settle()
    assert place.screen.browse.isVisible()
    assert place.screen.paper.job is None


def test_a_workbook_is_saved_where_one_says(place: Place, paper: ListPaper, tmp_path: Path) -> None:
    paper.save_to(tmp_path / "keluarga.xlsx")
    place.settle()
    assert paper.notice.sentence == f"Saved: {tmp_path / 'keluarga.xlsx'}"
    sheet = load_workbook(tmp_path / "keluarga.xlsx").active
    assert sheet is not None
    names = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert names == [row.caretaker_name for row in rows(place)]


def test_a_pdf_is_the_paper_seen(place: Place, paper: ListPaper, tmp_path: Path) -> None:
    paper.save_to(tmp_path / "keluarga.pdf")
    place.settle()
    assert paper.paper is not None
    assert open_paper(tmp_path / "keluarga.pdf").pdf == paper.paper.pdf
    assert "Saved: " in paper.notice.sentence


@pytest.mark.parametrize("ending", ["xlsx", "pdf"])
def test_a_folder_that_is_not_there_is_said(place: Place, paper: ListPaper, tmp_path: Path, ending: str) -> None:
    paper.save_to(tmp_path / "tidak ada" / f"keluarga.{ending}")
    place.settle()
    assert paper.notice.isVisible()
    assert "tidak ada" in paper.notice.sentence
    assert paper.paper is not None  # and may be saved elsewhere
    assert paper.preview.where == "Page 1 of 1"


def test_a_printer_takes_it(place: Place, paper: ListPaper, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    paper.print_on(printer)
    place.settle()
    assert paper.notice.sentence == "1 page was printed."
    assert len(open_paper(tmp_path / "printed.pdf")) == 1


def test_a_pc_without_a_printer_offers_a_file(place: Place, paper: ListPaper) -> None:
    if printers():
        pytest.skip("this PC has a printer; the dialog would wait for a person")
    paper.print_out()
    assert "This PC knows no printer." in paper.notice.sentence
    assert paper.notice.remedy is not None
    assert paper.notice.remedy.text() == "Save…"


def test_nothing_can_be_printed_before_it_is_there(operator: Desk, place_of: Enter, tmp_path: Path) -> None:
    place = place_of(Role.OPERATOR)
    paper = place.screen.paper
    paper.begin(Asked())
    assert [made.isEnabled() for made in paper.head.buttons] == [True, False, False]
    place.settle()
    assert [made.isEnabled() for made in paper.head.buttons] == [True, True, True]
    assert paper.head.context == "1 page, as sorted and narrowed"
    paper.leave()
    paper.save_to(tmp_path / "x.pdf")
    place.settle()
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize("role", list(Role))
def test_everybody_may_take_the_list_along(role: Role, households: object, place_of: Enter) -> None:
    place = place_of(role)
    assert "Print the list…" in texts(place.screen.head)
    place.screen.print_list()
    place.settle()
    assert place.screen.paper.paper is not None
    assert place.screen.paper.notice.sentence == ""


@pytest.mark.parametrize(("kind", "word"), [(Kind.ADDRESS, "BNBA"), (Kind.HALL, "diumumkan")])
def test_another_list_is_made_when_it_is_chosen(paper: ListPaper, place: Place, kind: Kind, word: str) -> None:
    first = paper.paper
    choose(paper, kind)
    place.settle()
    assert paper.paper is not None
    assert paper.paper is not first
    document = PdfDocument(paper.paper.pdf)
    assert word in document[0].get_textpage().get_text_range()
    document.close()
    assert paper.job is None


def test_who_changes_his_mind_at_once_gets_what_he_chose_last(paper: ListPaper, place: Place) -> None:
    choose(paper, Kind.ADDRESS)
    choose(paper, Kind.HALL)
    place.settle()
    assert paper.paper is not None
    document = PdfDocument(paper.paper.pdf)
    assert "diumumkan" in document[0].get_textpage().get_text_range()
    document.close()
    assert paper.job is None


def test_the_register_is_a_workbook_and_can_be_saved(paper: ListPaper, place: Place, tmp_path: Path) -> None:
    choose(paper, Kind.REGISTER)
    place.settle()
    assert paper.paper is None
    assert "a row for each person" in texts(paper)
    paper.save_to(tmp_path / "register.xlsx")
    place.settle()
    sheet = load_workbook(tmp_path / "register.xlsx").active
    assert sheet is not None
    assert sheet.max_row > len(rows(place))


@pytest.mark.parametrize("kind", [Kind.ADDRESS, Kind.HALL])
def test_the_chosen_list_is_saved_as_what_it_is(paper: ListPaper, place: Place, tmp_path: Path, kind: Kind) -> None:
    choose(paper, kind)
    place.settle()
    for name in ("daftar.pdf", "daftar.xlsx"):
        paper.save_to(tmp_path / name)
        place.settle()
    made = PdfDocument(tmp_path / "daftar.pdf")
    assert len(made) == len(paper.paper or ())
    made.close()
    sheet = load_workbook(tmp_path / "daftar.xlsx").active
    assert sheet is not None
    niks = [str(row[2]) for row in sheet.iter_rows(min_row=2, values_only=True) if row[2]]
    assert niks
    assert all(("•" in nik) is (kind is Kind.HALL) for nik in niks)


def test_the_administrator_is_offered_the_masked_list_alone(place_of: Enter) -> None:
    place = place_of(Role.ADMINISTRATOR)
    assert place.screen.paper.kind.count() == 1


def choose(paper: ListPaper, kind: Kind) -> None:
    """As a person picks it from the list."""
    paper.kind.choose(kind)
    paper.kind.activated.emit(paper.kind.currentIndex())
