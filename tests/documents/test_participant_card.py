"""Cards of the size of a bank card, eight on a sheet, whose codes a stranger's reader reads."""

from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from desktop.documents.paper import MM, Paper
from desktop.documents.participant_card import GAP, HIGH, WIDE, CardSheet, ParticipantCard, _places, write_cards
from desktop.rules.card_code import CardCode, check_card_code, make_card_code
from tests.documents.paper_readers import codes, metadata, page_words, words

KEY = b"k" * 32
SHEET = CardSheet("Pemerintah Kabupaten Pandeglang", "Dinas Sosial")


def card(number: int = 1, name: str = "SITI AMINAH", village: str = "Desa Cikadu") -> ParticipantCard:
    written = f"JSR-36.01-{number:06}"
    code = make_card_code(CardCode("36.01", "jamsosratu", written), KEY)
    return ParticipantCard(name, written, "Jamsosratu", village, "Cibitung", code)


def made(*cards: ParticipantCard, sheet: CardSheet = SHEET) -> bytes:
    file = BytesIO()
    assert write_cards(cards, sheet, file) == len(cards)
    return file.getvalue()


def test_a_card_says_what_is_needed() -> None:
    text = words(made(card()))
    for part in ("KARTU PESERTA", "JAMSOSRATU", "SITI AMINAH", "JSR-36.01-000001", "Desa Cikadu, Kecamatan Cibitung"):
        assert part in text
    assert "DINAS SOSIAL" in text
    assert "PEMERINTAH KABUPATEN PANDEGLANG" in text
    assert "LATIHAN" not in text


def test_the_code_is_read_from_paper_and_proved() -> None:
    (text,) = codes(made(card(127)))
    assert check_card_code(text, KEY).card == "JSR-36.01-000127"


def test_all_codes_of_a_sheet_are_read() -> None:
    cards = [card(number) for number in range(1, 9)]
    assert sorted(codes(made(*cards))) == sorted(one.code for one in cards)


def test_a_practice_card_says_so_and_is_still_read() -> None:
    pdf = made(card(), sheet=CardSheet("Pemerintah", "Dinas Sosial", practice=True))
    assert "LATIHAN" in words(pdf)
    assert codes(pdf) == [card().code]


def test_a_code_is_read_by_a_poor_camera() -> None:
    """As a cheap telephone sees it: small, grey and blurred."""
    document = pypdfium2.PdfDocument(made(card()))
    picture = document[0].render(scale=110 / 72).to_pil().convert("L")
    document.close()
    poor = picture.rotate(4, fillcolor=255).point([60 + shade * 130 // 255 for shade in range(256)])
    assert [code.text for code in zxingcpp.read_barcodes(poor)] == [card().code]


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (8, 1), (9, 2), (16, 2), (17, 3)])
def test_eight_stand_on_a_sheet(count: int, pages: int) -> None:
    written = page_words(made(*(card(number) for number in range(1, count + 1))))
    assert len(written) == pages
    assert [page.count("KARTU PESERTA") for page in written] == [8] * (count // 8) + [count % 8] * bool(count % 8)


def test_they_follow_in_order() -> None:
    pages = page_words(made(*(card(number) for number in range(1, 18))))
    for number, page in ((1, 0), (8, 0), (9, 1), (17, 2)):
        assert f"JSR-36.01-{number:06}" in pages[page]


def test_a_sheet_is_a4_and_nothing_lies_outside_the_cards() -> None:
    width, height = Paper.A4.size
    places = list(_places(width, height))
    assert len(places) == 8
    assert (round(WIDE / MM, 1), round(HIGH / MM, 1)) == (85.6, 54.0)
    for x, y in places:
        assert 5 * MM <= x <= width - WIDE - 5 * MM, "printers leave a margin of about 5 mm white"
        assert 5 * MM <= y <= height - HIGH - 5 * MM
    apart = [(abs(one[0] - other[0]), abs(one[1] - other[1])) for one in places for other in places if one is not other]
    assert all(x >= WIDE + GAP - 0.01 or y >= HIGH + GAP - 0.01 for x, y in apart)
    box = PdfReader(BytesIO(made(card()))).pages[0].mediabox
    assert (round(float(box.width) / MM), round(float(box.height) / MM)) == (210, 297)


@pytest.mark.parametrize(
    "name",
    [
        "RADEN AYU SITI NURJANAH KUSUMAWARDHANI BINTI HAJI SARIP ABDURRAHMAN",
        "X" * 120,
        "",
        "Łucja Żółć",
        "Siti\tAminah\n",
        "(Ibu) Siti \\ Aminah",
    ],
)
def test_a_strange_name_spoils_no_card(name: str) -> None:
    pdf = made(card(1, name), card(2))
    assert sorted(codes(pdf)) == sorted([card(1).code, card(2).code])
    text = words(pdf)
    assert "JSR-36.01-000001" in text
    assert "SITI AMINAH" in text


def test_a_long_name_stays_on_its_card() -> None:
    whole = made(card(1, "RADEN AYU SITI NURJANAH KUSUMAWARDHANI BINTI HAJI SARIP", "Desa " + "Sukamulya " * 9))
    document = pypdfium2.PdfDocument(whole)
    picture = document[0].render(scale=2).to_pil().convert("L")
    document.close()
    x, y = next(_places(*Paper.A4.size))
    right, low = int((x + WIDE) * 2) + 1, int((Paper.A4.size[1] - y) * 2) + 1
    beside = picture.crop((right + 24, low - int(HIGH) * 2 + 16, picture.width, low - 16))
    assert beside.getextrema() == (255, 255), "nothing runs over the edge"


def test_a_family_whose_place_is_not_known_gets_a_card() -> None:
    bare = ParticipantCard("SITI", "JSR-36.01-000001", "Jamsosratu", "", "", card().code)
    assert "Kecamatan" not in words(made(bare))


def test_the_printers_offset_moves_every_sheet() -> None:
    def left(pdf: bytes, page: int) -> int:
        document = pypdfium2.PdfDocument(pdf)
        picture = document[page].render(scale=3).to_pil().convert("L")
        document.close()
        box = picture.point([255 if shade < 250 else 0 for shade in range(256)]).getbbox()
        assert box is not None
        return int(box[0])

    cards = [card(number) for number in range(1, 10)]
    plain, moved = made(*cards), made(*cards, sheet=CardSheet("P", "D", offset_mm=(4.0, 0.0)))
    for page in (0, 1):
        assert left(moved, page) - left(plain, page) == pytest.approx(4 * MM * 3, abs=2)


def test_the_file_names_nobody_from_outside() -> None:
    assert not any("SITI" in value for value in metadata(made(card())).values())


def test_progress_is_told() -> None:
    told: list[tuple[int, int | None]] = []

    class Watching:
        def step(self, done: int, total: int | None = None, what: str = "") -> None:
            told.append((done, total))

    write_cards((card(number) for number in range(1, 91)), SHEET, BytesIO(), total=90, progress=Watching())
    assert told == [(40, 90), (80, 90), (90, 90)]
