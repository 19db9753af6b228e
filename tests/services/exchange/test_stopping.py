"""Who stops while a package is made or taken in keeps nothing of it; and what is too large is not read."""

import gc
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.errors import Cancelled, Refused
from desktop.exchange.limits import Limits
from desktop.exchange.opening import largest, read_file
from desktop.models import AuditLine, Base, SentPackage
from desktop.services.exchange import packing, receiving
from desktop.services.exchange.kinds import kinds
from desktop.services.exchange.merging import uncollected
from tests import families
from tests.services.exchange.conftest import End
from tests.services.exchange.test_taking import sound


class Stop:
    """A person who lets so many steps pass and then asks to stop."""

    def __init__(self, after: int) -> None:
        self.left = after
        self.seen: list[int] = []

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        self.seen.append(done)
        if self.left == 0:
            raise Cancelled
        self.left -= 1


def everything(end: End) -> dict[str, int]:
    """How many rows there are in every table that an exchange writes."""
    tables = [*kinds(), "app_user", "record_version", "audit_line", "peer_stream", "received_package", "family_row"]
    with end.desk.read() as session:
        return {name: session.scalar(select(func.count()).select_from(Base.metadata.tables[name])) or 0
                for name in tables}  # fmt: skip


@pytest.mark.parametrize("after", [0, 1, 3])
def test_nothing_is_kept_of_a_package_whose_making_was_stopped(district: End, province: End, after: int) -> None:
    families.add(district.desk, 3)
    before = everything(district)
    with pytest.raises(Cancelled):
        packing.make(district.desk, province.code, progress=Stop(after))
    assert everything(district) == before
    assert list((district.desk.office.folder.path / "outbox").iterdir()) == []
    with district.desk.read() as session:
        assert session.scalar(select(func.count()).select_from(SentPackage)) == 0
    assert packing.make(district.desk, province.code).value.number == 1


@pytest.mark.parametrize("after", [0, 2, 4])
def test_nothing_is_kept_of_a_package_whose_taking_in_was_stopped(district: End, province: End, after: int) -> None:
    families.add(district.desk, 3)
    package = district.send(province)
    before = everything(province)
    with pytest.raises(Cancelled):
        receiving.take(province.desk, package, Stop(after))
    assert everything(province) == before
    assert province.take(package).counts.new["household"] == 3
    assert sound(province)


def test_a_look_can_be_stopped_too(district: End, province: End) -> None:
    families.add(district.desk, 3)
    package, watched = district.send(province), Stop(1)
    with pytest.raises(Cancelled):
        receiving.look(province.desk, package, watched)
    assert watched.seen == sorted(watched.seen)


def test_what_reads_ahead_ends_with_what_it_reads_for(district: End, province: End) -> None:
    families.add(district.desk, 3)
    package = district.send(province)
    before = set(threading.enumerate())
    with pytest.raises(Cancelled):
        receiving.take(province.desk, package, Stop(1))
    package.write_bytes(package.read_bytes()[:-1])
    with pytest.raises(Refused):
        receiving.look(province.desk, package)
    assert set(threading.enumerate()) <= before


def test_python_collects_as_before_after_a_package(district: End, province: End) -> None:
    """It is spared while rows are kept, and has to go on whatever became of the package."""
    package = district.send(province)
    assert gc.isenabled()
    with pytest.raises(Cancelled):
        receiving.take(province.desk, package, Stop(0))
    assert gc.isenabled()
    gc.disable()
    try:
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
    province.take(package)
    assert gc.isenabled()


def test_one_step_follows_the_other_while_a_package_is_made(district: End, province: End) -> None:
    families.add(district.desk, 3)
    with district.desk.read() as session:
        lines = session.scalar(select(func.max(AuditLine.seq)))
    watched = Stop(-1)
    made = packing.make(district.desk, province.code, progress=watched).value
    assert watched.seen == sorted(watched.seen)
    assert 0 < watched.seen[-1] <= made.records
    with district.desk.read() as session:
        assert session.scalar(select(func.max(AuditLine.seq))) == (lines or 0) + 2


def test_item_24_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    limits = Limits(file=1000)
    path = tmp_path / "large.ejsika"
    path.write_bytes(bytes(largest(limits)))
    assert len(read_file(path, limits)) == largest(limits)
    with path.open("ab") as file:
        file.truncate(1 << 40)  # a hole: no disk is needed for it
    with pytest.raises(Refused, match="too_large"):
        read_file(path, limits)
