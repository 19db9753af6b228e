"""One village: its quota to be set, and who waits there, the first of whom get the places that are free."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt

from desktop.errors import Refused
from desktop.services.desk import Answer
from desktop.services.validating import quota_ends, quotas, waiting
from desktop.services.validating.quota_ends import TakenAway
from desktop.services.validating.quotas import MOST, SetPlaces, VillageLine
from desktop.services.validating.waiting import Promoted, WaitingList, WaitingRow
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Kind as Button
from desktop.ui.kit.button import button
from desktop.ui.kit.card import Card
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.fields import Field, Group
from desktop.ui.kit.fields import Kind as FieldKind
from desktop.ui.kit.form import Form
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.question import Question
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import number
from desktop.ui.screen import Bench
from desktop.ui.validating.terms import passed_chip
from desktop.wording import Translator


class VillageCard(Card):
    """Shows the village given to it; empty until then."""

    def __init__(self, bench: Bench, programme: str, *, may_set: bool) -> None:
        super().__init__()
        self.bench, self.t = bench, bench.t
        t = self.t
        self._programme, self._may_set = programme, may_set
        self.line: VillageLine | None = None
        self.waits: WaitingList | None = None
        self.name = label("", Role.SUBTITLE, wrap=True)
        self.notice = Notice()
        places = Field("places", t("Quota"), FieldKind.NUMBER, required=True, unit=t("families"))
        self.form = Form(t, [Group("", [places], plain=True)], save=t("Set the quota"), enter_saves=True, snug=True)
        self.model = TableModel(t, _columns(t), _key, self)
        self.view = TableView(self.model, t("Waiting list"), dense=True)
        self.empty = Empty("format-list-numbered")
        self.listed = Listed(self.view, self.empty)
        self.promote_button = button(t("Give the free places"), self._ask_promote, icon="arrow-up-bold-outline")
        self.away_button = button(t("Take the quota away…"), self._ask_away, kind=Button.LINK)
        for part in (self.name, self.notice, self.form):
            self.add(part)
        self.column.addWidget(self.away_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.section(t("Waiting list"))
        self.add(self.listed, 1)
        self.column.addWidget(self.promote_button, 0, Qt.AlignmentFlag.AlignRight)
        self.form.submitted.connect(self._set)
        self.view.opened.connect(self._open)
        self.show_village(None)

    def show_village(self, line: VillageLine | None) -> None:
        """Show a village; what is typed of another goes, what is typed of the same one stays."""
        same = line is not None and self.line is not None and line.code == self.line.code
        self.line = line
        self.form.setVisible(line is not None and self._may_set)
        self.away_button.setVisible(self._may_set and line is not None and line.places is not None)
        self.promote_button.hide()
        if line is None:
            self.name.setText("")
            self.model.replace([])
            self.listed.show_rows(False)
            self.empty.say(self.t("Choose a village on the left."))
            return
        self.name.setText(line.name)
        if not same:
            self.notice.clear()
        if not (same and self.form.dirty):
            self.form.set_values({"places": line.places})
        work = Ask(waiting.look, self.bench.desk, self._programme, line.code)
        self.bench.runner.submit(work, self._show, self._refused, newest="validating.waiting")

    def _show(self, found: WaitingList) -> None:
        if self.line is None or found.village != self.line.code:
            return
        self.waits = found
        self.model.replace(found.rows)
        self.listed.show_rows(bool(found.rows))
        self.empty.say(self.t("Nobody waits for a place in this village."))
        self.promote_button.setVisible(self._may_set and bool(found.rows))
        self.promote_button.setEnabled(bool(found.next))

    def _set(self, values: dict[str, object]) -> None:
        places = values["places"]
        if self.line is None or not isinstance(places, int):
            return
        if places > MOST:
            self._refused(Refused("quota.number", places=places, most=MOST))
            return
        work = Ask(quotas.set_places, self.bench.desk, self._programme, {self.line.code: places})
        self.bench.runner.submit(work, self._was_set, self._refused, lane=Lane.WRITE)

    def _was_set(self, _: Answer[SetPlaces]) -> None:
        self.form.mark_saved()

    def _ask_away(self) -> None:
        """Say what becomes of those who wait before it is done."""
        t, line = self.t, self.line
        if line is None:
            return
        waiting = line.waiting
        detail = t("From then on whoever is valid in this village becomes eligible; nobody waits any more.")
        if waiting:
            detail += " " + t.many(
                "{shown} family waits now; it keeps its number until it is given a place.",
                "{shown} families wait now; they keep their numbers until they are given their places.",
                waiting,
                shown=number(waiting),
            )
        question = Question(
            t("Take away the quota of {village}?", village=line.name),
            detail,
            verb=t("Take the quota away"),
            safe=t("Leave as it is"),
            reason=t("Reason"),
            parent=self,
        )
        question.agreed.connect(partial(self._take_away, line.code))
        question.open()

    def _take_away(self, village: str, reason: str) -> None:
        work = Ask(quota_ends.take_away, self.bench.desk, self._programme, village, reason)
        self.bench.runner.submit(work, self._taken_away, self._refused, lane=Lane.WRITE)

    def _taken_away(self, answer: Answer[TakenAway]) -> None:
        t = self.t
        said = t("The quota is taken away.")
        if answer.value.waiting:
            said += " " + t("Those who wait can be given their places now.")
        self.notice.say(said, Tone.GOOD)

    def _ask_promote(self) -> None:
        """Say whom it is about before it is done."""
        t, found = self.t, self.waits
        if found is None or not found.next:
            return
        detail = t("Numbers: {numbers}.", numbers=", ".join(map(str, found.next)))
        if found.passed:
            passed = ", ".join(map(str, found.passed))
            detail += " " + t("Passed over, for they fit the rules no longer: {numbers}.", numbers=passed)
        question = Question(
            t.many("{count} family gets a place.", "{count} families get a place.", len(found.next)),
            detail,
            verb=t("Give the places"),
            safe=t("Leave as it is"),
            parent=self,
        )
        question.agreed.connect(partial(self._promote, found.village))
        question.open()

    def _promote(self, village: str, _: str) -> None:
        work = Work(waiting.promote, self.bench.desk, self._programme, village, self.bench.desk.today())
        self.bench.runner.submit(work, self._promoted, self._refused, lane=Lane.WRITE)

    def _promoted(self, answer: Answer[Promoted]) -> None:
        count = len(answer.value.numbers)
        said = self.t.many("{count} family got a place.", "{count} families got a place.", count)
        self.notice.say(said, Tone.GOOD)

    def _open(self, row: WaitingRow) -> None:
        self.bench.go("families", row.household)

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)


def _key(row: WaitingRow) -> int:
    return row.number


def _number(row: WaitingRow) -> int:
    return row.number


def _name(row: WaitingRow) -> str:
    return row.caretaker_name


def _since(row: WaitingRow) -> date:
    return row.since


@dataclass(frozen=True, slots=True)
class _Fits:
    t: Translator

    def __call__(self, row: WaitingRow) -> object:
        return passed_chip(self.t, row.fits)


def _columns(t: Translator) -> Sequence[Column]:
    return (
        Column(t("No."), _number, Kind.NUMBER, "100"),
        Column(t("Caretaker"), _name, Kind.STRONG, "Siti Nurhalimah", stretch=1),
        Column(t("Since"), _since, Kind.DATE),
        Column(t("Rules"), _Fits(t), Kind.CHIP, t("Not met")),
    )
