"""Holds the log of each side against what the other knows of it: a cut, a rewrite and an old copy show (TRUST.md 7).

Every package names the head of the sender's log, and the lines of that log, as they stand now, which the receiver may
know from earlier packages. The hash of a line speaks for all lines before it, and the sender's own proof for the chain
between; so these few lines show whatever was changed before them. The lines themselves do not travel: whoever changes
the program to lie could as well make up lines, and they would tell one office what people of another did.
"""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.exchange.manifest import Head, Kind, Manifest
from desktop.models import AuditLine, Counter, Office, PeerStream, SentPackage
from desktop.store.journal import CHANGES

MOST = 200  # marks in a package
WENT_BACK, REWRITTEN = "exchange.went_back", "exchange.log_rewritten"
OWN_WENT_BACK, OWN_REWRITTEN = "exchange.own_went_back", "exchange.own_rewritten"


def marks(session: Session, to: str, stream: str) -> tuple[Head, ...]:
    """Lines of our log that the other office may hold: the heads of what was sent since it last acknowledged."""
    mine = (SentPackage.receiver == to, SentPackage.stream == stream, SentPackage.log_seq > 0)
    data = SentPackage.kind == Kind.DATA  # the others are not acknowledged by a change number
    heard = select(func.max(SentPackage.number)).where(*mine, SentPackage.state == "received", data).scalar_subquery()
    sent = select(SentPackage.log_seq).where(*mine, SentPackage.number >= func.coalesce(heard, 0))
    numbers = sorted(set(session.scalars(sent)))
    return _lines(session, numbers[:1] + numbers[1:][-(MOST - 1) :])


def held(session: Session, office: str) -> dict[str, Head]:
    """Of each stream of the other office: the head of its log that we hold."""
    rows = session.scalars(select(PeerStream).where(PeerStream.office == office, PeerStream.log_seq > 0))
    return {row.stream: Head(row.log_seq, row.log_hash) for row in rows}


def check(page: Manifest, known: PeerStream | None) -> None:
    """Refuse a package of an office whose log is no longer the one that an earlier package showed.

    Before a gap it need not show the line that is known here: this office may have come back from a backup, and the
    other one, which has not heard of it yet, shows what it believes to be known.
    """
    if known is None or not known.log_seq:
        return
    if page.log.seq < known.log_seq:
        raise Refused(WENT_BACK, office=page.from_, number=page.number, line=page.log.seq, known=known.log_seq)
    shown = {head.seq: head.hash for head in (*page.standing.marks, page.log)}
    if known.log_seq not in shown and page.range[0] > known.applied:
        return
    if shown.get(known.log_seq) != known.log_hash:
        raise Refused(REWRITTEN, office=page.from_, number=page.number, line=known.log_seq)


def check_own(session: Session, page: Manifest) -> None:
    """Refuse to go on where the other office knows more of this one than this file does: it is an old copy."""
    stream = session.get_one(Office, 1).stream
    changes = session.scalar(select(Counter.last).where(Counter.series == CHANGES)) or 0
    head = page.standing.heads.get(stream)
    ours = next(iter(_lines(session, [head.seq])), None) if head else None
    if page.received.get(stream, 0) > changes or (head and ours is None):
        raise Refused(OWN_WENT_BACK, office=page.from_)
    if head and head != ours:
        raise Refused(OWN_REWRITTEN, office=page.from_, line=head.seq)


def _lines(session: Session, numbers: Sequence[int]) -> tuple[Head, ...]:
    rows = session.execute(
        select(AuditLine.seq, AuditLine.hash).where(AuditLine.seq.in_(numbers)).order_by(AuditLine.seq)
    )
    return tuple(Head(seq, digest.hex()) for seq, digest in rows)
