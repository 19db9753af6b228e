"""What must hold of any input for rules that papers and matching rest on."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.rules import terms
from desktop.rules.addresses import street
from desktop.rules.card_numbers import Card, card_number, read_card
from desktop.rules.caretaker import propose_caretaker
from desktop.rules.dates import MONTHS, ROMAN_MONTHS, WEEKDAYS, date_in_words, full_date, roman_month, zone
from desktop.rules.ids import new_id
from desktop.rules.money import in_words, read_amount, rupiah
from desktop.rules.names import match_key, same_name, shown_name, sort_key
from desktop.rules.nik import in_fours, mask
from desktop.rules.numbering import ReceiptNumber, read_receipt_number
from desktop.rules.receipt_code import Paper, PaperNumber, check_code, make_code, read_code
from desktop.rules.register import AreaAsWritten, HouseholdFields, MemberFields, RegisterRow, RowProblem
from desktop.rules.terms import Sex

OFFICES = st.sampled_from(["36", "36.01", "36.72", "91.71"])
days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
words_of_names = st.lists(st.text("ABCDEFGHIJKLMNOPRSTUWY", min_size=2, max_size=9), min_size=1, max_size=4)
WRITTEN = [one for one in vars(terms).values() if isinstance(one, type) and issubclass(one, StrEnum)]
numbers = st.builds(PaperNumber, st.sampled_from(Paper), OFFICES, st.integers(2000, 2100), st.integers(1, 999_999))


@given(days)
def test_a_day_in_words_has_the_parts_of_the_day(day: date) -> None:
    said = date_in_words(day)
    assert said.startswith(f"{WEEKDAYS[day.weekday()]} tanggal {in_words(day.day)} bulan {MONTHS[day.month - 1]} ")
    assert said.endswith(f"tahun {in_words(day.year)}")
    assert full_date(day) == f"{said.split()[0]}, {day.day} {MONTHS[day.month - 1]} {day.year}"
    assert ROMAN_MONTHS.index(roman_month(day)) + 1 == day.month


@given(st.integers(11, 97).map(str), st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001
def test_no_area_is_outside_the_three_zones(province: str, moment: datetime) -> None:
    there = moment.replace(tzinfo=UTC).astimezone(zone(f"{province}.01.01.2001"))
    offset = there.utcoffset()
    assert offset in {timedelta(hours=hours) for hours in (7, 8, 9)}
    assert zone(province) is zone(f"{province}.01"), "an office keeps its province's time"


@given(st.integers(0, 999_999_999_999))
def test_a_sum_as_printed_is_read_as_typed(amount: int) -> None:
    assert read_amount(rupiah(amount)) == amount
    assert read_amount(f"{rupiah(amount)},-") == amount
    assert read_amount(str(amount)) == amount


@given(st.integers(0, 999_999), st.integers(0, 999_999))
def test_other_sums_have_other_words(one: int, other: int) -> None:
    assert (in_words(one) == in_words(other)) is (one == other)


@given(words_of_names)
def test_a_name_matches_itself_however_it_is_written(parts: list[str]) -> None:
    name = " ".join(parts)
    for written in (name.lower(), name.title(), f"  {name} ", name.replace(" ", "  ")):
        assert match_key(written) == match_key(name)
        assert same_name(written, name) is bool(match_key(name))
        assert sort_key(written) == sort_key(name)
    assert shown_name(name).casefold() == name.casefold()


@given(st.text(max_size=30))
def test_nobody_has_the_name_of_somebody_without_one(name: str) -> None:
    assert not same_name("", name)
    assert not same_name(name, " .,- ")


@given(st.from_regex(r"[0-9]{16}", fullmatch=True))
def test_a_masked_number_gives_away_no_more_than_its_ends(number: str) -> None:
    hidden = mask(number)
    assert len(hidden.replace(" ", "")) == 16
    shown = [sign for sign in hidden if sign.isdigit()]
    assert len(shown) <= 10
    assert number not in hidden.replace(" ", "")
    assert in_fours(number).replace(" ", "") == number
    assert [len(part) for part in in_fours(number).split()] == [4, 4, 4, 4]


@given(OFFICES, st.integers(2013, 2099), st.integers(1, 999_999))
def test_a_receipt_number_is_read_however_it_is_typed(office: str, year: int, number: int) -> None:
    of = ReceiptNumber(office, year, number)
    for typed in (str(of), str(of).lower(), f" {of} ", f"kw/{office}/{year}/{number}", f"KW {office} {year} {number}"):
        assert read_receipt_number(typed) == of


@given(numbers, st.binary(min_size=32, max_size=32))
def test_a_code_says_nothing_but_number_and_seal(of: PaperNumber, key: bytes) -> None:
    text = make_code(of, key)
    assert read_code(text) == of
    assert check_code(text.lower(), key) == of
    assert len(text.rsplit(":", 1)[1]) == 8
    assert make_code(of, key) == text, "a copy carries the code of its original"


@given(numbers)
def test_a_receipts_code_is_no_letters_code(of: PaperNumber) -> None:
    other = Paper.LETTER if of.paper is Paper.RECEIPT else Paper.RECEIPT
    forged = make_code(of, b"k" * 32).replace(of.paper.value, other.value, 1)
    with pytest.raises(Refused) as refused:
        check_code(forged, b"k" * 32)
    assert refused.value.code == "rules.code_not_ours"


@given(st.sampled_from(["JSR-{area}-{serial:06d}", "{serial:04d}/{year}", "{area}{serial:06d}"]), st.text(max_size=25))
def test_any_scan_is_a_card_or_nothing(pattern: str, scanned: str) -> None:
    card = read_card(pattern, scanned)
    assert card is None or isinstance(card, Card)


@given(st.integers(1, 999_999), st.integers(1, 999_999))
def test_cards_of_one_office_are_as_different_as_their_serials(one: int, other: int) -> None:
    made = [card_number("JSR-{area}-{serial:06d}", "36.01", 2019, serial) for serial in (one, other)]
    assert (made[0] == made[1]) is (one == other)
    assert sorted(made) == [card_number("JSR-{area}-{serial:06d}", "36.01", 2019, n) for n in sorted((one, other))]


@given(st.text("ABC abc.", min_size=1, max_size=20), st.integers(1, 99), st.integers(1, 99))
def test_an_address_never_names_rt_and_rw_twice(place: str, rt: int, rw: int) -> None:
    said = street("", f"Kp. {place} RT {rt:03} RW {rw:03}", rt=str(rt), rw=str(rw))
    assert f"RT {rt:03}" not in said
    assert f"RW {rw:03}" not in said
    assert said.startswith("Kp")


@pytest.mark.parametrize("term", WRITTEN, ids=[one.__name__ for one in WRITTEN])
def test_terms_are_short_codes_without_spaces(term: type[StrEnum]) -> None:
    """They are columns of 32 signs and parts of codes of sentences; once written, they stay."""
    for member in term:
        assert member.value == member.value.strip()
        assert 1 <= len(member.value) <= 32
        assert " " not in member.value
        assert term(member.value) is member


def test_an_id_tells_when_it_was_made() -> None:
    """Which is why an id says no more about a person than the day he was registered."""
    before = time.time_ns() // 1_000_000
    made = new_id().int >> 80
    assert before <= made <= time.time_ns() // 1_000_000


@pytest.mark.parametrize(
    ("area", "named"),
    [
        (AreaAsWritten(), False),
        (AreaAsWritten(province="Banten", regency="Pandeglang", district="Sumur"), False),
        (AreaAsWritten(village="Sumberjaya"), True),
        (AreaAsWritten(kemendagri_code="36.01.01.2001"), True),
        (AreaAsWritten(bps_code="3601010001"), False),
    ],
)
def test_a_place_is_named_by_its_village(area: AreaAsWritten, named: bool) -> None:
    assert area.named is named


@given(st.lists(st.booleans(), max_size=6))
def test_a_row_is_refused_by_any_problem_that_refuses(refuses: list[bool]) -> None:
    problems = tuple(RowProblem(7, "C", "NIK", "rows.x", refuses=one) for one in refuses)
    row = RegisterRow(7, HouseholdFields(), MemberFields(name="A"), problems)
    assert row.refused is any(refuses)
    assert not replace(row, problems=()).refused


@given(st.lists(st.sampled_from(["A", "B", "C", "D"]), min_size=1, max_size=4, unique=True), st.randoms())
def test_who_is_proposed_does_not_hang_on_the_order_of_the_rows(letters: list[str], chance: object) -> None:
    people = [
        MemberFields(name=letter, sex=Sex.FEMALE, birth_date=date(1950 + 7 * place, 1, 1))
        for place, letter in enumerate(letters)
    ]
    shuffled = list(people)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = propose_caretaker(people, date(2019, 4, 11)), propose_caretaker(shuffled, date(2019, 4, 11))
    assert first is not None
    assert second is not None
    assert first.person == second.person
