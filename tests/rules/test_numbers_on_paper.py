"""Codes, receipt numbers, letter numbers and card numbers: made, read back, and proof against hands."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.rules import crockford
from desktop.rules.card_numbers import Card, card_number, check_card_pattern, read_card
from desktop.rules.numbering import (
    DEFAULT_LETTER_PATTERN,
    LetterNumber,
    ReceiptNumber,
    check_letter_pattern,
    letter_number,
    read_letter_number,
    read_receipt_number,
)
from desktop.rules.receipt_code import Paper, PaperNumber, check_code, make_code, read_code

KEY = bytes(range(32))
PATTERN = "JSR-{area}-{serial:06d}"

offices = st.sampled_from(["36", "36.01", "36.74", "52.06"])
years = st.integers(2013, 2099)
numbers = st.integers(1, 999_999_999)
papers = st.builds(PaperNumber, st.sampled_from(Paper), offices, years, numbers)


@given(papers, st.binary(min_size=16, max_size=64))
def test_a_code_reads_back_under_its_key(paper: PaperNumber, key: bytes) -> None:
    code = make_code(paper, key)
    assert check_code(code, key) == paper
    assert check_code(f" {code.lower()}\n", key) == paper
    assert read_code(code) == paper
    assert set(code) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"), "what QR stores densely"


@given(papers, papers)
def test_a_seal_fits_one_paper_only(one: PaperNumber, other: PaperNumber) -> None:
    assume(one != other)
    seal = make_code(one, KEY).rpartition(":")[2]
    forged = make_code(other, KEY).rpartition(":")[0] + ":" + seal
    with pytest.raises(Refused) as refused:
        check_code(forged, KEY)
    assert refused.value.code == "rules.code_not_ours"


@given(papers, st.integers(0, 7), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_sign_is_seen(paper: PaperNumber, place: int, sign: str) -> None:
    code = make_code(paper, KEY)
    at = len(code) - 8 + place
    assume(code[at] != sign)
    with pytest.raises(Refused):
        check_code(code[:at] + sign + code[at + 1 :], KEY)


def test_another_office_key_does_not_pass() -> None:
    code = make_code(PaperNumber(Paper.RECEIPT, "36.01", 2019, 127), KEY)
    assert code.startswith("EJ1:36.01:2019:000127:")
    with pytest.raises(Refused) as refused:
        check_code(code, b"another key of this or that office")
    assert refused.value.code == "rules.code_not_ours"
    assert refused.value.values == {"office": "36.01", "year": 2019, "number": 127}


def test_letters_that_look_like_digits_are_digits() -> None:
    paper = next(
        paper
        for number in range(1, 999)
        if set("01") <= set(make_code(paper := PaperNumber(Paper.LETTER, "36.01", 2019, number), KEY)[-8:])
    )
    code = make_code(paper, KEY)
    assert check_code(code[:-8] + code[-8:].replace("0", "O").replace("1", "I"), KEY) == paper


@pytest.mark.parametrize(
    "text",
    ["", "https://example.id", "EJ1:36.01:2019:000127", "EJ2:36.01:2019:000127:00000000", "EJ1:36.01:2019:٣:00000000"],
)
def test_a_strange_code_is_not_ours(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_code(text)
    assert refused.value.code == "rules.code_unreadable"


def test_base32_by_hand() -> None:
    assert crockford.encode(b"\x00\x00\x00\x00\x00") == "00000000"
    assert crockford.encode(b"\xff\xff\xff\xff\xff") == "ZZZZZZZZ"
    assert crockford.encode(b"\x00\x44\x32\x14\xc7") == "01234567"


@given(offices, years, numbers)
def test_receipt_numbers_read_back(office: str, year: int, number: int) -> None:
    receipt = ReceiptNumber(office, year, number)
    assert read_receipt_number(str(receipt)) == receipt
    assert read_receipt_number(f"kw {office}/{year}/{number}") == receipt


@given(st.integers(1, 999_998), st.integers(1, 999_999))
def test_receipt_numbers_sort_as_text(one: int, other: int) -> None:
    assume(one != other)
    first, second = ReceiptNumber("36.01", 2019, one), ReceiptNumber("36.01", 2019, other)
    assert (str(first) < str(second)) == (one < other)
    assert str(ReceiptNumber("36.01", 2019, 127)) == "KW-36.01-2019-000127"


@pytest.mark.parametrize(
    "text", ["", "127", "KW-36.01-19-127", "KX-36.01-2019-000127", "KW-36.01-2019-", "KW-36.01-2019-00012"]
)
def test_other_receipt_numbers_are_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_receipt_number(text)
    assert refused.value.code == "rules.receipt_number"


patterns = st.sampled_from(
    [
        DEFAULT_LETTER_PATTERN,
        "[klasifikasi]/[urut:3]-[unit]/[tahun]",
        "B.[urut:4]/[bulan-angka].[tahun]",
        "[tahun]([urut])",
    ]
)


@given(patterns, st.integers(1, 99_999), st.dates(date(2013, 1, 1), date(2099, 12, 31)))
def test_letter_numbers_read_back(pattern: str, number: int, day: date) -> None:
    text = letter_number(pattern, LetterNumber("400.9.11", number, "Dinsos/Linjamsos", day))
    assert read_letter_number(pattern, text) == (number, day.year)


def test_a_letter_number_as_printed() -> None:
    letter = LetterNumber("400.9.11", 12, "Dinsos", date(2019, 4, 11))
    assert letter_number(DEFAULT_LETTER_PATTERN, letter) == "400.9.11/12/Dinsos/IV/2019"
    assert letter_number("[klasifikasi]/[urut:3]/[tahun]", letter) == "400.9.11/012/2019"


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("[klasifikasi]/[tahun]", "rules.letter_pattern_needs"),
        ("[urut]/[bulan]", "rules.letter_pattern_needs"),
        ("[urut]/[tahun]/[nomor]", "rules.letter_pattern_field"),
        ("[urut]/[urut]/[tahun]", "rules.letter_pattern_field"),
        ("[urut]/[tahun]/[UNIT]", "rules.letter_pattern_field"),
        ("[urut]/[tahun]]", "rules.letter_pattern_field"),
        ("", "rules.letter_pattern_needs"),
    ],
)
def test_patterns_that_cannot_number(pattern: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        check_letter_pattern(pattern)
    assert refused.value.code == code


def test_a_letter_of_another_pattern_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_letter_number(DEFAULT_LETTER_PATTERN, "KW-36.01-2019-000127")
    assert refused.value.code == "rules.letter_number"


cards = st.sampled_from([PATTERN, "JSCB{serial:05d}", "{area}/{year}/{serial}", "{year}-{serial:04d}"])


@given(cards, st.sampled_from(["36.01", "52.06", "36"]), years, st.integers(1, 9_999_999))
def test_cards_read_back(pattern: str, area: str, year: int, serial: int) -> None:
    card = read_card(pattern, card_number(pattern, area, year, serial).lower())
    assert card == Card(area if "{area}" in pattern else "", year if "{year}" in pattern else None, serial)


def test_a_card_as_printed_and_as_typed() -> None:
    assert card_number(PATTERN, "36.01", 2019, 127) == "JSR-36.01-000127"
    assert read_card(PATTERN, "jsr-3601-127") == Card("36.01", None, 127)
    assert read_card(PATTERN, "KW-36.01-2019-000127") is None
    assert read_card(PATTERN, "") is None


@pytest.mark.parametrize(
    "pattern",
    ["", "JSR-{area}", "JSR-{serial}-{serial}", "JSR {serial}", "{serial.__class__}", "{serial}{", "{nik}-{serial}"],
)
def test_patterns_that_make_no_card(pattern: str) -> None:
    with pytest.raises(Refused) as refused:
        check_card_pattern(pattern)
    assert refused.value.code == "rules.card_pattern"
