"""A new letter: template, to whom, when and where; one of them in view; issued only after a question."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.letters import Issued
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action, button
from desktop.ui.kit.button import Kind as ButtonKind
from desktop.ui.kit.head import Head
from desktop.ui.kit.icons import icon
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.preview.panel import Preview
from desktop.ui.kit.question import Question
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.words import number
from desktop.ui.letters.composing import Composing
from desktop.ui.letters.making import DrawSample, Wanted
from desktop.ui.letters.posting import Post, Said
from desktop.ui.rest import Rest
from desktop.ui.screen import Bench

_REST_MS = 400  # the sample is drawn once typing pauses, for each stands in the log


class Writing(QWidget):
    """`left` asks for the register; it brings a sentence on what went out, or ""."""

    left = Signal(str)

    def __init__(self, bench: Bench, household: str = "") -> None:
        super().__init__()
        self.bench, self.t = bench, bench.t
        self.head = Head(self.t("New letter"), self.t("The number is given when the letter is issued"))
        self.notice = Notice()
        self.composing = Composing(bench)
        self.recipients, self.form = self.composing.recipients, self.composing.form
        self.preview = Preview(self.t, bench.runner)
        self.post = Post(bench, self, self.composing.sentence)
        self.question: Question | None = None
        self.rest = Rest(bench.runner, self.draw, self, milliseconds=_REST_MS)
        self._lay_out()
        self._listen()
        self._busy(busy=False)
        if household:
            self.recipients.preset(household)
        self.draw()

    @property
    def dirty(self) -> bool:
        return self.form.dirty

    def leave(self) -> None:
        self.left.emit("")

    def draw(self) -> None:
        """Draw one letter as it would look."""
        wanted = self.composing.wanted()
        if wanted is None:
            self.preview.say(self.t("Choose to whom the letter goes; it appears here."))
            return
        work = DrawSample(self.bench.desk, wanted)
        self.bench.runner.submit(work, self.preview.show_paper, self._no_sample, lane=Lane.WRITE, newest="letter")

    def print_out(self) -> None:
        self._ask(self.post.print_out)

    def save(self) -> None:
        self._ask(self.post.save)

    def _ask(self, then: Callable[[Wanted], None]) -> None:
        """Numbers once taken are never given again, so it is asked first."""
        wanted, problems = self.composing.wanted(), self.form.check()
        self.form.show_problems(problems)
        if problems:
            return
        if wanted is None:
            self.recipients.search.setFocus()
            self.notice.say(self.t("Choose to whom the letter goes."))
            return
        count = self.recipients.count()
        self.question = Question(
            self.t.many("Issue {count} letter?", "Issue {letters} letters?", count, letters=number(count)),
            self.t("Each takes the next number of the register and is kept as it goes out. This cannot be undone."),
            verb=self.t("Issue"),
            safe=self.t("Look again"),
            parent=self,
        )
        self.question.agreed.connect(partial(_go_on, then, wanted))
        self.question.open()

    def _no_sample(self, refused: Refused) -> None:
        self.preview.say(self.composing.sentence(refused))

    def _listen(self) -> None:
        self.composing.changed.connect(self.rest.start)
        self.post.said.connect(self._say)
        self.post.issued.connect(self._issued)
        self.post.busy.connect(self._busy)

    def _say(self, said: Said) -> None:
        self.notice.say(said.sentence, said.tone, said.remedy)

    def _issued(self, issued: Issued) -> None:
        self.form.mark_saved("")
        said = self.t.many(
            "{count} letter went out: {first}.",
            "{letters} letters went out: {first} to {last}.",
            issued.count,
            letters=number(issued.count),
            first=issued.first,
            last=issued.last,
        )
        self.head.say(self.t("New letter"), said)

    def _busy(self, busy: bool) -> None:
        self.head.offer(
            [
                Action(self.t("Issue as PDF…"), self.save, "content-save-outline", enabled=not busy),
                Action(self.t("Issue and print…"), self.print_out, "printer-outline", "F9", enabled=not busy),
            ]
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        top = QHBoxLayout()
        top.setSpacing(Space.TINY)
        back = button("", self.leave, kind=ButtonKind.LINK)
        back.setIcon(icon("arrow-left"))
        back.setAccessibleName(self.t("Back (Esc)"))
        back.setToolTip(self.t("Back (Esc)"))
        top.addWidget(back)
        top.addWidget(self.head, 1)
        column.addLayout(top)
        column.addWidget(self.notice)
        row = QHBoxLayout()
        row.setSpacing(Space.CARDS)
        row.addWidget(self.composing)
        row.addWidget(self.preview, 1)
        column.addLayout(row, 1)


def _go_on(then: Callable[[Wanted], None], wanted: Wanted, _reason: str) -> None:
    then(wanted)
