"""Photographs of a family: kept small and sealed, opened on demand and in the log, put away and never lost."""

import json
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, update

from desktop.errors import Refused
from desktop.models import AuditLine, Household, Member, Photograph
from desktop.rules.ids import new_id
from desktop.rules.terms import Role
from desktop.services import safety
from desktop.services.desk import Desk
from desktop.services.families import photographs, putting_away
from desktop.services.families.photographs import HOLDS_NUMBERS, MOST, Shows
from tests import families, offices
from tests.pictures import opened, photograph
from tests.services.test_safety import no_money

SMALL = (160, 130)
WHY = "rumah sudah dibangun ulang"


@pytest.fixture
def family(operator: Desk) -> UUID:
    return families.add(operator, 1)[0]


def mother_of(desk: Desk, family: UUID) -> UUID:
    with desk.read() as session:
        found = session.get_one(Household, family).caretaker_id
    assert found is not None
    return found


def logged(desk: Desk, action: str) -> list[tuple[str | None, str | None, str | None]]:
    with desk.read() as session:
        rows = session.scalars(select(AuditLine).where(AuditLine.action == action).order_by(AuditLine.seq))
        return [(row.kind, row.record, row.detail) for row in rows]


def test_a_photograph_from_a_file_is_kept_small(operator: Desk, family: UUID, tmp_path: Path) -> None:
    file = tmp_path / "IMG_0001.JPG"
    file.write_bytes(photograph(1, (4000, 3000)))
    answer = photographs.add(operator, family, Shows.HOUSE, file)
    row = answer.value.row
    assert (row.width, row.height, row.shows, row.whose, row.added_by) == (1280, 960, Shows.HOUSE, "", "Si Operator")
    assert answer.changes.touches("photograph")
    picture = opened(photographs.look(operator, row.id))
    assert (picture.format, picture.size) == ("JPEG", (1280, 960))
    assert photographs.of_family(operator, family) == (row,)
    assert file.is_file(), "what is the person's own stays where it is"


def test_a_pasted_picture_is_kept_too(operator: Desk, family: UUID) -> None:
    row = photographs.add(operator, family, Shows.KK, photograph(1, kind="PNG")).value.row
    assert opened(photographs.look(operator, row.id)).format == "JPEG"
    assert row.taken_on is None


def test_a_ktp_is_somebodys(operator: Desk, family: UUID) -> None:
    with pytest.raises(Refused) as refused:
        photographs.add(operator, family, Shows.KTP, photograph())
    assert refused.value.code == "photo.whose"
    mother = mother_of(operator, family)
    row = photographs.add(operator, family, Shows.KTP, photograph(), mother).value.row
    assert (row.member, row.whose) == (mother, "SITI AMINAH")


def test_it_is_of_nobody_outside_the_family(operator: Desk, family: UUID) -> None:
    other = families.add(operator, 1, start=5)[0]
    for stranger in (mother_of(operator, other), new_id()):
        with pytest.raises(Refused) as refused:
            photographs.add(operator, family, Shows.KTP, photograph(), stranger)
        assert refused.value.code == "photo.not_a_member"
    assert photographs.of_family(operator, family) == ()


def test_no_family_no_photograph(operator: Desk) -> None:
    with pytest.raises(Refused) as refused:
        photographs.add(operator, new_id(), Shows.HOUSE, photograph())
    assert refused.value.code == "family.unknown"


