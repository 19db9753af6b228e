"""What went back, on paper and as a table: each STS, its account, and what the second person decided."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook

from desktop.errors import Refused
from desktop.services.accounting import returns, undoing
from desktop.services.accounting.return_rows import ReturnRow
from desktop.services.accounting.returns import NewReturn
from desktop.services.desk import Desk
from desktop.services.reports import making
from desktop.services.reports.kinds import WHOLE, Kind, Wish
from tests.documents.paper_readers import words
from tests.services.money import walk
from tests.services.reports import paid

RETURNS = Wish(Kind.RETURNS, walk.FIRST)


def back(desk: Desk, number: str, *payments: UUID, account: str = "") -> UUID:
    made = returns.make(desk, walk.FIRST, NewReturn(number, desk.today(), payments, account=account)).value
    assert made.id is not None
    return made.id


@pytest.fixture
def decided(operator: Desk, supervisor: Desk) -> Desk:
    """Four returns: one confirmed after it was declined once, one declined, one taken back, one that waits."""
    walk.opened(operator, supervisor, 5)
    one, two, three, four, five = (payment.id for payment in paid.payments(operator))
    first = back(operator, "STS-1", one, two, account="RKUD 0012")
    undoing.decline(supervisor, first, "belum masuk")
    returns.confirm(supervisor, back(operator, "STS-1", one, two))
    undoing.decline(supervisor, back(operator, "STS-2", three), "tidak ada di kas")
    undoing.take_back(operator, back(operator, "STS-3", four), "salah nomor")
    back(operator, "STS-4", five)
    return operator


def rows(desk: Desk, tmp_path: Path, wish: Wish = RETURNS) -> list[dict[str, Any]]:
    path = tmp_path / "kembali.xlsx"
    assert making.to_workbook(desk, wish, path) > 0
    sheet = load_workbook(path).active
    assert sheet is not None
    head, *found = list(sheet.iter_rows(values_only=True))
    return [dict(zip(map(str, head), row, strict=True)) for row in found]


def test_the_paper_tells_every_return_and_every_decision(decided: Desk) -> None:
    said = words(making.on_paper(decided, RETURNS).pdf)
    for wanted in ("DAFTAR PENGEMBALIAN BANTUAN SOSIAL KE KAS DAERAH", "RKUD 0012", "Dikonfirmasi oleh Si Supervisor",
                   "Ditolak oleh Si Supervisor", "belum masuk", "tidak ada di kas", "Ditarik kembali oleh Si Operator",
                   "salah nomor", "Belum dikonfirmasi", "3 KK Rp3.000.000"):  # fmt: skip
        assert wanted in said, wanted
    assert "Dikembalikan Rp3.000.000 (3 KK) = dikonfirmasi Rp2.000.000 + belum dikonfirmasi Rp1.000.000." in said


def test_the_table_has_a_row_for_each_and_their_sum(decided: Desk, tmp_path: Path) -> None:
    *found, whole = rows(decided, tmp_path)
    told = [(row["Nomor STS"], row["Keadaan"], row["Keluarga"], row["Rupiah"]) for row in found]
    assert told == [
        ("STS-1", "Dikonfirmasi", 2, 2_000_000),
        ("STS-2", "Ditolak", 0, 0),
        ("STS-3", "Ditarik kembali", 0, 0),
        ("STS-4", "Belum dikonfirmasi", 1, 1_000_000),
    ]
    assert [row["Rekening kas daerah"] for row in found] == ["RKUD 0012", None, None, None]
    assert [row["Dikonfirmasi oleh"] for row in found] == ["Si Supervisor", None, None, None]
    assert found[0]["Keterangan"].startswith("Ditolak oleh Si Supervisor")
    assert found[0]["Keterangan"].index("belum masuk") < found[0]["Keterangan"].index("Dikonfirmasi")
    assert (whole["Nomor STS"], whole["Keluarga"], whole["Rupiah"]) == ("Jumlah", 3, 3_000_000)


def test_its_sum_is_that_of_the_payments(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    paid.mixed(operator, supervisor, 12)
    *found, whole = rows(operator, tmp_path)
    listed: tuple[ReturnRow, ...] = returns.listing(operator, walk.FIRST)
    assert sorted((row["Nomor STS"], row["Rupiah"]) for row in found) == sorted(
        (row.sts_number, row.figure.rupiah) for row in listed
    )
    assert whole["Keluarga"] == sum(payment.state == paid.S.RETURNED for payment in paid.payments(operator)) == 2


def test_a_list_from_which_nothing_went_back_says_so(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    walk.opened(operator, supervisor, 1)
    (whole,) = rows(operator, tmp_path)
    assert (whole["Nomor STS"], whole["Keluarga"]) == ("Jumlah", 0)
    assert "Dikembalikan Rp0 (0 KK)" in words(making.on_paper(operator, RETURNS).pdf)


@pytest.mark.parametrize("kind", sorted(WHOLE - {Kind.YEAR}))
def test_what_is_of_a_whole_list_says_nothing_of_one_village(decided: Desk, tmp_path: Path, kind: Kind) -> None:
    wish = Wish(kind, walk.FIRST, village="36.01.01.2001")
    with pytest.raises(Refused) as on_paper:
        making.on_paper(decided, wish)
    with pytest.raises(Refused) as as_table:
        making.to_workbook(decided, wish, tmp_path / "x.xlsx")
    assert [one.value.code for one in (on_paper, as_table)] == ["reports.whole_list"] * 2
    assert not (tmp_path / "x.xlsx").exists()


def test_minutes_and_the_year_name_the_account(decided: Desk, tmp_path: Path) -> None:
    said = words(making.on_paper(decided, Wish(Kind.MINUTES, walk.FIRST)).pdf)
    assert "Nomor STS Rekening kas daerah Keluarga Rupiah" in said
    assert "STS-1 RKUD 0012 2 Rp2.000.000" in said
    assert "STS-4 - 1 Rp1.000.000" in said
    year, _ = rows(decided, tmp_path, Wish(Kind.YEAR, year=2019))
    assert (year["Nomor STS"], year["Rekening kas daerah"]) == ("STS-1; STS-4", "RKUD 0012")
