"""Saves how a family lives: only what differs, and nothing with a history is written over."""

import json
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import BankAccount, Household, Housing, OtherAid, PersonDetails
from desktop.rules.code_lists import OWN
from desktop.services.families.living import Account, FamilyLiving, HeldAid, HousingState, PersonLiving
from desktop.services.families.living_read import account_rows, aid_rows, as_account, as_person, as_state, housing_rows
from desktop.store.unit import Unit

_NUMBERS = ("school_npsn", "nisn")  # NULL where empty, as the lists of codes
_TEXTS = ("school_name", "papers")
_ACCOUNT = ("channel", "number", "holder_name")


def save_persons(unit: Unit, said: Iterable[tuple[UUID, PersonLiving | None]]) -> bool:
    """Keep what is said of members, by their ids; answers whether anything changed."""
    told = {member: living for member, living in said if living is not None}
    rows = unit.session.scalars(select(PersonDetails).where(PersonDetails.member_id.in_(list(told))))
    known = {row.member_id: row for row in rows}
    changed = False
    for member, living in told.items():
        row = known.get(member)
        if (as_person(row) if row is not None else PersonLiving()) == living:
            continue
        if row is None:
            row = PersonDetails(member_id=member, source=OWN)
            unit.session.add(row)
        _write_person(row, living)
        changed = True
    return changed


def save_family(unit: Unit, family: UUID, living: FamilyLiving | None, today: date) -> bool:
    """Keep what is said of a family that is there already; answers whether anything changed."""
    if living is None:
        return False
    changed = [
        _save_account(unit, family, living.account, today),
        _save_housing(unit, family, living.housing, today),
        _save_aids(unit, family, living.aids, today),
    ]
    return any(changed)


def place(household: Household, living: FamilyLiving | None) -> None:
    """Put the family's place on the map into its own record."""
    if living is None:
        return
    told = (living.place.latitude, living.place.longitude) if living.place else (None, None)
    if (household.latitude, household.longitude) != told:
        household.latitude, household.longitude = told


def _write_person(row: PersonDetails, living: PersonLiving) -> None:
    row.source = OWN
    for one in fields(PersonLiving):
        value = getattr(living, one.name)
        if isinstance(value, str):
            value = value.strip() if one.name in _TEXTS else value or None
        if getattr(row, one.name) != value:
            setattr(row, one.name, value)


def _save_account(unit: Unit, family: UUID, typed: Account, today: date) -> bool:
    """Another account closes the one before on the day it begins; the day alone may be corrected."""
    row = next((one for one in account_rows(unit.session, family) if one.valid_to is None), None)
    before = as_account(row) if row is not None else Account()
    if all(getattr(typed, name) == getattr(before, name) for name in _ACCOUNT):
        if row is None or typed.valid_from in (None, row.valid_from):
            return False
        row.valid_from = typed.valid_from
        return True
    since = typed.valid_from or today
    if row is not None:
        if since < row.valid_from:
            raise Refused("family.account_before", day=row.valid_from.strftime("%d/%m/%Y"))
        row.valid_to = since
    if typed.channel:
        unit.session.add(
            BankAccount(
                household_id=family,
                channel=typed.channel,
                number=typed.number or None,
                holder_name=typed.holder_name.strip(),
                valid_from=since,
            )
        )
    return True


def _save_housing(unit: Unit, family: UUID, typed: HousingState, today: date) -> bool:
    """Found on another day, it is another state; the same day's is corrected, and so is one that is emptied."""
    row = next(iter(housing_rows(unit.session, family)), None)
    before = as_state(row) if row is not None else HousingState()
    answers = {name: answer for name, answer in sorted(typed.answers.items()) if answer}
    if answers == before.answers and typed.on in (None, before.on):
        return False
    if not answers and row is None:
        return False
    written = json.dumps(answers, ensure_ascii=False, sort_keys=True)
    on = typed.on or today
    if row is not None and (row.on == on or not answers):
        row.answers, row.source = written, OWN
    else:
        unit.session.add(Housing(household_id=family, source=OWN, on=on, answers=written))
    return True


def _save_aids(unit: Unit, family: UUID, typed: tuple[HeldAid, ...], today: date) -> bool:
    """Add, end and correct; one that is not named stays."""
    known = {row.id: row for row in aid_rows(unit.session, family)}
    changed = False
    for aid in typed:
        row = known.get(aid.id) if aid.id else None
        dated = replace(aid, valid_from=aid.valid_from or today)
        if row is None:
            row = OtherAid(household_id=family, source=aid.source)
            unit.session.add(row)
        changed |= _write_aid(row, dated)
    return changed


def _write_aid(row: OtherAid, aid: HeldAid) -> bool:
    told = {
        "aid": aid.aid,
        "number": aid.number or None,
        "member_id": aid.member,
        "valid_from": aid.valid_from,
        "valid_to": aid.valid_to,
    }
    different = {name: value for name, value in told.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)
