"""A tranche at a glance: four figures, the equation that ties them, and the steps of its life."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.rules.money import Balance
from desktop.rules.money import Figure as Money
from desktop.rules.terms import PayListState
from desktop.services.desk import Desk
from desktop.services.money.rows import TrancheStatus
from desktop.ui.kit.figure import Equation, Figure, Figures
from desktop.ui.kit.steps import Steps
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import day, number, rupiah
from desktop.ui.payout.terms import STATES
from desktop.wording import Translator


class Glance(QWidget):
    def __init__(self, t: Translator, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t, self._desk = t, desk
        self.figures = Figures(self)
        self.steps = Steps()
        self.figures.equation_row.addWidget(self.steps)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.figures)

    def show_status(self, status: TrancheStatus) -> None:
        self.figures.show_figures(figures(self.t, status), equation(self.t, status))
        names, at = self._steps(status)
        self.steps.show_steps(names, at, STATES[list(PayListState)[at]][1])

    def _steps(self, status: TrancheStatus) -> tuple[list[str], int]:
        """Each step with the day on which it was taken; the one it stands at with the year."""
        state = status.row.state or PayListState.DRAFT
        at = list(PayListState).index(state)
        taken = {step.state: self._desk.local(step.at).date() for step in status.history}
        names = []
        for place, one in enumerate(PayListState):
            name = self.t(STATES[one][0])
            if one in taken and place <= at:
                written = day(self.t, taken[one])
                name = f"{name} {written if place == at else written.rsplit(' ', 1)[0]}"
            names.append(name)
        return names, at


def figures(t: Translator, status: TrancheStatus) -> list[Figure]:
    """Four at most: the decree, and what became of its money."""
    balance = status.balance
    first = t("Decree") if status.decree else t("List")
    return [
        _figure(t, first, balance.decree, None, unit=True),
        _figure(t, t("Received"), balance.paid, Tone.GOOD),
        _figure(t, t("Not collected"), balance.unpaid, Tone.ATTENTION if balance.unpaid.families else None),
        _figure(t, t("Returned (STS)"), balance.returned, Tone.BRAND if balance.returned.families else None),
    ]


def _figure(t: Translator, name: str, money: Money, tone: Tone | None, *, unit: bool = False) -> Figure:
    counted = t.many("{families} family", "{families} families", money.families, families=number(money.families))
    return Figure(name, counted if unit else number(money.families), rupiah(money.rupiah), tone)


def equation(t: Translator, status: TrancheStatus) -> Equation:
    """The sum as it is checked; what is withheld or not listed is named where there is any."""
    balance = status.balance
    parts = [t("received"), t("not collected"), t("returned")]
    if balance.withheld.families:
        parts.append(t("withheld"))
    if balance.not_listed != Money():
        parts.append(t("not listed"))
    whole = t("SK") if status.decree else t("List")
    # Reckoned anew from what is shown: the word must not rest on the sums it judges.
    summed = balance.paid + balance.unpaid + balance.returned + balance.withheld + balance.not_listed
    holds = summed == balance.decree and not balance.problems() and balance.not_listed == Money()
    shares = _shares(balance)
    return Equation(f"{whole} = {' + '.join(parts)}", verdict(t, status, holds=holds), holds, shares)


def _shares(balance: Balance) -> tuple[tuple[Tone, int], ...]:
    """The bar of what became of the money; none while nothing became of it, for an empty bar says nothing."""
    moved = (
        (Tone.GOOD, balance.paid.rupiah),
        (Tone.BRAND, balance.returned.rupiah),
        (Tone.DANGER, balance.withheld.rupiah),
    )
    if not any(amount for _, amount in moved):
        return ()
    return (*moved, (Tone.NEUTRAL, balance.unpaid.rupiah + max(0, balance.not_listed.rupiah)))


def verdict(t: Translator, status: TrancheStatus, *, holds: bool) -> str:
    """One or two words; where decree and list differ, by how much."""
    difference = status.balance.not_listed
    if holds:
        return t("Balanced")
    if difference.rupiah:
        return t("Differs by {amount}", amount=rupiah(abs(difference.rupiah)))
    if difference.families:
        return t("Differs by {families} families", families=number(abs(difference.families)))
    return t("Not balanced")
