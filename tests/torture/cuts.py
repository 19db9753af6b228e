"""One cut of each kind and what must hold after it; long runs and quick ones repeat the same."""

import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Counter, EnrolmentStep, ImportBatch, PayList, Payment, PrintRun, Receipt
from desktop.rules.terms import EnrolmentStatus, PayListState, Role
from desktop.services import approving, counting, safety, signing_in, users
from desktop.services.desk import Desk
from desktop.services.families import finding
from desktop.services.importing import accepting, previewing
from desktop.services.money import drafting, printing
from desktop.services.money.decrees import NewDecree
from desktop.store import backup
from desktop.store.folder import OfficeFolder
from tests import families, offices
from tests.services.importing import registers
from tests.torture import deeds
from tests.torture.deeds import FIRST, VILLAGE
from tests.torture.killing import assert_sound, leftovers, perform, sound

MEMBERS = 4


def register(path: Path, count: int) -> Path:
    """A register file of so many families of four."""
    rows = [row for number in range(count) for row in registers.other_family(number, MEMBERS)]
    return registers.opensid(path, *rows)


def drafted_office(folder: Path, count: int) -> Path:
    """An office with a drafted tranche under a decree, waiting for its approval."""
    with closing(offices.sign_in(folder, Role.OPERATOR)) as desk:
        families.add(desk, count)
        drafting.create(desk, FIRST, NewDecree("466/12", date(2019, 3, 5)))
    return folder


def import_cut(folder: Path, file: Path, count: int, kill_after: float | None) -> bool:
    """All or nothing; a second run completes; the ledger has exactly one entry. Answers whether it was kept."""
    done, _ = perform(deeds.take_in, folder, file, kill_after=kill_after)
    with closing(offices.sign_in(folder, Role.OPERATOR)) as desk:
        kept = assert_sound(desk)["household"]
        assert kept in (0, count)
        assert kept == count or not done, "what was said to be done is there"
        _assert_imported(desk, kept)
        again = previewing.preview(desk, file, village=VILLAGE)
        accepting.accept(desk, again)
        totals = assert_sound(desk)
        _assert_imported(desk, count)
    assert (totals["household"], totals["member"], totals["enrolment"]) == (count, count * MEMBERS, count)
    return kept == count


def _assert_imported(desk: Desk, count: int) -> None:
    assert finding.total(desk) == count
    with desk.read() as session:
        assert len(session.scalars(select(ImportBatch)).all()) == (1 if count else 0)
    assert finding.count(desk, "3601120202100000") == (1 if count else 0), "the index follows"


def approval_cut(folder: Path, count: int, kill_after: float | None) -> bool:
    """The list, its receipts, their numbers and the families' statuses belong together. Answers whether kept."""
    done, _ = perform(deeds.approve, folder, kill_after=kill_after)
    with closing(offices.sign_in(folder, Role.SUPERVISOR)) as desk:
        assert_sound(desk)
        kept = _approved(desk, count)
        assert kept or not done
        if kept:
            try:
                approving.approve(desk, FIRST)
            except Refused as refused:
                assert refused.code.startswith("money.")
            else:
                raise AssertionError("approved twice")
        else:
            approving.approve(desk, FIRST)
        assert _approved(desk, count)
        assert_sound(desk)
    return kept


def _approved(desk: Desk, count: int) -> bool:
    with desk.read() as session:
        state = session.scalars(select(PayList.state)).one()
        numbers = sorted(session.scalars(select(Receipt.number)))
        active = session.scalars(select(EnrolmentStep).where(EnrolmentStep.status == EnrolmentStatus.ACTIVE)).all()
        last = session.get(Counter, counting.receipt_series(FIRST.year))
        assert len(session.scalars(select(Payment)).all()) == count
    if state == PayListState.APPROVED:
        assert numbers == list(range(1, count + 1))
        assert len(active) == count
        assert last is not None
        assert last.last == count
        return True
    assert state == PayListState.DRAFT
    assert (numbers, active, last.last if last else 0) == ([], [], 0)
    return False


def backup_cut(folder: Path, outside: Path, kill_after: float | None) -> bool:
    """No file under the final name unless it proves; leftovers go with the next one. Answers whether it was kept."""
    outside.mkdir(exist_ok=True)
    target = outside / f"a{backup.SUFFIX}"
    target.unlink(missing_ok=True)
    perform(deeds.back_up, folder, target, kill_after=kill_after)
    kept = target.exists()
    sound(folder)
    with closing(offices.sign_in(folder, Role.ADMINISTRATOR)) as desk:
        if kept:
            _assert_restorable(target, outside / "back", desk.office.key)
            target.unlink()
        safety.back_up(desk, target)
        _assert_restorable(target, outside / "back", desk.office.key)
    assert leftovers(outside) == []
    assert leftovers(folder) == []
    return kept


def _assert_restorable(target: Path, place: Path, key: bytes) -> None:
    backup.unpack(target, OfficeFolder(place))
    assert backup.prove(OfficeFolder(place).database, key)
    shutil.rmtree(place)


