"""What the room asks of the services, as plain calls for the runner."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from desktop.progress import Progress
from desktop.services.auditing import audits, comparing
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
class AskChanges:
    desk: Desk
    check: UUID
    before: UUID

    def __call__(self, _: Progress) -> Mapping[AuditTest, Change]:
        return comparing.changes(self.desk, self.check, self.before)


@dataclass(frozen=True, slots=True)
class Count:
    desk: Desk
    filters: FindingFilters

    def __call__(self, _: Progress) -> int:
        return comparing.count(self.desk, self.filters)
