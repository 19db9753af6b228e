"""The one question of an import: which village, where the file names none."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.services.families.finding import AreaChoice
from desktop.ui.families.jobs import Districts, Villages, VillagesFound
from desktop.ui.kit.button import button
from desktop.ui.kit.card import Card
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.ui.screen import Bench


class PlaceQuestion(Card):
    """`chosen` brings the code of the village for all families without a place."""

    chosen = Signal(str)

    def __init__(self, bench: Bench) -> None:
        super().__init__(inside=Space.GROUP)
        self.bench = bench
        t = bench.t
        self.district = Combo(t("District"))
        self.village = Combo(t("Village"))
        self.use = button(t("Use this village"), self._use)
        self.use.setEnabled(False)
        sentence = t("This file names no village. Choose one for all its families, or place them later one by one.")
        self.add(label(sentence, Role.STRONG, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        for combo in (self.district, self.village):
            combo.setMinimumWidth(220)
            row.addWidget(combo)
        row.addWidget(self.use)
        row.addStretch(1)
        self.column.addLayout(row)
        self.district.chosen.connect(self._ask)
        self.village.chosen.connect(self._weigh)
        self.hide()

    def begin(self) -> None:
        """Show the question with the office's districts."""
        self.bench.runner.submit(Districts(self.bench.desk), self._offer_districts)
        self._offer_villages(VillagesFound("", []))
        self.show()

    def _offer_districts(self, found: list[AreaChoice]) -> None:
        self.district.offer([(None, self.bench.t("District")), *((one.code, one.name) for one in found)])

    def _ask(self, district: object) -> None:
        work = Villages(self.bench.desk, str(district or ""))
        self.bench.runner.submit(work, self._offer_villages, newest="families.place")

    def _offer_villages(self, found: VillagesFound) -> None:
        choices = [(one.code, one.name) for one in found.villages]
        self.village.offer([(None, self.bench.t("Village")), *choices])
        self._weigh(None)

    def _weigh(self, _: object) -> None:
        self.use.setEnabled(self.village.value is not None)

    def _use(self) -> None:
        self.chosen.emit(str(self.village.value))
