"""Places on the map in every form that people type and paste, and places that are not in Indonesia."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.rules.coordinates import EAST, NORTH, SOUTH, WEST, MapPlace, PlaceProblem, read_place

LABUAN = MapPlace(-6.3725, 105.8275)


@pytest.mark.parametrize(
    "written",
    [
        "-6.3725, 105.8275",
        "-6.3725,105.8275",
        "-6.3725 105.8275",
        "  -6.3725;105.8275  ",
        "(-6.3725, 105.8275)",
        "-6,3725 105,8275",
        "-6,3725; 105,8275",
        "-6,3725,105,8275",
        "-6,3725, 105,8275",
        "105.8275, -6.3725",  # longitude first
        "−6.3725, 105.8275",  # a true minus sign
        "6.3725 S, 105.8275 E",
        "S6.3725 E105.8275",
        "6.3725° LS 105.8275° BT",
        "6,3725 LS, 105,8275 BT",
        "6,3725LS 105,8275BT",
        "105.8275 BT, 6.3725 LS",
        "Lintang: -6.3725 Bujur: 105.8275",
        "lat=-6.3725, long=105.8275",
        "6.3725 Lintang Selatan, 105.8275 Bujur Timur",
        "6°22'21\"S 105°49'39\"E",
        "6°22'21\" LS, 105°49'39\" BT",
        "6° 22′ 21″ LS 105° 49′ 39″ BT",
        "6º22’21”S105º49’39”E",
        "6°22.35'S 105°49.65'E",
        "6° 22,35' LS, 105° 49,65' BT",
        "6 22 21 S 105 49 39 E",
        "-6 22 21, 105 49 39",
        "S 6°22'21\" E 105°49'39\"",
        "-6:22:21 105:49:39",
        "6°22'21''S 105°49'39''E",
        "geo:-6.3725,105.8275",
        "https://www.google.com/maps?q=-6.3725,105.8275",
        "https://maps.google.com/?q=loc:-6.3725,105.8275&z=17",
        "https://www.google.com/maps/@-6.3725,105.8275,17z",
        "https://www.google.com/maps/place/Labuan/@-6.1,105.1,17z/data=!3m1!4b1!4m5!3m4!1s0x2e!8m2!3d-6.3725!4d105.8275",
        "https://www.google.com/maps/place/-6.3725,105.8275",
        "https://www.google.com/maps/search/-6.3725,+105.8275?entry=tts",
        "https://www.google.com/maps/search/?api=1&query=-6.3725%2C105.8275",
        "https://www.google.com/maps/dir/?api=1&destination=-6.3725,105.8275",
        "https://www.openstreetmap.org/#map=17/-6.3725/105.8275",
        "https://www.openstreetmap.org/?mlat=-6.3725&mlon=105.8275#map=5/-2.0/110.0",
        "https://maps.apple.com/?ll=-6.3725,105.8275",
    ],
)
def test_every_usual_form_is_read(written: str) -> None:
    assert read_place(written).value == LABUAN
    assert read_place(written).problem is None


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("5.5483 LU, 95.3238 BT", MapPlace(5.5483, 95.3238)),  # Banda Aceh
        ("5.5483 U 95.3238 T", MapPlace(5.5483, 95.3238)),
        ("5.5483, 95.3238", MapPlace(5.5483, 95.3238)),
        ("-6, 106", MapPlace(-6, 106)),
        ("-6 106", MapPlace(-6, 106)),
        ("-8.5 140.4", MapPlace(-8.5, 140.4)),
        ("-6.3 S, 106.1 E", MapPlace(-6.3, 106.1)),
        ("0, 109.3", MapPlace(0, 109.3)),  # Pontianak
    ],
)
def test_other_places(written: str, place: MapPlace) -> None:
    assert read_place(written).value == place


@pytest.mark.parametrize("written", ["", "   "])
def test_nothing_is_no_problem(written: str) -> None:
    assert (read_place(written).value, read_place(written).problem) == (None, None)


@pytest.mark.parametrize(
    "written",
    [
        "Kp. Cikadu",
        "-6.3725",
        "-6.3725, ",
        "-6.3, 106.1, 12",
        "6°75'S 105°49'E",  # 75 minutes
        "6°22'75\"S 105°49'39\"E",
        "6.3 S, 106.1 S",
        "S 6.3 S, 106.1 E",
        "https://maps.app.goo.gl/abcDEF123",  # a short link says nothing by itself
        "https://www.google.com/maps",
        "satu, dua",
        "-6..3, 106.1",
        "1234.5, 6",
    ],
)
def test_what_cannot_be_read_says_so(written: str) -> None:
    assert read_place(written).problem is PlaceProblem.UNREADABLE
    assert read_place(written).value is None


@pytest.mark.parametrize(
    "written",
    ["0, 0", "52.37, 4.89", "-6.37, 10.58", "6.3725 LS, 105.8275 BB", "-33.87, 151.21", "6.9, 106.1", "13.7 N 100.5 E"],
)
def test_what_is_not_in_indonesia_is_refused(written: str) -> None:
    assert read_place(written).problem is PlaceProblem.OUTSIDE


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (LABUAN, "6,372500° LS, 105,827500° BT"),
        (MapPlace(5.5483, 95.3238), "5,548300° LU, 95,323800° BT"),
        (MapPlace(1.5, -3.25), "1,500000° LU, 3,250000° BB"),
    ],
)
def test_words_of_a_place(place: MapPlace, words: str) -> None:
    assert place.words == words


PLACES = st.builds(
    MapPlace,
    st.floats(SOUTH, NORTH).map(lambda one: round(one, 6)),
    st.floats(WEST, EAST).map(lambda one: round(one, 6)),
)


@given(PLACES)
def test_what_is_shown_is_read_again(place: MapPlace) -> None:
    assert read_place(str(place)).value == place
    assert read_place(str(place).replace(".", ",")).value == place
    assume(place.latitude)
    assert read_place(place.words).value == place


@given(PLACES)
def test_degrees_minutes_and_seconds_are_near(place: MapPlace) -> None:
    written = f"{dms(place.latitude)}{'S' if place.latitude < 0 else 'N'} {dms(place.longitude)}E"
    read = read_place(written).value
    assert read is not None
    assert abs(read.latitude - place.latitude) < 0.0003
    assert abs(read.longitude - place.longitude) < 0.0003


def dms(degrees: float) -> str:
    whole = int(abs(degrees) * 3600)
    return f"{whole // 3600}°{whole // 60 % 60:02}'{whole % 60:02}\""


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    read = read_place(text)
    assert (read.value is None) or (read.problem is None)
