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

PASSWORD = "ikan bakar di Labuan"
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
    return Template(folder, made.recovery_code)


def sign_in(folder: Path, role: Role) -> Desk:
    """Sign in as the user whose name is his role."""
    return signing_in.sign_in(folder, role.value, PASSWORD)


def same_office_as(desk: Desk, role: Role) -> Desk:
    """Give another person's desk at the same open office: two people at one PC, one after the other."""
    with desk.read() as session:
        user = session.scalars(select(User).where(User.role == role)).one()
    return Desk(desk.office, Person(user.id, user.name, user.full_name, role))
