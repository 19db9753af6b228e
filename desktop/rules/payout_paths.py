"""By which of three ways money reaches a family: cash at the desk, cash through the post, a bank account."""

import re
from enum import StrEnum


class MoneyPath(StrEnum):
    """DOMAIN.md 4.1."""

    CASH = "cash"
    POST = "post"
    BANK = "bank"


class OrderOutcome(StrEnum):
    """What became of one payment in a file for a bank or the post."""

    SENT = "sent"  # no answer yet
    PAID = "paid"
    FAILED = "failed"  # the money did not leave; it may be sent again
    IDLE = "idle"  # it lies in the account, or is ready at the post, and nobody fetched it


DESK = frozenset({"", "tunai", "cash", "dinas", "dinas sosial"})
_POST = re.compile(r"\bpos\b")
_COMPANY = frozenset({"pt", "bank", "kantor", "indonesia", "persero", "tbk"})
POST_KEY = "pos"


def path_of(channel: str) -> MoneyPath:
    """The path that the name of a programme's channel stands for: "Tunai", "Kantor Pos", "Bank Banten"."""
    name = " ".join(re.findall(r"\w+", channel.lower()))
    if name in DESK:
        return MoneyPath.CASH
    return MoneyPath.POST if _POST.search(name) else MoneyPath.BANK


def payer_key(name: str) -> str:
    """What two names of one payer share: "PT Bank Banten (Persero)", "Bank Banten" and the code bank_banten."""
    words = re.findall(r"[a-z0-9]+", name.lower())
    return " ".join(word for word in words if word not in _COMPANY) or " ".join(words)
