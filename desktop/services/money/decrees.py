"""The decree (SK penetapan) a list stands on: its number, its date, the totals it grants, and its quotas by area."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import inspect, select

from desktop.errors import Refused
from desktop.models import Decree, PayList
from desktop.rules.dates import long_date
from desktop.rules.ids import new_id
from desktop.rules.money import Figure, grouped, rupiah
from desktop.rules.terms import PayListState, Role
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.money import figures, granting
from desktop.services.money.granting import MOST, AreaQuota
from desktop.services.money.keys import TrancheKey, key_of, list_here
from desktop.services.money.stamps import was_approved
from desktop.store.unit import Unit

LONGEST = 80


@dataclass(frozen=True, slots=True)
class NewDecree:
    """What a person copies from the paper. Without totals a new decree takes the sum of its quotas, else of the list.

    A decree that is known keeps its date and totals where they are left out. `quotas` are all there are; None leaves
    them.
    """

    number: str
    on: date | None = None
    households: int | None = None
    rupiah: int | None = None
    quotas: tuple[AreaQuota, ...] | None = None


@allowed(Role.OPERATOR)
def enter(desk: Desk, key: TrancheKey, new: NewDecree, *, follow: bool = False) -> Answer[None]:
    """Put the list under a decree without drafting it again; only while nobody approved it.

    `follow` says that a person saw the totals and emptied them: they become the sum of the quotas, else of the list.
    """
    with desk.write("decree.enter") as unit:
        pay_list = list_here(unit.session, key, desk.office.code)
        if pay_list.state not in (PayListState.DRAFT, PayListState.CHECKED):
            raise Refused("money.no_redraft", tranche=key.short)
        attach(unit, desk, pay_list, new, follow=follow)
    return Answer(None, unit.changes)


def attach(unit: Unit, desk: Desk, pay_list: PayList, new: NewDecree, *, follow: bool = False) -> Decree:
    """Put a list under a decree, entering it where it is not there yet.

    A decree that another office sent is taken as it is. Totals that are known stay until somebody types others or, with
    `follow`, empties them. Refuses one without a number, a day it cannot bear, totals no paper bears, a decree that
    another list of the tranche stands on, quotas that do not add up to it, and any change once a list was approved.
    """
    number = " ".join(new.number.split())
    if not number or len(number) > LONGEST:
        raise Refused("money.decree_number")
    for total, most in ((new.households, MOST.families), (new.rupiah, MOST.rupiah)):
        if total is not None and not 1 <= total <= most:
            raise Refused("money.decree_totals", families=grouped(MOST.families), rupiah=rupiah(MOST.rupiah))
    decree = _found(unit, pay_list, number)
    if decree is not None and (other := _of_another(unit, decree, pay_list)) is not None:
        raise Refused("money.decree_taken", number=number, tranche=key_of(other).short)
    if decree is None:
        if new.on is None:
            raise Refused("money.decree_date", number=number)
        decree = Decree(
            id=new_id(), programme=pay_list.programme, year=pay_list.year, tranche=pay_list.tranche, number=number
        )
        unit.session.add(decree)
    _fill(unit, pay_list, decree, new, follow=follow)
    check_day(decree, desk.today())
    unit.session.flush()
    if pay_list.decree is not None and pay_list.decree.id != decree.id:
        unit.journal.note("decree.amend", kind="decree", record=str(decree.id), amends=pay_list.decree.number)
    pay_list.decree_id, pay_list.decree = decree.id, decree
    unit.session.flush()
    return decree


def _fill(unit: Unit, pay_list: PayList, decree: Decree, new: NewDecree, *, follow: bool) -> None:
    """Write what is new of an own decree; it stands as it was when a list was approved under it."""
    standing = granting.quotas(unit.session, decree)
    wanted = standing if new.quotas is None else granting.granted_to(new.quotas)
    if decree.owner not in (None, pay_list.owner):
        if wanted != standing:
            raise Refused("money.quota_sent", number=decree.number)
        return
    before = (decree.on, decree.households, decree.rupiah)
    usual = _usual(unit, pay_list, decree, wanted, follow=follow)
    decree.on = new.on or decree.on
    decree.households = usual.families if new.households is None else new.households
    decree.rupiah = usual.rupiah if new.rupiah is None else new.rupiah
    changed = before != (decree.on, decree.households, decree.rupiah)
    if (changed or wanted != standing) and was_approved(unit.session, pay_list, decree):
        raise Refused("money.decree_approved" if changed else "money.quota_approved", number=decree.number)
    granting.check(unit.session, pay_list.owner, decree.number, wanted, Figure(decree.households, decree.rupiah))
    unit.session.flush()
    if wanted != standing:
        granting.write(unit, decree, wanted)


def _usual(unit: Unit, pay_list: PayList, decree: Decree, wanted: Mapping[str, Figure], *, follow: bool) -> Figure:
    """What a known decree grants stays when its list is drafted anew: a list or quotas unlike it have to show."""
    if inspect(decree).persistent and not follow:
        return Figure(decree.households, decree.rupiah)
    if wanted:
        return sum(wanted.values(), Figure())
    return figures.total(figures.by_state(unit.session, pay_list.id))


def check_day(decree: Decree, today: date) -> None:
    """Refuse a decree of a day still to come, or of a year in which nobody decrees for its programme year."""
    if decree.on > today:
        raise Refused("money.decree_future", number=decree.number, on=long_date(decree.on))
    if decree.on < date(decree.year - 1, 1, 1):
        raise Refused("money.decree_old", number=decree.number, on=long_date(decree.on), year=decree.year)
    if decree.on > date(decree.year + 1, 12, 31):
        raise Refused("money.decree_late", number=decree.number, on=long_date(decree.on), year=decree.year)


def _of_another(unit: Unit, decree: Decree, pay_list: PayList) -> PayList | None:
    """Another list on this decree: its totals were granted to that one, and cannot be given twice."""
    statement = select(PayList).where(PayList.decree_id == decree.id, PayList.id != pay_list.id)
    return unit.session.scalars(statement.limit(1)).first()


def _found(unit: Unit, pay_list: PayList, number: str) -> Decree | None:
    """A decree of this number for this tranche; the office's own before one that was sent."""
    rows = unit.session.scalars(
        select(Decree).where(
            Decree.programme == pay_list.programme,
            Decree.year == pay_list.year,
            Decree.tranche == pay_list.tranche,
            Decree.number == number,
        )
    ).all()
    return next((row for row in rows if row.owner == pay_list.owner), rows[0] if rows else None)


def check_totals(decree: Decree, listed: Figure, tranche: str) -> None:
    """Refuse a list that is not what the decree grants, with both figures and the difference."""
    granted = Figure(decree.households, decree.rupiah)
    if granted == listed:
        return
    difference = granted - listed
    raise Refused(
        "money.decree_differs",
        tranche=tranche,
        decree=decree.number,
        granted_families=granted.families,
        granted=rupiah(granted.rupiah),
        listed_families=listed.families,
        listed=rupiah(listed.rupiah),
        families=difference.families,
        rupiah=rupiah(difference.rupiah),
    )
