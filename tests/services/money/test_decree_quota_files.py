"""Tables of a decree's quotas: by code and by name, with totals below, from a file and pasted; doubts are lines."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Area
from desktop.services.desk import Desk
from desktop.services.money import quota_files
from desktop.services.money.granting import AreaQuota
from desktop.services.money.quota_files import QuotaTable
from tests import families
from tests.services.money.walk import FIRST

HEAD = ("Kode wilayah", "Kecamatan", "Desa", "Jumlah KPM", "Jumlah Rupiah")
Named = list[tuple[str, str, str]]


@pytest.fixture
def villages(operator: Desk) -> Named:
    """Code, name and district of the first villages."""
    with operator.read() as session:
        found = [session.get_one(Area, code) for code in families.villages(operator, 3)]
        return [(one.code, one.name, session.get_one(Area, str(one.parent_code)).name) for one in found]


def book(path: Path, *rows: tuple[object, ...]) -> Path:
    made = Workbook()
    for row in rows:
        made.worksheets[0].append(list(row))
    made.save(path)
    return path


def doubted(table: QuotaTable) -> list[tuple[int, str]]:
    return [(one.row, one.code) for one in table.doubts]


def test_a_workbook_by_code_by_name_and_by_district(operator: Desk, tmp_path: Path, villages: Named) -> None:
    (one, *_), (two, name, district), (_, _, around) = villages
    path = book(
        tmp_path / "k.xlsx",
        ("Lampiran SK",),
        HEAD,
        (one, None, None, 5, 5_000_000),
        (None, district.lower(), f"Desa {name}", "1.000", "Rp1.000.000.000"),
        (None, f"Kec. {around}", None, 3, None),
        ("JUMLAH", None, None, 1_008, 1_008_000_000),
        (None, None, None, None, None),
    )
    code = one.rpartition(".")[0]
    assert quota_files.read(operator, FIRST, path) == QuotaTable(
        (
            AreaQuota(one, 5, 5_000_000),
            AreaQuota(two, 1_000, 1_000_000_000),
            AreaQuota(code, 3, 3_000_000),  # the amount of each family, where it is one for all
        )
    )


def test_text_with_semicolons_and_codes_without_dots(operator: Desk, tmp_path: Path, villages: Named) -> None:
    path = tmp_path / "k.csv"
    path.write_text(f"Kode;Kuota;Rupiah\n{villages[0][0].replace('.', '')};7;7000000\n36.01.02;0;0\n", "utf-8")
    assert quota_files.read(operator, FIRST, path).quotas == (AreaQuota(villages[0][0], 7, 7_000_000),)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("36.02.01", None, None, 5, 5), "quota_rows.not_found"),
        (("tidak ada", None, None, 5, 5), "quota_rows.not_found"),
        ((None, "Kecamatan Entah", None, 5, 5), "quota_rows.not_found"),
        ((None, None, "Mandalasari", 5, 5), "quota_rows.several"),
        (("36.01.01", None, None, "lima", 5), "quota_rows.no_families"),
        (("36.01.01", None, None, -3, 5), "quota_rows.no_families"),
        (("36.01.01", None, None, 2.5, 5), "quota_rows.no_families"),
        (("36.01.01", None, None, 5, "banyak"), "quota_rows.no_rupiah"),
        (("36.01.01", None, None, 5, "-1"), "quota_rows.no_rupiah"),
    ],
)
def test_a_row_in_doubt_is_a_line_and_the_others_are_taken(
    operator: Desk, tmp_path: Path, row: tuple[object, ...], code: str
) -> None:
    table = quota_files.read(operator, FIRST, book(tmp_path / "k.xlsx", HEAD, row, ("36.01.02", None, None, 4, 40)))
    assert doubted(table) == [(2, code)]
    assert table.quotas == (AreaQuota("36.01.02", 4, 40),)


def test_an_area_named_twice_and_a_total_that_is_none(operator: Desk, tmp_path: Path) -> None:
    one, two = ("36.01.01", None, None, 5, 50), ("36.01.02", None, None, 5, 50)
    twice = quota_files.read(operator, FIRST, book(tmp_path / "a.xlsx", HEAD, one, one, two))
    assert doubted(twice) == [(3, "quota_rows.twice")]
    for total in ((None, None, None, 9, 100), ("Total", None, None, 10, 99)):
        table = quota_files.read(operator, FIRST, book(tmp_path / "b.xlsx", HEAD, one, two, total))
        assert doubted(table) == [(4, "quota_rows.total")]
        assert len(table.quotas) == 2
    right = ("Jumlah seluruhnya", None, None, 10, None)
    assert quota_files.read(operator, FIRST, book(tmp_path / "c.xlsx", HEAD, one, two, right)).doubts == ()


def test_a_row_of_text_that_was_pushed_aside_is_not_trusted(operator: Desk, tmp_path: Path) -> None:
    path = tmp_path / "k.csv"
    path.write_text("Kode;Kuota;Rupiah\n36.01.01;5;5;000\n36.01.02;4;40\n", "utf-8")
    table = quota_files.read(operator, FIRST, path)
    assert doubted(table) == [(2, "sheets.row_too_wide")]
    assert [one.area for one in table.quotas] == ["36.01.02"]


def test_a_file_without_headings_is_refused(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    path = book(tmp_path / "k.xlsx", ("36.01.01", 5))
    with pytest.raises(Refused, match=r"money\.quota_headings"):
        quota_files.read(operator, FIRST, path)
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        quota_files.read(supervisor, FIRST, path)


@pytest.mark.parametrize(
    "text",
    [
        "36.01.01\t5\t5000000\n36.01.02\t4\t4000000",
        "Kode\tKeluarga\tRupiah\n36.01.01\t5\tRp5.000.000\n36.01.02\t4\tRp4.000.000\nJumlah\t9\tRp9.000.000\n",
        "Kecamatan;Kuota\nSumur;5\nKec. Cimanggu;4",
        "36.01.01\tSumur\t5\n\n'360102\tCimanggu\t4\n",
        "Kecamatan Sumur\t5\nKecamatan Cimanggu\t4\ntotal\t9\t9.000.000",
    ],
)
def test_what_was_copied_out_of_a_spreadsheet(operator: Desk, text: str) -> None:
    table = quota_files.read_pasted(operator, FIRST, text)
    assert table == QuotaTable((AreaQuota("36.01.01", 5, 5_000_000), AreaQuota("36.01.02", 4, 4_000_000)))


def test_nothing_pasted_is_refused(operator: Desk) -> None:
    with pytest.raises(Refused, match=r"money\.quota_no_rows"):
        quota_files.read_pasted(operator, FIRST, " \n\t\n")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.integers(0, 30), st.tuples(st.integers(1, 9_999), st.integers(1, 10**12)), min_size=1))
def test_a_table_of_any_quotas_comes_back_as_it_is(operator: Desk, wanted: dict[int, tuple[int, int]]) -> None:
    with operator.read() as session:
        districts = select(Area.code).where(Area.level == "district", Area.code.startswith("36.01."))
        codes = list(session.scalars(districts.order_by(Area.code).limit(31)))
    quotas = tuple(AreaQuota(codes[at], *pair) for at, pair in wanted.items())
    rows = [f"{one.area}\t{one.households}\t{one.rupiah}" for one in quotas]
    summed = (sum(one.households for one in quotas), sum(one.rupiah for one in quotas))
    right = quota_files.read_pasted(operator, FIRST, "\n".join([*rows, f"Jumlah\t{summed[0]}\t{summed[1]}"]))
    assert right == QuotaTable(quotas)
    wrong = quota_files.read_pasted(operator, FIRST, "\n".join([*rows, f"Jumlah\t{summed[0] + 1}\t{summed[1]}"]))
    assert [one.code for one in wrong.doubts] == ["quota_rows.total"]
