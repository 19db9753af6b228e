"""The letters of the office: issued from a template under the next number, with the wording kept as it went out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, tuple_
from sqlalchemy.orm import Session

from desktop.documents import letters as documents
from desktop.documents.letter_pages import LetterPrint, draw_letters
from desktop.documents.letter_template import LetterTemplate, parse_template
from desktop.documents.letters import FrozenLetter, LetterFrame, LetterSignatory
from desktop.errors import Refused
from desktop.models import Letter
from desktop.progress import SILENT, Progress
from desktop.rules.ids import new_id
from desktop.rules.numbering import LetterNumber, letter_number
from desktop.rules.receipt_code import Paper, PaperNumber, make_code
from desktop.rules.terms import Role
from desktop.services import counting, enrolling, kept_papers, office_settings, paper_head
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.letter_values import (
    Occasion,
    Recipient,
    occasion_words,
    of_family,
    of_tranche,
    office_words,
)
from desktop.services.money.keys import TrancheKey
from desktop.store.files import in_place, system_errors
from desktop.store.unit import Unit

__all__ = [
    "Issued",
    "LetterRow",
    "Occasion",
    "TemplateRow",
    "To",
    "count",
    "find_template",
    "issue",
    "register",
    "reprint",
    "templates",
]

CHUNK: Final = 1_000
NOWHERE = Occasion()


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template to choose; `needs` are the placeholders it asks values for."""

    code: str
    title: str
    paper: str
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class To:
    """Whom a letter goes to: one family (card or id), or all that get money in a tranche."""

    household: str = ""
    tranche: TrancheKey | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """Letters that went out, with their first and last number as printed."""

    file: str
    count: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter in the register."""

    id: UUID
    number: int
    number_text: str
    fiscal_year: int
    on: date
    template: str
    subject: str
    addressee: str
    household_id: UUID | None
    prints: int


def templates(resources: Path) -> list[TemplateRow]:
    """Templates to choose from; refused with the file's line where one was edited wrongly."""
    read = (_read(path) for path in sorted((resources / "letters").glob("*.txt")))
    return [TemplateRow(one.code, one.title, one.paper.value, one.placeholders) for one in read]


@allowed(Role.OPERATOR)
def issue(
    desk: Desk,
    template: Path,
    to: To,
    occasion: Occasion,
    out: Path,
    progress: Progress = SILENT,
) -> Answer[Issued]:
    """Issue letters and write them into one PDF: numbers, wording and file come together or not at all (`in_place`).

    Refused where a value of the template is missing, and when nobody is there to write to.
    """
    made = _read(template)
    with in_place(out, desk.office.code) as paper, desk.write("letter.issue") as unit:
        everybody = list(_recipients(unit.session, to, desk.office.code))
        if not everybody:
            raise Refused("letters.nobody")
        paper_head.ensure_seal_key(unit)
        writer = _Writer(desk, unit, made, occasion)
        numbers = counting.take(unit, counting.letter_series(writer.day.year), len(everybody))
        how = LetterPrint(practice=paper_head.practice(unit.session))
        with paper.open(out) as file:
            draw_letters(writer.write(everybody, numbers), file, how, total=len(everybody), progress=progress)
        unit.journal.note(template=made.code, letters=len(everybody), first=numbers[0], last=numbers[-1])
        paper.prove()
    first, last = (writer.number(number) for number in (numbers[0], numbers[-1]))
    return Answer(Issued(paper.placed[0], len(everybody), first, last), unit.changes)


@allowed(Role.OPERATOR)
def reprint(desk: Desk, letters: Iterable[UUID], out: Path, progress: Progress = SILENT) -> Answer[Issued]:
    """Print letters again as they went out, marked SALINAN and counted."""
    with in_place(out, desk.office.code) as paper, desk.write("letter.reprint") as unit:
        table = Letter.__table__
        wanted = set(letters)
        statement = select(table).where(table.c.id.in_(wanted)).order_by(table.c.fiscal_year, table.c.number)
        rows = [enrolling.as_dict(row) for row in unit.connection.execute(statement)]
        if not rows:
            raise Refused("letters.nobody")
        if len(rows) < len(wanted):
            raise Refused("letters.unknown", count=len(wanted) - len(rows))
        how = LetterPrint(practice=paper_head.practice(unit.session), copied_on=desk.today())
        kept = [(row["template"], row["wording"]) for row in rows]
        with paper.open(out) as file:
            kept_papers.draw(kept, file, how, progress)
        for row in rows:
            row["prints"] += 1
        unit.update_many(Letter, rows)
        unit.journal.note(letters=len(rows), first=rows[0]["number"], last=rows[-1]["number"])
        paper.prove()
    return Answer(Issued(paper.placed[0], len(rows), rows[0]["number_text"], rows[-1]["number_text"]), unit.changes)


class LetterPage(NamedTuple):
    """One page of the register and where the next begins: year and number; None when this is the last."""

    rows: list[LetterRow]
    following: tuple[int, int] | None


