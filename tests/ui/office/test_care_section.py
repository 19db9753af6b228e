"""Backup, proof, bringing back, the recovery sheet and what stands about the program."""

import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QGuiApplication

from desktop import __version__
from desktop.errors import Refused
from desktop.rules import crockford
from desktop.rules.terms import Role
from desktop.services import backups, safety, signing_in
from desktop.services.desk import Desk
from desktop.services.money.proving import prove
from desktop.store import keys
from desktop.ui.kit.footbar import FootBar
from desktop.ui.office import restoring
from desktop.ui.office.about import PARTS, AboutSection, version_of
from desktop.ui.office.care import CareSection
from desktop.ui.office.proof_card import CHECKS, TOTALS
from desktop.ui.office.recovery import RecoverySection
from tests import families, offices
from tests.offices import PASSWORD, Template
from tests.pictures import photograph
from tests.store.test_journal import attack_past_the_triggers
from tests.store.test_photos import keep
from tests.ui.kit.preview.test_outlet import pdf_printer
from tests.ui.office.conftest import Place, Places, fill, texts

OTHERS = [Role.OPERATOR, Role.SUPERVISOR, Role.AUDITOR]


@pytest.fixture
def care(place: Place) -> CareSection:
    return place.open(CareSection)


@pytest.fixture
def recovery(place: Place) -> RecoverySection:
    return place.open(RecoverySection)


def opens(desk: Desk, code: str) -> bool:
    keyfile = desk.office.folder.read_keys()
    slot = next(slot for slot in keyfile.slots if slot.user_id == keys.RECOVERY)
    return bool(keys.open_slot(keyfile.office, slot, code))


def test_an_office_never_backed_up_says_so(care: CareSection) -> None:
    assert care.last.sentence == "There was never a backup outside the folder of the office."
    assert care.last.property("tone") == "attention"


def test_a_backup_is_made_checked_and_told(place: Place, care: CareSection, tmp_path: Path) -> None:
    target = tmp_path / "stick" / "36.01.ejsika-backup"
    target.parent.mkdir()
    care.back_up_to(target)
    assert not care.back_up.isEnabled()
    place.settle()
    assert care.back_up.isEnabled()
    assert str(target) in care.notice.sentence
    assert care.notice.remedy is not None
    assert target.stat().st_size > 0
    assert care.last.sentence.endswith("(today).")
    assert care.last.property("tone") == "good"
    assert backups.last_backup(place.desk) == place.desk.today()


def test_a_backup_never_takes_the_place_of_another(place: Place, care: CareSection, tmp_path: Path) -> None:
    target = tmp_path / "there.ejsika-backup"
    target.write_bytes(b"the only good one")
    care.back_up_to(target)
    place.settle()
    assert "there.ejsika-backup" in care.notice.sentence
    assert care.notice.property("tone") == "danger"
    assert target.read_bytes() == b"the only good one"
    assert care.back_up.isEnabled()


def test_a_cancelled_backup_leaves_nothing_and_can_be_begun_again(
    place: Place, care: CareSection, tmp_path: Path
) -> None:
    foot = FootBar(care.t, care.bench.runner)
    place.qtbot.addWidget(foot)
    target = tmp_path / "stick" / "one.ejsika-backup"
    target.parent.mkdir()
    care.back_up_to(target)
    (job,) = [job for job in care.bench.runner.jobs if job.title == "Backup"]
    care.bench.runner.cancel(job)
    place.settle()
    assert list(target.parent.iterdir()) == []
    assert care.back_up.isEnabled()
    assert backups.last_backup(place.desk) is None
    care.back_up_to(target)
    place.settle()
    assert target.is_file()


@pytest.mark.parametrize("role", OTHERS)
def test_others_are_told_who_makes_backups_and_may_prove(place_of: Places, role: Role) -> None:
    place = place_of(role)
    care = place.open(CareSection)
    assert not care.back_up.isEnabled()
    assert care.back_up.toolTip() == "Only an administrator makes backups."
    assert not care.restore.start.isEnabled()
    care.proof.verify.click()
    place.settle()
    assert care.proof.result.sentence.startswith("All is sound.")


