"""Fixtures for everything with a window: style on, words in English, a runner that is closed in the end."""

import gc
import gettext
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui.kit.style import Choice, Look, apply
from desktop.ui.runner import Runner
from desktop.wording import Translator

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pass over what Qt's offscreen platform says of itself; every other warning of Qt fails the test."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


WHOLE_EVERY = 40  # tests
counted = count()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Let Python's own collector rest while a test has a window, as the window itself does (Collector).

    It would run on a worker's thread, or amid a call of Qt's own, and free widgets there. What a test leaves in
    rings is freed once the test has let go of everything, on this thread. All of it is young then; only now and
    then the rest is walked too, and what stands after that is not walked again.
    """
    if not item.path.is_relative_to(HERE):
        return (yield)
    if next(counted) % WHOLE_EVERY == 0:
        gc.collect()
        gc.freeze()
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect(0)
        gc.enable()


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Look:
    return apply(qapp, Choice.LIGHT)


@pytest.fixture(autouse=True)
def _dressed(look: Look) -> Iterator[None]:
    """Every widget is tested as it is worn; whoever changes the theme need not change it back."""
    yield
    if look.dark:
        look.choose(Choice.LIGHT)


@pytest.fixture
def t() -> Translator:
    """English: the strings as they stand in the code, so that tests need no compiled catalogue."""
    return Translator(gettext.NullTranslations(), "en")


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.close()
