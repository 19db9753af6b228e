"""Rows of every known layout come out typed, wherever the headings stand and whatever was typed."""

from datetime import date
from pathlib import Path

import pytest

from desktop.errors import Cancelled, Refused
from desktop.rules.register import RegisterRow
from desktop.rules.terms import Marital, Presence, Relation, Schooling, Sex
from desktop.sheets.register import RegisterReading, original_rows, read_register
from tests.sheets import workbooks as made


def read(path: Path, layout: str = "auto") -> RegisterReading:
    return read_register(path, layout, today=made.TODAY)


def opensid(tmp_path: Path, **changed: object) -> RegisterRow:
    reading = read(made.xlsx(tmp_path / "p.xlsx", [made.OPENSID, made.opensid_row(**changed)]))
    (row,) = reading.rows
    return row


def bdt(tmp_path: Path, **changed: object) -> RegisterRow:
    (row,) = read(made.xlsx(tmp_path / "b.xlsx", [made.BDT, made.bdt_row(**changed)])).rows
    return row


def codes(row: RegisterRow) -> list[str]:
    return [problem.code for problem in row.problems]


def test_a_person_of_opensid(tmp_path: Path) -> None:
    row = opensid(tmp_path)
    assert row.problems == ()
    assert row.row == 2
    assert row.household.no_kk == made.KK
    assert (row.household.hamlet, row.household.rt, row.household.rw) == ("CIKOLE", "003", "001")
    assert (row.household.latitude, row.household.longitude) == (-6.3, 105.8)
    person = row.member
    assert (person.name, person.nik, person.sex) == ("SITI AMINAH", made.WOMAN, Sex.FEMALE)
    assert (person.birth_date, person.birth_date_derived) == (date(1985, 8, 17), False)
    assert (person.relation, person.marital, person.presence) == (
        Relation.SPOUSE,
        Marital.MARRIED,
        Presence.LIVING_HERE,
    )
    assert (person.pregnant, person.disability, person.schooling) == (False, "0", None)
    assert (person.mother_name, person.father_name) == ("MARYAM", "SARIP")


@pytest.mark.parametrize(
    ("code", "schooling", "level"),
    [
        ("4", Schooling.ATTENDING, "primary"),
        ("6", Schooling.ATTENDING, "junior"),
        ("7", Schooling.ATTENDING, "senior"),
        ("3", Schooling.NEVER, ""),
        ("18", None, ""),
    ],
)
def test_schooling_of_opensid(tmp_path: Path, code: str, schooling: Schooling | None, level: str) -> None:
    person = opensid(tmp_path, pendidikan_sedang_id=code).member
    assert (person.schooling, person.school_level) == (schooling, level)


def test_a_head_of_bdt(tmp_path: Path) -> None:
    row = bdt(tmp_path)
    assert row.problems == ()
    house, person = row.household, row.member
    assert (house.source_id, house.no_kk, house.head_name) == ("360101000700000001", "", "JAJANG")
    assert (house.hamlet, house.rt, house.rw) == ("KAMPUNG 3", "007", "003")
    assert (house.receives_pkh, house.poverty_percentile) == (True, 12)
    assert (house.area.province, house.area.regency, house.area.district, house.area.village) == (
        "BANTEN",
        "PANDEGLANG",
        "LABUAN",
        "TELUK",
    )
    assert (house.area.bps_code, house.area.kemendagri_code) == ("3601020007", "")
    assert (person.birth_date, person.birth_date_derived) == (date(1982, 3, 2), True)
    assert (person.sex, person.sex_derived) == (Sex.MALE, False)
    assert (person.schooling, person.school_level, person.school_class) == (Schooling.LEFT, "senior", None)
    assert (person.works, person.occupation) == (True, "Pekerja bebas pertanian")


def test_sex_and_birth_come_from_the_nik_where_the_file_says_nothing(tmp_path: Path) -> None:
    person = bdt(tmp_path, **{"jenis kelamin": "", "NIK": made.WOMAN, "Umur anggota rumah tangga (tahun)": "30"}).member
    assert (person.sex, person.sex_derived) == (Sex.FEMALE, True)
    assert (person.birth_date, person.birth_date_derived) == (date(1985, 8, 17), True)


