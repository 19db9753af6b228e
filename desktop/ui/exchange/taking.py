"""Takes packages in, and says of each what became of it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.services.desk import Answer
from desktop.services.exchange import arrivals
from desktop.services.exchange.receiving import Outcome, Taken
from desktop.ui.exchange import words
from desktop.ui.jobs.asking import Work
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.words import number
from desktop.ui.screen import Bench


class Taking(QObject):
    """`done` brings a sentence for each package, and whether all were taken in; `failed` a refusal.

    Taking in can be stopped in the foot: of the package at hand nothing is kept then.
    """

    done = Signal(str, bool)
    failed = Signal(object)

    def __init__(self, bench: Bench, parent: QObject) -> None:
        super().__init__(parent)
        self.bench, self.t = bench, bench.t
        self.busy = False

    def take(self, paths: Sequence[Path]) -> None:
        if self.busy or not paths:
            return
        self.busy = True
        work, title = Work(arrivals.take, self.bench.desk, paths), self.t("Taking in packages")
        self.bench.runner.submit(
            work, self._taken, self.failed.emit, ended=self._ended, title=title, lane=Lane.WRITE
        )  # fmt: skip

    def _ended(self) -> None:
        self.busy = False

    def _taken(self, answer: Answer[list[Outcome]]) -> None:
        self.busy = False
        told = [self._told(one) for one in answer.value]
        self.done.emit("\n".join(told), all(one.taken is not None for one in answer.value))

    def _told(self, one: Outcome) -> str:
        t, bench = self.t, self.bench
        if one.taken is not None:
            return self._taken_words(one.taken)
        if one.held is not None:
            return t(
                "Package {number} of {office} waits: something before it is missing. Ask for the one before it, or for "
                "a new one, which holds everything.",
                number=number(one.held.number), office=words.office(bench, one.held.sender),
            )  # fmt: skip
        assert one.refused is not None
        return bench.sentence(one.refused)

    def _taken_words(self, taken: Taken) -> str:
        t, office = self.t, words.office(self.bench, taken.sender)
        if taken.already:
            return t("Package {number} of {office} was taken in before; nothing changed.",
                     number=number(taken.number), office=office)  # fmt: skip
        counts = taken.counts
        told = t(
            "Package {number} of {office} is taken in: {new} new records, {changed} changed, {known} known.",
            number=number(taken.number), office=office, new=number(sum(counts.new.values())),
            changed=number(sum(counts.changed.values())), known=number(sum(counts.known.values())),
        )  # fmt: skip
        apart = sum(counts.apart.values())
        if not apart:
            return told
        aside = t.many(
            "{shown} record differs on both sides and waits for a decision.",
            "{shown} records differ on both sides and wait for a decision.", apart, shown=number(apart),
        )  # fmt: skip
        return f"{told} {aside}"
