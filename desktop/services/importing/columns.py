"""Where in the file a field stands, so that a problem found later still names its column."""

from desktop.rules.register import RowProblem
from desktop.sheets.extent import column_letter
from desktop.sheets.register import RegisterReading


class Columns:
    """Letter and heading by field of the register."""

    def __init__(self, reading: RegisterReading) -> None:
        self._found = {
            field: (column_letter(place + 1), reading.headings[place]) for field, place in reading.places.items()
        }

    def problem(
        self, row: int, field: str, code: str, values: dict[str, object] | None = None, *, refuses: bool = False
    ) -> RowProblem:
        """Make a problem of that field; of the whole row where the file has no such column."""
        letter, heading = self._found.get(field, ("", ""))
        return RowProblem(row, letter, heading, code, values or {}, refuses)
