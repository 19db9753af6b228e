"""What the kept versions say of how a family lived: accounts, housing, other aid, and what was asked of its members."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import BankAccount, Housing, OtherAid, PersonDetails
from desktop.services.families.asof import Difference
from desktop.services.families.living import Account, HeldAid, HousingState, PersonLiving
from desktop.services.families.living_read import as_account, as_held, as_person, as_state
from desktop.store import versions
from desktop.store.versions import Version

DETAILS, ACCOUNT = PersonDetails.__tablename__, BankAccount.__tablename__
HOUSING, AID = Housing.__tablename__, OtherAid.__tablename__
KINDS = (DETAILS, ACCOUNT, HOUSING, AID)
Values = Mapping[str, Any]


def written(session: Session, near: Iterable[UUID], people: Iterable[UUID]) -> Iterator[Version]:
    """Every version of such records; `near` are the families whose records may have been this one's."""
    families = list(near)
    details = session.scalars(select(PersonDetails.id).where(PersonDetails.member_id.in_(list(people))))
    yield from versions.written(session.connection(), DETAILS, details)
    accounts = session.scalars(select(BankAccount.id).where(BankAccount.household_id.in_(families)))
    yield from versions.written(session.connection(), ACCOUNT, accounts)
    states = session.scalars(select(Housing.id).where(Housing.household_id.in_(families)))
    yield from versions.written(session.connection(), HOUSING, states)
    aids = session.scalars(select(OtherAid.id).where(OtherAid.household_id.in_(families)))
    yield from versions.written(session.connection(), AID, aids)


class Lived:
    """Follows one family through such versions in the order they were written."""

    def __init__(self, family: UUID) -> None:
        self._family = family
        self._home: HousingState | None = None  # as its house was found last

    def told(self, version: Version, before: Values, known: Mapping[str, Values]) -> Iterator[Difference]:
        """What a version says that the one before did not; `known` holds what is last known of members by their ids.

        What belonged to another family then is nothing of this one's, and what the law destroyed says nothing.
        """
        if version.values is None:
            return
        then, now = self._ours(before), self._ours(version.values)
        member = known.get(str(version.values.get("member_id")), {})
        whose = member.get("name", "")
        if version.kind == DETAILS:
            if member.get("household_id") == self._family:
                yield from _of_person(whose, _person(before), _person(version.values))
        elif version.kind == ACCOUNT:
            yield from _one("", "accounts", _account(then), _account(now))
        elif version.kind == AID:
            yield from _one(whose, "aids", _aid(then), _aid(now))
        elif now:
            found = as_state(Housing(**now))
            yield from _one("", "housing", self._home, found)
            self._home = found

    def _ours(self, values: Values) -> Values:
        return values if values.get("household_id") == self._family else {}


def _one(whose: str, field: str, then: object, now: object) -> Iterator[Difference]:
    if then != now:
        yield Difference(whose, field, then, now)


def _of_person(whose: str, then: PersonLiving, now: PersonLiving) -> Iterator[Difference]:
    for field in fields(PersonLiving):
        yield from _one(whose, field.name, getattr(then, field.name), getattr(now, field.name))


def _person(values: Values) -> PersonLiving:
    return as_person(PersonDetails(**values)) if values else PersonLiving()


def _account(values: Values) -> Account | None:
    return as_account(BankAccount(**values)) if values else None


def _aid(values: Values) -> HeldAid | None:
    """An aid held from a day on; one whose import was undone ended before it began, and was held on none."""
    if not values or (values["valid_to"] is not None and values["valid_to"] < values["valid_from"]):
        return None
    return as_held(OtherAid(**values))
