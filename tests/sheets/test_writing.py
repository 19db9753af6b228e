"""Lists and refused rows as workbooks: whole, typed, and nothing in them runs."""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from desktop.errors import Cancelled
from desktop.sheets.problems import REASON, write_problems
from desktop.sheets.register import original_rows, read_register
from desktop.sheets.safety import harmless
from desktop.sheets.table import ColumnKind, TableColumn, sheet_title, write_table
from tests.sheets import workbooks as made

COLUMNS = (
    TableColumn("Nama", width=30),
    TableColumn("NIK"),
    TableColumn("Anggota", ColumnKind.NUMBER),
    TableColumn("Jumlah", ColumnKind.RUPIAH),
    TableColumn("Tanggal", ColumnKind.DATE),
)


def written(rows: list[tuple[str | int | date | None, ...]], title: str = "Keluarga") -> list[list[object]]:
    out = BytesIO()
    assert write_table(out, title, COLUMNS, rows) == len(rows)  # type: ignore[arg-type]
    return [[cell.value for cell in row] for row in load_workbook(out).worksheets[0].iter_rows()]


def test_a_list_keeps_its_types() -> None:
    table = written([("SITI", made.WOMAN, 4, 1_750_000, date(2019, 4, 11)), ("UJANG", "", None, 0, None)])
    assert table[0] == ["Nama", "NIK", "Anggota", "Jumlah", "Tanggal"]
    assert table[1] == ["SITI", made.WOMAN, 4, 1_750_000, datetime.fromisoformat("2019-04-11")]
    assert table[2] == ["UJANG", None, None, 0, None]


def test_the_formats_of_a_list() -> None:
    out = BytesIO()
    write_table(out, "Daftar", COLUMNS, [("SITI", made.WOMAN, 4, 1_750_000, date(2019, 4, 11))])
    sheet = load_workbook(out).worksheets[0]
    assert [cell.number_format for cell in sheet[2]] == ["@", "@", "#,##0", '"Rp"#,##0', "dd/mm/yyyy"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:E2")
    assert sheet.column_dimensions["A"].width == 30


def test_an_empty_list_has_its_headings() -> None:
    assert written([]) == [["Nama", "NIK", "Anggota", "Jumlah", "Tanggal"]]


def test_rows_are_taken_as_they_come_and_a_person_can_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    taken = 0

    def rows() -> Iterator[tuple[str, str, int, int, None]]:
        nonlocal taken
        for taken in range(1, 10_000):  # noqa: B007 - read after the stop
            yield ("SITI", made.WOMAN, 1, 1, None)

    class Stop:
        def step(self, done: int, total: int | None = None, what: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_table(BytesIO(), "Daftar", COLUMNS, rows(), Stop())
    assert taken == 500
    assert list(tmp_path.iterdir()) == []  # no name is left behind in a scratch file


@pytest.mark.parametrize(
    ("title", "shown"),
    [("Tahap 1/2019: [Labuan]", "Tahap 1 2019   Labuan"), ("x" * 50, "x" * 31), ("///", "Data"), ("'a'", "a")],
)
def test_titles_that_a_spreadsheet_accepts(title: str, shown: str) -> None:
    assert sheet_title(title) == shown
    assert written([], title)


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", " =1+1", "|x", "%0"])
def test_what_would_run_is_kept_as_text(text: str) -> None:
    assert harmless(text).startswith("'")
    assert str(written([(text, "", 0, 0, None)])[1][0]).startswith("'")


@pytest.mark.parametrize("text", ["", "-", "-6.3", "+62811", "SITI", "a=b", "Rp1.000", "3601015708850001"])
def test_other_text_is_left_alone(text: str) -> None:
    assert harmless(text) == text


@given(st.text(max_size=60))
def test_nothing_written_ever_runs(text: str) -> None:
    out = BytesIO()
    write_problems(out, ["Nama"], [(2, [text], [text])])
    for row in load_workbook(out).worksheets[0].iter_rows():
        assert all(cell.data_type != "f" for cell in row)
        assert not any(str(cell.value or "").startswith(("=", "@")) for cell in row)


def test_refused_rows_come_back_with_the_reason(tmp_path: Path) -> None:
    good, bad = made.opensid_row(), made.opensid_row(no_kk=3601010101190001, nama="=HYPERLINK(1)")
    reading = read_register(made.xlsx(tmp_path / "p.xlsx", [made.OPENSID, good, bad]), today=made.TODAY)
    refused = frozenset(row.row for row in reading.rows if row.refused)
    assert refused == {3}
    cells = original_rows(reading, refused)
    path = tmp_path / "ditolak.xlsx"
    with path.open("wb") as out:
        assert write_problems(out, reading.headings, ((number, row, ["Nomor KK rusak."]) for number, row in cells)) == 1
    table = [[cell.value for cell in row] for row in load_workbook(path).worksheets[0].iter_rows()]
    assert table[0][:3] == [REASON, "Baris asal", "alamat"]
    assert table[1][:2] == ["Nomor KK rusak.", "3"]
    assert table[1][2 + made.OPENSID.index("no_kk")] == "3601010101190001"


def test_the_corrected_workbook_is_recognised_again(tmp_path: Path) -> None:
    path = tmp_path / "ditolak.xlsx"
    with path.open("wb") as out:
        write_problems(out, made.OPENSID, [(7, [str(cell) for cell in made.opensid_row(rw="-")], ["Salah.", "Lagi."])])
    (row,) = read_register(path, today=made.TODAY).rows
    assert (row.member.name, row.household.rw, row.problems) == ("SITI AMINAH", "", ())
    assert load_workbook(path).worksheets[0]["A2"].value == "Salah.\nLagi."
