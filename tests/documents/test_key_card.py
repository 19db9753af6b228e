"""The key card on paper: readable by a scanner and by people, whatever the name of the office."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from desktop.documents.key_card import KeyCardSheet, write_key_card
from desktop.documents.paper import Paper
from desktop.documents.qr import qr_modules
from desktop.exchange.keys import KeyCard, new_keys
from tests.documents.paper_readers import codes

LONG = "Kabupaten Kepulauan Siau Tagulandang Biaro dan Sekitarnya di Ujung Utara Provinsi Sulawesi Utara"


@pytest.fixture(scope="module")
def card() -> KeyCard:
    return new_keys("36.01", 3, date(2026, 11, 22)).card


def drawn(card: KeyCard, office: str = "Kabupaten Pandeglang", **more: object) -> bytes:
    out = BytesIO()
    sheet = KeyCardSheet(office, card.office, card.epoch, card.on, card.text, card.fingerprint, **more)  # type: ignore[arg-type]
    write_key_card(sheet, out)
    return out.getvalue()


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("office", ["Kota Serang", LONG])
def test_everything_is_on_one_page(card: KeyCard, paper: Paper, office: str) -> None:
    pdf = drawn(card, office, paper=paper)
    (page,) = PdfReader(BytesIO(pdf)).pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(paper.size)
    text = page.extract_text()
    assert "kunci ke-3 · dibuat 22 November 2026" in text
    assert office.rsplit(maxsplit=1)[-1] in text
    assert card.text.replace("\n", "") in text.replace("\n", "").replace(" ", "")
    assert codes(pdf) == [card.text]


def test_a_practice_office_says_so(card: KeyCard) -> None:
    assert "LATIHAN" in PdfReader(BytesIO(drawn(card, practice=True))).pages[0].extract_text()
    assert "LATIHAN" not in PdfReader(BytesIO(drawn(card))).pages[0].extract_text()


def test_the_fields_of_a_code_are_square_and_begin_with_its_corner(card: KeyCard) -> None:
    fields = qr_modules(card.text)
    assert {len(row) for row in fields} == {len(fields)}
    assert fields[0][:8] == (True,) * 7 + (False,)
