"""What every test stands on: no display, no settings of this person, no thread left running."""

import functools
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Dialect, Engine

from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.store import engine, keys
from tests import offices, prepared

# Qt reads its platform once, when the first application is made; so this stands before any test is imported.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for name in [name for name in os.environ if name.startswith("EJSIKA_")]:
    del os.environ[name]

# A loaded machine is no fault of the program: nothing here asserts a time.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

SETTLING_SECONDS = 5.0


def pytest_configure(config: pytest.Config) -> None:
    """Point the person's own folders into a scratch folder, for this process and those it starts."""
    scratch = tempfile.mkdtemp(prefix="ejsika-tests-")
    config.add_cleanup(lambda: shutil.rmtree(scratch, ignore_errors=True))
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        os.environ[variable] = scratch


def running() -> set[threading.Thread]:
    """Threads that Python started; one that Qt started only looks in and is counted by its pool."""
    return {thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)}


def busy_in_qt() -> int:
    core = sys.modules.get("PySide6.QtCore")
    return core.QThreadPool.globalInstance().activeThreadCount() if core else 0


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    before = running()
    yield
    deadline = time.monotonic() + SETTLING_SECONDS
    while (running() - before or busy_in_qt()) and time.monotonic() < deadline:
        time.sleep(0.01)
    left = sorted(thread.name for thread in running() - before)
    assert not left, f"threads left running: {left}"
    assert not busy_in_qt(), "jobs left running in Qt's pool"


@pytest.fixture(scope="session", autouse=True)
def _passwords_are_stretched_once() -> Iterator[None]:
    """Remember what Argon2id made of a password and its salt: thousands of tests sign in at copies of one office.

    A password that is new to an office costs the least the program takes.
    """
    costly = keys._stretch
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "USUAL", offices.LEAST)
        patch.setattr(keys, "_stretch", functools.cache(costly))
        yield


@pytest.fixture(scope="session", autouse=True)
def _statements_are_compiled_once() -> Iterator[None]:
    """Keep SQLAlchemy's compiled statements from one office to the next; it keeps them by dialect and by engine."""
    real, compiled, dialects = engine.create_engine, dict[Any, Any](), list[Dialect]()

    def create_engine(*values: Any, **named: Any) -> Engine:
        made = real(*values, **named)
        dialects[:] = dialects or [made.dialect]
        made.dialect = dialects[0]
        made.update_execution_options(compiled_cache=compiled)
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "create_engine", create_engine)
        yield


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Top folder of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> offices.Template:
    """An office 36.01 under jamsosratu-2019 with one user per role; never opened, only copied."""
    return offices.make_template(tmp_path_factory.mktemp("template") / "office")


@pytest.fixture(scope="session")
def province_template(tmp_path_factory: pytest.TempPathFactory) -> offices.Template:
    """The office of the province, 36, as empty and with the same users."""
    return offices.make_template(tmp_path_factory.mktemp("province") / "office", "36")


@pytest.fixture
def office_folder(office_template: offices.Template, tmp_path: Path) -> Path:
    return office_template.copy(tmp_path / "office")


@pytest.fixture
def operator(office_folder: Path) -> Iterator[Desk]:
    """The operator's desk at a fresh office."""
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    prepared.note_fresh(desk)
    yield desk
    desk.close()


@pytest.fixture
def supervisor(operator: Desk) -> Desk:
    """The supervisor's desk at the same open office."""
    return offices.same_office_as(operator, Role.SUPERVISOR)


@pytest.fixture
def administrator(operator: Desk) -> Desk:
    return offices.same_office_as(operator, Role.ADMINISTRATOR)


@pytest.fixture
def auditor(operator: Desk) -> Desk:
    return offices.same_office_as(operator, Role.AUDITOR)
