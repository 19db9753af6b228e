"""Quotas by village, and who waits in the one chosen: set, taken from a table file, promoted."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.paths import documents
from desktop.rules.terms import Role as Office
from desktop.services.desk import Answer
from desktop.services.validating import quota_files, quotas
from desktop.services.validating.quota_files import QuotaFile
from desktop.services.validating.quotas import QuotaTable, SetPlaces, VillageLine
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.question import Question
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import number
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage
from desktop.ui.validating.village import VillageCard
from desktop.wording import Translator

SHOWN_DOUBTS = 5


class QuotaPage(TaskPage):
    def __init__(self, bench: Bench, programme: str) -> None:
        t = bench.t
        super().__init__(bench, t("Quotas and waiting lists"), t("A village without a quota has room for everybody"))
        self.programme = programme
        self.may_set = bench.desk.person.role is Office.OPERATOR
        self.model = TableModel(t, _columns(t), _key, self)
        self.view = TableView(self.model, t("Quotas by village"))
        self.empty = Empty("home-group")
        self.listed = Listed(self.view, self.empty)
        self.found = label("", Role.SECONDARY)
        self.village = VillageCard(bench, programme, may_set=self.may_set)
        self._read: QuotaFile | None = None
        card = Card()
        card.add(self.listed, 1)
        card.add(self.found)
        self.fill(side_by_side(card, self.village, shares=(60, 40)))
        self.view.chosen.connect(self._chosen)
        if self.may_set:
            self.offer(Action(t("Take from a file…"), self.choose_file, "file-upload-outline"))
        self.changed()

    def changed(self) -> None:
        work = Ask(quotas.table, self.bench.desk, self.programme)
        self.bench.runner.submit(work, self._show, self.refused, newest="validating.quotas")

    def choose_file(self) -> None:
        kinds = self.t("Tables (*.xlsx *.xls *.ods *.csv *.txt)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.t("Take quotas from a file"), str(documents()), kinds)
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Read the file and ask, before anything is set."""
        self.notice.clear()
        work = Work(quota_files.read, self.bench.desk, path)
        self.bench.runner.submit(work, self._ask, self.refused, title=self.t("Reading the table"))

    def _show(self, table: QuotaTable) -> None:
        t = self.t
        rows = [line for line in table.lines if line.code]
        self.model.replace(rows)
        self.listed.show_rows(bool(rows))
        self.empty.say(
            t("No village has families in this programme yet. Take the quotas from a file, or register families.")
        )
        said = [
            t("{places} places, {used} used, {waiting} waiting", places=number(table.places),
              used=number(sum(line.used for line in rows)), waiting=number(sum(line.waiting for line in rows)))
        ]  # fmt: skip
        if table.beyond:
            said.append(t("{count} more than the programme grants this office", count=number(table.beyond)))
        self.found.setText(" · ".join(said))

    def _chosen(self, row: VillageLine | None) -> None:
        self.village.show_village(row)

    def _ask(self, read: QuotaFile) -> None:
        t = self.t
        self._read = read
        doubts = [
            t("Row {row}: {written}: {why}", row=one.row, written=one.written, why=t.sentence(one.code, {}))
            for one in read.doubts[:SHOWN_DOUBTS]
        ]
        if len(read.doubts) > SHOWN_DOUBTS:
            doubts.append(t("and {count} more rows", count=number(len(read.doubts) - SHOWN_DOUBTS)))
        if not read.places:
            self.notice.say("\n".join([t("No row of this file could be taken."), *doubts]), Tone.DANGER)
            return
        question = Question(
            t.many("Set the quota of {shown} village?", "Set the quotas of {shown} villages?", len(read.places),
                   shown=number(len(read.places))),
            "\n".join([t("{count} rows are left out.", count=number(len(read.doubts))), *doubts] if doubts else []),
            verb=t("Set the quotas"),
            safe=t("Leave as it is"),
            parent=self,
        )  # fmt: skip
        question.agreed.connect(self._set)
        question.open()

    def _set(self, _: str) -> None:
        if self._read is not None:
            work = Ask(quotas.set_places, self.bench.desk, self.programme, self._read.places)
            self.bench.runner.submit(work, self._done, self.refused, lane=Lane.WRITE)

    def _done(self, answer: Answer[SetPlaces]) -> None:
        changed = answer.value.changed
        said = self.t.many("{shown} quota changed.", "{shown} quotas changed.", changed, shown=number(changed))
        self.notice.say(said, Tone.GOOD)
        self.changed()


def _key(row: VillageLine) -> str:
    return row.code


def _name(row: VillageLine) -> str:
    return f"{row.name} / {row.district}"


def _places(row: VillageLine) -> int | None:
    return row.places


def _used(row: VillageLine) -> int:
    return row.used


def _free(row: VillageLine) -> int | None:
    return row.free


def _candidates(row: VillageLine) -> int:
    return row.candidates


def _waiting(row: VillageLine) -> int:
    return row.waiting


def _columns(t: Translator) -> Sequence[Column]:
    return (
        Column(t("Village / District"), _name, Kind.STRONG, "Mandalasari / Kaduhejo", stretch=1),
        Column(t("Quota"), _places, Kind.NUMBER, "1.000"),
        Column(t("Used"), _used, Kind.NUMBER, "1.000"),
        Column(t("Free"), _free, Kind.NUMBER, "1.000"),
        Column(t("Candidates"), _candidates, Kind.NUMBER, "1.000"),
        Column(t("Waiting"), _waiting, Kind.NUMBER, "1.000"),
    )
