"""A new office is made whole or not at all."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from desktop import paths
from desktop.errors import Refused
from desktop.gazetteer import Gazetteer
from desktop.models import Area, AuditLine, Tranche
from desktop.rules.terms import Role
from desktop.services import office_settings, opening, programmes, signing_in
from desktop.services.desk import Desk
from desktop.services.opening import NewOffice, NewUser
from desktop.store.folder import MARK
from tests.offices import PASSWORD, USERS

WANTED = NewOffice("36.01", ("jamsosratu-2019",), USERS)


def create(folder: Path, wanted: NewOffice) -> opening.OfficeMade:
    return opening.create(folder, wanted, Gazetteer(), paths.resources())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"code": "99.99"}, "office.unknown_area"),
        ({"code": "36.01.01"}, "office.unknown_area"),
        ({"code": ""}, "office.unknown_area"),
        ({"users": USERS[:1]}, "office.no_users"),
        ({"users": (*USERS, NewUser("Operator", Role.OPERATOR, PASSWORD))}, "office.same_user"),
        ({"users": (replace(USERS[0], password="pendek"), *USERS[1:])}, "keys.password_short"),
        ({"programmes": ("jamsosratu-1999",)}, "programme.unknown"),
    ],
)
def test_what_cannot_be_an_office_leaves_nothing(tmp_path: Path, change: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        create(tmp_path / "kantor", replace(WANTED, **change))
    assert refused.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "surat.txt").write_text("mine")
    with pytest.raises(Refused) as refused:
        create(tmp_path, WANTED)
    assert refused.value.code == "folder.not_empty"


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "kantor").mkdir()
    made = create(tmp_path / "kantor", WANTED)
    assert made.name == "Kabupaten Pandeglang"
    assert sorted(path.name for path in (tmp_path / "kantor").iterdir()) == [
        "backups", "inbox", "keys.json", "office.db", "office.toml", "outbox", "photos",
    ]  # fmt: skip
    assert [path.name for path in tmp_path.iterdir()] == ["kantor"]


def test_a_set_up_that_was_cut_off_is_cleared_away(tmp_path: Path) -> None:
    half = tmp_path / "kantor.ejsika-new"
    half.mkdir()
    (half / "office.db").write_bytes(b"half")
    (half / MARK).touch()
    create(tmp_path / "kantor", WANTED)
    assert not half.exists()


def test_a_strangers_folder_of_that_name_is_left_alone(tmp_path: Path) -> None:
    letter = tmp_path / "kantor.ejsika-new" / "surat.txt"
    letter.parent.mkdir()
    letter.write_text("mine")
    with pytest.raises(Refused) as refused:
        create(tmp_path / "kantor", WANTED)
    assert refused.value.code == "folder.in_the_way"
    assert letter.read_text() == "mine"
    assert not (tmp_path / "kantor").exists()


def test_the_office_knows_its_whole_province(operator: Desk) -> None:
    with operator.read() as session:
        counts = dict(session.execute(select(Area.level, func.count()).group_by(Area.level)).all())
        pandeglang = session.scalar(
            select(func.count()).where(Area.level == "district", Area.code.startswith("36.01."))
        )
    assert counts["regency"] == 8
    assert counts["district"] == 155
    assert counts["village"] > 1_500
    assert pandeglang == 35


def test_a_province_is_an_office_too(tmp_path: Path) -> None:
    made = create(tmp_path / "provinsi", replace(WANTED, code="36"))
    assert made.name == "Banten"
    desk = signing_in.sign_in(tmp_path / "provinsi", "administrator", PASSWORD)
    assert desk.office.code == "36"
    desk.close()


def test_programmes_are_there_and_owned_by_the_province(administrator: Desk) -> None:
    assert [row.code for row in programmes.here(administrator)] == ["jamsosratu-2019"]
    with administrator.read() as session:
        tranches = session.scalars(select(Tranche).order_by(Tranche.number)).all()
        year = programmes.rules_of(session, "jamsosratu", 2019)
    assert [(row.number, row.amount, row.owner) for row in tranches] == [(1, 1_000_000, "36"), (2, 750_000, "36")]
    assert year.tranche(1).amount == 1_000_000


def test_a_programme_is_added_once(administrator: Desk) -> None:
    row = programmes.add(administrator, "jamsosratu-2021", paths.resources()).value
    assert (row.programme, row.year) == ("jamsosratu", 2021)
    with pytest.raises(Refused) as refused:
        programmes.add(administrator, "jamsosratu-2021", paths.resources())
    assert refused.value.code == "programme.there"
    with administrator.read() as session:
        assert programmes.newest(session).year == 2021
        assert programmes.newest(session, "jamsosratu").year == 2021
        with pytest.raises(Refused):
            programmes.rules_of(session, "pkh", 2021)


def test_with_two_programmes_one_says_which(administrator: Desk) -> None:
    programmes.add(administrator, "jscb-2023", paths.resources())
    with administrator.read() as session, pytest.raises(Refused) as refused:
        programmes.newest(session)
    assert refused.value.code == "programme.which"


def test_an_office_writes_its_own_programme(administrator: Desk, tmp_path: Path) -> None:
    source = (paths.resources() / "programmes" / "jamsosratu-2019.toml").read_text(encoding="utf-8")
    own = tmp_path / "own.toml"
    own.write_text(source.replace("2019", "2020"), encoding="utf-8")
    assert programmes.add(administrator, str(own), paths.resources()).value.year == 2020


def test_every_packaged_programme_can_be_added(administrator: Desk) -> None:
    for name in programmes.known(paths.resources()):
        if name != "jamsosratu-2019":
            programmes.add(administrator, name, paths.resources())
    assert len(programmes.here(administrator)) == len(programmes.known(paths.resources()))


def about(folder: Path) -> tuple[Desk, office_settings.OfficeAbout]:
    desk = signing_in.sign_in(folder, "administrator", PASSWORD)
    return desk, office_settings.about(desk)


def test_what_the_assistant_asked_is_set_and_logged(tmp_path: Path) -> None:
    head = office_settings.Letterhead(city="Labuan", phone="0253")
    create(tmp_path / "kantor", replace(WANTED, settings={"letterhead": head}))
    desk, _ = about(tmp_path / "kantor")
    try:
        assert office_settings.read(desk, office_settings.Letterhead) == head
        with desk.read() as session:
            lines = session.scalars(select(AuditLine.action).order_by(AuditLine.seq)).all()
    finally:
        desk.close()
    assert {"office.create", "setting.change"} <= set(lines)


def test_a_setting_that_is_none_makes_no_office(tmp_path: Path) -> None:
    kept: tuple[dict[str, object], ...] = (
        {"letterhead": "Labuan"},
        {"colour": "blue"},
        {"papers": office_settings.Papers("[urut]")},
    )
    for wanted in kept:
        with pytest.raises(Refused):
            create(tmp_path / "kantor", replace(WANTED, settings=wanted))
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("practice", [True, False])
def test_in_a_practice_office_nobody_is_asked_for_a_new_password(tmp_path: Path, practice: bool) -> None:
    create(tmp_path / "kantor", replace(WANTED, practice=practice))
    desk, found = about(tmp_path / "kantor")
    assert found.practice is practice
    assert desk.person.must_change_password is not practice
    desk.close()


def test_two_offices_share_neither_key_nor_recovery_code(tmp_path: Path) -> None:
    codes, keys_of = set(), set()
    for name in ("a", "b"):
        codes.add(create(tmp_path / name, WANTED).recovery_code)
        desk, _ = about(tmp_path / name)
        keys_of.add(bytes(desk.office.key))
        desk.close()
    assert len(codes) == len(keys_of) == 2
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert not any(code.encode() in written or code.replace("-", "").encode() in written for code in codes)


def test_passwords_and_names_of_people_are_not_open_on_the_disk(tmp_path: Path) -> None:
    create(tmp_path / "kantor", WANTED)
    written = b"".join(path.read_bytes() for path in (tmp_path / "kantor").rglob("*") if path.is_file())
    assert PASSWORD.encode() not in written
    assert b"Si Operator" not in written
    assert b"SQLite format 3" not in written


@pytest.mark.parametrize("name", ["OneDrive", "Dropbox", "Google Drive"])
def test_a_folder_a_cloud_copies_is_no_place_for_an_office(tmp_path: Path, name: str) -> None:
    for act in (opening.check_place, lambda place: create(place, WANTED)):
        with pytest.raises(Refused) as refused:
            act(tmp_path / name / "kantor")
        assert refused.value.code == "folder.synced"
    assert list(tmp_path.iterdir()) == []


def test_a_place_is_looked_at_beforehand(tmp_path: Path) -> None:
    opening.check_place(tmp_path / "baru")
    (tmp_path / "leer").mkdir()
    opening.check_place(tmp_path / "leer")
    (tmp_path / "surat").write_text("mine")
    for taken in (tmp_path, tmp_path / "surat"):
        with pytest.raises(Refused) as refused:
            opening.check_place(taken)
        assert refused.value.code == "folder.not_empty"


@pytest.mark.parametrize(
    ("users", "code"),
    [
        ((), "office.no_users"),
        ((NewUser("", Role.ADMINISTRATOR, PASSWORD),), "user.no_name"),
        ((NewUser(" admin", Role.ADMINISTRATOR, PASSWORD),), "user.no_name"),
        ((NewUser("recovery", Role.ADMINISTRATOR, PASSWORD),), "user.no_name"),
        ((NewUser("a", Role.ADMINISTRATOR, "123456789012"),), "keys.password_common"),
        ((NewUser("a", Role.ADMINISTRATOR, PASSWORD), NewUser("A", Role.OPERATOR, PASSWORD)), "office.same_user"),
    ],
)
def test_people_are_looked_at_beforehand(users: tuple[NewUser, ...], code: str) -> None:
    with pytest.raises(Refused) as refused:
        opening.check_users(users)
    assert refused.value.code == code
