"""The conflict desk: both values in words, who wrote them, who decides, and what is published then (items 35, 38)."""

import json
import shutil
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Member, Payment, RecordConflict, RecordVersion
from desktop.services.exchange import conflicts, settling_differences
from desktop.services.exchange.conflicts import ConflictDetail, Decided
from desktop.services.exchange.reasons import LONGEST
from tests import families
from tests.services.exchange.conftest import End, opened_at
from tests.services.exchange.differing import comes_home, difference, restored
from tests.services.exchange.test_streams import restored_by_hand
from tests.services.exchange.test_taking import records, rename, sound
from tests.services.money import walk

WHY = "Sesuai KTP yang dilihat"


def mother(end: End) -> Member:
    with end.desk.read() as session:
        found = session.scalars(select(Member).order_by(Member.position)).first()
        assert found is not None
        return found


def opened(end: End, conflict: UUID) -> ConflictDetail:
    return conflicts.open_conflict(end.desk, conflict)


def decide(end: End, conflict: UUID, choice: Decided, *theirs: str, reason: str = WHY) -> Decided:
    stamp = opened(end, conflict).stamp
    return settling_differences.decide(end.desk, conflict, choice, reason, stamp, theirs).value


def test_both_values_stand_side_by_side_with_who_and_where(district: End) -> None:
    (row,) = [opened(district, difference(district))]
    assert [(one.name, one.here, one.there) for one in row.fields] == [
        ("name", "SITI ZULAIKHA", "SITI FATIMAH"), ("occupation", "", "PEDAGANG"),
    ]  # fmt: skip
    assert (row.here.office, row.here.person, row.here.package) == ("36.01", "Si Operator", 0)
    assert (row.there.office, row.there.package, row.there.at) == ("36", 5, row.row.came_at)
    assert (row.row.about.name, row.row.mine, row.row.decided, row.row.period) == (
        "SITI ZULAIKHA", True, None, "2019/1",
    )  # fmt: skip


def test_looking_is_logged_and_the_list_is_not(district: End) -> None:
    conflict = difference(district)
    conflicts.listed(district.desk)
    opened(district, conflict)
    with district.desk.read() as session:
        lines = session.scalars(select(AuditLine).where(AuditLine.action == "conflict.open")).all()
    assert [line.record for line in lines] == [str(conflict)]


@pytest.mark.parametrize(
    ("choice", "theirs", "name", "occupation"),
    [
        (Decided.OURS, (), "SITI ZULAIKHA", ""),
        (Decided.THEIRS, (), "SITI FATIMAH", "PEDAGANG"),
        (Decided.FIELDS, ("occupation",), "SITI ZULAIKHA", "PEDAGANG"),
        (Decided.FIELDS, (), "SITI ZULAIKHA", ""),
    ],
)
def test_the_owner_publishes_a_version_above_both(
    district: End, choice: Decided, theirs: tuple[str, ...], name: str, occupation: str
) -> None:
    conflict = difference(district)
    decide(district, conflict, choice, *theirs)
    now = mother(district)
    assert (now.name, now.occupation) == (name, occupation)
    assert json.loads(now.version) == {"36.01#1": 5, "36.01#2": 2}
    assert sound(district)


def test_the_losing_value_stays_with_who_decided_and_why(district: End) -> None:
    conflict = difference(district)
    decide(district, conflict, Decided.FIELDS, "name")
    row = opened(district, conflict)
    assert (row.row.decided, row.reason, row.decided_by) == (Decided.FIELDS, WHY, "Si Operator")
    assert [(one.name, one.here, one.there, one.taken) for one in row.fields] == [
        ("name", "SITI ZULAIKHA", "SITI FATIMAH", Decided.THEIRS),
        ("occupation", "", "PEDAGANG", Decided.OURS),
    ]
    with district.desk.read() as session:
        kept = session.scalars(select(RecordVersion.values).where(RecordVersion.record == str(mother(district).id)))
        line = session.scalars(
            select(AuditLine).where(AuditLine.action == "conflict.decide", AuditLine.detail != "")
        ).one()
        assert any("SITI ZULAIKHA" in (values or "") for values in kept)
    assert json.loads(line.detail or "")["reason"] == WHY
    assert [one.id for one in conflicts.listed(district.desk, decided=True)] == [conflict]
    assert conflicts.listed(district.desk) == []


