"""Statuses by hand: which ways are open, that each has its reason, and that bulk work skips who is in already."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Enrolment, EnrolmentStep, FamilyClosure, FamilyRow
from desktop.paths import resources
from desktop.rules.dates import long_date
from desktop.rules.ids import new_id
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services import enrolling, programmes
from desktop.services.desk import Desk
from desktop.services.enrolling import Move
from tests import families, offices

S = EnrolmentStatus


def enrolment(desk: Desk, status: EnrolmentStatus = S.CANDIDATE) -> UUID:
    (family,) = families.add(desk, 1)
    with desk.write("test.status") as unit:
        row = unit.session.scalars(select(Enrolment).where(Enrolment.household_id == family)).one()
        row.status = status
        return row.id


def status(desk: Desk, which: UUID) -> str:
    with desk.read() as session:
        return session.get_one(Enrolment, which).status


@pytest.mark.parametrize("wanted", list(EnrolmentStatus))
@pytest.mark.parametrize("now", list(EnrolmentStatus))
def test_only_the_open_ways_are_open(operator: Desk, now: EnrolmentStatus, wanted: EnrolmentStatus) -> None:
    which = enrolment(operator, now)
    step = Move(wanted, operator.today(), "berita acara 12")
    if now in enrolling.BY_HAND.get(wanted, ()):
        enrolling.move(operator, which, step)
        assert status(operator, which) == wanted
    else:
        with pytest.raises(Refused) as refused:
            enrolling.move(operator, which, step)
        assert refused.value.code == "enrolling.not_from"
        assert status(operator, which) == now


def test_a_step_keeps_day_reason_and_paper_and_the_list_follows(operator: Desk) -> None:
    which = enrolment(operator, S.ACTIVE)
    day = operator.today() - timedelta(days=3)
    done = enrolling.move(operator, which, Move(S.GRADUATED, day, " mampu ", "BA 7/2019"))
    assert done.changes.touches("enrolment", "enrolment_step")
    with operator.read() as session:
        step = session.scalars(select(EnrolmentStep).where(EnrolmentStep.status == S.GRADUATED)).one()
        shown = session.scalars(select(FamilyRow.status)).one()
        action = session.scalars(select(AuditLine.action).where(AuditLine.kind == "enrolment_step")).all()[-1]
    assert (step.on, step.reason, step.paper) == (day, "mampu", "BA 7/2019")
    assert (shown, action) == ("graduated", "enrolment.graduated")


@pytest.mark.parametrize(
    ("reason", "days", "code"), [("  ", 0, "enrolling.no_reason"), ("pindah", 1, "enrolling.future")]
)
def test_a_step_needs_a_reason_and_a_day_that_has_come(operator: Desk, reason: str, days: int, code: str) -> None:
    which = enrolment(operator, S.ACTIVE)
    with pytest.raises(Refused) as refused:
        enrolling.move(operator, which, Move(S.STOPPED, operator.today() + timedelta(days=days), reason))
    assert refused.value.code == code
    assert status(operator, which) == S.ACTIVE


def test_an_enrolment_that_is_not_there(operator: Desk, supervisor: Desk) -> None:
    step = Move(S.STOPPED, operator.today(), "x")
    for desk, code in ((operator, "enrolling.unknown"), (supervisor, "role.not_allowed")):
        with pytest.raises(Refused) as refused:
            enrolling.move(desk, new_id(), step)
        assert refused.value.code == code


def test_enrolling_again_leaves_who_is_in_as_he_is(operator: Desk) -> None:
    ids = families.add(operator, 2)
    which = enrolment(operator, S.SUSPENDED)
    with operator.read() as session:
        suspended = session.get_one(Enrolment, which).household_id
    with operator.write("test.enrol") as unit:
        assert enrolling.enrol_candidates(unit, "jamsosratu", [*ids, suspended], operator.today()) == 0
        assert enrolling.enrol_candidates(unit, "jscm", [ids[0], ids[0]], operator.today()) == 1
    assert status(operator, which) == S.SUSPENDED


@pytest.mark.parametrize("wanted", list(enrolling.BY_HAND))
def test_every_way_by_hand_has_an_open_beginning(wanted: EnrolmentStatus) -> None:
    """None leads to itself, and what a list or a decree gives is never given by hand."""
    assert wanted not in enrolling.BY_HAND[wanted]
    assert not {S.ELIGIBLE, S.DECREED, S.ACTIVE} & enrolling.BY_HAND.keys()
    assert enrolling.BY_HAND[wanted]


def test_a_day_still_to_come_is_named_as_people_write_it(operator: Desk) -> None:
    which = enrolment(operator, S.ACTIVE)
    tomorrow = operator.today() + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        enrolling.move(operator, which, Move(S.STOPPED, tomorrow, "pindah"))
    assert refused.value.values == {"on": long_date(tomorrow)}


def test_long_texts_are_kept_as_far_as_there_is_room(operator: Desk) -> None:
    which = enrolment(operator, S.ACTIVE)
    enrolling.move(operator, which, Move(S.STOPPED, operator.today(), "r" * 300, "p" * 300))
    with operator.read() as session:
        step = session.scalars(select(EnrolmentStep).where(EnrolmentStep.status == S.STOPPED)).one()
    assert (len(step.reason), len(step.paper)) == (200, 120)


def test_a_family_taken_back_is_a_candidate_with_its_whole_history(operator: Desk) -> None:
    which = enrolment(operator, S.ACTIVE)
    for wanted in (S.SUSPENDED, S.CANDIDATE):
        enrolling.move(operator, which, Move(wanted, operator.today(), "berita acara"))
    with operator.read() as session:
        statement = select(EnrolmentStep.status).where(EnrolmentStep.enrolment_id == which).order_by(EnrolmentStep.id)
        assert list(session.scalars(statement)) == [S.CANDIDATE, S.SUSPENDED, S.CANDIDATE]


def test_many_go_through_several_steps_and_stay_at_the_last(operator: Desk) -> None:
    families.add(operator, 5)
    day = date(2019, 3, 1)
    with operator.read() as session:
        rows = enrolling.read_rows(session, "jamsosratu")
    with operator.write("test.many") as unit:
        enrolling.move_many(unit, rows[:3], Move(S.DECREED, day, paper="SK 1"), Move(S.ACTIVE, operator.today()))
        enrolling.move_many(unit, [], Move(S.STOPPED, day))
    with operator.read() as session:
        states = session.scalars(select(Enrolment.status)).all()
        papers = session.scalars(select(EnrolmentStep.paper).where(EnrolmentStep.status == S.DECREED)).all()
        shown = session.scalars(select(FamilyRow.status)).all()
    assert sorted(states) == sorted(shown) == ["active"] * 3 + ["candidate"] * 2
    assert papers == ["SK 1"] * 3


def given(desk: Desk) -> list[str]:
    with desk.read() as session:
        statement = select(Enrolment.card_number).where(Enrolment.card_number.is_not(None))
        return sorted(number for number in session.scalars(statement) if number)


def give(desk: Desk, count: int) -> None:
    """Give cards to so many of the families that have none, and write them."""
    with desk.write("test.cards") as unit:
        rows = [row for row in enrolling.read_rows(unit.session, "jamsosratu") if not row["card_number"]][:count]
        programme = programmes.rules_of(unit.session, "jamsosratu", 2019)
        enrolling.give_cards(unit, desk.office.code, programme, rows)
        unit.update_many(Enrolment, rows)


def test_cards_go_on_where_they_ended(operator: Desk) -> None:
    families.add(operator, 5)
    give(operator, 2)
    assert given(operator) == ["JSR-36.01-000001", "JSR-36.01-000002"]
    give(operator, 9)
    assert given(operator)[-1] == "JSR-36.01-000005"
    give(operator, 9)
    assert len(given(operator)) == len(set(given(operator))) == 5


def test_a_card_that_an_import_brought_is_passed_over(operator: Desk) -> None:
    families.add(operator, 3)
    which = enrolment(operator)
    with operator.write("test.card") as unit:
        unit.session.get_one(Enrolment, which).card_number = "JSR-36.01-000002"
    give(operator, 9)
    assert given(operator) == [f"JSR-36.01-00000{number}" for number in (1, 2, 3, 4)]


def test_a_refused_step_leaves_neither_step_nor_line(operator: Desk) -> None:
    which = enrolment(operator, S.ACTIVE)
    with operator.read() as session:
        before = (session.scalars(select(AuditLine.seq)).all(), session.scalars(select(EnrolmentStep.id)).all())
    with pytest.raises(Refused, match=r"enrolling\.no_reason"):
        enrolling.move(operator, which, Move(S.SUSPENDED, operator.today(), "   "))
    with operator.read() as session:
        assert (session.scalars(select(AuditLine.seq)).all(), session.scalars(select(EnrolmentStep.id)).all()) == before
    assert status(operator, which) == S.ACTIVE


def programme_too(desk: Desk) -> None:
    """Let the office run another programme beside its first."""
    administrator = offices.same_office_as(desk, Role.ADMINISTRATOR)
    programmes.add(administrator, "jscb-2023", resources())


def joined(desk: Desk, family: UUID) -> dict[str, str]:
    with desk.read() as session:
        statement = select(Enrolment.programme, Enrolment.status).where(Enrolment.household_id == family)
        return {row.programme: row.status for row in session.execute(statement)}


def test_a_family_is_enrolled_in_another_programme_by_hand(operator: Desk) -> None:
    programme_too(operator)
    one, two = families.add(operator, 2)
    step = Move(S.CANDIDATE, operator.today(), " usulan desa ", "Surat 3/2023")
    done = enrolling.enrol(operator, [one], "jscb", step)
    assert done.value == 1
    assert done.changes.touches("enrolment")
    assert joined(operator, one) == {"jamsosratu": "candidate", "jscb": "candidate"}
    assert joined(operator, two) == {"jamsosratu": "candidate"}
    with operator.read() as session:
        kept = session.scalars(select(EnrolmentStep).where(EnrolmentStep.paper == "Surat 3/2023")).one()
    assert (kept.status, kept.reason, kept.on) == (S.CANDIDATE, "usulan desa", operator.today())


def closed(desk: Desk, family: UUID) -> None:
    with desk.write("test.close") as unit:
        unit.session.add(
            FamilyClosure(household_id=family, kind="moved_out", on=desk.today(), reason="pindah", by=desk.person.id)
        )


@pytest.mark.parametrize(
    ("programme", "reason", "days", "code"),
    [
        ("jamsosratu", "usulan", 0, "enrolling.there"),
        ("pkh", "usulan", 0, "programme.none"),
        ("jscb", " ", 0, "enrolling.no_reason"),
        ("jscb", "usulan", 1, "enrolling.future"),
    ],
)
def test_one_family_that_cannot_be_enrolled_keeps_all_out(
    operator: Desk, programme: str, reason: str, days: int, code: str
) -> None:
    programme_too(operator)
    ids = families.add(operator, 2)
    step = Move(S.CANDIDATE, operator.today() + timedelta(days=days), reason)
    with pytest.raises(Refused) as refused:
        enrolling.enrol(operator, ids, programme, step)
    assert refused.value.code == code
    assert [list(joined(operator, one)) for one in ids] == [["jamsosratu"]] * 2


def test_nobody_is_enrolled_who_left_all_lists_or_is_unknown(operator: Desk) -> None:
    programme_too(operator)
    one, two = families.add(operator, 2)
    closed(operator, two)
    step = Move(S.CANDIDATE, operator.today(), "usulan")
    for ids, code in (([one, two], "enrolling.closed"), ([one, new_id()], "family.unknown")):
        with pytest.raises(Refused) as refused:
            enrolling.enrol(operator, ids, "jscb", step)
        assert refused.value.code == code
    assert joined(operator, one) == {"jamsosratu": "candidate"}
