"""Around a package: which one is meant, how offices are named, who may do it, and what the log says of it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Office
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.exchange import handing_over, mailing, packing, photo_post, post, watching
from desktop.services.exchange.handing_over import Signing
from desktop.services.exchange.packing import PackageRow
from desktop.services.exchange.watching import Seen
from desktop.services.families import photographs
from desktop.services.families.photographs import Shows
from tests import families, offices
from tests.pictures import photograph
from tests.services.exchange.conftest import End


@pytest.fixture
def packages(district: End, province: End) -> list[PackageRow]:
    """Two of them, the second with a photograph's record."""
    first = packing.make(district.desk, "36", "2019/1").value
    (family,) = families.add(district.desk, 1)
    photographs.add(district.desk, family, Shows.HOUSE, photograph(3))
    return [first, packing.make(district.desk, "36", "2019/2").value]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "keluar"
    folder.mkdir()
    return folder


@pytest.fixture
def auditor(district: End) -> Iterator[Desk]:
    with closing(offices.same_office_as(district.desk, Role.AUDITOR)) as desk:
        yield desk


def logged(end: End, action: str) -> list[str]:
    with end.desk.read() as session:
        return [row.detail or "" for row in session.scalars(select(AuditLine).where(AuditLine.action == action))]


def test_the_newest_package_is_meant_unless_a_number_says_which(district: End, packages: list[PackageRow]) -> None:
    assert post.sent(district.desk, "36") == packages[1].id
    assert post.sent(district.desk, "36", 1) == packages[0].id
    for to, number in (("36", 3), ("36.02", None), ("36.02", 1)):
        with pytest.raises(Refused, match="package_unknown"):
            post.sent(district.desk, to, number)


@pytest.mark.parametrize(
    ("code", "name"), [("36", "Dinas Sosial Provinsi Banten"), ("36.01.01", "Dinas Sosial Sumur"), ("99", "Kantor 99")]
)
def test_an_office_is_named_as_papers_name_it(district: End, code: str, name: str) -> None:
    with district.desk.read() as session:
        assert post.office_name(session, code) == name


def test_the_province_names_its_districts(province: End) -> None:
    with province.desk.read() as session:
        assert post.office_name(session, "36.01") == "Dinas Sosial Kabupaten Pandeglang"


DEEDS: dict[str, Callable[[Desk, PackageRow, Path], object]] = {
    "package.hand_over": lambda desk, package, _: handing_over.record(desk, package.id, Signing("A", "B")),
    "package.mail": lambda desk, package, out: mailing.write(desk, package.id, out),
    "package.copy": lambda desk, package, out: post.copy_out(desk, package.id, out),
    "package.make_photos": lambda desk, _, __: photo_post.make(desk, "36"),
    "setting.change": lambda desk, _, out: watching.name_folders(desk, "", str(out)),
}


@pytest.mark.parametrize("action", DEEDS)
def test_every_deed_stands_in_the_log_and_is_the_operators(
    action: str, district: End, packages: list[PackageRow], auditor: Desk, out: Path
) -> None:
    before = len(logged(district, action))
    with pytest.raises(Refused, match="not_allowed"):
        DEEDS[action](auditor, packages[1], out)
    assert len(logged(district, action)) == before
    DEEDS[action](district.desk, packages[1], out)
    assert len(logged(district, action)) > before


def test_who_may_not_send_may_still_look(district: End, packages: list[PackageRow], auditor: Desk, out: Path) -> None:
    watching.name_folders(district.desk, str(out), "")
    (out / "catatan.txt").write_text("halo")
    assert [one.path.name for one in watching.look(auditor, Seen())] == ["catatan.txt"]
    assert watching.folders(auditor).inbox == str(out)
    assert post.sent(auditor, "36", 1) == packages[0].id


def test_papers_and_mails_of_a_practice_office_say_so(district: End, packages: list[PackageRow], out: Path) -> None:
    with district.desk.write("test.practice") as unit:
        unit.session.get_one(Office, 1).practice = True
    (mail,) = mailing.write(district.desk, packages[0].id, out).value
    assert "LATIHAN" in mail.path.read_bytes().decode("ascii", "replace")
    paper = handing_over.record(district.desk, packages[0].id).value.paper
    again = handing_over.record(district.desk, packages[0].id).value.paper
    assert len(paper) == len(again) == 2


def test_a_stick_that_goes_away_leaves_no_mail_and_no_mark(
    district: End, packages: list[PackageRow], tmp_path: Path
) -> None:
    with pytest.raises(Refused):
        mailing.write(district.desk, packages[0].id, tmp_path / "dicabut")
    assert logged(district, "package.mail") == []
