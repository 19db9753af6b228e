"""Other sheets of a workbook joined by the family card, sheets of labels, and headings by question number."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.rules.register import AidSaid
from desktop.sheets.fields import FIELDS, Reads, field_of, in_parts
from desktop.sheets.headings import normal_code
from desktop.sheets.joined import read_joined
from desktop.sheets.layouts import Columns, Layout, load_layouts, load_words, named_layout
from desktop.sheets.register import RegisterReading, ids_are_of_people, read_register
from tests.sheets import workbooks as made
from tests.shelf import files

KEY = "no kartu keluarga"


def read(path: Path) -> RegisterReading:
    return read_register(path, today=made.TODAY)


def regsosek(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    people = [list(files.PEOPLE), *files.ordered(files.PEOPLE, files.REGSOSEK_PEOPLE)]
    return files.workbook(path, {"anggota": people, **sheets})


def test_the_sheet_of_members_alone_is_enough(tmp_path: Path) -> None:
    reading = read(regsosek(tmp_path / "a.xlsx"))
    assert (reading.total, reading.refused, reading.problems) == (3, 0, ())
    assert reading.rows[0].household.housing == ()


def test_of_two_rows_for_one_family_the_first_stands(tmp_path: Path) -> None:
    house = [[KEY, "301a", "304", "305"], [files.KK, 1, 2, 3], [files.KK, 5, 5, ""]]
    reading = read(regsosek(tmp_path / "a.xlsx", rumah=house))
    assert dict(reading.rows[0].household.housing) == {"building": "1", "wall": "2", "roof": "3"}


def test_families_without_a_row_there_simply_lack_it(tmp_path: Path) -> None:
    house = [[KEY, "301a", "304", "305"], [files.OTHER_KK, 1, 2, 3]]
    reading = read(regsosek(tmp_path / "a.xlsx", rumah=house))
    assert {row.household.housing for row in reading.rows} == {()}
    assert reading.problems == ()


def test_a_sheet_that_looks_like_none_is_passed_over(tmp_path: Path) -> None:
    reading = read(regsosek(tmp_path / "a.xlsx", catatan=[["Catatan", "isi"], ["a", "b"]]))
    assert reading.total == 3


def test_numbers_of_columns_and_an_end_mark_are_no_rows(tmp_path: Path) -> None:
    house = [[KEY, "301a", "304", "305"], ["(1)", "(2)", "(3)", "(4)"], [files.KK, 1, 2, 3], ["###"], ["x", 1, 1, 1]]
    reading = read(regsosek(tmp_path / "a.xlsx", rumah=house))
    assert dict(reading.rows[0].household.housing) == {"building": "1", "wall": "2", "roof": "3"}
    assert reading.problems == ()


def test_an_empty_row_there_is_not_counted_as_unread(tmp_path: Path) -> None:
    house: list[list[object]] = [[KEY, "301a", "304", "305"], [], [files.KK, 1, 2, 3], ["", 4, 7, 2]]
    (problem,) = read(regsosek(tmp_path / "a.xlsx", rumah=house)).problems
    assert problem.values == {"sheet": "rumah", "count": 1}


def test_a_layout_of_one_sheet_reads_no_other(tmp_path: Path) -> None:
    layout = named_layout("siak", load_layouts())
    path = files.siak(tmp_path / "a.xls")
    assert read_joined(path, layout, "Sheet1", made.TODAY).families == {}


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("402", "402"), ("402 Nama", "402"), ("402. Nama", "402"), ("(306a) Sumber air", "306a"), ("307b1", "307b1"),
        ("307B1", "307b1"), ("416a.", "416a"), ("no kartu keluarga", "nokartukeluarga"), ("4021", "4021"),
        ("2022", "2022"), ("12 orang", "12orang"), ("501 a", "501"),
    ],
)  # fmt: skip
def test_what_a_heading_with_a_number_means(heading: str, meaning: str) -> None:
    assert Columns((), {}, {}, numbered=True).meaning(heading) == meaning


def test_without_numbers_a_heading_is_its_words() -> None:
    assert Columns((), {}, {}).meaning("402. Nama") == "402nama"


# Sheets of labels.


def programme(path: Path, about: Sequence[Sequence[object]]) -> Path:
    people = [list(files.PARTICIPANTS), *files.ordered(files.PARTICIPANTS, files.PROGRAMME_PEOPLE), ["###"]]
    return files.workbook(path, {"Program": about, "Peserta": people})


@pytest.mark.parametrize(
    ("target", "meaning"),
    [(1, "person"), ("2", "family"), ("Keluarga - KK", "family"), (3.0, "household"), ("Kelompok", "group")],
)
def test_who_a_programme_is_for(tmp_path: Path, target: object, meaning: str) -> None:
    reading = read(programme(tmp_path / "a.xlsx", [["Nama Program", "PKH"], ["Sasaran Program", target]]))
    assert reading.about == {"programme": "pkh", "target": meaning}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("PKH", "pkh"), ("Program Keluarga Harapan", "pkh"), ("BLT Dana-Desa", "blt_dd"), ("Raskin", "rastra"),
        ("Bantuan Bupati 2022", "bantuan_bupati_2022"), ("x" * 60, "x" * 32), ("*** Beasiswa ***", "beasiswa"),
    ],
)  # fmt: skip
def test_a_programme_is_known_or_keeps_its_own_name(tmp_path: Path, written: str, code: str) -> None:
    reading = read(programme(tmp_path / "a.xlsx", [["Nama Program", written], ["Sasaran Program", 2]]))
    assert reading.rows[0].household.aids == (AidSaid(code, "BLT-001"),)
    assert reading.rows[0].household.no_kk == files.KK


def test_a_sheet_of_labels_that_lacks_one_says_nothing(tmp_path: Path) -> None:
    reading = read(programme(tmp_path / "a.xlsx", [["Nama Program", "PKH"]]))
    assert reading.about == {}
    assert reading.rows[0].household.aids == ()


def test_the_row_its_own_importer_does_not_know_is_passed_over(tmp_path: Path) -> None:
    reading = read(files.programme(tmp_path / "a.xlsx"))
    assert reading.about == {"programme": "blt_dd", "target": "family", "begins": "2022-01-01", "ends": "2022-12-31"}
    assert reading.total == 1  # what stands below the end mark is no participant


def test_a_participant_whose_card_became_a_number_is_refused(tmp_path: Path) -> None:
    part = {**files.PROGRAMME_PEOPLE[0], "Peserta": 3601120101190001}
    (row,) = read(files.programme(tmp_path / "a.xlsx", part)).rows
    assert [problem.code for problem in row.problems if problem.refuses] == ["sheets.id_number"]


# Ids that may be of the family or of the person.


def dtks(path: Path, *ids_and_cards: tuple[str, str]) -> RegisterReading:
    people = [
        {**files.DTKS_PEOPLE[0], "ID DTKS": source_id, "NOKK": no_kk, "NIK": "", "NAMA": f"ORANG {number}"}
        for number, (source_id, no_kk) in enumerate(ids_and_cards)
    ]
    return read(files.dtks(path, *people))


@pytest.mark.parametrize(
    ("ids_and_cards", "of_people"),
    [
        ([("1", files.KK), ("1", files.KK)], False),
        ([("1", files.KK), ("2", files.KK)], True),
        ([("1", files.KK), ("2", files.OTHER_KK)], False),
        ([("1", files.KK), ("", files.KK)], False),
        ([("1", ""), ("2", "")], False),
    ],
)
def test_whose_the_one_id_is(tmp_path: Path, ids_and_cards: list[tuple[str, str]], of_people: bool) -> None:
    reading = dtks(tmp_path / "a.txt", *ids_and_cards)
    said = [row.member.source_id for row in reading.rows]
    assert any(said) is of_people
    # Once given to people, no family card stands with two of them any more.
    assert not (of_people and ids_are_of_people(reading.rows))


# Fields that only a layout knows.


@pytest.mark.parametrize(
    ("name", "household", "reads"),
    [
        ("housing.wall", True, Reads.RAW), ("aid.pkh", True, Reads.CODE), ("own_aid.pip", False, Reads.CODE),
        ("education", False, Reads.RAW), ("no_kk", True, Reads.KK),
    ],
)  # fmt: skip
def test_a_field_by_its_name(name: str, household: bool, reads: Reads) -> None:
    found = field_of(name)
    assert (found.household, found.reads) == (household, reads)


@pytest.mark.parametrize("name", ["housing", "housing.", "rumah.wall", "aid", "", "."])
def test_no_field_of_that_name(name: str) -> None:
    with pytest.raises(KeyError):
        field_of(name)


def test_tables_within_a_table_become_names_with_a_point() -> None:
    given = {"nik": ["NIK"], "housing": {"wall": ["304"]}, "aid": {"pkh": ["501b"]}}
    assert in_parts(given) == {"nik": ["NIK"], "housing.wall": ["304"], "aid.pkh": ["501b"]}


def test_shared_words_are_of_fields_and_a_layout_may_have_its_own(tmp_path: Path) -> None:
    words = load_words()
    assert {"sex", "relation", "marital", "presence"} <= words.keys() <= {*FIELDS, *words}
    siak = named_layout("siak", load_layouts())
    assert siak.codes["sex"] == words["sex"]
    assert siak.codes["education"].known["sltpsederajat"] == "smp"
    assert "school_level" not in siak.codes  # the file has no such column


@pytest.mark.parametrize("word", ["Laki-Laki", "laki laki", "L", "LK", "1", "Pria"])
def test_words_of_a_man(word: str) -> None:
    assert load_words()["sex"].known[normal_code(word)] == "L"


def test_layouts_to_choose_from_replace_the_packaged_ones(tmp_path: Path) -> None:
    own = Layout(("Orang", "Kartu"), {"name": ("Orang",), "no_kk": ("Kartu",)}, {}, name="desa", title="Desa")
    path = made.xlsx(tmp_path / "a.xlsx", [["Orang", "Kartu"], ["SARIP", files.KK]])
    reading = read_register(path, today=date(2026, 11, 21), layouts=[own])
    assert (reading.layout, reading.form, reading.places) == ("desa", own, {"name": 0, "no_kk": 1})
    with pytest.raises(Refused) as caught:
        read_register(path, today=date(2026, 11, 21))
    assert caught.value.code == "sheets.no_layout"
