"""What a list says of the register, with nothing kept: who is meant by it, who may be, and what is said of them."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, func, select

from desktop.errors import Refused
from desktop.models import Counter, ListMatch, OfficialList
from desktop.progress import SILENT, Progress
from desktop.rules.nik import mask
from desktop.rules.official_lists import FoundBy, Listed, graver
from desktop.rules.register import RowProblem
from desktop.rules.terms import Role
from desktop.services.desk import Desk, allowed
from desktop.services.official_lists import staging
from desktop.services.official_lists.answers import About, Absent, Compared, ListCounts, Match, Question
from desktop.services.official_lists.columns import checked, look
from desktop.services.official_lists.matching import Matcher
from desktop.services.official_lists.staging import STAGED
from desktop.sheets.digest import sha256_of
from desktop.sheets.extent import column_letter
from desktop.sheets.list_columns import ListLayout, load_list_layout
from desktop.sheets.list_reading import ReadRow, read_list
from desktop.sheets.sighted import Sighted
from desktop.store.journal import CHANGES

MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class File:
    """The file as it was read. `sha256` is of its bytes."""

    path: Path
    sha256: bytes
    sighted: Sighted
    columns: Mapping[int, str]

    @property
    def name(self) -> str:
        return self.path.name


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What keeping the list would keep. `known` is the list when the same file was kept before."""

    about: About
    file: File
    compared: Compared = field(repr=False)
    change: int
    known: UUID | None = None

    @property
    def counts(self) -> ListCounts:
        return self.compared.counts


@allowed(Role.OPERATOR)
def preview(
    desk: Desk, path: Path, about: About, columns: Mapping[int, str] | None = None, progress: Progress = SILENT
) -> ListPreview:
    """Read a list and say whom of ours it means. `columns` is field by column; None takes what is known of them.

    Refused where the file cannot be read or nobody can be found by its columns. What it shows stands in the log.
    """
    about = named(about, desk.today())
    layout = load_list_layout(about.kind)
    looked = look(desk, path, about.kind, about.source)
    meaning = checked(looked.sighted, looked.meaning if columns is None else columns, layout)
    file = File(path, sha256_of(path), looked.sighted, meaning)
    with desk.read() as session:
        connection = session.connection()
        change = change_number(connection)
        known = known_list(connection, file, about)
        compared = compare(connection, file, about, layout, desk.today(), known, progress)
    with desk.write("list.preview") as unit:
        unit.journal.note(file=file.name, sha256=file.sha256.hex(), source=about.source, counts=asdict(compared.counts))
    return ListPreview(about, file, compared, change, known)


def named(about: About, today: date) -> About:
    """Refused where the list has no source, or is of a day to come."""
    source = "_".join(about.source.lower().split())[:32]
    if not source:
        raise Refused("list.no_source")
    if about.as_of > today:
        raise Refused("list.day_to_come", day=about.as_of.strftime("%d-%m-%Y"))
    return About(about.kind, source, about.as_of, " ".join(about.title.split())[:120])


def compare(
    connection: Connection,
    file: File,
    about: About,
    layout: ListLayout,
    today: date,
    known: UUID | None,
    progress: Progress,
) -> Compared:
    """Read all rows and find whom they mean, in one state of the office."""
    with staging.staging(connection):
        problems = _Problems()
        _stage(connection, read_list(file.path, file.sighted, file.columns, layout, today=today, progress=progress),
               problems)  # fmt: skip
        sorted_ = _Sorted(_kept(connection, known), *_result_column(file))
        for answer in Matcher(connection, about.kind, progress).matched():
            sorted_.add(answer)
        return _compared(connection, sorted_, problems)


def known_list(connection: Connection, file: File, about: About) -> UUID | None:
    statement = select(OfficialList.id).where(
        OfficialList.sha256 == file.sha256,
        OfficialList.kind == about.kind.value,
        OfficialList.source == about.source,
    )
    return connection.scalar(statement.limit(1))


def change_number(connection: Connection) -> int:
    return connection.scalar(select(Counter.last).where(Counter.series == CHANGES)) or 0


