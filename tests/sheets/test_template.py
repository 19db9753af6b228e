"""Our template is text throughout, offers what the reader knows, and reads back as it was filled in."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.errors import Refused
from desktop.rules.terms import Marital, Presence, Relation, Schooling, Sex
from desktop.sheets.layouts import load_layouts, named_layout
from desktop.sheets.register import read_register
from desktop.sheets.template import write_template
from tests.sheets import workbooks as made

COLUMNS = named_layout("ejsika", load_layouts()).columns
FILLED = {
    "Nomor KK": made.KK, "Alamat": "Kp. Cikole", "RT": "003", "RW": "1", "Desa/Kelurahan": "SUKAMAJU",
    "Kecamatan": "LABUAN", "Kode Wilayah": "3601012001", "Nomor HP": "81234567890", "Menerima PKH": "Ya",
    "Nama Anggota Keluarga": "SITI AMINAH", "NIK": made.WOMAN, "Hubungan dengan Kepala Keluarga": "Istri/Suami",
    "Jenis Kelamin": "Perempuan", "Tanggal Lahir": "17/08/1985", "Status Perkawinan": "Kawin",
    "Partisipasi Sekolah": "Masih sekolah", "Jenjang Sekolah": "SMA sederajat", "Kelas": "12",
    "Hamil/Nifas": "Ya", "Disabilitas Berat": "Tidak", "Bekerja": "Tidak", "Keberadaan": "Tinggal di sini",
}  # fmt: skip


def template(path: Path) -> Path:
    with path.open("wb") as file:
        write_template(file)
    return path


def filled(path: Path, *rows: dict[str, object]) -> Path:
    book = load_workbook(template(path))
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[1]}
    for number, row in enumerate(rows, 3):
        for heading, value in row.items():
            sheet.cell(number, places[heading], value)
    book.save(path)
    return path


def first_sheet() -> Worksheet:
    out = BytesIO()
    write_template(out)
    return load_workbook(out).worksheets[0]


def test_the_example_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        read_register(template(tmp_path / "format.xlsx"), today=made.TODAY)
    assert caught.value.code == "sheets.no_rows"


def test_what_was_filled_in_reads_back(tmp_path: Path) -> None:
    (row,) = read_register(filled(tmp_path / "format.xlsx", FILLED), today=made.TODAY).rows
    assert row.problems == ()
    house, person = row.household, row.member
    assert (row.row, house.no_kk, house.rt, house.rw) == (3, made.KK, "003", "001")
    assert (house.area.kemendagri_code, house.area.village) == ("36.01.01.2001", "SUKAMAJU")
    assert (house.phone, house.receives_pkh) == ("081234567890", True)
    assert (person.nik, person.sex, person.birth_date) == (made.WOMAN, Sex.FEMALE, date(1985, 8, 17))
    assert (person.relation, person.marital) == (Relation.SPOUSE, Marital.MARRIED)
    assert (person.schooling, person.school_level, person.school_class) == (Schooling.ATTENDING, "senior", 12)
    assert (person.pregnant, person.disability, person.works) == (True, "0", False)
    assert person.presence is Presence.LIVING_HERE


def test_a_family_without_card_is_held_together_by_its_own_code(tmp_path: Path) -> None:
    first = {**FILLED, "Nomor KK": "", "Kode Keluarga": "A-1"}
    second = {**first, "Nama Anggota Keluarga": "UJANG", "NIK": ""}
    rows = read_register(filled(tmp_path / "format.xlsx", first, second), today=made.TODAY).rows
    assert [(row.household.source_id, row.refused) for row in rows] == [("A-1", False)] * 2


@pytest.mark.parametrize(
    ("heading", "value", "code"),
    [
        ("Jenis Kelamin", "Wanita", "sheets.unknown_code"),
        ("Kode Wilayah", "Sukamaju", "sheets.area_code"),
        ("Kelas", "tiga belas", "sheets.not_a_number"),
        ("Kelas", "99", "sheets.not_a_number"),
        ("Kelas", 1.5, "sheets.not_a_number"),
        ("NIK", 3601015708850001, "sheets.nik_number"),
    ],
)
def test_wrong_answers_are_said(tmp_path: Path, heading: str, value: object, code: str) -> None:
    (row,) = read_register(filled(tmp_path / "format.xlsx", {**FILLED, heading: value}), today=made.TODAY).rows
    (problem,) = row.problems
    assert (problem.code, problem.heading, problem.refuses) == (code, heading, False)


def test_every_cell_to_be_filled_is_text() -> None:
    sheet = first_sheet()
    assert {cell.number_format for row in sheet["A2:AB50"] for cell in row} == {"@"}


def test_the_headings_are_those_of_the_layout() -> None:
    assert [cell.value for cell in first_sheet()[1]] == [headings[0] for headings in COLUMNS.values()]


def test_every_drop_down_offers_only_known_words() -> None:
    sheet = first_sheet()
    layout = named_layout("ejsika", load_layouts())
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert len(lists) == len(layout.codes)
    for rule in lists:
        heading = sheet[str(rule.sqref).split(":")[0].rstrip("0123456789") + "1"].value
        (field,) = [name for name, headings in layout.columns.items() if headings[0] == heading]
        words = rule.formula1.strip('"').split(",")
        assert set(words) <= set(layout.codes[field].words)
        assert len(rule.formula1) <= 255  # spreadsheets cut what is longer and call the file damaged


def test_a_page_explains_the_columns() -> None:
    out = BytesIO()
    write_template(out)
    sheet = load_workbook(out)["Penjelasan"]
    text = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert all(headings[0] in text for headings in COLUMNS.values())
    assert "Jangan mengubah judul kolom" in text
