"""By which path each payment goes: found, marked with the space bar, and moved one by one, or all that are found."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services.money.keys import TrancheKey
from desktop.services.payers import paths
from desktop.services.payers.paths import PathCount, PathPage, PathRow, Targets
from desktop.services.payers.routes import RouteFilters
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.search import Search
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role as Style
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import number
from desktop.ui.paging import Paging
from desktop.ui.payers.path_terms import Marks, lay_out, path_columns, path_key, payer_word, stays_word
from desktop.ui.screen import Bench

PAGE = 60


class Paths(QWidget):
    """`move_wanted` brings which payments: rows marked (or the one chosen), or the filters and how many they find."""

    move_wanted = Signal(object, object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench, self.t = bench, bench.t
        self.may_edit = bench.desk.person.role is Role.OPERATOR
        t = bench.t
        self.key: TrancheKey | None = None
        self.counted = PathCount(0, 0)
        self.marks = Marks()
        self.notice = Notice(self)
        self.search = Search(t("Name, card, NIK or account"), t("Find a payment"), self)
        self.village = Combo(t("Village"), [("", t("All villages"))], self)
        self.payer = Combo(t("Payer"), [(None, t("All payers"))], self)
        self.model = TableModel(t, path_columns(t, self.marks), path_key, self)
        self.view = TableView(self.model, t("Paths of payments"), self, dense=True)
        self.empty = Empty("account-search-outline")
        self.listed = Listed(self.view, self.empty)
        self.foot = label("", Style.SECONDARY, self, wrap=True)
        self.move_some = button(t("Move…"), self.ask_some, kind=Kind.PRIMARY, icon="swap-horizontal", parent=self)
        self.move_all = button(t("Move all that are found…"), self.ask_all, icon="email-fast-outline", parent=self)
        self.paging = Paging(bench.runner, self.model, "payers.paths", self._shown, self._refused)
        lay_out(self)
        self.search.searched.connect(self.look)
        self.search.went_down.connect(self.view.setFocus)
        for combo in (self.village, self.payer):
            combo.chosen.connect(self.look)
        self.view.chosen.connect(self._say)
        self.view.opened.connect(self.ask_some)
        self.view.installEventFilter(self)

    @property
    def filters(self) -> RouteFilters:
        chosen = self.payer.value
        path, payer = chosen if isinstance(chosen, tuple) else (None, "")
        return RouteFilters(self.search.text(), str(self.village.value or ""), path, payer)

    @property
    def row(self) -> PathRow | None:
        row = self.view.row
        return row if isinstance(row, PathRow) else None

    def ask(self, key: TrancheKey | None) -> None:
        """Show the payments of a list; marks are of the one before."""
        if key != self.key:
            self.notice.clear()
            self.marks.rows.clear()
        self.key = key
        if key is not None:
            work = Ask(paths.targets, self.bench.desk, key)
            self.bench.runner.submit(work, self._offer, self._refused, newest="payers.targets")
        self.look()

    def look(self, _: object = None) -> None:
        if self.key is None:
            self.model.replace(())
            self.listed.show_rows(there=False)
            self.empty.say(self.t("Paths are given when a list is approved. No list is approved yet."))
            return
        self.paging.ask(paths.page, self.bench.desk, self.key, self.filters, PAGE)
        self.paging.count(self._count, paths.count, self.bench.desk, self.key, self.filters)

    def say(self, sentence: str) -> None:
        """The payments went: what was marked is done with."""
        self.marks.rows.clear()
        self.notice.say(sentence, Tone.GOOD)
        self._say()

    def turn(self) -> None:
        """Mark the payment that is chosen, or take its mark off; one that stays where it is says why."""
        row = self.row
        if row is None or not self.may_edit:
            return
        if row.stays:
            self.notice.say(f"{row.name}: {stays_word(self.t, row)}", Tone.ATTENTION)
            return
        self.marks.turn(row)
        self.view.viewport().update()
        self._say()

    def ask_some(self, _: object = None) -> None:
        """Have the marked payments moved, or without marks the one that is chosen."""
        if not self.may_edit:
            return
        rows = tuple(self.marks.rows.values()) or ((self.row,) if self.row is not None else ())
        if rows and rows[0].stays:
            self.notice.say(f"{rows[0].name}: {stays_word(self.t, rows[0])}", Tone.ATTENTION)
        elif rows:
            self.move_wanted.emit(tuple(row.id for row in rows), None)

    def ask_all(self) -> None:
        if self.counted.movable:
            self.move_wanted.emit(None, self.filters)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self.view and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            self.turn()
            return True
        return False

    def _offer(self, targets: Targets) -> None:
        t = self.t
        self.village.offer([("", t("All villages")), *targets.villages])
        self.payer.offer([(None, t("All payers")), *((one, payer_word(t, *one)) for one in targets.payers)])

    def _shown(self, found: PathPage) -> None:
        self.listed.show_rows(bool(found.rows))
        if not found.rows:
            self.empty.say(self.t("No payment fits."))
        self._say()

    def _count(self, counted: PathCount) -> None:
        self.counted = counted
        self._say()

    def _say(self, _: object = None) -> None:
        t, row, marked = self.t, self.row, len(self.marks.rows)
        words = t("{found} found, {movable} of them may be moved.", found=number(self.counted.found),
                  movable=number(self.counted.movable))  # fmt: skip
        why = f" {row.name}: {stays_word(t, row)}" if row is not None and row.stays else ""
        self.foot.setText(words + why)
        self.move_some.setText(t("Move the {count} marked…", count=number(marked)) if marked else t("Move this one…"))
        self.move_some.setEnabled(bool(marked) or (row is not None and not row.stays))
        self.move_all.setText(t("Move all {count} found…", count=number(self.counted.movable)))
        self.move_all.setEnabled(self.counted.movable > 0)

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)
