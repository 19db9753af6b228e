"""Two people looked into an alarm: the stream goes on."""

from uuid import UUID

from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import ExchangeAlarm, PeerStream, User
from desktop.rules.terms import Role
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.exchange.alarms import still_open
from desktop.services.users import confirm_second


@allowed(Role.SUPERVISOR, Role.ADMINISTRATOR)
def settle(desk: Desk, alarm: UUID, reason: str, second: tuple[str, str]) -> Answer[None]:
    """Let a stream go on after two people looked into it. What is still wrong with it stops it again."""
    if not reason.strip():
        raise Refused("money.no_reason")
    confirm_second(desk, *second)
    with desk.write("stream.go_on") as unit:
        session = unit.session
        row = session.get(ExchangeAlarm, alarm)
        if row is None or row.settled_at is not None:
            raise Refused("exchange.alarm_unknown")
        here = session.scalars(select(User).where(User.office.is_(None)))
        witness = next(user for user in here if user.name.casefold() == second[0].casefold())
        row.settled_by, row.settled_second, row.settled_at = desk.person.id, witness.id, desk.now()
        row.settled_for = reason.strip()[:200]
        session.flush()
        stream = session.get(PeerStream, row.stream)
        if stream is not None and still_open(session, row.stream) is None:
            stream.stopped_for = None
        unit.journal.note(kind="peer_stream", record=row.stream, second=second[0])
    return Answer(None, unit.changes)
