"""What the place of families asks of the services, as plain calls for the runner."""

import time
from dataclasses import dataclass
from uuid import UUID

from desktop.progress import Progress
from desktop.services.desk import Desk
from desktop.services.families import detail, finding
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.finding import AreaChoice, FamilyPage, Filters, Order, Place


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The answer to one question of the list; `seconds` is how long the service took."""

    query: int
    page: FamilyPage
    seconds: float


@dataclass(frozen=True, slots=True)
class NextPage:
    query: int
    page: FamilyPage


@dataclass(frozen=True, slots=True)
class Counted:
    """How many families match, and how many there are."""

    query: int
    matches: int
    total: int


@dataclass(frozen=True, slots=True)
class Find:
    desk: Desk
    query: int
    typed: str
    filters: Filters
    order: Order | None = None

    def __call__(self, _: Progress) -> FirstPage:
        start = time.perf_counter()
        page = finding.find(self.desk, self.typed, self.filters, order=self.order)
        return FirstPage(self.query, page, time.perf_counter() - start)


@dataclass(frozen=True, slots=True)
class FindMore:
    desk: Desk
    query: int
    typed: str
    filters: Filters
    after: Place
    order: Order | None = None

    def __call__(self, _: Progress) -> NextPage:
        page = finding.find(self.desk, self.typed, self.filters, after=self.after, order=self.order)
        return NextPage(self.query, page)


@dataclass(frozen=True, slots=True)
class Count:
    desk: Desk
    query: int
    typed: str
    filters: Filters

    def __call__(self, _: Progress) -> Counted:
        matches = finding.count(self.desk, self.typed, self.filters)
        everything = not self.typed and self.filters == finding.EVERYTHING
        return Counted(self.query, matches, matches if everything else finding.total(self.desk))


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
