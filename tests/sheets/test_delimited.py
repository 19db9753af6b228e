"""Text files with separators, as programs of many kinds write them."""

from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.sheets.delimited import detect, read_delimited
from desktop.sheets.register import read_register
from tests.sheets import workbooks as made

ROWS = [["nama", "nik", "alamat"], ["SITI", "3601015708850001", "Kp. Baru, RT 3; dekat masjid"]]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("declared", [False, True])
def test_every_way_of_writing_reads_the_same(tmp_path: Path, separator: str, encoding: str, declared: bool) -> None:
    head = f"sep={separator}\r\n" if declared else ""
    path = made.delimited(tmp_path / "a.csv", ROWS, separator, encoding, head)
    assert list(read_delimited(path)) == ROWS
    assert detect(path).separator == separator


def test_bytes_of_windows_that_are_no_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("nama;nik\r\nRENÉE “NÉNÉ”;1\r\n".encode("cp1252"))
    assert list(read_delimited(path))[1] == ["RENÉE “NÉNÉ”", "1"]


def test_a_late_letter_decides_the_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"nama;nik\r\n" + b"SITI;1\r\n" * 200_000 + "É;2\r\n".encode("cp1252"))
    assert list(read_delimited(path))[-1] == ["É", "2"]


def test_text_kept_by_a_formula_is_its_text(tmp_path: Path) -> None:
    path = made.delimited(tmp_path / "a.csv", [["nama", "nik"], ["SITI", '="3601015708850001"']])
    assert list(read_delimited(path))[1] == ["SITI", "3601015708850001"]


def test_a_quote_that_never_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("nama;nik\n" + '"' + "x" * 200_000)
    with pytest.raises(Refused) as caught:
        list(read_delimited(path))
    assert caught.value.code == "sheets.damaged"


def test_half_a_letter_of_utf16(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("nama;nik\n".encode("utf-16") + b"\x00")
    with pytest.raises(Refused) as caught:
        list(read_delimited(path))
    assert caught.value.code == "sheets.damaged"


@pytest.mark.parametrize("separator", [";", ","])
def test_a_register_as_text(tmp_path: Path, separator: str) -> None:
    path = made.delimited(
        tmp_path / "a.csv", [made.OPENSID, made.opensid_row()], separator, "utf-8-sig", f"sep={separator}\r\n"
    )
    (row,) = read_register(path, today=made.TODAY).rows
    assert (row.row, row.member.name, row.member.nik, row.problems) == (2, "SITI AMINAH", made.WOMAN, ())


def test_a_nik_that_a_spreadsheet_saved_as_exponent(tmp_path: Path) -> None:
    path = made.delimited(tmp_path / "a.csv", [made.OPENSID, made.opensid_row(nik="3,60102E+15")])
    (row,) = read_register(path, today=made.TODAY).rows
    assert (row.member.nik, row.problems[0].code) == ("", "rules.nik_damaged")


def test_short_rows_end_early(tmp_path: Path) -> None:
    path = made.delimited(tmp_path / "a.csv", [made.OPENSID, made.opensid_row()[:8]])
    (row,) = read_register(path, today=made.TODAY).rows
    assert (row.member.name, row.member.marital) == ("SITI AMINAH", None)


def test_a_row_wider_than_its_headings_is_kept_out(tmp_path: Path) -> None:
    shifted, sound = made.opensid_row(nama="ROHA|YATI"), made.opensid_row(nama="ROHA|YATI", dusun="A|B")
    lines = ["|".join(map(str, row)) for row in (made.OPENSID, shifted)]
    quoted = "|".join(f'"{cell}"' for cell in sound)
    (tmp_path / "a.txt").write_text("\n".join([*lines, quoted]), "utf-8")
    first, second = read_register(tmp_path / "a.txt", today=made.TODAY).rows
    (problem,) = first.problems
    assert (first.refused, problem.code, problem.row) == (True, "sheets.row_too_wide", 2)
    assert (second.refused, second.member.name, second.household.hamlet) == (False, "ROHA|YATI", "A|B")


def test_empty_cells_behind_the_last_heading_are_nothing(tmp_path: Path) -> None:
    path = made.delimited(tmp_path / "a.csv", [made.OPENSID, [*made.opensid_row(), "", " ", ""]])
    (row,) = read_register(path, today=made.TODAY).rows
    assert (row.member.name, row.problems) == ("SITI AMINAH", ())


def test_a_workbook_may_have_remarks_beside_its_columns(tmp_path: Path) -> None:
    path = made.xlsx(tmp_path / "a.xlsx", [made.OPENSID, [*made.opensid_row(), "", "sudah dicek"]])
    (row,) = read_register(path, today=made.TODAY).rows
    assert (row.member.name, row.problems) == ("SITI AMINAH", ())


def test_a_file_without_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"nama;nik;" * 300_000)
    with pytest.raises(Refused) as caught:
        detect(path)
    assert caught.value.code == "sheets.damaged"
