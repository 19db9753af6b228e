"""A backup is whole, proved and can be laid out again; a damaged one says so."""

import threading
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.errors import Cancelled, Refused
from desktop.services.desk import Desk
from desktop.store import backup
from desktop.store.folder import OfficeFolder
from desktop.store.keys import new_key
from tests.store.test_journal import add_family, attack_past_the_triggers


def test_a_backup_into_no_folder_names_the_folder_that_was_typed(operator: Desk, tmp_path: Path) -> None:
    """Not the folder the program would have made in it."""
    for missing in (tmp_path / "tidak-ada", tmp_path / "catatan.txt"):
        (tmp_path / "catatan.txt").write_text("x")
        with pytest.raises(Refused) as refused:
            backup.make(operator.office, missing / "a.ejsika-backup")
        assert (refused.value.code, refused.value.values) == ("files.missing", {"path": str(missing)})


def test_a_backup_holds_what_the_office_held(operator: Desk, tmp_path: Path) -> None:
    add_family(operator)
    done = backup.make(operator.office, tmp_path / "a.ejsika-backup")
    assert done.size == (tmp_path / "a.ejsika-backup").stat().st_size
    assert '"household": 1' in done.summary
    place = OfficeFolder(tmp_path / "back")
    backup.unpack(done.path, place)
    assert backup.prove(place.database, operator.office.key) == done.summary
    assert place.read_keys() == operator.office.folder.read_keys()


def test_a_backup_is_not_readable(operator: Desk, tmp_path: Path) -> None:
    add_family(operator, "Nyi Rahasia Sekali")
    done = backup.make(operator.office, tmp_path / "a.ejsika-backup")
    assert b"Rahasia" not in done.path.read_bytes()


def test_an_existing_file_is_never_written_over(operator: Desk, tmp_path: Path) -> None:
    target = tmp_path / "a.ejsika-backup"
    target.write_text("precious")
    with pytest.raises(Refused) as refused:
        backup.make(operator.office, target)
    assert refused.value.code == "files.exists"
    assert target.read_text() == "precious"


def test_a_cancelled_backup_leaves_nothing(operator: Desk, tmp_path: Path) -> None:
    class Impatient:
        def step(self, done: int, total: int | None = None, what: str = "") -> None:
            if done == 2:
                raise Cancelled

    target = tmp_path / "out" / "a.ejsika-backup"
    target.parent.mkdir()
    with pytest.raises(Cancelled):
        backup.make(operator.office, target, Impatient())
    assert list(target.parent.iterdir()) == []


def test_a_backup_during_writing_is_consistent(operator: Desk, tmp_path: Path) -> None:
    """TRUST.md 3.3: file copies of a live database were broken; this way was not."""
    stop = threading.Event()

    def keep_writing() -> None:
        while not stop.is_set():
            add_family(operator)

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        for number in range(5):
            backup.make(operator.office, tmp_path / f"{number}.ejsika-backup")  # proves itself
    finally:
        stop.set()
        writer.join()


