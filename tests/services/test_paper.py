"""Tests of pages as pictures: sizes, colours, greys, damaged files, threads, saving, the test page."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from desktop.errors import Refused
from desktop.services.paper import (
    PAPERS,
    PageImage,
    draw_all,
    draw_page,
    joined,
    open_paper,
    printer_test_page,
    save_pdf,
)
from tests.ui.kit.preview.papers import A4, COLOURS, F4, pages

WHITE = (255, 255, 255)


def pixel(image: PageImage, x: int, y: int) -> tuple[int, ...]:
    size = 1 if image.grey else 3
    start = y * image.stride + x * size
    return tuple(image.pixels[start : start + size])


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def test_sizes_and_count_are_those_of_the_document() -> None:
    paper = open_paper(pages(3, F4))
    assert len(paper) == 3
    assert (paper.sizes[2].width, paper.sizes[2].height) == pytest.approx(F4, abs=0.01)


@pytest.mark.parametrize("page", [0, 1, 2])
def test_a_page_is_drawn_in_its_colours_from_the_top(page: int) -> None:
    image = draw_page(open_paper(pages(3)), page, 1.0)
    assert pixel(image, 50, 50) == rgb(COLOURS[page])
    assert pixel(image, 150, 50) == WHITE
    assert pixel(image, 50, 150) == WHITE
    assert len(image.pixels) == image.stride * image.height


def test_grey_has_one_byte_for_each_pixel() -> None:
    image = draw_page(open_paper(pages(1)), 0, 0.5, grey=True)
    assert image.grey
    assert image.stride >= image.width
    assert len(pixel(image, 10, 10)) == 1
    assert 0 < pixel(image, 10, 10)[0] < 200
    assert pixel(image, 200, 10) == (255,)


@given(scale=st.floats(0.05, 3.0), count=st.integers(1, 3))
def test_a_picture_is_as_large_as_its_scale_says(scale: float, count: int) -> None:
    image = draw_page(open_paper(pages(count)), count - 1, scale)
    assert image.width == pytest.approx(A4[0] * scale, abs=1.5)
    assert image.height == pytest.approx(A4[1] * scale, abs=1.5)


def test_a_page_as_large_as_a_hall_is_drawn_smaller_and_not_refused() -> None:
    file = BytesIO()
    canvas = Canvas(file, pagesize=(14_000, 100))
    canvas.showPage()
    canvas.save()
    image = draw_page(open_paper(file.getvalue()), 0, 4.0)
    assert image.width <= 20_001
    assert image.height >= 100


def test_all_pages_come_in_their_order() -> None:
    seen = [pixel(image, 20, 20) for image in draw_all(open_paper(pages(4)), 0.5)]
    assert seen == [rgb(colour) for colour in COLOURS]


def test_a_run_that_is_left_lets_its_document_go() -> None:
    paper = open_paper(pages(4))
    run = draw_all(paper, 0.5)
    next(run)
    run.close()
    assert pixel(draw_page(paper, 3, 0.5), 20, 20) == rgb(COLOURS[3])


@pytest.mark.parametrize("damaged", [b"", b"no paper at all", pages(1)[:200], b"%PDF-1.4\n%%EOF"])
def test_what_is_no_pdf_is_refused(damaged: bytes) -> None:
    with pytest.raises(Refused) as refused:
        open_paper(damaged)
    assert refused.value.code == "paper.unreadable"


def test_a_file_is_read_from_disk_and_a_missing_one_refused(tmp_path: Path) -> None:
    file = save_pdf(pages(2), tmp_path / "Kuitansi.pdf")
    assert len(open_paper(file)) == 2
    with pytest.raises(Refused) as refused:
        open_paper(tmp_path / "nothing.pdf")
    assert refused.value.code == "files.missing"


def test_saving_into_a_missing_folder_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        save_pdf(pages(1), tmp_path / "no folder" / "Kuitansi.pdf")
    assert refused.value.code == "files.missing"
    assert list(tmp_path.iterdir()) == []


def test_two_threads_draw_at_once() -> None:
    """PDFium itself must never be entered twice; the papers come out whole all the same."""
    papers = [open_paper(pages(4)) for _ in range(2)]

    def drawn(place: int) -> tuple[int, ...]:
        return pixel(draw_page(papers[place % 2], place % 4, 0.4), 20, 20)

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(drawn, range(40)))
    assert found == [rgb(COLOURS[place % 4]) for place in range(40)]


@pytest.mark.parametrize("paper", PAPERS)
def test_the_test_page_names_printer_and_offset(paper: str) -> None:
    pdf = printer_test_page(paper, (1.5, -2.0), "Laser Linjamsos")
    reader = PdfReader(BytesIO(pdf))
    said = reader.pages[0].extract_text()
    assert "Laser Linjamsos" in said
    assert "+1,5" in said
    assert "-2,0" in said
    wide = {"a4": 210, "f4": 215}[paper]
    assert open_paper(pdf).sizes[0].width == pytest.approx(wide * 72 / 25.4, abs=0.1)


@pytest.mark.parametrize("page", [2, 7])
def test_a_page_there_is_not_is_a_mistake_of_the_caller(page: int) -> None:
    with pytest.raises(IndexError):
        draw_page(open_paper(pages(2)), page, 1.0)


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    to = tmp_path / "Kuitansi.pdf"
    save_pdf(pages(1), to)
    assert save_pdf(pages(3), to) == to
    assert len(open_paper(to)) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["Kuitansi.pdf"]


def test_a_folder_is_no_paper(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        open_paper(tmp_path)
    assert refused.value.code == "files.is_folder"


def test_the_paper_in_memory_does_not_follow_its_file(tmp_path: Path) -> None:
    """Paper names people: what is looked at stays as it was when it was opened, and nothing is left behind."""
    file = save_pdf(pages(2), tmp_path / "a.pdf")
    paper = open_paper(file)
    file.unlink()
    assert pixel(draw_page(paper, 1, 0.5), 20, 20) == rgb(COLOURS[1])
    assert list(tmp_path.iterdir()) == []


def test_grey_and_colour_are_the_same_size() -> None:
    paper = open_paper(pages(1))
    grey, colour = (draw_page(paper, 0, 1.5, grey=kind) for kind in (True, False))
    assert (grey.width, grey.height) == (colour.width, colour.height)
    assert len(grey.pixels) < len(colour.pixels)


def test_papers_joined_keep_pages_and_sizes_in_order() -> None:
    whole = joined([open_paper(pages(2)), open_paper(pages(3, F4))])
    assert len(whole) == 5
    read = PdfReader(BytesIO(whole.pdf)).pages
    assert [page.extract_text().split()[-1] for page in read] == ["1", "2", "1", "2", "3"]
    assert [round(float(page.mediabox.height)) for page in read] == [round(size.height) for size in whole.sizes]
    again = open_paper(whole.pdf)
    assert [round(size.width) for size in again.sizes] == [595, 595, 609, 609, 609]


def test_one_paper_joined_is_itself() -> None:
    paper = open_paper(pages(2))
    assert joined([paper]) is paper
