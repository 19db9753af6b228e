"""What a practice office is asked to be, and what came of it."""

from dataclasses import dataclass
from datetime import date

from desktop.rules.money import Figure
from desktop.rules.terms import Role
from desktop.services.opening import NewUser

PROGRAMME = "jamsosratu"
BEFORE, NOW = 2018, 2019
ON = date(2019, 4, 1)
"""Day on which the invented people are as old as they are: the same seed gives the same people for ever."""

PEOPLE = (
    ("operator", Role.OPERATOR, "Neneng Suryani"),
    ("supervisor", Role.SUPERVISOR, "Asep Mulyana, S.Sos."),
    ("auditor", Role.AUDITOR, "Rina Marlina, S.E."),
    ("admin", Role.ADMINISTRATOR, "Dedi Kusnadi"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """`households` are entitled in tranche 2019/1; a tenth more are not. `faults` plants those of real registers."""

    households: int = 500
    seed: int = 1
    office: str = "36.01"
    faults: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """What the practice office holds."""

    office: str
    households: int
    members: int
    facilitators: int
    visits: int
    listed: Figure  # in tranche 2019/1
    settled: Figure  # paid or returned in 2018


def users(password: str) -> tuple[NewUser, ...]:
    return tuple(NewUser(name, role, password, full_name) for name, role, full_name in PEOPLE)
