"""The counters of the hall: what was paid, what waits, who was paid last; they balance at every moment."""

from desktop.rules.money import Figure
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.payday import paying, standing, undoing
from desktop.services.payday.rows import Who
from tests.services.money.walk import FIRST, approved
from tests.services.payday import hall
from tests.services.payday.hall import opened

EACH = 1_000_000


def test_only_what_is_being_paid_out_is_offered(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 2)
    assert standing.open_lists(operator) == ()
    approving.open_pay_out(supervisor, FIRST)
    ((key, name),) = standing.open_lists(operator)
    assert (key, name) == (FIRST, standing.standing(operator, FIRST).programme_name)
    approving.close(supervisor, FIRST)
    assert standing.open_lists(operator) == ()


def test_paid_and_waiting_add_up_to_the_list(operator: Desk, supervisor: Desk) -> None:
    there = opened(operator, supervisor, 7)
    for number, one in enumerate(there, 1):
        paying.pay(operator, one.id)
        told = standing.standing(operator, FIRST)
        assert told.paid == told.today == Figure(number, number * EACH)
        assert told.waiting == Figure(7 - number, (7 - number) * EACH)
    assert [row.payment_id for row in told.last] == [one.id for one in reversed(there)][: standing.LAST]


def test_the_last_ones_say_who_came_and_which_receipt(operator: Desk, supervisor: Desk) -> None:
    there = opened(operator, supervisor)
    paying.pay(operator, there[1].id, hall.PROXY)
    (last,) = standing.standing(operator, FIRST).last
    assert (last.name, last.who, last.collected_by) == (there[1].caretaker_name, Who.PROXY, hall.PROXY.name)
    assert (last.receipt, last.amount, last.by) == ("KW-36.01-2019-000002", EACH, "Si Operator")
    assert last.at.utcoffset() is not None
    assert last.village


def test_what_was_taken_back_is_counted_no_more(operator: Desk, supervisor: Desk) -> None:
    there = opened(operator, supervisor)
    paying.pay(operator, there[0].id)
    paying.pay(operator, there[1].id)
    undoing.undo(supervisor, there[0].id, "salah")
    told = standing.standing(operator, FIRST)
    assert (told.paid, told.today) == (Figure(1, EACH), Figure(1, EACH))
    assert [row.payment_id for row in told.last] == [there[1].id]
