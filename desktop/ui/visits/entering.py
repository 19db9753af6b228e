"""Entering a visit: the family, then one short form; what is typed is kept as a draft."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.desk import Answer
from desktop.services.facilitators import FacilitatorRow
from desktop.services.visits import LONGEST, PURPOSES, NewVisit, VisitDetail, VisitedFamily
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.question import Question
from desktop.ui.kit.tokens import Space
from desktop.ui.rest import Rest
from desktop.ui.screen import Bench
from desktop.ui.visits.jobs import DropDraft, KeepDraft, Record
from desktop.ui.visits.picker import FamilyPicker
from desktop.ui.visits.terms import carer
from desktop.wording import Translator

DRAFT_AFTER_MS = 2_000
OTHER = ""  # a purpose in one's own words
FIELD_OF = {
    "visit.future": "on",
    "visit.no_purpose": "purpose",
    "visit.no_seen": "seen",
    "visit.no_due": "due_on",
    "visit.no_follow_up": "follow_up",
    "visit.due_before": "due_on",
    "facilitator.inactive": "facilitator",
    "facilitator.unknown": "facilitator",
}


def _fields(t: Translator) -> Sequence[Group]:
    purposes = [*((purpose, purpose) for purpose in PURPOSES), (OTHER, t("Other, in your own words"))]
    return (
        Group(
            t("Visit"),
            [
                Field("facilitator", t("Facilitator"), Kind.CHOICE, required=True, help=t("Who cares for the family.")),
                Field("on", t("Date"), Kind.DATE, required=True),
                Field("purpose", t("Purpose"), Kind.CHOICE, choices=purposes),
                Field("own", t("Purpose in your own words"), length=LONGEST["purpose"]),
                Field("seen", t("Seen"), Kind.LINES, required=True, length=LONGEST["seen"],
                      help=t("What was found at the family, in a few sentences. Ctrl+Enter moves on.")),
                Field("agreed", t("Agreed"), Kind.LINES, length=LONGEST["agreed"]),
            ],
        ),
        Group(
            t("Follow-up"),
            [
                Field("follow_up", t("What shall be done"), length=LONGEST["follow_up"],
                      help=t("Leave both empty when nothing follows.")),
                Field("due_on", t("Due on"), Kind.DATE),
            ],
        ),
    )  # fmt: skip


class Entering(QWidget):
    """`saved` brings the visit as entered; `left`: nothing typed is wanted any more."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench = bench
        self.t = bench.t
        self.picker = FamilyPicker(bench)
        self.form = Form(self.t, _fields(self.t), save=self.t("Save the visit"), parent=self)
        self._draft = Rest(bench.runner, self._keep, self, milliseconds=DRAFT_AFTER_MS)
        self._focus = QShortcut(QKeySequence(Qt.Modifier.ALT | Qt.Key.Key_K), self)
        self._focus.activated.connect(self.picker.look_for)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.picker)
        column.addWidget(self.form, 1)
        self.picker.picked.connect(self._picked)
        self.form.typed.connect(self._draft.start)
        self.form.submitted.connect(self._submit)

    @property
    def dirty(self) -> bool:
        return self.form.dirty

    def begin(self, family: UUID | None = None) -> None:
        """Start an empty visit of today, of a family if one is named."""
        self.form.set_values({"on": self.bench.desk.today(), "purpose": PURPOSES[0]})
        self.form.set_busy(False)
        self.picker.look_for()
        if family is not None:
            self.picker.pick(family)

    def offer_facilitators(self, rows: list[FacilitatorRow]) -> None:
        combo = self.form.blocks["facilitator"].widget
        assert isinstance(combo, Combo)
        kept, typed = combo.value, self.form.dirty
        if kept is None and self.picker.family is not None:
            kept = self.picker.family.facilitator_id  # the family was there before this list
        combo.offer([(row.id, carer(self.t, row)) for row in rows if row.active])
        combo.choose(kept)
        if not typed:
            self.form.mark_saved("")

    def draft(self) -> dict[str, str]:
        """What is typed so far, as text."""
        values = {name: _as_text(value) for name, value in self.form.values().items()}
        family = {"family": str(self.picker.family.id)} if self.picker.family else {}
        return values | family

    def take_draft(self, kept: dict[str, str]) -> None:
        """Go on with what was typed before."""
        self.begin(UUID(kept["family"]) if kept.get("family") else None)
        values: dict[str, object] = {name: kept[name] for name in self.form.blocks if name in kept}
        for name in ("on", "due_on"):
            values[name] = date.fromisoformat(kept[name]) if kept.get(name) else None
        values["facilitator"] = UUID(kept["facilitator"]) if kept.get("facilitator") else None
        self.form.fill(values)

    def keep_now(self) -> None:
        """The office locks: keep what is typed before the key is gone."""
        self._draft.stop()
        if self.form.dirty:
            KeepDraft(self.bench.desk, self.draft())()

    def ask_to_leave(self) -> None:
        """Leave; asks only if something typed would be lost."""
        if not self.dirty:
            self.left.emit()
            return
        question = Question(
            self.t("Throw away what you typed?"),
            self.t("The visit has not been saved."),
            verb=self.t("Throw away"),
            safe=self.t("Go on typing"),
            parent=self,
        )
        question.agreed.connect(self.leave)
        question.open()

    def leave(self, _: str = "") -> None:
        """What is typed is not wanted any more."""
        self._draft.stop()
        self.form.set_values({})
        self.bench.runner.submit(DropDraft(self.bench.desk), lane=Lane.WRITE)
        self.left.emit()

    def _keep(self) -> None:
        if self.form.dirty:
            self.bench.runner.submit(KeepDraft(self.bench.desk, self.draft()), lane=Lane.WRITE, newest="visits.draft")

    def _picked(self, family: VisitedFamily | None) -> None:
        if family is None:
            return
        if family.facilitator_id is not None:
            typed = self.form.dirty
            self.form.fill({"facilitator": family.facilitator_id})
            if not typed:
                self.form.mark_saved("")  # nothing of this was typed, so nothing would be lost
        self.form.go_to("on" if family.facilitator_id else "facilitator")

    def _submit(self, values: dict[str, object]) -> None:
        family = self.picker.family
        if family is None:
            self.picker.say(self.t("Choose the family first."))
            self.picker.search.take_focus()
            return
        new = _new_visit(family.id, values)
        self._draft.stop()
        self.form.set_busy(True, self.t("Saving"))
        self.bench.runner.submit(Record(self.bench.desk, new), self._saved, self._refused, lane=Lane.WRITE)

    def _saved(self, answer: Answer[VisitDetail]) -> None:
        self.form.set_busy(False)
        self.form.mark_saved()
        self.saved.emit(answer.value)

    def _refused(self, refused: Refused) -> None:
        self.form.set_busy(False)
        self.form.show_problems({FIELD_OF.get(refused.code, ""): self.bench.sentence(refused)})


def _new_visit(family: UUID, values: dict[str, object]) -> NewVisit:
    """Build the visit from the form's values; the purpose in own words counts before the one chosen."""
    facilitator, on, due = values["facilitator"], values["on"], values["due_on"]
    assert isinstance(facilitator, UUID)
    assert isinstance(on, date)
    texts = {name: str(values[name] or "") for name in ("seen", "agreed", "follow_up")}
    purpose = str(values["own"] or values["purpose"] or "")
    return NewVisit(family, facilitator, on, purpose, due_on=due if isinstance(due, date) else None, **texts)


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
