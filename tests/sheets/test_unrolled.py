"""Little files that would unroll to more text than a PC has memory are refused before they are read."""

import zipfile
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.sheets.guard import examine
from desktop.sheets.reading import open_sheets
from tests.sheets import workbooks as made

STRINGS = "xl/sharedStrings.xml"
RELATION = (
    '<Relationship Id="rId9" Target="sharedStrings.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
)
SHEET = "xl/worksheets/sheet1.xml"


def shared(path: Path, texts: list[str], rows: list[str], items: str = "<si><t>{}</t></si>") -> Path:
    """A workbook with these shared texts and rows of cells."""
    base = made.xlsx(path.with_suffix(".base.xlsx"), [["x"]])
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    with zipfile.ZipFile(base) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.infolist():
            data = source.read(entry).replace(b"</Relationships>", RELATION.encode())
            if entry.filename == SHEET:
                data = b"".join(made.sheet_xml([row.encode() for row in rows]))
            archive.writestr(entry.filename, data)
        archive.writestr(STRINGS, f"<sst {space}>{''.join(items.format(text) for text in texts)}</sst>")
    return path


def row_of(number: int, values: list[str]) -> str:
    cells = "".join(f'<c r="{chr(65 + place)}{number}" t="s"><v>{value}</v></c>' for place, value in enumerate(values))
    return f'<row r="{number}">{cells}</row>'


def code_of(path: Path) -> str:
    with pytest.raises(Refused) as caught:
        examine(path)
    return caught.value.code


@pytest.mark.parametrize("value", ["0", " 0 ", "&#48;"])
def test_one_long_text_in_many_cells(tmp_path: Path, value: str) -> None:
    rows = [row_of(number, [value] * 10) for number in range(1, 3001)]
    path = shared(tmp_path / "a.xlsx", ["x" * 30_000], rows)
    assert path.stat().st_size < 200_000
    assert code_of(path) == "sheets.too_large"


def test_cells_that_hide_their_value(tmp_path: Path) -> None:
    rows = [row_of(number, ["<![CDATA[0]]>"] * 10) for number in range(1, 3001)]
    assert code_of(shared(tmp_path / "a.xlsx", ["x" * 30_000], rows)) == "sheets.damaged"


def test_one_long_text_in_a_few_cells_of_a_large_sheet_is_fine(tmp_path: Path) -> None:
    """A note of 20,000 letters in the title, and 30,000 cells with short words."""
    rows = [row_of(1, ["0", "1"]), *(row_of(number, ["1", "2"]) for number in range(2, 15_001))]
    path = shared(tmp_path / "a.xlsx", ["x" * 40_000, "KAMPUNG", "3"], rows)
    (sheet,) = open_sheets(path)
    cells = list(sheet.rows())
    assert (len(cells), len(str(cells[0][0])), cells[-1]) == (15_000, 40_000, ["KAMPUNG", "3"])


def test_empty_and_rich_texts_keep_their_places(tmp_path: Path) -> None:
    items = "{}"
    texts = ["<si/>", "<si><r><t xml:space='preserve'>SITI </t></r><r><t>AMINAH</t></r></si>", "<si><t>3</t></si>"]
    path = shared(tmp_path / "a.xlsx", texts, [row_of(1, ["1", "2"])], items)
    (sheet,) = open_sheets(path)
    assert list(sheet.rows()) == [["SITI AMINAH", "3"]]


def test_repeated_long_text_of_an_open_document(tmp_path: Path) -> None:
    cell = '<table:table-cell table:number-columns-repeated="20" office:value-type="string">'
    cell += f"<text:p>{'x' * 30_000}</text:p></table:table-cell>"
    body = f'<table:table-row table:number-rows-repeated="1000">{cell}</table:table-row>'
    assert code_of(made.ods(tmp_path / "a.ods", body)) == "sheets.too_large"
