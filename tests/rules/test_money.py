"""Amounts in figures and words, read back by an independent reader, and the identities of a tranche."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.rules.money import (
    LARGEST,
    Balance,
    Figure,
    grouped,
    in_words,
    read_amount,
    rupiah,
    rupiah_in_words,
)

UNITS = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5,
    "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
}  # fmt: skip
SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}

amounts = st.integers(0, LARGEST) | st.integers(0, 2_500) | st.integers(0, 9_999).map(lambda n: n * 1000)


def value_of(words: str) -> int:
    """Read number words from left to right, knowing nothing of how they were made."""
    spelled = re.sub(r"\bse(puluh|belas|ratus|ribu)\b", r"satu \1", words)
    total = group = unit = 0
    for word in spelled.split():
        if word in UNITS:
            unit = UNITS[word]
        elif word == "belas":
            group, unit = group + 10 + unit, 0
        elif word == "puluh":
            group, unit = group + 10 * unit, 0
        elif word == "ratus":
            group, unit = group + 100 * unit, 0
        else:
            total, group, unit = total + (group + unit) * SCALES[word], 0, 0
    return total + group + unit


@given(amounts)
def test_words_read_back(amount: int) -> None:
    assert value_of(in_words(amount)) == amount


@given(amounts)
def test_words_keep_the_se_rules(amount: int) -> None:
    words = in_words(amount)
    assert words == " ".join(words.split())
    assert not re.search(r"\bsatu (puluh|belas|ratus)\b", words)
    # "satu ribu" may only end a larger group: dua puluh satu ribu, seratus satu ribu.
    assert not re.search(r"(^|juta |miliar |triliun )satu ribu\b", words)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (1000, "seribu"),
        (1100, "seribu seratus"),
        (21_000, "dua puluh satu ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (1_750_000, "satu juta tujuh ratus lima puluh ribu"),
        (27_571_000_000, "dua puluh tujuh miliar lima ratus tujuh puluh satu juta"),
        (1_000_000_001_001, "satu triliun seribu satu"),
    ],
)
def test_words_as_written_by_hand(amount: int, words: str) -> None:
    assert in_words(amount) == words
    assert rupiah_in_words(amount) == f"{words} rupiah"


@pytest.mark.parametrize("amount", [-1, LARGEST + 1])
def test_words_end_somewhere(amount: int) -> None:
    with pytest.raises(Refused) as refused:
        in_words(amount)
    assert refused.value.code == "rules.number_out_of_range"


@given(amounts)
def test_figures_read_back(amount: int) -> None:
    for typed in (rupiah(amount), f"Rp. {grouped(amount)},-", f"{amount}", f"{grouped(amount)},00", f"{amount:,}"):
        assert read_amount(typed) == amount


def test_figures_as_printed() -> None:
    assert rupiah(1_000_000) == "Rp1.000.000"
    assert rupiah(0) == "Rp0"
    assert rupiah(-1_000_000) == "-Rp1.000.000", "a difference may be negative"
    assert grouped(999) == "999"


@pytest.mark.parametrize(
    "typed",
    ["", "Rp", "-5000", "1.75", "1.750.00", "1750000,50", "1,5 juta", "1 000 a", "١٠٠", "9" * 16, "1.00.000", "1e6"],
)
def test_what_is_not_whole_rupiah_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_amount(typed)
    assert refused.value.code == "rules.amount_unreadable"


figures = st.builds(Figure, st.integers(0, 50_000), st.integers(0, 10**11))


def balanced(not_listed: Figure, withheld: Figure, paid: Figure, unpaid: Figure, returned: Figure) -> Balance:
    payable = paid + unpaid + returned
    listed = payable + withheld
    return Balance(listed + not_listed, listed, not_listed, withheld, payable, paid, unpaid, returned)


@given(figures, figures, figures, figures, figures)
def test_a_balance_made_of_its_parts_holds(a: Figure, b: Figure, c: Figure, d: Figure, e: Figure) -> None:
    assert balanced(a, b, c, d, e).problems() == ()


@given(st.integers(0, 7), st.integers(-3, 3), st.integers(-5_000, 5_000))
def test_no_single_change_goes_unseen(field: int, families: int, amount: int) -> None:
    change = Figure(families, amount)
    one = Figure(100, 100_000_000)
    sound = balanced(one, one, one, one, one)
    values = [getattr(sound, name) for name in Balance.__slots__]
    values[field] += change
    assert bool(Balance(*values).problems()) == (change != Figure())


def test_a_missing_million_is_named() -> None:
    all_of_them = Figure(27_571, 27_571_000_000)
    short = all_of_them - Figure(1, 1_000_000)
    none = Figure()
    found = Balance(all_of_them, short, none, none, short, none, short, none).problems()
    assert [(problem.code, problem.difference) for problem in found] == [("rules.balance_decree", Figure(1, 1_000_000))]
    assert found[0].values == {"families": 1, "rupiah": "Rp1.000.000"}


def test_a_negative_part_is_a_problem_even_if_sums_agree() -> None:
    wrong = balanced(Figure(), Figure(), Figure(2, 20), Figure(-1, -10), Figure())
    assert [problem.code for problem in wrong.problems()] == ["rules.balance_negative"]
