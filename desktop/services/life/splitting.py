"""Splitting a family card: members who have a card of their own now, with all that is theirs."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from desktop.models import BankAccount, Caseload, FamilyLink, Household, OtherAid, Photograph
from desktop.rules.ids import new_id
from desktop.rules.life import Link
from desktop.rules.terms import Role
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.families.asof import present
from desktop.services.families.detail import FamilyDetail, read_family
from desktop.services.families.fields import FamilyFields
from desktop.services.life import closing
from desktop.services.life.events import Split
from desktop.services.life.parting import Parted, part
from desktop.services.life.recording import apply, check_village, known, note, opened
from desktop.services.life.traces import Tracing
from desktop.services.life.waiting_money import waiting
from desktop.store.unit import Unit

KEPT = ("area_as_written", "village_code")
ON_THE_MAP = ("latitude", "longitude")


@dataclass(frozen=True, slots=True)
class SplitDone:
    """Both families as they stand after the split."""

    event: UUID
    stays: FamilyDetail
    goes: FamilyDetail


@allowed(Role.OPERATOR)
def split(desk: Desk, family: UUID, stamp: int, event: Split) -> Answer[SplitDone]:
    """Part a family in two. Who leaves keeps his record and its history; the programme stays with one side."""
    with desk.write("life.split") as unit:
        household = opened(unit, desk, family, stamp)
        if event.address is not None:
            check_village(unit, event.address.village_code)
        parted = part(present(unit.session, family), event, known(unit, desk, household))
        money = waiting(unit.session, family) if parted.enrolment_goes else ()
        tracing = Tracing(unit)
        new = _new_household(unit, desk, household, same_house=event.address is None)
        _carry(unit, household, new, parted, event.on)
        _write(unit, household, parted.stays, derived=parted.stays_derived)
        _write(unit, new, parted.goes, derived=parted.goes_derived)
        unit.session.add(
            FamilyLink(
                id=new_id(), from_household_id=family, to_household_id=new.id, kind=Link.SPLIT.value, on=event.on
            )
        )
        facts = {"household": str(new.id), "enrolment_goes": parted.enrolment_goes}
        noted = note(unit, desk, family, event, None, facts | {"payments": [one.told() for one in money]}, tracing)
        unit.touch("household", families={family, new.id})
        unit.finish()
        unit.session.expire_all()
        done = SplitDone(
            noted,
            read_family(unit.session, family, desk.today()),
            read_family(unit.session, new.id, desk.today()),
        )
    return Answer(done, unit.changes)


def _new_household(unit: Unit, desk: Desk, old: Household, *, same_house: bool) -> Household:
    """A household like the old one in place; numbers, phone and aid are its own, as is the place of another house."""
    new = Household(id=new_id(), registered_at=desk.now(), registered_by=desk.person.id, receives_pkh=None)
    for name in (*KEPT, *ON_THE_MAP) if same_house else KEPT:
        setattr(new, name, getattr(old, name))
    unit.session.add(new)
    unit.session.flush()
    return new


def _carry(unit: Unit, old: Household, new: Household, parted: Parted, on: date) -> None:
    """Move the people and what is theirs; the programme with its account where it goes; the facilitator goes along.

    He cares for the new family from the day of the split: before it there was none.
    """
    session = unit.session
    people = {member.id for member in parted.goes.members}
    for member in old.members:
        if member.id in people:
            member.household_id = new.id
    for aid in session.scalars(select(OtherAid).where(OtherAid.household_id == old.id, OtherAid.member_id.in_(people))):
        aid.household_id = new.id
    for picture in session.scalars(
        select(Photograph).where(Photograph.household_id == old.id, Photograph.member_id.in_(people))
    ):
        picture.household_id = new.id
    if parted.enrolment_goes:
        for enrolment in closing.enrolments(session, old.id):
            enrolment.household_id = new.id
        for account in session.scalars(select(BankAccount).where(BankAccount.household_id == old.id)):
            account.household_id = new.id
    if parted.goes.village_code == (old.village_code or ""):
        for care in session.scalars(
            select(Caseload).where(Caseload.household_id == old.id, Caseload.valid_to.is_(None))
        ):
            session.add(
                Caseload(
                    id=new_id(),
                    facilitator_id=care.facilitator_id,
                    household_id=new.id,
                    valid_from=max(care.valid_from, on),
                )
            )
    session.flush()
    session.expire(old, ["members"])
    session.expire(new, ["members"])


def _write(unit: Unit, household: Household, side: FamilyFields, *, derived: bool) -> None:
    """Write one side, its members in their order on the card."""
    before = present(unit.session, household.id)
    apply(unit, household, before, side)
    places = {member.id: at for at, member in enumerate(side.members, 1)}
    for row in household.members:
        if row.position != places[row.id]:
            row.position = places[row.id]
    if derived and household.caretaker_id is not None:
        household.caretaker_derived = True
