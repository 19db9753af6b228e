"""The letter chosen in the register, as it went out; opened only once the choice rests."""

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services.letters import LetterRow
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.preview.panel import Preview
from desktop.ui.letters.making import Look
from desktop.ui.rest import Rest
from desktop.ui.screen import Bench


class LetterView(Preview):
    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.t, bench.runner)
        self._bench = bench
        self._row: LetterRow | None = None
        self.rest = Rest(bench.runner, self._look, self)

    def follow(self, row: LetterRow | None) -> None:
        """Open this letter if it is still the one chosen in a moment."""
        self._row = row
        self.rest.stop()
        if row is not None:
            self.rest.start()

    def _look(self) -> None:
        if self._row is None:
            return
        if self._bench.desk.person.role is Role.ADMINISTRATOR:
            self.say(self.t("Letters name families; an administrator does not open them."))
            return
        work = Look(self._bench.desk, self._row.id)
        self._bench.runner.submit(work, self.show_paper, self._unread, lane=Lane.WRITE, newest="letters-look")

    def _unread(self, refused: Refused) -> None:
        self.say(self._bench.sentence(refused))
