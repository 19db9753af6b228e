"""Who signs in: adding, first passwords, ending access with a second person, and the change of the office's key."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine
from desktop.rules.ids import new_id
from desktop.rules.terms import Role
from desktop.services import signing_in, users
from desktop.services.desk import Desk
from desktop.store import keys
from tests import offices
from tests.offices import PASSWORD

FIRST = "kopi-perahu-teh-lampu"


def code_of(call: object, *values: object) -> str:
    assert callable(call)
    with pytest.raises(Refused) as refused:
        call(*values)
    return refused.value.code


def row(desk: Desk, name: str) -> users.UserRow:
    return next(one for one in users.everybody(desk) if one.name == name)


def test_everybody_is_listed_by_name_with_role(auditor: Desk) -> None:
    assert [(one.name, one.role, one.active) for one in users.everybody(auditor)] == [
        (role.value, role, True) for role in sorted(Role, key=str)
    ]


def test_who_is_added_signs_in_and_must_change_his_password(office_folder: Path) -> None:
    desk = offices.sign_in(office_folder, Role.ADMINISTRATOR)
    added = users.add(desk, "Ratna D.", Role.OPERATOR, FIRST, "Ratna Dewi").value
    assert (added.full_name, added.must_change_password) == ("Ratna Dewi", True)
    desk.close()
    hers = signing_in.sign_in(office_folder, "ratna d.", FIRST)
    assert hers.person.must_change_password
    assert hers.person.role is Role.OPERATOR
    hers.close()


@pytest.mark.parametrize("name", ["", " ratna", "ratna ", "recovery", "Recovery", "a\nb", "x" * 65, "-"])
def test_names_that_cannot_be_typed_at_sign_in_are_refused(administrator: Desk, name: str) -> None:
    assert code_of(users.add, administrator, name, Role.OPERATOR, FIRST) == "user.no_name"


def test_a_name_is_given_once_whatever_its_case(administrator: Desk) -> None:
    assert code_of(users.add, administrator, "OPERATOR", Role.AUDITOR, FIRST) == "user.exists"
    assert len(administrator.office.folder.read_keys().slots) == len(Role) + 1


@pytest.mark.parametrize(
    ("password", "code"), [("pendek", "keys.password_short"), ("aaaaaaaaaaaa", "keys.password_common")]
)
def test_a_weak_first_password_is_refused(administrator: Desk, password: str, code: str) -> None:
    assert code_of(users.add, administrator, "ratna", Role.OPERATOR, password) == code
    assert code_of(users.give_password, administrator, "operator", password) == code


def test_a_new_first_password_takes_the_place_of_the_forgotten_one(office_folder: Path) -> None:
    desk = offices.sign_in(office_folder, Role.ADMINISTRATOR)
    users.give_password(desk, "operator", FIRST)
    assert row(desk, "operator").must_change_password
    desk.close()
    assert code_of(signing_in.sign_in, office_folder, "operator", PASSWORD) == "keys.wrong_password"
    his = signing_in.sign_in(office_folder, "operator", FIRST)
    assert his.person.must_change_password
    his.close()


def test_removing_takes_a_second_person_and_changes_the_key(administrator: Desk) -> None:
    before = administrator.office.key
    users.remove(administrator, "auditor", "supervisor", PASSWORD)
    assert administrator.office.key != before
    assert not row(administrator, "auditor").active
    assert administrator.office.folder.read_keys().named("auditor") is None
    with administrator.read() as session:
        line = session.scalars(select(AuditLine).where(AuditLine.action == "user.remove")).one()
    assert '"second": "supervisor"' in str(line.detail)


def test_who_is_left_still_signs_in_and_who_was_removed_does_not(office_folder: Path) -> None:
    desk = offices.sign_in(office_folder, Role.ADMINISTRATOR)
    users.remove(desk, "auditor", "operator", PASSWORD)
    desk.close()
    assert code_of(signing_in.sign_in, office_folder, "auditor", PASSWORD) == "keys.wrong_password"
    for role in (Role.OPERATOR, Role.SUPERVISOR):
        offices.sign_in(office_folder, role).close()


@pytest.mark.parametrize(
    ("second", "password", "code"),
    [
        ("administrator", PASSWORD, "role.same_person"),
        ("Administrator", PASSWORD, "role.same_person"),
        ("auditor", PASSWORD, "role.same_person"),
        ("supervisor", "bukan sandinya", "keys.wrong_password"),
        ("nobody", PASSWORD, "keys.wrong_password"),
        ("recovery", PASSWORD, "keys.wrong_password"),
    ],
)
def test_the_second_person_is_another_with_his_own_password(
    administrator: Desk, second: str, password: str, code: str
) -> None:
    key = administrator.office.key
    assert code_of(users.remove, administrator, "auditor", second, password) == code
    assert row(administrator, "auditor").active
    assert administrator.office.key == key


def test_wrong_passwords_of_the_second_person_slow_down(administrator: Desk) -> None:
    for _ in range(4):
        code_of(users.remove, administrator, "auditor", "supervisor", "bukan sandinya")
    assert code_of(users.remove, administrator, "auditor", "supervisor", PASSWORD) == "keys.wait"


def test_a_wrong_password_of_the_second_person_says_how_long_to_wait(administrator: Desk) -> None:
    """The window counts the seconds down, as at sign-in."""
    waits = []
    for _ in range(4):
        with pytest.raises(Refused) as refused:
            users.confirm_second(administrator, "supervisor", "bukan sandinya")
        if refused.value.code == "keys.wrong_password":
            waits.append(refused.value.values["seconds"])
    assert waits[0] == 0
    assert waits[-1] > 0


def test_the_last_administrator_stays(administrator: Desk) -> None:
    assert code_of(users.remove, administrator, "administrator", "supervisor", PASSWORD) == "user.last_administrator"
    users.add(administrator, "kedua", Role.ADMINISTRATOR, FIRST)
    users.remove(administrator, "administrator", "supervisor", PASSWORD)
    assert not row(administrator, "administrator").active


def test_of_somebody_removed_nothing_more_is_done(administrator: Desk) -> None:
    """A slot for him would hand him the new key, which was changed to keep him out."""
    users.remove(administrator, "auditor", "supervisor", PASSWORD)
    key = administrator.office.key
    assert code_of(users.give_password, administrator, "auditor", FIRST) == "user.inactive"
    assert code_of(users.remove, administrator, "auditor", "supervisor", PASSWORD) == "user.inactive"
    assert administrator.office.key == key
    assert administrator.office.folder.read_keys().named("auditor") is None


def test_a_removed_person_is_no_second_person(administrator: Desk) -> None:
    users.remove(administrator, "auditor", "supervisor", PASSWORD)
    assert not users.is_password_of(administrator, "auditor", PASSWORD)
    assert users.is_password_of(administrator, "Supervisor", PASSWORD)


def test_ones_own_slot_under_another_name_is_no_second_person(administrator: Desk) -> None:
    """One person copied his own slot in keys.json, which is no secret, and agreed to himself."""
    place = administrator.office.folder
    keyfile = place.read_keys()
    own = keyfile.of(administrator.person.id)
    assert own is not None
    place.write_keys(replace(keyfile, slots=(*keyfile.slots, replace(own, name="siluman"))))
    assert code_of(users.remove, administrator, "operator", "siluman", PASSWORD) == "keys.name_changed"
    assert row(administrator, "operator").active


def test_ones_own_slot_under_a_colleagues_name_is_no_second_person(administrator: Desk) -> None:
    """The office has a supervisor, but this is not his slot."""
    place = administrator.office.folder
    keyfile = place.read_keys()
    own, his = keyfile.of(administrator.person.id), keyfile.named("supervisor")
    assert own is not None
    assert his is not None
    others = [slot for slot in keyfile.slots if slot != his]
    place.write_keys(replace(keyfile, slots=(replace(own, name="supervisor"), replace(his, name="lama"), *others)))
    assert code_of(users.confirm_second, administrator, "supervisor", PASSWORD) == "keys.name_changed"
    # With his user id put on it as well, the seal does not open: that is what it is bound to.
    forged = replace(own, name="supervisor", user_id=his.user_id)
    place.write_keys(replace(keyfile, slots=(forged, *others)))
    assert code_of(users.confirm_second, administrator, "supervisor", PASSWORD) == "keys.wrong_password"


def test_a_slot_of_nobody_is_no_second_person(administrator: Desk) -> None:
    place = administrator.office.folder
    keyfile = place.read_keys()
    slot = keys.make_slot(
        administrator.office.code, administrator.office.key, PASSWORD, user_id=new_id(), name="hantu", role="operator"
    )
    place.write_keys(keyfile.with_slot(slot))
    assert code_of(users.confirm_second, administrator, "hantu", PASSWORD) == "database.foreign"


def test_another_case_of_a_name_is_the_same_person(administrator: Desk) -> None:
    """Names are found in any case at sign-in; that is no disagreement."""
    users.confirm_second(administrator, "SUPERVISOR", PASSWORD)


@pytest.mark.parametrize("name", ["siapa", "", "AUDITOR"])
def test_unknown_people_are_named(administrator: Desk, name: str) -> None:
    """The list shows names as they are written: another case is another person here."""
    assert code_of(users.give_password, administrator, name, FIRST) == "user.unknown"
    assert code_of(users.remove, administrator, name, "supervisor", PASSWORD) == "user.unknown"


def everything_logged(desk: Desk) -> list[AuditLine]:
    with desk.read() as session:
        return list(session.scalars(select(AuditLine).order_by(AuditLine.seq)))


def test_each_act_names_who_did_it_and_to_whom_but_no_password(administrator: Desk) -> None:
    users.add(administrator, "ratna", Role.OPERATOR, FIRST)
    users.give_password(administrator, "ratna", FIRST + "-2")
    users.remove(administrator, "ratna", "supervisor", PASSWORD)
    lines = everything_logged(administrator)
    about_her = [line for line in lines if line.record == str(row(administrator, "ratna").id)]
    assert {line.action for line in about_her} >= {"user.add", "user.password", "user.remove"}
    assert {line.actor for line in about_her} == {"administrator"}
    assert '"second": "supervisor"' in " ".join(line.detail or "" for line in about_her)
    told = " ".join(line.detail or "" for line in lines)
    assert not any(secret in told for secret in (FIRST, PASSWORD, administrator.office.key.hex()))


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.SUPERVISOR, Role.AUDITOR])
def test_people_are_the_administrators_work(operator: Desk, role: Role) -> None:
    desk = offices.same_office_as(operator, role)
    before = users.everybody(desk)
    for act in (
        (users.add, "ratna", Role.OPERATOR, FIRST),
        (users.give_password, "auditor", FIRST),
        (users.remove, "auditor", "supervisor", PASSWORD),
    ):
        assert code_of(act[0], desk, *act[1:]) == "role.not_allowed"
    assert users.everybody(desk) == before


def test_the_row_of_a_removed_person_stays_for_the_log(administrator: Desk) -> None:
    users.remove(administrator, "operator", "supervisor", PASSWORD)
    gone = row(administrator, "operator")
    assert (gone.role, gone.active, gone.full_name) == (Role.OPERATOR, False, "Si Operator")
    assert code_of(users.add, administrator, "Operator", Role.OPERATOR, FIRST) == "user.exists"
