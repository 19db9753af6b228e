"""What was put away is listed with who, when and why, and comes back; nothing is lost on the way."""

from datetime import timedelta
from uuid import UUID

import pytest

from desktop.errors import Refused
from desktop.models import Photograph
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Desk
from desktop.services.families import photographs, putting_away
from desktop.services.families.photographs import PhotoRow, Shows
from tests import families, offices
from tests.pictures import photograph

SMALL = (160, 130)


@pytest.fixture
def family(operator: Desk) -> UUID:
    return families.add(operator, 1)[0]


def kept(desk: Desk, family: UUID, number: int = 1) -> PhotoRow:
    return photographs.add(desk, family, Shows.HOUSE, photograph(number, SMALL)).value.row


def test_nothing_was_put_away(operator: Desk, family: UUID) -> None:
    kept(operator, family)
    assert putting_away.away(operator, family) == ()


def test_the_list_says_who_when_and_why(operator: Desk, family: UUID) -> None:
    row = kept(operator, family)
    putting_away.put_away(operator, row.id, "  rumah   dibangun ulang ")
    (gone,) = putting_away.away(operator, family)
    assert (gone.photo.id, gone.photo.put_away) == (row.id, True)
    assert (gone.on, gone.by, gone.reason) == (operator.today(), "Si Operator", "rumah dibangun ulang")


def test_the_newest_stands_first_and_other_families_apart(operator: Desk) -> None:
    one, two = families.add(operator, 2)
    rows = [kept(operator, one, number) for number in range(3)]
    for row in (rows[1], rows[2], rows[0]):
        putting_away.put_away(operator, row.id, "usang")
    putting_away.put_away(operator, kept(operator, two, 7).id, "usang")
    assert [gone.photo.id for gone in putting_away.away(operator, one)] == [rows[0].id, rows[2].id, rows[1].id]


def test_put_away_again_the_last_reason_counts(operator: Desk, family: UUID) -> None:
    row = kept(operator, family)
    putting_away.put_away(operator, row.id, "usang")
    putting_away.bring_out(operator, row.id)
    assert putting_away.away(operator, family) == ()
    putting_away.put_away(operator, row.id, "bukan rumah keluarga ini")
    assert [gone.reason for gone in putting_away.away(operator, family)] == ["bukan rumah keluarga ini"]


def test_one_put_away_before_reasons_were_asked_for(operator: Desk, family: UUID) -> None:
    row = kept(operator, family)
    with operator.write("photograph.put_away") as unit:
        unit.session.get_one(Photograph, row.id).replaced_at = operator.now() - timedelta(days=1)
    (gone,) = putting_away.away(operator, family)
    assert (gone.by, gone.reason) == ("Si Operator", "")


@pytest.mark.parametrize("reason", ["", "  "])
def test_it_wants_a_reason(operator: Desk, family: UUID, reason: str) -> None:
    row = kept(operator, family)
    with pytest.raises(Refused) as caught:
        putting_away.put_away(operator, row.id, reason)
    assert caught.value.code == "photo.reason_missing"
    assert photographs.of_family(operator, family) == (row,)


def test_what_is_shown_is_not_brought_out(operator: Desk, family: UUID) -> None:
    row = kept(operator, family)
    with pytest.raises(Refused) as caught:
        putting_away.bring_out(operator, row.id)
    assert caught.value.code == "photo.already_there"


def test_the_same_picture_added_since_keeps_it_away(operator: Desk, family: UUID) -> None:
    row = kept(operator, family)
    putting_away.put_away(operator, row.id, "usang")
    kept(operator, family)
    with pytest.raises(Refused) as caught:
        putting_away.bring_out(operator, row.id)
    assert caught.value.code == "photo.already_there"
    assert len(photographs.of_family(operator, family)) == 1


@pytest.mark.parametrize("role", EVERYBODY)
def test_everybody_may_read_why(operator: Desk, family: UUID, role: Role) -> None:
    putting_away.put_away(operator, kept(operator, family).id, "usang")
    desk = offices.same_office_as(operator, role) if role is not Role.OPERATOR else operator
    assert [gone.reason for gone in putting_away.away(desk, family)] == ["usang"]
