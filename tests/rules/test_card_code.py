"""The code of a card: read back whole, proved by the office that made it, and by no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.rules.card_code import CardCode, card_in, check_card_code, make_card_code
from desktop.rules.receipt_code import Paper as Kind
from desktop.rules.receipt_code import PaperNumber, make_code

KEY = bytes(range(32))
CARD = CardCode("36.01", "jamsosratu", "JSR-36.01-000127")

codes = st.builds(
    CardCode,
    st.sampled_from(["36.01", "36", "32.05"]),
    st.sampled_from(["jamsosratu", "jscb", "sasambo-gemilang", "p_2"]),
    st.text("ABCXYZ0123456789-./", min_size=1, max_size=32),
)


@given(codes)
def test_what_is_made_is_read_and_proved(card: CardCode) -> None:
    text = make_card_code(card, KEY)
    assert card_in(text) == card
    assert check_card_code(text, KEY) == card


def test_it_says_nothing_but_programme_and_card() -> None:
    text = make_card_code(CARD, KEY)
    assert text.startswith("EC1:36.01:JAMSOSRATU:JSR-36.01-000127:")
    assert len(text) == len("EC1:36.01:JAMSOSRATU:JSR-36.01-000127:") + 8
    assert text == text.upper(), "letters a QR code stores best"


@given(codes, st.binary(min_size=32, max_size=32))
def test_another_office_proves_nothing(card: CardCode, other: bytes) -> None:
    if other == KEY:
        return
    with pytest.raises(Refused) as refused:
        check_card_code(make_card_code(card, other), KEY)
    assert refused.value.code == "rules.card_code_not_ours"
    assert refused.value.values == {"office": card.office, "card": card.card}


@pytest.mark.parametrize(("old", "new"), [("000127", "000128"), ("36.01:", "36.02:"), ("JAMSOSRATU", "JSCB")])
def test_a_changed_code_is_not_ours(old: str, new: str) -> None:
    with pytest.raises(Refused) as refused:
        check_card_code(make_card_code(CARD, KEY).replace(old, new, 1), KEY)
    assert refused.value.code == "rules.card_code_not_ours"


@given(codes)
def test_a_seal_may_be_typed_off(card: CardCode) -> None:
    front, _, seal = make_card_code(card, KEY).rpartition(":")
    typed = f"  {front}:{seal.replace('0', 'o').replace('1', 'l').lower()} "
    assert check_card_code(typed, KEY) == card


@pytest.mark.parametrize(
    "text",
    ["", "JSR-36.01-000127", "EC1:36.01:JAMSOSRATU:JSR", "EC2:36.01:A:B:12345678", "EC1:36.01:A:B C:12345678",
     "EC1:3601:A:B:12345678", "EC1:36.01:A:B:1234567", "http://example.org", "EC1:\u0663\u0666.01:A:B:12345678 x"],
)  # fmt: skip
def test_what_is_no_card_is_refused(text: str) -> None:
    assert card_in(text) is None
    with pytest.raises(Refused) as refused:
        check_card_code(text, KEY)
    assert refused.value.code == "rules.card_code_unreadable"


def test_a_receipt_is_no_card() -> None:
    receipt = make_code(PaperNumber(Kind.RECEIPT, "36.01", 2019, 127), KEY)
    assert card_in(receipt) is None
