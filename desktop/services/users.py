"""People who sign in: adding, removing, renaming their passwords; the administrator's work."""

import re
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import User
from desktop.rules.ids import new_id
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.store import keys, rekey

NAME = re.compile(r"\w(?:[\w .-]{0,62}[\w.])?")


@dataclass(frozen=True, slots=True)
class UserRow:
    """A person as lists show him."""

    id: UUID
    name: str
    full_name: str
    role: Role
    active: bool
    must_change_password: bool


def check_name(name: str) -> None:
    if not NAME.fullmatch(name) or name.casefold() == keys.RECOVERY:
        raise Refused("user.no_name")


@allowed(*EVERYBODY)
def everybody(desk: Desk) -> list[UserRow]:
    with desk.read() as session:
        return [_row(user) for user in session.scalars(select(User).order_by(User.name))]


@allowed(Role.ADMINISTRATOR)
def add(desk: Desk, name: str, role: Role, password: str, full_name: str = "") -> Answer[UserRow]:
    """Let a person sign in with a first password, which the window asks him to replace."""
    check_name(name)
    keys.check_new_password(password)
    place = desk.office.folder
    keyfile = place.read_keys()
    if keyfile.named(name):
        raise Refused("user.exists", name=name)
    slot = keys.make_slot(desk.office.code, desk.office.key, password, user_id=new_id(), name=name, role=role)
    with desk.write("user.add") as unit:
        if unit.session.scalar(select(User).where(User.name == name)):
            raise Refused("user.exists", name=name)
        user = User(
            id=UUID(slot.user_id),
            name=name,
            full_name=full_name,
            role=role,
            active=True,
            must_change_password=True,
            created_at=desk.now(),
        )
        unit.session.add(user)
        unit.journal.note(kind="app_user", record=slot.user_id, name=name, role=role)
    place.write_keys(keyfile.with_slot(slot))
    return Answer(_row(user), unit.changes)


@allowed(Role.ADMINISTRATOR)
def give_password(desk: Desk, name: str, password: str) -> Answer[None]:
    """Give somebody who forgot his password a first one again."""
    keys.check_new_password(password)
    place = desk.office.folder
    with desk.write("user.password") as unit:
        user = _named(unit.session.scalar(select(User).where(User.name == name)), name)
        user.must_change_password = True
        unit.journal.note(kind="app_user", record=str(user.id))
        slot = keys.make_slot(desk.office.code, desk.office.key, password, user_id=user.id, name=name, role=user.role)
    place.write_keys(place.read_keys().with_slot(slot))
    return Answer(None, unit.changes)


@allowed(Role.ADMINISTRATOR)
def remove(desk: Desk, name: str, second: str, second_password: str) -> Answer[None]:
    """End a person's access, with a second person's word (DESIGN.md 4.11), and change the office's key.

    He may have kept the old key; the row of the user stays, since the log names him.
    """
    confirm_second(desk, second, second_password, besides=name)
    with desk.write("user.remove") as unit:
        user = _named(unit.session.scalar(select(User).where(User.name == name)), name)
        administrators = unit.session.scalars(
            select(User).where(User.role == Role.ADMINISTRATOR, User.active, User.name != name)
        ).all()
        if user.role == Role.ADMINISTRATOR and not administrators:
            raise Refused("user.last_administrator", name=name)
        user.active = False
        unit.journal.note(kind="app_user", record=str(user.id), second=second)
    keyfile = desk.office.folder.read_keys().without(str(user.id))
    rekey.change_key(desk.office, keyfile)
    return Answer(None, unit.changes)


def confirm_second(desk: Desk, second: str, password: str, besides: str = "") -> None:
    """Refuse unless a second, different person gave his own password."""
    keyfile = desk.office.folder.read_keys()
    slot = keyfile.named(second)
    if second.casefold() in (desk.person.name.casefold(), besides.casefold()):
        raise Refused("role.same_person", name=second)
    if slot is None or slot.user_id == keys.RECOVERY or not keys.open_slot(keyfile.office, slot, password):
        raise Refused("keys.wrong_password")


def _named(user: User | None, name: str) -> User:
    if user is None:
        raise Refused("user.unknown", name=name)
    return user


def _row(user: User) -> UserRow:
    return UserRow(user.id, user.name, user.full_name, Role(user.role), user.active, user.must_change_password)
