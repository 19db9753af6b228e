"""The receipt of a hand-over: one family on A5, many on A4, nothing lost between pages and nothing over the edge."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from desktop.documents.handover import HandedThing, HandOverPaper, write_handover
from desktop.documents.letterhead import Letterhead
from tests.documents.paper_readers import baselines

PAPER = HandOverPaper(
    Letterhead("Pemerintah Kabupaten Pandeglang", "Dinas Sosial", "Jl. Jenderal Sudirman No. 1"),
    "12/2019", date(2019, 4, 11), "Pandeglang", "Kartu", "Siti Operator", "Pendamping: Dewi Lestari",
)  # fmt: skip
LONG = HandedThing("RADEN AYU " + "KUSUMANINGTYAS " * 5, "JSR-36.01-000127-TAMBAHAN-PANJANG", "Desa " + "Sukamaju " * 9)


def drawn(things: list[HandedThing], paper: HandOverPaper = PAPER) -> PdfReader:
    file = BytesIO()
    pages = write_handover(file, paper, things)
    reader = PdfReader(BytesIO(file.getvalue()))
    assert len(reader.pages) == pages
    return reader


def thing(number: int) -> HandedThing:
    return HandedThing(f"IBU NOMOR {number}", f"JSR-36.01-{number:06}", "Cikadu")


def test_one_family_gets_a_small_paper() -> None:
    (page,) = drawn([thing(1)]).pages
    assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (420, 595)
    text = page.extract_text()
    for wanted in (
        "TANDA TERIMA KARTU",
        "Nomor 12/2019",
        "11 April 2019",
        "Kartu, 1 buah",
        "IBU NOMOR 1",
        "Siti Operator",
    ):
        assert wanted in text, wanted


@pytest.mark.parametrize("many", [2, 10, 13, 14, 15, 20, 21, 22, 40, 60, 101])
def test_every_family_stands_once_and_the_signatures_on_the_last_page(many: int) -> None:
    reader = drawn([thing(number) for number in range(1, many + 1)])
    texts = [page.extract_text() for page in reader.pages]
    whole = "\n".join(texts)
    for number in range(1, many + 1):
        assert whole.count(f"JSR-36.01-{number:06}") == 1, number
    assert [("Yang menerima\n" in text or text.endswith("Yang menerima")) for text in texts].count(True) >= 1
    assert "Dewi Lestari" in texts[-1]
    assert f"halaman {len(texts)} dari {len(texts)}" in texts[-1]
    assert round(float(reader.pages[0].mediabox.width)) == 595


def test_nothing_stands_below_the_edge_of_the_paper() -> None:
    for many in (1, 2, 14, 15, 16, 30, 31):
        file = BytesIO()
        write_handover(file, PAPER, [LONG] * many)
        for page in baselines(file.getvalue()):
            assert min(page) > 15, many
            assert max(page) < 842, many


def test_practice_is_written_across() -> None:
    assert "LATIHAN" in drawn([thing(1)], replace(PAPER, practice=True)).pages[0].extract_text()
    assert "LATIHAN" not in drawn([thing(1)]).pages[0].extract_text()
