"""People who sign in: adding, removing, renaming their passwords; the administrator's work."""

import re
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import AuditLine, User
from desktop.rules.ids import new_id
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.store import keys, rekey
from desktop.store.folder import Attempts

SHUT_OUT = "user.shut_out"  # stands in the log once the key was changed behind somebody who left
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
    """All who sign in here, or did; not those of other offices, whose names came with packages."""
    with desk.read() as session:
        ours = select(User).where(User.office.is_(None)).order_by(User.name)
        return [_row(user) for user in session.scalars(ours)]


@allowed(Role.ADMINISTRATOR)
def add(desk: Desk, name: str, role: Role, password: str, full_name: str = "") -> Answer[UserRow]:
    """Let a person sign in with a first password, which the window asks him to replace."""
    check_name(name)
    keys.check_new_password(password)
    place = desk.office.folder
    slot = keys.make_slot(desk.office.code, desk.office.key, password, user_id=new_id(), name=name, role=role)
    with desk.write("user.add") as unit:
        if name.casefold() in {known.casefold() for known in unit.session.scalars(select(User.name))}:
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
        unit.session.flush()
        unit.journal.note(kind="app_user", record=slot.user_id, name=name, role=role)
        # Last in the transaction: a full disk keeps neither, and a cut leaves at most a slot of nobody.
        place.write_keys(_without_leftover(place.read_keys(), name).with_slot(slot))
    return Answer(_row(user), unit.changes)


@allowed(Role.ADMINISTRATOR)
def give_password(desk: Desk, name: str, password: str) -> Answer[None]:
    """Give somebody who forgot his password a first one again."""
    keys.check_new_password(password)
    place = desk.office.folder
    with desk.write("user.password") as unit:
        # A slot for somebody whose access was ended would hand him the office's new key.
        user = _working(unit.session.scalar(select(User).where(User.name == name)), name)
        user.must_change_password = True
        unit.journal.note(kind="app_user", record=str(user.id))
        slot = keys.make_slot(desk.office.code, desk.office.key, password, user_id=user.id, name=name, role=user.role)
        unit.session.flush()
        place.write_keys(place.read_keys().with_slot(slot))
    return Answer(None, unit.changes)


@allowed(Role.ADMINISTRATOR)
def remove(desk: Desk, name: str, second: str, second_password: str) -> Answer[None]:
    """End a person's access, with a second person's word (DESIGN.md 4.11), and change the office's key.

    He may have kept the old key; the row of the user stays, since the log names him. When the key could not be
    changed (a full disk, a cut), he is inactive already and saying it again ends it for good.
    """
    confirm_second(desk, second, second_password, besides=name)
    with desk.write("user.remove") as unit:
        user = unit.session.scalar(select(User).where(User.name == name))
        if user is None or user.active or _is_shut_out(unit.session, user):
            user = _working(user, name)
        administrators = unit.session.scalars(
            select(User).where(User.role == Role.ADMINISTRATOR, User.active, User.name != name)
        ).all()
        if user.role == Role.ADMINISTRATOR and not administrators:
            raise Refused("user.last_administrator", name=name)
        user.active = False
        unit.journal.note(kind="app_user", record=str(user.id), second=second)
    keyfile = desk.office.folder.read_keys().without(str(user.id))
    rekey.change_key(desk.office, keyfile)
    with desk.write(SHUT_OUT) as done:
        done.journal.note(kind="app_user", record=str(user.id))
    return Answer(None, unit.changes)


def confirm_second(desk: Desk, second: str, password: str, besides: str = "") -> None:
    """Refuse unless a second, different person gave his own password. Wrong ones slow down as at sign-in.

    Who he is the office's own table says: a slot copied under another name is still the slot of its owner.
    """
    if second.casefold() in (desk.person.name.casefold(), besides.casefold()):
        raise Refused("role.same_person", name=second)
    attempts = Attempts(desk.office.folder)
    if seconds := attempts.seconds_to_wait():
        raise Refused("keys.wait", seconds=seconds)
    user = _opened_by(desk, second, password)
    if user is None:
        attempts.failed()
        # `seconds` tells the window how long the next try has to wait.
        raise Refused("keys.wrong_password", seconds=attempts.seconds_to_wait())
    attempts.succeeded()
    if user.id == desk.person.id:
        raise Refused("role.same_person", name=user.name)


def is_password_of(desk: Desk, name: str, password: str) -> bool:
    """Whether a person who still works here has this password."""
    return _opened_by(desk, name, password) is not None


def same_in_the_office(session: Session, slot: keys.Slot) -> User:
    """Answer whose slot this is by the office's own table. Refuses a slot that bears somebody else's name."""
    user = session.get(User, UUID(slot.user_id))
    if user is None:
        raise Refused("database.foreign")
    if user.name.casefold() != slot.name.casefold():
        raise Refused("keys.name_changed", name=slot.name, real=user.name)
    return user


def _opened_by(desk: Desk, name: str, password: str) -> User | None:
    """Find the person of this name who still works here and whose password this is."""
    keyfile = desk.office.folder.read_keys()
    slot = keyfile.named(name)
    if slot is None or slot.user_id == keys.RECOVERY or not keys.open_slot(keyfile.office, slot, password):
        return None
    with desk.read() as session:
        user = same_in_the_office(session, slot)
        return user if user.active else None


def _without_leftover(keyfile: keys.KeyFile, name: str) -> keys.KeyFile:
    """Drop the slot that adding the same person left when it was cut off."""
    left = keyfile.named(name)
    return keyfile.without(left.user_id) if left else keyfile


def _is_shut_out(session: Session, user: User) -> bool:
    """Whether the key was changed after this person's access ended."""
    line = select(AuditLine.seq).where(AuditLine.action == SHUT_OUT, AuditLine.record == str(user.id))
    return session.scalar(line.limit(1)) is not None


def _working(user: User | None, name: str) -> User:
    """Refuse a name nobody has, and that of somebody whose access was ended."""
    if user is None:
        raise Refused("user.unknown", name=name)
    if not user.active:
        raise Refused("user.inactive", name=name)
    return user


def _row(user: User) -> UserRow:
    return UserRow(user.id, user.name, user.full_name, Role(user.role), user.active, user.must_change_password)
