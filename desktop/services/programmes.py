"""Programme years of the office: taken from the packaged files, kept as data in the office (DESIGN.md 5)."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.changes import Changes
from desktop.errors import Refused
from desktop.models import ProgrammeYear, Tranche
from desktop.rules import programme as rules
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.store.files import system_errors, whole_file
from desktop.store.unit import Unit


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme year as lists show it."""

    programme: str
    year: int
    name: str

    @property
    def code(self) -> str:
        return f"{self.programme}-{self.year}"


def known(resources: Path) -> list[str]:
    """Names of the packaged programme years."""
    return sorted(path.stem for path in (resources / "programmes").glob("*.toml"))


@dataclass(frozen=True, slots=True)
class Offered:
    """A packaged programme year; `here` says whether it is meant for the area it was asked for."""

    row: ProgrammeRow
    title: str
    here: bool


def offered(resources: Path, area: str) -> list[Offered]:
    """Packaged programme years for an office: those of its area first, the newest first."""
    found = []
    for name in known(resources):
        year = packaged(name, resources)
        row = ProgrammeRow(year.code, year.year, year.name)
        found.append(Offered(row, year.title, _meant_for(year, area)))
    return sorted(found, key=_as_offered)


def _meant_for(year: rules.ProgrammeYear, area: str) -> bool:
    """Whether an area takes part: itself, what it lies in, or a province with any of the areas below it."""
    if not year.areas:
        return year.province in ("", area[:2])
    return any(_lies_in(area, one) or _lies_in(one, area) for one in year.areas)


def _lies_in(area: str, other: str) -> bool:
    return f"{area}.".startswith(f"{other}.")


def _as_offered(one: Offered) -> tuple[bool, int, str]:
    return not one.here, -one.row.year, one.row.programme


def packaged(name: str, resources: Path) -> rules.ProgrammeYear:
    """Read a packaged programme year, or one the office wrote itself, given as a path to its file."""
    path = resources / "programmes" / f"{name}.toml"
    if name not in known(resources):
        path = Path(name)
        if not path.is_file():
            raise Refused("programme.unknown", name=name, known=", ".join(known(resources)))
    with system_errors(path):
        return rules.parse_programme(path.read_bytes())


def save_file(name: str, resources: Path, to: Path) -> Path:
    """Write a packaged programme year as a file to change and add as the office's own; answers where it lies."""
    packaged(name, resources)
    with whole_file(to) as file:
        file.write((resources / "programmes" / f"{name}.toml").read_bytes())
    return to


def store(unit: Unit, year: rules.ProgrammeYear, office: str) -> None:
    """Put a programme year and its tranches into the office; the province owns them (DESIGN.md 4.3)."""
    owner = office.split(".", maxsplit=1)[0]
    unit.session.add(
        ProgrammeYear(programme=year.code, year=year.year, name=year.name, rules=rules.to_json(year), owner=owner)
    )
    unit.session.flush()
    for tranche in year.tranches:
        unit.session.add(
            Tranche(
                programme=year.code,
                year=year.year,
                number=tranche.number,
                amount=tranche.amount,
                window_start=tranche.window_start,
                window_end=tranche.window_end,
                owner=owner,
            )
        )


@allowed(Role.ADMINISTRATOR)
def add(desk: Desk, name: str, resources: Path) -> Answer[ProgrammeRow]:
    """Let the office run one more programme year."""
    year = packaged(name, resources)
    with desk.write("programme.add") as unit:
        if unit.session.get(ProgrammeYear, (year.code, year.year)):
            raise Refused("programme.there", name=year.name)
        store(unit, year, desk.office.code)
    return Answer(ProgrammeRow(year.code, year.year, year.name), Changes.of("programme_year", "tranche"))


@allowed(*EVERYBODY)
def here(desk: Desk) -> list[ProgrammeRow]:
    """Programme years this office runs, the newest first."""
    with desk.read() as session:
        return _rows(session)


@allowed(*EVERYBODY)
def look(desk: Desk, row: ProgrammeRow) -> rules.ProgrammeYear:
    """Everything a programme year of this office says."""
    with desk.read() as session:
        return rules_of(session, row.programme, row.year)


def rules_of(session: Session, programme: str, year: int) -> rules.ProgrammeYear:
    """Rules of one programme year of this office."""
    row = session.get(ProgrammeYear, (programme, year))
    if row is None:
        raise Refused("programme.not_here", name=f"{programme}-{year}")
    return rules.from_json(row.rules)


def newest(session: Session, programme: str | None = None) -> rules.ProgrammeYear:
    """Rules of the newest year of a programme, or of the only programme there is."""
    rows = [row for row in _rows(session) if programme in (None, row.programme)]
    codes = {row.programme for row in rows}
    if not rows:
        raise Refused("programme.none")
    if len(codes) > 1:
        raise Refused("programme.which", known=", ".join(sorted(codes)))
    return rules_of(session, rows[0].programme, rows[0].year)


def _rows(session: Session) -> list[ProgrammeRow]:
    statement = select(ProgrammeYear.programme, ProgrammeYear.year, ProgrammeYear.name).order_by(
        ProgrammeYear.year.desc(), ProgrammeYear.programme
    )
    return [ProgrammeRow(*row) for row in session.execute(statement)]
