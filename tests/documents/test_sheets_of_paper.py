"""The recovery sheet, the printer's test page and plain lists."""

import re
from datetime import date
from io import BytesIO

import pytest

from desktop.documents.listing import Column, ListSheet, write_list
from desktop.documents.paper import Paper
from desktop.documents.recovery_sheet import RecoverySheet, grouped, write_recovery_sheet
from desktop.documents.testpage import write_test_page
from desktop.errors import Cancelled, Refused
from tests.documents.paper_readers import ink, page_size_mm, page_words, words

CODE = "7Q0M3ZKA9F4T1B6N8XW25DCEHJK0PRSV"
LIST = ListSheet(
    "Daftar penerima tahap 1/2019",
    (Column("No", 0.5, 1), Column("Nama pengurus", 3), Column("Jumlah", 1.5, 1)),
    "Dinas Sosial",
    "Dicetak 5 Desember 2019 oleh operator",
    ("Kecamatan Cibitung",),
    ("", "Jumlah seluruhnya", "Rp120.000.000"),
)


def listed(rows: list[tuple[str, ...]], sheet: ListSheet = LIST) -> bytes:
    file = BytesIO()
    assert write_list(rows, sheet, file) == len(rows)
    return file.getvalue()


def people(count: int) -> list[tuple[str, ...]]:
    return [(str(n), f"KELUARGA {n:04}", "Rp1.000.000") for n in range(1, count + 1)]


@pytest.mark.parametrize("code", [CODE, CODE.lower(), "-".join(CODE), " ".join(grouped(CODE))])
def test_the_recovery_code_stands_in_groups_of_four(code: str) -> None:
    file = BytesIO()
    sheet = RecoverySheet("Dinas Sosial Kabupaten Pandeglang", code, date(2019, 12, 5), "Budi Santoso")
    write_recovery_sheet(sheet, file)
    said = words(file.getvalue())
    places = [said.index(group) for group in ("7Q0M", "3ZKA", "9F4T", "1B6N", "8XW2", "5DCE", "HJK0", "PRSV")]
    assert places == sorted(places)
    assert "KODE PEMULIHAN" in said
    assert "Dibuat 5 Desember 2019 oleh Budi Santoso" in said
    assert "amplop" in said
    assert "LATIHAN" not in said
    assert len(page_words(file.getvalue())) == 1


def test_a_practice_code_cannot_be_taken_for_a_real_one() -> None:
    file = BytesIO()
    write_recovery_sheet(RecoverySheet("Kantor", "ABCD1", date(2019, 12, 5), "B", Paper.F4, practice=True), file)
    assert "LATIHAN: KODE PEMULIHAN" in words(file.getvalue())
    assert grouped("ABCD1") == ["ABCD", "1"]
    assert page_size_mm(file.getvalue()) == (215, 330)


@pytest.mark.parametrize("paper", list(Paper))
def test_the_test_page_is_as_large_as_the_paper_and_names_its_offset(paper: Paper) -> None:
    file = BytesIO()
    write_test_page(file, paper, (1.5, -2.0), "Laser di ruang Linjamsos")
    said = words(file.getvalue())
    assert "kanan +1,5 mm, atas -2,0 mm" in said
    assert "Laser di ruang Linjamsos" in said
    assert page_size_mm(file.getvalue()) == ((210, 297) if paper is Paper.A4 else (215, 330))


def test_the_test_page_moves_with_the_offset() -> None:
    plain, moved = BytesIO(), BytesIO()
    write_test_page(plain, Paper.A4)
    write_test_page(moved, Paper.A4, (4.0, 0.0))
    assert ink(moved.getvalue(), 100)[0] - ink(plain.getvalue(), 100)[0] == pytest.approx(4, abs=0.4)


@pytest.mark.parametrize("landscape", [False, True])
def test_a_list_has_all_rows_in_order_on_numbered_pages(landscape: bool) -> None:
    sheet = ListSheet(**{**{f: getattr(LIST, f) for f in LIST.__slots__}, "landscape": landscape})
    made = listed(people(300), sheet)
    pages = page_words(made)
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert "Nama pengurus" in page
        assert "Dicetak 5 Desember 2019 oleh operator" in page
        assert re.search(rf"Halaman {number} dari\s*{len(pages)}\b", page)
    assert re.findall(r"KELUARGA (\d{4})", " ".join(pages)) == [f"{n:04}" for n in range(1, 301)]
    assert pages[-1].index("Rp120.000.000") > pages[-1].index("KELUARGA 0300")
    assert page_size_mm(made) == ((297, 210) if landscape else (210, 297))


def test_long_cells_wrap_inside_their_column() -> None:
    name = "RADEN AYU SITI NURHALIZAH WIRAHADIKUSUMAH BINTI TUBAGUS HASANUDIN SUKMAWIJAYA" * 3
    made = listed([("1", name, "Rp1")])
    assert name.replace(" ", "") in words(made).replace(" ", "")
    left, _, right, _ = ink(made, 100)
    assert left >= 12 - 0.5
    assert right <= 210 - 12 + 0.5


def test_an_empty_list_says_so() -> None:
    said = words(listed([]))
    assert "Tidak ada baris." in said
    assert re.search(r"Halaman 1 dari\s*1", said)


def test_a_row_of_the_wrong_width_is_refused_by_its_number() -> None:
    file = BytesIO()
    with pytest.raises(Refused) as refused:
        write_list([*people(2), ("3", "x")], LIST, file)
    assert refused.value.values == {"row": 3, "found": 2, "expected": 3}
    assert file.getvalue() == b""


def test_practice_lists_say_so_on_every_page() -> None:
    sheet = ListSheet(**{**{f: getattr(LIST, f) for f in LIST.__slots__}, "practice": True, "totals": ()})
    pages = page_words(listed(people(150), sheet))
    assert all("LATIHAN" in page for page in pages)


def test_a_cancelled_list_leaves_the_file_empty() -> None:
    class Stops:
        def step(self, done: int, total: int | None = None, what: str = "") -> None:
            raise Cancelled

    file = BytesIO()
    with pytest.raises(Cancelled):
        write_list(people(400), LIST, file, progress=Stops())
    assert file.getvalue() == b""
