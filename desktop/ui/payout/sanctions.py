"""Sanctions of a tranche: those entered, taken away by a supervisor, and the form that enters one."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from operator import attrgetter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.progress import Progress
from desktop.rules.programme_year import Sanction
from desktop.rules.terms import PayListState, Role
from desktop.services.desk import Answer, Desk
from desktop.services.money import sanctions
from desktop.services.money.keys import TrancheKey
from desktop.services.money.rows import TrancheStatus
from desktop.services.money.sanctions import NewSanction, SanctionRow
from desktop.services.validating.listing import enrolment_of
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import button
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.fields import Field, Group
from desktop.ui.kit.fields import Kind as FieldKind
from desktop.ui.kit.form import Form
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.question import Question
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import day
from desktop.ui.screen import Bench
from desktop.wording import Translator
from desktop.wording.terms import SANCTIONS

DRAFTED = (None, PayListState.DRAFT, PayListState.CHECKED)


class Sanctions(QWidget):
    """`done` brings a sentence, `refused` a refusal, for the page around it."""

    done = Signal(str)
    refused = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench, self.t = bench, bench.t
        self.key: TrancheKey | None = None
        self._open = False  # amounts are not approved yet
        self.question: Question | None = None
        self.model = TableModel(self.t, columns(self.t), attrgetter("id"), self)
        self.table = TableView(self.model, self.t("Sanctions"))
        self.empty = Empty("scale-balance")
        self.listed = Listed(self.table, self.empty)
        self.lift = button(self.t("Take the sanction away…"), self._ask_lift, icon="undo")
        self.form = Form(self.t, [_group(self.t)], save=self.t("Enter the sanction"), enter_saves=True, parent=self)
        self._lay_out()
        self.table.chosen.connect(self._choose)
        self.form.submitted.connect(self._enter)

    def show_tranche(self, found: TrancheStatus) -> None:
        self.key = found.row.key.first
        drafted = found.row.state in DRAFTED and not found.row.key.supplement
        self.form.setVisible(drafted and self.bench.desk.person.role is Role.OPERATOR)
        self._open = drafted
        self.load()

    def load(self) -> None:
        if self.key is None:
            return
        runner, desk = self.bench.runner, self.bench.desk
        runner.submit(Ask(sanctions.of_tranche, desk, self.key), self._show, self.refused.emit, newest="sanctions")
        runner.submit(Ask(sanctions.ladder, desk, self.key), self._offer, self.refused.emit, newest="ladder")

    def _show(self, rows: Sequence[SanctionRow]) -> None:
        self.model.replace(rows)
        self.listed.show_rows(bool(rows))
        if not rows:
            self.empty.say(self.t("No sanction stands against a family in this tranche."))
        self._choose(self.table.row)

    def _offer(self, ladder: Sequence[Sanction]) -> None:
        editor = self.form.blocks["step"].editor
        if isinstance(editor, Combo):
            steps: list[tuple[object, str]] = [(step.step, step_name(self.t, step)) for step in ladder]
            editor.offer([(None, self.t("Choose a step")), *steps])

    def _choose(self, row: object) -> None:
        may = self.bench.desk.person.role is Role.SUPERVISOR and self._open
        self.lift.setVisible(may and isinstance(row, SanctionRow) and row.lifted_for is None)

    def _enter(self, values: dict[str, object]) -> None:
        if self.key is None:
            return
        self.form.set_busy(busy=True, sentence=self.t("Working…"))
        work = Enter(self.bench.desk, self.key, values)
        self.bench.runner.submit(work, self._entered, self.refused.emit, ended=self._rest, lane=Lane.WRITE)

    def _entered(self, _: object) -> None:
        self.form.set_values({})
        self.form.mark_saved("")
        self.done.emit(self.t("The sanction is entered; draft the list again so that it counts."))
        self.load()

    def _rest(self) -> None:
        self.form.set_busy(busy=False)

    def _ask_lift(self) -> None:
        row = self.table.row
        if not isinstance(row, SanctionRow):
            return
        self.question = Question(
            self.t("Take the sanction of {name} away?", name=row.name),
            self.t("It stays in the list as taken away, with your reason; the next draft pays without it."),
            verb=self.t("Take away"),
            safe=self.t("Leave it as it is"),
            reason=self.t("Reason"),
            parent=self,
        )
        self.question.agreed.connect(partial(self._lift, row))
        self.question.open()

    def _lift(self, row: SanctionRow, reason: str) -> None:
        work = Ask(sanctions.lift, self.bench.desk, row.id, reason)
        self.bench.runner.submit(work, self._lifted, self.refused.emit, lane=Lane.WRITE)

    def _lifted(self, _: Answer[None]) -> None:
        self.done.emit(self.t("The sanction is taken away."))
        self.load()

    def _lay_out(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.WITHIN)
        column.addWidget(self.listed, 1)
        column.addWidget(self.lift)
        self.lift.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(side_by_side(left, self.form, self))


class Enter:
    """Finds the family by its card and enters the sanction, on the worker."""

    def __init__(self, desk: Desk, key: TrancheKey, values: dict[str, object]) -> None:
        self._desk, self._key, self._values = desk, key, values

    def __call__(self, _: Progress) -> Answer[object]:
        values, desk = self._values, self._desk
        step, on = values["step"], values["on"]
        if not isinstance(step, int):
            raise Refused("sanction.which_step")
        new = NewSanction(
            enrolment_of(desk, self._key.programme, str(values["card"])),
            self._key,
            step,
            str(values["reason"] or ""),
            on if isinstance(on, date) else desk.today(),
            str(values["paper"] or ""),
        )
        done = sanctions.enter(desk, new)
        return Answer(done.value, done.changes)


def step_name(t: Translator, step: Sanction) -> str:
    percent = f" {step.percent} %" if step.percent is not None else ""
    return f"{step.step}. {t(SANCTIONS[step.kind])}{percent}"


def _group(t: Translator) -> Group:
    return Group(
        t("New sanction"),
        (
            Field("card", t("Card number"), required=True, hint="JSR-36.01-000123", span=2),
            Field("step", t("Step of the ladder"), FieldKind.CHOICE, required=True, span=2),
            Field("reason", t("Reason"), required=True, length=200, span=2),
            Field("paper", t("Paper"), length=120, help=t("The verification or letter it rests on.")),
            Field("on", t("Date"), FieldKind.DATE, help=t("Left empty: today.")),
        ),
    )


def columns(t: Translator) -> list[Column]:
    return [
        Column(t("Caretaker"), attrgetter("name"), Kind.STRONG, "Siti Nurjanah", stretch=2),
        Column(t("Card"), attrgetter("card_number"), Kind.MONO, "JSR-36.01-000123"),
        Column(t("Step"), partial(_step, t), sample="2. Pengurangan 10 %"),
        Column(t("Reason"), attrgetter("reason"), sample="Tidak hadir", stretch=2),
        Column(t("Date"), partial(_on, t), sample="31 Des 2019"),
        Column(t("Status"), partial(_state, t), Kind.CHIP, t("Taken away")),
    ]


def _step(t: Translator, row: SanctionRow) -> str:
    return step_name(t, Sanction(row.step, row.kind, row.percent))


def _on(t: Translator, row: SanctionRow) -> str:
    return day(t, row.on)


def _state(t: Translator, row: SanctionRow) -> ChipValue:
    if row.lifted_for is not None:
        return ChipValue(t("Taken away"), Tone.NEUTRAL)
    return ChipValue(t("Stands"), Tone.ATTENTION)
