"""The form of one event, and beside it what would follow from what is typed so far."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.life import Life
from desktop.rules.succession import Cause
from desktop.ui.families.life.draft import EventDraft, answer, plain
from desktop.ui.families.life.jobs import Opening
from desktop.ui.families.life.making import event_of
from desktop.ui.families.life.offered import fill, offer
from desktop.ui.families.life.preview import Consequences
from desktop.ui.families.life.questions import SIDE, beginning, groups
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.form import Form
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator

AFTER_WIDE = 300
LEAST_LETTERS = 8
RESTS = ("paper", "reason")
CARRIED = ("on", *RESTS)


class EventForm(QWidget):
    """`submitted` brings the event once the form finds nothing missing; `typed`: somebody changed something."""

    submitted = Signal(object)
    typed = Signal()

    def __init__(self, t: Translator) -> None:
        super().__init__()
        self.t = t
        self.form: Form | None = None
        self.after = Consequences(t)
        self.after.setFixedWidth(AFTER_WIDE)
        self._kind = Life.BIRTH
        self._opening: Opening | None = None
        self._today = date.min
        self._cause: Cause | None = None
        self._empty: dict[str, object] = {}  # what stood in the form before anybody typed
        self._place = QVBoxLayout()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CARDS)
        row.addLayout(self._place, 1)
        row.addWidget(self.after)

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.form is not None and self.form.dirty

    @property
    def only_carried(self) -> bool:
        """Whether all that is typed is asked for in every kind, so that another kind loses nothing."""
        return self.form is None or all(
            name in CARRIED or value == self._empty.get(name) for name, value in self.form.values().items()
        )

    def begin(self, opening: Opening, kind: Life, today: date) -> None:
        """Ask what a kind needs to know; what every kind asks stays typed."""
        old = self.form.values() if self.form is not None else {}
        kept = {name: old[name] for name in CARRIED if old.get(name) and old[name] != self._empty.get(name)}
        self._opening, self._kind, self._today = opening, kind, today
        self._cause = opening.succession.cause if kind is Life.CARETAKER else None
        form = Form(self.t, groups(self.t, kind, opening, self._cause))
        form.set_values(beginning(kind, opening, today))
        self._empty = form.values()
        if kept:
            form.fill(kept)
        self._show(form)
        form.go_to("on")
        self._weigh()

    def draft(self) -> EventDraft | None:
        """What is typed so far; None where nothing is."""
        if self.form is None or self._opening is None or not self.dirty:
            return None
        family = self._opening.family
        values = {name: plain(value) for name, value in self.form.values().items()}
        return EventDraft(family.id, family.stamp, self._opening.name, self._kind, values)

    def take(self, draft: EventDraft) -> None:
        """Go on with what was typed before. In a family changed since, who goes to which card is asked anew."""
        if self.form is None or self._opening is None:
            return
        changed = draft.stamp != self._opening.family.stamp
        kept = {name: one for name, one in draft.values.items() if not (changed and name.startswith(SIDE))}
        if "cause" in kept:
            self.form.fill({"cause": answer(self.form.blocks["cause"].field, kept["cause"])})
            self._weigh()  # the cause says which papers are asked for
        blocks = self.form.blocks
        typed = {name: answer(blocks[name].field, one) for name, one in kept.items() if name in blocks}
        fill(self.form, self._kind, typed, self._opening)
        self._weigh()

    def part(self, goes: UUID) -> None:
        """Put one member on the new card of a split, as its head."""
        if self.form is not None and self._opening is not None:
            people = self._opening.family.fields.members
            sides = {f"{SIDE}{place}": True for place, one in enumerate(people) if one.id == goes}
            fill(self.form, self._kind, {**sides, "head": goes}, self._opening)
            self._weigh()

    def clear(self) -> None:
        self._show(None)
        self.after.wait()

    def submit(self) -> None:
        if self.form is not None:
            self.form.submit()

    def set_busy(self, busy: bool) -> None:
        if self.form is not None:
            self.form.set_busy(busy, self.t("Saving…") if busy else "")

    def refuse(self, refused: Refused) -> None:
        """Show why the event was not entered."""
        if self.form is not None:
            self.form.show_problems({"": self.t.refusal(refused)})

    def _weigh(self) -> None:
        """Say what follows from what is typed; another cause asks for other papers."""
        if self.form is None or self._opening is None:
            return
        offer(self.t, self.form, self._kind, self._opening)
        values = self.form.values()
        cause = values.get("cause")
        if isinstance(cause, Cause) and cause is not self._cause:
            self._cause = cause
            self._ask_papers(values)
        elif self.form.check():
            self.after.wait()
        else:
            self.after.weigh(self._opening, event_of(self._kind, values, self._opening), self._today)

    def _ask_papers(self, values: dict[str, object]) -> None:
        assert self._opening is not None
        form = Form(self.t, groups(self.t, self._kind, self._opening, self._cause))
        form.set_values(beginning(self._kind, self._opening, self._today))
        form.fill({name: value for name, value in values.items() if name in form.blocks})
        self._show(form)
        form.go_to("cause")
        self._weigh()

    def _submit(self, values: dict[str, object]) -> None:
        assert self._opening is not None
        assert self.form is not None
        if any(str(values[name] or "").strip() for name in RESTS):
            self.submitted.emit(event_of(self._kind, values, self._opening))
            return
        # Said once at the top, where it leads to the first of the two; one of both is enough.
        self.form.show_problems({RESTS[0]: self.t.refusal(Refused("life.nothing_said"))})
        self.form.blocks[RESTS[1]].say(self.form.blocks[RESTS[0]].problem)

    def _show(self, form: Form | None) -> None:
        old, self.form = self.form, form
        if old is not None:
            self._place.removeWidget(old)
            old.hide()
            old.deleteLater()
        if form is not None:
            form.typed.connect(self._weigh)
            form.typed.connect(self.typed)
            form.submitted.connect(self._submit)
            for combo in form.findChildren(Combo):
                # A long choice is read in the list that opens; it must not push the form sideways.
                combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                combo.setMinimumContentsLength(LEAST_LETTERS)
            self._place.addWidget(form, 1)
