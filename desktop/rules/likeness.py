"""How alike two people are, field by field and as a score, for a person to judge; a name alone proves nothing."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from desktop.rules.area_names import one_slip_apart
from desktop.rules.likeness_names import UNNAMED, Name, names_alike, same_writing
from desktop.rules.nik import is_placeholder, well_formed


class Degree(StrEnum):
    EQUAL = "equal"
    ALIKE = "alike"
    DIFFERENT = "different"
    UNKNOWN = "unknown"  # at least one side says nothing


class Hint(StrEnum):
    """Why two values that differ are alike, or two equal ones prove little (DOMAIN.md 3.5)."""

    NONE = ""
    SPELLING = "spelling"
    SWAPPED = "swapped"  # day and month
    ONE_DIGIT = "one_digit"
    FILLER = "filler"  # 1 January or 31 December stand where the day is not known
    FROM_AGE = "from_age"  # worked out from an age, so a year too early or late
    DISTRICT = "district"  # another village of the same one


class Aspect(StrEnum):
    """What is compared, in the order in which it is shown."""

    NIK = "nik"
    NAME = "name"
    BIRTH = "birth"
    SEX = "sex"
    MOTHER = "mother"
    VILLAGE = "village"
    KK = "kk"


class Rule(StrEnum):
    """Why a pair was put before a person, the strongest first."""

    SAME_NIK = "same_nik"
    SAME_CARD = "same_card"
    SAME_KK = "same_kk"
    SAME_ACCOUNT = "same_account"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class Person:
    """One member as he is compared; `village` is the Kemendagri code."""

    id: UUID
    household: UUID
    name: Name
    nik: str = ""
    birth: date | None = None
    derived: bool = False  # the birth date was worked out from an age
    sex: str = ""
    mother: Name = UNNAMED
    village: str = ""
    no_kk: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    aspect: Aspect
    degree: Degree
    hint: Hint = Hint.NONE


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every aspect with its degree, and the points of them all together, 0 to 100."""

    fields: tuple[Compared, ...]
    points: int

    def degree(self, aspect: Aspect) -> Degree:
        return next(one.degree for one in self.fields if one.aspect is aspect)

    @property
    def likely(self) -> bool:
        """Alike enough to ask a person. The name must agree, and more than the place must agree with it.

        People of one name in one village are no rarity: one was reported dead for the other (DOMAIN.md 3.5).
        """
        if not self._agrees(Aspect.NAME):
            return False
        return self.points >= LIKELY and any(map(self._agrees, (Aspect.NIK, Aspect.BIRTH, Aspect.MOTHER)))

    def _agrees(self, aspect: Aspect) -> bool:
        return self.degree(aspect) in (Degree.EQUAL, Degree.ALIKE)


LIKELY = 65  # points
MOST = 100
FILLERS = frozenset({(1, 1), (31, 12)})  # day and month
_SERIAL = 12  # digits of a NIK before the number that only counts the people born on one day
_FEWEST_DIGITS = 15  # a NIK with one digit lost
_DISTRICT = 8  # signs of a district's code
_YEARS_OF_AGE = 1

_E, _A, _D = Degree.EQUAL, Degree.ALIKE, Degree.DIFFERENT
# A second NIK after moving is a known fault (DOMAIN.md 3.5), so two different ones weigh little against the rest.
POINTS: dict[tuple[Aspect, Degree], int] = {
    (Aspect.NIK, _E): 50, (Aspect.NIK, _A): 25, (Aspect.NIK, _D): -10,
    (Aspect.NAME, _E): 35, (Aspect.NAME, _A): 25, (Aspect.NAME, _D): -25,
    (Aspect.BIRTH, _E): 30, (Aspect.BIRTH, _A): 20, (Aspect.BIRTH, _D): -25,
    (Aspect.SEX, _D): -30,
    (Aspect.MOTHER, _E): 25, (Aspect.MOTHER, _A): 18, (Aspect.MOTHER, _D): -25,
    (Aspect.VILLAGE, _E): 10, (Aspect.VILLAGE, _A): 5,
    (Aspect.KK, _E): 10, (Aspect.KK, _A): 5,
}  # fmt: skip
WEAK_BIRTH = 12  # points of a birth date that agrees by a filler or an age only
# An equal number is worth a look even where nothing else agrees.
LEAST: dict[Rule, int] = {
    Rule.SAME_NIK: 70,
    Rule.SAME_CARD: 65,
    Rule.SAME_KK: 60,
    Rule.SAME_ACCOUNT: 60,
    Rule.LIKELY: 0,
}