def test_another_offices_family_is_left_alone(operator: Desk, family: UUID) -> None:
    row = photographs.add(operator, family, Shows.HOUSE, photograph(1, SMALL)).value.row
    with operator.office.writer.begin() as connection:
        connection.execute(update(Household).values(owner="36.02"))
    for act in (
        lambda: photographs.add(operator, family, Shows.HOUSE, photograph(2, SMALL)),
        lambda: putting_away.put_away(operator, row.id, WHY),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert (refused.value.code, refused.value.values) == ("family.other_owner", {"owner": "36.02"})


def test_every_opening_stands_in_the_log(operator: Desk, family: UUID) -> None:
    row = photographs.add(operator, family, Shows.KK, photograph(1, SMALL)).value.row
    photographs.of_family(operator, family)
    assert logged(operator, "photograph.open") == [], "a list shows no picture"
    photographs.look(operator, row.id)
    photographs.look(offices.same_office_as(operator, Role.AUDITOR), row.id)
    lines = logged(operator, "photograph.open")
    assert [(kind, record) for kind, record, _ in lines] == [("photograph", str(row.id))] * 2
    assert json.loads(lines[0][2] or "") == {"family": str(family), "shows": "kk"}


def test_a_first_look_shows_no_numbers(operator: Desk, family: UUID) -> None:
    mother = mother_of(operator, family)
    kept = {
        shows: photographs.add(operator, family, shows, photograph(number, SMALL), mother).value.row.id
        for number, shows in enumerate(Shows)
    }
    away = photographs.add(operator, family, Shows.HOUSE, photograph(9, SMALL)).value.row.id
    putting_away.put_away(operator, away, WHY)
    seen = photographs.look_around(operator, family)
    assert set(seen) == {kept[shows] for shows in Shows if shows not in HOLDS_NUMBERS}
    assert all(opened(jpeg).size == SMALL for jpeg in seen.values())
    ((kind, record, detail),) = logged(operator, "photograph.open")
    assert (kind, record) == ("household", str(family))
    assert set(json.loads(detail or "")["shown"]) == {str(one) for one in seen}


def test_a_first_look_is_small(operator: Desk, family: UUID) -> None:
    row = photographs.add(operator, family, Shows.HOUSE, photograph(1, (1600, 1200))).value.row
    (small,) = photographs.look_around(operator, family).values()
    assert opened(small).size == (280, 210)
    assert opened(photographs.look(operator, row.id)).size == (1280, 960)
    assert len(small) < 20_000


def test_a_family_without_photographs_leaves_no_line(operator: Desk, family: UUID) -> None:
    assert photographs.look_around(operator, family) == {}
    assert logged(operator, "photograph.open") == []


def test_a_first_look_leaves_out_what_is_gone(operator: Desk, family: UUID) -> None:
    gone, there = (
        photographs.add(operator, family, Shows.HOUSE, photograph(number, SMALL)).value.row.id for number in range(2)
    )
    with operator.read() as session:
        file = session.get_one(Photograph, gone).file
    (operator.office.folder.path / "photos" / file).unlink()
    assert set(photographs.look_around(operator, family)) == {there}
    with pytest.raises(Refused) as refused:
        photographs.look(operator, gone)
    assert refused.value.code == "photos.missing"


def test_the_same_picture_twice_is_one_too_many(operator: Desk, family: UUID) -> None:
    first = photographs.add(operator, family, Shows.HOUSE, photograph(1, SMALL)).value.row
    with pytest.raises(Refused) as refused:
        photographs.add(operator, family, Shows.KK, photograph(1, SMALL))
    assert refused.value.code == "photo.already_there"
    putting_away.put_away(operator, first.id, WHY)
    assert photographs.add(operator, family, Shows.KK, photograph(1, SMALL)).value.row.shows is Shows.KK


def test_one_house_for_several_families_is_told(operator: Desk) -> None:
    one, two, three = families.add(operator, 3)
    told = [
        photographs.add(operator, family, Shows.HOUSE, photograph(1, SMALL)).value.elsewhere
        for family in (one, two, three)
    ]
    assert told == [0, 1, 2]
    assert len(list((operator.office.folder.path / "photos").iterdir())) == 1, "sealed once"
    assert photographs.add(operator, one, Shows.HOUSE, photograph(2, SMALL)).value.elsewhere == 0


def test_a_family_keeps_a_dozen(operator: Desk, family: UUID) -> None:
    rows = [
        photographs.add(operator, family, Shows.HOUSE, photograph(number, SMALL)).value.row for number in range(MOST)
    ]
    with pytest.raises(Refused) as refused:
        photographs.add(operator, family, Shows.HOUSE, photograph(90, SMALL))
    assert (refused.value.code, refused.value.values) == ("photo.too_many", {"most": MOST})
    putting_away.put_away(operator, rows[0].id, WHY)
    photographs.add(operator, family, Shows.HOUSE, photograph(90, SMALL))
    with pytest.raises(Refused) as crowded:
        putting_away.bring_out(operator, rows[0].id)
    assert crowded.value.code == "photo.too_many"


def test_what_is_put_away_can_be_brought_out(operator: Desk, family: UUID) -> None:
    row = photographs.add(operator, family, Shows.HOUSE, photograph(1, SMALL)).value.row
    answer = putting_away.put_away(operator, row.id, WHY)
    assert answer.changes.touches("photograph")
    assert photographs.of_family(operator, family) == ()
    (away,) = photographs.of_family(operator, family, put_away=True)
    assert (away.id, away.put_away) == (row.id, True)
    assert opened(photographs.look(operator, row.id)).size == SMALL, "it stays with the record"
    with pytest.raises(Refused) as refused:
        putting_away.put_away(operator, row.id, WHY)
    assert refused.value.code == "photo.put_away_already"
    putting_away.bring_out(operator, row.id)
    assert photographs.of_family(operator, family) == (row,)
    assert [len(logged(operator, f"photograph.{act}")) for act in ("add", "put_away", "bring_out")] == [1, 2, 1]


def test_all_of_it_stands_the_proof(operator: Desk, family: UUID) -> None:
    row = photographs.add(operator, family, Shows.HOUSE, photograph(1, SMALL)).value.row
    photographs.add(operator, family, Shows.KK, photograph(2, SMALL))
    putting_away.put_away(operator, row.id, WHY)
    assert safety.verify(operator, no_money).faults == ()


def test_an_unknown_photograph_is_refused(operator: Desk) -> None:
    for act in (photographs.look, partial(putting_away.put_away, reason=WHY), putting_away.bring_out):
        with pytest.raises(Refused) as refused:
            act(operator, new_id())
        assert refused.value.code == "photo.unknown"


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_the_operator_adds_and_puts_away(operator: Desk, family: UUID, role: Role) -> None:
    row = photographs.add(operator, family, Shows.HOUSE, photograph(1, SMALL)).value.row
    desk = offices.same_office_as(operator, role)
    assert photographs.of_family(desk, family)[0].id == row.id
    for act in (
        lambda: photographs.add(desk, family, Shows.HOUSE, photograph(2, SMALL)),
        lambda: putting_away.put_away(desk, row.id, WHY),
        lambda: putting_away.bring_out(desk, row.id),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "role.not_allowed"


def test_a_refused_file_leaves_nothing(operator: Desk, family: UUID, tmp_path: Path) -> None:
    text = tmp_path / "catatan.jpg"
    text.write_text("bukan foto")
    huge = tmp_path / "besar.bmp"
    with huge.open("wb") as file:
        file.truncate((photographs.MOST_MB + 1) * 2**20)
    for path, code in (
        (text, "photo.unreadable"),
        (huge, "photo.file_too_large"),
        (tmp_path / "tidak-ada.jpg", "files.missing"),
        (tmp_path, "files.is_folder"),
    ):
        with pytest.raises(Refused) as refused:
            photographs.add(operator, family, Shows.HOUSE, path)
        assert refused.value.code == code
    assert list((operator.office.folder.path / "photos").iterdir()) == []
    assert photographs.of_family(operator, family) == ()


def test_a_camera_that_runs_ahead_is_not_believed(operator: Desk, family: UUID) -> None:
    tomorrow = (operator.today() + timedelta(days=1)).strftime("%Y:%m:%d 10:00:00")
    today = operator.today().strftime("%Y:%m:%d 00:00:00")
    taken = [
        photographs.add(operator, family, Shows.HOUSE, photograph(number, SMALL, taken=day)).value.row.taken_on
        for number, day in enumerate((tomorrow, today))
    ]
    assert taken == [None, operator.today()]


def test_the_name_follows_the_person(operator: Desk, family: UUID) -> None:
    mother = mother_of(operator, family)
    photographs.add(operator, family, Shows.CARETAKER, photograph(1, SMALL), mother)
    with operator.write("family.save") as unit:
        unit.session.get_one(Member, mother).name = "SITI AMINAH BINTI SARIP"
    assert [row.whose for row in photographs.of_family(operator, family)] == ["SITI AMINAH BINTI SARIP"]
