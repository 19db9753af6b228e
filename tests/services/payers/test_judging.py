"""Which payment a row means and whether it can be so, without an office: the rules one by one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.money import Figure
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.terms import PaymentState
from desktop.services.money.receivers import Unreceived, Why
from desktop.services.payers.judging import JudgedRow, Open, Verdict, counted, judge
from desktop.services.payers.orders import Order, Ours, Sent
from desktop.sheets.payer_answer import KEYS, AnswerRow

OPENED, TODAY = date(2019, 4, 1), date(2019, 4, 20)
PAID_ON = date(2019, 4, 11)
Out, P = OrderOutcome, PaymentState
NOBODY_GONE: Mapping[UUID, Unreceived] = {}


def ours(number: int, state: PaymentState = P.UNPAID, outcome: OrderOutcome = Out.SENT, reason: str = "") -> Ours:
    """A payment in file 1 alone."""
    return in_files(number, Order(UUID(int=1000 + number), 1, "BJB", OPENED, outcome, reason), state=state)


def in_files(number: int, *orders: Order, state: PaymentState = P.UNPAID, payer: str = "") -> Ours:
    mine = tuple(one for one in orders if payer in ("", one.payer))
    on = PAID_ON if state is P.PAID else None
    return Ours(UUID(int=number), 1_000_000, state, "SITI AMINAH", orders, mine, on)


FAILED_FIRST = Order(UUID(int=1001), 1, "BJB", OPENED, Out.FAILED, "blocked")
AGAIN = Order(UUID(int=2001), 2, "BJB", PAID_ON, Out.SENT)


def known(*rows: Ours, **keys: str) -> Sent:
    """Orders whose account is 1, 2, 3 …; what is named in `keys` is the same for all."""
    named = {
        row.id: {"account": str(row.id.int), "receipt": f"KW-{row.id.int}", "nik": f"NIK{row.id.int}", "card": ""}
        | keys
        for row in rows
    }
    return Sent({row.id: row for row in rows}, named)


def said(row: Any = 2, outcome: Any = Out.PAID, **more: Any) -> AnswerRow:
    keys = dict.fromkeys(KEYS, "") | {name: str(more.pop(name)) for name in KEYS if name in more}
    values: dict[str, Any] = {"on": PAID_ON if outcome is Out.PAID else None} | more
    return AnswerRow(row, keys, outcome=outcome, **values)


def judged(
    row: AnswerRow, sent: Sent, gone: Mapping[UUID, Unreceived] = NOBODY_GONE, day: date | None = None, file: int = 0
) -> JudgedRow:
    (one,) = judge([row], sent, Open(OPENED, TODAY, day, gone, file))
    return one


def codes(one: JudgedRow) -> list[str]:
    return [problem.code for problem in one.problems]


@pytest.mark.parametrize("key", ["account", "receipt", "nik"])
def test_each_key_finds_its_payment(key: str) -> None:
    sent = known(ours(1), ours(2))
    one = judged(said(**{key: sent.keys[UUID(int=2)][key]}), sent)
    assert (one.verdict, one.payment, one.order) == (Verdict.TAKEN, UUID(int=2), UUID(int=1002))
    assert one.settles


def test_the_receipt_goes_before_an_account_that_two_share() -> None:
    sent = known(ours(1), ours(2), account="77")
    assert judged(said(account="77", receipt="KW-1"), sent).payment == UUID(int=1)
    assert codes(judged(said(account="77"), sent)) == ["payers.row_several"]


@pytest.mark.parametrize(
    "keys", [{"receipt": "KW-1", "account": "2"}, {"receipt": "KW-1", "nik": "NIK2"}, {"account": "1", "nik": "NIK2"}]
)
def test_keys_of_two_families_are_nobodys_payment(keys: dict[str, str]) -> None:
    one = judged(said(**keys), known(ours(1), ours(2)))
    assert (codes(one), one.payment) == (["payers.keys_differ"], None)


def test_a_key_we_have_not_speaks_against_nobody() -> None:
    sent = known(ours(1), nik="")
    assert judged(said(account="1", nik="3601"), sent).verdict is Verdict.TAKEN


@pytest.mark.parametrize(
    ("state", "outcome", "says", "wanted"),
    [
        (P.UNPAID, Out.SENT, Out.PAID, []),
        (P.UNPAID, Out.IDLE, Out.PAID, []),
        (P.UNPAID, Out.FAILED, Out.PAID, []),
        (P.UNPAID, Out.SENT, Out.FAILED, []),
        (P.PAID, Out.SENT, Out.PAID, ["payers.paid_elsewhere"]),
        (P.PAID, Out.FAILED, Out.PAID, ["payers.paid_elsewhere"]),
        (P.PAID, Out.FAILED, Out.IDLE, ["payers.paid_elsewhere"]),
        (P.PAID, Out.SENT, Out.FAILED, []),
        (P.PAID, Out.PAID, Out.IDLE, ["payers.paid_already"]),
        (P.RETURNED, Out.SENT, Out.PAID, ["payers.not_unpaid"]),
        (P.RETURNED, Out.SENT, Out.FAILED, ["payers.not_unpaid"]),
        (P.WITHHELD, Out.SENT, Out.PAID, ["payers.not_unpaid"]),
    ],
)
def test_what_the_books_say_and_what_the_payer_says(
    state: PaymentState, outcome: OrderOutcome, says: OrderOutcome, wanted: list[str]
) -> None:
    one = judged(said(account="1", outcome=says), known(ours(1, state=state, outcome=outcome)))
    assert codes(one) == wanted
    assert one.settles == (not wanted and state is P.UNPAID)


@pytest.mark.parametrize(
    ("on", "day", "wanted"),
    [
        (OPENED, None, []),
        (TODAY, None, []),
        (OPENED - timedelta(days=1), None, ["payers.day_early"]),
        (TODAY + timedelta(days=1), None, ["payers.day_to_come"]),
        (None, None, ["payers.no_day"]),
        (None, PAID_ON, []),
        (None, OPENED - timedelta(days=1), ["payers.day_early"]),
    ],
)
def test_the_day_lies_within_the_pay_out(on: date | None, day: date | None, wanted: list[str]) -> None:
    assert codes(judged(said(account="1", on=on), known(ours(1)), day=day)) == wanted


@pytest.mark.parametrize(
    ("why", "since", "wanted"),
    [
        (Why.GONE, PAID_ON - timedelta(days=1), ["payers.receiver_gone"]),
        (Why.GONE, PAID_ON, []),
        (Why.CLOSED, None, ["payers.receiver_gone"]),
        (Why.STOPPED, None, []),
        (Why.FOLLOWED, PAID_ON - timedelta(days=9), []),
    ],
)
def test_nobody_is_paid_after_his_death(why: Why, since: date | None, wanted: list[str]) -> None:
    gone = {UUID(int=1): Unreceived("SITI", why, since)}
    assert codes(judged(said(account="1"), known(ours(1)), gone)) == wanted
    assert codes(judged(said(account="1", outcome=Out.FAILED), known(ours(1)), gone)) == [], "it was not paid"


@pytest.mark.parametrize(
    ("outcome", "amount", "wanted"),
    [
        (Out.PAID, 1_000_000, []),
        (Out.PAID, None, []),
        (Out.PAID, 0, ["payers.amount_differs"]),
        (Out.PAID, 999_999, ["payers.amount_differs"]),
        (Out.FAILED, 0, []),
        (Out.FAILED, 1_000_000, []),
        (Out.FAILED, 5, ["payers.amount_differs"]),
        (Out.IDLE, 0, []),
    ],
)
def test_an_amount_is_the_one_that_was_sent(outcome: OrderOutcome, amount: int | None, wanted: list[str]) -> None:
    assert codes(judged(said(account="1", outcome=outcome, amount=amount), known(ours(1)))) == wanted


def test_the_same_outcome_again_changes_nothing() -> None:
    assert judged(said(account="1"), known(ours(1, state=P.PAID, outcome=Out.PAID))).verdict is Verdict.SAME
    failed = known(ours(1, outcome=Out.FAILED, reason="blocked"))
    assert judged(said(account="1", outcome=Out.FAILED, reason="blocked"), failed).verdict is Verdict.SAME
    assert judged(said(account="1", outcome=Out.FAILED, reason="inactive"), failed).verdict is Verdict.TAKEN


@pytest.mark.parametrize(
    ("file", "outcome", "reason", "wanted", "order", "settles"),
    [
        (0, Out.FAILED, "blocked", "payers.which_file", None, False),
        (0, Out.FAILED, "inactive", "payers.which_file", None, False),
        (0, Out.IDLE, "", "payers.which_file", None, False),
        (7, Out.FAILED, "blocked", "payers.which_file", None, False),
        (1, Out.FAILED, "blocked", Verdict.SAME, FAILED_FIRST, False),
        (1, Out.FAILED, "inactive", Verdict.TAKEN, FAILED_FIRST, False),
        (1, Out.PAID, "", "payers.sent_since", None, False),
        (1, Out.IDLE, "", "payers.sent_since", None, False),
        (2, Out.FAILED, "blocked", Verdict.TAKEN, AGAIN, True),
        (2, Out.IDLE, "", Verdict.TAKEN, AGAIN, True),
        (0, Out.PAID, "", Verdict.TAKEN, AGAIN, True),
        (2, Out.PAID, "", Verdict.TAKEN, AGAIN, True),
    ],
)
def test_what_failed_and_went_out_again_is_open_until_its_own_file_is_answered(
    file: int, outcome: OrderOutcome, reason: str, wanted: Verdict | str, order: Order | None, settles: bool
) -> None:
    one = judged(said(account="1", outcome=outcome, reason=reason), known(in_files(1, FAILED_FIRST, AGAIN)), file=file)
    if order is None:
        assert (codes(one), one.verdict) == ([wanted], Verdict.WRONG)
    else:
        assert (one.verdict, one.order, one.settles, codes(one)) == (wanted, order.id, settles, [])


def test_a_day_before_the_second_file_is_not_of_it() -> None:
    sent = known(in_files(1, FAILED_FIRST, AGAIN))
    early = judged(said(account="1", on=PAID_ON - timedelta(days=1)), sent)
    assert codes(early) == ["payers.sent_since"]
    assert early.problems[0].values["file"] == 2
    stopped = known(in_files(1, FAILED_FIRST, replace(AGAIN, outcome=Out.FAILED, reason="blocked")))
    late = judged(said(account="1", on=PAID_ON - timedelta(days=1)), stopped)
    assert (late.verdict, late.settles) == (Verdict.TAKEN, True), "once the second file is stopped it can be said"


def test_the_first_payer_repeats_a_failure_that_the_second_has_in_hand() -> None:
    post = replace(AGAIN, payer="Kantor Pos")
    sent = known(in_files(1, FAILED_FIRST, post, payer="BJB"))
    repeated = judged(said(account="1", outcome=Out.FAILED, reason="blocked"), sent)
    assert (repeated.verdict, repeated.order) == (Verdict.SAME, FAILED_FIRST.id)
    assert codes(judged(said(account="1"), sent)) == ["payers.sent_since"]
    assert counted([], sent).sent == Figure(), "nothing of it waits at the first"


def test_a_repeated_failure_of_what_the_desk_paid_since_is_known() -> None:
    sent = known(ours(1, state=P.PAID, outcome=Out.FAILED, reason="blocked"))
    assert judged(said(account="1", outcome=Out.FAILED, reason="blocked"), sent).verdict is Verdict.SAME


def test_an_account_in_a_cell_of_numbers_has_lost_its_zeros() -> None:
    sent = known(ours(1), ours(2), ours(3))
    for payment, account in zip(sent.keys, ("0071", "0072", "072"), strict=True):
        sent.keys[payment]["account"] = account
    sent = Sent(sent.rows, sent.keys)
    number = frozenset({"account"})
    assert judged(said(account="71", numeric=number), sent).payment == UUID(int=1)
    assert codes(judged(said(account="71"), sent)) == ["payers.row_unknown"], "a text is what it says"
    assert codes(judged(said(account="72", numeric=number), sent)) == ["payers.row_several"]
    beside = said(account="72", receipt="KW-2", numeric=number)
    assert judged(beside, sent).payment == UUID(int=2), "the receipt beside it tells"
    assert codes(judged(said(account="71", receipt="KW-2", numeric=number), sent)) == ["payers.keys_differ"]


ROWS = st.builds(
    said,
    row=st.integers(2, 9),
    outcome=st.sampled_from([None, Out.PAID, Out.FAILED, Out.IDLE]),
    account=st.sampled_from(["", "1", "2", "3", "9"]),
    receipt=st.sampled_from(["", "KW-1", "KW-2"]),
    amount=st.sampled_from([None, 0, 1_000_000, 7]),
    on=st.sampled_from([None, PAID_ON, TODAY + timedelta(days=2)]),
)


@given(st.lists(ROWS, max_size=8), st.lists(st.sampled_from([*Out]), min_size=3, max_size=3))
def test_whatever_comes_every_row_is_in_one_place_and_no_payment_in_two(
    rows: list[AnswerRow], outcomes: list[OrderOutcome]
) -> None:
    orders = [
        ours(place, outcome=outcome, state=P.PAID if outcome is Out.PAID else P.UNPAID)
        for place, outcome in enumerate(outcomes, 1)
    ]
    sent = known(*orders)
    done = judge(rows, sent, Open(OPENED, TODAY, None, {}))
    assert [one.row for one in done] == rows
    taken = [one.payment for one in done if one.verdict in (Verdict.TAKEN, Verdict.SAME)]
    assert len(taken) == len(set(taken))
    for one in done:
        assert (one.verdict is Verdict.WRONG) == bool(one.problems)
        assert not (one.settles and one.verdict is not Verdict.TAKEN)
    counts = counted(done, sent)
    assert counts.balanced
    assert counts.rows + counts.passed == len(rows)
    waiting = sum(order.newest.waits for order in orders)
    assert counts.sent == Figure(waiting, waiting * 1_000_000)
    assert 0 <= counts.missing.families <= waiting
