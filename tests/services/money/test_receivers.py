"""Nobody is paid who died or left before: neither on a list that goes on nor in the result of a pay-out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Enrolment, Household, Member, Payment
from desktop.rules.dates import long_date
from desktop.rules.succession import Cause
from desktop.rules.terms import PayListState, PaymentState, Presence, Sex
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.families import detail, saving
from desktop.services.families.fields import MemberDetail
from desktop.services.life import recording
from desktop.services.life.events import Death, Event, FamilyCame, FamilyLeft, Joined, Left, NewCaretaker
from desktop.services.money import drafting, receivers, settling
from desktop.services.money.settling import Outcome
from tests import families
from tests.services.money.walk import DECREE, FIRST, faults, on_later_day, pay_list

P = PaymentState
Happening = Callable[[Desk, UUID], None]
PAPER = "Akta 3601-KM-1"
AUNT = MemberDetail("OOH", sex=Sex.FEMALE, birth_date=date(1980, 2, 2))


def enter(desk: Desk, family: UUID, event: Event) -> UUID:
    opened = detail.open_family(desk, family)
    return recording.record(desk, family, opened.stamp, event).value.event


def caretaker(desk: Desk, family: UUID) -> UUID:
    with desk.read() as session:
        found = session.get_one(Household, family).caretaker_id
    assert found is not None
    return found


def follow(desk: Desk, family: UUID) -> None:
    """A grown aunt moves in and receives the money from now on."""
    today = desk.today()
    enter(desk, family, Joined(on=today, paper=PAPER, person=AUNT))
    aunt = next(one.id for one in detail.open_family(desk, family).fields.members if one.name == "OOH")
    assert aunt is not None
    enter(desk, family, NewCaretaker(on=today, paper=PAPER, successor=aunt, cause=Cause.DIED))


def dies(desk: Desk, family: UUID) -> None:
    enter(desk, family, Death(on=desk.today(), paper=PAPER, member=caretaker(desk, family)))


def moves(desk: Desk, family: UUID) -> None:
    enter(desk, family, Left(on=desk.today(), paper=PAPER, member=caretaker(desk, family)))


def leaves(desk: Desk, family: UUID) -> None:
    enter(desk, family, FamilyLeft(on=desk.today(), paper=PAPER))


def dies_by_form(desk: Desk, family: UUID) -> None:
    """Older data says so in the record itself, and the dead one is still named as caretaker."""
    with desk.write("test.death") as unit:
        unit.session.get_one(Member, unit.session.get_one(Household, family).caretaker_id).presence = Presence.DIED


def dies_and_is_followed(desk: Desk, family: UUID) -> None:
    dies(desk, family)
    follow(desk, family)


def name_of(desk: Desk, family: UUID) -> str:
    with desk.read() as session:
        statement = select(Payment.caretaker_name).join(Enrolment, Enrolment.id == Payment.enrolment_id)
        return session.scalars(statement.where(Enrolment.household_id == family)).one()


def payment_of(desk: Desk, family: UUID) -> UUID:
    with desk.read() as session:
        statement = select(Payment.id).join(Enrolment, Enrolment.id == Payment.enrolment_id)
        return session.scalars(statement.where(Enrolment.household_id == family)).one()


WAYS = (dies, moves, leaves, dies_by_form, dies_and_is_followed)


@pytest.mark.parametrize("happened", WAYS)
def test_a_list_with_somebody_gone_is_neither_checked_nor_approved(
    operator: Desk, supervisor: Desk, happened: Happening
) -> None:
    one, *_ = families.add(operator, 4)
    drafting.create(operator, FIRST, DECREE)
    happened(operator, one)
    for act in (partial(approving.check, operator), partial(approving.approve, supervisor)):
        with pytest.raises(Refused) as refused:
            act(FIRST)
        assert refused.value.code == "money.receivers_gone"
        assert refused.value.values == {"tranche": "2019/1", "count": 1, "names": name_of(operator, one)}
        assert pay_list(operator).state == PayListState.DRAFT
    made = drafting.create(operator, FIRST).value
    assert made.withheld.families == (0 if happened is dies_and_is_followed else 1)
    approving.check(operator, FIRST)
    assert approving.approve(supervisor, FIRST).value.payable.families == 4 - made.withheld.families
    assert faults(operator) == []


def test_who_lives_and_cares_is_no_question(operator: Desk, supervisor: Desk) -> None:
    """A child that dies, a name put right and a caretaker followed while she lives stop no list."""
    one, two, three, _ = families.add(operator, 4)
    drafting.create(operator, FIRST, DECREE)
    child = next(row.id for row in detail.open_family(operator, one).fields.members if row.name == "UJANG")
    assert child is not None
    enter(operator, one, Death(on=operator.today(), paper=PAPER, member=child))
    opened = detail.open_family(operator, two)
    mother, *others = opened.fields.members
    typed = replace(opened.fields, members=(replace(mother, name="ROHAYATI BINTI SARIP"), *others))
    saving.save(operator, two, opened.stamp, typed)
    follow(operator, three)
    approving.check(operator, FIRST)
    assert approving.approve(supervisor, FIRST).value.payable.families == 4


def test_many_names_are_cut_short() -> None:
    assert receivers.names(["b", "a"]) == "a, b"
    told = receivers.names(f"n{number:02}" for number in range(receivers.NAMED + 1))
    assert told.startswith("n00, n01, ")
    assert told.endswith("n09, …")


@pytest.fixture
def paid_out(operator: Desk, supervisor: Desk) -> tuple[Desk, list[UUID]]:
    """Three families on a list whose pay-out opened five days ago."""
    ids = families.add(operator, 3)
    drafting.create(operator, FIRST, DECREE)
    approving.approve(supervisor, FIRST)
    approving.open_pay_out(supervisor, FIRST)
    return operator, ids


def refused(desk: Desk, family: UUID, on: date) -> str:
    with pytest.raises(Refused) as refusal:
        settling.settle(desk, FIRST, [Outcome(payment_of(desk, family), P.PAID, on)])
    assert refusal.value.code == "money.not_there"
    with desk.read() as session:
        assert session.get_one(Payment, payment_of(desk, family)).state == P.UNPAID
    return str(refusal.value.values["names"])


@pytest.mark.parametrize("happened", [dies, moves, leaves])
def test_money_of_somebody_gone_is_not_paid_after_the_day(
    paid_out: tuple[Desk, list[UUID]], happened: Happening
) -> None:
    desk, (one, two, _) = paid_out
    gone = on_later_day(desk, 2).today()
    happened(desk, one)
    later = on_later_day(desk, 3).today()
    assert refused(desk, one, later) == f"{name_of(desk, one)} ({long_date(gone)})"
    both = [Outcome(payment_of(desk, family), P.PAID, later) for family in (two, one)]
    with pytest.raises(Refused, match=r"money\.not_there"):
        settling.settle(desk, FIRST, both)
    done = settling.settle(desk, FIRST, [Outcome(payment_of(desk, one), P.PAID, gone - timedelta(days=1)), both[0]])
    assert done.value.paid.families == 2, "before the day the money was received in hand"


def test_money_goes_back_or_to_who_follows(paid_out: tuple[Desk, list[UUID]]) -> None:
    desk, (one, two, _) = paid_out
    dies(desk, one)
    dies(desk, two)
    today = on_later_day(desk, 4).today()
    refused(desk, one, today)
    follow(desk, one)
    outcomes = [
        Outcome(payment_of(desk, one), P.PAID, today),
        Outcome(payment_of(desk, two), P.RETURNED, today, "meninggal", "STS-1"),
    ]
    done = settling.settle(desk, FIRST, outcomes).value
    assert (done.paid.families, done.returned.families, done.unpaid.families) == (1, 1, 1)
    assert faults(desk) == []


def test_a_family_that_came_back_is_paid(paid_out: tuple[Desk, list[UUID]]) -> None:
    desk, (one, *_) = paid_out
    leaves(desk, one)
    today = on_later_day(desk, 2).today()
    refused(desk, one, today)
    enter(desk, one, FamilyCame(on=today, paper=PAPER))
    assert settling.settle(desk, FIRST, [Outcome(payment_of(desk, one), P.PAID, today)]).value.changed == 1


def test_a_death_nobody_knows_the_day_of_forbids_every_day(paid_out: tuple[Desk, list[UUID]]) -> None:
    desk, (one, *_) = paid_out
    dies_by_form(desk, one)
    assert refused(desk, one, desk.today()) == name_of(desk, one)


def test_what_was_paid_before_the_news_stands(paid_out: tuple[Desk, list[UUID]]) -> None:
    """Sending the same result again is no new payment, though the death is known by now; another day is one."""
    desk, (one, *_) = paid_out
    died = on_later_day(desk, 1).today()
    paid = on_later_day(desk, 1).today()
    same = Outcome(payment_of(desk, one), P.PAID, paid)
    settling.settle(desk, FIRST, [same])
    enter(desk, one, Death(on=died, paper=PAPER, member=caretaker(desk, one)))
    assert settling.settle(desk, FIRST, [same]).value.same == 1
    later = on_later_day(desk, 1).today()
    with pytest.raises(Refused, match=r"money\.not_there"):
        settling.settle(desk, FIRST, [replace(same, on=later)])
    assert settling.settle(desk, FIRST, [replace(same, on=died)]).value.changed == 1


def test_the_rest_is_not_paid_over_a_dead_one(paid_out: tuple[Desk, list[UUID]]) -> None:
    desk, (one, *_) = paid_out
    dies(desk, one)
    today = on_later_day(desk, 1).today()
    with pytest.raises(Refused, match=r"money\.not_there"):
        settling.settle_rest(desk, FIRST, P.PAID, today)
    with desk.read() as session:
        assert set(session.scalars(select(Payment.state))) == {P.UNPAID}
