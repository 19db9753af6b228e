"""What a person needs to see before naming a new caretaker: who may follow, which papers, which money waits."""

from dataclasses import dataclass
from uuid import UUID

from desktop.errors import Refused
from desktop.models import Household
from desktop.rules.dates import age_on
from desktop.rules.succession import Cause, Paper, Standing, heirs, papers_for
from desktop.rules.terms import Presence, Relation, Role
from desktop.services.desk import Desk, allowed
from desktop.services.families.asof import present
from desktop.services.life.waiting_money import WaitingPayment, waiting


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member in the order of those who may follow; `standing` is the code of the sentence on why or why not."""

    member: UUID
    name: str
    relation: Relation | None
    age: int | None
    standing: Standing
    may: bool


@dataclass(frozen=True, slots=True)
class Succession:
    """Who cared for the family, who may follow in which order, and what waits. `cause` is proposed."""

    caretaker: str
    cause: Cause
    candidates: tuple[Candidate, ...]
    money: tuple[WaitingPayment, ...]

    @property
    def possible(self) -> bool:
        """Whether anybody may follow; else a guardian has to move in first, or the money goes back."""
        return any(one.may for one in self.candidates)

    def papers(self, cause: Cause) -> tuple[Paper, ...]:
        return papers_for(cause, money_waits=bool(self.money))


@allowed(Role.OPERATOR, Role.SUPERVISOR)
def succession(desk: Desk, family: UUID) -> Succession:
    """Say who may follow the caretaker of a family today."""
    with desk.read() as session:
        if session.get(Household, family) is None:
            raise Refused("family.unknown")
        fields, today = present(session, family), desk.today()
        money = waiting(session, family)
    caretaker = None if fields.caretaker is None else fields.members[fields.caretaker]
    order = heirs(fields.members, caretaker, today)
    gone = {one.presence for one in fields.members}
    candidates = tuple(
        Candidate(
            heir.person.id,
            heir.person.name,
            heir.person.relation,
            age_on(heir.person.birth_date, today) if heir.person.birth_date else None,
            heir.standing,
            heir.may,
        )
        for heir in order
        if heir.person.id is not None
    )
    return Succession(caretaker.name if caretaker else "", _cause(caretaker is None, gone), candidates, money)


def _cause(nobody: bool, presences: set[Presence]) -> Cause:
    """What most likely left the family without a caretaker."""
    if nobody and Presence.DIED in presences:
        return Cause.DIED
    return Cause.MOVED if nobody and Presence.MOVED in presences else Cause.UNABLE
