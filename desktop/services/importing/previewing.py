"""The preview of an import: what a register file would do, row by row, with nothing saved."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.progress import SILENT, Progress
from desktop.rules.register import RowProblem
from desktop.rules.terms import Role
from desktop.services.desk import Desk, allowed
from desktop.services.importing.answers import Counts, FileTaken, RowOutcome, Totals
from desktop.services.importing.attaching import Attacher
from desktop.services.importing.columns import Columns
from desktop.services.importing.counting import after, count
from desktop.services.importing.duplicates import Duplicate, find_duplicates, warn
from desktop.services.importing.grouping import FileFamily, families
from desktop.services.importing.known import read_known
from desktop.services.importing.mapping import known_layouts
from desktop.services.importing.memory import uncollected
from desktop.services.importing.outcomes import outcomes
from desktop.services.importing.placing import make_placer
from desktop.services.importing.planning import Planner, saying_of
from desktop.services.importing.plans import Plan
from desktop.sheets.digest import sha256_of
from desktop.sheets.register import RegisterReading, read_register


@dataclass(frozen=True, slots=True)
class Prepared:
    """What accepting needs besides what is shown; kept in memory between the two."""

    reading: RegisterReading
    families: Sequence[FileFamily]
    village: str | None
    plan: Plan
    duplicates: list[Duplicate]


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What accepting would do. Nothing is saved yet; `problems` are of whole columns."""

    file: FileTaken
    counts: Counts
    before: Totals
    after: Totals
    rows: tuple[RowOutcome, ...]
    problems: tuple[RowProblem, ...]
    asks_village: bool  # families without any place in the file: one village may be chosen for all
    prepared: Prepared = field(repr=False, compare=False)


@allowed(Role.OPERATOR)
def preview(
    desk: Desk, path: Path, layout: str = "auto", village: str | None = None, progress: Progress = SILENT
) -> ImportPreview:
    """Read the file and say, row by row, what accepting it would do.

    `village` is the Kemendagri code for families whose rows name no place. Refused where the file cannot be read.
    """
    digest = sha256_of(path).hex()
    with desk.read() as session:
        layouts = known_layouts(session)
    with uncollected():
        reading = read_register(path, layout, today=desk.today(), progress=progress, layouts=layouts)
        file = FileTaken(path.name, digest, reading.layout, reading.title, reading.sheet)
        if reading.about.get("target") == "group":
            raise Refused("import.of_groups", name=path.name)
        grouped = () if reading.form.people_known else families(reading.rows)
        with desk.read() as session:
            made = prepare(desk, session, reading, grouped, village, progress)
        answer = shown(file, made)
    with desk.write("import.preview") as unit:
        # It shows values of the families it compares with.
        unit.journal.note(file=file.name, sha256=digest, counts=asdict(answer.counts))
    return answer


def prepare(
    desk: Desk,
    session: Session,
    reading: RegisterReading,
    grouped: Sequence[FileFamily],
    village: str | None,
    progress: Progress,
) -> Prepared:
    if reading.form.people_known:
        plan = Attacher(session, reading, Columns(reading), desk.office.code).plan(
            saying_of(reading, desk.today()), progress
        )
        return Prepared(reading, grouped, village, plan, [])
    placer = make_placer(session, desk.office.code, village)
    columns = Columns(reading)
    known = read_known(session, grouped, reading.layout)
    planner = Planner(known, placer, columns, reading, desk.office.code, desk.today())
    plan = planner.plan(grouped, progress)
    duplicates = find_duplicates(plan)
    warn(plan, duplicates, columns)
    return Prepared(reading, grouped, village, plan, duplicates)


def shown(file: FileTaken, made: Prepared) -> ImportPreview:
    rows = tuple(outcomes(made.reading, made.plan))
    counts = count(rows, made.plan)
    before = made.plan.known.totals
    asks = made.village is None and any(
        plan.new and not plan.family.household.area.named for plan in made.plan.families
    )
    return ImportPreview(file, counts, before, after(before, counts), rows, made.reading.problems, asks, prepared=made)
