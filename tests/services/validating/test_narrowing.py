"""Every way to narrow the list answers what going through all families by hand would answer."""

from dataclasses import dataclass
from itertools import product
from uuid import UUID

import pytest

from desktop.errors import Refused
from desktop.rules.terms import EnrolmentStatus
from desktop.services.desk import Desk
from desktop.services.validating import listing
from desktop.services.validating.listing import EnrolmentRow
from desktop.services.validating.results import Result
from desktop.services.validating.selecting import Selection, State, enrolments, resolve
from tests import families, validation
from tests.validation import PROGRAMME

S = EnrolmentStatus


@dataclass(frozen=True)
class Family:
    """What the test knows of a family it made."""

    id: UUID
    village: str
    status: S
    state: State | None


@pytest.fixture
def known(operator: Desk) -> list[Family]:
    """Twenty families of three villages in all states: by turns active, stopped, open, valid, not valid, waiting."""
    villages = families.villages(operator)
    validation.places(operator, 0, at=2)
    kinds: list[tuple[S, State | None]] = [
        (S.ACTIVE, None), (S.STOPPED, None), (S.CANDIDATE, State.OPEN), (S.CANDIDATE, State.VALID),
        (S.CANDIDATE, State.NOT_VALID),
    ]  # fmt: skip
    ids = families.add(operator, 20, places=villages)
    made = [Family(one, villages[at % 3], *kinds[at % 5]) for at, one in enumerate(ids)]
    waiting = made[2::15]  # open candidates of the third village, which has no place
    assert {one.village for one in waiting} == {villages[2]}
    _validate(operator, waiting, Result.VALID)
    validation.confirm(operator)
    for one in made:
        if one.status is not S.CANDIDATE:
            validation.put(operator, one.id, one.status)
    _validate(operator, [one for one in made if one.state is State.VALID], Result.VALID)
    _validate(operator, [one for one in made if one.state is State.NOT_VALID], Result.NOT_VALID, "moved")
    return [Family(one.id, one.village, one.status, State.WAITING) if one in waiting else one for one in made]


def _validate(desk: Desk, some: list[Family], result: Result, *reasons: str) -> None:
    cards = tuple(str(one.id) for one in some)
    assert validation.record(desk, Selection(PROGRAMME, cards=cards), result, *reasons).families == len(some)


def by_hand(known: list[Family], selection: Selection) -> set[UUID]:
    return {
        one.id
        for one in known
        if (selection.status is None or one.status is selection.status)
        and (selection.state is None or one.state is selection.state)
        and (selection.village is None or one.village == selection.village)
    }


def test_all_ways_together(operator: Desk, known: list[Family]) -> None:
    villages = families.villages(operator)
    statuses = [None, S.ACTIVE, S.STOPPED, S.CANDIDATE, S.GRADUATED]
    for status, state, village in product(statuses, [None, *State], [None, *villages]):
        selection = Selection(PROGRAMME, status, state, None, village)
        wanted = by_hand(known, selection)
        rows = listing.page(operator, selection).rows
        assert {row.household_id for row in rows} == wanted, selection
        assert listing.count(operator, selection) == len(wanted), selection


def test_counts_of_a_village_are_those_of_its_families(operator: Desk, known: list[Family]) -> None:
    for village in families.villages(operator):
        standing = listing.standing(operator, PROGRAMME, village=village)
        here = [one for one in known if one.village == village]
        assert standing.families == len(here)
        for state in State:
            assert standing.states[state] == sum(one.state is state for one in here)
        for status in (S.ACTIVE, S.STOPPED, S.CANDIDATE):
            assert standing.statuses.get(status, 0) == sum(one.status is status for one in here)


def test_cards_narrow_what_else_is_chosen(operator: Desk, known: list[Family]) -> None:
    cards = tuple(str(one.id) for one in known[:7])
    found = listing.page(operator, Selection(PROGRAMME, S.ACTIVE, cards=cards)).rows
    assert {row.household_id for row in found} == {one.id for one in known[:7] if one.status is S.ACTIVE}


def test_cards_that_nobody_has_select_nobody(operator: Desk, known: list[Family]) -> None:
    assert listing.count(operator, Selection(PROGRAMME, cards=("JSR-0",))) == 0
    with operator.read() as session:
        assert enrolments(session, Selection(PROGRAMME, cards=("JSR-0",))) == []
        assert resolve(session, PROGRAMME, ()).enrolments == ()
    assert known


def test_ids_for_work_in_bulk_stand_by_village_and_name(operator: Desk, known: list[Family]) -> None:
    with operator.read() as session:
        ids = enrolments(session, Selection(PROGRAMME))
    rows = {row.id: row for row in listing.page(operator, Selection(PROGRAMME), 100).rows}
    villages = {one.id: one.village for one in known}

    def place(row: EnrolmentRow) -> tuple[str, str]:
        return villages[row.household_id], row.caretaker_name

    assert [place(rows[one]) for one in ids] == sorted(place(rows[one]) for one in ids)


@pytest.mark.parametrize("size", [1, 3, 7, 19, 20, 21, 50])
def test_pages_of_any_size_hold_everybody_once(operator: Desk, known: list[Family], size: int) -> None:
    seen: list[UUID] = []
    after = None
    for _ in range(len(known) + 1):
        page = listing.page(operator, Selection(PROGRAMME), size, after)
        assert len(page.rows) <= size
        seen += [row.household_id for row in page.rows]
        after = page.following
        if after is None:
            break
    assert sorted(seen) == sorted(one.id for one in known)


def test_a_card_finds_its_enrolment_and_a_wrong_one_says_so(operator: Desk, auditor: Desk) -> None:
    (family,) = families.add(operator, 1)
    assert listing.enrolment_of(auditor, PROGRAMME, f" {family} ") == validation.enrolment(operator, family)
    with pytest.raises(Refused) as refused:
        listing.enrolment_of(auditor, PROGRAMME, "JSR-36.01-000009")
    assert refused.value.code == "validating.card_unknown"
    assert refused.value.values == {"card": "JSR-36.01-000009"}


@pytest.mark.parametrize("typed", ["%", "'", '"', "*", "a OR b", "\0", "( )", "siti*", "--"])
def test_strange_signs_in_the_search_break_nothing(operator: Desk, typed: str) -> None:
    families.add(operator, 2)
    assert listing.count(operator, Selection(PROGRAMME, typed=typed)) <= 2
    assert len(listing.page(operator, Selection(PROGRAMME, typed=typed)).rows) <= 2
