"""Small tables found by the words of their headings, whatever stands above them."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop.sheets.named_columns import TOP, find_table

HEADINGS = {"card": ("kartu", "no kartu"), "nik": ("nik",), "outcome": ("hasil",)}
NEEDED = (("card", "nik"), ("outcome",))


def workbook(path: Path, *sheets: list[list[object]]) -> Path:
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("above", [0, 1, TOP - 1])
def test_the_headings_are_found_below_titles(tmp_path: Path, above: int) -> None:
    rows: list[list[object]] = [["Judul"]] * above + [["No", "No. Kartu (2)", "Hasil"], [1, "A-1", "dibayar"]]
    table = find_table(workbook(tmp_path / "a.xlsx", rows), HEADINGS, NEEDED)
    assert table is not None
    assert dict(table.columns) == {"card": 1, "outcome": 2}
    (row,) = table.rows
    assert (row.number, row.said["card"], row.said["outcome"]) == (above + 2, "A-1", "dibayar")


def test_too_far_down_they_are_not_looked_for(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Judul"]] * TOP + [["kartu", "hasil"], ["A-1", "x"]]
    assert find_table(workbook(tmp_path / "a.xlsx", rows), HEADINGS, NEEDED) is None


def test_the_second_sheet_counts_where_the_first_has_no_table(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["catatan"]], [["nik", "hasil"], ["3601", "tidak"]])
    table = find_table(path, HEADINGS, NEEDED)
    assert table is not None
    assert [row.said["nik"] for row in table.rows] == ["3601"]


def test_each_needed_group_must_be_there(tmp_path: Path) -> None:
    assert find_table(workbook(tmp_path / "a.xlsx", [["kartu", "nik"]]), HEADINGS, NEEDED) is None


def test_cells_that_are_numbers_are_told_and_short_rows_are_empty(tmp_path: Path) -> None:
    rows: list[list[object]] = [["kartu", "nik", "hasil"], [12, "3601", "x"], ["A-2"], ["A-3", date(2019, 3, 5), "y"]]
    table = find_table(workbook(tmp_path / "a.xlsx", rows), HEADINGS, NEEDED)
    assert table is not None
    first, second, third = table.rows
    assert first.numeric == {"card"}
    assert (second.said["nik"], second.said["outcome"], second.numeric) == ("", "", frozenset())
    assert third.numeric == frozenset()


def test_a_row_of_text_wider_than_its_headings_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("kartu;nama;hasil\nA-1;SITI; AMINAH;dibayar\nA-2;NENG;dibayar;;\n", "utf-8")
    table = find_table(path, HEADINGS, NEEDED)
    assert table is not None
    assert [row.moved for row in table.rows] == [True, False]


def test_a_note_beside_a_table_of_a_workbook_moves_nothing(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["kartu", "hasil"], ["A-1", "dibayar", "", "sudah dicek"]])
    table = find_table(path, HEADINGS, NEEDED)
    assert table is not None
    assert [row.moved for row in table.rows] == [False]
