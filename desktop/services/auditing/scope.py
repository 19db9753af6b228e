"""Which lists a run looks at, and what its tests need to know beside them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from desktop.models import PayList, Payment
from desktop.rules.terms import PaymentState

PAYABLE = (PaymentState.UNPAID, PaymentState.PAID)


@dataclass(frozen=True, slots=True)
class Scope:
    """Lists of one office on one day. `hours` is how far its zone is ahead of UTC."""

    session: Session
    office: str
    today: date
    hours: int
    lists: tuple[PayList, ...]

    @property
    def listed(self) -> ColumnElement[bool]:
        """The payments of these lists."""
        return Payment.pay_list_id.in_([one.id for one in self.lists])

    @property
    def payable(self) -> ColumnElement[bool]:
        """Those that are paid or shall be."""
        return self.listed & Payment.state.in_(PAYABLE)

    @property
    def years(self) -> frozenset[int]:
        return frozenset(one.year for one in self.lists)


def short(pay_list: PayList) -> str:
    """How people write a list: jamsosratu:2019/1+1."""
    later = f"+{pay_list.supplement}" if pay_list.supplement else ""
    return f"{pay_list.programme}:{pay_list.year}/{pay_list.tranche}{later}"
