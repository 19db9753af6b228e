"""The text of the QR code on a participant card: programme, card number, and 40 bits that only this office can make."""

import hashlib
import hmac
import re
from dataclasses import dataclass

from desktop.errors import Refused
from desktop.rules import crockford

_KIND = "EC1"  # the 1 is the form's version
_SEAL_BYTES = 5
_MISREAD = str.maketrans("OIL", "011")
_FORM = re.compile(r"(EC1):(\d{2}(?:\.\d{2})?):([A-Z0-9_-]{1,32}):([^\s:]{1,32}):([0-9A-Z]{8})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CardCode:
    """What the code says: nothing about the person (DESIGN.md 4.9)."""

    office: str  # dotted area code
    programme: str
    card: str


def make_card_code(of: CardCode, key: bytes) -> str:
    """For example: EC1:36.01:JAMSOSRATU:JSR-36.01-000127:7Q0M3ZKA, in the letters a QR code stores best."""
    return f"{_KIND}:{of.office}:{of.programme.upper()}:{of.card}:{_seal(of, key)}"


def card_in(text: str) -> CardCode | None:
    """What a scanned code claims, unproven; None if it is no card of ours."""
    found = _FORM.fullmatch(text.strip())
    return None if found is None else CardCode(found[2], found[3].lower(), found[4])


def check_card_code(text: str, key: bytes) -> CardCode:
    """Refused unless this office's key made it; a typed O counts as 0, I and L as 1."""
    claimed = card_in(text)
    if claimed is None:
        raise Refused("rules.card_code_unreadable")
    seal = text.strip().rpartition(":")[2].upper().translate(_MISREAD)
    if not hmac.compare_digest(_seal(claimed, key), seal):
        raise Refused("rules.card_code_not_ours", office=claimed.office, card=claimed.card)
    return claimed


def _seal(of: CardCode, key: bytes) -> str:
    text = f"{_KIND}|{of.office}|{of.programme}|{of.card}".encode()
    return crockford.encode(hmac.new(key, text, hashlib.sha256).digest()[:_SEAL_BYTES])
