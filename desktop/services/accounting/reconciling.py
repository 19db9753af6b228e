"""Reconciliation of a list: the identities of its money in each village, district and as a whole (DESIGN.md 4.8)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from desktop.models import Area, Decree, PayList, Payment
from desktop.rules.money import Balance, Figure
from desktop.rules.terms import PayListState, PaymentState
from desktop.services.accounting import differing
from desktop.services.accounting.differing import Difference
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.money import figures, granting, later_lists
from desktop.services.money.keys import TrancheKey, key_of, list_here

States = dict[PaymentState, Figure]


@dataclass(frozen=True, slots=True)
class Identity:
    """One equation of a list: `left` must be the sum of the parts. `code` names it in the wording."""

    code: str
    left: Figure
    parts: tuple[Figure, ...]

    @property
    def holds(self) -> bool:
        return self.left == sum(self.parts, Figure())


@dataclass(frozen=True, slots=True)
class AreaBalance:
    """The money of a list in one area. `granted` is None where the decree leaves no quota to the area by itself."""

    code: str  # "" for families still to be placed
    name: str
    granted: Figure | None
    balance: Balance


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A list as it stands now. Villages are those of all districts, in the order of their codes."""

    key: TrancheKey
    state: PayListState
    decree_number: str
    whole: Balance
    identities: tuple[Identity, ...]
    districts: tuple[AreaBalance, ...]
    villages: tuple[AreaBalance, ...]
    differences: tuple[Difference, ...]

    @property
    def sound(self) -> bool:
        """Whether every equation holds, of the whole and of each area."""
        areas = (*self.districts, *self.villages)
        return all(one.holds for one in self.identities) and not any(one.balance.problems() for one in areas)


@allowed(*EVERYBODY)
def reconcile(desk: Desk, key: TrancheKey) -> Reconciled:
    """Add up one list in every way it can be; nothing of it is kept, so it is right at every moment."""
    with desk.read() as session:
        return of_list(session, list_here(session, key, desk.office.code))


@allowed(*EVERYBODY)
def lists(desk: Desk, key: TrancheKey) -> tuple[tuple[TrancheKey, Balance], ...]:
    """The balance of each list of a tranche, the first one first."""
    keys = later_lists.lists(desk, key)
    with desk.read() as session:
        found = [(one, list_here(session, one, desk.office.code)) for one in keys]
        return tuple(
            (one, figures.balance(figures.by_state(session, row.id), figures.decree_figure(row.decree)))
            for one, row in found
        )


def of_list(session: Session, pay_list: PayList) -> Reconciled:
    """As `reconcile`, within a transaction under way."""
    villages = _by_village(session, pay_list)
    granted = granting.quotas(session, pay_list.decree)
    states = figures.by_state(session, pay_list.id)
    # While a list is a draft its decree may still change; what it is held against is shown all the same.
    whole = figures.balance(states, figures.decree_figure(pay_list.decree))
    districts = _districts(session, villages, granted)
    named = tuple(
        AreaBalance(code, name, granted.get(code), _balance(found, granted.get(code)))
        for (code, name), found in villages.items()
    )
    return Reconciled(
        key_of(pay_list),
        PayListState(pay_list.state),
        _number(pay_list.decree),
        whole,
        _identities(whole, districts, named),
        districts,
        named,
        differing.of_list(session, pay_list),
    )


def _number(decree: Decree | None) -> str:
    return decree.number if decree else ""


def _by_village(session: Session, pay_list: PayList) -> dict[tuple[str, str], States]:
    statement = (
        select(func.coalesce(Payment.village_code, ""), func.coalesce(Area.name, ""), Payment.state)
        .add_columns(func.count(), func.sum(Payment.amount))
        .outerjoin(Area, Area.code == Payment.village_code)
        .where(Payment.pay_list_id == pay_list.id)
        .group_by(Payment.village_code, Area.name, Payment.state)
        .order_by(Payment.village_code)
    )
    found: defaultdict[tuple[str, str], States] = defaultdict(dict)
    for code, name, state, count, rupiah in session.execute(statement):
        found[code, name][PaymentState(state)] = Figure(count, rupiah)
    return dict(found)


def _districts(
    session: Session, villages: Mapping[tuple[str, str], States], granted: Mapping[str, Figure]
) -> tuple[AreaBalance, ...]:
    """Add villages up by the district they lie in."""
    found: defaultdict[str, defaultdict[PaymentState, Figure]] = defaultdict(_nothing)
    for (village, _), states in villages.items():
        for state, figure in states.items():
            found[village.rpartition(".")[0]][state] += figure
    area = aliased(Area)
    named = session.execute(select(area.code, area.name).where(area.code.in_(found)))
    names = {row.code: row.name for row in named}
    return tuple(
        AreaBalance(code, names.get(code, ""), granted.get(code), _balance(found[code], granted.get(code)))
        for code in sorted(found)
    )


def _nothing() -> defaultdict[PaymentState, Figure]:
    return defaultdict(Figure)


def _balance(states: Mapping[PaymentState, Figure], granted: Figure | None) -> Balance:
    return figures.balance(states, granted)


def _identities(
    whole: Balance, districts: tuple[AreaBalance, ...], villages: tuple[AreaBalance, ...]
) -> tuple[Identity, ...]:
    return (
        Identity("reconcile.decree", whole.decree, (whole.listed, whole.not_listed)),
        Identity("reconcile.listed", whole.listed, (whole.withheld, whole.payable)),
        Identity("reconcile.payable", whole.payable, (whole.paid, whole.unpaid, whole.returned)),
        Identity("reconcile.districts", whole.listed, tuple(one.balance.listed for one in districts)),
        Identity("reconcile.villages", whole.payable, tuple(one.balance.payable for one in villages)),
    )
