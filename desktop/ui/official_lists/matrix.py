"""Which aids go together: every two of them as a cell with a word, and beside it why, and who holds both."""

from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.rules.aid_rules import AidBook, Together
from desktop.services.official_lists import together
from desktop.services.official_lists.together import Cell, Holder, Matrix
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit import fonts, tokens
from desktop.ui.kit.card import Card
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.fonts import Weight
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Size, Space, Tone
from desktop.ui.kit.words import number
from desktop.ui.screen import Bench
from desktop.wording import Translator

TONES = {Together.YES: Tone.GOOD, Together.NO: Tone.DANGER, Together.UNKNOWN: Tone.NEUTRAL}
_SHARES = (64, 36)
_CELL = QSize(46, 40)


class PairCell(QAbstractButton):
    """One cell: a word for whether the two go together, and under it how many families hold both."""

    def __init__(self, t: Translator, cell: Cell, names: tuple[str, str]) -> None:
        super().__init__()
        self.cell = cell
        self._word = short_word(t, cell)
        self._count = number(cell.families) if cell.families else ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = t("{one} and {other}: {word}", one=names[0], other=names[1], word=long_word(t, cell))
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        return _CELL

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard shows as the mouse does: what has the focus is told beside."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, tone = tokens.now(), TONES[self.cell.pair.together]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(QColor(colours.focus), 2) if chosen else Qt.PenStyle.NoPen)
        painter.setBrush(colours.tint(tone))
        painter.drawRoundedRect(rect, Size.CORNER_FIELD, Size.CORNER_FIELD)
        painter.setPen(colours.ink(tone))
        painter.setFont(fonts.face(Size.SECONDARY, Weight.STRONG))
        words = f"{self._word}\n{self._count}" if self._count else self._word
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()


