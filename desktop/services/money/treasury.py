"""What went back to the treasury: one return for each STS of a list, made from the payments that name it."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import PayList, Payment, TreasuryReturn
from desktop.rules.ids import new_id
from desktop.rules.money import Figure, rupiah
from desktop.rules.terms import PaymentState
from desktop.services.desk import Desk
from desktop.services.money import figures
from desktop.services.money.keys import key_of
from desktop.store.proof import Fault
from desktop.store.unit import Unit

LONGEST_STS = 80  # letters
Named = dict[str, tuple[Figure, date]]


def follow(unit: Unit, desk: Desk, pay_list: PayList, touched: Collection[str] = ()) -> None:
    """Bring the returns of a list up to what its payments say now, for each STS that was touched.

    What an older program returned has no row yet; it gets one here, so that a list has all of them or none.
    Refused where money would join or leave a return that a second person confirmed.
    """
    _refuse_two_days(unit.session, pay_list.id, touched)
    named = by_sts(unit.session, pay_list.id)
    rows = {row.sts_number: row for row in returns_of(unit.session, pay_list.id)}
    for number in touched:
        if number in rows and rows[number].confirmed_by is not None:
            raise Refused("returns.confirmed", number=number)
    for number in {*touched, *(named.keys() - rows.keys())}:
        figure, on = named.get(number, (figures.NOTHING, desk.today()))
        row = rows.get(number)
        if row is None:
            row = TreasuryReturn(id=new_id(), pay_list_id=pay_list.id, sts_number=number)
            unit.session.add(row)
            row.made_by, row.made_at = desk.person.id, desk.now()
        row.families, row.rupiah, row.on = figure.families, figure.rupiah, on
        if figure.families:  # what is empty now was undone: it stays the return of who made it
            row.made_by, row.made_at = desk.person.id, desk.now()
    unit.session.flush()


def _refuse_two_days(session: Session, pay_list: UUID, numbers: Collection[str]) -> None:
    """One paper has one date: whoever confirms it holds that paper against what is booked."""
    first, last = func.min(Payment.settled_on), func.max(Payment.settled_on)
    statement = (
        select(Payment.sts_number, first, last)
        .where(Payment.pay_list_id == pay_list, Payment.state == PaymentState.RETURNED)
        .where(Payment.sts_number.in_(numbers))
        .group_by(Payment.sts_number)
        .having(first != last)
    )
    for number, early, late in session.execute(statement):
        raise Refused("returns.two_days", number=number, first=early, last=late)


def sts_number(written: str) -> str:
    """The number of an STS without what only the typing added. Refused where it is longer than can be kept."""
    number = " ".join(written.split())
    if len(number) > LONGEST_STS:
        raise Refused("money.sts_long", number=number[:LONGEST_STS], longest=LONGEST_STS)
    return number


def same_sts(one: str, other: str) -> bool:
    return sts_number(one).casefold() == sts_number(other).casefold()


def spelt_as_kept(session: Session, pay_list: UUID, written: Iterable[str]) -> dict[str, str]:
    """For each number as typed, how the list spells it already, or how it was typed first here."""
    kept = [row.sts_number for row in returns_of(session, pay_list)] + list(by_sts(session, pay_list))
    spelt: dict[str, str] = {}
    for number in kept:
        spelt.setdefault(sts_number(number).casefold(), number)
    found: dict[str, str] = {}
    for one in dict.fromkeys(written):
        number = sts_number(one)
        # An older program kept two spellings apart; what is typed exactly as one of them means that one.
        found[one] = number if number in kept else spelt.setdefault(number.casefold(), number)
    return found


def by_sts(session: Session, pay_list: UUID) -> Named:
    """Add up the returned payments of a list by the STS they name, with its day."""
    statement = (
        select(Payment.sts_number, func.count(), func.sum(Payment.amount), func.max(Payment.settled_on))
        .where(Payment.pay_list_id == pay_list, Payment.state == PaymentState.RETURNED)
        .group_by(Payment.sts_number)
    )
    rows = session.execute(statement).all()
    return {row[0] or "": (Figure(row[1], row[2]), row[3] or date.min) for row in rows}


def accounts(session: Session, pay_list: UUID) -> dict[str, str]:
    """The account of the treasury that each return of a list names; "" where it names none."""
    return {row.sts_number: row.account for row in returns_of(session, pay_list)}


def returns_of(session: Session, pay_list: UUID) -> list[TreasuryReturn]:
    statement = select(TreasuryReturn).where(TreasuryReturn.pay_list_id == pay_list)
    return list(session.scalars(statement.order_by(TreasuryReturn.made_at, TreasuryReturn.id)))


def unconfirmed(session: Session, pay_list: UUID) -> Figure:
    """What went back without a second person's word, or by an older program without a return of its own."""
    confirmed = {row.sts_number for row in returns_of(session, pay_list) if row.confirmed_by is not None}
    waiting = (figure for number, (figure, _) in by_sts(session, pay_list).items() if number not in confirmed)
    return sum(waiting, figures.NOTHING)


def prove(session: Session, pay_list: PayList) -> Iterator[Fault]:
    """Each returned payment belongs to one return, their sums agree, and two people stand behind it.

    A list whose money went back before there were returns has none, and nothing is said of it.
    """
    rows = {row.sts_number: row for row in returns_of(session, pay_list.id)}
    if not rows:
        return
    tranche, named = str(key_of(pay_list)), by_sts(session, pay_list.id)
    for number in sorted({*rows, *named}):
        kept = Figure(rows[number].families, rows[number].rupiah) if number in rows else figures.NOTHING
        real = named[number][0] if number in named else figures.NOTHING
        if kept != real:
            difference = real - kept
            values = {"families": difference.families, "rupiah": rupiah(difference.rupiah)}
            yield Fault("returns.fault_sum", {"tranche": tranche, "number": number or "-", **values})
    for number, row in sorted(rows.items()):
        if row.confirmed_by is not None and row.confirmed_by == row.made_by:
            yield Fault("returns.fault_same_person", {"tranche": tranche, "number": number})
        if _declined_by_maker(row):
            yield Fault("returns.fault_same_declined", {"tranche": tranche, "number": number})


def _declined_by_maker(row: TreasuryReturn) -> bool:
    """Asked while it has no families: who makes it again afterwards is told by `made_by`, and may be anybody."""
    after = row.taken_back_at is not None and row.declined_at is not None and row.taken_back_at > row.declined_at
    return not row.families and not after and row.declined_by is not None and row.declined_by == row.made_by
