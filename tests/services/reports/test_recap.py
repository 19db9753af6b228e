"""The end of a collective list: villages with the sums of their pages, which are those of the pages themselves."""

import re
from collections.abc import Sequence

import pytest

from desktop.documents.signed_rows import ListSums, PageSum
from desktop.rules.money import grouped, rupiah, rupiah_in_words
from desktop.rules.terms import PaymentState
from desktop.services import office_settings
from desktop.services.desk import Desk
from desktop.services.office_settings import Official, Signatories
from desktop.services.reports import making, reading, recap
from desktop.services.reports.kinds import TITLES, Kind, Wish
from desktop.services.reports.reading import Village
from tests.documents.paper_readers import page_words
from tests.services.money import walk
from tests.services.reports import paid

PAGE = re.compile(r"Jumlah halaman ini (Rp[\d.]+)")


def pages(desk: Desk, kind: Kind, village: str = "") -> tuple[list[str], list[str]]:
    """Pages of the list, and those of its recapitulation."""
    made = page_words(making.on_paper(desk, Wish(kind, walk.FIRST, village=village)).pdf)
    first = next(at for at, page in enumerate(made) if "REKAPITULASI" in page)
    return made[:first], made[first:]


@pytest.mark.parametrize("kind", [Kind.NOMINATIVE, Kind.UNPAID, Kind.ADDRESSES])
def test_the_sums_of_all_pages_come_to_the_sum_of_the_list(operator: Desk, supervisor: Desk, kind: Kind) -> None:
    walk.opened(operator, supervisor, 60)
    listed, end = pages(operator, kind)
    assert len(listed) > 3, "some village has several pages"
    said = " ".join(end)
    sums = [int(one[2:].replace(".", "")) for page in listed for one in PAGE.findall(page)]
    assert sum(sums) == 60_000_000
    for one in sums:
        assert rupiah(one) in said
    assert "Jumlah seluruhnya (60 penerima) Rp60.000.000" in said
    assert f"Terbilang: {rupiah_in_words(60_000_000)}." in said
    with operator.read() as session:
        there = reading.villages(session, walk.pay_list(operator))
    for village in there:
        families = village.sum().families
        assert f"Jumlah {village.name} {grouped(families)} {rupiah(village.sum().rupiah)}" in said


def test_those_who_sign_the_list_sign_its_sum(operator: Desk, supervisor: Desk, administrator: Desk) -> None:
    head = Official("Kepala Dinas Sosial", "Drs. H. NURIAH, M.Si.", "Pembina", "196504121990031007")
    office_settings.change(administrator, Signatories(head))
    paid.mixed(operator, supervisor, 6)
    _, (end,) = pages(operator, Kind.NOMINATIVE)
    for part in ("Mengetahui, Kepala Dinas Sosial", "Drs. H. NURIAH, M.Si.", "Setuju dibayar,", "Lunas dibayar,"):
        assert part in end
    assert f"REKAPITULASI {TITLES[Kind.NOMINATIVE].upper()}" in end
    assert "466/Kep.123-Huk/2019" in end
    assert "Meterai" not in end, "the lists themselves are stamped"


def test_the_list_of_one_village_has_its_own_where_it_has_several_pages(operator: Desk, supervisor: Desk) -> None:
    walk.opened(operator, supervisor, 60)
    with operator.read() as session:
        village, *_ = reading.villages(session, walk.pay_list(operator))
    _, (end,) = pages(operator, Kind.NOMINATIVE, village.code)
    assert "Jumlah seluruhnya (20 penerima) Rp20.000.000" in end
    assert village.name in end


def test_a_single_page_needs_none(operator: Desk, supervisor: Desk) -> None:
    walk.opened(operator, supervisor, 3)
    with operator.read() as session:
        village, *_ = reading.villages(session, walk.pay_list(operator))
    made = making.on_paper(operator, Wish(Kind.NOMINATIVE, walk.FIRST, village=village.code))
    assert len(made) == 1


def test_who_signs_for_no_money_has_none(operator: Desk, supervisor: Desk) -> None:
    walk.opened(operator, supervisor, 3)
    made = page_words(making.on_paper(operator, Wish(Kind.ATTENDANCE, walk.FIRST)).pdf)
    assert not [page for page in made if "REKAPITULASI" in page]


@pytest.mark.parametrize(
    ("sums", "rows"),
    [
        ([ListSums((PageSum(1, 4, 40),))], [("1", "Sumur", "Cikadu", "1", "4", "Rp40")]),
        (
            [ListSums((PageSum(1, 4, 40), PageSum(2, 1, 10)))],
            [
                ("1", "Sumur", "Cikadu", "1", "4", "Rp40"),
                ("", "", "", "2", "1", "Rp10"),
                ("", "", "Jumlah Cikadu", "", "5", "Rp50"),
            ],
        ),
    ],
)
def test_a_village_of_several_pages_has_a_sum_of_its_own(sums: Sequence[ListSums], rows: list[tuple[str, ...]]) -> None:
    cikadu = Village("36.01.01.2001", "Cikadu", "36.01.01", "Sumur", {PaymentState.PAID: reading.Figure(5, 50)})
    made = list(recap._rows([cikadu], sums))
    assert [row.cells for row in made] == rows
    assert sum(row.rupiah for row in made) == sums[0].rupiah, "a sum among the rows is not added again"
    assert sum(row.count for row in made if not row.strong) == sums[0].rows
