"""Writes receipts into a docx, three to a page, as a person with python-docx would; runs with it on the path."""

import io
import json
import sys
import time
from pathlib import Path
from typing import Any

import zxingcpp
from docx import Document
from docx.enum.text import WD_BREAK
from docx.shared import Cm, Pt
from PIL import Image

PER_PAGE = 3
COLUMNS = 2


def picture(code: str) -> io.BytesIO:
    made = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    file = io.BytesIO()
    Image.fromarray(made.to_image(scale=4)).save(file, "PNG")
    file.seek(0)
    return file


def write(alike: list[str], own: list[Any], out: Path) -> None:
    document = Document()
    document.styles["Normal"].font.size = Pt(6)
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = section.left_margin = section.right_margin = Cm(1)
    for number, (texts, code) in enumerate(own, 1):
        table = document.add_table(rows=1, cols=COLUMNS, style="Table Grid")
        left, right = table.rows[0].cells
        left.text, right.text = "\n".join(alike), "\n".join(texts)
        right.paragraphs[0].add_run().add_picture(picture(code), width=Cm(1.9))
        after = document.add_paragraph()
        if number % PER_PAGE == 0 and number < len(own):
            after.add_run().add_break(WD_BREAK.PAGE)
    document.save(out)


if __name__ == "__main__":
    given = json.loads(Path(sys.argv[1]).read_text())
    start = time.perf_counter()
    write(given["alike"], given["own"], Path(sys.argv[2]))
    print(json.dumps({"seconds": time.perf_counter() - start, "receipts": len(given["own"])}))
