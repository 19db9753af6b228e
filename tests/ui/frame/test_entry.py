"""Coming in by the sign-in page, and every reason why an office does not open, said in one sentence."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.rules.terms import Role
from desktop.settings import Preferences
from desktop.store.engine import connect
from desktop.store.folder import OfficeFolder
from desktop.ui.frame.gate import Gate
from desktop.ui.frame.welcome import Welcome
from tests import offices
from tests.offices import PASSWORD
from tests.ui.frame.conftest import House, read

HouseAt = Callable[[Path | None], House]


def key_of(folder: Path) -> bytes:
    """The key of an office, to harm its file as no program of ours would."""
    desk = offices.sign_in(folder, Role.OPERATOR)
    key = desk.office.key
    desk.close()
    return key


def test_who_never_had_an_office_is_welcomed(house_at: HouseAt) -> None:
    house = house_at(None)
    assert isinstance(house.page, Welcome)
    assert "Welcome to e-JSiKa" in read(house.page)
    assert house.page.ways == [], "there is no sign-in page to go back to"
    assert QApplication.focusWidget() is house.page.new


def test_name_and_password_lead_in_by_keyboard(house: House) -> None:
    house.type("operator")
    house.type(PASSWORD)
    house.settle()
    assert house.window.windowTitle() == "Kabupaten Pandeglang · e-JSiKa"
    assert house.workspace.bench.desk.person.role is Role.OPERATOR
    assert house.workspace.current == "home"


def test_the_office_is_named_before_anybody_is_in(house: House) -> None:
    assert house.gate.lines[0].text() == "Kabupaten Pandeglang"
    assert house.gate.notice.sentence == ""


def test_an_office_without_its_name_file_opens_all_the_same(house_at: HouseAt, office_folder: Path) -> None:
    OfficeFolder(office_folder).about.unlink()
    house = house_at(office_folder)
    assert house.gate.lines[0].text() == ""
    house.sign_in()
    assert house.window.windowTitle() == "Kabupaten Pandeglang · e-JSiKa"


def test_the_last_one_is_remembered(house: House, preferences: Preferences, office_folder: Path) -> None:
    house.sign_in("supervisor")
    assert (preferences.personal.office, preferences.personal.user) == (str(office_folder), "supervisor")
    assert preferences.personal.office_name == "Kabupaten Pandeglang"
    house.lock()
    assert house.gate.form.values()["name"] == "supervisor"
    assert house.gate.lines[0].text() == "Kabupaten Pandeglang"


def test_a_password_is_never_remembered(house: House, tmp_path: Path) -> None:
    house.sign_in()
    assert house.window.entry._password == ""
    assert PASSWORD not in (tmp_path / "settings.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "password"), [("operator", "salah sama sekali"), ("nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(house: House, name: str, password: str) -> None:
    house.sign_in(name, password)
    assert house.gate.notice.sentence == "The name or the password is wrong."
    assert house.gate.form.values() == {"name": name, "password": ""}
    assert house.window.workspace is None
    house.sign_in()
    assert house.window.workspace is not None


def test_wrong_passwords_slow_down_before_one_types_again(house: House) -> None:
    for _ in range(3):
        house.sign_in(password="salah sama sekali")
    assert house.gate.notice.sentence.endswith("The next try is possible in 1 second.")
    assert not house.gate.form.blocks["password"].widget.isEnabled()
    house.qtbot.waitUntil(house.gate.form.blocks["password"].widget.isEnabled)
    house.sign_in()
    assert house.window.workspace is not None


def test_starting_again_does_not_shorten_the_wait(house_at: HouseAt, office_folder: Path) -> None:
    (office_folder / "attempts").write_text("9 99999999999", encoding="ascii")
    house = house_at(office_folder)
    house.sign_in()
    assert house.gate.notice.sentence.startswith("Too many wrong passwords. The next try is possible in")
    assert house.window.workspace is None


def test_a_missing_folder_is_told_at_once(house_at: HouseAt, tmp_path: Path) -> None:
    house = house_at(tmp_path / "gone")
    assert house.gate.notice.sentence == (
        f"The folder {tmp_path / 'gone'} is not there. Check its name, or plug in the disk it lies on."
    )


def test_a_foreign_folder_is_told_at_once(house_at: HouseAt, tmp_path: Path) -> None:
    house = house_at(tmp_path)
    assert house.gate.notice.sentence.startswith(f"{tmp_path} holds no office file")


def test_a_file_is_no_office(house_at: HouseAt, tmp_path: Path) -> None:
    file = tmp_path / "register.xlsx"
    file.write_bytes(b"PK")
    assert house_at(file).gate.notice.sentence.startswith(f"{file} holds no office file")


def test_a_lost_key_file_is_told_at_once(house_at: HouseAt, office_folder: Path) -> None:
    OfficeFolder(office_folder).keys.unlink()
    assert "lacks its key file (keys.json)" in house_at(office_folder).gate.notice.sentence


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": 1}', b"\xff\xfe\x00"])
def test_a_damaged_key_file_is_told_at_once_and_when_tried(
    house_at: HouseAt, office_folder: Path, content: bytes
) -> None:
    OfficeFolder(office_folder).keys.write_bytes(content)
    house = house_at(office_folder)
    sentence = "The key file (keys.json) is damaged. Put back the copy from a backup."
    assert house.gate.notice.sentence == sentence
    house.sign_in()
    assert house.gate.notice.sentence == sentence


def test_a_newer_key_file_is_told_at_once(house_at: HouseAt, office_folder: Path) -> None:
    keys = OfficeFolder(office_folder).keys
    keys.write_text(json.dumps(json.loads(keys.read_text(encoding="utf-8")) | {"format": 99}), encoding="utf-8")
    assert "newer program" in house_at(office_folder).gate.notice.sentence


@pytest.mark.parametrize("content", [b"", b"no database at all", bytes(8192)])
def test_a_damaged_office_file_is_told_when_tried(house_at: HouseAt, office_folder: Path, content: bytes) -> None:
    OfficeFolder(office_folder).database.write_bytes(content)
    house = house_at(office_folder)
    house.sign_in()
    assert house.window.workspace is None
    assert "office.db" in house.gate.notice.sentence
    assert house.gate.form.blocks["password"].widget.isEnabled()


def test_a_newer_office_is_told_when_tried(house_at: HouseAt, office_folder: Path) -> None:
    connection = connect(OfficeFolder(office_folder).database, key_of(office_folder))
    connection.execute("UPDATE alembic_version SET version_num = 'ffff'")
    connection.commit()
    connection.close()
    house = house_at(office_folder)
    house.sign_in()
    assert house.gate.notice.sentence == "The office file was written by a newer program. Update e-JSiKa on this PC."


def test_an_office_open_elsewhere_is_told_and_tried_again(house: House, office_folder: Path) -> None:
    elsewhere = offices.sign_in(office_folder, Role.ADMINISTRATOR)
    house.sign_in()
    assert "already open in another window" in house.gate.notice.sentence
    elsewhere.close()
    house.sign_in()
    assert house.window.workspace is not None


def test_one_whose_access_was_ended_is_told_so(house: House, office_folder: Path) -> None:
    desk = offices.sign_in(office_folder, Role.ADMINISTRATOR)
    with desk.write("user.remove") as unit:
        unit.connection.exec_driver_sql("UPDATE app_user SET active = 0 WHERE name = 'operator'")
    desk.close()
    house.sign_in()
    assert "operator" in house.gate.notice.sentence
    assert house.window.workspace is None


def test_another_office_is_chosen_by_its_folder(
    house_at: HouseAt, settled_template: offices.Template, office_folder: Path, tmp_path: Path
) -> None:
    other = settled_template.copy(tmp_path / "other")
    OfficeFolder(other).write_about("36.04", "Kabupaten Serang")
    house = house_at(office_folder)
    house.gate.ways[1].click()
    assert isinstance(house.page, Welcome)
    house.window.entry.ways.open_folder(other)
    house.settle()
    assert house.window.entry.folder == other
    assert [line.text() for line in house.gate.lines] == ["Kabupaten Serang", str(other)]
    assert house.gate.form.values()["name"] == "", "whoever used the other one is not known here"
    house.sign_in()
    assert house.workspace.bench.desk.office.folder.path == other


def test_a_folder_that_is_none_is_refused_where_one_chose_it(house: House, tmp_path: Path) -> None:
    house.gate.ways[1].click()
    house.window.entry.ways.open_folder(tmp_path)
    house.settle()
    assert isinstance(house.page, Welcome)
    assert house.page.notice.sentence.startswith(f"{tmp_path} holds no office file")
    (back,) = house.page.ways
    back.click()
    assert isinstance(house.page, Gate)


def test_the_folder_is_asked_for_in_the_dialog_of_the_system(
    house: House, office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_parent: object, _title: str, start: str) -> str:
        asked.append(start)
        return str(office_folder) if len(asked) > 1 else ""

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", answer)
    house.gate.ways[1].click()
    assert isinstance(house.page, Welcome)
    house.page.open.click()
    assert isinstance(house.page, Welcome), "nothing was chosen"
    house.page.open.click()
    house.settle()
    assert isinstance(house.page, Gate)
    assert asked == [str(office_folder.parent)] * 2


def test_nobody_leaves_while_the_office_opens(house: House) -> None:
    house.gate.form.fill({"name": "operator", "password": PASSWORD})
    house.gate.form.submit()
    forgot, other = house.gate.ways
    assert not forgot.isEnabled()
    assert not other.isEnabled()
    house.settle()
    assert house.window.workspace is not None


def test_the_page_is_dark_to_the_mouse_while_it_opens(house: House) -> None:
    house.gate.form.fill({"name": "operator", "password": PASSWORD})
    before = house.window.runner.count
    house.gate.form.submit()
    house.gate.form.submit()
    assert house.window.runner.count == before + 1, "pressing twice signs in once"
    house.settle()


def test_tab_goes_through_the_page_in_its_order(house: House) -> None:
    seen = []
    for _ in range(5):
        seen.append(house.focus())
        house.qtbot.keyClick(house.focus(), Qt.Key.Key_Tab)
    named = [getattr(widget, "text", str)() or widget.accessibleName() for widget in seen]
    assert "Sign in" in named
    assert named.index("Sign in") < named.index("Forgot the password") < named.index("Another office")
