"""From one office to the other: the same records arrive, once, and both proofs hold (TRUST.md 11, items 32-34)."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.models import Household, Member, RecordConflict, SentPackage, User
from desktop.services import safety, users
from desktop.services.exchange import receiving
from desktop.services.exchange.kinds import kinds
from desktop.services.exchange.receiving import Place
from desktop.services.money import proving
from tests import families
from tests.services.exchange.conftest import End


def records(end: End, owner: str) -> dict[str, list[tuple[object, ...]]]:
    """Every record of one owner, by kind, as it stands in the tables."""
    with end.desk.read() as session:
        return {
            name: sorted(map(tuple, session.execute(select(kind.table).where(kind.table.c.owner == owner))), key=str)
            for name, kind in kinds().items()
        }


def sound(*ends: End) -> bool:
    return all(safety.verify(end.desk, proving.prove).faults == () for end in ends)


def rename(end: End, name: str) -> None:
    """Change one record: the first family's caretaker has another name."""
    with end.desk.write("test.rename") as unit:
        member = unit.session.scalars(select(Member).where(Member.owner == end.code).order_by(Member.id)).first()
        assert member is not None
        member.name = name


def refusal(end: End, package: Path) -> str:
    with pytest.raises(Refused) as refused:
        end.take(package)
    return refused.value.code


def test_what_one_office_has_the_other_has_after_it(district: End, province: End) -> None:
    families.add(district.desk, 12)
    taken = province.take(district.send(province, "2019/1"))
    assert (taken.counts.new["household"], taken.counts.new["member"]) == (12, 24)
    assert records(province, "36.01") == records(district, "36.01")
    assert sound(district, province)


def test_people_of_another_office_are_named_but_sign_in_nowhere(district: End, province: End) -> None:
    before = users.everybody(province.desk)
    province.take(district.send(province))
    assert users.everybody(province.desk) == before
    with province.desk.read() as session:
        foreign = session.scalars(select(User).where(User.office == "36.01")).all()
    assert {(one.name, one.active) for one in foreign} >= {("operator@36.01", False), ("auditor@36.01", False)}


def test_item_32_the_same_package_again_changes_nothing(district: End, province: End) -> None:
    families.add(district.desk, 3)
    package = district.send(province)
    province.take(package)
    before = records(province, "36.01")
    renamed = Path(shutil.copy(package, package.with_name("salinan (2).ejsika")))
    for again in (package, renamed, package):
        assert province.take(again).already
    assert records(province, "36.01") == before
    assert receiving.look(province.desk, package).place is Place.KNOWN


def test_item_33_and_34_each_package_heals_what_was_lost(district: End, province: End) -> None:
    """The second is cumulative: it holds the first one's rows too, until the other side says that it has them."""
    families.add(district.desk, 3)
    lost = district.send(province)
    rename(district, "SITI FATIMAH")
    second = district.send(province)
    province.take(second)
    assert records(province, "36.01") == records(district, "36.01")
    assert province.take(lost).already
    rename(district, "SITI ZULAIKHA")
    province.take(district.send(province))
    assert records(province, "36.01") == records(district, "36.01")
    assert sound(district, province)


def test_item_33_a_gap_is_named_and_closed(district: End, province: End) -> None:
    """The district believes something received that the province lost with its disk."""
    families.add(district.desk, 3)
    first = district.send(province)
    with district.desk.write("test.ack") as unit:
        unit.session.scalars(select(SentPackage)).one().state = "received"
    rename(district, "SITI FATIMAH")
    second = district.send(province)
    assert receiving.look(province.desk, second).place is Place.GAP
    assert refusal(province, second) == "exchange.gap"
    province.take(first)
    province.take(second)
    assert records(province, "36.01") == records(district, "36.01")


def test_an_acknowledgement_travels_in_the_package_back(district: End, province: End) -> None:
    families.add(district.desk, 3)
    province.take(district.send(province))
    district.take(province.send(district))
    with district.desk.read() as session:
        sent = session.scalars(select(SentPackage)).one()
    assert sent.state == "received"
    rename(district, "SITI FATIMAH")
    assert receiving.look(province.desk, district.send(province)).totals == {"member": 1}


def test_a_changed_record_is_another_version_at_both(district: End, province: End) -> None:
    families.add(district.desk, 2)
    province.take(district.send(province))
    for name in ("SITI FATIMAH", "SITI ZULAIKHA"):
        rename(district, name)
    taken = province.take(district.send(province))
    assert taken.counts.changed == {"member": 1}
    assert taken.counts.known["household"] == 2
    assert sound(province)


def test_nothing_is_kept_of_a_package_that_ends_wrong(district: End, province: End) -> None:
    families.add(district.desk, 3)
    package = district.send(province)
    package.write_bytes(package.read_bytes()[:-1])
    assert refusal(province, package) == "exchange.cannot_open"
    with province.desk.read() as session:
        assert session.scalar(select(func.count()).select_from(Household)) == 0
        assert session.scalar(select(func.count()).select_from(RecordConflict)) == 0
