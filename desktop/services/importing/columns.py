"""Where in the file a field stands, so that a problem found later still names its column."""

from desktop.rules.register import RowProblem
from desktop.sheets.extent import column_letter
from desktop.sheets.headings import normal_heading
from desktop.sheets.layouts import load_layouts, named_layout
from desktop.sheets.register import RegisterReading


class Columns:
    """Letter and heading by field of the register."""

    def __init__(self, reading: RegisterReading) -> None:
        layout = named_layout(reading.layout, load_layouts())
        names = [normal_heading(heading) for heading in reading.headings]
        self._found: dict[str, tuple[str, str]] = {}
        for field, headings in layout.columns.items():
            wanted = [normal_heading(heading) for heading in headings]
            place = next((names.index(name) for name in wanted if name in names), None)
            if place is not None:
                self._found[field] = (column_letter(place + 1), reading.headings[place])

    def problem(
        self, row: int, field: str, code: str, values: dict[str, object] | None = None, *, refuses: bool = False
    ) -> RowProblem:
        """Make a problem of that field; of the whole row where the file has no such column."""
        letter, heading = self._found.get(field, ("", ""))
        return RowProblem(row, letter, heading, code, values or {}, refuses)
