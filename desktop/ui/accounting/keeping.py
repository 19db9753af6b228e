"""What is typed on a page of this room and not saved yet: kept as a draft, taken up again, dropped."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject

from desktop.progress import Progress
from desktop.services import drafts
from desktop.services.desk import Desk
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.rest import Rest
from desktop.ui.screen import Bench

AFTER_MS = 2_000
Kept = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Take:
    desk: Desk
    form: str

    def __call__(self, _: Progress) -> Kept | None:
        """None also for what an older program wrote: a draft may be lost, the page must open."""
        kept = drafts.take(self.desk, self.form)
        try:
            values = json.loads(kept.text) if kept is not None else None
        except ValueError:
            return None
        return {str(name): str(value) for name, value in values.items()} if isinstance(values, dict) else None


class Keeping(QObject):
    """`typed` answers what stands on the page, None while nothing of it would be lost."""

    def __init__(self, bench: Bench, form: str, typed: Callable[[], Kept | None], parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._form, self._typed = bench, form, typed
        self._rest = Rest(bench.runner, self._keep, self, milliseconds=AFTER_MS)

    def start(self) -> None:
        """Something was typed: keep it once the typing rests."""
        self._rest.start()

    def keep_now(self) -> None:
        """The office locks: keep what is typed before the key is gone."""
        self._rest.stop()
        values = self._typed()
        if values is not None:
            drafts.keep(self._bench.desk, self._form, json.dumps(dict(values)))

    def take(self, done: Callable[[Kept], object]) -> None:
        """Bring what was kept, if anything was."""
        self._bench.runner.submit(_Take(self._bench.desk, self._form), _Found(done))

    def drop(self) -> None:
        self._rest.stop()
        self._bench.runner.submit(Ask(drafts.drop, self._bench.desk, self._form), lane=Lane.WRITE)

    def _keep(self) -> None:
        values = self._typed()
        if values is not None:
            work = Ask(drafts.keep, self._bench.desk, self._form, json.dumps(dict(values)))
            self._bench.runner.submit(work, lane=Lane.WRITE, newest=f"draft.{self._form}")


@dataclass(frozen=True, slots=True)
class _Found:
    done: Callable[[Kept], object]

    def __call__(self, kept: Kept | None) -> None:
        if kept:
            self.done(kept)


def plain(value: object) -> str:
    """A field's value as text."""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def day_of(kept: str) -> date | None:
    try:
        return date.fromisoformat(kept) if kept else None
    except ValueError:
        return None
