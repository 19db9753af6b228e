"""Streams of packages: other receivers, copied offices, newer programs, practice, one NIK twice (items 23-40)."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.models import Member, Office, PeerStream, ReceivedPackage, RecordConflict, SentPackage
from desktop.services.exchange import receiving
from desktop.services.exchange.receiving import Place
from desktop.store.migrate import HEAD
from tests import families, offices
from tests.services.exchange.conftest import End, opened_at
from tests.services.exchange.forging import sealed
from tests.services.exchange.test_taking import records, refusal, rename, sound


@pytest.fixture
def neighbour(neighbour_template: offices.Template, province: End, tmp_path: Path) -> Iterator[End]:
    """A second district, trusted by the province."""
    with opened_at(neighbour_template.copy(tmp_path / "neighbour")) as end:
        end.trust(province)
        province.trust(end)
        yield end


def test_item_23_a_package_for_the_province_is_none_of_the_neighbours(
    district: End, province: End, neighbour: End
) -> None:
    families.add(district.desk, 1)
    neighbour.trust(district)
    assert refusal(neighbour, district.send(province)) == "exchange.cannot_open"
    # Sealed anew by somebody who could open it, it still says to whom it was written.
    assert refusal(province, sealed_for(district, neighbour)) == "exchange.cannot_open"


def sealed_for(sender: End, receiver: End) -> Path:
    return sealed(sender, receiver, [], sender.desk.office.folder.path / "outbox" / "other.ejsika")


def test_districts_stand_side_by_side_at_the_province(district: End, province: End, neighbour: End) -> None:
    families.add(district.desk, 3)
    families.add(neighbour.desk, 2)
    province.take(district.send(province))
    province.take(neighbour.send(province))
    for end, code in ((district, "36.01"), (neighbour, "36.02")):
        there = {
            kind: rows for kind, rows in records(province, code).items() if kind not in ("programme_year", "tranche")
        }
        assert there == {kind: rows for kind, rows in records(end, code).items() if kind in there}
    assert sound(province)


def test_item_39_one_nik_in_two_districts_is_kept_twice(district: End, province: End, neighbour: End) -> None:
    families.add(district.desk, 1)
    families.add(neighbour.desk, 1)
    with neighbour.desk.write("test.nik") as unit, district.desk.read() as session:
        nik = session.scalars(select(Member.nik).where(Member.nik.is_not(None))).first()
        unit.session.scalars(select(Member).where(Member.owner == "36.02")).first().nik = nik  # type: ignore[union-attr]
    province.take(district.send(province))
    province.take(neighbour.send(province))
    with province.desk.read() as session:
        owners = set(session.scalars(select(Member.owner).where(Member.nik == nik)))
    assert owners == {"36.01", "36.02"}
    assert sound(province)


def test_item_36_a_copied_office_is_found_out_and_stopped(district: End, province: End, tmp_path: Path) -> None:
    families.add(district.desk, 2)
    province.take(district.send(province))
    district.desk.close()
    folder = district.desk.office.folder.path
    shutil.copytree(folder, tmp_path / "clone")
    with opened_at(folder) as one, opened_at(tmp_path / "clone") as other:
        rename(one, "SITI FATIMAH")
        rename(other, "SITI ZULAIKHA")
        first, second = one.send(province), other.send(province)
        province.take(first)
        before = records(province, "36.01")
        assert refusal(province, second) == "exchange.forked"
        rename(one, "SITI MARYAM")
        third = one.send(province)
    assert refusal(province, third) == "exchange.stopped"
    assert records(province, "36.01") == before
    with province.desk.read() as session:
        assert session.scalars(select(PeerStream.stopped_for)).one() == "exchange.forked"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"schema": int(HEAD) + 1}, "exchange.newer_schema"),
        ({"practice": True}, "exchange.practice"),
        ({"range": (5, 9)}, "exchange.gap"),
    ],
)
def test_item_40_what_cannot_be_taken_in_yet_changes_nothing(
    district: End, province: End, tmp_path: Path, said: dict[str, object], code: str
) -> None:
    package = sealed(district, province, [], tmp_path / "other.ejsika", **said)
    assert refusal(province, package) == code
    with province.desk.read() as session:
        assert session.scalar(select(func.count()).select_from(ReceivedPackage)) == 0
    assert package.exists()


def test_several_are_taken_in_the_order_of_their_numbers(district: End, province: End, tmp_path: Path) -> None:
    packages = []
    for name in ("SITI FATIMAH", "SITI ZULAIKHA", "SITI MARYAM"):
        families.add(district.desk, 1, start=len(packages))
        rename(district, name)
        packages.append(district.send(province))
    torn = tmp_path / "torn.ejsika"
    torn.write_bytes(packages[0].read_bytes()[:500])
    outcomes = receiving.take_all(province.desk, [packages[2], torn, packages[0], packages[1]]).value
    assert [one.taken.number for one in outcomes if one.taken] == [1, 2, 3]
    assert [one.refused.code for one in outcomes if one.refused] == ["exchange.cannot_open"]
    assert records(province, "36.01") == records(district, "36.01")


def test_a_gap_among_several_is_held(district: End, province: End) -> None:
    families.add(district.desk, 1)
    first = district.send(province)
    with district.desk.write("test.ack") as unit:
        unit.session.scalars(select(SentPackage)).one().state = "received"
    rename(district, "SITI FATIMAH")
    second = district.send(province)
    (held,) = receiving.take_all(province.desk, [second]).value
    assert (held.taken, held.held and held.held.place) == (None, Place.GAP)
    done = receiving.take_all(province.desk, [second, first]).value
    assert [one.taken.number for one in done if one.taken] == [1, 2]


def restored_by_hand(end: End) -> None:
    """What a restore from a backup does to the office itself: another epoch."""
    with end.desk.write("test.epoch") as unit:
        unit.session.get_one(Office, 1).epoch += 1
    end.desk.office.identify()


def test_item_35_edits_of_two_epochs_are_kept_apart_for_a_person(district: End, province: End, tmp_path: Path) -> None:
    """A backup was put back: what it changes anew and what it had changed before came of the same version."""
    families.add(district.desk, 2)
    province.take(district.send(province))
    district.desk.close()
    folder = district.desk.office.folder.path
    shutil.copytree(folder, tmp_path / "backup")
    with opened_at(folder) as lost, opened_at(tmp_path / "backup") as found:
        rename(lost, "SITI FATIMAH")
        province.take(lost.send(province))
        restored_by_hand(found)
        province.trust(found)
        rename(found, "SITI ZULAIKHA")
        taken = province.take(found.send(province))
    assert taken.counts.apart == {"member": 1}
    with province.desk.read() as session:
        apart = session.scalars(select(RecordConflict)).one()
    assert ("SITI FATIMAH" in apart.ours, "SITI ZULAIKHA" in apart.theirs) == (True, True)
    assert sound(province)


def states(end: End) -> dict[int, str]:
    with end.desk.read() as session:
        return {row.number: row.state for row in session.scalars(select(SentPackage))}


def test_every_package_up_to_what_is_acknowledged_counts_as_received(district: End, province: End) -> None:
    families.add(district.desk, 1)
    district.send(province)
    rename(district, "SITI FATIMAH")
    second = district.send(province)
    rename(district, "SITI ZULAIKHA")
    third = district.send(province)
    province.take(second)
    district.take(province.send(district))
    assert states(district) == {1: "received", 2: "received", 3: "made"}
    province.take(third)
    district.take(province.send(district))
    assert states(district)[3] == "received"
