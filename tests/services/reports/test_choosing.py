"""What reports can be chosen of: lists that were drafted, and the villages with families in them."""

import pytest

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.money import drafting
from desktop.services.money.decrees import NewDecree
from desktop.services.reports import choosing
from tests import families, offices
from tests.services.money import walk


def test_only_lists_that_were_drafted_are_offered(operator: Desk) -> None:
    assert choosing.lists(operator) == ()
    walk.drafted(operator, 3)
    (one,) = choosing.lists(operator)
    assert one.key == walk.FIRST
    assert "Jamsosratu" in one.programme_name


def test_lists_of_two_tranches_stand_in_their_order(operator: Desk) -> None:
    walk.drafted(operator, 3)
    drafting.create(operator, walk.SECOND, NewDecree("SK-2", walk.DECREE.on))
    assert [one.key for one in choosing.lists(operator)] == [walk.FIRST, walk.SECOND]


def test_villages_are_those_of_the_list(operator: Desk) -> None:
    first, second, third = families.villages(operator)
    families.add(operator, 3, places=[third, first])
    drafting.create(operator, walk.FIRST, walk.DECREE)
    there = choosing.places(operator, walk.FIRST)
    assert [one.code for one in there] == [first, third]
    assert second not in {one.code for one in there}
    assert all(one.name.startswith(("Desa ", "Kelurahan ")) and one.district for one in there)


def test_a_tranche_without_a_list_has_no_villages(operator: Desk) -> None:
    with pytest.raises(Refused) as refused:
        choosing.places(operator, walk.SECOND)
    assert refused.value.code == "money.no_list"


@pytest.mark.parametrize("role", Role)
def test_everybody_may_see_which_lists_there_are(operator: Desk, role: Role) -> None:
    walk.drafted(operator, 2)
    assert len(choosing.lists(offices.same_office_as(operator, role))) == 1
