"""Makes a practice office beside where it shall lie and moves it there when it is whole."""

import shutil
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from desktop.errors import Refused
from desktop.gazetteer import Gazetteer
from desktop.models import User
from desktop.progress import SILENT, Progress
from desktop.rules.people.generate import plan_households
from desktop.rules.terms import Role
from desktop.services import office_settings, opening, programmes, signing_in
from desktop.services.demo import families, field_work, money, surroundings
from desktop.services.demo.money import Staff
from desktop.services.demo.wanted import NOW, PEOPLE, PROGRAMME, Made, Wanted, users
from desktop.services.desk import Desk, Person
from desktop.services.opening import NewOffice

MOST = 100_000  # households: more than any district, and than a practice office is for


def make(
    folder: Path, wanted: Wanted, password: str, gazetteer: Gazetteer, resources: Path, progress: Progress = SILENT
) -> Made:
    """Make a whole practice office; one that is stopped or fails leaves no folder."""
    if not 1 <= wanted.households <= MOST:
        raise Refused("demo.households", least=1, most=MOST)
    wanted = replace(wanted, office=gazetteer.known(wanted.office).code)
    final = folder.resolve()
    if final.exists() and (not final.is_dir() or any(final.iterdir())):
        raise Refused("folder.not_empty", path=str(folder))
    building = final.with_name(f"{final.name}.ejsika-demo")
    shutil.rmtree(building, ignore_errors=True)  # left by one that was cut off
    with ExitStack() as half_made:
        half_made.callback(shutil.rmtree, building, ignore_errors=True)
        new = NewOffice(
            wanted.office,
            (f"{PROGRAMME}-{NOW}",),
            users(password),
            surroundings.settings(wanted, gazetteer),
            practice=True,
        )
        opening.create(building, new, gazetteer, resources)
        with closing(signing_in.sign_in(building, PEOPLE[0][0], password)) as desk:
            made = _fill(desk, wanted, gazetteer, resources, progress)
        if final.exists():
            final.rmdir()
        building.replace(final)
        half_made.pop_all()
    return made


def _fill(desk: Desk, wanted: Wanted, gazetteer: Gazetteer, resources: Path, progress: Progress) -> Made:
    staff = Staff(desk, _people(desk))
    year = programmes.packaged(f"{PROGRAMME}-{NOW}", resources)
    ground = surroundings.ground(wanted, year, gazetteer, resources, desk.today())
    plans = plan_households(wanted.seed, ground, wanted.households, faults=wanted.faults)
    total = wanted.households + wanted.households // 10
    living = families.write(desk, plans, total, progress)
    helpers, visits = field_work.write(desk, wanted.seed, ground, living, progress)
    with staff.today(Role.ADMINISTRATOR).write("programme.add") as unit:
        programmes.store(unit, money.year_before(resources), desk.office.code)
    settled = money.settle_before(staff, wanted.seed, progress)
    listed = money.draft_now(staff, progress)
    name = office_settings.about(desk).name
    return Made(name, len(living), sum(len(one.plan.members) for one in living), helpers, visits, listed, settled)


def _people(desk: Desk) -> dict[Role, Person]:
    with desk.read() as session:
        rows = session.scalars(select(User)).all()
    return {Role(row.role): Person(row.id, row.name, row.full_name, Role(row.role)) for row in rows}