class MatrixView(QWidget):
    """`family_wanted` brings the id of a family that holds two aids."""

    family_wanted = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench = bench
        self.t = t = bench.t
        self.book = AidBook((), {})
        self.cells: list[PairCell] = []
        self.notice = Notice()
        self._grid_card = Card(parent=self)
        self._scroll = Scroll(QWidget())
        self.pair = label("", Role.SUBTITLE, wrap=True)
        self.verdict = label("", Role.STRONG, wrap=True)
        self.why = label("", wrap=True)
        self.source = label("", Role.SECONDARY, wrap=True)
        self.model = TableModel(t, _columns(t), _key, self)
        self.view = TableView(self.model, t("Families that hold both"), dense=True)
        self.empty = Empty("account-check-outline")
        self.empty.say(t("No family holds both today."))
        self.listed = Listed(self.view, self.empty)
        self._lay_out()
        self.view.opened.connect(self._open)

    def ask(self) -> None:
        self.bench.runner.submit(Ask(together.matrix, self.bench.desk), self.show_matrix, newest="lists.matrix")

    def show_matrix(self, matrix: Matrix) -> None:
        t = self.t
        self.book = AidBook(matrix.aids, {})
        kept = self._chosen
        body = self._made(matrix)
        old, self._scroll = self._scroll, Scroll(body)
        self._grid_card.column.replaceWidget(old, self._scroll)
        old.hide()
        old.deleteLater()
        clashing = matrix.clashing
        if clashing:
            worst = clashing[0]
            names = self._names(worst)
            many = t.many("{count} family holds", "{count} families hold", worst.families)
            self.notice.say(t("{many} {one} and {other}, which do not go together.", many=many, one=names[0],
                              other=names[1]), Tone.DANGER)  # fmt: skip
        else:
            self.notice.clear()
        first = next((one for one in self.cells if one.cell == kept), None) or self._first(matrix)
        if first is not None:
            first.setChecked(True)
            self._show(first.cell)

    @property
    def _chosen(self) -> Cell | None:
        return next((one.cell for one in self.cells if one.isChecked()), None)

    def _first(self, matrix: Matrix) -> PairCell | None:
        wanted = matrix.clashing[:1] or matrix.cells[:1]
        return next((one for one in self.cells if one.cell in wanted), None)

    def _made(self, matrix: Matrix) -> QWidget:
        """The triangle of all pairs: each two stand once, as distances on a map do."""
        body = QWidget()
        grid = QGridLayout(body)
        grid.setSpacing(Space.TINY)
        place = {aid.code: at for at, aid in enumerate(matrix.aids)}
        self.cells = []
        for at, aid in enumerate(matrix.aids):
            held = matrix.holders.get(aid.code, 0)
            name = label(f"{aid.name} · {number(held)}" if held else aid.name, Role.STRONG)
            name.setToolTip(aid.title)
            grid.addWidget(name, at, 0)
            if at + 1 < len(matrix.aids):
                head = label(aid.name, Role.SECONDARY, wrap=True)
                head.setAlignment(Qt.AlignmentFlag.AlignCenter)
                grid.addWidget(head, len(matrix.aids), at + 1)
        for cell in matrix.cells:
            if cell.one in place and cell.other in place:
                made = PairCell(self.t, cell, self._names(cell))
                made.setAutoExclusive(True)
                made.clicked.connect(_Show(self, cell))
                self.cells.append(made)
                grid.addWidget(made, place[cell.other], place[cell.one] + 1)
        grid.setRowStretch(len(matrix.aids) + 1, 1)
        for at in range(1, len(matrix.aids)):
            grid.setColumnStretch(at, 1)
            grid.setColumnMinimumWidth(at, _CELL.width())
        return body

    def show_cell(self, cell: Cell) -> None:
        """Say beside the matrix what is known of two aids, and who holds both."""
        self._show(cell)

    def _show(self, cell: Cell) -> None:
        t, names = self.t, self._names(cell)
        self.pair.setText(f"{names[0]} + {names[1]}")
        self.verdict.setText(long_word(t, cell))
        self.why.setText(cell.pair.why)
        self.source.setText(t("Source: {source}", source=cell.pair.source) if cell.pair.source else "")
        self.model.begin()
        work = Ask(together.holding_both, self.bench.desk, cell.one, cell.other)
        self.bench.runner.submit(work, self._holders, newest="lists.holders")

    def _holders(self, holders: tuple[Holder, ...]) -> None:
        self.model.replace(holders)
        self.listed.show_rows(bool(holders))

    def _names(self, cell: Cell) -> tuple[str, str]:
        return self.book.named(cell.one), self.book.named(cell.other)

    def _open(self, row: Holder) -> None:
        self.family_wanted.emit(row.household)

    def _lay_out(self) -> None:
        t = self.t
        words = t(
            "Green may be held together, red may not, grey nobody knows; a question mark says that it is not certain."
            " A figure counts the families that hold both today."
        )
        self._grid_card.add(label(words, Role.SECONDARY, wrap=True))
        self._grid_card.add(self._scroll, 1)
        beside = Card(parent=self)
        for part in (self.pair, self.verdict, self.why, self.source):
            beside.add(part)
        beside.add(label(t("Families that hold both").upper(), Role.SECTION))
        beside.add(self.listed, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.notice)
        column.addWidget(side_by_side(self._grid_card, beside, self, shares=_SHARES, least=(560, 300)), 1)


class _Show:
    """Shows one cell; the state that `clicked` brings along is none of its business."""

    def __init__(self, view: MatrixView, cell: Cell) -> None:
        self._view = view
        self._cell = cell

    def __call__(self, _checked: bool = False) -> None:
        self._view.show_cell(self._cell)


def short_word(t: Translator, cell: Cell) -> str:
    words = {Together.YES: t("Yes"), Together.NO: t("No"), Together.UNKNOWN: "?"}
    word = words[cell.pair.together]
    return word if cell.pair.sure or cell.pair.together is Together.UNKNOWN else f"{word}?"


def long_word(t: Translator, cell: Cell) -> str:
    """The verdict as a sentence; what is not sure says so."""
    if cell.pair.together is Together.UNKNOWN:
        return t("Not known whether they go together")
    word = t("They go together") if cell.pair.together is Together.YES else t("They do not go together")
    return word if cell.pair.sure else t("{word}, but this is not certain", word=word)


def _key(row: Holder) -> UUID:
    return row.household


def _name(row: Holder) -> str:
    return row.name


def _village(row: Holder) -> str:
    return row.village


def _columns(t: Translator) -> tuple[Column, ...]:
    return (
        Column(t("Caretaker"), _name, Kind.STRONG, "SITI NURHALIMAH", stretch=1),
        Column(t("Village"), _village, sample="Sukamaju", stretch=1),
    )
