"""Tables of quotas as offices keep them: headings far down, several sheets, totals, spellings, damaged files."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Area
from desktop.services.desk import Desk
from desktop.services.validating import quota_files
from desktop.sheets.named_columns import TOP
from tests import families

HEAD = ("No", "Kecamatan", "Desa", "Kuota")


@pytest.fixture
def villages(operator: Desk) -> list[tuple[str, str, str]]:
    """Code, name and district of the first villages."""
    found = []
    with operator.read() as session:
        for code in families.villages(operator, 4):
            area = session.get_one(Area, code)
            found.append((code, area.name, session.get_one(Area, str(area.parent_code)).name))
    return found


def book(path: Path, **sheets: list[tuple[object, ...]]) -> Path:
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    made.save(path)
    return path


def rows(villages: list[tuple[str, str, str]], *numbers: object) -> list[tuple[object, ...]]:
    return [(at, one[2], one[1], number) for at, (one, number) in enumerate(zip(villages, numbers, strict=False), 1)]


@pytest.mark.parametrize("above", [0, 1, 5, TOP - 1])
def test_headings_may_stand_below_a_title(
    operator: Desk, tmp_path: Path, villages: list[tuple[str, str, str]], above: int
) -> None:
    title: list[tuple[object, ...]] = [(f"Judul {at}",) for at in range(above)]
    path = book(tmp_path / "k.xlsx", Kuota=[*title, HEAD, *rows(villages, 5, 6)])
    assert quota_files.read(operator, path).places == {villages[0][0]: 5, villages[1][0]: 6}


def test_headings_below_the_top_are_not_looked_for(
    operator: Desk, tmp_path: Path, villages: list[tuple[str, str, str]]
) -> None:
    title: list[tuple[object, ...]] = [("Judul",)] * TOP
    path = book(tmp_path / "k.xlsx", Kuota=[*title, HEAD, *rows(villages, 5)])
    with pytest.raises(Refused, match=r"quota\.headings"):
        quota_files.read(operator, path)


def test_the_first_sheet_with_such_headings_is_read(
    operator: Desk, tmp_path: Path, villages: list[tuple[str, str, str]]
) -> None:
    path = book(
        tmp_path / "k.xlsx",
        Sampul=[("DINAS SOSIAL",)],
        Kuota=[HEAD, *rows(villages, 3)],
        Lama=[HEAD, *rows(villages, 99)],
    )
    assert quota_files.read(operator, path).places == {villages[0][0]: 3}


@pytest.mark.parametrize(
    ("written", "places"),
    [(0, 0), (7, 7), (7.0, 7), ("7", 7), (" 7 ", 7), ("1.250", 1_250), ("1,250", 1_250), ("12500", 12_500)],
)
def test_numbers_as_people_write_them(
    operator: Desk, tmp_path: Path, villages: list[tuple[str, str, str]], written: object, places: int
) -> None:
    path = book(tmp_path / "k.xlsx", Kuota=[HEAD, *rows(villages, written)])
    assert quota_files.read(operator, path).places == {villages[0][0]: places}


@pytest.mark.parametrize("written", ["", "-", "1.25", "1,2,3", "12 KPM", "7,5", "1.2.5", "１２", None])
def test_what_is_no_whole_number_is_a_doubt(
    operator: Desk, tmp_path: Path, villages: list[tuple[str, str, str]], written: object
) -> None:
    path = book(tmp_path / "k.xlsx", Kuota=[HEAD, *rows(villages, written, 4)])
    read = quota_files.read(operator, path)
    assert [(one.row, one.code) for one in read.doubts] == [(2, "quota.no_number")]
    assert read.places == {villages[1][0]: 4}


def test_rows_without_a_village_are_no_doubt(
    operator: Desk, tmp_path: Path, villages: list[tuple[str, str, str]]
) -> None:
    total = [(None, None, None, 9), ("Jumlah", "", "", 9), ()]
    path = book(tmp_path / "k.xlsx", Kuota=[HEAD, *rows(villages, 4, 5), *total])
    read = quota_files.read(operator, path)
    assert (len(read.places), read.doubts) == (2, ())


def test_the_same_quota_twice_is_one(operator: Desk, tmp_path: Path, villages: list[tuple[str, str, str]]) -> None:
    path = book(tmp_path / "k.xlsx", Kuota=[HEAD, *rows(villages, 4), *rows(villages, 4)])
    read = quota_files.read(operator, path)
    assert (read.places, read.doubts) == ({villages[0][0]: 4}, ())


def test_names_are_kept_as_written(operator: Desk, tmp_path: Path, villages: list[tuple[str, str, str]]) -> None:
    code, name, district = villages[0]
    path = book(tmp_path / "k.xlsx", Kuota=[HEAD, (1, district.upper(), name.lower(), 4)])
    assert quota_files.read(operator, path).names == {code: f"{name.lower()} / {district.upper()}"}


def test_a_village_of_another_regency_is_a_doubt(operator: Desk, tmp_path: Path) -> None:
    with operator.read() as session:
        statement = select(Area.code).where(Area.code.startswith("36.02."), Area.level == "village")
        other = session.scalars(statement.order_by(Area.code)).first()
    assert other is not None
    path = book(tmp_path / "k.xlsx", Kuota=[("Kode Desa", "Kuota"), (other, 4)])
    read = quota_files.read(operator, path)
    assert (read.places, [one.code for one in read.doubts]) == ({}, ["quota.not_found"])


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_text_files_of_any_separator(
    operator: Desk, tmp_path: Path, villages: list[tuple[str, str, str]], separator: str
) -> None:
    path = tmp_path / "k.csv"
    lines = [("Kecamatan", "Desa", "Kuota"), *((one[2], one[1], str(at)) for at, one in enumerate(villages, 1))]
    path.write_text("\n".join(separator.join(line) for line in lines), "utf-8")
    assert quota_files.read(operator, path).places == {one[0]: at for at, one in enumerate(villages, 1)}


@pytest.mark.parametrize(
    ("name", "content"), [("k.xlsx", b"PK\x03\x04 damaged"), ("k.xlsx", b""), ("k.pdf", b"%PDF-1.7")]
)
def test_what_is_no_table_is_refused_by_a_sentence(operator: Desk, tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refused):
        quota_files.read(operator, path)


def test_only_the_operator_reads_quotas(auditor: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="role"):
        quota_files.read(auditor, tmp_path / "k.xlsx")


def test_a_row_whose_cells_moved_is_a_doubt(
    operator: Desk, tmp_path: Path, villages: list[tuple[str, str, str]]
) -> None:
    (_, one, first), (_, two, second), *_ = villages
    path = tmp_path / "kuota.csv"
    path.write_text(f"Kecamatan;Desa;Kuota\n{first};{one};utara;7\n{second};{two};5\n", "utf-8")
    found = quota_files.read(operator, path)
    assert [(doubt.row, doubt.code) for doubt in found.doubts] == [(2, "sheets.row_too_wide")]
    assert list(found.places.values()) == [5]