def test_a_sound_office_is_proved_in_plain_words(place: Place, care: CareSection) -> None:
    families.add(place.desk, 3)
    care.proof.verify.click()
    assert not care.proof.verify.isEnabled()
    place.settle()
    assert care.proof.verify.isEnabled()
    assert "Head of the log: line" in care.proof.result.sentence
    counted = care.proof.counted.text()
    assert "3 families" in counted
    assert "0 payments" in counted
    assert all(word in counted for word in ("database", "money", "numbering"))


def test_a_broken_office_is_told_what_is_wrong_and_what_to_do(place: Place, care: CareSection) -> None:
    """Somebody with a tool for databases wrote another name into the log."""
    families.add(place.desk, 2)
    attack_past_the_triggers(place.desk, "UPDATE audit_line SET actor = 'siapa' WHERE seq = 2")
    care.proof.verify.click()
    place.settle()
    assert care.proof.result.property("tone") == "danger"
    assert "Change nothing more" in care.proof.result.sentence
    assert "{" not in care.proof.result.sentence


def test_a_stopped_proof_says_nothing_false(place: Place, care: CareSection) -> None:
    care.proof.verify.click()
    (job,) = [job for job in care.bench.runner.jobs if job.title == "Proof"]
    care.bench.runner.cancel(job)
    place.settle()
    assert care.proof.verify.isEnabled()
    assert care.proof.result.sentence == "" or care.proof.result.sentence.startswith("All is sound.")


def test_every_check_and_total_has_a_word(place: Place, care: CareSection) -> None:
    proved = safety.verify(place.desk, prove)
    assert set(proved.checks) <= set(CHECKS)
    assert set(TOTALS) <= set(proved.totals)


@pytest.fixture
def backup(place: Place, care: CareSection, tmp_path: Path) -> Path:
    families.add(place.desk, 4)
    target = tmp_path / "kantor.ejsika-backup"
    care.back_up_to(target)
    place.settle()
    return target


def test_where_the_photographs_lie_is_told_with_the_backup(place: Place, care: CareSection, tmp_path: Path) -> None:
    name = keep(place.desk, photograph(1))
    care.back_up_to(tmp_path / "satu.ejsika-backup")
    place.settle()
    assert f"The photographs lie in {tmp_path / '36.01.ejsika-photos'}" in care.notice.sentence
    assert care.notice.property("tone") == "good"
    (place.desk.office.folder.path / "photos" / name).unlink()
    care.back_up_to(tmp_path / "dua.ejsika-backup")
    place.settle()
    assert "1 photograph was not found." in care.notice.sentence
    assert care.notice.property("tone") == "attention"


def test_photographs_left_behind_are_told_when_an_office_comes_back(
    place: Place, care: CareSection, tmp_path: Path
) -> None:
    keep(place.desk, photograph(1))
    target = tmp_path / "stick" / "kantor.ejsika-backup"
    target.parent.mkdir()
    safety.back_up(place.desk, target)
    shutil.rmtree(target.parent / "36.01.ejsika-photos")
    care.restore.take(target)
    folder = tmp_path / "kembali"
    fill(care.restore.form, folder=str(folder), password=PASSWORD, second="supervisor", agreed=PASSWORD)
    place.settle()
    assert "1 photograph was not found." in care.restore.result.sentence
    assert care.restore.result.property("tone") == "attention"


