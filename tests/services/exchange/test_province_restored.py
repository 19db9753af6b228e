"""The province itself comes back from a backup: its directory goes on above every number that a district holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.exchange.keys import new_keys
from desktop.exchange.manifest import Head, Kind, Standing
from desktop.rules.terms import Role
from desktop.services import safety
from desktop.services.exchange import alarms, directories, heads, packing, trusting
from tests import families, offices
from tests.services.exchange.conftest import End, opened_at
from tests.services.exchange.forging import keys_of, sealed
from tests.services.exchange.test_directories import believe, issue, number_at
from tests.services.exchange.test_taking import refusal, sound

SECOND = (Role.SUPERVISOR.value, offices.PASSWORD)
OTHERS = [new_keys(f"36.{at:02}", 1, families.REGISTERED).card for at in range(3, 6)]


@pytest.fixture
def restored(district: End, province: End, tmp_path: Path) -> Iterator[End]:
    """The province as it was at directory 1, while the district holds number 3; each has the other's present card."""
    families.add(district.desk, 2)
    province.take(district.send(province))
    believe(province, OTHERS[0])
    issue(province)
    district.take(province.send(district))
    administrator = offices.same_office_as(province.desk, Role.ADMINISTRATOR)
    safety.back_up(administrator, tmp_path / "copy.ejsika-backup")
    for card in OTHERS[1:]:
        believe(province, card)
        issue(province)
    district.take(province.send(district))
    assert number_at(district) == 3
    province.desk.office.close()
    safety.restore(tmp_path / "copy.ejsika-backup", tmp_path / "back", offices.PASSWORD, "administrator", SECOND)
    with opened_at(tmp_path / "back") as end:
        district.trust(end)
        yield end


def test_the_districts_do_not_mistake_it_for_an_old_copy(district: End, restored: End) -> None:
    assert number_at(restored) == 1
    taken = district.take(restored.send(district))
    assert [one.code for one in taken.said] == ["exchange.came_back", "exchange.asks"]
    assert number_at(district) == 3, "what it holds it keeps"
    assert alarms.alarms(district.desk) == []


def test_its_next_number_is_above_what_a_district_holds(district: End, restored: End) -> None:
    district.take(restored.send(district))
    restored.take(district.send(restored))
    view = directories.listing(restored.desk)
    assert view is not None
    assert (view.number, view.behind) == (1, True)
    assert issue(restored).number == 4
    assert [one.code for one in district.take(restored.send(district)).said] == [
        "exchange.directory_taken",
        "exchange.asks",
    ]
    assert number_at(district) == 4
    assert {row.office for row in trusting.cards(district.desk)} >= {card.office for card in OTHERS}


def test_it_gets_back_what_the_district_had_of_it(district: End, restored: End) -> None:
    district.take(restored.send(district))
    restored.take(packing.make(district.desk, "36", kind=Kind.CATCH_UP).value.path)
    restored.take(district.send(restored))
    assert [one.code for one in district.take(restored.send(district)).said] == []
    assert sound(district, restored)


def test_its_old_disk_found_again_is_no_way_back(district: End, restored: End, tmp_path: Path) -> None:
    """The directory of the old epoch is not above the new one's, and its packages are of the old stream."""
    old = [row for row in trusting.cards(district.desk) if row.office == "36" and row.epoch == 1]
    trusting.end(district.supervisor, old[0].id, "Laptop lama")
    district.take(restored.send(district))
    with pytest.raises(Refused, match="card_ending"):
        trusting.end(district.supervisor, old[0].id, "sekali lagi")
    assert refusal(district, sealed(restored, district, [], tmp_path / "x.ejsika", number=1)) == "exchange.went_back"


@pytest.mark.parametrize("sent", [1, 3])
def test_every_head_since_the_last_acknowledgement_is_shown(district: End, province: End, sent: int) -> None:
    for _ in range(sent):
        district.send(province)
    with district.desk.read() as session:
        shown = heads.marks(session, "36", "36.01#1")
        assert len(shown) == sent
        assert heads.marks(session, "36", "36.01#2") == ()
        assert heads.marks(session, "36.02", "36.01#1") == ()
    assert [one.seq for one in shown] == sorted({one.seq for one in shown})


def test_a_head_of_another_epoch_is_no_alarm(district: End, province: End, tmp_path: Path) -> None:
    """What the province holds of a stream that this file does not write any more is history."""
    told = Standing(heads={"36.01#7": Head(9_999, "ab" * 32)})
    path = sealed(province, district, [], tmp_path / "x.ejsika", range=(0, 0), standing=told, keys=keys_of(province))
    assert not district.take(path).already
    assert alarms.alarms(district.desk) == []
