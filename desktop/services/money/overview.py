"""Where every tranche stands, and everything about one: figures, districts, history, receipts, warnings."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models import PayList, PayListStep, Payment, PrintRun, ProgrammeYear, Receipt, Tranche, User
from desktop.rules.money import Figure
from desktop.rules.terms import PayListState, PaymentState, ReceiptState, Role
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.money import figures, later_lists, print_plan, quotas, stepping_back
from desktop.services.money.keys import TrancheKey, key_of, list_of
from desktop.services.money.print_plan import RunKind
from desktop.services.money.printing import past_runs
from desktop.services.money.rows import Asked, ReceiptFigures, Step, StepRow, TrancheRow, TrancheStatus

States = Mapping[PaymentState, Figure]
S = PayListState
OPERATOR_STEPS: Mapping[PayListState | None, tuple[Step, ...]] = MappingProxyType(
    {
        None: (Step.CREATE,),
        S.DRAFT: (Step.CREATE, Step.CHECK),
        S.CHECKED: (Step.CREATE,),
        S.APPROVED: (Step.PRINT, Step.LETTERS),
        S.OPEN: (Step.PRINT, Step.LETTERS),
        S.CLOSED: (),
        S.LOCKED: (),
    }
)
SUPERVISOR_STEPS: Mapping[PayListState | None, tuple[Step, ...]] = MappingProxyType(
    {
        S.DRAFT: (Step.APPROVE,),
        S.CHECKED: (Step.APPROVE,),
        S.APPROVED: (Step.OPEN,),
        S.OPEN: (Step.CLOSE,),
        S.CLOSED: (Step.LOCK,),
    }
)


@allowed(*EVERYBODY)
def tranches(desk: Desk) -> list[TrancheRow]:
    """All tranches of the programme years of this office, the newest year first."""
    with desk.read() as session:
        lists: defaultdict[TrancheKey, list[PayList | None]] = defaultdict(list)
        mine = select(PayList).where(PayList.owner == desk.office.code).order_by(PayList.supplement)
        for found in session.scalars(mine):
            lists[key_of(found).first].append(found)
        states = _states_of_all(session)
        waiting = set(session.scalars(select(PrintRun.pay_list_id).where(PrintRun.confirmed_at.is_(None))))
        return [
            _row(
                desk, _key(tranche), tranche, name, one, states[one.id] if one else {}, bool(one and one.id in waiting)
            )
            for tranche, name in _tranches(session)
            for one in lists[_key(tranche)] or [None]
        ]


@allowed(*EVERYBODY)
def status(desk: Desk, key: TrancheKey) -> TrancheStatus:
    """Everything about one tranche."""
    with desk.read() as session:
        tranche = session.get_one(Tranche, (key.programme, key.year, key.number))
        name = session.get_one(ProgrammeYear, (key.programme, key.year)).name
        found = list_of(session, key, desk.office.code)
        if found is None:
            row = _row(desk, key, tranche, name, None, {}, waiting=False)
            return TrancheStatus(row, None, None, figures.balance({}, None), (), (), ReceiptFigures(), ())
        states = figures.by_state(session, found.id)
        decree = figures.decree_figure(found.decree)
        receipts = _receipts(session, found.id)
        row = _row(desk, key, tranche, name, found, states, waiting=receipts.open_run is not None)
        wish = stepping_back.wish(desk, session, found.id)
        return TrancheStatus(
            replace(row, steps=(*row.steps, *_beside(desk, session, found, wish))),
            found.as_of,
            decree,
            figures.balance(states, decree),
            figures.by_district(session, found.id),
            _history(session, found.id),
            receipts,
            (*figures.warnings(session, found.id), *quotas.warnings(session, found)),
            wish,
        )


def _tranches(session: Session) -> Iterator[tuple[Tranche, str]]:
    statement = (
        select(Tranche, ProgrammeYear.name)
        .join(ProgrammeYear, (ProgrammeYear.programme == Tranche.programme) & (ProgrammeYear.year == Tranche.year))
        .order_by(Tranche.year.desc(), Tranche.programme, Tranche.number)
    )
    yield from session.execute(statement)


def _states_of_all(session: Session) -> dict[UUID, States]:
    statement = select(Payment.pay_list_id, Payment.state, func.count(), func.sum(Payment.amount)).group_by(
        Payment.pay_list_id, Payment.state
    )
    found: dict[UUID, dict[PaymentState, Figure]] = defaultdict(dict)
    for pay_list, state, count, rupiah in session.execute(statement):
        found[pay_list][PaymentState(state)] = Figure(count, rupiah)
    return defaultdict(dict, found)


def _key(tranche: Tranche) -> TrancheKey:
    return TrancheKey(tranche.programme, tranche.year, tranche.number)


def _row(
    desk: Desk,
    key: TrancheKey,
    tranche: Tranche,
    name: str,
    found: PayList | None,
    states: States,
    waiting: bool,
) -> TrancheRow:
    decree = found.decree if found else None
    return TrancheRow(
        key if found is None else key_of(found),
        name,
        tranche.amount,
        tranche.window_start,
        tranche.window_end,
        PayListState(found.state) if found else None,
        decree.number if decree else "",
        decree.on if decree else None,
        figures.total(states),
        states.get(PaymentState.PAID, figures.NOTHING),
        tuple(_steps(desk, found, waiting=waiting)),
    )


def _steps(desk: Desk, found: PayList | None, *, waiting: bool) -> Iterator[Step]:
    """What this person may do next; the services themselves refuse all else."""
    state = PayListState(found.state) if found else None
    if desk.person.role is Role.OPERATOR:
        if waiting:
            yield Step.CONFIRM_PRINT
        yield from OPERATOR_STEPS[state]
    elif desk.person.role is Role.SUPERVISOR and found and found.drafted_by != desk.person.id:
        yield from SUPERVISOR_STEPS.get(state, ())


def _beside(desk: Desk, session: Session, found: PayList, wish: Asked | None) -> Iterator[Step]:
    """What else a person may do: ask that the list goes back, decide on it, draft one more list of the tranche."""
    state, role = PayListState(found.state), desk.person.role
    # An operator takes a checked list back by drafting it again.
    asks = role is Role.SUPERVISOR or (role is Role.OPERATOR and state is not S.CHECKED)
    if asks and state in stepping_back.BACK and wish is None:
        yield Step.ASK_BACK
    if role is Role.SUPERVISOR and wish is not None and not wish.mine:
        yield Step.DECIDE_BACK
    if role is Role.OPERATOR and state in later_lists.APPROVED and later_lists.is_last(session, found):
        yield Step.LATER


def _history(session: Session, pay_list: UUID) -> tuple[StepRow, ...]:
    statement = (
        select(PayListStep.state, User.name, User.full_name, PayListStep.at, PayListStep.reason)
        .join(User, User.id == PayListStep.by)
        .where(PayListStep.pay_list_id == pay_list)
        .order_by(PayListStep.at, PayListStep.id)
    )
    return tuple(
        StepRow(PayListState(row.state), row.full_name or row.name, row.at, row.reason)
        for row in session.execute(statement)
    )


def _receipts(session: Session, pay_list: UUID) -> ReceiptFigures:
    statement = (
        select(Receipt.state, func.count(), func.min(Receipt.number), func.max(Receipt.number))
        .join(Payment, Payment.id == Receipt.payment_id)
        .where(Payment.pay_list_id == pay_list)
        .group_by(Receipt.state)
    )
    by_state = {ReceiptState(row[0]): row for row in session.execute(statement)}
    if not by_state:
        return ReceiptFigures()
    counts = {state: row[1] for state, row in by_state.items()}
    printed = _printed(session, pay_list)
    return ReceiptFigures(
        first=min(row[2] for row in by_state.values()),
        last=max(row[3] for row in by_state.values()),
        issued=counts.get(ReceiptState.ISSUED, 0),
        unused=counts.get(ReceiptState.UNUSED, 0),
        void=counts.get(ReceiptState.VOID, 0),
        originals=printed[RunKind.ORIGINAL],
        open_run=print_plan.open_range(past_runs(session, pay_list)),
        spoiled=printed[RunKind.SPOILED],
        copies=printed[RunKind.COPY],
    )


def _printed(session: Session, pay_list: UUID) -> dict[RunKind, int]:
    """Receipts printed in each kind of run; originals count once they are confirmed."""
    runs: Sequence[PrintRun] = session.scalars(select(PrintRun).where(PrintRun.pay_list_id == pay_list)).all()
    return {
        kind: sum(
            run.receipts for run in runs if run.kind == kind and (run.confirmed_at or kind is not RunKind.ORIGINAL)
        )
        for kind in RunKind
    }
