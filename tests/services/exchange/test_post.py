"""Files on their way: to a stick, by mail in parts, into the inbox (items 25, 28-31)."""

import random
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import SentPackage
from desktop.rules.ids import new_id
from desktop.services.exchange import packing, post
from desktop.services.exchange.packing import PackageRow
from tests import families
from tests.services.exchange.conftest import End


@pytest.fixture
def made(district: End, province: End) -> PackageRow:
    families.add(district.desk, 6)
    return packing.make(district.desk, province.code, "2019/1").value


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "flashdisk"
    folder.mkdir()
    return folder


def state(end: End) -> str:
    with end.desk.read() as session:
        return session.scalars(select(SentPackage)).one().state


def test_item_30_it_counts_as_copied_after_it_was_read_back(district: End, made: PackageRow, stick: Path) -> None:
    assert state(district) == "made"
    (copy,) = post.copy_out(district.desk, made.id, stick).value
    assert copy.read_bytes() == made.path.read_bytes()
    assert state(district) == "copied"
    assert [path.name for path in stick.iterdir()] == [made.path.name]


@pytest.mark.parametrize("gone", ["missing", "file"])
def test_item_31_no_stick_leaves_the_package_in_the_outbox(
    district: End, made: PackageRow, stick: Path, gone: str
) -> None:
    stick.rmdir()
    if gone == "file":
        stick.write_bytes(b"")
    with pytest.raises(Refused):
        post.copy_out(district.desk, made.id, stick)
    assert made.path.exists()
    assert state(district) == "made"


def test_a_package_that_was_changed_in_the_outbox_is_not_sent(district: End, made: PackageRow, stick: Path) -> None:
    made.path.write_bytes(made.path.read_bytes() + b"\n")
    with pytest.raises(Refused, match="outbox_changed"):
        post.copy_out(district.desk, made.id, stick)
    assert list(stick.iterdir()) == []


def test_what_a_cut_left_in_the_outbox_hinders_nobody(district: End, province: End, made: PackageRow) -> None:
    """The file of a package whose transaction was never kept has the name of the next one."""
    later = made.path.with_name(made.path.name.replace("-0001-", "-0002-"))
    later.write_bytes(b"half")
    assert packing.make(district.desk, province.code).value.path == later
    assert not province.take(later).already


def test_an_unknown_package_is_not_sent(district: End, stick: Path) -> None:
    with pytest.raises(Refused, match="package_unknown"):
        post.copy_out(district.desk, new_id(), stick)


def test_item_29_parts_by_mail_in_any_order(district: End, province: End, made: PackageRow, stick: Path) -> None:
    files = list(post.copy_out(district.desk, made.id, stick, part_size=700).value)
    assert [path.name for path in files[:2]] == [f"{made.path.stem}-{at}-{len(files)}.ejsika-part" for at in (1, 2)]
    random.Random(29).shuffle(files)
    some = post.fetch(province.desk, files[1:])
    assert (some.packages, len(some.missing[0].missing)) == ((), 1)
    whole = post.fetch(province.desk, [*files, files[0]])
    assert whole.missing == ()
    (package,) = whole.packages
    assert not province.take(package).already


def test_item_28_a_renamed_file_is_the_same_package(province: End, made: PackageRow, stick: Path) -> None:
    renamed = stick / "Data Pandeglang (fix banget).zip"
    renamed.write_bytes(made.path.read_bytes())
    first = post.fetch(province.desk, [renamed]).packages
    assert post.fetch(province.desk, [made.path, renamed]).packages == first
    assert not province.take(first[0]).already


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data + b"\r\n-- \r\nDinas Sosial Kabupaten Pandeglang\r\n",
        lambda data: b"From: dinsos@example.go.id\r\n\r\n" + data,
        lambda data: data.decode("latin-1").encode("utf-8"),
    ],
)
def test_item_28_what_mail_changed_is_refused(province: End, made: PackageRow, stick: Path, damage) -> None:  # type: ignore[no-untyped-def]
    file = stick / made.path.name
    file.write_bytes(damage(made.path.read_bytes()))
    (package,) = post.fetch(province.desk, [file]).packages
    with pytest.raises(Refused) as refused:
        province.take(package)
    assert refused.value.code in {"exchange.no_package", "exchange.cannot_open"}


def test_item_25_and_30_the_inbox_names_files_by_their_content(province: End, made: PackageRow, stick: Path) -> None:
    """Whatever the file is called, nothing is written outside the inbox; and then the stick may go."""
    strange = stick / ("CON .. " + "x" * 200 + ".ejsika")
    strange.write_bytes(made.path.read_bytes())
    (package,) = post.fetch(province.desk, [strange]).packages
    assert package.parent == province.desk.office.folder.path / "inbox"
    assert package.name == f"{made.digest}.ejsika"
    strange.unlink()
    assert not province.take(package).already


def test_a_file_that_is_not_there_is_said(province: End, stick: Path) -> None:
    with pytest.raises(Refused):
        post.fetch(province.desk, [stick / "tidak-ada.ejsika"])
    with pytest.raises(Refused):
        post.fetch(province.desk, [stick])
