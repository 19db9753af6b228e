"""Reads families with their members by the thousand and judges each for a tranche."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import Connection, exists, func, select

from desktop.models import Enrolment, EnrolmentStep, FamilyClosure, Household, Member, Sanction, WaitingPlace
from desktop.progress import SILENT, Progress
from desktop.rules import eligibility
from desktop.rules.eligibility import Verdict
from desktop.rules.entitlement import Part, PartKind, entitlement, parts_of, reduction, total
from desktop.rules.programme_year import ProgrammeYear, SanctionKind, Scheme
from desktop.rules.terms import EnrolmentStatus, Presence
from desktop.services import enrolling
from desktop.services.judging import Aids, AnyRow, aids_of_programme, household_facts
from desktop.wording import N_

JUDGING = N_("Judging families")
EVERY = 500
HELD = "money.held_by_sanction"
E, H, M, S = Enrolment.__table__.c, Household.__table__.c, Member.__table__.c, Sanction.__table__.c
_CLOSED = exists().where(FamilyClosure.household_id == E.household_id, FamilyClosure.reopened_on.is_(None))
_CERTIFIED_AGAIN = (
    exists()
    .where(
        E.status == EnrolmentStatus.CANDIDATE,
        EnrolmentStep.enrolment_id == E.id,
        EnrolmentStep.status == EnrolmentStatus.CANDIDATE,
        EnrolmentStep.on == E.since,
        EnrolmentStep.reason.startswith(enrolling.RECERTIFY),
    )
    .correlate(Enrolment.__table__)
)
_WAITS = exists().where(WaitingPlace.enrolment_id == E.id, WaitingPlace.left_on.is_(None))
STATUS_CODES = MappingProxyType(
    {
        EnrolmentStatus.NOT_ELIGIBLE: "money.left_out_not_eligible",
        EnrolmentStatus.SUSPENDED: "money.left_out_suspended",
        EnrolmentStatus.STOPPED: "money.left_out_stopped",
        EnrolmentStatus.GRADUATED: "money.left_out_graduated",
    }
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A family as judged. `refused` is the code of the first thing in the way, "" when it can be listed.

    `held` is the code of what withholds the money of a family that is listed; reductions name their sanctions.
    """

    row: AnyRow
    caretaker: AnyRow | None
    parts: tuple[Part, ...]
    sanctions: tuple[UUID | None, ...]  # of each part; None where it is no reduction
    refused: str
    values: dict[str, object]  # of the refusal's sentence
    explanation: str
    held: str = ""

    @property
    def amount(self) -> int:
        return total(self.parts)


def judged_families(
    connection: Connection, programme: ProgrammeYear, tranche: int, on: date, progress: Progress = SILENT
) -> Iterator[Judged]:
    """Judge every enrolled family of the programme on the day of the tranche."""
    if programme.scheme is Scheme.FLAT:
        entitlement(programme, tranche)  # refused here where the amount is empty, however many families there are
    count = select(func.count()).select_from(Enrolment).where(E.programme == programme.code)
    total = connection.execute(count).scalar_one()
    aids = aids_of_programme(connection, programme.code, on)
    sanctions = _sanctions(connection, programme, tranche)
    for done, (row, members) in enumerate(_families(connection, programme.code)):
        if done % EVERY == 0:
            progress.step(done, total, JUDGING)
        judged = _judge(row, members, aids, programme, tranche, on)
        yield _sanctioned(judged, sanctions[row.enrolment_id]) if row.enrolment_id in sanctions else judged


def _sanctions(connection: Connection, programme: ProgrammeYear, tranche: int) -> Mapping[UUID, Sequence[AnyRow]]:
    """What stands against each family in this tranche and cuts or withholds its money."""
    statement = select(S.id, S.enrolment_id, S.kind, S.percent).where(
        S.programme == programme.code,
        S.year == programme.year,
        S.tranche == tranche,
        S.lifted_by.is_(None),
        S.kind.in_((SanctionKind.REDUCTION, SanctionKind.SUSPENSION)),
    )
    found: defaultdict[UUID, list[AnyRow]] = defaultdict(list)
    for row in connection.execute(statement.order_by(S.id)):
        found[row.enrolment_id].append(row)
    return found


