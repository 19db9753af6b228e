"""The minutes of a pay-out and the statement of full responsibility: day, parties, counts, reasons, witnesses."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.rules.dates import date_in_words, long_date
from desktop.rules.terms import PaymentState
from desktop.services import office_settings
from desktop.services.desk import Desk
from desktop.services.office_settings import Official, Signatories
from desktop.services.reports import making
from desktop.services.reports.kinds import Formal, Kind, Wish
from desktop.services.reports.texts import BY_HAND, NO_NUMBER
from tests import families
from tests.documents.paper_readers import page_size_mm, page_words, words
from tests.services.money import walk
from tests.services.reports import paid

FORMAL = Formal(
    "460/12/Linjamsos/2019", date(2019, 4, 11), "Aula Kecamatan Sumur", ("H. Sukarta, Camat Sumur", "Ujang")
)
USER = Official("Kuasa Pengguna Anggaran", "Hj. IDA NURAIDA, S.Sos., M.M.", "Pembina", "197003121996032004")
TREASURER = Official("Bendahara Pengeluaran Pembantu", "AGUS SALIM, S.E.", "Penata", "198005172006041011")


@pytest.fixture
def paid_out(operator: Desk, supervisor: Desk, administrator: Desk) -> Desk:
    office_settings.change(administrator, Signatories(budget_user=USER, treasurer=TREASURER))
    paid.mixed(operator, supervisor, 12)
    return operator


def made(desk: Desk, kind: Kind, formal: Formal = FORMAL, village: str = "") -> bytes:
    if kind is Kind.MINUTES:
        formal = replace(formal, number="")  # theirs comes from the register
    return making.on_paper(desk, Wish(kind, walk.FIRST, village=village, formal=formal)).pdf


def test_the_minutes_say_when_where_who_and_how_many(paid_out: Desk) -> None:
    said = words(made(paid_out, Kind.MINUTES))
    for part in (
        "PENYALURAN BANTUAN SOSIAL", f"Nomor: {NO_NUMBER}", "RANCANGAN",
        f"Pada hari ini, {date_in_words(date(2019, 4, 11))}, bertempat di Aula Kecamatan Sumur",
        "kepada 6 dari 12 keluarga", "Rp6.000.000 (enam juta rupiah)",
        "Pihak Pertama Hj. IDA NURAIDA, S.Sos., M.M. 197003121996032004 Kuasa Pengguna Anggaran",
        "Pihak Kedua AGUS SALIM, S.E.", "Dibayar 6 Rp6.000.000", "Belum dibayar 4 Rp4.000.000",
        "Dikembalikan 2 Rp2.000.000", "Sakit 2 Rp2.000.000", "Belum datang 2 Rp2.000.000", "STS-1/2019 - 1 Rp1.000.000",
        "Saksi, Camat Sumur", "H. Sukarta", "NIP 19700312 199603 2 004",
    ):  # fmt: skip
        assert part in said, part


def test_the_annex_names_who_did_not_come(paid_out: Desk) -> None:
    annex = page_words(made(paid_out, Kind.MINUTES))[-1]
    assert "Lampiran: penerima yang belum mengambil bantuan" in annex
    unpaid = [one for one in paid.payments(paid_out) if one.state == PaymentState.UNPAID]
    assert len(unpaid) == 4
    assert all(f"{one.caretaker_name} {one.caretaker_nik}" in annex for one in unpaid)
    others = [one for one in paid.payments(paid_out) if one.state != PaymentState.UNPAID]
    assert not [one for one in others if str(one.caretaker_nik) in annex]


def test_minutes_of_one_village_count_that_village(paid_out: Desk) -> None:
    village, *_ = families.villages(paid_out)
    said = words(made(paid_out, Kind.MINUTES, village=village))
    assert "dari 4 keluarga" in said
    assert "Nomor STS" not in said


def test_what_nobody_typed_is_left_to_fill_in_by_hand(paid_out: Desk) -> None:
    said = words(made(paid_out, Kind.MINUTES, Formal()))
    assert f"Nomor: {NO_NUMBER}" in said
    assert "bertempat" not in said
    assert said.count("Saksi") == 2
    assert date_in_words(paid_out.today()) in said


def test_without_a_payment_the_minutes_are_of_today(operator: Desk, supervisor: Desk) -> None:
    walk.opened(operator, supervisor, 3)
    said = words(made(operator, Kind.MINUTES, Formal()))
    assert date_in_words(operator.today()) in said
    assert "kepada 0 dari 3 keluarga penerima dengan jumlah Rp0 (nol rupiah)" in said


def test_the_statement_names_list_sum_and_decree_and_is_stamped(paid_out: Desk) -> None:
    (page,) = page_words(made(paid_out, Kind.STATEMENT))
    for part in (
        "SURAT PERNYATAAN TANGGUNG JAWAB MUTLAK", "Nomor: 460/12/Linjamsos/2019",
        "Nama : Hj. IDA NURAIDA, S.Sos., M.M.", "Jabatan : Kuasa Pengguna Anggaran",
        "sebanyak 12 keluarga dengan jumlah Rp12.000.000 (dua belas juta rupiah)", "466/Kep.123-Huk/2019",
        "menyetorkan kembali", f"Pandeglang, {long_date(date(2019, 4, 11))}", "Meterai Rp10.000",
    ):  # fmt: skip
        assert part in page, part


def test_a_small_statement_is_stamped_too(operator: Desk, supervisor: Desk) -> None:
    """The law asks a stamp of every statement, whatever the amount (DOMAIN.md 4.4)."""
    walk.opened(operator, supervisor, 1)
    said = words(made(operator, Kind.STATEMENT, Formal()))
    assert "Rp1.000.000" in said
    assert "Meterai" in said
    assert f"Nama : {BY_HAND}" in said
    assert long_date(operator.today()) in said


@pytest.mark.parametrize("kind", [Kind.MINUTES, Kind.STATEMENT])
def test_they_are_no_workbook_and_fit_f4(paid_out: Desk, tmp_path: Path, kind: Kind) -> None:
    with pytest.raises(Refused) as refused:
        making.to_workbook(paid_out, Wish(kind, walk.FIRST), tmp_path / "a.xlsx")
    assert refused.value.code == "reports.no_table"
    assert not (tmp_path / "a.xlsx").exists()
    assert page_size_mm(making.on_paper(paid_out, Wish(kind, walk.FIRST, paper="f4")).pdf) == (215, 330)


@pytest.mark.parametrize("kind", [Kind.MINUTES, Kind.STATEMENT])
def test_nobody_signs_for_a_day_to_come(paid_out: Desk, kind: Kind) -> None:
    tomorrow = paid_out.today() + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        made(paid_out, kind, Formal(on=tomorrow))
    assert (refused.value.code, refused.value.values) == ("reports.future", {"on": tomorrow})
    assert made(paid_out, kind, Formal(on=paid_out.today())).startswith(b"%PDF")
