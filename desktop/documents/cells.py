"""Long texts broken to a width so that all lines of one text have one size and every letter stays readable."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.documents.drawing import Text, fit, printable, width_of

LEAST: Final = 0.75  # of its size: a text shrinks this far before it takes more lines than it should
MOST_LINES: Final = 5  # of one cell before it shrinks
STEPS: Final = 4  # sizes tried between whole and least
_PARTS: Final = re.compile(r"[^/@]+[/@]*|[/@]+")  # a long number or address may go on in the next line after these
_SMALL_PARTS: Final = re.compile(r"[^/@_-]+[/@_-]*|[/@_-]+")  # and after these where it must
_FIGURES: Final = re.compile(r"\W*(Rp)?[\d.,]+\W*")  # an amount or a number on a card stands in one piece


@dataclass(frozen=True, slots=True)
class Broken:
    """A text as lines of one size in points."""

    lines: tuple[str, ...]
    size: float

    def height(self, leading: float, size: float) -> float:
        """What the lines need where one of the whole `size` needs `leading`."""
        return len(self.lines) * leading * self.size / size


def broken(text: str, font: str, size: float, width: float, most: int = MOST_LINES) -> Broken:
    """Break a text at its line ends, at spaces and within long numbers of papers; it shrinks where it needs more
    than `most` lines, and takes more where even that does not do.
    """
    if "\n" not in text and width_of(text, font, size) <= width:
        return Broken((printable(text),), size)
    smaller = size
    for step in range(STEPS + 1):
        smaller = size * (1 - (1 - LEAST) * step / STEPS)
        lines = tuple(_lines(text, font, smaller, width))
        if len(lines) <= most and all(width_of(line, font, smaller) <= width for line in lines):
            return Broken(lines, smaller)
    return Broken(tuple(_lines(text, font, smaller, width, cut=True)), smaller)


def set_lines(made: Broken, font: str, place: tuple[float, float, float], leading: float, align: float) -> list[Text]:
    """Set the lines below each other; `place` is left, first baseline and width."""
    left, y, width = place
    return [fit(left, y - at * leading, font, made.size, line, width, align) for at, line in enumerate(made.lines)]


def balanced(text: str, font: str, size: float, width: float, most: int = MOST_LINES) -> Broken:
    """Break a heading into lines of much the same length: no single word is left for the last."""
    made = broken(text, font, size, width, most)
    low, high = width / len(made.lines), width
    if len(made.lines) == 1:
        return made
    while high - low > 1:
        middle = (low + high) / 2
        tried = broken(text, font, made.size, middle, len(made.lines))
        if tried.size == made.size and len(tried.lines) == len(made.lines):
            high, made = middle, tried
        else:
            low = middle
    return made


def _lines(text: str, font: str, size: float, width: float, *, cut: bool = False) -> Iterator[str]:
    for said in text.split("\n"):
        yield from _joined(list(_words(printable(said), font, size, width, cut=cut)), font, size, width)


def _joined(words: Sequence[tuple[str, str]], font: str, size: float, width: float) -> Iterator[str]:
    """Fill lines with words; each comes with what parts it from the word before."""
    line = ""
    for gap, word in words:
        longer = f"{line}{gap}{word}" if line else word
        if line and width_of(longer, font, size) > width:
            yield line
            line = word
        else:
            line = longer
    yield line


def _words(text: str, font: str, size: float, width: float, *, cut: bool) -> Iterator[tuple[str, str]]:
    """Words with the gap before each; one that is too wide comes in parts that have none."""
    for word in text.split():
        if width_of(word, font, size) <= width or _FIGURES.fullmatch(word):
            yield " ", word
            continue
        gap = " "
        for part in (_SMALL_PARTS if cut else _PARTS).findall(word):
            for piece in _cut(part, font, size, width) if cut and not _FIGURES.fullmatch(part) else (part,):
                yield gap, piece
                gap = ""


def _cut(part: str, font: str, size: float, width: float) -> Iterator[str]:
    """Pieces that have room, wherever they must be cut."""
    piece = ""
    for letter in part:
        if piece and width_of(piece + letter, font, size) > width:
            yield piece
            piece = letter
        else:
            piece += letter
    yield piece