def test_the_age_decides_the_century(tmp_path: Path) -> None:
    """Born in 1912 or 2012? Somebody of 103 years in 2015 was born in 1912."""
    nik = "3601010506120001"
    old = bdt(tmp_path, **{"NIK": nik, "Umur anggota rumah tangga (tahun)": "103"}).member
    young = bdt(tmp_path, **{"NIK": nik, "Umur anggota rumah tangga (tahun)": "3"}).member
    assert (old.birth_date, young.birth_date) == (date(1912, 6, 5), date(2012, 6, 5))


def test_an_age_far_from_the_nik_is_a_warning(tmp_path: Path) -> None:
    row = bdt(tmp_path, **{"Umur anggota rumah tangga (tahun)": "50"})
    (problem,) = row.problems
    assert (problem.code, problem.refuses) == ("sheets.age_differs", False)
    assert problem.values == {"age": 50, "derived": 33, "year": 2015}


@pytest.mark.parametrize(("code", "answer"), [("1", True), ("2", False), ("3", True), ("4", False), ("", None)])
def test_odd_is_yes_and_even_is_no(tmp_path: Path, code: str, answer: bool | None) -> None:
    assert bdt(tmp_path, **{"Status PKH": code}).household.receives_pkh is answer


def test_area_codes_that_lost_their_zeros(tmp_path: Path) -> None:
    row = bdt(tmp_path, **{"Kode Kab/Kota": 1, "Kode Kecamatan": 20, "Kode Desa/Kelurahan": 7, "Kode Provinsi": 36})
    assert row.household.area.bps_code == "3601020007"


def test_a_missing_part_leaves_no_area_code(tmp_path: Path) -> None:
    assert bdt(tmp_path, **{"Kode Kecamatan": "NULL"}).household.area.bps_code == ""


@pytest.mark.parametrize(
    ("sls", "parts"),
    [
        ("RT/RW 007/003", ("", "007", "003")),
        ("KP. BARU RT.7 / RW.3", ("KP. BARU", "007", "003")),
        ("DUSUN MEKAR", ("DUSUN MEKAR", "", "")),
        ("-", ("", "", "")),
    ],
)
def test_local_units(tmp_path: Path, sls: str, parts: tuple[str, str, str]) -> None:
    house = bdt(tmp_path, **{"Nama SLS": sls}).household
    assert (house.hamlet, house.rt, house.rw) == parts


def test_members_of_one_household_share_it(tmp_path: Path) -> None:
    rows = [made.BDT, made.bdt_row(), made.bdt_row(**{"Nama ART": "NENG", "HubKRT": "2", "NIK": made.WOMAN})]
    first, second = read(made.xlsx(tmp_path / "b.xlsx", rows)).rows
    assert first.household is second.household


# Where the headings stand.


def test_two_header_rows_of_bdt(tmp_path: Path) -> None:
    numbers = ["KOLOM", *range(2, len(made.BDT) + 1)]
    reading = read(made.xlsx(tmp_path / "b.xlsx", [made.BDT, numbers, made.bdt_row(), made.bdt_row()]))
    assert (reading.layout, reading.header_row, [row.row for row in reading.rows]) == ("bdt2015", 1, [3, 4])


def test_headings_in_row_five_below_a_merged_title(tmp_path: Path) -> None:
    rows = [["DAFTAR PENDUDUK DESA SUKAMAJU"], ["KECAMATAN LABUAN"], [], ["Per 1 Januari 2026"]]
    rows += [[heading.upper().replace("_", " ") for heading in made.OPENSID], made.opensid_row()]
    reading = read(made.xlsx(tmp_path / "p.xlsx", rows, merged=["A1:F1", "A2:F2"]))
    assert (reading.header_row, reading.rows[0].row, reading.rows[0].problems) == (5, 6, ())


def test_headings_merged_over_two_rows(tmp_path: Path) -> None:
    address = ("alamat", "dusun", "rw", "rt")
    upper = ["Tempat", "", "", "", *(heading for heading in made.OPENSID if heading not in address)]
    lower = [*address, *[""] * (len(upper) - len(address))]
    reading = read(made.xlsx(tmp_path / "p.xlsx", [upper, lower, made.opensid_row()], merged=["A1:D1", "E1:E2"]))
    assert (reading.header_row, reading.rows[0].household.hamlet, reading.rows[0].row) == (2, "CIKOLE", 3)


