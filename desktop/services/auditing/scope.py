"""Which lists a run looks at, and what its tests need to know beside them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select
from sqlalchemy.orm import Session

from desktop.models import PayList, Payment
from desktop.rules.terms import PaymentState

PAYABLE = (PaymentState.UNPAID, PaymentState.PAID)
PORTION = 500  # rows between two looks whether somebody stopped the run


@dataclass(frozen=True, slots=True)
class Scope:
    """Lists of one office on one day. `hours` is how far its zone is ahead of UTC.

    `breathe` is called often, and raises `Cancelled` when somebody stopped the run.
    """

    session: Session
    office: str
    today: date
    hours: int
    lists: tuple[PayList, ...]
    breathe: Callable[[], None]

    def rows(self, statement: Select[*tuple[Any, ...]]) -> Iterator[Row[*tuple[Any, ...]]]:
        """Read in portions, so that a run over very many rows ends soon when it is stopped."""
        for portion in self.session.execute(statement, execution_options={"yield_per": PORTION}).partitions():
            self.breathe()
            yield from portion

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
