"""Results of a validation: what fits the rules, what a person decides against them, and what is kept of it."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.models import AuditLine, RecordVersion, Validation
from desktop.progress import Progress
from desktop.rules.explaining import Rule, from_json
from desktop.rules.terms import EnrolmentStatus
from desktop.services.desk import Desk
from desktop.services.families import detail
from desktop.services.life import recording
from desktop.services.life.events import FamilyLeft
from desktop.services.validating import quotas, results, waiting
from desktop.services.validating.results import NewResult, Result
from desktop.services.validating.selecting import Selection
from desktop.wording.translator import sentences
from tests import families, validation
from tests.validation import ALL, OFFICER, PROGRAMME

S = EnrolmentStatus


def kept(desk: Desk) -> list[Validation]:
    with desk.read() as session:
        return list(session.scalars(select(Validation).order_by(Validation.id)))


def new(desk: Desk, result: Result = Result.VALID, **other: object) -> NewResult:
    return NewResult(ALL, result, desk.today(), OFFICER, **other)  # type: ignore[arg-type]


def test_a_result_is_kept_with_the_rules_as_applied(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    done = validation.record(operator)
    assert (done.valid, done.not_valid, done.left, done.families) == (1, 0, {}, 1)
    (row,) = kept(operator)
    assert (row.enrolment_id, row.result, json.loads(row.reasons)) == (
        validation.enrolment(operator, family), "valid", [],
    )  # fmt: skip
    assert (row.on, row.officer, row.minutes_id, row.entered_by) == (
        operator.today(), OFFICER, None, operator.person.id,
    )  # fmt: skip
    lines = from_json(row.explained)
    assert [one.rule for one in lines] == [Rule.REGISTERED, Rule.WITHOUT_PKH, Rule.COMPONENT, Rule.MEMBER]
    assert all(one.passed for one in lines)
    assert lines[0].values == {"register": "bdt2015", "percentile": 12}


def test_the_status_waits_for_the_minutes(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    validation.record(operator)
    assert validation.status(operator, family) is S.CANDIDATE


def test_a_result_that_waits_is_replaced_and_both_stand_in_the_log(operator: Desk) -> None:
    families.add(operator, 1)
    validation.record(operator)
    validation.record(operator, ALL, Result.NOT_VALID, "moved", "able")
    (row,) = kept(operator)
    assert (row.result, json.loads(row.reasons)) == ("not_valid", ["able", "moved"])
    with operator.read() as session:
        versions = select(func.count()).select_from(RecordVersion).where(RecordVersion.kind == "validation")
        assert session.scalar(versions) == 2
        actions = session.scalars(select(AuditLine.action).where(AuditLine.kind == "validation")).all()
    assert actions == ["validation.record"] * 2


def test_one_family_of_many_may_be_meant(operator: Desk) -> None:
    ids = families.add(operator, 3)
    only = validation.enrolment(operator, ids[1])
    done = results.record(operator, new(operator, only=(only,))).value
    assert done.valid == 1
    assert [row.enrolment_id for row in kept(operator)] == [only]


def test_who_is_no_candidate_is_left_and_counted(operator: Desk) -> None:
    ids = families.add(operator, 3)
    validation.put(operator, ids[0], S.ACTIVE)
    done = validation.record(operator)
    assert (done.valid, done.left) == (2, {results.NOT_CANDIDATE: 1})


def test_where_nobody_can_get_the_result_nothing_is_recorded_and_it_is_said(operator: Desk) -> None:
    ids = families.add(operator, 2)
    for one in ids:
        validation.put(operator, one, S.ACTIVE)
    with operator.read() as session:
        before = session.scalar(select(func.count()).select_from(AuditLine))
    with pytest.raises(Refused, match=r"validating\.nobody_recorded"):
        validation.record(operator)
    assert kept(operator) == []
    with operator.read() as session:
        assert session.scalar(select(func.count()).select_from(AuditLine)) == before


def test_valid_against_the_rules_needs_a_person_and_a_note(operator: Desk) -> None:
    ids = families.add(operator, 2)
    validation.change(operator, ids[0], receives_pkh=True)
    assert validation.record(operator).left == {results.AGAINST_RULES: 1}
    with pytest.raises(Refused, match=r"validating\.despite_needs_note"):
        results.record(operator, new(operator, despite=True, note="  "))
    done = results.record(operator, new(operator, despite=True, note="PKH dihentikan Maret")).value
    assert (done.valid, done.left) == (2, {})
    broken = [row for row in kept(operator) if any(one.passed is False for one in from_json(row.explained))]
    assert [row.note for row in broken] == ["PKH dihentikan Maret"]


def test_the_rules_decide_what_they_can(operator: Desk) -> None:
    """Fits: valid; broken: not valid with the reason that the rule means; a fact missing: for a person."""
    ids = families.add(operator, 5)
    validation.change(operator, ids[1], receives_pkh=True)
    validation.grow_up(operator, ids[2])
    validation.change(operator, ids[3], receives_pkh=None)
    validation.change(operator, ids[4], poverty_source=None, receives_pkh=True)
    done = validation.record(operator, ALL, Result.BY_RULES)
    assert (done.valid, done.not_valid, done.left) == (1, 3, {results.NOT_KNOWN: 1})
    assert done.reasons == {"pkh": 2, "no_component": 1}
    by_family = {row.enrolment_id: json.loads(row.reasons) for row in kept(operator)}
    assert by_family[validation.enrolment(operator, ids[2])] == ["no_component"]
    assert validation.enrolment(operator, ids[3]) not in by_family


@pytest.mark.parametrize("result", [Result.BY_RULES, Result.VALID])
def test_missing_data_refuses_nobody(operator: Desk, result: Result) -> None:
    """Nothing is known of register, PKH and members: a person decides, and nothing stands against either answer."""
    (family,) = families.add(operator, 1, receives_pkh=None, poverty_source=None)
    validation.forget(operator, family)
    wanted = new(operator, result)
    found = results.look_over(operator, wanted)
    by_rules = result is Result.BY_RULES
    assert (found.valid, found.not_valid, found.left) == (not by_rules, 0, {results.NOT_KNOWN: 1} if by_rules else {})


def test_who_a_person_decided_on_waits_and_is_promoted(operator: Desk) -> None:
    family, first = families.add(operator, 2, places=[validation.places(operator, 0)])
    validation.forget(operator, family)
    validation.change(operator, family, poverty_percentile=1)
    validation.change(operator, first, receives_pkh=True)
    validation.record(operator)
    assert validation.confirm(operator).waiting == 1
    village = families.villages(operator)[0]
    quotas.set_places(operator, PROGRAMME, {village: 1})
    assert waiting.promote(operator, PROGRAMME, village, operator.today()).value.numbers == (1,)
    assert validation.status(operator, family) is S.ELIGIBLE


def test_what_a_list_of_cards_names_beside_candidates_is_told(operator: Desk) -> None:
    there, gone = families.add(operator, 2)
    stamp = detail.open_family(operator, gone).stamp
    event = FamilyLeft(on=operator.today(), paper="", reason="Pindah", to="Bandung")
    recording.record(operator, gone, stamp, event)
    wanted = Selection(PROGRAMME, cards=(str(there), str(gone), "JSR-1"))
    done = validation.record(operator, wanted)
    assert (done.valid, done.left, done.unknown) == (1, {results.GONE: 1}, ("JSR-1",))
    with pytest.raises(Refused) as refused:
        validation.record(operator, Selection(PROGRAMME, cards=("JSR-1", "JSR-2")))
    assert (refused.value.code, refused.value.values) == ("validating.cards_unknown", {"count": 2, "first": "JSR-1"})


def test_an_unknown_fact_is_no_wall_for_a_person(operator: Desk) -> None:
    (family,) = families.add(operator, 1, receives_pkh=None)
    assert validation.record(operator).valid == 1
    assert validation.status(operator, family) is S.CANDIDATE


def test_looking_over_counts_the_same_and_writes_nothing(operator: Desk, auditor: Desk) -> None:
    ids = families.add(operator, 4)
    validation.change(operator, ids[0], receives_pkh=True)
    validation.put(operator, ids[1], S.STOPPED)
    looked = results.look_over(auditor, new(operator))
    assert kept(operator) == []
    assert looked == validation.record(operator)
    assert (looked.valid, looked.left) == (2, {results.NOT_CANDIDATE: 1, results.AGAINST_RULES: 1})


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"officer": "  "}, "validating.no_officer"),
        ({"days": 1}, "validating.future"),
        ({"result": Result.NOT_VALID}, "validating.no_reason"),
        ({"result": Result.NOT_VALID, "reasons": ("bosan",)}, "validating.strange_reason"),
    ],
)
def test_what_is_refused_leaves_nothing(operator: Desk, other: dict[str, object], code: str) -> None:
    families.add(operator, 1)
    on = operator.today() + timedelta(days=int(str(other.pop("days", 0))))
    wanted = NewResult(**{"selection": ALL, "result": Result.VALID, "on": on, "officer": OFFICER} | other)  # type: ignore[arg-type]
    with pytest.raises(Refused) as refused:
        results.record(operator, wanted)
    assert refused.value.code == code
    assert "{" not in sentences()[code].format(**refused.value.values)
    assert kept(operator) == []


def test_long_texts_are_kept_as_far_as_there_is_room(operator: Desk) -> None:
    families.add(operator, 1)
    wanted = NewResult(ALL, Result.VALID, operator.today(), "N" * 300, note="c" * 900)
    results.record(operator, wanted)
    (row,) = kept(operator)
    assert (len(row.officer), len(row.note)) == (results.OFFICER, results.NOTE)


def test_only_the_operator_records(supervisor: Desk, auditor: Desk, operator: Desk) -> None:
    families.add(operator, 1)
    for desk in (supervisor, auditor):
        with pytest.raises(Refused, match="role"):
            validation.record(desk)
    assert kept(operator) == []


class Watching(Progress):
    """Notes the steps it is told."""

    def __init__(self) -> None:
        self.steps: list[tuple[int, int | None]] = []

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        assert what
        self.steps.append((done, total))


def test_a_whole_list_goes_in_parts_and_tells_how_far_it_is(operator: Desk) -> None:
    families.add(operator, 1_100)
    watching = Watching()
    done = results.record(operator, NewResult(ALL, Result.BY_RULES, operator.today(), OFFICER), watching).value
    assert done.valid == 1_100
    assert [step for step, _ in watching.steps[:3]] == [0, 500, 1_000]
    assert {total for _, total in watching.steps} == {1_100}


def test_families_of_another_programme_are_judged_by_its_rules(operator: Desk, administrator: Desk) -> None:
    ids = families.add(operator, 2)
    done = validation.record(operator, Selection(PROGRAMME, cards=(str(ids[0]),)))
    assert done.families == 1
    with pytest.raises(Refused) as refused:
        validation.record(administrator, Selection("jscb"))
    assert refused.value.code == "role.not_allowed"
    with pytest.raises(Refused, match=r"programme\.none"):
        validation.record(operator, Selection("jscb"))
