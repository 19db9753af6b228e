"""The key of an office file, wrapped once per user and once for recovery (DESIGN.md 4.1, TRUST.md 2.4 and 6).

`keys.json` holds no secret in the open. Each person has a key pair: the private half is sealed under a key made
from his password, and the office's key is sealed to the public half. So the office's key can be changed (after a
person left, who may have kept it) without asking everybody for a password. Who the person is, his role, the office
and the cost of the password function are bound to the seal: a slot copied to another person, or one whose cost
was lowered, does not open.
"""

import base64
import json
import secrets
import uuid
from dataclasses import dataclass, field, replace
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.errors import Refused
from desktop.rules import crockford

KEY_BYTES = 32
RECOVERY = "recovery"
RECOVERY_LENGTH = 32  # 160 bits, as 8 groups of 4
MIN_PASSWORD = 12
SIZES = (16, 32, 12 + 32 + 16)  # bytes of salt, public half, and nonce, sealed private half and tag


@dataclass(frozen=True, slots=True)
class Cost:
    """Cost of one try at a password: KiB of memory, passes, lanes (Argon2id; 64 MiB/3/4 takes about 0.1 s)."""

    memory: int = 65536
    passes: int = 3
    lanes: int = 4

    def checked(self) -> "Cost":
        """Refuse a cost below the floor of 19 MiB and 2 passes: somebody made guessing cheap."""
        if not (19456 <= self.memory <= 2**21 and 2 <= self.passes <= 64 and 1 <= self.lanes <= 64):  # noqa: PLR2004
            raise Refused("keys.damaged")
        return self


USUAL = Cost()
"""What a new password costs."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One person's way to the key. `keys` holds two seals while the office's key is being changed, else one."""

    user_id: str  # the user's UUID as text, or "recovery"
    name: str
    role: str
    cost: Cost
    salt: bytes
    public: bytes = b""
    private: bytes = b""  # nonce and sealed private half
    keys: tuple[bytes, ...] = ()  # newest first


@dataclass(frozen=True, slots=True)
class KeyFile:
    """All slots of one office."""

    office: str
    slots: tuple[Slot, ...] = ()
    format: int = field(default=1)

    def with_slot(self, slot: Slot) -> "KeyFile":
        """Add a slot or put it in the place of the same person's old one."""
        others = tuple(old for old in self.slots if old.user_id != slot.user_id)
        return KeyFile(self.office, (*others, slot))

    def without(self, user_id: str) -> "KeyFile":
        return KeyFile(self.office, tuple(slot for slot in self.slots if slot.user_id != user_id))

    def of(self, user_id: uuid.UUID) -> Slot | None:
        """Find a person's slot by what his seal is bound to; the name beside it is only a label."""
        return next((slot for slot in self.slots if slot.user_id == str(user_id)), None)

    def named(self, name: str) -> Slot | None:
        wanted = name.casefold()
        return next((slot for slot in self.slots if slot.name.casefold() == wanted), None)


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def new_recovery_code() -> str:
    """Make the code for the printed sheet: 32 letters and digits, in groups of four."""
    code = "".join(secrets.choice(crockford.ALPHABET) for _ in range(RECOVERY_LENGTH))
    return crockford.grouped(code)


def normalise_recovery_code(typed: str) -> str:
    """Read a typed code: any case and grouping; O, I and L are what they look like."""
    return crockford.grouped(crockford.as_typed(typed))


def check_new_password(password: str) -> None:
    """Refuse a password that is too short or known to everybody. No forced expiry, no forced symbols."""
    if len(password) < MIN_PASSWORD:
        raise Refused("keys.password_short", least=MIN_PASSWORD)
    if len(set(password.casefold())) < 5 or password.casefold() in DENIED:  # noqa: PLR2004
        raise Refused("keys.password_common")


DENIED = frozenset(
    {
        "password1234",
        "passwordpassword",
        "123456789012",
        "qwertyuiop12",
        "rahasia12345",
        "dinassosial1",
        "jamsosratu2019",
    }
)


def make_slot(
    office: str, key: bytes, password: str, *, user_id: uuid.UUID | str, name: str, role: str, cost: Cost | None = None
) -> Slot:
    """Make a person's slot under his password. Takes about 0.1 s on purpose."""
    cost = cost or USUAL
    pair = X25519PrivateKey.generate()
    slot = Slot(str(user_id), name, role, cost, secrets.token_bytes(16), pair.public_key().public_bytes_raw())
    nonce = secrets.token_bytes(12)
    private = ChaCha20Poly1305(_stretch(password, slot)).encrypt(nonce, pair.private_bytes_raw(), _bound(office, slot))
    return replace(slot, private=nonce + private, keys=(_seal_to(slot.public, key),))


