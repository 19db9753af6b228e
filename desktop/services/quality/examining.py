"""Examines the families that changed, a few hundred at a time, and lets a doubt stand with a reason."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from desktop.changes import Changes
from desktop.code_lists import CodeLists
from desktop.errors import Refused
from desktop.models import WarningOverride
from desktop.progress import SILENT, Progress
from desktop.rules.code_lists import CodeBook
from desktop.rules.fault_kinds import KINDS, WIDER, Level
from desktop.rules.faults import Fault
from desktop.rules.faults import examine as faults_of
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.quality.reading import ReadFamily, read
from desktop.store import examining as store
from desktop.store.examining import FoundFault
from desktop.wording.quality import EXAMINING

CHUNK = 200  # families; about a tenth of a second
LONGEST_REASON = 200
FAULTS = "family_fault"


@dataclass(frozen=True, slots=True)
class Examination:
    """How many families were looked at, and how many of those have something to be mended or asked."""

    families: int
    faulty: int


@allowed(*EVERYBODY)
def waiting(desk: Desk) -> int:
    """How many families changed, or came, since they were last examined."""
    with desk.read() as session:
        return store.waiting(session.connection(), desk.today())


@allowed(*EVERYBODY)
def examine(desk: Desk, progress: Progress = SILENT) -> Answer[Examination]:
    """Examine every family that waits for it. What was found till a cancel stays, for it is derived.

    The rules are applied beside the writer; it is held up only for the short moment in which the result is kept.
    """
    book = CodeLists().book
    total, done, faulty = waiting(desk), 0, 0
    last, changes = uuid.UUID(int=0), Changes()
    while True:
        progress.step(done, max(total, done), EXAMINING)
        with desk.read() as session:
            connection = session.connection()
            stamp = store.last_change(connection)
            families = store.next_families(connection, desk.today(), last, CHUNK)
            found = dict(found_in(connection, families, book, desk))
        if not families:
            break
        with desk.write("faults.examine") as unit:
            if store.last_change(unit.connection) != stamp:  # somebody saved meanwhile, perhaps one of these
                found = dict(found_in(unit.connection, families, book, desk))
            store.keep(unit.connection, found, desk.today())
            unit.touch(FAULTS)
            changes = unit.changes
        last, done = families[-1], done + len(families)
        faulty += sum(any(not one.stands for one in faults) for faults in found.values())
    return Answer(Examination(done, faulty), changes)


@allowed(Role.OPERATOR)
def let_stand(desk: Desk, family: uuid.UUID, code: str, about: str, reason: str) -> Answer[None]:
    """Keep why a doubtful value is right; another value is doubted anew (DESIGN.md 4.6)."""
    if not reason.strip():
        raise Refused("quality.reason_needed")
    with desk.write("faults.let_stand") as unit:
        book = CodeLists().book
        known = next(read(unit.connection, [family], book), None)
        if known is None:
            raise Refused("family.unknown")
        if known.owner != desk.office.code:
            raise Refused("quality.other_owner", owner=known.owner)
        fault = _open_fault(known, code, about, desk)
        bearer = fault.person if fault.person is not None else 0
        unit.session.add(
            WarningOverride(
                member_id=known.members[bearer],
                code=code,
                about=about,
                reason=reason.strip()[:LONGEST_REASON],
                by=desk.person.id,
                at=desk.now(),
            )
        )
        unit.session.flush()
        store.keep(unit.connection, dict(found_in(unit.connection, [family], book, desk)), desk.today())
        unit.touch(FAULTS)
    return Answer(None, unit.changes)


def _open_fault(known: ReadFamily, code: str, about: str, desk: Desk) -> Fault:
    found = [one for one in _faults(known, desk.office.code, desk.today()) if (one.code, one.about) == (code, about)]
    if not found or _stands(found[0], known):
        raise Refused("quality.no_such_fault")
    if KINDS[found[0].code].level is not Level.DOUBT:
        raise Refused("quality.must_be_mended")
    if not known.members:
        raise Refused("quality.nobody_to_name")
    return found[0]


def found_in(
    connection: Connection, families: Sequence[uuid.UUID], book: CodeBook, desk: Desk
) -> Iterator[tuple[uuid.UUID, list[FoundFault]]]:
    """What the rules find in each family, as it is kept."""
    office, today = desk.office.code, desk.today()
    for known in read(connection, families, book):
        yield (
            known.id,
            [
                FoundFault(
                    None if fault.person is None else known.members[fault.person],
                    fault.code.value,
                    fault.about,
                    _stands(fault, known),
                )
                for fault in _faults(known, office, today)
            ],
        )


def _faults(known: ReadFamily, office: str, today: date) -> tuple[Fault, ...]:
    """Nobody is asked about a family that left the lists."""
    return () if known.closed else faults_of(known.family, office, today)


def _stands(fault: Fault, known: ReadFamily) -> bool:
    if KINDS[fault.code].level is not Level.DOUBT:
        return False
    codes = (fault.code, WIDER.get(fault.code, fault.code))
    return any((code.value, fault.about) in known.reasoned for code in codes)
