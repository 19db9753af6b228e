"""Lists as offices send them, with their real headings: each is read without a word, and says what it says."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import xlwt
from openpyxl import Workbook

from desktop.rules.official_lists import FoundBy, ListOutcome, OfficialKind
from desktop.services.desk import Desk
from desktop.services.official_lists import offers
from desktop.services.official_lists.answers import About, Match, read_said
from desktop.services.official_lists.previewing import ListPreview
from tests import families
from tests.services.official_lists import files as made

DAY = date(2019, 3, 1)
DTKS = (
    "ID DTKS|PROVINSI|KABUPATEN/KOTA|KECAMATAN|DESA/KELURAHAN|ALAMAT|DUSUN|RT|RW|NOKK|NIK|NAMA|TANGGAL LAHIR|"
    "TEMPAT LAHIR|JENIS KELAMIN|PEKERJAAN|NAMA IBU KANDUNG|HUB KELUARGA|KETERANGAN PADAN|BANSOS BPNT|BANSOS PKH|"
    "BANSOS BPNT-PPKM|PBI JKN"
)
SIAK = (
    "Nomor KK", "NIK", "Nama Penduduk", "Status", "Tempat Lahir", "Tanggal Lahir", "Kelamin", "NIK Ayah", "Ayah",
    "NIK Ibu", "Ibu", "Status Kawin", "SHDK", "Agama", "Kecamatan", "Desa/Kel", "Alamat", "RW", "RT",
)  # fmt: skip


@pytest.fixture
def households(operator: Desk) -> list[UUID]:
    return families.add(operator, 6)


def by_row(found: ListPreview) -> dict[int, Match]:
    assert found.counts.balanced
    return {match.row: match for match in found.compared.matches}


def dtks(number: int, **known: str) -> str:
    """One line of the text that SIKS exports."""
    cells = dict.fromkeys(DTKS.split("|"), "")
    cells |= {"ID DTKS": f"3601{number:014}", "PROVINSI": "BANTEN", "KABUPATEN/KOTA": "PANDEGLANG"}
    cells |= {"NOKK": made.card(number), "NIK": made.mother(number), "NAMA": families.MOTHERS[number % 7]}
    cells |= {"TANGGAL LAHIR": "12-03-1984", "JENIS KELAMIN": "PEREMPUAN", "KETERANGAN PADAN": "PADAN"}
    cells |= {name.replace("_", " "): value for name, value in known.items()}
    return "|".join(cells.values())


def test_the_text_of_siks(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    path = tmp_path / "dtks.txt"
    first = dtks(0, BANSOS_PKH="YA", BANSOS_BPNT="YA", PBI_JKN="YA")
    lines = [DTKS, first, dtks(1, BANSOS_PKH="TIDAK"), dtks(9, NAMA="ORANG LAIN")]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    found = made.preview(operator, path, About(OfficialKind.POVERTY_REGISTER, "dtks", DAY))
    rows = by_row(found)
    assert (found.counts.by_nik, found.counts.absent) == (2, 1)
    assert {each.code for each in found.compared.problems} == {"rules.kk_serial"}, "the first card counts from 0"
    said = read_said(rows[2].said)
    assert (dict(said.receives), said.differs) == ({"pkh": True, "bpnt": True, "pbi_jkn": True}, ())
    assert said.facts["number"] == "360100000000000000"
    assert rows[2].outcome is ListOutcome.LISTED
    assert dict(read_said(rows[3].said).receives) == {"pkh": False}


def test_the_text_of_siks_offers_every_aid_it_names(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    path = tmp_path / "dtks.txt"
    path.write_text(f"{DTKS}\n{dtks(0, BANSOS_PKH='YA', BANSOS_BPNT='YA', PBI_JKN='TIDAK')}\n", "utf-8")
    list_id = made.keep(operator, path, About(OfficialKind.POVERTY_REGISTER, "dtks", DAY)).list_id
    assert list_id is not None
    assert sorted(each.aid for each in offers.offers(operator, list_id).aids) == ["bpnt", "pkh"]


def siak(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    """The old workbook of the civil registry: RW and RT are numbers, dates are dates or text."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data Penduduk")
    for at, heading in enumerate(SIAK):
        sheet.write(0, at, heading)
    for number, cells in enumerate(rows, 1):
        for at, heading in enumerate(SIAK):
            if heading in cells:
                sheet.write(number, at, cells[heading])
    book.save(str(path))
    return path


