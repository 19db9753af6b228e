"""What came: in the inbox, looked into, refused with a reason that stays, taken in with what became of it."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Household
from desktop.rules.terms import Role
from desktop.services.exchange import arrivals, key_cards, packing, post, trusting
from desktop.services.exchange.arrivals import ArrivedState, Seen
from desktop.services.exchange.receiving import Place
from tests import families, offices
from tests.services.exchange.conftest import End, opened_at


def fetched(end: End, *files: Path) -> list[Path]:
    return list(post.fetch(end.desk, files).packages)


def damaged(package: Path, tmp_path: Path) -> Path:
    spoiled = tmp_path / "spoiled.ejsika"
    spoiled.write_bytes(package.read_bytes()[:-7])
    return spoiled


def test_nothing_came_at_first(province: End) -> None:
    assert arrivals.arrived(province.desk) == []
    assert arrivals.waiting(province.desk) == 0


def test_a_package_in_the_inbox_waits_and_says_nothing_of_itself(district: End, province: End) -> None:
    families.add(district.desk, 1)
    (path,) = fetched(province, district.send(province))
    (row,) = arrivals.arrived(province.desk)
    assert (row.state, row.path, row.sender, row.number) == (ArrivedState.WAITING, path, "", 0)
    assert row.bytes == path.stat().st_size
    assert arrivals.waiting(province.desk) == 1


def test_looking_says_what_it_holds_and_what_of_it_is_new_here(district: End, province: End) -> None:
    families.add(district.desk, 2)
    province.take(district.send(province))
    families.add(district.desk, 1, start=2)
    paths = fetched(province, district.send(province, "2019/1"))
    (seen,) = arrivals.look(province.desk, paths)
    assert seen.preview is not None
    assert (seen.preview.sender, seen.preview.number, seen.preview.period) == ("36.01", 2, "2019/1")
    assert seen.preview.place is Place.NEXT
    assert seen.preview.totals["household"] == 3
    assert seen.preview.counts is not None
    assert (seen.preview.counts.new["household"], seen.preview.counts.known["household"]) == (1, 2)
    assert seen.refused is None
    assert arrivals.waiting(province.desk) == 1, "looking keeps nothing"


def test_what_was_taken_in_is_told_with_what_became_of_it(district: End, province: End) -> None:
    families.add(district.desk, 2)
    paths = fetched(province, district.send(province, "2019/1"))
    (outcome,) = arrivals.take(province.desk, paths).value
    assert outcome.taken is not None
    (row,) = arrivals.arrived(province.desk)
    assert (row.state, row.sender, row.number, row.period) == (ArrivedState.TAKEN, "36.01", 1, "2019/1")
    assert (row.totals["household"], row.counts["new"]["household"]) == (2, 2)
    assert (row.by, row.reason) == ("Si Operator", None)
    assert arrivals.waiting(province.desk) == 0


def test_a_damaged_package_is_told_with_its_reason_and_noted_once(district: End, province: End, tmp_path: Path) -> None:
    paths = fetched(province, damaged(district.send(province), tmp_path))
    seen = arrivals.look(province.desk, paths)
    assert seen[0].refused is not None
    assert seen[0].refused.code == "exchange.cannot_open"
    assert arrivals.note_refused(province.desk, seen).value == 1
    assert arrivals.note_refused(province.desk, seen).value == 0, "the same reason once more"
    (row,) = arrivals.arrived(province.desk)
    assert row.state is ArrivedState.REFUSED
    assert row.reason is not None
    assert (row.reason.code, row.reason.by) == ("exchange.cannot_open", "Si Operator")
    assert arrivals.waiting(province.desk) == 0
    with province.desk.read() as session:
        noted = session.scalars(select(AuditLine.record).where(AuditLine.kind == arrivals.FILE)).all()
    assert noted == [paths[0].stem]


def test_the_values_of_a_reason_come_back(district: End, province: End, tmp_path: Path) -> None:
    """A key that was ended: the sentence names the office and the last number."""
    first = district.send(province)
    province.take(first)
    later = fetched(province, district.send(province))
    (card,) = trusting.cards(province.desk)
    trusting.end(province.supervisor, card.id, "komputer dicuri", 1)
    arrivals.note_refused(province.desk, arrivals.look(province.desk, later))
    row = next(row for row in arrivals.arrived(province.desk) if row.state is ArrivedState.REFUSED)
    assert row.reason is not None
    assert row.reason.code == "exchange.key_ended"
    assert dict(row.reason.values) == {"office": "36.01", "last": "1"}


def test_of_several_the_bad_one_is_refused_and_noted_and_the_good_ones_are_taken_in(
    district: End, province: End, tmp_path: Path
) -> None:
    families.add(district.desk, 1)
    good = district.send(province)
    paths = fetched(province, damaged(good, tmp_path), good)
    outcomes = arrivals.take(province.desk, paths).value
    assert sorted(one.taken is not None for one in outcomes) == [False, True]
    assert {row.state for row in arrivals.arrived(province.desk)} == {ArrivedState.TAKEN, ArrivedState.REFUSED}


def test_what_was_refused_can_be_taken_in_once_it_is_right(
    district: End, province: End, neighbour_template: offices.Template, tmp_path: Path
) -> None:
    """A package of an office whose card is confirmed only afterwards."""
    with opened_at(neighbour_template.copy(tmp_path / "neighbour")) as neighbour:
        key_cards.make(neighbour.desk)
        neighbour.trust(province)
        families.add(neighbour.desk, 1)
        paths = fetched(province, neighbour.send(province))
        arrivals.take(province.desk, paths)
        (row,) = arrivals.arrived(province.desk)
        assert row.reason is not None
        assert row.reason.code == "exchange.unknown_signature"
        province.trust(neighbour)
        (seen,) = arrivals.look(province.desk, paths)
        assert seen.preview is not None
        arrivals.take(province.desk, paths)
    (row,) = arrivals.arrived(province.desk)
    assert (row.state, row.sender) == (ArrivedState.TAKEN, "36.02")


def test_other_files_in_the_inbox_are_no_packages(province: End) -> None:
    inbox = province.desk.office.folder.path / "inbox"
    inbox.mkdir(exist_ok=True)
    (inbox / "catatan.txt").write_text("telepon Pandeglang")
    assert arrivals.arrived(province.desk) == []
    shutil.rmtree(inbox)
    assert arrivals.arrived(province.desk) == []


@pytest.mark.parametrize(
    ("role", "looks", "takes"),
    [
        (Role.OPERATOR, True, True), (Role.SUPERVISOR, True, False), (Role.AUDITOR, False, False),
        (Role.ADMINISTRATOR, False, False),
    ],
)  # fmt: skip
def test_the_operator_takes_in_the_supervisor_looks_and_everybody_sees_the_list(
    district: End, province: End, role: Role, looks: bool, takes: bool
) -> None:
    paths = fetched(province, packing.make(district.desk, "36").value.path)
    desk = offices.same_office_as(province.desk, role)
    assert len(arrivals.arrived(desk)) == 1
    for service, may in ((arrivals.look, looks), (arrivals.take, takes)):
        if may:
            assert service(desk, paths)
        else:
            with pytest.raises(Refused, match="not_allowed"):
                service(desk, paths)


def test_what_comes_again_is_told_as_known_and_what_changed_as_changed(district: End, province: End) -> None:
    (one, _) = families.add(district.desk, 2)
    arrivals.take(province.desk, fetched(province, district.send(province)))
    with district.desk.write("test.move") as unit:
        unit.session.get_one(Household, one).address = "Kampung Baru 7"
    arrivals.take(province.desk, fetched(province, district.send(province)))
    newest, oldest = arrivals.arrived(province.desk)
    assert (newest.number, oldest.number) == (2, 1), "the newest first"
    assert newest.counts["changed"] == {"household": 1}
    assert newest.counts["known"]["member"] == 4
    assert oldest.counts["new"]["household"] == 2
    assert newest.made_at is not None


def test_what_waits_stands_above_what_was_taken_in(district: End, province: End) -> None:
    arrivals.take(province.desk, fetched(province, district.send(province)))
    fetched(province, district.send(province))
    assert [row.state for row in arrivals.arrived(province.desk)] == [ArrivedState.WAITING, ArrivedState.TAKEN]


def test_the_same_package_fetched_twice_is_one_line(district: End, province: End, tmp_path: Path) -> None:
    package = district.send(province)
    again = shutil.copy(package, tmp_path / "paket (1).ejsika")
    fetched(province, package, Path(again))
    assert len(arrivals.arrived(province.desk)) == 1


def test_what_another_office_should_have_got_is_refused_with_its_reason(district: End, province: End) -> None:
    """The own package in the own inbox."""
    paths = fetched(district, district.send(province))
    (outcome,) = arrivals.take(district.desk, paths).value
    assert outcome.refused is not None
    (row,) = arrivals.arrived(district.desk)
    assert row.reason is not None
    assert (row.state, row.reason.code) == (ArrivedState.REFUSED, "exchange.unknown_signature")


def test_a_new_reason_takes_the_place_of_the_one_before(district: End, province: End) -> None:
    paths = fetched(province, district.send(province))
    for code in ("exchange.cannot_open", "exchange.no_package"):
        arrivals.note_refused(province.desk, [Seen(paths[0], paths[0].stem, refused=Refused(code))])
    (row,) = arrivals.arrived(province.desk)
    assert row.reason is not None
    assert row.reason.code == "exchange.no_package"


def test_what_was_right_leaves_no_reason(district: End, province: End) -> None:
    seen = arrivals.look(province.desk, fetched(province, district.send(province)))
    assert arrivals.note_refused(province.desk, seen).value == 0
    assert arrivals.arrived(province.desk)[0].reason is None
