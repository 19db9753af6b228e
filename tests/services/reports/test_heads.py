"""What stands around the rows of reports: kop, list, decree, place, who signs, and the line that says who printed."""

from datetime import date

import pytest

from desktop.documents.paper import Paper
from desktop.errors import Refused
from desktop.models import Decree, PayList
from desktop.rules.terms import Role
from desktop.services import office_settings
from desktop.services.desk import Desk
from desktop.services.office_settings import Letterhead, Official, Signatories, StampDuty
from desktop.services.reports import heads, making
from desktop.services.reports.kinds import LISTS, TEXTS, TITLES, Formal, Kind, Wish
from desktop.services.reports.reading import UNPLACED, Village
from tests import offices
from tests.documents.paper_readers import page_words, words
from tests.services.money import walk
from tests.services.reports import paid

CIKADU = Village("36.01.01.2001", "Cikadu", "36.01.01", "Sumur", {})
TOWN = Village("36.01.01.1002", "Pagadungan", "36.01.01", "Sumur", {})
NOWHERE = Village("", "", "", "", {})
HEAD = Official("Kepala Dinas Sosial", "Drs. H. NURIAH, M.Si", "Pembina Utama Muda", "196504121990031007")


def listed(supplement: int = 0, decree: Decree | None = None) -> PayList:
    return PayList(programme="jamsosratu", year=2019, tranche=2, supplement=supplement, decree=decree)


@pytest.mark.parametrize(
    ("supplement", "said"), [(0, "Tahap 2 Tahun 2019"), (3, "Tahap 2 Tahun 2019, daftar susulan 3")]
)
def test_a_list_is_named_by_tranche_and_year(supplement: int, said: str) -> None:
    assert heads.tranche_in_words(listed(supplement)) == said


@pytest.mark.parametrize(
    ("village", "line"),
    [
        (CIKADU, ("Kecamatan / Desa", "Sumur / Cikadu")),
        (TOWN, ("Kecamatan / Kelurahan", "Sumur / Pagadungan")),
        (NOWHERE, ("Tempat", UNPLACED)),
    ],
)
def test_a_village_is_named_with_its_district(village: Village, line: tuple[str, str]) -> None:
    assert heads.about(listed(), village) == (line,)


def test_the_decree_stands_first_where_there_is_one() -> None:
    decree = Decree(number="466/Kep.1/2019", on=date(2019, 3, 5))
    first, _ = heads.about(listed(decree=decree), CIKADU)
    assert first == ("Dasar", "Keputusan Nomor 466/Kep.1/2019 tanggal 5 Maret 2019")
    assert heads.about(listed()) == ()


@pytest.mark.parametrize(
    ("village", "title"), [(CIKADU, "Kepala Desa Cikadu"), (TOWN, "Lurah Pagadungan"), (NOWHERE, "")]
)
def test_a_village_s_head_signs_with_a_name_written_by_hand(village: Village, title: str) -> None:
    signer = heads.village_head(village)
    assert (signer.title, signer.name, signer.nip) == (title, "", "")


def test_who_signs_a_receipt_and_who_a_report(operator: Desk, administrator: Desk) -> None:
    treasurer = Official("Bendahara", "AGUS SALIM", "Penata", "198005172006041011")
    office_settings.change(administrator, Signatories(head=HEAD, treasurer=treasurer))
    with operator.read() as session:
        receipt = heads.receipt_closing(session, CIKADU)
        report = heads.report_closing(session, date(2019, 4, 11), ("Alasan",))
    assert [one.title for one in receipt.signers] == ["Kepala Desa Cikadu", "Kuasa Pengguna Anggaran", "Bendahara"]
    assert [one.heading for one in receipt.signers] == ["Mengetahui,", "Setuju dibayar,", "Lunas dibayar,"]
    assert receipt.words
    assert "...." in receipt.place_and_date
    (signer,) = report.signers
    assert (signer.name, signer.rank, signer.nip) == (HEAD.name, HEAD.rank, HEAD.nip)
    assert report.place_and_date == "Pandeglang, 11 April 2019"
    assert (report.lines, report.stamp, report.words) == (("Alasan",), "", False)


def test_the_city_is_the_office_s_own(operator: Desk, administrator: Desk) -> None:
    office_settings.change(administrator, Letterhead(city="Labuan"))
    with operator.read() as session:
        assert heads.place_by_hand(session).startswith("Labuan, ")


@pytest.mark.parametrize(
    ("duty", "said"),
    [(StampDuty(), "Meterai Rp10.000"), (StampDuty(rupiah=6_000), "Meterai Rp6.000"), (StampDuty(0, 0), "")],
)
def test_the_stamp_names_its_rupiah(duty: StampDuty, said: str) -> None:
    assert duty.words == said


def test_the_law_s_amounts_stand_until_the_office_says_otherwise(operator: Desk) -> None:
    duty = office_settings.read(operator, StampDuty)
    assert (duty.above, duty.rupiah) == (5_000_000, 10_000)
    assert "UU 10/2020" in duty.source


@pytest.mark.parametrize("kind", Kind)
def test_every_report_names_office_title_and_who_printed_it(operator: Desk, supervisor: Desk, kind: Kind) -> None:
    paid.mixed(operator, supervisor, 6)
    wish = Wish(kind, None if kind is Kind.YEAR else walk.FIRST, year=2019)
    pages = page_words(making.on_paper(operator, wish).pdf)
    said = " ".join(pages)
    assert "DINAS SOSIAL" in said
    assert TITLES[kind].removeprefix("Berita Acara ").upper() in said
    assert all(f"oleh {operator.person.full_name or operator.person.name}" in page for page in pages)
    assert all("Halaman" in page for page in pages)


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.SUPERVISOR, Role.AUDITOR])
def test_whoever_reads_families_makes_reports_under_his_name(operator: Desk, supervisor: Desk, role: Role) -> None:
    walk.opened(operator, supervisor, 2)
    desk = offices.same_office_as(operator, role)
    said = words(making.on_paper(desk, Wish(Kind.UNPAID, walk.FIRST)).pdf)
    assert f"oleh {desk.person.full_name or desk.person.name}" in said


def test_a_wish_knows_its_paper_and_list() -> None:
    assert Wish(Kind.UNPAID, walk.FIRST, paper="f4").sheet_of_paper is Paper.F4
    assert Wish(Kind.UNPAID, walk.FIRST).tranche == walk.FIRST
    with pytest.raises(Refused) as refused:
        _ = Wish(Kind.UNPAID).tranche
    assert refused.value.code == "reports.no_tranche"
    with pytest.raises(Refused) as refused:
        _ = Wish(Kind.UNPAID, paper="a5").sheet_of_paper
    assert refused.value.code == "money.paper_unknown"


def test_each_kind_is_a_list_a_text_or_a_table_of_sums() -> None:
    assert not LISTS & TEXTS
    assert set(Kind) - LISTS - TEXTS == {Kind.REALISATION, Kind.QUOTAS, Kind.RETURNS, Kind.YEAR}
    assert Formal() == Formal("", None, "", ())
