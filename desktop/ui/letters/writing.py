"""A new letter: template, to whom, when and where; one of them in view; issued only after a question."""

from collections.abc import Callable
from datetime import date
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.letter_values import Occasion
from desktop.services.letters import Issued, find_template, templates
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action, button
from desktop.ui.kit.button import Kind as ButtonKind
from desktop.ui.kit.check import Check
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.head import Head
from desktop.ui.kit.icons import icon
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.preview.panel import Preview
from desktop.ui.kit.question import Question
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.words import number
from desktop.ui.letters.making import DrawSample, Wanted
from desktop.ui.letters.posting import Post, Said
from desktop.ui.letters.recipients import Recipients
from desktop.ui.screen import Bench

# Placeholders of templates that are typed here, with the fields they come from.
FIELD_OF = MappingProxyType({"hari_tanggal": "on", "pukul": "time", "tempat": "place", "keperluan": "purpose"})
_REST_MS = 400  # the sample is drawn once typing pauses, for each stands in the log


class Writing(QWidget):
    """`left` asks for the register; it brings a sentence on what went out, or ""."""

    left = Signal(str)

    def __init__(self, bench: Bench, household: str = "") -> None:
        super().__init__()
        self.bench, self.t = bench, bench.t
        self.head = Head(self.t("New letter"), self.t("The number is given when the letter is issued"))
        self.notice = Notice()
        self.recipients = Recipients(bench)
        self.form = Form(self.t, [self._fields()])
        self.by_hand = Check(self.t("Leave what is empty to be filled in by hand"))
        self.preview = Preview(self.t, bench.runner)
        self.post = Post(bench, self, self.sentence)
        self.question: Question | None = None
        self.rest = QTimer(self)
        self.rest.setSingleShot(True)
        self.rest.setInterval(_REST_MS)
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

    def wanted(self) -> Wanted | None:
        """The letter as put together; None while nobody is chosen."""
        to, values = self.recipients.to(), self.form.values()
        if to is None:
            return None
        on = values["on"]
        occasion = Occasion(
            on if isinstance(on, date) else None,
            str(values["time"] or ""),
            str(values["place"] or ""),
            str(values["purpose"] or ""),
            by_hand=self.by_hand.isChecked(),
        )
        return Wanted(find_template(self.bench.shared.resources, str(values["template"])), to, occasion)

    def draw(self) -> None:
        """Draw one letter as it would look."""
        wanted = self.wanted()
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
        wanted, problems = self.wanted(), self.form.check()
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
        self.preview.say(self.sentence(refused))

    def sentence(self, refused: Refused) -> str:
        """A refusal; a value that is missing goes by the name of its field here."""
        name = FIELD_OF.get(str(refused.values.get("name", "")))
        if refused.code != "documents.letter_value_missing" or name is None:
            return self.bench.sentence(refused)
        field = self.form.blocks[name].field.label
        return self.t("{field} is still empty. Fill it in, or leave it to be filled in by hand.", field=field)

    def _listen(self) -> None:
        self.rest.timeout.connect(self.draw)
        self.recipients.changed.connect(self.rest.start)
        self.form.typed.connect(self.rest.start)
        self.by_hand.toggled.connect(self._rest)
        self.post.said.connect(self._say)
        self.post.issued.connect(self._issued)
        self.post.busy.connect(self._busy)

    def _rest(self, _on: bool) -> None:
        self.rest.start()

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

    def _fields(self) -> Group:
        t = self.t
        offered = [(one.code, one.title) for one in templates(self.bench.shared.resources)]
        return Group(
            t("Letter"),
            (
                Field("template", t("Template"), Kind.CHOICE, choices=offered, span=2),
                Field("on", t("Day"), Kind.DATE, hint="11/04/2019"),
                Field("time", t("Time"), hint="09.00 WIB", length=40),
                Field("place", t("Place"), hint=t("Hall of the district office"), length=120, span=2),
                Field("purpose", t("Purpose"), length=120, span=2, help=t("Only where the template asks for it.")),
            ),
        )

    def _lay_out(self) -> None:
        self.form.set_values({"template": "undangan"})
        self.form.mark_saved("")
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
        left = QWidget()
        left.setFixedWidth(390)
        inner = QVBoxLayout(left)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(Space.WITHIN)
        inner.addWidget(self.recipients, 4)
        inner.addWidget(self.form, 5)
        inner.addWidget(self.by_hand)
        row.addWidget(left)
        row.addWidget(self.preview, 1)
        column.addLayout(row, 1)


def _go_on(then: Callable[[Wanted], None], wanted: Wanted, _reason: str) -> None:
    then(wanted)
