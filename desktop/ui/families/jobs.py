"""What the place of families asks of the services, as plain calls for the runner."""

from dataclasses import dataclass
from uuid import UUID

from desktop.progress import Progress
from desktop.services.desk import Desk
from desktop.services.families import detail, finding
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.finding import AreaChoice, FamilyPage, Filters
from desktop.services.families.listed import Asked

FAR = 2_000
"""How many rows are read to come to one family: more would be no list to look through."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many families match, and how many there are."""

    matches: int
    total: int


def count(desk: Desk, typed: str, filters: Filters) -> Counted:
    """Count families that match, beside all of them."""
    matches = finding.count(desk, typed, filters)
    everything = not typed and filters == finding.EVERYTHING
    return Counted(matches, matches if everything else finding.total(desk))


@dataclass(frozen=True, slots=True)
class Districts:
    desk: Desk

    def __call__(self, _: Progress) -> list[AreaChoice]:
        return finding.districts(self.desk)


@dataclass(frozen=True, slots=True)
class VillagesFound:
    district: str
    villages: list[AreaChoice]


@dataclass(frozen=True, slots=True)
class Villages:
    desk: Desk
    district: str

    def __call__(self, _: Progress) -> VillagesFound:
        return VillagesFound(self.district, finding.villages(self.desk, self.district))


@dataclass(frozen=True, slots=True)
class Open:
    """Opening stands in the log, so it goes on the lane that writes."""

    desk: Desk
    family: UUID

    def __call__(self, _: Progress) -> FamilyDetail:
        return detail.open_family(self.desk, self.family)


@dataclass(frozen=True, slots=True)
class Unmask:
    desk: Desk
    family: UUID

    def __call__(self, _: Progress) -> FamilyDetail:
        return detail.unmask(self.desk, self.family)


@dataclass(frozen=True, slots=True)
class Sought:
    """The rows down to a family and beyond, as far as they are read at once; `there`: it is among them."""

    family: UUID
    asked: Asked
    page: FamilyPage
    there: bool


@dataclass(frozen=True, slots=True)
class Seek:
    desk: Desk
    family: UUID
    asked: Asked

    def __call__(self, _: Progress) -> Sought:
        asked = self.asked
        page = finding.find(self.desk, asked.typed, asked.filters, FAR, order=asked.order)
        return Sought(self.family, asked, page, any(row.id == self.family for row in page.rows))
