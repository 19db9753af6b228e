"""A receipt as it is printed, drawn by the PDF reader of the preview, and its code read back from the picture."""

from datetime import date
from io import BytesIO

import zxingcpp
from PIL import Image

from desktop.documents.letterhead import Letterhead
from desktop.documents.receipt_rows import ReceiptRow, ReceiptSheet, Signatory
from desktop.documents.receipts import write_receipts
from desktop.rules.receipt_code import Paper, PaperNumber, check_code, make_code
from desktop.services.paper import draw_page, open_paper
from desktop.services.self_test.checking import Ground, Unsound

KEY = bytes(32)  # of no office
NUMBER = PaperNumber(Paper.RECEIPT, "36.01", 2019, 127)
SHARP = 200 / 72  # dots an inch, as a scanner sees it
WHITE = 255


def receipt(_: Ground) -> str:
    """Make and draw a page of receipts; it must have ink on it."""
    paper = open_paper(_pdf())
    page = draw_page(paper, 0, 1.0, grey=True)
    if min(page.pixels) == WHITE:
        raise Unsound("0")
    size = paper.sizes[0]
    return f"{len(paper.pdf)} B, {size.width * 25.4 / 72:.0f} x {size.height * 25.4 / 72:.0f} mm"


def code(_: Ground) -> str:
    """Find the code in the drawn page and prove its seal."""
    page = draw_page(open_paper(_pdf()), 0, SHARP, grey=True)
    picture = Image.frombuffer("L", (page.width, page.height), page.pixels, "raw", "L", page.stride, 1)
    found = [each.text for each in zxingcpp.read_barcodes(picture) if each.format == zxingcpp.BarcodeFormat.QRCode]
    if [check_code(text, KEY) for text in found] != [NUMBER]:
        raise Unsound(str(found))
    return found[0]


def _pdf() -> bytes:
    row = ReceiptRow(
        "KW-36.01-2019-000127", make_code(NUMBER, KEY), 2019, "Jamsosratu", 1, "1/2019", date(2019, 3, 5), 1_000_000,
        "SITI KHOTIMAHWATI", "3601015708850001", "3601010101190001", "36.01-000127", "Kp. Cikole", "003", "001",
        "Labuan", "Labuan",
    )  # fmt: skip
    sheet = ReceiptSheet(
        Letterhead("Pemerintah Kabupaten Pandeglang", "Dinas Sosial"),
        "Kuasa Pengguna Anggaran",
        "5.1.5.01",
        (Signatory("Lunas dibayar", "Bendahara", "CONTOH"),),
        "Pandeglang",
        sample=True,
    )
    file = BytesIO()
    write_receipts([row], sheet, file)
    return file.getvalue()
