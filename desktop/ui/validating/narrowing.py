"""What narrows the list of a programme: words, status or state, district and village, each with its count."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.rules.terms import EnrolmentStatus
from desktop.services.validating.listing import Joined, Standing
from desktop.services.validating.quotas import QuotaTable
from desktop.services.validating.selecting import Selection, State
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.search import Search
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.words import number
from desktop.ui.validating.terms import STATES
from desktop.wording import Translator
from desktop.wording.terms import ENROLMENT

_PROGRAMME_WIDTH = 190


class Narrowing(QWidget):
    """`changed`: ask again. `programme_changed`: another programme; its villages are others too."""

    changed = Signal()
    programme_changed = Signal()

    def __init__(self, t: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t = t
        self._table: QuotaTable | None = None
        self.search = Search(t("Name, NIK, No KK, card or village"), t("Search the list"), self)
        self.programme = Combo(t("Programme"), parent=self)
        self.status = Combo(t("Status"), parent=self)
        self.district = Combo(t("District"), [(None, t("All districts"))], self)
        self.village = Combo(t("Village"), [(None, t("All villages"))], self)
        # The states can be chosen before they are counted.
        words = [*STATES.items(), *((status, ENROLMENT[status]) for status in EnrolmentStatus)]
        self.status.offer([(None, t("All states")), *((state, t(word)) for state, word in words)])
        self._lay_out()
        self.search.searched.connect(self._ask)
        self.programme.chosen.connect(self._other_programme)
        self.status.chosen.connect(self._ask)
        self.district.chosen.connect(self._other_district)
        self.village.chosen.connect(self._ask)

    @property
    def selection(self) -> Selection:
        chosen, district, village = self.status.value, self.district.value, self.village.value
        return Selection(
            str(self.programme.value or ""),
            chosen if isinstance(chosen, EnrolmentStatus) else None,
            chosen if isinstance(chosen, State) else None,
            str(district) if district else None,
            str(village) if village else None,
            self.search.text().strip(),
        )

    @property
    def narrow(self) -> bool:
        return self.selection != Selection(self.selection.programme)

    def offer_programmes(self, rows: Sequence[Joined]) -> None:
        self.programme.offer([(row.code, row.name) for row in rows])
        self.programme.setVisible(len(rows) > 1)

    def offer_counts(self, standing: Standing) -> None:
        """Every state with how many are in it; those that nobody is in stay to be chosen."""
        t = self.t
        states = [(state, f"{t(word)} · {number(standing.states.get(state, 0))}") for state, word in STATES.items()]
        statuses = [
            (status, f"{t(ENROLMENT[status])} · {number(standing.statuses.get(status, 0))}")
            for status in EnrolmentStatus
        ]
        self.status.offer([(None, f"{t('All states')} · {number(standing.families)}"), *states, *statuses])

    def offer_places(self, table: QuotaTable) -> None:
        self._table = table
        counted: Counter[str] = Counter()
        names: dict[str, str] = {}
        for line in table.lines:
            if line.code:
                district = line.code.rpartition(".")[0]
                names[district] = line.district
                counted[district] += line.candidates
        rows = [(code, self._with_candidates(name, counted[code])) for code, name in names.items()]
        self.district.offer([(None, self.t("All districts")), *rows])
        self._offer_villages()

    def choose(self, state: State | EnrolmentStatus | None, village: str | None = None) -> None:
        """Choose for the person, and ask."""
        self.search.clear()
        self.status.choose(state)
        self.district.choose(village.rpartition(".")[0] if village else None)
        self._offer_villages()
        self.village.choose(village)
        self.changed.emit()

    def _with_candidates(self, name: str, candidates: int) -> str:
        return f"{name} · {number(candidates)}" if candidates else name

    def _offer_villages(self) -> None:
        district = self.district.value
        lines = self._table.lines if self._table else ()
        rows = [
            (line.code, self._with_candidates(line.name, line.candidates))
            for line in lines
            if line.code and (district is None or line.code.startswith(f"{district}."))
        ]
        self.village.offer([(None, self.t("All villages")), *rows])

    def _other_programme(self, _: object) -> None:
        self.programme_changed.emit()

    def _other_district(self, _: object) -> None:
        self._offer_villages()
        self.changed.emit()

    def _ask(self, _: object) -> None:
        self.changed.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.WITHIN)
        above, below = QHBoxLayout(), QHBoxLayout()
        for row in (above, below):
            row.setSpacing(Space.WITHIN)
            column.addLayout(row)
        above.addWidget(self.search, 1)
        self.programme.setFixedWidth(_PROGRAMME_WIDTH)
        self.programme.hide()
        above.addWidget(self.programme)
        for combo in (self.status, self.district, self.village):
            combo.setMinimumWidth(120)
            below.addWidget(combo, 1)
