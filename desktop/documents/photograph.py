"""A photograph made small enough to keep: turned upright, at most 1,280 pixels and about 80 KB, nothing else in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Final

from PIL import Image, ImageFile, ImageOps
from PIL.BmpImagePlugin import BmpImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from desktop.errors import Refused

LONGEST: Final = 1280  # pixels of the longer side (DESIGN.md 4.1)
MOST_BYTES: Final = 80_000
LEAST_SIDE: Final = 120  # of the shorter side: less shows neither a house nor a number
MOST_PIXELS: Final = 60_000_000  # held in memory at once; a JPEG is made smaller while it is read
QUALITIES: Final = (85, 78, 70, 62, 54, 46)
SMALLER: Final = (1.0, 0.85, 0.7, 0.55, 0.4)
TAKEN: Final = (0x9003, 0x9004, 0x0132)  # EXIF: original, digitised, changed
EXIF_PART: Final = 0x8769
_READERS: Final = (JpegImageFile, PngImageFile, WebPImageFile, BmpImageFile)


@dataclass(frozen=True, slots=True)
class Scaled:
    """A JPEG ready to keep. `taken_on` is what the camera said, which the picture itself no longer tells."""

    jpeg: bytes
    width: int
    height: int
    taken_on: date | None


def scale(data: bytes) -> Scaled:
    """Read a JPEG, PNG, WebP or BMP and make it small. Refuses anything else and what is too small to show much."""
    try:
        with _opened(data) as image:
            taken = _taken_on(image)
            picture = _upright(image)
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError, IndexError):
        raise Refused("photo.unreadable") from None
    if min(picture.size) < LEAST_SIDE:
        raise Refused("photo.too_small", width=picture.width, height=picture.height, least=LEAST_SIDE)
    for tried in _tries(picture):
        file = BytesIO()
        tried[0].save(file, "JPEG", quality=tried[1], optimize=True)
        if file.tell() <= MOST_BYTES:
            break
    # Only pure noise is still larger at the end, and is kept so.
    return Scaled(file.getvalue(), *tried[0].size, taken)


def thumbnail(jpeg: bytes, longest: int) -> bytes:
    """Make a small JPEG of one that was kept, for a row of them."""
    with Image.open(BytesIO(jpeg), formats=("JPEG",)) as image:
        image.draft("RGB", (longest, longest))
        image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        file = BytesIO()
        image.save(file, "JPEG", quality=80)
    return file.getvalue()


def as_pdf(jpeg: bytes) -> bytes:
    """Put a JPEG onto a page of its own, as large as it needs at 150 dots per inch."""
    file = BytesIO()
    with Image.open(BytesIO(jpeg), formats=("JPEG",)) as image:
        image.save(file, "PDF", resolution=150)
    return file.getvalue()


def _opened(data: bytes) -> ImageFile.ImageFile:
    """Open by what the file is, not by its name. Pillow's own way refuses the pictures of the newest telephones."""
    for reader in _READERS:
        try:
            image = reader(BytesIO(data))
        except SyntaxError:
            continue
        image.draft("RGB", (2 * LONGEST, 2 * LONGEST))
        if image.width * image.height > MOST_PIXELS:
            raise Refused("photo.too_large", width=image.width, height=image.height)
        return image
    raise Refused("photo.unreadable")


def _upright(image: Image.Image) -> Image.Image:
    """Turn the picture as it was held, on white where it is transparent, in the colours of a screen."""
    image.load()
    turned = ImageOps.exif_transpose(image)
    if turned.has_transparency_data:
        coloured = turned.convert("RGBA")
        turned = Image.new("RGB", coloured.size, "white")
        turned.paste(coloured, mask=coloured)
    picture = turned.convert("RGB")
    picture.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    # A new picture, so that nothing the camera wrote (place, owner, thumbnail) can come along.
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    return bare


def _tries(picture: Image.Image) -> Iterator[tuple[Image.Image, int]]:
    for share in SMALLER:
        size = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
        smaller = picture if share == 1 else picture.resize(size, Image.Resampling.LANCZOS)
        for quality in QUALITIES:
            yield smaller, quality


def _taken_on(image: Image.Image) -> date | None:
    """Day the camera noted; None for none, for one that cannot be read and for the day cameras begin with."""
    exif = image.getexif()
    part = exif.get_ifd(EXIF_PART)
    for tag in TAKEN:
        written = part.get(tag) or exif.get(tag)
        try:
            day = datetime.strptime(str(written)[:10], "%Y:%m:%d").date()  # noqa: DTZ007 - cameras know no zone
        except ValueError:
            continue
        if day.year > 2000:  # noqa: PLR2004 - 2000-01-01 and 1970-01-01 are clocks that were never set
            return day
    return None
