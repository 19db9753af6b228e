"""Whatever stands in the cells, reading a register answers rows or refuses; it never breaks."""

import string
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.rules.register import RegisterRow
from desktop.sheets.cells import reader_for
from desktop.sheets.fields import FIELDS
from desktop.sheets.guard import examine
from desktop.sheets.headings import ends_here, is_numbering, normal_code, normal_heading
from desktop.sheets.layouts import load_layouts
from desktop.sheets.register import original_rows, read_register
from desktop.wording.translator import sentences
from tests.sheets import workbooks as made

WORDS = st.sampled_from(
    ["", "-", "NULL", "0", "1", "2", "3601", "1,5E+15", "#N/A", "=1+1", "٣٤", "²", "31/02/2000", "'"]
)
TEXTS = st.one_of(WORDS, st.text(max_size=30), st.text(string.digits + ".,-/eE+ ", max_size=20))
CELLS = st.one_of(
    TEXTS,
    st.integers(-(10**18), 10**18),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


def refused_or_rows(path: Path) -> tuple[RegisterRow, ...]:
    try:
        reading = read_register(path, today=made.TODAY)
    except Refused as refused:
        assert refused.code in sentences()
        return ()
    assert len(list(original_rows(reading, frozenset(row.row for row in reading.rows)))) == reading.total
    return reading.rows


def check(rows: tuple[RegisterRow, ...]) -> None:
    known = sentences()
    for row in rows:
        for problem in row.problems:
            assert known[problem.code].format(**problem.values)
        if not row.refused:
            assert row.member.name
            assert row.household.no_kk or row.household.source_id
        assert row.member.nik == "" or len(row.member.nik) == 16


@pytest.mark.slow
@settings(max_examples=60)
@given(st.lists(st.lists(TEXTS, min_size=len(made.OPENSID), max_size=len(made.OPENSID)), min_size=1, max_size=4))
def test_any_text_below_the_headings(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        text = "\r\n".join(";".join(f'"{cell.replace(chr(34), "")}"' for cell in row) for row in [made.OPENSID, *rows])
        path.write_bytes(text.encode("utf-8", errors="replace"))
        check(refused_or_rows(path))


@settings(max_examples=200)
@given(st.binary(max_size=300))
@example(b"PK\x03\x04")
@example(b"PK\x05\x06" + bytes(18))
@example(b"\xff\xfe")
@example(b"sep=\r\n")
def test_any_bytes_as_a_file(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        path.write_bytes(data)
        check(refused_or_rows(path))


@given(st.sampled_from(sorted(FIELDS)), CELLS)
def test_any_cell_in_any_column(field: str, cell: object) -> None:
    for layout in load_layouts():
        value, issues = reader_for(field, layout.codes.get(field), made.TODAY)(cell)  # type: ignore[arg-type]
        assert value is None or value != ""
        for issue in issues:
            assert sentences()[issue.code].format(**issue.values)


@given(st.lists(CELLS, max_size=8))
def test_any_cells_as_headings(cells: list[object]) -> None:
    for cell in cells:
        assert normal_heading(cell) == normal_heading(normal_heading(cell)) or normal_heading(cell)
        assert isinstance(normal_code(cell), str)
    assert is_numbering(cells) in (True, False)
    assert ends_here(cells) in (True, False)


def test_a_workbook_of_odd_cells(tmp_path: Path) -> None:
    odd = [True, 1.5, -3, date(2001, 2, 3), time(3, 4), datetime.combine(date(2001, 2, 3), time(4)), "x" * 32_000]
    odd += [timedelta(days=3), 1e300, "\u200b", "=1+1", "\u202e"]
    rows = [made.OPENSID, *[[cell] * len(made.OPENSID) for cell in odd]]
    path = made.xlsx(tmp_path / "p.xlsx", rows)
    assert examine(path)
    rows_read = refused_or_rows(path)
    check(rows_read)
    assert len(rows_read) >= len(odd) - 2
