"""The list of a programme's families: narrowed, paged by name, counted by status and state; who left is in none."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from desktop.models import Enrolment, FamilyClosure
from desktop.paths import resources
from desktop.rules.terms import EnrolmentStatus
from desktop.services import enrolling, programmes
from desktop.services.desk import Desk
from desktop.services.enrolling import Move
from desktop.services.validating import listing
from desktop.services.validating.listing import EnrolmentRow
from desktop.services.validating.results import Result
from desktop.services.validating.selecting import Selection, State, enrolments, resolve, split_cards
from tests import families, validation
from tests.validation import ALL, PROGRAMME

S = EnrolmentStatus


def close(desk: Desk, family: UUID, reopened: date | None = None) -> None:
    with desk.write("test.close") as unit:
        unit.session.add(
            FamilyClosure(
                household_id=family, kind="dissolved", on=desk.today(), reason="bubar", reopened_on=reopened,
                by=desk.person.id,
            )
        )  # fmt: skip


def found(desk: Desk, selection: Selection) -> set[UUID]:
    """Families selected: the list, its count and the ids for work in bulk must agree."""
    rows = listing.page(desk, selection, 1_000).rows
    assert listing.count(desk, selection) == len(rows)
    with desk.read() as session:
        assert set(enrolments(session, selection)) == {row.id for row in rows}
    return {row.household_id for row in rows}


def card(desk: Desk, family: UUID, number: str) -> None:
    with desk.write("test.card") as unit:
        unit.session.scalars(select(Enrolment).where(Enrolment.household_id == family)).one().card_number = number


def test_each_status_has_its_families(operator: Desk) -> None:
    ids = families.add(operator, 6)
    for family, wanted in zip(ids, (S.ACTIVE, S.ACTIVE, S.STOPPED), strict=False):
        validation.put(operator, family, wanted)
    assert found(operator, ALL) == set(ids)
    assert found(operator, Selection(PROGRAMME, S.ACTIVE)) == set(ids[:2])
    assert found(operator, Selection(PROGRAMME, S.STOPPED)) == {ids[2]}
    assert found(operator, Selection(PROGRAMME, S.GRADUATED)) == set()
    standing = listing.standing(operator, PROGRAMME)
    assert standing.statuses == {S.ACTIVE: 2, S.STOPPED: 1, S.CANDIDATE: 3}
    assert standing.families == 6


def test_a_place_and_a_name_narrow_the_list(operator: Desk) -> None:
    ids = families.add(operator, 6)
    first = families.villages(operator)[0]
    here = {ids[0], ids[3]}
    assert found(operator, Selection(PROGRAMME, village=first)) == here
    assert found(operator, Selection(PROGRAMME, district=first.rpartition(".")[0])) >= here
    assert found(operator, Selection(PROGRAMME, typed="siti")) == {ids[0]}
    assert found(operator, Selection(PROGRAMME, typed="siti", village=families.villages(operator)[1])) == set()
    assert listing.standing(operator, PROGRAMME, village=first).families == 2


def test_who_left_all_lists_is_in_none_until_he_comes_back(operator: Desk) -> None:
    ids = families.add(operator, 3)
    close(operator, ids[0])
    close(operator, ids[1], operator.today())
    assert found(operator, ALL) == set(ids[1:])
    assert listing.standing(operator, PROGRAMME).families == 2
    assert [(one.code, one.name, one.families) for one in listing.joined(operator)] == [
        (PROGRAMME, "Jamsosratu 2019", 2)
    ]


def test_families_of_other_programmes_stay_apart(operator: Desk) -> None:
    ids = families.add(operator, 3)
    with operator.write("test.other") as unit:
        enrolling.enrol_candidates(unit, "jscm", ids[:1], operator.today())
    assert found(operator, Selection("jscm")) == {ids[0]}
    assert found(operator, ALL) == set(ids)


def test_pages_follow_each_other_by_name_without_gap_or_repetition(operator: Desk) -> None:
    families.add(operator, 23)
    rows: list[EnrolmentRow] = []
    after = None
    while True:
        page = listing.page(operator, ALL, 5, after)
        rows += page.rows
        if page.following is None:
            break
        after = page.following
    assert len({row.id for row in rows}) == len(rows) == 23
    assert [row.caretaker_name for row in rows] == sorted(row.caretaker_name for row in rows)
    assert all("36010152" not in row.nik for row in rows)


def test_results_and_places_stand_beside_their_family(operator: Desk) -> None:
    ids = families.add(operator, 4, places=[validation.places(operator, 1)])
    validation.record(operator, Selection(PROGRAMME, cards=(str(ids[0]), str(ids[1]))))
    validation.confirm(operator)
    validation.record(operator, Selection(PROGRAMME, cards=(str(ids[2]),)), Result.NOT_VALID, "moved")
    rows = {row.household_id: row for row in listing.page(operator, ALL).rows}
    assert {rows[one].status for one in ids[:2]} == {S.ELIGIBLE, S.CANDIDATE}
    assert sorted(rows[one].number or 0 for one in ids[:2]) == [0, 1]
    assert [rows[one].result for one in ids[2:]] == ["not_valid", ""]


def test_states_part_the_candidates(operator: Desk) -> None:
    ids = families.add(operator, 6, places=[validation.places(operator, 1)])
    validation.record(operator, Selection(PROGRAMME, cards=tuple(map(str, ids[:2]))))
    validation.confirm(operator)  # one gets the place, one waits
    validation.record(operator, Selection(PROGRAMME, cards=(str(ids[2]),)))
    validation.record(operator, Selection(PROGRAMME, cards=(str(ids[3]),)), Result.NOT_VALID, "moved")
    wanted = {State.OPEN: 2, State.VALID: 1, State.NOT_VALID: 1, State.WAITING: 1}
    assert listing.standing(operator, PROGRAMME).states == wanted
    for state, number in wanted.items():
        assert len(found(operator, Selection(PROGRAMME, state=state))) == number, state
    assert found(operator, Selection(PROGRAMME, state=State.OPEN)) == set(ids[4:])


def test_one_who_waits_and_is_validated_again_is_in_both_states(operator: Desk) -> None:
    ids = families.add(operator, 2, places=[validation.places(operator, 1)])
    validation.record(operator)
    validation.confirm(operator)
    waiting = Selection(PROGRAMME, state=State.WAITING)
    validation.record(operator, waiting)
    assert found(operator, waiting) == found(operator, Selection(PROGRAMME, state=State.VALID))
    states = listing.standing(operator, PROGRAMME).states
    assert (states[State.WAITING], states[State.VALID], states[State.OPEN]) == (1, 1, 0)
    assert len(ids) == 2


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        ("", ()),
        ("JSR-1", ("JSR-1",)),
        (" JSR-1\nJSR-2\r\nJSR-3 ", ("JSR-1", "JSR-2", "JSR-3")),
        ("JSR-1;JSR-2, JSR-3\tJSR-4|JSR-5", ("JSR-1", "JSR-2", "JSR-3", "JSR-4", "JSR-5")),
    ],
)
def test_a_pasted_list_is_parted_at_whatever_stands_between(text: str, cards: tuple[str, ...]) -> None:
    assert split_cards(text) == cards


def test_cards_are_found_whatever_their_case_and_ids_work_too(operator: Desk) -> None:
    ids = families.add(operator, 3)
    card(operator, ids[0], "JSR-36.01-000001")
    strange = uuid4()
    with operator.read() as session:
        typed = ("jsr-36.01-000001", str(ids[1]), "JSR-36.01-999999", str(strange), "JSR-36.01-000001")
        resolved = resolve(session, PROGRAMME, typed)
    assert resolved.enrolments == tuple(validation.enrolment(operator, one) for one in ids[:2])
    assert resolved.unknown == ("JSR-36.01-999999", str(strange).upper())
    assert resolved.twice == ("JSR-36.01-000001",)
    assert found(operator, Selection(PROGRAMME, cards=typed)) == set(ids[:2])


def test_a_card_and_the_id_of_one_family_name_it_once(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    card(operator, family, "JSR-1")
    with operator.read() as session:
        resolved = resolve(session, PROGRAMME, ("JSR-1", str(family)))
    assert (len(resolved.enrolments), resolved.unknown) == (1, ())


def test_a_long_list_of_cards_is_found_in_its_order(operator: Desk) -> None:
    ids = families.add(operator, 1_200)
    turned = ids[::-1]
    with operator.read() as session:
        resolved = resolve(session, PROGRAMME, tuple(map(str, turned)))
        households = {row["id"]: row["household_id"] for row in enrolling.read_rows(session, PROGRAMME)}
    assert [households[one] for one in resolved.enrolments] == turned


def test_rows_are_read_in_the_order_asked_for(operator: Desk) -> None:
    ids = [validation.enrolment(operator, one) for one in families.add(operator, 5)][::-1]
    with operator.read() as session:
        assert [row["id"] for row in enrolling.rows_of(session, ids)] == ids


def test_a_status_changed_by_hand_is_counted_at_once(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    step = Move(S.STOPPED, operator.today(), "pindah")
    enrolling.move(operator, validation.enrolment(operator, family), step)
    assert listing.standing(operator, PROGRAMME).statuses == {S.STOPPED: 1}


def test_the_programme_with_most_families_comes_first(operator: Desk, administrator: Desk) -> None:
    for name in ("jamsosratu-2018", "jscb-2023"):
        programmes.add(administrator, name, resources())
    families.add(operator, 1)
    rows = listing.joined(operator)
    assert [(one.code, one.name, one.families) for one in rows] == [
        (PROGRAMME, "Jamsosratu 2019", 1), ("jscb", "JSCB 2023", 0),
    ]  # fmt: skip
