"""What an event of a family keeps of the records it changed, read again, and which events were taken back."""

import json
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import LifeEvent
from desktop.rules.life import Life


@dataclass(frozen=True, slots=True)
class Trace:
    """One record and its versions before and after the event; before is 0 for one that the event made."""

    kind: str
    record: UUID
    before: int
    after: int

    def told(self) -> list[object]:
        return [self.kind, str(self.record), self.before, self.after]


def read(facts: str) -> list[Trace]:
    """The traces an event keeps."""
    kept = json.loads(facts).get("records", [])
    return [Trace(kind, UUID(record), before, after) for kind, record, before, after in kept]


def undone(session: Session, family: UUID) -> set[UUID]:
    """Events of a family that were taken back."""
    statement = select(LifeEvent.facts).where(LifeEvent.household_id == family, LifeEvent.kind == Life.UNDONE)
    return {UUID(json.loads(facts)["undoes"]) for facts in session.scalars(statement)}
