"""What narrows the clinic: a district, a village in it, a facilitator."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.services.families.finding import AreaChoice
from desktop.services.quality.rows import FaultFilters
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.tokens import Space
from desktop.ui.quality.jobs import Choices
from desktop.wording import Translator


class Narrowing(QWidget):
    """`changed`: ask again. `villages_wanted` brings the district whose villages are to be offered."""

    changed = Signal()
    villages_wanted = Signal(str)

    def __init__(self, t: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t = t
        self.district = Combo(t("District"), [(None, t("All districts"))], self)
        self.village = Combo(t("Village"), [(None, t("All villages"))], self)
        self.facilitator = Combo(t("Facilitator"), [(None, t("All facilitators"))], self)
        self.village.setEnabled(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.WITHIN)
        for combo in (self.district, self.village, self.facilitator):
            combo.setMinimumWidth(120)
            row.addWidget(combo, 1)
        self.district.chosen.connect(self._district)
        self.village.chosen.connect(self._ask)
        self.facilitator.chosen.connect(self._ask)

    def filters(self, *, let_stand: bool) -> FaultFilters:
        """What is chosen here; the kind is chosen elsewhere."""
        district, village, facilitator = self.district.value, self.village.value, self.facilitator.value
        return FaultFilters(
            None,
            str(district) if district else None,
            str(village) if village else None,
            facilitator if isinstance(facilitator, UUID) else None,
            let_stand,
        )

    @property
    def narrow(self) -> bool:
        return self.filters(let_stand=False) != FaultFilters()

    def offer(self, choices: Choices) -> None:
        self.district.offer([(None, self.t("All districts")), *((one.code, one.name) for one in choices.districts)])
        people = [(one.id, one.name) for one in choices.facilitators]
        self.facilitator.offer([(None, self.t("All facilitators")), *people])

    def offer_villages(self, found: Sequence[AreaChoice]) -> None:
        self.village.offer([(None, self.t("All villages")), *((one.code, one.name) for one in found)])
        self.village.setEnabled(bool(found))

    def widen(self) -> None:
        """Drop what is chosen, and ask."""
        self.district.choose(None)
        self.facilitator.choose(None)
        self.offer_villages(())
        self.village.choose(None)
        self.changed.emit()

    def _district(self, code: object) -> None:
        self.offer_villages(())
        self.village.choose(None)
        if code:
            self.villages_wanted.emit(str(code))
        self.changed.emit()

    def _ask(self, _: object) -> None:
        self.changed.emit()
