"""A receipt carries what the auditors ask for, on every paper, and its code reads back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from desktop.documents.drawing import width_of
from desktop.documents.paper import Paper
from desktop.documents.receipt_form import Boxes, build_form, nip
from desktop.documents.receipt_grid import Grid
from desktop.documents.receipt_rows import ReceiptRow, ReceiptSheet, Signatory
from desktop.documents.receipt_texts import RowTexts, address, purpose
from desktop.documents.receipts import write_receipts
from desktop.errors import Cancelled, Refused
from desktop.rules.money import rupiah_in_words
from tests.documents import layout
from tests.documents.paper_readers import codes, ink, page_picture, page_size_mm, page_words, words
from tests.documents.receipt_samples import HEAD, ROW, SHEET, WIDEST, numbered

WHITE = 255
DAY = date(2020, 1, 6)
LAYOUTS = [(paper, per_page) for paper in Paper for per_page in (1, 2, 3)]


def pdf(rows: list[ReceiptRow], sheet: ReceiptSheet = SHEET) -> bytes:
    file = BytesIO()
    assert write_receipts(rows, sheet, file) == len(rows)
    return file.getvalue()


@pytest.mark.parametrize(("paper", "per_page"), LAYOUTS)
def test_every_code_reads_back_in_order(paper: Paper, per_page: int) -> None:
    rows = numbered(4)
    made = pdf(rows, replace(SHEET, paper=paper, per_page=per_page, practice=True))
    assert codes(made) == [row.qr for row in rows]
    assert page_size_mm(made) == ((210, 297) if paper is Paper.A4 else (215, 330))
    assert len(page_words(made)) == -(-4 // per_page)


@pytest.mark.parametrize(("paper", "per_page"), LAYOUTS)
def test_the_widest_texts_stay_inside_the_paper(paper: Paper, per_page: int) -> None:
    made = pdf([WIDEST] * per_page, replace(SHEET, paper=paper, per_page=per_page))
    width, height = page_size_mm(made)
    left, top, right, bottom = ink(made)
    assert left >= 5
    assert right <= width - 5
    assert top >= 4
    assert bottom <= height - 4.5
    assert codes(made) == [WIDEST.qr] * per_page


@pytest.mark.parametrize(("paper", "per_page"), LAYOUTS)
@pytest.mark.parametrize("row", [ROW, WIDEST], ids=["usual", "widest"])
def test_no_text_lies_on_another(paper: Paper, per_page: int, row: ReceiptRow) -> None:
    sheet, grid = replace(SHEET, paper=paper, per_page=per_page), Grid(paper, per_page)
    placed = [*build_form(sheet, grid).texts, *RowTexts(sheet, grid).of(row)]
    boxes = [
        (text.x, text.y, text.x + width_of(text.text, text.font, text.size) * text.squeeze, text.y + text.size * 0.7)
        for text in placed
        if text.text
    ]
    for place, (x1, y1, x2, y2) in enumerate(boxes):
        assert x1 >= grid.left - 1
        assert x2 <= grid.right + 1
        assert 0 < y1 < y2 < grid.height
        for other, (u1, v1, u2, v2) in enumerate(boxes[:place]):
            overlaps = x1 < u2 - 0.1 and u1 < x2 - 0.1 and y1 < v2 - 0.1 and v1 < y2 - 0.1
            assert not overlaps, (placed[place], placed[other])


def test_all_that_a_receipt_must_say_is_said() -> None:
    said = words(pdf([ROW]))
    for text in (
        "KUITANSI", ROW.number, "Tahun anggaran", "2019", "Kode rekening", "5.1.5.01.01.0001",
        "Sudah terima dari", SHEET.payer, "Uang sejumlah", "# satu juta rupiah #", "Untuk pembayaran",
        "Jaminan Sosial Rakyat Banten Bersatu (Jamsosratu), tahap 1 tahun anggaran 2019",
        "466/Kep.123-Huk/2019 tanggal 5 Maret 2019", "Rp1.000.000,00", "Pandeglang, 5 Desember 2019",
        "Penerima uang utuh tanpa potongan,",
        "SITI MAEMUNAH", ROW.nik, ROW.no_kk, ROW.card, "Kp. Pasir Awi, RT 003 RW 001, Desa Cikadu, Kecamatan Cibitung",
        "Setuju dibayar,", "Kuasa Pengguna Anggaran", "Dra. NURHASANAH, M.Si.", "NIP 19680512 199203 2 004",
        "Lunas dibayar,", "AHMAD SUBARJA, S.E.", "tanda tangan", "cap jempol", "PEMERINTAH KABUPATEN PANDEGLANG",
        "DINAS SOSIAL",
    ):  # fmt: skip
        assert text in said, text
    assert said.count(ROW.number) == 2


@pytest.mark.parametrize("amount", [0, 1, 1_001_000, 1_750_000, 999_999_999])
def test_figures_and_words_say_the_same_sum(amount: int) -> None:
    said = words(pdf([replace(ROW, amount=amount)]))
    assert f"Rp{amount:,}".replace(",", ".") + ",00" in said
    assert f"# {rupiah_in_words(amount)} #" in said


def test_the_caller_orders_the_pile() -> None:
    rows = list(reversed(numbered(7)))
    made = page_words(pdf(rows, replace(SHEET, per_page=1)))
    assert [row.number in page for row, page in zip(rows, made, strict=True)] == [True] * 7
    assert "7/7 Desa Cikadu" in made[0]


def test_practice_and_copies_are_marked_and_originals_are_not() -> None:
    original = words(pdf([ROW]))
    assert "SALINAN" not in original
    assert "LATIHAN" not in original
    copied = replace(ROW, copy_number=2)
    both = words(pdf([copied], replace(SHEET, practice=True, copied_on=date(2020, 1, 7))))
    assert "LATIHAN" in both
    assert "SALINAN ke-2, dicetak 7 Januari 2020" in both
    # The texts of a form stand once in a file, so pages tell how often one is used.
    mixed = page_words(pdf([ROW, copied], replace(SHEET, per_page=1)))
    assert ["SALINAN" in page for page in mixed] == [False, True]


def test_names_beyond_the_usual_letters_are_kept() -> None:
    said = words(pdf([replace(ROW, caretaker="Şükrü Āminah (O'Neil)")]))
    assert said.count("Şükrü Āminah (O'Neil)") == 2


def test_what_is_missing_is_said_and_not_left_blank() -> None:
    bare = replace(ROW, nik="", no_kk="", card="", rt="", rw="", decree_number="", order="")
    said = words(pdf([bare], replace(SHEET, paid_on=None)))
    assert said.count("tidak ada") == 2
    assert "NIK -" in said
    assert "Pandeglang, ....." in said
    assert "RT" not in address(bare)
    assert purpose(bare).endswith("tahap 1 tahun anggaran 2019")
    assert address(replace(bare, address="", village="", district="")) == "-"


def test_an_office_may_word_the_purpose_itself() -> None:
    assert "Bantuan khusus tahap akhir" in words(pdf([replace(ROW, purpose="Bantuan khusus tahap akhir")]))


def test_three_officials_find_room() -> None:
    third = Signatory("Mengetahui", "Pejabat Pelaksana Teknis Kegiatan", "H. TB. MUHAMMAD FIRDAUS AL GHOZALI, S.Sos.")
    said = words(pdf([ROW], replace(SHEET, officials=(*SHEET.officials, third))))
    assert "H. TB. MUHAMMAD FIRDAUS AL GHOZALI, S.Sos." in said
    assert nip("") == ""
    assert nip("12345") == "NIP 12345"


def test_the_printers_offset_moves_everything() -> None:
    plain, moved = ink(pdf([ROW]), 100), ink(pdf([ROW], replace(SHEET, offset_mm=(3.0, -2.0))), 100)
    assert moved[0] - plain[0] == pytest.approx(3, abs=0.4)
    assert moved[1] - plain[1] == pytest.approx(2, abs=0.4)


def test_the_emblem_is_drawn_and_a_broken_one_is_refused() -> None:
    picture = BytesIO()
    Image.new("RGB", (900, 1100), (0, 80, 160)).save(picture, "PNG")
    made = pdf([ROW] * 4, replace(SHEET, emblem=picture.getvalue()))
    assert b"/Image" in made
    assert made.count(b"/Subtype /Image") == 1
    with pytest.raises(Refused, match="emblem_unreadable"):
        pdf([ROW], replace(SHEET, emblem=b"no picture"))


def test_one_to_a_page_has_room_for_the_proxy() -> None:
    assert "DIISI BILA UANG DITERIMA OLEH WAKIL" in words(pdf([ROW], replace(SHEET, per_page=1)))
    assert "WAKIL" not in words(pdf([ROW], replace(SHEET, per_page=2)))


def test_the_unchanging_part_is_stored_once() -> None:
    few, many = len(pdf(numbered(30))), len(pdf(numbered(330)))
    assert (many - few) / 300 < 900  # bytes for each receipt, its code included


@pytest.mark.parametrize("per_page", [0, 4, -1])
def test_an_impossible_number_per_page_is_refused(per_page: int) -> None:
    with pytest.raises(Refused, match="per_page"):
        write_receipts([ROW], replace(SHEET, per_page=per_page), BytesIO())


def test_an_empty_run_is_refused() -> None:
    with pytest.raises(Refused, match="nothing_to_print"):
        write_receipts(iter(()), SHEET, BytesIO())


class StopsAt:
    def __init__(self, last: int) -> None:
        self.last = last
        self.seen: list[tuple[int, int | None]] = []

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        self.seen.append((done, total))
        if done >= self.last:
            raise Cancelled


def test_a_cancelled_run_leaves_the_file_empty_and_stops_asking_for_rows() -> None:
    asked = 0

    def endless() -> Iterator[ReceiptRow]:
        nonlocal asked
        while True:
            asked += 1
            yield ROW

    file, progress = BytesIO(), StopsAt(120)
    with pytest.raises(Cancelled):
        write_receipts(endless(), SHEET, file, total=9000, progress=progress)
    assert file.getvalue() == b""
    assert asked == 120
    assert progress.seen == [(60, 9000), (120, 9000)]


def test_many_different_sums_do_not_fill_the_memory() -> None:
    texts = RowTexts(SHEET, Grid(Paper.A4, 3))
    for amount in range(1_200):
        assert any(f"Rp{amount:,}".replace(",", ".") in text.text for text in texts.of(replace(ROW, amount=amount)))
    assert len(texts._amounts) <= 500


def test_the_document_names_its_office() -> None:
    about = PdfReader(BytesIO(pdf([ROW]))).metadata
    assert about is not None
    assert about.author == HEAD.office


@pytest.mark.parametrize(
    "marked", [replace(SHEET, practice=True), replace(SHEET, sample=True)], ids=["practice", "sample"]
)
def test_a_word_across_a_receipt_is_faint(marked: ReceiptSheet) -> None:
    """The amount and the names that it crosses are read first: nothing of it is darker than light grey."""
    plain, crossed = (page_picture(made) for made in (pdf([ROW]), pdf([ROW], marked)))
    on_white = [after for before, after in zip(plain, crossed, strict=True) if before == WHITE and after != WHITE]
    assert len(on_white) > 100, "the word is there"
    assert min(on_white) >= 0.9 * WHITE


@pytest.mark.parametrize(("paper", "per_page"), LAYOUTS)
@pytest.mark.parametrize(("amount", "stamped"), [(5_000_000, False), (5_000_001, True)])
def test_above_the_law_s_amount_there_is_a_box_for_the_stamp(
    paper: Paper, per_page: int, amount: int, stamped: bool
) -> None:
    duty = replace(SHEET, paper=paper, per_page=per_page, stamp="Meterai Rp10.000", stamp_above=5_000_000)
    made = pdf([replace(ROW, amount=amount)], duty)
    assert ("Meterai Rp10.000" in words(made)) is stamped
    (page,) = layout.pages(made)
    assert not layout.faults(page)


def test_where_no_stamp_is_asked_there_is_no_box() -> None:
    assert "Meterai" not in words(pdf([WIDEST], replace(SHEET, stamp="", stamp_above=0)))


@pytest.mark.parametrize("grid", [Grid(paper, per_page) for paper, per_page in LAYOUTS], ids=str)
def test_the_stamp_s_box_lies_in_the_one_to_sign_in(grid: Grid) -> None:
    boxes = Boxes.of(grid)
    assert boxes.sign.x < boxes.stamp.x
    assert boxes.stamp.x + boxes.stamp.width < boxes.sign.x + boxes.sign.width * 0.6, "there is room to sign beside it"
    assert boxes.sign.y + 8 < boxes.stamp.y
    assert boxes.stamp.y + boxes.stamp.height < boxes.sign.y + boxes.sign.height


@pytest.mark.parametrize(("paper", "per_page"), LAYOUTS)
def test_whoever_comes_instead_has_a_place_to_sign_for_it(paper: Paper, per_page: int) -> None:
    """A proxy or an heir is named on every layout; thumbs have a box on each."""
    said = words(pdf([ROW], replace(SHEET, paper=paper, per_page=per_page)))
    assert "ahli waris" in said.lower()
    assert "wakil" in said.lower()
    assert "cap jempol" in said
    for asked in ("Hubungan", "NIK", "Nama"):
        assert asked in said


@pytest.mark.parametrize(("paper", "per_page"), LAYOUTS)
def test_a_copy_says_so_in_words_that_nothing_covers(paper: Paper, per_page: int) -> None:
    made = pdf([replace(WIDEST, copy_number=2)], replace(SHEET, paper=paper, per_page=per_page, copied_on=DAY))
    (page,) = layout.pages(made)
    said = next(text for text in page.texts if text.text.startswith("SALINAN ke-2"))
    assert said.size >= 5
    assert not [fault for fault in layout.faults(page) if "SALINAN" in fault]