def test_an_office_is_brought_back_into_a_new_folder_by_two_people(
    place: Place, care: CareSection, backup: Path, tmp_path: Path
) -> None:
    care.restore.take(backup)
    folder = tmp_path / "kembali"
    fill(care.restore.form, folder=str(folder), password=PASSWORD, second="supervisor", agreed=PASSWORD)
    place.settle()
    assert care.notice.property("tone") != "danger"
    assert f"Kabupaten Pandeglang is back in {folder}, with 4 families." in care.restore.result.sentence
    assert not care.restore.form.isVisible()
    desk = signing_in.sign_in(folder, "operator", PASSWORD)
    assert desk.office.stream == "36.01#2"
    desk.close()


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"second": "administrator", "agreed": PASSWORD}, "second"),
        ({"second": "supervisor", "agreed": "bukan sandinya"}, "password"),
        ({"second": "supervisor", "agreed": PASSWORD, "password": "bukan sandinya"}, "password"),
        ({"second": "supervisor", "agreed": PASSWORD, "name": "operator"}, "operator"),
    ],
)
def test_without_two_people_nothing_is_brought_back(
    place: Place, care: CareSection, backup: Path, tmp_path: Path, values: dict[str, str], word: str
) -> None:
    care.restore.take(backup)
    folder = tmp_path / "kembali"
    fill(care.restore.form, **{"folder": str(folder), "password": PASSWORD, **values})
    place.settle()
    assert word in care.notice.sentence
    assert not folder.exists()
    assert care.restore.form.isVisible()
    assert care.restore.form.isEnabled()


def test_a_file_that_is_no_backup_is_refused(place: Place, care: CareSection, tmp_path: Path) -> None:
    file = tmp_path / "foto.ejsika-backup"
    file.write_bytes(b"no zip")
    care.restore.take(file)
    folder = tmp_path / "kembali"
    fill(care.restore.form, folder=str(folder), password=PASSWORD, second="supervisor", agreed=PASSWORD)
    place.settle()
    assert "foto.ejsika-backup" in care.notice.sentence
    assert care.restore.result.sentence == ""


def test_the_office_one_works_in_is_never_written_over(place: Place, care: CareSection, backup: Path) -> None:
    care.restore.take(backup)
    here = place.desk.office.folder.path
    fill(care.restore.form, folder=str(here), password=PASSWORD, second="supervisor", agreed=PASSWORD)
    place.settle()
    assert care.notice.property("tone") == "danger"
    assert offices.same_office_as(place.desk, Role.OPERATOR).person.name == "operator"


def test_leaving_drops_the_passwords(care: CareSection, backup: Path) -> None:
    care.restore.take(backup)
    care.restore.form.fill({"password": PASSWORD, "agreed": PASSWORD})
    care.restore.leave.click()
    assert set(care.restore.form.values().values()) == {""}
    assert care.restore.start.isVisible()


def test_the_folder_proposed_is_not_there_yet(tmp_path: Path) -> None:
    assert restoring.free_folder(tmp_path, "36.01") == tmp_path / "36.01"
    for name in ("36.01", "36.01 2"):
        (tmp_path / name).mkdir()
    assert restoring.free_folder(tmp_path, "36.01") == tmp_path / "36.01 3"


def test_a_new_sheet_is_seen_saved_sealed_and_only_then_in_force(
    place: Place, recovery: RecoverySection, office_template: Template, tmp_path: Path
) -> None:
    fill(recovery.form, password=PASSWORD)
    place.settle()
    place.qtbot.waitUntil(lambda: recovery.preview.view.count == 1)
    assert not recovery.replace.isEnabled()
    recovery.paper.save_to(tmp_path / "lembar.pdf")
    place.settle()
    assert "delete this file" in recovery.notice.sentence
    printed = PdfReader(tmp_path / "lembar.pdf").pages[0].extract_text()
    assert opens(place.desk, office_template.recovery_code)
    recovery.sealed.setChecked(True)
    recovery.replace.click()
    place.settle()
    assert recovery.notice.sentence == "The new sheet is good from now on. Destroy the old one."
    assert not opens(place.desk, office_template.recovery_code)
    year = str(place.desk.today().year)
    groups = [word for word in printed.split() if len(word) == 4 and set(word) <= set(crockford.ALPHABET)]
    assert opens(place.desk, "-".join(word for word in groups if word != year))
    assert recovery.preview.view.count == 0


