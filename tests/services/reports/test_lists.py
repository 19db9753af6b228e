"""Lists of a tranche on paper and as workbooks: who stands in each, with what sums, in which order, and the log."""

import random
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Payment
from desktop.rules.money import Figure, rupiah
from desktop.rules.terms import PaymentState, Role
from desktop.services import office_settings
from desktop.services.desk import Desk
from desktop.services.money import drafting, figures
from desktop.services.money.keys import TrancheKey
from desktop.services.reports import making, reading
from desktop.services.reports.columns import BOOK, HOLDS, PAPER
from desktop.services.reports.kinds import LISTS, READERS, TITLES, Kind, Wish
from tests import families, offices
from tests.documents.paper_readers import page_size_mm, page_words, words
from tests.services.money import walk
from tests.services.reports import paid

S = PaymentState


def pdf(desk: Desk, kind: Kind, village: str = "", size: str = "a4") -> bytes:
    return making.on_paper(desk, Wish(kind, walk.FIRST, village=village, paper=size)).pdf


def book(desk: Desk, kind: Kind, tmp_path: Path, village: str = "") -> list[dict[str, Any]]:
    path = tmp_path / f"{kind}.xlsx"
    making.to_workbook(desk, Wish(kind, walk.FIRST, village=village), path)
    sheet = load_workbook(path).active
    assert sheet is not None
    head, *rows = list(sheet.iter_rows(values_only=True))
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def by_state(desk: Desk) -> dict[PaymentState, Figure]:
    with desk.read() as session:
        return figures.by_state(session, walk.pay_list(desk).id)


@pytest.fixture
def paid_out(operator: Desk, supervisor: Desk) -> Desk:
    paid.mixed(operator, supervisor, 12)
    return operator


def test_each_list_holds_whom_its_title_says(paid_out: Desk, tmp_path: Path) -> None:
    many = {kind: len(book(paid_out, kind, tmp_path)) for kind in LISTS}
    states = by_state(paid_out)
    assert many == {kind: sum(states[one].families for one in HOLDS[kind] if one in states) for kind in LISTS}
    assert (many[Kind.NOMINATIVE], many[Kind.ATTENDANCE], many[Kind.UNPAID]) == (12, 10, 4)


def test_each_village_begins_a_page_and_ends_with_its_sum(paid_out: Desk) -> None:
    pages = page_words(pdf(paid_out, Kind.NOMINATIVE))
    with paid_out.read() as session:
        there = reading.villages(session, walk.pay_list(paid_out))
    assert len(pages) - 1 == len(there) == 3
    for page, village in zip(pages[:-1], there, strict=True):
        assert f"{village.district} / {village.name}" in page
        assert f"Jumlah seluruhnya ({village.sum().families} penerima) {rupiah(village.sum().rupiah)}" in page


def test_numbers_stand_whole_on_the_list_that_is_signed(paid_out: Desk) -> None:
    said = words(pdf(paid_out, Kind.NOMINATIVE))
    for payment in paid.payments(paid_out):
        assert str(payment.caretaker_nik) in said
        assert str(payment.no_kk) in said
        assert payment.card_number in said
    assert "466/Kep.123-Huk/2019" in said
    assert "Tahap 1 Tahun 2019" in said


def test_remarks_say_what_became_of_the_money(paid_out: Desk) -> None:
    said = words(pdf(paid_out, Kind.NOMINATIVE))
    day = f"{paid_out.today():%d-%m-%Y}"
    assert said.count(f"Dibayar {day}") == 6
    assert said.count(f"Dikembalikan {day}") == 2
    assert said.count("Sakit") == 2


def test_who_did_not_come_has_a_reason_on_paper(paid_out: Desk, tmp_path: Path) -> None:
    said = words(pdf(paid_out, Kind.UNPAID))
    assert (said.count("Sakit"), said.count("Belum datang")) == (2, 2)
    assert {row["Alasan"] for row in book(paid_out, Kind.UNPAID, tmp_path)} == {"Sakit", "Belum datang"}


