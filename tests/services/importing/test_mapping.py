"""A list nobody knows is explained once, by a person, and known again by its headings."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import Refused
from desktop.models import ColumnMap, RecordVersion
from desktop.rules.terms import Relation, Role, Sex
from desktop.services.desk import Desk
from desktop.services.importing import accepting, mapping, previewing
from desktop.sheets.fields import FIELDS, Reads
from desktop.sheets.layouts import load_headings, load_words
from desktop.sheets.sighting import OFFERED, guess, layout_of, sight
from desktop.wording.importing import FIELDS as WORDS
from tests import offices
from tests.services.importing.registers import HEAD, KK, WIFE, opensid
from tests.services.importing.test_undoing import everything
from tests.shelf import files

VILLAGE = "36.01.12.2001"
HEADINGS = ("No", "Kartu", "Orang", "Nomor Penduduk", "JK", "Lahir", "Posisi", "Keterangan")
PEOPLE = [
    ["1", KK, "SARIP", HEAD["nik"], "Pria", "12/03/1980", "Kepala Keluarga", "baik"],
    ["2", KK, "SITI AMINAH", WIFE["nik"], "Wanita", "17/08/1985", "Istri", ""],
]
COLUMNS = {
    "Kartu": "no_kk", "Orang": "name", "Nomor Penduduk": "nik", "JK": "sex", "Lahir": "birth_date",
    "Posisi": "relation", "Keterangan": "",
}  # fmt: skip


def own_list(path: Path, *, headings: tuple[str, ...] = HEADINGS) -> Path:
    return files.workbook(path, {"Daftar": [["DAFTAR WARGA MISKIN"], [], list(headings), *PEOPLE]})


PROPOSED = {"Kartu": "", "Orang": "", "Nomor Penduduk": "", "JK": "sex", "Lahir": "", "Posisi": "", "Keterangan": ""}


def test_headings_are_shown_with_what_stands_below(operator: Desk, tmp_path: Path) -> None:
    seen = mapping.look(operator, own_list(tmp_path / "warga.xlsx"))
    assert (seen.sheet, seen.header_row, seen.name) == ("Daftar", 3, "warga")
    assert [column.heading for column in seen.columns] == list(HEADINGS)
    assert seen.columns[2].samples == ("SARIP", "SITI AMINAH")
    assert {column.heading: column.field for column in seen.columns[1:]} == PROPOSED


def test_known_headings_are_proposed(operator: Desk, tmp_path: Path) -> None:
    headings = ("No", "No KK", "Nama", "NIK", "Jenis Kelamin", "Tanggal Lahir", "Posisi", "Alamat")
    seen = mapping.look(operator, own_list(tmp_path / "warga.xlsx", headings=headings))
    proposed = {column.heading: column.field for column in seen.columns if column.field}
    assert proposed == {
        "No KK": "no_kk", "Nama": "name", "NIK": "nik", "Jenis Kelamin": "sex", "Tanggal Lahir": "birth_date",
        "Alamat": "address",
    }  # fmt: skip


def test_once_explained_it_comes_in_by_itself(operator: Desk, tmp_path: Path) -> None:
    path = own_list(tmp_path / "warga.xlsx")
    with pytest.raises(Refused) as caught:
        previewing.preview(operator, path)
    assert caught.value.code == "sheets.no_layout"
    assert mapping.save_map(operator, "  Daftar   Desa ", COLUMNS).value == "Daftar Desa"
    shown = previewing.preview(operator, own_list(tmp_path / "lain.xlsx"), village=VILLAGE)
    assert (shown.file.layout, shown.counts.new) == ("Daftar Desa", 2)
    accepting.accept(operator, shown)
    people = {member.name: member for member in shown.prepared.reading.rows for member in [member.member]}
    assert (people["SITI AMINAH"].sex, people["SITI AMINAH"].relation) == (Sex.FEMALE, Relation.SPOUSE)
    again = previewing.preview(operator, path, village=VILLAGE)
    assert again.counts.nothing_to_do


def test_what_was_said_before_is_proposed_for_a_file_that_is_nearly_the_same(operator: Desk, tmp_path: Path) -> None:
    mapping.save_map(operator, "Daftar Desa", COLUMNS)
    headings = tuple("Tgl" if heading == "Lahir" else heading for heading in HEADINGS)
    seen = mapping.look(operator, own_list(tmp_path / "warga.xlsx", headings=headings))
    assert seen.name == "Daftar Desa"
    assert {column.heading: column.field for column in seen.columns if column.field} == {
        heading: field for heading, field in COLUMNS.items() if field and heading != "Lahir"
    }


def test_said_anew_it_replaces_what_was_said(operator: Desk, tmp_path: Path) -> None:
    mapping.save_map(operator, "Daftar Desa", COLUMNS)
    mapping.save_map(operator, "Daftar Desa", {**COLUMNS, "Keterangan": "address"})
    (kept,) = mapping.maps(offices.same_office_as(operator, Role.AUDITOR))
    assert (kept.name, kept.columns["Keterangan"], kept.by) == ("Daftar Desa", "address", "Si Operator")
    (row,) = everything(operator, ColumnMap)
    assert "Keterangan" in json.loads(row.headings)
    versions = [one for one in versions_of(operator) if one.kind == "column_map"]
    assert [one.version for one in versions] == [1, 2]


def versions_of(desk: Desk) -> list[Any]:
    with desk.read() as session:
        return session.query(RecordVersion).order_by(RecordVersion.version).all()


@pytest.mark.parametrize(
    ("name", "changed", "code"),
    [
        ("", {}, "sheets.map_name"),
        ("siak", {}, "sheets.map_name"),
        ("x" * 33, {}, "sheets.map_name"),
        ("Desa", {"Orang": ""}, "sheets.map_incomplete"),
        ("Desa", {"Kartu": ""}, "sheets.map_incomplete"),
        ("Desa", {"Keterangan": "nik"}, "sheets.map_twice"),
        ("Desa", {"Keterangan": "gaji"}, "sheets.map_field"),
        ("Desa", {"Keterangan": "participant"}, "sheets.map_field"),
    ],
)
def test_a_map_by_which_nobody_could_be_told_apart(
    operator: Desk, name: str, changed: dict[str, str], code: str
) -> None:
    with pytest.raises(Refused) as caught:
        mapping.save_map(operator, name, COLUMNS | changed)
    assert caught.value.code == code
    assert mapping.maps(operator) == []


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_the_operator_explains(operator: Desk, role: Role) -> None:
    with pytest.raises(Refused) as caught:
        mapping.save_map(offices.same_office_as(operator, role), "Desa", COLUMNS)
    assert caught.value.code == "role.not_allowed"


def test_a_file_of_a_known_layout_stays_what_it_is(operator: Desk, tmp_path: Path) -> None:
    mapping.save_map(operator, "Desa", {"nama": "name", "no_kk": "no_kk"})
    assert previewing.preview(operator, opensid(tmp_path / "a.xlsx"), village=VILLAGE).file.layout == "opensid"


def test_a_named_map_is_taken_by_its_name(operator: Desk, tmp_path: Path) -> None:
    mapping.save_map(operator, "Desa", {"nama": "name", "no_kk": "no_kk"})
    shown = previewing.preview(operator, opensid(tmp_path / "a.xlsx"), "Desa", village=VILLAGE)
    assert shown.file.layout == "Desa"


def test_every_field_offered_has_a_word_and_every_coded_one_its_words() -> None:
    words = load_words()
    assert [name for name in OFFERED if name not in WORDS] == []
    assert [name for name in OFFERED if FIELDS[name].reads is Reads.CODE and name not in words] == []


def test_no_heading_means_two_things() -> None:
    assert guess(["NIK", "nik", "No. KK", "NOMOR KK", "Foto"]) == {"NIK": "nik", "No. KK": "no_kk"}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Kartu Keluarga", "no_kk"), ("Nama Warga", "name"), ("L/P", "sex"), ("Tgl. Lahir", "birth_date"),
        ("Kampung", "hamlet"), ("No. HP", "phone"), ("kel/desa", "village"), ("SHDK", "relation"), ("Usia", "age"),
    ],
)  # fmt: skip
def test_what_people_call_columns_of_their_own_lists(heading: str, field: str) -> None:
    assert guess([heading]) == {heading: field}


def test_every_heading_people_use_is_of_a_field_that_can_be_chosen() -> None:
    assert set(load_headings().values()) <= set(OFFERED)


def test_a_text_file_without_headings_shows_its_first_row(tmp_path: Path) -> None:
    path = tmp_path / "warga.csv"
    path.write_text("SARIP;360112\nSITI;360113\n")
    seen = sight(path)
    assert (seen.header_row, seen.headings) == (1, ("SARIP", "360112"))


@pytest.mark.parametrize("name", ["warga.csv", "warga.xlsx"])
@pytest.mark.parametrize(
    ("content", "code"),
    [("", "sheets.empty"), ("\n\n", "sheets.empty"), ("Yth. Bapak Camat\nDengan hormat\n", "sheets.no_table")],
)
def test_a_file_without_columns(tmp_path: Path, content: str, code: str, name: str) -> None:
    """A letter is not empty: what it is not, is a table."""
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(Refused) as caught:
        sight(path)
    assert caught.value.code == code


def test_ids_of_an_unknown_list_are_not_trusted_between_files() -> None:
    assert layout_of("Desa", {"Kode": "household_id", "Orang": "name"}).local_ids


def test_a_map_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "peta.json"
    path.write_text(json.dumps(COLUMNS))
    assert mapping.read_map(path) == COLUMNS


@pytest.mark.parametrize("content", ["", "[]", '{"Orang": 1}', "bukan"])
def test_a_file_that_is_no_map(tmp_path: Path, content: str) -> None:
    path = tmp_path / "peta.json"
    path.write_text(content)
    with pytest.raises(Refused) as caught:
        mapping.read_map(path)
    assert caught.value.code == "import.map_unreadable"
    with pytest.raises(Refused):
        mapping.read_map(tmp_path / "tidak-ada.json")
