"""The path a payment gets at its approval, and how a person moves it."""

from collections import Counter
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, BankAccount, Payment, PaymentRoute
from desktop.rules.payout_paths import MoneyPath
from desktop.rules.terms import PaymentState
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import drafting, overview, proving, stepping_back
from desktop.services.payers import routes
from desktop.services.payers.routes import NewPath
from tests import families
from tests.services.money import walk
from tests.services.money.walk import DECREE, FIRST

TO_POST = NewPath(MoneyPath.POST, "Kantor Pos", "Gagal cek rekening")


def paths(desk: Desk) -> list[PaymentRoute]:
    with desk.read() as session:
        return list(session.scalars(select(PaymentRoute).order_by(PaymentRoute.number, PaymentRoute.id)))


def close_account(desk: Desk, family: UUID) -> None:
    with desk.write("test.account") as unit:
        row = unit.session.scalars(select(BankAccount).where(BankAccount.household_id == family)).one()
        row.valid_to = date(2019, 2, 1)


def mixed(operator: Desk, supervisor: Desk) -> list[UUID]:
    """Four families with an account at the bank of their regency, two with none, one with one elsewhere."""
    families.add(operator, 4, bank="bjb")
    without = families.add(operator, 2, start=4)
    families.add(operator, 1, start=6, bank="bri")
    drafting.create(operator, FIRST, DECREE)
    approving.approve(supervisor, FIRST)
    return without


def payments(desk: Desk) -> dict[str, UUID]:
    with desk.read() as session:
        return {row.no_kk or "": row.id for row in session.scalars(select(Payment))}


def test_every_unpaid_payment_gets_the_path_of_its_regency(operator: Desk, supervisor: Desk) -> None:
    mixed(operator, supervisor)
    found = paths(operator)
    assert {(one.path, one.payer) for one in found} == {("bank", "BJB")}
    assert Counter(one.number is None for one in found) == {False: 4, True: 3}
    held = [one for one in found if one.number]
    assert [one.number for one in held] == [f"0071{number:09}" for number in range(4)]
    assert {one.holder for one in held} <= set(families.MOTHERS)
    assert {one.holder for one in found if not one.number} == {""}
    assert walk.faults(operator) == []


def test_families_without_an_account_are_counted_before_the_approval(operator: Desk, supervisor: Desk) -> None:
    families.add(operator, 3, bank="bjb")
    gone = families.add(operator, 2, start=3, bank="bjb")
    made = drafting.create(operator, FIRST, DECREE).value
    assert "money.no_account" not in {one.code for one in made.warnings}
    close_account(operator, gone[0])
    (warning,) = overview.status(supervisor, FIRST).warnings
    assert (warning.code, warning.count, warning.values) == ("money.no_account", 1, {"count": 1})
    approving.approve(supervisor, FIRST)
    assert [one.number for one in paths(operator)].count(None) == 1, "a warning, never a wall"


def test_the_newest_open_account_at_the_bank_counts(operator: Desk, supervisor: Desk) -> None:
    family = families.add(operator, 1, bank="bjb")[0]
    with operator.write("test.account") as unit:
        for channel, number, since, until in (
            ("bjb", "0071555", date(2019, 2, 2), None),
            ("bjb", "0071666", date(2019, 2, 3), date(2019, 2, 9)),
            ("bank_banten", "880011", date(2019, 3, 3), None),
        ):
            unit.session.add(
                BankAccount(household_id=family, channel=channel, number=number, valid_from=since, valid_to=until)
            )
    drafting.create(operator, FIRST, DECREE)
    approving.approve(supervisor, FIRST)
    (found,) = paths(operator)
    assert (found.number, found.holder) == ("0071555", "SITI AMINAH"), "no holder is written: the caretaker's name"


def test_withheld_money_has_no_path(operator: Desk, supervisor: Desk) -> None:
    walk.drafted(operator, 3)
    with operator.write("test.hold") as unit:
        payment = unit.session.scalars(select(Payment).limit(1)).one()
        payment.state, payment.reason = PaymentState.WITHHELD, "money.held_by_sanction"
    approving.approve(supervisor, FIRST)
    assert len(paths(operator)) == 2


def test_who_waits_for_an_account_is_moved_to_the_post(operator: Desk, supervisor: Desk) -> None:
    mixed(operator, supervisor)
    wish = NewPath(MoneyPath.POST, " Kantor  Pos ", "Gagal cek rekening", without_account=True)
    done = routes.move(operator, FIRST, wish)
    assert (done.value.moved, done.value.same, done.value.without_account) == (3, 0, 0)
    assert done.changes.touches("payment_route")
    found = paths(operator)
    assert Counter((one.path, one.payer, one.number is None) for one in found) == {
        ("bank", "BJB", False): 4,
        ("post", "Kantor Pos", True): 3,
    }
    with operator.read() as session:
        line = session.scalars(select(AuditLine).where(AuditLine.action == "payment_route.move")).all()[-1]
    assert "Gagal cek rekening" in (line.detail or "")
    with pytest.raises(Refused) as refused:
        routes.move(operator, FIRST, wish)
    assert refused.value.code == "payers.nothing_to_move"


