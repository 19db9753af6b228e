"""Crockford's base32, the letters in which people read codes aloud and type them: no I, L, O or U."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("OIL", "011", " -.")
_BITS = 5
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}


def encode(data: bytes) -> str:
    """Write whole groups of 5 bytes, 8 letters each."""
    number = int.from_bytes(data)
    places = len(data) * 8 // _BITS
    return "".join(ALPHABET[number >> _BITS * place & 31] for place in reversed(range(places)))


def decode(letters: str) -> bytes | None:
    """Read what `encode` wrote; nothing where a letter is none of ours or the length is not whole groups."""
    if len(letters) % 8 or any(letter not in _VALUES for letter in letters):
        return None
    number = 0
    for letter in letters:
        number = number << _BITS | _VALUES[letter]
    return number.to_bytes(len(letters) * _BITS // 8)


def as_typed(typed: str) -> str:
    """Read what a person typed: any case and grouping; O, I and L are what they look like."""
    return typed.upper().translate(_MISREAD)


def grouped(letters: str) -> str:
    """Write it in groups of four."""
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))
