"""A quota taken away: who waits keeps his number, nobody is put out or let in, and it can be set again."""

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, QuotaEnd, RecordVersion, VillageQuota
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.validating import quota_ends, quotas, waiting
from desktop.services.validating.quota_ends import REASON, TakenAway
from desktop.services.validating.quotas import SetPlaces, VillageLine
from desktop.wording.translator import sentences
from tests import families, offices, validation
from tests.validation import PROGRAMME

WHY = "Kuota digabung ke tingkat kecamatan"


def line(desk: Desk, village: str) -> VillageLine:
    return next(one for one in quotas.table(desk, PROGRAMME).lines if one.code == village)


def ends(desk: Desk) -> list[QuotaEnd]:
    with desk.read() as session:
        return list(session.scalars(select(QuotaEnd).order_by(QuotaEnd.id)))


def away(desk: Desk, village: str, reason: str = WHY) -> TakenAway:
    return quota_ends.take_away(desk, PROGRAMME, village, reason).value


@pytest.fixture
def village(operator: Desk) -> str:
    """One place, three candidates found valid: one got it, two wait."""
    code = validation.places(operator, 1)
    families.add(operator, 3, places=[code])
    validation.record(operator)
    validation.confirm(operator)
    return code


def test_without_its_quota_the_village_has_room_for_everybody(operator: Desk, village: str) -> None:
    assert away(operator, village) == TakenAway(1, 2)
    found = line(operator, village)
    assert (found.places, found.free, found.used, found.waiting) == (None, None, 1, 2)
    assert quotas.table(operator, PROGRAMME).places == 0


def test_who_waits_stays_in_the_list_until_a_person_gives_the_places(operator: Desk, village: str) -> None:
    before = waiting.look(operator, PROGRAMME, village)
    assert (before.free, before.next) == (0, ())
    away(operator, village)
    after = waiting.look(operator, PROGRAMME, village)
    assert [row.number for row in after.rows] == [row.number for row in before.rows] == [1, 2]
    assert after.next == (1, 2)
    waiting.promote(operator, PROGRAMME, village, operator.today())
    assert (line(operator, village).used, line(operator, village).waiting) == (3, 0)


def test_candidates_validated_later_do_not_wait(operator: Desk, village: str) -> None:
    away(operator, village)
    families.add(operator, 2, places=[village])
    validation.record(operator)
    assert validation.confirm(operator, number="BA 2").eligible == 2


def test_the_reason_is_kept_with_day_and_person_and_not_in_the_log(operator: Desk, village: str) -> None:
    away(operator, village, f"  {WHY} \n")
    (end,) = ends(operator)
    assert (end.reason, end.on, end.by, end.set_again_on) == (WHY, operator.today(), operator.person.id, None)
    with operator.read() as session:
        lines = session.scalars(select(AuditLine).where(AuditLine.action == "quota.take_away")).all()
    assert [one.record for one in lines if one.kind == "quota_end"] == [str(end.id)]
    assert not [one for one in lines if WHY in (one.detail or "")]


@pytest.mark.parametrize("places", [1, 5])
def test_set_again_it_stands_and_both_are_remembered(operator: Desk, village: str, places: int) -> None:
    away(operator, village)
    assert quotas.set_places(operator, PROGRAMME, {village: places}).value == SetPlaces(1, 0, 1)
    assert line(operator, village).places == places
    (end,) = ends(operator)
    assert end.set_again_on == operator.today()
    with operator.read() as session:
        (quota,) = session.scalars(select(VillageQuota)).all()
        versions = session.scalars(select(RecordVersion).where(RecordVersion.record == str(end.id))).all()
    assert (end.quota_id, len(versions)) == (quota.id, 2)
    assert quotas.set_places(operator, PROGRAMME, {village: places}).value == SetPlaces(0, 1, 1)


def test_taken_away_twice_over_with_a_quota_between(operator: Desk, village: str) -> None:
    away(operator, village)
    quotas.set_places(operator, PROGRAMME, {village: 4})
    assert away(operator, village, "Salah ketik") == TakenAway(4, 2)
    assert [(one.reason, one.set_again_on is None) for one in ends(operator)] == [(WHY, False), ("Salah ketik", True)]
    assert line(operator, village).places is None


def test_the_others_keep_theirs(operator: Desk, village: str) -> None:
    other = families.villages(operator, 2)[1]
    quotas.set_places(operator, PROGRAMME, {other: 7})
    away(operator, village)
    assert line(operator, other).places == 7


@pytest.mark.parametrize(("reason", "twice", "code"), [(" ", False, "quota.no_reason"), (WHY, True, "quota.none_here")])
def test_what_is_refused_leaves_everything(operator: Desk, village: str, reason: str, twice: bool, code: str) -> None:
    if twice:
        away(operator, village)
    before = len(ends(operator))
    with pytest.raises(Refused) as refused:
        away(operator, village, reason)
    assert refused.value.code == code
    assert code in sentences()
    assert len(ends(operator)) == before


def test_a_village_that_never_had_one(operator: Desk, village: str) -> None:
    with pytest.raises(Refused) as refused:
        away(operator, families.villages(operator, 3)[2])
    assert refused.value.code == "quota.none_here"
    assert line(operator, village).places == 1


def test_a_long_reason_is_cut_to_its_room(operator: Desk, village: str) -> None:
    away(operator, village, "alasan " * 60)
    assert len(ends(operator)[0].reason) <= REASON


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_the_operator_takes_it_away(operator: Desk, village: str, role: Role) -> None:
    with pytest.raises(Refused) as refused:
        away(offices.same_office_as(operator, role), village)
    assert refused.value.code == "role.not_allowed"
    assert line(operator, village).places == 1


def test_it_is_told_as_a_change_of_the_quotas(operator: Desk, village: str) -> None:
    changes = quota_ends.take_away(operator, PROGRAMME, village, WHY).changes
    assert changes.touches("village_quota")
    assert not changes.touches("enrolment", "waiting_place")
