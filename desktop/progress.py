"""How long work tells how far it is and learns that it should stop; defined below everything else."""

from typing import Protocol


class Progress(Protocol):
    """Handed to every function that may last longer than 100 ms."""

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        """Say how far the work is.

        `what` is a marked English string from `desktop.wording`. Raises `Cancelled` when the person
        asked to stop, so call it between units of work and never inside one that must be whole.
        """


class Silent:
    """Progress nobody watches and nobody cancels."""

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        """Ignore the step."""


SILENT = Silent()
