"""Plain rows that the services of money answer with; rupiah are whole, numbers are text."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from desktop.rules.money import Balance, Figure
from desktop.rules.terms import PayListState, PaymentState
from desktop.services.money.keys import TrancheKey


class Step(StrEnum):
    """What may come next for a tranche; screens show those that the person's role may take."""

    CREATE = "create"
    CHECK = "check"
    APPROVE = "approve"
    OPEN = "open"
    CLOSE = "close"
    LOCK = "lock"
    PRINT = "print"
    CONFIRM_PRINT = "confirm_print"
    LETTERS = "letters"
    LATER = "later"  # one more list of the tranche
    ASK_BACK = "ask_back"
    DECIDE_BACK = "decide_back"


@dataclass(frozen=True, slots=True)
class Counted:
    """A code with its sentence in the wording, and how many families it is about."""

    code: str
    count: int
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TrancheRow:
    """A tranche of a programme year of this office. `state` is None before a list was drafted."""

    key: TrancheKey
    programme_name: str
    amount: int | None  # per family under a flat programme; None where no source says or amounts differ
    window_start: date | None
    window_end: date | None
    state: PayListState | None
    decree_number: str
    decree_on: date | None
    listed: Figure
    paid: Figure
    steps: tuple[Step, ...]  # for the role that asks


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """A district's share of a tranche."""

    code: str
    name: str
    listed: Figure
    withheld: Figure
    unpaid: Figure
    paid: Figure
    returned: Figure


@dataclass(frozen=True, slots=True)
class StepRow:
    """One change of the list's state: who, when, why."""

    state: PayListState
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ReceiptFigures:
    """The receipts of a tranche and how far their printing is."""

    first: int | None = None
    last: int | None = None
    issued: int = 0
    unused: int = 0
    void: int = 0
    originals: int = 0  # receipts whose original came out well
    open_run: tuple[int, int] | None = None  # first and last number of what was printed and not yet confirmed
    spoiled: int = 0  # receipts printed again because the page was spoiled
    copies: int = 0  # receipts printed as SALINAN, counted each time


@dataclass(frozen=True, slots=True)
class Asked:
    """A wish that a list goes back. `granted` is None while nobody decided."""

    id: UUID
    key: TrancheKey
    from_state: PayListState
    to_state: PayListState
    reason: str
    asked_by: str
    asked_at: datetime
    mine: bool  # asked by who looks: another person has to decide
    granted: bool | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class TrancheStatus:
    """Everything a person wants to know of a tranche before he takes the next step."""

    row: TrancheRow
    as_of: date | None  # the day on which ages and eligibility were judged
    decree: Figure | None
    balance: Balance
    districts: tuple[AreaFigures, ...]
    history: tuple[StepRow, ...]
    receipts: ReceiptFigures
    warnings: tuple[Counted, ...]
    wish_back: Asked | None = None  # a wish to go back that nobody decided yet


@dataclass(frozen=True, slots=True)
class Drafted:
    """What drafting a list did, or would do."""

    key: TrancheKey
    listed: Figure
    withheld: Figure
    added: int
    left_out: tuple[Counted, ...]
    warnings: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class PaymentFilters:
    district_code: str | None = None
    village_code: str | None = None
    state: PaymentState | None = None
    text: str = ""  # part of a name or card, or a whole NIK
    registered_by: UUID | None = None  # families this person put into the office
    sts_number: str | None = None  # of the return it went back with
    unplaced: bool = False  # only families still to be placed


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A payment in a list, its NIK masked."""

    id: UUID
    household_id: UUID
    receipt: str  # as printed, "" before approval; the voided one while no new one is issued
    receipt_state: str
    caretaker_name: str
    nik: str
    card_number: str
    address: str
    village: str
    district: str
    amount: int
    state: PaymentState
    reason: str
    settled_on: date | None


PaymentPlace = tuple[str, str, str, str, UUID]
"""Where a page of payments ended: village, RW, RT, name and id of its last row."""


@dataclass(frozen=True, slots=True)
class PaymentPage:
    rows: tuple[PaymentRow, ...]
    following: PaymentPlace | None
