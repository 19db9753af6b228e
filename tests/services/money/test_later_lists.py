"""Later lists of a tranche: late entrants and money that is asked for again, and never two payments of one tranche."""

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from desktop import paths
from desktop.errors import Refused
from desktop.models import Enrolment, Member, Payment, TreasuryReturn
from desktop.rules.terms import PaymentState
from desktop.services import approving, programmes, safety
from desktop.services.accounting import returns, undoing
from desktop.services.accounting.returns import NewReturn
from desktop.services.desk import Desk
from desktop.services.money import drafting, later_lists, overview, payments, proving, receipts, settling
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import TrancheKey, find_key, list_here
from desktop.services.money.settling import Outcome
from desktop.services.money.voided import VOIDED
from desktop.store import proof
from tests import families
from tests.services.money.walk import DECREE, FIRST, SECOND, approved, drafted, faults, on_later_day, opened

P = PaymentState
LATER = TrancheKey("jamsosratu", 2019, 1, 1)
THIRD = TrancheKey("jamsosratu", 2019, 1, 2)
ANOTHER = NewDecree("466/Kep.200-Huk/2019", DECREE.on)
STS = "STS-0001/2019"


def enrolments(desk: Desk, key: TrancheKey, state: PaymentState | None = None) -> list[UUID]:
    with desk.read() as session:
        statement = select(Payment.enrolment_id).where(
            Payment.pay_list_id == list_here(session, key, desk.office.code).id
        )
        return list(session.scalars(statement.where(Payment.state == state) if state else statement))


def returned_one(operator: Desk, supervisor: Desk, *, confirmed: bool = True) -> UUID:
    """Of three, two are paid and the money of one goes back; the pay-out is closed."""
    opened(operator, supervisor, 3)
    desk = on_later_day(operator, 1)
    first, *others = payments.payments(desk, FIRST).rows
    settling.settle(desk, FIRST, [Outcome(one.id, P.PAID, desk.today()) for one in others])
    settling.settle(desk, FIRST, [Outcome(first.id, P.RETURNED, desk.today(), sts_number=STS)])
    approving.close(supervisor, FIRST)
    (gone,) = enrolments(operator, FIRST, P.RETURNED)
    if confirmed:
        returns.confirm(supervisor, the_return(operator))
    return gone


def listed_while_void(operator: Desk, key: TrancheKey = LATER) -> None:
    """An older program drafted a later list with whom the first one pays under a void receipt."""
    with operator.read() as session:
        held = session.scalars(select(Payment.id).where(Payment.reason == VOIDED)).one()
    for reason in ("", VOIDED):
        with operator.write("test.older") as unit:
            unit.session.get_one(Payment, held).reason = reason
        if not reason:
            drafting.create(operator, key, ANOTHER)


def the_return(operator: Desk) -> UUID:
    (row,) = returns.listing(operator, FIRST)
    assert row.id is not None
    return row.id


@pytest.mark.parametrize(
    ("written", "supplement"), [("2019/1", 0), ("2019/1+1", 1), ("jamsosratu:2019/1+12", 12), (" 2019/1+2 ", 2)]
)
def test_a_later_list_is_named_after_its_tranche(operator: Desk, written: str, supplement: int) -> None:
    key = find_key(operator, written)
    assert key.supplement == supplement
    assert find_key(operator, str(key)) == key
    assert key.first == FIRST


@pytest.mark.parametrize("written", ["2019/1+", "2019/1+-1", "2019/1+a", "2019/1++1"])
def test_what_is_no_name_of_a_list(operator: Desk, written: str) -> None:
    with pytest.raises(Refused) as refused:
        find_key(operator, written)
    assert refused.value.code == "money.tranche_form"


def test_late_entrants_get_a_list_of_their_own(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 3)
    families.add(operator, 2, start=3)
    drafted_late = drafting.create(operator, LATER, ANOTHER).value
    assert drafted_late.listed.families == 2
    assert {one.code: one.count for one in drafted_late.left_out} == {"money.left_out_other_list": 3}
    done = approving.approve(supervisor, LATER).value
    assert (done.first, done.last) == ("KW-36.01-2019-000004", "KW-36.01-2019-000005")
    assert not set(enrolments(operator, FIRST)) & set(enrolments(operator, LATER))
    assert later_lists.lists(operator, FIRST) == (FIRST, LATER)
    assert overview.status(operator, FIRST).row.listed.families == 3
    assert safety.verify(operator, proving.prove).sound


