"""A full disk is an answer: it says so, nothing is half saved, and after freeing space it goes on."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop import paths
from desktop.errors import Refused
from desktop.gazetteer import Gazetteer
from desktop.rules.terms import Role
from desktop.services import approving, opening, safety, signing_in, users
from desktop.services.desk import Desk
from desktop.services.families import finding
from desktop.services.importing import accepting, previewing
from desktop.services.money import printing
from desktop.services.opening import NewOffice
from desktop.store import backup, rekey
from tests import offices
from tests.torture import cuts
from tests.torture.deeds import FIRST, VILLAGE
from tests.torture.killing import assert_sound, leftovers
from tests.torture.small_disk import fill, mounted, unmounted

FAMILIES = 60
MIB = 1 << 20
FULL = ("files.full", "database.full")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    place = mounted(tmp_path / "disk", 96 * MIB)
    yield place
    unmounted(place)


@pytest.fixture
def office(disk: Path, office_template: offices.Template) -> Path:
    return office_template.copy(disk / "office")


def desk_of(folder: Path, role: Role) -> Desk:
    return offices.sign_in(folder, role)


def test_an_import(office: Path, disk: Path, tmp_path: Path) -> None:
    file = cuts.register(tmp_path / "a.xlsx", FAMILIES)
    with closing(desk_of(office, Role.OPERATOR)) as desk:
        previewed = previewing.preview(desk, file, village=VILLAGE)
        before = assert_sound(desk)
        for leave in (0, 64 << 10, 256 << 10):
            ballast = fill(disk, leave)
            with pytest.raises(Refused) as refused:
                accepting.accept(desk, previewed)
            assert refused.value.code in FULL
            ballast.unlink()
            after = assert_sound(desk)
            assert after | {"audit_line": 0} == before | {"audit_line": 0}
        assert finding.total(desk) == 0
        accepting.accept(desk, previewed)
        assert assert_sound(desk)["household"] == FAMILIES


def test_a_backup_onto_a_full_disk(office: Path, disk: Path) -> None:
    with closing(desk_of(office, Role.ADMINISTRATOR)) as desk:
        first = safety.back_up(desk, disk / f"a{backup.SUFFIX}").path.read_bytes()
        size = desk.office.folder.database.stat().st_size
        for leave in (0, size // 2, size + size // 2):
            ballast = fill(disk, leave)
            with pytest.raises(Refused) as refused:
                safety.back_up(desk, disk / f"b{backup.SUFFIX}")
            assert refused.value.code in FULL
            ballast.unlink()
            assert not (disk / f"b{backup.SUFFIX}").exists()
            assert (disk / f"a{backup.SUFFIX}").read_bytes() == first, "the one before is untouched"
            assert leftovers(disk) == []
        safety.back_up(desk, disk / f"b{backup.SUFFIX}")
        assert_sound(desk)


def test_receipts_onto_a_full_disk(office_folder: Path, disk: Path) -> None:
    """The office's own disk has room; the stick has none. No copy is counted, no original is lost."""
    cuts.drafted_office(office_folder, FAMILIES)
    with closing(desk_of(office_folder, Role.OPERATOR)) as desk:
        approving.approve(offices.same_office_as(desk, Role.SUPERVISOR), FIRST)
        ballast = fill(disk, 8 << 10)
        out = disk / "kuitansi.pdf"
        with pytest.raises(Refused) as refused:
            printing.print_receipts(desk, FIRST, out)
        assert refused.value.code in FULL
        assert sorted(path.name for path in disk.iterdir()) == ["ballast"]
        ballast.unlink()
        assert_sound(desk)
        printed = printing.print_receipts(desk, FIRST, out)
        assert printed.value.originals == FAMILIES
        assert out.read_bytes().startswith(b"%PDF")
        assert_sound(desk)


def test_an_approval(office: Path, disk: Path) -> None:
    cuts.drafted_office(office, FAMILIES)
    with closing(desk_of(office, Role.SUPERVISOR)) as desk:
        ballast = fill(disk, 0)
        with pytest.raises(Refused) as refused:
            approving.approve(desk, FIRST)
        assert refused.value.code in FULL
        ballast.unlink()
        assert assert_sound(desk)["receipt"] == 0
        approving.approve(desk, FIRST)
        assert assert_sound(desk)["receipt"] == FAMILIES


