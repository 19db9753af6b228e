"""Plain rows of pay day; rupiah are whole, numbers are text, moments are in the office's zone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from desktop.rules.money import Figure
from desktop.rules.terms import PaymentState
from desktop.services.money.keys import TrancheKey


class Who(StrEnum):
    """Who came for the money (DOMAIN.md 4.3)."""

    CARETAKER = "caretaker"
    PROXY = "proxy"  # with a power of attorney
    HEIR = "heir"  # or who follows as caretaker, with papers


class Mark(StrEnum):
    """How it was signed for; a refusal is signed for too."""

    SIGNATURE = "signature"
    THUMB = "thumb"
    REFUSED = "refused"


class PaperShown(StrEnum):
    """Papers that are shown at the desk, always the originals."""

    KTP = "ktp"
    KK = "kk"
    POWER_OF_ATTORNEY = "power_of_attorney"
    OFFICE_LETTER = "office_letter"  # where the proxy stands in another family card
    HEIR_LETTER = "heir_letter"


class Level(StrEnum):
    """How much a warning weighs. What stops forbids the payment; what holds wants another person or more papers."""

    STOPS = "stops"
    HOLDS = "holds"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Received:
    """Who received the money and how it was signed for. Of the caretaker herself the list knows name and NIK."""

    who: Who = Who.CARETAKER
    name: str = ""
    nik: str = ""
    relation: str = ""
    papers: tuple[PaperShown, ...] = ()
    mark: Mark = Mark.SIGNATURE
    witness: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A family that may be meant, its NIK masked."""

    payment_id: UUID
    name: str
    nik: str
    card: str
    address: str
    village: str
    amount: int
    state: PaymentState
    receipt: str


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found. `exact`: it was scanned or a whole number, so that there is nothing to choose."""

    rows: tuple[Candidate, ...] = ()
    more: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Warn:
    """The code of a sentence in the wording, what goes into it, and how much it weighs."""

    code: str
    level: Level
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PartRow:
    """What an amount is made of."""

    kind: str
    code: str
    count: int
    rupiah: int


@dataclass(frozen=True, slots=True)
class PastPayment:
    """A payment of the same family, in whichever programme. `by` is who came, where that was kept."""

    key: TrancheKey
    amount: int
    state: PaymentState
    settled_on: date | None
    receipt: str
    by: str
    who: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A family as it stands at the desk."""

    payment_id: UUID
    household_id: UUID
    key: TrancheKey
    name: str
    nik: str  # masked
    card: str
    address: str
    village: str
    district: str
    amount: int
    parts: tuple[PartRow, ...]
    receipt: str
    state: PaymentState
    settled_on: date | None
    needs: Who  # who has to come
    follows: str  # name of who is caretaker now, where that is another than the list names
    warnings: tuple[Warn, ...]
    history: tuple[PastPayment, ...]
    photograph: bytes | None

    @property
    def payable(self) -> bool:
        return not any(one.level is Level.STOPS for one in self.warnings)


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment that was made just now, or lately."""

    payment_id: UUID
    name: str
    amount: int
    receipt: str
    village: str
    at: datetime
    by: str  # who paid it out
    who: Who = Who.CARETAKER
    collected_by: str = ""
    instead_of: str = ""  # the bank or post that was to pay it


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the pay-out of a list is. `today` is what was paid at desks today; `last` comes newest first."""

    key: TrancheKey
    programme_name: str
    paid: Figure
    waiting: Figure
    today: Figure
    last: tuple[Paid, ...]
