"""Keeps what was found: new pairs, pairs that changed, decided ones that come back, and those no longer alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from desktop.models import Likeness, Member
from desktop.rules.ids import new_id
from desktop.services.duplicates.findings import Evidence, Finding
from desktop.store.unit import Unit


class Decision(StrEnum):
    """What became of a pair; an open one has none."""

    SAME = "same"
    DIFFERENT = "different"
    LATER = "later"
    GONE = "gone"  # nobody decided: a value was corrected, and they are no longer alike


WAITING = (None, Decision.LATER)
BY_HAND = (Decision.SAME, Decision.DIFFERENT, Decision.LATER)
DECIDED = (Decision.SAME, Decision.DIFFERENT)


@dataclass(frozen=True, slots=True)
class Kept:
    """How many pairs came, came back after a change, stayed as they were, and went."""

    new: int = 0
    again: int = 0
    there: int = 0
    gone: int = 0


Pair = tuple[UUID, UUID]


@dataclass(slots=True)
class _Known:
    """The rows there are, by the two families and by the two people: a split of a family changes the first."""

    by_families: dict[Pair, dict[str, Any]]
    by_people: dict[Pair, dict[str, Any]]

    def row(self, finding: Finding) -> dict[str, Any] | None:
        return self.by_families.get(finding.households) or self.by_people.get((finding.one, finding.other))


def keep(unit: Unit, findings: Iterable[Finding], now: datetime, *, everything: bool) -> Kept:
    """Keep findings; `everything` says that they are all there are, so that a waiting pair not among them is over.

    A decided pair stays decided as long as no value of it changed. Nothing is taken away.
    """
    known = _read(unit)
    fresh, changed, met = [], [], set()
    again = there = 0
    for finding in findings:
        row = known.row(finding)
        if row is None:
            fresh.append(_fresh(finding, now))
            continue
        met.add(row["id"])
        back = _comes_back(row, finding)
        again += back
        there += not back
        if back or (row["decision"] in WAITING and _differs(row, finding)):
            changed.append(row | _said(finding) | (_open(now) if back else {}))
    over = list(_over(known, met, now)) if everything else []
    unit.insert_many(Likeness, fresh)
    unit.update_many(Likeness, [*changed, *over])
    return Kept(len(fresh), again, there, len(over))


def _read(unit: Unit) -> _Known:
    one, other = aliased(Member), aliased(Member)
    statement = (
        select(Likeness.__table__, one.household_id.label("family"), other.household_id.label("other_family"))
        .join(one, one.id == Likeness.one_id)
        .join(other, other.id == Likeness.other_id)
        .order_by(Likeness.found_at, Likeness.id)
    )
    known = _Known({}, {})
    for found in unit.connection.execute(statement):
        row = dict(found._mapping)  # noqa: SLF001 - the documented name
        first, second = sorted((row.pop("family"), row.pop("other_family")))
        known.by_families[first, second] = known.by_people[row["one_id"], row["other_id"]] = row
    return known


def _comes_back(row: dict[str, Any], finding: Finding) -> bool:
    """Whether the finding rests on something that the person who decided had not before him."""
    if row["decision"] in WAITING:
        return False
    if row["decision"] == Decision.GONE:
        return True
    return not Evidence.read(finding.evidence).marks <= Evidence.read(row["evidence"]).marks


def _differs(row: dict[str, Any], finding: Finding) -> bool:
    return any(row[name] != value for name, value in _said(finding).items())


def _said(finding: Finding) -> dict[str, Any]:
    return {
        "one_id": finding.one,
        "other_id": finding.other,
        "rule": str(finding.rule),
        "score": finding.score,
        "evidence": finding.evidence,
    }


def _open(now: datetime) -> dict[str, Any]:
    return {"found_at": now, "decision": None, "reason": "", "decided_by": None, "decided_at": None}


def _fresh(finding: Finding, now: datetime) -> dict[str, Any]:
    return {"id": new_id()} | _said(finding) | _open(now)


def _over(known: _Known, met: set[UUID], now: datetime) -> Iterator[dict[str, Any]]:
    for row in known.by_people.values():
        if row["decision"] in WAITING and row["id"] not in met:
            yield row | {"decision": str(Decision.GONE), "decided_at": now, "decided_by": None}
