"""Beside the facilitators: the form that adds one, and the form that gives families into the care of one."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.errors import Refused
from desktop.services import caseloads, facilitators
from desktop.services.caseloads import VillageCare
from desktop.services.desk import Answer
from desktop.services.facilitators import LONGEST_NAME, LONGEST_PHONE, Assigned, FacilitatorRow, NewFacilitator
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.card import Card
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.words import number
from desktop.ui.screen import Bench

ALONE, EVERYBODY = "alone", "everybody"
_LETTERS = 20


class CareCard(Card):
    """Hidden while nothing is done. `done` brings the sentence on what was, `refused` why it was not."""

    done = Signal(str)
    refused = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench, self.t = bench, bench.t
        self.form: Form | None = None
        self.column.addStretch(1)
        self.hide()

    def ask_add(self) -> None:
        """Show the form for a new facilitator."""
        t = self.t
        fields = [
            Field("name", t("Full name"), required=True, length=LONGEST_NAME),
            Field("phone", t("Phone"), length=LONGEST_PHONE),
            Field("nik", t("NIK"), Kind.DIGITS, help=t("Whoever works in the field must not receive aid himself.")),
        ]
        self._put(
            Form(t, [Group(t("New facilitator"), fields, columns=1, plain=True)], save=t("Add"), snug=True), self._add
        )

    def ask_give(self, to: FacilitatorRow) -> None:
        """Show the form that gives the families of a village into somebody's care."""
        work = Ask(caseloads.villages, self.bench.desk)
        self.bench.runner.submit(work, partial(self._offer, to), self.refused.emit, newest="visits.care")

    def drop(self) -> None:
        """Put the form away with what was typed."""
        if self.form is not None:
            self.column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.hide()

    def _offer(self, to: FacilitatorRow, villages: Sequence[VillageCare]) -> None:
        t = self.t
        which = [(ALONE, t("Only those without a facilitator")), (EVERYBODY, t("All families of the village"))]
        fields = [
            Field("village", t("Village"), Kind.CHOICE, choices=[(one.code, self._said(one)) for one in villages]),
            Field("which", t("Which families"), Kind.CHOICE, choices=which,
                  help=t("Families of another facilitator are handed over on that day.")),
            Field("on", t("From"), Kind.DATE, required=True),
        ]  # fmt: skip
        title = t("Give families to {name}", name=to.name)
        form = Form(t, [Group(title, fields, columns=1, plain=True)], save=t("Give"), snug=True)
        for name in ("village", "which"):
            _no_wider_than_the_card(form.blocks[name].widget)
        self._put(form, partial(self._give, to))
        first = next((one for one in villages if one.unattended), villages[0] if villages else None)
        values = {"village": first.code if first else None, "which": ALONE, "on": self.bench.desk.today()}
        form.set_values(values)

    def _said(self, village: VillageCare) -> str:
        return self.t(
            "{village}, {district}: {families} families, {alone} without",
            village=village.name,
            district=village.district,
            families=number(village.families),
            alone=number(village.unattended),
        )

    def _put(self, form: Form, submitted: Callable[[dict[str, Any]], None]) -> None:
        self.drop()
        self.form = form
        form.submitted.connect(submitted)
        self.column.insertWidget(0, form)
        self.show()
        form.go_to(next(iter(form.blocks)))

    def _add(self, values: dict[str, Any]) -> None:
        new = NewFacilitator(values["name"], values["nik"] or "", values["phone"] or "")
        self._do(Ask(facilitators.add, self.bench.desk, new), self._added)

    def _give(self, to: FacilitatorRow, values: dict[str, Any]) -> None:
        if not values["village"]:
            self.refused.emit(Refused("facilitator.village_empty"))
            return
        everybody = values["which"] == EVERYBODY
        work = Ask(
            caseloads.assign_village, self.bench.desk, to.id, values["village"], everybody=everybody, on=values["on"]
        )
        self._do(work, partial(self._given, to))

    def _do(self, work: Ask[Any], done: Callable[[Any], None]) -> None:
        assert self.form is not None
        self.form.set_busy(True, self.t("Saving"))
        self.bench.runner.submit(work, done, self._not_done, lane=Lane.WRITE)

    def _added(self, answer: Answer[FacilitatorRow]) -> None:
        self.drop()
        self.done.emit(self.t("{name} was added. Now give families into this care.", name=answer.value.name))

    def _given(self, to: FacilitatorRow, answer: Answer[Assigned]) -> None:
        self.drop()
        taken = answer.value.taken
        counted = self.t.many(
            "{name} cares for {shown} family more.", "{name} cares for {shown} families more.", taken,
            name=to.name, shown=number(taken),
        )  # fmt: skip
        self.done.emit(counted)

    def _not_done(self, refused: Refused) -> None:
        if self.form is not None:
            self.form.set_busy(False)
        self.refused.emit(refused)


def _no_wider_than_the_card(combo: QWidget) -> None:
    """A list of long names is cut in its field and whole once it is opened."""
    assert isinstance(combo, QComboBox)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(_LETTERS)
