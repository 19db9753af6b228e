"""Participant cards on paper: of one family or of a whole village; printing is logged and changes nothing."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Final
from uuid import UUID

from sqlalchemy import Row, Select, exists, select
from sqlalchemy.orm import Session, aliased

from desktop.documents.participant_card import CardSheet, ParticipantCard, write_cards
from desktop.errors import Refused
from desktop.models import Area, Enrolment, FamilyClosure, Household, Member, ProgrammeYear
from desktop.progress import SILENT, Progress
from desktop.rules.card_code import CardCode, check_card_code, make_card_code
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services import paper, paper_head
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.paper import PaperFile
from desktop.store.files import in_place
from desktop.store.unit import Unit

ENDED: Final = (EnrolmentStatus.STOPPED, EnrolmentStatus.GRADUATED, EnrolmentStatus.NOT_ELIGIBLE)


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose cards: one family by its card or id, or every family of a village by the village's code."""

    family: str = ""
    village: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """Where the cards lie and how many there are."""

    file: str
    cards: int


@dataclass(frozen=True, slots=True)
class CardFound:
    """Whose card was scanned, and whether it still counts."""

    family: UUID
    card: str
    programme: str
    status: str


@allowed(Role.OPERATOR)
def on_paper(desk: Desk, whose: Whose, progress: Progress = SILENT) -> PaperFile:
    """Make the cards in memory, to be seen and printed. A line in the log says so."""
    out = BytesIO()
    with desk.write("card.print") as unit:
        _write(desk, unit, whose, out, progress)
    return paper.open_paper(out.getvalue())


@allowed(Role.OPERATOR)
def to_file(desk: Desk, whose: Whose, out: Path, progress: Progress = SILENT) -> Printed:
    """Write the cards into a PDF; the line in the log and the file come together or not at all."""
    with in_place(out, desk.office.code) as placing, desk.write("card.print") as unit:
        with placing.open(out) as file:
            count = _write(desk, unit, whose, file, progress)
        placing.prove()
    return Printed(placing.placed[0], count)


@allowed(*EVERYBODY)
def scan(desk: Desk, text: str) -> CardFound:
    """Say whose card was scanned. Refuses what this office did not print; the look stands in the log."""
    with desk.write("card.scan") as unit:
        claimed = check_card_code(text, paper_head.seal_key(unit.session))
        statement = select(Enrolment).where(
            Enrolment.programme == claimed.programme, Enrolment.card_number == claimed.card
        )
        row = unit.session.scalars(statement).first()
        if row is None:
            raise Refused("card.unknown", card=claimed.card)
        unit.journal.note(kind="household", record=str(row.household_id), card=claimed.card)
        return CardFound(row.household_id, claimed.card, row.programme, row.status)


def _write(desk: Desk, unit: Unit, whose: Whose, file: BinaryIO, progress: Progress) -> int:
    session = unit.session
    rows = _of_family(session, whose.family) if whose.family else _of_village(session, whose.village)
    key, names = paper_head.ensure_seal_key(unit), _programmes(session)
    head = paper_head.letterhead(session)
    sheet = CardSheet(head.government, head.office, paper_head.practice(session))
    cards = (_card(row, desk.office.code, names, key) for row in rows)
    count = write_cards(cards, sheet, file, total=len(rows), progress=progress)
    if whose.family:
        family = str(rows[0].household_id)
        unit.journal.note(kind="household", record=family, cards=[row.card_number for row in rows])
    else:
        unit.journal.note(cards=count, village=whose.village)
    return count


def _card(row: Row[Any], office: str, programmes: dict[str, str], key: bytes) -> ParticipantCard:
    village = f"{paper_head.village_word(row.code)} {row.village}" if row.code else row.area_as_written
    code = make_card_code(CardCode(office, row.programme, row.card_number), key)
    name = programmes.get(row.programme, row.programme)
    return ParticipantCard(row.name or "", row.card_number, name, village, row.district or "", code)


def _of_family(session: Session, named: str) -> list[Row[Any]]:
    """Cards of one family, of each programme it is in. Refuses what is no card any more."""
    household = _household(session, named)
    rows = list(session.execute(_cards().where(Enrolment.household_id == household)))
    if not rows:
        _refuse(session, household)
    return rows


def _of_village(session: Session, code: str) -> list[Row[Any]]:
    """Cards of a village in the order in which one walks through it: RW, RT, name."""
    area = session.get(Area, code) if code else None
    if area is None or area.level != "village":
        raise Refused("family.unknown_village", written=code or "-")
    statement = _cards().where(Household.village_code == code)
    rows = sorted(session.execute(statement), key=_walk)
    if not rows:
        raise Refused("card.nobody", village=area.name)
    return rows


def _walk(row: Row[Any]) -> tuple[str, str, str, str]:
    """RW and RT are written with and without zeros in front."""
    return row.rw.strip().zfill(3), row.rt.strip().zfill(3), (row.name or "").upper(), row.card_number


def _cards() -> Select[Any]:
    village, district = aliased(Area), aliased(Area)
    closed = exists().where(FamilyClosure.household_id == Enrolment.household_id, FamilyClosure.reopened_on.is_(None))
    columns: tuple[Any, ...] = (
        Enrolment.household_id,
        Enrolment.programme,
        Enrolment.card_number,
        Member.name,
        Household.rt,
        Household.rw,
        Household.area_as_written,
        village.code,
        village.name.label("village"),
        district.name.label("district"),
    )
    return (
        select(*columns)
        .join(Household, Household.id == Enrolment.household_id)
        .outerjoin(Member, Member.id == Household.caretaker_id)
        .outerjoin(village, village.code == Household.village_code)
        .outerjoin(district, district.code == village.parent_code)
        .where(Enrolment.card_number.is_not(None), Enrolment.status.not_in(ENDED), ~closed)
        .order_by(Enrolment.programme)
    )


def _household(session: Session, named: str) -> UUID:
    """Wherever a card is asked for, a household's id works too (DESIGN.md 4.4)."""
    try:
        family = UUID(named)
    except ValueError:
        statement = select(Enrolment.household_id).where(Enrolment.card_number == named.strip().upper())
        found = session.scalars(statement.distinct()).all()
        if len(found) != 1:
            raise Refused("card.unknown", card=named) from None
        return found[0]
    if session.get(Household, family) is None:
        raise Refused("family.unknown")
    return family


def _refuse(session: Session, household: UUID) -> None:
    """Say why a family has no card to print."""
    rows = session.scalars(select(Enrolment).where(Enrolment.household_id == household)).all()
    for row in rows:
        if row.card_number:
            raise Refused("card.ended", card=row.card_number)
    raise Refused("card.none_yet")


def _programmes(session: Session) -> dict[str, str]:
    """Names by which people know the programmes, without the year: a card serves for many."""
    rows = session.execute(select(ProgrammeYear.programme, ProgrammeYear.name, ProgrammeYear.year))
    return {row.programme: row.name.removesuffix(str(row.year)).strip() for row in rows}
