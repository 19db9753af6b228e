"""The printed sheet that opens an office when all passwords are forgotten."""

from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path

from desktop.changes import Changes
from desktop.documents.recovery_sheet import RecoverySheet, write_recovery_sheet
from desktop.rules.dates import zone
from desktop.rules.terms import Role
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.office_settings import about
from desktop.services.opening import OfficeMade
from desktop.services.signing_in import confirm_password
from desktop.store import keys
from desktop.store.files import whole_file
from desktop.store.office import utc_now


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet with a code that opens nothing yet: the sheet before it stays valid until `replace`."""

    code: str = field(repr=False)
    pdf: bytes = field(repr=False)


def recovery_sheet(made: OfficeMade, code: str, by: str, path: Path) -> Path:
    """Write the sheet of an office that was just made; `code` is its area, `by` who made it.

    The recovery code is on paper only: whoever saved the PDF is told to delete it once it is printed.
    """
    with whole_file(path) as file:
        write_recovery_sheet(RecoverySheet(made.name, made.recovery_code, _today(code), by), file)
    return path


@allowed(Role.ADMINISTRATOR)
def prepare(desk: Desk, password: str) -> NewSheet:
    """Make a new sheet, after asking for the person's password again."""
    confirm_password(desk, password)
    office = about(desk)
    code = keys.new_recovery_code()
    by = desk.person.full_name or desk.person.name
    file = BytesIO()
    write_recovery_sheet(RecoverySheet(office.name, code, desk.today(), by, practice=office.practice), file)
    return NewSheet(code, file.getvalue())


@allowed(Role.ADMINISTRATOR)
def replace(desk: Desk, sheet: NewSheet) -> Answer[None]:
    """Let the code of the new sheet open the office from now on, and the old one no more."""
    office = desk.office
    slot = keys.make_slot(
        office.code, office.key, sheet.code, user_id=keys.RECOVERY, name=keys.RECOVERY, role=keys.RECOVERY
    )
    with desk.write("recovery.replace") as unit:
        unit.journal.note()
        unit.session.flush()
        # Last in the transaction: where the disk is full the old sheet stays good and the log does not say otherwise.
        office.folder.write_keys(office.folder.read_keys().with_slot(slot))
    return Answer(None, Changes())


def _today(code: str) -> date:
    return utc_now().astimezone(zone(code)).date()
