"""What a tab asks the screen for: another tab, a report on paper, or a page to type on."""

from dataclasses import dataclass

from desktop.services.accounting.return_rows import ReturnRow
from desktop.services.money.keys import TrancheKey
from desktop.services.reports.kinds import Wish

BALANCE, AGEING, RETURNS, BUDGET = "balance", "ageing", "returns", "budget"
"""The tabs by name."""


@dataclass(frozen=True, slots=True)
class OtherTab:
    name: str


@dataclass(frozen=True, slots=True)
class Propose:
    """A page to return money, of one list or of the oldest there is."""

    key: TrancheKey | None


@dataclass(frozen=True, slots=True)
class Appropriate:
    """A page to enter an appropriation of a programme year."""

    programme: str
    year: int
    name: str


@dataclass(frozen=True, slots=True)
class SeeProof:
    row: ReturnRow


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A report with its title, and what it is about."""

    wish: Wish
    title: str
    about: str
