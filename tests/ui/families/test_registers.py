"""Register files as offices exchange them: each layout, what is kept out, asked, damaged or stopped."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.families import finding
from desktop.services.importing import workbooks
from desktop.services.importing.answers import Outcome, RowOutcome
from desktop.ui.families.intake.page import Intake
from desktop.wording.importing import OUTCOMES
from tests.services.importing.registers import (
    BDT,
    CHILD,
    FAMILY,
    HEAD,
    KK,
    TEMPLATE,
    WIFE,
    bdt_row,
    opensid,
    other_family,
    write,
)
from tests.ui.families.conftest import Place, texts

Enter = Callable[[Role], Place]
TEMPLATE_ROW = {
    "Kode Keluarga": "1", "Nomor KK": KK, "Alamat": "Kp. Pasir", "Desa/Kelurahan": "Sumberjaya", "Kecamatan": "Sumur",
    "Kabupaten/Kota": "Pandeglang", "Nama Anggota Keluarga": "SARIP", "NIK": "3601121203800001",
    "Hubungan dengan Kepala Keluarga": "Kepala Keluarga", "Jenis Kelamin": "Laki-laki", "Tanggal Lahir": "12/03/1980",
}  # fmt: skip


@pytest.fixture
def place(place_of: Enter) -> Place:
    made = place_of(Role.OPERATOR)
    made.screen.take_in()
    made.settle()
    return made


@pytest.fixture
def intake(place: Place) -> Intake:
    assert place.screen.intake is not None
    return place.screen.intake


def read(place: Place, intake: Intake, path: Path) -> None:
    intake.read(path)
    place.settle()


def shown(intake: Intake) -> list[RowOutcome]:
    return [row for row in intake.preview.rows.model.rows if isinstance(row, RowOutcome)]


def bdt(path: Path) -> Path:
    rows = [bdt_row("1", "SARIP", "3601121203800001"), bdt_row("1", "SITI", HubKRT="2"), bdt_row("2", "ROHAYATI")]
    return write(path, BDT, rows)


def template(path: Path) -> Path:
    wife = {"Nama Anggota Keluarga": "SITI", "Hubungan dengan Kepala Keluarga": "Istri", "NIK": ""}
    return write(path, TEMPLATE, [TEMPLATE_ROW, TEMPLATE_ROW | wife])


@pytest.mark.parametrize(
    ("made", "rows", "families", "asks"),
    [(bdt, 3, 2, False), (opensid, 3, 1, True), (template, 2, 1, False)],
)
def test_each_layout_is_recognised_previewed_and_taken_in_once(
    place: Place,
    intake: Intake,
    operator: Desk,
    tmp_path: Path,
    made: Callable[[Path], Path],
    rows: int,
    families: int,
    asks: bool,
) -> None:
    path = made(tmp_path / "daftar.xlsx")
    read(place, intake, path)
    assert intake.previewed is not None
    assert intake.previewed.counts.new == rows
    assert f"{rows} rows = {rows} new" in texts(intake)
    assert intake.preview.question.isVisible() is asks
    assert finding.total(operator) == 0  # nothing is saved before it is accepted
    intake.accept()
    place.settle()
    assert finding.total(operator) == families
    assert f"Families in the office: 0 → {families}" in texts(intake.result)
    read(place, intake, path)
    assert {row.outcome for row in shown(intake)} == {Outcome.SAME}
    assert not intake.head.buttons[-1].isEnabled()
    assert intake.head.buttons[-1].text() == "Take in 0 rows"
    assert finding.total(operator) == families


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kosong.xlsx", b""),
        ("rusak.xlsx", b"PK\x03\x04 rusak"),
        ("surat.pdf", b"%PDF-1.4 ini surat"),
        ("halaman.xls", b"<html><table><tr><td>nama</td></tr></table></html>"),
        ("kolom.csv", b"nama\nsiti\n"),
    ],
)
def test_what_is_no_register_is_refused_in_a_sentence(
    place: Place, intake: Intake, operator: Desk, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    read(place, intake, path)
    assert intake.notice.isVisible()
    assert name in intake.notice.sentence
    assert "Traceback" not in intake.notice.sentence
    assert intake.pages.currentWidget() is intake.start
    assert intake.start.choose.isVisible()
    assert finding.total(operator) == 0


def test_a_file_that_is_gone_is_said_and_another_can_be_chosen(place: Place, intake: Intake, tmp_path: Path) -> None:
    read(place, intake, tmp_path / "hilang.xlsx")
    assert "hilang.xlsx" in intake.notice.sentence
    read(place, intake, opensid(tmp_path / "ada.xlsx"))
    assert intake.notice.sentence == ""
    assert intake.pages.currentWidget() is intake.preview


def test_a_refused_file_leaves_the_preview_of_the_one_before(place: Place, intake: Intake, tmp_path: Path) -> None:
    read(place, intake, opensid(tmp_path / "ada.xlsx"))
    (tmp_path / "rusak.xlsx").write_bytes(b"rusak")
    read(place, intake, tmp_path / "rusak.xlsx")
    assert intake.notice.isVisible()
    assert intake.pages.currentWidget() is intake.preview
    assert len(shown(intake)) == 3


def faulty(path: Path) -> Path:
    """One family whole, one whose No KK a spreadsheet destroyed, one person twice."""
    numeric = {**HEAD, "no_kk": 3601120101190000, "nama": "RUSAK", "nik": "3601121203800099"}
    return opensid(path, *FAMILY, numeric, WIFE)


def test_rows_that_need_a_person_come_first_with_column_and_remedy(
    place: Place, intake: Intake, tmp_path: Path
) -> None:
    read(place, intake, faulty(tmp_path / "desa.xlsx"))
    assert intake.previewed is not None
    counts = intake.previewed.counts
    assert counts.refused + counts.ambiguous >= 1
    assert all(row.outcome in (Outcome.REFUSED, Outcome.AMBIGUOUS) for row in shown(intake))
    view = intake.preview.rows.view
    for row in shown(intake):
        view.choose(row.row)
        beside = texts(intake.preview.rows.detail)
        assert f"Row {row.row}" in beside
        assert all(place.bench.t.sentence(one.code, one.values) in beside for one in row.problems)


def test_good_rows_come_in_although_others_are_kept_out(
    place: Place, intake: Intake, operator: Desk, tmp_path: Path
) -> None:
    read(place, intake, faulty(tmp_path / "desa.xlsx"))
    intake.accept()
    place.settle()
    assert finding.total(operator) >= 1
    assert finding.find(operator, "sarip").rows
    assert "kept out. Save" in texts(intake.result)


def test_rows_kept_out_come_in_once_corrected(place: Place, intake: Intake, operator: Desk, tmp_path: Path) -> None:
    numeric = {**HEAD, "no_kk": 3601120101190000, "nama": "RUSAK", "nik": "3601121203800099"}
    read(place, intake, opensid(tmp_path / "desa.xlsx", *FAMILY, numeric))
    intake.save_problems(tmp_path / "ditolak.xlsx")
    place.settle()
    intake.accept()
    place.settle()
    book = load_workbook(tmp_path / "ditolak.xlsx")
    sheet = book.worksheets[0]
    headings = {str(cell.value): cell.column for cell in sheet[1]}
    sheet.cell(2, headings["no_kk"]).value = "3601120101190088"
    sheet.cell(2, headings["no_kk"]).data_type = "s"
    book.save(tmp_path / "dibetulkan.xlsx")
    read(place, intake, tmp_path / "dibetulkan.xlsx")
    intake.accept()
    place.settle()
    assert finding.find(operator, "rusak").rows
    assert finding.total(operator) == 2


@pytest.mark.parametrize("wanted", [Outcome.NEW, Outcome.REFUSED])
def test_rows_narrow_to_one_outcome(place: Place, intake: Intake, tmp_path: Path, wanted: Outcome) -> None:
    numeric = {**HEAD, "no_kk": 3601120101190000, "nama": "RUSAK"}
    read(place, intake, opensid(tmp_path / "desa.xlsx", *FAMILY, numeric))
    rows = intake.preview.rows
    for at in range(rows.filter.count()):
        if rows.filter.itemText(at).startswith(place.bench.t(OUTCOMES[wanted])):
            rows.filter.setCurrentIndex(at)
            rows.filter.activated.emit(at)
    assert {row.outcome for row in shown(intake)} == {wanted}


def test_rows_are_walked_through_by_arrow(place: Place, intake: Intake, tmp_path: Path) -> None:
    read(place, intake, opensid(tmp_path / "desa.xlsx"))
    rows = intake.preview.rows
    rows.view.setFocus()
    for name in ("SITI AMINAH", "AHMAD"):
        place.press(Qt.Key.Key_Down)
        assert name in texts(rows.detail)


def test_a_village_is_asked_once_for_the_whole_file(place: Place, intake: Intake, tmp_path: Path) -> None:
    people = [*FAMILY, *other_family(7), *other_family(8)]
    read(place, intake, opensid(tmp_path / "desa.xlsx", *people))
    question = intake.preview.question
    question.district.setCurrentIndex(1)
    question.district.activated.emit(1)
    place.settle()
    question.village.setCurrentIndex(1)
    question.village.activated.emit(1)
    question.use.click()
    place.settle()
    assert intake.previewed is not None
    assert intake.previewed.counts.to_place == 0
    intake.accept()
    place.settle()
    assert "wait for their village" not in texts(intake.result)
    assert all(row.placed for row in place.screen.browse.listing.model.rows)  # type: ignore[attr-defined]


def test_equal_numbers_are_told_as_questions(place: Place, intake: Intake, tmp_path: Path) -> None:
    read(place, intake, opensid(tmp_path / "a.xlsx", HEAD, CHILD))
    intake.accept()
    place.settle()
    twin: dict[str, Any] = {**HEAD, "no_kk": "3601120101190555", "nama": "SARIP LAIN"}
    read(place, intake, opensid(tmp_path / "b.xlsx", twin))
    intake.accept()
    place.settle()
    assert "1 equal numbers wait for a decision." in intake.result.sentence


@pytest.mark.parametrize("when", ["reading", "taking in"])
def test_a_stop_leaves_the_office_as_it_was(
    place: Place, intake: Intake, operator: Desk, tmp_path: Path, when: str
) -> None:
    people = [row for number in range(700) for row in other_family(number)]
    intake.read(opensid(tmp_path / "besar.xlsx", *people))
    if when == "taking in":
        place.settle()
        intake.accept()
    assert intake.working.step is not None
    intake.working.step.click()
    place.settle()
    assert finding.total(operator) == 0
    assert intake.job is None
    expected = intake.start if when == "reading" else intake.preview
    assert intake.pages.currentWidget() is expected


def test_work_goes_on_while_one_looks_elsewhere(place: Place, intake: Intake, operator: Desk, tmp_path: Path) -> None:
    read(place, intake, opensid(tmp_path / "desa.xlsx"))
    intake.accept()
    place.screen.browse.listing.ask()
    place.settle()
    assert finding.total(operator) == 1
    assert len(place.screen.browse.listing.model.rows) == 1


def test_leaving_and_coming_back_finds_the_first_page_whole(place: Place, intake: Intake) -> None:
    """Wrapped sentences have all their lines: none is cut."""
    for one in intake.start.findChildren(QLabel):
        if one.isVisible() and one.wordWrap():
            assert one.height() >= one.heightForWidth(one.width()), one.text()
    assert intake.start.choose.hasFocus() or intake.start.choose.isEnabled()


def test_the_template_filled_in_comes_back(place: Place, intake: Intake, operator: Desk, tmp_path: Path) -> None:
    intake.start.save_template(tmp_path / "templat.xlsx")
    place.settle()
    book = load_workbook(tmp_path / "templat.xlsx")
    sheet = book.worksheets[0]
    headings = {str(cell.value): cell.column for cell in sheet[1]}
    for heading, value in TEMPLATE_ROW.items():
        if heading in headings:
            sheet.cell(3, headings[heading], value)
    book.save(tmp_path / "isi.xlsx")
    read(place, intake, tmp_path / "isi.xlsx")
    intake.accept()
    place.settle()
    (row,) = finding.find(operator, "sarip").rows
    assert row.village == "Sumberjaya"
    assert workbooks.layouts()


def test_a_template_that_cannot_be_written_says_where(place: Place, intake: Intake, tmp_path: Path) -> None:
    intake.start.save_template(tmp_path / "tidak ada" / "templat.xlsx")
    place.settle()
    assert "tidak ada" in intake.start.notice.sentence


def test_a_file_with_none_of_the_headings_is_asked_about(place: Place, intake: Intake, tmp_path: Path) -> None:
    read(place, intake, write(tmp_path / "lain.xlsx", ("a", "b"), [{"a": "1", "b": "2"}]))
    assert intake.pages.currentWidget() is intake.columns
    assert list(intake.columns.choices) == ["a", "b"]
    assert not intake.notice.isVisible()
