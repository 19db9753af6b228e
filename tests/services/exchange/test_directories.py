"""The province's numbered directory: one number after the other, cards without paper, ends that reach everybody."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.exchange import directory as pages
from desktop.exchange.directory import Directory, Ended, Listed
from desktop.exchange.keys import KeyCard, OfficeKeys, new_keys
from desktop.exchange.manifest import Standing
from desktop.models import AuditLine, ExchangeAlarm, TrustedCard
from desktop.rules.terms import Role
from desktop.services.exchange import directories, own_keys, trusting
from desktop.services.exchange.directories import DirectoryView
from desktop.services.exchange.trusting import Trust
from tests import families, offices
from tests.services.exchange.conftest import End, opened_at
from tests.services.exchange.forging import keys_of, sealed
from tests.services.exchange.test_taking import refusal

OTHERS = [new_keys(f"36.{at:02}", 1, families.REGISTERED).card for at in range(3, 8)]


@pytest.fixture
def neighbour(neighbour_template: offices.Template, province: End, tmp_path: Path) -> Iterator[End]:
    """A second district; it and the province trust each other on paper."""
    with opened_at(neighbour_template.copy(tmp_path / "neighbour")) as end:
        end.trust(province)
        province.trust(end)
        yield end


def issue(province: End) -> DirectoryView:
    return directories.issue(province.supervisor).value


def believe(end: End, card: KeyCard) -> None:
    row = trusting.propose(end.desk, card.text).value
    trusting.confirm(end.supervisor, row.id, card.fingerprint)


def cards(end: End, office: str) -> list[tuple[Trust, str]]:
    return [(row.trust, row.through) for row in trusting.cards(end.desk) if row.office == office]


def codes(end: End, package: Path) -> list[str]:
    return [one.code for one in end.take(package).said]


def number_at(end: End) -> int:
    view = directories.listing(end.desk)
    return view.number if view else 0


def test_a_district_takes_the_neighbours_card_without_paper(district: End, province: End, neighbour: End) -> None:
    view = issue(province)
    assert (view.number, [one.office for one in view.offices], view.behind) == (1, ["36.01", "36.02"], False)
    assert codes(district, province.send(district)) == ["exchange.directory_taken"]
    assert cards(district, "36.02") == [(Trust.CONFIRMED, "directory")]
    assert cards(district, "36.01") == [], "its own card is none of others"
    codes(neighbour, province.send(neighbour))
    families.add(neighbour.desk, 1)
    assert not district.take(neighbour.send(district)).already
    with district.desk.read() as session:
        actions = session.scalars(select(AuditLine.action).where(AuditLine.kind == "trusted_card"))
        assert "card.confirm" in set(actions)


def test_one_number_follows_the_other_and_lost_packages_heal(district: End, province: End) -> None:
    for at, card in enumerate(OTHERS[:3], 1):
        believe(province, card)
        assert directories.listing(province.desk) is None or directories.listing(province.desk).behind  # type: ignore[union-attr]
        assert issue(province).number == at
        lost = province.send(district)
    assert codes(district, lost) == ["exchange.directory_taken"]
    assert (number_at(district), len(trusting.cards(district.desk))) == (3, 1 + 3)
    province.take(district.send(province))
    for card in OTHERS[3:]:
        believe(province, card)
        issue(province)
        lost = province.send(district)
    district.take(lost)
    assert number_at(district) == 5
    assert codes(district, province.send(district)) == []


def test_the_same_twice_is_not_issued_and_only_by_a_province(district: End, province: End) -> None:
    issue(province)
    with pytest.raises(Refused, match="directory_same"):
        directories.issue(province.supervisor)
    with pytest.raises(Refused, match="not_province"):
        directories.issue(district.supervisor)
    assert directories.listing(district.desk) is None


def test_an_end_reaches_the_districts_and_stays(district: End, province: End, neighbour: End) -> None:
    issue(province)
    district.take(province.send(district))
    families.add(neighbour.desk, 1)
    neighbour.take(province.send(neighbour))
    package = neighbour.send(district)
    row = next(row for row in trusting.cards(province.desk) if row.office == "36.02")
    trusting.end(province.supervisor, row.id, "Laptop dicuri")
    assert not directories.listing(province.desk).behind, "one person's word is not published"  # type: ignore[union-attr]
    trusting.confirm_end(offices.same_office_as(province.desk, Role.ADMINISTRATOR), row.id)
    ended = issue(province).offices[1]
    assert (ended.office, ended.ended_for) == ("36.02", "Laptop dicuri")
    district.take(province.send(district))
    assert cards(district, "36.02") == [(Trust.ENDED, "directory")]
    assert refusal(district, package) == "exchange.unknown_signature"


def test_an_office_hears_that_its_own_card_was_ended(district: End, province: End) -> None:
    row = next(row for row in trusting.cards(province.desk) if row.office == "36.01")
    trusting.end(province.supervisor, row.id, "Laptop hilang")
    package = sealed_with(province, district, directory(1, (own_card(district), Ended("Laptop hilang", 4, None))))
    assert codes(district, package) == ["exchange.directory_taken", "exchange.own_card_ended"]


def own_card(end: End) -> KeyCard:
    return own_keys.card(end.desk).value


def directory(number: int, *listed: tuple[KeyCard, Ended | None], office: str = "36") -> Directory:
    return Directory(office, number, "2026-11-22", tuple(Listed(card.text, ended) for card, ended in listed))


def sealed_with(
    province: End, district: End, *made: Directory, held: int | None = None, keys: OfficeKeys | None = None, **said: Any
) -> Path:
    """A package of the province that carries these directories."""
    statements = tuple(pages.signed(one, keys or keys_of(province)) for one in made)
    told = Standing(directory=made[-1].number if held is None else held, directories=statements)
    path = province.desk.office.folder.path / f"carried-{said.get('number', 1)}.ejsika"
    return sealed(province, district, [], path, **{"range": (0, 0), "standing": told} | said)


A, B, C = OTHERS[:3]
GONE = Ended("Laptop hilang", None, None)


def test_what_the_first_one_is_the_district_does_not_ask(district: End, province: End) -> None:
    district.take(sealed_with(province, district, directory(57, (A, None))))
    assert number_at(district) == 57


def test_a_number_left_out_waits_for_the_next_package(district: End, province: End) -> None:
    district.take(sealed_with(province, district, directory(1, (A, None))))
    later = sealed_with(province, district, directory(3, (A, None), (C, None)), number=2)
    assert codes(district, later) == ["exchange.directory_skipped"]
    assert (number_at(district), cards(district, C.office)) == (1, [])
    both = (directory(2, (A, None), (B, None)), directory(3, (A, None), (B, None), (C, None)))
    assert codes(district, sealed_with(province, district, *both, number=3)) == ["exchange.directory_taken"]
    assert (number_at(district), cards(district, C.office)) == (3, [(Trust.CONFIRMED, "directory")])


def test_an_old_directory_is_refused_with_its_sentence(district: End, province: End) -> None:
    district.take(sealed_with(province, district, directory(2, (A, GONE))))
    old = sealed_with(province, district, directory(1, (A, None)), number=2)
    with pytest.raises(Refused) as refused:
        district.take(old)
    assert refused.value.code == "exchange.directory_older"
    assert (refused.value.values["number"], refused.value.values["held"]) == (1, 2)
    assert (number_at(district), cards(district, A.office)) == (2, [])


def test_two_directories_under_one_number_stop_the_province(district: End, province: End) -> None:
    district.take(sealed_with(province, district, directory(1, (A, None))))
    other = sealed_with(province, district, directory(1, (B, None)), number=2)
    assert refusal(district, other) == "exchange.directory_forked"
    assert cards(district, B.office) == []
    with district.desk.read() as session:
        assert session.scalars(select(ExchangeAlarm.code)).all() == ["exchange.directory_forked"]
    assert refusal(district, sealed_with(province, district, directory(2, (A, None)), number=3)) == "exchange.stopped"


@pytest.mark.parametrize(
    "then",
    [directory(2, (B, None)), directory(2, (A, None), (B, None)), directory(2, (A, Ended("lain", None, None)))],
)
def test_no_card_is_left_out_or_comes_back(district: End, province: End, then: Directory) -> None:
    district.take(sealed_with(province, district, directory(1, (A, GONE))))
    assert refusal(district, sealed_with(province, district, then, number=2)) == "exchange.directory_wrong"
    assert number_at(district) == 1


def test_nobody_elses_signature_counts(district: End, province: End) -> None:
    stranger = new_keys("36", 1, families.REGISTERED)
    path = sealed_with(province, district, directory(1, (A, None)), keys=stranger)
    assert refusal(district, path) == "exchange.directory_unsigned"
    other = sealed_with(province, district, directory(1, (A, None), office="32"))
    assert refusal(district, other) == "exchange.directory_wrong"
    assert number_at(district) == 0


def test_a_neighbours_directory_is_nothing_to_us(district: End, province: End, neighbour: End) -> None:
    issue(province)
    district.take(province.send(district))
    told = Standing(
        directory=9, directories=(pages.signed(directory(9, (A, None), office="36.02"), keys_of(neighbour)),)
    )
    path = sealed(neighbour, district, [], province.desk.office.folder.path / "x.ejsika", range=(0, 0), standing=told)
    neighbour_take = district.take(path)
    assert (neighbour_take.said, number_at(district)) == ((), 1)


def test_what_the_districts_own_people_ended_stays_ended(district: End, province: End) -> None:
    believe(district, A)
    (row,) = [row for row in trusting.cards(district.desk) if row.office == A.office]
    trusting.end(district.supervisor, row.id, "Kartu palsu")
    trusting.confirm_end(offices.same_office_as(district.desk, Role.ADMINISTRATOR), row.id)
    district.take(sealed_with(province, district, directory(1, (A, None))))
    assert cards(district, A.office) == [(Trust.ENDED, "paper")]


def test_a_card_that_waits_for_a_second_person_is_confirmed_by_the_directory(district: End, province: End) -> None:
    trusting.propose(district.desk, A.text)
    district.take(sealed_with(province, district, directory(1, (A, None))))
    assert cards(district, A.office) == [(Trust.CONFIRMED, "directory")]
    with district.desk.read() as session:
        row = session.scalars(select(TrustedCard).where(TrustedCard.card == A.text)).one()
    assert row.directory == 1
