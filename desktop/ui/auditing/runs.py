"""Which list is looked at, which of its runs, and which earlier one that is compared with."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.services.auditing.audits import CheckRow
from desktop.services.auditing.reach import ProgrammeKey, Reach
from desktop.services.desk import Desk
from desktop.services.money.keys import TrancheKey
from desktop.ui.auditing.jobs import Known
from desktop.ui.auditing.words import figures, list_choices, moment, run_word
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator

NARROW = 160


class Runs(QWidget):
    """`changed`: another run is in view, or none. A run is compared with the one before it unless said otherwise."""

    changed = Signal()

    def __init__(self, t: Translator, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t, self._desk = t, desk
        self.known = Known((), ())
        self.list = Combo(t("List"), [], self)
        self.run = Combo(t("Run of the tests"), [], self)
        self.before = Combo(t("Compared with"), [], self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.WITHIN)
        for combo, share in ((self.list, 3), (self.run, 5), (self.before, 4)):
            combo.setMinimumWidth(NARROW)
            row.addWidget(combo, share)
        self.list.chosen.connect(self._list_chosen)
        self.run.chosen.connect(self._run_chosen)
        self.before.chosen.connect(self._before_chosen)

    @property
    def over(self) -> Reach:
        """The list, programme or year in view; None is everything."""
        over = self.list.value
        return over if isinstance(over, TrancheKey | ProgrammeKey) else None

    @property
    def check(self) -> CheckRow | None:
        return self._of(self.run.value)

    @property
    def earlier(self) -> CheckRow | None:
        return self._of(self.before.value)

    def show_known(self, known: Known) -> None:
        """Offer what there is; what is in view stays, where it is still there."""
        first = not self.known.checks and not self.known.lists
        self.known = known
        self.list.offer(list_choices(self.t, known.lists))
        if first and known.checks:
            self.list.choose(known.checks[0].over)
        self._offer_runs(self.run.value)

    def show_list(self, over: Reach) -> None:
        """Look at the newest run of a list, a programme or a year."""
        self.list.choose(over)
        self._offer_runs(None)

    def show_run(self, check: CheckRow) -> None:
        """Look at a run that was made just now."""
        self.list.choose(check.over)
        self._offer_runs(check.id)

    def _mine(self) -> list[CheckRow]:
        return [one for one in self.known.checks if one.over == self.over]

    def _of(self, check: object) -> CheckRow | None:
        return next((one for one in self.known.checks if one.id == check), None)

    def _offer_runs(self, wanted: object) -> None:
        mine = self._mine()
        nothing: list[tuple[object, str]] = [(None, self.t("Not tested yet"))]
        self.run.offer([(one.id, run_word(self.t, self._desk, one)) for one in mine] or nothing)
        ids: Sequence[UUID] = [one.id for one in mine]
        self.run.choose(wanted if wanted in ids else next(iter(ids), None))
        self.run.setEnabled(bool(mine))
        self._offer_before()

    def _offer_before(self) -> None:
        """Only what is older than the run in view; the one right before it first."""
        check = self.check
        mine = self._mine()
        older = mine[mine.index(check) + 1 :] if check is not None else []
        words = [(one.id, self._since(one)) for one in older]
        self.before.offer([(None, self.t("Not compared")), *words])
        self.before.choose(older[0].id if older else None)
        self.before.setVisible(bool(older))
        self.changed.emit()

    def _since(self, check: CheckRow) -> str:
        words = (moment(self.t, self._desk, check), figures(self.t, check))
        return self.t("Since {run}", run=" · ".join(words))

    def _list_chosen(self, _: object) -> None:
        self._offer_runs(None)

    def _run_chosen(self, _: object) -> None:
        self._offer_before()

    def _before_chosen(self, _: object) -> None:
        self.changed.emit()
