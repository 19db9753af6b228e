"""Whatever sequence of returns, confirmations and ways back people try, payments and returns tell one truth."""

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.rules.money import Figure
from desktop.rules.terms import PaymentState
from desktop.services.accounting import reconciling, returns, undoing
from desktop.services.accounting.returns import NewReturn
from desktop.services.desk import Desk
from desktop.services.money import settling
from desktop.services.money.settling import Outcome
from tests.services.accounting.test_reconciling import ids
from tests.services.money.walk import FIRST, faults, opened

NUMBERS = ("A", "B")
STEP = st.tuples(st.sampled_from(["make", "settle", "pay", "confirm", "undo"]), st.integers(0, 4), st.integers(0, 1))


def attempt(operator: Desk, supervisor: Desk, step: tuple[str, int, int]) -> None:
    """Try one step; what the rules refuse is refused as a whole."""
    verb, at, which = step
    today, payment, number = operator.today(), ids(operator)[at], NUMBERS[which]
    if verb == "make":
        returns.make(operator, FIRST, NewReturn(number, today, (payment,)))
    elif verb == "settle":
        settling.settle(operator, FIRST, [Outcome(payment, PaymentState.RETURNED, today, "", number)])
    elif verb == "pay":
        settling.settle(operator, FIRST, [Outcome(payment, PaymentState.PAID, today)])
    for row in returns.listing(operator, FIRST):
        if row.id is not None and row.sts_number == number:
            if verb == "confirm":
                returns.confirm(supervisor, row.id)
            elif verb == "undo":
                undoing.take_back(operator, row.id, "salah")


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=3, max_size=10))
def test_returns_and_payments_tell_one_truth(
    operator: Desk, supervisor: Desk, steps: list[tuple[str, int, int]]
) -> None:
    if not ids(operator):
        opened(operator, supervisor, 5)
    for step in steps:
        before = {row.sts_number: row for row in returns.listing(operator, FIRST) if row.confirmed_at}
        with suppress(Refused):
            attempt(operator, supervisor, step)
        after = {row.sts_number: row for row in returns.listing(operator, FIRST)}
        assert all(after[number].figure == row.figure for number, row in before.items()), "confirmed money stays"
        whole = reconciling.reconcile(operator, FIRST).whole
        assert sum((row.figure for row in after.values()), Figure()) == whole.returned
        assert whole.problems() == ()
    assert faults(operator) == []
