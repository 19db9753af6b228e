"""The key card: read from its line, never from one with a wrong letter, and known by its fingerprint."""

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.exchange.keys import KeyCard, OfficeKeys, new_keys, read_card
from desktop.rules import crockford
from tests.exchange.conftest import DAY

QR_LETTERS = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


def test_a_card_is_read_from_its_line(district: OfficeKeys) -> None:
    card = district.card
    assert read_card(card.text) == card
    assert read_card(f"  {card.text[:60].lower()}\n {card.text[60:]} ") == card
    assert (card.office, card.epoch, card.on) == ("36.01", 1, DAY)


def test_it_fits_a_small_qr_code(district: OfficeKeys) -> None:
    assert set(district.card.text) <= QR_LETTERS
    code = zxingcpp.create_barcode(district.card.text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    assert code.to_image(scale=1, add_quiet_zones=False).shape[0] <= 45


@given(at=st.integers(min_value=0), letter=st.sampled_from(sorted(QR_LETTERS - {" "})))
def test_no_card_with_another_letter_is_read(district: OfficeKeys, at: int, letter: str) -> None:
    text = district.card.text
    at %= len(text)
    changed = text[:at] + letter + text[at + 1 :]
    if read_or_none(changed) is not None:
        # O, I and L in the last part are what they look like.
        assert crockford.as_typed(changed[-56:]) == text[-56:]
        assert read_card(changed) == district.card


def read_or_none(text: str) -> KeyCard | None:
    try:
        return read_card(text)
    except Refused as refused:
        assert refused.code in {"exchange.card_unreadable", "exchange.card_mistyped"}
        return None


@pytest.mark.parametrize(
    "text", ["", "EK1", "EK1:36.01:0:2026-11-22:", "https://example.com", "EK2" + "A" * 139, "\0" * 142]
)
def test_what_is_no_card_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="card_unreadable"):
        read_card(text)


def test_a_day_that_does_not_exist_is_refused(district: OfficeKeys) -> None:
    card = KeyCard("36.01", 1, DAY, district.card.sealing, district.card.signing)
    wrong = new_keys("36.01", 1, DAY).card.text.replace("2026-11-22", "2026-13-22")
    assert read_or_none(wrong) is None
    assert read_card(card.text) == card


def test_the_fingerprint_is_of_all_that_the_card_says(district: OfficeKeys) -> None:
    card = district.card
    assert [len(group) for group in card.fingerprint.split("-")] == [4] * 5
    others = {
        KeyCard("36.02", card.epoch, card.on, card.sealing, card.signing),
        KeyCard(card.office, 2, card.on, card.sealing, card.signing),
        KeyCard(card.office, card.epoch, card.on, new_keys("36.01", 1, DAY).card.sealing, card.signing),
        KeyCard(card.office, card.epoch, card.on, card.sealing, new_keys("36.01", 1, DAY).card.signing),
    }
    assert len({card.fingerprint, *(other.fingerprint for other in others)}) == 5


def test_only_its_own_signature_is_right(district: OfficeKeys, province: OfficeKeys) -> None:
    signature = district.sign(b"tahap 1")
    assert district.card.signed(b"tahap 1", signature)
    assert not district.card.signed(b"tahap 2", signature)
    assert not province.card.signed(b"tahap 1", signature)
    assert not district.card.signed(b"tahap 1", signature[:-1])


def test_keys_do_not_show_themselves(district: OfficeKeys) -> None:
    assert district.signing.hex() not in repr(district)
    assert "SECRET" not in repr(district)
