"""Each layout of the field reads as its office means it, from a file with that office's own headings."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desktop.rules.register import AidSaid, RegisterRow
from desktop.rules.terms import Marital, Presence, Relation, Schooling, Sex
from desktop.sheets.register import RegisterReading, read_register
from tests.sheets import workbooks as made
from tests.shelf import files


def read(path: Path) -> RegisterReading:
    return read_register(path, today=made.TODAY)


def by_name(reading: RegisterReading) -> dict[str, RegisterRow]:
    return {row.member.name: row for row in reading.rows}


@pytest.mark.parametrize(("name", "write"), files.REGISTERS.items())
def test_each_is_known_by_its_headings(name: str, write: Callable[[Path], Path], tmp_path: Path) -> None:
    reading = read(write(tmp_path / f"berkas.{files.ENDINGS.get(name, 'xlsx')}"))
    assert reading.layout == name
    assert reading.refused == 0
    assert {row.household.no_kk for row in reading.rows} <= {files.KK, files.OTHER_KK}
    sarip = by_name(reading)["SARIP"]
    assert (sarip.member.nik, sarip.member.sex, sarip.member.birth_date) == (files.FATHER, Sex.MALE, date(1980, 3, 12))
    assert sarip.member.relation is Relation.HEAD


def test_the_population_administration_writes_words(tmp_path: Path) -> None:
    rows = by_name(read(files.siak(tmp_path / "siak.xls")))
    assert [rows[name].member.presence for name in ("SARIP", "AHMAD", "ROHAYATI")] == [
        Presence.LIVING_HERE, Presence.MOVED, Presence.DIED,
    ]  # fmt: skip
    assert rows["SITI AMINAH"].member.relation is Relation.SPOUSE
    assert rows["SITI AMINAH"].member.disability == "2"
    assert rows["ROHAYATI"].member.marital is Marital.WIDOWED
    home = rows["SARIP"].household
    assert (home.rt, home.rw, home.area.village, home.area.district) == ("003", "001", "SUMBERJAYA", "SUMUR")
    assert (rows["SARIP"].member.father_name, rows["SARIP"].member.mother_name) == ("JAENUDIN", "MARYAM")
    assert rows["SARIP"].member.occupation == "Petani/Pekebun"


def test_an_invalid_person_was_not_found(tmp_path: Path) -> None:
    person = {**files.SIAK_PEOPLE[0], "Status": "Tidak Valid"}
    (row,) = read(files.siak(tmp_path / "siak.xls", person)).rows
    assert row.member.presence is Presence.NOT_FOUND
    assert row.problems == ()


def test_a_word_nobody_knows_is_said_and_left_out(tmp_path: Path) -> None:
    person = {**files.SIAK_PEOPLE[0], "SHDK": "Tetangga"}
    (row,) = read(files.siak(tmp_path / "siak.xls", person)).rows
    assert row.member.relation is None
    assert [problem.code for problem in row.problems] == ["sheets.unknown_code"]
    assert row.problems[0].values["value"] == "Tetangga"


def test_the_welfare_register_comes_as_text_with_bars(tmp_path: Path) -> None:
    rows = by_name(read(files.dtks(tmp_path / "dtks.txt")))
    sarip, siti = rows["SARIP"], rows["SITI AMINAH"]
    assert sarip.household.source_id == siti.household.source_id == "360101000700000001"
    assert sarip.household.receives_pkh is False
    assert sarip.household.aids == (AidSaid("bpnt"),)
    assert (sarip.member.aids, siti.member.aids) == ((AidSaid("pbi_jkn"),), ())
    assert siti.member.mother_name == "ENTIN"
    assert rows["ROHAYATI"].household.aids == ()


def test_an_id_for_each_person_does_not_part_a_family(tmp_path: Path) -> None:
    """Some offices number people and call it by the same name; their families are told by the card."""
    people = [{**row, "ID DTKS": f"36010100070000000{number}"} for number, row in enumerate(files.DTKS_PEOPLE, 1)]
    rows = by_name(read(files.dtks(tmp_path / "dtks.txt", *people)))
    assert {row.household.source_id for row in rows.values()} == {""}
    assert rows["SARIP"].member.source_id == "360101000700000001"
    assert rows["SITI AMINAH"].member.source_id == "360101000700000002"


def test_a_person_with_an_id_but_without_a_card_is_refused(tmp_path: Path) -> None:
    people = [{**row, "ID DTKS": f"36010100070000000{number}"} for number, row in enumerate(files.DTKS_PEOPLE, 1)]
    people.append({**people[2], "ID DTKS": "360101000700000009", "NOKK": "", "NAMA": "TANPA KARTU"})
    row = by_name(read(files.dtks(tmp_path / "dtks.txt", *people)))["TANPA KARTU"]
    assert [problem.code for problem in row.problems] == ["sheets.household_missing"]
    assert row.refused


def test_the_village_sends_its_code(tmp_path: Path) -> None:
    rows = by_name(read(files.opendk(tmp_path / "penduduk_20_11_2026_opendk.xlsx")))
    assert rows["SARIP"].household.area.kemendagri_code == files.VILLAGE
    ahmad = rows["AHMAD"].member
    assert (ahmad.relation, ahmad.schooling, ahmad.school_level) == (Relation.CHILD, Schooling.ATTENDING, "primary")
    assert ahmad.disability == "0"
    assert ahmad.source_id == ""  # numbers of one village's database mean nobody elsewhere


def test_five_sheets_are_one_family(tmp_path: Path) -> None:
    reading = read(files.regsosek(tmp_path / "regsosek.xlsx"))
    assert (reading.sheet, reading.header_row) == ("ket sos-ek anggota", 3)
    home = reading.rows[0].household
    assert (home.hamlet, home.rt, home.rw) == ("KP CIKOLE", "003", "001")
    assert (home.phone, home.asked_on, home.receives_pkh) == ("081200000000", date(2022, 10, 20), False)
    assert dict(home.housing) == {
        "building": "1", "floor_area": "42", "floor": "6", "wall": "2", "roof": "5", "water": "5", "sewage": "4",
    }  # fmt: skip
    assert home.aids == (AidSaid("bpnt"), AidSaid("blt_dd"))
    assert all(row.household == home for row in reading.rows)


def test_the_questions_of_each_member(tmp_path: Path) -> None:
    rows = by_name(read(files.regsosek(tmp_path / "regsosek.xlsx")))
    sarip, siti, ahmad = (rows[name].member for name in ("SARIP", "SITI AMINAH", "AHMAD"))
    assert dict(sarip.details) == {
        "papers": "4", "education": "3", "work_field": "1", "work_status": "6", "chronic_illness": "1",
    }  # fmt: skip
    assert (sarip.works, siti.works, sarip.schooling) == (True, False, Schooling.LEFT)
    assert dict(siti.details) == {"chronic_illness": "4"}
    assert (ahmad.school_level, ahmad.school_class) == ("primary", 2)
    assert [one.aids for one in (sarip, siti, ahmad)] == [(AidSaid("pbi_jkn"),), (), (AidSaid("pip"),)]


def test_a_spreadsheet_day_is_read_and_the_number_agrees(tmp_path: Path) -> None:
    """The date of the head is a bare number; his NIK holds the same day, so nobody is asked."""
    row = by_name(read(files.regsosek(tmp_path / "regsosek.xlsx")))["SARIP"]
    assert row.member.birth_date == date(1980, 3, 12)
    assert row.problems == ()


def test_rows_of_other_sheets_without_a_sound_card_are_told(tmp_path: Path) -> None:
    (problem,) = read(files.regsosek(tmp_path / "regsosek.xlsx")).problems
    assert problem.code == "sheets.joined_unread"
    assert problem.values == {"sheet": "keterangan tempat", "count": 1}


def test_a_damaged_card_keeps_the_member_out(tmp_path: Path) -> None:
    damaged = {**files.REGSOSEK_PEOPLE[0], "no kartu keluarga": 3601120101190001}
    reading = read(files.regsosek(tmp_path / "regsosek.xlsx", people=[damaged, *files.REGSOSEK_PEOPLE[1:]]))
    assert [row.refused for row in reading.rows] == [True, False, False]
    assert reading.rows[0].problems[0].code == "sheets.kk_number_refused"


def test_what_is_wrong_on_another_sheet_says_where(tmp_path: Path) -> None:
    officer = dict(files.REGSOSEK_OFFICER[0]) | {"tanggal pendataan": "kemarin"}
    path = files.regsosek(tmp_path / "regsosek.xlsx")
    sheets: dict[str, list[list[object]]] = {
        "keterangan petugas": [["KETERANGAN PETUGAS"], list(files.OFFICER), *files.ordered(files.OFFICER, [officer])],
        "ket sos-ek anggota": [list(files.PEOPLE), *files.ordered(files.PEOPLE, files.REGSOSEK_PEOPLE)],
    }
    reading = read(files.workbook(path, sheets))
    (problem,) = reading.rows[0].problems
    assert (problem.row, problem.column) == (2, "B")
    assert problem.heading == "tanggal pendataan, keterangan petugas!B3"
    assert reading.rows[1].problems == ()


@pytest.mark.parametrize("written", ["402", "402. Nama Anggota", "(402) NAMA", "402_nama", 402])
def test_questions_are_known_by_their_number(written: object, tmp_path: Path) -> None:
    headings = [written if heading == "402 Nama" else heading for heading in files.PEOPLE]
    rows: list[list[object]] = [[*headings], *files.ordered(files.PEOPLE, files.REGSOSEK_PEOPLE)]
    reading = read(files.workbook(tmp_path / "regsosek.xlsx", {"anggota": rows}))
    assert [row.member.name for row in reading.rows] == ["SARIP", "SITI AMINAH", "AHMAD"]


def test_headings_merged_over_three_rows(tmp_path: Path) -> None:
    top = ["no kartu keluarga", "KETERANGAN ANGGOTA"]
    headings = ["", *files.PEOPLE[1:]]
    rows: list[list[object]] = [[*top], [], [*headings], *files.ordered(files.PEOPLE, files.REGSOSEK_PEOPLE)]
    reading = read(files.workbook(tmp_path / "regsosek.xlsx", {"anggota": rows}))
    assert reading.header_row == 3
    assert {row.household.no_kk for row in reading.rows} == {files.KK}
