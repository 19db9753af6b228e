"""List and comparison: the pair follows the selection once it rests, decisions lead on to the next."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.desk import Answer
from desktop.services.duplicates import comparing, deciding
from desktop.services.duplicates.comparing import PairDetail
from desktop.services.duplicates.keeping import Decision
from desktop.services.duplicates.listing import PairRow
from desktop.ui.beside import Beside
from desktop.ui.duplicates.acting import Acting
from desktop.ui.duplicates.following import Acts
from desktop.ui.duplicates.listing import PairList
from desktop.ui.duplicates.panel import PairPanel
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.detail import side_by_side
from desktop.ui.screen import Bench


class Browse(QWidget):
    """A pair just decided as the same is held in view, until the person goes on to the next."""

    def __init__(self, bench: Bench, first_step: Action | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench = bench
        self.t = bench.t
        self.listing = PairList(bench, first_step, self)
        self.acting = Acting(bench, self)
        act = self.acting
        acts = Acts(act.ask_stop, act.ask_close, act.ask_reopen, act.ask_back, self.go_on)
        self.panel = PairPanel(self.t, bench.desk.person.role, acts, self._open_family, self)
        self.held: UUID | None = None
        self.beside = Beside(bench, self.panel, comparing.open_pair, self._show, self)
        self.listing.chosen.connect(self._chosen)
        self.panel.bar.decided.connect(self._decide)
        self.acting.failed.connect(self.panel.say)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(side_by_side(self.listing, self.panel, self, shares=(38, 62), least=(330, 480)))

    def refresh(self) -> None:
        """Ask for the list and the pair anew; what is being decided is not taken from under the person."""
        if self.held is None and not self.panel.bar.asking:
            self.listing.ask()
        if not self.panel.bar.asking:
            self.beside.open()

    def go_on(self) -> None:
        """Leave the pair that was decided and go to the next."""
        pair, self.held = self.held, None
        if pair is not None:
            self.listing.step_on(pair)
        self.listing.ask()

    def _chosen(self, row: PairRow | None) -> None:
        self.held = None
        self.acting.pair = row.id if row else None
        self.beside.follow(row)

    def _show(self, detail: PairDetail) -> None:
        self.panel.show_detail(detail, held=self.held == detail.row.id)

    def _open_family(self, household: UUID) -> None:
        self.bench.go("families", household)

    def _decide(self, decision: Decision, reason: str) -> None:
        pair = self.beside.wanted
        if pair is None:
            return
        # Where something may follow the pair stays in view; the list would else go on to the next one.
        self.held = pair if decision is Decision.SAME else None
        work = Ask(deciding.decide, self.bench.desk, pair, decision, reason)
        self.bench.runner.submit(work, partial(self._decided, pair), self._not_decided, lane=Lane.WRITE)

    def _decided(self, pair: UUID, answer: Answer[Decision]) -> None:
        self.listing.view.setFocus()
        if answer.value is Decision.SAME:
            return  # the panel says it, and what may follow
        said = self.t("Decided: two people.") if answer.value is Decision.DIFFERENT else self.t("Put off.")
        self.bench.toast(said, None)
        self.listing.step_on(pair)
        self.listing.ask()

    def _not_decided(self, refused: Refused) -> None:
        self.held = None
        self.panel.say(self.bench.sentence(refused))
