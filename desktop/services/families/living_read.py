"""Reads how a family lives, with its histories: accounts, housing, other aid, ids in other registers."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop.models import BankAccount, ExternalId, Household, Housing, Member, OtherAid, PersonDetails
from desktop.models.base import RecordedById
from desktop.models.living import NO_ANSWERS
from desktop.rules.code_lists import OWN
from desktop.rules.coordinates import MapPlace
from desktop.rules.terms import Presence
from desktop.services.families.living import Account, FamilyLiving, HeldAid, HousingState, KnownAs, PersonLiving


@dataclass(frozen=True, slots=True)
class KeptLiving:
    """All that is kept; histories with the newest first. `newest` is the highest change number among the records."""

    persons: Mapping[UUID, PersonLiving] = field(default_factory=dict)
    family: FamilyLiving | None = None
    accounts: tuple[Account, ...] = ()
    housings: tuple[HousingState, ...] = ()
    ids: tuple[KnownAs, ...] = ()
    newest: int = 0


def read_living(session: Session, household: Household) -> KeptLiving:
    """Read it in five short questions, whatever the size of the office."""
    people = [member.id for member in household.members]
    details = session.scalars(select(PersonDetails).where(PersonDetails.member_id.in_(people))).all()
    accounts = account_rows(session, household.id)
    housings = housing_rows(session, household.id)
    aids = aid_rows(session, household.id)
    open_account = next((as_account(row) for row in accounts if row.valid_to is None), Account())
    states = tuple(as_state(row) for row in housings)
    family = FamilyLiving(
        _place(household), open_account, states[0] if states else HousingState(), tuple(as_held(row) for row in aids)
    )
    records: tuple[RecordedById, ...] = (*details, *accounts, *housings, *aids)
    return KeptLiving(
        {row.member_id: as_person(row) for row in details},
        family if family != FamilyLiving() or accounts else None,
        tuple(as_account(row) for row in accounts),
        states,
        _ids(session, household),
        max((row.change_number for row in records), default=0),
    )


def in_order(household: Household) -> list[Member]:
    """The members as people see them: who was entered by mistake stands last."""
    return sorted(household.members, key=_by_mistake)


def account_rows(session: Session, family: UUID) -> Sequence[BankAccount]:
    newest = (BankAccount.valid_to.is_not(None), BankAccount.valid_from.desc(), BankAccount.change_number.desc())
    return session.scalars(select(BankAccount).where(BankAccount.household_id == family).order_by(*newest)).all()


def housing_rows(session: Session, family: UUID) -> Sequence[Housing]:
    """States that say something, the newest first: one that was emptied stands in the history alone."""
    newest = (Housing.on.desc(), Housing.change_number.desc())
    said = (Housing.household_id == family, Housing.answers != NO_ANSWERS)
    return session.scalars(select(Housing).where(*said).order_by(*newest)).all()


def aid_rows(session: Session, family: UUID) -> Sequence[OtherAid]:
    """Aids that held on some day; one whose import was undone held on none."""
    order = (OtherAid.valid_to.is_not(None), OtherAid.valid_from, OtherAid.id)
    held = or_(OtherAid.valid_to.is_(None), OtherAid.valid_to >= OtherAid.valid_from)
    return session.scalars(select(OtherAid).where(OtherAid.household_id == family, held).order_by(*order)).all()


def as_person(row: PersonDetails) -> PersonLiving:
    return PersonLiving(
        _coded(row.source, row.education),
        row.school_name,
        row.school_npsn or "",
        row.nisn or "",
        row.due_on,
        row.pregnancies,
        _coded(row.source, row.chronic_illness),
        _coded(row.source, row.work_status),
        _coded(row.source, row.work_field),
        _coded(row.source, row.papers),
        row.in_family_card,
        _coded(row.source, row.religion),
    )


def as_account(row: BankAccount) -> Account:
    return Account(row.channel, row.number or "", row.holder_name, row.valid_from, row.valid_to)


def as_state(row: Housing) -> HousingState:
    answers = json.loads(row.answers)
    return HousingState(row.on, {name: _coded(row.source, str(value)) for name, value in answers.items()})


def as_held(row: OtherAid) -> HeldAid:
    return HeldAid(row.aid, row.number or "", row.valid_from, row.valid_to, row.id, row.member_id, row.source)


def _coded(source: str, code: str | None) -> str:
    """A code of another source's list carries its source, unless it does already."""
    return f"{source}:{code}" if code and source != OWN and ":" not in code else code or ""


def _place(household: Household) -> MapPlace | None:
    if household.latitude is None or household.longitude is None:
        return None
    return MapPlace(household.latitude, household.longitude)


def _ids(session: Session, household: Household) -> tuple[KnownAs, ...]:
    places = {member.id: place for place, member in enumerate(in_order(household))}
    rows = session.scalars(
        select(ExternalId)
        .where(or_(ExternalId.record_id == household.id, ExternalId.record_id.in_(list(places))))
        .where(ExternalId.value != "")
        .order_by(ExternalId.seen_on.desc(), ExternalId.source, ExternalId.value)
    )
    found = [KnownAs(row.source, row.value, row.seen_on, places.get(row.record_id)) for row in rows]
    return tuple(sorted(found, key=_family_first))


def _family_first(one: KnownAs) -> int:
    return -1 if one.member is None else one.member


def _by_mistake(member: Member) -> bool:
    return member.presence == Presence.WITHDRAWN
