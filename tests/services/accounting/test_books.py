"""Whether a list is in order: in words at once, with what lies elsewhere, and what is left to do."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from desktop.models import PayListStep, Payment, PaymentRoute, Receipt, SignedReceipt
from desktop.rules.ids import new_id
from desktop.rules.money import Figure
from desktop.rules.payout_paths import MoneyPath
from desktop.rules.terms import PayListState, PaymentState, Role
from desktop.services.accounting import books, budget, returns
from desktop.services.accounting.books import Books
from desktop.services.accounting.budget import Level, NewLine
from desktop.services.desk import Desk
from desktop.services.money import payments, settling
from desktop.services.money.rows import PaymentFilters
from desktop.services.money.settling import Outcome
from desktop.services.payers import files
from tests import families, offices
from tests.services.accounting.test_reconciling import ids, millions, mixed, quota
from tests.services.money.walk import FIRST, drafted, opened
from tests.wording_of import sentence

P = PaymentState


def codes(found: Books) -> list[tuple[str, bool]]:
    return [(one.code, one.wrong) for one in found.concerns]


def parts(found: Books, code: str) -> tuple[Figure, tuple[Figure, ...]]:
    return next((one.left, one.parts) for one in found.identities if one.code == code)


def holds(found: Books) -> bool:
    return all(one.holds for one in found.identities)


def paid_in_cash(desk: Desk) -> None:
    with desk.write("test.cash") as unit:
        for route in unit.session.scalars(select(PaymentRoute)):
            route.path, route.payer, route.number = MoneyPath.CASH, "", None


@pytest.mark.parametrize("role", list(Role))
def test_a_list_just_opened_is_in_order_for_whoever_looks(operator: Desk, supervisor: Desk, role: Role) -> None:
    opened(operator, supervisor, 3)
    found = books.look(offices.same_office_as(operator, role), FIRST)
    assert (found.in_order, found.concerns, found.found.state) == (True, (), PayListState.OPEN)
    assert (found.with_payer, found.unaccounted, found.unconfirmed) == (Figure(), Figure(), Figure())
    assert parts(found, "books.unpaid") == (millions(3), (Figure(), millions(3)))
    assert found.age is not None
    assert found.age.unpaid == millions(3)


def test_a_draft_has_no_age_and_its_sums_hold(operator: Desk) -> None:
    drafted(operator, 2)
    found = books.look(operator, FIRST)
    assert (found.age, found.in_order, holds(found)) == (None, True, True)


def test_what_went_back_waits_for_a_second_person(operator: Desk, supervisor: Desk) -> None:
    mixed(operator, supervisor)
    found = books.look(operator, FIRST)
    assert codes(found) == [("books.unconfirmed", False)]
    assert found.unconfirmed == millions(1)
    assert parts(found, "books.returned") == (millions(1), (Figure(), millions(1)))
    (row,) = returns.listing(operator, FIRST)
    returns.confirm(supervisor, row.id or new_id())
    after = books.look(operator, FIRST)
    assert (after.concerns, after.unconfirmed) == ((), Figure())
    assert parts(after, "books.returned") == (millions(1), (millions(1), Figure()))


def test_a_return_that_differs_from_its_payments_is_a_wrong_sum(operator: Desk, supervisor: Desk) -> None:
    mixed(operator, supervisor)
    with operator.write("test.meddle") as unit:
        unit.connection.execute(text("UPDATE treasury_return SET rupiah = rupiah - 1"))
    found = books.look(operator, FIRST)
    assert codes(found)[0] == ("books.sums", True)
    assert not found.in_order
    assert [one.code for one in found.identities if not one.holds] == ["books.returned"]


def test_money_with_a_bank_is_told_from_money_at_the_office(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    opened(operator, supervisor, 3)
    one, *_ = ids(operator)
    settling.settle(operator, FIRST, [Outcome(one, P.PAID, operator.today())])
    files.make(operator, FIRST, "BJB", tmp_path / "bjb.csv")
    found = books.look(operator, FIRST)
    assert found.with_payer == millions(2)
    assert parts(found, "books.unpaid") == (millions(2), (millions(2), Figure()))


def test_cash_is_accounted_for_by_its_signed_receipt(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    today = operator.today()
    settling.settle(operator, FIRST, [Outcome(one, P.PAID, today) for one in ids(operator)[:2]])
    assert books.look(operator, FIRST).unaccounted == Figure(), "the bank's record stands for a signature"
    paid_in_cash(operator)
    assert books.look(operator, FIRST).unaccounted == millions(2)
    with operator.write("test.signed") as unit:
        receipt = unit.session.scalars(select(Receipt).where(Receipt.payment_id == ids(operator)[0])).one()
        signed = SignedReceipt(id=new_id(), receipt_id=receipt.id, how="scanned")
        signed.seen_by, signed.seen_at = operator.person.id, operator.now()
        unit.session.add(signed)
    found = books.look(operator, FIRST)
    assert parts(found, "books.cash") == (millions(2), (millions(1), millions(1)))
    assert found.in_order


def test_money_beyond_the_programmes_day_is_left_to_do(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 2)
    with operator.write("test.days") as unit:
        rules = "json_set(rules, '$.uncashed_days', 30)"
        unit.connection.execute(text(f"UPDATE programme_year SET rules = {rules}"))
        for step in unit.session.scalars(select(PayListStep).where(PayListStep.state == PayListState.OPEN)):
            step.at -= timedelta(days=35)
    (concern,) = books.look(operator, FIRST).concerns
    assert (concern.code, concern.wrong, concern.values["days"]) == ("books.overdue", False, "5")
    assert (
        sentence(concern.code).format(**concern.values)
        == "2 families, Rp2.000.000, are unpaid 5 days after the deadline."
    )


def test_a_decree_that_grants_less_is_wrong_and_says_by_how_much(operator: Desk) -> None:
    drafted(operator, 3)
    with operator.write("test.decree") as unit:
        unit.connection.execute(text("UPDATE decree SET households = 2, rupiah = 2000000"))
    found = books.look(operator, FIRST)
    assert not found.in_order
    said = {one.code: sentence(one.code).format(**one.values) for one in found.concerns}
    assert said["books.differs_decree"] == "List and decree differ by 1 families, Rp1.000.000."


def test_areas_that_differ_from_their_quota_are_named(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 5)
    first, *_ = families.villages(operator)
    quota(operator, first, 1)
    found = books.look(operator, FIRST)
    assert {one.code for one in found.concerns} == {"books.areas", "books.differs_quota", "books.differs_unnamed"}
    assert not found.in_order
    areas = next(one for one in found.concerns if one.code == "books.areas")
    assert areas.values == {"count": 1, "first": found.found.villages[0].name}


def test_a_budget_overdrawn_is_looked_at_and_no_sum_is_wrong(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    new = NewLine("jamsosratu", 2019, Level.PROVINCE, "5.1.6", 2_000_000, "DPA", operator.today())
    budget.enter(operator, new)
    found = books.look(operator, FIRST)
    assert codes(found) == [("books.differs_budget", False)]
    (concern,) = found.concerns
    assert (concern.values["rupiah"], concern.values["listed_rupiah"]) == ("Rp1.000.000", "Rp3.000.000")


def test_families_to_be_placed_are_found_by_themselves(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    with operator.write("test.unplaced") as unit:
        unit.connection.execute(text("UPDATE payment SET village_code = NULL WHERE id = (SELECT min(id) FROM payment)"))
    with operator.read() as session:
        unplaced = session.scalars(select(Payment.id).where(Payment.village_code.is_(None))).all()
    page = payments.payments(operator, FIRST, PaymentFilters(unplaced=True))
    assert [row.id for row in page.rows] == list(unplaced)
    assert payments.count(operator, FIRST) == 3


@pytest.mark.parametrize("code", ["unpaid", "cash", "returned"])
def test_each_further_sum_has_its_sentence(code: str) -> None:
    assert "=" in sentence(f"books.{code}")
