"""Other aid that a family receives: a line for each, and empty ones for what is new."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.rules.aid_rules import AidBook
from desktop.services.families.living import HeldAid
from desktop.ui.families.form.weighed import WeighedPage
from desktop.ui.kit.block import Block
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.wording import Translator

NEW = HeldAid("")
SPARE = 2  # empty lines below those that are kept
PARTS = ("aid", "number", "valid_from", "valid_to")


class AidRows(QWidget):
    """`edited`: something was typed; `passed_last`: Enter in the last field."""

    edited = Signal()
    passed_last = Signal()

    def __init__(self, t: Translator, book: AidBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t = t
        self._book = book
        self._held: list[HeldAid] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._asked = Group("", ())
        self.page = WeighedPage(t, (), self)
        self._column.addWidget(self.page)
        self.put(())

    def put(self, aids: Sequence[HeldAid]) -> None:
        """Show what is held; there is always an empty line left."""
        self._held = [*aids, *[NEW] * SPARE]
        asked = self._group()
        if asked != self._asked:
            self._make(asked)
        with QSignalBlocker(self.page):
            for at, aid in enumerate(self._held):
                for name in PARTS:
                    self.block(at, name).editor.put(getattr(aid, name))
                    self.block(at, name).say("")

    def read(self) -> tuple[HeldAid, ...]:
        """What is held as it stands here; an aid that was there stays, also where its line was emptied."""
        found = []
        for at, before in enumerate(self._held):
            values: dict[str, Any] = {name: self.block(at, name).read() for name in PARTS}
            aid = str(values["aid"] or before.aid)
            if aid:
                number, since, until = str(values["number"] or ""), values["valid_from"], values["valid_to"]
                found.append(replace(before, aid=aid, number=number, valid_from=since, valid_to=until))
        return tuple(found)

    def block(self, at: int, name: str) -> Block:
        return self.page.blocks[f"{name}_{at}"]

    def say(self, sentence: str) -> None:
        """Say what is wrong with them, beside the first."""
        block = self.block(0, "valid_from")
        if sentence or not block.unreadable():
            block.say(sentence)

    def blocks(self) -> list[Block]:
        return list(self.page.blocks.values())

    def _make(self, asked: Group) -> None:
        """Make other lines, where there are more or fewer than before."""
        old, self.page, self._asked = self.page, WeighedPage(self.t, (asked,), self), asked
        self._column.replaceWidget(old, self.page)
        old.hide()
        old.deleteLater()
        self.page.edited.connect(self.edited)
        self.page.passed_last.connect(self.passed_last)

    def _group(self) -> Group:
        t = self.t
        fields: list[Field] = []
        for at, aid in enumerate(self._held):
            choices = [("", "-"), *((one.code, one.name) for one in self._book.aids)]
            if aid.aid and self._book.known(aid.aid) is None:
                choices.append((aid.aid, self._book.named(aid.aid)))
            fields += [
                Field(f"aid_{at}", t("Aid"), Kind.CHOICE, choices=choices, span=3),
                Field(f"number_{at}", t("Card or participant number"), length=32, span=3),
                Field(f"valid_from_{at}", t("Since"), Kind.DATE, span=2),
                Field(f"valid_to_{at}", t("Until"), Kind.DATE, span=2),
            ]
        return Group("", fields, columns=10, plain=True)
