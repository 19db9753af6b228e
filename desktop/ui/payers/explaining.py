"""What a payer's columns and words mean, where the program does not know: asked once, and kept for the payer."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.desk import Answer
from desktop.services.payers import answers, explaining
from desktop.services.payers.answers import AnswerFile, AnswerPreview
from desktop.services.payers.explaining import WordSeen
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.card import Card
from desktop.ui.kit.text import Role, label
from desktop.ui.meanings import Asked, Meanings, Offered
from desktop.ui.screen import Bench
from desktop.wording import Translator
from desktop.wording.payers import ANSWER_FIELDS, OUTCOMES, WORD_KINDS

REASON, FAILED = "reason", "failed"


class Explaining(QWidget):
    """`explained`: what was said is kept, the file can be read anew; `failed` brings a refusal."""

    explained = Signal()
    failed = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench, self.t = bench, bench.t
        self.payer = ""
        self.file: AnswerFile | None = None  # while its columns are asked about, not its words
        self.told = label("", Role.SECONDARY, self, wrap=True)
        self.meanings = Meanings(self)
        card = Card(parent=self)
        card.add(self.told)
        card.add(self.meanings, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card, 1)

    def ask_columns(self, payer: str, file: AnswerFile) -> None:
        """Ask about every column; what is known of it is chosen already."""
        t = self.t
        self.payer, self.file = payer, file
        self.told.setText(t(
            "Say what each column means. A number by which the payment is found and the outcome are needed; what"
            " serves nothing stays unused. It is kept for the next files of {payer}.", payer=payer,
        ))  # fmt: skip
        offered: Offered = [("", t("(not used)")), *((name, t(ANSWER_FIELDS[name])) for name in answers.fields())]
        self.meanings.ask(
            [Asked(one.place, one.heading, " · ".join(one.samples), one.field, offered) for one in file.seen]
        )
        self.meanings.take_focus()

    def ask_words(self, previewed: AnswerPreview) -> None:
        """Ask about the words nobody knows, and show what was said of the others."""
        t = self.t
        self.payer, self.file = previewed.payer, None
        self.told.setText(t(
            "These words of {payer} are in no list of the program. Say what each means; it is asked once. A reason"
            " nobody explains counts as another reason, in the payer's words.", payer=previewed.payer,
        ))  # fmt: skip
        self.meanings.ask([self._asked(one) for one in previewed.words])
        self.meanings.take_focus()

    def save(self) -> None:
        """Keep what was said."""
        desk, said = self.bench.desk, self.meanings.said
        work: Ask[Any]
        if self.file is not None:
            columns = {place: str(name) for place, name in said.items()}
            work = Ask(explaining.explain_columns, desk, self.payer, self.file.sighted, columns)
        else:
            work = Ask(explaining.explain_words, desk, self.payer, {one: str(meaning) for one, meaning in said.items()})
        self.bench.runner.submit(work, self._kept, self.failed.emit, lane=Lane.WRITE)

    def _asked(self, one: WordSeen) -> Asked:
        t = self.t
        rows = t.many("{kind}, in {count} row", "{kind}, in {count} rows", one.rows, kind=t(WORD_KINDS[one.kind]))
        offered = reasons_offered(t) if one.kind == REASON else outcomes_offered(t)
        return Asked((one.kind, one.written), one.written, rows, one.meaning, offered)

    def _kept(self, _: Answer[object]) -> None:
        self.explained.emit()


def reasons_offered(t: Translator) -> Offered:
    return [("", t("(not known)")), *((one.code, one.label) for one in explaining.reasons())]


def outcomes_offered(t: Translator) -> Offered:
    """The outcomes, and each reason for which a payment can have failed."""
    whole = [(str(one), t(OUTCOMES[one])) for one in explaining.outcomes()]
    failed = [
        (f"{FAILED}/{one.code}", t("Failed: {reason}", reason=one.label)) for one in explaining.reasons()
    ]  # fmt: skip
    return [("", t("(not known)")), *whole, *failed]
