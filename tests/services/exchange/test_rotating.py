"""A new key that the old one signed needs no paper; one that was lost introduces nobody (items 22 and 41 beside it)."""

from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.exchange.manifest import Following, Standing
from desktop.models import OfficeKey
from desktop.rules.terms import Role
from desktop.services.exchange import directories, own_keys, rotating, trusting
from desktop.services.exchange.trusting import Trust
from tests import families, offices
from tests.services.exchange.conftest import End
from tests.services.exchange.forging import keys_of, sealed
from tests.services.exchange.test_taking import refusal, rename

SECOND = (Role.ADMINISTRATOR.value, offices.PASSWORD)


def rotate(end: End) -> str:
    return rotating.rotate(end.supervisor, SECOND).value.fingerprint


def cards(end: End, office: str) -> list[tuple[Trust, str, int | None]]:
    rows = sorted(trusting.cards(end.desk), key=lambda row: row.proposed_at)
    return [(row.trust, row.through, row.last_number) for row in rows if row.office == office]


def test_the_new_key_comes_with_the_next_package(district: End, province: End) -> None:
    families.add(district.desk, 1)
    before = district.send(province)
    fingerprint = rotate(district)
    assert own_keys.card(district.desk).value.fingerprint == fingerprint
    rename(district, "SITI FATIMAH")
    after = district.send(province)
    taken = province.take(after)
    assert [one.code for one in taken.said] == ["exchange.new_key"]
    assert cards(province, "36.01") == [(Trust.FOLLOWED, "paper", 1), (Trust.CONFIRMED, "rotation", None)]
    assert province.take(before).already, "what the old key signed before still counts"
    sealed_for_old = province.send(district)
    assert district.take(sealed_for_old).said == ()
    assert province.take(district.send(province)).said == ()


def test_what_was_sealed_for_the_old_key_is_still_opened(district: End, province: End) -> None:
    package = province.send(district)
    rotate(district)
    assert not district.take(package).already


def test_two_keys_one_after_the_other_and_lost_packages(district: End, province: End) -> None:
    for _ in range(2):
        rotate(district)
        package = district.send(province)
    province.take(package)
    assert [trust for trust, *_ in cards(province, "36.01")] == [Trust.FOLLOWED, Trust.FOLLOWED, Trust.CONFIRMED]
    rotate(district)
    assert [one.code for one in province.take(district.send(province)).said] == ["exchange.new_key"]


def test_item_22_the_old_key_signs_nothing_more(district: End, province: End) -> None:
    old = keys_of(district)
    rotate(district)
    province.take(district.send(province))
    path = district.desk.office.folder.path / "late.ejsika"
    assert refusal(province, sealed(district, province, [], path, number=2, keys=old)) == "exchange.key_ended"
    thief = trusting.read_card(own_keys.card(province.desk).value.text)
    told = Standing(rotation=(Following(thief.text, old.introduce(thief)),))
    assert refusal(province, sealed(district, province, [], path, number=2, keys=old, standing=told))


@pytest.mark.parametrize("way", ["lost", "nobody", "other office", "other epoch"])
def test_item_22_a_lost_key_introduces_nobody(district: End, province: End, tmp_path: Path, way: str) -> None:
    old = keys_of(district)
    office, epoch = ("36.02" if way == "other office" else "36.01"), (2 if way == "other epoch" else 1)
    thief = own_keys.new_keys(office, epoch, district.desk.today())
    by = thief if way == "nobody" else old
    if way == "lost":
        row = next(row for row in trusting.cards(province.desk) if row.office == "36.01")
        trusting.end(province.supervisor, row.id, "Laptop dicuri", last_number=5)
    told = Standing(rotation=(Following(thief.card.text, by.introduce(thief.card)),))
    package = sealed(district, province, [], tmp_path / "thief.ejsika", keys=thief, standing=told)
    assert refusal(province, package) == "exchange.unknown_signature"
    assert len(trusting.cards(province.desk)) == 1


def test_a_rotation_wants_two_people_and_keys(district: End, province: End) -> None:
    with pytest.raises(Refused, match="same_person"):
        rotating.rotate(district.supervisor, (Role.SUPERVISOR.value, offices.PASSWORD))
    with pytest.raises(Refused, match="wrong_password"):
        rotating.rotate(district.supervisor, (Role.ADMINISTRATOR.value, "bukan sandinya ini"))
    with pytest.raises(Refused, match="not_allowed"):
        rotating.rotate(district.desk, SECOND)
    with district.desk.read() as session:
        assert session.query(OfficeKey).count() == 1
    assert own_keys.card(district.desk).value == keys_of(district).card


def test_an_office_without_keys_has_none_to_follow(office_template: offices.Template, tmp_path: Path) -> None:
    desk = offices.sign_in(office_template.copy(tmp_path / "office"), Role.SUPERVISOR)
    with pytest.raises(Refused, match="no_keys"):
        rotating.rotate(desk, SECOND)
    desk.close()


def test_the_directory_brings_the_new_key_to_the_neighbours(district: End, province: End) -> None:
    rotate(district)
    province.take(district.send(province))
    listed = directories.issue(province.supervisor).value.offices
    assert [(one.ended_for, one.last) for one in listed] == [("", 0), (None, None)]
