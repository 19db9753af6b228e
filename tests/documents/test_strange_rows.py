"""Whatever a register holds, the paper stays a valid document and the words stay words."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from desktop.documents.paper import MM, Paper, begin
from desktop.documents.qr import qr_operators
from desktop.documents.receipt_rows import ReceiptRow
from desktop.documents.receipts import write_receipts
from tests.documents.paper_readers import codes, words
from tests.documents.receipt_samples import ROW, SHEET

NASTY = (
    ") Tj ET Q (",
    "\\",
    "\\)",
    "((((",
    "%PDF-1.4",
    "endstream endobj",
    "<< /Type /Page >>",
    "~>",
    "'; DROP TABLE",
    "\x00\x01\x02",
    "\r\n\t",
    "  ",
    "\u202ekanan ke kiri",
    "علي",
    "李",
    "😀",
    "\ud7ff",
    "é" * 60,
    "W" * 400,
    "=1+1",
)


def pdf(rows: list[ReceiptRow], **sheet: object) -> bytes:
    file = BytesIO()
    write_receipts(rows, replace(SHEET, **sheet), file)
    return file.getvalue()


def everywhere(text: str) -> ReceiptRow:
    return replace(
        ROW,
        programme=text,
        decree_number=text,
        caretaker=text,
        nik=text,
        no_kk=text,
        card=text,
        address=text,
        rt=text,
        rw=text,
        village=text,
        district=text,
        order=text,
    )


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_a_strange_text_in_every_field_spoils_nothing(text: str) -> None:
    made = pdf([everywhere(text), ROW, replace(everywhere(text), copy_number=3)])
    said = words(made)
    assert said.count("KUITANSI") >= 1
    assert "SITI MAEMUNAH" in said
    assert codes(made) == [ROW.qr] * 3
    assert len(PdfReader(BytesIO(made), strict=True).pages) == 1


@pytest.mark.parametrize("text", [") Tj ET Q (", "\\)", "((((", "endstream endobj", "<< /Type /Page >>"])
def test_operators_in_a_name_are_printed_and_not_obeyed(text: str) -> None:
    assert words(pdf([replace(ROW, caretaker=f"A {text} B")])).count(f"A {text} B") == 2


@settings(max_examples=40)
@given(st.text(max_size=70), st.text(max_size=70))
def test_any_name_and_address_make_a_document(name: str, address: str) -> None:
    made = pdf([replace(ROW, caretaker=name, address=address)])
    assert "Rp1.000.000,00" in words(made)


@settings(max_examples=25)
@given(st.from_regex(r"E[JL]1:\d{2}\.\d{2}:\d{4}:\d{6,9}:[0-9A-HJKMNP-TV-Z]{8}", fullmatch=True))
def test_any_code_reads_back(text: str) -> None:
    assert codes(pdf([replace(ROW, qr=text)])) == [text]


@pytest.mark.parametrize("length", [1, 20, 60, 150, 300])
def test_codes_of_every_version_read_back(length: int) -> None:
    text = ("EJ1:36.01:2019:" * 30)[:length]
    file = BytesIO()
    canvas = begin(file, Paper.A4.size, "Uji", "Uji")
    canvas.addLiteral(qr_operators(text, 60 * MM, 100 * MM, 50 * MM))
    canvas.showPage()
    canvas.save()
    assert codes(file.getvalue()) == [text]


def test_a_code_is_one_picture_inside_the_page() -> None:
    drawn = qr_operators(ROW.qr, 10, 20, 55)
    assert drawn.startswith("q 55.00 0 0 55.00 10.00 20.00 cm BI ")
    assert drawn.endswith("> EI Q")
    assert drawn.count("BI ") == 1
    assert len(drawn) < 400


def test_three_hundred_families_keep_their_own_words() -> None:
    rows = [replace(ROW, caretaker=f"IBU {n:03} X", nik=f"36011245078{n:05}", amount=1_000_000 + n) for n in range(300)]
    said = words(pdf(rows))
    for row in rows:
        assert said.count(row.caretaker) == 2
        assert row.nik in said
        assert f"Rp{row.amount:,}".replace(",", ".") + ",00" in said


def test_rows_may_differ_in_programme_tranche_and_year() -> None:
    other = replace(ROW, programme="Jaminan Sosial Cilegon Mandiri", tranche=2, fiscal_year=2020, decree_date=None)
    said = words(pdf([ROW, other, ROW]))
    assert said.count("Jamsosratu), tahap 1 tahun anggaran 2019") == 2
    assert said.count("Jaminan Sosial Cilegon Mandiri, tahap 2 tahun anggaran 2020") == 1
