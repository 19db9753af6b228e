"""Minutes: those made, each to be printed, and the form that makes the results that wait count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.terms import Role as Office
from desktop.services.desk import Answer
from desktop.services.validating import minutes
from desktop.services.validating.minutes import NUMBER, PLACE, SIGNED, MinutesRow, NewMinutes, Outcome
from desktop.services.validating.minutes import Kind as Of
from desktop.services.validating.selecting import Selection
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import button
from desktop.ui.kit.card import Card
from desktop.ui.kit.columns import Column
from desktop.ui.kit.columns import Kind as Shown
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.words import number
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage
from desktop.wording import Translator

FIELD_OF = {
    "minutes.number": "number",
    "minutes.there": "number",
    "minutes.before": "on",
    "enrolling.future": "on",
    "minutes.signers": "signed_by",
}


def _fields(t: Translator) -> Sequence[Group]:
    return (
        Group(
            t("New minutes"),
            [
                Field("number", t("Number"), required=True, length=NUMBER, span=2),
                Field("on", t("Date"), Kind.DATE, required=True),
                Field("place", t("Place"), length=PLACE),
                Field("signed_by", t("Who signs"), Kind.LINES, length=SIGNED, span=2,
                      help=t("One in a line: name, office. Ctrl+Enter moves on.")),
            ],
        ),
    )  # fmt: skip


class MinutesPage(TaskPage):
    """`printed` brings the minutes whose paper is wanted."""

    printed = Signal(object)

    def __init__(self, bench: Bench, selection: Selection) -> None:
        t = bench.t
        super().__init__(bench, t("Minutes"), t("Minutes make the results of the validation count"))
        self._selection = selection
        self.model = TableModel(t, _columns(t), _key, self)
        self.view = TableView(self.model, t("Minutes"))
        self.empty = Empty("file-document-outline")
        self.listed = Listed(self.view, self.empty)
        self.print_button = button(t("Print…"), self._print, icon="printer-outline")
        self.form = Form(t, _fields(t), save=t("Make the minutes"), snug=True)
        self.counted = label("", wrap=True)
        self.may_make = bench.desk.person.role is Office.OPERATOR
        self._lay_out()
        self.view.opened.connect(self._print)
        self.form.submitted.connect(self._submit)
        self.changed()

    @property
    def dirty(self) -> bool:
        return self.form.dirty

    def changed(self) -> None:
        runner, desk = self.bench.runner, self.bench.desk
        runner.submit(Ask(minutes.made, desk), self._show, self.refused, newest="validating.minutes")
        if self.may_make:
            runner.submit(
                Ask(minutes.look_over, desk, self._selection), self._say, self._cannot, newest="validating.outcome"
            )
            if not self.form.dirty:
                today = desk.today()
                runner.submit(Ask(minutes.proposed_number, desk, today), self._propose, newest="validating.number")

    def _show(self, rows: list[MinutesRow]) -> None:
        self.model.replace(rows)
        self.listed.show_rows(bool(rows))
        self.print_button.setEnabled(bool(rows))
        self.empty.say(self.t("No minutes yet. Record results, then make the minutes of them."))

    def _say(self, found: Outcome) -> None:
        self.counted.setText(said(self.t, found))
        if self.form.save_button is not None:
            self.form.save_button.setEnabled(found.valid + found.not_valid > 0)

    def _cannot(self, refused: Refused) -> None:
        self.counted.setText(self.bench.sentence(refused))

    def _propose(self, proposed: str) -> None:
        if not self.form.dirty:
            self.form.set_values({"number": proposed, "on": self.bench.desk.today()})
            self.form.go_to("number")

    def _submit(self, values: dict[str, object]) -> None:
        on = values["on"]
        assert isinstance(on, date)
        new = NewMinutes(str(values["number"]), on, str(values["place"] or ""), str(values["signed_by"] or ""))
        self.form.set_busy(True, self.t("Working…"))
        work = Work(minutes.make, self.bench.desk, self._selection, new)
        title = self.t("Making the minutes")
        self.bench.runner.submit(work, self._made, self._refused, ended=self._rest, title=title, lane=Lane.WRITE)

    def _made(self, answer: Answer[Outcome]) -> None:
        self.form.set_values({})
        self.bench.toast(" · ".join(line.strip() for line in said(self.t, answer.value).splitlines()), None)
        self.changed()

    def _rest(self) -> None:
        self.form.set_busy(False)

    def _refused(self, refused: Refused) -> None:
        self.form.set_busy(False)
        self.form.show_problems({FIELD_OF.get(refused.code, ""): self.bench.sentence(refused)})

    def _print(self, _: object = None) -> None:
        row = self.view.row
        if isinstance(row, MinutesRow):
            self.printed.emit(row)

    def _lay_out(self) -> None:
        t = self.t
        left = Card()
        left.add(self.listed, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.print_button)
        left.column.addLayout(foot)
        if not self.may_make:
            self.fill(left)
            return
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        waits = Card(t("Results that wait for minutes"))
        waits.add(self.counted)
        column.addWidget(waits)
        column.addWidget(self.form)
        column.addStretch(1)
        self.fill(side_by_side(left, right, shares=(50, 50)))


def said(t: Translator, found: Outcome) -> str:
    """Counts in words, a line for each."""
    lines = []
    if count := found.eligible:
        lines.append(
            t.many("{shown} family becomes eligible", "{shown} families become eligible", count, shown=number(count))
        )
    if count := found.waiting:
        lines.append(
            t.many("{shown} family waits for a place", "{shown} families wait for a place", count, shown=number(count))
        )
    if count := found.not_valid:
        lines.append(t.many("{shown} family not valid", "{shown} families not valid", count, shown=number(count)))
    if not lines:
        lines.append(t("None here. Record results first."))
    lines += [t.sentence(code, {"count": number(count)}) for code, count in found.left.items()]
    return "\n".join(lines)


def _key(row: MinutesRow) -> UUID:
    return row.id


def _number(row: MinutesRow) -> str:
    return row.number


def _on(row: MinutesRow) -> date:
    return row.on


def _families(row: MinutesRow) -> int:
    counts = row.counts
    return int(counts["families"] if row.kind == Of.STATUS else counts["valid"] + counts["not_valid"])


@dataclass(frozen=True, slots=True)
class _About:
    t: Translator

    def __call__(self, row: MinutesRow) -> str:
        return self.t("Change of status") if row.kind == Of.STATUS else self.t("Validation")


def _columns(t: Translator) -> Sequence[Column]:
    return (
        Column(t("Number"), _number, Shown.STRONG, "BA.001/Linjamsos/XII/2019", stretch=2),
        Column(t("Date"), _on, Shown.DATE),
        Column(t("About"), _About(t), sample=t("Change of status"), stretch=1),
        Column(t("Families"), _families, Shown.NUMBER, "50.000"),
    )
