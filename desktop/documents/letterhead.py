"""The kop surat: the region's emblem, the government, the office, its address and the double line."""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from desktop.documents.cells import balanced, set_lines
from desktop.documents.drawing import BOLD, REGULAR, Line, Pen, Text, fit, width_of
from desktop.documents.paper import MM
from desktop.errors import Refused

NARROW: Final = 130 * MM
OFFICE_LINES: Final = 3  # of a long name before it shrinks
EMBLEM_PIXELS: Final = 600  # enough for 25 mm at 600 dots an inch; a photograph would swell every PDF


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the office writes above its letters; anything empty is left out."""

    government: str  # PEMERINTAH KABUPATEN PANDEGLANG
    office: str  # DINAS SOSIAL
    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""

    @property
    def place_line(self) -> str:
        return f"{self.address} {self.postcode}".strip()

    def contact_lines(self, room: float) -> list[str]:
        """Telephone, e-mail and website, never broken inside one of them; 9 points high."""
        named = (("Telepon", self.phone), ("Surel", self.email), ("Laman", self.website))
        lines: list[str] = []
        for name, value in named:
            part = f"{name} {value}"
            joined = f"{lines[-1]}  ·  {part}" if lines else part
            if value and lines and width_of(joined, REGULAR, 9) <= room:
                lines[-1] = joined
            elif value:
                lines.append(part)
        return lines


def emblem(picture: bytes) -> ImageReader:
    """Read the emblem (PNG or JPG) and make it small enough for paper; refuses anything else."""
    try:
        with Image.open(BytesIO(picture), formats=("PNG", "JPEG")) as image:
            image.thumbnail((EMBLEM_PIXELS, EMBLEM_PIXELS))
            kept = image.convert("RGBA" if image.has_transparency_data else "RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        raise Refused("documents.emblem_unreadable") from None
    return ImageReader(kept)


def draw_emblem(canvas: Canvas, picture: ImageReader, x: float, y: float, width: float, height: float) -> None:
    """Draw it whole and undistorted in the middle of the space given."""
    canvas.drawImage(picture, x, y, width, height, mask="auto", preserveAspectRatio=True, anchor="c")


def draw_letterhead(
    canvas: Canvas, head: Letterhead, picture: ImageReader | None, left: float, top: float, width: float
) -> float:
    """Draw the kop below `top` and return the y of its lower line.

    The emblem's place on the left is kept free even without a picture: offices stamp or glue it there. A sheet
    too small for both has no such place.
    """
    space = 23 * MM if picture is not None or width > NARROW else 4 * MM
    room = width - 2 * space
    pen = Pen(canvas)
    texts, y = letterhead_texts(head, left + space, top, room)
    low = min(y - 2.2 * MM, top - 25 * MM)
    pen.texts(texts)
    if picture is not None:
        draw_emblem(canvas, picture, left, low + 2 * MM, space - 3 * MM, top - low - 2 * MM)
    pen.lines(
        [
            Line(left, low, left + width, low, width=2.0),
            Line(left, low - 2.4, left + width, low - 2.4, width=0.6),
        ]
    )
    return low - 2.4


def letterhead_texts(head: Letterhead, x: float, top: float, room: float) -> tuple[list[Text], float]:
    """Centre the lines in the room and return them with the last baseline; long names are broken, never squeezed."""
    texts: list[Text] = []
    y = top
    office, government = head.office.upper(), head.government.upper()
    large = 17.0 if width_of(office, BOLD, 17.0) <= room else 13.5
    names = ((government, 13.0, 15.0, 2), (office, large, large + 2, OFFICE_LINES))
    for name, size, leading, most in names:
        made = balanced(name, BOLD, size, room, most)
        if len(made.lines) > most:
            made = balanced(name, BOLD, made.size, room, most)  # and smaller again
        step = leading * made.size / size
        texts += set_lines(made, BOLD, (x, y - step, room), step, 0.5)
        y -= step * len(made.lines)
    address = balanced(head.place_line, REGULAR, 9.0, room).lines if head.place_line else ()
    for line in (*address, *head.contact_lines(room)):
        y -= 11.5
        texts.append(fit(x, y, REGULAR, 9.0, line, room, align=0.5))
    return texts, y
