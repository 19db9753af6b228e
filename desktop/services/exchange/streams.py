"""The streams of another office that are known here."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import PeerStream


def epoch(stream: str) -> int:
    """The epoch in the name of a stream: 2 of "36.01#2"."""
    return int(stream.partition("#")[2])


def of(session: Session, office: str) -> list[PeerStream]:
    """All streams of an office, the newest epoch first."""
    rows = session.scalars(select(PeerStream).where(PeerStream.office == office))
    return sorted(rows, key=_epoch, reverse=True)


def newest(session: Session, office: str) -> PeerStream | None:
    return next(iter(of(session, office)), None)


def _epoch(row: PeerStream) -> int:
    return epoch(row.stream)
