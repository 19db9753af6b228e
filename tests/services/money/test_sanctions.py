"""Sanctions: what they cut, withhold or end, by whom they are entered and taken away, and that amounts add up."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop import paths
from desktop.errors import Refused
from desktop.models import Enrolment, Payment, PaymentPart, ProgrammeYear
from desktop.rules import programme
from desktop.rules.programme_year import Sanction, SanctionKind
from desktop.rules.terms import EnrolmentStatus, PaymentState
from desktop.services import approving, programmes, safety
from desktop.services.desk import Desk
from desktop.services.money import decrees, drafting, overview, proving, sanctions, stepping_back
from desktop.services.money.facts import HELD
from desktop.services.money.keys import TrancheKey
from desktop.services.money.sanctions import NewSanction
from tests import families
from tests.services.money.walk import DECREE, FIRST, approved, drafted, faults

K = SanctionKind
LADDER = (
    Sanction(1, K.REMINDER),
    Sanction(2, K.REDUCTION, 10),
    Sanction(3, K.REDUCTION, 25),
    Sanction(4, K.SUSPENSION),
    Sanction(5, K.REDUCTION, 100),
    Sanction(6, K.STOP),
)
TENTH, QUARTER, HOLD, ALL, STOP = 2, 3, 4, 5, 6


@pytest.fixture
def laddered(operator: Desk) -> Desk:
    """The office with a longer ladder and three enrolled families."""
    year = programmes.packaged("jamsosratu-2019", paths.resources())
    with operator.write("test.programme") as unit:
        kept = unit.session.get_one(ProgrammeYear, (year.code, year.year))
        kept.rules = programme.to_json(replace(year, sanctions=LADDER))
    families.add(operator, 3)
    return operator


def enrolments(desk: Desk) -> list[UUID]:
    with desk.read() as session:
        return list(session.scalars(select(Enrolment.id).order_by(Enrolment.id)))


def against(desk: Desk, enrolment: UUID, step: int) -> UUID:
    new = NewSanction(enrolment, FIRST, step, "Tidak hadir di sekolah", desk.today(), "Verkom 3/2019")
    return sanctions.enter(desk, new).value


def payment(desk: Desk, enrolment: UUID) -> Payment:
    with desk.read() as session:
        return session.scalars(select(Payment).where(Payment.enrolment_id == enrolment)).one()


def parts(desk: Desk, enrolment: UUID) -> list[tuple[str, str, int]]:
    with desk.read() as session:
        statement = select(PaymentPart).join(Payment, Payment.id == PaymentPart.payment_id)
        rows = session.scalars(statement.where(Payment.enrolment_id == enrolment))
        return sorted((row.kind, row.code, row.rupiah) for row in rows)


def test_a_reduction_is_a_part_of_the_amount_with_its_sanction(laddered: Desk) -> None:
    first, second, _ = enrolments(laddered)
    against(laddered, first, TENTH)
    drafting.create(laddered, FIRST, DECREE)
    assert payment(laddered, first).amount == 900_000
    assert parts(laddered, first) == [("flat", "", 1_000_000), ("reduction", "10", -100_000)]
    assert (payment(laddered, second).amount, parts(laddered, second)) == (1_000_000, [])
    assert faults(laddered) == []


def test_two_reductions_add_up(laddered: Desk) -> None:
    first, *_ = enrolments(laddered)
    against(laddered, first, TENTH)
    against(laddered, first, QUARTER)
    drafting.create(laddered, FIRST, DECREE)
    assert payment(laddered, first).amount == 650_000
    assert sum(rupiah for _, _, rupiah in parts(laddered, first)) == 650_000


def test_what_is_cut_altogether_is_not_listed(laddered: Desk) -> None:
    first, *_ = enrolments(laddered)
    against(laddered, first, ALL)
    made = drafting.create(laddered, FIRST, DECREE).value
    assert made.listed.families == 2
    assert {one.code: one.count for one in made.left_out} == {"money.left_out_reduced": 1}


def test_a_suspension_withholds_what_is_listed(laddered: Desk, supervisor: Desk) -> None:
    first, *_ = enrolments(laddered)
    against(laddered, first, HOLD)
    made = drafting.create(laddered, FIRST, DECREE).value
    assert (made.listed.families, made.withheld.families) == (3, 1)
    assert (payment(laddered, first).state, payment(laddered, first).reason) == (
        PaymentState.WITHHELD,
        HELD,
    )
    approving.approve(supervisor, FIRST)
    assert overview.status(laddered, FIRST).receipts.issued == 2
    assert safety.verify(laddered, proving.prove).sound


def test_a_stop_ends_the_enrolment_at_once(laddered: Desk) -> None:
    first, *_ = enrolments(laddered)
    against(laddered, first, STOP)
    with laddered.read() as session:
        assert session.get_one(Enrolment, first).status == EnrolmentStatus.STOPPED
    assert drafting.create(laddered, FIRST, DECREE).value.listed.families == 2


def test_a_lifted_reduction_gives_the_whole_amount_back(laddered: Desk, supervisor: Desk) -> None:
    first, *_ = enrolments(laddered)
    sanction = against(laddered, first, TENTH)
    drafting.create(laddered, FIRST, DECREE)
    sanctions.lift(supervisor, sanction, "Surat sakit menyusul")
    drafting.create(laddered, FIRST, DECREE)
    assert payment(laddered, first).amount == 1_000_000
    assert [rupiah for _, _, rupiah in parts(laddered, first)] == [0, 0]
    (row,) = sanctions.of_tranche(laddered, FIRST)
    assert row.lifted_for == "Surat sakit menyusul"
    assert faults(laddered) == []


def test_a_stop_after_the_draft_keeps_the_list_from_its_approval(laddered: Desk, supervisor: Desk) -> None:
    drafting.create(laddered, FIRST, DECREE)
    first, *_ = enrolments(laddered)
    against(laddered, first, STOP)
    with pytest.raises(Refused) as refused:
        approving.approve(supervisor, FIRST)
    assert refused.value.code == "money.receivers_gone"
    assert refused.value.values["count"] == 1
    assert drafting.create(laddered, FIRST, DECREE).value.withheld.families == 1


def test_the_ladder_says_what_is_cut(laddered: Desk) -> None:
    first, *_ = enrolments(laddered)
    against(laddered, first, TENTH)
    (row,) = sanctions.of_tranche(laddered, FIRST)
    assert (row.percent, row.kind, row.paper) == (10, K.REDUCTION, "Verkom 3/2019")
    assert row.name in families.MOTHERS


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"step": 9}, "sanction.no_step"),
        ({"reason": "  "}, "enrolling.no_reason"),
        ({"key": TrancheKey("jamsosratu", 2019, 9)}, "rules.tranche_unknown"),
        ({"enrolment": UUID(int=1)}, "enrolling.unknown"),
    ],
)
def test_what_cannot_be_entered(laddered: Desk, change: dict[str, object], code: str) -> None:
    first, *_ = enrolments(laddered)
    new = NewSanction(first, FIRST, TENTH, "Tidak hadir", laddered.today())
    with pytest.raises(Refused) as refused:
        sanctions.enter(laddered, replace(new, **change))  # type: ignore[arg-type]
    assert refused.value.code == code


def test_a_day_to_come_is_refused(laddered: Desk) -> None:
    first, *_ = enrolments(laddered)
    tomorrow = laddered.today() + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        sanctions.enter(laddered, NewSanction(first, FIRST, TENTH, "Tidak hadir", tomorrow))
    assert refused.value.code == "enrolling.future"


def test_the_same_step_twice_is_refused_and_again_after_it_was_lifted(laddered: Desk, supervisor: Desk) -> None:
    first, *_ = enrolments(laddered)
    sanction = against(laddered, first, TENTH)
    with pytest.raises(Refused) as refused:
        against(laddered, first, TENTH)
    assert refused.value.code == "sanction.there"
    sanctions.lift(supervisor, sanction, "Keliru keluarga")
    against(laddered, first, TENTH)
    assert [row.lifted_for for row in sanctions.of_tranche(laddered, FIRST)] == ["Keliru keluarga", None]


def test_once_the_list_is_approved_its_amounts_stand(operator: Desk, supervisor: Desk) -> None:
    drafted(operator, 2)
    first, _ = enrolments(operator)
    sanction = against(operator, first, 1)
    approving.approve(supervisor, FIRST)
    for act in (lambda: against(operator, first, 2), lambda: sanctions.lift(supervisor, sanction, "Keliru")):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "sanction.late"


def refused_since_the_draft(work: object, *args: object) -> int:
    """How many sanctions stop the list."""
    with pytest.raises(Refused) as refused:
        work(*args)  # type: ignore[operator]
    assert refused.value.code == "sanction.since_draft"
    assert refused.value.values["names"]
    return int(str(refused.value.values["count"]))


@pytest.mark.parametrize("step", [QUARTER, HOLD, ALL])
def test_what_is_entered_after_the_draft_stops_the_list(laddered: Desk, supervisor: Desk, step: int) -> None:
    first, second, _ = enrolments(laddered)
    drafting.create(laddered, FIRST, DECREE)
    approving.check(laddered, FIRST)
    against(laddered, first, step)
    against(laddered, second, 1)  # a reminder cuts nothing
    assert refused_since_the_draft(approving.approve, supervisor, FIRST) == 1
    drafted_anew = drafting.create(laddered, FIRST).value
    payable = drafted_anew.listed - drafted_anew.withheld
    assert payable.rupiah == {QUARTER: 2_750_000, HOLD: 2_000_000, ALL: 2_000_000}[step]
    sanctions_stand = drafted_anew.listed
    decrees.enter(laddered, FIRST, replace(DECREE, households=3, rupiah=sanctions_stand.rupiah))
    approving.approve(supervisor, FIRST)
    assert faults(laddered) == []


@pytest.mark.parametrize("step", [QUARTER, HOLD, ALL])
def test_what_is_lifted_after_the_draft_stops_the_list(laddered: Desk, supervisor: Desk, step: int) -> None:
    first, *_ = enrolments(laddered)
    sanction = against(laddered, first, step)
    listed = drafting.create(laddered, FIRST, DECREE).value.listed
    sanctions.lift(supervisor, sanction, "Keliru keluarga")
    assert refused_since_the_draft(approving.check, laddered, FIRST) == 1
    assert refused_since_the_draft(approving.approve, supervisor, FIRST) == 1
    assert drafting.create(laddered, FIRST).value.listed.rupiah == 3_000_000 >= listed.rupiah
    decrees.enter(laddered, FIRST, replace(DECREE, households=3, rupiah=3_000_000))
    assert approving.approve(supervisor, FIRST).value.payable.rupiah == 3_000_000


def test_what_came_and_went_since_the_draft_stops_nothing(laddered: Desk, supervisor: Desk) -> None:
    first, *_ = enrolments(laddered)
    drafting.create(laddered, FIRST, DECREE)
    sanctions.lift(supervisor, against(laddered, first, QUARTER), "Keliru keluarga")
    against(laddered, first, 1)
    approving.approve(supervisor, FIRST)
    assert faults(laddered) == []


def test_a_list_that_went_back_is_drafted_anew_under_its_new_sanctions(laddered: Desk, supervisor: Desk) -> None:
    first, *_ = enrolments(laddered)
    drafting.create(laddered, FIRST, DECREE)
    approving.approve(supervisor, FIRST)
    stepping_back.ask(laddered, FIRST, "Sanksi tertinggal")
    stepping_back.grant(supervisor, FIRST)
    against(laddered, first, HOLD)
    assert refused_since_the_draft(approving.approve, supervisor, FIRST) == 1
    drafting.create(laddered, FIRST)
    assert approving.approve(supervisor, FIRST).value.payable.families == 2


@pytest.mark.parametrize(("reason", "code"), [(" ", "money.no_reason"), ("Keliru", "sanction.stop_stays")])
def test_a_stop_is_taken_back_elsewhere(laddered: Desk, supervisor: Desk, reason: str, code: str) -> None:
    first, *_ = enrolments(laddered)
    sanction = against(laddered, first, STOP)
    with pytest.raises(Refused) as refused:
        sanctions.lift(supervisor, sanction, reason)
    assert refused.value.code == code


def test_a_sanction_is_lifted_once(laddered: Desk, supervisor: Desk) -> None:
    first, *_ = enrolments(laddered)
    sanction = against(laddered, first, TENTH)
    sanctions.lift(supervisor, sanction, "Keliru")
    with pytest.raises(Refused) as refused:
        sanctions.lift(supervisor, sanction, "Keliru")
    assert refused.value.code == "sanction.unknown"


def test_an_operator_lifts_none_and_a_family_shows_all(laddered: Desk) -> None:
    first, *_ = enrolments(laddered)
    sanction = against(laddered, first, TENTH)
    with pytest.raises(Refused):
        sanctions.lift(laddered, sanction, "Keliru")
    with laddered.read() as session:
        family = session.get_one(Enrolment, first).household_id
    assert [row.id for row in sanctions.of_family(laddered, family)] == [sanction]
    assert [step.step for step in sanctions.ladder(laddered, FIRST)] == [1, 2, 3, 4, 5, 6]


def test_parts_that_do_not_add_up_are_found(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 2)
    with operator.read() as session:
        one = session.scalars(select(Payment.id)).first()
    with operator.write("test.part") as unit:
        unit.session.add(PaymentPart(payment_id=one, kind="flat", code="", count=1, rupiah=999_999))
    assert faults(operator) == ["money.fault_parts"]
