"""The payments of a list as reports need them, one after another, and their sums by village."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from desktop.models import Area, PayList, Payment, PaymentRoute
from desktop.rules.money import Figure
from desktop.rules.terms import PaymentState
from desktop.services import paper_head
from desktop.services.money.facts import HELD
from desktop.services.money.freezing import NO_LONGER
from desktop.services.money.voided import VOIDED

STREAMED = 500
P = PaymentState
REASONS: Mapping[str, str] = MappingProxyType(
    {
        HELD: "Ditahan karena sanksi",
        NO_LONGER: "Tidak layak lagi saat daftar disusun ulang",
        VOIDED: "Kuitansi dibatalkan, belum ada gantinya",
        "payday.refused": "Ditolak oleh keluarga",
        "": "Belum datang",
    }
)
UNPLACED = "Belum ditempatkan"


@dataclass(frozen=True, slots=True)
class Village:
    """A village with its payments by state."""

    code: str  # "" for families without a place
    name: str
    district_code: str
    district: str
    states: Mapping[PaymentState, Figure]

    @property
    def word(self) -> str:
        """How the place is called on paper."""
        return f"{paper_head.village_word(self.code)} {self.name}" if self.code else UNPLACED

    def sum(self, states: Sequence[PaymentState] = tuple(P)) -> Figure:
        return sum((self.states.get(state, Figure()) for state in states), Figure())


def villages(session: Session, pay_list: PayList, only: str = "") -> list[Village]:
    """Add up the payments of each village, by the order of the codes; who has no place yet comes last."""
    district = aliased(Area)
    statement = (
        select(Payment.village_code, Area.name, district.code, district.name, Payment.state, func.count())
        .add_columns(func.sum(Payment.amount))
        .outerjoin(Area, Area.code == Payment.village_code)
        .outerjoin(district, district.code == Area.parent_code)
        .where(Payment.pay_list_id == pay_list.id, *_in(only))
        .group_by(Payment.village_code, Payment.state)
    )
    found: dict[tuple[str, str, str, str], dict[PaymentState, Figure]] = {}
    for code, name, above, its_name, state, count, rupiah in session.execute(statement):
        place = (code or "", name or "", above or "", its_name or "")
        found.setdefault(place, {})[PaymentState(state)] = Figure(count, rupiah)
    places = sorted(found, key=_last_without_place)
    return [Village(*place, MappingProxyType(found[place])) for place in places]


def _last_without_place(place: tuple[str, str, str, str]) -> tuple[bool, str]:
    return not place[0], place[0]


def payees(session: Session, pay_list: PayList, village: str, states: Sequence[PaymentState]) -> Iterator[Any]:
    """Stream who stands on the list in one village, in the order of the receipts."""
    of_village = Payment.village_code == village if village else Payment.village_code.is_(None)
    statement = _payee().where(Payment.pay_list_id == pay_list.id, of_village, Payment.state.in_(states))
    statement = statement.order_by(Payment.rw, Payment.rt, Payment.caretaker_name, Payment.id)
    yield from session.connection().execute(statement, execution_options={"yield_per": STREAMED})


def reasons(session: Session, pay_list: PayList, only: str = "") -> list[tuple[str, Figure]]:
    """Why money was not taken, in words, the most frequent first."""
    statement = (
        select(Payment.reason, func.count(), func.sum(Payment.amount))
        .where(Payment.pay_list_id == pay_list.id, Payment.state == P.UNPAID, *_in(only))
        .group_by(Payment.reason)
    )
    found: dict[str, Figure] = {}
    for reason, count, rupiah in session.execute(statement):
        words = said(reason)
        found[words] = found.get(words, Figure()) + Figure(count, rupiah)
    return sorted(found.items(), key=_most_first)


def _most_first(one: tuple[str, Figure]) -> tuple[int, str]:
    return -one[1].families, one[0]


def said(reason: str) -> str:
    """A reason as paper says it; what a person typed stays as it is."""
    return REASONS.get(reason, reason)


def _in(village: str) -> tuple[ColumnElement[bool], ...]:
    return (Payment.village_code == village,) if village else ()


def _payee() -> Any:
    return select(
        Payment.caretaker_name, Payment.caretaker_nik, Payment.no_kk, Payment.address, Payment.rt, Payment.rw,
        Payment.card_number, Payment.amount, Payment.state, Payment.reason, Payment.settled_on, Payment.sts_number,
        PaymentRoute.payer, PaymentRoute.number.label("account"),
    ).outerjoin(PaymentRoute, PaymentRoute.payment_id == Payment.id)  # fmt: skip
