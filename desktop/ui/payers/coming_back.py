"""Money that came back to a payer: the payment is looked up, the paper entered, and a supervisor agrees."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.dates import long_date
from desktop.rules.terms import Role
from desktop.services.desk import Answer
from desktop.services.money.keys import TrancheKey
from desktop.services.payers import came_back, explaining
from desktop.services.payers.came_back import CameBack, PaidByPayer, Unpaid
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.text import Role as Style
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.words import rupiah
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage


class BackPage(TaskPage):
    """Nothing is kept before the payment was found and a second person gave his password."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        t = bench.t
        super().__init__(bench, t("Money that came back"), "", parent)
        self.key: TrancheKey | None = None
        self.found: PaidByPayer | None = None
        self.told = label("", Style.STRONG, self, wrap=True)
        self.form = self._form()
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        words = t("A bank or the post answered that it paid, and the money came back to it since. The payment waits "
                  "again, and its receipt stays valid.")  # fmt: skip
        column.addWidget(label(words, Style.SECONDARY, body, wrap=True))
        column.addWidget(self.told)
        column.addWidget(self.form)
        column.addStretch(1)
        self.fill(body)
        self.form.typed.connect(self.look)

    @property
    def dirty(self) -> bool:
        return self.form.dirty

    def begin(self, key: TrancheKey) -> None:
        self.key, self.found = key, None
        self.notice.clear()
        self.told.clear()
        self.head.say(self.t("Money that came back"), key.short)
        self.form.fill({"on": self.bench.desk.today()})
        self.form.go_to("whom")

    def take_focus(self) -> None:
        self.form.go_to("whom")

    def look(self) -> None:
        """Show whose payment the number names, as soon as it names one."""
        typed = str(self.form.values()["whom"] or "").strip()
        self.found = None
        self.told.clear()
        if self.key is not None and typed:
            work = Ask(came_back.look, self.bench.desk, self.key, typed)
            self.bench.runner.submit(work, self._show, self._unknown, newest="payers.back")

    def _show(self, found: PaidByPayer) -> None:
        self.found = found
        self.notice.clear()
        words = self.t("{name} · {card} · {amount}, by {payer} on {on} (file {file})", name=found.name, card=found.card,
                       amount=rupiah(found.amount), payer=found.payer, on=long_date(found.on) if found.on else "-",
                       file=found.file)  # fmt: skip
        self.told.setText(words)

    def _unknown(self, refused: Refused) -> None:
        """A number that is still being typed names nobody yet."""
        self.told.setText(self.bench.sentence(refused))

    def _submit(self, values: dict[str, object]) -> None:
        desk, on = self.bench.desk, values["on"]
        if self.found is None or not isinstance(on, date):
            self.look()
            return
        said = CameBack(str(values["paper"] or ""), on, str(values["reason"] or ""))
        if desk.person.role is Role.SUPERVISOR:
            work = Ask(came_back.enter, desk, self.found.id, said)
        else:
            second = str(values["name"] or ""), str(values["password"] or "")
            work = Ask(came_back.enter_beside, desk, self.found.id, said, *second)
        self.form.set_busy(busy=True)
        self.bench.runner.submit(work, self._kept, self._not_kept, lane=Lane.WRITE)

    def _kept(self, answer: Answer[Unpaid]) -> None:
        t, done = self.t, answer.value
        self.form.mark_saved("")
        if done.still_paid:
            words = t("{name}: the money is back at {payer}; the desk's payment stands.", name=done.name,
                      payer=done.payer)  # fmt: skip
        else:
            words = t("{name}: the money is back at {payer}. The payment waits again; its receipt stays valid.",
                      name=done.name, payer=done.payer)  # fmt: skip
        self.left.emit(words)

    def _not_kept(self, refused: Refused) -> None:
        self.form.set_busy(busy=False)
        self.refused(refused)

    def _form(self) -> Form:
        t = self.t
        reasons = [(one.code, one.label) for one in explaining.reasons()]
        fields = [
            Field("whom", t("Card or receipt"), hint=t("The whole number, or scan it"), required=True, length=80,
                  span=2),
            Field("paper", t("The payer's paper"), hint=t("Its number"), required=True,
                  length=came_back.LONGEST_PAPER),
            Field("on", t("Came back on"), Kind.DATE, required=True),
            Field("reason", t("Why"), Kind.CHOICE, choices=reasons, required=True, span=2),
        ]  # fmt: skip
        if self.bench.desk.person.role is not Role.SUPERVISOR:
            fields += [
                Field("name", t("Supervisor at this desk"), length=64, required=True),
                Field("password", t("The supervisor's password"), Kind.PASSWORD, required=True),
            ]
        group = Group(t("What the payer's paper says"), fields, 2)
        form = Form(t, [group], save=t("The money came back"), snug=True, parent=self)
        form.submitted.connect(self._submit)
        return form
