"""Drafts: what a person typed and has not saved, in the office's encrypted file; a draft is no record."""

from dataclasses import dataclass
from datetime import datetime

from desktop.models import Draft
from desktop.services.desk import EVERYBODY, Desk, allowed


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft as it was kept; `text` is what the form made of it."""

    text: str
    at: datetime


@allowed(*EVERYBODY)
def keep(desk: Desk, form: str, text: str) -> None:
    """Keep what stands in a form; an earlier draft of the same person and form gives way."""
    with desk.write("draft.keep") as unit:
        row = unit.session.get(Draft, (desk.person.id, form))
        if row is None:
            unit.session.add(Draft(user_id=desk.person.id, form=form, values=text, at=desk.now()))
        else:
            row.values, row.at = text, desk.now()


@allowed(*EVERYBODY)
def take(desk: Desk, form: str) -> KeptDraft | None:
    """Answer the person's own draft of a form; one that was dropped is none."""
    with desk.read() as session:
        row = session.get(Draft, (desk.person.id, form))
        return KeptDraft(row.values, row.at) if row is not None and row.values else None


@allowed(*EVERYBODY)
def drop(desk: Desk, form: str) -> None:
    """Forget a draft: its text is emptied, for it holds people's data."""
    with desk.write("draft.drop") as unit:
        row = unit.session.get(Draft, (desk.person.id, form))
        if row is not None and row.values:
            row.values = ""
