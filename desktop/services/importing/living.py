"""What a file says beside the family card: details of people, housing and other aid, each added and never erased."""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from desktop.models import Housing, OtherAid, PersonDetails
from desktop.models.base import Base
from desktop.models.living import NO_ANSWERS
from desktop.rules.code_lists import OWN
from desktop.rules.ids import new_id
from desktop.rules.register import AidSaid, HouseholdFields, MemberFields
from desktop.services.importing.answers import Difference
from desktop.services.importing.known import Known, Record

DETAILS = (
    "education", "school_name", "school_npsn", "nisn", "due_on", "pregnancies", "chronic_illness", "work_status",
    "work_field", "papers", "in_family_card", "religion",
)  # fmt: skip
_YEAR = timedelta(days=365)
_CODED = frozenset({"education", "chronic_illness", "work_status", "work_field", "papers", "religion"})
_TEXTS = frozenset({"school_name", "papers"})


@dataclass(slots=True)
class Beside:
    """Records to be written beside a family or member, and what of it is told in the preview."""

    new: list[tuple[type[Base], Record]] = field(default_factory=list)
    changed: list[tuple[type[Base], Record]] = field(default_factory=list)
    told: list[Difference] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.new or self.changed)


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says it, since when and until when; `details_in` is the code list of the details."""

    source: str
    details_in: str
    today: date
    asked_on: date | None = None
    begins: date | None = None
    ends: date | None = None
    of_last_year: bool = False  # aid is that of the year before the question


def of_household(said: HouseholdFields, household: UUID, known: Known, saying: Saying) -> Beside | None:
    """None when the file says nothing of the kind, which is the usual case."""
    if not (said.housing or said.aids):
        return None
    beside = Beside()
    if said.housing:
        _house(said, household, known, saying, beside)
    span = _span(said.asked_on, saying)
    for aid in said.aids:
        _aid(aid, (household, None), known, saying, span, beside)
    return beside


def of_member(
    said: MemberFields, member: UUID, household: UUID, known: Known, saying: Saying, asked_on: date | None = None
) -> Beside | None:
    if not (said.details or said.aids):
        return None
    beside = Beside()
    if said.details:
        _details(dict(said.details), member, known, saying, beside)
    span = _span(asked_on, saying)
    for aid in said.aids:
        _aid(aid, (household, member), known, saying, span, beside)
    return beside


def never_held(aid: Record) -> bool:
    """Whether an aid held on no day, because the import that brought it was undone."""
    return aid["valid_to"] is not None and aid["valid_to"] < aid["valid_from"]


def _details(said: dict[str, object], member: UUID, known: Known, saying: Saying, beside: Beside) -> None:
    there = known.details.get(member)
    if there is None:
        empty: Record = {name: "" if name in _TEXTS else None for name in DETAILS}
        row = {"id": new_id(), "member_id": member, "source": saying.details_in, **empty, **said}
        beside.new.append((PersonDetails, row))
        beside.told.append(Difference("details", None, len(said)))
        return
    empty_there = not any(there[name] for name in DETAILS)
    if there["source"] != saying.details_in and not empty_there:
        # Codes of two lists do not mix in one row, and what stands there was said by somebody.
        return
    changes = {name: value for name, value in said.items() if there[name] != value}
    if changes:
        beside.changed.append((PersonDetails, there | changes | {"source": saying.details_in}))
        beside.told += [
            Difference(name, _coded(name, there["source"], there[name]), _coded(name, saying.details_in, value))
            for name, value in changes.items()
        ]


def _coded(name: str, source: str, value: object) -> object:
    """A code with the source whose list it stands in, as the form has it."""
    foreign = name in _CODED and isinstance(value, str) and value and ":" not in value and source != OWN
    return f"{source}:{value}" if foreign else value


def _house(said: HouseholdFields, household: UUID, known: Known, saying: Saying, beside: Beside) -> None:
    on = said.asked_on or saying.asked_on or saying.today
    answers = json.dumps(dict(said.housing), ensure_ascii=False, sort_keys=True)
    mine = [row for row in known.housing.get(household, ()) if row["source"] == saying.source]
    same_day = next((row for row in mine if row["on"] == on), None)
    latest = max(mine, key=_asked, default=None)
    if latest is not None and json.loads(latest["answers"]) == dict(said.housing):
        return
    if same_day is not None:
        beside.changed.append((Housing, same_day | {"answers": answers}))
    else:
        row = {"id": new_id(), "household_id": household, "source": saying.source, "on": on, "answers": answers}
        beside.new.append((Housing, row))
    beside.told.append(
        Difference("housing", None if latest is None or latest["answers"] == NO_ANSWERS else latest["on"], on)
    )


def _asked(row: Record) -> Any:
    return row["on"], row["id"]


def _span(asked_on: date | None, saying: Saying) -> tuple[date, date | None]:
    """From when to when the aid was received, as far as the file knows."""
    asked = asked_on or saying.asked_on or saying.today
    if saying.of_last_year:
        return asked - _YEAR, asked
    return saying.begins or asked, saying.ends


def _aid(
    aid: AidSaid,
    whose: tuple[UUID, UUID | None],
    known: Known,
    saying: Saying,
    span: tuple[date, date | None],
    beside: Beside,
) -> None:
    household, member = whose
    begins, ends = span
    for row in known.aids.get(household, ()):
        if (row["member_id"], row["aid"]) != (member, aid.aid):
            continue
        mine = row["source"] == saying.source
        if never_held(row):
            if not mine:
                continue
            # An import that was undone had brought it.
            beside.changed.append((OtherAid, row | {"valid_to": ends, "number": aid.number or row["number"]}))
            beside.told.append(Difference("aid", None, aid.aid))
            return
        if row["valid_to"] is None or (mine and (saying.of_last_year or row["valid_to"] == ends)):
            if aid.number and row["number"] is None:
                beside.changed.append((OtherAid, row | {"number": aid.number}))
                beside.told.append(Difference("aid_number", None, aid.number))
            return
    beside.new.append((OtherAid, {
        "id": new_id(), "household_id": household, "member_id": member, "aid": aid.aid, "number": aid.number or None,
        "source": saying.source, "valid_from": begins, "valid_to": ends,
    }))  # fmt: skip
    beside.told.append(Difference("aid", None, aid.aid))
