"""What the clinic asks of the services, as plain calls for the runner."""

from dataclasses import dataclass

from desktop.progress import Progress
from desktop.services import facilitators
from desktop.services.desk import Desk
from desktop.services.facilitators import FacilitatorRow
from desktop.services.families import finding
from desktop.services.families.finding import AreaChoice
from desktop.services.quality import listing
from desktop.services.quality.rows import FaultFilters, Overview


@dataclass(frozen=True, slots=True)
class Choices:
    """What one may narrow the lists to."""

    districts: list[AreaChoice]
    facilitators: list[FacilitatorRow]


@dataclass(frozen=True, slots=True)
class Offer:
    desk: Desk

    def __call__(self, _: Progress) -> Choices:
        return Choices(finding.districts(self.desk), facilitators.everybody(self.desk))


@dataclass(frozen=True, slots=True)
class Villages:
    desk: Desk
    district: str

    def __call__(self, _: Progress) -> list[AreaChoice]:
        return listing.villages(self.desk, self.district)


@dataclass(frozen=True, slots=True)
class Count:
    desk: Desk
    filters: FaultFilters

    def __call__(self, _: Progress) -> Overview:
        return listing.overview(self.desk, self.filters)
