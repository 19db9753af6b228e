"""Sheets come in the order a person would look at them, cells in their places, faults as refusals."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from python_calamine import CalamineError, PasswordError

from desktop.errors import Cancelled, Refused
from desktop.sheets.reading import ReaderFaults, open_sheets
from tests.sheets import workbooks as made


def test_hidden_sheets_come_last_and_charts_not_at_all(tmp_path: Path) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Rahasia"
    first.sheet_state = "hidden"
    book.create_sheet("Data").append(["nama"])
    book.create_chartsheet("Grafik")
    book.create_sheet("Kosong")
    book.save(tmp_path / "a.xlsx")
    assert [sheet.name for sheet in open_sheets(tmp_path / "a.xlsx")] == ["Data", "Kosong", "Rahasia"]


def test_cells_keep_their_kind_and_their_place(tmp_path: Path) -> None:
    rows = [[], [None, "3601", 3601, 1.5, True, date(2001, 2, 3), datetime.fromisoformat("2001-02-03T04:05:06")]]
    (sheet,) = open_sheets(made.xlsx(tmp_path / "a.xlsx", rows))
    first, second = sheet.rows()
    assert not any(first)
    assert second[:4] == ["", "3601", 3601.0, 1.5]
    assert second[4] is True
    assert second[5:] == [date(2001, 2, 3), datetime.fromisoformat("2001-02-03T04:05:06")]
    assert [type(cell) for cell in second[1:3]] == [str, float]
    assert sheet.total == 2


def test_a_sheet_can_be_read_twice(tmp_path: Path) -> None:
    (sheet,) = open_sheets(made.xlsx(tmp_path / "a.xlsx", [["nama"], ["SITI"]]))
    assert list(sheet.rows()) == list(sheet.rows()) == [["nama"], ["SITI"]]
    (text,) = open_sheets(made.delimited(tmp_path / "a.csv", [["nama", "nik"], ["SITI", "1"]]))
    assert list(text.rows()) == list(text.rows()) == [["nama", "nik"], ["SITI", "1"]]
    assert (text.name, text.total) == ("a", None)


def test_an_empty_sheet_has_no_rows(tmp_path: Path) -> None:
    (sheet,) = open_sheets(made.xlsx(tmp_path / "a.xlsx", []))
    assert list(sheet.rows()) == []


def test_error_cells_are_put_back_in_the_sheet_they_stand_in(tmp_path: Path) -> None:
    book = Workbook()
    for name, value in (("Satu & dua", "#N/A"), ("Tiga", "#REF!")):
        sheet = book.create_sheet(name)
        sheet.append(["a", "b"])
        sheet.append(["c", "d"])
        sheet["B2"].value = value
        sheet["B2"].data_type = "e"
    book.save(tmp_path / "a.xlsx")
    found = {sheet.name: list(sheet.rows()) for sheet in open_sheets(tmp_path / "a.xlsx")}
    assert found["Satu & dua"] == [["a", "b"], ["c", "#N/A"]]
    assert found["Tiga"] == [["a", "b"], ["c", "#REF!"]]


def test_a_workbook_without_its_relations(tmp_path: Path) -> None:
    whole = made.xlsx(tmp_path / "a.xlsx", [["#N/A"]])
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as archive:
        for entry in source.infolist():
            if entry.filename != "xl/_rels/workbook.xml.rels":
                archive.writestr(entry, source.read(entry))
    with pytest.raises(Refused) as caught:
        list(open_sheets(tmp_path / "b.xlsx"))
    assert caught.value.code == "sheets.damaged"


class PanicException(BaseException):
    """The reader's panics have this name and no importable class."""


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (CalamineError("x"), "sheets.damaged"),
        (PasswordError("x"), "sheets.encrypted"),
        (OSError("x"), "sheets.damaged"),
        (PanicException("x"), "sheets.damaged"),
    ],
)
def test_faults_of_the_reader_become_refusals(fault: BaseException, code: str) -> None:
    with pytest.raises(Refused) as caught, ReaderFaults(Path("data.xlsx")):
        raise fault
    assert (caught.value.code, caught.value.values) == (code, {"name": "data.xlsx"})


@pytest.mark.parametrize("other", [Cancelled(), KeyboardInterrupt(), Refused("sheets.empty", name="a"), KeyError("x")])
def test_everything_else_passes_through(other: BaseException) -> None:
    with pytest.raises(type(other)) as caught, ReaderFaults(Path("data.xlsx")):
        raise other
    assert caught.value is other
