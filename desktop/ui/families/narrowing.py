"""What narrows the list of families: the words typed, a district, a state."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.services.families.finding import AreaChoice, Filters
from desktop.ui.families.terms import STATUSES
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.search import Search
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator

_UNPLACED, _UNATTENDED = "unplaced", "unattended"
_COMBO_WIDTH = 160


class Narrowing(QWidget):
    """`changed`: ask again."""

    changed = Signal()

    def __init__(self, t: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t = t
        self.search = Search(t("Name, NIK, No KK, card or village"), t("Search families"), self)
        self.district = Combo(t("District"), [(None, t("All districts"))], self)
        words = [(str(status), t(word)) for status, (word, _) in STATUSES.items()]
        waiting = [(_UNPLACED, t("To be placed")), (_UNATTENDED, t("Without a facilitator"))]
        self.status = Combo(t("Status"), [(None, t("All states")), *waiting, *words], self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.WITHIN)
        row.addWidget(self.search, 1)
        for combo in (self.district, self.status):
            combo.setFixedWidth(_COMBO_WIDTH)
            combo.chosen.connect(self._ask)
            row.addWidget(combo)
        self.search.searched.connect(self._ask)

    @property
    def typed(self) -> str:
        return self.search.text().strip()

    @property
    def filters(self) -> Filters:
        district, status = self.district.value, self.status.value
        return Filters(
            str(district) if district else None,
            str(status) if status and status not in (_UNPLACED, _UNATTENDED) else None,
            unplaced=status == _UNPLACED,
            unattended=status == _UNATTENDED,
        )

    @property
    def narrow(self) -> bool:
        """Whether anything is typed or chosen."""
        return bool(self.typed) or self.filters != Filters()

    def offer_districts(self, found: Sequence[AreaChoice]) -> None:
        self.district.offer([(None, self.t("All districts")), *((one.code, one.name) for one in found)])

    def widen(self) -> None:
        """Drop what is typed and chosen."""
        self.narrow_to("", Filters())

    def narrow_to(self, typed: str, filters: Filters) -> None:
        """Type and choose for the person, and ask."""
        self.district.choose(filters.district_code)
        waits = _UNPLACED if filters.unplaced else _UNATTENDED if filters.unattended else None
        self.status.choose(waits or filters.status)
        self.search.setText(typed)
        self.changed.emit()

    def _ask(self, _: object) -> None:
        self.changed.emit()
