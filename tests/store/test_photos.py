"""A photograph lies sealed under a name that says nothing, comes back as it was, and its loss is found."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Photograph
from desktop.rules.ids import new_id
from desktop.services.desk import Desk
from desktop.store import backup, engine, photos, rekey
from desktop.store.folder import OfficeFolder
from desktop.store.photos import Copied
from tests import offices
from tests.pictures import photograph
from tests.store.test_journal import add_family, faults


def keep(desk: Desk, picture: bytes, family: UUID | None = None) -> str:
    """Seal a picture and write the record that names it."""
    family = family or add_family(desk)
    with desk.write("photograph.add") as unit:
        name = photos.keep(unit, desk.office.folder, desk.office.key, picture)
        row = Photograph(id=new_id(), household_id=family, shows="house", file=name, size=len(picture))
        row.width, row.height, row.added_by, row.added_at = 800, 600, desk.person.id, desk.now()
        unit.session.add(row)
    return name


def read(desk: Desk, name: str) -> bytes:
    with desk.read() as session:
        return photos.read(session, desk.office.folder, name)


def wrong(desk: Desk) -> list[tuple[str, dict[str, object]]]:
    with desk.read() as session:
        found = photos.faults(session.connection(), desk.office.folder)
        return [(fault.code, fault.values) for fault in found]


def place(desk: Desk, name: str) -> Path:
    return desk.office.folder.path / "photos" / name


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_picture_comes_back_as_it_was(operator: Desk) -> None:
    pictures = [photograph(number) for number in range(4)]
    names = [keep(operator, picture) for picture in pictures]
    assert len(set(names)) == 4
    assert [read(operator, name) for name in names] == pictures
    assert wrong(operator) == []
    assert faults(operator) == []


def test_the_file_tells_nothing(operator: Desk) -> None:
    picture = photograph(1)
    name = keep(operator, picture)
    data = place(operator, name).read_bytes()
    assert len(name) == 64
    assert len(data) == photos.HEAD_BYTES + len(picture) + photos.TAG_BYTES
    assert not any(picture[at : at + 16] in data for at in range(0, len(picture) - 16, 16))
    assert b"JFIF" not in data


def test_the_name_says_the_picture_only_to_the_office(operator: Desk, office_template: offices.Template) -> None:
    """Who holds a picture cannot tell whether an office holds it: another key gives another name."""
    other = OfficeFolder(office_template.folder)
    name = keep(operator, photograph(1))
    with operator.write("photograph.add") as unit:
        elsewhere = photos.keep(unit, other, b"\1" * 32, photograph(1))
    (other.path / "photos" / elsewhere).unlink()
    assert name != elsewhere


def test_the_same_picture_is_kept_once(operator: Desk) -> None:
    first = keep(operator, photograph(1))
    before = files(operator.office.folder.path / "photos")
    assert keep(operator, photograph(1)) == first
    assert files(operator.office.folder.path / "photos") == before


def test_two_seals_of_one_picture_differ(operator: Desk) -> None:
    name = keep(operator, photograph(1))
    once = place(operator, name).read_bytes()
    place(operator, name).unlink()
    keep(operator, photograph(1))
    again = place(operator, name).read_bytes()
    assert once != again
    assert read(operator, name) == photograph(1)


def test_a_damaged_file_is_mended_by_adding_the_picture_again(operator: Desk) -> None:
    name = keep(operator, photograph(1))
    place(operator, name).write_bytes(b"x" * 500)
    with pytest.raises(Refused):
        read(operator, name)
    assert keep(operator, photograph(1)) == name
    assert read(operator, name) == photograph(1)


def test_an_office_without_the_folder_gets_it(operator: Desk) -> None:
    (operator.office.folder.path / "photos").rmdir()
    assert read(operator, keep(operator, photograph(1))) == photograph(1)


def test_the_key_never_stands_in_the_log(operator: Desk) -> None:
    keep(operator, photograph(1))
    keep(operator, photograph(2))
    with operator.read() as session:
        lines = session.scalars(select(AuditLine).where(AuditLine.action == "photo_key.keep")).all()
        held = session.execute(select(AuditLine.detail)).scalars().all()
        keys = [key.hex() for key in photos._keys(session.connection()).values()]
    assert [line.record for line in lines] == ["photo_keys"], "made once"
    assert len(keys) == 1
    assert not any(keys[0] in (detail or "") for detail in held)


def test_pictures_stay_readable_under_a_new_key(operator: Desk, office_folder: Path) -> None:
    """Removing a user changes the key of the office; old pictures open, new ones are sealed under the new key."""
    old_key = operator.office.key
    old = keep(operator, photograph(1))
    rekey.change_key(operator.office, operator.office.folder.read_keys())
    new = keep(operator, photograph(2))
    assert [read(operator, name) for name in (old, new)] == [photograph(1), photograph(2)]
    assert wrong(operator) == []
    with operator.read() as session:
        keys = photos._keys(session.connection())
    assert len(keys) == 2
    departed = photos._derived(old_key, b"ejsika photographs 1")
    known = {photos._id_of(departed): departed}
    assert photos._opened(place(operator, old), known) == photograph(1), "who left could have copied it then"
    assert photos._opened(place(operator, new), known) is None
    operator.close()
    desk = offices.sign_in(office_folder, operator.person.role)
    assert read(desk, old) == photograph(1)
    desk.close()


def test_no_key_of_the_pictures_opens_the_office(operator: Desk) -> None:
    keep(operator, photograph(1))
    with operator.read() as session:
        (key,) = photos._keys(session.connection()).values()
    with pytest.raises(Refused):
        engine.connect(operator.office.folder.database, key)


def cut(data: bytes) -> bytes:
    return data[:-1]


def flip_first(data: bytes) -> bytes:
    return bytes([data[0] ^ 1]) + data[1:]


def flip_nonce(data: bytes) -> bytes:
    return data[:15] + bytes([data[15] ^ 1]) + data[16:]


def flip_last(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


def empty(_: bytes) -> bytes:
    return b""


def head_only(data: bytes) -> bytes:
    return data[:20]


def plain(_: bytes) -> bytes:
    return photograph(9)


DAMAGES = [cut, flip_first, flip_nonce, flip_last, empty, head_only, plain]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_changed_file_is_refused_and_found(operator: Desk, damage: Callable[[bytes], bytes]) -> None:
    keep(operator, photograph(1))
    name = keep(operator, photograph(2))
    place(operator, name).write_bytes(damage(place(operator, name).read_bytes()))
    with pytest.raises(Refused) as refused:
        read(operator, name)
    assert refused.value.code == "photos.changed"
    assert wrong(operator) == [("photos.damaged", {"count": 1, "name": name})]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1), bit=st.integers(0, 7))
def test_any_bit_counts(sealed: tuple[Path, dict[bytes, bytes], bytes], at: float, bit: int) -> None:
    path, keys, data = sealed
    changed = bytearray(data)
    changed[int(at * (len(data) - 1))] ^= 1 << bit
    path.write_bytes(changed)
    assert photos._opened(path, keys) is None


@pytest.fixture
def sealed(operator: Desk) -> tuple[Path, dict[bytes, bytes], bytes]:
    path = place(operator, keep(operator, photograph(1, (160, 120))))
    with operator.read() as session:
        keys = photos._keys(session.connection())
    return path, keys, path.read_bytes()


def test_a_file_that_is_gone_is_named(operator: Desk) -> None:
    names = sorted(keep(operator, photograph(number)) for number in range(3))
    for name in names[1:]:
        place(operator, name).unlink()
    with pytest.raises(Refused) as refused:
        read(operator, names[1])
    assert (refused.value.code, refused.value.values["path"]) == ("photos.missing", str(place(operator, names[1])))
    assert wrong(operator) == [("photos.gone", {"count": 2, "name": names[1]})]


def test_two_files_that_changed_names_are_found(operator: Desk) -> None:
    """Else the house of one family could be laid under another."""
    one, other = keep(operator, photograph(1)), keep(operator, photograph(2))
    first, second = place(operator, one).read_bytes(), place(operator, other).read_bytes()
    place(operator, one).write_bytes(second)
    place(operator, other).write_bytes(first)
    assert [(code, values["count"]) for code, values in wrong(operator)] == [("photos.damaged", 2)]


def test_a_file_no_record_names_says_nothing(operator: Desk) -> None:
    """Left by a transaction that failed after the picture was sealed."""
    with suppress(ZeroDivisionError), operator.write("photograph.add") as unit:
        name = photos.keep(unit, operator.office.folder, operator.office.key, photograph(1))
        raise ZeroDivisionError
    assert place(operator, name).is_file()
    assert wrong(operator) == []
    with pytest.raises(Refused) as refused:
        read(operator, name)
    assert refused.value.code == "photos.changed", "its key went with the transaction"
    assert keep(operator, photograph(1)) == name
    assert read(operator, name) == photograph(1)


def test_the_proof_says_how_far_it_is(operator: Desk) -> None:
    for number in range(3):
        keep(operator, photograph(number, (130, 120)))
    told: list[tuple[int, int | None, str]] = []

    class Watching:
        def step(self, done: int, total: int | None = None, what: str = "") -> None:
            told.append((done, total, what))

    with operator.read() as session:
        assert list(photos.faults(session.connection(), operator.office.folder, Watching())) == []
    assert told == [(0, 3, "Checking the photographs")]


def beside(path: Path) -> Path:
    return path.parent / "36.01.ejsika-photos"


def test_a_backup_takes_each_picture_once(operator: Desk, tmp_path: Path) -> None:
    """DESIGN.md 4.12."""
    keep(operator, photograph(1))
    first = backup.make(operator.office, tmp_path / "a.ejsika-backup")
    assert first.photos == Copied(1, 0, 0, str(beside(first.path)))
    written = {path: path.stat().st_mtime_ns for path in beside(first.path).iterdir()}
    keep(operator, photograph(2))
    second = backup.make(operator.office, tmp_path / "b.ejsika-backup")
    assert (second.photos.new, second.photos.there, second.photos.lost) == (1, 1, 0)
    assert files(beside(second.path)) == files(operator.office.folder.path / "photos")
    assert {path: path.stat().st_mtime_ns for path in written} == written


def test_an_office_without_photographs_leaves_no_folder(operator: Desk, tmp_path: Path) -> None:
    done = backup.make(operator.office, tmp_path / "a.ejsika-backup")
    assert not done.photos.any
    assert not beside(done.path).exists()


def test_the_programs_own_backups_copy_no_photographs(operator: Desk) -> None:
    """They lie in the office folder, where the photographs are."""
    keep(operator, photograph(1))
    done = backup.automatic(operator.office, "harian")
    assert not done.photos.any
    assert not beside(done.path).exists()


def test_a_lost_picture_stops_no_backup(operator: Desk, tmp_path: Path) -> None:
    gone, changed = keep(operator, photograph(1)), keep(operator, photograph(2))
    keep(operator, photograph(3))
    place(operator, gone).unlink()
    place(operator, changed).write_bytes(b"rusak")
    done = backup.make(operator.office, tmp_path / "a.ejsika-backup")
    assert (done.photos.new, done.photos.lost) == (1, 2)
    assert len(files(beside(done.path))) == 1, "a damaged one is not carried on"


def test_a_copy_that_was_cut_is_made_again(operator: Desk, tmp_path: Path) -> None:
    name = keep(operator, photograph(1))
    first = backup.make(operator.office, tmp_path / "a.ejsika-backup")
    (beside(first.path) / name).write_bytes(b"EJF1")
    second = backup.make(operator.office, tmp_path / "b.ejsika-backup")
    assert second.photos.new == 1
    assert files(beside(second.path)) == files(operator.office.folder.path / "photos")


def laid_out(desk: Desk, done: backup.BackupDone, to: Path) -> tuple[Copied, OfficeFolder]:
    office = OfficeFolder(to)
    backup.unpack(done.path, office)
    with desk.read() as session:
        return photos.bring_back(session.connection(), done.path, office), office


def test_photographs_come_back_with_the_backup(operator: Desk, tmp_path: Path) -> None:
    names = {keep(operator, photograph(number)) for number in range(3)}
    done = backup.make(operator.office, tmp_path / "a.ejsika-backup")
    copied, office = laid_out(operator, done, tmp_path / "pulih")
    assert replace(copied, folder="") == Copied(3, 0, 0)
    assert set(files(office.path / "photos")) == names
    again, _ = bring_again(operator, done, office)
    assert (again.new, again.there) == (0, 3)


def bring_again(desk: Desk, done: backup.BackupDone, office: OfficeFolder) -> tuple[Copied, OfficeFolder]:
    with desk.read() as session:
        return photos.bring_back(session.connection(), done.path, office), office


def test_photographs_come_back_from_the_office_of_an_own_backup(operator: Desk, tmp_path: Path) -> None:
    keep(operator, photograph(1))
    copied, office = laid_out(operator, backup.automatic(operator.office, "harian"), tmp_path / "pulih")
    assert (copied.new, copied.lost) == (1, 0)
    assert len(files(office.path / "photos")) == 1


def test_photographs_come_from_whichever_folder_lies_beside(operator: Desk, tmp_path: Path) -> None:
    """Of two offices on one stick, and of a folder that somebody named otherwise."""
    keep(operator, photograph(1))
    done = backup.make(operator.office, tmp_path / "a.ejsika-backup")
    beside(done.path).rename(tmp_path / "foto lama.ejsika-photos")
    (tmp_path / "32.05.ejsika-photos").mkdir()
    copied, _ = laid_out(operator, done, tmp_path / "pulih")
    assert (copied.new, copied.lost) == (1, 0)


def test_photographs_left_behind_are_counted(operator: Desk, tmp_path: Path) -> None:
    keep(operator, photograph(1))
    done = backup.make(operator.office, tmp_path / "a.ejsika-backup")
    moved = tmp_path / "lain"
    moved.mkdir()
    alone = replace(done, path=done.path.rename(moved / "a.ejsika-backup"))
    copied, office = laid_out(operator, alone, tmp_path / "pulih")
    assert (copied.new, copied.there, copied.lost) == (0, 0, 1)
    assert files(office.path / "photos") == {}


def test_a_full_or_forbidden_disk_says_so(operator: Desk, tmp_path: Path) -> None:
    keep(operator, photograph(1))
    (tmp_path / "36.01.ejsika-photos").write_text("in the way")
    with pytest.raises(Refused) as refused:
        backup.make(operator.office, tmp_path / "a.ejsika-backup")
    assert refused.value.code.startswith("files.")
    assert not (tmp_path / "a.ejsika-backup").exists()
