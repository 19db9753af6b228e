"""Who gets in, with what, and what stands in the log of it."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text

from desktop.errors import Refused
from desktop.models import AuditLine, User
from desktop.rules.terms import Role
from desktop.services import office_settings, signing_in, users
from desktop.services.desk import Desk
from desktop.store.folder import Attempts, OfficeFolder
from tests import offices
from tests.offices import PASSWORD, Template

OWN = "nasi uduk dan semur"


def refusal(folder: Path, name: str, password: str) -> str:
    with pytest.raises(Refused) as refused:
        signing_in.sign_in(folder, name, password)
    return refused.value.code


def actions(desk: Desk) -> list[str]:
    with desk.read() as session:
        return list(session.scalars(select(AuditLine.action).order_by(AuditLine.seq)))


def test_each_signs_in_with_his_own_role(office_folder: Path) -> None:
    for role in Role:
        desk = offices.sign_in(office_folder, role)
        assert desk.person.role is role
        assert desk.person.must_change_password
        assert actions(desk)[-1] == "sign_in"
        desk.close()


def test_names_are_found_whatever_their_case(office_folder: Path) -> None:
    desk = signing_in.sign_in(office_folder, "OPERATOR", PASSWORD)
    assert desk.person.name == "operator"
    desk.close()


def test_wrong_name_and_wrong_password_are_the_same(office_folder: Path) -> None:
    assert refusal(office_folder, "operator", "bukan kata sandi") == "keys.wrong_password"
    assert refusal(office_folder, "nobody", PASSWORD) == "keys.wrong_password"
    assert refusal(office_folder, "recovery", PASSWORD) == "keys.wrong_password"


def test_after_some_wrong_ones_one_waits(office_folder: Path) -> None:
    for _ in range(5):
        Attempts(OfficeFolder(office_folder)).failed()
    with pytest.raises(Refused) as refused:
        signing_in.sign_in(office_folder, "operator", PASSWORD)
    assert refused.value.code == "keys.wait"
    assert 0 < int(str(refused.value.values["seconds"])) <= 60


def test_a_good_password_forgets_the_wrong_ones(office_folder: Path) -> None:
    refusal(office_folder, "operator", "bukan kata sandi")
    offices.sign_in(office_folder, Role.OPERATOR).close()
    assert not (office_folder / "attempts").exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none", "x", PASSWORD) == "folder.missing"


def test_damage_and_a_wrong_password_are_never_mixed_up(office_folder: Path) -> None:
    """Number 14 of the faults to survive."""
    database = office_folder / "office.db"
    data = bytearray(database.read_bytes())
    data[100:200] = b"\0" * 100
    database.write_bytes(bytes(data))
    assert refusal(office_folder, "operator", "bukan kata sandi") == "keys.wrong_password"
    assert refusal(office_folder, "operator", PASSWORD) == "database.damaged"
    offices_lock = OfficeFolder(office_folder).hold()
    offices_lock.release()


def test_a_file_of_another_office_is_damaged_or_foreign(office_folder: Path, tmp_path: Path) -> None:
    other = offices.make_template(tmp_path / "other", "36.02")
    (office_folder / "office.db").write_bytes((other.folder / "office.db").read_bytes())
    assert refusal(office_folder, "operator", PASSWORD) in ("database.damaged", "database.foreign")


def test_a_command_takes_the_first_with_the_role(office_folder: Path) -> None:
    for role in Role:
        desk = signing_in.sign_in_for(office_folder, PASSWORD, (role,))
        assert desk.person.role is role
        desk.close()


def test_a_command_acts_as_who_is_named(office_folder: Path) -> None:
    desk = signing_in.sign_in_for(office_folder, PASSWORD, (Role.OPERATOR,), "auditor")
    assert desk.person.role is Role.AUDITOR
    desk.close()
    with pytest.raises(Refused):
        signing_in.sign_in_for(office_folder, "salah sama sekali", (Role.OPERATOR,))


def test_an_own_password_takes_the_place_of_the_first(office_folder: Path) -> None:
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    signing_in.change_password(desk, PASSWORD, OWN)
    assert not desk.person.must_change_password
    desk.close()
    assert refusal(office_folder, "operator", PASSWORD) == "keys.wrong_password"
    again = signing_in.sign_in(office_folder, "operator", OWN)
    assert not again.person.must_change_password
    again.close()
    offices.sign_in(office_folder, Role.SUPERVISOR).close()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("bukan kata sandi", OWN, "keys.wrong_password"),
        (PASSWORD, PASSWORD, "keys.password_same"),
        (PASSWORD, "pendek", "keys.password_short"),
    ],
)
def test_a_poor_change_changes_nothing(operator: Desk, office_folder: Path, old: str, new: str, code: str) -> None:
    before = OfficeFolder(office_folder).read_keys()
    with pytest.raises(Refused) as refused:
        signing_in.change_password(operator, old, new)
    assert refused.value.code == code
    assert OfficeFolder(office_folder).read_keys() == before


def test_a_password_can_be_asked_again(operator: Desk) -> None:
    signing_in.confirm_password(operator, PASSWORD)
    with pytest.raises(Refused):
        signing_in.confirm_password(operator, OWN)


def test_the_sheet_opens_when_all_forgot(office_folder: Path, office_template: Template) -> None:
    """Numbers 16 and 18 of the faults to survive, by the paper code."""
    typed = office_template.recovery_code.lower().replace("-", " ")
    desk = signing_in.recover(office_folder, typed, "administrator", OWN)
    assert "recovered" in actions(desk)
    desk.close()
    signing_in.sign_in(office_folder, "administrator", OWN).close()


def test_a_wrong_sheet_does_not(office_folder: Path) -> None:
    with pytest.raises(Refused) as refused:
        signing_in.recover(office_folder, "0000-" * 7 + "0000", "administrator", OWN)
    assert refused.value.code == "keys.wrong_recovery"


def test_the_sheet_helps_nobody_who_is_not_there(office_folder: Path, office_template: Template) -> None:
    for name in ("nobody", "recovery"):
        with pytest.raises(Refused) as refused:
            signing_in.recover(office_folder, office_template.recovery_code, name, OWN)
        assert refused.value.code == "user.unknown"


def test_the_role_of_the_office_decides_not_the_key_file(operator: Desk) -> None:
    with operator.write("test") as unit:
        unit.session.get_one(User, operator.person.id).role = Role.AUDITOR
    folder = operator.office.folder.path
    operator.close()
    desk = offices.sign_in(folder, Role.OPERATOR)
    assert desk.person.role is Role.AUDITOR
    desk.close()


def test_who_was_removed_is_out_for_good(administrator: Desk, office_folder: Path) -> None:
    """Number 17: his password fails, and the key he may have kept is dead."""
    old = administrator.office.key
    users.remove(administrator, "operator", "supervisor", PASSWORD)
    assert administrator.office.key != old
    assert refusal(office_folder, "operator", PASSWORD) == "keys.wrong_password"
    assert [row.active for row in users.everybody(administrator) if row.name == "operator"] == [False]


@pytest.mark.parametrize(
    ("name", "second", "password", "code"),
    [
        ("operator", "administrator", PASSWORD, "role.same_person"),
        ("operator", "operator", PASSWORD, "role.same_person"),
        ("operator", "supervisor", OWN, "keys.wrong_password"),
        ("operator", "recovery", PASSWORD, "keys.wrong_password"),
        ("nobody", "supervisor", PASSWORD, "user.unknown"),
        ("administrator", "supervisor", PASSWORD, "user.last_administrator"),
    ],
)
def test_removing_takes_two_and_leaves_an_administrator(
    administrator: Desk, name: str, second: str, password: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        users.remove(administrator, name, second, password)
    assert refused.value.code == code
    assert all(row.active for row in users.everybody(administrator))


def test_a_new_user_signs_in_and_has_his_role(administrator: Desk, office_folder: Path) -> None:
    row = users.add(administrator, "Rina S.", Role.OPERATOR, OWN, "Rina Suryani").value
    assert (row.full_name, row.must_change_password) == ("Rina Suryani", True)
    administrator.close()
    desk = signing_in.sign_in(office_folder, "Rina S.", OWN)
    assert desk.person.role is Role.OPERATOR
    desk.close()


@pytest.mark.parametrize(
    ("name", "password", "code"),
    [
        ("operator", OWN, "user.exists"),
        ("OPERATOR", OWN, "user.exists"),
        (" x ", OWN, "user.no_name"),
        ("", OWN, "user.no_name"),
        ("recovery", OWN, "user.no_name"),
        ("rina", "pendek", "keys.password_short"),
    ],
)
def test_a_bad_new_user_is_refused(administrator: Desk, name: str, password: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        users.add(administrator, name, Role.OPERATOR, password)
    assert refused.value.code == code


def test_a_forgotten_password_is_given_anew(administrator: Desk, office_folder: Path) -> None:
    users.give_password(administrator, "auditor", OWN)
    administrator.close()
    desk = signing_in.sign_in(office_folder, "auditor", OWN)
    assert desk.person.must_change_password
    desk.close()


def test_a_refused_try_stands_in_the_log(operator: Desk) -> None:
    """Number 20 of the faults to survive."""
    with pytest.raises(Refused) as refused:
        users.add(operator, "teman", Role.SUPERVISOR, OWN)
    assert refused.value.code == "role.not_allowed"
    with operator.read() as session:
        line = session.execute(text("SELECT actor, detail FROM audit_line WHERE action = 'refused'")).one()
    assert line.actor == "operator"
    assert '"service": "add"' in line.detail


def test_settings_are_kept_and_logged(administrator: Desk, operator: Desk) -> None:
    assert office_settings.read(operator, office_settings.Letterhead).agency == "DINAS SOSIAL"
    head = office_settings.Letterhead(address="Jl. A. Yani No. 1", city="Pandeglang")
    assert office_settings.change(administrator, head).changes.touches("setting")
    assert office_settings.read(operator, office_settings.Letterhead) == head
    boss = office_settings.Signatories(head=office_settings.Official("Kepala", "Hj. Nuriah", "Pembina", "19650101"))
    office_settings.change(administrator, boss)
    assert office_settings.read(operator, office_settings.Signatories).head.name == "Hj. Nuriah"
    assert actions(operator).count("setting.change") == 2


def test_what_is_no_setting_is_refused(administrator: Desk) -> None:
    with pytest.raises(Refused) as refused:
        office_settings.change(administrator, "a string")
    assert refused.value.code == "setting.bad"


def test_who_the_office_is(operator: Desk) -> None:
    about = office_settings.about(operator)
    assert (about.code, about.name, about.level, about.practice) == (
        "36.01",
        "Kabupaten Pandeglang",
        "regency",
        False,
    )


def renamed(folder: Path, **names: str) -> None:
    """What somebody with an editor does to keys.json: other names beside the same seals."""
    place = OfficeFolder(folder)
    keyfile = place.read_keys()
    slots = tuple(replace(slot, name=names.get(slot.name, slot.name)) for slot in keyfile.slots)
    place.write_keys(replace(keyfile, slots=slots))


def test_a_key_file_whose_names_were_changed_opens_nothing(office_folder: Path) -> None:
    renamed(office_folder, operator="siluman")
    assert refusal(office_folder, "siluman", PASSWORD) == "keys.name_changed"
    assert refusal(office_folder, "operator", PASSWORD) == "keys.wrong_password"
    offices.sign_in(office_folder, Role.AUDITOR).close()


def test_names_that_changed_places_open_nothing(office_folder: Path) -> None:
    renamed(office_folder, operator="supervisor", supervisor="operator")
    assert refusal(office_folder, "operator", PASSWORD) == "keys.name_changed"
    assert refusal(office_folder, "supervisor", PASSWORD) == "keys.name_changed"


def test_ones_own_password_is_asked_of_ones_own_slot(operator: Desk, office_folder: Path) -> None:
    """Somebody put his own slot under the name of the person who left the program open."""
    users.add(offices.same_office_as(operator, Role.ADMINISTRATOR), "dadang", Role.OPERATOR, "kata sandi si dadang")
    renamed(office_folder, operator="lama", dadang="operator")
    with pytest.raises(Refused) as refused:
        signing_in.confirm_password(operator, "kata sandi si dadang")
    assert refused.value.code == "keys.wrong_password"
    signing_in.confirm_password(operator, PASSWORD)
