"""The end of a list or statement: the sum in words, place and date, who signs, and the box of the stamp."""

from typing import Final

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
STAMP_GREY: Final = 0.45


def closing_lines(closing: Closing, rupiah: int, width: float) -> list[str]:
    """The sum in words and what else is said, broken to the width."""
    said = [f"Terbilang: {rupiah_in_words(rupiah)}."] if closing.words else []
    return [line for text in (*said, *closing.lines) for line in wrap(text, REGULAR, SIZE, width)]


def closing_height(closing: Closing, rupiah: int, width: float) -> float:
    """How much of a page the end needs, all of it on one page."""
    ranks = -(-len(closing.signers) // ABREAST)
    lines = len(closing_lines(closing, rupiah, width)) + bool(closing.place_and_date)
    return STEP * (lines + 1) + ranks * (ROOM + STEP * 5)


def draw_closing(pen: Pen, closing: Closing, rupiah: int, place: tuple[float, float, float]) -> float:
    """Draw the end; `place` is left, top and width. Answers where it ends."""
    left, y, width = place
    texts: list[Text] = []
    for line in closing_lines(closing, rupiah, width):
        y -= STEP
        texts.append(fit(left, y, REGULAR, SIZE, line, width))
    y -= STEP * 0.6
    across = min(max(len(closing.signers), 2), ABREAST)
    room = width / across
    if closing.place_and_date:
        y -= STEP
        texts.append(fit(left + room * (across - 1), y, REGULAR, SIZE, closing.place_and_date, room, 0.5))
    pen.texts(texts)
    stamped = bool(closing.stamp) and rupiah > closing.stamp_above
    for start in range(0, len(closing.signers), ABREAST):
        rank = closing.signers[start : start + ABREAST]
        last = start + ABREAST >= len(closing.signers)
        first = across - len(rank)  # who signs last signs right
        for at, signer in enumerate(rank, first):
            ends = last and at == across - 1
            _sign(pen, signer, (left + room * at, y, room), closing.stamp if stamped and ends else "")
        y -= ROOM + STEP * 5
    return y


def _sign(pen: Pen, signer: Signatory, place: tuple[float, float, float], stamp: str) -> None:
    left, y, width = place
    room = width - 12
    above = [words for words in (signer.heading, signer.title) if words]
    texts = [fit(left + 6, y - STEP * at, REGULAR, SIZE, words, room, 0.5) for at, words in enumerate(above, 1)]
    name = fit(left + 6, y - STEP * 3 - ROOM, BOLD, SIZE, signer.name or UNNAMED, room, 0.5)
    below = [signer.rank] if signer.rank else []
    below += [nip(signer.nip)] if signer.nip else []
    texts += [fit(left + 6, name.y - STEP * at, REGULAR, SIZE - 1, line, room, 0.5) for at, line in enumerate(below, 1)]
    pen.texts([*texts, name])
    if signer.name:
        pen.lines([underline(name)])
    if stamp:
        wide, high = STAMP
        x, low = left + 4, y - STEP * 2 - ROOM + 2
        pen.boxes([Box(x, low, wide, high, 0.4)])
        for at, word in enumerate(stamp.split(" ", 1)):
            pen.texts([fit(x, low + high / 2 + 1 - 9 * at, REGULAR, 7.5, word, wide, 0.5)])
