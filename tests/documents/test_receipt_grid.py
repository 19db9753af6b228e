"""One design fits every cell: it stretches, never below its own size, and cells tile the page."""

from dataclasses import replace
from itertools import pairwise

import pytest

from desktop.documents.drawing import REGULAR, width_of
from desktop.documents.paper import MM, Paper
from desktop.documents.receipt_form import Boxes, build_form, identity_columns, nip, signed_name
from desktop.documents.receipt_grid import EDGE, HIGHEST, Grid
from desktop.documents.receipt_head import numbers_left
from desktop.documents.receipt_rows import Signatory
from desktop.documents.receipt_texts import RowTexts
from tests.documents.receipt_samples import ROW, SHEET, WIDEST

GRIDS = [Grid(paper, per_page) for paper in Paper for per_page in (1, 2, 3)]
NAMES = [f"{grid.paper}-{grid.per_page}" for grid in GRIDS]


@pytest.mark.parametrize(("paper", "wide", "high"), [(Paper.A4, 210, 297), (Paper.F4, 215, 330)])
def test_paper_is_as_large_as_its_name_says(paper: Paper, wide: int, high: int) -> None:
    assert paper.size == pytest.approx((wide * MM, high * MM))
    assert pytest.approx(72 / 25.4) == MM


@pytest.mark.parametrize("grid", GRIDS, ids=NAMES)
def test_cells_tile_the_page_from_the_top(grid: Grid) -> None:
    origins = [grid.origin(place) for place in range(grid.per_page)]
    assert origins[-1] == 0
    assert origins[0] + grid.height == pytest.approx(grid.paper.size[1])
    assert all(above - below == pytest.approx(grid.height) for above, below in pairwise(origins))


@pytest.mark.parametrize("grid", GRIDS, ids=NAMES)
def test_nothing_becomes_smaller_than_designed(grid: Grid) -> None:
    assert 1 <= grid.stretch <= HIGHEST
    assert 1 <= grid.scale(1) <= 1.25
    assert 1 <= grid.wide(1) <= grid.scale(1)
    assert -0.01 <= grid.end < grid.down(260)
    assert grid.left == EDGE


def test_fewer_receipts_to_a_page_are_never_set_smaller() -> None:
    for paper in Paper:
        sizes = [Grid(paper, per_page).scale(9) for per_page in (3, 2, 1)]
        assert sizes == sorted(sizes)
    assert Grid(Paper.F4, 3).scale(9) > Grid(Paper.A4, 3).scale(9)


@pytest.mark.parametrize("grid", GRIDS, ids=NAMES)
def test_the_boxes_to_sign_in_are_large_enough_and_do_not_touch(grid: Grid) -> None:
    boxes = Boxes.of(grid)
    assert boxes.sign.width >= 28 * MM
    assert boxes.thumb.width >= 17 * MM
    assert boxes.sign.height == boxes.thumb.height >= 14 * MM
    assert boxes.sign.x + boxes.sign.width < boxes.thumb.x
    assert boxes.thumb.x + boxes.thumb.width == pytest.approx(grid.right)
    assert boxes.amount.x + boxes.amount.width < boxes.sign.x


@pytest.mark.parametrize("grid", GRIDS, ids=NAMES)
@pytest.mark.parametrize("row", [ROW, WIDEST], ids=["usual", "widest"])
def test_the_code_keeps_its_white_and_its_size(grid: Grid, row: object) -> None:
    assert row in (ROW, WIDEST)
    texts = RowTexts(replace(SHEET, paper=grid.paper, per_page=grid.per_page), grid)
    (x, y), side = texts.qr_place, texts.qr_size
    assert side >= 19 * MM
    quiet = side / 29 * 2  # two modules of a code of 29
    placed = [*build_form(SHEET, grid).texts, *texts.of(row if row is WIDEST else ROW)]
    for text in placed:
        end = text.x + width_of(text.text, text.font, text.size) * text.squeeze
        beside = end < x or text.x > x + side + quiet
        above_or_below = text.y > y + side + quiet or text.y + text.size * 0.72 < y - 0.5
        assert beside or above_or_below, text
    box = Boxes.of(grid).amount
    assert box.y > y + side + 2


@pytest.mark.parametrize("grid", GRIDS, ids=NAMES)
def test_columns_follow_each_other(grid: Grid) -> None:
    first, second, third = identity_columns(grid)
    assert grid.values == first < second < third < grid.right - 60
    assert grid.width / 2 < numbers_left(grid) < grid.right - 120


@pytest.mark.parametrize("grid", GRIDS, ids=NAMES)
def test_sixteen_digits_are_never_squeezed(grid: Grid) -> None:
    texts = list(RowTexts(SHEET, grid).of(ROW))
    for number in (ROW.nik, ROW.no_kk):
        text = next(text for text in texts if text.text == number)
        assert text.squeeze == 1
        assert text.size >= 8


def test_a_long_name_signs_in_two_lines_and_a_short_one_in_one() -> None:
    slot = Grid(Paper.A4, 3).slot(0, 100, 146, REGULAR, 8, 0.5)
    assert [text.text for text in signed_name(slot, "SITI MAEMUNAH")] == ["SITI MAEMUNAH"]
    long = "RADEN AYU SITI NURHALIZAH WIRAHADIKUSUMAH BINTI TUBAGUS"
    upper, lower = signed_name(slot, long)
    assert f"{upper.text} {lower.text}" == long
    assert lower.y == pytest.approx(100)
    assert upper.y > lower.y + upper.size
    assert signed_name(slot, "")[0].text == ""


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("196805121992032004", "NIP 19680512 199203 2 004"),
        ("19680512199203200", "NIP 19680512199203200"),
        ("belum ada", "NIP belum ada"),
        ("", ""),
    ],
)
def test_a_nip_is_grouped_as_offices_write_it(written: str, printed: str) -> None:
    assert nip(written) == printed


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_officials_share_the_width(count: int) -> None:
    officials = tuple(Signatory("Setuju dibayar", f"Pejabat {n}", f"NAMA {n}", f"{n}" * 18) for n in range(count))
    form = build_form(replace(SHEET, officials=officials), Grid(Paper.A4, 3))
    found = [text for text in form.texts if text.text.startswith("NAMA ")]
    assert [text.text for text in found] == [f"NAMA {n}" for n in range(count)]
    assert [text.x for text in found] == sorted(text.x for text in found)


@pytest.mark.parametrize("grid", GRIDS, ids=NAMES)
@pytest.mark.parametrize("word", ["tanda tangan", "cap jempol"])
def test_what_to_put_into_a_box_can_be_read(grid: Grid, word: str) -> None:
    said = next(text for text in build_form(SHEET, grid).texts if text.text == word)
    assert said.size >= 6.5
    assert said.squeeze == 1
