"""A photograph from any telephone becomes small, upright, and says nothing but what is to be seen."""

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from desktop.documents.photograph import LEAST_SIDE, LONGEST, MOST_BYTES, scale
from desktop.errors import Refused
from tests.pictures import TAKEN, noise, opened, photograph

RED = (250, 20, 20)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP"])
def test_what_offices_have_becomes_a_small_jpeg(kind: str) -> None:
    made = scale(photograph(1, (3000, 2000), kind))
    picture = opened(made.jpeg)
    assert picture.format == "JPEG"
    assert picture.size == (made.width, made.height) == (1280, 853)
    assert len(made.jpeg) <= MOST_BYTES


def test_a_small_picture_is_not_blown_up() -> None:
    made = scale(photograph(1, (640, 480)))
    assert (made.width, made.height) == (640, 480)


@pytest.mark.parametrize("size", [(2400, 1800), (1280, 1280), (4000, 700)])
def test_the_hardest_picture_is_about_80_kb(size: tuple[int, int]) -> None:
    made = scale(noise(size))
    assert len(made.jpeg) <= MOST_BYTES
    assert max(made.width, made.height) >= LONGEST * 0.4, "it can still be read"


def near(found: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(found, tuple)
    return all(abs(one - other) < 40 for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("turned", "corner"), [(1, (5, 5)), (3, (-6, -6)), (6, (-6, 5)), (8, (5, -6))], ids=["0", "180", "90", "270"]
)
def test_a_picture_held_sideways_is_turned_upright(turned: int, corner: tuple[int, int]) -> None:
    made = scale(photograph(1, (800, 600), turned=turned))
    picture = opened(made.jpeg)
    assert picture.size == ((600, 800) if turned in (6, 8) else (800, 600))
    x, y = (place % side for place, side in zip(corner, picture.size, strict=True))
    assert near(picture.getpixel((x, y)), RED)
    assert 0x0112 not in picture.getexif(), "nobody turns it a second time"


def test_nothing_the_camera_wrote_is_kept() -> None:
    data = photograph(1, taken=TAKEN, turned=6)
    assert b"TELEPON RAHASIA" in data
    made = scale(data)
    assert b"TELEPON" not in made.jpeg
    assert b"Exif" not in made.jpeg
    assert dict(opened(made.jpeg).getexif()) == {}


def test_the_place_in_a_telephones_picture_is_dropped() -> None:
    picture = Image.new("RGB", (400, 300), "green")
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "S", 2: (6.0, 18.0, 30.0)})
    exif[0x8825] = exif.get_ifd(0x8825)
    file = BytesIO()
    picture.save(file, "JPEG", exif=exif, icc_profile=b"PROFIL", comment=b"KATA RAHASIA")
    assert b"KATA RAHASIA" in file.getvalue()
    made = scale(file.getvalue())
    assert opened(made.jpeg).getexif().get_ifd(0x8825) == {}
    assert b"RAHASIA" not in made.jpeg
    assert b"PROFIL" not in made.jpeg


@pytest.mark.parametrize(
    ("written", "day"),
    [
        (TAKEN, date(2026, 3, 14)),
        ("2026:02:30 00:00:00", None),
        ("0000:00:00 00:00:00", None),
        ("2000:01:01 00:00:00", None),
        ("kemarin", None),
        ("", None),
    ],
)
def test_the_day_it_was_taken_is_told_apart(written: str, day: date | None) -> None:
    assert scale(photograph(taken=written)).taken_on == day


def test_what_is_transparent_becomes_white() -> None:
    picture = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    file = BytesIO()
    picture.save(file, "PNG")
    assert near(opened(scale(file.getvalue()).jpeg).getpixel((150, 150)), (255, 255, 255))


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK", "LA", "I;16"])
def test_scans_of_every_colour_are_taken(mode: str) -> None:
    source = Image.linear_gradient("L").resize((400, 300))
    picture = source.convert("I").convert("I;16") if mode == "I;16" else source.convert(mode)
    file = BytesIO()
    picture.save(file, "JPEG" if mode == "CMYK" else "PNG")
    made = opened(scale(file.getvalue()).jpeg)
    assert (made.mode, made.size) == ("RGB", (400, 300))


def test_the_picture_of_the_newest_telephone_is_taken() -> None:
    """200 megapixels: more than the library lets through by itself."""
    picture = Image.new("L", (16320, 12240), 128)
    file = BytesIO()
    picture.save(file, "JPEG", quality=30)
    made = scale(file.getvalue())
    assert (made.width, made.height) == (1280, 960)


def test_a_picture_that_would_fill_the_memory_is_refused() -> None:
    file = BytesIO()
    Image.new("1", (20_000, 20_000)).save(file, "PNG")
    with pytest.raises(Refused) as refused:
        scale(file.getvalue())
    assert (refused.value.code, refused.value.values) == ("photo.too_large", {"width": 20_000, "height": 20_000})


@pytest.mark.parametrize("size", [(119, 400), (400, 80), (1, 1)])
def test_a_stamp_is_no_photograph(size: tuple[int, int]) -> None:
    with pytest.raises(Refused) as refused:
        scale(photograph(1, size, "PNG"))
    assert refused.value.code == "photo.too_small"
    assert refused.value.values["least"] == LEAST_SIDE


@pytest.mark.parametrize("data", [b"", b"foto", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"BM", b"RIFF"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        scale(data)
    assert refused.value.code == "photo.unreadable"


@given(st.sampled_from(["JPEG", "PNG", "WEBP", "BMP"]), st.floats(0, 1), st.integers(0, 255))
def test_a_damaged_file_is_a_picture_or_a_refusal(kind: str, share: float, byte: int) -> None:
    """Whatever a failing card makes of a picture, nothing but a refusal comes out."""
    data = bytearray(photograph(3, (160, 130), kind))
    data[int(share * (len(data) - 1))] = byte
    for damaged in (bytes(data), bytes(data[: int(share * len(data))])):
        try:
            made = scale(damaged)
        except Refused as refused:
            assert refused.code in ("photo.unreadable", "photo.too_small", "photo.too_large")
        else:
            assert max(opened(made.jpeg).size) <= LONGEST
