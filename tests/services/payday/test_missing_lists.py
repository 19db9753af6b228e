"""The list of missing receipts on paper and in a workbook: village after village, and who made it."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from desktop.errors import Cancelled, Refused
from desktop.models import AuditLine, Payment
from desktop.progress import Progress
from desktop.services.desk import Desk
from desktop.services.payday import missing_lists, paying, signed
from tests import families
from tests.documents.paper_readers import page_words, words
from tests.services.money.walk import FIRST, SECOND
from tests.services.payday.hall import opened


@pytest.fixture
def paid(operator: Desk, supervisor: Desk) -> list[Payment]:
    """Five families of three villages are paid; the first receipt is back."""
    there = opened(operator, supervisor, 5)
    for one in there:
        paying.pay(operator, one.id)
    signed.mark(operator, "1", FIRST)
    return there


def log(desk: Desk, action: str) -> list[str]:
    with desk.read() as session:
        lines = session.scalars(select(AuditLine).where(AuditLine.action == action).order_by(AuditLine.seq))
        return [line.detail or "" for line in lines]


def book(path: Path) -> list[list[Any]]:
    sheet = load_workbook(path).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_each_village_has_its_own_page_and_sum(operator: Desk, paid: list[Payment]) -> None:
    pages = page_words(missing_lists.on_paper(operator, FIRST).pdf)
    places = signed.villages(operator, FIRST)
    assert len(pages) == len(places) == 3
    for page, place in zip(pages, places, strict=True):
        assert f"{place.name}, Kecamatan {place.district}" in page
        assert f"{place.missing.families} dari {place.paid.families} kuitansi belum kembali" in page
        assert f"Rp{place.missing.families}.000.000" in page
        assert "Jamsosratu 2019, tahap 2019/1" in page
    whole = " ".join(pages)
    assert "KW-36.01-2019-000001" not in whole, "it is back"
    assert all(f"KW-36.01-2019-00000{at}" in whole for at in range(2, 6))
    assert all(one.caretaker_name in whole for one in paid[1:])


def test_one_village_alone(operator: Desk, paid: list[Payment]) -> None:
    code = families.villages(operator)[1]
    paper = missing_lists.on_paper(operator, FIRST, code)
    text = words(paper.pdf)
    assert len(paper) == 1
    assert "KW-36.01-2019-000003" in text
    assert "KW-36.01-2019-000005" not in text


def test_a_village_with_everything_back_has_no_page(operator: Desk, paid: list[Payment]) -> None:
    signed.mark(operator, "2", FIRST)
    assert len(missing_lists.on_paper(operator, FIRST)) == 2
    for at in (3, 4, 5):
        signed.mark(operator, str(at), FIRST)
    paper = missing_lists.on_paper(operator, FIRST)
    assert len(paper) == 1
    assert "Tidak ada baris." in words(paper.pdf)


def test_a_family_without_a_village_stands_on_a_page_too(operator: Desk, paid: list[Payment]) -> None:
    with operator.write("test.place") as unit:
        unit.session.get_one(Payment, paid[4].id).village_code = None
    first = page_words(missing_lists.on_paper(operator, FIRST).pdf)[0]
    assert "Tanpa desa/kelurahan" in first
    assert paid[4].caretaker_name in first


def test_the_workbook_names_the_place_in_each_line(operator: Desk, paid: list[Payment], tmp_path: Path) -> None:
    count = missing_lists.to_workbook(operator, FIRST, tmp_path / "belum.xlsx")
    head, *rows = book(tmp_path / "belum.xlsx")
    assert count == len(rows) == 4
    assert head == ["No", "Nomor kuitansi", "Nama penerima", "Desa/Kelurahan", "Kecamatan", "Dibayar", "Jumlah",
                    "Keterangan"]  # fmt: skip
    assert [row[0] for row in rows] == [1, 2, 3, 4]
    first, place = rows[0], signed.villages(operator, FIRST)[0]
    assert first[1:5] == ["KW-36.01-2019-000002", paid[1].caretaker_name, place.name, place.district]
    assert isinstance(first[5], datetime)
    assert (first[5].date(), first[6], first[7]) == (operator.today(), 1_000_000, None)


def test_the_log_says_who_made_it(operator: Desk, auditor: Desk, paid: list[Payment], tmp_path: Path) -> None:
    made = missing_lists.on_paper(auditor, FIRST)
    missing_lists.to_workbook(auditor, FIRST, tmp_path / "belum.xlsx", families.villages(operator)[1])
    missing_lists.save_paper(auditor, made, tmp_path / "belum.pdf")
    (printed,) = log(operator, "signed.print")
    assert '"jamsosratu:2019/1"' in printed
    book_line, pdf_line = log(operator, "signed.export")
    assert families.villages(operator)[1] in book_line
    assert str(len(made)) in pdf_line
    assert (tmp_path / "belum.pdf").read_bytes() == made.pdf


def test_stopped_work_leaves_neither_file_nor_line(operator: Desk, paid: list[Payment], tmp_path: Path) -> None:
    class Stopped(Progress):
        def step(self, done: int, total: int | None = None, what: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        missing_lists.on_paper(operator, FIRST, progress=Stopped())
    with pytest.raises(Refused):
        missing_lists.to_workbook(operator, FIRST, tmp_path / "nowhere" / "belum.xlsx")
    assert log(operator, "signed.print") + log(operator, "signed.export") == []


def test_who_may_not_and_what_is_not_there(operator: Desk, administrator: Desk, paid: list[Payment]) -> None:
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        missing_lists.on_paper(administrator, FIRST)
    with pytest.raises(Refused, match=r"money\.no_list"):
        missing_lists.on_paper(operator, SECOND)
