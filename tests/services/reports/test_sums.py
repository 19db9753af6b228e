"""Realisation and the year: every figure is that of the payments, by village, district, list and year."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import select, text

from desktop.errors import Refused
from desktop.models import Area
from desktop.rules.money import Figure, rupiah
from desktop.rules.terms import PaymentState
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import drafting, figures
from desktop.services.money.decrees import NewDecree
from desktop.services.reports import making, reading, realisation, yearly
from desktop.services.reports.kinds import Kind, Wish
from desktop.services.reports.reading import Village
from desktop.services.reports.realisation import PARTS, Line, percent
from tests import families
from tests.documents.paper_readers import words
from tests.services.money import walk
from tests.services.reports import paid

S = PaymentState
REALISED = Wish(Kind.REALISATION, walk.FIRST)
YEAR = Wish(Kind.YEAR, year=2019)


def rows(desk: Desk, wish: Wish, tmp_path: Path) -> list[dict[str, Any]]:
    path = tmp_path / f"{wish.kind}.xlsx"
    making.to_workbook(desk, wish, path)
    sheet = load_workbook(path).active
    assert sheet is not None
    head, *found = list(sheet.iter_rows(values_only=True))
    return [dict(zip(map(str, head), row, strict=True)) for row in found]


def figure(row: dict[str, Any], name: str) -> Figure:
    return Figure(row[f"{name} (KK)"], row[f"{name} (Rp)"])


def lines(desk: Desk) -> list[Line]:
    with desk.read() as session:
        return list(realisation.lines(reading.villages(session, walk.pay_list(desk))))


@pytest.fixture
def paid_out(operator: Desk, supervisor: Desk) -> Desk:
    paid.mixed(operator, supervisor, 12)
    return operator


def test_the_sum_of_all_is_the_balance_of_the_list(paid_out: Desk) -> None:
    with paid_out.read() as session:
        states = figures.by_state(session, walk.pay_list(paid_out).id)
        balance = figures.balance(states, None)
    expected = (balance.listed, balance.withheld, balance.payable, balance.paid, balance.unpaid, balance.returned)
    assert lines(paid_out)[-1].parts == expected
    assert (balance.paid.families, balance.unpaid.families, balance.returned.families) == (6, 4, 2)


def test_each_district_is_the_sum_of_its_villages_and_as_money_counts_it(operator: Desk, supervisor: Desk) -> None:
    with operator.read() as session:
        codes = session.scalars(select(Area.code).where(Area.level == "village").order_by(Area.code)).all()
    places = [codes[0], codes[1], codes[-1]]
    families.add(operator, 7, places=places)
    drafting.create(operator, walk.FIRST, walk.DECREE)
    approving.approve(supervisor, walk.FIRST)
    found = lines(operator)
    sums = [line for line in found if line.number is None][:-1]
    assert len(sums) == 2
    for one in sums:
        inside = [line for line in found if line.number and line.district == one.district]
        assert one.parts == tuple(
            sum(column, Figure()) for column in zip(*(line.parts for line in inside), strict=True)
        )
    with operator.read() as session:
        of_money = figures.by_district(session, walk.pay_list(operator).id)
    assert [(one.district, one.parts[0]) for one in sums] == [(area.name, area.listed) for area in of_money]
    assert [line.number for line in found if line.number] == [1, 2, 3]


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happened_every_report_agrees_with_the_figures(
    operator: Desk, supervisor: Desk, tmp_path: Path, seed: int
) -> None:
    lot = random.Random(seed)
    walk.opened(operator, supervisor, lot.randint(2, 11))
    given = [
        paid.outcome(operator, payment, lot.choice((S.PAID, S.UNPAID, S.RETURNED)), "", f"STS-{lot.randint(1, 3)}")
        for payment in paid.payments(operator)
    ]
    paid.settle(operator, given)
    with operator.read() as session:
        states = figures.by_state(session, walk.pay_list(operator).id)
    *places, whole = rows(operator, REALISED, tmp_path)
    (listed, year) = rows(operator, YEAR, tmp_path)
    for name, state in (("Dibayar", S.PAID), ("Belum dibayar", S.UNPAID), ("Dikembalikan", S.RETURNED)):
        wanted = states.get(state, Figure())
        assert figure(whole, name) == figure(listed, name) == figure(year, name) == wanted
        assert sum((figure(place, name) for place in places), Figure()) == wanted
    assert figure(listed, "Terdaftar") == figures.total(states) == figure(whole, "Terdaftar")
    assert listed["Neraca"] == "Seimbang"


def test_the_paper_says_figures_percent_and_reasons(paid_out: Desk) -> None:
    said = words(making.on_paper(paid_out, REALISED).pdf)
    assert "Jumlah seluruhnya 12 KK Rp12.000.000 - 12 KK Rp12.000.000 6 KK Rp6.000.000" in said
    assert "50,0%" in said
    assert "- Sakit: 2 KK, Rp2.000.000" in said
    assert "- Belum datang: 2 KK, Rp2.000.000" in said
    assert "Kepala Dinas Sosial" in said


def test_many_reasons_leave_room_for_who_signs(operator: Desk, supervisor: Desk) -> None:
    walk.opened(operator, supervisor, 14)
    told = [paid.outcome(operator, one, S.UNPAID, f"Alasan {at}") for at, one in enumerate(paid.payments(operator), 10)]
    paid.settle(operator, told)
    said = words(making.on_paper(operator, REALISED).pdf)
    assert said.count("- Alasan") == realisation.REASONS
    assert "- Alasan lainnya: 5 KK, Rp5.000.000" in said


def test_one_village_is_a_report_of_its_own(paid_out: Desk, tmp_path: Path) -> None:
    village, *_ = families.villages(paid_out)
    found = rows(paid_out, Wish(Kind.REALISATION, walk.FIRST, village=village), tmp_path)
    assert len(found) == 2
    assert figure(found[0], "Terdaftar") == figure(found[1], "Terdaftar") == Figure(4, 4_000_000)


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_only_what_is_whole_is_called_a_hundred(part: int, rest: int) -> None:
    said = percent(part, part + rest)
    assert (said == "100,0%") is (rest == 0 and part > 0)
    assert 0 <= float(said.rstrip("%").replace(",", ".")) <= 100


def test_nothing_to_pay_is_no_division(paid_out: Desk) -> None:
    with paid_out.read() as session:
        assert reading.villages(session, walk.pay_list(paid_out), "36.01.99.2001") == []
    (whole,) = realisation.lines([])
    assert (whole.place, whole.percent) == ("Jumlah seluruhnya", "0,0%")


def test_families_without_a_place_stand_last() -> None:
    there = [
        Village("36.01.01.2001", "Cikadu", "36.01.01", "Sumur", {S.PAID: Figure(1, 5)}),
        Village("", "", "", "", {}),
    ]
    assert [line.place for line in realisation.lines(there)] == [
        "Cikadu", "Jumlah Kec. Sumur", reading.UNPLACED, "Jumlah", "Jumlah seluruhnya",
    ]  # fmt: skip
    assert there[1].word == reading.UNPLACED


def test_the_year_has_every_list_with_its_decree_and_sts(paid_out: Desk, supervisor: Desk, tmp_path: Path) -> None:
    drafting.create(paid_out, walk.SECOND, NewDecree("466/Kep.200-Huk/2019", walk.DECREE.on))
    first, second, whole = rows(paid_out, YEAR, tmp_path)
    assert (first["Tahap"], second["Tahap"]) == ("Tahap 1 Tahun 2019", "Tahap 2 Tahun 2019")
    assert (first["Nomor keputusan"], second["Nomor keputusan"]) == ("466/Kep.123-Huk/2019", "466/Kep.200-Huk/2019")
    assert first["Nomor STS"] == "STS-1/2019; STS-3/2019"
    assert second["Nomor STS"] is None
    assert (first["Rekening kas daerah"], second["Rekening kas daerah"]) == (None, None)
    assert (first["Neraca"], second["Neraca"]) == ("Seimbang", "Rancangan, tidak dijumlah")
    assert figure(second, "Terdaftar").families > 0
    for name in yearly.PARTS:
        assert figure(whole, name) == figure(first, name)
        assert name in ("Terdaftar", "Ditahan") or figure(second, name) == Figure(), "a draft grants and owes nothing"
    said = words(making.on_paper(paid_out, YEAR).pdf)
    assert "STS-1/2019: Rp1.000.000" in said
    assert f"Sasaran {rupiah(whole['Terdaftar (Rp)'])} = dibayar Rp6.000.000" in said


def as_approved(desk: Desk) -> None:
    """As an older program approved lists that differ from their decree."""
    with desk.write("test.approved") as unit:
        unit.connection.execute(text("UPDATE pay_list SET state = 'approved'"))


def test_a_list_that_pays_less_than_its_decree_says_so_and_still_balances(operator: Desk, tmp_path: Path) -> None:
    families.add(operator, 3)
    drafting.create(operator, walk.FIRST, NewDecree("SK-1", walk.DECREE.on, 5, 5_000_000))
    as_approved(operator)
    listed, _ = rows(operator, YEAR, tmp_path)
    assert (figure(listed, "Ditetapkan"), figure(listed, "Terdaftar")) == (Figure(5, 5_000_000), Figure(3, 3_000_000))
    assert listed["Neraca"] == "Seimbang"
    assert "tidak terdaftar Rp2.000.000" in words(making.on_paper(operator, YEAR).pdf)


def test_a_list_above_its_decree_does_not_balance(operator: Desk, tmp_path: Path) -> None:
    families.add(operator, 3)
    drafting.create(operator, walk.FIRST, NewDecree("SK-1", walk.DECREE.on, 2, 2_000_000))
    assert rows(operator, YEAR, tmp_path)[1]["Terdaftar (KK)"] == 0, "a draft is no list of the year yet"
    as_approved(operator)
    assert rows(operator, YEAR, tmp_path)[0]["Neraca"] == "Tidak seimbang"


def test_a_cell_names_a_dozen_sts_and_counts_the_rest(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    walk.opened(operator, supervisor, 15)
    back = [
        paid.outcome(operator, one, S.RETURNED, "Wafat", f"STS-{at}")
        for at, one in enumerate(paid.payments(operator), 10)
    ]
    paid.settle(operator, back)
    said = words(making.on_paper(operator, YEAR).pdf)
    assert "dan 3 STS lainnya" in said
    assert rows(operator, YEAR, tmp_path)[0]["Nomor STS"].count("STS-") == 15


@pytest.mark.parametrize("wish", [Wish(Kind.YEAR, year=2018), Wish(Kind.YEAR, year=2019, programme="jscm")])
def test_a_year_without_a_list_is_refused(paid_out: Desk, wish: Wish) -> None:
    with pytest.raises(Refused) as refused:
        making.on_paper(paid_out, wish)
    assert refused.value.code == "reports.year_unknown"


def test_a_programme_alone(paid_out: Desk, tmp_path: Path) -> None:
    walk.other_programme(paid_out)
    drafting_of_other = Wish(Kind.YEAR, year=2019, programme="jamsosratu")
    assert len(rows(paid_out, drafting_of_other, tmp_path)) == 2
    assert len(PARTS) == len(yearly.PARTS) == 6
