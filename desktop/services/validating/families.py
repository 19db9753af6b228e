"""Families judged by the rules of a programme on a day, read by the hundred."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import LargeBinary, select, type_coerce
from sqlalchemy.orm import Session

from desktop.models import Enrolment, Household, Member
from desktop.progress import SILENT, Progress
from desktop.rules.eligibility import Verdict, judge
from desktop.rules.explaining import Applied, explain
from desktop.rules.programme_year import ProgrammeYear
from desktop.services.judging import AnyRow, aids_of_families, household_facts
from desktop.services.validating.days import Days
from desktop.services.validating.selecting import chunks
from desktop.wording import N_

JUDGING = N_("Judging families")
AT_ONCE = 500
E, H, M = Enrolment.__table__.c, Household.__table__.c, Member.__table__.c


@dataclass(frozen=True, slots=True)
class JudgedFamily:
    """One enrolment with what the rules say of it."""

    enrolment: UUID
    household: UUID
    verdict: Verdict
    names: tuple[str, ...]
    on: date

    @property
    def lines(self) -> tuple[Applied, ...]:
        """The rules written out; who only counts verdicts does not ask for it."""
        return explain(self.verdict, self.names, self.on)

    @property
    def broken(self) -> tuple[str, ...]:
        """Codes of the rules that are broken."""
        return tuple(reason.code for reason in self.verdict.broken)


def judged(
    session: Session,
    programme: ProgrammeYear,
    enrolments: Sequence[UUID],
    days: Days,
    progress: Progress = SILENT,
    what: str = JUDGING,
) -> Iterator[JudgedFamily]:
    """Judge enrolments of a programme, each on its day, in their order."""
    done = 0
    for part in chunks(enrolments, AT_ONCE):
        progress.step(done, len(enrolments), what)
        yield from _judged(session, programme, part, days)
        done += len(part)
    progress.step(done, len(enrolments), what)


def _judged(session: Session, programme: ProgrammeYear, part: list[UUID], days: Days) -> Iterator[JudgedFamily]:
    families = select(
        E.id.label("enrolment_id"), E.household_id, H.receives_pkh, H.poverty_source, H.poverty_percentile
    )
    statement = families.join_from(Enrolment, Household, E.household_id == H.id).where(E.id.in_(part))
    rows = {row.enrolment_id: row for row in session.execute(statement)}
    households = [row.household_id for row in rows.values()]
    members = _members(session, households)
    aids = {on: aids_of_families(session.connection(), households, programme.code, on)
            for on in {days.of(enrolment).on for enrolment in part}}  # fmt: skip
    for enrolment in part:
        row, on = rows[enrolment], days.of(enrolment).on
        people = members[row.household_id.bytes]
        verdict = judge(programme, household_facts(row, people, aids[on].get(row.household_id, ())), on)
        yield JudgedFamily(enrolment, row.household_id, verdict, tuple(one.name for one in people), on)


def _members(session: Session, households: list[UUID]) -> dict[bytes, list[AnyRow]]:
    """Members by the bytes of their family: a UUID made of each row would take longer than reading it."""
    family = type_coerce(M.household_id, LargeBinary)
    statement = select(
        family.label("family"), M.name, M.sex, M.birth_date, M.relation, M.marital, M.schooling, M.school_level,
        M.pregnant, M.disability, M.presence,
    ).where(M.household_id.in_(households)).order_by(M.household_id, M.position)  # fmt: skip
    found: defaultdict[bytes, list[AnyRow]] = defaultdict(list)
    for row in session.execute(statement):
        found[row.family].append(row)
    return found
