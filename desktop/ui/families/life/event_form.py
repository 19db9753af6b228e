"""The form of one event, and beside it what would follow from what is typed so far."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.rules.life import Life
from desktop.rules.succession import Cause
from desktop.ui.families.life.jobs import Opening
from desktop.ui.families.life.making import event_of
from desktop.ui.families.life.preview import Consequences
from desktop.ui.families.life.questions import SIDE, beginning, groups
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.form import Form
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator

AFTER_WIDE = 300
LEAST_LETTERS = 8


class EventForm(QWidget):
    """`submitted` brings the event once the form finds nothing missing."""

    submitted = Signal(object)

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

    def begin(self, opening: Opening, kind: Life, today: date) -> None:
        """Ask what a kind needs to know."""
        self._opening, self._kind, self._today = opening, kind, today
        self._cause = opening.succession.cause if kind is Life.CARETAKER else None
        form = Form(self.t, groups(self.t, kind, opening, self._cause))
        form.set_values(beginning(kind, opening, today))
        self._show(form)
        form.go_to("on")
        self._weigh()

    def part(self, goes: UUID) -> None:
        """Put one member on the new card of a split, as its head."""
        if self.form is not None and self._opening is not None:
            people = self._opening.family.fields.members
            sides = {f"{SIDE}{place}": True for place, one in enumerate(people) if one.id == goes}
            self.form.fill({**sides, "head": goes})
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

    def refuse(self, sentence: str) -> None:
        """Show why the event was not entered."""
        if self.form is not None:
            self.form.show_problems({"": sentence})

    def _weigh(self) -> None:
        """Say what follows from what is typed; another cause asks for other papers."""
        if self.form is None or self._opening is None:
            return
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
        self.submitted.emit(event_of(self._kind, values, self._opening))

    def _show(self, form: Form | None) -> None:
        old, self.form = self.form, form
        if old is not None:
            self._place.removeWidget(old)
            old.hide()
            old.deleteLater()
        if form is not None:
            form.typed.connect(self._weigh)
            form.submitted.connect(self._submit)
            for combo in form.findChildren(Combo):
                # A long choice is read in the list that opens; it must not push the form sideways.
                combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                combo.setMinimumContentsLength(LEAST_LETTERS)
            self._place.addWidget(form, 1)
