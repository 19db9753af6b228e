"""Explaining rows that a test named: one text for one row or several, with what was said before beside it."""

import json
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services import drafts
from desktop.services.auditing import explaining
from desktop.services.auditing.audits import FindingRow
from desktop.services.auditing.explaining import LONGEST
from desktop.services.auditing.said import Said
from desktop.services.desk import Answer
from desktop.services.drafts import KeptDraft
from desktop.ui.auditing import said_words, words
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.card import Card
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.text import label
from desktop.ui.kit.words import number
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage
from desktop.wording import Translator

DRAFT = "auditing.explain"
REASON = "reason"


def _fields(t: Translator, *, said: bool) -> Sequence[Group]:
    """An empty text takes back what was said; where nothing was, there must be one."""
    keys = t("It follows the row into later runs, and stands on the auditor's paper. Ctrl+S keeps it.")
    back = t("Emptied, it takes back what was said.")
    field = Field(
        REASON, t("Why the row is right, or what was done"), Kind.LINES, required=not said, length=LONGEST, span=2,
        help=f"{keys} {back}" if said else keys,
    )  # fmt: skip
    return (Group(t("Explanation"), [field]),)


class ExplainPage(TaskPage):
    """What is typed stays as a draft where the office locks over it, until the same rows are explained."""

    def __init__(self, bench: Bench, rows: Sequence[FindingRow]) -> None:
        t = bench.t
        tests = {row.test for row in rows}
        title = words.test_title(t, rows[0].test if len(tests) == 1 else None)
        counted = t.many("{shown} row", "{shown} rows", len(rows), shown=number(len(rows)))
        super().__init__(bench, t("Explain rows"), f"{title} · {counted}")
        self.rows = tuple(rows)
        self.form = Form(
            t, _fields(t, said=any(row.said for row in self.rows)), save=t("Keep the explanation"), snug=True
        )
        self.about, self.before = label(said_words.rows(t, self.rows), wrap=True), label("", wrap=True)
        self._drafted = False
        for part in (self.about, self.before):
            part.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        one = self.rows[0].said if len(self.rows) == 1 else None
        self.form.set_values({REASON: one.reason if one else ""})
        self.form.submitted.connect(self._submit)
        bench.runner.submit(Ask(drafts.take, bench.desk, DRAFT), self._take)
        if len(self.rows) == 1:
            bench.runner.submit(Ask(explaining.history, bench.desk, self.rows[0].id), self._tell, self.refused)

    @property
    def dirty(self) -> bool:
        return self.form.dirty

    def take_focus(self) -> None:
        self.form.go_to(REASON)

    def keep_draft(self) -> None:
        """The office locks."""
        if self.dirty:
            kept = {"rows": self._ids, REASON: str(self.form.values()[REASON] or "")}
            drafts.keep(self.bench.desk, DRAFT, json.dumps(kept))

    @property
    def _ids(self) -> list[str]:
        return [str(row.id) for row in self.rows]

    def _take(self, draft: KeptDraft | None) -> None:
        kept = json.loads(draft.text) if draft is not None else {}
        self._drafted = kept.get("rows") == self._ids
        if self._drafted and not self.dirty:
            self.form.fill({REASON: kept[REASON]})

    def _tell(self, found: tuple[Said, ...]) -> None:
        self.before.setText(said_words.history(self.t, self.bench.desk, found))

    def _submit(self, values: dict[str, object]) -> None:
        self.notice.clear()
        self.form.set_busy(True, self.t("Saving…"))
        work = Ask(explaining.explain, self.bench.desk, [row.id for row in self.rows], str(values[REASON] or ""))
        self.bench.runner.submit(work, self._kept, self._refused, lane=Lane.WRITE)

    def _kept(self, answer: Answer[int]) -> None:
        self.form.mark_saved()
        self._drop()
        many = answer.value
        self.left.emit(self.t.many("{shown} row is explained.", "{shown} rows are explained.", many, shown=number(many))
                       if self.form.values()[REASON] else self.t("The explanation was taken back."))  # fmt: skip

    def _refused(self, refused: Refused) -> None:
        self.form.set_busy(False)
        self.form.show_problems({REASON: self.bench.sentence(refused)})

    def _throw_away(self, _: str) -> None:
        self._drop()
        super()._throw_away("")

    def _drop(self) -> None:
        if self._drafted:
            self.bench.runner.submit(Ask(drafts.drop, self.bench.desk, DRAFT), lane=Lane.WRITE)

    def _lay_out(self) -> None:
        t = self.t
        beside = Card(t("Rows"))
        beside.add(Scroll(self.about, reading=t("Rows")), 1)
        if len(self.rows) == 1:
            beside.section(t("What was said of it"))
            beside.add(Scroll(self.before, reading=t("What was said of it")), 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addStretch(1)
        self.fill(side_by_side(left, beside, shares=(55, 45)))
