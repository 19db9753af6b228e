"""The succession of a caretaker: who may follow, on which papers, and what happens to money that waits."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Enrolment, Household, LifeEvent, Payment
from desktop.rules.succession import Cause, Paper, Standing
from desktop.rules.terms import PayListState, PaymentState, Role
from desktop.services import approving
from desktop.services.families import detail
from desktop.services.life import following
from desktop.services.life.events import Death, FamilyLeft, Left, NewCaretaker
from desktop.services.money import drafting
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import TrancheKey
from tests import offices
from tests.services.life.conftest import ON, Family
from tests.services.life.test_recording import PAPER, refused

FIRST = TrancheKey("jamsosratu", 2019, 1)
DECREE = NewDecree("900/Kep.1/2019", date(2019, 3, 25))


def listed(family: Family, *, approved: bool = True) -> None:
    """Put the family on the list of the first tranche."""
    with family.desk.write("test.facts") as unit:
        household = unit.session.get_one(Household, family.id)
        household.poverty_source, household.receives_pkh = "bdt2015", False
    drafting.create(family.desk, FIRST, DECREE)
    if approved:
        approving.approve(offices.same_office_as(family.desk, Role.SUPERVISOR), FIRST)


def facts(family: Family) -> dict[str, object]:
    with family.desk.read() as session:
        newest = session.scalars(select(LifeEvent.facts).order_by(LifeEvent.entered_at.desc(), LifeEvent.id.desc()))
        found: dict[str, object] = json.loads(newest.first() or "{}")
        return found


def die(family: Family) -> None:
    family.enter(Death(on=ON, paper=PAPER, member=family.id_of("Siti Aminah")))


def follow(family: Family, name: str, cause: Cause = Cause.DIED, **more: object) -> None:
    event = NewCaretaker(on=ON, paper=PAPER, successor=family.id_of(name), cause=cause, **more)  # type: ignore[arg-type]
    family.enter(event)


def test_after_a_death_the_daughter_comes_first(family: Family) -> None:
    die(family)
    found = following.succession(family.desk, family.id)
    assert (found.caretaker, found.cause, found.possible) == ("", Cause.DIED, True)
    assert [(one.name, one.age, one.standing) for one in found.candidates] == [
        ("Neng", 21, Standing.WOMAN),
        ("Sarip", 44, Standing.HEAD),
        ("Ujang", 10, Standing.MINOR),
        ("Siti Aminah", 39, Standing.AWAY),
    ]


def test_a_living_caretaker_can_be_followed_too(family: Family) -> None:
    found = following.succession(family.desk, family.id)
    assert (found.caretaker, found.cause) == ("Siti Aminah", Cause.UNABLE)
    assert found.candidates[-1].standing is Standing.CARETAKER
    follow(family, "Sarip", Cause.REFUSED)
    assert family.caretaker == "Sarip"


def test_who_moved_away_is_the_likely_cause(family: Family) -> None:
    family.enter(Left(on=ON, paper=PAPER, member=family.id_of("Siti Aminah")))
    assert following.succession(family.desk, family.id).cause is Cause.MOVED


def test_where_only_children_are_left_nobody_may(family: Family) -> None:
    for name in ("Sarip", "Neng"):
        family.enter(Left(on=ON, paper=PAPER, member=family.id_of(name)))
    die(family)
    assert not following.succession(family.desk, family.id).possible


@pytest.mark.parametrize(
    ("name", "code"),
    [("Ujang", "life.may_not_minor"), ("Siti Aminah", "life.may_not_caretaker")],
)
def test_who_may_not_is_refused_with_the_reason(family: Family, name: str, code: str) -> None:
    event = NewCaretaker(on=ON, paper=PAPER, successor=family.id_of(name), cause=Cause.OTHER)
    assert refused(family, event) == code


def test_who_left_cannot_follow(family: Family) -> None:
    family.enter(Left(on=ON, paper=PAPER, member=family.id_of("Neng")))
    event = NewCaretaker(on=ON, paper=PAPER, successor=family.id_of("Neng"), cause=Cause.OTHER)
    assert refused(family, event) == "life.may_not_away"


def test_the_new_caretaker_is_named_and_not_derived(family: Family) -> None:
    die(family)
    follow(family, "Neng")
    opened = family.opened()
    assert opened.caretaker is not None
    assert (opened.caretaker.name, opened.caretaker_derived) == ("Neng", False)


def test_papers_seen_and_missing_stand_in_the_event(family: Family) -> None:
    die(family)
    follow(family, "Neng", at_hand=frozenset({Paper.DEATH, Paper.IDENTITY_CARD}))
    kept = facts(family)
    assert kept["cause"] == "died"
    assert kept["at_hand"] == ["death", "identity_card"]
    assert kept["missing"] == ["family_card"]


def test_money_that_waits_is_shown_noted_and_left_alone(family: Family) -> None:
    listed(family)
    die(family)
    found = following.succession(family.desk, family.id)
    (payment,) = found.money
    assert (payment.year, payment.tranche, payment.amount) == (2019, 1, 1_000_000)
    assert (payment.name, payment.advice) == ("Siti Aminah", "life.money_waits")
    assert Paper.HEIRS in found.papers(Cause.DIED)
    follow(family, "Neng")
    assert facts(family)["payments"] == [
        {"programme": "jamsosratu", "year": 2019, "tranche": 1, "amount": 1_000_000, "advice": "life.money_waits"}
    ]
    assert "heirs" in facts(family)["missing"]  # type: ignore[operator]
    with family.desk.read() as session:
        kept = session.scalars(select(Payment)).one()
    assert (kept.state, kept.caretaker_name) == (PaymentState.UNPAID, "Siti Aminah")


def test_a_draft_is_drafted_again(family: Family) -> None:
    listed(family, approved=False)
    (payment,) = following.succession(family.desk, family.id).money
    assert payment.advice == "life.money_draft"


@pytest.mark.parametrize(
    ("of_list", "of_payment", "advice"),
    [
        (PayListState.OPEN, PaymentState.WITHHELD, "life.money_withheld"),
        (PayListState.OPEN, PaymentState.UNPAID, "life.money_waits"),
        (PayListState.CLOSED, PaymentState.UNPAID, "life.money_closed"),
        (PayListState.OPEN, PaymentState.PAID, None),
        (PayListState.CLOSED, PaymentState.RETURNED, None),
        (PayListState.LOCKED, PaymentState.UNPAID, None),
    ],
)
def test_each_state_has_its_advice(
    family: Family, of_list: PayListState, of_payment: PaymentState, advice: str | None
) -> None:
    listed(family)
    with family.desk.write("test.state") as unit:
        payment = unit.session.scalars(select(Payment)).one()
        payment.state = of_payment
        unit.session.get_one(drafting.PayList, payment.pay_list_id).state = of_list
    money = following.succession(family.desk, family.id).money
    assert [one.advice for one in money] == ([advice] if advice else [])


def test_a_death_of_somebody_else_leaves_the_money_out(family: Family) -> None:
    listed(family)
    family.enter(Death(on=ON, paper=PAPER, member=family.id_of("Sarip")))
    assert "payments" not in facts(family)


def test_a_family_that_leaves_notes_its_money(family: Family) -> None:
    listed(family)
    family.enter(FamilyLeft(on=ON, paper=PAPER, to="Lebak"))
    assert len(facts(family)["payments"]) == 1  # type: ignore[arg-type]
    with family.desk.read() as session:
        assert session.scalars(select(Enrolment.status)).one() == "stopped"
        assert session.scalars(select(Payment.state)).one() == PaymentState.UNPAID


def test_others_payments_do_not_count(family: Family) -> None:
    listed(family)
    opened = detail.open_family(family.desk, family.id)
    assert len(opened.payments) == 1
    with family.desk.write("test.other") as unit:
        unit.session.add(Household(registered_at=family.clock.now))
        unit.session.flush()
        (other,) = unit.session.scalars(select(Household.id).where(Household.id != family.id))
    assert following.succession(family.desk, other).money == ()


def test_a_family_that_is_not_there(family: Family) -> None:
    with pytest.raises(Refused) as refusal:
        following.succession(family.desk, family.desk.person.id)
    assert refusal.value.code == "family.unknown"


def test_the_auditor_names_nobody(family: Family) -> None:
    with pytest.raises(Refused) as refusal:
        following.succession(offices.same_office_as(family.desk, Role.AUDITOR), family.id)
    assert refusal.value.code == "role.not_allowed"
