"""The kop stands in the middle, leaves the emblem its place, and takes only pictures it can read."""

from io import BytesIO

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from desktop.documents.drawing import width_of
from desktop.documents.letterhead import EMBLEM_PIXELS, Letterhead, draw_letterhead, emblem, letterhead_texts
from desktop.documents.paper import MM, Paper, begin
from desktop.errors import Refused
from tests.documents.paper_readers import ink, words
from tests.documents.receipt_samples import HEAD

LEFT, TOP, WIDTH = 25 * MM, 280 * MM, 160 * MM


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 360), mode: str = "RGB") -> bytes:
    file = BytesIO()
    Image.new(mode, size, 1 if mode == "P" else 0).save(file, kind)
    return file.getvalue()


def drawn(head: Letterhead, reader: ImageReader | None = None) -> tuple[bytes, float]:
    file = BytesIO()
    canvas = begin(file, Paper.A4.size, "Uji", "Uji")
    low = draw_letterhead(canvas, head, reader, LEFT, TOP, WIDTH)
    canvas.showPage()
    canvas.save()
    return file.getvalue(), low


def test_it_names_government_office_and_ways_to_reach_it() -> None:
    made, low = drawn(HEAD)
    said = words(made)
    for text in (
        "PEMERINTAH KABUPATEN PANDEGLANG",
        "DINAS SOSIAL",
        "Jalan Raya Labuan Km. 4, Cikupa 42213",
        "Telepon (0253) 201234",
        "Surel dinsos@contoh.go.id",
        "Laman dinsos.contoh.go.id",
    ):
        assert text in said
    assert low < TOP - 20 * MM


def test_what_the_office_left_empty_is_left_out() -> None:
    said = words(drawn(Letterhead("Pemerintah Kota Serang", "Dinas Sosial"))[0])
    assert said == "PEMERINTAH KOTA SERANG DINAS SOSIAL"


def test_all_lines_are_centred_in_their_room() -> None:
    texts, last = letterhead_texts(HEAD, 100, 800, 300)
    for text in texts:
        middle = text.x + width_of(text.text, text.font, text.size) * text.squeeze / 2
        assert middle == pytest.approx(250, abs=0.1)
    assert [text.y for text in texts] == sorted((text.y for text in texts), reverse=True)
    assert texts[-1].y == last


def test_a_long_name_and_address_stay_between_the_margins() -> None:
    long = Letterhead("Pemerintah Kabupaten " + "Tulang Bawang " * 5, "Dinas " * 20, "Jalan Raya " * 30, "12345")
    made, low = drawn(long)
    left, top, right, bottom = ink(made, 100)
    assert left >= 25 - 0.3
    assert right <= 25 + 160 + 0.3
    assert top >= 297 - 280 - 0.3
    assert bottom == pytest.approx(297 - low / MM, abs=0.5)


def test_the_emblem_stands_left_of_the_words() -> None:
    without, _ = drawn(HEAD)
    with_it, _ = drawn(HEAD, emblem(picture()))
    assert b"/Subtype /Image" not in without
    assert b"/Subtype /Image" in with_it
    assert words(with_it) == words(without)


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("JPEG", "RGB")]
)
def test_usual_pictures_are_taken(kind: str, mode: str) -> None:
    assert emblem(picture(kind, mode=mode)).getSize() == (300, 360)


def test_a_photograph_is_made_small() -> None:
    wide, high = emblem(picture("JPEG", (4000, 3000))).getSize()
    assert (wide, high) == (EMBLEM_PIXELS, EMBLEM_PIXELS * 3 // 4)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"%PDF-1.4",
        picture()[:40],
        picture("JPEG")[:100],
        picture("BMP"),
        b"\x89PNG\r\n\x1a\n" + b"0" * 50,
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="emblem_unreadable"):
        emblem(data)
