"""Every code the rules answer with has a sentence that its values fill."""

from enum import StrEnum

import pytest

from desktop.errors import Refused
from desktop.rules.card_numbers import check_card_pattern
from desktop.rules.caretaker import CaretakerReason
from desktop.rules.date_reading import DateProblem
from desktop.rules.money import Balance, Figure
from desktop.rules.nik import KkProblem, NikProblem
from desktop.wording.rules import SENTENCES


@pytest.mark.parametrize("codes", [NikProblem, KkProblem, DateProblem, CaretakerReason])
def test_codes_without_values_have_sentences_without_blanks(codes: type[StrEnum]) -> None:
    for code in codes:
        assert "{" not in SENTENCES[code]
        assert SENTENCES[code].endswith(".")


def test_a_balance_says_what_is_missing() -> None:
    one, none = Figure(1, 1_000_000), Figure()
    for problem in Balance(one, none, none, one, none, one, none, Figure(-1, 0)).problems():
        said = SENTENCES[problem.code].format(**problem.values)
        assert "Rp" in said
        assert "{" not in said


def test_the_sentence_on_cards_shows_a_pattern() -> None:
    with pytest.raises(Refused) as refused:
        check_card_pattern("JSR")
    assert "JSR-{area}-{serial:06d}" in SENTENCES[refused.value.code].format(**refused.value.values)