@allowed(*EVERYBODY)
def register(desk: Desk, text: str = "", limit: int = 50, after: tuple[int, int] | None = None) -> LetterPage:
    """One page of the register, the newest first, narrowed by number, name or subject; and where the next begins."""
    place = (Letter.fiscal_year, Letter.number)
    with desk.read() as session:
        statement = select(Letter).where(*_matching(desk, text))
        if after is not None:
            statement = statement.where(tuple_(*place) < tuple_(*after))
        found = session.scalars(statement.order_by(*(one.desc() for one in place)).limit(limit + 1)).all()
    rows = [_row(letter) for letter in found[:limit]]
    following = (rows[-1].fiscal_year, rows[-1].number) if len(found) > limit else None
    return LetterPage(rows, following)


@allowed(*EVERYBODY)
def count(desk: Desk, text: str = "") -> int:
    """How many letters the register holds, narrowed as the register is."""
    with desk.read() as session:
        return session.scalar(select(func.count()).select_from(Letter).where(*_matching(desk, text))) or 0


def _matching(desk: Desk, text: str) -> Iterator[ColumnElement[bool]]:
    yield Letter.owner == desk.office.code
    if typed := " ".join(text.split()):
        fields = (Letter.number_text, Letter.addressee, Letter.subject)
        yield or_(*(field.icontains(typed, autoescape=True) for field in fields))


def _recipients(session: Session, to: To, office: str) -> Iterator[Recipient]:
    if to.household:
        return iter((of_family(session, to.household, office, to.tranche),))
    if to.tranche is not None:
        return of_tranche(session, to.tranche, office)
    raise Refused("letters.to_whom")


class _Writer:
    """Makes each recipient's letter, keeps it in the register, and hands it on to be drawn."""

    def __init__(self, desk: Desk, unit: Unit, template: LetterTemplate, occasion: Occasion) -> None:
        session = unit.session
        self.day = desk.today()
        self._desk, self._unit, self._template = desk, unit, template
        self._papers = office_settings.get(session, office_settings.Papers)
        head = office_settings.get(session, office_settings.Signatories).head
        self._signatory = LetterSignatory(head.title, head.name, head.nip, head.rank)
        self._letterhead = paper_head.letterhead(session)
        self._city = paper_head.city(session)
        self._key = paper_head.seal_key(session)
        self._words = office_words(session) | occasion_words(occasion)

    def number(self, number: int) -> str:
        """A number as printed, by the office's pattern."""
        parts = LetterNumber(self._template.klasifikasi, number, self._papers.unit, self.day)
        return letter_number(self._papers.letter_pattern, parts)

    def write(self, everybody: Iterable[Recipient], numbers: Iterable[int]) -> Iterator[FrozenLetter]:
        waiting: list[dict[str, Any]] = []
        for recipient, number in zip(everybody, numbers, strict=True):
            frozen = self._letter(recipient, number)
            waiting.append(self._kept(recipient, number, frozen))
            if len(waiting) == CHUNK:
                self._unit.insert_many(Letter, waiting)
                waiting = []
            yield frozen
        self._unit.insert_many(Letter, waiting)

    def _letter(self, recipient: Recipient, number: int) -> FrozenLetter:
        code = make_code(PaperNumber(Paper.LETTER, self._desk.office.code, self.day.year, number), self._key)
        frame = LetterFrame(self._letterhead, self.number(number), self._city, self.day, self._signatory, code)
        return documents.fill(self._template, self._words | recipient.words, frame)

    def _kept(self, recipient: Recipient, number: int, frozen: FrozenLetter) -> dict[str, Any]:
        return {
            "id": new_id(),
            "template": self._template.code,
            "fiscal_year": self.day.year,
            "number": number,
            "number_text": frozen.number[:120],
            "on": self.day,
            "household_id": recipient.household_id,
            "pay_list_id": recipient.pay_list_id,
            "subject": frozen.hal[:200],
            "addressee": recipient.name,
            "wording": frozen.to_json(),
            "prints": 1,
            "issued_by": self._desk.person.id,
            "issued_at": self._desk.now(),
        }


def find_template(resources: Path, named: str) -> Path:
    """The packaged template of this name, or the file of an office's own."""
    path = resources / "letters" / f"{named}.txt"
    if path.is_file():
        return path
    if not Path(named).is_file():
        known = ", ".join(one.stem for one in sorted((resources / "letters").glob("*.txt")))
        raise Refused("letters.template_unknown", named=named, known=known)
    return Path(named)


def _read(path: Path) -> LetterTemplate:
    with system_errors(path):
        return parse_template(path.read_bytes())


def _row(letter: Letter) -> LetterRow:
    return LetterRow(
        letter.id,
        letter.number,
        letter.number_text,
        letter.fiscal_year,
        letter.on,
        letter.template,
        letter.subject,
        letter.addressee,
        letter.household_id,
        letter.prints,
    )
