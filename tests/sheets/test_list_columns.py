"""Columns of official lists are known by their headings, wherever they stand, or by what a person said."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop.errors import Refused
from desktop.rules.aid_rules import load_aids
from desktop.rules.official_lists import ListOutcome, OfficialKind
from desktop.sheets.list_columns import FACTS, WHO, check, guess, load_list_layout, mapped, sight
from tests.sheets import workbooks as made

DTKS = (
    "ID DTKS|PROVINSI|KABUPATEN/KOTA|KECAMATAN|DESA/KELURAHAN|ALAMAT|DUSUN|RT|RW|NOKK|NIK|NAMA|TANGGAL LAHIR|"
    "TEMPAT LAHIR|JENIS KELAMIN|PEKERJAAN|NAMA IBU KANDUNG|HUB KELUARGA|KETERANGAN PADAN|BANSOS BPNT|BANSOS PKH|"
    "BANSOS BPNT-PPKM|PBI JKN"
)


def fields(kind: OfficialKind, headings: Sequence[str]) -> dict[str, str]:
    """Field by heading, as guessed."""
    found = guess(headings, load_list_layout(kind))
    return {headings[place]: field for place, field in found.items()}


@pytest.mark.parametrize("kind", list(OfficialKind))
def test_every_kind_has_its_layout(kind: OfficialKind) -> None:
    layout = load_list_layout(kind)
    assert layout.kind is kind
    assert set(WHO) <= set(layout.fields)
    assert layout.sources
    assert set(layout.words.values()) <= {*ListOutcome, None}


def test_an_aid_is_the_source_of_its_own_list() -> None:
    sources = dict(load_list_layout(OfficialKind.OTHER_AID).sources)
    assert sources == {aid.code: aid.name for aid in load_aids().aids}


def test_the_extract_of_siks_is_known_by_its_headings() -> None:
    found = fields(OfficialKind.POVERTY_REGISTER, DTKS.split("|"))
    assert found == {
        "ID DTKS": "number", "KECAMATAN": "district", "DESA/KELURAHAN": "village", "NOKK": "no_kk", "NIK": "nik",
        "NAMA": "name", "TANGGAL LAHIR": "birth_date", "JENIS KELAMIN": "sex", "NAMA IBU KANDUNG": "mother_name",
        "KETERANGAN PADAN": "status", "BANSOS BPNT": "receives_bpnt", "BANSOS PKH": "receives_pkh",
        "PBI JKN": "receives_pbi_jkn",
    }  # fmt: skip


def test_the_list_of_desil_is_known_by_its_headings() -> None:
    assert list(fields(OfficialKind.POVERTY_REGISTER, ["No KK", "NIK", "nama", "desil"]).values()) == [
        *("nik", "no_kk", "name", "desil"),
    ]
    found = fields(OfficialKind.POVERTY_REGISTER, ["noKK", "nik", "namaLengkap", "shdk", "desil"])
    assert "shdk" not in found
    assert len(found) == 4


def test_the_export_of_siak_is_known_by_its_headings() -> None:
    found = fields(OfficialKind.DUKCAPIL, ["Nomor KK", "NIK", "Nama Penduduk", "Status", "Tanggal Lahir", "Kelamin"])
    assert found["Status"] == "status"
    assert found["Nama Penduduk"] == "name"


def test_participants_of_an_aid_as_villages_keep_them() -> None:
    found = fields(OfficialKind.OTHER_AID, ["Peserta", "No. Peserta", "NIK", "Nama", "Tempat Lahir", "Tanggal Lahir"])
    assert found == {"No. Peserta": "number", "NIK": "nik", "Nama": "name", "Tanggal Lahir": "birth_date"}


def test_a_column_means_one_thing() -> None:
    """`Keterangan` may be the result, `Keterangan Padan` is it rather."""
    found = fields(OfficialKind.DUKCAPIL, ["NIK", "Keterangan", "Keterangan Padan"])
    assert found == {"NIK": "nik", "Keterangan Padan": "status"}


def test_of_two_equal_headings_the_first_counts() -> None:
    assert guess(["NIK", "NIK"], load_list_layout(OfficialKind.STAFF)) == {0: "nik"}


def test_headings_are_found_below_a_title(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["DAFTAR KPM PKH TAHAP 1"],
        ["Kabupaten Pandeglang", "2019"],
        [],
        ["No", "NIK", "Nama"],
        [1, "x", "SITI"],
    ]
    seen = sight(made.xlsx(tmp_path / "a.xlsx", rows), load_list_layout(OfficialKind.OTHER_AID))
    assert (seen.header_row, seen.headings) == (4, ("No", "NIK", "Nama"))
    assert seen.samples == (("1",), ("x",), ("SITI",))


def test_the_sheet_with_known_headings_is_read(tmp_path: Path) -> None:
    """An aid programme of a village stands behind a sheet about the programme itself."""
    programme = [["ID Program", "1"], ["Nama Program", "BLT Dana Desa"], ["###"]]
    people = [["Peserta", "No. Peserta", "NIK", "Nama"], ["1", "2", "3", "SITI"]]
    book = Workbook()
    for name, rows in (("Program", programme), ("Peserta", people)):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "b.xlsx")
    seen = sight(tmp_path / "b.xlsx", load_list_layout(OfficialKind.OTHER_AID))
    assert (seen.sheet, seen.header_row) == ("Peserta", 1)


def test_text_between_bars_is_read(tmp_path: Path) -> None:
    path = tmp_path / "dtks.txt"
    path.write_text(f"{DTKS}\n", "utf-8")
    seen = sight(path, load_list_layout(OfficialKind.POVERTY_REGISTER))
    assert seen.headings == tuple(DTKS.split("|"))
    assert len(seen.named) == 23


def test_headings_nobody_knows_can_be_explained(tmp_path: Path) -> None:
    rows = [["DATA"], ["Nomor identitas orang", "Sebutan", "Hasil cek"], ["3601125708850001", "SITI", "ok"]]
    layout = load_list_layout(OfficialKind.DUKCAPIL)
    seen = sight(made.xlsx(tmp_path / "c.xlsx", rows), layout)
    assert guess(seen.headings, layout) == {}
    said = {"Nomor identitas orang": "nik", "sebutan": "name", "hasil_cek": "status", "gone": "sex"}
    seen = sight(tmp_path / "c.xlsx", layout, [heading.replace(" ", "") for heading in ("nomoridentitasorang",)])
    assert seen.header_row == 2
    assert mapped(seen.headings, said) == {0: "nik", 1: "name", 2: "status"}


def test_of_two_headings_said_to_be_one_field_the_first_counts() -> None:
    assert mapped(["A", "B"], {"A": "nik", "B": "nik"}) == {0: "nik"}


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        sight(made.xlsx(tmp_path / "d.xlsx", [[]]), load_list_layout(OfficialKind.STAFF))
    assert refused.value.code == "sheets.empty"


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({0: "nik"}, ""),
        ({0: "no_kk", 1: "desil"}, ""),
        ({0: "name", 1: "birth_date"}, ""),
        ({0: "name", 1: "village"}, "list.nobody_to_find"),
        ({}, "list.nobody_to_find"),
        ({0: "nik", 1: "name", 2: "name"}, "list.field_twice"),
        ({0: "nik", 1: "shoe_size"}, "list.unknown_field"),
    ],
)
def test_columns_are_checked(columns: dict[int, str], code: str) -> None:
    layout = load_list_layout(OfficialKind.POVERTY_REGISTER)
    if not code:
        check(columns, layout)
        return
    with pytest.raises(Refused) as refused:
        check(columns, layout)
    assert refused.value.code == code


def test_a_list_of_staff_says_nothing_of_desil() -> None:
    with pytest.raises(Refused) as refused:
        check({0: "nik", 1: "desil"}, load_list_layout(OfficialKind.STAFF))
    assert refused.value.values["field"] == "desil"


def test_every_fact_has_a_kind_that_tells_it() -> None:
    told = {field for kind in OfficialKind for field in load_list_layout(kind).fields}
    assert set(FACTS) <= told


def test_a_layout_with_a_strange_field_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "common.toml").write_text('[columns]\nnik = ["NIK"]\n[sex]\nL = "L"\n[receives]\nYA = true\n', "utf-8")
    (tmp_path / "staff.toml").write_text('kind = "staff"\nsources = []\n[columns]\nhat = ["Topi"]\n', "utf-8")
    with pytest.raises(ValueError, match="hat"):
        load_list_layout(OfficialKind.STAFF, folder=tmp_path)
