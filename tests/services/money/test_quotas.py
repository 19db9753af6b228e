"""Quotas of a decree by area: entered with it, never apart from its totals, and what the list holds beside them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Decree, DecreeQuota
from desktop.rules.money import Figure
from desktop.rules.terms import PayListState
from desktop.services import approving
from desktop.services.accounting import differing
from desktop.services.desk import Desk
from desktop.services.money import decrees, drafting, overview, quotas, stepping_back
from desktop.services.money.decrees import NewDecree
from desktop.services.money.granting import AreaQuota
from desktop.services.money.keys import TrancheKey
from tests import families
from tests.services.money.walk import DECREE, FIRST, drafted, pay_list

EACH = 1_000_000


def by(*pairs: tuple[str, int]) -> tuple[AreaQuota, ...]:
    return tuple(AreaQuota(area, count, count * EACH) for area, count in pairs)


def enter(desk: Desk, *pairs: tuple[str, int], number: str = DECREE.number) -> None:
    """As who saw the totals and emptied them, so that they follow the quotas."""
    decrees.enter(desk, FIRST, NewDecree(number, DECREE.on, quotas=by(*pairs)), follow=True)


def standing(desk: Desk) -> dict[str, int]:
    return {one.area: one.households for one in quotas.entry(desk, FIRST).quotas}


def refused(desk: Desk, code: str, *entered: AreaQuota, **decree: int) -> Refused:
    with pytest.raises(Refused) as found:
        decrees.enter(desk, FIRST, NewDecree(DECREE.number, DECREE.on, quotas=entered, **decree))
    assert found.value.code == code
    return found.value


@pytest.fixture
def listed(operator: Desk) -> list[str]:
    """Six families on the list, two in each of three villages: their codes."""
    drafted(operator, 6)
    return families.villages(operator)


def test_quotas_give_the_decree_its_totals_and_are_compared_area_by_area(operator: Desk, listed: list[str]) -> None:
    one, two, three = listed
    enter(operator, (one, 1), (two, 2), (three, 4))
    found = quotas.compare(operator, FIRST)
    assert (found.number, found.granted, found.listed) == (DECREE.number, Figure(7, 7 * EACH), Figure(6, 6 * EACH))
    assert [(line.line.area, line.line.difference.families) for line in found.lines] == [
        (one, -1),
        (three, 2),
        (two, 0),
    ]
    assert (found.over, found.differing, found.may_change) == (1, 2, True)
    assert all(line.name and line.around for line in found.lines)


def test_without_quotas_nothing_is_compared_and_nothing_stops(operator: Desk, supervisor: Desk) -> None:
    drafted(operator, 3)
    assert quotas.compare(operator, FIRST).lines == ()
    assert approving.approve(supervisor, FIRST).value.payable.families == 3
    assert not quotas.compare(operator, FIRST).may_change


def test_a_quota_of_a_district_holds_all_its_villages(operator: Desk, supervisor: Desk, listed: list[str]) -> None:
    district = listed[0].rpartition(".")[0]
    assert all(code.startswith(district) for code in listed)
    enter(operator, (district, 6))
    (line,) = quotas.compare(operator, FIRST).lines
    assert (line.line.listed, line.line.differs, line.around) == (Figure(6, 6 * EACH), False, "")
    assert approving.approve(supervisor, FIRST).value.payable.families == 6


@pytest.mark.parametrize("act", [approving.check, approving.approve])
def test_an_area_beyond_its_quota_stops_the_list(
    act: object, operator: Desk, supervisor: Desk, listed: list[str]
) -> None:
    """The totals agree; one village has a family more than it was given, another one less."""
    one, two, three = listed
    enter(operator, (one, 1), (two, 2), (three, 3))
    desk = operator if act is approving.check else supervisor
    with pytest.raises(Refused) as found:
        act(desk, FIRST)  # type: ignore[operator]
    told = found.value.values
    assert (found.value.code, told["count"], told["granted_families"], told["listed_families"]) == (
        *("money.quota_over", 1),
        *("1", "2"),
    )
    assert told["area"] == quotas.full_name(quotas.compare(operator, FIRST).lines[0])
    assert pay_list(operator).state == PayListState.DRAFT
    enter(operator, (one, 2), (two, 2), (three, 2))
    act(desk, FIRST)  # type: ignore[operator]


def test_families_of_an_area_the_decree_does_not_name_stop_it_too(
    operator: Desk, supervisor: Desk, listed: list[str]
) -> None:
    one, two, _ = listed
    enter(operator, (one, 2), (two, 4))
    with pytest.raises(Refused) as found:
        approving.approve(supervisor, FIRST)
    assert found.value.code == "money.quota_unnamed"
    assert [one.code for one in differing.differences(operator, FIRST)] == [differing.UNNAMED, differing.QUOTA]


def test_the_sum_of_the_quotas_is_the_decrees_total(operator: Desk, listed: list[str]) -> None:
    told = refused(operator, "money.quota_sum", *by((listed[0], 5)), households=6, rupiah=6 * EACH).values
    assert (told["families"], told["granted_families"], told["apart_families"], told["apart"]) == (
        *("5", "6", 1),
        "Rp1.000.000",
    )
    refused(operator, "money.quota_sum", *by((listed[0], 6)), rupiah=6 * EACH - 1)
    refused(operator, "money.quota_sum", *by((listed[0], 5)))
    assert standing(operator) == {}
    assert overview.status(operator, FIRST).decree == Figure(6, 6 * EACH)


def test_quotas_taken_away_leave_the_totals_that_stop_the_list(operator: Desk, listed: list[str]) -> None:
    """A list unlike its decree stays stopped, whether there were quotas or not, until somebody types other totals."""
    decrees.enter(operator, FIRST, replace(DECREE, households=1000, rupiah=750_000_000))
    wrong = by(*((village, 2) for village in listed))
    refused(operator, "money.quota_sum", *wrong)
    for quotas_typed in ((), by((listed[0], 1000))):
        right = {"rupiah": 1000 * EACH} if quotas_typed else {}
        decrees.enter(operator, FIRST, NewDecree(DECREE.number, quotas=quotas_typed, **right))
        assert overview.status(operator, FIRST).decree.families == 1000  # type: ignore[union-attr]
        with pytest.raises(Refused, match=r"money\.decree_differs"):
            approving.check(operator, FIRST)
    decrees.enter(operator, FIRST, NewDecree(DECREE.number, None, 6, 6 * EACH, quotas=wrong))
    approving.check(operator, FIRST)


def test_later_totals_keep_to_the_quotas_and_a_new_draft_leaves_both(operator: Desk, listed: list[str]) -> None:
    enter(operator, (listed[0], 4), (listed[1], 4))
    with pytest.raises(Refused) as found:
        decrees.enter(operator, FIRST, replace(DECREE, households=6))
    assert found.value.code == "money.quota_sum"
    drafting.create(operator, FIRST, DECREE)
    assert overview.status(operator, FIRST).decree == Figure(8, 8 * EACH)
    assert standing(operator) == {listed[0]: 4, listed[1]: 4}


@pytest.mark.parametrize(
    ("code", "entered"),
    [
        ("money.quota_area", by(("36.02.01.2001", 6))),
        ("money.quota_area", by(("36.01.99", 6))),
        ("money.quota_area", by(("36", 6))),
        ("money.quota_within", by(("36.01", 3), ("36.01.01", 3))),
        ("money.quota_twice", by(("36.01.01", 3), ("36.01.01", 3))),
        ("money.quota_half", (AreaQuota("36.01.01", 6, 0),)),
        ("money.quota_half", (AreaQuota("36.01.01", 0, 6),)),
        ("money.quota_half", (AreaQuota("36.01.01", -6, -6),)),
        ("money.quota_half", (AreaQuota("36.01.01", 10**9, 10**9),)),
    ],
)
def test_what_no_paper_says_is_refused(operator: Desk, code: str, entered: tuple[AreaQuota, ...]) -> None:
    drafted(operator, 6)
    refused(operator, code, *entered)
    assert standing(operator) == {}


def test_what_is_taken_away_stays_in_the_log_and_counts_no_more(operator: Desk, listed: list[str]) -> None:
    one, two, three = listed
    enter(operator, (one, 2), (two, 4))
    enter(operator, (two, 2), (three, 4))
    assert standing(operator) == {two: 2, three: 4}
    with operator.read() as session:
        kept = {row.area_code: (row.households, row.rupiah) for row in session.scalars(select(DecreeQuota))}
        lines = session.scalars(select(AuditLine).where(AuditLine.kind == "decree_quota")).all()
    assert kept == {one: (0, 0), two: (2, 2 * EACH), three: (4, 4 * EACH)}
    assert {line.action for line in lines} == {"decree.enter"}
    assert len(lines) == 5
    enter(operator)
    assert quotas.compare(operator, FIRST).lines == ()
    assert overview.status(operator, FIRST).decree == Figure(6, 6 * EACH)


def test_after_an_approval_it_takes_an_amending_decree(operator: Desk, supervisor: Desk, listed: list[str]) -> None:
    one, two, three = listed
    enter(operator, (one, 2), (two, 2), (three, 2))
    approving.approve(supervisor, FIRST)
    with pytest.raises(Refused) as found:
        enter(operator, (one, 6))
    assert found.value.code == "money.no_redraft"
    stepping_back.ask(operator, FIRST, "Kuota diubah")
    stepping_back.grant(supervisor, FIRST)
    assert quotas.entry(operator, FIRST).frozen
    refused(operator, "money.quota_approved", *by((one, 6)))
    refused(operator, "money.quota_approved")
    enter(operator, (one, 2), (two, 2), (three, 2))  # what stands may be said again
    enter(operator, (one, 6), number="9/Perubahan")
    assert not quotas.entry(operator, FIRST).frozen
    with operator.read() as session:
        noted = session.scalars(select(AuditLine.detail).where(AuditLine.action == "decree.amend")).all()
        of_first = select(Decree.households).where(Decree.number == DECREE.number)
        assert session.scalar(of_first) == 6
    assert len(noted) == 1
    assert DECREE.number in (noted[0] or "")


def test_the_decree_of_another_office_keeps_its_quotas(operator: Desk) -> None:
    with operator.write("test.decree") as unit:
        sent = Decree(programme="jamsosratu", year=2019, tranche=1, number="1/Gub", on=date(2019, 2, 1))
        sent.owner, sent.households, sent.rupiah = "36", 2, 2 * EACH
        unit.session.add(sent)
    drafted(operator, 2)
    decrees.enter(operator, FIRST, NewDecree("1/Gub"))
    assert quotas.entry(operator, FIRST).sent
    with pytest.raises(Refused) as found:
        enter(operator, ("36.01.01", 2), number="1/Gub")
    assert found.value.code == "money.quota_sent"


def test_what_a_person_needs_to_enter_them(operator: Desk, supervisor: Desk, listed: list[str]) -> None:
    found = quotas.entry(operator, FIRST)
    areas = {area.code: area for area in found.areas}
    assert (found.number, found.quotas, found.each) == (DECREE.number, (), EACH)
    assert areas["36.01"].listed == areas[listed[0].rpartition(".")[0]].listed == Figure(6, 6 * EACH)
    assert areas[listed[0]].listed == Figure(2, 2 * EACH)
    assert areas[listed[0]].around
    assert "36" not in areas
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        quotas.entry(supervisor, FIRST)


def test_a_tranche_without_a_list_has_nothing_to_compare(operator: Desk) -> None:
    with pytest.raises(Refused, match=r"money\.no_list"):
        quotas.compare(operator, TrancheKey("jamsosratu", 2019, 2))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9)), max_size=5, unique_by=lambda pair: pair[0]))
def test_whatever_is_entered_the_sums_agree_with_the_decree(operator: Desk, entered: list[tuple[int, int]]) -> None:
    """In one office, over and over: the quotas that stand always come to the totals of the decree."""
    if not overview.status(operator, FIRST).row.decree_number:
        drafted(operator, 3)
    places = families.villages(operator)
    enter(operator, *((places[at], count) for at, count in entered))
    found = quotas.compare(operator, FIRST)
    wanted = {places[at]: count for at, count in entered if count}
    assert standing(operator) == wanted
    assert found.granted == (Figure(sum(wanted.values()), sum(wanted.values()) * EACH) if wanted else found.listed)
    assert sum((one.line.listed for one in found.lines), Figure()) == (found.listed if wanted else Figure())
    assert found.over == sum(one.line.listed.families > wanted.get(one.line.area, 0) for one in found.lines)
