"""A quick first look at thousands of names: which are worth comparing with the one that is being typed."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from desktop.rules.area_names import one_slip_apart
from desktop.rules.names import normal_name

# Vowels are what clerks hear differently; H and Y are written or left out at will.
_SKELETON: Final = str.maketrans(
    {
        **dict.fromkeys("AEIOUHY'`\u2019", ""),
        **dict.fromkeys(".,-/", " "),
        "F": "P",
        "V": "P",
        "Z": "S",
        "X": "S",
        "Q": "K",
    }
)
_PAIRS: Final = (("DJ", "J"), ("TJ", "C"), ("NJ", "N"), ("DZ", "S"), ("CH", "H"), ("KH", "H"))
_DOUBLED: Final = re.compile(r"(.)\1+")
# Half of all names have one of these: sharing it says nothing.
_COMMON: Final = frozenset(
    {"SITI", "MUHAMMAD", "ABDUL", "AHMAD", "NUR", "SRI", "ADE", "DEDE", "NENG", "UJANG", "ENENG"}
)
_FEWEST, _FEWEST_LETTERS = 3, 5  # consonants and letters below which one more or less makes another name
_FRONT: Final = 2  # letters that words of vowels alone are told by


class Sieve:
    """Lets through every name that may be the one typed, and of the others as few as a glance can tell."""

    def __init__(self, typed: str) -> None:
        words = normal_name(typed).split()
        self._words = tuple(map(_single, [word for word in words if word not in _COMMON] or words))
        bones = map(_bones, self._words)
        self._bones = tuple(filter(None, bones))
        self._fronts = tuple(word[:_FRONT] for word in self._words if not _bones(word))

    def lets_through(self, written: str) -> bool:
        """Whether one of the telling words typed begins, or nearly is, a word of this name."""
        upper = _single(written.upper())
        bones = _bones(upper).split()
        if any(bone.startswith(self._bones) for bone in bones):
            return True
        words = upper.split()
        if self._fronts and any(word.startswith(self._fronts) for word in words):
            return True
        return _nearly(self._bones, bones, _FEWEST) or _nearly(self._words, words, _FEWEST_LETTERS)


def _single(upper: str) -> str:
    return _DOUBLED.sub(r"\1", upper)


def _bones(upper: str) -> str:
    for pair, one in _PAIRS:
        upper = upper.replace(pair, one)
    return upper.translate(_SKELETON)


def _nearly(typed: Iterable[str], there: Sequence[str], fewest: int) -> bool:
    return any(
        len(one) >= fewest and len(other) >= fewest and one_slip_apart(one, other) for one in typed for other in there
    )
