"""Why a bank or the post could not pay: codes with their words, as data."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from desktop.paths import resources

OTHER = "other"
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Reason:
    code: str
    label: str  # Indonesian, as data is
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reasons:
    """All reasons in their order."""

    all: tuple[Reason, ...]

    def label(self, code: str) -> str:
        """Words of a code; one that nobody listed is its own."""
        return next((one.label for one in self.all if one.code == code), code)

    def code_of(self, written: str) -> str:
        """The code that a payer's words mean; "" where no line knows them."""
        wanted = plain(written)
        return next((one.code for one in self.all if wanted in map(plain, (one.code, one.label, *one.words))), "")


def plain(words: str) -> str:
    return _SIGNS.sub("", words).lower()


def load_reasons(path: Path | None = None) -> Reasons:
    data = tomllib.loads((path or resources() / "payer_reasons.toml").read_text("utf-8"))
    return Reasons(tuple(Reason(one["code"], one["label"], tuple(one["words"])) for one in data["reasons"]))
