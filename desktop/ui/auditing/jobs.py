"""What the room asks of the services, as plain calls for the runner."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from desktop.progress import Progress
from desktop.services.auditing import audits, comparing, explaining
from desktop.services.auditing.audits import CheckRow
from desktop.services.auditing.comparing import Change, FindingFilters
from desktop.services.auditing.kinds import AuditTest
from desktop.services.desk import Desk
from desktop.services.reports import choosing
from desktop.services.reports.choosing import ListChoice


@dataclass(frozen=True, slots=True)
class Known:
    """The lists there are, and every run that was kept, the newest first."""

    lists: tuple[ListChoice, ...]
    checks: tuple[CheckRow, ...]


@dataclass(frozen=True, slots=True)
class AskKnown:
    desk: Desk

    def __call__(self, _: Progress) -> Known:
        return Known(choosing.lists(self.desk), audits.checks(self.desk))


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of a run beside its figures: how many rows are explained, and what changed since another."""

    explained: Mapping[AuditTest, int]
    changes: Mapping[AuditTest, Change] | None


@dataclass(frozen=True, slots=True)
class AskBeside:
    desk: Desk
    check: UUID
    before: UUID | None

    def __call__(self, _: Progress) -> Beside:
        changes = comparing.changes(self.desk, self.check, self.before) if self.before is not None else None
        return Beside(explaining.counts(self.desk, self.check), changes)


@dataclass(frozen=True, slots=True)
class Count:
    """Answers how many rows there are, and how many of them are explained."""

    desk: Desk
    filters: FindingFilters

    def __call__(self, _: Progress) -> tuple[int, int]:
        return comparing.count(self.desk, self.filters), comparing.count_explained(self.desk, self.filters)
