"""What an approval that was withdrawn made of families: they stand again where they stood before it."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models import EnrolmentStep, PayList, PayListStep, Payment
from desktop.rules.terms import EnrolmentStatus, PayListState, PaymentState
from desktop.services import enrolling
from desktop.services.desk import Desk
from desktop.services.enrolling import Move
from desktop.services.money.later_lists import APPROVED
from desktop.store.unit import Unit


def withdraw(unit: Unit, desk: Desk, pay_list: PayList, reason: str) -> int:
    """Undo what the last approval of this list made of its families, by a further step each; answers how many.

    Left alone: who was active before, who moved on since, and whom another approved list pays.
    """
    before = _before(unit.session, pay_list)
    kept = _paid_by_others(unit.session, pay_list)
    groups: defaultdict[EnrolmentStatus, list[UUID]] = defaultdict(list)
    for enrolment, status in before.items():
        if enrolment not in kept:
            groups[status].append(enrolment)
    paper = pay_list.decree.number if pay_list.decree is not None else ""
    for status, enrolments in sorted(groups.items()):
        rows = enrolling.rows_of(unit.session, enrolments)
        enrolling.move_many(unit, rows, Move(status, desk.today(), reason, paper[:120]))
    return sum(map(len, groups.values()))


def _before(session: Session, pay_list: PayList) -> dict[UUID, EnrolmentStatus]:
    """Where families stood whose newest step is of the last approval."""
    first, end = _approval(session, pay_list)
    listed = select(Payment.enrolment_id).where(Payment.pay_list_id == pay_list.id)
    statement = select(EnrolmentStep.enrolment_id, EnrolmentStep.status, EnrolmentStep.change_number)
    statement = statement.where(EnrolmentStep.enrolment_id.in_(listed), EnrolmentStep.owner == pay_list.owner)
    steps: defaultdict[UUID, list[tuple[int, str]]] = defaultdict(list)
    for row in session.execute(statement.order_by(EnrolmentStep.change_number)):
        steps[row.enrolment_id].append((row.change_number, row.status))
    newest = ((enrolment, there) for enrolment, there in steps.items() if first < there[-1][0] < end)
    return {enrolment: _stood(there, first) for enrolment, there in newest if there[-1][1] == EnrolmentStatus.ACTIVE}


def _stood(steps: Sequence[tuple[int, str]], first: int) -> EnrolmentStatus:
    """The last status before the approval; who was listed was eligible at least."""
    earlier = [status for change, status in steps if change < first]
    return EnrolmentStatus(earlier[-1]) if earlier else EnrolmentStatus.ELIGIBLE


def _approval(session: Session, pay_list: PayList) -> tuple[int, int]:
    """The changes of the last approval of this list lie between this number and the next step of any list."""
    own = (PayListStep.owner == pay_list.owner,)
    approval = select(func.max(PayListStep.change_number)).where(
        *own, PayListStep.pay_list_id == pay_list.id, PayListStep.state == PayListState.APPROVED
    )
    first = session.scalar(approval) or 0
    following = select(func.min(PayListStep.change_number)).where(*own, PayListStep.change_number > first)
    return first, session.scalar(following) or _last_of_all(session)


def _last_of_all(session: Session) -> int:
    return 1 + (session.scalar(select(func.max(EnrolmentStep.change_number))) or 0)


def _paid_by_others(session: Session, pay_list: PayList) -> frozenset[UUID]:
    listed = select(Payment.enrolment_id).where(Payment.pay_list_id == pay_list.id)
    statement = (
        select(Payment.enrolment_id)
        .join(PayList, PayList.id == Payment.pay_list_id)
        .where(PayList.id != pay_list.id, PayList.state.in_(APPROVED))
        .where(Payment.state.in_((PaymentState.UNPAID, PaymentState.PAID)), Payment.enrolment_id.in_(listed))
    )
    return frozenset(session.scalars(statement))
