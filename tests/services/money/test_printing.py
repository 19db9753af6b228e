"""Printing receipts: what is on paper, what counts as original, and that a failure leaves no paper behind."""

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.errors import Cancelled, Refused
from desktop.models import AuditLine, Office, PrintRun
from desktop.rules.receipt_code import read_code
from desktop.rules.terms import PayListState
from desktop.services import paper_head
from desktop.services.desk import Desk
from desktop.services.money import overview, printing, receipts
from desktop.services.money.printing import Wish
from tests.documents.paper_readers import codes, page_size_mm, page_words, words
from tests.services.money.walk import DECREE, FIRST, approved, drafted, faults, pay_list


@pytest.fixture
def ready(operator: Desk, supervisor: Desk) -> Desk:
    """The operator's desk where seven receipts are numbered."""
    approved(operator, supervisor, 7)
    return operator


def runs(desk: Desk) -> list[tuple[str, int, int, bool]]:
    with desk.read() as session:
        rows = session.scalars(select(PrintRun).order_by(PrintRun.started_at, PrintRun.first)).all()
    return [(row.kind, row.first, row.last, row.confirmed_at is not None) for row in rows]


def test_every_receipt_is_on_paper_with_a_code_that_reads_back(ready: Desk, tmp_path: Path) -> None:
    out = tmp_path / "kuitansi.pdf"
    done = printing.print_receipts(ready, FIRST, out).value
    assert done.files == (str(out),)
    assert (done.receipts, done.originals, done.copies, done.waiting) == (7, 7, 0, True)
    assert (done.first, done.last) == ("KW-36.01-2019-000001", "KW-36.01-2019-000007")
    pdf = out.read_bytes()
    text = words(pdf)
    for phrase in ("Rp1.000.000,00", "satu juta rupiah", DECREE.number, "SITI AMINAH", "3601015203840000", "1/3"):
        assert phrase in text
    assert "SALINAN" not in text
    found = codes(pdf)
    assert [read_code(code).number for code in found] == list(range(1, 8))
    assert all(receipts.check_receipt_code(ready, code).caretaker_name in text for code in found)


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("f4", (215, 330))])
@pytest.mark.parametrize("per_page", [1, 2, 3])
def test_paper_and_number_to_a_page(
    ready: Desk, tmp_path: Path, paper: str, size: tuple[int, int], per_page: int
) -> None:
    out = tmp_path / "k.pdf"
    printing.print_receipts(ready, FIRST, out, Wish(paper, per_page))
    pdf = out.read_bytes()
    assert page_size_mm(pdf) == size
    assert len(page_words(pdf)) == -(-7 // per_page)


def test_a_print_that_waits_is_not_printed_twice(ready: Desk, tmp_path: Path) -> None:
    printing.print_receipts(ready, FIRST, tmp_path / "a.pdf")
    with pytest.raises(Refused) as refused:
        printing.print_receipts(ready, FIRST, tmp_path / "b.pdf")
    assert refused.value.code == "money.run_open"
    assert refused.value.values == {"first": 1, "last": 7}
    assert not (tmp_path / "b.pdf").exists()
    assert overview.status(ready, FIRST).receipts.open_run == (1, 7)


def test_a_second_print_may_call_the_first_one_good(ready: Desk, tmp_path: Path) -> None:
    """On the command line nobody comes back to confirm: what follows are copies, never second originals."""
    printing.print_receipts(ready, FIRST, tmp_path / "a.pdf", Wish(first=1, last=3))
    done = printing.print_receipts(ready, FIRST, tmp_path / "b.pdf", settles=True).value
    assert (done.originals, done.copies, done.settled, done.waiting) == (4, 3, True, True)
    assert runs(ready) == [("original", 1, 3, True), ("copy", 1, 3, True), ("original", 4, 7, False)]
    assert words((tmp_path / "b.pdf").read_bytes()).count("SALINAN ke-1") == 3
    assert overview.status(ready, FIRST).receipts.open_run == (4, 7)
    with pytest.raises(Refused) as refused:
        printing.print_spoiled(ready, FIRST, tmp_path / "c.pdf", Wish(first=1, last=3), "macet")
    assert refused.value.code == "money.not_in_open_run", "what is called good cannot be spoiled any more"


def test_a_print_that_fails_calls_nothing_good(ready: Desk, tmp_path: Path) -> None:
    printing.print_receipts(ready, FIRST, tmp_path / "a.pdf")
    for out, wish, code in (
        (tmp_path / "nowhere" / "b.pdf", Wish(), "files.missing"),
        (tmp_path / "b.pdf", Wish(first=90), "money.nothing_to_print"),
    ):
        with pytest.raises(Refused) as refused:
            printing.print_receipts(ready, FIRST, out, wish, settles=True)
        assert refused.value.code == code
    with pytest.raises(Cancelled):
        printing.print_receipts(ready, FIRST, tmp_path / "b.pdf", progress=StopsAt(), settles=True)
    assert runs(ready) == [("original", 1, 7, False)]


def test_after_it_came_out_well_everything_is_a_counted_copy(ready: Desk, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    printing.print_receipts(ready, FIRST, out)
    assert printing.confirm(ready, FIRST).value == 1
    for number in (1, 2):
        done = printing.print_receipts(ready, FIRST, out, Wish(first=2, last=3)).value
        assert (done.originals, done.copies, done.waiting) == (0, 2, False)
        assert f"SALINAN ke-{number}" in words(out.read_bytes())
    figures = overview.status(ready, FIRST).receipts
    assert (figures.originals, figures.copies, figures.open_run) == (7, 4, None)
    with pytest.raises(Refused) as refused:
        printing.confirm(ready, FIRST)
    assert refused.value.code == "money.no_open_run"


def test_spoiled_pages_are_originals_again_with_the_reason(ready: Desk, tmp_path: Path) -> None:
    printing.print_receipts(ready, FIRST, tmp_path / "a.pdf")
    out = tmp_path / "b.pdf"
    done = printing.print_spoiled(ready, FIRST, out, Wish(first=4, last=5), "kertas macet").value
    assert (done.originals, done.copies, done.waiting) == (2, 0, True)
    text = words(out.read_bytes())
    assert "SALINAN" not in text
    assert "KW-36.01-2019-000004" in text
    printing.confirm(ready, FIRST)
    assert runs(ready) == [("original", 1, 7, True), ("spoiled", 4, 5, True)]
    assert overview.status(ready, FIRST).receipts.spoiled == 2
    with ready.read() as session:
        assert session.scalars(select(PrintRun.reason).order_by(PrintRun.id)).all() == ["", "kertas macet"]


def test_spoiling_needs_a_reason_and_an_open_print(ready: Desk, tmp_path: Path) -> None:
    for reason, code in (("  ", "money.no_reason"), ("macet", "money.not_in_open_run")):
        with pytest.raises(Refused) as refused:
            printing.print_spoiled(ready, FIRST, tmp_path / "a.pdf", Wish(first=1, last=1), reason)
        assert refused.value.code == code
    assert runs(ready) == []


def test_a_part_first_then_the_rest_as_originals_and_the_part_as_copies(ready: Desk, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    printing.print_receipts(ready, FIRST, out, Wish(pages=(2, 2)))
    assert [read_code(code).number for code in codes(out.read_bytes())] == [4, 5, 6]
    printing.confirm(ready, FIRST)
    done = printing.print_receipts(ready, FIRST, out).value
    assert (done.originals, done.copies) == (4, 3)
    assert runs(ready)[1:] == [("original", 1, 3, False), ("copy", 4, 6, True), ("original", 7, 7, False)]
    assert words(out.read_bytes()).count("SALINAN ke-1") == 3


def test_one_file_for_each_village(ready: Desk, tmp_path: Path) -> None:
    done = printing.print_receipts(ready, FIRST, tmp_path / "kuitansi.pdf", Wish(split=True)).value
    assert [Path(file).name for file in done.files] == [
        "kuitansi-36.01.01.2001-Sumberjaya.pdf",
        "kuitansi-36.01.01.2002-Kertajaya.pdf",
        "kuitansi-36.01.01.2003-Kertamukti.pdf",
    ]
    numbers = [[read_code(code).number for code in codes(Path(file).read_bytes())] for file in done.files]
    assert numbers == [[1, 2, 3], [4, 5], [6, 7]]
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == sorted(Path(file).name for file in done.files)
    assert runs(ready) == [("original", 1, 7, False)]


def test_a_village_with_a_receipt_issued_anew_covers_no_other(ready: Desk, supervisor: Desk, tmp_path: Path) -> None:
    receipts.void(supervisor, "KW-36.01-2019-000002", "nama salah")
    receipts.issue_anew(ready, "KW-36.01-2019-000002")
    out = tmp_path / "a.pdf"
    done = printing.print_receipts(ready, FIRST, out, Wish(village_code="36.01.01.2001")).value
    assert done.receipts == 3
    assert [read_code(code).number for code in codes(out.read_bytes())] == [1, 3, 8]
    assert runs(ready) == [("original", 1, 1, False), ("original", 3, 3, False), ("original", 8, 8, False)]


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish(first=90), "money.nothing_to_print"),
        (Wish(pages=(9, 9)), "money.nothing_to_print"),
        (Wish(village_code="36.01.09.2001"), "money.nothing_to_print"),
        (Wish(paper="a5"), "money.paper_unknown"),
        (Wish(per_page=4), "documents.per_page"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused(ready: Desk, tmp_path: Path, wish: Wish, code: str) -> None:
    with pytest.raises(Refused) as refused:
        printing.print_receipts(ready, FIRST, tmp_path / "a.pdf", wish)
    assert refused.value.code == code
    assert list(tmp_path.glob("*.pdf")) == []
    assert runs(ready) == []


def test_a_folder_that_is_not_there_is_refused(ready: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        printing.print_receipts(ready, FIRST, tmp_path / "nowhere" / "a.pdf")
    assert refused.value.code == "files.missing"
    assert runs(ready) == []


class StopsAt:
    """A person who cancels when the paper is nearly there."""

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        if what == "Saving the document":
            raise Cancelled


def test_a_cancelled_print_leaves_neither_paper_nor_record(ready: Desk, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    with pytest.raises(Cancelled):
        printing.print_receipts(ready, FIRST, tmp_path / "a.pdf", progress=StopsAt())
    assert set(tmp_path.iterdir()) == before
    assert runs(ready) == []


class PrintsMeanwhile:
    """A colleague who prints the same receipts while this print is being written."""

    def __init__(self, desk: Desk, out: Path) -> None:
        self._desk, self._out = desk, out

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        if what == "Saving the document":
            printing.print_receipts(self._desk, FIRST, self._out)


def test_two_prints_at_once_give_one_set_of_originals(ready: Desk, tmp_path: Path) -> None:
    meanwhile = PrintsMeanwhile(ready, tmp_path / "b.pdf")
    with pytest.raises(Refused) as refused:
        printing.print_receipts(ready, FIRST, tmp_path / "a.pdf", progress=meanwhile)
    assert refused.value.code == "money.printed_meanwhile"
    assert (tmp_path / "b.pdf").exists()
    assert not (tmp_path / "a.pdf").exists()
    assert runs(ready) == [("original", 1, 7, False)]


def test_a_draft_has_nothing_to_print(operator: Desk, tmp_path: Path) -> None:
    drafted(operator)
    with pytest.raises(Refused) as refused:
        printing.print_receipts(operator, FIRST, tmp_path / "a.pdf")
    assert refused.value.code == "money.not_approved"


def test_a_preview_is_a_page_worth_nothing_and_counted_nowhere(ready: Desk) -> None:
    page = printing.preview(ready, FIRST, page=2)
    assert len(page_words(page)) == 1
    assert "CONTOH" in words(page)
    assert "KW-36.01-2019-000004" in words(page)
    assert runs(ready) == []


def test_a_practice_office_prints_practice(ready: Desk, tmp_path: Path) -> None:
    with ready.write("test.practice") as unit:
        unit.session.get_one(Office, 1).practice = True
    printing.print_receipts(ready, FIRST, tmp_path / "a.pdf")
    assert all("LATIHAN" in page for page in page_words((tmp_path / "a.pdf").read_bytes()))


def test_every_print_stands_in_the_log_without_names_or_the_key(ready: Desk, tmp_path: Path) -> None:
    printing.print_receipts(ready, FIRST, tmp_path / "a.pdf")
    printing.preview(ready, FIRST)
    with ready.read() as session:
        lines = session.execute(select(AuditLine.action, AuditLine.detail)).all()
    noted = Counter(row.action for row in lines if row.detail)
    assert (noted["receipts.print"], noted["receipts.preview"]) == (1, 1)
    details = " ".join(row.detail or "" for row in lines)
    assert "SITI" not in details
    with ready.read() as session:
        assert paper_head.seal_key(session).hex() not in details
    assert faults(ready) == []


def test_printing_after_the_end_gives_copies_only_of_what_counts(ready: Desk, supervisor: Desk, tmp_path: Path) -> None:
    printing.print_receipts(ready, FIRST, tmp_path / "a.pdf")
    printing.confirm(ready, FIRST)
    with ready.write("test.state") as unit:
        unit.session.merge(pay_list(ready)).state = PayListState.CLOSED
    done = printing.print_receipts(ready, FIRST, tmp_path / "a.pdf").value
    assert (done.originals, done.copies) == (0, 7)
