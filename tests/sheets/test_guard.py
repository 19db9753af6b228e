"""What may not be read is refused with its own sentence, before a reader sees it."""

import struct
import zipfile
from itertools import repeat
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.sheets.guard import Kind, examine
from desktop.wording.translator import sentences
from tests.sheets import workbooks as made


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as caught:
        examine(path)
    sentence = sentences()[caught.value.code].format(**caught.value.values)
    assert path.name in sentence
    return caught.value.code


@pytest.mark.parametrize("name", ["data.xlsx", "data.dat"])
def test_the_content_decides_not_the_name(tmp_path: Path, name: str) -> None:
    assert examine(made.xlsx(tmp_path / name, [["nama"]])).kind is Kind.XLSX


def test_every_kind_is_known(tmp_path: Path) -> None:
    assert examine(made.xls(tmp_path / "a.xls", [["nama"]])).kind is Kind.XLS
    assert examine(made.ods(tmp_path / "a.ods", made.ods_row(["nama"]))).kind is Kind.ODS
    assert examine(made.delimited(tmp_path / "a.csv", [["nama", "nik"]])).kind is Kind.TEXT
    assert examine(made.delimited(tmp_path / "b.csv", [["nama", "nik"]], encoding="utf-16")).kind is Kind.TEXT


def test_a_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "hilang.xlsx") == "sheets.missing"


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "folder.xlsx"
    folder.mkdir()
    assert refusal(folder) == "files.is_folder"


def test_a_picture_with_the_name_of_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "foto.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    assert refusal(path) == "sheets.not_spreadsheet"


@pytest.mark.parametrize("start", [b"%PDF-1.7\nabc", b"{\\rtf1 abc}", b'<?xml version="1.0"?><a/>', b"SQLite format 3"])
def test_other_texts_are_no_tables(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "lain.csv"
    path.write_bytes(start)
    assert refusal(path) == "sheets.not_spreadsheet"


def test_a_web_page_saved_as_xls(tmp_path: Path) -> None:
    path = tmp_path / "laporan.xls"
    path.write_text("\n <HTML><table><tr><td>NIK</td></tr></table></HTML>")
    assert refusal(path) == "sheets.web_page"


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "kosong.csv"
    path.write_bytes(b" \r\n")
    assert refusal(path) == "sheets.empty"


def test_another_zip(tmp_path: Path) -> None:
    path = tmp_path / "surat.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert refusal(path) == "sheets.not_spreadsheet"


def test_a_binary_workbook(tmp_path: Path) -> None:
    path = tmp_path / "data.xlsb"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.bin", b"\0\1\2")
    assert refusal(path) == "sheets.binary_workbook"


@pytest.mark.parametrize("kept", [0.3, 0.9, 0.999])
def test_half_a_workbook(tmp_path: Path, kept: float) -> None:
    path = made.xlsx(tmp_path / "potong.xlsx", [["nama"]] * 50)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])
    assert refusal(path) == "sheets.damaged"


def test_a_workbook_with_a_spoiled_sheet(tmp_path: Path) -> None:
    path = made.xlsx(tmp_path / "rusak.xlsx", [[f"nama {number}" for number in range(30)] for _ in range(300)])
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo("xl/worksheets/sheet1.xml")
    data = bytearray(path.read_bytes())
    start = entry.header_offset + 30 + len(entry.filename) + 40
    data[start : start + 400] = b"\xff" * 400
    path.write_bytes(data)
    assert refusal(path) == "sheets.damaged"


def test_two_directories_in_one_zip(tmp_path: Path) -> None:
    path = made.xlsx(tmp_path / "dua.xlsx", [["nama"]])
    data = path.read_bytes()
    end = data.rfind(b"PK\x05\x06")
    path.write_bytes(data[:end] + data[end:] + data[end:])
    assert refusal(path) == "sheets.damaged"


def test_a_password(tmp_path: Path) -> None:
    path = made.compound(tmp_path / "sandi.xlsx", {"EncryptionInfo": b"x", "EncryptedPackage": b"y"})
    assert refusal(path) == "sheets.encrypted"


def test_an_old_workbook_with_a_password(tmp_path: Path) -> None:
    book = struct.pack("<HHHH", 0x0809, 4, 0x0600, 5) + struct.pack("<HH6s", 0x002F, 6, b"secret")
    assert refusal(made.compound(tmp_path / "sandi.xls", {"Workbook": book})) == "sheets.encrypted"


def test_an_old_document_that_is_no_workbook(tmp_path: Path) -> None:
    assert refusal(made.compound(tmp_path / "surat.doc", {"WordDocument": b"x"})) == "sheets.not_spreadsheet"


def test_a_directory_that_owns_up_to_too_much(tmp_path: Path) -> None:
    path = made.raw_sheet(tmp_path / "besar.xlsx", made.sheet_xml([]), declared=600 << 20)
    assert refusal(path) == "sheets.too_large"


@pytest.mark.slow
def test_a_bomb_whose_directory_lies(tmp_path: Path) -> None:
    """One GiB of zeros that calls itself 1,000 bytes."""
    path = made.raw_sheet(tmp_path / "bom.xlsx", repeat(bytes(1 << 20), 1024), declared=1000)
    assert path.stat().st_size < 8 << 20
    assert refusal(path) == "sheets.too_large"


@pytest.mark.slow
def test_twelve_million_cells(tmp_path: Path) -> None:
    row = b"<row>" + b"<c><v>1</v></c>" * 1000 + b"</row>"
    path = made.raw_sheet(tmp_path / "luas.xlsx", made.sheet_xml(repeat(row, 12_000)))
    assert refusal(path) == "sheets.too_many_cells"


def test_more_rows_than_a_sheet_can_hold(tmp_path: Path) -> None:
    rows = repeat(b"<row/>" * 100, 10_490)
    assert refusal(made.raw_sheet(tmp_path / "panjang.xlsx", made.sheet_xml(rows))) == "sheets.too_many_rows"


def test_text_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "besar.csv"
    with path.open("wb") as file:
        file.write(b"nama;nik\r\n" * 1000)
        file.truncate((512 << 20) + 1)  # a hole: takes no disk
    assert refusal(path) == "sheets.too_large"
