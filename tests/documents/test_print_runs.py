"""Whole print runs as an office makes them: many pages, the widest rows, every mark, read by strangers' tools."""

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from desktop.documents.paper import Paper
from desktop.documents.qr import qr_operators
from desktop.documents.receipt_rows import ReceiptRow, ReceiptSheet
from desktop.documents.receipts import EVERY, write_receipts
from desktop.rules.money import rupiah, rupiah_in_words
from desktop.rules.receipt_code import Paper as Kind
from desktop.rules.receipt_code import PaperNumber, check_code, make_code
from tests.documents.paper_readers import codes, metadata, page_words, words
from tests.documents.receipt_samples import ROW, SHEET, WIDEST, numbered

KEY = b"k" * 32
THREE = replace(SHEET, paper=Paper.F4, per_page=3)
SIXTY = "RADEN AYU SITI NURHALIZAH WIRAHADIKUSUMAH BINTI TB HASANUDIN"
FORTY = "Kp. Pasirgadung Wetan Kidul No. 12 Blok"


def pdf(rows: list[ReceiptRow], sheet: ReceiptSheet = THREE) -> bytes:
    file = BytesIO()
    assert write_receipts(rows, sheet, file) == len(rows)
    return file.getvalue()


def sealed(count: int) -> list[ReceiptRow]:
    """Rows whose codes an office's key really made."""
    return [
        replace(row, qr=make_code(PaperNumber(Kind.RECEIPT, "36.01", 2019, number), KEY))
        for number, row in enumerate(numbered(count), 1)
    ]


def test_three_to_a_page_of_f4_all_the_way() -> None:
    """A hundred receipts fill thirty-four pages, the last with one; each page holds its own three."""
    rows = numbered(100)
    pages = page_words(pdf(rows))
    assert len(pages) == 34
    for place, page in enumerate(pages):
        found = sorted(set(re.findall(r"KW-36\.01-2019-\d{6}", page)))
        assert found == [row.number for row in rows[place * 3 : place * 3 + 3]]


def test_every_code_of_a_run_is_this_offices_and_in_order() -> None:
    rows = sealed(21)
    read = codes(pdf(rows))
    assert [check_code(text, KEY).number for text in read] == list(range(1, 22))


@pytest.mark.parametrize("copies", [{}, {4: 2}, {1: 2, 2: 2, 3: 3}, dict.fromkeys(range(1, 10), 2)])
def test_copies_and_originals_in_one_run_are_told_apart(copies: dict[int, int]) -> None:
    """SALINAN stands on the copies, as often as there are copies, with their number."""
    rows = [replace(row, copy_number=copies.get(number, 0)) for number, row in enumerate(numbered(9), 1)]
    said = words(pdf(rows, replace(SHEET, per_page=1)))
    pages = page_words(pdf(rows, replace(SHEET, per_page=1)))
    assert [("SALINAN" in page) for page in pages] == [number in copies for number in range(1, 10)]
    assert ("SALINAN" in said) is bool(copies)


@pytest.mark.parametrize(("practice", "sample"), [(False, False), (True, False), (False, True), (True, True)])
def test_marks_are_on_every_page_or_on_none(practice: bool, sample: bool) -> None:
    for page in page_words(pdf(numbered(7), replace(THREE, practice=practice, sample=sample))):
        assert ("LATIHAN" in page) is practice
        assert ("CONTOH" in page) is sample


@pytest.mark.parametrize("per_page", [1, 2, 3])
@pytest.mark.parametrize("paper", list(Paper))
def test_the_longest_name_address_and_sum_are_there_in_full(paper: Paper, per_page: int) -> None:
    row = replace(ROW, caretaker=SIXTY, address=FORTY, amount=999_999_999)
    assert (len(SIXTY), len(FORTY)) == (60, 39)
    said = words(pdf([row] * per_page, replace(SHEET, paper=paper, per_page=per_page)))
    bare = said.replace(" ", "").casefold()
    assert bare.count(SIXTY.replace(" ", "").casefold()) >= per_page
    assert bare.count(FORTY.replace(" ", "").casefold()) == per_page
    assert said.count(rupiah(999_999_999)) >= per_page
    assert bare.count(rupiah_in_words(999_999_999).replace(" ", "").casefold()) == per_page


