"""Names of people: one form for comparing, one for sorting, one for showing; what was written stays as it was."""

import re
import unicodedata
from collections.abc import Iterator

# Titles are no part of the name on a family card, yet half of all lists carry them.
_TITLES = frozenset({
    "H", "HJ", "HAJI", "HAJJAH", "KH", "KYAI", "KIAI", "UST", "USTAD", "USTADZ", "USTADZAH",
    "DRS", "DRA", "DR", "IR", "PROF", "TN", "NY", "NN", "SDR", "SDRI", "SDRA", "BPK", "BAPAK", "IBU",
    "ALM", "ALMH", "ALMARHUM", "ALMARHUMAH",
})  # fmt: skip
_DEGREES = frozenset({
    "SE", "SH", "SHI", "SPD", "SPDI", "SAG", "SSOS", "SKOM", "SKM", "SIP", "SKED", "SKEP", "ST", "SP", "SSI", "SS",
    "SPSI", "STR", "SST", "AMD", "AMDKEB", "AMDKEP", "AMAPD", "MM", "MPD", "MSI", "MH", "MAG", "MKOM", "MA", "BA",
    "BSC",
})  # fmt: skip
_VARIANTS = {
    "MUH": "MUHAMMAD", "MUHAMAD": "MUHAMMAD", "MUHAMMED": "MUHAMMAD", "MOHAMAD": "MUHAMMAD", "MOHAMMAD": "MUHAMMAD",
    "MOHAMED": "MUHAMMAD", "MOH": "MUHAMMAD", "MOCH": "MUHAMMAD", "MOCHAMAD": "MUHAMMAD", "MOCHAMMAD": "MUHAMMAD",
    "MUCHAMAD": "MUHAMMAD", "MUCHAMMAD": "MUHAMMAD", "MUCH": "MUHAMMAD", "MHD": "MUHAMMAD", "MUHD": "MUHAMMAD",
    "ACHMAD": "AHMAD", "AKHMAD": "AHMAD", "AHMAT": "AHMAD", "ABD": "ABDUL", "ABDL": "ABDUL", "SITTI": "SITI",
    "TB": "TUBAGUS", "RD": "RADEN", "RT": "RATU",
}  # fmt: skip
_CHILD_OF = frozenset({"BIN", "BINTI", "BT", "BTE", "BINTE"})
_OLD_SPELLING = (("OE", "U"), ("DJ", "J"), ("TJ", "C"), ("SJ", "SY"), ("NJ", "NY"), ("CH", "H"), ("KH", "H"))
# Besides: letters that stand for one sound, each way round.
_SOUNDS = (
    *_OLD_SPELLING, ("OE", "O"), ("DH", "D"), ("TH", "T"), ("SH", "S"), ("SY", "S"), ("DZ", "Z"), ("Z", "S"),
    ("Z", "J"), ("F", "P"), ("V", "P"), ("Q", "K"), ("X", "KS"), ("IY", "I"), ("Y", "I"), ("EE", "E"), ("KH", "K"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_LOWER = frozenset({"bin", "binti"})
_WORD = re.compile(r"[^\W_]+(?:['\u2019`][^\W_]+)*")


def normal_name(name: str) -> str:
    """Capitals without accents, points, titles, degrees or father's name; known variants made one."""
    words = [_VARIANTS.get(word, word) for word in _plain_words(name)]
    # A lone M in front is Muhammad in nearly every list of the country.
    if len(words) > 1 and words[0] == "M":
        words[0] = "MUHAMMAD"
    return " ".join(words)


def match_key(name: str) -> str:
    """Equal for one name spelled in the ways clerks spell it; equal keys are a question, never a proof."""
    key = normal_name(name).replace(" ", "")
    for old, new in _OLD_SPELLING:
        key = key.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", key)


def spellings(name: str) -> list[tuple[str, ...]]:
    """For each word of a name the ways in which clerks may have written it, itself first; to look it up by.

    One habit is followed at a time: two in one word would find half of the register.
    """
    return [tuple(dict.fromkeys(_ways(word))) for word in normal_name(name).split()]


def _ways(word: str) -> Iterator[str]:
    yield word
    yield from (short for short, whole in _VARIANTS.items() if whole == word)
    single = _DOUBLED.sub(r"\1", word)
    yield single
    for one, other in _SOUNDS:
        for way in (word.replace(one, other), word.replace(other, one)):
            yield way
            yield _DOUBLED.sub(r"\1", way)
    yield word.removesuffix("H") or word
    yield from (single[:at] + single[at] + single[at:] for at in range(1, len(single) - 1))


def same_name(one: str, other: str) -> bool:
    """Whether two names match; an empty one matches nothing."""
    key = match_key(one)
    return bool(key) and key == match_key(other)


def sort_key(name: str) -> str:
    """For lists: as written but for capitals, accents, points and titles in front."""
    words = _words(name)
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return " ".join(words)


def shown_name(name: str) -> str:
    """Siti Aminah binti Sarip, from SITI AMINAH BINTI SARIP; mixed writing is left as it is."""
    tidy = " ".join(name.split())
    if not (tidy.isupper() or tidy.islower()):
        return tidy
    shown = _WORD.sub(_capital, tidy)
    return shown[:1].upper() + shown[1:]


def _capital(found: re.Match[str]) -> str:
    lower = found[0].lower()
    return lower if lower in _LOWER else lower[:1].upper() + lower[1:]


def _plain_words(name: str) -> list[str]:
    words = _words(_without_degrees(name))
    for place, word in enumerate(words):
        if word in _CHILD_OF and place > 0:
            words = words[:place]
            break
    kept = [word for word in words if word not in _TITLES]
    # Somebody may be called nothing but Haji.
    return kept or words


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign)).upper()
    # An apostrophe is spelled or left out at will (MA'MUN, MAMUN); other signs part words.
    joined = re.sub(r"['\u2018\u2019`\u00b4]", "", letters)
    return re.findall(r"[^\W_]+", joined)


def _without_degrees(name: str) -> str:
    """Cut at the first comma that a degree follows: "Aminah, S.Pd." but not "Sarip, Aminah"."""
    front, comma, behind = name.partition(",")
    degree = re.sub(r"[\W_]", "", behind.split(",")[0].upper())
    return front if comma and (degree in _DEGREES or not degree) else name


def signer(line: str) -> tuple[str, str]:
    """Name with its degrees, and office: "Dr. Siti, S.Sos., M.M., Camat Sumur" is ("Dr. Siti, S.Sos., M.M.", ...)."""
    name, *rest = [part.strip() for part in line.split(",")]
    while rest and _is_degree(rest[0]):
        name = f"{name}, {rest.pop(0)}"
    return name, ", ".join(rest)


def _is_degree(part: str) -> bool:
    plain = part.replace(".", "").replace(" ", "").upper()
    return plain in _DEGREES or (part.endswith(".") and " " not in part)
