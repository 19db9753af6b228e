"""The words of the log: columns of its list, and where a follow-up stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desktop.services.facilitators import FacilitatorRow
from desktop.services.visits import FollowUp, VisitRow
from desktop.ui.kit.chip import ChipValue, width
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.tokens import Tone
from desktop.wording import N_, Translator

STATES: dict[FollowUp, tuple[str, Tone]] = {
    FollowUp.OPEN: (N_("Waiting"), Tone.BRAND),
    FollowUp.DUE: (N_("Due today"), Tone.ATTENTION),
    FollowUp.OVERDUE: (N_("Overdue"), Tone.DANGER),
    FollowUp.DONE: (N_("Done"), Tone.GOOD),
    FollowUp.NONE: (N_("None"), Tone.NEUTRAL),
}
FILTERS: tuple[tuple[FollowUp | None, str], ...] = (
    (None, N_("All visits")),
    (FollowUp.OPEN, N_("Follow-up waits")),
    (FollowUp.DUE, N_("Due until today")),
    (FollowUp.OVERDUE, N_("Overdue")),
    (FollowUp.DONE, N_("Follow-up done")),
)


def chip(t: Translator, state: FollowUp) -> ChipValue:
    word, tone = STATES[state]
    return ChipValue(t(word), tone)


def carer(t: Translator, row: FacilitatorRow) -> str:
    """A facilitator with the families in his care, and how many follow-ups of his are late."""
    parts = [row.name, t.many("{count} family", "{count} families", row.families)]
    if row.overdue:
        parts.append(t("{count} overdue", count=row.overdue))
    return " · ".join(parts)


def key(row: VisitRow) -> UUID:
    return row.id


@dataclass(frozen=True, slots=True)
class _State:
    t: Translator

    def __call__(self, row: VisitRow) -> ChipValue | None:
        return None if row.state is FollowUp.NONE else chip(self.t, row.state)


def _on(row: VisitRow) -> date:
    return row.on


def _due(row: VisitRow) -> date | None:
    return None if row.state is FollowUp.DONE else row.due_on


def _caretaker(row: VisitRow) -> str:
    return row.caretaker


def _purpose(row: VisitRow) -> str:
    return row.purpose


def columns(t: Translator) -> Sequence[Column]:
    longest = max((t(word) for word, _ in STATES.values()), key=width)
    return (
        Column(t("Date"), _on, Kind.DATE),
        Column(t("Caretaker"), _caretaker, Kind.STRONG, "Siti Nurhalimah", stretch=1),
        Column(t("Purpose"), _purpose, sample="Pemantauan kehadiran", stretch=3),
        Column(t("Due"), _due, Kind.DATE),
        Column(t("Follow-up"), _State(t), Kind.CHIP, longest),
    )
