"""A payer's answer before it is taken: what it says, held against what was sent, and the rows that are wrong."""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.desk import Answer
from desktop.services.money.keys import TrancheKey
from desktop.services.payers import answers
from desktop.services.payers.answers import AnswerFile, AnswerPreview, AnswerTaken
from desktop.services.payers.judging import AnswerCounts
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.figure import Equation, Figure, Figures
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number, rupiah
from desktop.ui.payers.explaining import Explaining
from desktop.ui.payers.wrong_rows import WrongRows
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage
from desktop.wording import Translator

ASKED = frozenset({"payers.answer_no_key", "payers.answer_no_status", "payers.answer_field"})
"""Refusals of a file whose columns nobody has explained."""
MOST_WORDS = 4  # named in one sentence


class AnswerPage(TaskPage):
    """Nothing is kept before "take" is pressed but what columns and words mean; leaving forgets the file."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        t = bench.t
        super().__init__(bench, t("The payer's answer"), "", parent)
        self.previewed: AnswerPreview | None = None
        self.asked: tuple[TrancheKey, Path, str, date | None, int] | None = None
        self.file: AnswerFile | None = None
        self.figures = Figures()
        self.wrong = WrongRows(bench, self)
        self.explaining = Explaining(bench, self)
        self.pages = QStackedWidget(self)
        self._lay_out()
        self.wrong.columns_wanted.connect(self.ask_columns)
        self.wrong.words_wanted.connect(self.ask_words)
        self.wrong.file_said.connect(self.say_file)
        self.wrong.done.connect(partial(self.notice.say, tone=Tone.GOOD))
        self.wrong.failed.connect(self.refused)
        self.explaining.explained.connect(self.read_again)
        self.explaining.failed.connect(self.refused)

    def show_file(self, key: TrancheKey, path: Path, payer: str, day: date | None = None, of_file: int = 0) -> None:
        """Read a file and show what taking it would do; where its columns are not known, ask what they mean."""
        self.previewed, self.file, self.asked = None, None, (key, path, payer, day, of_file)
        self.notice.clear()
        self.offer()
        self.head.say(self.t("The payer's answer"), f"{payer} · {key.short} · {path.name}")
        self.wrong.show_preview(None)
        self.pages.setCurrentIndex(0)
        look = Ask(answers.look, self.bench.desk, path, payer)
        self.bench.runner.submit(look, self._looked, self.refused)

    def read_again(self) -> None:
        """Read the file by what its columns and words mean now."""
        if self.asked is not None:
            self.show_file(*self.asked)

    def take(self) -> None:
        """Take the good rows; those that are wrong are left out by the words on the button."""
        if self.previewed is not None:
            work = Work(answers.accept, self.bench.desk, self.previewed, good_only=self.previewed.counts.wrong > 0)
            self.bench.runner.submit(work, self._taken, self.refused, lane=Lane.WRITE)

    def today_for_all(self) -> None:
        """Take today as the day of payments whose row has none."""
        if self.asked is not None:
            key, path, payer, _, of_file = self.asked
            self.show_file(key, path, payer, self.bench.desk.today(), of_file)

    def say_file(self, number: object) -> None:
        """Read it as the answer to this file of several that hold the same payments."""
        if self.asked is not None and isinstance(number, int):
            self.show_file(*self.asked[:4], number)

    def ask_columns(self) -> None:
        if self.asked is not None and self.file is not None:
            self.explaining.ask_columns(self.asked[2], self.file)
            self._explain()

    def ask_words(self) -> None:
        if self.previewed is not None:
            self.notice.clear()  # the page says it itself
            self.explaining.ask_words(self.previewed)
            self._explain()

    def _looked(self, file: AnswerFile) -> None:
        self.file = file
        if self.asked is not None:
            key, path, payer, day, of_file = self.asked
            work = Work(answers.preview, self.bench.desk, key, path, payer, None, day, of_file=of_file)
            title = self.t("Reading {name}", name=path.name)
            self.bench.runner.submit(work, self._show, self._unread, title=title, lane=Lane.WRITE)

    def _unread(self, refused: Refused) -> None:
        """Say what is wrong; where only nobody knows the columns, ask."""
        self.refused(refused)
        if refused.code in ASKED:
            self.ask_columns()

    def _explain(self) -> None:
        self.pages.setCurrentIndex(1)
        self.head.offer([self.back, Action(self.t("Read the file so"), self.explaining.save, "check", "Ctrl+S")])

    def _show(self, previewed: AnswerPreview) -> None:
        t, counts = self.t, previewed.counts
        self.previewed = replace(previewed)
        self.figures.show_figures(figures(t, counts), equation(t, counts))
        self.wrong.show_preview(previewed)
        good = counts.paid.families + counts.failed.families + counts.idle.families
        words = t.many("Take {shown} row", "Take {shown} rows", good, shown=number(good))
        take = Action(words, self.take, "check", "Ctrl+S", enabled=good > 0 and not previewed.known)
        self.head.offer([self.back, take])
        self._say(previewed)

    def _say(self, previewed: AnswerPreview) -> None:
        t, counts = self.t, previewed.counts
        if previewed.known:
            self.notice.say(t("This file was taken before; each answer counts once."), Tone.BRAND)
        elif previewed.unexplained:
            named = ", ".join(f'"{one.written}"' for one in previewed.unexplained[:MOST_WORDS])
            words = t("Words of the payer that the program does not know: {words}.", words=named)
            self.notice.say(words, Tone.ATTENTION, Action(t("Say what they mean"), self.ask_words))
        elif previewed.unsaid:
            words = t("Some of these payments failed in one file and went out again in another. Say below which file "
                      "this answers.")  # fmt: skip
            self.notice.say(words, Tone.ATTENTION)
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

    def _lay_out(self) -> None:
        body = QWidget(self.pages)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.figures)
        column.addWidget(self.wrong, 1)
        self.pages.addWidget(body)
        self.pages.addWidget(self.explaining)
        self.fill(self.pages)


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
