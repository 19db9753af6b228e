"""NIK and No KK: what the digits say, what is doubtful, and that nobody is born tomorrow."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.nik import (
    KkProblem,
    LastDigits,
    NikProblem,
    check_kk,
    check_nik,
    from_elsewhere,
    in_fours,
    is_placeholder,
    last_digits,
    mask,
    normal_number,
    numeric_damage,
    read_kk,
    read_nik,
    well_formed,
)
from desktop.rules.terms import Sex

TODAY = date(2019, 4, 11)

births = st.dates(date(1919, 4, 12), TODAY)
sexes = st.sampled_from(Sex)
serials = st.integers(1, 9999)


def nik_of(birth: date, sex: Sex, serial: int = 1, region: str = "360104") -> str:
    day = birth.day + (40 if sex is Sex.FEMALE else 0)
    return f"{region}{day:02}{birth:%m%y}{serial:04}"


@given(births, sexes, serials)
def test_a_made_nik_reads_back(birth: date, sex: Sex, serial: int) -> None:
    reading = read_nik(nik_of(birth, sex, serial), TODAY, age=TODAY.year - birth.year)
    assert reading is not None
    assert (reading.birth_date, reading.sex) == (birth, sex)
    assert (reading.region, int(reading.serial)) == ("360104", serial)


@given(births, sexes, serials)
def test_a_true_nik_has_no_problem(birth: date, sex: Sex, serial: int) -> None:
    assert check_nik(nik_of(birth, sex, serial), birth, sex, TODAY) == ()


@given(st.from_regex(r"[0-9]{16}", fullmatch=True), st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_no_reading_is_in_the_future(number: str, today: date) -> None:
    nik, kk = read_nik(number, today), read_kk(number, today)
    if well_formed(normal_number(number)):
        assert nik is not None
        assert nik.birth_date is None or nik.birth_date <= today
        assert kk is not None
        assert kk.recorded is None or kk.recorded <= today


@given(st.text(max_size=30))
def test_any_text_gets_an_answer(text: str) -> None:
    problems = check_nik(text, None, None, TODAY)
    assert all(isinstance(problem, NikProblem) for problem in problems)
    assert (read_nik(text, TODAY) is None) >= (NikProblem.LENGTH in problems)
    assert all(isinstance(problem, KkProblem) for problem in check_kk(text, TODAY))
    assert normal_number(normal_number(text)) == normal_number(text)


def test_the_newest_century_that_is_past_wins() -> None:
    child = read_nik("3601041104180001", TODAY)
    elder = read_nik("3601041204190001", TODAY)
    assert child is not None
    assert elder is not None
    assert child.birth_date == date(2018, 4, 11)
    assert elder.birth_date == date(1919, 4, 12), "tomorrow is not a birthday yet"


def test_a_known_age_chooses_the_century() -> None:
    reading = read_nik("3601041104180001", TODAY, age=100)
    assert reading is not None
    assert reading.birth_date == date(1918, 4, 11)


def test_a_leap_day_is_looked_for_where_it_exists() -> None:
    reading = read_nik("3601042902000001", TODAY)
    assert reading is not None
    assert reading.birth_date == date(2000, 2, 29), "1900 had none"
    assert check_nik("3601042902010001", None, None, TODAY) == (NikProblem.IMPOSSIBLE_DATE,)


@pytest.mark.parametrize("nothing", ["", " ", "-", ".", "NULL", "null", "'", "#N/A", "0", "n/a", " -  "])
def test_the_ways_to_write_nothing(nothing: str) -> None:
    assert normal_number(nothing) == ""
    assert check_nik(nothing, None, None, TODAY) == (NikProblem.MISSING,)
    assert check_kk(nothing, TODAY) == (KkProblem.MISSING,)


@pytest.mark.parametrize(
    "written",
    ["'3601041104850021", " 3601041104850021 ", "3601 0411 0485 0021", "360104.110485.0021", "360104-110485-0021"],
)
def test_gaps_and_apostrophes_go(written: str) -> None:
    assert normal_number(written) == "3601041104850021"
    assert check_nik(written, date(1985, 4, 11), Sex.MALE, TODAY) == ()


@pytest.mark.parametrize("damaged", ["3,60E+15", "3.60104E+15", "3.6e15", "3601041104850020.0", "36E14"])
def test_a_number_of_a_spreadsheet_is_damage(damaged: str) -> None:
    assert numeric_damage(damaged)
    assert check_nik(damaged, None, None, TODAY) == (NikProblem.DAMAGED,)
    assert check_kk(damaged, TODAY) == (KkProblem.DAMAGED,)


@pytest.mark.parametrize(
    ("nik", "problem"),
    [
        ("360104110485002", NikProblem.LENGTH),
        ("36010411048500211", NikProblem.LENGTH),
        ("36010411O4850021", NikProblem.LENGTH),
        ("1111111111111111", NikProblem.PLACEHOLDER),
        ("0360104200100001", NikProblem.PLACEHOLDER),
        ("1234567890123456", NikProblem.PLACEHOLDER),
        ("3601040000000000", NikProblem.PLACEHOLDER),
        ("3601041104850000", NikProblem.SERIAL),
        ("3601043204850001", NikProblem.IMPOSSIBLE_DATE),
        ("3601040004850001", NikProblem.IMPOSSIBLE_DATE),
        ("3601047204850001", NikProblem.IMPOSSIBLE_DATE),
        ("3601041113850001", NikProblem.IMPOSSIBLE_DATE),
    ],
)
def test_each_problem_alone(nik: str, problem: NikProblem) -> None:
    assert check_nik(nik, None, None, TODAY) == (problem,)


def test_what_differs_is_told_apart() -> None:
    nik = nik_of(date(1985, 4, 11), Sex.FEMALE)
    assert check_nik(nik, date(1985, 4, 12), Sex.FEMALE, TODAY) == (NikProblem.BIRTH_DIFFERS,)
    assert check_nik(nik, date(1985, 4, 11), Sex.MALE, TODAY) == (NikProblem.SEX_DIFFERS,)
    assert check_nik(nik, date(1985, 11, 4), Sex.MALE, TODAY) == (
        NikProblem.BIRTH_DIFFERS,
        NikProblem.SEX_DIFFERS,
    )
    assert check_nik(nik, None, None, TODAY) == ()


def test_a_centenarian_does_not_differ_from_a_child() -> None:
    assert check_nik(nik_of(date(1918, 4, 11), Sex.MALE), date(1918, 4, 11), Sex.MALE, TODAY) == ()


def test_elsewhere_is_only_told() -> None:
    assert from_elsewhere("3273011104850001", "36.01")
    assert from_elsewhere("3602041104850001", "36.01")
    assert not from_elsewhere("3601041104850001", "36.01")
    assert not from_elsewhere("3602041104850001", "36")
    assert not from_elsewhere("-", "36.01")
    assert check_nik("3273011104850001", None, None, TODAY) == ()


@given(st.dates(date(1930, 1, 1), TODAY), serials)
def test_a_family_card_keeps_its_day_without_forty(day: date, serial: int) -> None:
    number = f"360104{day:%d%m%y}{serial:04}"
    reading = read_kk(number, TODAY)
    assert reading is not None
    assert reading.recorded is not None
    assert f"{reading.recorded:%d%m%y}" == f"{day:%d%m%y}"
    assert check_kk(number, TODAY) == ()


@pytest.mark.parametrize(
    ("number", "problems"),
    [
        ("3601045104850001", (KkProblem.IMPOSSIBLE_DATE,)),
        ("3601041104850000", (KkProblem.SERIAL,)),
        ("360104110485000", (KkProblem.LENGTH,)),
        ("9999999999999999", (KkProblem.PLACEHOLDER,)),
        ("3601043202190000", (KkProblem.SERIAL, KkProblem.IMPOSSIBLE_DATE)),
    ],
)
def test_problems_of_a_family_card(number: str, problems: tuple[KkProblem, ...]) -> None:
    assert check_kk(number, TODAY) == problems


@given(st.from_regex(r"[0-9]{16}", fullmatch=True))
def test_the_mask_shows_six_digits_and_fours_lose_none(number: str) -> None:
    assert mask(number) == "•" * 10 + number[10:]
    assert in_fours(number).replace(" ", "") == number
    assert len(in_fours(number).split()) == 4


def test_the_mask_tells_people_apart_where_the_ends_do_not() -> None:
    mothers = ("3601045203840001", "3601045108790001", "3601121407910001")
    assert len({number[:4] + number[-4:] for number in mothers}) == 1
    assert len({mask(number) for number in mothers}) == 3


@pytest.mark.parametrize("man", ["3601041203840001", "3601043112840001"])
def test_the_mask_hides_place_birthday_and_sex(man: str) -> None:
    woman = f"{man[:6]}{int(man[6:8]) + 40}{man[8:]}"
    elsewhere = f"320416{man[6:]}"
    assert mask(man) == mask(woman) == mask(elsewhere)


def test_a_short_number_is_masked_whole() -> None:
    assert mask("36010421") == "••••••••"
    assert mask("") == ""
    assert mask("3601041104850021") == "••••••••••850021"


def test_a_column_that_went_through_a_spreadsheet_shows() -> None:
    honest = [nik_of(TODAY - timedelta(days=n), Sex.MALE, n % 9999 + 1) for n in range(400)]
    assert last_digits(honest) == LastDigits(400, 40)
    assert not last_digits(honest).suspicious
    assert last_digits([number[:15] + "0" for number in honest]).suspicious
    assert not last_digits(["3601041104850010"] * 19).suspicious, "too few to tell"
    assert last_digits(["", "NULL", "36010411"]) == LastDigits(0, 0)


@given(st.integers(0, 9))
def test_repeated_digits_are_placeholders(digit: int) -> None:
    assert is_placeholder(str(digit) * 16)
