"""How a tranche is named: [PROGRAMME:]YEAR/NUMBER, found among the programme years of the office."""

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import PayList, Tranche
from desktop.services.desk import EVERYBODY, Desk, allowed

_FORM = re.compile(r"(?:([a-z0-9_-]{1,32}):)?(\d{4})/(\d{1,2})(?:\+(\d{1,2}))?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class TrancheKey:
    """One list of a pay-out of a programme year; written jamsosratu:2019/1, its first later list 2019/1+1."""

    programme: str
    year: int
    number: int
    supplement: int = 0

    def __str__(self) -> str:
        return f"{self.programme}:{self.short}"

    @property
    def short(self) -> str:
        return f"{self.year}/{self.number}" + (f"+{self.supplement}" if self.supplement else "")

    @property
    def first(self) -> "TrancheKey":
        """The first list of the same tranche."""
        return TrancheKey(self.programme, self.year, self.number)


@allowed(*EVERYBODY)
def find_key(desk: Desk, written: str) -> TrancheKey:
    """Find the tranche that is meant. Refuses what is unknown here, and what two programmes could be."""
    with desk.read() as session:
        return resolve(session, written)


def resolve(session: Session, written: str) -> TrancheKey:
    found = _FORM.fullmatch(written.strip().lower())
    if found is None:
        raise Refused("money.tranche_form", written=written)
    year, number = int(found[2]), int(found[3])
    statement = select(Tranche.programme).where(Tranche.year == year, Tranche.number == number)
    if found[1]:
        statement = statement.where(Tranche.programme == found[1])
    programmes = sorted(session.scalars(statement))
    if not programmes:
        raise Refused("money.tranche_unknown", written=written, known=_known(session))
    if len(programmes) > 1:
        named = ", ".join(str(TrancheKey(programme, year, number)) for programme in programmes)
        raise Refused("money.tranche_several", written=written, known=named)
    return TrancheKey(programmes[0], year, number, int(found[4] or 0))


def _known(session: Session) -> str:
    rows = session.execute(select(Tranche.programme, Tranche.year, Tranche.number))
    return ", ".join(str(key) for key in sorted(TrancheKey(*row) for row in rows)) or "-"


def list_of(session: Session, key: TrancheKey, office: str) -> PayList | None:
    """Find this office's list of a tranche; there is at most one of each number."""
    return session.scalars(
        select(PayList).where(
            PayList.owner == office,
            PayList.programme == key.programme,
            PayList.year == key.year,
            PayList.tranche == key.number,
            PayList.supplement == key.supplement,
        )
    ).one_or_none()


def list_here(session: Session, key: TrancheKey, office: str) -> PayList:
    """As `list_of`; refused when no list was drafted yet."""
    found = list_of(session, key, office)
    if found is None:
        raise Refused("money.no_list", tranche=key.short)
    return found


def key_of(pay_list: PayList) -> TrancheKey:
    return TrancheKey(pay_list.programme, pay_list.year, pay_list.tranche, pay_list.supplement)
