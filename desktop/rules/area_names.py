"""Names of areas brought to one form, so that differently written names of one place agree."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from desktop.rules.areas import AreaLevel

_NOT_WORD = re.compile(r"[^A-Z0-9]+")
_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_APOSTROPHES = str.maketrans("", "", "'\"`\u2019\u2018")
_FULL_WORDS = {
    "KEP": "KEPULAUAN",
    "TJ": "TANJUNG",
    "TJG": "TANJUNG",
    "TANJ": "TANJUNG",
    "GN": "GUNUNG",
    "SEI": "SUNGAI",
    "PD": "PADANG",
    "KP": "KAMPUNG",
    "UT": "UTARA",
    "SEL": "SELATAN",
    "TIM": "TIMUR",
    "BAR": "BARAT",
    "DIY": "DAERAHISTIMEWAYOGYAKARTA",
    "NTB": "NUSATENGGARABARAT",
    "NTT": "NUSATENGGARATIMUR",
}
_PROVINCE = {"PROVINSI": "", "PROPINSI": "", "PROV": "", "PROP": ""}
_REGENCY = {"KABUPATEN": "KAB", "KAB": "KAB", "KOTA": "KOTA", "KODYA": "KOTA", "KOTAMADYA": "KOTA"}
_DISTRICT = {"KECAMATAN": "", "KEC": ""}
_VILLAGE = {"DESA": "DESA", "DS": "DESA", "KELURAHAN": "KEL", "KEL": "KEL"}
_WORDS_BEFORE = {
    AreaLevel.PROVINCE: _PROVINCE,
    AreaLevel.REGENCY: _REGENCY,
    AreaLevel.DISTRICT: _DISTRICT,
    AreaLevel.VILLAGE: _VILLAGE,
}
_ADMINISTRATIVE = {"ADM", "ADMINISTRASI"}
# Old (before 1972) and careless spellings. They are tried only after the exact name.
_VARIANTS = (
    ("OE", "U"),
    ("DJ", "J"),
    ("TJ", "C"),
    ("SJ", "SY"),
    ("EU", "E"),
    ("KH", "H"),
    ("DH", "D"),
    ("TH", "T"),
    ("BH", "B"),
    ("Y", "I"),
    ("J", "I"),
    ("V", "P"),
    ("F", "P"),
    ("Z", "S"),
)
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class AreaName:
    """A name in one form; the keys have letters and digits only.

    `whole` keeps the word before the name, since there are villages called Desa Baru. `kind` is that
    word: KAB, KOTA, DESA, KEL or empty.
    """

    whole: str
    key: str
    kind: str

    @property
    def loose(self) -> str:
        """Key with the common spellings of one sound made one."""
        return loosened(self.key)


@lru_cache(maxsize=4096)
def loosened(key: str) -> str:
    for variant, one in _VARIANTS:
        key = key.replace(variant, one)
    # A final H is hardly heard and often left out (Sukamanah, Sukamana).
    return _DOUBLED.sub(r"\1", key).removesuffix("H")


def area_name(written: str, level: AreaLevel) -> AreaName:
    """Take case, accents, punctuation, spaces, the word before the name and Roman numerals away."""
    straight = written.translate(_APOSTROPHES)
    if not straight.isascii():
        straight = unicodedata.normalize("NFKD", straight).encode("ascii", "ignore").decode()
    words = _NOT_WORD.sub(" ", straight.upper()).split()
    whole = "".join(words)
    kind = ""
    before = _WORDS_BEFORE[level]
    # A name may be such a word alone, and "Kel. Desa Baru" has two.
    while len(words) > 1 and words[0] in before:
        kind = kind or before[words[0]]
        del words[0]
    if kind and len(words) > 1 and words[0] in _ADMINISTRATIVE:
        del words[0]
    return AreaName(whole, "".join(_plain_word(word, at) for at, word in enumerate(words)), kind)


def _plain_word(word: str, at: int) -> str:
    if word.isdigit():
        return str(int(word))
    if at and _ROMAN.fullmatch(word):
        return str(_roman(word))
    return _FULL_WORDS.get(word, word)


def _roman(word: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in word]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def one_slip_apart(left: str, right: str) -> bool:
    """Whether one letter was changed, left out, added, or swapped with its neighbour."""
    if abs(len(left) - len(right)) > 1 or left == right:
        return False
    start = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    a, b = left[start:], right[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
