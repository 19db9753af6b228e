"""Taking a whole list through a change of status: the look at it first, who cannot and why, all or nothing."""

from collections import Counter
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Enrolment, EnrolmentStep, FamilyClosure, FamilyRow, WaitingPlace
from desktop.rules.terms import EnrolmentStatus
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.enrolling import BY_HAND, Move
from desktop.services.money import drafting
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import find_key
from desktop.services.validating import changing, minutes
from desktop.services.validating.changing import WAYS, NewStatus, Preview
from desktop.services.validating.minutes import NewMinutes
from desktop.services.validating.selecting import Selection
from desktop.wording.translator import sentences
from tests import families, validation
from tests.validation import ALL, PROGRAMME

S = EnrolmentStatus


def wish(desk: Desk, status: EnrolmentStatus, selection: Selection = ALL, **step: object) -> NewStatus:
    made = {"status": status, "on": desk.today(), "reason": "Mampu", "paper": "BA 7/2019"} | step
    return NewStatus(selection, Move(**made))  # type: ignore[arg-type]


def statuses(desk: Desk, ids: list[UUID]) -> list[str]:
    return [validation.status(desk, one).value for one in ids]


def why(preview: Preview) -> Counter[str]:
    return sum((Counter({one.code: one.count}) for one in preview.cannot), Counter())


@pytest.fixture
def mixed(operator: Desk) -> list[UUID]:
    """Two active, a suspended, a stopped and a candidate."""
    ids = families.add(operator, 5)
    for family, status in zip(ids, (S.ACTIVE, S.ACTIVE, S.SUSPENDED, S.STOPPED), strict=False):
        validation.put(operator, family, status)
    return ids


def test_the_preview_counts_who_goes_and_who_cannot(operator: Desk, auditor: Desk, mixed: list[UUID]) -> None:
    found = changing.preview(auditor, wish(auditor, S.GRADUATED))
    assert (found.go, found.of, found.selected) == (3, {S.ACTIVE: 2, S.SUSPENDED: 1}, 5)
    assert why(found) == {"validating.cannot_from": 2}
    assert {one.status for one in found.cannot} == {S.STOPPED, S.CANDIDATE}
    assert statuses(operator, mixed) == ["active", "active", "suspended", "stopped", "candidate"]


def test_the_change_does_what_the_preview_said(operator: Desk, mixed: list[UUID]) -> None:
    before = changing.preview(operator, wish(operator, S.GRADUATED))
    done = changing.change(operator, wish(operator, S.GRADUATED))
    assert done.value == before
    assert done.changes.touches("enrolment", "enrolment_step")
    assert statuses(operator, mixed) == ["graduated", "graduated", "graduated", "stopped", "candidate"]
    with operator.read() as session:
        steps = session.scalars(select(EnrolmentStep).where(EnrolmentStep.status == S.GRADUATED)).all()
        shown = session.scalars(select(FamilyRow.status).where(FamilyRow.status == "graduated")).all()
        lines = session.scalars(select(AuditLine.action).where(AuditLine.kind == "enrolment")).all()
    assert {(step.on, step.reason, step.paper) for step in steps} == {(operator.today(), "Mampu", "BA 7/2019")}
    assert len(steps) == len(shown) == lines.count("enrolment.graduated") == 3


def test_a_list_of_cards_goes_and_what_nobody_has_is_named(operator: Desk, mixed: list[UUID]) -> None:
    cards = (str(mixed[0]), str(mixed[2]), "JSR-36.01-777777", str(mixed[0]))
    selection = Selection(PROGRAMME, cards=cards)
    found = changing.change(operator, wish(operator, S.STOPPED, selection)).value
    assert (found.go, found.unknown, found.twice) == (2, ("JSR-36.01-777777",), (str(mixed[0]).upper(),))
    assert statuses(operator, mixed) == ["stopped", "active", "stopped", "stopped", "candidate"]


def test_who_left_all_lists_stays_as_he_is(operator: Desk, mixed: list[UUID]) -> None:
    with operator.write("test.close") as unit:
        unit.session.add(
            FamilyClosure(
                household_id=mixed[0], kind="moved_out", on=operator.today(), reason="pindah", by=operator.person.id
            )
        )
    selection = Selection(PROGRAMME, cards=(str(mixed[0]), str(mixed[1])))
    found = changing.change(operator, wish(operator, S.STOPPED, selection)).value
    assert (found.go, why(found)) == (1, {"validating.cannot_closed": 1})
    assert statuses(operator, mixed)[:2] == ["active", "stopped"]


def test_a_day_before_the_present_status_is_an_obstacle(operator: Desk, mixed: list[UUID]) -> None:
    today = operator.today()
    validation.put(operator, mixed[0], S.ACTIVE, today)
    found = changing.preview(operator, wish(operator, S.GRADUATED, on=today - timedelta(days=1)))
    assert (found.go, why(found)["validating.cannot_before"]) == (2, 1)
    (obstacle,) = [one for one in found.cannot if one.code == "validating.cannot_before"]
    assert obstacle.shown == (("SITI AMINAH", ""),)


def test_who_is_there_already_is_told_apart(operator: Desk, mixed: list[UUID]) -> None:
    found = changing.preview(operator, wish(operator, S.STOPPED))
    assert why(found) == {"validating.cannot_already": 1}
    assert found.go == len(mixed) - 1


