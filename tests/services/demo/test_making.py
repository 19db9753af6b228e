"""A practice office is whole, sound, the same for the same seed, and says that it is for practice."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from desktop import paths
from desktop.errors import Cancelled, Refused
from desktop.gazetteer import Gazetteer
from desktop.models import ExternalId, Household, Member, Setting, Visit
from desktop.rules.money import Figure
from desktop.rules.terms import PayListState, PaymentState, Role
from desktop.services import approving, facilitators, office_settings, paper_head, programmes, signing_in, users, visits
from desktop.services.demo import making
from desktop.services.demo.wanted import Wanted
from desktop.services.desk import Desk
from desktop.services.families import finding
from desktop.services.money import figures
from desktop.services.money.keys import TrancheKey, list_here
from desktop.services.visits import FollowUp, VisitFilters
from tests import offices
from tests.services.demo.practices import HOUSEHOLDS, PASSWORD, Practice, make

NOT_ENTITLED = HOUSEHOLDS // 10


class StopAt:
    """A person who stops the work at its n-th step."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def names(desk: Desk) -> list[tuple[Any, ...]]:
    with desk.read() as session:
        return [tuple(row) for row in session.execute(select(Member.name, Member.nik).order_by(Member.nik))]


def test_exactly_the_families_asked_for_are_entitled(practice: Practice, desk: Desk) -> None:
    assert practice.made.households == HOUSEHOLDS + NOT_ENTITLED
    assert practice.made.listed == Figure(HOUSEHOLDS, HOUSEHOLDS * 1_000_000)
    with desk.read() as session:
        pay_list = list_here(session, TrancheKey("jamsosratu", 2019, 1), desk.office.code)
        assert pay_list.state == PayListState.DRAFT
        assert pay_list.approved_by is None
        assert pay_list.decree is not None
        assert (pay_list.decree.households, pay_list.decree.rupiah) == (HOUSEHOLDS, HOUSEHOLDS * 1_000_000)
        drafter = offices.same_office_as(desk, Role.OPERATOR).person.id
        assert pay_list.drafted_by == drafter


def test_the_supervisor_can_approve_what_the_operator_drafted(practice: Practice, tmp_path: Path) -> None:
    copy = offices.Template(practice.folder, "").copy(tmp_path / "copy")
    desk = signing_in.sign_in(copy, "supervisor", PASSWORD)
    try:
        approved = approving.approve(desk, TrancheKey("jamsosratu", 2019, 1)).value
    finally:
        desk.close()
    assert approved.payable.families == HOUSEHOLDS
    assert approved.first.endswith("2019-000001")


@pytest.mark.parametrize("number", [1, 2])
def test_the_year_before_is_settled(desk: Desk, number: int) -> None:
    with desk.read() as session:
        pay_list = list_here(session, TrancheKey("jamsosratu", 2018, number), desk.office.code)
        states = figures.by_state(session, pay_list.id)
        balance = figures.balance(states, figures.decree_figure(pay_list.decree))
    assert pay_list.state == PayListState.LOCKED
    assert set(states) == {PaymentState.PAID, PaymentState.RETURNED}
    assert 0 < states[PaymentState.RETURNED].families < states[PaymentState.PAID].families
    assert balance.problems() == ()
    assert balance.unpaid == Figure()


def test_the_amounts_of_the_year_before_are_marked_as_practice(desk: Desk) -> None:
    with desk.read() as session:
        year = programmes.rules_of(session, "jamsosratu", 2018)
    assert year.practice
    assert "tranches" in year.unsure
    assert sum(tranche.amount or 0 for tranche in year.tranches) == year.amount


def test_every_paper_says_that_it_is_for_practice(desk: Desk) -> None:
    assert office_settings.about(desk).practice
    with desk.read() as session:
        assert paper_head.practice(session)


def test_one_user_for_each_role_with_his_own_name(desk: Desk) -> None:
    rows = users.everybody(desk)
    assert {row.role for row in rows} == set(Role)
    assert {row.name for row in rows} == {"operator", "supervisor", "auditor", "admin"}
    assert all(row.full_name and not row.must_change_password for row in rows)


