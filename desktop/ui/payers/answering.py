"""A payer's answer before it is taken: what it says, held against what was sent, and the rows that are wrong."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.paths import documents
from desktop.services.desk import Answer
from desktop.services.money.keys import TrancheKey
from desktop.services.payers import answers
from desktop.services.payers.answers import AnswerPreview, AnswerTaken
from desktop.services.payers.judging import AnswerCounts
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.figure import Equation, Figure, Figures
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number, rupiah
from desktop.ui.payers.terms import wrong_columns
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage
from desktop.wording import Translator


class AnswerPage(TaskPage):
    """Nothing is kept before "take" is pressed; leaving forgets the file."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        t = bench.t
        super().__init__(bench, t("The payer's answer"), "", parent)
        self.previewed: AnswerPreview | None = None
        self.figures = Figures()
        self.model = TableModel(t, wrong_columns(t), _key, self)
        self.view = TableView(self.model, t("Rows that are wrong"), dense=True)
        self.empty = Empty("check-circle-outline")
        self.fill(self._body())

    def show_file(self, key: TrancheKey, path: Path, payer: str, day: date | None = None) -> None:
        """Read a file and show what taking it would do."""
        self.previewed = None
        self.notice.clear()
        self.offer()
        self.head.say(self.t("The payer's answer"), f"{payer} · {key.short} · {path.name}")
        self.model.replace(())
        work = Work(answers.preview, self.bench.desk, key, path, payer, None, day)
        title = self.t("Reading {name}", name=path.name)
        self.bench.runner.submit(work, self._show, self.refused, title=title, lane=Lane.WRITE)

    def take(self) -> None:
        """Take the good rows; those that are wrong are left out by the words on the button."""
        if self.previewed is not None:
            work = Work(answers.accept, self.bench.desk, self.previewed, good_only=self.previewed.counts.wrong > 0)
            self.bench.runner.submit(work, self._taken, self.refused, lane=Lane.WRITE)

    def save_wrong(self, out: Path) -> None:
        if self.previewed is not None:
            work = Ask(answers.problems, self.bench.desk, self.previewed, out, self.t)
            self.bench.runner.submit(work, self._saved, self.refused, lane=Lane.WRITE)

    def choose_wrong(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.t("Where the wrong rows are written"), str(documents() / "baris-salah.xlsx")
        )
        if chosen:
            self.save_wrong(Path(chosen))

    def today_for_all(self) -> None:
        """Take today as the day of payments whose row has none."""
        if self.previewed is not None:
            one = self.previewed
            self.show_file(one.key, one.file.path, one.payer, self.bench.desk.today())

    def _show(self, previewed: AnswerPreview) -> None:
        t, counts = self.t, previewed.counts
        self.previewed = replace(previewed)
        self.figures.show_figures(figures(t, counts), equation(t, counts))
        self.model.replace(previewed.wrong)
        self.view.setVisible(counts.wrong > 0)
        self.empty.setVisible(not counts.wrong)
        self.empty.say(t("Every row is about a payment that was sent, and can be taken."))
        good = counts.paid.families + counts.failed.families + counts.idle.families
        actions = []
        if counts.wrong:
            actions.append(Action(t("Save the wrong rows…"), self.choose_wrong, "table-arrow-down"))
        words = t.many("Take {shown} row", "Take {shown} rows", good, shown=number(good))
        actions.append(Action(words, self.take, "check", "Ctrl+S", enabled=good > 0 and not previewed.known))
        self.head.offer([self.back, *actions])
        self._say(previewed)

    def _say(self, previewed: AnswerPreview) -> None:
        t, counts = self.t, previewed.counts
        if previewed.known:
            self.notice.say(t("This file was taken before; each answer counts once."), Tone.BRAND)
        elif counts.wrong:
            words = t("{wrong} of {rows} rows are wrong. Ask the payer for a corrected file, or take the good rows.",
                      wrong=number(counts.wrong), rows=number(counts.rows))  # fmt: skip
            undated = any(one.code == "payers.no_day" for row in previewed.wrong for one in row.problems)
            remedy = Action(t("Paid today where no day is given"), self.today_for_all) if undated else None
            self.notice.say(words, Tone.ATTENTION, remedy)

    def _taken(self, answer: Answer[AnswerTaken]) -> None:
        counts = answer.value.counts
        self.previewed = None
        words = self.t("Taken: {paid} paid, {failed} failed, {idle} without a transaction.",
                       paid=number(counts.paid.families), failed=number(counts.failed.families),
                       idle=number(counts.idle.families))  # fmt: skip
        self.left.emit(words)

    def _saved(self, count: int) -> None:
        words = self.t.many("{shown} row is written.", "{shown} rows are written.", count, shown=number(count))
        self.notice.say(words, Tone.GOOD)

    def refused(self, refused: Refused) -> None:
        super().refused(refused)
        self.empty.setVisible(False)

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.figures)
        card = Card(inside=Space.GROUP)
        card.add(self.view, 1)
        card.add(self.empty, 1)
        column.addWidget(card, 1)
        return body


def figures(t: Translator, counts: AnswerCounts) -> list[Figure]:
    missing = t("{count} of what was sent are not named", count=number(counts.missing.families))
    return [
        Figure(t("Paid"), number(counts.paid.families), rupiah(counts.paid.rupiah), Tone.GOOD),
        Figure(t("Failed"), number(counts.failed.families), rupiah(counts.failed.rupiah),
               Tone.DANGER if counts.failed.families else None),
        Figure(t("No transaction"), number(counts.idle.families), rupiah(counts.idle.rupiah),
               Tone.ATTENTION if counts.idle.families else None),
        Figure(t("Sent and open"), number(counts.sent.families), missing),
    ]  # fmt: skip


def equation(t: Translator, counts: AnswerCounts) -> Equation:
    text = t("{rows} rows = {paid} paid + {failed} failed + {idle} not fetched + {same} known + {wrong} wrong",
             rows=number(counts.rows), paid=number(counts.paid.families), failed=number(counts.failed.families),
             idle=number(counts.idle.families), same=number(counts.same), wrong=number(counts.wrong))  # fmt: skip
    return Equation(text, t("Balanced") if counts.balanced else t("Not balanced"), counts.balanced)


def _key(row: object) -> object:
    return id(row)
