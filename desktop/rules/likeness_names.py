"""Names brought into a form in which two hundred thousand of them can be compared, and when two are alike."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from desktop.rules.area_names import one_slip_apart
from desktop.rules.names import match_key, normal_name

# Letters that clerks write for one sound (MARYAM, MARIAM; FATIMAH, PATIMA; QOMARIAH, KOMARIYAH).
_SOUNDS: Final = (("DZ", "S"), ("SY", "S"), ("SH", "S"), ("TH", "T"), ("DH", "D"), ("GH", "G"), ("BH", "B"))
_LETTERS: Final = str.maketrans({"Y": "I", "V": "P", "F": "P", "Z": "S", "Q": "K", "X": "S"})
_DOUBLED: Final = re.compile(r"(.)\1+")
# Half of all names have one of these: sharing it says nothing.
_COMMON: Final = frozenset({"SITI", "MUHAMAD", "ABDUL", "AHMAD", "NUR", "SRI", "ADE", "DEDE", "NENG", "UJANG", "ENENG"})
_TELLING = 4  # letters of a word that tells people apart
_SAME = 0.85  # share of letters in the same order
_FEWEST = 5  # letters below which one letter makes another name
_MOST_APART = 7  # letters that only one of two alike names has


@dataclass(frozen=True, slots=True)
class Name:
    """`key` is equal for one name in its usual spellings, `loose` also for what sounds alike, in any order of words."""

    key: str
    loose: str
    words: tuple[str, ...]  # as they sound
    bag: int  # one bit for each letter that occurs


UNNAMED: Final = Name("", "", (), 0)


def name_form(written: str) -> Name:
    key = match_key(written)
    if not key:
        return UNNAMED
    words = tuple(filter(None, map(_sound, normal_name(written).split())))
    bag = 0
    for word in words:
        for letter in word:
            bag |= 1 << (ord(letter) & 63)
    return Name(key, "".join(sorted(words)), words, bag)


def same_writing(one: Name, other: Name) -> bool:
    return one.key == other.key


def names_alike(one: Name, other: Name) -> bool:
    """Whether a clerk may have meant one name: sound, order, a word left out, an initial, a letter or two."""
    if not one.loose or not other.loose:
        return False
    if one.loose == other.loose:
        return True
    return _contained(one, other) or _initials(one, other) or _spelled(one, other)


def _sound(word: str) -> str:
    sound = match_key(word)
    for letters, one in _SOUNDS:
        sound = sound.replace(letters, one)
    sound = _DOUBLED.sub(r"\1", sound.translate(_LETTERS))
    # A final H is hardly heard and often left out.
    return sound.removesuffix("H") or sound


def _contained(one: Name, other: Name) -> bool:
    """SITI AMINAH and AMINAH; not SITI AMINAH and SITI."""
    shorter, longer = sorted((set(one.words), set(other.words)), key=len)
    return len(shorter) < len(longer) and shorter <= longer and any(map(_tells, shorter))


def _tells(word: str) -> bool:
    return len(word) >= _TELLING and word not in _COMMON


def _initials(one: Name, other: Name) -> bool:
    """SITI A. and SITI AMINAH: the same words but for those of which only the first letter is written."""
    if len(one.words) != len(other.words):
        return False
    whole = False
    for a, b in zip(one.words, other.words, strict=True):
        if a == b:
            whole = whole or len(a) > 1
        elif not (a[0] == b[0] and 1 in (len(a), len(b))):
            return False
    return whole


def _spelled(one: Name, other: Name) -> bool:
    """Judge by what is left when the words that both have are taken away: SITI makes nobody of AMINAH an AMINI."""
    if (one.bag ^ other.bag).bit_count() > _MOST_APART:
        return False
    shared = set(one.words).intersection(other.words)
    a, b = ("".join(word for word in name.words if word not in shared) for name in (one, other))
    if min(len(a), len(b)) < _FEWEST:
        return any(map(_tells, shared)) and one_slip_apart(a, b)
    return 2 * common_letters(places(a), len(a), b) >= _SAME * (len(a) + len(b))


def places(text: str) -> Mapping[str, int]:
    """For each letter a number with a bit set at each of its places."""
    found: dict[str, int] = {}
    for at, letter in enumerate(text):
        found[letter] = found.get(letter, 0) | 1 << at
    return found


def common_letters(where: Mapping[str, int], length: int, other: str) -> int:
    """How many letters two texts have in the same order; the first comes as its `places`.

    One row of the usual table is one whole number (Allison and Dix), which makes it twenty times as fast.
    """
    whole = (1 << length) - 1
    row = whole
    for letter in other:
        hit = row & where.get(letter, 0)
        row = ((row + hit) | (row - hit)) & whole
    return length - row.bit_count()
