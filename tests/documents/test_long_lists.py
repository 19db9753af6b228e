"""Lists of thousands of rows and of many columns, and texts a spreadsheet would have run as a formula."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents.listing import EVERY, Column, ListSheet, write_list
from desktop.documents.paper import Paper
from tests.documents.paper_readers import baselines, ink, metadata, page_words, words

SHEET = ListSheet(
    "Daftar keluarga",
    (Column("No", 0.4, 1.0), Column("Nama pengurus", 3), Column("Jumlah", 1.2, 1.0)),
    "Dinas Sosial",
    "Dicetak 5 Desember 2019 oleh operator",
)


def listed(rows: list[tuple[str, ...]], sheet: ListSheet = SHEET) -> bytes:
    file = BytesIO()
    assert write_list(rows, sheet, file) == len(rows)
    return file.getvalue()


def people(count: int) -> list[tuple[str, ...]]:
    return [(str(n), f"KELUARGA {n:05}", "Rp1.000.000") for n in range(1, count + 1)]


def test_five_thousand_rows_in_order_on_numbered_pages() -> None:
    pages = page_words(listed(people(5_000), replace(SHEET, totals=("", "Jumlah", "Rp5.000.000.000"))))
    found = re.findall(r"KELUARGA (\d{5})", " ".join(pages))
    assert found == [f"{number:05}" for number in range(1, 5_001)]
    assert [int(re.findall(r"Halaman (\d+) dari", page)[0]) for page in pages] == list(range(1, len(pages) + 1))
    assert all(re.search(rf"dari\s*{len(pages)}\b", page) for page in pages)
    assert ["Rp5.000.000.000" in page for page in pages] == [False] * (len(pages) - 1) + [True]


@pytest.mark.parametrize("count", [12, 16, 20])
def test_many_columns_all_keep_their_text_inside_the_paper(count: int) -> None:
    columns = tuple(Column(f"Kolom {number}", 1 + number % 3) for number in range(count))
    rows = [tuple(f"{row}-{number}" for number in range(count)) for row in range(40)]
    made = listed(rows, replace(SHEET, columns=columns, paper=Paper.F4, landscape=True))
    said = words(made).replace(" ", "")
    for row in rows:
        for cell in row:
            assert cell in said
    left, _, right, _ = ink(made, 100)
    assert left >= 12 - 0.5
    assert right <= 330 - 12 + 0.5


@pytest.mark.parametrize("text", ["=1+1", "+62812345678", "-", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=cmd", "|x"])
def test_what_looks_like_a_formula_is_text_on_paper(text: str) -> None:
    said = words(listed([("1", text, "Rp1")])).replace(" ", "")
    assert text.strip().replace(" ", "") in said


@pytest.mark.parametrize("text", ["(((", ")", "\\", "\\)", "% comment", "<</Type>>", "<0041>", "BT ET", "'"])
def test_signs_of_the_page_language_are_text(text: str) -> None:
    made = listed([("1", f"AWAL {text} AKHIR", "Rp1"), ("2", "SESUDAHNYA", "Rp2")])
    said = words(made)
    assert f"AWAL {text} AKHIR" in said
    assert "SESUDAHNYA" in said


@settings(max_examples=15)
@given(st.lists(st.text(max_size=200), min_size=1, max_size=8))
def test_any_cells_make_a_list_with_its_foot(cells: list[str]) -> None:
    made = listed([("1", cell, "Rp1") for cell in cells])
    pages = page_words(made)
    assert all("Dicetak 5 Desember 2019" in page for page in pages)
    left, top, right, bottom = ink(made)
    assert left >= 12 - 1
    assert right <= 210 - 12 + 1
    assert top >= 8
    assert bottom <= 297 - 8


@pytest.mark.parametrize("rows", [0, 1, 64, 65, 66, 67, 68, 69, 70, 140])
def test_a_page_ends_before_its_foot_whatever_fits(rows: int) -> None:
    """No row is written on the foot, and no page is made for nothing."""
    made = listed(people(rows), replace(SHEET, totals=("", "Jumlah", f"Rp{rows}")))
    for heights in baselines(made):
        foot = min(heights)
        rest = [height for height in heights if height > foot + 3]
        assert min(rest) - foot > 8
    assert all(re.search(r"KELUARGA|Jumlah|Tidak ada", page) for page in page_words(made))


def test_filters_and_order_stand_on_the_first_page_only() -> None:
    about = ("Kecamatan: Cibitung", "Status: aktif", "Urut: nama pengurus")
    pages = page_words(listed(people(200), replace(SHEET, about=about)))
    assert all(line in pages[0] for line in about)
    assert not any(about[0] in page for page in pages[1:])
    assert all("Nama pengurus" in page for page in pages), "the titles of the columns stand on all"


def test_progress_is_told_and_the_end_is_the_end() -> None:
    told: list[int] = []

    class Notes:
        def step(self, done: int, total: int | None = None, what: str = "") -> None:
            told.append(done)

    write_list(people(EVERY * 2 + 1), SHEET, BytesIO(), progress=Notes())
    assert told == [EVERY, EVERY * 2, EVERY * 2 + 1]


def test_the_file_names_title_and_office_and_no_row() -> None:
    about = " ".join(metadata(listed(people(2))).values())
    assert "Daftar keluarga" in about
    assert "Dinas Sosial" in about
    assert "KELUARGA" not in about
