"""Explaining rows that the tests name: why a row is right, or what was done. It takes no finding away."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import AuditFinding, FindingExplanation, User
from desktop.rules.ids import new_id
from desktop.rules.terms import Role
from desktop.services.auditing import said
from desktop.services.auditing.audits import AUDITORS, known
from desktop.services.auditing.kinds import AuditTest
from desktop.services.auditing.said import Said
from desktop.services.auditing.scope import PORTION
from desktop.services.desk import Answer, Desk, allowed

# The auditor reads what he is told, and says nothing in the office's name.
EXPLAINERS: Final = (Role.OPERATOR, Role.SUPERVISOR)
LONGEST: Final = 400
Subject = tuple[str, UUID | None, str]


@allowed(*EXPLAINERS)
def explain(desk: Desk, rows: Sequence[UUID], reason: str) -> Answer[int]:
    """Keep what the office says of these rows, here and in every later run; an empty reason takes it back.

    Answers of how many rows it was kept. Refused for rows that are not in the office, and where nothing is said.
    """
    text = " ".join(reason.split())
    if len(text) > LONGEST:
        raise Refused("audit.long_reason", most=LONGEST)
    with desk.write("audit.explain") as unit:
        subjects = _subjects(unit.session, rows, only_explained=not text)
        if not subjects:
            raise Refused("audit.no_reason")
        at = desk.now()
        unit.insert_many(FindingExplanation, [_row(one, text, desk.person.id, at) for one in subjects])
        unit.journal.note(rows=len(subjects))
    return Answer(len(subjects), unit.changes)


@allowed(*AUDITORS)
def history(desk: Desk, row: UUID) -> tuple[Said, ...]:
    """Everything that was said of a row, the newest first; what takes back has no reason."""
    order = (FindingExplanation.at.desc(), FindingExplanation.id.desc())
    statement = (
        select(FindingExplanation, User)
        .join(User, User.id == FindingExplanation.by)
        .join(AuditFinding, said.about(FindingExplanation))
        .where(AuditFinding.id == row)
        .order_by(*order)
    )
    with desk.read() as session:
        if session.get(AuditFinding, row) is None:
            raise Refused("audit.unknown")
        return tuple(said.of(found, user) for found, user in session.execute(statement))


@allowed(*AUDITORS)
def counts(desk: Desk, check: UUID) -> Mapping[AuditTest, int]:
    """How many rows of each test of a run are explained; a test without any is not in it."""
    statement = (
        select(AuditFinding.code, func.count())
        .where(AuditFinding.check_id == check, said.explained())
        .group_by(AuditFinding.code)
    )
    with desk.read() as session:
        known(session, check)
        return {AuditTest(code): many for code, many in session.execute(statement)}


def _subjects(session: Session, rows: Sequence[UUID], *, only_explained: bool) -> list[Subject]:
    """What the rows are about, each once: two runs may name the same."""
    wanted = list(dict.fromkeys(rows))
    found = list(_findings(session, wanted, only_explained=False))
    if len(found) != len(wanted):
        raise Refused("audit.unknown")
    if only_explained:
        found = list(_findings(session, wanted, only_explained=True))
    return list(dict.fromkeys(_subject(one) for one in found))


def _findings(session: Session, rows: Sequence[UUID], *, only_explained: bool) -> Iterator[AuditFinding]:
    for start in range(0, len(rows), PORTION):
        statement = select(AuditFinding).where(AuditFinding.id.in_(rows[start : start + PORTION]))
        yield from session.scalars(statement.where(said.explained()) if only_explained else statement)


def _subject(found: AuditFinding) -> Subject:
    return found.code, found.payment_id, found.told if found.payment_id is None else ""


def _row(subject: Subject, reason: str, by: UUID, at: Any) -> dict[str, Any]:
    code, payment, told = subject
    return {"id": new_id(), "code": code, "payment_id": payment, "told": told, "reason": reason, "by": by, "at": at}
