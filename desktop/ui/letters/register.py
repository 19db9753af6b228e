"""The register of letters: search, list, and the letter as it went out beside it."""

from operator import attrgetter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services import letters
from desktop.services.letters import LetterPage, LetterRow
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.head import Head
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.search import Search
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role as Text
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number
from desktop.ui.letters.posting import Post, Said
from desktop.ui.letters.reading import LetterView
from desktop.ui.paging import Paging
from desktop.ui.screen import Bench
from desktop.wording import Translator


class Register(QWidget):
    new_wanted = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench, self.t = bench, bench.t
        t = self.t
        self.head = Head(t("Letters"), t("Register of the letters that went out"))
        self.notice = Notice()
        self.search = Search(t("Number, name or subject"), t("Find a letter"))
        self.model = TableModel(t, columns(t), attrgetter("id"), self)
        self.table = TableView(self.model, t("Letters"))
        self.empty = Empty("email-outline")
        self.listed = Listed(self.table, self.empty)
        self.preview = LetterView(bench)
        self.post = Post(bench, self)
        self._foot = label("", Text.SECONDARY)
        self._counted = ""
        self.paging = Paging(bench.runner, self.model, "letters.register", self._show, self._refused)
        self._lay_out()
        self._listen()

    def load(self, _why: object = None) -> None:
        desk, text = self.bench.desk, self.search.text().strip()
        self.paging.ask(letters.register, desk, text)
        self.paging.count(self._count, letters.count, desk, text)

    def say(self, said: Said) -> None:
        self.notice.say(said.sentence, said.tone, said.remedy)

    def _listen(self) -> None:
        self.search.searched.connect(self.load)
        self.search.went_down.connect(self.table.setFocus)
        self.table.chosen.connect(self._chosen)
        self.post.said.connect(self.say)

    def _show(self, page: LetterPage) -> None:
        self.listed.show_rows(bool(page.rows))
        if not page.rows:
            self._say_empty()
        self._offer()

    def _count(self, count: int) -> None:
        self._counted = self.t.many("{letters} letter", "{letters} letters", count, letters=number(count))
        self._say_foot()

    def _say_empty(self) -> None:
        self.preview.say(self.t("The letter appears here as it went out."))
        if self.search.text().strip():
            self.empty.say(self.t("No letter matches. Type less of its number, name or subject."))
        elif self.bench.desk.person.role is Role.OPERATOR:
            step = Action(self.t("Write the first letter…"), self.new_wanted.emit)
            self.empty.say(self.t("Here stand the letters of the office with their numbers."), step)
        else:
            self.empty.say(self.t("No letter went out yet."))

    def _say_foot(self) -> None:
        """How many there are, and how often the one chosen was printed."""
        parts = [self._counted]
        row = self.table.row
        if isinstance(row, LetterRow) and row.prints > 1:
            parts.append(self.t("Printed {times} times, copies included", times=number(row.prints)))
        parts.append(self.t("↑ ↓ choose   F2 find   Ctrl+N new letter   F9 print again"))
        self._foot.setText("   ·   ".join(parts))

    def _offer(self) -> None:
        if self.bench.desk.person.role is not Role.OPERATOR:
            self.head.offer([])
            return
        there = self.table.row is not None
        self.head.offer(
            [
                Action(self.t("Save again as PDF…"), self._save, "content-save-outline", enabled=there),
                Action(self.t("Print again…"), self._print, "printer-outline", "F9", enabled=there),
                Action(self.t("New letter…"), self.new_wanted.emit, "plus", "Ctrl+N"),
            ]
        )

    def _chosen(self, row: LetterRow | None) -> None:
        self._say_foot()
        self.preview.follow(row)

    def _print(self) -> None:
        if isinstance(row := self.table.row, LetterRow):
            self.post.print_out(row.id)

    def _save(self) -> None:
        if isinstance(row := self.table.row, LetterRow):
            self.post.save(row.id)

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        card = Card()
        card.add(self.search)
        card.add(self.listed, 1)
        card.add(self._foot)
        column.addWidget(side_by_side(card, self.preview, shares=(68, 32), least=(520, 340)), 1)


def columns(t: Translator) -> list[Column]:
    return [
        Column(t("Number"), attrgetter("number_text"), Kind.STRONG, "400.9.11/123/Linjamsos/XI/2026"),
        Column(t("Date"), attrgetter("on"), Kind.DATE),
        Column(t("Addressee"), attrgetter("addressee"), sample="Hamidah Wahyuni"),
        Column(t("Subject"), attrgetter("subject"), sample="Undangan pengambilan bantuan", stretch=1),
    ]
