"""What becomes of every family and row of a file, worked out before anything is saved."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from desktop.rules.register import RegisterRow, RowProblem
from desktop.services.importing.answers import Difference, Outcome
from desktop.services.importing.grouping import FileFamily
from desktop.services.importing.known import Known, Record
from desktop.services.importing.living import Beside
from desktop.services.importing.placing import Placed

TAKEN = (Outcome.NEW, Outcome.CHANGED, Outcome.SAME)
# Follows from other changes, or only marks them.
UNTOLD = frozenset({"caretaker_id", "caretaker_derived", "sex_derived", "birth_date_derived"})


@dataclass(slots=True)
class MemberPlan:
    """What becomes of one row. `known` is the member as the office has him."""

    row: RegisterRow
    outcome: Outcome
    id: UUID
    known: Record | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    adds_source_id: bool = False
    problems: list[RowProblem] = field(default_factory=list)
    beside: Beside | None = None  # details and aid
    returns: bool = False  # an undone import had withdrawn him


@dataclass(slots=True)
class FamilyPlan:
    """What becomes of one family of the file; `known` as for a member."""

    family: FileFamily
    id: UUID
    known: Record | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    placed: Placed | None = None
    adds_source_id: bool = False
    members: list[MemberPlan] = field(default_factory=list)
    kept_out: bool = False  # the family is a question, or another office's
    beside: Beside | None = None  # housing and aid
    reopens: Record | None = None  # the closure that ends, where an undone import had taken the family off the lists

    @property
    def new(self) -> bool:
        return self.known is None and not self.kept_out and any(plan.outcome is Outcome.NEW for plan in self.members)

    @property
    def changed(self) -> bool:
        return bool(self.changes or self.adds_source_id or self.beside or self.reopens)

    def household_differences(self) -> tuple[Difference, ...]:
        back = () if self.reopens is None else (Difference("in_lists", False, True),)
        told = _told(self.known, self.changes, self.family.household.source_id if self.adds_source_id else "")
        return (*back, *told, *_beside(self.known, self.beside))


@dataclass(slots=True)
class Plan:
    """All families of the file as they stood against the office of change number `change`."""

    families: list[FamilyPlan]
    known: Known


def member_differences(plan: MemberPlan) -> tuple[Difference, ...]:
    told = _told(plan.known, plan.changes, plan.row.member.source_id if plan.adds_source_id else "")
    return (*told, *_beside(plan.known, plan.beside))


def _beside(known: Record | None, beside: Beside | None) -> tuple[Difference, ...]:
    return () if known is None or beside is None else tuple(beside.told)


def _told(known: Record | None, changes: dict[str, Any], source_id: str) -> tuple[Difference, ...]:
    if known is None or not (changes or source_id):
        return ()
    told = tuple(Difference(name, known[name], new) for name, new in changes.items() if name not in UNTOLD)
    return (*told, Difference("source_id", None, source_id)) if source_id else told
