"""The result of a pay-out from a table: what it would change and which rows are in doubt, before any of it is kept."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.paths import documents
from desktop.rules.money import Figure as Money
from desktop.services.desk import Answer
from desktop.services.money import foreseeing, settling
from desktop.services.money.foreseeing import Change, Foreseen, Turn
from desktop.services.money.keys import TrancheKey
from desktop.services.money.result_file import Doubt
from desktop.services.money.settling import Settled
from desktop.ui.jobs.asking import Work
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.figure import Equation, Figure, Figures
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number, rupiah
from desktop.ui.payout.result_rows import columns, row_key, said
from desktop.ui.payout.terms import tranche_name
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage
from desktop.wording import Translator

TABLES = "*.xlsx *.xlsm *.xls *.ods *.csv *.txt"


class ResultPage(TaskPage):
    """Nothing is kept before "take" is pressed, and then all of it or nothing; leaving forgets the file."""

    def __init__(self, bench: Bench, key: TrancheKey) -> None:
        t = bench.t
        super().__init__(bench, t("Result from a table"), tranche_name(t, key))
        self.key = key
        self.path: Path | None = None
        self.foreseen: Foreseen | None = None
        self.busy = False
        self.figures = Figures()
        self.model = TableModel(t, columns(t), row_key, self)
        self.view = TableView(self.model, t("Rows to look at"), dense=True)
        self.empty = Empty("table-arrow-right")
        self.listed = Listed(self.view, self.empty)
        self.whole = label("", Role.SECONDARY, wrap=True)
        self.fill(_body(self))
        self.view.chosen.connect(self._choose)
        self.empty.say(_form(t))
        self.listed.show_rows(there=False)
        self.figures.hide()
        self._offer()

    @property
    def back(self) -> Action:
        return Action(self.t("Back to the tranche"), self.leave, "arrow-left")

    def take_focus(self) -> None:
        """Begin at what is to be done next: take it, or choose a file."""
        wanted = [made for made in self.head.buttons if made.isEnabled()]
        wanted[-1].setFocus()

    def choose(self) -> None:
        """Ask for the file."""
        start = str(self.path.parent if self.path is not None else documents())
        kinds = f"{self.t('Spreadsheets')} ({TABLES})"
        chosen, _ = QFileDialog.getOpenFileName(self, self.t("Choose the table with the result"), start, kinds)
        if chosen:
            self.read(Path(chosen))

    def read(self, path: Path) -> None:
        """Read a file and show what taking it would do."""
        self.path, self.foreseen = path, None
        self.head.say(self.t("Result from a table"), f"{tranche_name(self.t, self.key)} · {path.name}")
        self.notice.clear()
        self.model.replace(())
        self.figures.hide()
        self.listed.show_rows(there=False)
        self.empty.say(self.t("Reading {name}", name=path.name))
        self._work(True)
        work = Work(foreseeing.look, self.bench.desk, self.key, path)
        title = self.t("Reading {name}", name=path.name)
        # Trying it needs the lane of what writes, though nothing of it stays.
        self.bench.runner.submit(work, self._show, self._unread, ended=self._rest, title=title, lane=Lane.WRITE)

    def read_again(self) -> None:
        """The file was put right meanwhile."""
        if self.path is not None and not self.busy:
            self.read(self.path)

    def take(self) -> None:
        found = self.foreseen
        if found is None or not found.takeable or self.busy:
            return
        self._work(True)
        work = Work(settling.settle, self.bench.desk, self.key, found.outcomes)
        title = self.t("Taking the result")
        self.bench.runner.submit(work, self._taken, self.refused, ended=self._rest, title=title, lane=Lane.WRITE)

    def _show(self, found: Foreseen) -> None:
        t = self.t
        self.foreseen = found
        self.figures.show_figures(figures(t, found), equation(t, found))
        self.figures.show()
        rows: list[Doubt | Change] = [*found.doubts, *found.changes]
        self.model.replace(rows)
        self.listed.show_rows(bool(rows))
        if not rows:
            self.empty.say(t("No row is in doubt, and none changes what was entered before."))
        self._say(found)

    def _choose(self, row: object) -> None:
        """Say the whole sentence of a row; a long one does not fit the table."""
        self.whole.setText(said(self.t, row) if isinstance(row, Doubt | Change) else "")

    def _say(self, found: Foreseen) -> None:
        t = self.t
        if found.refused is not None:
            self._unread(found.refused)
        elif found.doubts:
            words = t.many(
                "{shown} row is in doubt, so none is taken. Correct it in the file, then read it again.",
                "{shown} rows are in doubt, so none is taken. Correct them in the file, then read it again.",
                len(found.doubts),
                shown=number(len(found.doubts)),
            )
            self.notice.say(words, Tone.DANGER, Action(t("Read again"), self.read_again, "refresh", "F5"))
        elif not found.changed:
            self.notice.say(t("All of this stands already; there is nothing to take."), Tone.BRAND)
        elif found.changes:
            words = t("Look at the rows below: they change what was entered before.")
            self.notice.say(words, Tone.ATTENTION)

    def _unread(self, refused: Refused) -> None:
        if self.foreseen is None:
            self.empty.say(self.t("The file could not be read."))
        again = Action(self.t("Read again"), self.read_again, "refresh", "F5")
        self.notice.say(self.bench.sentence(refused), Tone.DANGER, again)

    def _taken(self, answer: Answer[Settled]) -> None:
        done = answer.value
        self.left.emit(
            self.t(
                "Taken from the table: {changed} results, {same} stood already. Received {paid}, "
                "not collected {unpaid}, returned {returned}.",
                changed=number(done.changed),
                same=number(done.same),
                paid=counted(done.paid),
                unpaid=counted(done.unpaid),
                returned=counted(done.returned),
            )
        )

    def _work(self, busy: bool) -> None:
        self.busy = busy
        self._offer()

    def _rest(self) -> None:
        self._work(False)
        self.take_focus()

    def _offer(self) -> None:
        t, found = self.t, self.foreseen
        choose = Action(t("Choose a table…"), self.choose, "table-arrow-right", "Ctrl+O", enabled=not self.busy)
        if self.path is None:
            self.head.offer([self.back, choose])
            return
        many = found.changed if found is not None else 0
        words = t.many("Take {shown} result", "Take {shown} results", many, shown=number(many))
        may = found is not None and found.takeable and not self.busy
        self.head.offer([self.back, choose, Action(words, self.take, "check", "Ctrl+S", enabled=may)], primary=may)


def _form(t: Translator) -> str:
    """What a table looks like."""
    return t(
        "A workbook or text file with one row for each family. Columns: kartu, nik or kuitansi; hasil (dibayar, "
        "tidak, kembali); and where they are known alasan, tanggal, no_sts. You see what it would change before "
        "anything is kept."
    )


def _body(page: ResultPage) -> QWidget:
    card = Card(inside=Space.GROUP)
    card.add(page.listed, 1)
    card.add(page.whole)
    body = QWidget(page)
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.CARDS)
    column.addWidget(page.figures)
    column.addWidget(card, 1)
    return body


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the totals: how it stands, how it would."""

    before: Money
    after: Money

    def note(self, t: Translator) -> str:
        if self.before == self.after:
            return t("{rupiah}, as before", rupiah=rupiah(self.after.rupiah))
        return t("{rupiah}, before {families}", rupiah=rupiah(self.after.rupiah), families=number(self.before.families))


