"""A whole district at once: villages with and without quotas, minutes of all, and what each village sees of it."""

import json
from collections import Counter
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.models import AuditLine, Enrolment, EnrolmentStep, FamilyRow, Minutes, RecordVersion, WaitingPlace
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services.desk import Desk
from desktop.services.enrolling import Move
from desktop.services.validating import changing, explaining, listing, minutes, minutes_paper, quotas, waiting
from desktop.services.validating.changing import NewStatus
from desktop.services.validating.minutes import NewMinutes
from desktop.services.validating.results import Result
from desktop.services.validating.selecting import Selection
from tests import families, offices, validation
from tests.documents.paper_readers import words
from tests.validation import ALL, PROGRAMME

S = EnrolmentStatus
VILLAGES = 12
EACH = 4


@pytest.fixture
def district(operator: Desk) -> list[UUID]:
    """Twelve villages of four candidates each; every third village has no quota, the others have two places."""
    codes = families.villages(operator, VILLAGES)
    quotas.set_places(operator, PROGRAMME, {code: 2 for at, code in enumerate(codes) if at % 3})
    return families.add(operator, VILLAGES * EACH, places=codes)


def test_each_village_gets_its_own_places(operator: Desk, district: list[UUID]) -> None:
    validation.record(operator)
    outcome = validation.confirm(operator)
    limited = sum(at % 3 > 0 for at in range(VILLAGES))
    assert (outcome.eligible, outcome.waiting) == (VILLAGES * EACH - limited * 2, limited * 2)
    for line in quotas.table(operator, PROGRAMME).lines:
        assert (line.used, line.waiting) == ((4, 0) if line.places is None else (2, 2))
        assert line.free == (None if line.places is None else 0)
    assert len(district) == VILLAGES * EACH


def test_every_village_counts_its_waiting_list_from_one(operator: Desk, district: list[UUID]) -> None:
    validation.record(operator)
    validation.confirm(operator)
    with operator.read() as session:
        rows = session.execute(select(WaitingPlace.village_code, WaitingPlace.number)).all()
    by_village = Counter(row.village_code for row in rows)
    assert set(by_village.values()) == {2}
    assert Counter(row.number for row in rows) == Counter({1: len(by_village), 2: len(by_village)})
    assert district


def test_the_paper_lists_villages_and_families_in_order(operator: Desk, district: list[UUID]) -> None:
    validation.record(operator)
    validation.confirm(operator)
    (row,) = minutes.made(operator)
    assert len(row.counts["villages"]) == VILLAGES
    front, _, annex = words(minutes_paper.on_paper(operator, row.id).pdf).partition("Lampiran Berita Acara")
    with operator.read() as session:
        names = session.scalars(select(FamilyRow.village_name).distinct()).all()
    assert all(f"{name}, Kec. " in front for name in names)
    assert annex.count("Daftar tunggu nomor 1") == sum(at % 3 > 0 for at in range(VILLAGES))
    assert f" {len(district)} " in annex


def test_totals_of_the_paper_add_up(operator: Desk, district: list[UUID]) -> None:
    validation.record(operator, Selection(PROGRAMME, typed="siti"), Result.NOT_VALID, "moved")
    validation.record(operator, Selection(PROGRAMME, typed="rohayati"))
    outcome = validation.confirm(operator)
    with operator.read() as session:
        counts = json.loads(session.scalars(select(Minutes.counts)).one())
    sums: Counter[str] = sum((Counter(one) for one in counts["villages"].values()), Counter())
    assert sums["eligible"] == counts["eligible"] == outcome.eligible
    assert sums["waiting"] == counts["waiting"] == outcome.waiting
    assert sums["not_valid"] == counts["not_valid"] == outcome.not_valid
    assert counts["valid"] == outcome.valid
    assert sum(sums.values()) < len(district)


def test_all_the_work_stands_in_the_log_and_in_versions(operator: Desk, district: list[UUID]) -> None:
    validation.record(operator)
    validation.confirm(operator)
    with operator.read() as session:
        lines = Counter((row.action, row.kind) for row in session.execute(select(AuditLine.action, AuditLine.kind)))
        versions = Counter(session.scalars(select(RecordVersion.kind)).all())
    waits = sum(line.waiting for line in quotas.table(operator, PROGRAMME).lines)
    assert lines[("validation.record", "validation")] == len(district)
    assert lines[("minutes.make", "validation")] == len(district)
    assert lines[("minutes.make", "enrolment")] == len(district) - waits
    assert lines[("minutes.make", "waiting_place")] == versions["waiting_place"] == waits
    assert versions["validation"] == 2 * len(district)
    assert versions["minutes"] == 1


