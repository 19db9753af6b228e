"""Lists that are signed, read back from the finished PDF: sums, signatures left and right, the stamp, page x of y."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from desktop.documents.drawing import width_of
from desktop.documents.letterhead import Letterhead
from desktop.documents.paper import MM, Paper
from desktop.documents.receipt_rows import Signatory
from desktop.documents.signatures import SIZE, closing_height, closing_lines
from desktop.documents.signed_list import write_signed
from desktop.documents.signed_rows import Bundle, Closing, SignedColumn, SignedList, SignedRow
from desktop.errors import Refused
from desktop.rules.money import rupiah, rupiah_in_words
from tests.documents.paper_readers import ink, page_size_mm, page_words, words

HEAD = Letterhead("PEMERINTAH KABUPATEN PANDEGLANG", "DINAS SOSIAL", "Jl. Raya Labuan KM. 5")
BUNDLE = Bundle("Daftar Nominatif", HEAD, "Dicetak 22-11-2026 08.00 oleh Operator")
COLUMNS = (
    SignedColumn("No", 0.45, 1.0),
    SignedColumn("Nama", 2.0),
    SignedColumn("Alamat", 2.0),
    SignedColumn("Jumlah", 1.0, 1.0),
    SignedColumn("Tanda tangan", 2.5, signs=True),
)
SIGNERS = (
    Signatory("Mengetahui,", "Kepala Desa Cikadu", ""),
    Signatory("Setuju dibayar,", "Kuasa Pengguna Anggaran", "Hj. IDA NURAIDA", "197003121996032004", "Pembina"),
    Signatory("Lunas dibayar,", "Bendahara", "AGUS SALIM", "198005172006041011"),
)
CLOSING = Closing((), True, "Pandeglang, 22 November 2026", SIGNERS, "Meterai Rp10.000", 5_000_000)
LIST = SignedList(("DAFTAR", "Tahap 1 Tahun 2019"), (("Desa", "Cikadu"),), COLUMNS, CLOSING, 3, 24.0)
LONG = "RADEN AJENG HJ. SITI NURHALIMATUSSADIYAH BINTI KH. ABDURRAHMAN WAHIDIN"
ADDRESS = "Kp. Sukamanah Hilir Kaler Blok C No. 128"


def rows(count: int, amount: int = 1_000_000, name: str = "SITI", address: str = "Kp. Cikadu") -> list[SignedRow]:
    return [SignedRow((str(at), name, address, rupiah(amount), ""), amount) for at in range(1, count + 1)]


def pdf(*lists: tuple[SignedList, list[SignedRow]], bundle: Bundle = BUNDLE) -> bytes:
    out = BytesIO()
    write_signed(lists, bundle, out)
    return out.getvalue()


def places(page: int, made: bytes) -> dict[str, float]:
    """Where on the page each text begins, in points from the left."""
    found: dict[str, float] = {}

    def note(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            found.setdefault(text.strip(), tm[4] + cm[4])

    PdfReader(BytesIO(made)).pages[page].extract_text(visitor_text=note)
    return found


def test_each_page_has_its_sum_and_the_sum_so_far() -> None:
    made = page_words(pdf((LIST, rows(60))))
    assert len(made) > 3
    counted = 0
    for page in made[:-1]:
        here = page.count("SITI")
        counted += here
        assert f"Jumlah halaman ini {rupiah(here * 1_000_000)}" in page
        assert f"Jumlah s.d. halaman ini {rupiah(counted * 1_000_000)}" in page
    assert "Jumlah seluruhnya (60 penerima) Rp60.000.000" in made[-1]
    assert f"Terbilang: {rupiah_in_words(60_000_000)}." in made[-1]
    assert "Terbilang" not in " ".join(made[:-1])


def test_odd_rows_sign_left_and_even_ones_right() -> None:
    made = places(0, pdf((LIST, rows(4))))
    left = {at: x for text, x in made.items() for at in range(1, 5) if text.startswith(f"{at}. ...")}
    assert left[1] == left[3] < left[2] == left[4]


def test_who_does_not_sign_has_no_line_to_sign_on() -> None:
    gone = SignedRow(("2", "NURJANAH", "", rupiah(1), "-"), 1)
    made = words(pdf((LIST, [rows(1)[0], gone, rows(3)[2]])))
    assert "1. ..." in made
    assert "2. ..." not in made
    assert "3. ..." in made


def test_a_total_among_the_rows_is_signed_by_nobody() -> None:
    made = words(pdf((LIST, [SignedRow(("", "Jumlah", "", "", ""), strong=True)])))
    assert "1. ..." not in made


@pytest.mark.parametrize(("amount", "stamped"), [(5_000_000, False), (5_000_001, True)])
def test_the_stamp_s_box_stands_above_what_the_law_frees(amount: int, stamped: bool) -> None:
    assert ("Meterai" in words(pdf((LIST, rows(1, amount))))) is stamped


def test_pages_are_counted_list_by_list() -> None:
    made = page_words(pdf((LIST, rows(40)), (LIST, rows(2))))
    many = len(made) - 1
    for at, page in enumerate(made[:-1], 1):
        assert f"Halaman {at} dari" in page
        assert page.endswith(str(many)) or f"dari {many}" in page
    assert "Halaman 1 dari" in made[-1]


def test_later_pages_say_whose_they_are() -> None:
    made = page_words(pdf((LIST, rows(40))))
    assert all("Tahap 1 Tahun 2019" in page and "Cikadu" in page for page in made)
    assert "PEMERINTAH KABUPATEN" in made[0]
    assert "PEMERINTAH KABUPATEN" not in made[1]


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("landscape", [True, False])
def test_the_longest_of_everything_stays_on_the_paper(paper: Paper, landscape: bool) -> None:
    bundle = Bundle("Daftar", HEAD, "Dicetak", paper, landscape)
    made = pdf((LIST, rows(2, 999_999_999, LONG, ADDRESS)), bundle=bundle)
    said = words(made)
    assert LONG in said
    assert ADDRESS in said
    assert "Rp999.999.999" in said
    assert "Rp1.999.999.998" in said
    wide, high = page_size_mm(made)
    assert (wide > high) is landscape
    left, top, right, bottom = ink(made)
    assert min(left, top) >= 8
    assert max(right - wide, bottom - high) <= -8


def test_nobody_is_paper_too() -> None:
    made = words(pdf((LIST, [])))
    assert "Tidak ada baris." in made
    assert "nol rupiah" in made


def test_no_list_at_all_is_paper_too() -> None:
    assert "Daftar Nominatif" in words(pdf())


def test_a_list_without_money_has_no_sums() -> None:
    plain = SignedList(("DAFTAR HADIR",), (), COLUMNS)
    made = words(pdf((plain, rows(40))))
    assert "Jumlah halaman ini" not in made
    assert "Terbilang" not in made


def test_practice_stands_on_every_page() -> None:
    made = page_words(pdf((LIST, rows(40)), bundle=Bundle("D", HEAD, "", practice=True)))
    assert all("LATIHAN" in page for page in made)


def test_a_row_of_another_width_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        pdf((LIST, [SignedRow(("1", "SITI"), 1)]))
    assert refused.value.code == "documents.list_columns"


@settings(max_examples=12)
@given(st.lists(st.integers(1, 999_999_999), min_size=1, max_size=45))
def test_whatever_the_amounts_the_end_names_their_sum(amounts: list[int]) -> None:
    some = [SignedRow((str(at), "SITI", "", rupiah(one), ""), one) for at, one in enumerate(amounts, 1)]
    made = page_words(pdf((LIST, some)))
    said = " ".join(made)
    assert f"Jumlah seluruhnya ({len(amounts)} penerima) {rupiah(sum(amounts))}" in said
    of_pages = [page.split("Jumlah halaman ini ")[1].split()[0] for page in made if "Jumlah halaman ini " in page]
    assert sum(int(one.removeprefix("Rp").replace(".", "")) for one in of_pages) == sum(amounts)


def test_the_end_stands_together_on_one_page() -> None:
    for count in range(8, 16):
        made = page_words(pdf((LIST, rows(count))))
        (last,) = [page for page in made if "Terbilang" in page]
        assert "Bendahara" in last
        assert "NIP 19800517 200604 1 011" in last


def test_four_people_sign_in_two_ranks() -> None:
    four = Closing(signers=(*SIGNERS, Signatory("", "Camat Labuan", "H. SUKARTA")))
    assert closing_height(four, 0, 500) > closing_height(CLOSING, 0, 500)
    made = places(0, pdf((SignedList(("D",), (), COLUMNS, four), rows(1))))
    assert made["H. SUKARTA"] > made["Hj. IDA NURAIDA"]


def test_words_of_a_large_sum_are_broken_to_the_width() -> None:
    lines = closing_lines(CLOSING, 999_999_999_999, 60 * MM)
    assert len(lines) > 3
    assert all(width_of(line, "Helvetica", SIZE) <= 60 * MM for line in lines)
    assert " ".join(lines) == f"Terbilang: {rupiah_in_words(999_999_999_999)}."
