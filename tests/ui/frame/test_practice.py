"""A practice office: offered, made with progress, cancelled without a trace, entered."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import Shared
from desktop.rules.terms import Role
from desktop.ui.frame.practice import Practice
from desktop.ui.frame.welcome import Welcome
from desktop.ui.free_folder import free_folder
from desktop.ui.runner import Runner
from tests.ui.frame.conftest import House, read

FEW, MANY = 12, 3_000


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "offices" / "Practice"


def page_for(qtbot: QtBot, shared: Shared, runner: Runner, place: Path, households: int) -> Practice:
    page = Practice(shared, runner, place, households=households)
    qtbot.addWidget(page)
    page.show()
    return page


def idle(qtbot: QtBot, runner: Runner) -> None:
    qtbot.waitUntil(lambda: runner.count == 0, timeout=60_000)


def test_the_welcome_offers_it_with_a_place(house: House, home: Path) -> None:
    house.gate.ways[1].click()
    assert isinstance(house.page, Welcome)
    house.page.practice.click()
    assert isinstance(house.page, Practice)
    assert str(home / "e-JSiKa" / "Practice") in read(house.page)
    assert QApplication.focusWidget() is house.page.go
    house.page.ways[0].click()
    assert isinstance(house.page, Welcome)
    assert house.page.ways, "the office one came from is still known"


def test_it_is_made_and_its_password_shown_then_one_is_in(house: House, home: Path, shared: Shared) -> None:
    entry = house.window.entry
    page = Practice(shared, house.window.runner, home / "e-JSiKa" / "Practice", households=FEW)
    page.entered.connect(entry.ways.practised)
    entry.put(page)
    page.go.click()
    house.qtbot.waitUntil(lambda: house.window.runner.count == 0, timeout=60_000)
    assert page.notice.sentence.startswith("It is ready. The password of everybody in it")
    assert page._work.password in page.notice.sentence
    assert page.go.text() == "Sign in as operator"
    page.go.click()
    house.settle()
    desk = house.workspace.bench.desk
    assert (desk.person.role, desk.person.must_change_password) == (Role.OPERATOR, False)
    assert desk.office.folder.path == home / "e-JSiKa" / "Practice"
    assert "Practice office" in read(house.workspace.rail)


def test_it_tells_how_far_it_is(qtbot: QtBot, shared: Shared, runner: Runner, place: Path) -> None:
    page = page_for(qtbot, shared, runner, place, MANY)
    page.go.click()
    assert not page.go.isEnabled()
    assert page.bar.isVisible()
    assert page.ways[0].text() == "Cancel"
    qtbot.waitUntil(lambda: page.bar.maximum() > 0 and page.bar.value() > 0, timeout=60_000)
    assert page.step.isVisible()
    assert page.step.text()
    page.ways[0].click()
    idle(qtbot, runner)


def test_a_cancel_leaves_nothing_behind(qtbot: QtBot, shared: Shared, runner: Runner, place: Path) -> None:
    page = page_for(qtbot, shared, runner, place, MANY)
    page.go.click()
    qtbot.waitUntil(lambda: page.bar.maximum() > 0, timeout=60_000)
    with qtbot.waitSignal(page.left):
        page.ways[0].click()
    idle(qtbot, runner)
    assert list(place.parent.iterdir()) == []
    assert page.notice.sentence == ""
    assert page.go.isEnabled()
    assert page.ways[0].text() == "Back"
    assert not page.bar.isVisible()


def test_a_place_that_was_taken_meanwhile_is_told(qtbot: QtBot, shared: Shared, runner: Runner, place: Path) -> None:
    page = page_for(qtbot, shared, runner, place, FEW)
    place.mkdir(parents=True)
    (place / "surat.txt").write_text("bukan kantor", encoding="utf-8")
    page.go.click()
    idle(qtbot, runner)
    assert page.notice.sentence == f"{place} is not empty. A new office needs a new folder."
    assert [file.name for file in place.iterdir()] == ["surat.txt"]
    assert page.go.isEnabled()


def test_other_work_does_not_move_its_bar(qtbot: QtBot, shared: Shared, runner: Runner, place: Path) -> None:
    page = page_for(qtbot, shared, runner, place, FEW)
    with qtbot.waitSignal(runner.progressed):
        runner.submit(lambda progress: progress.step(1, 2, "Something else"))
        runner.progressed.emit(next(iter(runner.jobs)))
    assert not page.step.isVisible()
    idle(qtbot, runner)


def test_a_free_folder_is_found(tmp_path: Path) -> None:
    assert free_folder(tmp_path, "Latihan") == tmp_path / "Latihan"
    (tmp_path / "Latihan").mkdir()
    (tmp_path / "Latihan 2").write_text("", encoding="utf-8")
    assert free_folder(tmp_path, "Latihan") == tmp_path / "Latihan 3"
