"""Writes invented families into an office, some thousand in a transaction."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from desktop.models import BankAccount, ExternalId, Household, Member
from desktop.progress import Progress
from desktop.rules.ids import new_id
from desktop.rules.payout_paths import MoneyPath, path_of
from desktop.rules.people.plan import HouseholdPlan
from desktop.rules.register import MemberFields
from desktop.rules.terms import Presence
from desktop.services import enrolling, programmes
from desktop.services.demo.wanted import PROGRAMME
from desktop.services.desk import Desk
from desktop.store.unit import Unit
from desktop.wording import N_

INVENTING = N_("Inventing families")
AT_ONCE = 1000
WITHOUT_ACCOUNT = 40  # one family of so many has no account yet
SOURCE = "bdt2015"
REGISTERED = date(2018, 1, 15)


@dataclass(frozen=True, slots=True)
class Living:
    """An invented family that lives in the office now."""

    id: UUID
    plan: HouseholdPlan
    serial: int  # from 1, in the order they were written


def write(desk: Desk, plans: Iterable[HouseholdPlan], total: int, progress: Progress) -> list[Living]:
    """Write the families and make each a candidate; entitled or not is found out by drafting."""
    written: list[Living] = []
    coming = iter(plans)
    while some := list(islice(coming, AT_ONCE)):
        progress.step(len(written), total, INVENTING)
        living = [Living(new_id(), plan, len(written) + place) for place, plan in enumerate(some, 1)]
        with desk.write("demo.families") as unit:
            _write(desk, unit, living)
        written += living
    return written


def _write(desk: Desk, unit: Unit, living: list[Living]) -> None:
    at = datetime(REGISTERED.year, REGISTERED.month, REGISTERED.day, 2, 30, tzinfo=UTC)
    families, people, ids = [], [], []
    for one in living:
        members = list(_members(one))
        caretaker = members[one.plan.caretaker]["id"]
        families.append(_household(one, caretaker) | {"registered_at": at, "registered_by": desk.person.id})
        people += members
        ids.append(_external("household", one.id, one.plan.source_id))
        ids += [
            _external("member", row["id"], member.source_id)
            for row, member in zip(members, one.plan.members, strict=True)
        ]
    unit.insert_many(Household, families)
    unit.insert_many(Member, people)
    unit.insert_many(ExternalId, ids)
    unit.insert_many(BankAccount, list(_accounts(desk, unit, living)))
    enrolling.enrol_candidates(unit, PROGRAMME, [one.id for one in living], REGISTERED)


def _household(one: Living, caretaker: UUID) -> dict[str, Any]:
    plan = one.plan
    return {
        "id": one.id,
        "no_kk": plan.no_kk or None,
        "address": plan.address,
        "hamlet": plan.hamlet,
        "rt": plan.rt,
        "rw": plan.rw,
        "village_code": plan.village_code,
        "area_as_written": "",
        "phone": plan.phone,
        "latitude": None,
        "longitude": None,
        "receives_pkh": plan.receives_pkh,
        "poverty_percentile": plan.poverty_percentile,
        "poverty_source": SOURCE,
        "caretaker_id": caretaker,
        "caretaker_derived": False,
        "candidate_id": None,
    }


def _accounts(desk: Desk, unit: Unit, living: list[Living]) -> Iterator[dict[str, Any]]:
    """An account where the programme pays by a bank; here and there a family has none yet."""
    payer = programmes.newest(unit.session, PROGRAMME).channel(desk.office.code)
    if path_of(payer) is not MoneyPath.BANK:
        return
    for one in living:
        if one.serial % WITHOUT_ACCOUNT:
            yield {
                "id": new_id(),
                "household_id": one.id,
                "channel": payer.lower().replace(" ", "_"),
                "number": f"{one.serial * 7_919 % 10**12 + 10**12:013d}",
                "holder_name": one.plan.members[one.plan.caretaker].name,
                "valid_from": REGISTERED,
                "valid_to": None,
            }


def _members(one: Living) -> Iterator[dict[str, Any]]:
    for position, member in enumerate(one.plan.members, 1):
        yield {"id": new_id(), "household_id": one.id, "position": position} | _facts(member)


def _facts(member: MemberFields) -> dict[str, Any]:
    return {
        "name": member.name,
        "nik": member.nik or None,
        "sex": member.sex.value if member.sex else None,
        "sex_derived": member.sex_derived,
        "birth_place": member.birth_place,
        "birth_date": member.birth_date,
        "birth_date_derived": member.birth_date_derived,
        "relation": member.relation.value if member.relation else None,
        "marital": member.marital.value if member.marital else None,
        "schooling": member.schooling.value if member.schooling else None,
        "school_level": member.school_level or None,
        "school_class": member.school_class,
        "pregnant": member.pregnant,
        "disability": member.disability or None,
        "works": member.works,
        "occupation": member.occupation,
        "mother_name": member.mother_name,
        "father_name": member.father_name,
        "presence": (member.presence or Presence.LIVING_HERE).value,
        "presence_date": REGISTERED if member.presence not in (None, Presence.LIVING_HERE) else None,
    }


def _external(kind: str, record: UUID, value: str) -> dict[str, Any]:
    return {"id": new_id(), "kind": kind, "record_id": record, "source": SOURCE, "value": value, "seen_on": REGISTERED}
