"""Which programme years the office begins with."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.services import programmes
from desktop.ui.firstrun.wish import Step, Wish
from desktop.ui.kit.card import Card
from desktop.ui.kit.check import Check
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator


class ProgrammeStep(Step):
    def __init__(self, t: Translator, resources: Path) -> None:
        super().__init__(
            t,
            t("Programmes"),
            t("Which programme years does the office run? More can be added later, in the settings."),
        )
        self._resources = resources
        self._area = ""
        self.notice = Notice()
        self.boxes: dict[str, Check] = {}
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)
        column.addWidget(self._scroll, 1)

    def enter(self, wish: Wish) -> None:
        area = wish.area.code if wish.area else ""
        if area == self._area:
            return
        self._area = area
        ticked = {code for code, box in self.boxes.items() if box.isChecked()}
        offered = programmes.offered(self._resources, area)
        self.boxes = {}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, Space.TINY, 0)
        column.setSpacing(Space.CARDS)
        for title, rows in (
            (self.t("For this area"), [one for one in offered if one.here]),
            (self.t("For other areas"), [one for one in offered if not one.here]),
        ):
            if rows:
                column.addWidget(self._card(title, rows, ticked))
        column.addStretch(1)
        self._scroll.setWidget(inside)

    def take(self, wish: Wish) -> Wish | None:
        chosen = tuple((name, box.text()) for name, box in self.boxes.items() if box.isChecked())
        if not chosen:
            self.notice.say(self.t("Tick at least one programme year."))
            return None
        self.notice.clear()
        return replace(wish, programmes=chosen)

    def begin(self) -> None:
        next(iter(self.boxes.values())).setFocus()

    def _card(self, title: str, rows: list[programmes.Offered], ticked: set[str]) -> Card:
        card = Card(title)
        card.column.setSpacing(0)
        said = ""
        titles = [one.title for one in rows]
        # Years of one programme stand together; the programme with the newest year comes first.
        for one in sorted(rows, key=lambda row: titles.index(row.title)):
            if one.title != said:
                card.column.addSpacing(Space.WITHIN)
                said = one.title
                card.add(label(said, Role.SECONDARY, wrap=True))
            box = Check(one.row.name)
            box.setChecked(one.row.code in ticked)
            self.boxes[one.row.code] = box
            card.add(box)
        return card