def test_a_new_sheet_is_printed(place: Place, recovery: RecoverySection, tmp_path: Path) -> None:
    fill(recovery.form, password=PASSWORD)
    place.settle()
    recovery.paper.print_on(pdf_printer(tmp_path / "out.pdf"))
    place.settle()
    assert recovery.notice.sentence == "The sheet is printed. Seal it in an envelope and say so below."
    assert (tmp_path / "out.pdf").stat().st_size > 0


@pytest.mark.parametrize("leave", ["drop", "lock"])
def test_a_sheet_given_up_changes_nothing(
    place: Place, recovery: RecoverySection, office_template: Template, leave: str
) -> None:
    fill(recovery.form, password=PASSWORD)
    place.settle()
    if leave == "drop":
        recovery.drop.click()
    else:
        place.screen.keep_draft()
    assert recovery.preview.view.count == 0
    assert not recovery.replace.isVisible()
    recovery._replace()
    place.settle()
    assert opens(place.desk, office_template.recovery_code)


def test_a_wrong_password_makes_no_sheet(place: Place, recovery: RecoverySection) -> None:
    fill(recovery.form, password="bukan kata sandinya")
    place.settle()
    assert recovery.notice.property("tone") == "danger"
    assert recovery.preview.view.count == 0
    assert recovery.form.isVisible()
    assert recovery.form.isEnabled()


def test_a_sheet_that_cannot_be_saved_is_said(place: Place, recovery: RecoverySection, tmp_path: Path) -> None:
    fill(recovery.form, password=PASSWORD)
    place.settle()
    recovery.paper.save_to(tmp_path / "no folder" / "lembar.pdf")
    place.settle()
    assert recovery.notice.property("tone") == "danger"


def test_without_a_sheet_nothing_is_printed_or_saved(recovery: RecoverySection, tmp_path: Path) -> None:
    recovery.paper.ask_printer()
    recovery.paper.print_on(pdf_printer(tmp_path / "out.pdf"))
    recovery.paper.save_to(tmp_path / "x.pdf")
    assert recovery.bench.runner.count == 0
    assert recovery.paper.outlet.dialog is None


def test_an_expired_role_cannot_put_a_sheet_in_force(
    place: Place, recovery: RecoverySection, office_template: Template
) -> None:
    fill(recovery.form, password=PASSWORD)
    place.settle()
    place.desk.became(role=Role.OPERATOR)
    recovery.sealed.setChecked(True)
    recovery.replace.click()
    place.settle()
    refused = Refused("role.not_allowed", name="administrator", role=Role.OPERATOR, allowed=Role.ADMINISTRATOR)
    assert recovery.notice.sentence == recovery.bench.sentence(refused)
    assert opens(place.desk, office_template.recovery_code)


@pytest.mark.parametrize("role", [*OTHERS, Role.ADMINISTRATOR])
def test_everybody_reads_versions_licences_and_the_notice_of_the_areas(place_of: Places, role: Role) -> None:
    place = place_of(role)
    about = place.open(AboutSection)
    shown = texts(about)
    assert f"e-JSiKa {__version__}" in shown
    assert "Kabupaten Pandeglang (36.01)" in about.office.text()
    assert "Open Database License" in about.areas.toPlainText()
    assert "idn-area-data" in about.areas.toPlainText()
    assert about.areas.isReadOnly()
    assert all(licence in shown for _, _, licence in PARTS)


def test_versions_are_copied_for_a_report(place: Place) -> None:
    about = place.open(AboutSection)
    about.copy.click()
    assert QGuiApplication.clipboard().text().startswith(f"e-JSiKa {__version__}")
    assert place.said == ["Copied."]


def test_every_part_named_is_a_part_of_the_program() -> None:
    """A package that is no longer installed would show an empty version."""
    assert [name for name, package, _ in PARTS if package and not version_of(package)] == []
    assert version_of("no-such-package") == ""
    assert version_of("") == ""