def test_a_decision_is_made_once_as_looked_at_and_with_a_reason(district: End) -> None:
    conflict = difference(district)
    stamp = opened(district, conflict).stamp
    for choice, reason, seen, theirs, code in (
        (Decided.THEIRS, " ", stamp, (), "exchange_desk.no_reason"),
        (Decided.THEIRS, "x" * (LONGEST + 1), stamp, (), "exchange_desk.long_reason"),
        (Decided.THEIRS, WHY, stamp - 1, (), "exchange_desk.changed_meanwhile"),
        (Decided.FIELDS, WHY, stamp, ("nik",), "exchange_desk.no_field"),
        (Decided.OWNER, WHY, stamp, (), "exchange_desk.not_by_hand"),
    ):
        with pytest.raises(Refused) as refused:
            settling_differences.decide(district.desk, conflict, choice, reason, seen, theirs)
        assert refused.value.code == code
    assert mother(district).name == "SITI ZULAIKHA"
    decide(district, conflict, Decided.OURS)
    with pytest.raises(Refused) as refused:
        decide(district, conflict, Decided.THEIRS)
    assert refused.value.code == "exchange_desk.decided"


def test_what_points_to_nothing_is_refused_and_stays_open(district: End) -> None:
    conflict = difference(district, household_id="01936d2e-0000-7000-8000-000000000000")
    with pytest.raises(Refused) as refused:
        decide(district, conflict, Decided.THEIRS)
    assert refused.value.code == "exchange_desk.cannot"
    assert [row.id for row in conflicts.listed(district.desk)] == [conflict]


def test_the_same_version_is_kept_apart_once_and_a_newer_one_takes_its_place(district: End) -> None:
    person = restored(district)
    said = {"name": "SITI FATIMAH"}
    assert comes_home(district, "member", person, said)
    assert not comes_home(district, "member", person, said)
    assert comes_home(district, "member", person, {"name": "SITI MARYAM"}, count=6)
    (open_now,) = conflicts.listed(district.desk)
    (over,) = conflicts.listed(district.desk, decided=True)
    assert (open_now.package, over.package, over.decided) == (6, 5, Decided.SUPERSEDED)
    decide(district, open_now.id, Decided.THEIRS)
    assert mother(district).name == "SITI MARYAM"
    assert not comes_home(district, "member", person, {"name": "SITI MARYAM"}, count=6)


def test_the_owner_s_decision_ends_the_difference_everywhere(district: End, province: End, tmp_path: Path) -> None:
    """Item 35: the province sees the difference, cannot decide it, and gets the decision with the next package."""
    families.add(district.desk, 1)
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
        province.take(found.send(province))
        (row,) = conflicts.listed(province.desk)
        assert (row.mine, row.owner, row.fields) == (False, "36.01", ("name",))
        with pytest.raises(Refused) as refused:
            decide(province, row.id, Decided.OURS)
        assert refused.value.code == "exchange_desk.not_ours"
        with province.desk.read() as session:
            person = UUID(session.scalars(select(RecordConflict.record)).one())
        comes_home(found, "member", person, {"name": "SITI FATIMAH"}, count=2)
        (home,) = conflicts.listed(found.desk)
        decide(found, home.id, Decided.THEIRS)
        province.take(found.send(province))
        assert records(province, "36.01")["member"] == records(found, "36.01")["member"]
        assert conflicts.listed(province.desk) == []
        assert [one.decided for one in conflicts.listed(province.desk, decided=True)] == [Decided.OWNER]
        assert sound(province, found)


def test_money_is_taken_as_a_whole_and_by_a_supervisor(district: End) -> None:
    walk.opened(district.desk, district.supervisor, 2)
    with district.desk.read() as session:
        payment = session.scalars(select(Payment.id).order_by(Payment.id)).first()
        assert payment is not None
    comes_home(district, "payment", payment, {"reason": "Sakit"}, stream="36.01#2")
    (row,) = conflicts.listed(district.desk)
    stamp = opened(district, row.id).stamp
    for desk, choice, code in (
        (district.supervisor, Decided.FIELDS, "exchange_desk.whole"),
        (district.desk, Decided.THEIRS, "exchange_desk.money"),
    ):
        with pytest.raises(Refused) as refused:
            settling_differences.decide(desk, row.id, choice, WHY, stamp, ("reason",))
        assert refused.value.code == code
    settling_differences.decide(district.supervisor, row.id, Decided.THEIRS, WHY, stamp)
    with district.desk.read() as session:
        assert session.get_one(Payment, payment).reason == "Sakit"
    assert sound(district)
