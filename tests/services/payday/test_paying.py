"""Paying at the desk: once, by whom the rules allow, with the papers; refused in words that say who was first."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Household, Member, Payment, PaymentRoute
from desktop.rules.money import Figure
from desktop.rules.terms import PaymentState, Presence, Role
from desktop.services import approving, facilitators
from desktop.services.desk import Desk
from desktop.services.facilitators import NewFacilitator
from desktop.services.money import overview, receipts, settling
from desktop.services.money.settling import Outcome
from desktop.services.payday import looking, paying, receiving, standing, undoing
from desktop.services.payday.rows import Level, Mark, PaperShown, Received, Who
from desktop.services.payers import standing as payers
from tests import offices
from tests.services.money.walk import FIRST, approved, faults
from tests.services.payday import hall
from tests.services.payday.hall import COUSIN, PROXY, opened

P = PaperShown
HEIR = Received(Who.HEIR, "Ujang", COUSIN, "anak", (P.KTP, P.KK, P.HEIR_LETTER))


def refusal(desk: Desk, payment: Payment, received: Received = paying.HERSELF, *, anyway: bool = False) -> Refused:
    """What stands against paying; nothing may have changed by the try."""
    before = (hall.payment(desk, payment.id).state, len(hall.lines(desk)))
    with pytest.raises(Refused) as refused:
        paying.pay(desk, payment.id, received, anyway=anyway)
    assert (hall.payment(desk, payment.id).state, len(hall.lines(desk))) == before
    return refused.value


def test_the_caretaker_is_paid_today(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    done = paying.pay(operator, one.id)
    assert done.value.name == one.caretaker_name
    assert (done.value.amount, done.value.receipt) == (1_000_000, "KW-36.01-2019-000001")
    assert done.changes.touches("payment")
    now = hall.payment(operator, one.id)
    assert (now.state, now.settled_on, now.reason) == (PaymentState.PAID, operator.today(), "")
    (line,) = hall.lines(operator)
    assert (line.who, line.name, line.nik) == (Who.CARETAKER, one.caretaker_name, one.caretaker_nik)
    assert (line.mark, line.papers, line.by) == (Mark.SIGNATURE, "[]", operator.person.id)
    assert overview.status(operator, FIRST).balance.paid == Figure(1, 1_000_000)
    assert faults(operator) == []


def test_who_comes_a_second_time_is_told_when_and_who_was_first(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    paying.pay(operator, one.id)
    told = refusal(operator, one)
    assert told.code == "payday.warn_paid_to"
    assert (told.values["name"], told.values["by"]) == (one.caretaker_name, "Si Operator")


def test_paid_in_the_list_is_paid_at_the_desk(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    settling.settle(operator, FIRST, [Outcome(one.id, PaymentState.PAID, operator.today())])
    assert refusal(operator, one).code == "payday.warn_paid"


def test_money_that_went_back_is_not_handed_out(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    back = Outcome(one.id, PaymentState.RETURNED, operator.today(), sts_number="STS-7")
    settling.settle(operator, FIRST, [back])
    told = refusal(operator, one)
    assert (told.code, told.values["sts"]) == ("payday.warn_returned", "STS-7")


def test_nothing_is_paid_before_the_pay_out_or_after_it(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 2)
    one = hall.payments(operator)[0]
    assert refusal(operator, one).code == "money.not_open"
    approving.open_pay_out(supervisor, FIRST)
    approving.close(supervisor, FIRST)
    assert refusal(operator, one).code == "money.not_open"


def test_a_void_receipt_is_not_paid_on_and_the_new_one_is(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    receipts.void(supervisor, "KW-36.01-2019-000001", "nama salah")
    assert refusal(operator, one).code == "payday.no_receipt"
    receipts.issue_anew(operator, "KW-36.01-2019-000001")
    assert paying.pay(operator, one.id).value.receipt == "KW-36.01-2019-000005"
    assert faults(operator) == []


def test_a_payment_nobody_knows_is_refused(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor)
    with pytest.raises(Refused, match=r"money\.payment_unknown"):
        paying.pay(operator, operator.person.id)


def test_a_thumbprint_needs_somebody_who_saw_it(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    assert refusal(operator, one, hall.thumb(witness="  ")).code == "payday.no_witness"
    paying.pay(operator, one.id, hall.thumb(witness=" Kades   Sanusi "))
    (line,) = hall.lines(operator)
    assert (line.mark, line.witness) == (Mark.THUMB, "Kades Sanusi")


def test_a_proxy_with_all_papers_is_paid(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    done = paying.pay(operator, one.id, replace(PROXY, name="  Rohim  bin Sanusi ", nik="3601 0152 0399 0001")).value
    assert (done.who, done.collected_by) == (Who.PROXY, "Rohim bin Sanusi")
    (line,) = hall.lines(operator)
    assert (line.nik, line.relation) == (COUSIN, "sepupu")
    assert line.papers == '["ktp", "kk", "power_of_attorney", "office_letter"]'


@pytest.mark.parametrize(
    "missing", [P.KTP, P.KK, P.POWER_OF_ATTORNEY, P.OFFICE_LETTER], ids=lambda paper: str(paper.value)
)
def test_a_proxy_without_one_paper_is_sent_for_it(operator: Desk, supervisor: Desk, missing: PaperShown) -> None:
    one = opened(operator, supervisor)[0]
    told = refusal(operator, one, replace(PROXY, papers=tuple(paper for paper in P if paper is not missing)))
    assert (told.code, told.values["papers"]) == ("payday.papers_missing", (missing,))


def test_a_proxy_of_the_same_family_needs_no_letter_of_the_office(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    with operator.write("test.nik") as unit:
        home = hall.family_of(operator, one)
        child = unit.session.query(Member).filter_by(household_id=home, position=2).one()
        child.nik = COUSIN
    papers = (P.KTP, P.KK, P.POWER_OF_ATTORNEY)
    assert paying.pay(operator, one.id, replace(PROXY, papers=papers)).value.who is Who.PROXY


@pytest.mark.parametrize(
    ("presence", "code"), [(Presence.DIED, "payday.proxy_died"), (Presence.MOVED, "payday.papers_missing")]
)
def test_who_died_or_moved_away_is_no_proxy_of_the_family(
    operator: Desk, supervisor: Desk, presence: Presence, code: str
) -> None:
    """The dead collect nothing, and who left the family needs the letter of the office like any other."""
    one, other = opened(operator, supervisor)[:2]
    with operator.write("test.presence") as unit:
        home = hall.family_of(operator, one)
        child = unit.session.query(Member).filter_by(household_id=home, position=2).one()
        child.nik, child.presence = COUSIN, presence
    papers = (P.KTP, P.KK, P.POWER_OF_ATTORNEY)
    assert refusal(operator, one, replace(PROXY, papers=papers)).code == code
    if presence is Presence.DIED:
        assert refusal(operator, other, PROXY).code == code, "nor of another family"
    else:
        assert paying.pay(operator, one.id, PROXY).value.who is Who.PROXY


@pytest.mark.parametrize(
    "wrong", [{"name": " "}, {"nik": ""}, {"nik": "12345"}, {"relation": ""}], ids=["name", "no nik", "nik", "relation"]
)
def test_who_came_has_to_be_said_whole(operator: Desk, supervisor: Desk, wrong: dict[str, str]) -> None:
    one = opened(operator, supervisor)[0]
    assert refusal(operator, one, replace(PROXY, **wrong)).code == "payday.who_came"  # type: ignore[arg-type]


def test_the_caretaker_is_not_her_own_proxy(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    told = refusal(operator, one, replace(PROXY, nik=one.caretaker_nik or ""))
    assert told.code == "payday.same_as_caretaker"


def test_a_facilitator_collects_nobodys_money(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    facilitators.add(operator, NewFacilitator("Ratna Dewi", COUSIN))
    assert refusal(operator, one, PROXY, anyway=True).code == "payday.field_officer"


def test_from_the_third_family_on_a_proxy_has_to_be_meant(operator: Desk, supervisor: Desk) -> None:
    there = opened(operator, supervisor, 5)
    assert not receiving.proxy(operator, FIRST, COUSIN).many
    for one in there[:2]:
        paying.pay(operator, one.id, PROXY)
    known = receiving.proxy(operator, FIRST, "3601.0152.0399.0001")
    assert (known.families, known.many) == (2, True)
    told = refusal(operator, there[2], PROXY)
    assert (told.code, told.values["count"]) == ("payday.many_by_proxy", 2)
    paying.pay(operator, there[2].id, PROXY, anyway=True)
    assert receiving.proxy(operator, FIRST, COUSIN).families == 3
    other = replace(PROXY, nik="3601015203990002")
    assert paying.pay(operator, there[3].id, other).value.who is Who.PROXY


def test_nobody_is_paid_after_death_until_somebody_follows(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    family, day = hall.family_of(operator, one), operator.today() - timedelta(days=3)
    hall.caretaker_is(operator, family, Presence.DIED, day)
    assert refusal(operator, one).code == "money.not_there"
    assert refusal(operator, one, PROXY).code == "money.not_there"
    name = hall.child_follows(operator, family, COUSIN)
    told = refusal(operator, one)
    assert (told.code, told.values["follows"]) == ("payday.needs_heir", name)
    assert refusal(operator, one, replace(PROXY, nik="3601015203990002")).code == "payday.needs_heir"
    assert refusal(operator, one, replace(HEIR, nik="3601015203990002")).code == "payday.heir_outside"
    assert refusal(operator, one, replace(HEIR, papers=(P.KTP,))).values["papers"] == (P.KK, P.HEIR_LETTER)
    assert paying.pay(operator, one.id, HEIR).value.who is Who.HEIR
    assert faults(operator) == []


def test_the_living_have_no_heirs(operator: Desk, supervisor: Desk) -> None:
    assert refusal(operator, opened(operator, supervisor)[0], HEIR).code == "payday.no_heir_yet"


def test_who_was_not_found_at_home_may_send_a_proxy(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    hall.caretaker_is(operator, hall.family_of(operator, one), Presence.NOT_FOUND)
    assert looking.look(operator, one.id).needs is Who.PROXY
    assert paying.pay(operator, one.id, PROXY).value.amount == 1_000_000


def test_a_family_that_refuses_stays_unpaid_with_the_reason(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    with pytest.raises(Refused, match=r"money\.no_reason"):
        paying.refuse(operator, one.id, "  ")
    paying.refuse(operator, one.id, " sudah mampu ", witness="Kades")
    now = hall.payment(operator, one.id)
    assert (now.state, now.reason, now.settled_on) == (PaymentState.UNPAID, paying.REFUSED, None)
    (line,) = hall.lines(operator)
    assert (line.mark, line.note, line.witness) == (Mark.REFUSED, "sudah mampu", "Kades")
    assert [warn.code for warn in looking.look(operator, one.id).warnings] == ["payday.warn_refused"]
    assert standing.standing(operator, FIRST).last == ()


def test_who_changed_his_mind_is_paid_after_all(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    paying.refuse(operator, one.id, "malu")
    paying.pay(operator, one.id)
    assert hall.payment(operator, one.id).reason == ""
    with pytest.raises(Refused, match=r"payday\.warn_paid_to"):
        paying.refuse(operator, one.id, "malu lagi")
    assert [line.mark for line in hall.lines(operator)] == [Mark.REFUSED, Mark.SIGNATURE]


def test_paid_anew_after_a_correction_in_the_list_counts_once(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    paying.pay(operator, one.id)
    hall.corrected_by_an_older_program(operator, one.id)
    paying.pay(operator, one.id)
    assert [line.undone_for for line in hall.lines(operator)] == [paying.CORRECTED, None]
    told = standing.standing(operator, FIRST)
    assert (told.today, len(told.last)) == (Figure(1, 1_000_000), 1)


def test_what_is_too_long_is_cut_and_not_lost(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    paying.pay(operator, one.id, replace(PROXY, name="A" * 300, note="b" * 300))
    (line,) = hall.lines(operator)
    assert (len(line.name), len(line.note)) == (receiving.NAME, receiving.NOTE)


def test_only_the_operator_pays(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    for role in (Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR):
        with pytest.raises(Refused, match=r"role\.not_allowed"):
            paying.pay(offices.same_office_as(operator, role), one.id)


def test_a_stopped_family_is_owed_what_the_approved_list_owes(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    with operator.write("test.stop") as unit:
        row = unit.session.get_one(type(one), one.id).enrolment
        row.status, row.since = "suspended", date(2019, 4, 2)
        assert unit.session.get(Household, row.household_id) is not None
    (warn,) = looking.look(operator, one.id).warnings
    assert (warn.code, warn.level) == ("payday.warn_suspended", Level.HOLDS)
    assert paying.pay(operator, one.id).value.amount == 1_000_000


def test_what_the_bank_was_to_pay_is_on_the_path_of_the_desk(operator: Desk, supervisor: Desk) -> None:
    one, two, *_ = opened(operator, supervisor)
    assert paying.pay(operator, one.id).value.instead_of == "BJB"
    with operator.read() as session:
        routes = {row.payment_id: row for row in session.scalars(select(PaymentRoute))}
        noted = session.scalars(select(AuditLine.detail).where(AuditLine.action == "payday.pay")).all()
    assert (routes[one.id].path, routes[one.id].payer, routes[one.id].number) == ("cash", "", None)
    assert (routes[two.id].path, routes[two.id].payer) == ("bank", "BJB")
    assert any('"instead_of": "BJB"' in (detail or "") for detail in noted)
    told = {row.payer: (row.listed.families, row.paid.families) for row in payers.payers(operator, FIRST)}
    assert told == {"BJB": (3, 0), "": (1, 1)}, "who really paid"
    undoing.undo(supervisor, one.id, "salah orang")
    assert paying.pay(operator, one.id).value.instead_of == "", "it is the desk's by now"
