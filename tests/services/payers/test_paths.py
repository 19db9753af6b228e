"""Which payment goes by which path, where it could go, and why one stays where it is."""

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Payment, PaymentRoute
from desktop.rules.payout_paths import MoneyPath
from desktop.rules.terms import PaymentState
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import drafting
from desktop.services.payers import answers, files, paths, routes
from desktop.services.payers.paths import PathCount, PathRow
from desktop.services.payers.routes import NewPath, RouteFilters
from tests import families
from tests.services.money import walk
from tests.services.money.walk import DECREE, FIRST
from tests.services.payers.answering import row, sent, written

TO_POST = NewPath(MoneyPath.POST, "Kantor Pos", "Rekening belum aktif")


def shown(desk: Desk, among: RouteFilters = routes.EVERYTHING) -> list[PathRow]:
    return list(paths.page(desk, FIRST, among).rows)


def test_every_payment_is_found_page_by_page(operator: Desk, supervisor: Desk) -> None:
    walk.approved(operator, supervisor, 7)
    first = paths.page(operator, FIRST, limit=4)
    assert first.following is not None
    rest = paths.page(operator, FIRST, limit=4, after=first.following)
    assert (len(first.rows), len(rest.rows), rest.following) == (4, 3, None)
    rows = [*first.rows, *rest.rows]
    assert len({one.id for one in rows}) == 7
    assert rows == shown(operator)
    assert {(one.path, one.payer, one.waits, one.stays) for one in rows} == {(MoneyPath.BANK, "BJB", False, "")}
    assert paths.count(operator, FIRST) == PathCount(7, 7)


def test_payments_are_found_by_name_number_village_and_payer(operator: Desk, supervisor: Desk) -> None:
    walk.approved(operator, supervisor, 5)
    one = shown(operator)[2]
    with operator.read() as session:
        payment = session.get_one(Payment, one.id)
        account = session.scalars(select(PaymentRoute.number).where(PaymentRoute.payment_id == one.id)).one()
    for text in (one.card, one.card.lower(), payment.caretaker_nik, payment.no_kk, account):
        assert [found.id for found in shown(operator, RouteFilters(text=str(text)))] == [one.id]
    named = shown(operator, RouteFilters(text=one.name[1:].lower()))
    assert one.id in {found.id for found in named}
    assert {found.name for found in named} == {one.name}
    assert shown(operator, RouteFilters(text="%")) == []
    (village, *_) = [code for code, _ in paths.targets(operator, FIRST).villages]
    here = shown(operator, RouteFilters(village=village))
    assert 0 < len(here) <= 5
    assert paths.count(operator, FIRST, RouteFilters(village=village)).found == len(here)
    assert shown(operator, RouteFilters(village="99.99.99.9999")) == []
    assert len(shown(operator, RouteFilters(path=MoneyPath.BANK, payer="BJB"))) == 5
    assert shown(operator, RouteFilters(path=MoneyPath.POST, payer="Kantor Pos")) == []


def test_where_payments_can_go_is_named_once(operator: Desk, supervisor: Desk) -> None:
    walk.approved(operator, supervisor, 2)
    routes.move(operator, FIRST, NewPath(MoneyPath.BANK, "BRI", "x", [shown(operator)[0].id]))
    found = paths.targets(operator, FIRST)
    names = [payer for _, payer in found.payers]
    assert {"BJB", "BRI", "Bank Banten", "Kantor Pos"} <= set(names)
    assert len(names) == len(set(names))
    assert found.payers[-2:] == ((MoneyPath.POST, "Kantor Pos"), (MoneyPath.CASH, ""))
    for path, payer in found.payers:
        routes.foresee(operator, FIRST, NewPath(path, payer))


