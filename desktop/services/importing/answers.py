"""What an import answers: each row's outcome, the figures before and after, and what was kept."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from desktop.rules.register import RowProblem


class Outcome(StrEnum):
    """What becomes of one row of the file."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"
    AMBIGUOUS = "ambiguous"  # several records fit, and a person must say which


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that the file would change. `field` is a key of `desktop.wording.importing.FIELDS`."""

    field: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """One row of the preview. `number` is the No KK or the id of the family in its source."""

    row: int  # as the spreadsheet numbers it, from 1
    outcome: Outcome
    name: str
    number: str
    differences: tuple[Difference, ...] = ()
    problems: tuple[RowProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """How many the office has."""

    households: int
    members: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows by outcome, and what they make. `warnings` are problems that keep no row out."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    ambiguous: int = 0
    households_new: int = 0
    households_changed: int = 0
    members_new: int = 0
    members_changed: int = 0
    households_back: int = 0  # an undone import had taken them off the lists
    members_back: int = 0
    to_place: int = 0  # new families without a village
    warnings: int = 0

    @property
    def taken(self) -> int:
        """Rows that come in or are there already."""
        return self.new + self.changed + self.same

    @property
    def nothing_to_do(self) -> bool:
        return not (self.new or self.changed)


@dataclass(frozen=True, slots=True)
class FileTaken:
    """The file as it was read. `sha256` is of its bytes, in hexadecimal digits."""

    name: str
    sha256: str
    layout: str
    layout_title: str
    sheet: str


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an accepted import kept; `batch` is None when everything was there already."""

    file: FileTaken
    counts: Counts
    before: Totals
    after: Totals
    batch: UUID | None = None
    tasks_opened: int = 0


@dataclass(frozen=True, slots=True)
class TasksOpen:
    """Decisions that wait for a person, for the first screen."""

    to_place: int = 0
    same_nik: int = 0
    same_kk: int = 0
    kinds: dict[str, int] = field(default_factory=dict)  # every other kind of open task
