"""The garbage collector rests while a register is in memory, and always wakes again."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.errors import Cancelled
from desktop.services.desk import Desk
from desktop.services.importing import accepting, previewing
from desktop.services.importing.memory import uncollected
from tests.services.importing.registers import opensid


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    before = gc.isenabled()
    yield
    (gc.enable if before else gc.disable)()


def test_it_rests_inside_and_works_after() -> None:
    gc.enable()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled(), "the outer one ends it"
    assert gc.isenabled()


def test_whoever_switched_it_off_finds_it_off() -> None:
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()


def test_it_wakes_after_a_fault() -> None:
    gc.enable()
    with pytest.raises(Cancelled), uncollected():
        raise Cancelled
    assert gc.isenabled()


def test_it_works_again_after_an_import(operator: Desk, tmp_path: Path) -> None:
    gc.enable()
    accepting.accept(operator, previewing.preview(operator, opensid(tmp_path / "a.xlsx")))
    assert gc.isenabled()