def test_one_payment_is_moved_and_finds_the_account_of_the_other_bank(operator: Desk, supervisor: Desk) -> None:
    mixed(operator, supervisor)
    one = payments(operator)["3601010110090006"]
    done = routes.move(operator, FIRST, NewPath(MoneyPath.BANK, "BRI", "Rekening di BRI", [one, one])).value
    assert (done.moved, done.without_account) == (1, 0)
    (moved,) = [each for each in paths(operator) if each.payer == "BRI"]
    assert (moved.payment_id, moved.number) == (one, "0071000000006")


def test_moving_to_where_they_are_changes_nothing(operator: Desk, supervisor: Desk) -> None:
    walk.approved(operator, supervisor, 3)
    done = routes.move(operator, FIRST, NewPath(MoneyPath.BANK, "BJB", "Sama"))
    assert (done.value.moved, done.value.same) == (0, 3)
    assert not done.changes.touches("payment_route")


def test_cash_needs_no_payer_and_moves_all(operator: Desk, supervisor: Desk) -> None:
    walk.approved(operator, supervisor, 3)
    assert routes.move(operator, FIRST, NewPath(MoneyPath.CASH, "Tunai", "Bank tutup")).value.moved == 3
    assert {(one.path, one.payer, one.number, one.holder) for one in paths(operator)} == {("cash", "", None, "")}


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (NewPath(MoneyPath.POST, "Kantor Pos", "  "), "money.no_reason"),
        (NewPath(MoneyPath.CASH, "Bank Banten", "Alasan"), "payers.cash_payer"),
        (NewPath(MoneyPath.POST, "", "Alasan"), "payers.payer_name"),
        (NewPath(MoneyPath.POST, "BJB", "Alasan"), "payers.payer_name"),
        (NewPath(MoneyPath.BANK, "Kantor Pos", "Alasan"), "payers.payer_name"),
        (NewPath(MoneyPath.BANK, "B" * 61, "Alasan"), "payers.payer_name"),
    ],
)
def test_a_wish_that_says_too_little_is_refused(operator: Desk, supervisor: Desk, wish: NewPath, code: str) -> None:
    walk.approved(operator, supervisor, 1)
    before = [(one.path, one.payer) for one in paths(operator)]
    with pytest.raises(Refused) as refused:
        routes.move(operator, FIRST, wish)
    assert refused.value.code == code
    assert [(one.path, one.payer) for one in paths(operator)] == before


def test_a_draft_has_no_paths_to_move(operator: Desk) -> None:
    walk.drafted(operator, 2)
    with pytest.raises(Refused) as refused:
        routes.move(operator, FIRST, TO_POST)
    assert refused.value.code == "payers.not_now"


def test_a_payment_of_nobody_moves_none_of_those_named(operator: Desk, supervisor: Desk) -> None:
    walk.approved(operator, supervisor, 2)
    named = [*payments(operator).values(), UUID(int=7)]
    with pytest.raises(Refused) as refused:
        routes.move(operator, FIRST, NewPath(MoneyPath.POST, "Kantor Pos", "Alasan", named))
    assert (refused.value.code, refused.value.values["count"]) == ("payers.not_movable", 1)
    assert {one.path for one in paths(operator)} == {"bank"}


def test_a_list_approved_again_gets_its_paths_anew(operator: Desk, supervisor: Desk) -> None:
    """The same payments, the same routes: brought up to date, never a second one."""
    made = families.add(operator, 3, bank="bjb")
    drafting.create(operator, FIRST, DECREE)
    approving.approve(supervisor, FIRST)
    routes.move(operator, FIRST, TO_POST)
    close_account(operator, made[0])
    stepping_back.ask(operator, FIRST, "Salah SK")
    stepping_back.grant(supervisor, FIRST)
    ids = {one.id for one in paths(operator)}
    approving.approve(supervisor, FIRST)
    found = paths(operator)
    assert {one.id for one in found} == ids
    assert Counter((one.path, one.number is None) for one in found) == {("bank", False): 2, ("bank", True): 1}
    with operator.read() as session:
        assert list(proving.prove(session)) == []


def test_a_list_that_an_older_program_approved_gets_its_paths_by_hand(operator: Desk, supervisor: Desk) -> None:
    walk.approved(operator, supervisor, 3)
    with operator.write("test.older") as unit:
        unit.connection.execute(PaymentRoute.__table__.delete())
    assert paths(operator) == []
    done = routes.move(operator, FIRST, NewPath(MoneyPath.BANK, "BJB", "Daftar dari program lama")).value
    assert (done.moved, done.same, done.without_account) == (3, 0, 0)
    assert [one.number for one in paths(operator)] == [f"0071{number:09}" for number in range(3)]
