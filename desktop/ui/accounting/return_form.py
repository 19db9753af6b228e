"""Returning unpaid money: the STS with its day, account and proof, and which families' money it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.progress import Progress
from desktop.services.accounting import ageing, returns
from desktop.services.accounting.ageing import Ageing, AgeRow
from desktop.services.accounting.return_rows import ReturnRow
from desktop.services.accounting.returns import LONGEST_ACCOUNT, NewReturn
from desktop.services.desk import Answer, Desk
from desktop.services.money.keys import TrancheKey
from desktop.ui.accounting.keeping import Keeping, Kept, day_of, plain
from desktop.ui.accounting.marking import ALL, SOME, Marking
from desktop.ui.accounting.proof_row import ProofRow
from desktop.ui.accounting.words import list_name, money
from desktop.ui.jobs.asking import Work
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Kind as ButtonKind
from desktop.ui.kit.button import button
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number, rupiah
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage
from desktop.wording import Translator

DRAFT = "accounting.return"
FIELD_OF = {
    "money.no_sts": "number",
    "money.sts_long": "number",
    "money.settled_day": "on",
    "money.settled_early": "on",
    "money.not_open": "list",
    "returns.nothing": "list",
    "returns.confirmed": "number",
}
PROOF = frozenset({"returns.proof_large", "returns.proof_unreadable", "photo.too_large"})
STS, WHY = 80, 200  # letters


def _fields(t: Translator) -> Sequence[Group]:
    return (
        Group(
            t("What the STS says"),
            [
                Field("list", t("List"), Kind.CHOICE, required=True, span=2),
                Field("number", t("Number of the STS"), required=True, length=STS, hint="STS-0117/DINSOS/2019", span=2),
                Field("on", t("Day of the STS"), Kind.DATE, required=True),
                Field("account", t("Account of the treasury"), hint="RKUD 0012345678001", length=LONGEST_ACCOUNT),
                Field("reason", t("Why it goes back"), Kind.LINES, t("The auditor reads it."), length=WHY, span=2),
            ],
        ),
    )


@dataclass(frozen=True, slots=True)
class _Beginning:
    """What the page begins with: the lists that have unpaid money, and the account of the return before."""

    desk: Desk

    def __call__(self, _: Progress) -> tuple[Ageing, str]:
        return ageing.unpaid(self.desk), returns.usual_account(self.desk)


class ReturnForm(TaskPage):
    """`made` brings the return, before the page is left."""

    made = Signal(object)

    def __init__(self, bench: Bench) -> None:
        t = bench.t
        super().__init__(bench, t("Return money to the treasury"), t("Another person confirms it afterwards"))
        self.wanted: TrancheKey | None = None
        self.rows: dict[TrancheKey, AgeRow] = {}
        self.form = Form(t, _fields(t), snug=True)
        self.save = button(t("Return the money"), self.form.submit, kind=ButtonKind.PRIMARY)
        self.save.setToolTip(t("Return the money (Ctrl+S)"))
        self.marking = Marking(bench)
        self.proof = ProofRow(bench)
        self.keeping = Keeping(bench, DRAFT, self.draft, self)
        self._lay_out()
        self.form.blocks["list"].editor.listen(self._list_chosen)
        self.form.typed.connect(self.keeping.start)
        self.marking.changed.connect(self.keeping.start)
        self.proof.changed.connect(self.keeping.start)
        self.form.submitted.connect(self._submit)

    @property
    def dirty(self) -> bool:
        return self.form.dirty or self.proof.path is not None or bool(self.marking.marks.rupiah)

    def begin(self, key: TrancheKey | None = None) -> None:
        """Start anew, with a list if one is named."""
        self.wanted = key
        self.notice.clear()
        self._rest()
        self.form.set_values({"on": self.bench.desk.today()})
        self.marking.which.choose(ALL)
        self.marking.show_list(None)
        self.proof.forget()
        work = _Beginning(self.bench.desk)
        self.bench.runner.submit(work, self._offer, self.refused, newest="accounting.form")

    def take_focus(self) -> None:
        self.form.go_to("number" if self.form.values()["list"] else "list")

    def draft(self) -> Kept | None:
        if not self.dirty:
            return None
        values = {name: plain(value) for name, value in self.form.values().items()}
        marked = " ".join(f"{one}={rupiah}" for one, rupiah in self.marking.marks.rupiah.items())
        return values | {"marked": marked, "proof": str(self.proof.path or ""), "which": str(self.marking.which.value)}

    def take_draft(self, kept: Kept) -> None:
        """Go on with what was typed before; a list that has nothing unpaid any more is left open."""
        key = next((one for one in self.rows if str(one) == kept.get("list")), None)
        self.form.fill(
            {"list": key, "number": kept.get("number", ""), "on": day_of(kept.get("on", "")),
             "account": kept.get("account", ""), "reason": kept.get("reason", "")}
        )  # fmt: skip
        self._list_chosen()
        if kept.get("which") == SOME and key is not None:
            self.marking.mark_only(_marked(kept.get("marked", "")))
        proof = Path(kept.get("proof", ""))
        if kept.get("proof") and proof.is_file():
            self.proof.take(proof)
        self.notice.say(self.t("What you typed before is here again."), Tone.BRAND)

    def _offer(self, found: tuple[Ageing, str]) -> None:
        unpaid, account = found
        self.rows = {row.key: row for row in unpaid.rows}
        combo = self.form.blocks["list"].widget
        assert isinstance(combo, Combo)
        combo.offer(
            [(key, f"{list_name(self.t, key)} · {money(self.t, row.unpaid)}") for key, row in self.rows.items()]
        )
        first = self.wanted if self.wanted in self.rows else next(iter(self.rows), None)
        self.form.set_values(self.form.values() | {"list": first, "account": account})
        self._list_chosen()
        if first is None:
            self.notice.say(self.t("No list has unpaid money that could go back."), Tone.ATTENTION)
        self.take_focus()
        self.keeping.take(self.take_draft)

    def _list_chosen(self) -> None:
        key = self.form.values()["list"]
        self.marking.show_list(self.rows.get(key) if isinstance(key, TrancheKey) else None)

    def _submit(self, values: dict[str, object]) -> None:
        key, on = values["list"], values["on"]
        assert isinstance(key, TrancheKey)
        assert isinstance(on, date)
        if self.marking.payments == ():
            self.notice.say(self.t("Mark at least one family, or return all that is unpaid."), Tone.DANGER)
            self.marking.view.setFocus()
            return
        number, why, account = (str(values[name] or "") for name in ("number", "reason", "account"))
        new = NewReturn(number, on, self.marking.payments, why, self.proof.path, account)
        self.notice.clear()
        self.form.set_busy(True, self.t("Saving"))
        self.save.setEnabled(False)
        work, title = Work(returns.make, self.bench.desk, key, new), self.t("Returning money")
        self.bench.runner.submit(work, self._made, self.refused, ended=self._rest, title=title, lane=Lane.WRITE)

    def _made(self, answer: Answer[ReturnRow]) -> None:
        made = answer.value
        self.clear()
        words = self.t("STS {number}: {money} go back. A second person confirms it now.", number=made.sts_number,
                       money=money(self.t, made.figure))  # fmt: skip
        if made.with_payer.families:
            apart = {"families": number(made.with_payer.families), "rupiah": rupiah(made.with_payer.rupiah)}
            words = f"{words} {self.t.sentence('returns.with_payer', apart)}"
        self.made.emit(made)
        self.left.emit(words)

    def clear(self) -> None:
        """Nothing that is typed is wanted any more."""
        self.keeping.drop()
        self.form.set_values({})
        self.marking.show_list(None)
        self.proof.forget()

    def _rest(self) -> None:
        self.form.set_busy(False)
        self.save.setEnabled(True)

    def refused(self, refused: Refused) -> None:
        self._rest()
        sentence = self.bench.sentence(refused)
        if refused.code in FIELD_OF:
            self.form.show_problems({FIELD_OF[refused.code]: sentence})
            return
        if refused.code in PROOF:
            self.proof.choose.setFocus()
        self.notice.say(sentence, Tone.DANGER)

    def _throw_away(self, _: str) -> None:
        self.clear()
        super()._throw_away(_)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.WITHIN)
        column.addWidget(self.form)
        column.addWidget(self.proof)
        column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignRight)
        column.addStretch(1)
        self.fill(side_by_side(left, self.marking, shares=(42, 58)))


def _marked(kept: str) -> dict[UUID, int]:
    """Marks as a draft holds them; none where it was not written by this program."""
    pairs = (one.partition("=") for one in kept.split())
    try:
        return {UUID(id_): int(rupiah) for id_, _, rupiah in pairs}
    except ValueError:
        return {}
