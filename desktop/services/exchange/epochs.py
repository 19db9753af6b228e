"""A new epoch of the office's file: another stream with keys of its own, begun when the file is not what it was.

After a restore, after an old copy was put back, or for an office that begins anew, the same numbers would mean other
things. So its changes count in a new stream, its card goes to the others on paper, and they give back what they have.
"""

from sqlalchemy import select

from desktop.errors import Refused
from desktop.exchange.keys import KeyCard
from desktop.models import Office, OfficeKey
from desktop.rules.terms import Role
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.exchange import own_keys
from desktop.services.users import confirm_second
from desktop.store.unit import Unit

LARGEST = 999_999


@allowed(Role.ADMINISTRATOR)
def begin(desk: Desk, second: tuple[str, str], number: int | None = None) -> Answer[KeyCard]:
    """Begin a new epoch with two people. `number` skips some: for a new file of an office that had one before."""
    confirm_second(desk, *second)
    with desk.write("epoch.begin") as unit:
        epoch = raise_epoch(unit, number)
        unit.journal.note(second=second[0], epoch=epoch)
    desk.office.identify()
    with desk.write("keys.make") as unit:
        keys = own_keys.make(unit, desk)
    return Answer(keys.card, unit.changes)


def raise_epoch(unit: Unit, number: int | None = None) -> int:
    """Set the next epoch, or a later one. What is written after this transaction counts in the new stream."""
    office = unit.session.get_one(Office, 1)
    wanted = number or office.epoch + 1
    if not office.epoch < wanted <= LARGEST:
        raise Refused("exchange.epoch_wrong", epoch=office.epoch)
    office.epoch = wanted
    return wanted


@allowed(Role.ADMINISTRATOR)
def renew_keys(desk: Desk) -> None:
    """Make the keys of a file that came back from a backup, where it had keys before."""
    desk.office.identify()
    with desk.read() as session:
        exchanged = session.scalar(select(OfficeKey.id).limit(1)) is not None
    if exchanged:
        with desk.write("keys.make") as unit:
            own_keys.make(unit, desk)
