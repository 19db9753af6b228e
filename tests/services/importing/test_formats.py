"""One register in every kind of file and shape of sheet makes the same families."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Household, Member
from desktop.services.desk import Desk
from desktop.services.importing import accepting, previewing
from desktop.services.importing.answers import Outcome, Totals
from desktop.services.importing.previewing import ImportPreview
from tests.services.importing.registers import CHILD, FAMILY, HEAD, KK, OPENSID, WIFE, opensid, other_family, write
from tests.sheets import workbooks as made

VILLAGE = "36.01.01.2001"
ROWS = [*FAMILY, *other_family(1), *other_family(2, 4)]
Maker = Callable[[Path, list[list[Any]]], Path]


def grid(rows: Sequence[Any] = ROWS) -> list[list[Any]]:
    return [list(OPENSID), *([row.get(heading, "") for heading in OPENSID] for row in rows)]


def semicolons(folder: Path, rows: list[list[Any]]) -> Path:
    return made.delimited(folder / "a.csv", rows)


def commas(folder: Path, rows: list[list[Any]]) -> Path:
    return made.delimited(folder / "a.csv", rows, ",")


def tabs(folder: Path, rows: list[list[Any]]) -> Path:
    return made.delimited(folder / "a.txt", rows, "\t")


def with_bom(folder: Path, rows: list[list[Any]]) -> Path:
    return made.delimited(folder / "a.csv", rows, encoding="utf-8-sig")


def declared(folder: Path, rows: list[list[Any]]) -> Path:
    return made.delimited(folder / "a.csv", rows, ",", head="sep=,\r\n")


def bom_and_declared(folder: Path, rows: list[list[Any]]) -> Path:
    return made.delimited(folder / "a.csv", rows, ";", "utf-8-sig", head="sep=;\r\n")


def wide_letters(folder: Path, rows: list[list[Any]]) -> Path:
    return made.delimited(folder / "a.csv", rows, ";", "utf-16")


def opensid_workbook(folder: Path, rows: list[list[Any]]) -> Path:
    return made.xlsx(folder / "a.xlsx", rows)


def old_workbook(folder: Path, rows: list[list[Any]]) -> Path:
    return made.xls(folder / "a.xls", rows)


def open_document(folder: Path, rows: list[list[Any]]) -> Path:
    return made.ods(folder / "a.ods", "".join(made.ods_row(row) for row in rows))


def wrong_ending(folder: Path, rows: list[list[Any]]) -> Path:
    return made.delimited(folder / "a.xls", rows)


MAKERS: list[Maker] = [
    semicolons, commas, tabs, with_bom, declared, bom_and_declared, wide_letters, old_workbook, open_document,
    wrong_ending,
]  # fmt: skip


def shown(desk: Desk, path: Path) -> ImportPreview:
    return previewing.preview(desk, path, village=VILLAGE)


def take(desk: Desk, path: Path) -> Totals:
    return accepting.accept(desk, shown(desk, path)).value.after


def codes(preview: ImportPreview) -> dict[int, set[str]]:
    return {row.row: {problem.code for problem in row.problems} for row in preview.rows}


def people(desk: Desk) -> set[tuple[Any, ...]]:
    with desk.read() as session:
        rows = session.execute(
            select(Household.no_kk, Household.rt, Member.name, Member.nik, Member.birth_date, Member.sex).join(
                Member, Member.household_id == Household.id
            )
        )
        return {tuple(row) for row in rows}


@pytest.mark.parametrize("maker", MAKERS)
def test_another_kind_of_file_brings_nothing_new(operator: Desk, tmp_path: Path, maker: Maker) -> None:
    assert take(operator, opensid(tmp_path / "first.xlsx", *ROWS)) == Totals(3, 9)
    preview = shown(operator, maker(tmp_path, grid()))
    assert preview.file.layout == "opensid"
    assert {row.outcome for row in preview.rows} == {Outcome.SAME}
    assert preview.counts.rows == 9


@pytest.mark.parametrize("maker", [semicolons, bom_and_declared, old_workbook, open_document])
def test_a_file_of_this_kind_makes_the_families(operator: Desk, tmp_path: Path, maker: Maker) -> None:
    assert take(operator, maker(tmp_path, grid())) == Totals(3, 9)
    found = people(operator)
    assert {row[0] for row in found} == {KK, "3601120202100001", "3601120202100002"}
    assert {row[2] for row in found} >= {"SARIP", "SITI AMINAH", "AHMAD"}
    assert {row[1] for row in found} == {"003"}


@pytest.mark.parametrize("above", [0, 1, 2, 5, 9])
def test_headings_are_found_wherever_they_stand(operator: Desk, tmp_path: Path, above: int) -> None:
    remarks = [["DATA PENDUDUK"], ["DESA SUMBERJAYA"], [], ["Tahun", "2019"]] * 3
    path = write(tmp_path / "a.xlsx", OPENSID, FAMILY, above=remarks[:above])
    preview = shown(operator, path)
    assert preview.prepared.reading.header_row == above + 1
    assert [row.row for row in preview.rows] == [above + 2, above + 3, above + 4]
    assert accepting.accept(operator, preview).value.after == Totals(1, 3)


def test_columns_in_any_order_and_strange_ones_between(operator: Desk, tmp_path: Path) -> None:
    headings = ["No", *reversed(OPENSID), "catatan"]
    rows = [{**row, "No": number, "catatan": "lihat berkas"} for number, row in enumerate(FAMILY, 1)]
    assert take(operator, write(tmp_path / "a.xlsx", headings, rows)) == Totals(1, 3)
    assert {row.outcome for row in shown(operator, opensid(tmp_path / "b.xlsx")).rows} == {Outcome.SAME}


def test_headings_repeated_on_every_page_are_no_people(operator: Desk, tmp_path: Path) -> None:
    again = dict(zip(OPENSID, OPENSID, strict=True))
    numbers = {heading: number for number, heading in enumerate(OPENSID, 1)}
    path = write(tmp_path / "a.xlsx", OPENSID, [numbers, HEAD, WIFE, again, CHILD])
    preview = shown(operator, path)
    assert [(row.row, row.name) for row in preview.rows] == [(3, "SARIP"), (4, "SITI AMINAH"), (6, "AHMAD")]


def test_the_register_may_be_any_sheet(operator: Desk, tmp_path: Path) -> None:
    path = made.xlsx(tmp_path / "a.xlsx", grid(FAMILY), sheets=("Sampul", "Keterangan"))
    preview = shown(operator, path)
    assert (preview.file.sheet, preview.counts.new) == ("Sheet", 3)


def test_a_hidden_sheet_gives_way_to_one_that_is_seen(operator: Desk, tmp_path: Path) -> None:
    book = Workbook()
    for name, rows in (("Lama", FAMILY[:1]), ("Baru", FAMILY)):
        sheet = book.create_sheet(name)
        for cells in grid(rows):
            sheet.append(cells)
    book["Lama"].sheet_state = "hidden"
    del book["Sheet"]
    book.active = 1
    book.save(tmp_path / "a.xlsx")
    assert (shown(operator, tmp_path / "a.xlsx").file.sheet) == "Baru"


def test_cells_merged_over_a_family_fill_only_its_first_row(operator: Desk, tmp_path: Path) -> None:
    """The rows below have lost their No KK, so each says so instead of joining a family by guess."""
    place = OPENSID.index("no_kk")
    letter = chr(65 + place)
    path = made.xlsx(tmp_path / "a.xlsx", grid(FAMILY), merged=[f"{letter}2:{letter}4"])
    preview = shown(operator, path)
    assert [row.outcome for row in preview.rows] == [Outcome.NEW, Outcome.REFUSED, Outcome.REFUSED]
    assert codes(preview)[3] >= {"sheets.household_missing"}
    assert accepting.accept(operator, preview).value.after == Totals(1, 1)


@pytest.mark.parametrize("written", ["3,60112E+15", "3.60112E+15", "3601125708850000.0", "3601125708850000,00"])
def test_a_nik_that_went_through_a_number_is_reported_in_a_csv_too(
    operator: Desk, tmp_path: Path, written: str
) -> None:
    preview = shown(operator, semicolons(tmp_path, grid([HEAD, {**WIFE, "nik": written}])))
    assert codes(preview)[3] == {"rules.nik_damaged"}
    accepting.accept(operator, preview)
    assert {row[3] for row in people(operator)} == {HEAD["nik"], None}


@pytest.mark.parametrize("maker", [old_workbook])
def test_a_number_in_an_old_workbook_is_not_trusted_either(operator: Desk, tmp_path: Path, maker: Maker) -> None:
    preview = shown(operator, maker(tmp_path, grid([HEAD, {**WIFE, "nik": 3601125708850001}])))
    assert codes(preview)[3] == {"sheets.nik_number"}


@pytest.mark.parametrize("written", ["3,60112E+15", "360112010119000", "36011201011900011", "0000000000000000"])
def test_a_damaged_no_kk_keeps_its_rows_out(operator: Desk, tmp_path: Path, written: str) -> None:
    """Without another number of the family it would mix families that never met."""
    rows = [HEAD, *({**row, "no_kk": written} for row in other_family(1))]
    preview = shown(operator, semicolons(tmp_path, grid(rows)))
    assert [row.outcome for row in preview.rows] == [Outcome.NEW, Outcome.REFUSED, Outcome.REFUSED]
    assert codes(preview)[3] >= {"sheets.kk_unusable"}
    assert accepting.accept(operator, preview).value.after == Totals(1, 1)


def test_a_column_whose_sixteenth_digit_is_lost_is_told_once(operator: Desk, tmp_path: Path) -> None:
    rows = [row for number in range(40) for row in other_family(number, 1)]
    sound = shown(operator, opensid(tmp_path / "sound.xlsx", *rows))
    assert sound.problems == ()
    for row in rows:
        row["nik"] = row["nik"][:15] + "0"
    (problem,) = shown(operator, opensid(tmp_path / "a.xlsx", *rows)).problems
    assert (problem.code, problem.heading, problem.values) == (
        "sheets.nik_zero_endings",
        "nik",
        {"zero": 40, "seen": 40},
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheets.empty"),
        (b"   \n \n", "sheets.empty"),
        (b"<html><table><tr><td>nama</td></tr></table></html>", "sheets.web_page"),
        (b"%PDF-1.7 nama;nik", "sheets.not_spreadsheet"),
        (b"PK\x03\x04 and no more", "sheets.damaged"),
        (";".join(OPENSID).encode(), "sheets.no_rows"),
        (b"merk;jenis\nhonda;bebek\n", "sheets.no_layout"),
    ],
)
def test_what_is_no_register_is_refused_and_leaves_nothing(
    operator: Desk, tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        shown(operator, path)
    assert refused.value.code == code
    assert people(operator) == set()


@pytest.mark.parametrize("ending", ["xlsx", "XLSX", "xls", "ods", "csv", ""])
@pytest.mark.parametrize("maker", [opensid_workbook, semicolons, wide_letters, old_workbook, open_document])
def test_the_content_decides_whatever_the_ending_says(
    operator: Desk, tmp_path: Path, maker: Maker, ending: str
) -> None:
    """A text file called .xlsx, a workbook called .csv, .xls or .ods: each is read as what it is."""
    path = maker(tmp_path, grid())
    named = path.rename(tmp_path / (f"daftar.{ending}" if ending else "daftar"))
    found = shown(operator, named)
    assert (found.counts.new, found.counts.refused, found.file.name) == (len(ROWS), 0, named.name)


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods", "csv"])
@pytest.mark.parametrize("maker", [opensid_workbook, old_workbook, open_document])
def test_half_a_workbook_of_any_name_is_refused_as_damaged(
    operator: Desk, tmp_path: Path, maker: Maker, ending: str
) -> None:
    whole = maker(tmp_path, grid()).read_bytes()
    path = tmp_path / f"separuh.{ending}"
    path.write_bytes(whole[: len(whole) * 2 // 3])
    with pytest.raises(Refused) as refused:
        shown(operator, path)
    assert refused.value.code == "sheets.damaged"
