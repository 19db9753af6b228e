"""The kinds of faults a family's numbers and facts may have, and what a person can do about each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Level(StrEnum):
    """How a fault is dealt with."""

    WRONG = "wrong"  # cannot be right: somebody has to mend it
    DOUBT = "doubt"  # may be right: a person can let it stand with a reason (DESIGN.md 4.6)
    MISSING = "missing"  # a state, no value: nobody has said it yet
    NOTE = "note"  # normal, and worth knowing


class Subject(StrEnum):
    """What a fault is about; lists are parted by it."""

    NIK = "nik"
    KK = "kk"
    PERSON = "person"
    FAMILY = "family"


class FaultCode(StrEnum):
    """Codes of the sentences in `desktop.wording`; those of the form are the same, so that one reason serves both."""

    NIK_DAMAGED = "rules.nik_damaged"
    NIK_LENGTH = "rules.nik_length"
    NIK_PLACEHOLDER = "rules.nik_placeholder"
    NIK_SERIAL = "rules.nik_serial"
    NIK_IMPOSSIBLE_DATE = "rules.nik_impossible_date"
    BIRTH_DIFFERS = "rules.nik_birth_differs"
    BIRTH_SWAPPED = "fault.birth_swapped"
    SEX_DIFFERS = "rules.nik_sex_differs"
    SAME_NIK_INSIDE = "family.same_nik_inside"
    NIK_MISSING = "rules.nik_missing"
    NIK_ELSEWHERE = "fault.nik_elsewhere"
    KK_DAMAGED = "rules.kk_damaged"
    KK_LENGTH = "rules.kk_length"
    KK_PLACEHOLDER = "rules.kk_placeholder"
    KK_SERIAL = "rules.kk_serial"
    KK_IMPOSSIBLE_DATE = "rules.kk_impossible_date"
    KK_FUTURE_DATE = "fault.kk_future_date"
    KK_IS_NIK = "fault.kk_is_nik"
    KK_MISSING = "rules.kk_missing"
    KK_ELSEWHERE = "fault.kk_elsewhere"
    NO_NAME = "family.no_name"
    NAME_STRANGE = "fault.name_strange"
    BORN_LATER = "family.born_later"
    TOO_OLD = "fault.too_old"
    CHILD_TOO_OLD = "fault.child_too_old"
    PARENT_TOO_YOUNG = "fault.parent_too_young"
    SPOUSE_SAME_SEX = "fault.spouse_same_sex"
    PREGNANT_MAN = "fault.pregnant_man"
    PREGNANT_AGE = "fault.pregnant_age"
    SCHOOL_AGE = "fault.school_age"
    SCHOOL_NO_LEVEL = "fault.school_no_level"
    DUE_PASSED = "fault.due_passed"
    CIVIL_SERVANT = "fault.civil_servant"
    BIRTH_MISSING = "fault.birth_missing"
    SEX_MISSING = "fault.sex_missing"
    RELATION_MISSING = "fault.relation_missing"
    TWO_HEADS = "family.two_heads"
    NO_HEAD = "fault.no_head"
    NOBODY_HERE = "fault.nobody_here"
    NO_CARETAKER = "family.no_caretaker"
    CARETAKER_GONE = "fault.caretaker_gone"
    CARETAKER_YOUNG = "fault.caretaker_young"
    TO_BE_PLACED = "family.to_be_placed"


@dataclass(frozen=True, slots=True)
class FaultKind:
    """`civil`: the civil registry can say what is right, so the fault goes into the list for Dukcapil."""

    subject: Subject
    level: Level = Level.DOUBT
    civil: bool = False


_NIK = FaultKind(Subject.NIK, civil=True)
_KK = FaultKind(Subject.KK, civil=True)
_PERSON = FaultKind(Subject.PERSON)
_FAMILY_WRONG = FaultKind(Subject.FAMILY, Level.WRONG)
_MISSING = FaultKind(Subject.PERSON, Level.MISSING)

KINDS: Mapping[FaultCode, FaultKind] = MappingProxyType(
    {
        FaultCode.NIK_DAMAGED: FaultKind(Subject.NIK, Level.WRONG, civil=True),
        FaultCode.NIK_LENGTH: _NIK,
        FaultCode.NIK_PLACEHOLDER: _NIK,
        FaultCode.NIK_SERIAL: _NIK,
        FaultCode.NIK_IMPOSSIBLE_DATE: _NIK,
        FaultCode.BIRTH_DIFFERS: _NIK,
        FaultCode.BIRTH_SWAPPED: _NIK,
        FaultCode.SEX_DIFFERS: _NIK,
        FaultCode.SAME_NIK_INSIDE: FaultKind(Subject.NIK, Level.WRONG, civil=True),
        FaultCode.NIK_MISSING: FaultKind(Subject.NIK, Level.MISSING, civil=True),
        FaultCode.NIK_ELSEWHERE: FaultKind(Subject.NIK, Level.NOTE),
        FaultCode.KK_DAMAGED: FaultKind(Subject.KK, Level.WRONG, civil=True),
        FaultCode.KK_LENGTH: _KK,
        FaultCode.KK_PLACEHOLDER: _KK,
        FaultCode.KK_SERIAL: _KK,
        FaultCode.KK_IMPOSSIBLE_DATE: _KK,
        FaultCode.KK_FUTURE_DATE: _KK,
        FaultCode.KK_IS_NIK: _KK,  # a card made on the day a son was born may have his digits
        FaultCode.KK_MISSING: FaultKind(Subject.KK, Level.MISSING, civil=True),
        FaultCode.KK_ELSEWHERE: FaultKind(Subject.KK, Level.NOTE),
        FaultCode.NO_NAME: FaultKind(Subject.PERSON, Level.WRONG, civil=True),
        FaultCode.NAME_STRANGE: _PERSON,
        FaultCode.BORN_LATER: FaultKind(Subject.PERSON, Level.WRONG),
        FaultCode.TOO_OLD: _PERSON,
        FaultCode.CHILD_TOO_OLD: _PERSON,
        FaultCode.PARENT_TOO_YOUNG: _PERSON,
        FaultCode.SPOUSE_SAME_SEX: _PERSON,
        FaultCode.PREGNANT_MAN: FaultKind(Subject.PERSON, Level.WRONG),
        FaultCode.PREGNANT_AGE: _PERSON,
        FaultCode.SCHOOL_AGE: _PERSON,
        FaultCode.SCHOOL_NO_LEVEL: _MISSING,
        FaultCode.DUE_PASSED: _PERSON,
        FaultCode.CIVIL_SERVANT: _PERSON,
        FaultCode.BIRTH_MISSING: _MISSING,
        FaultCode.SEX_MISSING: _MISSING,
        FaultCode.RELATION_MISSING: _MISSING,
        FaultCode.TWO_HEADS: _FAMILY_WRONG,
        FaultCode.NO_HEAD: FaultKind(Subject.FAMILY),
        FaultCode.NOBODY_HERE: _FAMILY_WRONG,
        FaultCode.NO_CARETAKER: _FAMILY_WRONG,
        FaultCode.CARETAKER_GONE: _FAMILY_WRONG,
        FaultCode.CARETAKER_YOUNG: FaultKind(Subject.FAMILY),
        FaultCode.TO_BE_PLACED: FaultKind(Subject.FAMILY, Level.MISSING),
    }
)
"""Every kind, in the order of lists."""

# The form keeps its reason under the wider code; it serves the narrower one, too.
WIDER: Mapping[FaultCode, FaultCode] = MappingProxyType({FaultCode.BIRTH_SWAPPED: FaultCode.BIRTH_DIFFERS})

NOTES = frozenset(code for code, kind in KINDS.items() if kind.level is Level.NOTE)
CIVIL = frozenset(code for code, kind in KINDS.items() if kind.civil)
