"""The end of a list or statement: the sum in words, place and date, who signs, and the box of the stamp."""

from collections.abc import Sequence
from typing import Final

from desktop.documents.cells import Broken, balanced, set_lines
from desktop.documents.drawing import BOLD, REGULAR, Box, Pen, Text, fit, wrap
from desktop.documents.paper import MM
from desktop.documents.receipt_form import nip, underline
from desktop.documents.receipt_rows import Signatory
from desktop.documents.signed_rows import Closing
from desktop.rules.money import rupiah_in_words

SIZE: Final = 9.0
STEP: Final = 11.5
ROOM: Final = 46.0  # to sign and stamp
ABREAST: Final = 3
UNNAMED: Final = "." * 36
STAMP: Final = (24 * MM, 13 * MM)
PAD: Final = 6.0


def closing_lines(closing: Closing, rupiah: int, width: float) -> list[str]:
    """The sum in words and what else is said, broken to the width."""
    said = [f"Terbilang: {rupiah_in_words(rupiah)}."] if closing.words else []
    return [line for text in (*said, *closing.lines) for line in wrap(text, REGULAR, SIZE, width)]


def closing_height(closing: Closing, rupiah: int, width: float) -> float:
    """How much of a page the end needs, all of it on one page."""
    lines = len(closing_lines(closing, rupiah, width)) + bool(closing.place_and_date)
    room = width / _across(closing)
    return STEP * (lines + 1) + sum(_rank_height(rank, room) for rank in _ranks(closing))


def draw_closing(pen: Pen, closing: Closing, rupiah: int, place: tuple[float, float, float]) -> float:
    """Draw the end; `place` is left, top and width. Answers where it ends."""
    left, y, width = place
    texts: list[Text] = []
    for line in closing_lines(closing, rupiah, width):
        y -= STEP
        texts.append(fit(left, y, REGULAR, SIZE, line, width))
    y -= STEP * 0.6
    across = _across(closing)
    room = width / across
    if closing.place_and_date:
        y -= STEP
        texts.append(fit(left + room * (across - 1), y, REGULAR, SIZE, closing.place_and_date, room, 0.5))
    pen.texts(texts)
    stamped = bool(closing.stamp) and rupiah > closing.stamp_above
    ranks = _ranks(closing)
    for number, rank in enumerate(ranks, 1):
        first = across - len(rank)  # who signs last signs right
        for at, signer in enumerate(rank, first):
            ends = number == len(ranks) and at == across - 1
            at_place = (left + room * at, y, room)
            _sign(pen, signer, at_place, _rank_height(rank, room), closing.stamp if stamped and ends else "")
        y -= _rank_height(rank, room)
    return y


def _across(closing: Closing) -> int:
    return min(max(len(closing.signers), 2), ABREAST)


def _ranks(closing: Closing) -> list[tuple[Signatory, ...]]:
    """Those who sign, so many beside each other."""
    return [closing.signers[start : start + ABREAST] for start in range(0, len(closing.signers), ABREAST)]


def _rank_height(rank: Sequence[Signatory], room: float) -> float:
    """Long titles and names take more lines, and leave the same room to sign."""
    more = max(len(_above(one, room)) + len(_name(one, room).lines) - 3 for one in rank)
    return ROOM + STEP * (5 + max(0, more))


def _above(signer: Signatory, room: float) -> list[str]:
    said = [words for words in (signer.heading, signer.title) if words]
    return [line for words in said for line in balanced(words, REGULAR, SIZE, room - 2 * PAD, 3).lines]


def _name(signer: Signatory, room: float) -> Broken:
    return balanced(signer.name or UNNAMED, BOLD, SIZE, room - 2 * PAD, 2)


def _sign(pen: Pen, signer: Signatory, place: tuple[float, float, float], high: float, stamp: str) -> None:
    left, y, width = place
    x, room = left + PAD, width - 2 * PAD
    texts = [
        fit(x, y - STEP * at, REGULAR, SIZE, words, room, 0.5) for at, words in enumerate(_above(signer, width), 1)
    ]
    low = y - high + STEP * 2  # where the name ends; rank and number stand below it
    made = _name(signer, width)
    top = low + STEP * (len(made.lines) - 1)
    names = set_lines(made, BOLD, (x, top, room), STEP, 0.5)
    below = [signer.rank] if signer.rank else []
    below += [nip(signer.nip)] if signer.nip else []
    texts += [fit(x, low - STEP * at, REGULAR, SIZE - 1, line, room, 0.5) for at, line in enumerate(below, 1)]
    pen.texts([*texts, *names])
    if signer.name:
        pen.lines([underline(name) for name in names])
    if stamp:
        draw_stamp(pen, stamp, left + PAD, top + SIZE + 1)


def draw_stamp(pen: Pen, stamp: str, x: float, low: float) -> None:
    """The box in which the stamp is glued, signed half over it."""
    wide, high = STAMP
    pen.boxes([Box(x, low, wide, high, 0.4)])
    for at, word in enumerate(stamp.split(" ", 1)):
        pen.texts([fit(x, low + high / 2 + 1 - 9 * at, REGULAR, 7.5, word, wide, 0.5)])