def test_headings_repeated_on_every_page_are_no_people(tmp_path: Path) -> None:
    numbers = [f"({number})" for number in range(1, len(made.OPENSID) + 1)]
    rows = [made.OPENSID, numbers, made.opensid_row(), [], made.OPENSID, made.opensid_row()]
    assert [row.row for row in read(made.xlsx(tmp_path / "p.xlsx", rows)).rows] == [3, 6]


def test_the_end_mark_and_remarks_end_the_people(tmp_path: Path) -> None:
    note = ["Catatan: data lama", *[""] * (len(made.OPENSID) - 1)]
    rows = [made.OPENSID, made.opensid_row(), note, [], ["###"], made.opensid_row()]
    assert read(made.xlsx(tmp_path / "p.xlsx", rows)).total == 1


def test_data_in_the_third_sheet_and_from_column_c(tmp_path: Path) -> None:
    rows = [[], [], *[["", "", *row] for row in (made.OPENSID, made.opensid_row(nik=5.0))]]
    reading = read(made.xlsx(tmp_path / "p.xlsx", rows, sheets=["Petunjuk", "Kode"]))
    problem = reading.rows[0].problems[0]
    assert (reading.sheet, reading.header_row, reading.rows[0].row) == ("Sheet", 3, 4)
    assert (problem.row, problem.column, problem.heading) == (4, "I", "nik")


def test_an_old_workbook(tmp_path: Path) -> None:
    reading = read(made.xls(tmp_path / "p.xls", [made.OPENSID, made.opensid_row(tanggallahir=31_276.0)]))
    assert reading.rows[0].member.birth_date == date(1985, 8, 17)


def test_an_open_document(tmp_path: Path) -> None:
    body = made.ods_row(made.OPENSID) + made.ods_row(made.opensid_row())
    assert read(made.ods(tmp_path / "p.ods", body)).rows[0].member.name == "SITI AMINAH"


# What cannot be trusted.


def test_a_numeric_nik_is_reported_and_left_out(tmp_path: Path) -> None:
    row = opensid(tmp_path, nik=3601015708850001)
    assert (row.member.nik, codes(row), row.refused) == ("", ["sheets.nik_number"], False)


def test_a_numeric_family_card_refuses_the_row(tmp_path: Path) -> None:
    row = opensid(tmp_path, no_kk=3601010101190001)
    assert (row.household.no_kk, codes(row), row.refused) == ("", ["sheets.kk_number_refused"], True)


def test_a_numeric_family_card_beside_another_number_is_a_warning(tmp_path: Path) -> None:
    rows = [[*made.BDT, "No KK"], [*made.bdt_row(), 3601010101190001]]
    (row,) = read(made.xlsx(tmp_path / "b.xlsx", rows)).rows
    assert (row.household.no_kk, codes(row), row.refused) == ("", ["sheets.kk_number"], False)


@pytest.mark.parametrize("number", ["3,60101E+15", "360101010119000", "0000000000000000"])
def test_a_family_card_that_would_mix_families_refuses(tmp_path: Path, number: str) -> None:
    row = opensid(tmp_path, no_kk=number)
    assert (row.household.no_kk, codes(row), row.refused) == ("", ["sheets.kk_unusable"], True)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("3,60101570885E+15", "rules.nik_damaged"),
        ("360101570885000", "rules.nik_length"),
        ("1111111111111111", "rules.nik_placeholder"),
    ],
)
def test_a_spoiled_nik_is_left_out(tmp_path: Path, number: str, code: str) -> None:
    row = opensid(tmp_path, nik=number)
    assert (row.member.nik, codes(row), row.refused) == ("", [code], False)


@pytest.mark.parametrize("nothing", ["0", "NULL", "-", ".", "", " null "])
def test_no_nik_is_a_state_and_no_problem(tmp_path: Path, nothing: str) -> None:
    row = opensid(tmp_path, nik=nothing)
    assert (row.member.nik, row.problems) == ("", ())


def test_a_nik_that_contradicts_is_kept_with_a_warning(tmp_path: Path) -> None:
    row = opensid(tmp_path, sex="1", tanggallahir="1985-08-18")
    assert row.member.nik == made.WOMAN
    assert codes(row) == ["rules.nik_birth_differs", "rules.nik_sex_differs"]


