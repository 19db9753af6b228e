"""What a run named, on paper and in a workbook: test after test, numbers masked, with room for explanations."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from desktop.documents import audit_list
from desktop.errors import Cancelled, Refused
from desktop.models import AuditLine
from desktop.progress import Progress
from desktop.services.auditing import audits, lists
from desktop.services.auditing.audits import CheckRow
from desktop.services.auditing.comparing import FindingFilters, Since
from desktop.services.auditing.kinds import LEVELS, AuditTest
from desktop.services.desk import Desk
from tests.documents.paper_readers import page_words, words
from tests.services.auditing.faulty import DAMAGED, ODD, SOUND, nik
from tests.services.money.walk import FIRST, drafted

T = AuditTest


@pytest.fixture
def found(operator: Desk) -> CheckRow:
    """A run that found a damaged NIK and two odd ones."""
    drafted(operator, 5)
    nik(operator, 0, DAMAGED)
    nik(operator, 1, ODD)
    nik(operator, 2, ODD)
    return audits.run(operator, FIRST).value


def log(desk: Desk, action: str) -> list[str]:
    with desk.read() as session:
        lines = session.scalars(select(AuditLine).where(AuditLine.action == action).order_by(AuditLine.seq))
        return [line.detail or "" for line in lines]


def book(path: Path) -> list[list[Any]]:
    sheet = load_workbook(path).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_each_test_has_its_own_pages(operator: Desk, found: CheckRow) -> None:
    paper = lists.on_paper(operator, FindingFilters(found.id))
    pages = page_words(paper.pdf)
    wrong = next(page for page in pages if "NIK tidak mungkin benar" in page)
    odd = next(page for page in pages if "NIK kosong atau janggal" in page)
    assert pages.index(wrong) < pages.index(odd), "in the order of the tests"
    assert "Keliru: menghentikan persetujuan daftar · 1 baris" in wrong
    assert "Daftar jamsosratu:2019/1 · diuji" in odd
    assert "oleh Si Operator (diminta)" in odd
    assert "Penjelasan" in wrong
    assert "kehilangan angka" in wrong
    assert "kosong atau janggal" not in wrong


def test_the_paper_is_of_the_test_in_view(operator: Desk, found: CheckRow) -> None:
    text = words(lists.on_paper(operator, FindingFilters(found.id, T.NIK_WRONG)).pdf)
    assert "NIK tidak mungkin benar" in text
    assert "NIK kosong atau janggal" not in text
    assert "Rp1.000.000" in text


def test_numbers_stand_masked(operator: Desk, found: CheckRow, tmp_path: Path) -> None:
    text = words(lists.on_paper(operator, FindingFilters(found.id)).pdf)
    lists.to_workbook(operator, FindingFilters(found.id), tmp_path / "uji.xlsx")
    for shown in (text, str(book(tmp_path / "uji.xlsx"))):
        assert ODD not in shown
        assert DAMAGED not in shown


def test_a_run_that_found_nothing_is_paper_too(operator: Desk, found: CheckRow) -> None:
    text = words(lists.on_paper(operator, FindingFilters(found.id, T.DIED)).pdf)
    assert "Tidak ada baris." in text
    assert "Hasil uji pemeriksaan" in text


def test_only_what_is_new_says_since_when(operator: Desk, found: CheckRow) -> None:
    nik(operator, 0, SOUND)
    name = nik(operator, 3, DAMAGED)
    after = audits.run(operator, FIRST).value
    new = FindingFilters(after.id, T.NIK_WRONG, Since.NEW, found.id)
    text = words(lists.on_paper(operator, new).pdf)
    assert "Hanya yang baru, dibandingkan dengan: Daftar jamsosratu:2019/1" in text
    assert name in text
    gone = FindingFilters(after.id, T.NIK_WRONG, Since.GONE, found.id)
    assert "Hanya yang sudah tidak ada" in words(lists.on_paper(operator, gone).pdf)


def test_the_workbook_has_a_line_for_each_row(operator: Desk, found: CheckRow, tmp_path: Path) -> None:
    count = lists.to_workbook(operator, FindingFilters(found.id), tmp_path / "uji.xlsx")
    head, *rows = book(tmp_path / "uji.xlsx")
    assert count == len(rows) == found.wrong + found.doubtful
    assert head == ["No", "Uji", "Sifat", "Pengurus atau daftar", "Kartu", "Desa/Kelurahan", "Tahap", "Jumlah",
                    "Temuan", "Penjelasan", "Dijelaskan oleh", "Pada"]  # fmt: skip
    first = next(row for row in rows if row[1] == "NIK tidak mungkin benar")
    assert (first[2], first[6], first[7], first[9]) == ("keliru", "jamsosratu:2019/1", 1_000_000, None)
    assert [row[0] for row in rows] == list(range(1, count + 1))


def test_the_log_says_who_printed_and_exported_what(
    operator: Desk, auditor: Desk, found: CheckRow, tmp_path: Path
) -> None:
    made = lists.on_paper(auditor, FindingFilters(found.id, T.NIK_DOUBTFUL))
    lists.to_workbook(auditor, FindingFilters(found.id), tmp_path / "uji.xlsx")
    lists.save_paper(auditor, made, tmp_path / "uji.pdf")
    (printed,) = log(operator, "audit.print")
    assert '"audit.nik_doubtful"' in printed
    assert str(found.id) in printed
    assert len(log(operator, "audit.export")) == 2
    assert (tmp_path / "uji.pdf").read_bytes() == made.pdf


def test_no_file_stands_where_the_work_was_stopped(operator: Desk, found: CheckRow, tmp_path: Path) -> None:
    class Stopped(Progress):
        def step(self, done: int, total: int | None = None, what: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        lists.on_paper(operator, FindingFilters(found.id), Stopped())
    assert log(operator, "audit.print") == []


def test_a_file_that_cannot_be_written_leaves_no_line(operator: Desk, found: CheckRow, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        lists.to_workbook(operator, FindingFilters(found.id), tmp_path / "nowhere" / "uji.xlsx")
    assert log(operator, "audit.export") == []


def test_the_administrator_gets_no_paper(administrator: Desk, found: CheckRow) -> None:
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        lists.on_paper(administrator, FindingFilters(found.id))


@pytest.mark.parametrize("test", AuditTest)
def test_each_test_has_its_words_on_paper(test: AuditTest) -> None:
    assert audit_list.TITLES[test.value]
    assert audit_list.PHRASES[test.value]
    assert audit_list.LEVELS[LEVELS[test].value]
    assert len(audit_list.TITLES) == len(audit_list.PHRASES) == len(AuditTest)
