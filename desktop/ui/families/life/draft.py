"""An event that was typed and not saved: as text and back, and the calls that keep, take and drop it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from desktop.progress import Progress
from desktop.rules.life import Life
from desktop.services import drafts
from desktop.services.desk import Desk
from desktop.ui.kit.fields import Field, Kind

FORM = "life"


@dataclass(frozen=True, slots=True)
class EventDraft:
    """What was typed of an event of a family that was opened in the state `stamp`; `name` is who cares for it."""

    family: UUID
    stamp: int
    name: str
    kind: Life
    values: Mapping[str, object]  # as JSON keeps them
    at: datetime | None = None  # when it was kept


@dataclass(frozen=True, slots=True)
class KeepEvent:
    desk: Desk
    draft: EventDraft

    def __call__(self, _: Progress | None = None) -> None:
        drafts.keep(self.desk, FORM, write(self.draft))


@dataclass(frozen=True, slots=True)
class DropEvent:
    desk: Desk

    def __call__(self, _: Progress | None = None) -> None:
        drafts.drop(self.desk, FORM)


@dataclass(frozen=True, slots=True)
class TakeEvent:
    desk: Desk

    def __call__(self, _: Progress | None = None) -> EventDraft | None:
        kept = drafts.take(self.desk, FORM)
        return read(kept.text, self.desk.local(kept.at)) if kept is not None else None


def write(draft: EventDraft) -> str:
    kept = {"family": str(draft.family), "stamp": draft.stamp, "name": draft.name, "kind": draft.kind.value}
    return json.dumps(kept | {"values": dict(draft.values)})


def read(text: str, at: datetime | None = None) -> EventDraft | None:
    """None for a text of another version of the program: a draft may be lost, the page must open."""
    try:
        kept = json.loads(text)
        values = {str(name): value for name, value in kept["values"].items()}
        return EventDraft(UUID(kept["family"]), int(kept["stamp"]), str(kept["name"]), Life(kept["kind"]), values, at)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def plain(value: object) -> object:
    """A field's value as JSON keeps it."""
    if value is None or isinstance(value, bool | int):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def answer(field: Field, kept: object) -> object:
    """A field's value again; what it does not offer any more is left open."""
    if field.kind is Kind.CHOICE:
        return next((value for value, _ in field.choices if plain(value) == kept), None)
    if field.kind is Kind.DATE:
        try:
            return date.fromisoformat(str(kept)) if kept else None
        except ValueError:
            return None
    return kept