def test_a_change_of_a_district_leaves_the_others(operator: Desk, district: list[UUID]) -> None:
    validation.record(operator)
    validation.confirm(operator)
    village = families.villages(operator)[0]
    chosen = Selection(PROGRAMME, S.ELIGIBLE, village=village)
    paper = NewMinutes("BA.9", operator.today(), "Aula", "Siti, Kepala Seksi")
    step = Move(S.DECREED, operator.today(), "Penetapan", "BA.9")
    done = changing.change(operator, NewStatus(chosen, step, paper)).value
    assert (done.go, done.cannot) == (EACH, ())
    assert listing.standing(operator, PROGRAMME, village=village).statuses == {S.DECREED: EACH}
    with operator.read() as session:
        decreed = session.scalars(select(Enrolment.household_id).where(Enrolment.status == S.DECREED)).all()
    assert set(decreed) == set(district[::VILLAGES])


def test_the_paper_of_a_change_says_what_each_was_before(operator: Desk, district: list[UUID]) -> None:
    validation.record(operator)
    validation.confirm(operator)
    paper = NewMinutes("BA.9", operator.today(), "Aula", "Siti, Kepala Seksi")
    changing.change(operator, NewStatus(ALL, Move(S.STOPPED, operator.today(), "Program selesai"), paper))
    row = next(one for one in minutes.made(operator) if one.number == "BA.9")
    said = words(minutes_paper.on_paper(operator, row.id).pdf)
    before = Counter({S.ELIGIBLE: row.counts["of"]["eligible"], S.CANDIDATE: row.counts["of"]["candidate"]})
    assert sum(before.values()) == len(district)
    assert said.count("Layak Dihentikan") == before[S.ELIGIBLE]
    assert said.count("Calon Dihentikan") == before[S.CANDIDATE]


def test_a_change_ends_every_place_in_every_list(operator: Desk, district: list[UUID]) -> None:
    validation.record(operator)
    validation.confirm(operator)
    changing.change(operator, NewStatus(ALL, Move(S.STOPPED, operator.today(), "Program selesai")))
    for line in quotas.table(operator, PROGRAMME).lines:
        assert (line.waiting, line.used) == (0, 0)
        assert waiting.look(operator, PROGRAMME, line.code).rows == ()
    with operator.read() as session:
        assert set(session.scalars(select(WaitingPlace.left_for))) == {"withdrawn"}
    assert district


def test_who_comes_back_is_validated_anew_and_gets_another_number(operator: Desk, district: list[UUID]) -> None:
    """The old number stays his in the records; it is not given again, to him or to anybody."""
    validation.record(operator)
    validation.confirm(operator, number="BA.1")
    for status in (S.STOPPED, S.CANDIDATE):
        changing.change(operator, NewStatus(ALL, Move(status, operator.today(), "uji")))
    validation.record(operator)
    outcome = validation.confirm(operator, number="BA.2")
    with operator.read() as session:
        numbers = Counter((row.village_code, row.number) for row in session.scalars(select(WaitingPlace)))
        open_ = session.scalars(select(WaitingPlace.number).where(WaitingPlace.left_on.is_(None))).all()
    assert set(numbers.values()) == {1}
    assert set(open_) == {3, 4}
    assert len(open_) == outcome.waiting
    assert district


def test_steps_of_one_family_tell_its_whole_way(operator: Desk, district: list[UUID]) -> None:
    validation.record(operator)
    validation.confirm(operator, number="BA.1")
    family = district[0]
    changing.change(operator, NewStatus(ALL, Move(S.DECREED, operator.today(), "SK", "SK 7")))
    changing.change(operator, NewStatus(ALL, Move(S.SUSPENDED, operator.today(), "Tidak hadir", "BA 8")))
    found = explaining.explain(operator, validation.enrolment(operator, family))
    assert [(one.status, one.paper) for one in found.steps] == [
        (S.SUSPENDED, "BA 8"), (S.DECREED, "SK 7"), (S.ELIGIBLE, "BA.1"), (S.CANDIDATE, ""),
    ]  # fmt: skip
    with operator.read() as session:
        assert session.scalars(select(EnrolmentStep).where(EnrolmentStep.reason == "")).first() is not None


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_every_role_reads_the_same_counts(operator: Desk, district: list[UUID], role: Role) -> None:
    validation.record(operator)
    validation.confirm(operator)
    desk = offices.same_office_as(operator, role)
    assert listing.standing(desk, PROGRAMME) == listing.standing(operator, PROGRAMME)
    assert quotas.table(desk, PROGRAMME) == quotas.table(operator, PROGRAMME)
    assert minutes.made(desk) == minutes.made(operator)
    assert len(listing.page(desk, ALL, 100).rows) == len(district)
