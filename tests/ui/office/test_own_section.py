"""What belongs to the person: his password, the look of the program, his printers and their test page."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.rules.terms import Role
from desktop.services import users
from desktop.services.paper import PaperFile, open_paper
from desktop.settings import Personal, Preferences
from desktop.ui.kit.preview.outlet import printers
from desktop.ui.kit.style import Choice, Look
from desktop.ui.kit.tokens import DARK, LIGHT
from desktop.ui.office.own import LookSection, PasswordSection
from desktop.ui.office.printer import PrinterSection
from tests.offices import PASSWORD
from tests.services.test_recovery import text
from tests.ui.kit.preview.test_outlet import pdf_printer
from tests.ui.office.conftest import Place, Places, fill

NEW = "perahu kertas di kali"
MM = 72 / 25.4


@pytest.mark.parametrize("role", list(Role))
def test_everybody_changes_his_own_password(place_of: Places, role: Role) -> None:
    place = place_of(role)
    section = place.open(PasswordSection)
    fill(section.form, old=PASSWORD, new=NEW, again=NEW)
    place.settle()
    assert section.notice.sentence == "The password was changed."
    assert users.is_password_of(place.desk, role.value, NEW)
    assert set(section.form.values().values()) == {""}


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("bukan sandinya", NEW, NEW, "password"),
        (PASSWORD, PASSWORD, PASSWORD, "is the old one"),
        (PASSWORD, "pendek", "pendek", "12"),
        (PASSWORD, "aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa", "password"),
    ],
)
def test_a_refused_password_is_said_above_and_the_old_one_stays(
    place: Place, old: str, new: str, again: str, said: str
) -> None:
    section = place.open(PasswordSection)
    fill(section.form, old=old, new=new, again=again)
    place.settle()
    assert said in section.notice.sentence
    assert users.is_password_of(place.desk, "administrator", PASSWORD)


def test_two_different_new_passwords_are_seen_before_anything_is_asked(place: Place) -> None:
    section = place.open(PasswordSection)
    fill(section.form, old=PASSWORD, new=NEW, again=NEW + " ")
    assert place.screen.bench.runner.count == 0
    assert "Both must be the same" in section.form.blocks["again"].problem


def test_enter_in_the_last_field_changes_the_password(place: Place) -> None:
    section = place.open(PasswordSection)
    for name, typed in (("old", PASSWORD), ("new", NEW), ("again", NEW)):
        QTest.keyClicks(section.form.blocks[name].widget, typed)
        QTest.keyClick(section.form.blocks[name].widget, Qt.Key.Key_Return)
    place.settle()
    assert users.is_password_of(place.desk, "administrator", NEW)


def test_passwords_are_no_draft(place: Place) -> None:
    section = place.open(PasswordSection)
    section.form.fill({"old": PASSWORD, "new": NEW})
    place.screen.keep_draft()
    assert place.screen.bench.runner.count == 0


def test_a_theme_is_worn_at_once_and_kept(place: Place, look: Look, tmp_path: Path) -> None:
    section = place.open(LookSection)
    assert section.form.values() == {"theme": Choice.SYSTEM, "language": "id"}
    section.form.fill({"theme": Choice.DARK})
    section.form.typed.emit()
    assert look.dark
    assert QApplication.palette().window().color().name().upper() == DARK.page
    assert Preferences(tmp_path / "settings.json").personal.theme == "dark"
    section.form.fill({"theme": Choice.LIGHT})
    section.form.typed.emit()
    assert QApplication.palette().window().color().name().upper() == LIGHT.page


def test_the_language_is_kept_for_the_next_start(place: Place, tmp_path: Path) -> None:
    section = place.open(LookSection)
    section.form.fill({"theme": Choice.LIGHT, "language": "en"})
    section.form.typed.emit()
    assert Preferences(tmp_path / "settings.json").personal.language == "en"


@pytest.mark.parametrize("theme", ["", "pink", "system"])
def test_a_theme_nobody_knows_is_the_systems(place_of: Places, preferences: Preferences, theme: str) -> None:
    preferences.change(theme=theme)
    place = place_of(Role.AUDITOR)
    assert place.open(LookSection).form.values()["theme"] == Choice.SYSTEM


def test_own_settings_are_of_the_person_and_not_of_the_office(place_of: Places, preferences: Preferences) -> None:
    preferences.change(theme="dark", paper="f4")
    place = place_of(Role.OPERATOR)
    assert place.open(LookSection).form.values()["theme"] == Choice.DARK
    assert place.open(PrinterSection).paper.value == "f4"


def page_of(section: PrinterSection) -> PaperFile:
    assert section._page is not None
    return section._page


def test_the_test_page_is_seen_before_it_is_printed(place: Place) -> None:
    section = place.open(PrinterSection)
    place.qtbot.waitUntil(lambda: section.preview.view.count == 1)
    assert "HALAMAN UJI PRINTER" in text(page_of(section).pdf)
    assert page_of(section).sizes[0].height == pytest.approx(297 * MM, abs=1)


def test_the_paper_is_chosen_once_for_all_places(place: Place, tmp_path: Path) -> None:
    section = place.open(PrinterSection)
    assert section.paper.value == "a4"
    section.paper.setCurrentIndex(1)
    section.paper.activated.emit(1)
    place.settle()
    assert Preferences(tmp_path / "settings.json").personal.paper == "f4"
    size = page_of(section).sizes[0]
    assert (size.width, size.height) == pytest.approx((215 * MM, 330 * MM), abs=1)


def test_the_offset_moves_the_page_and_is_named_on_it(place: Place) -> None:
    section = place.open(PrinterSection)
    section.offset.right.setText("2,5")
    QTest.keyClick(section.offset.right, Qt.Key.Key_Return)
    place.settle()
    assert "kanan +2,5 mm" in text(page_of(section).pdf)
    section.offset.up.setText("-1")
    QTest.keyClick(section.offset.up, Qt.Key.Key_Return)
    place.settle()
    assert "atas -1,0 mm" in text(page_of(section).pdf)


def test_nonsense_moves_nothing(place: Place) -> None:
    section = place.open(PrinterSection)
    section.offset.right.setText("banyak")
    QTest.keyClick(section.offset.right, Qt.Key.Key_Return)
    place.settle()
    assert section.offset.problem
    assert "kanan +0,0 mm" in text(page_of(section).pdf)


@pytest.mark.skipif(bool(printers()), reason="this PC has a printer")
def test_without_a_printer_a_pdf_can_still_be_saved(place: Place) -> None:
    section = place.open(PrinterSection)
    assert "knows no printer" in section.notice.sentence
    assert not section.print_out.isEnabled()
    assert section.save.isEnabled()


def test_each_printer_has_its_own_offset(place: Place, tmp_path: Path) -> None:
    place.preferences.change(offsets={"Laser": (3.0, 0.0)})
    section = place.open(PrinterSection)
    section.printer.offer([("Laser", "Laser"), ("Kantor", "Kantor")])
    section.printer.setEnabled(True)
    for at, shown in ((0, "3"), (1, "0")):
        section.printer.setCurrentIndex(at)
        section.printer.activated.emit(at)
        place.settle()
        assert section.offset.right.text() == shown
    assert "Printer: Kantor" in text(page_of(section).pdf)
    assert Preferences(tmp_path / "settings.json").personal.printer == "Kantor"


def test_the_page_is_printed_with_the_offset_of_the_printer_chosen_in_the_dialog(place: Place, tmp_path: Path) -> None:
    printer = pdf_printer(tmp_path / "out.pdf")
    place.preferences.change(offsets={printer.printerName(): (4.0, 0.0)})
    section = place.open(PrinterSection)
    section.print_on(printer)
    place.settle()
    assert section.notice.sentence.startswith("The test page is printed.")
    assert len(open_paper(tmp_path / "out.pdf")) == 1
    assert printer.printerState() is not QPrinter.PrinterState.Error


@pytest.mark.qt_log_ignore("QPainter::begin", "This plugin does not support")
def test_a_printer_that_fails_is_said(place: Place, tmp_path: Path) -> None:
    section = place.open(PrinterSection)
    section.print_on(pdf_printer(tmp_path / "no folder" / "out.pdf"))
    place.settle()
    assert section.notice.sentence
    assert "is printed" not in section.notice.sentence


def test_preferences_of_an_older_program_have_the_usual_paper(tmp_path: Path) -> None:
    file = tmp_path / "old.json"
    file.write_text('{"printer": "Laser"}', encoding="utf-8")
    assert Preferences(file).personal == Personal(printer="Laser", paper="a4")
