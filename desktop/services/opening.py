"""Setting up a new office: its area, programmes, people and the recovery code."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from sqlalchemy import insert

from desktop.errors import Refused
from desktop.gazetteer import Gazetteer
from desktop.models import Area, Office, User
from desktop.rules.ids import new_id
from desktop.rules.programme import ProgrammeYear
from desktop.rules.terms import Role
from desktop.services import office_settings, programmes
from desktop.services.users import check_name
from desktop.store import keys, migrate
from desktop.store.engine import connect
from desktop.store.folder import OfficeFolder, made_whole, refuse_unsafe_place
from desktop.store.office import OpenOffice, utc_now
from desktop.store.unit import Unit


@dataclass(frozen=True, slots=True)
class NewUser:
    """A person who shall sign in; `password` is a first one that the window asks him to replace."""

    name: str
    role: Role
    password: str
    full_name: str = ""


@dataclass(frozen=True, slots=True)
class NewOffice:
    """What the first-run assistant asks. `code` is a Kemendagri code of a regency (36.01) or province (36)."""

    code: str
    programmes: tuple[str, ...]
    users: tuple[NewUser, ...]
    settings: dict[str, object] = field(default_factory=dict)
    practice: bool = False


@dataclass(frozen=True, slots=True)
class OfficeMade:
    """The office's name, and the recovery code: shown and printed once, stored nowhere."""

    name: str
    recovery_code: str


def create(folder: Path, wanted: NewOffice, gazetteer: Gazetteer, resources: Path) -> OfficeMade:
    """Make a new office folder, whole or not at all."""
    area = gazetteer.area(wanted.code)
    if area is None or area.level not in ("regency", "province"):
        raise Refused("office.unknown_area", code=wanted.code)
    check_users(wanted.users)
    years = [programmes.packaged(name, resources) for name in wanted.programmes]
    with made_whole(OfficeFolder(folder)) as building:
        building.create()
        code = keys.new_recovery_code()
        key = keys.new_key()
        ids = {user.name: new_id() for user in wanted.users}
        _make_database(building, key, wanted, ids, gazetteer, years)
        building.write_keys(_key_file(wanted, ids, key, code))
        building.write_about(wanted.code, area.name)
    return OfficeMade(area.name, code)


def check_place(folder: Path) -> None:
    """Refuse a folder that a new office could not be made in."""
    OfficeFolder(folder).refuse_taken()
    refuse_unsafe_place(folder)


def check_users(users: Sequence[NewUser]) -> None:
    """Refuse people an office cannot begin with: no administrator, a name twice, a weak first password."""
    if not any(user.role is Role.ADMINISTRATOR for user in users):
        raise Refused("office.no_users")
    seen: set[str] = set()
    for user in users:
        check_name(user.name)
        if user.name.casefold() in seen:
            raise Refused("office.same_user", name=user.name)
        seen.add(user.name.casefold())
        keys.check_new_password(user.password)


def _make_database(
    place: OfficeFolder,
    key: bytes,
    wanted: NewOffice,
    ids: dict[str, UUID],
    gazetteer: Gazetteer,
    years: Sequence[ProgrammeYear],
) -> None:
    connect(place.database, key, create=True).close()
    office = OpenOffice(place, key, place.hold())
    try:
        migrate.upgrade(office.writer)
        office.code, office.stream = wanted.code, f"{wanted.code}#1"
        with office.write(wanted.users[0].name, "office.create") as unit:
            _fill(unit, wanted, ids, gazetteer)
            for year in years:
                programmes.store(unit, year, wanted.code)
    finally:
        office.close()


def _fill(unit: Unit, wanted: NewOffice, ids: dict[str, UUID], gazetteer: Gazetteer) -> None:
    now = utc_now()
    area = gazetteer.area(wanted.code)
    assert area is not None
    unit.session.add(
        Office(
            only=1, code=area.code, name=area.name, level=area.level, epoch=1, practice=wanted.practice, created_at=now
        )
    )
    province = area.code.split(".")[0]
    areas = [
        {"code": area.code, "parent_code": area.parent_code or None, "level": area.level, "name": area.name}
        for area in gazetteer.within(province)
    ]
    unit.connection.execute(insert(Area), areas)
    for user in wanted.users:
        unit.session.add(
            User(
                id=ids[user.name],
                name=user.name,
                full_name=user.full_name,
                role=user.role,
                active=True,
                must_change_password=not wanted.practice,
                created_at=now,
            )
        )
    for name, value in wanted.settings.items():
        office_settings.put(unit, name, value)
    unit.journal.note(code=wanted.code, users=json.dumps([user.name for user in wanted.users]))


def _key_file(wanted: NewOffice, ids: dict[str, UUID], key: bytes, code: str) -> keys.KeyFile:
    keyfile = keys.KeyFile(wanted.code)
    for user in wanted.users:
        slot = keys.make_slot(wanted.code, key, user.password, user_id=ids[user.name], name=user.name, role=user.role)
        keyfile = keyfile.with_slot(slot)
    recovery = keys.make_slot(wanted.code, key, code, user_id=keys.RECOVERY, name=keys.RECOVERY, role=keys.RECOVERY)
    return keyfile.with_slot(recovery)
