"""Recording the result of one family or of a whole list; what it would do is counted beside it as one types."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.desk import Answer
from desktop.services.validating import reasons, results
from desktop.services.validating.results import NOTE, OFFICER, NewResult, Recorded, Result
from desktop.services.validating.selecting import Selection
from desktop.ui.jobs.asking import Work
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.card import Card
from desktop.ui.kit.check import Check
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.words import number
from desktop.ui.rest import Rest
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage
from desktop.wording import N_, Translator

LOOK_MS = 300
COLUMNS = 2  # of reasons
CHOICES = (
    (Result.VALID, N_("Valid")),
    (Result.NOT_VALID, N_("Not valid")),
    (Result.BY_RULES, N_("As the rules say")),
)
FIELD_OF = {"validating.no_officer": "officer", "validating.future": "on", "validating.despite_needs_note": "note"}


def _fields(t: Translator) -> Sequence[Group]:
    choices = [(result, t(word)) for result, word in CHOICES]
    return (
        Group(
            t("Result of the validation"),
            [
                Field("result", t("Result"), Kind.CHOICE, required=True, choices=choices,
                      help=t("As the rules say: families that lack a fact are left to you.")),
                Field("on", t("Date of the validation"), Kind.DATE, required=True),
                Field("officer", t("Officer"), required=True, length=OFFICER, help=t("Who saw the family.")),
                Field("note", t("Note"), Kind.LINES, length=NOTE),
            ],
        ),
    )  # fmt: skip


class RecordPage(TaskPage):
    """`families` is how many are listed; `only` names one of them instead."""

    def __init__(
        self, bench: Bench, selection: Selection, families: int, only: UUID | None = None, name: str = ""
    ) -> None:
        t = bench.t
        counted = t.many("{shown} family in the list", "{shown} families in the list", families, shown=number(families))
        super().__init__(bench, t("Record the result"), name if only else counted)
        self._selection, self._only = selection, only
        self.form = Form(t, _fields(t), save=t("Record the result"))
        self.reasons = Reasons(t)
        self.despite = Check(t("Valid although a rule is broken; the note says why"))
        self.counted = label("", wrap=True)
        self._clock = Rest(bench.runner, self.look, self, milliseconds=LOOK_MS)
        self._lay_out()
        self.form.set_values({"result": Result.VALID, "on": bench.desk.today(), "officer": bench.desk.person.full_name})
        self.form.typed.connect(self._typed)
        self.form.submitted.connect(self._submit)
        self.reasons.listen(self._typed)
        self.despite.toggled.connect(self._typed)
        self._typed()

    @property
    def dirty(self) -> bool:
        return self.form.dirty

    def take_focus(self) -> None:
        self.form.go_to("result")

    def look(self) -> None:
        """Count what would be recorded; what is still missing is filled in for the count."""
        new = self._new(self.form.values())
        if new.result is Result.NOT_VALID and not new.reasons:
            self.counted.setText(self.t("Choose at least one reason."))
            return
        self.counted.setText(self.t("Counting…"))
        work = Work(results.look_over, self.bench.desk, _filled(new, self.bench.desk.today()))
        self.bench.runner.submit(work, self._say, self._cannot, newest="validating.look")

    def _typed(self) -> None:
        chosen = self.form.values()["result"]
        self.reasons.setEnabled(chosen is Result.NOT_VALID)
        self.despite.setEnabled(chosen is Result.VALID)
        self._clock.start()

    def _new(self, values: dict[str, object]) -> NewResult:
        result, on = values["result"], values["on"]
        return NewResult(
            self._selection,
            result if isinstance(result, Result) else Result.VALID,
            on if isinstance(on, date) else self.bench.desk.today(),
            str(values["officer"] or ""),
            self.reasons.codes if result is Result.NOT_VALID else (),
            str(values["note"] or ""),
            despite=result is Result.VALID and self.despite.isChecked(),
            only=(self._only,) if self._only else (),
        )

    def _say(self, found: Recorded) -> None:
        self.counted.setText(said(self.t, found))

    def _cannot(self, refused: Refused) -> None:
        self.counted.setText(self.bench.sentence(refused))

    def _submit(self, values: dict[str, object]) -> None:
        self.notice.clear()
        self.form.set_busy(True, self.t("Working…"))
        work = Work(results.record, self.bench.desk, self._new(values))
        title = self.t("Recording results")
        self.bench.runner.submit(work, self._recorded, self._refused, ended=self._rest, title=title, lane=Lane.WRITE)

    def _recorded(self, answer: Answer[Recorded]) -> None:
        self.form.mark_saved()
        self.left.emit(" · ".join(line.strip() for line in said(self.t, answer.value).splitlines()))

    def _rest(self) -> None:
        self.form.set_busy(False)

    def _refused(self, refused: Refused) -> None:
        self.form.set_busy(False)
        self.form.show_problems({FIELD_OF.get(refused.code, ""): self.bench.sentence(refused)})

    def _lay_out(self) -> None:
        t = self.t
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.form, 1)
        beside = Card(t("What this does"))
        beside.add(self.counted)
        beside.add(self.despite)
        beside.section(t("Reasons for not valid"))
        beside.add(Scroll(self.reasons), 1)
        self.fill(side_by_side(left, beside, shares=(40, 60)))


class Reasons(QWidget):
    """The coded reasons as boxes to tick."""

    def __init__(self, t: Translator) -> None:
        super().__init__()
        self.setAccessibleName(t("Reasons for not valid"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        self.boxes = {one.code: Check(one.label) for one in reasons.known()}
        half = -(-len(self.boxes) // COLUMNS)
        for at, box in enumerate(self.boxes.values()):
            grid.addWidget(box, at % half, at // half)
        grid.setRowStretch(half, 1)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(code for code, box in self.boxes.items() if box.isChecked())

    def listen(self, slot: object) -> None:
        for box in self.boxes.values():
            box.toggled.connect(slot)


def _filled(new: NewResult, today: date) -> NewResult:
    """What is not typed yet must not keep the count from being made."""
    return NewResult(
        new.selection, new.result, min(new.on, today), new.officer or "-", new.reasons, new.note or "-", new.despite,
        new.only,
    )  # fmt: skip


def said(t: Translator, found: Recorded) -> str:
    """Counts in words, a line for each."""
    lines = []
    if found.valid or not found.not_valid:
        lines.append(t.many("{shown} family valid", "{shown} families valid", found.valid, shown=number(found.valid)))
    if found.not_valid:
        count = found.not_valid
        lines.append(t.many("{shown} family not valid", "{shown} families not valid", count, shown=number(count)))
    words = zip(reasons.labels(found.reasons), found.reasons.values(), strict=True)
    lines += [f"    {word}: {number(count)}" for word, count in words]
    lines += [t.sentence(code, {"count": number(count)}) for code, count in found.left.items()]
    return "\n".join(lines)
