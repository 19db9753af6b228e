"""Decree, quota and list on paper and in a workbook: area by area, the worst first, and one line for all."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from desktop.rules.area_quotas import AreaLine
from desktop.rules.money import Figure
from desktop.services.desk import Desk
from desktop.services.money import decrees, drafting
from desktop.services.money.decrees import NewDecree
from desktop.services.money.granting import AreaQuota
from desktop.services.money.quotas import NamedLine
from desktop.services.reports import decree, making
from desktop.services.reports.kinds import Kind, Wish
from tests import families
from tests.documents.paper_readers import words
from tests.services.money import walk

WISH = Wish(Kind.QUOTAS, walk.FIRST)
EACH = 1_000_000


def enter(desk: Desk, *pairs: tuple[str, int]) -> None:
    quotas = tuple(AreaQuota(area, count, count * EACH) for area, count in pairs)
    decrees.enter(desk, walk.FIRST, NewDecree(walk.DECREE.number, walk.DECREE.on, quotas=quotas), follow=True)


def book(desk: Desk, tmp_path: Path) -> list[dict[str, Any]]:
    path = tmp_path / "kuota.xlsx"
    rows = making.to_workbook(desk, WISH, path)
    sheet = load_workbook(path).active
    assert sheet is not None
    head, *found = list(sheet.iter_rows(values_only=True))
    assert rows == len(found)
    return [dict(zip(map(str, head), row, strict=True)) for row in found]


def test_each_area_stands_with_its_quota_its_list_and_the_difference(operator: Desk, tmp_path: Path) -> None:
    walk.drafted(operator, 6)
    one, two, three = families.villages(operator)
    enter(operator, (one, 1), (two, 2), (three, 4))
    said = words(making.on_paper(operator, WISH).pdf)
    for part in ("Melebihi kuota", "Kurang dari kuota", "Sesuai", "-1 KK", "7 KK", "berbeda dengan kuotanya: 2"):
        assert part in said
    assert "sama dengan jumlah dalam keputusan" in said
    assert "TIDAK" not in said
    rows = book(operator, tmp_path)
    assert [row["Kode"] for row in rows] == [one, three, two, None]
    assert [row["Selisih (KK)"] for row in rows] == [-1, 2, 0, 1]
    assert [row["Kuota (Rp)"] for row in rows] == [EACH, 4 * EACH, 2 * EACH, 7 * EACH]
    assert rows[-1]["Daftar (Rp)"] == 6 * EACH
    assert "\n" not in "".join(row["Wilayah"] for row in rows)


def test_a_decree_without_quotas_is_compared_as_a_whole(operator: Desk, tmp_path: Path) -> None:
    walk.drafted(operator, 2)
    assert decree.WHOLE_ONLY in words(making.on_paper(operator, WISH).pdf)
    (row,) = book(operator, tmp_path)
    assert (row["Kuota (KK)"], row["Daftar (KK)"], row["Keterangan"]) == (2, 2, "Sesuai")


def test_a_list_without_a_decree_says_so(operator: Desk, tmp_path: Path) -> None:
    families.add(operator, 2)
    drafting.create(operator, walk.FIRST)
    assert decree.NO_DECREE in words(making.on_paper(operator, WISH).pdf)
    (row,) = book(operator, tmp_path)
    assert not row["Keterangan"]


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (AreaLine("36.01", Figure(1, 1), Figure(2, 2)), "Melebihi kuota"),
        (AreaLine("36.01", Figure(2, 2), Figure(1, 3)), "Melebihi kuota"),
        (AreaLine("36.01", Figure(2, 2), Figure(1, 1)), "Kurang dari kuota"),
        (AreaLine("36.01", Figure(2, 2), Figure(2, 2)), "Sesuai"),
        (AreaLine("36.01", Figure(), Figure(2, 2), named=False), "Tidak ada kuota"),
    ],
)
def test_the_last_column_says_it_in_words(line: AreaLine, verdict: str) -> None:
    assert decree.verdict(line) == verdict


@pytest.mark.parametrize(
    ("code", "name", "around", "place"),
    [
        ("36.01", "Kabupaten Pandeglang", "", "Kabupaten Pandeglang"),
        ("36.01.01", "Sumur", "", "Kec. Sumur"),
        ("36.01.01.2001", "Cikadu", "Sumur", "Desa Cikadu\nKec. Sumur"),
        ("36.01.01.1001", "Cikadu", "", "Kelurahan Cikadu"),
        ("36.01.99", "", "", "36.01.99"),
        ("", "", "", "Belum ditempatkan"),
    ],
)
def test_an_area_is_called_as_paper_calls_it(code: str, name: str, around: str, place: str) -> None:
    assert decree.place(NamedLine(name, around, AreaLine(code, Figure(), Figure()))) == place
