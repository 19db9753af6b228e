"""Taking many families a step further, some thousands at a time, so that it can be watched and stopped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from desktop.progress import Progress
from desktop.services import enrolling
from desktop.services.enrolling import Move
from desktop.services.validating.selecting import chunks
from desktop.store.unit import Unit

AT_ONCE: Final = 2_000


@dataclass(slots=True)
class Watched:
    """Counts what is done over several goes. Who stops between two parts stops it all: the transaction is one."""

    progress: Progress
    total: int
    what: str
    done: int = 0

    def parts(self, values: Sequence[Any]) -> Iterator[list[Any]]:
        """Parts of a list, each told of when it has been taken."""
        for part in chunks(values, AT_ONCE):
            self.progress.step(self.done, self.total, self.what)
            yield part
            self.done += len(part)
        self.progress.step(self.done, self.total, self.what)


def move(unit: Unit, enrolments: Sequence[UUID], step: Move, watched: Watched) -> None:
    """Take enrolments through a step; the places in waiting lists that it ends are left."""
    for part in watched.parts(enrolments):
        enrolling.move_many(unit, enrolling.rows_of(unit.session, part), step)
        enrolling.leave_waiting(unit, part, step)
        # Each part at once, so that the journal of all is never in memory.
        unit.journal.write()
