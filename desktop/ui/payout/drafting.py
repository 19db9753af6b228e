"""The form that drafts a tranche's list under its decree, or puts a drafted list under one, with its quotas by area."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.desk import Answer
from desktop.services.money import decrees, drafting
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import TrancheKey
from desktop.services.money.overview import status
from desktop.services.money.rows import Counted, Drafted, Step, TrancheStatus
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.card import Card
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.head import Head
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.question import Question
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import full_day, number, rupiah
from desktop.ui.payout.quota_card import QuotaCard
from desktop.ui.payout.terms import tranche_name
from desktop.ui.payout.tranche import back_button
from desktop.ui.screen import Bench
from desktop.wording import Translator


class DraftPage(QWidget):
    """`left` brings the tranche and the sentence to show with it (or "")."""

    left = Signal(object, str)

    def __init__(self, bench: Bench, key: TrancheKey, *, decree_only: bool = False) -> None:
        super().__init__()
        self.bench, self.t = bench, bench.t
        self.key = key
        self._decree_only = decree_only
        self._granted: dict[str, object] = {}  # the number and totals that were shown
        title = self.t("Decree") if decree_only else self.t("Draft the list")
        verb = self.t("Save the decree") if decree_only else title
        self.head = Head(title, tranche_name(self.t, key))
        self.notice = Notice()
        self.form = Form(self.t, [_group(self.t, quotas=decree_only)], save=verb, enter_saves=True)
        self.beside = Card(self.t("Not on the list"))
        self._reasons = label("", wrap=True)
        self.quotas = QuotaCard(bench, key, self) if decree_only else None
        self._lay_out()
        self.form.submitted.connect(self._submit)
        if self.quotas is not None:
            self.form.typed.connect(self._weigh)
            self.quotas.typed.connect(self._weigh)
        runner = bench.runner
        runner.submit(Ask(status, bench.desk, key), self._prefill, self._refused)
        if not decree_only:
            self._reasons.setText(self.t("Counting…"))
            runner.submit(Work(drafting.look_over, bench.desk, key), self._say_left_out, self._cannot, newest="look")

    @property
    def dirty(self) -> bool:
        return self.form.dirty or (self.quotas is not None and self.quotas.dirty)

    def take_focus(self) -> None:
        self.form.go_to("number")

    def leave(self, _: object = None) -> None:
        """Go back to the tranche; asks only if something typed would be lost."""
        if not self.dirty:
            self._gone()
            return
        question = Question(
            self.t("Leave the form?"),
            self.t("What you typed is not saved yet."),
            verb=self.t("Leave without saving"),
            safe=self.t("Go on typing"),
            parent=self,
        )
        question.agreed.connect(self._gone)
        question.open()

    def _gone(self, _: str = "") -> None:
        self.left.emit(self.key, "")

    def _prefill(self, found: TrancheStatus) -> None:
        """Fill in the decree that stands there already, unless somebody types meanwhile."""
        row = found.row
        if row.decree_number and not self.form.dirty:
            granted = _granted(found)
            self._granted = {"number": row.decree_number} | granted
            self.form.set_values({"on": row.decree_on} | self._granted)
            self._weigh()
        if Step.CREATE not in row.steps and self.form.save_button:
            self.form.save_button.setEnabled(False)
        self.take_focus()

    def _say_left_out(self, counted: Sequence[Counted]) -> None:
        self._reasons.setText(left_out(self.t, counted) or self.t("Nobody: every family enrolled is eligible."))

    def _cannot(self, refused: Refused) -> None:
        self._reasons.setText(self.bench.sentence(refused))

    def _submit(self, values: dict[str, object]) -> None:
        decree = _decree(values)
        if decree is None and (self._decree_only or any(value not in (None, "") for value in values.values())):
            missing = self.t("Write the number of the decree, as it stands on the paper.")
            self.form.show_problems({"number": missing})
            return
        self.notice.clear()
        self.form.set_busy(busy=True, sentence=self.t("Working…"))
        desk, runner = self.bench.desk, self.bench.runner
        if self.quotas is not None and decree is not None:
            self.quotas.view.take_typed()
            # Who saw the totals of this decree and emptied them wants them to follow the quotas or the list.
            follow = decree.number == self._granted.get("number")
            work = Ask(decrees.enter, desk, self.key, replace(decree, quotas=self.quotas.quotas), follow=follow)
            runner.submit(work, self._entered, self._refused, ended=self._rest, lane=Lane.WRITE)
            return
        draft = Work(drafting.create, desk, self.key, decree)
        title = self.t("Drafting the list")
        runner.submit(draft, self._drafted, self._refused, ended=self._rest, title=title, lane=Lane.WRITE)

    def _weigh(self) -> None:
        """Say beside the sum of the quotas whether it is what the decree grants."""
        values = self.form.values()
        if self.quotas is not None:
            self.quotas.weigh(values["households"], values["rupiah"])

    def _rest(self) -> None:
        self.form.set_busy(busy=False)

    def _refused(self, refused: Refused) -> None:
        if refused.code == "money.decree_date":
            self.form.show_problems({"on": self.bench.sentence(refused)})
        else:
            self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _entered(self, _: Answer[None]) -> None:
        self.form.mark_saved("")
        self.left.emit(self.key, self.t("The decree is entered."))

    def _drafted(self, answer: Answer[Drafted]) -> None:
        self.form.mark_saved("")
        self.left.emit(self.key, drafted_sentence(self.t, answer.value))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        top = QHBoxLayout()
        top.setSpacing(Space.TINY)
        top.addWidget(back_button(self.t("Back (Esc)"), self.leave))
        top.addWidget(self.head, 1)
        column.addLayout(top)
        column.addWidget(self.notice)
        self.beside.add(
            label(
                self.t("Families enrolled that do not get money in this tranche, and why:"), Role.SECONDARY, wrap=True
            )
        )
        self.beside.add(self._reasons)
        self.beside.column.addStretch(1)
        if self.quotas is not None:
            column.addWidget(side_by_side(self.form, self.quotas, shares=(36, 64)), 1)
        else:
            column.addWidget(side_by_side(self.form, self.beside), 1)


def _group(t: Translator, *, quotas: bool) -> Group:
    beside = (
        t("Left empty: what the decree grants already; of a new one as many as are listed."),
        t("Left empty: what the decree grants already; of a new one the sum of the list."),
    )
    if quotas:
        whole = t("Left empty: the sum of the quotas, else of the list.")
        beside = (whole, whole)
    return Group(
        t("Decree (SK)"),
        (
            Field("number", t("Number of the decree"), length=80, hint="978/Kep.105-Huk/2019", span=2),
            Field("on", t("Date of the decree"), Kind.DATE, hint="01/03/2019", span=2),
            Field("households", t("Families granted"), Kind.NUMBER, help=beside[0]),
            Field("rupiah", t("Amount granted"), Kind.RUPIAH, help=beside[1]),
        ),
    )


def _granted(found: TrancheStatus) -> dict[str, object]:
    """The totals that the decree has already: they stay when the list is drafted anew, unless somebody types others."""
    return {"households": found.decree.families, "rupiah": found.decree.rupiah} if found.decree is not None else {}


def _decree(values: dict[str, object]) -> NewDecree | None:
    named, on = str(values["number"] or "").strip(), values["on"]
    households, granted = values["households"], values["rupiah"]
    if not named:
        return None
    return NewDecree(
        named,
        on if isinstance(on, date) else None,
        households if isinstance(households, int) else None,
        granted if isinstance(granted, int) else None,
    )


def left_out(t: Translator, counted: Sequence[Counted]) -> str:
    """One line for each reason, with its count."""
    return "\n".join(_reason(t, one) for one in counted)


def _reason(t: Translator, one: Counted) -> str:
    count = number(one.count)
    values = {name: full_day(t, value) if isinstance(value, date) else value for name, value in one.values.items()}
    said = t.sentence(one.code, {**values, "count": count})
    # A rule of the programme speaks of one family; its count stands before it.
    return said if count in said else t("{count} families: {why}", count=count, why=said)


def drafted_sentence(t: Translator, drafted: Drafted) -> str:
    """What drafting did, with its counts."""
    out = sum(one.count for one in drafted.left_out)
    return t(
        "The list is drafted: {families} families, {amount}. Not on it: {out}. Withheld: {withheld}.",
        families=number(drafted.listed.families),
        amount=rupiah(drafted.listed.rupiah),
        out=number(out),
        withheld=number(drafted.withheld.families),
    )