def test_the_settings_are_filled_in(desk: Desk) -> None:
    with desk.read() as session:
        assert set(session.scalars(select(Setting.name))) >= {"letterhead", "signatories", "papers"}
    signatories = office_settings.read(desk, office_settings.Signatories)
    assert all(one.name and one.nip for one in (signatories.head, signatories.budget_user, signatories.treasurer))
    assert office_settings.read(desk, office_settings.Letterhead).city == "Pandeglang"


def test_every_family_is_in_somebodys_care(practice: Practice, desk: Desk) -> None:
    rows = facilitators.everybody(desk)
    assert len(rows) == practice.made.facilitators
    assert sum(row.families for row in rows) == practice.made.households


def test_the_log_of_visits_ends_within_a_week_of_today(practice: Practice, desk: Desk) -> None:
    assert visits.count(desk) == practice.made.visits > 0
    with desk.read() as session:
        first, last = session.execute(select(func.min(Visit.on), func.max(Visit.on))).one()
    today = desk.today()
    assert 0 < (today - last).days < 60
    assert (today - first).days < 200
    waiting = visits.count(desk, VisitFilters(state=FollowUp.OPEN))
    done = visits.count(desk, VisitFilters(state=FollowUp.DONE))
    assert done > 0
    assert waiting + done + visits.count(desk, VisitFilters(state=FollowUp.NONE)) == practice.made.visits


def test_families_are_found_and_carry_their_source_ids(practice: Practice, desk: Desk) -> None:
    assert finding.total(desk) == practice.made.households
    with desk.read() as session:
        ids = session.scalar(select(func.count()).select_from(ExternalId))
        members = session.scalar(select(func.count()).select_from(Member))
        source, kk = session.execute(
            select(ExternalId.value, Household.no_kk).join(Household, Household.id == ExternalId.record_id).limit(1)
        ).one()
    assert members == practice.made.members
    assert ids == practice.made.households + practice.made.members
    assert [row.id for row in finding.find(desk, source).rows] == [row.id for row in finding.find(desk, kk or "").rows]


def test_the_same_seed_gives_the_same_people(practice: Practice, desk: Desk, tmp_path: Path) -> None:
    again = make(tmp_path / "again", Wanted(HOUSEHOLDS))
    other = make(tmp_path / "other", Wanted(12, seed=2, office="36.02"))
    assert again.made == practice.made
    found = []
    for one in (again, other):
        second = signing_in.sign_in(one.folder, "operator", PASSWORD)
        found.append(names(second))
        assert second.office.key != desk.office.key
        second.close()
    assert found[0] == names(desk)
    assert not set(found[1]) & set(found[0])
    assert other.made.office == "Kabupaten Lebak"


def test_faults_leave_as_many_entitled(tmp_path: Path) -> None:
    faulty = make(tmp_path / "office", Wanted(60, faults=True))
    assert faulty.made.listed.families == 60
    desk = signing_in.sign_in(faulty.folder, "operator", PASSWORD)
    with desk.read() as session:
        missing = session.scalar(select(func.count()).select_from(Member).where(Member.nik.is_(None)))
        short = session.scalar(select(func.count()).select_from(Member).where(func.length(Member.nik) == 15))
    desk.close()
    assert (missing or 0) + (short or 0) > 0


@pytest.mark.parametrize("steps", [0, 1, 3, 8])
def test_one_that_is_stopped_leaves_no_folder(tmp_path: Path, steps: int) -> None:
    with pytest.raises(Cancelled):
        making.make(tmp_path / "office", Wanted(20), PASSWORD, Gazetteer(), paths.resources(), StopAt(steps))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match=r"folder\.not_empty"):
        make(tmp_path, Wanted(5))
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (Wanted(0), "demo.households"),
        (Wanted(100_001), "demo.households"),
        (Wanted(5, office="99.99"), "areas.unknown_code"),
    ],
)
def test_what_cannot_be_made_is_refused(tmp_path: Path, wanted: Wanted, code: str) -> None:
    with pytest.raises(Refused) as refused:
        make(tmp_path / "office", wanted)
    assert refused.value.code == code
    assert list(tmp_path.iterdir()) == []
