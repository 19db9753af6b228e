"""Who may receive a family's money, and with which papers (DOMAIN.md 4.3)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Collection, Enrolment, Facilitator, Member, PayList, Payment
from desktop.rules.nik import normal_number, well_formed
from desktop.rules.terms import PaymentState, Presence
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.money.keys import TrancheKey, list_here
from desktop.services.money.receivers import Why
from desktop.services.payday.rows import Mark, PaperShown, Received, Who
from desktop.services.payday.warning import Receiver

MANY = 3  # families of one proxy in a tranche, from which on somebody has to mean it (DOMAIN.md 5)
NAME, NOTE = 120, 200  # letters
P = PaperShown
NEEDED: Mapping[Who, frozenset[PaperShown]] = MappingProxyType(
    {
        Who.CARETAKER: frozenset(),
        Who.PROXY: frozenset({P.KTP, P.KK, P.POWER_OF_ATTORNEY}),
        Who.HEIR: frozenset({P.KTP, P.KK, P.HEIR_LETTER}),
    }
)
"""What has to be shown in the original."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """Somebody who collects for others: how many families of the tranche he received money for already."""

    nik: str
    families: int

    @property
    def many(self) -> bool:
        return self.families + 1 >= MANY


@allowed(*EVERYBODY)
def proxy(desk: Desk, key: TrancheKey, nik: str) -> Proxy:
    """Say for how many families of the list this person collected; the window warns from the third on."""
    with desk.read() as session:
        pay_list = list_here(session, key, desk.office.code)
        number = normal_number(nik)
        return Proxy(number, collected_by(session, pay_list, number) if number else 0)


def collected_by(session: Session, pay_list: PayList, nik: str) -> int:
    """Families of the whole tranche, all its lists together, whose money a proxy of this NIK received."""
    statement = (
        select(func.count(Collection.payment_id.distinct()))
        .join(Payment, Payment.id == Collection.payment_id)
        .join(PayList, PayList.id == Payment.pay_list_id)
        .where(
            Collection.nik == nik,
            Collection.who == Who.PROXY,
            Collection.undone_by.is_(None),
            Payment.state == PaymentState.PAID,
            PayList.owner == pay_list.owner,
            PayList.programme == pay_list.programme,
            PayList.year == pay_list.year,
            PayList.tranche == pay_list.tranche,
        )
    )
    return session.scalar(statement) or 0


def checked(session: Session, payment: Payment, who: Receiver, received: Received) -> Received:
    """Make what was typed fit to keep. Refused where this person may not have the money, or a paper is missing."""
    tidy = replace(
        received,
        name=" ".join(received.name.split())[:NAME],
        nik=normal_number(received.nik),
        witness=" ".join(received.witness.split())[:NAME],
        note=received.note.strip()[:NOTE],
    )
    if tidy.mark is Mark.THUMB and not tidy.witness:
        raise Refused("payday.no_witness", name=payment.caretaker_name)
    if tidy.who is Who.CARETAKER:
        _refuse_absent(payment, who)
        return replace(tidy, name=payment.caretaker_name, nik=payment.caretaker_nik or "", relation="")
    if not tidy.name or not well_formed(tidy.nik) or not tidy.relation:
        raise Refused("payday.who_came", name=payment.caretaker_name)
    if tidy.nik == payment.caretaker_nik:
        raise Refused("payday.same_as_caretaker", name=payment.caretaker_name)
    _refuse_field_officer(session, tidy)
    member = _member(session, payment, tidy.nik)
    if tidy.who is Who.HEIR:
        _refuse_no_heir(payment, who, member)
    else:
        _refuse_no_proxy(payment, who)
        _refuse_dead(session, payment, tidy)
    away = member is None or member.presence != Presence.LIVING_HERE
    _refuse_missing_papers(tidy, outside=away)
    return tidy


def refuse_many(session: Session, pay_list: PayList, received: Received) -> None:
    """One person with the money of many families is what auditors look for first (DOMAIN.md 5)."""
    if received.who is Who.PROXY and (families := collected_by(session, pay_list, received.nik)) + 1 >= MANY:
        raise Refused("payday.many_by_proxy", name=received.name, count=families)


def _refuse_absent(payment: Payment, who: Receiver) -> None:
    """The dead and those who moved away do not stand at the desk."""
    if who.needs is Who.HEIR:
        raise Refused("payday.needs_heir", name=payment.caretaker_name, follows=who.follows)


def _refuse_no_heir(payment: Payment, who: Receiver, member: Member | None) -> None:
    if who.needs is not Who.HEIR:
        raise Refused("payday.no_heir_yet", name=payment.caretaker_name)
    if member is None or member.presence != Presence.LIVING_HERE:
        raise Refused("payday.heir_outside", name=payment.caretaker_name)


def _refuse_no_proxy(payment: Payment, who: Receiver) -> None:
    """A power of attorney ends with the life of who gave it."""
    if who.gone is not None and who.gone.why in (Why.FOLLOWED, Why.GONE):
        raise Refused("payday.needs_heir", name=payment.caretaker_name, follows=who.follows or "-")


def _refuse_dead(session: Session, payment: Payment, received: Received) -> None:
    """Who died by any family's page does not stand at the desk, whoever shows his card."""
    died = select(Member.id).where(Member.nik == received.nik, Member.presence == Presence.DIED).limit(1)
    if session.scalars(died).first() is not None:
        raise Refused("payday.proxy_died", name=received.name, family=payment.caretaker_name)


def _refuse_field_officer(session: Session, received: Received) -> None:
    """Whoever cares for families does not collect their money (DOMAIN.md 5)."""
    found = session.scalars(select(Facilitator.id).where(Facilitator.nik == received.nik).limit(1)).first()
    if found is not None:
        raise Refused("payday.field_officer", name=received.name)


def _refuse_missing_papers(received: Received, *, outside: bool) -> None:
    needed = NEEDED[received.who]
    if received.who is Who.PROXY and outside:
        needed |= {P.OFFICE_LETTER}
    missing = tuple(paper for paper in PaperShown if paper in needed and paper not in received.papers)
    if missing:
        raise Refused("payday.papers_missing", name=received.name, papers=missing)


def _member(session: Session, payment: Payment, nik: str) -> Member | None:
    statement = select(Member).join(Enrolment, Enrolment.household_id == Member.household_id)
    return session.scalars(statement.where(Enrolment.id == payment.enrolment_id, Member.nik == nik).limit(1)).first()


def paper_codes(received: Received) -> list[str]:
    """What was shown, in the order of the list."""
    return [paper.value for paper in PaperShown if paper in received.papers]