def test_addresses_name_the_sts_of_what_went_back(paid_out: Desk, tmp_path: Path) -> None:
    rows = book(paid_out, Kind.ADDRESSES, tmp_path)
    back = [row for row in rows if row["Status"] == "Dikembalikan"]
    assert sorted(row["Keterangan"] for row in back) == [
        "STS STS-1/2019\nTidak diambil",
        "STS STS-3/2019\nTidak diambil",
    ]
    assert all(row["Tanggal"].date() == paid_out.today() for row in back)
    assert sum(row["Jumlah"] for row in rows) == sum(figure.rupiah for figure in by_state(paid_out).values())
    assert [row["No"] for row in rows] == list(range(1, 13))


def test_rows_go_as_the_receipts_go(paid_out: Desk, tmp_path: Path) -> None:
    cards = [row["Nomor kartu"] for row in book(paid_out, Kind.NOMINATIVE, tmp_path)]
    assert cards == sorted(cards)


def test_withheld_money_is_nobody_s_to_sign_for(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    walk.opened(operator, supervisor, 4)
    with operator.write("test.withhold") as unit:
        held = unit.session.scalars(select(Payment)).first()
        assert held is not None
        held.state, held.reason = S.WITHHELD, "money.held_by_sanction"
    assert len(book(operator, Kind.NOMINATIVE, tmp_path)) == 3
    rows = book(operator, Kind.ADDRESSES, tmp_path)
    assert [row["Keterangan"] for row in rows if row["Status"] == "Ditahan"] == ["Ditahan karena sanksi"]


def test_one_village_alone(paid_out: Desk, tmp_path: Path) -> None:
    first, *_ = families.villages(paid_out)
    assert len(book(paid_out, Kind.NOMINATIVE, tmp_path, first)) == 4
    assert len(page_words(pdf(paid_out, Kind.NOMINATIVE, first))) == 1


def test_f4_is_f4_lying(paid_out: Desk) -> None:
    assert page_size_mm(pdf(paid_out, Kind.NOMINATIVE, size="f4")) == (330, 215)


def test_the_stamp_s_limit_is_the_office_s(paid_out: Desk, administrator: Desk) -> None:
    """Four families of one million each in a village: below the law's amount."""
    assert "Meterai" not in words(pdf(paid_out, Kind.NOMINATIVE))
    office_settings.change(administrator, office_settings.StampDuty(above=3_999_999, rupiah=12_000))
    assert words(pdf(paid_out, Kind.NOMINATIVE)).count("Meterai Rp12.000") == 3
    assert "Meterai" not in words(pdf(paid_out, Kind.UNPAID))
    office_settings.change(administrator, office_settings.StampDuty(above=0, rupiah=0))
    assert "Meterai" not in words(pdf(paid_out, Kind.NOMINATIVE))


def test_a_stamp_below_nothing_is_refused(administrator: Desk) -> None:
    with pytest.raises(Refused) as refused:
        office_settings.change(administrator, office_settings.StampDuty(above=-1))
    assert refused.value.code == "setting.bad"


def test_the_longest_name_and_address_stand_whole(operator: Desk, supervisor: Desk) -> None:
    families.add(operator, 2, bank="bjb")
    paid.longest(operator)
    drafting.create(operator, walk.FIRST, walk.DECREE)
    said = words(pdf(operator, Kind.NOMINATIVE))
    assert paid.LONG_NAME in said
    assert paid.LONG_ADDRESS in said


def test_what_looks_like_a_formula_is_text_in_a_workbook(paid_out: Desk, tmp_path: Path) -> None:
    with paid_out.write("test.formula") as unit:
        payment = unit.session.scalars(select(Payment)).first()
        assert payment is not None
        payment.caretaker_name = '=HYPERLINK("x")'
    path = tmp_path / "formula.xlsx"
    making.to_workbook(paid_out, Wish(Kind.NOMINATIVE, walk.FIRST), path)
    sheet = load_workbook(path).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert [cell.data_type for cell in cells] == ["s"]
    assert str(cells[0].value).startswith("'=")


def test_each_print_and_export_stands_in_the_log(paid_out: Desk, tmp_path: Path) -> None:
    wish = Wish(Kind.UNPAID, walk.FIRST)
    made = making.on_paper(paid_out, wish)
    making.save_paper(paid_out, wish, made, tmp_path / "a.pdf")
    making.to_workbook(paid_out, wish, tmp_path / "a.xlsx")
    assert (tmp_path / "a.pdf").read_bytes() == made.pdf
    with paid_out.read() as session:
        lines = session.scalars(select(AuditLine).where(AuditLine.action.startswith("report."))).all()
    assert [line.action for line in lines] == ["report.unpaid.print", "report.unpaid.export", "report.unpaid.export"]
    assert "SITI" not in " ".join(str(line.detail) for line in lines)


def test_a_tranche_without_a_list_is_refused(operator: Desk) -> None:
    with pytest.raises(Refused) as refused:
        pdf(operator, Kind.NOMINATIVE)
    assert refused.value.code == "money.no_list"
    with pytest.raises(Refused) as refused:
        making.on_paper(operator, Wish(Kind.NOMINATIVE))
    assert refused.value.code == "reports.no_tranche"


def test_an_unknown_paper_is_refused(paid_out: Desk) -> None:
    with pytest.raises(Refused) as refused:
        pdf(paid_out, Kind.UNPAID, size="a3")
    assert refused.value.code == "money.paper_unknown"


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happened_the_lists_add_up_to_the_figures(
    operator: Desk, supervisor: Desk, tmp_path: Path, seed: int
) -> None:
    lot = random.Random(seed)
    walk.opened(operator, supervisor, lot.randint(3, 14))
    given = []
    for payment in paid.payments(operator):
        state = lot.choice((S.PAID, S.UNPAID, S.RETURNED))
        given.append(paid.outcome(operator, payment, state, lot.choice(("", "Sakit")), f"STS-{lot.randint(1, 2)}"))
    paid.settle(operator, given)
    states = by_state(operator)
    for kind in LISTS - {Kind.ATTENDANCE}:
        rows = book(operator, kind, tmp_path)
        held = sum((states[one] for one in HOLDS[kind] if one in states), Figure())
        assert Figure(len(rows), sum(row["Jumlah"] for row in rows)) == held
        pages = [page for page in page_words(pdf(operator, kind)) if "REKAPITULASI" not in page]
        ends = [page.split("Jumlah seluruhnya (")[1] for page in pages if "seluruhnya" in page]
        assert sum(int(end.split(" ", 1)[0]) for end in ends) == held.families


def test_only_who_reads_families_reads_reports(paid_out: Desk) -> None:
    admin = offices.same_office_as(paid_out, Role.ADMINISTRATOR)
    with pytest.raises(Refused) as refused:
        pdf(admin, Kind.NOMINATIVE)
    assert refused.value.code == "role.not_allowed"
    assert Role.AUDITOR in READERS


def test_every_list_has_columns_on_paper_and_in_a_workbook() -> None:
    assert set(PAPER) == set(BOOK) == set(HOLDS) == set(LISTS)
    assert set(TITLES) == set(Kind)


def test_streaming_in_parts_leaves_nobody_out(paid_out: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "STREAMED", 1)
    assert len(book(paid_out, Kind.ADDRESSES, tmp_path)) == 12


def test_the_first_later_list_is_a_list_of_its_own(paid_out: Desk) -> None:
    with pytest.raises(Refused) as refused:
        making.on_paper(paid_out, Wish(Kind.NOMINATIVE, TrancheKey("jamsosratu", 2019, 1, 1)))
    assert refused.value.code == "money.no_list"
    assert BytesIO(pdf(paid_out, Kind.NOMINATIVE)).read(4) == b"%PDF"
