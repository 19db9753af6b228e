"""Texts and lines as plain values, made to fit, and the pen that writes them into a PDF quickly."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Final, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

REGULAR: Final = "Helvetica"
BOLD: Final = "Helvetica-Bold"
ITALIC: Final = "Helvetica-Oblique"
BOLD_ITALIC: Final = "Helvetica-BoldOblique"
WIDE: Final = "Inter"  # for letters the four above do not have
MONO: Final = "Courier-Bold"  # for codes that are typed off
FONTS: Final = (REGULAR, BOLD, ITALIC, BOLD_ITALIC, MONO)
WATERMARK: Final = 0.86  # of a whole page, where few words lie over it
SMALLEST: Final = 0.6  # text shrinks to this part of its size before it wraps or is squeezed
ESCAPES: Final = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


class Text(NamedTuple):
    """One line of text: where its baseline starts (points), in which font, and how squeezed (1 = not)."""

    x: float
    y: float
    font: str
    size: float
    text: str
    squeeze: float = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.4
    dash: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    line: float = 0.5
    fill: float | None = None  # grey, 0 black to 1 white
    radius: float = 0.0


def printable(text: str) -> str:
    """Drop what cannot stand on paper: tabs, line ends and other control characters become one space."""
    return text if text.isprintable() else " ".join("".join(c if c.isprintable() else " " for c in text).split())


def in_pdf_fonts(text: str) -> bool:
    """Whether the fonts that every PDF reader brings along have all letters of this text."""
    if text.isascii():
        return True
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def wide_font() -> str:
    """Register the packaged font once and name it."""
    if WIDE not in pdfmetrics.getRegisteredFontNames():
        source = files("fontpkg_inter") / "files" / "Inter[opsz,wght].ttf"
        with source.open("rb") as file:
            pdfmetrics.registerFont(TTFont(WIDE, file))
    return WIDE


def width_of(text: str, font: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, font if in_pdf_fonts(text) else wide_font(), size))


def fit(x: float, y: float, font: str, size: float, text: str, width: float, align: float = 0.0) -> Text:
    """Place one line in `width`: it shrinks, then is squeezed, and never runs over.

    `x` is the left edge of the space; `align` 0 is left, 0.5 centred, 1 right.
    """
    text = printable(text)
    needs = width_of(text, font, size)
    squeeze = 1.0
    if needs > width:
        shrink = max(SMALLEST, width / needs)
        size, needs = size * shrink, needs * shrink
        squeeze = min(1.0, width / needs)
        needs *= squeeze
    return Text(x + (width - needs) * align, y, font, size, text, squeeze)


def wrap(text: str, font: str, size: float, width: float) -> list[str]:
    """Break a text into lines at spaces; a single word wider than `width` gets its own line."""
    lines: list[str] = []
    line = ""
    for word in printable(text).split():
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, font, size) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def paragraph(
    x: float, y: float, font: str, size: float, text: str, width: float, lines: int, leading: float
) -> list[Text]:
    """Set a text in at most `lines` lines of `width`, the first baseline at `y`; it shrinks until it fits."""
    smallest = size * SMALLEST
    broken = wrap(text, font, size, width)
    while len(broken) > lines and size > smallest:
        size = max(smallest, size - 0.25)
        broken = wrap(text, font, size, width)
    kept = [*broken[: lines - 1], " ".join(broken[lines - 1 :])] if len(broken) > lines else broken
    return [fit(x, y - row * leading, font, size, line, width) for row, line in enumerate(kept)]


class Pen:
    """Writes into a canvas. Texts go in as finished operators: four times as fast as `drawString`."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._names = {font: _name_in_pdf(canvas, font) for font in FONTS}

    def texts(self, texts: Iterable[Text]) -> None:
        operators = ["BT"]
        others: list[Text] = []
        for text in texts:
            if in_pdf_fonts(text.text):
                operators.append(self._operators(text))
            else:
                others.append(text)
        operators.append("ET")
        self._canvas.addLiteral(" ".join(operators))
        for text in others:
            self._draw_wide(text)

    def _operators(self, text: Text) -> str:
        x, y, font, size, words, squeeze = text
        return f"{self._names[font]} {size:.4g} Tf {squeeze:.4g} 0 0 1 {x:.2f} {y:.2f} Tm ({escaped(words)}) Tj"

    def _draw_wide(self, text: Text) -> None:
        canvas = self._canvas
        room = width_of(text.text, WIDE, text.size) * text.squeeze
        canvas.saveState()
        canvas.setFont(wide_font(), text.size)
        canvas.translate(text.x, text.y)
        canvas.scale(room / max(width_of(text.text, WIDE, text.size), 0.01), 1)
        canvas.drawString(0, 0, text.text)
        canvas.restoreState()

    def lines(self, lines: Iterable[Line]) -> None:
        canvas = self._canvas
        for line in lines:
            canvas.setLineWidth(line.width)
            if line.dash:
                canvas.setDash(*line.dash)
            else:
                canvas.setDash()
            canvas.line(line.x1, line.y1, line.x2, line.y2)
        canvas.setDash()

    def boxes(self, boxes: Iterable[Box]) -> None:
        canvas = self._canvas
        for box in boxes:
            canvas.setLineWidth(box.line or 0.1)
            canvas.setFillGray(1 if box.fill is None else box.fill)
            canvas.roundRect(
                box.x,
                box.y,
                box.width,
                box.height,
                box.radius,
                stroke=int(box.line > 0),
                fill=int(box.fill is not None),
            )
        canvas.setFillGray(0)


def escaped(text: str) -> str:
    """Turn a text of the PDF's own letters into the inside of a PDF string."""
    text = text.translate(ESCAPES)
    if text.isascii():
        return text
    return "".join(chr(byte) if byte < 128 else f"\\{byte:03o}" for byte in text.encode("cp1252"))  # noqa: PLR2004 - ASCII ends there


def watermark(canvas: Canvas, x: float, y: float, word: str, size: float, grey: float = WATERMARK) -> None:
    """Write a word across the middle given, in a grey that a copier still shows and a reader does not mind."""
    canvas.saveState()
    canvas.setFillGray(grey)
    canvas.setFont(BOLD, size)
    canvas.translate(x, y)
    canvas.rotate(14)
    canvas.drawCentredString(0, -size / 3, word)
    canvas.restoreState()


def _name_in_pdf(canvas: Canvas, font: str) -> str:
    """Reportlab numbers the fonts of a document by itself; a text object tells which number this one got."""
    sample = canvas.beginText()
    sample.setFont(font, 1)
    words = str(sample.getCode()).split()
    return words[words.index("Tf") - 2]
