"""Tests of printing into a real PDF printer: size, offset, order, cancel; the fields of the offset."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import Cancelled, Refused
from desktop.progress import SILENT
from desktop.services.paper import draw_page, open_paper
from desktop.settings import Preferences
from desktop.ui.kit.preview.offset import MOST_MM, OffsetFields, shown_mm, typed_mm
from desktop.ui.kit.preview.outlet import Outlet, file_name, printers
from desktop.ui.kit.preview.printing import PrintPages, set_paper
from desktop.ui.runner import Runner
from desktop.wording import Translator
from tests.services.test_paper import pixel, rgb
from tests.ui.kit.preview.papers import A4, COLOURS, F4, pages

MM = 72 / 25.4


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "settings.json")


@pytest.fixture
def outlet(qtbot: QtBot, t: Translator, runner: Runner, preferences: Preferences) -> Iterator[Outlet]:
    window = QWidget()
    qtbot.addWidget(window)
    return Outlet(t, runner, preferences, window)


def pdf_printer(out: Path, resolution: int = 100) -> QPrinter:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    printer.setResolution(resolution)
    return printer


@pytest.mark.parametrize("size", [A4, F4])
def test_pages_come_out_in_true_size_and_order(qtbot: QtBot, tmp_path: Path, size: tuple[float, float]) -> None:
    paper = open_paper(pages(3, size))
    printer = pdf_printer(tmp_path / "out.pdf")
    set_paper(printer, paper.sizes[0])
    assert PrintPages(printer, paper)(SILENT) == 3
    printed = open_paper(tmp_path / "out.pdf")
    assert len(printed) == 3
    assert (printed.sizes[0].width, printed.sizes[0].height) == pytest.approx(size, abs=3)
    for page in range(3):
        image = draw_page(printed, page, 1.0)
        near = zip(pixel(image, 50, 50), rgb(COLOURS[page]), strict=True)
        assert all(abs(a - b) < 12 for a, b in near)
        assert min(pixel(image, 108, 50)) > 240
        assert max(pixel(image, 95, 95)) > 100


@pytest.mark.parametrize("offset", [(10.0, 0.0), (0.0, -8.0), (5.0, -5.0)])
def test_the_offset_moves_right_and_up(qtbot: QtBot, tmp_path: Path, offset: tuple[float, float]) -> None:
    paper = open_paper(pages(1))
    printer = pdf_printer(tmp_path / "out.pdf")
    set_paper(printer, paper.sizes[0])
    PrintPages(printer, paper, offset)(SILENT)
    image = draw_page(open_paper(tmp_path / "out.pdf"), 0, 1.0)
    right, down = offset[0] * MM, -offset[1] * MM
    inside = pixel(image, round(right) + 4, round(down) + 4)
    assert all(abs(a - b) < 12 for a, b in zip(inside, rgb(COLOURS[0]), strict=True))
    if right:
        assert min(pixel(image, round(right) - 4, round(down) + 20)) > 240
    if down:
        assert min(pixel(image, round(right) + 20, round(down) - 4)) > 240


def test_a_grey_printer_gets_grey_pages(qtbot: QtBot, tmp_path: Path) -> None:
    paper = open_paper(pages(1))
    printer = pdf_printer(tmp_path / "out.pdf")
    set_paper(printer, paper.sizes[0])
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    PrintPages(printer, paper)(SILENT)
    red, green, blue = pixel(draw_page(open_paper(tmp_path / "out.pdf"), 0, 1.0), 50, 50)
    assert max(red, green, blue) - min(red, green, blue) < 12
    assert red < 200


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_cannot_write_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    paper = open_paper(pages(1))
    printer = pdf_printer(tmp_path / "no folder" / "out.pdf")
    with pytest.raises(Refused) as refused:
        PrintPages(printer, paper)(SILENT)
    assert refused.value.code == "paper.no_printer"


class StopAt:
    """Progress that is cancelled at one page."""

    def __init__(self, page: int) -> None:
        self.page = page

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        if done == self.page:
            raise Cancelled


def test_a_cancelled_print_stops_between_pages(qtbot: QtBot, tmp_path: Path) -> None:
    paper = open_paper(pages(4))
    printer = pdf_printer(tmp_path / "out.pdf")
    set_paper(printer, paper.sizes[0])
    with pytest.raises(Cancelled):
        PrintPages(printer, paper)(StopAt(2))
    assert printer.printerState() in (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Idle)


def test_printing_runs_beside_the_window_with_the_remembered_offset(
    qtbot: QtBot, tmp_path: Path, outlet: Outlet, preferences: Preferences
) -> None:
    printer = pdf_printer(tmp_path / "out.pdf")
    preferences.change(offsets={printer.printerName(): (10.0, -10.0)})
    printer.setCopyCount(3)
    answered: list[int] = []
    outlet.print_on(printer, open_paper(pages(2)), done=answered.append, refused=answered.append)
    qtbot.waitUntil(lambda: bool(answered))
    assert answered == [2]
    assert printer.copyCount() == 1
    image = draw_page(open_paper(tmp_path / "out.pdf"), 1, 1.0)
    assert min(pixel(image, 10, 10)) > 240
    assert max(abs(a - b) for a, b in zip(pixel(image, 60, 60), rgb(COLOURS[1]), strict=True)) < 12


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_refusal_comes_back_to_who_asked(qtbot: QtBot, tmp_path: Path, outlet: Outlet) -> None:
    said: list[Refused] = []
    outlet.print_on(
        pdf_printer(tmp_path / "no folder" / "out.pdf"), open_paper(pages(1)), done=said.append, refused=said.append
    )
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].code == "paper.no_printer"


def test_where_no_printer_is_known_the_dialog_is_not_shown(outlet: Outlet) -> None:
    if printers():
        pytest.skip("this PC has a printer")
    assert not outlet.ask_printer(open_paper(pages(1)).sizes[0], print)
    assert outlet.dialog is None


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Kuitansi", "Tahap 1/2019"), "Kuitansi Tahap 1-2019"),
        (("Surat", '400/12: "Undangan"'), "Surat 400-12 Undangan"),
        ((" ", "..."), "dokumen"),
        (("x" * 300,), "x" * 120),
    ],
)
def test_file_names_are_taken_by_every_system(parts: tuple[str, ...], name: str) -> None:
    assert file_name(*parts) == name


@given(st.decimals(-25, 25, places=2))
def test_millimetres_are_read_as_they_are_shown(value: object) -> None:
    number = float(str(value))
    assert typed_mm(shown_mm(number)) == pytest.approx(number)
    assert typed_mm(str(value)) == pytest.approx(number)


@pytest.mark.parametrize(
    ("text", "value"),
    [("", 0.0), (" 1,5 ", 1.5), ("-2", -2.0), ("+0.25", 0.25), ("30", None), ("1,5 mm", None), ("x", None)],
)
def test_millimetres_as_typed(text: str, value: float | None) -> None:
    assert typed_mm(text) == value
    assert MOST_MM == 25.0


def test_the_offset_of_each_printer_is_kept(
    qtbot: QtBot, t: Translator, preferences: Preferences, tmp_path: Path
) -> None:
    fields = OffsetFields(t, preferences)
    qtbot.addWidget(fields)
    fields.show()
    fields.show_printer("Laser")
    with qtbot.waitSignal(fields.changed):
        fields.right.setText("1,5")
        QTest.keyClick(fields.right, Qt.Key.Key_Return)
    fields.show_printer("Kantor")
    assert fields.right.text() == "0"
    fields.show_printer("Laser")
    assert (fields.right.text(), fields.offset) == ("1,5", (1.5, 0.0))
    assert Preferences(tmp_path / "settings.json").personal.offsets == {"Laser": (1.5, 0.0)}


def test_nonsense_is_said_beside_the_field_and_not_kept(qtbot: QtBot, t: Translator, preferences: Preferences) -> None:
    fields = OffsetFields(t, preferences)
    qtbot.addWidget(fields)
    fields.show()
    fields.up.setText("sedikit")
    QTest.keyClick(fields.up, Qt.Key.Key_Return)
    assert "millimetres" in fields.problem
    assert fields.offset == (0.0, 0.0)
    fields.up.setText("2")
    QTest.keyClick(fields.up, Qt.Key.Key_Return)
    assert fields.problem == ""
    assert fields.offset == (0.0, 2.0)