def test_money_that_went_back_is_paid_by_a_new_list_when_somebody_asks(operator: Desk, supervisor: Desk) -> None:
    gone = returned_one(operator, supervisor)
    empty = drafting.create(operator, LATER, NewDecree("466/Kep.200-Huk/2019", DECREE.on, 1, 1_000_000)).value
    assert empty.listed.families == 0
    assert {one.code: one.count for one in empty.left_out} == {
        "money.left_out_other_list": 2,
        "money.left_out_returned": 1,
    }
    asked = drafting.create(operator, LATER, ANOTHER, again=[gone]).value
    assert asked.listed.families == 1
    approving.approve(supervisor, LATER)
    approving.open_pay_out(supervisor, LATER)
    desk = on_later_day(operator, 1)
    settling.settle_rest(desk, LATER, P.PAID, desk.today())
    assert enrolments(operator, LATER, P.PAID) == [gone]
    assert faults(operator) == []


def test_only_what_went_back_can_be_asked_for_again(operator: Desk, supervisor: Desk) -> None:
    returned_one(operator, supervisor)
    paid, _ = enrolments(operator, FIRST, P.PAID)
    with pytest.raises(Refused) as refused:
        drafting.create(operator, LATER, ANOTHER, again=[paid])
    assert refused.value.code == "money.nothing_went_back"


def test_money_is_not_asked_for_again_before_a_second_person_confirmed(operator: Desk, supervisor: Desk) -> None:
    gone = returned_one(operator, supervisor, confirmed=False)
    for act in (partial(drafting.create, operator, LATER, ANOTHER), partial(drafting.look_over, operator, LATER)):
        with pytest.raises(Refused) as refused:
            act(again=[gone])
        assert (refused.value.code, refused.value.values["number"]) == ("money.not_back_yet", STS)
    undoing.decline(supervisor, the_return(operator), "belum masuk")
    assert enrolments(operator, FIRST, P.UNPAID) == [gone]


def test_who_is_withheld_on_a_later_list_holds_no_return_back(operator: Desk, supervisor: Desk) -> None:
    """Lists of before may hold money that nobody confirmed; drafted again without it, they stand in no way."""
    gone = returned_one(operator, supervisor)
    drafting.create(operator, LATER, ANOTHER, again=[gone])
    with operator.write("test.older") as unit:
        row = unit.session.scalars(select(TreasuryReturn)).one()
        row.confirmed_by = row.confirmed_at = None
    with pytest.raises(Refused, match=r"returns\.listed_again"):
        undoing.decline(supervisor, the_return(operator), "belum masuk")
    drafting.create(operator, LATER, ANOTHER)
    assert enrolments(operator, LATER, P.WITHHELD) == [gone]
    undoing.decline(supervisor, the_return(operator), "belum masuk")
    returns.make(operator, FIRST, NewReturn("STS-2", operator.today()))
    again = next(row for row in returns.listing(operator, FIRST) if row.waits)
    assert again.id is not None
    returns.confirm(supervisor, again.id)
    approving.lock(supervisor, FIRST)
    assert faults(operator) == []


def test_a_tranche_has_as_many_lists_as_it_needs_in_their_order(operator: Desk, supervisor: Desk) -> None:
    drafted(operator, 2)
    for key in (LATER, THIRD):
        with pytest.raises(Refused) as refused:
            drafting.create(operator, key, ANOTHER)
        assert refused.value.code == "money.list_before"
    with pytest.raises(Refused):
        later_lists.next_list(operator, FIRST)
    approving.approve(supervisor, FIRST)
    assert later_lists.next_list(operator, FIRST) == LATER
    families.add(operator, 1, start=2)
    drafting.create(operator, LATER, ANOTHER)
    approving.approve(supervisor, LATER)
    assert later_lists.next_list(operator, FIRST) == THIRD
    assert later_lists.next_list(operator, SECOND) == SECOND


