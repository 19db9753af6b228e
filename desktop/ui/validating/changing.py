"""Taking a list through a change of status: what it would do stands beside the form before it is done."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt

from desktop.errors import Refused
from desktop.rules.terms import EnrolmentStatus
from desktop.services.desk import Answer
from desktop.services.enrolling import Move
from desktop.services.validating import changing
from desktop.services.validating.changing import WAYS, NewStatus, Preview
from desktop.services.validating.minutes import PLACE, SIGNED, NewMinutes
from desktop.services.validating.selecting import Selection, split_cards
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.card import Card
from desktop.ui.kit.check import Check
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.question import Question
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.text import label
from desktop.ui.kit.words import number
from desktop.ui.rest import Rest
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage
from desktop.wording import Translator
from desktop.wording.terms import ENROLMENT

LOOK_MS = 300
SHOWN_CARDS = 12
NOBODY = "validating.nobody_goes"
FIELD_OF = {
    "enrolling.no_reason": "reason",
    "enrolling.future": "on",
    "validating.no_paper": "paper",
    "minutes.number": "paper",
    "minutes.there": "paper",
    "minutes.signers": "signed_by",
}


def _fields(t: Translator) -> Sequence[Group]:
    statuses = [(status, t(ENROLMENT[status])) for status in WAYS]
    return (
        Group(
            t("Change of status"),
            [
                Field("status", t("New status"), Kind.CHOICE, required=True, choices=statuses),
                Field("on", t("Date"), Kind.DATE, required=True),
                Field("reason", t("Reason"), required=True, length=200, span=2),
                Field("paper", t("Number of the paper"), length=80, span=2,
                      help=t("SK, letter or minutes it rests on.")),
            ],
        ),
        Group(
            t("Only these cards"),
            [
                Field("cards", t("Card numbers"), Kind.LINES, span=2,
                      help=t("Paste a list here to take only these; empty takes all of the list.")),
            ],
        ),
        Group(
            t("Minutes"),
            [
                Field("place", t("Place"), length=PLACE),
                Field("signed_by", t("Who signs"), Kind.LINES, length=SIGNED,
                      help=t("One in a line: name, office. Ctrl+Enter moves on.")),
            ],
        ),
    )  # fmt: skip


class ChangePage(TaskPage):
    """Counts on the reading lane while one types; the change itself asks once more, for it cannot be undone."""

    def __init__(self, bench: Bench, selection: Selection, families: int) -> None:
        t = bench.t
        counted = t.many("{shown} family in the list", "{shown} families in the list", families, shown=number(families))
        super().__init__(bench, t("Change the status of a list"), counted)
        self._selection = selection
        self.form = Form(t, _fields(t), save=t("Change the status"))
        self.minutes = Check(t("Write minutes of it, under the number of the paper"))
        self.counted = label(t("Choose the new status."), wrap=True)
        self.counted.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.preview: Preview | None = None
        self._working = False
        self._clock = Rest(bench.runner, self.look, self, milliseconds=LOOK_MS)
        beside = Card(t("What this does"))
        beside.add(Scroll(self.counted, reading=t("What this does")), 1)
        beside.add(self.minutes)
        self.fill(side_by_side(self.form, beside, shares=(58, 42)))
        self.form.set_values({"on": bench.desk.today()})
        self.form.typed.connect(self._clock.start)
        self.form.submitted.connect(self._ask)

    @property
    def dirty(self) -> bool:
        return self.form.dirty

    def take_focus(self) -> None:
        self.form.go_to("status")

    def look(self) -> None:
        """Count who would go and who cannot."""
        new = self._new(self.form.values())
        if new is None:
            return
        self.counted.setText(self.t("Counting…"))
        work = Ask(changing.preview, self.bench.desk, new)
        self.bench.runner.submit(work, self._say, self._cannot, newest="validating.preview")

    def _new(self, values: dict[str, object]) -> NewStatus | None:
        status, on = values["status"], values["on"]
        if not isinstance(status, EnrolmentStatus):
            return None
        day = on if isinstance(on, date) else self.bench.desk.today()
        cards = split_cards(str(values["cards"] or ""))
        selection = Selection(self._selection.programme, cards=cards) if cards else self._selection
        step = Move(status, day, str(values["reason"] or ""), str(values["paper"] or ""))
        paper = NewMinutes(step.paper, day, str(values["place"] or ""), str(values["signed_by"] or ""))
        return NewStatus(selection, step, paper if self.minutes.isChecked() else None)

    def _say(self, found: Preview) -> None:
        self.preview = found
        self.counted.setText(said(self.t, found))
        self._offer()

    def _cannot(self, refused: Refused) -> None:
        self.preview = None
        self.counted.setText(self.bench.sentence(refused))
        self._offer()

    def _offer(self) -> None:
        """The button is open unless it is known that nobody would change."""
        if self.form.save_button is not None and not self._working:
            self.form.save_button.setEnabled(self.preview is None or self.preview.go > 0)

    def _ask(self, values: dict[str, object]) -> None:
        new = self._new(values)
        if new is None:
            return
        # Counted anew, so that the question says what will be done and not what was true when one began to type.
        work = Ask(changing.preview, self.bench.desk, replace(new, minutes=None))
        self.bench.runner.submit(work, self._question, self._refused, newest="validating.preview")

    def _question(self, found: Preview) -> None:
        self._say(found)
        t, new = self.t, self._new(self.form.values())
        if new is None:
            return
        if not found.go:
            self.form.show_problems({"": t.sentence(NOBODY, {})})
            return
        status = t(ENROLMENT[new.step.status])
        question = Question(
            t.many("{shown} family becomes {status}.", "{shown} families become {status}.", found.go,
                   shown=number(found.go), status=status),
            t("Each gets the day, the reason and the paper. The others stay as they are."),
            verb=t("Change the status"),
            safe=t("Leave as it is"),
            parent=self,
        )  # fmt: skip
        question.agreed.connect(self._change)
        question.open()

    def _change(self, _: str) -> None:
        new = self._new(self.form.values())
        if new is None:
            return
        self._working = True
        self.form.set_busy(True, self.t("Working…"))
        work = Work(changing.change, self.bench.desk, new)
        title = self.t("Changing the status")
        self.bench.runner.submit(work, self._changed, self._refused, ended=self._rest, title=title, lane=Lane.WRITE)

    def _changed(self, answer: Answer[Preview]) -> None:
        self.form.mark_saved()
        go = answer.value.go
        self.left.emit(self.t.many("{shown} family changed.", "{shown} families changed.", go, shown=number(go)))

    def _rest(self) -> None:
        self._working = False
        self.form.set_busy(False)
        self._offer()

    def _refused(self, refused: Refused) -> None:
        self._rest()
        self.form.show_problems({FIELD_OF.get(refused.code, ""): self.bench.sentence(refused)})


def said(t: Translator, found: Preview) -> str:
    """Who goes, who cannot and why, what nobody has."""
    lines = [t.many("{shown} family goes", "{shown} families go", found.go, shown=number(found.go))]
    if not found.go:
        lines = [t.sentence(NOBODY, {})]
    lines += [f"    {t(ENROLMENT[status])}: {number(count)}" for status, count in found.of.items()]
    for one in found.cannot:
        lines.append(t.sentence(one.code, {"count": number(one.count)}))
        names = [" · ".join(part for part in pair if part) for pair in one.shown[:3]]
        lines += [f"    {name}" for name in names if name]
    if found.unknown:
        shown = ", ".join(found.unknown[:SHOWN_CARDS])
        lines.append(t("{count} card numbers are not known: {shown}", count=number(len(found.unknown)), shown=shown))
    if found.twice:
        lines.append(t("{count} card numbers stand there twice", count=number(len(found.twice))))
    if found.on_lists:
        lines.append(
            t("{count} families are on an approved list; their money stays as it is", count=number(found.on_lists))
        )
    return "\n".join(lines)
