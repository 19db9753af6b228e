"""What the family form asks of the services, as plain calls for the runner."""

from dataclasses import dataclass
from uuid import UUID

from desktop.progress import Progress
from desktop.services.desk import Answer, Desk
from desktop.services.families import drafting, saving
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.drafting import FamilyDraft
from desktop.services.families.fields import FamilyFields


@dataclass(frozen=True, slots=True)
class Save:
    """Save a new family, or changes to one opened in the state `stamp`; its draft goes with it."""

    desk: Desk
    family: UUID | None
    stamp: int
    fields: FamilyFields
    reason: str

    def __call__(self, _: Progress) -> Answer[FamilyDetail]:
        if self.family is None:
            answer = saving.register(self.desk, self.fields, self.reason)
        else:
            answer = saving.save(self.desk, self.family, self.stamp, self.fields, self.reason)
        drafting.drop(self.desk)
        return answer


@dataclass(frozen=True, slots=True)
class KeepDraft:
    desk: Desk
    draft: FamilyDraft

    def __call__(self, _: Progress) -> None:
        drafting.keep(self.desk, self.draft)


@dataclass(frozen=True, slots=True)
class TakeDraft:
    desk: Desk

    def __call__(self, _: Progress) -> FamilyDraft | None:
        return drafting.take(self.desk)


@dataclass(frozen=True, slots=True)
class DropDraft:
    desk: Desk

    def __call__(self, _: Progress) -> None:
        drafting.drop(self.desk)