def test_the_export_of_siak(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    usual = {"Tanggal Lahir": "12-03-1984", "Kelamin": "Perempuan", "Status": "Hidup", "RW": 1, "RT": 2}
    path = siak(
        tmp_path / "siak.xls",
        [
            {**usual, "Nomor KK": made.card(0), "NIK": made.mother(0), "Nama Penduduk": "SITI AMINAH"},
            {**usual, "Nomor KK": made.card(1), "NIK": made.mother(1), "Nama Penduduk": "ROHAYATI", "Status": "Mati"},
            {**usual, "Nomor KK": made.card(9), "NIK": made.mother(2), "Nama Penduduk": "ENTIN SURYATIN"},
            {**usual, "Nomor KK": made.card(3), "NIK": made.mother(3), "Nama Penduduk": "NURJANAH", "Status": "Pindah"},
            {
                **usual,
                "Nomor KK": made.card(4),
                "NIK": made.mother(4),
                "Nama Penduduk": "MIMIN",
                "Status": "Tidak Valid",
            },
            {**usual, "Nomor KK": made.card(5), "Nama Penduduk": "JUBAEDAH", "Kelamin": "Laki-Laki"},
        ],
    )
    found = by_row(made.preview(operator, path, About(OfficialKind.DUKCAPIL, "siak", DAY)))
    assert {row: match.outcome.value for row, match in found.items()} == {
        2: "match", 3: "died", 4: "match", 5: "match", 6: "differs", 7: "differs",
    }  # fmt: skip
    assert [each.field for each in read_said(found[4].said).differs] == ["no_kk"], "told, and decides nothing"
    assert [each.field for each in read_said(found[7].said).differs] == ["sex"]
    assert found[7].found_by is FoundBy.NO_KK


def test_the_aid_programme_of_a_village(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    """Two sheets: what the programme is, and who receives it; both end with a mark."""
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Program"
    for row in (["ID Program", "7"], ["Nama Program", "BLT Dana Desa"], ["Sasaran Program", "2"], ["###"]):
        first.append(row)
    people = book.create_sheet("Peserta")
    people.append(["Peserta", "No. Peserta", "NIK", "Nama", "Tempat Lahir", "Tanggal Lahir", "Alamat"])
    people.append([made.mother(0), "1", made.mother(0), "SITI AMINAH", "PANDEGLANG", "1984-03-12", "Kp. Cikadu"])
    people.append(["###"])
    people.append([made.mother(1), "2", made.mother(1), "ROHAYATI", "", "", ""])
    book.save(tmp_path / "program.xlsx")
    found = made.preview(operator, tmp_path / "program.xlsx", About(OfficialKind.OTHER_AID, "blt_dd", DAY))
    assert found.file.sighted.sheet == "Peserta"
    (match,) = found.compared.matches
    assert (match.household, dict(read_said(match.said).facts)) == (households[0], {"number": "1"})


def test_a_list_of_desil_by_family_card(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    rows = [[made.card(0), "", "", "", "1"], [made.card(1), made.mother(1), "ROHAYATI", "ISTRI", "Desil 4"]]
    path = made.write(tmp_path / "desil.xlsx", ("noKK", "nik", "namaLengkap", "shdk", "desil"), rows)
    found = by_row(made.preview(operator, path, About(OfficialKind.POVERTY_REGISTER, "dtsen", DAY)))
    assert {row: dict(read_said(match.said).facts) for row, match in found.items()} == {
        2: {"desil": "1"},
        3: {"desil": "4"},
    }
    assert (found[2].member, found[2].found_by) == (None, FoundBy.NO_KK)


def test_participants_of_pkh_as_their_resertification_has_them(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    headings = ("nopeserta", "namaart", "nik", "nokk", "hub_krt", "jnskel", "tgl_lhr", "alamat", "nmpengurus",
                "tahunkepesertaan")  # fmt: skip
    row = ["360101000000017", "UJANG", "", made.card(0), "3", "1", "01/06/2009", "Kp. Cikadu", "SITI AMINAH", "2014"]
    path = made.write(tmp_path / "resertifikasi.xlsx", headings, [row])
    found = made.preview(operator, path, About(OfficialKind.OTHER_AID, "pkh", DAY))
    (match,) = found.compared.matches
    assert (match.household, match.found_by) == (households[0], FoundBy.NO_KK)
    assert dict(read_said(match.said).facts) == {"number": "360101000000017", "since": "2014"}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_civil_servants_as_text(operator: Desk, households: list[UUID], tmp_path: Path, separator: str) -> None:
    lines = [
        ["No", "NIP", "Nama Pegawai", "NIK", "Pangkat", "Unit Kerja"],
        ["1", "198403122010012001", "Dra. Hj. ROHAYATI", made.mother(1), "III/a", "SDN Teluk 1"],
    ]
    path = tmp_path / "asn.csv"
    path.write_text("\n".join(separator.join(line) for line in lines) + "\n", "utf-8")
    (match,) = made.preview(operator, path, made.CIVIL).compared.matches
    assert (match.name, match.outcome) == ("ROHAYATI", ListOutcome.LISTED)
    assert dict(read_said(match.said).facts) == {
        "job": "III/a",
        "unit": "SDN Teluk 1",
        "number": "198403122010012001",
    }


def test_a_list_of_staff_under_a_letterhead(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    """Three rows of title, headings in two rows merged downwards, a row of column numbers, then people."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["PEMERINTAH PROVINSI BANTEN"], ["DINAS SOSIAL"], ["DAFTAR PENDAMPING 2019"],
        ["No", "Identitas", "", "Tugas"], ["", "NIK", "Nama", ""], [1, 2, 3, 4],
        [1, made.mother(2), "ENTIN SURYATIN", "Pendamping"],
    ):  # fmt: skip
        sheet.append(row)
    book.save(tmp_path / "sdm.xlsx")
    found = made.preview(operator, tmp_path / "sdm.xlsx", made.STAFF)
    (match,) = found.compared.matches
    assert (match.row, match.household) == (7, households[2])
    assert dict(read_said(match.said).facts) == {"job": "Pendamping"}


def test_numbers_that_a_spreadsheet_destroyed_find_nobody(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    """The 16th digit is gone: the row is told, and taken for nobody (DOMAIN.md 3.5)."""
    rows = [[int(made.mother(0)), "SITI AMINAH"], [float(made.mother(1)), "ROHAYATI"]]
    found = made.preview(operator, made.write(tmp_path / "rusak.xlsx", ("NIK", "Nama"), rows), made.STAFF)
    assert (found.counts.matched, found.counts.unusable) == (0, 2)
    assert {each.code for each in found.compared.problems} == {"sheets.nik_number"}


@pytest.mark.parametrize("nik", ["0", "-", "9999999999999999", "1234567890123456", "NULL", "3601015203840000000"])
def test_placeholders_find_nobody(operator: Desk, households: list[UUID], tmp_path: Path, nik: str) -> None:
    child = made.people(operator, households[0])[1]
    made.change_member(operator, child.id, nik="9999999999999999")
    path = made.write(tmp_path / "isi.xlsx", ("NIK", "Nama"), [[nik, "UJANG"]])
    assert made.preview(operator, path, made.STAFF).counts.matched == 0