@pytest.mark.parametrize("part", ["office.db", "keys.json", "manifest.json"])
def test_a_changed_part_is_refused(operator: Desk, tmp_path: Path, part: str) -> None:
    done = backup.make(operator.office, tmp_path / "a.ejsika-backup")
    changed = tmp_path / "b.ejsika-backup"
    with zipfile.ZipFile(done.path) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            data = bytearray(source.read(name))
            if name == part:
                data[len(data) // 2] ^= 1
            target.writestr(name, bytes(data))
    place = OfficeFolder(tmp_path / "back")
    if part == "manifest.json":
        # Whatever was flipped: either it no longer names the parts rightly, or it only changed a figure.
        try:
            backup.unpack(changed, place)
        except Refused as refused:
            assert refused.code == "backup.damaged"
        return
    with pytest.raises(Refused) as refused_part:
        backup.unpack(changed, place)
    assert refused_part.value.code == "backup.damaged"
    assert not place.path.exists()


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\3\4 broken"])
def test_what_is_no_backup_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(Refused) as refused:
        backup.unpack(tmp_path / "a", OfficeFolder(tmp_path / "back"))
    assert refused.value.code == "backup.damaged"


def test_a_cut_backup_is_refused(operator: Desk, tmp_path: Path) -> None:
    done = backup.make(operator.office, tmp_path / "a.ejsika-backup")
    whole = done.path.read_bytes()
    for share in (0.2, 0.5, 0.9, 0.999):
        cut = tmp_path / "cut"
        cut.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(Refused):
            backup.unpack(cut, OfficeFolder(tmp_path / "back"))


def test_foreign_names_in_a_backup_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a", "w") as archive:
        for name in ("../outside", "office.db", "keys.json", "manifest.json"):
            archive.writestr(name, b"x")
    with pytest.raises(Refused):
        backup.unpack(tmp_path / "a", OfficeFolder(tmp_path / "back"))
    assert not (tmp_path.parent / "outside").exists()


def test_a_flipped_page_fails_the_proof(operator: Desk, tmp_path: Path) -> None:
    """Number 8 of the faults to survive."""
    add_family(operator)
    done = backup.make(operator.office, tmp_path / "a.ejsika-backup")
    place = OfficeFolder(tmp_path / "back")
    backup.unpack(done.path, place)
    data = bytearray(place.database.read_bytes())
    data[len(data) // 2] ^= 1
    place.database.write_bytes(bytes(data))
    with pytest.raises(Refused) as refused:
        backup.prove(place.database, operator.office.key)
    assert refused.value.code in ("backup.not_verified", "database.damaged")


def test_another_key_proves_nothing(operator: Desk, tmp_path: Path) -> None:
    done = backup.make(operator.office, tmp_path / "a.ejsika-backup")
    place = OfficeFolder(tmp_path / "back")
    backup.unpack(done.path, place)
    with pytest.raises(Refused):
        backup.prove(place.database, new_key())


def test_rotation_keeps_days_weeks_and_months(tmp_path: Path) -> None:
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    for hours in range(0, 24 * 500, 6):
        stamp = (now - timedelta(hours=hours)).strftime("%Y%m%dT%H%M%S")
        (tmp_path / f"{stamp}-x{backup.SUFFIX}").touch()
    (tmp_path / f"by-hand{backup.SUFFIX}").touch()
    gone = set(backup.superseded(tmp_path, now))
    kept = sorted(path.name for path in tmp_path.iterdir() if path not in gone)
    assert f"by-hand{backup.SUFFIX}" in kept, "only what the program named itself is thinned out"
    recent = [name for name in kept if name >= "20261119T12"]
    assert len(recent) >= 9, "all of two days"
    months = {name[:6] for name in kept if name[0].isdigit()}
    assert len(months) == 12
    assert len(kept) <= 9 + 12 + 8 + 12 + 1
    assert backup.superseded(tmp_path, now) == backup.superseded(tmp_path, now)


def test_an_automatic_backup_lies_in_the_office(operator: Desk) -> None:
    done = backup.automatic(operator.office, "test")
    assert done.path.parent == operator.office.folder.backups
    assert done.path.name.endswith(f"-test{backup.SUFFIX}")


def rewritten(source: Path, target: Path, **changed: bytes | None) -> Path:
    """Copy a backup with parts changed, left out (None) or added."""
    parts = {name.replace("__", "."): data for name, data in changed.items()}
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = parts.pop(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
        for name, data in parts.items():
            new.writestr(name, data or b"")
    return target


@pytest.mark.parametrize(
    "changed",
    [
        {"office__toml": b'name = "Kantor Lain"'},
        {"office__toml": None},
        {"manifest__json": None},
        {"manifest__json": b"7"},
        {"manifest__json": b"[]"},
        {"manifest__json": b'{"sha256": []}'},
        {"manifest__json": b'{"sha256": {}}'},
        {"manifest__json": b'{"sha256": {"office.db": "0", "keys.json": "0", "office.toml": "0"}}'},
        {"manifest__json": b"\xff"},
        {"manifest__json": b"[" * 100_000},
        {"extra__exe": b"MZ"},
    ],
)
def test_a_backup_with_other_parts_is_refused(operator: Desk, tmp_path: Path, changed: dict[str, bytes | None]) -> None:
    """Also one whose manifest vouches for fewer parts than it has."""
    done = backup.make(operator.office, tmp_path / "a.ejsika-backup")
    with pytest.raises(Refused) as refused:
        backup.unpack(rewritten(done.path, tmp_path / "b", **changed), OfficeFolder(tmp_path / "back"))
    assert refused.value.code == "backup.damaged"
    assert not (tmp_path / "back").exists()


def test_a_compressed_backup_is_not_ours(operator: Desk, tmp_path: Path) -> None:
    """What is kept plain cannot swell: a few bytes never become gigabytes."""
    done = backup.make(operator.office, tmp_path / "a.ejsika-backup")
    swollen = tmp_path / "b.ejsika-backup"
    with zipfile.ZipFile(done.path) as old, zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    with pytest.raises(Refused):
        backup.unpack(swollen, OfficeFolder(tmp_path / "back"))


def test_a_backup_of_a_damaged_office_is_never_made(operator: Desk, tmp_path: Path) -> None:
    """What fails its own proof gets no name, and the earlier backup stays."""
    add_family(operator)
    good = backup.automatic(operator.office, "good").path.read_bytes()
    attack_past_the_triggers(operator, "UPDATE audit_line SET actor = 'x' WHERE seq = 2")
    with pytest.raises(Refused) as refused:
        backup.automatic(operator.office, "bad")
    assert (refused.value.code, refused.value.values) == ("backup.not_verified", {"reason": "proof.chain"})
    (kept,) = operator.office.folder.backups.iterdir()
    assert kept.read_bytes() == good


def test_what_a_cut_backup_left_goes_with_the_next(operator: Desk, tmp_path: Path) -> None:
    left = tmp_path / ".ejsika-36.01-zzz.ejsika-tmp"
    left.mkdir()
    (left / "office.db").write_bytes(b"half")
    backup.make(operator.office, tmp_path / "a.ejsika-backup")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_two_backups_in_a_row_hold_the_same(operator: Desk, tmp_path: Path) -> None:
    add_family(operator)
    first, second = (backup.make(operator.office, tmp_path / f"{number}.ejsika-backup") for number in range(2))
    assert first.summary == second.summary


def test_nothing_of_the_old_days_is_thinned_while_it_is_all_there_is(tmp_path: Path) -> None:
    """An office that was closed for a year keeps its last backups, however old they are."""
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    for days in (400, 401, 402):
        stamp = (now - timedelta(days=days)).strftime("%Y%m%dT%H%M%S")
        (tmp_path / f"{stamp}-x{backup.SUFFIX}").touch()
    assert backup.superseded(tmp_path, now) == []
