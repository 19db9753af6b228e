"""Opening with the printed code, from the sign-in page to the own desk."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox
from sqlalchemy import select

from desktop import paths
from desktop.documents import recovery_sheet
from desktop.models import AuditLine
from desktop.store.folder import OfficeFolder
from desktop.ui.frame.gate import Gate
from desktop.ui.frame.recovery import Recovery
from desktop.wording import load
from tests.offices import PASSWORD, Template
from tests.ui.frame.conftest import House, read

NEW = "kerbau mandi di kali"
WRONG = "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ"


@pytest.fixture
def forgotten(house: House) -> House:
    """The page that the link of the sign-in page leads to, with the name that stood there."""
    house.gate.form.fill({"name": "supervisor"})
    house.gate.ways[0].click()
    house.settle()
    return house


def page(house: House) -> Recovery:
    assert isinstance(house.page, Recovery), f"{type(house.page).__name__} is in view"
    return house.page


def try_code(house: House, code: str, name: str = "supervisor", new: str = NEW) -> None:
    page(house).form.fill({"code": code, "name": name, "new": new, "again": new})
    page(house).form.submit()
    house.settle()


def test_it_knows_the_office_and_who_can_sign_in(forgotten: House) -> None:
    assert page(forgotten).lines[0].text() == "Kabupaten Pandeglang"
    names = page(forgotten).form.blocks["name"].widget
    assert isinstance(names, QComboBox)
    offered = [names.itemText(row) for row in range(names.count())]
    assert offered[-4:] == ["operator", "supervisor", "auditor", "administrator"]
    assert page(forgotten).form.values()["name"] == "supervisor"


def test_it_says_what_to_do_first(forgotten: House) -> None:
    assert "If somebody else can sign in as administrator" in read(page(forgotten))


@pytest.mark.parametrize("way", [str, str.lower, "{0} ".format, lambda code: code.replace("-", " ")])
def test_the_code_opens_however_it_is_typed(forgotten: House, office_template: Template, way: object) -> None:
    assert callable(way)
    try_code(forgotten, way(office_template.recovery_code))
    assert forgotten.workspace.bench.desk.person.name == "supervisor"
    assert forgotten.workspace.current == "home"


def test_the_new_password_holds_from_then_on(forgotten: House, office_template: Template) -> None:
    try_code(forgotten, office_template.recovery_code)
    forgotten.lock()
    forgotten.sign_in("supervisor", PASSWORD)
    assert "wrong" in forgotten.gate.notice.sentence
    forgotten.sign_in("supervisor", NEW)
    assert forgotten.window.workspace is not None


def test_its_use_stands_in_the_log(forgotten: House, office_template: Template) -> None:
    try_code(forgotten, office_template.recovery_code)
    with forgotten.workspace.bench.desk.read() as session:
        actions = list(session.scalars(select(AuditLine.action)))
    assert "recovered" in actions


def test_a_first_password_never_used_is_not_asked_for_again(
    forgotten: House, office_template: Template, office_folder: Path, new_folder: Path
) -> None:
    shutil.rmtree(office_folder)
    new_folder.rename(office_folder)
    try_code(forgotten, office_template.recovery_code)
    assert forgotten.workspace.bench.desk.person.must_change_password is False
    forgotten.lock()
    forgotten.sign_in("supervisor", NEW)
    assert forgotten.window.workspace is not None


def test_a_wrong_code_keeps_what_was_typed(forgotten: House) -> None:
    try_code(forgotten, WRONG)
    assert page(forgotten).notice.sentence == "The recovery code is wrong. Compare it with the printed sheet."
    assert page(forgotten).form.values()["code"] == WRONG
    assert forgotten.window.workspace is None


def test_wrong_codes_slow_down_too(forgotten: House, office_template: Template) -> None:
    for _ in range(3):
        try_code(forgotten, WRONG)
    assert page(forgotten).notice.sentence.endswith("The next try is possible in 1 second.")
    code = page(forgotten).form.blocks["code"].widget
    assert not code.isEnabled()
    forgotten.qtbot.waitUntil(code.isEnabled)
    try_code(forgotten, office_template.recovery_code)
    assert forgotten.window.workspace is not None


def test_a_poor_password_is_refused_before_the_code_counts(forgotten: House, office_template: Template) -> None:
    try_code(forgotten, office_template.recovery_code, new="pendek")
    assert page(forgotten).notice.sentence.startswith("The password needs at least 12 characters.")
    try_code(forgotten, office_template.recovery_code)
    assert forgotten.window.workspace is not None


def test_two_passwords_that_differ_are_told_beside_the_second(forgotten: House, office_template: Template) -> None:
    form = page(forgotten).form
    form.fill({"code": office_template.recovery_code, "new": NEW, "again": f"{NEW}!"})
    form.submit()
    assert form.blocks["again"].problem == "Both must be the same. Type the second one again."
    assert forgotten.window.runner.count == 0


def test_everything_is_needed(forgotten: House) -> None:
    form = page(forgotten).form
    form.submit()
    assert [name for name, block in form.blocks.items() if block.problem] == ["code", "new", "again"]


def test_one_can_go_back(forgotten: House) -> None:
    (back,) = page(forgotten).ways
    back.click()
    assert isinstance(forgotten.page, Gate)


def test_where_the_key_file_is_lost_the_code_cannot_help(house: House, office_folder: Path) -> None:
    OfficeFolder(office_folder).keys.unlink()
    house.gate.ways[0].click()
    house.settle()
    assert isinstance(house.page, Gate)
    assert "lacks its key file (keys.json)" in house.page.notice.sentence


def test_the_page_waits_for_its_answer(forgotten: House, office_template: Template) -> None:
    form = page(forgotten).form
    form.fill({"code": office_template.recovery_code, "new": NEW, "again": NEW})
    form.submit()
    assert page(forgotten).step.text() == "Opening the office"
    assert not page(forgotten).ways[0].isEnabled()
    forgotten.settle()


def test_sheet_and_screen_use_the_same_words() -> None:
    """The sheet is read years later by somebody who looks for its words on the screen."""
    t = load(paths.resources() / "locale", "id")
    assert f"“{t('Forgot the password')}”" in recovery_sheet.USE
    assert t("Recovery code").casefold() == "kode pemulihan"
    assert "Huruf besar dan kecil sama saja" in recovery_sheet.USE
    assert "amplop" in t(
        "If somebody else can sign in as administrator, let him give you a new first password instead. "
        "The code lies in the sealed envelope in the office safe; its use stands in the log."
    )