def test_only_what_was_found_is_moved(operator: Desk, supervisor: Desk) -> None:
    families.add(operator, 4, bank="bjb")
    families.add(operator, 2, start=4)
    drafting.create(operator, FIRST, DECREE)
    approving.approve(supervisor, FIRST)
    assert [one.waits for one in shown(operator)].count(True) == 2
    one = shown(operator)[0]
    wish = NewPath(MoneyPath.POST, "Kantor Pos", "Atas permintaan", among=RouteFilters(text=one.card), expected=1)
    seen = routes.foresee(operator, FIRST, wish)
    assert (seen.moved, seen.same, seen.rupiah) == (1, 0, 1_000_000)
    assert routes.move(operator, FIRST, wish).value == seen
    assert [one.id] == [found.id for found in shown(operator) if found.path is MoneyPath.POST]
    assert routes.foresee(operator, FIRST, NewPath(MoneyPath.BANK, "BRI")).without_account == 6


def test_what_changed_since_it_was_seen_is_not_moved(operator: Desk, supervisor: Desk) -> None:
    walk.approved(operator, supervisor, 3)
    with pytest.raises(Refused) as refused:
        routes.move(operator, FIRST, NewPath(MoneyPath.POST, "Kantor Pos", "x", expected=4))
    assert (refused.value.code, refused.value.values) == ("payers.others_now", {"seen": 4, "now": 3})
    assert {one.path for one in shown(operator)} == {MoneyPath.BANK}


def test_what_stays_says_why(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    paid, idle, failed, _ = sent(operator, supervisor, tmp_path)
    said = [row(operator, paid), row(operator, idle, "Tidak transaksi"), row(operator, failed, "Gagal", "Nama beda")]
    answers.accept(operator, answers.preview(operator, FIRST, written(tmp_path / "hasil.csv", said), "BJB"))
    with operator.write("test.hold") as unit:
        open_one = unit.session.scalars(
            select(Payment).join(PaymentRoute).where(PaymentRoute.number.not_in([paid, idle, failed]))
        ).one()
        open_one.caretaker_name = "ZUBAIDAH"
    found = {one.name if one.name == "ZUBAIDAH" else one.stays: one for one in shown(operator)}
    assert (found["ZUBAIDAH"].stays, found["ZUBAIDAH"].file) == ("payers.stays_sent", 1)
    assert set(found) == {"ZUBAIDAH", "payers.stays_paid", "payers.stays_idle", ""}
    assert paths.count(operator, FIRST) == PathCount(4, 1)
    assert routes.foresee(operator, FIRST, TO_POST).moved == 1, "only what failed"
    with pytest.raises(Refused) as refused:
        routes.move(operator, FIRST, NewPath(MoneyPath.POST, "Kantor Pos", "x", [found["payers.stays_idle"].id]))
    assert refused.value.code == "payers.not_movable"
    routes.move(operator, FIRST, TO_POST)
    files.make(operator, FIRST, "Kantor Pos", tmp_path / "pos.xlsx")
    (again,) = [one for one in shown(operator) if one.path is MoneyPath.POST]
    assert (again.stays, again.file) == ("payers.stays_sent", 2), "its newest file holds it"


@pytest.mark.parametrize("state", [PaymentState.WITHHELD, PaymentState.RETURNED])
def test_settled_money_stays(operator: Desk, supervisor: Desk, state: PaymentState) -> None:
    walk.approved(operator, supervisor, 2)
    with operator.write("test.state") as unit:
        unit.session.scalars(select(Payment).limit(1)).one().state = state
    assert Counter(one.stays for one in shown(operator)) == {f"payers.stays_{state}": 1, "": 1}


def test_after_the_pay_out_everything_stays(operator: Desk, supervisor: Desk) -> None:
    walk.opened(operator, supervisor, 2)
    approving.close(supervisor, FIRST)
    assert {one.stays for one in shown(operator)} == {"payers.stays_over"}
    assert paths.count(operator, FIRST) == PathCount(2, 0)
    with pytest.raises(Refused) as refused:
        routes.foresee(operator, FIRST, TO_POST)
    assert refused.value.code == "payers.not_now"


def test_before_there_is_a_list_there_is_nothing(operator: Desk, auditor: Desk) -> None:
    assert shown(auditor) == []
    assert paths.count(auditor, FIRST) == PathCount(0, 0)
    assert paths.targets(auditor, FIRST).payers == ()
    with pytest.raises(Refused) as refused:
        routes.foresee(auditor, FIRST, TO_POST)
    assert refused.value.code == "role.not_allowed"
