"""Words of a command that are there and hold nothing, as a variable of the shell that was never set leaves behind."""

from collections.abc import Sequence
from itertools import pairwise

from desktop.errors import Refused

SEARCHING = "find"  # looks for whatever was typed, so it may be nothing


def refuse_empty(words: Sequence[str]) -> None:
    """Refuse an empty value: read as "not said" it would turn a refusal into a payment, or one village into all."""
    options = list(words[: words.index("--")] if "--" in words else words)
    for word in options:
        name, sign, value = word.partition("=")
        if word.startswith("--") and sign and not value.strip():
            raise Refused("cli.empty", before=name)
    for before, word in pairwise(["ejsika", *words]):
        if not word.strip() and (words[0] != SEARCHING or (before.startswith("--") and before in options)):
            raise Refused("cli.empty", before=before)
