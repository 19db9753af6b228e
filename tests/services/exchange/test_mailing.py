"""Packages as e-mails: each opens by itself, says what to do, holds its part, and is small enough (item 29)."""

import email
import hashlib
import os
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.exchange.limits import MIB
from desktop.models import SentPackage
from desktop.services.exchange import mailing, packing, post
from desktop.services.exchange.mailing import Mail
from desktop.services.exchange.packing import PackageRow
from tests import families
from tests.services.exchange.conftest import End


@pytest.fixture
def package(district: End, province: End) -> PackageRow:
    families.add(district.desk, 6)
    return packing.make(district.desk, "36", "2019/1").value


def read(mail: Mail) -> EmailMessage:
    found = email.message_from_bytes(mail.path.read_bytes(), policy=default)
    assert isinstance(found, EmailMessage)
    return found


def attached(mail: Mail) -> tuple[str, bytes]:
    (one,) = read(mail).iter_attachments()
    return str(one.get_filename()), one.get_content()


def text_of(mail: Mail) -> str:
    body = read(mail).get_body()
    assert body is not None
    return str(body.get_content())


def test_a_small_package_goes_whole(district: End, province: End, package: PackageRow, tmp_path: Path) -> None:
    (mail,) = mailing.write(district.desk, package.id, tmp_path, "dinsos@bantenprov.go.id").value
    assert (mail.path.name, mail.of, mail.bytes) == (package.path.stem + ".eml", 1, mail.path.stat().st_size)
    message = read(mail)
    assert (message["To"], message["X-Unsent"]) == ("dinsos@bantenprov.go.id", "1")
    assert message["Subject"] == "Paket data Kabupaten Pandeglang nomor 1"
    assert attached(mail) == (package.path.name, package.path.read_bytes())
    said = text_of(mail)
    assert "periode 2019/1" in said
    assert package.digest in said
    assert "Kumpulkan" not in said


def test_item_29_each_mail_of_a_large_one_is_small_enough(
    district: End, province: End, package: PackageRow, tmp_path: Path
) -> None:
    """A package of 30 MB, which nobody can tell from a real one on its way, in parts of the usual size."""
    data = package.path.read_bytes() + os.urandom(30 * MIB)
    package.path.write_bytes(data)
    with district.desk.write("test.larger") as unit:
        row = unit.session.scalars(select(SentPackage)).one()
        row.digest = hashlib.sha256(data).hexdigest()
    mails = mailing.write(district.desk, package.id, tmp_path).value
    assert [(mail.part, mail.of) for mail in mails] == [(1, 3), (2, 3), (3, 3)]
    assert max(mail.path.stat().st_size for mail in mails) <= 20_000_000
    assert "bagian 2 dari 3" in str(read(mails[1])["Subject"])
    assert "1 sampai 3" in text_of(mails[1])
    files = [tmp_path / name for name, _ in map(attached, reversed(mails))]
    for file, (_, content) in zip(files, map(attached, reversed(mails)), strict=True):
        file.write_bytes(content)
    (joined,) = post.fetch(province.desk, files).packages
    assert joined.read_bytes() == data


def test_a_part_no_server_would_take_is_refused(district: End, package: PackageRow, tmp_path: Path) -> None:
    package.path.write_bytes(data := os.urandom(15 * MIB))
    with district.desk.write("test.larger") as unit:
        unit.session.scalars(select(SentPackage)).one().digest = hashlib.sha256(data).hexdigest()
    with pytest.raises(Refused, match="mail_too_large"):
        mailing.write(district.desk, package.id, tmp_path, part_size=15 * MIB)
    assert list(tmp_path.glob("*.eml")) == []


def test_it_counts_as_copied(district: End, package: PackageRow, tmp_path: Path) -> None:
    mailing.write(district.desk, package.id, tmp_path)
    with district.desk.read() as session:
        assert session.scalars(select(SentPackage)).one().state == "copied"


def test_what_is_typed_makes_no_second_header(district: End, package: PackageRow, tmp_path: Path) -> None:
    (mail,) = mailing.write(district.desk, package.id, tmp_path, "a@b.id\r\nBcc: c@d.id").value
    message = read(mail)
    assert message["Bcc"] is None


def test_a_changed_package_is_not_mailed(district: End, package: PackageRow, tmp_path: Path) -> None:
    package.path.write_bytes(package.path.read_bytes()[:-1])
    with pytest.raises(Refused, match="outbox_changed"):
        mailing.write(district.desk, package.id, tmp_path)
    assert list(tmp_path.glob("*.eml")) == []