def test_the_widest_rows_are_no_fewer_pages_and_lose_no_code() -> None:
    rows = [replace(WIDEST, qr=row.qr) for row in numbered(6)]
    made = pdf(rows)
    assert codes(made) == [row.qr for row in rows]
    assert len(page_words(made)) == 2


@settings(max_examples=12)
@given(st.lists(st.integers(1, 999_999_999), min_size=1, max_size=7), st.sampled_from([1, 2, 3]))
def test_any_sums_are_said_in_figures_and_words(sums: list[int], per_page: int) -> None:
    rows = [replace(row, amount=amount) for row, amount in zip(numbered(len(sums)), sums, strict=True)]
    said = words(pdf(rows, replace(THREE, per_page=per_page))).casefold()
    bare = said.replace(" ", "")
    for amount, times in Counter(sums).items():
        assert said.count(rupiah(amount).casefold()) >= times
        assert bare.count(rupiah_in_words(amount).replace(" ", "").casefold()) >= times


def test_the_same_run_twice_draws_the_same_pages() -> None:
    """Only the document's own stamp of time may differ."""
    one, other = (PdfReader(BytesIO(pdf(numbered(9)))) for _ in range(2))
    assert [page.get_contents().get_data() for page in one.pages] == [  # type: ignore[union-attr]
        page.get_contents().get_data()  # type: ignore[union-attr]
        for page in other.pages
    ]


def test_rows_are_asked_for_one_by_one_and_progress_is_told() -> None:
    """A run of a whole regency never stands in memory as rows."""
    told: list[tuple[int, int | None]] = []
    asked: list[int] = []

    class Notes:
        def step(self, done: int, total: int | None = None, what: str = "") -> None:
            told.append((done, total))

    def rows() -> object:
        for number, row in enumerate(numbered(EVERY * 3 + 5)):
            asked.append(number)
            yield row

    file = BytesIO()
    write_receipts(rows(), THREE, file, total=EVERY * 3 + 5, progress=Notes())  # type: ignore[arg-type]
    assert told[:3] == [(EVERY, EVERY * 3 + 5), (EVERY * 2, EVERY * 3 + 5), (EVERY * 3, EVERY * 3 + 5)]
    assert told[-1] == (EVERY * 3 + 5, EVERY * 3 + 5)
    assert asked == list(range(EVERY * 3 + 5))


def test_the_document_does_not_name_the_families() -> None:
    """Its title is seen in lists of files and of the printer."""
    about = " ".join(metadata(pdf([replace(ROW, caretaker=SIXTY)])).values())
    assert "NURHALIZAH" not in about
    assert "3601" not in about


def test_a_thousand_receipts_are_a_small_file() -> None:
    """A stick and a mail must carry a village; the fonts and the form are in it once."""
    made = pdf(numbered(300))
    assert len(made) < 900_000
    assert len(PdfReader(BytesIO(made)).pages) == 100


@pytest.mark.parametrize("size", [40.0, 55.0, 80.0])
@pytest.mark.parametrize("number", [1, 999_999_999])
def test_a_code_of_ours_has_25_modules_and_the_white_it_is_said_to_need(size: float, number: int) -> None:
    text = make_code(PaperNumber(Kind.RECEIPT, "36.01", 2019, number), KEY)
    drawn = qr_operators(text, 0, 0, size)
    side = int(re.findall(r"/W (\d+) /H \d+", drawn)[0])
    assert side in (25, 29)
    assert 4 / side * size <= 0.16 * size + 1e-9
    file = BytesIO()
    canvas = Canvas(file, pagesize=(size * 1.32, size * 1.32))
    canvas.addLiteral(qr_operators(text, size * 0.16, size * 0.16, size))
    canvas.showPage()
    canvas.save()
    assert codes(file.getvalue(), 300) == [text]


def test_a_code_survives_a_stain() -> None:
    """Of the middle level of repair, a seventh may be lost: a corner of 2 mm on one of 20 mm is no harm."""
    text = ROW.qr
    file = BytesIO()
    canvas = Canvas(file, pagesize=(90, 90))
    canvas.addLiteral(qr_operators(text, 15, 15, 60))
    canvas.rect(62, 18, 6, 6, fill=1, stroke=0)
    canvas.showPage()
    canvas.save()
    assert codes(file.getvalue(), 300) == [text]
    assert zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M") is not None