@dataclass
class _Problems:
    first: list[RowProblem] = field(default_factory=list)
    count: int = 0

    def add(self, problems: Iterable[RowProblem]) -> None:
        for each in problems:
            self.count += 1
            if len(self.first) < MOST_SHOWN:
                self.first.append(each)


@dataclass
class _Sorted:
    """Answers sorted into what is new, what was kept before, and what another row says as well, or graver."""

    kept_rows: frozenset[int]
    column: str  # of the result
    heading: str
    matches: dict[int, Match] = field(default_factory=dict)  # by row
    contradicted: list[RowProblem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    repeated: int = 0
    kept: int = 0
    _said: dict[UUID, Match] = field(default_factory=dict)

    def add(self, answer: Match | Question) -> None:
        if isinstance(answer, Question):
            if answer.row in self.kept_rows:
                self.kept += 1
            else:
                self.questions.append(answer)
            return
        who = answer.member or answer.household
        before = self._said.get(who)
        if before is not None and not graver(answer.outcome, before.outcome):
            self._leave(answer, before)
            return
        self._said[who] = answer
        if before is not None:
            self.matches.pop(before.row, None)
            self._leave(before, answer, again=True)
        if answer.row in self.kept_rows:
            self.kept += 1
        else:
            self.matches[answer.row] = answer

    def _leave(self, left: Match, stands: Match, *, again: bool = False) -> None:
        """Count a row that does not stand beside another; `again` where it was counted as kept already."""
        if left.row not in self.kept_rows:
            self.repeated += 1
        elif not again:
            self.kept += 1
        if left.outcome is not stands.outcome:
            values: dict[str, object] = {"other": stands.row}
            self.contradicted.append(RowProblem(left.row, self.column, self.heading, "list.contradicts", values))


def _stage(connection: Connection, rows: Iterable[ReadRow], problems: _Problems) -> None:
    part: list[Listed] = []
    some = False
    for row in rows:
        problems.add(row.problems)
        part.append(row.listed)
        some = True
        if len(part) == staging.AT_ONCE:
            staging.put(connection, part)
            part.clear()
    staging.put(connection, part)
    if not some:
        raise Refused("list.no_rows")


def _result_column(file: File) -> tuple[str, str]:
    """Letter and heading of the column that says the result, "" where no single one does."""
    for place, meaning in file.columns.items():
        if meaning == "status":
            return column_letter(place + 1), file.sighted.headings[place]
    return "", ""


def _kept(connection: Connection, known: UUID | None) -> frozenset[int]:
    if known is None:
        return frozenset()
    return frozenset(connection.scalars(select(ListMatch.row).where(ListMatch.list_id == known)))


def _compared(connection: Connection, found: _Sorted, problems: _Problems) -> Compared:
    rows = connection.scalar(select(func.count()).select_from(STAGED)) or 0
    unusable = connection.scalar(select(func.count()).select_from(STAGED).where(STAGED.c.usable == 0)) or 0
    undecided = connection.scalar(select(func.count()).select_from(STAGED).where(STAGED.c.undecided == 1)) or 0
    open_rows = select(STAGED.c.row, STAGED.c.name, STAGED.c.nik).where(STAGED.c.done == 0).order_by(STAGED.c.row)
    absent = connection.scalar(select(func.count()).select_from(open_rows.subquery())) or 0
    shown = tuple(Absent(row.row, row.name, mask(row.nik)) for row in connection.execute(open_rows.limit(MOST_SHOWN)))
    outcomes: dict[str, int] = {}
    for match in found.matches.values():
        outcomes[match.outcome.value] = outcomes.get(match.outcome.value, 0) + 1
    by_nik = sum(match.found_by is FoundBy.NIK for match in found.matches.values())
    counts = ListCounts(
        rows, by_nik, len(found.matches) - by_nik, len(found.questions), absent, unusable, found.repeated,
        found.kept, problems.count + len(found.contradicted), outcomes, undecided,
    )  # fmt: skip
    matches = tuple(sorted(found.matches.values(), key=_row))
    told = sorted([*found.contradicted[:MOST_SHOWN], *problems.first][:MOST_SHOWN], key=_row)
    return Compared(matches, tuple(found.questions), shown, tuple(told), counts)


def _row(told: Match | RowProblem) -> int:
    return told.row