def test_an_office_brought_back(office_folder: Path, disk: Path, tmp_path: Path) -> None:
    """The folder appears whole or not at all, however little room there was."""
    saved = tmp_path / f"a{backup.SUFFIX}"
    with closing(desk_of(office_folder, Role.ADMINISTRATOR)) as desk:
        safety.back_up(desk, saved)
    size = saved.stat().st_size
    for leave in (0, size // 2, size - (16 << 10)):
        ballast = fill(disk, leave)
        with pytest.raises(Refused) as refused:
            bring_back(saved, disk / "pulih")
        assert refused.value.code in FULL
        assert sorted(path.name for path in disk.iterdir()) == ["ballast"]
        ballast.unlink()
    assert bring_back(saved, disk / "pulih").epoch == 2


def bring_back(saved: Path, folder: Path) -> safety.Restored:
    return safety.restore(saved, folder, offices.PASSWORD, "administrator", ("supervisor", offices.PASSWORD))


def test_a_first_office(disk: Path) -> None:
    wanted = NewOffice("36.01", ("jamsosratu-2019",), offices.USERS)
    for leave in (0, 300 << 10):
        ballast = fill(disk, leave)
        with pytest.raises(Refused) as refused:
            opening.create(disk / "kantor", wanted, Gazetteer(), paths.resources())
        assert refused.value.code in FULL
        assert sorted(path.name for path in disk.iterdir()) == ["ballast"]
        ballast.unlink()
    opening.create(disk / "kantor", wanted, Gazetteer(), paths.resources())
    desk_of(disk / "kantor", Role.AUDITOR).close()


def test_a_change_of_key(office: Path, disk: Path) -> None:
    """SQLCipher says nothing when the pages find no room: giving up the old key then would lose the office."""
    for leave in (0, 6 << 10, 128 << 10):
        with closing(desk_of(office, Role.ADMINISTRATOR)) as desk:
            ballast = fill(disk, leave)
            with pytest.raises(Refused) as refused:
                rekey.change_key(desk.office, desk.office.folder.read_keys())
            assert refused.value.code in FULL
            ballast.unlink()
            assert_sound(desk)
        for role in Role:
            desk_of(office, role).close()
    with closing(desk_of(office, Role.ADMINISTRATOR)) as desk:
        rekey.change_key(desk.office, desk.office.folder.read_keys())
        assert_sound(desk)


def test_a_person_who_leaves(office: Path, disk: Path) -> None:
    """The key could not be changed, so he is shut out by his state only; saying it again ends it for good."""
    with closing(desk_of(office, Role.ADMINISTRATOR)) as desk:
        old = desk.office.key
        ballast = fill(disk, 64 << 10)
        with pytest.raises(Refused) as refused:
            users.remove(desk, "operator", "supervisor", offices.PASSWORD)
        assert refused.value.code in FULL
        ballast.unlink()
        users.remove(desk, "operator", "supervisor", offices.PASSWORD)
        assert desk.office.key != old
        assert_sound(desk)
    assert desk.office.folder.read_keys().named("operator") is None


def test_people_and_passwords(office: Path, disk: Path) -> None:
    """Key file and database say the same, whatever had no room."""
    with closing(desk_of(office, Role.ADMINISTRATOR)) as desk:
        ballast = fill(disk, 0)
        for deed in (
            lambda: users.add(desk, "baru", Role.OPERATOR, offices.PASSWORD),
            lambda: users.give_password(desk, "operator", "kata sandi lain"),
            lambda: signing_in.change_password(desk, offices.PASSWORD, "kata sandi lain"),
        ):
            with pytest.raises(Refused) as refused:
                deed()
            assert refused.value.code in FULL
        ballast.unlink()
        assert desk.person.must_change_password
        assert "baru" not in {row.name for row in users.everybody(desk)}
        users.add(desk, "baru", Role.OPERATOR, offices.PASSWORD)
    for role in Role:
        desk_of(office, role).close()
    signing_in.sign_in(office, "baru", offices.PASSWORD).close()
