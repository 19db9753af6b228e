"""A new recovery sheet: its code opens nothing until it is put in force, and then the old one opens nothing."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine
from desktop.rules.terms import Role
from desktop.services import recovery, signing_in, users
from desktop.services.desk import Desk
from desktop.store import keys
from tests import offices
from tests.offices import PASSWORD, Template

NEW = "kapal layar di laut"


def opens(desk: Desk, code: str) -> bool:
    keyfile = desk.office.folder.read_keys()
    slot = next(slot for slot in keyfile.slots if slot.user_id == keys.RECOVERY)
    return keys.open_slot(keyfile.office, slot, code) == (desk.office.key,)


def text(pdf: bytes) -> str:
    return PdfReader(BytesIO(pdf)).pages[0].extract_text()


def test_a_sheet_that_is_only_prepared_changes_nothing(administrator: Desk, office_template: Template) -> None:
    sheet = recovery.prepare(administrator, PASSWORD)
    assert opens(administrator, office_template.recovery_code)
    assert not opens(administrator, sheet.code)


def test_the_sheet_names_office_code_and_who_made_it(administrator: Desk) -> None:
    sheet = recovery.prepare(administrator, PASSWORD)
    printed = text(sheet.pdf)
    assert all(group in printed for group in sheet.code.split("-"))
    assert "Kabupaten Pandeglang" in printed
    assert "Si Administrator" in printed
    assert "LATIHAN" not in printed


def test_replacing_ends_the_old_code_and_stands_in_the_log(administrator: Desk, office_template: Template) -> None:
    sheet = recovery.prepare(administrator, PASSWORD)
    recovery.replace(administrator, sheet)
    assert opens(administrator, sheet.code)
    assert not opens(administrator, office_template.recovery_code)
    with administrator.read() as session:
        line = session.scalars(select(AuditLine).where(AuditLine.action == "recovery.replace")).one()
    assert line.actor == "administrator"
    assert sheet.code not in str(line.detail)


def test_the_new_code_opens_the_office_by_the_usual_way(office_folder: Path) -> None:
    desk = offices.sign_in(office_folder, Role.ADMINISTRATOR)
    sheet = recovery.prepare(desk, PASSWORD)
    recovery.replace(desk, sheet)
    desk.close()
    recovered = signing_in.recover(office_folder, sheet.code.lower().replace("-", " "), "operator", NEW)
    assert recovered.person.role is Role.OPERATOR
    recovered.close()


def test_it_asks_for_the_password_again(administrator: Desk, office_template: Template) -> None:
    with pytest.raises(Refused) as refused:
        recovery.prepare(administrator, "bukan kata sandinya")
    assert refused.value.code == "keys.wrong_password"
    assert opens(administrator, office_template.recovery_code)


def test_a_sheet_prepared_before_the_key_changed_opens_the_new_key(administrator: Desk) -> None:
    """Whoever removes a user while the sheet is on the printer must not be left with a dead sheet."""
    sheet = recovery.prepare(administrator, PASSWORD)
    users.remove(administrator, "auditor", "supervisor", PASSWORD)
    recovery.replace(administrator, sheet)
    assert opens(administrator, sheet.code)


def test_the_code_is_in_no_line_of_a_fault(administrator: Desk) -> None:
    sheet = recovery.prepare(administrator, PASSWORD)
    assert sheet.code not in repr(sheet)