def test_a_long_numeric_household_number_refuses(tmp_path: Path) -> None:
    row = bdt(tmp_path, **{"ID rumah tangga": 360101000700000001})
    assert (codes(row)[0], row.refused) == ("sheets.id_number", True)


@pytest.mark.parametrize(
    ("written", "day", "found"),
    [
        ("17-08-1985", date(1985, 8, 17), []),
        ("17 Agustus 1985", date(1985, 8, 17), []),
        (date(1985, 8, 17), date(1985, 8, 17), []),
        ("08/17/1985", date(1985, 8, 17), ["rules.date_swapped"]),
        ("31-02-1985", None, ["rules.date_impossible"]),
        ("kemarin", None, ["rules.date_unreadable"]),
        ("2035-01-01", None, ["sheets.future_date"]),
        (date(2026, 11, 22), None, ["sheets.future_date"]),  # tomorrow
        (date(2026, 11, 21), date(2026, 11, 21), []),
        ("11/22/2026", None, ["sheets.future_date"]),  # day and month swapped besides
        ("01-01-1910", date(1910, 1, 1), []),  # doubtful and no more: people do grow that old
        ("NULL", None, []),
    ],
)
def test_dates(tmp_path: Path, written: object, day: date | None, found: list[str]) -> None:
    row = opensid(tmp_path, tanggallahir=written, nik="")
    assert (row.member.birth_date, codes(row)) == (day, found)


@pytest.mark.parametrize(
    ("written", "nik", "found"),
    [
        ("08/17/1985", made.WOMAN, []),  # the number says 17 August too
        ("08/17/1985", "", ["rules.date_swapped"]),
        ("08/18/1985", made.WOMAN, ["rules.date_swapped", "rules.nik_birth_differs"]),
        ("08/17/1985", made.WOMAN[:15], ["rules.nik_length", "rules.date_swapped"]),
        (31276, made.WOMAN, []),  # a spreadsheet's number of that day
        (31276, "", ["rules.date_serial"]),
        ("17/08/85", made.WOMAN, ["rules.date_short_year"]),  # the number has two digits of the year as well
    ],
)
def test_a_nik_that_holds_the_same_day_settles_a_guess(
    tmp_path: Path, written: object, nik: str, found: list[str]
) -> None:
    assert sorted(codes(opensid(tmp_path, tanggallahir=written, nik=nik))) == sorted(found)


def test_a_birth_to_come_gives_way_to_the_number(tmp_path: Path) -> None:
    row = opensid(tmp_path, tanggallahir="2035-01-01")
    assert (row.member.birth_date, row.member.birth_date_derived) == (date(1985, 8, 17), True)
    (problem,) = row.problems
    assert (problem.column, problem.heading, problem.refuses) == ("J", "tanggallahir", False)
    assert problem.values == {"on": "1 Januari 2035"}


def test_nothing_is_written_in_many_ways(tmp_path: Path) -> None:
    row = opensid(tmp_path, rw="-", dusun="NULL", alamat=".", tempatlahir="null", hamil="-", lat="NULL", cacat_id=".")
    assert row.problems == ()
    assert (row.household.rw, row.household.hamlet, row.household.address) == ("", "", "")
    assert (row.member.birth_place, row.member.pregnant, row.member.disability) == ("", None, "")


def test_a_row_without_name_is_refused(tmp_path: Path) -> None:
    row = opensid(tmp_path, nama="-")
    (problem,) = row.problems
    assert (problem.code, problem.column, problem.refuses) == ("sheets.name_missing", "E", True)


def test_a_row_without_family_is_refused(tmp_path: Path) -> None:
    assert codes(opensid(tmp_path, no_kk="0")) == ["sheets.household_missing"]


def test_a_row_with_neither_name_nor_numbers_is_not_dropped(tmp_path: Path) -> None:
    row = opensid(tmp_path, nama="", nik="", no_kk="")
    assert set(codes(row)) == {"sheets.name_missing", "sheets.household_missing"}


def test_an_unknown_code_is_said_and_left_empty(tmp_path: Path) -> None:
    row = opensid(tmp_path, kk_level="77")
    (problem,) = row.problems
    assert (row.member.relation, problem.code, problem.values) == (None, "sheets.unknown_code", {"value": "77"})


