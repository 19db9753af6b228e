"""What the screen of official lists asks of the services, as plain calls for the runner."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from desktop.progress import Progress
from desktop.rules.official_lists import OfficialKind
from desktop.services.desk import Answer, Desk
from desktop.services.official_lists import accepting, columns, kept, offers, previewing, together, waiting
from desktop.services.official_lists.answers import About, Candidate, ListTaken
from desktop.services.official_lists.columns import Looked
from desktop.services.official_lists.kept import KeptList
from desktop.services.official_lists.offers import Offers, OffersTaken
from desktop.services.official_lists.previewing import ListPreview
from desktop.services.official_lists.together import Holder, Matrix
from desktop.services.official_lists.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Lists:
    desk: Desk

    def __call__(self, _: Progress) -> tuple[KeptList, ...]:
        return kept.lists(self.desk)


@dataclass(frozen=True, slots=True)
class Offered:
    desk: Desk
    list_id: UUID

    def __call__(self, progress: Progress) -> Offers:
        return offers.offers(self.desk, self.list_id, progress)


@dataclass(frozen=True, slots=True)
class Take:
    desk: Desk
    offered: Offers
    left_out: frozenset[str]

    def __call__(self, progress: Progress) -> Answer[OffersTaken]:
        return offers.take(self.desk, self.offered, self.left_out, progress)


@dataclass(frozen=True, slots=True)
class Look:
    desk: Desk
    path: Path
    about: About

    def __call__(self, _: Progress) -> Looked:
        return columns.look(self.desk, self.path, self.about.kind, self.about.source)


@dataclass(frozen=True, slots=True)
class Sources:
    """Codes and names of the lists of every kind."""

    def __call__(self, _: Progress) -> dict[OfficialKind, tuple[tuple[str, str], ...]]:
        return {kind: columns.sources(kind) for kind in OfficialKind}


@dataclass(frozen=True, slots=True)
class Preview:
    desk: Desk
    path: Path
    about: About
    columns: Mapping[int, str]

    def __call__(self, progress: Progress) -> ListPreview:
        return previewing.preview(self.desk, self.path, self.about, self.columns, progress)


@dataclass(frozen=True, slots=True)
class Accept:
    desk: Desk
    previewed: ListPreview
    decided: Mapping[int, Candidate]

    def __call__(self, progress: Progress) -> Answer[ListTaken]:
        return accepting.accept(self.desk, self.previewed, self.decided, progress)


@dataclass(frozen=True, slots=True)
class LookInto:
    desk: Desk

    def __call__(self, _: Progress) -> tuple[Waiting, ...]:
        return waiting.waiting(self.desk)


@dataclass(frozen=True, slots=True)
class Close:
    desk: Desk
    task: UUID
    reason: str

    def __call__(self, _: Progress) -> Answer[None]:
        return waiting.close(self.desk, self.task, self.reason)


@dataclass(frozen=True, slots=True)
class Together:
    desk: Desk

    def __call__(self, _: Progress) -> Matrix:
        return together.matrix(self.desk)


@dataclass(frozen=True, slots=True)
class HoldingBoth:
    desk: Desk
    one: str
    other: str

    def __call__(self, _: Progress) -> tuple[Holder, ...]:
        return together.holding_both(self.desk, self.one, self.other)
