"""The steps between the area and the making: what each offers, demands and hands on."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from desktop.rules.terms import Role
from desktop.store.keys import MIN_PASSWORD, check_new_password
from desktop.ui.first_password import LENGTH, WORDS, first_password
from desktop.ui.firstrun.folder_step import FolderStep
from desktop.ui.firstrun.people_step import PeopleStep
from desktop.ui.firstrun.programme_step import ProgrammeStep
from desktop.ui.firstrun.summary_step import SummaryStep
from tests.ui.firstrun.conftest import Setting, read


def people(setting: Setting) -> PeopleStep:
    assert isinstance(setting.step, PeopleStep)
    return setting.step


def folder(setting: Setting) -> FolderStep:
    assert isinstance(setting.step, FolderStep)
    return setting.step


def programmes(setting: Setting) -> ProgrammeStep:
    assert isinstance(setting.step, ProgrammeStep)
    return setting.step


def line(step: PeopleStep, name: str) -> QLineEdit:
    widget = step.form.blocks[name].widget
    assert isinstance(widget, QLineEdit)
    return widget


def test_the_years_of_one_programme_stand_together(setting: Setting) -> None:
    setting.go_to("Programmes")
    kinds = [name.rsplit("-", 1)[0] for name in programmes(setting).boxes]
    changes = [one for before, one in zip(["", *kinds], kinds, strict=False) if one != before]
    assert len(changes) == len(set(kinds))
    said = read(programmes(setting))
    assert said.count("Jaminan Sosial Rakyat Banten Bersatu (Jamsosratu)") == 1


def test_programmes_of_the_area_come_first(setting: Setting) -> None:
    setting.go_to("Programmes")
    said = read(programmes(setting))
    assert said.casefold().index("for this area") < said.casefold().index("for other areas")
    codes = list(programmes(setting).boxes)
    assert codes.index("jamsosratu-2019") < codes.index("pkh-2021")
    assert not any(box.isChecked() for box in programmes(setting).boxes.values()), "nothing is ticked for anybody"


def test_at_least_one_programme_is_ticked(setting: Setting) -> None:
    setting.go_to("Programmes")
    setting.next()
    assert setting.title == "Programmes"
    assert programmes(setting).notice.sentence == "Tick at least one programme year."
    setting.fill_programmes("jamsosratu-2019", "jamsosratu-2018")
    setting.next()
    assert setting.title == "Letterhead"
    assert {name for name, _ in setting.assistant.wish.programmes} == {"jamsosratu-2019", "jamsosratu-2018"}


def test_ticks_stay_when_one_goes_back(setting: Setting) -> None:
    setting.go_to("Letterhead")
    setting.assistant.back()
    assert programmes(setting).boxes["jamsosratu-2019"].isChecked()


def test_ticks_stay_when_the_area_changes(setting: Setting) -> None:
    setting.go_to("Letterhead")
    setting.assistant.back()
    setting.assistant.back()
    setting.fill_area("kota serang")
    setting.next()
    assert programmes(setting).boxes["jamsosratu-2019"].isChecked()


def test_space_ticks_and_the_cursor_stands_there(setting: Setting) -> None:
    setting.go_to("Programmes")
    first = next(iter(programmes(setting).boxes.values()))
    assert QApplication.focusWidget() is first
    setting.qtbot.keyClick(first, Qt.Key.Key_Space)
    assert first.isChecked()


def test_the_letterhead_comes_from_the_area(setting: Setting) -> None:
    setting.go_to("Letterhead")
    values = setting.step.form.values()  # type: ignore[attr-defined]
    assert values["government"] == "PEMERINTAH KABUPATEN PANDEGLANG"
    assert values["city"] == "Pandeglang"


def test_a_letterhead_needs_its_agency(setting: Setting) -> None:
    setting.go_to("Letterhead")
    form = setting.step.form  # type: ignore[attr-defined]
    form.fill({"agency": ""})
    setting.next()
    assert setting.title == "Letterhead"
    assert form.blocks["agency"].problem


def test_what_is_typed_goes_to_the_office(setting: Setting) -> None:
    setting.go_to("Letterhead")
    setting.step.form.fill({"agency": "DINAS SOSIAL", "address": "Jl. Raya Labuan Km. 4"})  # type: ignore[attr-defined]
    setting.next()
    head = setting.assistant.wish.letterhead
    assert (head.agency, head.address) == ("DINAS SOSIAL", "Jl. Raya Labuan Km. 4")


def test_enter_in_the_last_field_goes_on(setting: Setting) -> None:
    setting.go_to("Letterhead")
    form = setting.step.form  # type: ignore[attr-defined]
    form.fill({"agency": "DINAS SOSIAL"})
    setting.qtbot.keyClick(form.blocks["web"].widget, Qt.Key.Key_Return)
    assert setting.title == "Who signs"


def test_who_signs_may_stay_open(setting: Setting) -> None:
    setting.go_to("Who signs")
    setting.next()
    assert setting.title == "Users"
    assert setting.assistant.wish.signatories.head.name == ""


def test_who_signs_is_handed_on(setting: Setting) -> None:
    setting.go_to("Who signs")
    form = setting.step.form  # type: ignore[attr-defined]
    form.fill({"head.name": "Drs. H. Ahmad, M.Si.", "treasurer.nip": "19800101 200501 2 001"})
    setting.next()
    signatories = setting.assistant.wish.signatories
    assert signatories.head.name == "Drs. H. Ahmad, M.Si."
    assert signatories.treasurer.nip == "19800101 200501 2 001", "printed as it is written"


def test_each_role_has_a_first_password_ready(setting: Setting) -> None:
    setting.go_to("Users")
    passwords = [line(people(setting), f"{role}.password").text() for role in Role]
    assert len(set(passwords)) == len(Role)
    for password in passwords:
        check_new_password(password)


def test_an_administrator_is_needed(setting: Setting) -> None:
    setting.go_to("Users")
    people(setting).form.fill({"operator.name": "dewi"})
    setting.next()
    assert setting.title == "Users"
    assert people(setting).form.blocks["administrator.name"].problem


def test_only_those_with_a_name_are_made(setting: Setting) -> None:
    setting.go_to("Users")
    setting.fill_users()
    setting.next()
    wish = setting.assistant.wish
    assert [(one.name, one.role) for one in wish.people] == [("rina", Role.ADMINISTRATOR), ("dewi", Role.OPERATOR)]
    assert wish.administrator == "Rina Marlina"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"operator.name": "RINA"}, "RINA"),
        ({"operator.name": "dewi", "operator.password": "pendek"}, "at least 12 characters"),
        ({"administrator.password": ""}, "at least 12 characters"),
    ],
)
def test_people_no_office_can_begin_with_are_refused(setting: Setting, typed: dict[str, str], sentence: str) -> None:
    setting.go_to("Users")
    setting.fill_users()
    people(setting).form.fill(typed)
    setting.next()
    assert setting.title == "Users"
    assert sentence in setting.assistant.notice.sentence
    assert setting.assistant.next_button.isEnabled()


def test_a_place_is_offered_at_home(setting: Setting, home: Path) -> None:
    setting.go_to("Folder")
    assert folder(setting).form.values()["folder"] == str(home / "e-JSiKa" / "36.01 Kabupaten Pandeglang")


def test_a_folder_that_holds_something_is_refused(setting: Setting, home: Path) -> None:
    setting.go_to("Folder")
    (home / "surat.txt").write_text("penting", encoding="utf-8")
    folder(setting).form.fill({"folder": str(home)})
    setting.next()
    assert setting.title == "Folder"
    assert setting.assistant.notice.sentence == f"{home} is not empty. A new office needs a new folder."


@pytest.mark.parametrize("cloud", ["OneDrive", "Dropbox", "Google Drive"])
def test_a_folder_of_a_cloud_is_refused(setting: Setting, home: Path, cloud: str) -> None:
    setting.go_to("Folder")
    folder(setting).form.fill({"folder": str(home / cloud / "kantor")})
    setting.next()
    assert setting.title == "Folder"
    assert "is copied to a cloud" in setting.assistant.notice.sentence


def test_no_folder_is_told_beside_the_field(setting: Setting) -> None:
    setting.go_to("Folder")
    folder(setting).form.fill({"folder": ""})
    setting.next()
    assert folder(setting).form.blocks["folder"].problem


def test_another_place_keeps_the_name(setting: Setting, home: Path) -> None:
    setting.go_to("Folder")
    folder(setting).place_in(home / "data")
    assert folder(setting).form.values()["folder"] == str(home / "data" / "36.01 Kabupaten Pandeglang")
    setting.next()
    assert setting.title == "Summary"


def test_another_place_is_asked_for(setting: Setting, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    setting.go_to("Folder")
    answers = iter(["", str(home / "kantor")])

    def answer(*_: object) -> str:
        return next(answers)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", answer)
    before = folder(setting).form.values()
    folder(setting)._ask()
    assert folder(setting).form.values() == before, "nothing was chosen"
    folder(setting)._ask()
    assert str(folder(setting).form.values()["folder"]).startswith(str(home / "kantor"))


def test_the_summary_says_all_of_it(setting: Setting, home: Path) -> None:
    setting.go_to("Summary")
    assert isinstance(setting.step, SummaryStep)
    said = read(setting.step)
    for part in (
        "Kabupaten Pandeglang (36.01)",
        "PEMERINTAH KABUPATEN PANDEGLANG · DINAS SOSIAL",
        str(home / "e-JSiKa" / "36.01 Kabupaten Pandeglang"),
        "rina (Rina Marlina), first password",
        "dewi, first password",
    ):
        assert part in said
    for one in setting.assistant.wish.people:
        assert one.password in said


def test_the_summary_is_made_anew(setting: Setting) -> None:
    setting.go_to("Summary")
    for _ in range(2):
        setting.assistant.back()
    people(setting).form.fill({"operator.name": "yusuf"})
    setting.next()
    setting.next()
    assert "yusuf, first password" in read(setting.step)
    assert "dewi" not in read(setting.step)


def test_first_passwords_are_strong_and_easy_to_read_aloud() -> None:
    made = {first_password() for _ in range(200)}
    assert len(made) == 200
    for password in made:
        words = password.split("-")
        assert len(words) == LENGTH
        assert set(words) <= set(WORDS)
        assert len(password) >= MIN_PASSWORD
        check_new_password(password)


def test_words_of_first_passwords_are_plain() -> None:
    assert len(set(WORDS)) == len(WORDS) > 70
    assert all(word.isascii() and word.islower() and 3 <= len(word) <= 7 for word in WORDS)
