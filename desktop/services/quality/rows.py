"""Rows of the clinic as screens, paper and commands get them, and what narrows a list of them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desktop.rules.fault_kinds import KINDS, FaultCode, FaultKind, Level, Subject
from desktop.rules.nik import DIGITS, mask

FaultPlace = tuple[UUID, int]
"""Where a page ended: the last row's family, and its number there."""


@dataclass(frozen=True, slots=True)
class FaultFilters:
    """What narrows the list. Without a kind: everything to be mended or asked, but no notes."""

    code: FaultCode | None = None
    district_code: str | None = None
    village_code: str | None = None
    facilitator_id: UUID | None = None
    let_stand: bool = False  # only those that somebody let stand, instead of all others


EVERYTHING = FaultFilters()


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many faults of a kind there are, and in how many families."""

    code: FaultCode
    faults: int
    families: int

    @property
    def kind(self) -> FaultKind:
        return KINDS[self.code]


@dataclass(frozen=True, slots=True)
class Overview:
    """`families` have something to be mended or asked; a family of several kinds is counted once."""

    kinds: tuple[KindCount, ...]
    families: int
    waiting: int  # families of the office that changed since they were examined

    def of(self, code: FaultCode) -> int:
        """How many families have a fault of this kind."""
        return next((one.families for one in self.kinds if one.code is code), 0)


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One fault as lists show it. `about` is whole, for letting it stand; `shown` has its numbers masked."""

    family: UUID
    at: int
    code: FaultCode
    person: str  # name of the member; "" where it is the family's
    caretaker: str
    about: str
    village: str
    district: str
    facilitator: str
    stands: bool

    @property
    def level(self) -> Level:
        return KINDS[self.code].level

    @property
    def may_stand(self) -> bool:
        return self.level is Level.DOUBT and not self.stands

    @property
    def shown(self) -> str:
        return shown(self.code, self.about)


@dataclass(frozen=True, slots=True)
class FaultPage:
    rows: tuple[FaultRow, ...]
    following: FaultPlace | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a doubt was let stand, by whom and when."""

    text: str
    by: str
    on: date


def shown(code: FaultCode, about: str) -> str:
    """Write the value as lists may show it: numbers masked, and how long one is that has not 16 digits."""
    if KINDS[code].subject not in (Subject.NIK, Subject.KK) or not about:
        return about
    if len(about) == DIGITS or not about.isdecimal():
        return mask(about)
    return f"{mask(about)} ({len(about)})"
