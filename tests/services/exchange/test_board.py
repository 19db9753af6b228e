"""The board of the province: who sent what for which period, and what is missing, late, refused or stopped."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.models import Office, PeerStream, ReceivedPackage
from desktop.rules.terms import PaymentState
from desktop.services.exchange import board
from desktop.services.exchange.board import LATE, DistrictRow, Standing
from desktop.services.money import settling
from tests import families, offices
from tests.services.exchange.conftest import End, opened_at
from tests.services.exchange.test_taking import rename
from tests.services.money import walk


@pytest.fixture
def neighbour(neighbour_template: offices.Template, province: End, tmp_path: Path) -> Iterator[End]:
    """A second district, trusted by the province."""
    with opened_at(neighbour_template.copy(tmp_path / "neighbour")) as end:
        end.trust(province)
        province.trust(end)
        yield end


def row(province: End, office: str = "36.01", late: int = LATE) -> DistrictRow:
    return next(one for one in board.board(province.desk, late).rows if one.office == office)


def days_pass(end: End, days: int) -> None:
    end.desk.office.clock = partial(datetime.__add__, end.desk.office.clock(), timedelta(days=days))


def marked(province: End, number: int, state: str, reason: str = "{}") -> None:
    """A package that came and was not taken in, as its row says."""
    with province.desk.write("test.refused") as unit:
        unit.session.add(
            ReceivedPackage(
                sender="36.01", stream="36.01#1", number=number, kind="data", after=0, upto=9, digest=f"{number:064}",
                name="paket.ejsika", records=1, totals="{}", log_seq=1, log_hash="ab" * 32, state=state, reason=reason,
                made_at=province.desk.now(), by=province.desk.person.id, at=province.desk.now(),
            )
        )  # fmt: skip


def test_every_district_has_a_row_whether_it_sent_anything_or_not(province: End) -> None:
    seen = board.board(province.desk)
    names = ["Pandeglang", "Lebak", "Tangerang", "Serang", "Tangerang", "Cilegon", "Serang", "Tangerang Selatan"]
    codes = ["36.01", "36.02", "36.03", "36.04", "36.71", "36.72", "36.73", "36.74"]
    kinds = [*["Kabupaten"] * 4, *["Kota"] * 4]
    named = [f"{kind} {name}" for kind, name in zip(kinds, names, strict=True)]
    assert [(one.office, one.name) for one in seen.rows] == list(zip(codes, named, strict=True))
    assert [one.standing for one in seen.rows] == [Standing.NEVER, *[Standing.NO_KEY] * 7]
    assert (seen.periods, seen.totals, row(province).last_at) == ((), {}, None)


def test_periods_packages_and_totals_stand_beside_each_other(district: End, province: End, neighbour: End) -> None:
    walk.opened(district.desk, district.supervisor, 4)
    settling.settle_rest(district.desk, walk.FIRST, PaymentState.PAID, district.desk.today())
    families.add(neighbour.desk, 3)
    province.take(district.send(province, "2019/1"))
    province.take(neighbour.send(province, "2019/1"))
    rename(district, "SITI FATIMAH")
    province.take(district.send(province, "2019/2"))
    seen = board.board(province.desk)
    one, other = row(province), row(province, "36.02")
    assert (one.standing, one.last_number, one.taken, one.days) == (Standing.GOOD, 2, 2, 0)
    assert [(period.period, period.numbers) for period in one.periods] == [("2019/2", (2,)), ("2019/1", (1,))]
    assert [period.period for period in other.periods] == ["2019/1"]
    paid = 4 * 1_000_000
    assert {name: one.totals[name] for name in ("household", "member", "payment")} == {
        "household": 4, "member": 8, "payment": 4,
    }  # fmt: skip
    assert one.totals["rupiah"] == paid
    assert other.totals == {"household": 3, "member": 6}
    assert (seen.totals["household"], seen.totals["rupiah"]) == (7, paid)
    assert set(seen.periods) == {"2019/1", "2019/2"}


def test_a_number_that_never_came_is_named_and_the_next_made_it_good(district: End, province: End) -> None:
    families.add(district.desk, 2)
    province.take(district.send(province))
    rename(district, "SITI FATIMAH")
    district.send(province)
    district.send(province)
    rename(district, "SITI ZULAIKHA")
    province.take(district.send(province))
    seen = row(province)
    assert (seen.lost, seen.last_number, seen.standing) == ((2, 3), 4, Standing.GOOD)


def test_one_that_comes_again_is_counted_and_changes_nothing(district: End, province: End) -> None:
    families.add(district.desk, 2)
    package = district.send(province)
    province.take(package)
    before = row(province).totals
    for _ in range(2):
        province.take(package)
    assert (row(province).again, row(province).totals, row(province).taken) == (2, before, 1)


@pytest.mark.parametrize(("days", "late", "standing"), [(30, 31, "good"), (32, 31, "late"), (8, 7, "late")])
def test_who_sent_nothing_for_long_is_late(
    district: End, province: End, days: int, late: int, standing: Standing
) -> None:
    families.add(district.desk, 1)
    province.take(district.send(province))
    days_pass(province, days)
    seen = row(province, late=late)
    assert (seen.standing, seen.days) == (standing, days)


def test_what_was_refused_says_why_until_a_later_one_is_taken(district: End, province: End) -> None:
    reason = json.dumps({"code": "exchange.row_wrong", "values": {}})
    marked(province, 1, "refused", reason)
    seen = row(province)
    assert (seen.standing, seen.last_number, seen.taken) == (Standing.REFUSED, 0, 0)
    assert [(one.number, one.reason, one.made_good) for one in seen.refused] == [(1, reason, False)]
    families.add(district.desk, 1)
    district.send(province)
    province.take(district.send(province))
    again = row(province)
    assert (again.standing, [one.made_good for one in again.refused], again.lost) == (Standing.GOOD, [True], ())


def test_what_waits_for_one_before_it_is_more_pressing_than_a_refusal(district: End, province: End) -> None:
    marked(province, 1, "refused")
    marked(province, 3, "held")
    assert (row(province).standing, row(province).held) == (Standing.HELD, (3,))


def test_a_stopped_stream_comes_before_everything(district: End, province: End) -> None:
    families.add(district.desk, 1)
    province.take(district.send(province))
    marked(province, 7, "held")
    with province.desk.write("test.stop") as unit:
        unit.session.scalars(select(PeerStream)).one().stopped_for = "exchange.forked"
    assert (row(province).standing, row(province).stopped_for) == (Standing.STOPPED, "exchange.forked")


def test_packages_of_ours_without_an_answer_are_counted(district: End, province: End) -> None:
    province.send(district)
    package = province.send(district)
    assert row(province).unanswered == 2
    district.take(package)
    province.take(district.send(province))
    assert row(province).unanswered == 0


def test_a_district_may_look_at_its_province_alone(district: End, province: End) -> None:
    families.add(province.desk, 1, places=["36.01.01.2001"])
    district.take(province.send(district))
    (seen,) = board.board(district.desk).rows
    assert (seen.office, seen.name, seen.last_number) == ("36", "Banten", 1)


def test_an_office_in_a_new_epoch_counts_from_one_again(district: End, province: End) -> None:
    """The numbers of the file that was lost are not looked for in the new stream."""
    families.add(district.desk, 1)
    for _ in range(3):
        district.send(province)
    province.take(district.send(province))
    with district.desk.write("test.epoch") as unit:
        unit.session.get_one(Office, 1).epoch += 1
    district.desk.office.identify()
    province.trust(district)
    rename(district, "SITI FATIMAH")
    province.take(district.send(province))
    seen = row(province)
    assert (seen.taken, seen.lost, seen.standing) == (2, (), Standing.GOOD)
