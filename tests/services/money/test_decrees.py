"""Decrees: entered with the list or after it, their own totals or the list's, one of the province left as it is."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Decree
from desktop.rules.money import Figure
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import decrees, drafting, overview, stepping_back
from desktop.services.money.decrees import NewDecree
from tests import families
from tests.services.money.walk import DECREE, FIRST, SECOND, approved, drafted, pay_list


def all_decrees(desk: Desk) -> list[Decree]:
    with desk.read() as session:
        return list(session.scalars(select(Decree).order_by(Decree.tranche, Decree.number, Decree.owner)))


def sent_by_the_province(desk: Desk, households: int) -> None:
    with desk.write("test.decree") as unit:
        decree = Decree(programme="jamsosratu", year=2019, tranche=1, number="1/Gub", on=date(2019, 2, 1))
        decree.owner, decree.households, decree.rupiah = "36", households, households * 1_000_000
        unit.session.add(decree)


def test_a_decree_is_entered_after_the_list(operator: Desk, supervisor: Desk) -> None:
    families.add(operator, 3)
    drafting.create(operator, FIRST)
    assert overview.status(operator, FIRST).decree is None
    done = decrees.enter(operator, FIRST, DECREE)
    assert done.changes.touches("decree", "pay_list")
    status = overview.status(operator, FIRST)
    assert status.decree == Figure(3, 3_000_000)
    assert (status.row.decree_number, status.row.decree_on) == (DECREE.number, DECREE.on)
    assert approving.approve(supervisor, FIRST).value.payable == Figure(3, 3_000_000)


def test_white_space_in_a_number_is_one_blank(operator: Desk) -> None:
    drafted(operator, 1)
    decrees.enter(operator, FIRST, NewDecree("  466 /\tKep.1 ", date(2019, 3, 5)))
    decrees.enter(operator, FIRST, NewDecree("466 / Kep.1"))
    assert [row.number for row in all_decrees(operator)] == ["466 / Kep.1", DECREE.number]


def test_its_totals_and_date_are_corrected_without_a_second_record(operator: Desk) -> None:
    drafted(operator, 2)
    decrees.enter(operator, FIRST, NewDecree(DECREE.number, date(2019, 4, 1), 5, 5_000_000))
    (row,) = all_decrees(operator)
    assert (row.on, row.households, row.rupiah) == (date(2019, 4, 1), 5, 5_000_000)
    assert overview.status(operator, FIRST).balance.not_listed == Figure(3, 3_000_000)


def test_a_decree_of_the_year_stands_once_for_each_tranche(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 2)
    drafting.create(operator, SECOND, DECREE)
    approving.approve(supervisor, SECOND)
    rows = all_decrees(operator)
    assert [(row.tranche, row.households, row.rupiah) for row in rows] == [(1, 2, 2_000_000), (2, 2, 1_500_000)]
    assert {row.number for row in rows} == {DECREE.number}


def test_the_provinces_decree_is_taken_and_not_changed(operator: Desk) -> None:
    sent_by_the_province(operator, 9)
    families.add(operator, 2)
    drafting.create(operator, FIRST, NewDecree("1/Gub", date(2020, 1, 1), 2, 2_000_000))
    (row,) = all_decrees(operator)
    assert (row.owner, row.on, row.households) == ("36", date(2019, 2, 1), 9)
    assert pay_list(operator).decree_id == row.id
    with pytest.raises(Refused) as refused:
        approving.check(operator, FIRST)
    assert refused.value.values["families"] == 7


def test_checking_may_bring_the_decree(operator: Desk, supervisor: Desk) -> None:
    families.add(operator, 2)
    drafting.create(operator, FIRST)
    approving.check(operator, FIRST, DECREE)
    assert approving.approve(supervisor, FIRST).value.payable.families == 2


def test_an_approved_list_keeps_its_decree(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 1)
    with pytest.raises(Refused) as refused:
        decrees.enter(operator, FIRST, NewDecree("9/2019", date(2019, 3, 5)))
    assert refused.value.code == "money.no_redraft"
    assert len(all_decrees(operator)) == 1


def test_entering_stands_in_the_log_and_is_the_operators(operator: Desk, supervisor: Desk) -> None:
    drafted(operator, 1)
    with pytest.raises(Refused) as refused:
        decrees.enter(supervisor, FIRST, DECREE)
    assert refused.value.code == "role.not_allowed"
    decrees.enter(operator, FIRST, NewDecree("9/2019", date(2019, 3, 5)))
    with operator.read() as session:
        lines = session.scalars(select(AuditLine).where(AuditLine.action == "decree.enter")).all()
    assert {line.kind for line in lines} == {"decree", "pay_list"}
    assert {line.actor for line in lines} == {"operator"}


def test_without_a_list_there_is_nothing_to_enter(operator: Desk) -> None:
    with pytest.raises(Refused) as refused:
        decrees.enter(operator, FIRST, DECREE)
    assert refused.value.code == "money.no_list"


@pytest.mark.parametrize(
    ("households", "rupiah"),
    [(-1, None), (0, None), (None, -5), (None, 0), (10**30, None), (3, 10**30), (None, 10**18)],
)
def test_totals_that_no_paper_bears_are_refused(operator: Desk, households: int | None, rupiah: int | None) -> None:
    drafted(operator, 2)
    new = replace(DECREE, households=households, rupiah=rupiah)
    for act in (decrees.enter, approving.check, drafting.create):
        with pytest.raises(Refused) as refused:
            act(operator, FIRST, new)
        assert refused.value.code == "money.decree_totals"
    assert [(one.households, one.rupiah) for one in all_decrees(operator)] == [(2, 2_000_000)]
    assert overview.status(operator, FIRST).decree == Figure(2, 2_000_000)


def test_known_totals_stay_when_the_list_is_drafted_anew(operator: Desk) -> None:
    """A list unlike its decree is stopped until somebody types what the paper says, not by drafting twice."""
    families.add(operator, 3)
    drafting.create(operator, FIRST, replace(DECREE, households=1000, rupiah=750_000_000))
    for new in (NewDecree(DECREE.number), DECREE, None):
        drafting.create(operator, FIRST, new)
        assert overview.status(operator, FIRST).decree == Figure(1000, 750_000_000)
        with pytest.raises(Refused) as refused:
            approving.check(operator, FIRST)
        assert refused.value.code == "money.decree_differs"
    drafting.create(operator, FIRST, replace(DECREE, households=3, rupiah=3_000_000))
    approving.check(operator, FIRST)


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2999, 1, 1), "money.decree_future"),
        (date(1900, 1, 1), "money.decree_old"),
        (date(2021, 1, 1), "money.decree_late"),
        (date(2017, 12, 31), "money.decree_old"),
    ],
)
def test_a_day_that_the_decree_cannot_bear_is_refused(operator: Desk, supervisor: Desk, on: date, code: str) -> None:
    drafted(operator, 1)
    for act in (decrees.enter, approving.check, drafting.create):
        with pytest.raises(Refused) as refused:
            act(operator, FIRST, replace(DECREE, on=on))
        assert refused.value.code == code
    with operator.write("test.older") as unit:
        unit.session.scalars(select(Decree)).one().on = on
    with pytest.raises(Refused) as refused:
        approving.approve(supervisor, FIRST)
    assert refused.value.code == code


def test_a_decree_says_what_it_said_when_a_list_was_approved_under_it(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 2)
    stepping_back.ask(operator, FIRST, "Tanggal keliru")
    stepping_back.grant(supervisor, FIRST)
    decrees.enter(operator, FIRST, replace(DECREE, households=2, rupiah=2_000_000))  # as it stands: nothing is new
    changes = (replace(DECREE, on=date(2019, 4, 30)), replace(DECREE, households=3), replace(DECREE, rupiah=9_000_000))
    for new in changes:
        for act in (decrees.enter, approving.check, drafting.create):
            with pytest.raises(Refused) as refused:
                act(operator, FIRST, new)
            assert (refused.value.code, refused.value.values) == ("money.decree_approved", {"number": DECREE.number})
    (row,) = all_decrees(operator)
    assert (row.on, row.households, row.rupiah) == (DECREE.on, 2, 2_000_000)
    decrees.enter(operator, FIRST, NewDecree(f"{DECREE.number} (ralat)", date(2019, 4, 30), 2, 2_000_000))
    assert approving.approve(supervisor, FIRST).value.payable == Figure(2, 2_000_000)


def test_a_decree_keeps_what_it_said_under_a_list_that_left_it(operator: Desk, supervisor: Desk) -> None:
    """The first list went to another decree since; a later list cannot change the one it was approved under."""
    approved(operator, supervisor, 2)
    stepping_back.ask(operator, FIRST, "SK perubahan")
    stepping_back.grant(supervisor, FIRST)
    decrees.enter(operator, FIRST, NewDecree("9/2019", date(2019, 4, 1)))
    approving.approve(supervisor, FIRST)
    families.add(operator, 1, start=7)
    later = replace(FIRST, supplement=1)
    with pytest.raises(Refused, match=r"money\.decree_approved"):
        drafting.create(operator, later, replace(DECREE, households=1, rupiah=1_000_000))
    drafting.create(operator, later, DECREE)
    assert [row.households for row in all_decrees(operator) if row.number == DECREE.number] == [2]


def test_a_decree_may_be_of_the_year_before(operator: Desk) -> None:
    drafted(operator, 1)
    decrees.enter(operator, FIRST, NewDecree("9/2018", date(2018, 1, 1)))
    assert overview.status(operator, FIRST).row.decree_on == date(2018, 1, 1)