def test_a_void_receipt_stays_void_once_a_later_list_pays(operator: Desk, supervisor: Desk) -> None:
    done = approved(operator, supervisor, 2)
    receipts.void(supervisor, done.first, "Alamat keliru")
    listed_while_void(operator)
    with pytest.raises(Refused) as refused:
        receipts.issue_anew(operator, done.first)
    assert refused.value.code == "money.paid_elsewhere"
    assert faults(operator) == []


def test_a_void_receipt_stays_void_once_a_later_list_sent_the_money_back(operator: Desk, supervisor: Desk) -> None:
    """Else the first list pays it, and the return of the later one can neither be declined nor believed."""
    done = opened(operator, supervisor, 2)
    receipts.void(supervisor, done.first, "Alamat keliru")
    listed_while_void(operator)
    approving.approve(supervisor, LATER)
    approving.open_pay_out(supervisor, LATER)
    back = returns.make(operator, LATER, NewReturn("S-B", operator.today())).value
    with pytest.raises(Refused) as refused:
        receipts.issue_anew(operator, done.first)
    assert refused.value.code == "money.paid_elsewhere"
    assert back.id is not None
    undoing.decline(supervisor, back.id, "uangnya belum masuk")
    assert len(enrolments(operator, LATER, P.UNPAID)) == 1
    assert faults(operator) == []


def test_a_return_is_not_undone_where_another_list_pays(operator: Desk, supervisor: Desk) -> None:
    """What an older program let happen: refused in words, not by the database alone."""
    done = opened(operator, supervisor, 2)
    receipts.void(supervisor, done.first, "Alamat keliru")
    listed_while_void(operator)
    approving.approve(supervisor, LATER)
    approving.open_pay_out(supervisor, LATER)
    back = returns.make(operator, LATER, NewReturn("S-B", operator.today())).value
    (gone,) = enrolments(operator, LATER, P.RETURNED)
    with operator.write("test.older") as unit:
        first = list_here(unit.session, FIRST, operator.office.code)
        wanted = (Payment.pay_list_id == first.id, Payment.enrolment_id == gone)
        unit.session.scalars(select(Payment).where(*wanted)).one().state = P.UNPAID
    assert back.id is not None
    with pytest.raises(Refused) as refused:
        undoing.decline(supervisor, back.id, "uangnya belum masuk")
    assert refused.value.code == "returns.listed_again"


@pytest.mark.parametrize("state", ["unpaid", "paid"])
def test_the_database_itself_refuses_a_second_payment(operator: Desk, supervisor: Desk, state: str) -> None:
    returned_one(operator, supervisor)
    drafting.create(operator, LATER, ANOTHER, again=enrolments(operator, FIRST, P.RETURNED))
    with pytest.raises(IntegrityError, match="paid once"), operator.write("test.pay_twice") as unit:
        payment = unit.session.scalars(select(Payment).where(Payment.state == P.RETURNED)).one()
        payment.state = state
        unit.session.flush()


def test_a_file_with_two_payments_is_found(operator: Desk, supervisor: Desk) -> None:
    gone = returned_one(operator, supervisor)
    drafting.create(operator, LATER, ANOTHER, again=[gone])
    with operator.office.alone() as driver:
        kept = driver.execute("SELECT sql FROM sqlite_master WHERE name = 'payment_once_changed'").fetchone()[0]
        driver.execute("DROP TRIGGER payment_once_changed")
        driver.execute("UPDATE payment SET state = 'unpaid' WHERE state = 'returned'")
        driver.execute(kept)
    assert "money.fault_two_lists" in faults(operator)


