"""How far a sheet reaches is found from its cells, whatever its dimension and its spelling say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.sheets.extent import column_letter, column_number, sheet_extents
from desktop.sheets.guard import examine
from desktop.sheets.zipped import open_package
from tests.sheets import workbooks as made

NAMESPACED = (
    b'<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="1048576">'
    b'<x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>'
)
PART = "xl/worksheets/sheet1.xml"


def extent(path: Path, *rows: bytes) -> tuple[int, int]:
    found = sheet_extents(open_package(made.raw_sheet(path, made.sheet_xml(rows))))[PART]
    return found.rows, found.columns


@given(st.integers(1, 16_384))
def test_letters_and_numbers_of_columns_agree(number: int) -> None:
    assert column_number(column_letter(number)) == number


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")]
)
def test_known_letters(number: int, letters: str) -> None:
    assert column_letter(number) == letters


def test_the_farthest_cells_count(tmp_path: Path) -> None:
    row = b'<row r="7"><c r="C7"><v>1</v></c></row><row r="9"><c r="AB9" t="s"><v>0</v></c></row>'
    assert extent(tmp_path / "a.xlsx", row) == (9, 28)


def test_cells_without_a_value_do_not(tmp_path: Path) -> None:
    row = b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="3"/></row>'
    row += b'<row r="1048576"><c r="B1048576" s="1" t="n"/></row>'
    assert extent(tmp_path / "a.xlsx", row) == (1, 1)


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="XFD1048576"><v>1</v></c></row>',
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c s="1" r="XFD1048576"><v>1</v></c></row>',
        b"<row r=\"1\"><c r='A1'><v>1</v></c></row><row r=\"2\"><c r='XFD1048576'><v>1</v></c></row>",
        b'<row r="1"><c\nr="A1"><v>1</v></c></row><row r="2"><c\tr="XFD1048576"><v>1</v></c></row>',
        NAMESPACED,
        b'<row r="1048576"><c><v>1</v></c>' + b"<c><v>1</v></c>" * 30 + b"</row>",
        b'<row r="1"><c r="XFD1048576" x="/>"><v>1</v></c></row>',
    ],
)
def test_no_spelling_hides_a_far_cell(tmp_path: Path, row: bytes) -> None:
    with pytest.raises(Refused) as caught:
        extent(tmp_path / "a.xlsx", row)
    assert caught.value.code == "sheets.too_many_cells"


def test_beyond_the_last_row_and_column(tmp_path: Path) -> None:
    with pytest.raises(Refused) as rows:
        extent(tmp_path / "a.xlsx", b'<row><c r="A1048577"><v>1</v></c></row>')
    assert rows.value.code == "sheets.too_many_rows"
    with pytest.raises(Refused) as columns:
        extent(tmp_path / "b.xlsx", b'<row><c r="XFE1"><v>1</v></c></row>')
    assert columns.value.code == "sheets.damaged"


def test_cells_without_reference_follow_each_other(tmp_path: Path) -> None:
    row = b"<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c/><c/><c><v>3</v></c></row>"
    assert extent(tmp_path / "a.xlsx", row) == (3, 3)


def test_a_sheet_that_is_no_xml(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        extent(tmp_path / "a.xlsx", b"<row><c><v>1</c></row>")
    assert caught.value.code == "sheets.damaged"


def test_a_tag_without_end(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        extent(tmp_path / "a.xlsx", b"<row " + b"x" * (3 << 20))
    assert caught.value.code == "sheets.damaged"


def test_error_cells_are_noted(tmp_path: Path) -> None:
    row = b'<row r="3"><c r="B3" s="1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C3" t="e"><v>#N/A</v></c></row>'
    path = made.raw_sheet(tmp_path / "a.xlsx", made.sheet_xml([row]))
    assert examine(path).extents[PART].errors == {3: {2: "#DIV/0!", 3: "#N/A"}}


def test_cells_cut_by_a_chunk_are_still_whole(tmp_path: Path) -> None:
    """Chunks of one MiB cut somewhere; every cell must count."""
    path = made.raw_sheet(tmp_path / "a.xlsx", made.sheet_xml(long_rows(100_001, 100_000 + 30_000)))
    (found,) = sheet_extents(open_package(path)).values()
    assert (found.rows, found.columns, found.cells) == (130_000, 1, 30_000)


def long_rows(first: int, last: int, column: str = "A") -> Iterator[bytes]:
    for row in range(first, last + 1):
        yield f'<row r="{row}"><c r="{column}{row}" t="inlineStr"><is><t>{"x" * 50}</t></is></c></row>'.encode()


@pytest.mark.parametrize(("first", "column"), [(1, "A"), (60_000, "BZ")])
def test_a_large_ordinary_sheet_is_not_measured_closely(tmp_path: Path, first: int, column: str) -> None:
    path = made.raw_sheet(tmp_path / "a.xlsx", made.sheet_xml(long_rows(first, first + 20_000, column)))
    (found,) = sheet_extents(open_package(path)).values()
    assert found.rows >= first + 20_000
    assert found.columns >= column_number(column)
    assert found.cells == 20_001


@pytest.mark.parametrize("reference", ["XFD1048576", "CA100000", "ca100000"])
@pytest.mark.parametrize("where", ["first", "last"])
def test_no_mass_of_ordinary_rows_hides_a_far_cell(tmp_path: Path, reference: str, where: str) -> None:
    ordinary = [*long_rows(1, 30_000), *(f'<row><c r="B{row}"><v>1</v></c></row>'.encode() for row in range(9))]
    far = f'<row><c r="{reference}"><v>1</v></c></row>'.encode()
    rows = [far, *ordinary] if where == "first" else [*ordinary, far]
    path = made.raw_sheet(tmp_path / "a.xlsx", made.sheet_xml(rows))
    if reference == "XFD1048576":
        with pytest.raises(Refused) as caught:
            sheet_extents(open_package(path))
        assert caught.value.code == "sheets.too_many_cells"
    else:
        (found,) = sheet_extents(open_package(path)).values()
        assert (found.rows, found.columns) == (100_000, column_number("CA"))


def test_a_long_and_narrow_sheet_is_taken_as_it_is(tmp_path: Path) -> None:
    """Were it thought as wide as others are, it would be refused."""
    path = made.raw_sheet(tmp_path / "a.xlsx", made.sheet_xml(long_rows(1, 140_000)))
    (found,) = sheet_extents(open_package(path)).values()
    assert (found.rows, found.columns) == (140_000, 1)


def test_a_sheet_under_another_name_is_looked_at(tmp_path: Path) -> None:
    far = b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'
    path = made.raw_sheet(tmp_path / "a.xlsx", made.sheet_xml([far]))
    data = path.read_bytes().replace(b"xl/worksheets/sheet1.xml", b"xl/media/photograph1.png")
    path.write_bytes(data)
    with pytest.raises(Refused) as caught:
        examine(path)
    assert caught.value.code == "sheets.too_many_cells"


def test_a_sheet_in_wide_letters(tmp_path: Path) -> None:
    wide = "<?xml version='1.0' encoding='utf-16'?><worksheet><sheetData/></worksheet>".encode("utf-16")
    with pytest.raises(Refused) as caught:
        examine(made.raw_sheet(tmp_path / "a.xlsx", [wide]))
    assert caught.value.code == "sheets.damaged"
