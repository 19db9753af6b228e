"""Drafting a list: every enrolled family judged, the eligible listed with their data frozen, the others counted."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Enrolment, PayList, PayListStep, Task, Tranche
from desktop.progress import SILENT, Progress
from desktop.rules.ids import new_id
from desktop.rules.programme_year import ProgrammeYear
from desktop.rules.terms import EnrolmentStatus, PayListState, PaymentState, Role
from desktop.services import enrolling, programmes
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.enrolling import Move
from desktop.services.money import decrees, figures, later_lists
from desktop.services.money.decrees import NewDecree
from desktop.services.money.facts import Judged, judged_families
from desktop.services.money.freezing import padded, write_payments
from desktop.services.money.keys import TrancheKey, list_of
from desktop.services.money.rows import Counted, Drafted
from desktop.store.unit import Unit
from desktop.wording import N_

SAVING = N_("Saving the list")
REDRAFTED = frozenset({PayListState.DRAFT, PayListState.CHECKED})


@allowed(Role.OPERATOR)
def create(
    desk: Desk,
    key: TrancheKey,
    decree: NewDecree | None = None,
    progress: Progress = SILENT,
    *,
    again: Collection[UUID] = (),
) -> Answer[Drafted]:
    """Draft the list of a tranche, or draft it again while nobody approved it.

    Who was listed and is no longer eligible stays on the list, withheld. A later list (`key.supplement`) takes whoever
    is eligible and stands in no list of the tranche; `again` names enrolments whose money went back to the treasury
    and is paid after all. Refused where no source says the amount, and once the list is approved.
    """
    with desk.write("tranche.create") as unit:
        programme = programmes.rules_of(unit.session, key.programme, key.year)
        others = later_lists.elsewhere(unit.session, key, desk.office.code, again)
        pay_list = _begin(desk, unit, key)
        found = [
            others.judged(one)
            for one in judged_families(unit.connection, programme, key.number, pay_list.as_of, progress)
        ]
        listed = sorted((one for one in found if not one.refused), key=_place)
        progress.step(0, len(listed), SAVING)
        _enrol(desk, unit, programme, pay_list.as_of, listed)
        added = write_payments(unit, pay_list, listed)
        _open_tasks(desk, unit, key, listed)
        if decree is not None:
            decrees.attach(unit, desk, pay_list, decree)
        left_out = _left_out(found)
        unit.journal.note(tranche=str(key), left_out=json.dumps({one.code: one.count for one in left_out}))
        answer = _answer(unit.session, key, pay_list.id, added, left_out)
    return Answer(answer, unit.changes)


@allowed(*EVERYBODY)
def look_over(
    desk: Desk, key: TrancheKey, progress: Progress = SILENT, *, again: Collection[UUID] = ()
) -> tuple[Counted, ...]:
    """Count who would be left out of the list and why; nothing is written."""
    with desk.read() as session:
        programme = programmes.rules_of(session, key.programme, key.year)
        pay_list = list_of(session, key, desk.office.code)
        day = pay_list.as_of if pay_list else _as_of(desk, session, key)
        others = later_lists.elsewhere(session, key, desk.office.code, again)
        found = judged_families(session.connection(), programme, key.number, day, progress)
        return _left_out(map(others.judged, found))


def _as_of(desk: Desk, session: Session, key: TrancheKey) -> date:
    """Day on which ages and eligibility are judged: the first of the tranche's window, else today.

    A later list judges by the day of the first: nobody grows into a tranche that was paid long ago.
    """
    first = list_of(session, key.first, desk.office.code) if key.supplement else None
    if first is not None:
        return first.as_of
    tranche = session.get_one(Tranche, (key.programme, key.year, key.number))
    return tranche.window_start or desk.today()


def _begin(desk: Desk, unit: Unit, key: TrancheKey) -> PayList:
    """Make the list, or take the one there back to draft."""
    pay_list = list_of(unit.session, key, desk.office.code)
    if pay_list is None:
        pay_list = PayList(
            id=new_id(),
            programme=key.programme,
            year=key.year,
            tranche=key.number,
            supplement=key.supplement,
            as_of=_as_of(desk, unit.session, key),
        )
        unit.session.add(pay_list)
    elif PayListState(pay_list.state) not in REDRAFTED:
        raise Refused("money.no_redraft", tranche=key.short)
    pay_list.state = PayListState.DRAFT
    pay_list.drafted_by, pay_list.drafted_at = desk.person.id, desk.now()
    unit.session.flush()
    unit.session.add(
        PayListStep(pay_list_id=pay_list.id, state=PayListState.DRAFT, by=desk.person.id, at=desk.now(), reason="")
    )
    return pay_list


def _place(one: Judged) -> tuple[str, str, str, str, bytes]:
    row, caretaker = one.row, one.caretaker
    assert caretaker is not None
    return row.village_code, padded(row.rw), padded(row.rt), caretaker.name, row.enrolment_id.bytes


def _enrol(desk: Desk, unit: Unit, programme: ProgrammeYear, on: date, listed: list[Judged]) -> None:
    """Candidates on the list become eligible and get a card."""
    wanted = {one.row.enrolment_id for one in listed if one.row.status == EnrolmentStatus.CANDIDATE}
    without = {one.row.enrolment_id for one in listed if not one.row.card_number}
    touched = wanted | without
    if not touched:
        return
    rows = {row["id"]: row for row in enrolling.read_rows(unit.session, programme.code)}
    in_order = [rows[one.row.enrolment_id] for one in listed if one.row.enrolment_id in touched]
    enrolling.give_cards(unit, desk.office.code, programme, in_order)
    moved = [row for row in in_order if row["id"] in wanted]
    enrolling.move_many(unit, moved, Move(EnrolmentStatus.ELIGIBLE, on), also=("card_number",))
    unit.update_many(Enrolment, [row for row in in_order if row["id"] not in wanted])


def _open_tasks(desk: Desk, unit: Unit, key: TrancheKey, listed: list[Judged]) -> None:
    """Equal NIK or No KK on one list is a question for a person, not a wall (DESIGN.md 4.4)."""
    unit.session.flush()
    statement = select(Task.kind, Task.about).where(Task.kind.in_(("payment.same_nik", "payment.same_kk")))
    known = {(row.kind, row.about) for row in unit.session.execute(statement)}
    niks: defaultdict[str, list[str]] = defaultdict(list)
    cards: defaultdict[str, list[str]] = defaultdict(list)
    for one in listed:
        assert one.caretaker is not None
        niks[one.caretaker.nik or ""].append(str(one.row.household_id))
        cards[one.row.no_kk or ""].append(str(one.row.household_id))
    for kind, groups in (("payment.same_nik", niks), ("payment.same_kk", cards)):
        for number, families in groups.items():
            about = f"{key} {number}"
            if number and len(families) > 1 and (kind, about) not in known:
                unit.session.add(Task(kind=kind, about=about, records=json.dumps(families), opened_at=desk.now()))


def _left_out(found: Iterable[Judged]) -> tuple[Counted, ...]:
    counted: Counter[str] = Counter()
    values: dict[str, dict[str, object]] = {}
    for one in found:
        if one.refused:
            counted[one.refused] += 1
            values[one.refused] = one.values
    return tuple(Counted(code, count, {**values[code], "count": count}) for code, count in counted.most_common())


def _answer(session: Session, key: TrancheKey, pay_list: UUID, added: int, left_out: tuple[Counted, ...]) -> Drafted:
    session.flush()
    states = figures.by_state(session, pay_list)
    withheld = states.get(PaymentState.WITHHELD, figures.NOTHING)
    return Drafted(key, figures.total(states), withheld, added, left_out, figures.warnings(session, pay_list))
