"""An office brought back at the front door of a PC that has none: two people, a new folder, then sign-in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from desktop.rules.terms import Role
from desktop.services import safety
from desktop.ui.frame.bringing import Bringing
from desktop.ui.frame.gate import Gate
from desktop.ui.frame.welcome import Welcome
from tests import offices
from tests.offices import PASSWORD
from tests.ui.frame.conftest import House, read

TWO = {"name": "administrator", "password": PASSWORD, "second": "supervisor", "agreed": PASSWORD}


@pytest.fixture
def backup(office_folder: Path, tmp_path: Path) -> Path:
    """A backup on a stick; the PC it was made on is gone."""
    desk = offices.sign_in(office_folder, Role.ADMINISTRATOR)
    done = safety.back_up(desk, tmp_path / "stick" / "36.01-20261121.ejsika-backup")
    desk.close()
    return done.path


@pytest.fixture
def fresh(house_at: Callable[[Path | None], House], tmp_path: Path) -> House:
    (tmp_path / "stick").mkdir(exist_ok=True)
    return house_at(None)


def bringing(house: House) -> Bringing:
    if isinstance(house.page, Welcome):
        house.page.restore.click()
    assert isinstance(house.page, Bringing), f"{type(house.page).__name__} is in view"
    return house.page


def bring(house: House, **values: str) -> None:
    page = bringing(house)
    page.form.fill(values)
    page.form.submit()
    house.settle()


def test_the_welcome_offers_it(fresh: House) -> None:
    assert "Bring an office back…" in read(fresh.page)
    page = bringing(fresh)
    assert QApplication.focusWidget() is page.choose
    page.ways[0].click()
    assert isinstance(fresh.page, Welcome)


def test_two_people_bring_it_back_and_sign_in(fresh: House, backup: Path, home: Path) -> None:
    page = bringing(fresh)
    page.take(backup)
    folder = home / "e-JSiKa" / "36.01-20261121"
    assert page.form.values()["folder"] == str(folder)
    assert QApplication.focusWidget() is page.form.blocks["name"].widget
    bring(fresh, **TWO)
    assert isinstance(fresh.page, Gate)
    assert fresh.gate.notice.sentence == "The office is back. Families in it: 0."
    assert fresh.gate.form.values() == {"name": "administrator", "password": ""}
    assert "Kabupaten Pandeglang" in read(fresh.gate)
    fresh.sign_in("administrator")
    assert fresh.workspace.bench.desk.office.folder.path == folder
    assert fresh.workspace.bench.desk.office.stream == "36.01#2"


def test_the_file_is_chosen_in_the_dialog_of_the_system(
    fresh: House, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = bringing(fresh)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", _answer(""))
    page.choose.click()
    assert page.form.values()["file"] in ("", None)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", _answer(str(backup)))
    page.choose.click()
    assert page.form.values()["file"] == str(backup)


def _answer(file: str) -> Callable[..., tuple[str, str]]:
    def answered(*_: object) -> tuple[str, str]:
        return file, ""

    return answered


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"second": "administrator"}, "second"),
        ({"agreed": "bukan sandinya"}, "password"),
        ({"password": "bukan sandinya"}, "password"),
        ({"name": "operator"}, "Operator"),
    ],
)
def test_without_two_people_nothing_is_brought_back(
    fresh: House, backup: Path, tmp_path: Path, change: dict[str, str], word: str
) -> None:
    folder = tmp_path / "kembali"
    bringing(fresh).take(backup)
    bring(fresh, **{**TWO, "folder": str(folder), **change})
    page = bringing(fresh)
    assert word in page.notice.sentence
    assert not folder.exists()
    assert page.form.values()["second"] == change.get("second", "supervisor"), "what was typed stays"
    bring(fresh, **TWO)
    assert isinstance(fresh.page, Gate)


def test_a_file_that_is_no_backup_is_refused(fresh: House, tmp_path: Path) -> None:
    file = tmp_path / "foto.ejsika-backup"
    file.write_bytes(b"no zip")
    bringing(fresh).take(file)
    bring(fresh, **TWO)
    assert "foto.ejsika-backup" in bringing(fresh).notice.sentence
    assert bringing(fresh).choose.isEnabled()


def test_a_folder_that_is_used_is_not_written_over(fresh: House, backup: Path, office_folder: Path) -> None:
    before = sorted(path.name for path in office_folder.iterdir())
    bringing(fresh).take(backup)
    bring(fresh, **{**TWO, "folder": str(office_folder)})
    assert str(office_folder) in bringing(fresh).notice.sentence
    assert sorted(path.name for path in office_folder.iterdir()) == before


def test_all_is_needed(fresh: House) -> None:
    page = bringing(fresh)
    page.form.submit()
    assert all(page.form.blocks[name].problem for name in ("file", "folder", *TWO))
    assert fresh.window.runner.count == 0


def test_meanwhile_it_waits_and_can_be_given_up(fresh: House, backup: Path, home: Path) -> None:
    page = bringing(fresh)
    page.take(backup)
    page.form.fill(TWO)
    page.form.submit()
    assert page.bar.isVisible()
    assert not page.choose.isEnabled()
    assert page.ways[0].text() == "Cancel"
    page.ways[0].click()
    assert isinstance(fresh.page, Welcome)
    fresh.settle()
    assert isinstance(fresh.page, Welcome), "an answer that comes too late leads nowhere"


def test_passwords_are_not_shown(fresh: House) -> None:
    page = bringing(fresh)
    hidden = [line for line in page.findChildren(QLineEdit) if line.echoMode() is QLineEdit.EchoMode.Password]
    assert len(hidden) == 2
