"""The head of a receipt: the office in the space left of the title, however long its names, and the numbers."""

from typing import Final

from desktop.documents.cells import Broken, balanced, set_lines
from desktop.documents.drawing import BOLD, REGULAR, Line, Text, fit, width_of
from desktop.documents.letterhead import Letterhead
from desktop.documents.receipt_grid import Grid
from desktop.documents.receipt_rows import ReceiptSheet

TOP: Final = 12.0  # distances from the top of the tightest cell
LOW: Final = 51.0  # the last baseline
LINE: Final = 53.0  # the double line below it
AGAIN: Final = 1.1  # of its size, from one line of a text to the next
SIZES: Final = (1.0, 0.92, 0.85, 0.78, 0.72, 0.66, 0.6, 0.55)  # tried until all has room
SMALLEST: Final = 5.2
LABELS: Final = ("Nomor bukti", "Tahun anggaran", "Kode rekening")


def header(sheet: ReceiptSheet, grid: Grid, emblem: float) -> tuple[list[Text], list[Line]]:
    """Texts and lines; `emblem` is the width kept free for it on the left."""
    middle, half = grid.width / 2, 42 * grid.scale(1)
    x = grid.left + emblem
    texts = _office(sheet.letterhead, grid, x, middle - half - 4 - x)
    title = grid.slot(middle - half, grid.down(36), 96 * grid.scale(1), BOLD, 16, 0.5)
    texts.append(title.put("KUITANSI"))
    texts += _numbers(sheet, grid)
    y = grid.down(LINE)
    lines = [
        Line(grid.left, y, grid.right, y, width=1.3),
        Line(grid.left, y - 2.2, grid.right, y - 2.2, width=0.4),
    ]
    return texts, lines


def numbers_left(grid: Grid) -> float:
    """Where the little table with the receipt's number begins."""
    return grid.width / 2 + 66 * grid.scale(1)


def _numbers(sheet: ReceiptSheet, grid: Grid) -> list[Text]:
    texts: list[Text] = []
    x = numbers_left(grid)
    for row, label in enumerate(LABELS):
        y = grid.down(22 + row * 11.5)
        texts.append(fit(x, y, REGULAR, grid.scale(7.5), label, 58 * grid.scale(1)))
        texts.append(fit(x + 59 * grid.scale(1), y, REGULAR, grid.scale(7.5), ":", 4))
    left = x + 65 * grid.scale(1)
    texts.append(fit(left, grid.down(45), REGULAR, grid.scale(8), sheet.account_code, grid.right - left))
    return texts


def _office(head: Letterhead, grid: Grid, x: float, room: float) -> list[Text]:
    """Set all lines a step smaller until they have room; the telephone is what an office can best do without."""
    contact = head.phone and f"Telepon {head.phone}"
    entries = [(head.government.upper(), BOLD, 7.8, 9.0), (head.office.upper(), BOLD, 10.0, 11.0)]
    entries += [(head.place_line, REGULAR, 6.4, 9.0), (contact, REGULAR, 6.4, 8.0)]
    named = [entry for entry in entries if entry[0]]
    for share in SIZES:
        made = _sized(named, grid, room, share)
        if _ends(made) <= LOW and all(_fits(one, font, room) for one, font, _ in made):
            return _set(made, grid, x, room)
    while len(made) > 1 and _ends(made) > LOW:
        made.pop()
    return _set(made, grid, x, room)


def _sized(
    entries: list[tuple[str, str, float, float]], grid: Grid, room: float, share: float
) -> list[tuple[Broken, str, float]]:
    """Texts with their font and the distance to their first line, in sizes of the tightest cell."""
    made = []
    for text, font, size, step in entries:
        smaller = max(SMALLEST, size * share)
        one = balanced(text, font, grid.scale(smaller), room, 1 if share == 1 else 3)
        made.append(
            (Broken(one.lines, one.size / grid.scale(1)), font, min(step, smaller * 1.25) if share < 1 else step)
        )
    return made


def _ends(made: list[tuple[Broken, str, float]]) -> float:
    return TOP + sum(step + one.size * AGAIN * (len(one.lines) - 1) for one, _, step in made)


def _fits(one: Broken, font: str, room: float) -> bool:
    return all(width_of(line, font, one.size) <= room for line in one.lines)


def _set(made: list[tuple[Broken, str, float]], grid: Grid, x: float, room: float) -> list[Text]:
    texts: list[Text] = []
    y = TOP
    for one, font, step in made:
        y += step
        size = grid.scale(one.size)
        texts += set_lines(Broken(one.lines, size), font, (x, grid.down(y), room), one.size * AGAIN * grid.stretch, 0.0)
        y += one.size * AGAIN * (len(one.lines) - 1)
    return texts
