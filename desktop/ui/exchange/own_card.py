"""The office's own key card: its QR code, its fingerprint, and the ways in which it is given to others."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.paths import documents
from desktop.services.desk import Answer
from desktop.services.exchange import key_cards, trusting
from desktop.services.exchange.key_cards import OwnCard
from desktop.ui.exchange import words
from desktop.ui.exchange.coded import coded, spread
from desktop.ui.exchange.qr import QrCode
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.words import full_day
from desktop.ui.screen import Bench

SIDE = 196
WIDTH = 300


class OwnCardView(Card):
    """`paper_wanted`: the card shall be put on paper; `done` and `failed` say what became of the rest."""

    paper_wanted = Signal()
    done = Signal(str)
    failed = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        t = self.t = bench.t
        super().__init__(t("This office"), parent)
        self.bench = bench
        self.card: OwnCard | None = None
        self.name = label("", Role.SUBTITLE, self, wrap=True)
        self.code = QrCode(t("QR code of the key card"), SIDE, self)
        self.fingerprint = label("", Role.SUBTITLE, self)
        self.facts = label("", Role.SECONDARY, self, wrap=True)
        self.none = label(t("This office has no keys yet. They are made once, here, and stay in its encrypted file."),
                          Role.SECONDARY, self, wrap=True)  # fmt: skip
        self.make = button(t("Make the keys"), self._make, kind=Kind.PRIMARY, icon="key-plus", parent=self)
        self.print_out = button(
            t("Put the card on paper…"), self.paper_wanted.emit, icon="printer-outline", parent=self
        )
        self.save = button(t("Save as a file…"), self.choose_file, icon="content-save-outline", parent=self)
        self._lay_out()
        self.show_card(None)

    def load(self) -> None:
        self.bench.runner.submit(Ask(key_cards.own, self.bench.desk), self.show_card, self.failed.emit)

    def show_card(self, card: OwnCard | None) -> None:
        t, self.card = self.t, card
        there = card is not None
        for part in (self.code, self.fingerprint, self._named, self.facts, self.print_out, self.save):
            part.setVisible(there)
        self.none.setVisible(not there)
        self.make.setVisible(not there and self.bench.desk.person.role in trusting.WHO)
        self.name.setText(words.office(self.bench, self.bench.desk.office.code))
        if card is None:
            return
        self.code.show_modules(key_cards.modules(card.text))
        self.fingerprint.setText(spread(card.fingerprint))
        made = t("Key {epoch}, made {day} by {name}", epoch=card.epoch, day=full_day(t, card.on), name=card.made_by)
        self.facts.setText(made)

    def choose_file(self) -> None:
        t = self.t
        kinds = f"{t('Picture of the QR code')} (*.png);;{t('The line of the card')} (*.txt)"
        start = str(documents() / f"kartu-kunci-{self.bench.desk.office.code}.png")
        chosen, _ = QFileDialog.getSaveFileName(self, t("Where the card is written"), start, kinds)
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        self.bench.runner.submit(Ask(key_cards.save, self.bench.desk, path), self._saved, self.failed.emit)

    def _make(self) -> None:
        work = Ask(key_cards.make, self.bench.desk)
        self.bench.runner.submit(work, self._made, self.failed.emit, lane=Lane.WRITE)

    def _made(self, answer: Answer[OwnCard]) -> None:
        self.show_card(answer.value)
        self.done.emit(self.t("The keys are made. Put the card on paper and give it to the other office."))

    def _saved(self, path: Path) -> None:
        self.done.emit(self.t("Saved: {path}", path=str(path)))

    def _lay_out(self) -> None:
        self.setFixedWidth(WIDTH)
        self._named = label(self.t("Fingerprint").upper(), Role.SECTION, self)
        coded(self.fingerprint)
        self.add(self.name)
        self.column.addWidget(self.code)
        for part in (self._named, self.fingerprint, self.facts, self.none):
            self.add(part)
        self.column.addStretch(1)
        for made in (self.make, self.print_out, self.save):
            self.add(made)
