"""Fills a table page by page: the first page of a question at once, each next one as somebody scrolls."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject

from desktop.errors import Refused
from desktop.progress import Progress
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.table import TableModel
from desktop.ui.runner import Runner

T = TypeVar("T")


class Page(Protocol):
    """What services answer: rows, and where the next page begins (None after the last)."""

    @property
    def rows(self) -> Sequence[Any]: ...

    @property
    def following(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class _Timed:
    """Asks for a page and tells how many seconds the service took."""

    ask: Callable[[], Page]

    def __call__(self, _: Progress) -> tuple[Page, float]:
        start = time.perf_counter()
        return self.ask(), time.perf_counter() - start


class Paging(QObject):
    """One question at a time: an answer to an older one is passed over, and what is shown stands meanwhile.

    `shown` is called with each first page once its rows are in the table, `refused` when a page will not come.
    """

    def __init__(
        self,
        runner: Runner,
        model: TableModel,
        name: str,
        shown: Callable[[Any], object],
        refused: Callable[[Refused], object],
    ) -> None:
        """`name` tells this list's questions from those of others."""
        super().__init__(model)
        self._runner, self._model, self._name = runner, model, name
        self._shown, self._refused = shown, refused
        self._page: Callable[..., Page] | None = None
        self._following: Any = None
        self._query = 0
        self.seconds = 0.0  # the service took for the first page shown last
        model.page_wanted.connect(self._more)

    def ask(self, page: Callable[..., Page], *values: Any, **named: Any) -> None:
        """Ask for the first page; `page` takes `after` for each next one."""
        self._page = partial(page, *values, **named)
        self._query = self._model.begin()
        self._runner.submit(_Timed(self._page), self._show, self._fail, newest=self._name)

    def put(self, page: Page) -> None:
        """Show rows read elsewhere in the place of the first page; they answer the same question."""
        self._following = page.following
        self._model.replace(page.rows, more=page.following is not None, query=self._query)

    def count(self, told: Callable[[T], object], count: Callable[..., T], *values: Any) -> None:
        """Ask beside the page how many there are in all."""
        self._runner.submit(Ask(count, *values), told, self._fail, newest=f"{self._name}.count")

    def _show(self, answer: tuple[Page, float]) -> None:
        page, self.seconds = answer
        self.put(page)
        self._shown(page)

    def _more(self, query: int, _offset: int) -> None:
        if self._page is not None and self._following is not None:
            work = Ask(self._page, after=self._following)
            self._runner.submit(work, partial(self._extend, query), self._fail)

    def _extend(self, query: int, page: Page) -> None:
        if query == self._query:  # else it is the next page of a question before
            self._following = page.following
            self._model.extend(page.rows, more=page.following is not None, query=query)

    def _fail(self, refused: Refused) -> None:
        self._model.failed()
        self._refused(refused)
