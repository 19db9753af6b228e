"""Signed receipts that come back: each seen once, and what is missing is known to the last one."""

import pytest

from desktop.errors import Refused
from desktop.models import SignedReceipt
from desktop.rules.card_code import CardCode, make_card_code
from desktop.rules.money import Figure
from desktop.rules.receipt_code import Paper, PaperNumber, make_code
from desktop.services import paper_head
from desktop.services.desk import Desk
from desktop.services.money import receipts
from desktop.services.payday import paying, signed
from tests.services.money.walk import FIRST, faults
from tests.services.payday.hall import opened

EACH = 1_000_000


def number(at: int) -> str:
    return f"KW-36.01-2019-{at:06}"


def test_all_that_was_paid_is_missing_until_it_is_seen(operator: Desk, supervisor: Desk) -> None:
    there = opened(operator, supervisor, 5)
    for one in there[:3]:
        paying.pay(operator, one.id)
    told = signed.missing(operator, FIRST)
    assert (told.paid, told.signed, told.missing) == (Figure(3, 3 * EACH), Figure(), Figure(3, 3 * EACH))
    seen = signed.mark(operator, number(2)).value
    assert (seen.number, seen.name, seen.amount) == (number(2), there[1].caretaker_name, EACH)
    assert not seen.again
    told = signed.missing(operator, FIRST)
    assert (told.signed, told.missing) == (Figure(1, EACH), Figure(2, 2 * EACH))
    assert [row.number for row in told.rows] == [number(1), number(3)]
    assert told.rows[0].paid_on == operator.today()
    assert faults(operator) == []


def test_the_code_on_the_paper_is_scanned_back(operator: Desk, supervisor: Desk) -> None:
    paying.pay(operator, opened(operator, supervisor)[0].id)
    with operator.read() as session:
        code = make_code(PaperNumber(Paper.RECEIPT, "36.01", 2019, 1), paper_head.seal_key(session))
    assert signed.mark(operator, f" {code.lower()} ").value.number == number(1)
    with operator.read() as session:
        assert session.query(SignedReceipt).one().how == "scanned"


def test_scanned_twice_is_seen_once(operator: Desk, supervisor: Desk) -> None:
    paying.pay(operator, opened(operator, supervisor)[0].id)
    first = signed.mark(operator, number(1))
    again = signed.mark(operator, "kw 36.01 2019 1")
    assert again.value.again
    assert again.value.seen_at == first.value.seen_at
    assert not again.changes.kinds
    assert signed.missing(operator, FIRST).signed == Figure(1, EACH)


def test_a_signature_for_money_nobody_handed_out_is_a_question(operator: Desk, supervisor: Desk) -> None:
    there = opened(operator, supervisor)
    with pytest.raises(Refused) as refused:
        signed.mark(operator, number(1))
    assert (refused.value.code, refused.value.values["name"]) == ("payday.signed_unpaid", there[0].caretaker_name)
    receipts.void(supervisor, number(1), "salah")
    with pytest.raises(Refused, match=r"payday\.signed_void"):
        signed.mark(operator, number(1))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("KW-36.01-2019-000099", "money.receipt_unknown"),
        ("KW-36.02-2019-000001", "money.receipt_unknown"),
        ("000001", "rules.receipt_number"),
        ("EJ1:36.01:2019:000001:AAAAAAAA", "rules.code_not_ours"),
    ],
)
def test_what_is_no_receipt_of_ours_is_refused(operator: Desk, supervisor: Desk, typed: str, code: str) -> None:
    opened(operator, supervisor)
    with pytest.raises(Refused) as refused:
        signed.mark(operator, typed)
    assert refused.value.code == code


def test_neither_a_letter_nor_a_card_is_a_receipt(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    with operator.read() as session:
        key = paper_head.seal_key(session)
    with pytest.raises(Refused, match=r"money\.code_not_receipt"):
        signed.mark(operator, make_code(PaperNumber(Paper.LETTER, "36.01", 2019, 1), key))
    with pytest.raises(Refused, match=r"rules\.receipt_number"):
        signed.mark(operator, make_card_code(CardCode("36.01", "jamsosratu", one.card_number), key))


def test_missing_ones_come_page_by_page(operator: Desk, supervisor: Desk) -> None:
    for one in opened(operator, supervisor, 5):
        paying.pay(operator, one.id)
    found: list[str] = []
    after: int | None = None
    for _ in range(9):
        page = signed.missing(operator, FIRST, limit=2, after=after)
        found += [row.number for row in page.rows]
        after = page.following
        if after is None:
            break
    assert found == [number(at) for at in range(1, 6)]