def _sanctioned(judged: Judged, sanctions: Sequence[AnyRow]) -> Judged:
    """Cut what a family gets, or hold it back; nothing of an amount that was not there."""
    if judged.refused:
        return judged
    cutting = [one for one in sanctions if one.kind == SanctionKind.REDUCTION]
    cuts = reduction(judged.amount, [one.percent for one in cutting])
    parts = tuple(Part(PartKind.REDUCTION, str(one.percent), 1, cut) for one, cut in zip(cutting, cuts, strict=True))
    cut = replace(judged, parts=judged.parts + parts, sanctions=judged.sanctions + tuple(one.id for one in cutting))
    if not cut.amount:
        return replace(judged, refused="money.left_out_reduced")
    held = any(one.kind == SanctionKind.SUSPENSION for one in sanctions)
    return replace(cut, held=HELD) if held else cut


def _families(connection: Connection, programme: str) -> Iterator[tuple[AnyRow, list[AnyRow]]]:
    """Families with their members; both are read in the order of the families' ids and joined on the way."""
    streaming = {"yield_per": EVERY}
    families = (
        select(
            E.id.label("enrolment_id"), E.household_id, E.status, E.card_number, E.category,
            H.no_kk, H.address, H.hamlet, H.rt, H.rw, H.village_code, H.receives_pkh, H.poverty_source,
            H.poverty_percentile, H.caretaker_id, _CLOSED.label("closed"), _WAITS.label("waits"),
            _CERTIFIED_AGAIN.label("certified_again"),
        )
        .join_from(Enrolment, Household, E.household_id == H.id)
        .where(E.programme == programme)
        .order_by(E.household_id)
    )  # fmt: skip
    people = (
        select(
            M.id, M.household_id, M.name, M.nik, M.sex, M.birth_date, M.relation, M.marital, M.schooling,
            M.school_level, M.pregnant, M.disability, M.presence,
        )
        .join_from(Enrolment, Member, E.household_id == M.household_id)
        .where(E.programme == programme)
        .order_by(M.household_id, M.position)
    )  # fmt: skip
    groups = groupby(connection.execute(people, execution_options=streaming), attrgetter("household_id"))
    household, members = next(groups, (None, iter(())))
    for row in connection.execute(families, execution_options=streaming):
        if row.household_id == household:
            yield row, list(members)
            household, members = next(groups, (None, iter(())))
        else:
            yield row, []


def _judge(row: AnyRow, members: list[AnyRow], aids: Aids, programme: ProgrammeYear, tranche: int, on: date) -> Judged:
    caretaker = next((one for one in members if one.id == row.caretaker_id), None)
    verdict = eligibility.judge(programme, household_facts(row, members, aids.get(row.household_id, ())), on)
    refused, values = _in_the_way(row, caretaker, verdict, programme)
    parts: tuple[Part, ...] = ()
    if not refused:
        counted = [examined.components for examined in verdict.examinations if examined.found]
        parts = parts_of(programme, tranche, counted, row.category or "")
        refused = "" if total(parts) else "money.left_out_nothing"
    return Judged(row, caretaker, parts, (None,) * len(parts), refused, values, _explanation(verdict, row.category))


def _in_the_way(
    row: AnyRow, caretaker: AnyRow | None, verdict: Verdict, programme: ProgrammeYear
) -> tuple[str, dict[str, object]]:
    """Code and values of the first thing that keeps the family off the list."""
    if code := _standing(row):
        return code, {}
    for reason in verdict.reasons:
        if reason.in_the_way:
            return reason.code, reason.values
    if caretaker is None or caretaker.presence != Presence.LIVING_HERE:
        return "money.left_out_caretaker", {}
    if row.village_code is None:
        return "money.left_out_unplaced", {}
    if programme.scheme is Scheme.BY_CATEGORY and row.category not in {rate.key for rate in programme.rates}:
        return "money.left_out_category", {}
    return "", {}


def _standing(row: AnyRow) -> str:
    """Code of what a person decided about the family that keeps it off every list."""
    if row.closed:
        return "money.left_out_closed"
    if row.waits:
        return "money.left_out_waiting"
    if row.certified_again:
        return "money.left_out_recertify"
    status = EnrolmentStatus(row.status)
    return "" if status in enrolling.LISTED else STATUS_CODES[status]


def _explanation(verdict: Verdict, category: str | None) -> str:
    """Why the family is entitled, as JSON: how many members count for what, and what nobody could say."""
    counted = Counter(component.value for one in verdict.examinations for component in one.components)
    kept: dict[str, object] = {"components": dict(sorted(counted.items()))}
    if verdict.unknown:
        kept["unknown"] = [reason.code for reason in verdict.unknown]
    if category:
        kept["category"] = category
    return json.dumps(kept, separators=(",", ":"))
