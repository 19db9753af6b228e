"""Numbers given out to invented people: right in form, counted up, never twice."""

from datetime import date

import pytest

from desktop.rules.nik import KkReading, NikReading, read_kk, read_nik
from desktop.rules.people.numbers import Numbers
from desktop.rules.terms import Sex

TODAY = date(2019, 4, 1)
BORN = date(1985, 8, 17)


def test_a_nik_says_district_day_and_sex() -> None:
    numbers = Numbers()
    man, woman = (numbers.nik("36.01.05", BORN, sex) for sex in Sex)
    assert (man, woman) == ("3601051708850001", "3601055708850001")
    assert read_nik(man, TODAY) == NikReading("360105", BORN, Sex.MALE, "0001")
    assert read_nik(woman, TODAY) == NikReading("360105", BORN, Sex.FEMALE, "0001")


def test_serials_count_up_within_a_district_a_day_and_a_sex() -> None:
    numbers = Numbers()
    assert [numbers.nik("36.01.05", BORN, Sex.MALE)[-4:] for _ in range(3)] == ["0001", "0002", "0003"]
    assert numbers.nik("36.01.06", BORN, Sex.MALE).endswith("0001")
    assert numbers.nik("36.01.05", date(1985, 8, 18), Sex.MALE).endswith("0001")
    assert numbers.nik("36.01.05", BORN, Sex.FEMALE).endswith("0001")


def test_people_born_a_century_apart_share_their_serials() -> None:
    numbers = Numbers()
    older = numbers.nik("36.01.05", date(1919, 3, 1), Sex.MALE)
    younger = numbers.nik("36.01.05", date(2019, 3, 1), Sex.MALE)
    assert older[:12] == younger[:12]
    assert (older[12:], younger[12:]) == ("0001", "0002")


@pytest.mark.parametrize("first", [1, 5001, 9001])
def test_serials_may_begin_elsewhere(first: int) -> None:
    assert Numbers(first).nik("36.01.05", BORN, Sex.MALE)[-4:] == f"{first:04}"
    assert Numbers(first).kk("36.01.05", BORN)[-4:] == f"{first:04}"


def test_a_card_number_says_the_day_of_recording() -> None:
    numbers = Numbers()
    card = numbers.kk("36.01.05", date(2012, 7, 24))
    assert card == "3601052407120001"
    assert read_kk(card, TODAY) == KkReading("360105", date(2012, 7, 24), "0001")
    assert numbers.kk("36.01.05", date(2012, 7, 24)).endswith("0002")


def test_every_day_of_a_leap_year_has_its_own_count() -> None:
    numbers = Numbers()
    first = date(2016, 1, 1).toordinal()
    days = [date.fromordinal(first + offset) for offset in range(366)]
    assert all(numbers.nik("36.01.05", day, Sex.FEMALE).endswith("0001") for day in days)


def test_accounts_are_spread_and_never_the_same() -> None:
    numbers = Numbers()
    accounts = [numbers.account() for _ in range(20_000)]
    assert len(set(accounts)) == len(accounts)
    assert all(len(account) == 13 and account.isdecimal() for account in accounts)
    assert abs(int(accounts[0]) - int(accounts[1])) > 1000
