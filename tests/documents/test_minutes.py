"""Minutes on paper: every word where it belongs, pages that end before their foot, names beside their signature."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from desktop.documents.letterhead import Letterhead
from desktop.documents.minutes import EVERY, MinutesPaper, Signer, Table, write_minutes
from desktop.documents.paper import Paper
from tests.documents.paper_readers import baselines, page_size_mm, page_words, words

HEAD = Letterhead("Pemerintah Kabupaten Pandeglang", "Dinas Sosial", "Jalan Bank Banten 1", "42211")
SUMMARY = Table("", ("Hasil", "Keluarga"), (4, 1), [("Valid dan layak", "12"), ("Tidak valid", "3")])
ANNEX = Table("Lampiran Berita Acara", ("No", "Pengurus", "Hasil"), (0.5, 3, 1.5), (), left=3)
MINUTES = MinutesPaper(
    HEAD,
    "Hasil Validasi Calon Penerima Bantuan",
    "Jaminan Sosial Rakyat Banten Bersatu (Jamsosratu)",
    "BA.012/Linjamsos/IV/2019",
    date(2019, 4, 11),
    "Balai Desa Cikadu",
    "telah dilaksanakan validasi terhadap 15 keluarga calon penerima.",
    [SUMMARY],
    [Signer("Ratna Dewi", "Pendamping"), Signer("H. Sanusi", "Kepala Desa"), Signer("", "Mengetahui, Camat")],
    ANNEX,
    "Dicetak 11-04-2019 09.00 oleh Si Operator",
)


def people(count: int) -> Iterable[Sequence[str]]:
    return ((str(at), f"KELUARGA {at}", "Valid") for at in range(1, count + 1))


def paper(minutes: MinutesPaper = MINUTES, count: int = 3) -> bytes:
    out = BytesIO()
    assert write_minutes(minutes, people(count), out) == count
    return out.getvalue()


def test_the_minutes_say_day_place_counts_and_who_signs() -> None:
    first, annex = page_words(paper())
    for said in (
        "PEMERINTAH KABUPATEN PANDEGLANG", "BERITA ACARA", "HASIL VALIDASI CALON PENERIMA BANTUAN",
        "Nomor: BA.012/Linjamsos/IV/2019", "Kamis tanggal sebelas bulan April tahun dua ribu sembilan belas",
        "bertempat di Balai Desa Cikadu", "Valid dan layak 12", "Tidak valid 3", "Ratna Dewi", "Kepala Desa",
        "Demikian berita acara ini",
    ):  # fmt: skip
        assert said in first, said
    assert "KELUARGA 1" not in first
    assert "Lampiran Berita Acara" in annex
    assert "tanggal 11 April 2019" in annex
    assert "KELUARGA 3" in annex


def test_without_a_place_the_sentence_stays_whole() -> None:
    said = words(paper(replace(MINUTES, place="")))
    assert "dua ribu sembilan belas, telah dilaksanakan" in said
    assert "bertempat" not in said


def test_an_unnamed_signer_has_a_line_of_dots() -> None:
    assert "....." in words(paper())
    assert "....." not in words(paper(replace(MINUTES, signers=MINUTES.signers[:2])))


@pytest.mark.parametrize(("size", "wanted"), [(Paper.A4, (210, 297)), (Paper.F4, (215, 330))])
def test_both_papers_of_the_office(size: Paper, wanted: tuple[int, int]) -> None:
    assert page_size_mm(paper(replace(MINUTES, paper=size))) == wanted


def test_practice_says_so_on_every_page() -> None:
    assert all("LATIHAN" in page for page in page_words(paper(replace(MINUTES, practice=True), 200)))
    assert "LATIHAN" not in words(paper())


@pytest.mark.parametrize("count", [0, 1, 50, 60, 61, 62, 63, 64, 65, 66, 300])
def test_pages_end_before_their_foot_and_lose_nobody(count: int) -> None:
    made = paper(count=count)
    assert len(re.findall(r"KELUARGA \d+", words(made))) == count
    for heights in baselines(made):
        foot = min(heights)
        assert min((height for height in heights if height > foot + 3), default=foot + 99) - foot > 8


def test_the_columns_are_named_on_each_page_of_the_annex() -> None:
    pages = page_words(paper(count=200))
    assert len(pages) > 3
    assert all("Pengurus" in page for page in pages[1:])
    assert [page.rpartition("Halaman ")[2][:1] for page in pages[:3]] == ["1", "2", "3"]


@pytest.mark.parametrize("villages", [1, 20, 25, 30, 35, 40, 120])
def test_signatures_go_to_the_next_page_whole(villages: int) -> None:
    """The table of villages may be of any length: no signer parts from his title."""
    rows = [(f"DESA {at}, Kec. Cibaliung", str(at)) for at in range(villages)]
    pages = page_words(paper(replace(MINUTES, tables=[SUMMARY, Table("Menurut desa:", ("Desa", "n"), (4, 1), rows)])))
    (signed,) = [page for page in pages if "Ratna Dewi" in page]
    assert "Pendamping" in signed
    assert "H. Sanusi" in signed
    assert sum(page.count("DESA ") for page in pages) == villages


def test_long_cells_shrink_and_wrap_but_stay_in_their_column() -> None:
    reason = "Sudah mampu; Pindah dari desa ini; Tidak ditemukan di alamatnya; Terdaftar ganda " * 3
    out = BytesIO()
    write_minutes(MINUTES, [("1", "SITI NURHALIMAH BINTI ABDULLAH", reason)], out)
    said = words(out.getvalue())
    assert said.count("Terdaftar ganda") == 3


def test_progress_is_told() -> None:
    told: list[int] = []

    class Notes:
        def step(self, done: int, total: int | None = None, what: str = "") -> None:
            told.append(done)
            assert what

    write_minutes(MINUTES, people(EVERY * 2 + 1), BytesIO(), Notes())
    assert told == [EVERY, EVERY * 2, EVERY * 2 + 1]
