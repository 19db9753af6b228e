"""Signed receipts that come back: each seen once, and what is missing is known to the last one."""

import pytest

from desktop.errors import Refused
from desktop.models import Payment, SignedReceipt
from desktop.rules.card_code import CardCode, make_card_code
from desktop.rules.money import Figure
from desktop.rules.receipt_code import Paper, PaperNumber, make_code
from desktop.services import approving, paper_head
from desktop.services.desk import Desk
from desktop.services.money import receipts
from desktop.services.payday import paying, signed
from tests import families
from tests.services.money import walk
from tests.services.money.walk import FIRST, SECOND, faults
from tests.services.payday.hall import family_of, opened

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


def test_a_receipt_of_another_list_goes_to_its_own_pile(operator: Desk, supervisor: Desk) -> None:
    for one in opened(operator, supervisor, 2):
        paying.pay(operator, one.id)
    with pytest.raises(Refused) as refused:
        signed.mark(operator, number(1), SECOND)
    assert refused.value.code == "payday.signed_elsewhere"
    assert refused.value.values == {"number": number(1), "tranche": "jamsosratu:2019/1"}
    assert signed.missing(operator, FIRST).signed == Figure()
    assert signed.mark(operator, number(1), FIRST).value.number == number(1)


def test_a_void_receipt_of_another_list_is_first_of_all_elsewhere(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 1)
    receipts.void(supervisor, number(1), "salah")
    with pytest.raises(Refused, match=r"payday\.signed_elsewhere"):
        signed.mark(operator, number(1), SECOND)
    with pytest.raises(Refused, match=r"payday\.signed_void"):
        signed.mark(operator, number(1), FIRST)


@pytest.mark.parametrize("typed", ["2", "000002", " 2 "])
def test_within_a_pile_the_number_alone_is_enough(operator: Desk, supervisor: Desk, typed: str) -> None:
    there = opened(operator, supervisor, 3)
    paying.pay(operator, there[1].id)
    assert signed.mark(operator, typed, FIRST).value.name == there[1].caretaker_name
    with operator.read() as session:
        assert session.query(SignedReceipt).one().how == "typed"


@pytest.mark.parametrize("typed", ["99", "1234567890", "٢", "2a"])
def test_what_is_no_number_of_the_pile_is_refused(operator: Desk, supervisor: Desk, typed: str) -> None:
    opened(operator, supervisor, 1)
    with pytest.raises(Refused) as refused:
        signed.mark(operator, typed, FIRST)
    assert refused.value.code == ("money.receipt_unknown" if typed == "99" else "rules.receipt_number")


def test_a_receipt_that_is_back_says_of_which_village(operator: Desk, supervisor: Desk) -> None:
    paying.pay(operator, opened(operator, supervisor, 1)[0].id)
    seen = signed.mark(operator, number(1), FIRST).value
    assert seen.village == signed.villages(operator, FIRST)[0].name
    assert seen.village


def test_each_village_is_counted(operator: Desk, supervisor: Desk) -> None:
    there = opened(operator, supervisor, 5)
    assert signed.villages(operator, FIRST) == (), "nobody was paid yet"
    for one in there[:4]:
        paying.pay(operator, one.id)
    signed.mark(operator, number(1))
    found = signed.villages(operator, FIRST)
    assert [(one.paid.families, one.signed.families) for one in found] == [(2, 1), (2, 0)]
    assert [one.code for one in found] == families.villages(operator)[:2]
    assert {one.district for one in found} != {""}
    assert sum(one.paid.rupiah for one in found) == signed.missing(operator, FIRST).paid.rupiah
    assert found[0].missing == Figure(1, EACH)


def test_a_family_without_a_village_is_counted_by_itself(operator: Desk, supervisor: Desk) -> None:
    there = opened(operator, supervisor, 2)
    with operator.write("test.place") as unit:
        unit.session.get_one(Payment, there[0].id).village_code = None
    for one in there:
        paying.pay(operator, one.id)
    first = signed.villages(operator, FIRST)[0]
    assert (first.code, first.name, first.paid) == ("", "", Figure(1, EACH))
    (row,) = signed.missing(operator, FIRST, village="").rows
    assert (row.name, row.village) == (there[0].caretaker_name, "")


def test_what_is_missing_of_one_village(operator: Desk, supervisor: Desk) -> None:
    for one in opened(operator, supervisor, 5):
        paying.pay(operator, one.id)
    first, second, _ = families.villages(operator)
    signed.mark(operator, number(3))
    page = signed.missing(operator, FIRST, village=second)
    assert (page.paid.families, page.signed.families, page.missing.families) == (2, 1, 1)
    assert [row.number for row in page.rows] == [number(4)]
    assert len(signed.missing(operator, FIRST, village=first).rows) == 2
    assert signed.missing(operator, FIRST).missing.families == 4


def test_a_row_leads_to_its_family(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor, 1)[0]
    paying.pay(operator, one.id)
    (row,) = signed.missing(operator, FIRST).rows
    assert row.household_id == family_of(operator, one)


def test_only_lists_that_are_paid_out_wait_for_paper(operator: Desk, supervisor: Desk) -> None:
    walk.approved(operator, supervisor, 2)
    assert signed.lists(operator) == ()
    approving.open_pay_out(supervisor, FIRST)
    ((key, name),) = signed.lists(operator)
    assert (key, name.startswith("Jamsosratu")) == (FIRST, True)
    approving.close(supervisor, FIRST)
    assert [key for key, _ in signed.lists(operator)] == [FIRST], "papers come back after the pay-out, too"


def test_only_an_operator_scans(supervisor: Desk, auditor: Desk) -> None:
    for desk in (supervisor, auditor):
        with pytest.raises(Refused, match=r"role\.not_allowed"):
            signed.mark(desk, number(1), FIRST)
