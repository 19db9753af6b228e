"""Photographs as packages of their own: strictly taken in, each under its record, and missed by nobody (item 25)."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.exchange.manifest import Head, Kind
from desktop.exchange.opening import Opened, open_package
from desktop.exchange.sealing import Letter, seal
from desktop.models import Photograph, SentPackage
from desktop.rules.ids import new_id
from desktop.services import safety
from desktop.services.exchange import photo_keeping, photo_post, photographs, receiving
from desktop.services.exchange.photo_keeping import Kept
from desktop.services.exchange.photographs import Chosen
from desktop.services.exchange.receiving import Place
from desktop.services.families import photographs as of_families
from desktop.services.families.photographs import Shows
from desktop.services.money import proving
from desktop.store import photos
from desktop.store.migrate import HEAD
from tests import families
from tests.pictures import noise, photograph
from tests.services.exchange.conftest import End
from tests.services.exchange.forging import keys_of


@pytest.fixture
def pictured(district: End, province: End) -> End:
    """Two families with three photographs, two of them the very same picture; their records are at the province."""
    one, two = families.add(district.desk, 2)
    for family, number in ((one, 1), (one, 2), (two, 1)):
        of_families.add(district.desk, family, Shows.HOUSE, photograph(number))
    province.take(district.send(province))
    return district


def chosen(end: End, after: int = 0, upto: int = 2**40, **more: Any) -> Chosen:
    with end.desk.read() as session:
        return photographs.choose(session, end.desk.office.folder, end.code, after, upto, **more)


def sealed(
    sender: End, receiver: End, lines: Sequence[bytes], blobs: Sequence[tuple[str, bytes]], totals: dict[str, int]
) -> Opened:
    """Such a package, rightly sealed and signed, as the receiver opens it."""
    letter = Letter(
        Kind.PHOTOS, keys_of(receiver).card, schema=int(HEAD), number=2, log=Head(1, "ab" * 32),
        made_at=sender.desk.now(), app="0.1.0", totals=totals,
    )  # fmt: skip
    data = seal(letter, lines, keys_of(sender), blobs).data
    return open_package(data, keys_of(receiver), [keys_of(sender).card])


def packed(sender: End, receiver: End, made: Chosen) -> Opened:
    return sealed(sender, receiver, list(made.lines()), made.blobs, {"photo": len(made.rows)} if made.rows else {})


def keep(end: End, opened: Opened) -> Kept:
    office = end.desk.office
    with end.desk.write("test.photos") as unit:
        return photo_keeping.keep(unit, office.folder, office.key, opened)


def files(end: End) -> list[str]:
    folder = photos.folder_of(end.desk.office.folder)
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def faults(end: End) -> list[str]:
    return [fault.code for fault in safety.verify(end.desk, proving.prove).faults]


def test_the_same_picture_travels_once_and_opens_under_each_record(pictured: End, province: End) -> None:
    made = chosen(pictured)
    assert (len(made.rows), len(made.blobs), made.lost) == (3, 2, 0)
    assert all(hashlib.sha256(picture).hexdigest() == name for name, picture in made.blobs)
    assert keep(province, packed(pictured, province, made)) == Kept(2, 1, 0)
    with province.desk.read() as session:
        records = session.scalars(select(Photograph)).all()
    assert {hashlib.sha256(of_families.look(province.desk, one.id)).hexdigest() for one in records} == dict(
        made.blobs
    ).keys()
    assert faults(province) == []


def test_again_changes_nothing(pictured: End, province: End) -> None:
    opened = packed(pictured, province, chosen(pictured))
    keep(province, opened)
    before = files(province)
    assert keep(province, opened) == Kept(0, 3, 0)
    assert files(province) == before


def test_pictures_that_were_not_sent_are_missed_by_nobody(pictured: End, province: End) -> None:
    """They are optional: the proof of the receiver asks only for its own, and for what came in sound."""
    assert (files(province), faults(province)) == ([], [])
    keep(province, packed(pictured, province, chosen(pictured)))
    folder = photos.folder_of(province.desk.office.folder)
    one, two = (folder / name for name in files(province))
    one.unlink()
    assert faults(province) == []
    two.write_bytes(two.read_bytes()[:-1])
    assert faults(province) == ["photos.damaged"]


def test_the_sender_still_misses_his_own(pictured: End) -> None:
    folder = photos.folder_of(pictured.desk.office.folder)
    (folder / files(pictured)[0]).unlink()
    assert faults(pictured) == ["photos.gone"]
    assert chosen(pictured).lost in (1, 2)


def test_records_that_are_not_here_are_counted_and_nothing_is_written(pictured: End, province: End) -> None:
    made = chosen(pictured)
    rows = tuple(photographs.Row("photo", photographs.Values(new_id(), row.values.sha256)) for row in made.rows)
    assert keep(province, packed(pictured, province, Chosen(rows, made.blobs, 0, 0))) == Kept(0, 0, 3)
    assert files(province) == []


def test_as_many_as_fit_and_the_rest_next_time(pictured: End) -> None:
    first = chosen(pictured, most_bytes=1)
    assert len(first.rows) == 1
    rest = chosen(pictured, after=first.upto)
    assert [row.values.id for row in (*first.rows, *rest.rows)] == [row.values.id for row in chosen(pictured).rows]
    assert chosen(pictured, after=rest.upto).rows == ()


def line(one: object, digest: str, **more: object) -> bytes:
    values = {"id": str(one), "sha256": digest, **more}
    return json.dumps({"kind": "photo", "values": values}, separators=(",", ":"), sort_keys=True).encode()


def refused(sender: End, receiver: End, lines: Sequence[bytes], pictures: Sequence[bytes], count: int) -> str:
    blobs = [(hashlib.sha256(one).hexdigest(), one) for one in pictures]
    opened = sealed(sender, receiver, lines, blobs, {"photo": count})
    with pytest.raises(Refused) as told:
        keep(receiver, opened)
    assert files(receiver) == []
    return told.value.code


def test_item_25_nothing_else_is_written_than_the_picture_a_record_tells_of(pictured: End, province: End) -> None:
    made = chosen(pictured)
    one, right = made.rows[0].values.id, dict(made.blobs)[made.rows[0].values.sha256]
    other, large = photograph(7), noise((2000, 1500))
    cases = {
        other: "exchange.photo_wrong", large: "exchange.photo_wrong", right[:-40]: "exchange.photo_wrong",
        b"MZ\x90\x00": "exchange.photo_wrong", photograph(1, kind="PNG"): "exchange.photo_wrong",
    }  # fmt: skip
    for picture, code in cases.items():
        lines = [line(one, hashlib.sha256(picture).hexdigest())]
        assert refused(pictured, province, lines, [picture], 1) == code


def test_item_25_rows_and_pictures_fit_each_other_exactly(pictured: End, province: End) -> None:
    made = chosen(pictured)
    one, (digest, right) = made.rows[0].values.id, made.blobs[0]
    told = line(one, digest)
    assert refused(pictured, province, [], [right], 0) == "exchange.photo_wrong"
    assert refused(pictured, province, [told], [right, photograph(9)], 1) == "exchange.photo_wrong"
    assert refused(pictured, province, [told], [right], 2) == "exchange.totals_wrong"
    wrong = [
        [told, told], [line(one, digest, name="../../passwd")], [line("../../passwd", digest)], [line(one, "CON")],
        [told.replace(b":", b": ")], [b"[]"], [told.replace(b"photo", b"virus")],
    ]  # fmt: skip
    for lines in wrong:
        assert refused(pictured, province, lines, [right], len(lines)) == "exchange.row_wrong"


@pytest.mark.parametrize("name", ["../x", "CON", "a" * 63, "A" * 64, "a" * 64 + "\n"])
def test_item_25_no_other_name_becomes_a_file(province: End, name: str, tmp_path: Path) -> None:
    office = province.desk.office
    with pytest.raises(ValueError, match="photograph"), province.desk.write("test.name") as unit:
        photos.keep_as(unit, office.folder, office.key, name, b"x")
    assert files(province) == []


def test_a_package_of_photographs_goes_from_office_to_office(pictured: End, province: End, tmp_path: Path) -> None:
    made = photo_post.make(pictured.desk, "36").value
    assert (made.number, made.photographs, made.more, made.lost) == (2, 3, False, 0)
    assert "-foto-" in made.path.name
    looked = receiving.look(province.desk, made.path)
    assert (looked.place, looked.totals) == (Place.NEXT, {"photo": 3})
    assert files(province) == []
    taken = province.take(made.path)
    assert (taken.counts.new, taken.counts.known, taken.already) == ({"photo": 2}, {"photo": 1}, False)
    assert province.take(made.path).already
    assert faults(province) == []
    with pytest.raises(Refused, match="no_photographs"):
        photo_post.make(pictured.desk, "36")
    assert photo_post.make(pictured.desk, "36", again=True).value.photographs == 3


def test_lost_late_or_early_they_hinder_no_data(pictured: End, province: End) -> None:
    """Records go on after a package of photographs that never came; it may come later still."""
    late = photo_post.make(pictured.desk, "36").value
    families.add(pictured.desk, 1, start=7)
    assert not province.take(pictured.send(province)).already
    assert province.take(late.path).counts.new == {"photo": 2}
    pictured.take(province.send(pictured))
    with pictured.desk.read() as session:
        states = {row.number: row.state for row in session.scalars(select(SentPackage))}
    assert states == {1: "received", 2: "made", 3: "received"}


def test_only_photographs_whose_records_went_before_are_sent(district: End, province: End) -> None:
    (family,) = families.add(district.desk, 1)
    of_families.add(district.desk, family, Shows.HOUSE, photograph(1))
    with pytest.raises(Refused, match="no_photographs"):
        photo_post.make(district.desk, "36")
    records = district.send(province)
    pictures = photo_post.make(district.desk, "36").value.path
    assert province.take(pictures).counts.new == {"photo": 0}
    province.take(records)
    again = photo_post.make(district.desk, "36", again=True).value.path
    assert province.take(again).counts.new == {"photo": 1}