def test_a_formula_error_is_said(tmp_path: Path) -> None:
    path = made.xlsx(tmp_path / "p.xlsx", [made.OPENSID, made.opensid_row(alamat="#N/A")])
    row = read(path).rows[0]
    assert (row.household.address, codes(row), row.problems[0].values) == ("", ["sheets.error_cell"], {"value": "#N/A"})


def test_long_texts(tmp_path: Path) -> None:
    row = opensid(tmp_path, alamat="A" * 300)
    assert (len(row.household.address), codes(row), row.refused) == (200, ["sheets.text_too_long"], False)
    assert opensid(tmp_path, nama="A" * 101).refused


def test_a_column_of_destroyed_niks(tmp_path: Path) -> None:
    rows = [made.opensid_row(nik=f"360101570885{number:03}0") for number in range(1, 40)]
    reading = read(made.xlsx(tmp_path / "p.xlsx", [made.OPENSID, *rows]))
    (problem,) = reading.problems
    assert (problem.code, problem.column, problem.row) == ("sheets.nik_zero_endings", "G", 1)
    assert problem.values == {"zero": 39, "seen": 39}


# Which layout.


def test_a_layout_by_name(tmp_path: Path) -> None:
    path = made.xlsx(tmp_path / "p.xlsx", [made.OPENSID, made.opensid_row()])
    assert read(path, "opensid").layout == "opensid"
    with pytest.raises(Refused) as wrong:
        read(path, "bdt2015")
    assert (wrong.value.code, "Nama KRT" in str(wrong.value.values["headings"])) == ("sheets.layout_mismatch", True)
    with pytest.raises(Refused) as unknown:
        read(path, "pkh")
    assert unknown.value.code == "sheets.unknown_layout"


def test_no_layout_says_what_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        read(made.xlsx(tmp_path / "x.xlsx", [["Barang", "Harga"], ["Beras", 12_000]]))
    assert caught.value.code == "sheets.no_layout"
    assert "kk_level" in str(caught.value.values["layouts"])


def test_headings_without_rows_and_no_cells_at_all(tmp_path: Path) -> None:
    with pytest.raises(Refused) as bare:
        read(made.xlsx(tmp_path / "a.xlsx", [made.OPENSID]))
    with pytest.raises(Refused) as empty:
        read(made.xlsx(tmp_path / "b.xlsx", []))
    assert (bare.value.code, empty.value.code) == ("sheets.no_rows", "sheets.empty")


# Going back to the file, and stopping.


def test_the_original_cells_of_some_rows(tmp_path: Path) -> None:
    rows = [made.opensid_row(nama=f"ORANG {number}", rt=number) for number in range(1, 6)]
    reading = read(made.xlsx(tmp_path / "p.xlsx", [made.OPENSID, *rows], sheets=["Kode"]))
    found = list(original_rows(reading, frozenset({3, 5})))
    assert [(number, cells[4], cells[3]) for number, cells in found] == [(3, "ORANG 2", "2"), (5, "ORANG 4", "4")]
    assert list(original_rows(reading, frozenset())) == []


class Impatient:
    """Stops at the second step."""

    def __init__(self) -> None:
        self.steps = 0

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        self.steps += 1
        if self.steps == 2:
            raise Cancelled


def test_a_person_can_stop_it(tmp_path: Path) -> None:
    path = made.delimited(tmp_path / "p.csv", [made.OPENSID, *[made.opensid_row()] * 1200])
    with pytest.raises(Cancelled):
        read_register(path, today=made.TODAY, progress=Impatient())


def test_rows_merged_with_the_one_above_say_so(tmp_path: Path) -> None:
    """What a person sees in both rows the file holds in the first only."""
    rows = [made.OPENSID, made.opensid_row(), made.opensid_row(nama="UJANG", nik=made.CHILD, no_kk="")]
    reading = read(made.xlsx(tmp_path / "p.xlsx", rows, merged=["F2:F3"]))
    first, second = ([(each.column, each.code) for each in row.problems] for row in reading.rows)
    assert ("F", "sheets.covered_cell") in second
    assert "sheets.covered_cell" not in dict(map(reversed, first))
    assert reading.rows[0].household.no_kk == made.KK
