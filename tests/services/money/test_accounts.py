"""The open account of a family at the bank that pays it: which counts, which does not, and who has none."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.models import BankAccount, Enrolment, Payment, ProgrammeYear
from desktop.rules import programme
from desktop.rules.payout_paths import MoneyPath
from desktop.rules.programme_year import Channel
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import accounts, drafting, overview, receipts
from desktop.services.payers import routes
from desktop.services.payers.routes import NewPath
from tests import families
from tests.services.money.walk import DECREE, FIRST, pay_list

OPENED = date(2018, 1, 15)
Change = Callable[[BankAccount], None]


def year(desk: Desk, *channels: Channel) -> None:
    """Let the programme pay by these channels."""
    with desk.write("test.channels") as unit:
        kept = unit.session.get_one(ProgrammeYear, (FIRST.programme, FIRST.year))
        kept.rules = programme.to_json(replace(programme.from_json(kept.rules), channels=channels))


def account(desk: Desk, family: UUID, **values: Any) -> None:
    row = {"channel": "bjb", "number": "0123456789012", "holder_name": "SITI", "valid_from": OPENED, "valid_to": None}
    with desk.write("test.account") as unit:
        unit.session.add(BankAccount(household_id=family, **row | values))


def lacking(desk: Desk) -> int:
    drafting.create(desk, FIRST, DECREE)
    with desk.read() as session:
        return accounts.without_account(session, pay_list(desk).id)


def open_at(desk: Desk, family: UUID, payer: str = "BJB") -> str | None:
    with desk.read() as session:
        found = accounts.OpenAccounts(session.connection(), pay_list(desk).id).at(family, payer)
    return found.number if found else None


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({}, True),
        ({"channel": "bank_banten"}, False),
        ({"channel": "pos"}, False),
        ({"valid_to": OPENED + timedelta(days=9)}, False),
        ({"number": None}, False),
        ({"number": ""}, False),
        ({"holder_name": ""}, True),
    ],
)
def test_which_account_counts(operator: Desk, values: dict[str, Any], counts: bool) -> None:
    (family,) = families.add(operator, 1)
    account(operator, family, **values)
    assert lacking(operator) == (0 if counts else 1)


def test_of_two_at_one_bank_the_newest_counts(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    account(operator, family, number="111", valid_from=date(2019, 1, 1))
    account(operator, family, number="222", valid_from=date(2018, 1, 1))
    lacking(operator)
    assert open_at(operator, family) == "111"


@pytest.mark.parametrize("payer", ["BJB", "bjb", "Bank BJB", "PT Bank BJB (Persero) Tbk"])
def test_a_bank_is_known_by_any_of_its_names(operator: Desk, payer: str) -> None:
    (family,) = families.add(operator, 1, bank="bjb")
    lacking(operator)
    assert open_at(operator, family, payer) is not None
    assert open_at(operator, family, "Bank Banten") is None


def test_who_has_none_is_counted_in_the_warnings(operator: Desk) -> None:
    families.add(operator, 2, bank="bjb")
    families.add(operator, 3, start=2)
    made = drafting.create(operator, FIRST, DECREE).value
    assert {one.code: one.count for one in made.warnings} == {"money.no_account": 3}
    assert [one.count for one in overview.status(operator, FIRST).warnings] == [3]


@pytest.mark.parametrize("name", ["", "Tunai", "Kantor Pos"])
def test_where_no_bank_pays_nobody_lacks_an_account(operator: Desk, name: str) -> None:
    year(operator, *([Channel("36.01", name)] if name else []))
    families.add(operator, 2)
    assert lacking(operator) == 0


def test_the_nearest_channel_around_a_village_pays_there(operator: Desk) -> None:
    villages = families.villages(operator, 40)
    district = villages[0].rsplit(".", 1)[0]
    year(operator, Channel("36.01", "BJB"), Channel(district, "Kantor Pos"))
    other = next(code for code in villages if not code.startswith(f"{district}."))
    families.add(operator, 1, places=[villages[0]])
    families.add(operator, 2, start=1, places=[other])
    assert lacking(operator) == 2
    with operator.read() as session:
        kept = session.get_one(ProgrammeYear, (FIRST.programme, FIRST.year))
        channels = accounts.Channels(programme.from_json(kept.rules))
    assert channels.of(villages[0]) == (MoneyPath.POST, "Kantor Pos")
    assert channels.of(other) == (MoneyPath.BANK, "BJB")
    assert channels.of(None) == (MoneyPath.CASH, "")


def test_money_that_is_withheld_needs_no_account(operator: Desk, supervisor: Desk) -> None:
    families.add(operator, 2)
    drafting.create(operator, FIRST, DECREE)
    done = approving.approve(supervisor, FIRST).value
    receipts.void(supervisor, done.first, "Alamat keliru")
    with operator.read() as session:
        assert accounts.without_account(session, pay_list(operator).id) == 1


def test_only_the_families_asked_about_are_read(operator: Desk) -> None:
    families.add(operator, 3, bank="bjb")
    drafting.create(operator, FIRST, DECREE)
    with operator.read() as session:
        ids = session.scalars(select(Enrolment.household_id).join(Payment, Payment.enrolment_id == Enrolment.id)).all()
        some = accounts.OpenAccounts(session.connection(), pay_list(operator).id, ids[:1])
    assert [some.at(one, "BJB") is not None for one in ids] == [True, False, False]


def test_of_an_approved_list_the_paths_say_who_lacks_one(operator: Desk, supervisor: Desk) -> None:
    families.add(operator, 2, bank="bjb")
    families.add(operator, 3, start=2)
    drafting.create(operator, FIRST, DECREE)
    approving.approve(supervisor, FIRST)
    assert [one.count for one in overview.status(operator, FIRST).warnings] == [3]
    routes.move(operator, FIRST, NewPath(MoneyPath.POST, "Kantor Pos", "tanpa rekening", without_account=True))
    assert overview.status(operator, FIRST).warnings == (), "the post needs none"
    routes.move(operator, FIRST, NewPath(MoneyPath.BANK, "Bank Banten", "pindah bank"))
    assert [one.count for one in overview.status(operator, FIRST).warnings] == [5]