def compare(one: Person, other: Person) -> Comparison:
    """Compare two people; the order of the two makes no difference."""
    fields = (
        Compared(Aspect.NIK, *niks(one.nik, other.nik)),
        Compared(Aspect.NAME, *_names(one.name, other.name)),
        Compared(Aspect.BIRTH, *births(one, other)),
        Compared(Aspect.SEX, _plain(one.sex, other.sex)),
        Compared(Aspect.MOTHER, *_names(one.mother, other.mother)),
        Compared(Aspect.VILLAGE, *_villages(one.village, other.village)),
        Compared(Aspect.KK, *niks(one.no_kk, other.no_kk)),
    )
    return Comparison(fields, max(0, min(MOST, sum(map(_points, fields)))))


def likely(one: Person, other: Person) -> Comparison | None:
    """Compare two people who may be one; None where nobody need be asked.

    Members of one family are told apart by their own numbers: twins have one birthday, one mother, one address.
    """
    if one.household == other.household and niks(one.nik, other.nik)[0] is Degree.DIFFERENT:
        return None
    comparison = compare(one, other)
    return comparison if comparison.likely else None


def score(rule: Rule, comparison: Comparison) -> int:
    """Points of 100 under which a pair stands in the list."""
    return max(LEAST[rule], comparison.points)


def mark(one: Person, other: Person) -> str:
    """Change with every value that was compared, so that a decided pair comes back only when one has changed."""
    return sha256(repr(sorted((_values(one), _values(other)))).encode()).hexdigest()[:16]


def usable(number: str) -> bool:
    """Whether equality of a NIK or No KK says anything."""
    return well_formed(number) and not is_placeholder(number)


def niks(one: str, other: str) -> tuple[Degree, Hint]:
    """Compare two NIK, or two No KK: equal, one digit apart outside the serial, last digit damaged, or different."""
    if not (_readable(one) and _readable(other)):
        return Degree.UNKNOWN, Hint.NONE
    if one == other:
        return (_E, Hint.NONE) if usable(one) else (Degree.UNKNOWN, Hint.NONE)
    if len(one) != len(other):
        return (_A, Hint.ONE_DIGIT) if one_slip_apart(one, other) else (_D, Hint.NONE)
    # Two serials differ in one digit wherever two people were born on one day; a spreadsheet only writes zeros.
    cut = one[:-1] == other[:-1] and "0" in (one[-1], other[-1])
    slip = one[_SERIAL:] == other[_SERIAL:] and one_slip_apart(one, other)
    return (_A, Hint.ONE_DIGIT) if cut or slip else (_D, Hint.NONE)


def births(one: Person, other: Person) -> tuple[Degree, Hint]:
    """Equal, alike by one of the usual faults, or different."""
    a, b = one.birth, other.birth
    if a is None or b is None:
        return Degree.UNKNOWN, Hint.NONE
    if a.year == b.year:
        return _in_one_year((a.day, a.month), (b.day, b.month))
    if (a.day, a.month) == (b.day, b.month) and one_slip_apart(str(a.year), str(b.year)):
        return _A, Hint.ONE_DIGIT
    if (one.derived or other.derived) and abs(b.year - a.year) <= _YEARS_OF_AGE:
        return _A, Hint.FROM_AGE
    return _D, Hint.NONE


def _in_one_year(a: tuple[int, int], b: tuple[int, int]) -> tuple[Degree, Hint]:
    """Compare day and month."""
    filler = a in FILLERS or b in FILLERS
    if a == b:
        return _E, Hint.FILLER if filler else Hint.NONE
    if a == b[::-1]:
        return _A, Hint.SWAPPED
    if filler:
        return _A, Hint.FILLER
    slip = one_slip_apart("{:02}{:02}".format(*a), "{:02}{:02}".format(*b))
    return (_A, Hint.ONE_DIGIT) if slip else (_D, Hint.NONE)


def _points(one: Compared) -> int:
    if one.aspect is Aspect.BIRTH and one.hint in (Hint.FILLER, Hint.FROM_AGE):
        return WEAK_BIRTH
    return POINTS.get((one.aspect, one.degree), 0)


def _names(one: Name, other: Name) -> tuple[Degree, Hint]:
    if not one.key or not other.key:
        return Degree.UNKNOWN, Hint.NONE
    if same_writing(one, other):
        return _E, Hint.NONE
    return (_A, Hint.SPELLING) if names_alike(one, other) else (_D, Hint.NONE)


def _plain(one: str, other: str) -> Degree:
    if not one or not other:
        return Degree.UNKNOWN
    return _E if one == other else _D


def _villages(one: str, other: str) -> tuple[Degree, Hint]:
    degree = _plain(one, other)
    if degree is _D and one[:_DISTRICT] == other[:_DISTRICT]:
        return _A, Hint.DISTRICT
    return degree, Hint.NONE


def _readable(number: str) -> bool:
    return number.isascii() and number.isdecimal() and len(number) >= _FEWEST_DIGITS and not is_placeholder(number)


def _values(one: Person) -> tuple[str, ...]:
    born = one.birth.isoformat() if one.birth else ""
    return one.name.key, one.nik, born, one.sex, one.mother.key, one.village, one.no_kk
