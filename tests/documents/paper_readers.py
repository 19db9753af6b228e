"""Reads finished PDFs the way strangers would: words by pypdf, codes by zxing from rendered pages."""

from io import BytesIO

import pypdfium2
import zxingcpp
from pypdf import PdfReader


def words(pdf: bytes) -> str:
    """All texts of all pages, white space made single."""
    return " ".join(" ".join(page_words(pdf)).split())


def page_words(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def codes(pdf: bytes, dpi: int = 200) -> list[str]:
    """Texts of all QR codes in order of page and height on it."""
    found: list[str] = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        picture = page.render(scale=dpi / 72).to_pil().convert("L")
        barcodes = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
        found += [code.text for code in sorted(barcodes, key=lambda code: code.position.top_left.y)]
    document.close()
    return found


def page_picture(pdf: bytes, dpi: int = 72) -> bytes:
    """The first page as greys, one byte for each point, row by row."""
    document = pypdfium2.PdfDocument(pdf)
    picture: bytes = document[0].render(scale=dpi / 72).to_pil().convert("L").tobytes()
    document.close()
    return picture


def page_size_mm(pdf: bytes) -> tuple[int, int]:
    box = PdfReader(BytesIO(pdf)).pages[0].mediabox
    return round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)


def baselines(pdf: bytes) -> list[list[float]]:
    """Heights in points of everything written, page by page, from the lower edge."""
    found: list[list[float]] = []
    for page in PdfReader(BytesIO(pdf)).pages:
        heights: list[float] = []

        def note(text: str, cm: list[float], tm: list[float], *_: object, to: list[float] = heights) -> None:
            if text.strip():
                to.append(tm[5] + cm[5])

        page.extract_text(visitor_text=note)
        found.append(heights)
    return found


def metadata(pdf: bytes) -> dict[str, str]:
    """What the document says of itself without being opened."""
    return {str(name): str(value) for name, value in (PdfReader(BytesIO(pdf)).metadata or {}).items()}


def ink(pdf: bytes, dpi: int = 50) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of everything drawn on the first page, in mm from its upper left corner."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[0].render(scale=dpi / 72).to_pil().convert("L")
    document.close()
    box = picture.point([255 if shade < 250 else 0 for shade in range(256)]).getbbox()
    assert box is not None
    left, top, right, bottom = box
    step = 25.4 / dpi
    return left * step, top * step, right * step, bottom * step
