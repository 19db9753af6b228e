"""Where everything stands on the pages of a finished PDF: texts letter by letter, and the rules between cells."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

HAIR = 0.8  # points: what letters may reach over an edge that is a hair itself
WHITE = 4 * 72 / 25.4  # what printers leave white at the edges of a sheet
THIN = 1.4  # a path no wider than this is a rule, and no box


class Frame(NamedTuple):
    """Left, low, right and top in points from the lower left corner of the page."""

    left: float
    low: float
    right: float
    top: float

    def over(self, other: "Frame") -> tuple[float, float]:
        """How far both overlap, across and up; negative where they stand apart."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across, min(self.top, other.top) - max(self.low, other.low)


@dataclass(frozen=True)
class Written:
    """One piece of text as it stands on the page: its letters' frame, their size, how much they are squeezed."""

    text: str
    frame: Frame
    size: float
    squeeze: float


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    texts: tuple[Written, ...]
    rules: tuple[Frame, ...]  # thin ones, along or across

    @property
    def words(self) -> str:
        return " ".join(one.text for one in self.texts)


def pages(pdf: bytes) -> list[Page]:
    """Read all pages; words written aslant, which are watermarks, are left out."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for sheet in document:
        reader = sheet.get_textpage()
        found.append(Page(sheet.get_width(), sheet.get_height(), tuple(_texts(reader)), tuple(_rules(sheet.raw))))
        reader.close()
        sheet.close()
    document.close()
    return found


def faults(page: Page, white: float = WHITE) -> list[str]:
    """What is wrong on a page: text over its edge, over a rule of its table, over other text."""
    paper = Frame(white - HAIR, white - HAIR, page.width - white + HAIR, page.height - white + HAIR)
    found = [f"over the edge: {one.text}" for one in page.texts if not _inside(one.frame, paper)]
    for one in page.texts:
        found += [f"over a rule at {rule.left:.0f}, {rule.low:.0f}: {one.text}" for rule in _crossed(one, page.rules)]
    by_height = sorted(page.texts, key=_low)
    for place, one in enumerate(by_height):
        for other in by_height[place + 1 :]:
            if other.frame.low > one.frame.top:
                break
            if min(one.frame.over(other.frame)) > HAIR:
                found.append(f"over each other: {one.text} | {other.text}")
    return found


def _low(one: Written) -> float:
    return one.frame.low


def _inside(inner: Frame, outer: Frame) -> bool:
    return inner.left >= outer.left and inner.low >= outer.low and inner.right <= outer.right and inner.top <= outer.top


def _crossed(one: Written, rules: tuple[Frame, ...]) -> Iterator[Frame]:
    """Rules that run through letters; what only touches their feet underlines them."""
    for rule in rules:
        across, up = one.frame.over(rule)
        upright = rule.top - rule.low > rule.right - rule.left
        inner = (one.frame.top - one.frame.low) * 0.25
        if upright and across > 0 and up > HAIR and rule.left > one.frame.left + HAIR < one.frame.right - HAIR:
            if rule.right < one.frame.right - HAIR:
                yield rule
        elif not upright and across > HAIR and one.frame.low + inner < rule.low < one.frame.top - inner:
            yield rule


def _texts(reader: Any) -> Iterator[Written]:
    """Letters of one text object belong together: each was written in one go."""
    begun: list[int] = []
    owner = None
    for place in range(reader.count_chars()):
        of = ctypes.cast(raw.FPDFText_GetTextObject(reader.raw, place), ctypes.c_void_p).value
        if of != owner and begun:
            yield from _joined(reader, begun)
            begun = []
        owner = of
        if of:
            begun.append(place)
    if begun:
        yield from _joined(reader, begun)


def _joined(reader: Any, places: list[int]) -> Iterator[Written]:
    if abs(raw.FPDFText_GetCharAngle(reader.raw, places[0])) % math.pi > 0.01:
        return
    text = "".join(chr(raw.FPDFText_GetUnicode(reader.raw, place)) for place in places).strip()
    boxes = [reader.get_charbox(place) for place in places]
    boxes = [box for box in boxes if box[2] > box[0] and box[3] > box[1]]
    if not text or not boxes:
        return
    lefts, lows, rights, tops = zip(*boxes, strict=True)
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(reader.raw, places[0], matrix)
    size = raw.FPDFText_GetFontSize(reader.raw, places[0])
    frame = Frame(min(lefts), min(lows), max(rights), max(tops))
    yield Written(text, frame, size * abs(matrix.d), abs(matrix.a / matrix.d))


def _rules(page: Any) -> Iterator[Frame]:
    for place in range(raw.FPDFPage_CountObjects(page)):
        yield from _of_object(raw.FPDFPage_GetObject(page, place), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))


def _of_object(thing: Any, above: tuple[float, ...]) -> Iterator[Frame]:
    kind = raw.FPDFPageObj_GetType(thing)
    if kind == raw.FPDF_PAGEOBJ_FORM:
        matrix = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(thing, matrix)
        whole = _times((matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f), above)
        for place in range(raw.FPDFFormObj_CountObjects(thing)):
            yield from _of_object(raw.FPDFFormObj_GetObject(thing, place), whole)
    elif kind == raw.FPDF_PAGEOBJ_PATH:
        left, low, right, top = (ctypes.c_float() for _ in range(4))
        raw.FPDFPageObj_GetBounds(thing, left, low, right, top)
        box = Frame(left.value + above[4], low.value + above[5], right.value + above[4], top.value + above[5])
        if min(box.right - box.left, box.top - box.low) <= THIN:
            yield box


def _times(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    """Forms are only moved in these papers, never turned or stretched."""
    return (*one[:4], one[4] + other[4], one[5] + other[5])
