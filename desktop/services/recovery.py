"""The printed sheet that opens an office when all passwords are forgotten."""

from pathlib import Path

from desktop.documents.recovery_sheet import RecoverySheet, write_recovery_sheet
from desktop.rules.dates import zone
from desktop.services.opening import OfficeMade
from desktop.store.files import whole_file
from desktop.store.office import utc_now


def recovery_sheet(made: OfficeMade, code: str, by: str, path: Path) -> Path:
    """Write the sheet of an office that was just made; `code` is its area, `by` who made it.

    The recovery code is on paper only: whoever saved the PDF is told to delete it once it is printed.
    """
    today = utc_now().astimezone(zone(code)).date()
    with whole_file(path) as file:
        write_recovery_sheet(RecoverySheet(made.name, made.recovery_code, today, by), file)
    return path
