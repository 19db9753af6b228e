"""Money that goes back to the treasury: one truth beside the payments, two people, and a way back before the second."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image
from sqlalchemy import select, text

from desktop.errors import Refused
from desktop.models import AuditLine, Payment, TreasuryReturn
from desktop.rules.ids import new_id
from desktop.rules.money import Figure
from desktop.rules.terms import PaymentState, Role
from desktop.services import approving
from desktop.services.accounting import proofs, returns, undoing
from desktop.services.accounting.return_rows import ReturnRow
from desktop.services.accounting.returns import NewReturn
from desktop.services.desk import Desk
from desktop.services.money import drafting, payments, settling, stepping_back
from desktop.services.money.decrees import NewDecree
from desktop.services.money.rows import PaymentFilters
from desktop.services.money.settling import Outcome
from desktop.store import photos
from tests import offices
from tests.services.money.walk import FIRST, faults, on_later_day, opened, pay_list

P = PaymentState
STS = "STS-0117/DINSOS/2019"


def ids(desk: Desk, state: PaymentState | None = None) -> list[UUID]:
    with desk.read() as session:
        statement = select(Payment.id).order_by(Payment.id)
        return list(session.scalars(statement.where(Payment.state == state) if state else statement))


def new(desk: Desk, *payments: UUID, number: str = STS, **more: object) -> NewReturn:
    return NewReturn(number, desk.today(), payments or None, **more)  # type: ignore[arg-type]


def made(desk: Desk, *payments: UUID, number: str = STS) -> ReturnRow:
    return returns.make(desk, FIRST, new(desk, *payments, number=number)).value


def refusal(work: object, *args: object) -> Refused:
    with pytest.raises(Refused) as refused:
        work(*args)  # type: ignore[operator]
    return refused.value


def test_all_that_is_unpaid_goes_back_under_one_sts(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 5)
    settling.settle(operator, FIRST, [Outcome(one, P.PAID, operator.today()) for one in ids(operator)[:3]])
    row = returns.make(operator, FIRST, new(operator, reason="tidak hadir")).value
    assert (row.sts_number, row.figure, row.on) == (STS, Figure(2, 2_000_000), operator.today())
    assert (row.made_by, row.confirmed_by, row.waits, row.mine) == ("Si Operator", "", True, True)
    with operator.read() as session:
        back = session.scalars(select(Payment).where(Payment.state == P.RETURNED)).all()
    assert {(one.sts_number, one.reason, one.settled_on) for one in back} == {(STS, "tidak hadir", operator.today())}
    assert len(back) == 2
    assert faults(operator) == []


def test_chosen_payments_join_an_sts_until_it_is_confirmed(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 4)
    one, two, three, four = ids(operator)
    first = made(operator, one)
    joined = made(operator, two, three, number=f"  {STS} ")
    assert (joined.id, joined.figure) == (first.id, Figure(3, 3_000_000))
    confirmed = returns.confirm(supervisor, joined.id or new_id()).value
    assert (confirmed.confirmed_by, confirmed.waits) == ("Si Supervisor", False)
    refused = refusal(made, operator, four)
    assert (refused.code, refused.values["number"]) == ("returns.confirmed", STS)
    assert ids(operator, P.UNPAID) == [four], "the refusal kept everything as it was"
    other = made(operator, four, number="STS-0118/DINSOS/2019")
    assert [row.sts_number for row in returns.listing(auditor(operator), FIRST)] == [STS, other.sts_number]
    assert faults(operator) == []


def auditor(desk: Desk) -> Desk:
    return offices.same_office_as(desk, Role.AUDITOR)


def test_settling_makes_the_same_return(operator: Desk, supervisor: Desk) -> None:
    """There is one truth, whichever way the money was said to be back."""
    opened(operator, supervisor, 3)
    one, two, three = ids(operator)
    today = operator.today()
    settling.settle(
        operator, FIRST, [Outcome(one, P.RETURNED, today, "", "A"), Outcome(two, P.RETURNED, today, "", "B")]
    )
    settling.settle(operator, FIRST, [Outcome(three, P.RETURNED, today, "", "A")])
    found = {row.sts_number: row.figure.families for row in returns.listing(operator, FIRST)}
    assert found == {"A": 2, "B": 1}
    settling.settle(operator, FIRST, [Outcome(three, P.RETURNED, today, "", "B")])
    found = {row.sts_number: row.figure.families for row in returns.listing(operator, FIRST)}
    assert found == {"A": 1, "B": 2}, "a corrected number moves the money from one return to the other"
    assert faults(operator) == []


def test_money_does_not_leave_a_confirmed_return(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 1)
    (one,) = ids(operator)
    returns.confirm(supervisor, made(operator, one).id or new_id())
    moved = [Outcome(one, P.RETURNED, operator.today(), "", "B")]
    assert refusal(settling.settle, operator, FIRST, moved).code == "returns.confirmed"
    assert [row.sts_number for row in returns.listing(operator, FIRST)] == [STS]


def test_the_same_settlement_twice_leaves_a_confirmed_return_alone(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 1)
    (one,) = ids(operator)
    returns.confirm(supervisor, made(operator, one).id or new_id())
    same = [Outcome(one, P.RETURNED, operator.today(), "", STS)]
    assert settling.settle(operator, FIRST, same).value.changed == 0


def test_who_made_a_return_does_not_confirm_it(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 1)
    row = made(operator)
    both = Desk(operator.office, supervisor.person)
    with operator.write("test.role") as unit:
        unit.session.get_one(TreasuryReturn, row.id).made_by = supervisor.person.id
    assert refusal(returns.confirm, both, row.id).code == "role.same_person"
    assert refusal(returns.confirm, operator, row.id).code == "role.not_allowed"
    assert returns.listing(operator)[0].confirmed_at is None


def test_a_return_is_confirmed_once(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 1)
    row = made(operator)
    returns.confirm(supervisor, row.id or new_id())
    assert refusal(returns.confirm, supervisor, row.id).code == "returns.confirmed"
    assert refusal(undoing.take_back, operator, row.id, "salah").code == "returns.confirmed"
    assert refusal(returns.confirm, supervisor, new_id()).code == "returns.unknown"


def test_a_return_is_taken_back_with_a_reason(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    one, *_ = ids(operator)
    settling.settle(operator, FIRST, [Outcome(one, P.PAID, operator.today())])
    row = made(operator)
    assert refusal(undoing.take_back, operator, row.id, "  ").code == "money.no_reason"
    after = undoing.take_back(operator, row.id or new_id(), "salah nomor STS").value
    assert (after.taken_back, after.waits, after.figure) == (True, False, Figure())
    with operator.read() as session:
        back = session.scalars(select(Payment).where(Payment.state == P.UNPAID)).all()
        lines = session.scalars(select(AuditLine).where(AuditLine.action == "return.take_back")).all()
    assert {(one.reason, one.sts_number, one.settled_on) for one in back} == {("salah nomor STS", None, None)}
    assert len(back) == 2
    assert any("salah nomor STS" in (line.detail or "") for line in lines), "why stands in the log"
    assert refusal(returns.confirm, supervisor, row.id).code == "returns.taken_back"
    again = made(operator)
    assert (again.id, again.figure) == (row.id, Figure(2, 2_000_000)), "the number may be used after all"
    assert faults(operator) == []


def test_money_goes_back_under_one_sts_only(operator: Desk, supervisor: Desk) -> None:
    """Another number is no way to move it: the return would be confirmed with less than its paper says."""
    opened(operator, supervisor, 3)
    one, two, three = ids(operator)
    first = made(operator, one, two)
    assert made(operator, two, three).figure == Figure(3, 3_000_000), "the same number takes more families"
    with pytest.raises(Refused) as refused:
        made(operator, two, number="STS-0118/DINSOS/2019")
    assert (refused.value.code, refused.value.values["number"]) == ("returns.returned_already", STS)
    (kept,) = returns.listing(operator, FIRST)
    assert (kept.id, kept.figure) == (first.id, Figure(3, 3_000_000))
    undoing.take_back(operator, first.id or new_id(), "salah nomor STS")
    assert made(operator, two, number="STS-0118/DINSOS/2019").figure == Figure(1, 1_000_000)
    assert faults(operator) == []


@pytest.mark.parametrize("declined", [True, False])
def test_what_was_undone_is_not_undone_again(operator: Desk, supervisor: Desk, declined: bool) -> None:
    """The operator's word does not cover the second person's."""
    opened(operator, supervisor, 1)
    id_ = made(operator).id or new_id()
    before = undoing.decline(supervisor, id_, "x").value if declined else undoing.take_back(operator, id_, "x").value
    code = "returns.declined" if declined else "returns.taken_back"
    assert refusal(undoing.take_back, operator, id_, "lain").code == code
    assert refusal(undoing.decline, supervisor, id_, "lain").code == code
    assert refusal(returns.confirm, supervisor, id_).code == code
    assert returns.listing(operator, FIRST)[0].undone == before.undone


@pytest.mark.parametrize("typed", ["sts 0117 / Dinsos", "STS  0117 /  DINSOS", " STS 0117 / DINSOS\t"])
def test_one_sts_is_one_return_however_it_is_typed(operator: Desk, supervisor: Desk, typed: str) -> None:
    opened(operator, supervisor, 3)
    one, two, three = ids(operator)
    first = made(operator, one, number="STS 0117 / DINSOS")
    joined = made(operator, two, number=typed)
    assert (joined.id, joined.sts_number, joined.figure.families) == (first.id, "STS 0117 / DINSOS", 2)
    settling.settle(operator, FIRST, [Outcome(three, P.RETURNED, operator.today(), "", typed)])
    assert [row.figure.families for row in returns.listing(operator, FIRST)] == [3]
    assert faults(operator) == []


def test_two_spellings_in_one_table_are_one_sts(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 2)
    one, two = ids(operator)
    rows = [
        Outcome(one, P.RETURNED, operator.today(), "", "Sts 1"),
        Outcome(two, P.RETURNED, operator.today(), "", "STS  1"),
    ]
    settling.settle(operator, FIRST, rows)
    assert [(row.sts_number, row.figure.families) for row in returns.listing(operator, FIRST)] == [("Sts 1", 2)]


def test_one_sts_has_one_day(operator: Desk, supervisor: Desk) -> None:
    """The second person confirms a paper, which has one date."""
    opened(operator, supervisor, 3)
    one, two, three = ids(operator)
    first = operator.today()
    made(operator, one)
    later = on_later_day(operator, 2)
    refused = refusal(returns.make, later, FIRST, new(later, two))
    assert (refused.code, refused.values["number"]) == ("returns.two_days", STS)
    assert (refused.values["first"], refused.values["last"]) == (first, later.today())
    returns.make(later, FIRST, NewReturn(STS, first, (two,)))
    assert returns.make(later, FIRST, new(later, three, number="STS-2")).value.on == later.today()
    rows = {row.sts_number: (row.on, row.figure.families) for row in returns.listing(later, FIRST)}
    assert rows == {STS: (first, 2), "STS-2": (later.today(), 1)}


def test_a_number_that_cannot_be_kept_whole_is_refused(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 1)
    refused = refusal(returns.make, operator, FIRST, NewReturn("9" * 81, operator.today()))
    assert (refused.code, refused.values) == ("money.sts_long", {"number": "9" * 80, "longest": 80})
    assert returns.make(operator, FIRST, NewReturn("9" * 80, operator.today())).value.sts_number == "9" * 80


def test_spellings_an_older_program_kept_apart_stay_apart(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    one, two, three = ids(operator)
    upper = made(operator, one, number="STS-1")
    lower = made(operator, two, number="STS-2")
    with operator.write("test.older") as unit:
        unit.connection.execute(text("UPDATE payment SET sts_number = 'sts-1' WHERE sts_number = 'STS-2'"))
        unit.connection.execute(text("UPDATE treasury_return SET sts_number = 'sts-1' WHERE sts_number = 'STS-2'"))
    assert upper.id != lower.id
    assert made(operator, three, number="sts-1").id == lower.id
    assert faults(operator) == []


def test_a_return_that_a_later_list_rests_on_stays(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 2)
    row = made(operator)
    with operator.read() as session:
        enrolment = session.scalars(select(Payment.enrolment_id)).first()
    assert enrolment is not None
    later = type(FIRST)(FIRST.programme, FIRST.year, FIRST.number, 1)
    returns.confirm(supervisor, row.id or new_id())
    drafting.create(operator, later, NewDecree("SK-2", date(2019, 5, 1)), again={enrolment})
    with operator.write("test.older") as unit:
        kept = unit.session.scalars(select(TreasuryReturn)).one()
        kept.confirmed_by = kept.confirmed_at = None
    refused = refusal(undoing.take_back, operator, row.id, "salah")
    assert (refused.code, refused.values["number"]) == ("returns.listed_again", STS)


def test_nothing_unpaid_means_nothing_to_return(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 1)
    settling.settle_rest(operator, FIRST, P.PAID, operator.today())
    assert refusal(made, operator).code == "returns.nothing"
    assert returns.listing(operator, FIRST) == ()


@pytest.mark.parametrize(
    ("number", "days", "code"),
    [("  ", 0, "money.no_sts"), (STS, 1, "money.settled_day"), (STS, -1, "money.settled_early")],
)
def test_a_return_needs_a_number_and_a_day(operator: Desk, supervisor: Desk, number: str, days: int, code: str) -> None:
    opened(operator, supervisor, 1)
    bad = NewReturn(number, operator.today() + timedelta(days=days))
    assert refusal(returns.make, operator, FIRST, bad).code == code
    assert returns.listing(operator, FIRST) == ()


def test_a_photograph_of_the_paper_is_sealed_and_proved(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    opened(operator, supervisor, 1)
    paper = tmp_path / "bukti setor.png"
    Image.effect_noise((300, 400), 40).save(paper)
    row = returns.make(operator, FIRST, new(operator, proof=paper)).value
    assert row.proof_name == "bukti setor.png"
    shown = returns.look_at_proof(supervisor, row.id or new_id())
    with Image.open(BytesIO(shown)) as image:
        assert (image.format, image.size) == ("JPEG", (300, 400))
    (sealed,) = photos.folder_of(operator.office.folder).iterdir()
    assert b"JFIF" not in sealed.read_bytes()
    assert photo_faults(operator) == []
    sealed.unlink()
    assert photo_faults(operator) == ["photos.gone"]


def photo_faults(desk: Desk) -> list[str]:
    with desk.read() as session:
        return [fault.code for fault in photos.faults(session.connection(), desk.office.folder)]


def test_a_pdf_is_kept_as_it_is_and_may_be_replaced(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    opened(operator, supervisor, 1)
    row = made(operator)
    assert refusal(returns.look_at_proof, operator, row.id).code == "returns.no_proof"
    for content in (b"%PDF-1.7 satu", b"%PDF-1.7 dua"):
        paper = tmp_path / "bukti.pdf"
        paper.write_bytes(content)
        assert returns.add_proof(operator, row.id or new_id(), paper).value.proof_name == "bukti.pdf"
        assert returns.look_at_proof(operator, row.id or new_id()) == content
    returns.confirm(supervisor, row.id or new_id())
    assert refusal(returns.add_proof, operator, row.id, paper).code == "returns.confirmed"


def test_a_proof_is_seen_as_pages_and_the_look_stands_in_the_log(
    operator: Desk, supervisor: Desk, tmp_path: Path
) -> None:
    opened(operator, supervisor, 1)
    photo, damaged = tmp_path / "bukti.png", tmp_path / "bukti.pdf"
    Image.effect_noise((300, 450), 40).save(photo)
    damaged.write_bytes(b"%PDF-1.7 rusak")
    row = returns.make(operator, FIRST, new(operator, proof=photo)).value
    (size,) = returns.proof_on_paper(supervisor, row.id or new_id()).sizes
    assert size.height == pytest.approx(size.width * 1.5, abs=1)
    returns.add_proof(operator, row.id or new_id(), damaged)
    assert refusal(returns.proof_on_paper, supervisor, row.id).code == "paper.unreadable"
    with operator.read() as session:
        looks = session.scalars(select(AuditLine).where(AuditLine.action == "return.open")).all()
    assert [(line.actor, line.record) for line in looks] == [("supervisor", str(row.id))] * 2


def test_what_is_no_paper_is_refused_before_anything_is_written(
    operator: Desk, supervisor: Desk, tmp_path: Path
) -> None:
    opened(operator, supervisor, 1)
    large, odd = tmp_path / "besar.pdf", tmp_path / "catatan.txt"
    large.write_bytes(b"%PDF-" + bytes(proofs.MOST_MB * 1_000_000))
    odd.write_text("STS")
    picture = tmp_path / "besar.jpg"
    with picture.open("wb") as file:
        file.truncate((proofs.PICTURE_MB + 1) * 2**20)
    refused = refusal(returns.make, operator, FIRST, new(operator, proof=picture))
    assert (refused.code, refused.values["most"]) == ("returns.proof_large", proofs.PICTURE_MB)
    assert refusal(returns.make, operator, FIRST, new(operator, proof=large)).code == "returns.proof_large"
    assert refusal(returns.make, operator, FIRST, new(operator, proof=odd)).code == "returns.proof_unreadable"
    assert ids(operator, P.RETURNED) == []


def older(desk: Desk) -> None:
    """An office of the program before: returned payments that have only a number."""
    with desk.write("test.older") as unit:
        statement = "UPDATE payment SET state = 'returned', sts_number = :number, settled_on = '2019-06-01'"
        unit.connection.execute(text(statement), {"number": STS})


def test_older_returns_are_seen_and_nothing_false_is_said(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 2)
    older(operator)
    assert faults(operator) == []
    (row,) = returns.listing(operator, FIRST)
    assert (row.id, row.sts_number, row.figure, row.waits) == (None, STS, Figure(2, 2_000_000), False)
    assert returns.complete(operator, FIRST).value == 1
    assert returns.complete(operator, FIRST).value == 0
    (row,) = returns.listing(operator, FIRST)
    assert (row.waits, row.on, row.figure) == (True, date(2019, 6, 1), Figure(2, 2_000_000))
    assert faults(operator) == []


DECLINED = "families = 0, rupiah = 0, declined_by = made_by, declined_at = made_at"
MEDDLING = (
    ("UPDATE treasury_return SET rupiah = rupiah - 1", "returns.fault_sum"),
    ("UPDATE treasury_return SET sts_number = 'X'", "returns.fault_sum"),
    ("UPDATE payment SET sts_number = 'X' WHERE id = (SELECT min(id) FROM payment)", "returns.fault_sum"),
    ("UPDATE treasury_return SET confirmed_by = made_by", "returns.fault_same_person"),
    (f"UPDATE treasury_return SET {DECLINED}", "returns.fault_same_declined"),
)


@pytest.mark.parametrize(("statement", "expected"), MEDDLING)
def test_meddling_with_returns_is_found(operator: Desk, supervisor: Desk, statement: str, expected: str) -> None:
    opened(operator, supervisor, 2)
    made(operator)
    with operator.write("test.meddle") as unit:
        if DECLINED in statement:
            unit.connection.execute(text("UPDATE payment SET state = 'unpaid', sts_number = NULL, settled_on = NULL"))
        unit.connection.execute(text(statement))
    assert set(faults(operator)) == {expected}


def test_who_declined_once_may_make_it_again_another_day(operator: Desk, supervisor: Desk) -> None:
    """A supervisor who became an operator: nothing is wrong while somebody else confirms, or he takes it back."""
    opened(operator, supervisor, 1)
    id_ = made(operator).id or new_id()
    undoing.decline(supervisor, id_, "tidak ada di kas")
    made(operator)
    with operator.write("test.role") as unit:
        unit.session.get_one(TreasuryReturn, id_).made_by = supervisor.person.id
    assert faults(operator) == []
    undoing.take_back(operator, id_, "salah")
    assert faults(operator) == []


def test_closing_asks_nothing_of_returns_and_locking_wants_them_confirmed(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    row = made(operator)
    approving.close(supervisor, FIRST)
    refused = refusal(approving.lock, supervisor, FIRST)
    assert (refused.code, refused.values["families"]) == ("returns.lock_unconfirmed", 3)
    returns.confirm(supervisor, row.id or new_id())
    approving.lock(supervisor, FIRST)
    assert pay_list(operator).state == "locked"
    assert faults(operator) == []


@pytest.mark.parametrize("days", [None, 92])
def test_unpaid_money_that_the_programme_wants_back_keeps_a_list_open(
    operator: Desk, supervisor: Desk, days: int | None
) -> None:
    opened(operator, supervisor, 2)
    with operator.write("test.days") as unit:
        statement = "UPDATE programme_year SET rules = json_set(rules, '$.uncashed_days', :days)"
        unit.connection.execute(text(statement), {"days": days})
    approving.close(supervisor, FIRST)
    if days is None:
        approving.lock(supervisor, FIRST)
        assert pay_list(operator).state == "locked"
        return
    refused = refusal(approving.lock, supervisor, FIRST)
    assert (refused.code, refused.values["rupiah"], refused.values["days"]) == (
        "returns.lock_unpaid",
        "Rp2.000.000",
        92,
    )


def test_a_locked_list_gives_nothing_back(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 1)
    older(operator)
    returns.complete(operator, FIRST)
    (row,) = returns.listing(operator, FIRST)
    with operator.write("test.lock") as unit:
        unit.connection.execute(text("UPDATE pay_list SET state = 'locked'"))
    assert refusal(undoing.take_back, operator, row.id, "salah").code == "returns.locked"


def test_a_pay_out_opened_again_keeps_its_unconfirmed_return(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 2)
    made(operator, ids(operator)[0])
    approving.close(supervisor, FIRST)
    stepping_back.ask(operator, FIRST, "keluarga datang terlambat")
    stepping_back.grant(supervisor, FIRST)
    settling.settle_rest(operator, FIRST, P.PAID, operator.today())
    (row,) = returns.listing(operator, FIRST)
    assert row.figure == Figure(1, 1_000_000)
    assert faults(operator) == []


def test_a_second_person_declines_with_a_reason_and_the_money_is_unpaid_again(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 2)
    row = made(operator)
    id_ = row.id or new_id()
    assert refusal(undoing.decline, operator, id_, "x").code == "role.not_allowed"
    assert refusal(undoing.decline, supervisor, id_, " ").code == "money.no_reason"
    after = undoing.decline(supervisor, id_, "tidak ada di rekening kas").value
    assert (after.taken_back, after.waits, after.made_by) == (True, False, "Si Operator")
    assert after.undone is not None
    assert (after.undone.by, after.undone.reason, after.undone.declined) == (
        "Si Supervisor", "tidak ada di rekening kas", True,
    )  # fmt: skip
    assert len(ids(operator, P.UNPAID)) == 2
    assert returns.listing(operator, FIRST) == (replace(after, mine=True),), "who made it reads why"
    assert refusal(undoing.decline, supervisor, id_, "lagi").code == "returns.declined"
    assert faults(operator) == []


def test_nobody_declines_his_own_return_nor_one_that_is_confirmed(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 2)
    row = made(operator)
    with operator.write("test.role") as unit:
        unit.session.get_one(TreasuryReturn, row.id).made_by = supervisor.person.id
    assert refusal(undoing.decline, supervisor, row.id, "salah").code == "role.same_person"
    with operator.write("test.role") as unit:
        unit.session.get_one(TreasuryReturn, row.id).made_by = operator.person.id
    returns.confirm(supervisor, row.id or new_id())
    assert refusal(undoing.decline, supervisor, row.id, "salah").code == "returns.confirmed"


def test_why_a_return_was_taken_back_is_forgotten_once_its_number_serves_again(
    operator: Desk, supervisor: Desk
) -> None:
    opened(operator, supervisor, 2)
    row = made(operator)
    undone = undoing.take_back(operator, row.id or new_id(), "salah nomor").value.undone
    assert undone is not None
    assert (undone.by, undone.reason, undone.declined) == ("Si Operator", "salah nomor", False)
    assert undone.at <= operator.now()
    again = made(operator)
    assert (again.undone, again.taken_back) == (None, False)
    assert again.before == undone, "it is told as what was before"


def test_the_decision_to_decline_stays_beside_the_return_made_again(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 2)
    id_ = made(operator).id or new_id()
    declined = undoing.decline(supervisor, id_, " tidak ada di rekening kas ").value.undone
    with operator.read() as session:
        row = session.get_one(TreasuryReturn, id_)
        kept = (row.declined_by, row.declined_for, row.taken_back_by, row.taken_back_at, row.taken_back_for)
    assert kept == (supervisor.person.id, "tidak ada di rekening kas", None, None, None)
    again = made(operator)
    assert (again.id, again.before) == (id_, declined)
    assert returns.confirm(supervisor, id_).value.before == declined
    assert faults(operator) == []


def test_the_last_of_several_decisions_is_told(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 1)
    id_ = made(operator).id or new_id()
    undoing.decline(supervisor, id_, "tidak ada di kas")
    made(operator)
    taken_back = undoing.take_back(operator, id_, "salah tahun").value
    assert taken_back.undone is not None
    assert (taken_back.undone.by, taken_back.undone.reason, taken_back.before) == ("Si Operator", "salah tahun", None)
    made(operator)
    again = undoing.decline(supervisor, id_, "masih tidak ada").value
    assert again.undone is not None
    assert (again.undone.declined, again.undone.reason) == (True, "masih tidak ada")
    assert faults(operator) == []


@pytest.mark.parametrize("declined", [True, False])
def test_what_an_older_program_told_the_log_only_is_read_there(
    operator: Desk, supervisor: Desk, declined: bool
) -> None:
    """It had no columns for it; which of the two it was is the action of the line."""
    opened(operator, supervisor, 1)
    id_ = made(operator).id or new_id()
    before = undoing.decline(supervisor, id_, "x").value if declined else undoing.take_back(operator, id_, "x").value
    with operator.write("test.older") as unit:
        names = (f"{what}_{which} = NULL" for what in ("declined", "taken_back") for which in ("by", "at", "for"))
        unit.connection.execute(text(f"UPDATE treasury_return SET {', '.join(names)}"))
    (after,) = returns.listing(operator, FIRST)
    assert before.undone is not None
    assert after.undone is not None
    assert (after.undone.declined, after.undone.reason, after.undone.by) == (declined, "x", before.undone.by)
    assert made(operator).before is None


def test_the_account_is_kept_as_the_sts_says_it(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    one, two, three = ids(operator)
    assert returns.usual_account(operator) == ""
    row = returns.make(operator, FIRST, new(operator, one, account="  RKUD  0012 ")).value
    assert row.account == "RKUD 0012"
    assert made(operator, two).account == "RKUD 0012", "whoever adds a family does not take the account away"
    assert returns.make(operator, FIRST, new(operator, three, account="RKUD 0013")).value.account == "RKUD 0013"
    assert returns.usual_account(supervisor) == "RKUD 0013"
    long = refusal(returns.name_account, operator, row.id or new_id(), "9" * 61)
    assert (long.code, long.values["longest"]) == ("returns.account_long", 60)
    assert returns.name_account(operator, row.id or new_id(), "9" * 60).value.account == "9" * 60
    assert faults(operator) == []


def test_an_account_is_named_until_the_return_is_confirmed(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 1)
    id_ = made(operator).id or new_id()
    assert refusal(returns.name_account, operator, id_, "  ").code == "returns.no_account"
    assert refusal(returns.name_account, operator, new_id(), "1").code == "returns.unknown"
    assert refusal(returns.name_account, supervisor, id_, "1").code == "role.not_allowed"
    returns.name_account(operator, id_, "RKUD 1")
    assert returns.confirm(supervisor, id_).value.account == "RKUD 1"
    assert refusal(returns.name_account, operator, id_, "2").code == "returns.confirmed"
    with operator.read() as session:
        lines = session.scalars(select(AuditLine.record).where(AuditLine.action == "return.account")).all()
    assert lines == [str(id_)]


def test_the_newest_account_is_the_usual_one(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    for number, (payment, account) in enumerate(zip(ids(operator), ("A", "B", ""), strict=True)):
        returns.make(operator, FIRST, new(operator, payment, number=f"STS-{number}", account=account))
    assert returns.usual_account(operator) == "B"


def test_a_return_undone_by_an_older_program_says_no_reason(operator: Desk, supervisor: Desk) -> None:
    """Its line of the log did not name the return."""
    opened(operator, supervisor, 1)
    row = made(operator)
    with operator.write("return.take_back") as unit:
        unit.connection.execute(text("UPDATE payment SET state = 'unpaid', sts_number = NULL, settled_on = NULL"))
        unit.connection.execute(text("UPDATE treasury_return SET families = 0, rupiah = 0"))
        unit.journal.note(number=row.sts_number, reason="salah")
    (after,) = returns.listing(operator, FIRST)
    assert (after.taken_back, after.undone) == (True, None)


def test_the_families_of_a_return_are_found_by_its_number(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 4)
    one, two, *_ = ids(operator)
    made(operator, one, two)
    page = payments.payments(operator, FIRST, PaymentFilters(sts_number=STS))
    assert {row.id for row in page.rows} == {one, two}
    assert payments.count(operator, FIRST, PaymentFilters(sts_number="lain")) == 0
