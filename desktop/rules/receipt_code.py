"""The text of the QR code on receipts and letters: a number and 40 bits that only this office can make."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from enum import StrEnum

from desktop.errors import Refused
from desktop.rules import crockford

_SEAL_BYTES = 5
_DIGITS = 6
_FORM = re.compile(r"(E[JL]1):(\d{2}(?:\.\d{2})?):(\d{4}):(\d{1,9}):([0-9A-Z]{8})", re.ASCII)


class Paper(StrEnum):
    """First part of the code; the 1 is the form's version."""

    RECEIPT = "EJ1"
    LETTER = "EL1"


@dataclass(frozen=True, slots=True)
class PaperNumber:
    """What the code says: nothing about the person (DESIGN.md 4.9)."""

    paper: Paper
    office: str  # dotted area code
    year: int  # fiscal year
    number: int


def make_code(of: PaperNumber, key: bytes) -> str:
    """For example: EJ1:36.01:2019:000127:7Q0M3ZKA, in the letters a QR code stores best."""
    return f"{of.paper}:{of.office}:{of.year:04}:{of.number:0{_DIGITS}}:{_seal(of, key)}"


def read_code(text: str) -> PaperNumber:
    """What a scanned code claims, unproven; refused if it is none of ours."""
    return _parts(text)[0]


def check_code(text: str, key: bytes) -> PaperNumber:
    """Refused unless this office's key made it; a typed O counts as 0, I and L as 1."""
    claimed, seal = _parts(text)
    if not hmac.compare_digest(_seal(claimed, key), crockford.as_typed(seal)):
        raise Refused("rules.code_not_ours", office=claimed.office, year=claimed.year, number=claimed.number)
    return claimed


def _parts(text: str) -> tuple[PaperNumber, str]:
    found = _FORM.fullmatch(text.strip().upper())
    if found is None:
        raise Refused("rules.code_unreadable")
    number = PaperNumber(Paper(found[1]), found[2], int(found[3]), int(found[4]))
    return number, found[5]


def _seal(of: PaperNumber, key: bytes) -> str:
    text = f"{of.paper}|{of.office}|{of.year}|{of.number}".encode()
    return crockford.encode(hmac.new(key, text, hashlib.sha256).digest()[:_SEAL_BYTES])
