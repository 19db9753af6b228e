"""Returns to the treasury as people read them: who made each, who confirmed it, and why one was undone."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import AuditLine, PayList, TreasuryReturn, User
from desktop.rules.money import Figure
from desktop.services.desk import Person
from desktop.services.money import treasury
from desktop.services.money.keys import TrancheKey, key_of

KIND = "treasury_return"
NOTHING = Figure()
TAKEN_BACK, DECLINED = "return.take_back", "return.decline"


@dataclass(frozen=True, slots=True)
class Undone:
    """Who undid a return, when and why; `declined` by the second person, else taken back by who may make one."""

    by: str
    at: datetime
    reason: str
    declined: bool


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """A return of a list. Without `id` it was made by an older program, which kept the number beside each payment."""

    id: UUID | None
    key: TrancheKey
    sts_number: str
    on: date
    figure: Figure
    proof_name: str = ""
    made_by: str = ""
    made_at: datetime | None = None
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    mine: bool = False  # made by who looks: another person has to confirm it
    undone: Undone | None = None
    account: str = ""  # of the treasury, into which the STS was paid
    before: Undone | None = None  # how it was undone, before it was made again under its number
    with_payer: Figure = NOTHING  # unpaid too and left out, for a payer has not answered; told to who makes the return

    @property
    def taken_back(self) -> bool:
        return not self.figure.families

    @property
    def waits(self) -> bool:
        """Whether a second person still has to look at it."""
        return self.id is not None and self.confirmed_at is None and not self.taken_back


def row_of(session: Session, person: Person, row: TreasuryReturn) -> ReturnRow:
    return ReturnRow(
        row.id,
        key_of(session.get_one(PayList, row.pay_list_id)),
        row.sts_number,
        row.on,
        Figure(row.families, row.rupiah),
        row.proof_name,
        _name(session, row.made_by),
        row.made_at,
        _name(session, row.confirmed_by),
        row.confirmed_at,
        row.made_by == person.id,
        None if row.families else _undone(session, row) or _logged(session, row.id),
        row.account,
        _undone(session, row) if row.families else None,
    )


def of_list(session: Session, person: Person, pay_list: PayList) -> list[ReturnRow]:
    """Every return of a list, those of an older program last."""
    kept = [row_of(session, person, row) for row in treasury.returns_of(session, pay_list.id)]
    known = {row.sts_number for row in kept}
    older = treasury.by_sts(session, pay_list.id).items()
    return kept + [
        ReturnRow(None, key_of(pay_list), number, on, figure) for number, (figure, on) in older if number not in known
    ]


def last_undone(row: TreasuryReturn) -> tuple[datetime, UUID, str, bool] | None:
    """When it was undone last, by whom, why, and whether the second person did."""
    known = (
        (row.declined_at, row.declined_by, row.declined_for, True),
        (row.taken_back_at, row.taken_back_by, row.taken_back_for, False),
    )
    found = [(at, by, why or "", declined) for at, by, why, declined in known if at is not None and by is not None]
    return max(found, default=None)


def _undone(session: Session, row: TreasuryReturn) -> Undone | None:
    last = last_undone(row)
    if last is None:
        return None
    at, by, reason, declined = last
    return Undone(_name(session, by), at, reason, declined)


def _logged(session: Session, treasury_return: UUID) -> Undone | None:
    """What the log says, where an older program kept it nowhere else; its first lines do not name the return."""
    statement = (
        select(AuditLine.action, AuditLine.actor, AuditLine.at, AuditLine.detail)
        .where(AuditLine.kind == KIND, AuditLine.record == str(treasury_return))
        .where(AuditLine.action.in_((TAKEN_BACK, DECLINED)), AuditLine.detail.is_not(None))
        .order_by(AuditLine.seq.desc())
        .limit(1)
    )
    line = session.execute(statement).first()
    if line is None:
        return None
    user = session.scalars(select(User).where(User.name == line.actor)).first()
    by = (user.full_name or user.name) if user else line.actor
    reason = json.loads(line.detail).get("reason", "")
    return Undone(by, datetime.fromisoformat(line.at), reason, line.action == DECLINED)


def _name(session: Session, person: UUID | None) -> str:
    user = session.get(User, person) if person else None
    return (user.full_name or user.name) if user else ""
