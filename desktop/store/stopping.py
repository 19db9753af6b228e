"""Ending a statement while the database is still at work on it, because the person asked to stop."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from desktop.errors import Cancelled

STEPS: Final = 20_000  # of the database's own machine between two looks: some milliseconds


@contextmanager
def stoppable(session: Session, look: Callable[[], object]) -> Iterator[None]:
    """Call `look` now and then while statements of this session run; where it raises `Cancelled`, they end.

    A write that is ended so takes its whole transaction back, so let `Cancelled` pass on from there.
    """
    driver: Any = session.connection().connection.driver_connection
    watch = _Watch(look)
    driver.set_progress_handler(watch, STEPS)
    try:
        yield
    except OperationalError as fault:
        if watch.stopped is not None:
            raise watch.stopped from fault
        raise
    finally:
        driver.set_progress_handler(None, 0)


class _Watch:
    """What the driver calls. It swallows what is raised in it, so that is kept for afterwards."""

    def __init__(self, look: Callable[[], object]) -> None:
        self._look = look
        self.stopped: Cancelled | KeyboardInterrupt | None = None

    def __call__(self) -> bool:
        try:
            self._look()
        except (Cancelled, KeyboardInterrupt) as stopped:  # the second is Ctrl+C at a command
            self.stopped = stopped
        return self.stopped is not None