@pytest.mark.parametrize("code", ["already", "from", "before", "closed"])
def test_each_obstacle_has_its_sentence(code: str) -> None:
    assert sentences()[f"validating.cannot_{code}"].format(count=3).startswith("3 ")


@pytest.mark.parametrize(
    ("status", "step", "code"),
    [
        (S.STOPPED, {"reason": " "}, "enrolling.no_reason"),
        (S.STOPPED, {"days": 1}, "enrolling.future"),
        (S.ELIGIBLE, {}, "validating.not_by_hand"),
        (S.ACTIVE, {}, "validating.not_by_hand"),
        (S.DECREED, {"paper": "  "}, "validating.no_paper"),
        (S.DECREED, {}, "validating.nobody_goes"),
    ],
)
def test_what_is_refused_leaves_all_as_it_is(
    operator: Desk, mixed: list[UUID], status: EnrolmentStatus, step: dict[str, object], code: str
) -> None:
    before = statuses(operator, mixed)
    if "days" in step:
        step = {"on": operator.today() + timedelta(days=1)}
    with pytest.raises(Refused) as refused:
        changing.change(operator, wish(operator, status, ALL, **step))
    assert refused.value.code == code
    assert statuses(operator, mixed) == before


def test_eligible_families_are_decreed_under_a_number(operator: Desk) -> None:
    ids = families.add(operator, 2)
    validation.record(operator)
    validation.confirm(operator)
    changing.change(operator, wish(operator, S.DECREED, paper="SK 460/12/2019", reason="SK Gubernur"))
    assert statuses(operator, ids) == ["decreed", "decreed"]
    with operator.read() as session:
        papers = session.scalars(select(EnrolmentStep.paper).where(EnrolmentStep.status == S.DECREED)).all()
    assert papers == ["SK 460/12/2019"] * 2


def test_ways_of_a_list_are_those_of_one_family_and_the_decree() -> None:
    assert {status: ways for status, ways in WAYS.items() if status is not S.DECREED} == dict(BY_HAND)
    assert WAYS[S.DECREED] == {S.ELIGIBLE}
    assert not {S.ELIGIBLE, S.ACTIVE} & WAYS.keys()


def test_minutes_of_a_change_name_its_number_on_every_step(operator: Desk, mixed: list[UUID]) -> None:
    paper = NewMinutes(" BA.3 /2019 ", operator.today(), "Aula", "Kepala Seksi")
    new = NewStatus(ALL, Move(S.STOPPED, operator.today(), "Mampu", "other"), paper)
    changing.change(operator, new)
    (row,) = minutes.made(operator)
    assert (row.kind, row.number, row.place) == ("status", "BA.3 /2019", "Aula")
    assert row.counts["families"] == 4
    assert row.counts["of"] == {"active": 2, "suspended": 1, "candidate": 1}
    assert sum(one["families"] for one in row.counts["villages"].values()) == 4
    with operator.read() as session:
        papers = session.scalars(select(EnrolmentStep.paper).where(EnrolmentStep.status == S.STOPPED)).all()
    assert set(papers) == {"BA.3 /2019"}
    assert len(mixed) == 5


def test_a_refused_minutes_number_takes_the_change_with_it(operator: Desk, mixed: list[UUID]) -> None:
    before = statuses(operator, mixed)
    with pytest.raises(Refused, match=r"minutes\.number"):
        changing.change(operator, NewStatus(ALL, wish(operator, S.STOPPED).step, NewMinutes("", operator.today())))
    assert statuses(operator, mixed) == before
    assert minutes.made(operator) == []


def test_who_waits_and_is_refused_leaves_the_waiting_list(operator: Desk) -> None:
    families.add(operator, 2, places=[validation.places(operator, 0)])
    validation.record(operator)
    validation.confirm(operator)
    changing.change(operator, wish(operator, S.NOT_ELIGIBLE))
    with operator.read() as session:
        assert list(session.scalars(select(WaitingPlace.left_for))) == ["not_eligible"] * 2


def test_money_under_way_is_told_and_left_alone(operator: Desk, supervisor: Desk) -> None:
    ids = families.add(operator, 3)
    key = find_key(operator, "2019/1")
    drafting.create(operator, key, NewDecree("SK 1", date(2019, 3, 5)))
    approving.approve(supervisor, key)
    found = changing.change(operator, wish(operator, S.STOPPED, Selection(PROGRAMME, cards=(str(ids[0]),)))).value
    assert (found.go, found.on_lists) == (1, 1)


def test_only_the_operator_changes(supervisor: Desk, operator: Desk, mixed: list[UUID]) -> None:
    with pytest.raises(Refused, match="role"):
        changing.change(supervisor, wish(supervisor, S.STOPPED))
    assert statuses(operator, mixed)[0] == "active"


def test_a_long_list_goes_in_one_transaction(operator: Desk) -> None:
    families.add(operator, 1_300)
    found = changing.change(operator, wish(operator, S.NOT_ELIGIBLE)).value
    assert found.go == 1_300
    with operator.read() as session:
        assert set(session.scalars(select(Enrolment.status))) == {"not_eligible"}
        steps = session.scalars(select(EnrolmentStep.id).where(EnrolmentStep.status == S.NOT_ELIGIBLE)).all()
    assert len(steps) == 1_300
