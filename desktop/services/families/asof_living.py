"""How a family lived as the register held it on a day: accounts, housing, other aid, school, health and work."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from desktop.models import BankAccount, Housing, OtherAid, PersonDetails
from desktop.rules.coordinates import MapPlace
from desktop.services.families.living import Account, HeldAid, HousingState, PersonLiving
from desktop.services.families.living_read import as_account, as_held, as_person, as_state
from desktop.store import versions

NOTHING_SAID = PersonLiving()


@dataclass(frozen=True, slots=True)
class StoodLiving:
    """What the register held of it; accounts and aids with those that were over already, the open ones first."""

    persons: tuple[tuple[UUID, PersonLiving], ...] = ()
    accounts: tuple[Account, ...] = ()
    housing: HousingState | None = None
    aids: tuple[HeldAid, ...] = ()
    place: MapPlace | None = None

    def of(self, member: UUID | None) -> PersonLiving:
        """What was said of one member; nothing where nobody asked."""
        return next((living for one, living in self.persons if one == member), NOTHING_SAID)


@dataclass(frozen=True, slots=True)
class Reading:
    """A family to read about; `near` are the families whose records may have been its own, `moment` None is now."""

    session: Session
    family: UUID
    near: frozenset[UUID]
    moment: datetime | None = None

    def living(self, people: Iterable[UUID], home: Mapping[str, object]) -> StoodLiving:
        """Read it for these members; `home` holds the family's own columns at that moment."""
        members = list(people)
        details = self._of(PersonDetails, select(PersonDetails.id).where(PersonDetails.member_id.in_(members)))
        states = [as_state(row) for row in sorted(self._ours(Housing), key=_found_on, reverse=True)]
        return StoodLiving(
            tuple((row.member_id, as_person(row)) for row in details),
            tuple(as_account(row) for row in sorted(self._ours(BankAccount), key=_account_order)),
            next((state for state in states if state.answers), None),
            tuple(as_held(row) for row in sorted(self._ours(OtherAid), key=_aid_order) if _held(row)),
            _place(home),
        )

    def _ours(self, model: Any) -> list[Any]:
        """Records that were this family's own: some go along when a card is split."""
        rows = self._of(model, select(model.id).where(model.household_id.in_(self.near)))
        return [row for row in rows if row.household_id == self.family]

    def _of(self, model: Any, ids: Select[Any]) -> list[Any]:
        found = set(self.session.scalars(ids))
        if self.moment is None:
            return list(self.session.scalars(select(model).where(model.id.in_(found))))
        kept = versions.stood(self.session.connection(), model.__tablename__, found, self.moment)
        return [model(**values) for values in kept.values()]


def _held(row: OtherAid) -> bool:
    """An aid whose import was undone held on no day."""
    return row.valid_to is None or row.valid_to >= row.valid_from


def _place(home: Mapping[str, object]) -> MapPlace | None:
    latitude, longitude = home["latitude"], home["longitude"]
    if isinstance(latitude, float | int) and isinstance(longitude, float | int):
        return MapPlace(float(latitude), float(longitude))
    return None


def _found_on(row: Housing) -> tuple[int, bytes]:
    return row.on.toordinal(), row.id.bytes


def _account_order(row: BankAccount) -> tuple[bool, int, bytes]:
    return row.valid_to is not None, -row.valid_from.toordinal(), row.id.bytes


def _aid_order(row: OtherAid) -> tuple[bool, int, bytes]:
    return row.valid_to is not None, row.valid_from.toordinal(), row.id.bytes
