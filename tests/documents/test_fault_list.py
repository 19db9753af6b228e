"""The lists for the civil registry and for facilitators: every kind has its phrase, every value its words."""

from datetime import date
from io import BytesIO

import pytest

from desktop.documents.fault_list import (
    PHRASES,
    Around,
    CivilLine,
    TodoLine,
    civil_cells,
    civil_sheet,
    in_words,
    todo_cells,
    todo_sheet,
)
from desktop.documents.listing import ListSheet, write_list
from desktop.rules.fault_kinds import FaultCode
from tests.documents.paper_readers import page_words, words

AROUND = Around("Dinas Sosial · Pemerintah Kabupaten Pandeglang", "Dicetak 11-04-2019 oleh Si Operator")
SITI = CivilLine(
    "SITI AMINAH",
    "3601011203840001",
    "3601010101090001",
    "Pandeglang",
    date(1984, 3, 12),
    "P",
    "Kp. Cikadu, RT 1 RW 3, Cikole, Sumur",
    (FaultCode.SEX_DIFFERS, FaultCode.BIRTH_DIFFERS),
)
TASK = TodoLine(
    "Ratna Dewi", "ROHAYATI", "JSR-36.01-000001", "Kp. Cikadu", "UJANG", FaultCode.SCHOOL_AGE, "2001-06-05 primary"
)


def paper(sheet: ListSheet, rows: list[tuple[str, ...]]) -> bytes:
    file = BytesIO()
    write_list(rows, sheet, file)
    return file.getvalue()


def test_every_kind_has_a_phrase_of_its_own() -> None:
    assert set(PHRASES) == set(FaultCode)
    assert len(set(PHRASES.values())) == len(PHRASES)


def test_the_registry_gets_numbers_whole_and_room_to_answer() -> None:
    cells = civil_cells(1, SITI)
    assert cells[1:3] == ("3601011203840001", "3601010101090001")
    assert cells[4:6] == ("Pandeglang, 12 Mar 1984", "P")
    assert cells[7] == "Jenis kelamin berbeda dengan NIK; Tanggal lahir berbeda dengan NIK"
    assert cells[8] == ""


def test_the_registrys_list_is_ready_for_its_letter() -> None:
    said = words(paper(civil_sheet(AROUND, 1, 1), [civil_cells(1, SITI)]))
    assert "Lampiran surat Nomor" in said
    assert "Jumlah: 1 orang dalam 1 keluarga" in said
    assert "3601011203840001" in said
    assert "Menurut Dukcapil" in said


def test_numbers_are_never_cut_on_paper() -> None:
    """A long name or address wraps or shrinks; sixteen digits stand on one line."""
    long = CivilLine(
        "SITI " + "NURHALIMAH " * 9, SITI.nik, SITI.no_kk, "Labuan " * 5, SITI.birth_date, "P", "Kp. " * 60, SITI.codes
    )
    said = words(paper(civil_sheet(AROUND, 1, 1), [civil_cells(1, long)]))
    assert SITI.nik in said
    assert SITI.no_kk in said


@pytest.mark.parametrize("field", ["nik", "no_kk"])
def test_a_number_nobody_knows_is_a_stroke(field: str) -> None:
    line = CivilLine("UJANG", "", "", "", None, "", "", (FaultCode.NIK_MISSING,))
    cells = civil_cells(3, line)
    assert cells[1 if field == "nik" else 2] == "-"
    assert cells[4] == ""


def test_a_birth_place_without_a_date_and_the_other_way_round() -> None:
    only_place = CivilLine("UJANG", "", "", "Labuan", None, "", "", ())
    only_date = CivilLine("UJANG", "", "", "", date(2009, 6, 5), "", "", ())
    assert civil_cells(1, only_place)[4] == "Labuan"
    assert civil_cells(1, only_date)[4] == "05 Jun 2009"


def test_a_facilitators_list_names_him_and_leaves_room() -> None:
    pages = page_words(paper(todo_sheet(AROUND, "Ratna Dewi", 1), [todo_cells(1, TASK)]))
    assert len(pages) == 1
    for part in ("Pendamping: Ratna Dewi", "Jumlah keluarga: 1", "ROHAYATI", "UJANG", "05 Jun 2001 SD"):
        assert part in pages[0]
    assert "Umur tidak sesuai" in pages[0]


def test_a_family_without_caretaker_is_still_named() -> None:
    line = TodoLine("", "", "", "Kp. Cikadu", "", FaultCode.NO_CARETAKER, "")
    assert todo_cells(1, line)[1] == "Belum ada pengurus"


def test_a_name_is_no_code() -> None:
    line = TodoLine("", "ROHAYATI", "", "", "L", FaultCode.NAME_STRANGE, "L")
    assert todo_cells(1, line)[6] == "L"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2009-06-05 primary", "05 Jun 2009 SD"),
        ("2009-06-05 1999-12-31", "05 Jun 2009 31 Des 1999"),
        ("died", "meninggal"),
        ("L", "laki-laki"),
        ("••••••••••840001", "••••••••••840001"),
        ("", ""),
    ],
)
def test_values_in_words(value: str, said: str) -> None:
    assert in_words(value) == said


def test_an_empty_list_says_so() -> None:
    assert "Tidak ada baris." in words(paper(todo_sheet(AROUND, "Ratna Dewi", 0), []))


def test_what_the_list_is_narrowed_to_stands_on_it() -> None:
    around = Around("Dinas Sosial", "Dicetak", ("Wilayah: Sumur",), practice=True)
    assert "Wilayah: Sumur" in words(paper(civil_sheet(around, 0, 0), []))
    assert "LATIHAN" in words(paper(civil_sheet(around, 0, 0), []))
