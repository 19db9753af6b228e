"""What the place of visits asks of the services, as plain calls for the runner."""

import json
from dataclasses import dataclass
from uuid import UUID

from desktop.progress import Progress
from desktop.services import drafts, facilitators, visits
from desktop.services.desk import Answer, Desk
from desktop.services.facilitators import FacilitatorRow
from desktop.services.families import finding
from desktop.services.families.finding import FamilyListRow
from desktop.services.visits import NewVisit, VisitDetail, VisitedFamily

FORM = "visit"
OFFERED = 8  # families while one types


@dataclass(frozen=True, slots=True)
class Facilitators:
    desk: Desk

    def __call__(self, _: Progress) -> list[FacilitatorRow]:
        return facilitators.everybody(self.desk)


@dataclass(frozen=True, slots=True)
class Complete:
    desk: Desk
    visit: UUID

    def __call__(self, _: Progress) -> Answer[VisitDetail]:
        return visits.complete(self.desk, self.visit)


@dataclass(frozen=True, slots=True)
class Record:
    """Save a visit; what was kept of it as a draft goes."""

    desk: Desk
    new: NewVisit

    def __call__(self, _: Progress) -> Answer[VisitDetail]:
        saved = visits.record(self.desk, self.new)
        drafts.drop(self.desk, FORM)
        return saved


@dataclass(frozen=True, slots=True)
class Offer:
    """Families that match what is typed."""

    desk: Desk
    typed: str

    def __call__(self, _: Progress) -> tuple[FamilyListRow, ...]:
        return finding.find(self.desk, self.typed, limit=OFFERED).rows if self.typed else ()


@dataclass(frozen=True, slots=True)
class Pick:
    """Look up the family chosen, and who has it in his care."""

    desk: Desk
    family: UUID

    def __call__(self, _: Progress) -> VisitedFamily:
        return visits.family(self.desk, self.family)


@dataclass(frozen=True, slots=True)
class KeepDraft:
    desk: Desk
    values: dict[str, str]

    def __call__(self, _: Progress | None = None) -> None:
        drafts.keep(self.desk, FORM, json.dumps(self.values))


@dataclass(frozen=True, slots=True)
class DropDraft:
    desk: Desk

    def __call__(self, _: Progress) -> None:
        drafts.drop(self.desk, FORM)


@dataclass(frozen=True, slots=True)
class TakeDraft:
    desk: Desk

    def __call__(self, _: Progress) -> dict[str, str] | None:
        """None also where an older program wrote it: a draft may be lost, the form must open."""
        kept = drafts.take(self.desk, FORM)
        if kept is None:
            return None
        try:
            values = json.loads(kept.text)
        except ValueError:
            return None
        return {str(name): str(value) for name, value in values.items()} if isinstance(values, dict) else None