def test_a_list_of_an_older_program_has_no_number_and_is_the_first(operator: Desk, supervisor: Desk) -> None:
    """What its kept version does not say counts as what the migration put there; anything else is a change."""
    approved(operator, supervisor, 1)
    with operator.office.alone() as driver:
        driver.execute("DROP TRIGGER record_version_frozen")
        driver.execute(
            "UPDATE record_version SET \"values\" = json_remove(\"values\", '$.supplement') WHERE kind = 'pay_list'"
        )
    with operator.read() as session:
        assert list(proof.live_records(session.connection(), ["pay_list"])) == []
    with operator.office.alone() as driver:
        driver.execute("UPDATE pay_list SET supplement = 3")
    with operator.read() as session:
        (fault,) = proof.live_records(session.connection(), ["pay_list"])
    assert (fault.code, fault.values["count"]) == ("proof.changed_past", 1)


def test_an_enrolment_is_in_no_two_lists_whatever_is_drafted(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 3)
    families.add(operator, 2, start=3)
    drafting.create(operator, LATER, ANOTHER)
    drafting.create(operator, LATER, ANOTHER)
    with operator.read() as session:
        many = session.scalars(select(Enrolment.id)).all()
    listed = enrolments(operator, FIRST) + enrolments(operator, LATER)
    assert sorted(listed) == sorted(many)


def past(operator: Desk, how: str) -> None:
    """Let the tranche be over: locked, or followed by a list of the next year."""
    with operator.write("test.past") as unit:
        first = list_here(unit.session, FIRST, operator.office.code)
        if how == "locked":
            first.state = "locked"
            return
        rules = programmes.packaged("jamsosratu-2019", paths.resources())
        programmes.store(unit, replace(rules, year=2020, name="Jamsosratu 2020"), operator.office.code)
    if how == "followed":
        drafting.create(operator, replace(FIRST, year=2020))


@pytest.mark.parametrize("how", ["locked", "followed"])
def test_nobody_comes_onto_a_past_tranche_but_whose_money_went_back(operator: Desk, supervisor: Desk, how: str) -> None:
    """Money of years ago is not paid today under its old numbers to who was not meant then."""
    gone = returned_one(operator, supervisor)
    families.add(operator, 2, start=8)
    past(operator, how)
    assert later_lists.next_list(operator, FIRST) == LATER
    for act in (drafting.create, drafting.look_over):
        with pytest.raises(Refused) as refused:
            act(operator, LATER)
        assert (refused.value.code, refused.value.values) == ("money.tranche_over", {"tranche": "2019/1"})
    made = drafting.create(operator, LATER, ANOTHER, again=[gone]).value
    assert made.listed.families == 1
    assert {one.code: one.count for one in made.left_out} == {"money.left_out_over": 2, "money.left_out_other_list": 2}
    assert approving.approve(supervisor, LATER).value.payable.families == 1


def test_a_year_that_is_only_known_ends_no_tranche(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 1)
    past(operator, "known")
    families.add(operator, 1, start=8)
    assert drafting.create(operator, LATER, ANOTHER).value.listed.families == 1


def test_a_later_list_is_judged_by_the_day_of_the_first(operator: Desk, supervisor: Desk) -> None:
    """A child that was none then makes no family eligible for it now."""
    approved(operator, supervisor, 1)
    with operator.write("test.day") as unit:
        list_here(unit.session, FIRST, operator.office.code).as_of = date(2019, 3, 1)
    late, early = families.add(operator, 2, start=8)
    with operator.write("test.birth") as unit:
        for family, born in ((late, date(2020, 5, 1)), (early, date(2009, 5, 1))):
            child = (Member.household_id == family, Member.relation == "child")
            unit.session.scalars(select(Member).where(*child)).one().birth_date = born
    made = drafting.create(operator, LATER, ANOTHER).value
    with operator.read() as session:
        assert list_here(session, LATER, operator.office.code).as_of == date(2019, 3, 1)
    assert made.listed.families == 1


def test_a_decree_grants_its_totals_to_one_list(operator: Desk, supervisor: Desk) -> None:
    """Under the same number the later list would change what the first one was approved for."""
    approved(operator, supervisor, 3)
    families.add(operator, 1, start=3)
    with pytest.raises(Refused) as refused:
        drafting.create(operator, LATER, DECREE)
    assert (refused.value.code, refused.value.values["tranche"]) == ("money.decree_taken", "2019/1")
    assert faults(operator) == []
