"""Entering another office's card: from a file, a picture of its QR code, or its line pasted or typed."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.paths import documents
from desktop.services.desk import Answer
from desktop.services.exchange import key_cards, trusting
from desktop.services.exchange.key_cards import SeenCard
from desktop.services.exchange.trusting import CardRow
from desktop.ui.exchange import words
from desktop.ui.exchange.dropping import Dropping
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.text import Role as Style
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import full_day
from desktop.ui.rest import Rest
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage

WIDTH = 640
SHORTEST = 20  # letters; less is not worth reading


class EnterPage(TaskPage):
    """`entered` brings the id of the card. Its fingerprint is not shown: the second person has it from paper."""

    entered = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        t = bench.t
        super().__init__(bench, t("Enter a card"), t("Of another office; a second person then confirms it"), parent)
        self.card: SeenCard | None = None
        self.busy = False
        self.choose = button(t("Choose a file or picture…"), self.choose_file, icon="qrcode-scan", parent=self)
        self.line = QPlainTextEdit(self)
        self.office = label("", Style.SUBTITLE, self, wrap=True)
        self.facts = label("", Style.SECONDARY, self, wrap=True)
        self.rest = Rest(bench.runner, self._read_line, self)
        self.dropping = Dropping(self)
        self.fill(self._body())
        self.dropping.dropped.connect(self._dropped)
        self.line.textChanged.connect(self.rest.start)
        self._dress()

    def begin(self) -> None:
        self.card = None
        self.notice.clear()
        self.line.clear()
        self.rest.stop()
        self._dress()

    def take_focus(self) -> None:
        self.choose.setFocus()

    @property
    def dirty(self) -> bool:
        return bool(self.line.toPlainText().strip())

    def choose_file(self) -> None:
        t = self.t
        kinds = f"{t('Key cards')} (*.txt *.png *.jpg *.jpeg *.webp *.bmp);;{t('All files')} (*)"
        chosen, _ = QFileDialog.getOpenFileName(self, t("Choose a key card"), str(documents()), kinds)
        if chosen:
            self.read(Path(chosen))

    def read(self, given: Path | str) -> None:
        """Read a card from a file, or from a line."""
        self.card = None
        self.notice.clear()
        work = Ask(key_cards.read, self.bench.desk, given)
        self.bench.runner.submit(work, self._show, self._unread, newest="exchange.card")

    def enter_card(self) -> None:
        """Put it into the list, where it waits for a second person."""
        if self.card is None or self.busy:
            return
        self.busy = True
        self._dress()
        work = Ask(trusting.propose, self.bench.desk, self.card.text)
        self.bench.runner.submit(work, self._entered, self.refused, ended=self._ended, lane=Lane.WRITE)

    def _dropped(self, files: list[Path]) -> None:
        self.read(files[0])

    def _read_line(self) -> None:
        typed = self.line.toPlainText().strip()
        if len(typed) >= SHORTEST:
            self.read(typed)

    def _show(self, card: SeenCard) -> None:
        t = self.t
        self.card = card
        self.office.setText(words.office_with_code(self.bench, card.office))
        self.facts.setText(t("Key {epoch} of {day}", epoch=card.epoch, day=full_day(t, card.on)))
        if card.known:
            self.notice.say(t("This card is in the list already."), Tone.BRAND)
        elif card.replaces:
            self.notice.say(
                t("Another card of this office is trusted already. Ask why there is a new one before you enter it; the "
                  "old one is ended apart."), Tone.ATTENTION,
            )  # fmt: skip
        self._dress()

    def _unread(self, refused: Refused) -> None:
        self.refused(refused)
        self._dress()

    def _entered(self, answer: Answer[CardRow]) -> None:
        row = answer.value
        self.line.clear()
        self.entered.emit(row.id)
        self.left.emit(
            self.t("The card of {office} is entered. A second person compares its fingerprint with the paper now.",
                   office=words.office(self.bench, row.office))
        )  # fmt: skip

    def _ended(self) -> None:
        self.busy = False
        self._dress()

    def _dress(self) -> None:
        card = self.card
        for part in (self._read_card, self.office, self.facts):
            part.setVisible(card is not None)
        ready = card is not None and not card.known and not self.busy
        enter = Action(self.t("Enter this card"), self.enter_card, "card-plus-outline", "Ctrl+S", enabled=ready)
        self.head.offer([self.back, enter])

    def _body(self) -> QWidget:
        t = self.t
        body = QWidget(self)
        card = Card(parent=body, inside=Space.EDGE)
        card.setFixedWidth(WIDTH)
        card.add(label(t("Scan or photograph the QR code of the paper, or take the file that came with it. Drop it here"
                         " or choose it."), wrap=True))  # fmt: skip
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addStretch(1)
        card.column.addLayout(row)
        caption = label(t("Or the line below the QR code, as it is printed"), Style.LABEL)
        caption.setBuddy(self.line)
        self.line.setAccessibleName(t("Line of the card"))
        self.line.setPlaceholderText("EK1:36:1:…")
        self.line.setFixedHeight(76)
        self.line.setTabChangesFocus(True)
        card.add(caption)
        card.add(self.line)
        self._read_card = label(t("This card is of").upper(), Style.SECTION)
        for part in (self._read_card, self.office, self.facts):
            card.add(part)
        across = QHBoxLayout()
        across.addWidget(card)
        across.addStretch(1)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(across)
        column.addStretch(1)
        return body
