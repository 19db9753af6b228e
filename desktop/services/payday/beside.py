"""The supervisor who comes to the operator's PC and agrees there with his own password."""

from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import User
from desktop.rules.terms import Role
from desktop.services import users
from desktop.services.desk import Desk, Person, allowed


@allowed(Role.OPERATOR)
def supervisor_beside(desk: Desk, name: str, password: str) -> Desk:
    """The desk as the supervisor has it. Refused for a wrong password, for oneself, and for whoever is none."""
    users.confirm_second(desk, name, password)
    with desk.read() as session:
        rows = session.scalars(select(User).where(User.active)).all()
    second = next((row for row in rows if row.name.casefold() == name.strip().casefold()), None)
    if second is None or second.role != Role.SUPERVISOR:
        raise Refused("payday.no_supervisor", name=name)
    return Desk(desk.office, Person(second.id, second.name, second.full_name, Role.SUPERVISOR))
