"""The first steps of a tranche, for tests that begin where it is drafted, approved or open."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import func, select

from desktop import paths
from desktop.models import Household, PayList, ProgrammeYear
from desktop.rules import programme
from desktop.services import approving, programmes
from desktop.services.approving import Approved
from desktop.services.desk import Desk
from desktop.services.money import drafting, proving
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import TrancheKey, list_here
from desktop.services.money.rows import Drafted
from tests import families, prepared

FIRST = TrancheKey("jamsosratu", 2019, 1)
SECOND = TrancheKey("jamsosratu", 2019, 2)
OTHER = TrancheKey("jscm", 2019, 1)
DECREE = NewDecree("466/Kep.123-Huk/2019", date(2019, 3, 5))


def drafted(operator: Desk, count: int = 6, key: TrancheKey = FIRST) -> Drafted:
    return prepared.once(operator, ("drafted", count, key), partial(_draft, operator, count, key))


def approved(operator: Desk, supervisor: Desk, count: int = 6, key: TrancheKey = FIRST) -> Approved:
    return prepared.once(operator, ("approved", count, key), partial(_approve, operator, supervisor, count, key))


def opened(operator: Desk, supervisor: Desk, count: int = 6, key: TrancheKey = FIRST) -> Approved:
    return prepared.once(operator, ("opened", count, key), partial(_open, operator, supervisor, count, key))


def _draft(operator: Desk, count: int, key: TrancheKey) -> Drafted:
    with operator.read() as session:
        start = session.scalar(select(func.count(Household.id))) or 0  # nobody stands in two families
    families.add(operator, count, programme=key.programme, start=start, bank="bjb")
    return drafting.create(operator, key, DECREE).value


def _approve(operator: Desk, supervisor: Desk, count: int, key: TrancheKey) -> Approved:
    _draft(operator, count, key)
    return approving.approve(supervisor, key).value


def _open(operator: Desk, supervisor: Desk, count: int, key: TrancheKey) -> Approved:
    done = _approve(operator, supervisor, count, key)
    approving.open_pay_out(supervisor, key)
    return done


def other_programme(desk: Desk) -> None:
    """Let the office run a second programme of the same year and rules."""
    year = programmes.packaged("jamsosratu-2019", paths.resources())
    year = replace(year, code=OTHER.programme, name="JSCM 2019", card_pattern="JSCM-{area}-{serial:04d}")
    with desk.write("test.programme") as unit:
        programmes.store(unit, year, desk.office.code)


def one_tranche(desk: Desk) -> None:
    """Let the year 2019 have one tranche only: with its list the year is all there."""
    with desk.write("test.tranches") as unit:
        kept = unit.session.get_one(ProgrammeYear, (FIRST.programme, FIRST.year))
        rules = programme.from_json(kept.rules)
        kept.rules = programme.to_json(replace(rules, tranches=rules.tranches[:1], amount=rules.tranches[0].amount))


def pay_list(desk: Desk, key: TrancheKey = FIRST) -> PayList:
    with desk.read() as session:
        return list_here(session, key, desk.office.code)


def faults(desk: Desk) -> list[str]:
    """Codes of what the proof of the money finds."""
    with desk.read() as session:
        return [fault.code for fault in proving.prove(session)]


def on_later_day(desk: Desk, days: int) -> Desk:
    """The same desk some days on."""
    desk.office.clock = partial(datetime.__add__, desk.office.clock(), timedelta(days=days))
    return desk
