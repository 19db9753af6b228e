"""The text of a letter as lines on paper: what stands beside what, before anybody knows on which page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from desktop.documents.drawing import REGULAR, width_of, wrap
from desktop.documents.letter_template import Block, Kind

INDENT: Final = 18.0
GAP: Final = 0.55  # of a line, above every block


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line, and the room they have from `x` on; in points."""

    x: float
    text: str
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one line; `gap` is kept free above it, unless it begins a page."""

    pieces: tuple[Piece, ...]
    gap: float = 0.0


def text_rows(blocks: tuple[Block, ...], left: float, width: float, size: float, step: float) -> list[Row]:
    """Set the whole text; `step` is from one line to the next."""
    rows: list[Row] = []
    for block in blocks:
        first, *others = _block(block, left, width, size)
        rows += [Row(first.pieces, GAP * step), *others]
    return rows


def label_rows(labels: tuple[tuple[str, ...], ...], left: float, width: float, size: float) -> Iterator[Row]:
    """Labels and colons stand under each other; a long value goes on under itself."""
    widest = max(width_of(label, REGULAR, size) for label, _ in labels)
    start = left + min(widest, width * 0.45) + 12
    room = left + width - start
    for label, value in labels:
        # What is nothing but a hole is shown as one: an official looks for what was left out.
        first, *others = wrap(value, REGULAR, size, room) or ["-"]
        yield Row((Piece(left, label, start - left - 10), Piece(start - 7, ":", 5), Piece(start, first, room)))
        yield from (Row((Piece(start, line, room),)) for line in others)


def _block(block: Block, left: float, width: float, size: float) -> Iterator[Row]:
    if block.kind is Kind.LABELS:
        yield from label_rows(block.rows, left + INDENT, width - INDENT, size)
        return
    listed = block.kind is not Kind.PARAGRAPH
    start, room = (left + INDENT, width - INDENT) if listed else (left, width)
    for place, row in enumerate(block.rows, 1):
        first, *others = wrap(row[0], REGULAR, size, room) or [""]
        mark = f"{place}." if block.kind is Kind.NUMBERED else "-"
        marks = (Piece(left, mark, INDENT),) if listed else ()
        yield Row((*marks, Piece(start, first, room)))
        yield from (Row((Piece(start, line, room),)) for line in others)
