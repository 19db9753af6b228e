"""Drafting a list: every enrolled family judged, the eligible listed with their data frozen, the others counted."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Enrolment, PayList, PayListStep, Payment, Task, Tranche
from desktop.progress import SILENT, Progress
from desktop.rules.addresses import street
from desktop.rules.ids import new_id
from desktop.rules.programme_year import ProgrammeYear
from desktop.rules.terms import EnrolmentStatus, PayListState, PaymentState, Role
from desktop.services import enrolling, programmes
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.enrolling import Move
from desktop.services.money import decrees, figures
from desktop.services.money.decrees import NewDecree
from desktop.services.money.facts import Judged, judged_families
from desktop.services.money.keys import TrancheKey, list_of
from desktop.services.money.rows import Counted, Drafted
from desktop.store.unit import Unit
from desktop.wording import N_

SAVING = N_("Saving the list")
NO_LONGER = "money.no_longer_eligible"
REDRAFTED = frozenset({PayListState.DRAFT, PayListState.CHECKED})
TABLE = Payment.__table__


@allowed(Role.OPERATOR)
def create(
    desk: Desk, key: TrancheKey, decree: NewDecree | None = None, progress: Progress = SILENT
) -> Answer[Drafted]:
    """Draft the list of a tranche, or draft it again while nobody approved it.

    Who was listed and is no longer eligible stays on the list, withheld. Refused where no source says the
    amount, and once the list is approved.
    """
    with desk.write("tranche.create") as unit:
        programme = programmes.rules_of(unit.session, key.programme, key.year)
        pay_list = _begin(desk, unit, key)
        found = list(judged_families(unit.connection, programme, key.number, pay_list.as_of, progress))
        listed = sorted((one for one in found if not one.refused), key=_place)
        progress.step(0, len(listed), SAVING)
        _enrol(desk, unit, programme, pay_list.as_of, listed)
        added = _write_payments(unit, pay_list, listed)
        _open_tasks(desk, unit, key, listed)
        if decree is not None:
            decrees.attach(unit, pay_list, decree)
        left_out = _left_out(found)
        unit.journal.note(tranche=str(key), left_out=json.dumps({one.code: one.count for one in left_out}))
        answer = _answer(unit.session, key, pay_list.id, added, left_out)
    return Answer(answer, unit.changes)


@allowed(*EVERYBODY)
def look_over(desk: Desk, key: TrancheKey, progress: Progress = SILENT) -> tuple[Counted, ...]:
    """Count who would be left out of the list and why; nothing is written."""
    with desk.read() as session:
        programme = programmes.rules_of(session, key.programme, key.year)
        pay_list = list_of(session, key, desk.office.code)
        day = pay_list.as_of if pay_list else _as_of(desk, session, key)
        return _left_out(judged_families(session.connection(), programme, key.number, day, progress))


def _as_of(desk: Desk, session: Session, key: TrancheKey) -> date:
    """Day on which ages and eligibility are judged: the first of the tranche's window, else today."""
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
    return row.village_code, _padded(row.rw), _padded(row.rt), caretaker.name, row.enrolment_id.bytes


def _padded(number: str) -> str:
    """RT and RW as papers write them, "003", so that they sort."""
    return number.strip().zfill(3) if number.strip().isdigit() else number.strip()


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


def _write_payments(unit: Unit, pay_list: PayList, listed: list[Judged]) -> int:
    """Insert the new payments and bring those already listed up to date; answers how many are new."""
    statement = select(TABLE).where(TABLE.c.pay_list_id == pay_list.id)
    there = {row.enrolment_id: enrolling.as_dict(row) for row in unit.connection.execute(statement)}
    cards = _cards(unit, pay_list.programme)
    fresh, changed = [], []
    for one in listed:
        wanted = _frozen(one, cards[one.row.enrolment_id])
        kept = there.pop(one.row.enrolment_id, None)
        if kept is None:
            fresh.append({"id": new_id(), "pay_list_id": pay_list.id, "settled_on": None, "sts_number": None, **wanted})
        elif any(kept[name] != value for name, value in wanted.items()):
            changed.append({**kept, **wanted})
    gone = [kept for kept in there.values() if kept["state"] != PaymentState.WITHHELD]
    changed += [{**kept, "state": PaymentState.WITHHELD.value, "reason": NO_LONGER} for kept in gone]
    unit.insert_many(Payment, fresh)
    unit.update_many(Payment, changed)
    return len(fresh)


def _cards(unit: Unit, programme: str) -> dict[UUID, str]:
    statement = select(Enrolment.id, Enrolment.card_number).where(Enrolment.programme == programme)
    return {row.id: row.card_number or "" for row in unit.session.execute(statement)}


def _frozen(one: Judged, card: str) -> dict[str, Any]:
    """What a payment keeps of the family, whatever happens to the family later."""
    row, caretaker = one.row, one.caretaker
    assert caretaker is not None
    address = street(row.hamlet, row.address, rt=row.rt, rw=row.rw)
    return {
        "enrolment_id": row.enrolment_id,
        "amount": one.amount,
        "state": PaymentState.UNPAID.value,
        "reason": "",
        "card_number": card,
        "caretaker_name": caretaker.name,
        "caretaker_nik": caretaker.nik,
        "no_kk": row.no_kk,
        "address": address[:200],
        "rt": _padded(row.rt),
        "rw": _padded(row.rw),
        "village_code": row.village_code,
        "explanation": one.explanation,
    }


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
