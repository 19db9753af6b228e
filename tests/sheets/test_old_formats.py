"""Old binary workbooks and OpenDocument tables that would take the reader's memory are refused."""

import random
import struct
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.sheets.guard import examine
from desktop.sheets.ole import check_binary
from desktop.sheets.reading import open_sheets
from tests.sheets import workbooks as made

BEGIN = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x0005, 0, 0, 0, 0)


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as caught:
        examine(path)
    return caught.value.code


def read_or_refused(path: Path) -> bool:
    try:
        return all(isinstance(row, list) for sheet in open_sheets(path) for row in sheet.rows())
    except Refused as refused:
        return refused.code.startswith("sheets.")


def biff(*records: tuple[int, bytes]) -> dict[str, bytes]:
    return {"Workbook": BEGIN + b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)}


def test_a_sound_workbook_passes(tmp_path: Path) -> None:
    check_binary(made.xls(tmp_path / "a.xls", [["nama", 3.5]] * 500))


def test_dimensions_of_four_thousand_million_rows(tmp_path: Path) -> None:
    lying = biff((0x0200, struct.pack("<IIHHH", 0, 0xFFFFFFF0, 0, 5, 0)))
    assert refusal(made.compound(tmp_path / "a.xls", lying)) == "sheets.damaged"


def test_dimensions_that_end_before_they_begin(tmp_path: Path) -> None:
    lying = biff((0x0200, struct.pack("<IIHHH", 900, 20, 0, 5, 0)))
    assert refusal(made.compound(tmp_path / "a.xls", lying)) == "sheets.damaged"


def test_a_cell_beyond_the_last_column(tmp_path: Path) -> None:
    lying = biff((0x0203, struct.pack("<HHHd", 0, 40_000, 0, 1.0)))
    assert refusal(made.compound(tmp_path / "a.xls", lying)) == "sheets.damaged"


def test_a_stream_that_is_no_workbook(tmp_path: Path) -> None:
    assert refusal(made.compound(tmp_path / "a.xls", {"Workbook": b"Lorem ipsum"})) == "sheets.damaged"


def test_a_chain_of_sectors_that_bites_its_tail(tmp_path: Path) -> None:
    path = made.compound(tmp_path / "a.xls", biff())
    data = bytearray(path.read_bytes())
    data[512 + 4 * 3 : 512 + 4 * 4] = struct.pack("<I", 2)  # third sector leads back to the second
    path.write_bytes(data)
    assert refusal(path) == "sheets.damaged"


def test_a_header_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert refusal(path) == "sheets.damaged"


@pytest.mark.parametrize("seed", range(8))
def test_spoiled_bytes_never_raise_anything_else(tmp_path: Path, seed: int) -> None:
    """Byte by byte: a sound file is read, every other is refused; nothing else, and no lost process."""
    chance = random.Random(seed)
    path = made.xls(tmp_path / "a.xls", [[f"nama {row}", row * 1.5] for row in range(30)])
    whole = path.read_bytes()
    for _ in range(25):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(8, len(data))] = chance.randrange(256)
        path.write_bytes(data[: chance.randrange(600, len(data))] if chance.random() < 0.2 else data)
        assert read_or_refused(path)


def test_repeated_rows_of_an_ods_are_counted(tmp_path: Path) -> None:
    cell = '<table:table-cell table:number-columns-repeated="200" office:value-type="string">'
    cell += "<text:p>x</text:p></table:table-cell>"
    body = f'<table:table-row table:number-rows-repeated="100000">{cell}</table:table-row>'
    assert refusal(made.ods(tmp_path / "a.ods", body)) == "sheets.too_many_cells"


def test_too_many_rows_in_an_ods(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    body = f'<table:table-row table:number-rows-repeated="1048577">{cell}</table:table-row>'
    assert refusal(made.ods(tmp_path / "a.ods", body)) == "sheets.too_many_rows"


def test_empty_repeats_as_every_program_writes_them_are_fine(tmp_path: Path) -> None:
    empty = '<table:table-row table:number-rows-repeated="1048500">'
    empty += '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    path = made.ods(tmp_path / "a.ods", made.ods_row(["nama", "nik"]) + empty)
    assert [list(sheet.rows()) for sheet in open_sheets(path)] == [[["nama", "nik"]]]


def test_an_ods_that_is_no_xml(tmp_path: Path) -> None:
    assert refusal(made.ods(tmp_path / "a.ods", "<table:table-row>")) == "sheets.damaged"
