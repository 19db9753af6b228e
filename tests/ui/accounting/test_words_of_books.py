"""The first sentence on a list's books, and how sums, differences and days are said."""

from dataclasses import replace

import pytest

from desktop.rules.money import Figure
from desktop.rules.terms import PayListState
from desktop.services.accounting import books
from desktop.services.accounting.books import Books, Concern
from desktop.services.accounting.reconciling import Identity
from desktop.services.desk import Desk
from desktop.services.money.keys import TrancheKey
from desktop.ui.accounting import return_words
from desktop.ui.accounting.words import MOST, apart, days_told, list_name, money, sum_line, verdict
from desktop.ui.kit.delegate import room_for
from desktop.ui.kit.tokens import Tone
from desktop.wording import Translator
from tests.services.money import walk
from tests.services.money.walk import FIRST

WRONG = Concern("books.sums", wrong=True, values={"count": 1})
LEFT = Concern("books.unconfirmed", wrong=False, values={"families": "2", "rupiah": "Rp2.000.000"})


@pytest.fixture
def found(operator: Desk, supervisor: Desk) -> Books:
    """The books of a list of two families whose pay-out is open."""
    walk.opened(operator, supervisor, 2)
    return books.look(operator, FIRST)


def in_state(found: Books, state: PayListState) -> Books:
    return replace(found, found=replace(found.found, state=state))


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (PayListState.DRAFT, "Every sum adds up; the list is not approved yet."),
        (PayListState.CHECKED, "Every sum adds up; the list is not approved yet."),
        (PayListState.APPROVED, "In order: every sum adds up; the pay-out is not open yet."),
        (PayListState.OPEN, "In order: every sum adds up; 2 families, Rp2.000.000, are still to be paid."),
        (PayListState.CLOSED, "In order: every sum adds up; 2 families, Rp2.000.000, are still to be paid."),
    ],
)
def test_it_is_said_how_far_a_list_in_order_is(t: Translator, found: Books, state: PayListState, said: str) -> None:
    assert verdict(t, in_state(found, state)) == (said, Tone.GOOD)


@pytest.mark.parametrize(("left", "said"), [(1, "1 day is left."), (12, "12 days are left."), (0, "0 days are left.")])
def test_the_days_that_are_left_are_said(t: Translator, found: Books, left: int, said: str) -> None:
    assert found.age is not None
    words, _ = verdict(t, replace(found, age=replace(found.age, days_left=left)))
    assert words.endswith(said)


def test_what_is_wrong_goes_before_what_is_left_to_do(t: Translator, found: Books) -> None:
    words, tone = verdict(t, replace(found, concerns=(WRONG, LEFT)))
    assert tone is Tone.DANGER
    assert words == (
        "Not in order. 1 sums do not add up. 2 families, Rp2.000.000, went back and wait for a second person."
    )
    words, tone = verdict(t, replace(found, concerns=(LEFT,)))
    assert (words.split(".")[0], tone) == ("Every sum adds up, and this is left to do", Tone.ATTENTION)


def test_of_many_concerns_a_few_are_said_and_the_rest_counted(t: Translator, found: Books) -> None:
    words, _ = verdict(t, replace(found, concerns=(WRONG,) * (MOST + 2)))
    assert words.count("do not add up") == MOST
    assert words.endswith("2 more stand beside the areas.")
    words, _ = verdict(t, replace(found, concerns=(WRONG,) * (MOST + 1)))
    assert words.endswith("1 more stands beside the areas.")


def test_a_sum_of_few_parts_names_them_and_one_of_many_counts_them(t: Translator) -> None:
    one = Figure(1, 1_000_000)
    assert sum_line(t, Identity("x", Figure(3, 3_000_000), (one, Figure(2, 2_000_000)))) == (
        "Rp3.000.000 = Rp1.000.000 + Rp2.000.000"
    )
    assert sum_line(t, Identity("x", Figure(4, 4_000_000), (one,) * 4)) == "Rp4.000.000 = Rp4.000.000 in 4 areas"


@pytest.mark.parametrize(
    ("difference", "said"),
    [
        (Figure(0, -7), "Differs by Rp7"),
        (Figure(3, 3_000), "Differs by Rp3.000"),
        (Figure(-2, 0), "Differs by 2 families"),
    ],
)
def test_a_difference_is_said_in_rupiah_or_else_in_families(t: Translator, difference: Figure, said: str) -> None:
    assert apart(t, difference) == said


@pytest.mark.parametrize(
    ("left", "said"),
    [(None, "No deadline"), (-1, "1 day over"), (-1000, "1.000 days over"), (0, "0 days left"), (1, "1 day left")],
)
def test_days_are_said(t: Translator, left: int | None, said: str) -> None:
    assert days_told(t, left) == said


def test_a_later_list_is_named_as_one(t: Translator) -> None:
    assert list_name(t, TrancheKey("jamsosratu", 2019, 1, 2)) == "Tranche 1 / 2019, later list 2"
    assert money(t, Figure(1, 750_000)) == "1 family, Rp750.000"


def test_the_column_of_lists_leaves_room_for_the_end_of_a_later_lists_name(t: Translator) -> None:
    """Later lists differ only there."""
    (column,) = [one for one in return_words.columns(t) if one.title == "List"]
    name = list_name(t, TrancheKey("jamsosratu", 2019, 1, 1))
    assert room_for(column, column.sample) >= room_for(column, name)
    assert column.stretch == 0, "what stretches is cut first"