def open_slot(office: str, slot: Slot, password: str) -> tuple[bytes, ...]:
    """Unseal the office's key; nothing when the password is wrong or what is bound to the slot was changed.

    Refuses as damaged a slot whose password is right and whose seal is not.

    Two keys, newest first, when a change of the key was cut off: the caller tries both.
    """
    slot.cost.checked()
    nonce, sealed = slot.private[:12], slot.private[12:]
    try:
        private = ChaCha20Poly1305(_stretch(password, slot)).decrypt(nonce, sealed, _bound(office, slot))
    except (InvalidTag, ValueError):
        return ()
    try:
        pair = X25519PrivateKey.from_private_bytes(private)
        return tuple(_unseal(pair, key) for key in slot.keys)
    except (InvalidTag, ValueError) as fault:
        # The password is right, so what it opens is not: never call that a wrong password.
        raise Refused("keys.damaged") from fault


def with_new_key(keyfile: KeyFile, new: bytes, old: bytes | None) -> KeyFile:
    """Seal a new office key to everybody who is left; beside the old one until the database has changed over."""
    both = (new,) if old is None else (new, old)
    slots = tuple(replace(slot, keys=tuple(_seal_to(slot.public, key) for key in both)) for slot in keyfile.slots)
    return KeyFile(keyfile.office, slots)


def _seal_to(public: bytes, key: bytes) -> bytes:
    once = X25519PrivateKey.generate()
    once_public = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    # The derived key is used once, so a fixed nonce is safe.
    return once_public + ChaCha20Poly1305(_derive(shared, once_public + public)).encrypt(b"\0" * 12, key, None)


def _unseal(pair: X25519PrivateKey, sealed: bytes) -> bytes:
    once_public, box = sealed[:32], sealed[32:]
    shared = pair.exchange(X25519PublicKey.from_public_bytes(once_public))
    derived = _derive(shared, once_public + pair.public_key().public_bytes_raw())
    return ChaCha20Poly1305(derived).decrypt(b"\0" * 12, box, None)


def _derive(shared: bytes, publics: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, publics, b"ejsika office key 1").derive(shared)


def spend_a_try(password: str) -> None:
    """Take as long as a real try does, so that an unknown name cannot be told from a wrong password."""
    _stretch(password, Slot("", "", "", USUAL, b"\0" * 16))


def _stretch(password: str, slot: Slot) -> bytes:
    return hash_secret_raw(
        password.encode(), slot.salt, slot.cost.passes, slot.cost.memory, slot.cost.lanes, KEY_BYTES, Type.ID
    )


def _bound(office: str, slot: Slot) -> bytes:
    """Bytes the seal is bound to.

    The name is left out: a person may be renamed without his password. So whoever takes a slot by its name compares it
    with the office's own table of users.
    """
    cost = slot.cost
    public = slot.public.hex()
    facts = ["ejsika slot 1", office, slot.user_id, slot.role, public, cost.memory, cost.passes, cost.lanes]
    return json.dumps(facts).encode()


def to_json(keys: KeyFile) -> bytes:
    slots = [
        {
            "user": slot.user_id,
            "name": slot.name,
            "role": slot.role,
            "argon2id": [slot.cost.memory, slot.cost.passes, slot.cost.lanes],
            "salt": _text(slot.salt),
            "public": _text(slot.public),
            "private": _text(slot.private),
            "keys": [_text(key) for key in slot.keys],
        }
        for slot in keys.slots
    ]
    return json.dumps({"format": keys.format, "office": keys.office, "slots": slots}, indent=1).encode()


def from_json(data: bytes) -> KeyFile:
    """Read keys.json. Refuses a damaged file and one of a newer program."""
    try:
        raw: dict[str, Any] = json.loads(data)
        if int(raw["format"]) > 1:
            raise Refused("keys.newer")
        return KeyFile(str(raw["office"]), tuple(_slot_from(slot) for slot in raw["slots"]))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as fault:
        raise Refused("keys.damaged") from fault


def _slot_from(raw: dict[str, Any]) -> Slot:
    cost = Cost(*(int(part) for part in raw["argon2id"])).checked()
    salt, public, private = (base64.b64decode(raw[part], validate=True) for part in ("salt", "public", "private"))
    sealed = tuple(base64.b64decode(key, validate=True) for key in raw["keys"])
    if (len(salt), len(public), len(private)) != SIZES or not sealed:
        raise ValueError("a part of a slot was cut")
    return Slot(str(raw["user"]), str(raw["name"]), str(raw["role"]), cost, salt, public, private, sealed)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
