"""Entering an appropriation, or a change of one, as its paper says it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.accounting import budget
from desktop.services.accounting.budget import ACCOUNT, NOTE, PAPER, Budget, Level, NewLine
from desktop.services.desk import Answer
from desktop.ui.accounting.budget_words import LEVELS
from desktop.ui.accounting.keeping import Keeping, Kept, day_of, plain
from desktop.ui.accounting.wants import Appropriate
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import rupiah
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage
from desktop.wording import Translator

DRAFT = "accounting.budget"
GIVES, TAKES = "gives", "takes"
FIELD_OF = {
    "budget.no_paper": "paper",
    "budget.amount": "rupiah",
    "budget.future": "on",
    "budget.below_zero": "rupiah",
}


def _fields(t: Translator) -> Sequence[Group]:
    levels = [(level, t(word)) for level, word in LEVELS.items()]
    ways = [(GIVES, t("Gives money")), (TAKES, t("Takes money away"))]
    return (
        Group(
            t("Appropriation"),
            [
                Field("paper", t("Paper it stands on"), required=True, length=PAPER, hint="DPA 1.06.0.00/2019"),
                Field("on", t("Day of the paper"), Kind.DATE, required=True),
                Field("level", t("Whose money"), Kind.CHOICE, required=True, choices=levels),
                Field("account", t("Account code"), required=True, length=ACCOUNT, hint="5.1.6.01.01"),
                Field("way", t("What the paper does"), Kind.CHOICE, required=True, choices=ways),
                Field("rupiah", t("Rupiah"), Kind.RUPIAH, required=True),
                Field("note", t("Note"), length=NOTE, span=2),
            ],
        ),
    )


class BudgetForm(TaskPage):
    """A wrong line is put right by another one; none is deleted."""

    def __init__(self, bench: Bench) -> None:
        t = bench.t
        super().__init__(bench, t("Enter an appropriation"), "")
        self.wanted: Appropriate | None = None
        self.form = Form(t, _fields(t), save=t("Enter the appropriation"), snug=True)
        self.keeping = Keeping(bench, DRAFT, self.draft, self)
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.form)
        inside.addStretch(1)
        self.fill(body)
        self.form.typed.connect(self.keeping.start)
        self.form.submitted.connect(self._submit)

    @property
    def dirty(self) -> bool:
        return self.form.dirty

    def begin(self, wanted: Appropriate) -> None:
        """Start anew for a programme year."""
        self.wanted = wanted
        self.notice.clear()
        self.head.say(self.t("Enter an appropriation"), wanted.name)
        self.form.set_busy(False)
        self.form.set_values({"level": Level.PROVINCE, "way": GIVES})
        self.keeping.take(self.take_draft)

    def take_focus(self) -> None:
        self.form.go_to("paper")

    def draft(self) -> Kept | None:
        if not self.dirty or self.wanted is None:
            return None
        values = {name: plain(value) for name, value in self.form.values().items()}
        return values | {"year": f"{self.wanted.programme}-{self.wanted.year}"}

    def take_draft(self, kept: Kept) -> None:
        """Go on with what was typed before, where it was of this year."""
        if self.wanted is None or kept.get("year") != f"{self.wanted.programme}-{self.wanted.year}":
            return
        amount = kept.get("rupiah", "")
        values: dict[str, object] = {name: kept.get(name, "") for name in ("paper", "account", "way", "note")}
        values |= {"on": day_of(kept.get("on", "")), "rupiah": int(amount) if amount.isdecimal() else None}
        values["level"] = next((level for level in Level if level == kept.get("level")), None)
        self.form.fill(values)
        self.notice.say(self.t("What you typed before is here again."), Tone.BRAND)

    def clear(self) -> None:
        """Nothing that is typed is wanted any more."""
        self.keeping.drop()
        self.form.set_values({})

    def _submit(self, values: dict[str, object]) -> None:
        amount, on, level = values["rupiah"], values["on"], values["level"]
        if self.wanted is None:
            return
        assert isinstance(amount, int)
        assert isinstance(on, date)
        assert isinstance(level, Level)
        signed = -amount if values["way"] == TAKES else amount
        account, paper, note = (str(values[name] or "") for name in ("account", "paper", "note"))
        new = NewLine(self.wanted.programme, self.wanted.year, level, account, signed, paper, on, note)
        self.notice.clear()
        self.form.set_busy(True, self.t("Saving"))
        work, title = Ask(budget.enter, self.bench.desk, new), self.t("Saving the appropriation")
        self.bench.runner.submit(work, self._made, self.refused, ended=self._rest, title=title, lane=Lane.WRITE)

    def _made(self, answer: Answer[Budget]) -> None:
        self.clear()
        made = answer.value
        self.left.emit(
            self.t("Entered: {name} may spend {amount} now.", name=made.name, amount=rupiah(made.appropriated))
        )

    def _rest(self) -> None:
        self.form.set_busy(False)

    def refused(self, refused: Refused) -> None:
        self.form.set_busy(False)
        self.form.show_problems({FIELD_OF.get(refused.code, ""): self.bench.sentence(refused)})

    def _throw_away(self, _: str) -> None:
        self.clear()
        super()._throw_away(_)
