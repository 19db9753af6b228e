"""The key of an office: who opens it, who does not, and what a changed key file does."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.rules import crockford
from desktop.rules.ids import new_id
from desktop.store import keys
from desktop.store.keys import Cost, KeyFile, Slot

CHEAP = Cost(memory=19456, passes=2, lanes=1)
OFFICE = "36.01"
PASSWORD = "bubur ayam pagi hari"


@pytest.fixture(scope="module")
def key() -> bytes:
    return keys.new_key()


@pytest.fixture(scope="module")
def slot(key: bytes) -> Slot:
    return keys.make_slot(OFFICE, key, PASSWORD, user_id=new_id(), name="Neneng", role="operator", cost=CHEAP)


def test_the_right_password_opens(slot: Slot, key: bytes) -> None:
    assert keys.open_slot(OFFICE, slot, PASSWORD) == (key,)


@pytest.mark.parametrize("wrong", ["", PASSWORD + " ", PASSWORD.upper(), "x" * 200])
def test_another_password_does_not(slot: Slot, wrong: str) -> None:
    assert keys.open_slot(OFFICE, slot, wrong) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"user_id": "018f3a5e-0000-7000-8000-000000000000"},
        {"role": "supervisor"},
        {"salt": b"\1" * 16},
        {"public": b"\2" * 32},
        {"cost": Cost(memory=20480, passes=2, lanes=1)},
    ],
)
def test_what_is_bound_to_a_slot_cannot_be_changed(slot: Slot, change: dict[str, object]) -> None:
    """Number 15 of the faults to survive: a slot copied to another user, a cost lowered."""
    assert keys.open_slot(OFFICE, replace(slot, **change), PASSWORD) == ()


def test_a_slot_of_another_office_does_not_open(slot: Slot) -> None:
    assert keys.open_slot("36.02", slot, PASSWORD) == ()


@pytest.mark.parametrize("cost", [Cost(8192, 3, 4), Cost(65536, 1, 4), Cost(2**22, 3, 4), Cost(65536, 3, 100)])
def test_a_cheap_or_absurd_cost_is_refused(slot: Slot, cost: Cost) -> None:
    with pytest.raises(Refused) as refused:
        keys.open_slot(OFFICE, replace(slot, cost=cost), PASSWORD)
    assert refused.value.code == "keys.damaged"


@given(place=st.integers(0, 43), bit=st.integers(0, 7))
def test_no_flipped_bit_opens(slot: Slot, place: int, bit: int) -> None:
    private = bytearray(slot.private)
    private[place] ^= 1 << bit
    assert keys.open_slot(OFFICE, replace(slot, private=bytes(private)), PASSWORD) == ()


def test_a_renamed_person_still_opens(slot: Slot, key: bytes) -> None:
    assert keys.open_slot(OFFICE, replace(slot, name="Neneng Sulastri"), PASSWORD) == (key,)


def test_a_new_key_needs_no_password(slot: Slot, key: bytes) -> None:
    fresh = keys.new_key()
    both = keys.with_new_key(KeyFile(OFFICE, (slot,)), fresh, key)
    assert keys.open_slot(OFFICE, both.slots[0], PASSWORD) == (fresh, key)
    settled = keys.with_new_key(both, fresh, None)
    assert keys.open_slot(OFFICE, settled.slots[0], PASSWORD) == (fresh,)


def test_the_file_comes_back_as_it_went(slot: Slot) -> None:
    keyfile = KeyFile(OFFICE, (slot,))
    assert keys.from_json(keys.to_json(keyfile)) == keyfile


def test_the_file_holds_nothing_in_the_open(slot: Slot, key: bytes) -> None:
    text = keys.to_json(KeyFile(OFFICE, (slot,)))
    assert PASSWORD.encode() not in text
    assert key not in text
    assert key.hex().encode() not in text


@given(st.binary(max_size=200))
def test_any_damage_is_one_refusal(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        keys.from_json(data)
    assert refused.value.code in ("keys.damaged", "keys.newer")


def test_a_newer_file_is_named_so(slot: Slot) -> None:
    raw = json.loads(keys.to_json(KeyFile(OFFICE, (slot,)))) | {"format": 2}
    with pytest.raises(Refused) as refused:
        keys.from_json(json.dumps(raw).encode())
    assert refused.value.code == "keys.newer"


def test_one_person_has_one_slot(slot: Slot) -> None:
    keyfile = KeyFile(OFFICE, (slot,)).with_slot(replace(slot, name="Other"))
    assert [one.name for one in keyfile.slots] == ["Other"]
    assert keyfile.named("oTHER") is not None
    assert keyfile.without(slot.user_id).slots == ()


def test_a_recovery_code_is_read_as_people_type_it() -> None:
    code = keys.new_recovery_code()
    assert len(code) == 39
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert keys.normalise_recovery_code(typed) == code


def test_recovery_codes_differ() -> None:
    assert len({keys.new_recovery_code() for _ in range(200)}) == 200


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("pendek", "keys.password_short"),
        ("rahasia12345", "keys.password_common"),
        ("aaaaaaaaaaaaaaa", "keys.password_common"),
        ("ababababababab", "keys.password_common"),
    ],
)
def test_poor_passwords_are_refused(password: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        keys.check_new_password(password)
    assert refused.value.code == code


def test_a_sentence_is_a_good_password() -> None:
    keys.check_new_password("kucing makan ikan")


def test_a_right_password_over_a_broken_seal_is_damage(slot: Slot) -> None:
    """Never "wrong password": the person would try his whole memory for nothing."""
    (sealed,) = slot.keys
    broken = sealed[:40] + bytes([sealed[40] ^ 1]) + sealed[41:]
    with pytest.raises(Refused) as refused:
        keys.open_slot(OFFICE, replace(slot, keys=(broken,)), PASSWORD)
    assert refused.value.code == "keys.damaged"
    assert keys.open_slot(OFFICE, replace(slot, keys=(broken,)), "bukan kata sandinya") == ()


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("salt", ""),
        ("salt", "AAAA"),
        ("public", "AAAA"),
        ("private", "AAAA"),
        ("keys", []),
        ("keys", ["?"]),
        ("argon2id", [8, 1, 1]),
        ("argon2id", [65536, 3, 0]),
        ("argon2id", [1e400, 3, 4]),
        ("argon2id", [-1, -1, -1]),
        ("user", None),
    ],
)
def test_a_slot_that_cannot_be_is_refused_on_reading(slot: Slot, part: str, value: object) -> None:
    """Else the fault would come out later, while somebody's password or the office's key is changed."""
    raw = json.loads(keys.to_json(KeyFile(OFFICE, (slot,))))
    if value is None:
        del raw["slots"][0][part]
    else:
        raw["slots"][0][part] = value
    with pytest.raises(Refused) as refused:
        keys.from_json(json.dumps(raw).encode())
    assert refused.value.code == "keys.damaged"


def test_deep_nesting_is_damage_too() -> None:
    with pytest.raises(Refused) as refused:
        keys.from_json(b"[" * 300_000)
    assert refused.value.code == "keys.damaged"


def test_the_same_password_seals_differently_each_time(slot: Slot, key: bytes) -> None:
    """Nobody sees from the file that two people chose the same words."""
    twin = keys.make_slot(OFFICE, key, PASSWORD, user_id=slot.user_id, name=slot.name, role=slot.role)
    assert twin.salt != slot.salt
    assert twin.private != slot.private
    assert twin.keys != slot.keys
    assert keys.open_slot(OFFICE, twin, PASSWORD) == (key,)


@given(st.text(alphabet=crockford.ALPHABET, min_size=32, max_size=32), st.sampled_from(["", " ", "-", "."]))
def test_any_grouping_of_a_recovery_code_is_the_same_code(plain: str, between: str) -> None:
    typed = between.join(plain[at : at + 8] for at in range(0, 32, 8)).lower()
    read = keys.normalise_recovery_code(typed)
    assert read.replace("-", "") == plain
    assert keys.normalise_recovery_code(read) == read
