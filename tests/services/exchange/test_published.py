"""What the province publishes: taken over where only a stand-in stood, a task where the district changed it."""

import json

import pytest
from sqlalchemy import select

from desktop import paths
from desktop.errors import Refused
from desktop.models import PayList, ProgrammeYear, RecordConflict, Tranche
from desktop.services import programmes
from desktop.services.exchange import conflicts, settling_differences
from desktop.services.exchange.conflicts import Decided
from tests.services.exchange.conftest import End
from tests.services.exchange.test_taking import sound
from tests.services.money import walk

FIRST = ("jamsosratu", 2019, 1)


def amount(end: End, tranche: tuple[str, int, int] = FIRST) -> int | None:
    with end.desk.read() as session:
        return session.get_one(Tranche, tranche).amount


def pay(end: End, rupiah: int) -> None:
    with end.desk.write("test.amount") as unit:
        unit.session.get_one(Tranche, FIRST).amount = rupiah


def version(end: End) -> dict[str, int]:
    with end.desk.read() as session:
        found: dict[str, int] = json.loads(session.get_one(Tranche, FIRST).version)
        return found


def test_an_untouched_stand_in_gives_way_to_the_province_s_own(district: End, province: End) -> None:
    pay(province, 900_000)
    taken = district.take(province.send(district))
    assert taken.counts.apart == {}
    assert (amount(district), version(district)) == (900_000, {"36#1": 2})
    assert sound(district, province)
    pay(province, 950_000)
    assert district.take(province.send(district)).counts.changed["tranche"] >= 1
    assert (amount(district), version(district)) == (950_000, {"36#1": 3})


def test_a_year_the_district_had_not_comes_with_its_tranches(district: End, province: End) -> None:
    with province.desk.write("programme.add") as unit:
        programmes.store(unit, programmes.packaged("jamsosratu-2018", paths.resources()), "36")
    district.take(province.send(district))
    with district.desk.read() as session:
        years = set(session.scalars(select(ProgrammeYear.year)))
        tranches = session.scalars(select(Tranche).where(Tranche.year == 2018)).all()
    assert years == {2018, 2019}
    assert {one.owner for one in tranches} == {"36"}
    assert sound(district)


def test_what_the_district_changed_itself_is_a_task_and_stays_meanwhile(district: End, province: End) -> None:
    pay(district, 800_000)
    pay(province, 900_000)
    assert district.take(province.send(district)).counts.apart == {"tranche": 1}
    (row,) = conflicts.listed(district.desk)
    assert (row.kind, row.about.name, row.mine, row.fields, amount(district)) == (
        "tranche", "jamsosratu 2019/1", True, ("amount",), 800_000,
    )  # fmt: skip
    # The same package's rows once more, in the next one: no second task.
    assert district.take(province.send(district)).counts.apart == {}
    assert [one.id for one in conflicts.listed(district.desk)] == [row.id]


@pytest.mark.parametrize(("choice", "rupiah"), [(Decided.OURS, 800_000), (Decided.THEIRS, 900_000)])
def test_the_district_keeps_its_own_or_takes_it_over(
    district: End, province: End, choice: Decided, rupiah: int
) -> None:
    pay(district, 800_000)
    pay(province, 900_000)
    district.take(province.send(district))
    (row,) = conflicts.listed(district.desk)
    stamp = conflicts.open_conflict(district.desk, row.id).stamp
    with pytest.raises(Refused) as refused:
        settling_differences.decide(district.desk, row.id, Decided.FIELDS, "Sesuai SK", stamp, ("amount",))
    assert refused.value.code == "exchange_desk.whole"
    settling_differences.decide(district.desk, row.id, choice, "Sesuai SK", stamp)
    assert amount(district) == rupiah
    assert sound(district)
    # Decided once: the province's next package says the same, and asks nobody again.
    district.take(province.send(district))
    assert (conflicts.listed(district.desk), amount(district)) == ([], rupiah)
    # A newer one of the province is a new question only where the district kept its own.
    pay(province, 990_000)
    apart = district.take(province.send(district)).counts.apart
    kept = choice is Decided.OURS
    assert (apart, amount(district)) == ({"tranche": 1} if kept else {}, rupiah if kept else 990_000)


def test_equal_values_are_no_difference(district: End, province: End) -> None:
    pay(district, 900_000)
    pay(province, 900_000)
    assert district.take(province.send(district)).counts.apart == {}
    with district.desk.read() as session:
        assert session.scalars(select(RecordConflict)).all() == []


def test_what_came_from_the_province_is_the_province_s_to_change(district: End, province: End) -> None:
    district.take(province.send(district))
    with pytest.raises(Refused) as refused:
        pay(district, 1)
    assert (refused.value.code, refused.value.values["office"]) == ("exchange.other_owner", "36")


def test_a_year_the_province_has_not_is_named_and_the_package_comes_in_once_it_is_there(
    district: End, province: End
) -> None:
    """Pay lists point to a tranche of the province's; what it lacks it adds, and nothing is taken in before."""
    walk.other_programme(district.desk)
    walk.drafted(district.desk, 2, walk.OTHER)
    package = district.send(province)
    with pytest.raises(Refused) as refused:
        province.take(package)
    assert (refused.value.code, refused.value.values) == (
        "exchange.year_missing", {"office": "36.01", "name": "jscm-2019"},
    )  # fmt: skip
    with province.desk.read() as session:
        assert session.scalars(select(PayList)).all() == []
    walk.other_programme(province.desk)
    assert province.take(package).counts.new["pay_list"] == 1
    assert sound(province)
