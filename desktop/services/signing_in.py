"""Signing in and out: opening an office with a password or the recovery code, and changing passwords."""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from desktop.errors import Refused
from desktop.models import User
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Desk, Person, allowed
from desktop.services.users import same_in_the_office
from desktop.store import backup, keys
from desktop.store.folder import Attempts, OfficeFolder
from desktop.store.office import OpenOffice, open_office

UPGRADE = "before-upgrade"


def names(folder: Path) -> list[str]:
    """Names that can sign in at this office, for the sign-in screen."""
    keyfile = OfficeFolder(folder).checked().read_keys()
    return [slot.name for slot in keyfile.slots if slot.user_id != keys.RECOVERY]


def sign_in(folder: Path, name: str, password: str) -> Desk:
    """Open the office as one person. A wrong name and a wrong password get the same answer after the same time."""
    place = OfficeFolder(folder).checked()
    attempts = _not_too_soon(place)
    keyfile = place.read_keys()
    slot = keyfile.named(name)
    if slot is None or slot.user_id == keys.RECOVERY:
        keys.spend_a_try(password)
        raise _wrong(attempts, "keys.wrong_password")
    opened = keys.open_slot(keyfile.office, slot, password)
    if not opened:
        raise _wrong(attempts, "keys.wrong_password")
    attempts.succeeded()
    return _desk(place, opened, slot)


def sign_in_for(folder: Path, password: str, roles: Iterable[Role], name: str | None = None) -> Desk:
    """Open the office for a command: as `name`, else as the first whose password opens, wanted roles first."""
    if name:
        return sign_in(folder, name, password)
    place = OfficeFolder(folder).checked()
    attempts = _not_too_soon(place)
    keyfile = place.read_keys()
    wanted = list(roles)
    people = [slot for slot in keyfile.slots if slot.user_id != keys.RECOVERY]
    people.sort(key=lambda slot: slot.role not in wanted)
    for slot in people:
        if opened := keys.open_slot(keyfile.office, slot, password):
            attempts.succeeded()
            return _desk(place, opened, slot)
    raise _wrong(attempts, "keys.wrong_password")


def recover(folder: Path, code: str, name: str, new_password: str) -> Desk:
    """Open the office with the code of the printed sheet and give one person a new password.

    For when all have forgotten. It stands in the log; the sheet stays valid until a new one is printed.
    """
    place = OfficeFolder(folder).checked()
    attempts = _not_too_soon(place)
    keyfile = place.read_keys()
    recovery = next((slot for slot in keyfile.slots if slot.user_id == keys.RECOVERY), None)
    slot = keyfile.named(name)
    keys.check_new_password(new_password)
    if recovery is None or slot is None or slot is recovery:
        raise Refused("user.unknown", name=name)
    opened = keys.open_slot(keyfile.office, recovery, keys.normalise_recovery_code(code))
    if not opened:
        raise _wrong(attempts, "keys.wrong_recovery")
    attempts.succeeded()
    with ExitStack() as unless_recovered:
        desk = _desk(place, opened, slot)
        unless_recovered.callback(desk.close)
        with desk.write("recovered") as unit:
            # The new password is his own already: nobody handed it to him.
            unit.session.get_one(User, desk.person.id).must_change_password = False
            unit.journal.note("recovered", kind="app_user", record=slot.user_id)
        # Read anew: opening settles the seals that a change of key left when it was cut off.
        place.write_keys(place.read_keys().with_slot(_slot_for(desk, new_password)))
        desk.became(must_change_password=False)
        unless_recovered.pop_all()
    return desk


@allowed(*EVERYBODY)
def change_password(desk: Desk, old: str, new: str) -> None:
    """Give the signed-in person a password of his own; the office's key stays as it is."""
    place = desk.office.folder
    keyfile = place.read_keys()
    slot = keyfile.of(desk.person.id)
    attempts = _not_too_soon(place)
    if slot is None or not keys.open_slot(keyfile.office, slot, old):
        raise _wrong(attempts, "keys.wrong_password")
    if old == new:
        raise Refused("keys.password_same")
    keys.check_new_password(new)
    fresh = _slot_for(desk, new)
    with desk.write("password.change") as unit:
        user = unit.session.get_one(User, desk.person.id)
        user.must_change_password = False
        unit.journal.note(kind="app_user", record=str(user.id))
        unit.session.flush()
        # Last in the transaction: where the disk is full, the old password stays and the log does not say otherwise.
        place.write_keys(keyfile.with_slot(fresh))
    desk.became(must_change_password=False)


@allowed(*EVERYBODY)
def confirm_password(desk: Desk, password: str) -> None:
    """Ask the signed-in person for his password again, before an approval or an export."""
    place = desk.office.folder
    attempts = _not_too_soon(place)
    keyfile = place.read_keys()
    slot = keyfile.of(desk.person.id)
    if slot is None or not keys.open_slot(keyfile.office, slot, password):
        raise _wrong(attempts, "keys.wrong_password")
    attempts.succeeded()


def _desk(place: OfficeFolder, opened: tuple[bytes, ...], slot: keys.Slot) -> Desk:
    with ExitStack() as unless_signed_in:
        office = open_office(place, opened, _back_up)
        unless_signed_in.callback(office.close)
        desk = Desk(office, _person(office, slot))
        with desk.write("sign_in") as unit:
            unit.journal.note()
        unless_signed_in.pop_all()
    return desk


def _back_up(office: OpenOffice) -> None:
    backup.automatic(office, UPGRADE)


def _person(office: OpenOffice, slot: keys.Slot) -> Person:
    """Read who the slot belongs to; the role in the office's own table decides, not the one in the key file."""
    with office.read() as session:
        user = same_in_the_office(session, slot)
        if not user.active:
            raise Refused("user.inactive", name=user.name)
        return Person(user.id, user.name, user.full_name, Role(user.role), user.must_change_password)


def _slot_for(desk: Desk, password: str) -> keys.Slot:
    person = desk.person
    return keys.make_slot(
        desk.office.code, desk.office.key, password, user_id=person.id, name=person.name, role=person.role
    )


def _not_too_soon(place: OfficeFolder) -> Attempts:
    attempts = Attempts(place)
    if seconds := attempts.seconds_to_wait():
        raise Refused("keys.wait", seconds=seconds)
    return attempts


def _wrong(attempts: Attempts, code: str) -> Refused:
    """Count a wrong try; `seconds` tells the window how long the next one has to wait."""
    attempts.failed()
    return Refused(code, seconds=attempts.seconds_to_wait())
