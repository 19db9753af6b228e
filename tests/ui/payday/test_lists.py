"""Which list is paid out at the desk: several at once, one that closes, and the figures of the one in view."""

from collections.abc import Callable

from desktop.rules.terms import Role
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import drafting
from desktop.services.payday import paying
from tests import families
from tests.services.money.walk import DECREE, FIRST, OTHER, other_programme
from tests.services.payday import hall
from tests.ui.payday.conftest import Hall

HallOf = Callable[[Role], Hall]


def two_lists(operator: Desk, supervisor: Desk) -> None:
    other_programme(operator)
    hall.opened(operator, supervisor, 3)
    families.add(operator, 2, start=70, programme=OTHER.programme)
    drafting.create(operator, OTHER, DECREE)
    approving.approve(supervisor, OTHER)
    approving.open_pay_out(supervisor, OTHER)


def test_every_open_list_is_offered_the_newest_first(operator: Desk, supervisor: Desk, hall_of: HallOf) -> None:
    two_lists(operator, supervisor)
    there = hall_of(Role.OPERATOR)
    lists = there.screen.desk.lists
    assert lists.count() == 2
    assert (lists.value, there.screen.lists.key) == (OTHER, OTHER)
    assert there.screen.desk.tally.waiting.text() == "2"


def test_another_list_has_its_own_figures_and_nobody_of_the_one_before(
    operator: Desk, supervisor: Desk, hall_of: HallOf
) -> None:
    two_lists(operator, supervisor)
    there = hall_of(Role.OPERATOR)
    there.scan("KW-36.01-2019-000004")
    assert there.screen.desk.card.name.text()
    there.screen.lists.choose(FIRST)
    there.settle()
    assert there.screen.desk.card.name.text() == ""
    assert there.screen.desk.tally.waiting.text() == "3"
    there.scan("KW-36.01-2019-000004")
    assert "belongs to the list of tranche 2019/1" in there.screen.desk.notice.sentence


def test_the_list_that_was_asked_for_is_in_view(operator: Desk, supervisor: Desk, hall_of: HallOf) -> None:
    two_lists(operator, supervisor)
    there = hall_of(Role.OPERATOR)
    there.screen.enter(FIRST)
    there.settle()
    assert there.screen.lists.key == FIRST
    there.screen.refresh()
    there.settle()
    assert there.screen.lists.key == FIRST, "looking again stays where one is"


def test_when_one_list_closes_the_other_is_paid_on(operator: Desk, supervisor: Desk, hall_of: HallOf) -> None:
    two_lists(operator, supervisor)
    there = hall_of(Role.OPERATOR)
    done = approving.close(supervisor, OTHER)
    there.screen.changed(done.changes)
    there.settle()
    assert (there.screen.lists.key, there.screen.desk.lists.count()) == (FIRST, 1)
    assert there.screen.pages.currentWidget() is there.screen.desk


def test_the_day_counts_what_was_paid_at_desks(operator: Desk, supervisor: Desk, hall_of: HallOf) -> None:
    hall.opened(operator, supervisor, 7)
    there = hall_of(Role.OPERATOR)
    tally = there.screen.desk.tally
    assert tally.last.text() == "Nobody was paid at the desk yet."
    for one in there.payments[:6]:
        done = paying.pay(operator, one.id)
    there.screen.changed(done.changes)
    there.settle()
    assert tally.today.text() == "Today at the desk: 6 families, Rp6.000.000"
    assert len(tally.last.text().splitlines()) == 5
    assert there.payments[5].caretaker_name in tally.last.text().splitlines()[0]


def test_a_change_of_families_asks_for_no_figures(operator: Desk, supervisor: Desk, hall_of: HallOf) -> None:
    hall.opened(operator, supervisor, 2)
    there = hall_of(Role.OPERATOR)
    before = there.screen.desk.tally.standing
    with operator.write("test.nothing") as unit:
        unit.touch("visit")
    there.screen.changed(unit.changes)
    there.settle()
    assert there.screen.desk.tally.standing is before
