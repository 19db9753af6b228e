"""A call of a service as work for the runner."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from desktop.progress import Progress

T = TypeVar("T")


class Ask(Generic[T]):
    """Calls a service that is quick enough to need no progress."""

    def __init__(self, service: Callable[..., T], *values: Any, **named: Any) -> None:
        self._service = service
        self._values = values
        self._named = named

    def __call__(self, _: Progress) -> T:
        return self._service(*self._values, **self._named)


class Work(Ask[T]):
    """Calls a service that tells how far it is and can be cancelled (its parameter `progress`)."""

    def __call__(self, progress: Progress) -> T:
        return self._service(*self._values, progress=progress, **self._named)
