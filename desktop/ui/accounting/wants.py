"""What a tab asks the screen for: another tab, a report on paper, or a page to type on."""

from dataclasses import dataclass

from desktop.services.reports.kinds import Wish

BALANCE, AGEING, RETURNS, BUDGET = "balance", "ageing", "returns", "budget"
"""The tabs by name."""


@dataclass(frozen=True, slots=True)
class OtherTab:
    name: str


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A report with its title, and what it is about."""

    wish: Wish
    title: str
    about: str
