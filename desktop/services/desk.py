"""Where a signed-in person works: the open office, who acts, and what his role allows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.changes import Changes
from desktop.errors import Refused
from desktop.rules.dates import zone
from desktop.rules.terms import Role
from desktop.store.office import OpenOffice
from desktop.store.unit import Unit

P = ParamSpec("P")
T = TypeVar("T")
EVERYBODY = (Role.OPERATOR, Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in."""

    id: UUID
    name: str
    full_name: str
    role: Role
    must_change_password: bool = False


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What a service that changed something answers: plain rows, and what changed."""

    value: T
    changes: Changes


class Desk:
    """One person at one open office. Services take it as their first argument."""

    def __init__(self, office: OpenOffice, person: Person) -> None:
        self.office = office
        self.person = person

    @contextmanager
    def read(self) -> Iterator[Session]:
        with self.office.read() as session:
            yield session

    @contextmanager
    def write(self, action: str) -> Iterator[Unit]:
        """Open the transaction of one action, named as the log shall show it: "visit.record"."""
        with self.office.write(self.person.name, action) as unit:
            yield unit

    def now(self) -> datetime:
        return self.office.clock()

    def today(self) -> date:
        """Today in the office's own zone (DESIGN.md 4.15)."""
        return self.local(self.now()).date()

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(zone(self.office.code))

    def became(self, **changed: Any) -> None:
        """Bring what is known of the signed-in person up to date."""
        self.person = replace(self.person, **changed)

    def close(self) -> None:
        self.office.close()


def allowed(
    *roles: Role,
) -> Callable[[Callable[Concatenate[Desk, P], T]], Callable[Concatenate[Desk, P], T]]:
    """Let only these roles call a service; every other try is refused and stands in the log (TRUST.md 11.20)."""

    def decorate(service: Callable[Concatenate[Desk, P], T]) -> Callable[Concatenate[Desk, P], T]:
        @wraps(service)
        def checked(desk: Desk, /, *args: P.args, **kwargs: P.kwargs) -> T:
            if desk.person.role not in roles:
                refuse(desk, service.__name__, roles)
            return service(desk, *args, **kwargs)

        checked.roles = roles  # type: ignore[attr-defined]
        return checked

    return decorate


def refuse(desk: Desk, service: str, roles: tuple[Role, ...]) -> None:
    """Log the try and refuse it."""
    with desk.write("refused") as unit:
        unit.journal.note("refused", service=service, role=desk.person.role)
    raise Refused(
        "role.not_allowed",
        name=desk.person.name,
        role=desk.person.role,
        allowed=roles,
    )
