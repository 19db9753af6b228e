"""What the pages of a family's life ask of the services, as plain calls for the runner."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desktop.progress import Progress
from desktop.services.desk import Answer, Desk
from desktop.services.families import asof, detail, finding
from desktop.services.families.asof import StoodFamily
from desktop.services.families.detail import FamilyDetail
from desktop.services.life import following, history, recording, splitting, standing, undoing
from desktop.services.life.events import Event, Split
from desktop.services.life.following import Succession
from desktop.services.life.history import FamilyHistory
from desktop.services.life.recording import Recorded
from desktop.services.life.splitting import SplitDone
from desktop.services.life.standing import StoodList
from desktop.ui.families.life.draft import DropEvent, EventDraft, TakeEvent


@dataclass(frozen=True, slots=True)
class Opening:
    """A family with what its events need: villages to move to, who may follow its caretaker.

    `draft` is an event, of this family or another, that this person typed and never saved.
    """

    family: FamilyDetail
    villages: tuple[tuple[str, str], ...]  # code and "village, district"
    succession: Succession
    draft: EventDraft | None = None

    @property
    def name(self) -> str:
        """Who cares for the family, else its first member."""
        caretaker = self.family.caretaker
        return caretaker.name if caretaker else self.family.fields.members[0].name


@dataclass(frozen=True, slots=True)
class OpenForEvent:
    desk: Desk
    family: UUID

    def __call__(self, progress: Progress) -> Opening:
        found = detail.open_family(self.desk, self.family)
        villages = []
        for district in finding.districts(self.desk):
            progress.step(0)
            villages += [
                (village.code, f"{village.name}, {district.name}")
                for village in finding.villages(self.desk, district.code)
            ]
        order = following.succession(self.desk, self.family)
        return Opening(found, tuple(sorted(villages, key=_name)), order, TakeEvent(self.desk)())


@dataclass(frozen=True, slots=True)
class Enter:
    """Enter an event; a split makes two families. What was kept of it as a draft goes."""

    desk: Desk
    family: UUID
    stamp: int
    event: Event

    def __call__(self, _: Progress) -> Answer[Recorded] | Answer[SplitDone]:
        answer = self._entered()
        DropEvent(self.desk)()
        return answer

    def _entered(self) -> Answer[Recorded] | Answer[SplitDone]:
        if isinstance(self.event, Split):
            return splitting.split(self.desk, self.family, self.stamp, self.event)
        return recording.record(self.desk, self.family, self.stamp, self.event)


@dataclass(frozen=True, slots=True)
class Undo:
    desk: Desk
    event: UUID
    reason: str

    def __call__(self, _: Progress) -> Answer[FamilyDetail]:
        return undoing.undo(self.desk, self.event, self.reason)


@dataclass(frozen=True, slots=True)
class ReadHistory:
    desk: Desk
    family: UUID

    def __call__(self, _: Progress) -> FamilyHistory:
        return history.history(self.desk, self.family)


@dataclass(frozen=True, slots=True)
class ReadOn:
    """A family as it stood at the end of a day."""

    desk: Desk
    family: UUID
    day: date

    def __call__(self, _: Progress) -> StoodFamily:
        return asof.family_on(self.desk, self.family, self.day)


@dataclass(frozen=True, slots=True)
class ReadList:
    """All families as they stood at the end of a day."""

    desk: Desk
    day: date

    def __call__(self, progress: Progress) -> StoodList:
        return standing.list_on(self.desk, self.day, progress)


def _name(village: tuple[str, str]) -> str:
    return village[1]