def figures(t: Translator, found: Foreseen) -> list[Figure]:
    """The list's money as it would be, and what is in doubt."""
    before, after = found.before, found.after
    wrong = len(found.doubts)
    unnamed = t("{count} families that wait are not in the table", count=number(found.unnamed.families))
    parts = (
        (t("Received"), _Part(before.paid, after.paid), Tone.GOOD),
        (t("Not collected"), _Part(before.unpaid, after.unpaid), None),
        (t("Returned"), _Part(before.returned, after.returned), None),
    )
    shown = [Figure(name, number(part.after.families), part.note(t), tone) for name, part, tone in parts]
    return [*shown, Figure(t("Rows in doubt"), number(wrong), unnamed, Tone.DANGER if wrong else None)]


def equation(t: Translator, found: Foreseen) -> Equation:
    turns = {str(turn): number(figure.families) for turn, figure in found.turns.items()}
    text = t("{rows} rows = {paid} received + {returned} returned + {undone} taken back + {corrected} corrected + "
             "{same} as before + {wrong} in doubt",
             rows=number(found.rows), wrong=number(len(found.doubts)), **turns)  # fmt: skip
    holds = found.rows == len(found.doubts) + sum(found.turns[turn].families for turn in Turn)
    return Equation(text, t("Balanced") if holds else t("Not balanced"), holds)


def counted(figure: Money) -> str:
    return f"{number(figure.families)} ({rupiah(figure.rupiah)})"
