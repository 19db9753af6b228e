"""The open account of each family at a bank, and which families of a list have none where one is needed."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from desktop.models import BankAccount, Enrolment, PayList, Payment, PaymentRoute
from desktop.rules.payout_paths import MoneyPath, path_of, payer_key
from desktop.rules.programme_year import ProgrammeYear
from desktop.rules.terms import PayListState, PaymentState
from desktop.services import programmes

A, E, P = BankAccount.__table__.c, Enrolment.__table__.c, Payment.__table__.c
R = PaymentRoute.__table__.c
NOT_YET = frozenset({PayListState.DRAFT, PayListState.CHECKED})
"""States of a list whose payments have no path, or one of an approval that was taken back."""


@dataclass(frozen=True, slots=True)
class OpenAccount:
    number: str
    holder: str


class Channels:
    """Who pays in each village, looked up once."""

    def __init__(self, programme: ProgrammeYear) -> None:
        self._programme = programme
        self._known: dict[str | None, tuple[MoneyPath, str]] = {}

    def of(self, village: str | None) -> tuple[MoneyPath, str]:
        """The path, and the payer's name; "" at the desk."""
        found = self._known.get(village)
        if found is None:
            name = self._programme.channel(village) if village else ""
            path = path_of(name)
            found = self._known[village] = path, "" if path is MoneyPath.CASH else name
        return found


class OpenAccounts:
    """Accounts that are open, by family and bank; of two at one bank the newest."""

    def __init__(self, connection: Connection, pay_list: UUID, families: Collection[UUID] | None = None) -> None:
        listed = select(E.household_id).join_from(Enrolment, Payment, E.id == P.enrolment_id)
        statement = select(A.household_id, A.channel, A.number, A.holder_name).where(
            A.valid_to.is_(None), A.household_id.in_(listed.where(P.pay_list_id == pay_list))
        )
        if families is not None:
            statement = statement.where(A.household_id.in_(list(families)))
        self._by_family: dict[tuple[UUID, str], OpenAccount] = {}
        keys: dict[str, str] = {}
        for row in connection.execute(statement.order_by(A.valid_from, A.change_number)):
            if row.number:
                bank = keys.setdefault(row.channel, payer_key(row.channel))
                self._by_family[row.household_id, bank] = OpenAccount(row.number, row.holder_name)

    def at(self, family: UUID, payer: str) -> OpenAccount | None:
        return self._by_family.get((family, payer_key(payer)))


def without_account(session: Session, pay_list: UUID) -> int:
    """Count families to be paid into an account that have none open at their bank (DOMAIN.md 2.7).

    Of an approved list its paths say who is paid by a bank and into which account; before that the programme does.
    """
    found = session.get_one(PayList, pay_list)
    channels = Channels(programmes.rules_of(session, found.programme, found.year))
    accounts = OpenAccounts(session.connection(), pay_list)
    routed = PayListState(found.state) not in NOT_YET
    statement = (
        select(E.household_id, P.village_code, R.path, R.number)
        .join_from(Payment, Enrolment, E.id == P.enrolment_id)
        .outerjoin(PaymentRoute, R.payment_id == P.id)
        .where(P.pay_list_id == pay_list, P.state == PaymentState.UNPAID)
    )
    rows: Any = session.execute(statement)
    return sum(
        row.path == MoneyPath.BANK and row.number is None
        if routed and row.path is not None
        else _lacks(accounts, row.household_id, *channels.of(row.village_code))
        for row in rows
    )


def _lacks(accounts: OpenAccounts, family: UUID, path: MoneyPath, payer: str) -> bool:
    return path is MoneyPath.BANK and accounts.at(family, payer) is None
