"""Real encrypted offices for tests: one is made, each test works on its own copy."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from desktop import paths
from desktop.gazetteer import Gazetteer
from desktop.models import User
from desktop.rules.terms import Role
from desktop.services import opening, signing_in
from desktop.services.desk import Desk, Person
from desktop.services.opening import NewOffice, NewUser
from desktop.store import keys
from desktop.store.folder import OfficeFolder
from desktop.store.keys import Cost, KeyFile

PASSWORD = "ikan bakar di Labuan"
LEAST = Cost(memory=19456, passes=2, lanes=1)  # thousands of tests sign in; the program takes no cheaper try
USERS = tuple(NewUser(role.value, role, PASSWORD, f"Si {role.value.title()}") for role in Role)


@dataclass(frozen=True)
class Template:
    """An office nobody works in, and the recovery code of its sheet."""

    folder: Path
    recovery_code: str

    def copy(self, to: Path) -> Path:
        shutil.copytree(self.folder, to)
        return to


def make_template(folder: Path, code: str = "36.01", programmes: tuple[str, ...] = ("jamsosratu-2019",)) -> Template:
    made = opening.create(folder, NewOffice(code, programmes, USERS), Gazetteer(), paths.resources())
    _make_tries_cheap(folder, made.recovery_code)
    return Template(folder, made.recovery_code)


def _make_tries_cheap(folder: Path, recovery_code: str) -> None:
    """Wrap the office's key anew for the same people under the same passwords, each try at the least cost."""
    office = OfficeFolder(folder)
    costly = office.read_keys()
    cheap = KeyFile(costly.office)
    for slot in costly.slots:
        password = recovery_code if slot.user_id == keys.RECOVERY else PASSWORD
        (key,) = keys.open_slot(costly.office, slot, password)
        same = keys.make_slot(
            costly.office, key, password, user_id=slot.user_id, name=slot.name, role=slot.role, cost=LEAST
        )
        cheap = cheap.with_slot(same)
    office.write_keys(cheap)


def sign_in(folder: Path, role: Role) -> Desk:
    """Sign in as the user whose name is his role."""
    return signing_in.sign_in(folder, role.value, PASSWORD)


def same_office_as(desk: Desk, role: Role) -> Desk:
    """Give another person's desk at the same open office: two people at one PC, one after the other."""
    with desk.read() as session:
        user = session.scalars(select(User).where(User.role == role, User.office.is_(None))).one()
    return Desk(desk.office, Person(user.id, user.name, user.full_name, role))
