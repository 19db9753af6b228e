"""One key pays and prints: the payment is kept whatever the printer does, and no paper is forgotten."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from sqlalchemy import select

from desktop.models import PrintRun
from desktop.rules.terms import PaymentState, Role
from desktop.services.desk import Desk
from desktop.services.money import printing
from desktop.services.money.printing import Wish
from desktop.ui.kit.preview.outlet import printers
from desktop.ui.payday.slip_desk import SlipDesk
from tests.services.money.walk import FIRST
from tests.ui.payday.conftest import Hall


def slips_of(there: Hall) -> SlipDesk:
    made = there.screen.slips
    assert made is not None
    return made


def loaded(there: Hall, out: Path) -> Path:
    """Put a printer beside the desk that prints into a file."""
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    slips_of(there).press.printer = printer
    return out


def pay(there: Hall, number: int) -> None:
    there.scan(there.code(number))
    there.press(Qt.Key.Key_F8)


def runs(desk: Desk) -> list[tuple[str, int, bool]]:
    with desk.read() as session:
        rows = session.scalars(select(PrintRun).order_by(PrintRun.started_at, PrintRun.id))
        return [(row.kind, row.first, row.confirmed_at is not None) for row in rows]


def line(there: Hall) -> str:
    return there.screen.desk.tally.slip.text()


def test_one_key_pays_and_prints(at_desk: Hall, tmp_path: Path) -> None:
    out = loaded(at_desk, tmp_path / "kuitansi.pdf")
    pay(at_desk, 2)
    assert at_desk.state(1) == PaymentState.PAID
    assert at_desk.verdict() == "PAID. Next one, please."
    assert line(at_desk).startswith("Receipt KW-36.01-2019-000002 is printed.")
    assert len(PdfReader(out).pages) == 1
    assert runs(at_desk.screen.bench.desk) == [("original", 2, False)]


def test_the_next_family_says_that_it_came_out_well(at_desk: Hall, tmp_path: Path) -> None:
    loaded(at_desk, tmp_path / "kuitansi.pdf")
    pay(at_desk, 1)
    at_desk.scan(at_desk.code(2))
    assert runs(at_desk.screen.bench.desk) == [("original", 1, True)]
    at_desk.press(Qt.Key.Key_F8)
    at_desk.screen.may_leave()
    at_desk.settle()
    assert runs(at_desk.screen.bench.desk) == [("original", 1, True), ("original", 2, True)]
    assert not at_desk.screen.desk.unprinted.isVisible()


def test_what_was_printed_before_is_not_printed_again(at_desk: Hall, tmp_path: Path) -> None:
    desk = at_desk.screen.bench.desk
    printing.print_receipts(desk, FIRST, tmp_path / "office.pdf", Wish())
    out = loaded(at_desk, tmp_path / "kuitansi.pdf")
    pay(at_desk, 1)
    assert at_desk.state(0) == PaymentState.PAID
    assert not out.exists()
    assert line(at_desk) == ""
    assert len(runs(desk)) == 1


def test_turned_off_nothing_is_printed_and_it_stays_off(at_desk: Hall, tmp_path: Path) -> None:
    out = loaded(at_desk, tmp_path / "kuitansi.pdf")
    button = at_desk.screen.desk.slips
    assert button.text() == "F2  Print receipt: if not yet printed"
    at_desk.press(Qt.Key.Key_F2)
    assert button.text() == "F2  Print receipt: no"
    assert at_desk.screen.bench.preferences.personal.slips == "off"
    pay(at_desk, 1)
    assert at_desk.state(0) == PaymentState.PAID
    assert not out.exists()
    assert runs(at_desk.screen.bench.desk) == []
    at_desk.press(Qt.Key.Key_F2)
    pay(at_desk, 2)
    assert out.exists()


@pytest.mark.qt_log_ignore("QPainter::begin", "This plugin does not support")
def test_a_printer_that_fails_says_so_and_the_payment_stays(at_desk: Hall, tmp_path: Path) -> None:
    loaded(at_desk, tmp_path / "gone" / "kuitansi.pdf")  # there is no such folder
    pay(at_desk, 1)
    assert at_desk.state(0) == PaymentState.PAID
    assert line(at_desk).startswith("Receipt KW-36.01-2019-000001 is not printed.")
    button = at_desk.screen.desk.unprinted
    assert (button.isVisible(), button.text()) == (True, "F1  1 receipt to print")
    at_desk.scan(at_desk.code(2))
    assert at_desk.verdict() == "MAY BE PAID. Look at KTP and KK."
    assert runs(at_desk.screen.bench.desk) == [("original", 1, False)]


@pytest.mark.qt_log_ignore("QPainter::begin", "This plugin does not support")
def test_what_failed_is_printed_from_the_list_by_the_keyboard(at_desk: Hall, tmp_path: Path) -> None:
    loaded(at_desk, tmp_path / "gone" / "kuitansi.pdf")
    pay(at_desk, 1)
    pay(at_desk, 2)
    assert at_desk.screen.desk.unprinted.text() == "F1  2 receipts to print"
    out = loaded(at_desk, tmp_path / "kuitansi.pdf")
    at_desk.press(Qt.Key.Key_F1)
    slips = slips_of(at_desk)
    page = slips.unprinted.part
    assert at_desk.screen.pages.currentWidget() is slips.unprinted
    assert [page.model.index(row, 0).data() for row in range(2)] == ["KW-36.01-2019-000001", "KW-36.01-2019-000002"]
    at_desk.qtbot.waitUntil(page.head.buttons[-1].isVisible)
    QTest.keyClick(page, Qt.Key.Key_F9)
    at_desk.qtbot.waitUntil(lambda: at_desk.screen.pages.currentWidget() is at_desk.screen.desk)
    at_desk.settle()
    assert out.exists()
    assert not at_desk.screen.desk.unprinted.isVisible()
    kinds = [kind for kind, _, _ in runs(at_desk.screen.bench.desk)]
    assert sorted(kinds) == ["original", "original", "spoiled", "spoiled"]


@pytest.mark.qt_log_ignore("QPainter::begin", "This plugin does not support")
def test_who_was_served_leaves_the_list_and_who_was_not_stays(at_desk: Hall, tmp_path: Path) -> None:
    loaded(at_desk, tmp_path / "gone" / "kuitansi.pdf")
    pay(at_desk, 1)
    pay(at_desk, 2)
    desk, slips = at_desk.screen.bench.desk, slips_of(at_desk)
    loaded(at_desk, tmp_path / "kuitansi.pdf")
    pay(at_desk, 3)
    assert [one.receipt[-1] for one in slips.waiting] == ["1", "2"]
    slips.press.print_again(slips.waiting[0].payment_id)
    at_desk.settle()
    assert [one.receipt[-1] for one in slips.waiting] == ["2"]
    printing.print_receipts(desk, FIRST, tmp_path / "office.pdf", Wish(), settles=True)
    slips.press.print_again(slips.waiting[0].payment_id)  # the office printed it meanwhile, and nobody doubts it
    at_desk.settle()
    assert slips.waiting == ()
    assert not at_desk.screen.desk.unprinted.isVisible()


def test_not_come_out_well_it_is_printed_again_with_the_reason(at_desk: Hall, tmp_path: Path) -> None:
    out = loaded(at_desk, tmp_path / "kuitansi.pdf")
    pay(at_desk, 1)
    out.unlink()
    QTest.keyClick(at_desk.screen.desk.field, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    question = slips_of(at_desk).press.question
    assert question is not None
    assert question.reason is not None
    question.reason.setText("kertas macet")
    question.do_it.click()
    at_desk.settle()
    assert out.exists()
    assert runs(at_desk.screen.bench.desk) == [("original", 1, False), ("spoiled", 1, False)]
    at_desk.scan(at_desk.code(2))
    assert runs(at_desk.screen.bench.desk) == [("original", 1, True), ("spoiled", 1, True)]


@pytest.mark.skipif(bool(printers()), reason="this PC has a printer")
def test_without_a_printer_nothing_is_counted_and_it_is_said(at_desk: Hall) -> None:
    pay(at_desk, 1)
    assert at_desk.state(0) == PaymentState.PAID
    assert "knows no printer" in line(at_desk)
    assert runs(at_desk.screen.bench.desk) == []
    assert at_desk.screen.desk.unprinted.text() == "F1  1 receipt to print"


def test_who_only_looks_prints_nothing(at_desk: Hall, bench_of: object, hall_of: object) -> None:
    there = hall_of(Role.AUDITOR)  # type: ignore[operator]
    assert there.screen.slips is None
    assert not there.screen.desk.slips.isVisible()
