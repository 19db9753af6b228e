"""What a person can choose a report of: lists that were drafted, and the villages in one."""

from dataclasses import dataclass

from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.money.keys import TrancheKey, list_here
from desktop.services.money.overview import tranches
from desktop.services.reports import reading


@dataclass(frozen=True, slots=True)
class ListChoice:
    """A list that was drafted, the newest first."""

    key: TrancheKey
    programme_name: str


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A village with families on a list."""

    code: str
    name: str
    district: str


@allowed(*EVERYBODY)
def lists(desk: Desk) -> tuple[ListChoice, ...]:
    """Every list of this office that there is."""
    return tuple(ListChoice(row.key, row.programme_name) for row in tranches(desk) if row.state is not None)


@allowed(*EVERYBODY)
def places(desk: Desk, key: TrancheKey) -> tuple[PlaceChoice, ...]:
    """Villages of a list in the order of their codes; a family without a place is in none."""
    with desk.read() as session:
        there = reading.villages(session, list_here(session, key, desk.office.code))
    return tuple(PlaceChoice(one.code, one.word, one.district) for one in there if one.code)
