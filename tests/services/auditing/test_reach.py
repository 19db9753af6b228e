"""A run is over a list, a programme, one year of it, or everything; only runs over the same are held together."""

import pytest
from sqlalchemy import select

from desktop import paths
from desktop.errors import Refused
from desktop.models import PayList
from desktop.services import programmes
from desktop.services.auditing import audits, comparing, lists
from desktop.services.auditing.audits import CheckRow
from desktop.services.auditing.comparing import FindingFilters
from desktop.services.auditing.kinds import AuditTest
from desktop.services.auditing.reach import ProgrammeKey, Reach
from desktop.services.desk import Desk
from desktop.services.money.keys import TrancheKey
from desktop.wording.translator import sentences
from tests.documents.paper_readers import words
from tests.services.auditing.faulty import DAMAGED, nik_of_all
from tests.services.money.walk import FIRST, OTHER, SECOND, drafted, other_programme

T = AuditTest
WHOLE, YEAR = ProgrammeKey("jamsosratu"), ProgrammeKey("jamsosratu", 2019)


@pytest.fixture
def three(operator: Desk) -> Desk:
    """Two tranches of a programme with two families and one, and a list of another with one; every NIK is wrong."""
    drafted(operator, 2)
    other_programme(operator)
    drafted(operator, 1, OTHER)
    drafted(operator, 1, SECOND)
    nik_of_all(operator, DAMAGED)
    return operator


def named(desk: Desk, over: Reach) -> set[TrancheKey | None]:
    """Lists on which a run finds the NIK wrong."""
    check = audits.run(desk, over).value
    assert check.over == over
    return {row.key for row in audits.findings(desk, check.id, T.NIK_WRONG)}


def test_a_run_names_rows_of_what_it_is_over_only(three: Desk) -> None:
    assert named(three, WHOLE) == {FIRST, SECOND}
    assert named(three, YEAR) == {FIRST, SECOND}
    assert named(three, ProgrammeKey(OTHER.programme)) == {OTHER}
    assert named(three, SECOND) == {SECOND}
    assert named(three, None) == {FIRST, SECOND, OTHER}


def test_a_year_is_one_of_several(three: Desk) -> None:
    """A list of the year before stays out of this year's run, and is in the programme's."""
    with three.write("test.year") as unit:
        programmes.store(unit, programmes.packaged("jamsosratu-2018", paths.resources()), three.office.code)
        unit.session.flush()
        unit.session.scalars(select(PayList).where(PayList.tranche == SECOND.number)).one().year = 2018
    before = TrancheKey("jamsosratu", 2018, SECOND.number)
    assert named(three, YEAR) == {FIRST}
    assert named(three, ProgrammeKey("jamsosratu", 2018)) == {before}
    assert named(three, WHOLE) == {FIRST, before}


def test_a_refusal_says_what_has_no_list(three: Desk) -> None:
    with pytest.raises(Refused) as refused:
        audits.run(three, ProgrammeKey("jamsosratu", 2018))
    assert refused.value.code == "audit.no_lists"
    assert sentences()["audit.no_lists"].format(**refused.value.values).startswith("No list of jamsosratu-2018 was")


@pytest.mark.parametrize("over", [ProgrammeKey("pkh"), ProgrammeKey("jamsosratu", 2031), TrancheKey("pkh", 2019, 1)])
def test_what_has_no_list_is_not_tested(three: Desk, over: Reach) -> None:
    with pytest.raises(Refused):
        audits.run(three, over)
    assert audits.checks(three) == ()


def test_each_reach_has_its_own_runs(three: Desk) -> None:
    kept = {over: audits.run(three, over).value for over in (WHOLE, YEAR, FIRST, None)}
    for over in (WHOLE, YEAR, FIRST):
        assert [one.id for one in audits.checks(three, over)] == [kept[over].id]
    assert {one.id for one in audits.checks(three)} == {one.id for one in kept.values()}
    assert {one.over for one in audits.checks(three)} == set(kept)
    assert kept[YEAR].key is None
    assert kept[FIRST].key == FIRST
    last = audits.latest(three, FIRST)
    assert last is not None
    assert last.id == kept[FIRST].id, "of a list counts what was asked of that list"


def test_only_runs_over_the_same_are_compared(three: Desk) -> None:
    first = audits.run(three, YEAR).value
    second = audits.run(three, YEAR).value
    assert not any(change.new or change.gone for change in comparing.changes(three, second.id, first.id).values())
    for over in (WHOLE, ProgrammeKey(OTHER.programme, 2019), FIRST, None):
        other = audits.run(three, over).value
        with pytest.raises(Refused, match=r"audit\.not_alike"):
            comparing.changes(three, other.id, second.id)


@pytest.mark.parametrize(
    ("over", "said"),
    [
        (WHOLE, "Program jamsosratu, semua tahun"),
        (YEAR, "Program jamsosratu, tahun 2019"),
        (FIRST, "Daftar jamsosratu:2019/1"),
        (None, "Semua daftar"),
    ],
)
def test_the_paper_says_what_was_tested(three: Desk, over: Reach, said: str) -> None:
    check: CheckRow = audits.run(three, over).value
    made = lists.on_paper(three, FindingFilters(check.id, T.NIK_WRONG))
    assert said in words(made.pdf)


def test_how_a_programme_is_written() -> None:
    assert (str(WHOLE), str(YEAR)) == ("jamsosratu", "jamsosratu-2019")
    assert min(YEAR, ProgrammeKey("jamsosratu", 2018)).year == 2018