def printed_office(folder: Path, count: int) -> Path:
    """An office whose approved receipts wait for the printer."""
    drafted_office(folder, count)
    with closing(offices.sign_in(folder, Role.SUPERVISOR)) as desk:
        approving.approve(desk, FIRST)
    return folder


def print_cut(folder: Path, outside: Path, count: int, kill_after: float | None) -> bool:
    """No file without its run in the books, no second original, no page with names left over. Answers whether kept."""
    outside.mkdir(exist_ok=True)
    out = outside / "kuitansi.pdf"
    done, _ = perform(deeds.print_all, folder, out, kill_after=kill_after)
    there = out.exists()
    with closing(offices.sign_in(folder, Role.OPERATOR)) as desk:
        assert_sound(desk)
        with desk.read() as session:
            runs = session.scalars(select(PrintRun)).all()
        assert [(run.kind, run.receipts) for run in runs] in ([], [("original", count)])
        assert not there or runs, "a file that nobody counted"
        assert there or not done
        out.unlink(missing_ok=True)
        again = (
            printing.print_spoiled(desk, FIRST, out, printing.Wish(), "listrik padam")
            if runs
            else printing.print_receipts(desk, FIRST, out)
        )
        assert (again.value.originals, again.value.copies) == (count, 0)
        printing.confirm(desk, FIRST)
        out.unlink()
        copies = printing.print_receipts(desk, FIRST, out)
        assert (copies.value.originals, copies.value.copies) == (0, count)
        assert_sound(desk)
    assert leftovers(outside) == []
    shutil.rmtree(outside)
    return there


def restore_cut(source: Path, folder: Path, kill_after: float | None) -> bool:
    """No folder, or an office in its new epoch that two people brought back. Answers whether it was there."""
    done, _ = perform(deeds.bring_back, source, folder, kill_after=kill_after)
    kept = folder.exists()
    assert kept or not done
    if not kept:
        safety.restore(source, folder, offices.PASSWORD, "administrator", ("supervisor", offices.PASSWORD))
    with closing(offices.sign_in(folder, Role.AUDITOR)) as desk:
        assert desk.office.stream == "36.01#2"
        assert_sound(desk)
    assert list(folder.parent.glob("*.ejsika-new")) == []
    shutil.rmtree(folder)
    return kept


def rekey_cut(folder: Path, kill_after: float | None) -> bool:
    """It opens for everybody, with the old key or the new; the key file settles on one. Answers whether changed."""
    with closing(offices.sign_in(folder, Role.OPERATOR)) as desk:
        old = desk.office.key
    perform(deeds.change_key, folder, kill_after=kill_after)
    keys = set()
    for role in (Role.AUDITOR, Role.SUPERVISOR):
        with closing(offices.sign_in(folder, role)) as desk:
            keys.add(desk.office.key)
    sound(folder)
    assert len(keys) == 1
    assert {len(slot.keys) for slot in OfficeFolder(folder).read_keys().slots} == {1}
    return keys != {old}


def creation_cut(folder: Path, kill_after: float | None) -> bool:
    """No folder or a whole office; the same command again makes it. Answers whether it was there."""
    done, _ = perform(deeds.create, folder, kill_after=kill_after)
    kept = folder.exists()
    assert kept or not done
    if not kept:
        perform(deeds.create, folder)
    for role in Role:
        sound(folder, role)
    assert not folder.with_name(f"{folder.name}.ejsika-new").exists()
    shutil.rmtree(folder)
    return kept


def user_cut(folder: Path, kill_after: float | None) -> bool:
    """A new person can sign in or can be added again under the same name. Answers whether he was there."""
    perform(deeds.add_user, folder, kill_after=kill_after)
    with closing(offices.sign_in(folder, Role.ADMINISTRATOR)) as desk:
        kept = "baru" in {row.name for row in users.everybody(desk)}
        if not kept:
            users.add(desk, "baru", Role.OPERATOR, offices.PASSWORD)
    signing_in.sign_in(folder, "baru", offices.PASSWORD).close()
    sound(folder)
    return kept


def removal_cut(folder: Path, kill_after: float | None) -> bool:
    """He is in as before or out for good once it is said again; the others stay. Answers whether he was out."""
    with closing(offices.sign_in(folder, Role.OPERATOR)) as desk:
        old = desk.office.key
    perform(deeds.remove_user, folder, kill_after=kill_after)
    try:
        offices.sign_in(folder, Role.OPERATOR).close()
        kept = False
    except Refused as refused:
        assert refused.code in ("user.inactive", "keys.wrong_password")
        kept = True
    with closing(offices.sign_in(folder, Role.ADMINISTRATOR)) as desk:
        try:
            users.remove(desk, "operator", "supervisor", offices.PASSWORD)
        except Refused as refused:
            assert refused.code == "user.inactive", "he was out for good already"
        assert desk.office.key != old
    assert OfficeFolder(folder).read_keys().named("operator") is None
    sound(folder, Role.AUDITOR)
    return kept
