"""What the generator hands out: plain families, facilitators and visits, ready to be written anywhere."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.rules.areas import Area
from desktop.rules.people.lists import Lists
from desktop.rules.register import MemberFields
from desktop.rules.terms import Component

SCHOOL_OR_SMALL = frozenset(
    {Component.PREGNANT, Component.UNDER_FIVE, Component.PRIMARY, Component.JUNIOR, Component.SENIOR}
)


class FaultKind(StrEnum):
    """The faults of real registers (DOMAIN.md 3.5)."""

    NIK_15_DIGITS = "nik_15_digits"
    NIK_LAST_ZERO = "nik_last_zero"
    NIK_DOUBLE = "nik_double"  # the same person listed in two families
    NIK_DATE_OFF = "nik_date_off"  # birth date a day beside the one in the NIK
    NIK_SEX = "nik_sex"  # a NIK of the other sex
    NIK_MISSING = "nik_missing"
    KK_INVALID = "kk_invalid"
    SAME_NAME = "same_name"  # caretaker named like another one in the village
    NAME_VARIANT = "name_variant"  # title, BIN or BINTI, another spelling
    DIED = "died"
    BIRTH_SWAPPED = "birth_swapped"  # day and month changed places


@dataclass(frozen=True, slots=True)
class PlantedFault:
    """`member` is the place in `HouseholdPlan.members`, None where the fault is the family's."""

    kind: FaultKind
    member: int | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """Where and when the people live. `home` is the usual birth place, "Pandeglang".

    They are invented as of the day `on`; school and work are what has become of them by `today`, if that is later.
    """

    villages: tuple[Area, ...]
    home: str
    on: date
    lists: Lists
    qualifying: frozenset[Component] = SCHOOL_OR_SMALL
    today: date | None = None


@dataclass(frozen=True, slots=True)
class HouseholdPlan:
    """One family. `entitled` means: a qualifying component on the day of the ground, and no PKH."""

    entitled: bool
    source_id: str
    no_kk: str
    address: str
    hamlet: str
    rt: str
    rw: str
    village_code: str
    members: tuple[MemberFields, ...]  # the head first
    caretaker: int  # place in `members`
    receives_pkh: bool
    poverty_percentile: int
    phone: str
    account: str
    faults: tuple[PlantedFault, ...] = ()


@dataclass(frozen=True, slots=True)
class FacilitatorPlan:
    name: str
    nik: str
    phone: str


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """`due_on` stands where there is a follow-up, `done_on` where it was done."""

    on: date
    purpose: str
    seen: str
    agreed: str
    follow_up: str
    due_on: date | None
    done_on: date | None
