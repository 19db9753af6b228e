"""From a scan to a receipt that is back: each in its turn, each with a word and a sound, and the next may come."""

from PySide6.QtCore import QObject, Signal

from desktop.errors import Refused
from desktop.services.desk import Answer
from desktop.services.money.keys import TrancheKey
from desktop.services.payday import signed
from desktop.services.payday.signed import Marked
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.words import day, rupiah
from desktop.ui.payday.field import ScanField
from desktop.ui.payday.signed_words import Outcome, Scan
from desktop.ui.payday.sounds import Sounds
from desktop.ui.screen import Bench

MOST = 500  # scans of this sitting that stay in view


class Scanning(QObject):
    """`scanned` brings a `Scan`. The field is free for the next one as soon as Enter came."""

    scanned = Signal(object)

    def __init__(self, bench: Bench, field: ScanField, sounds: Sounds) -> None:
        super().__init__(field)
        self.bench, self.t = bench, bench.t
        self.key: TrancheKey | None = None
        self.scans: list[Scan] = []  # the newest first
        self._count = 0
        self._field, self._sounds = field, sounds
        field.entered.connect(self._entered)

    def clear(self) -> None:
        """Another pile."""
        self.scans = []
        self._field.clear()

    def count(self, outcome: Outcome) -> int:
        return sum(one.outcome is outcome for one in self.scans)

    def _entered(self, typed: str) -> None:
        """A scanner may end with two Enters; an empty one is nothing."""
        if not typed or self.key is None:
            return
        self._field.clear()
        work = Ask(signed.mark, self.bench.desk, typed, self.key)
        self.bench.runner.submit(work, self._marked, self._refused, lane=Lane.WRITE)

    def _marked(self, answer: Answer[Marked]) -> None:
        seen, t = answer.value, self.t
        if seen.again:
            self._sounds.bad()
            when = f"{day(t, seen.seen_at.date())} {seen.seen_at:%H.%M}"
            said = t("{number}, {name}: scanned before, on {when}.", number=seen.number, name=seen.name, when=when)
            self._keep(Outcome.AGAIN, said)
            return
        self._sounds.good()
        told = " · ".join(part for part in (seen.number, seen.name, seen.village, rupiah(seen.amount)) if part)
        self._keep(Outcome.TAKEN, told)

    def _refused(self, refused: Refused) -> None:
        self._sounds.bad()
        self._keep(Outcome.REFUSED, self.bench.sentence(refused))

    def _keep(self, outcome: Outcome, sentence: str) -> None:
        self._count += 1
        desk = self.bench.desk
        scan = Scan(self._count, desk.local(desk.now()), outcome, sentence)
        self.scans = [scan, *self.scans[: MOST - 1]]
        self.scanned.emit(scan)
