"""Who died by a list, and who is staff by one, waits for a person; what was decided is not asked again."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from desktop.errors import Refused
from desktop.models import AuditLine, Household, Member, Task
from desktop.rules.terms import Presence, Role
from desktop.services import home
from desktop.services.desk import Desk
from desktop.services.families import finding
from desktop.services.official_lists import history, waiting
from tests import families, offices
from tests.services.official_lists import files as made

HEADINGS = ("NIK", "Nama", "Hasil")


@pytest.fixture
def households(operator: Desk) -> list[UUID]:
    return families.add(operator, 4)


def dead(folder: Path, *numbers: int, name: str = "mati.xlsx") -> Path:
    return made.write(folder / name, HEADINGS, [[made.mother(number), "", "MENINGGAL"] for number in numbers])


def names(desk: Desk) -> list[str]:
    return [each.name for each in waiting.waiting(desk)]


def follow(desk: Desk, member: UUID) -> None:
    """As an event that says it, or takes it back, does once the member is written."""
    with desk.write("test.followed") as unit:
        waiting.follow_death(unit, member, desk.now())


def put(desk: Desk, member: UUID, presence: Presence) -> None:
    made.change_member(desk, member, presence=presence.value)
    follow(desk, member)


def test_a_death_waits_and_nobody_is_marked_as_dead(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    made.keep(operator, dead(tmp_path, 0, 2), made.DUKCAPIL)
    found = waiting.waiting(operator)
    assert [(each.kind, each.household, each.name) for each in found] == [
        (waiting.LISTED_DEATH, households[2], "ENTIN SURYATIN"),
        (waiting.LISTED_DEATH, households[0], "SITI AMINAH"),
    ]
    assert {(each.source, each.as_of) for each in found} == {("dukcapil", made.DAY)}
    assert found[1].village == made.village_of(operator, households[0])
    assert {row.presence for row in made.everything(operator, Member)} == {Presence.LIVING_HERE.value}


@pytest.mark.parametrize(("about", "kind"), [(made.STAFF, "listed_staff"), (made.CIVIL, "listed_civil")])
def test_staff_and_officials_wait(
    operator: Desk, households: list[UUID], tmp_path: Path, about: made.About, kind: str
) -> None:
    path = made.write(tmp_path / "asn.xlsx", ("NIK", "Nama", "Jabatan"), [[made.mother(1), "ROHAYATI", "Guru"]])
    assert made.keep(operator, path, about).tasks_opened == 1
    (one,) = waiting.waiting(operator)
    assert (one.kind, one.household) == (kind, households[1])
    assert waiting.waiting(operator, (waiting.LISTED_DEATH,)) == ()


@pytest.mark.parametrize("about", [made.DUKCAPIL, made.DTSEN, made.PKH, made.STAFF, made.CIVIL])
@pytest.mark.parametrize("word", ["MENINGGAL", "PINDAH", "TIDAK DITEMUKAN", "PADAN"])
def test_no_list_changes_where_anybody_is(
    operator: Desk, households: list[UUID], tmp_path: Path, about: made.About, word: str
) -> None:
    """Whatever a list says, and whoever it holds: only a person enters what happened."""
    before = [(row.id, row.presence, row.version) for row in made.everything(operator, Member)]
    headings = ("NIK", "Nama", "Hasil", "Status", "Keberadaan")
    rows = [[made.mother(number), "SITI AMINAH", word, word, word] for number in range(2)]
    made.keep(operator, made.write(tmp_path / "a.xlsx", headings, rows), about)
    assert [(row.id, row.presence, row.version) for row in made.everything(operator, Member)] == before


def test_who_is_recorded_as_dead_already_does_not_wait(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    mother = made.people(operator, households[0])[0]
    made.change_member(operator, mother.id, presence=Presence.DIED.value)
    assert made.keep(operator, dead(tmp_path, 0, 1), made.DUKCAPIL).tasks_opened == 1
    assert names(operator) == ["ROHAYATI"]


def test_two_lists_that_say_the_same_ask_once(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    made.keep(operator, dead(tmp_path, 0), made.DUKCAPIL)
    assert made.keep(operator, dead(tmp_path, 0, name="b.xlsx"), made.DUKCAPIL).tasks_opened == 0
    assert names(operator) == ["SITI AMINAH"]


def test_what_was_decided_is_kept_and_not_asked_again(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    made.keep(operator, dead(tmp_path, 0), made.DUKCAPIL)
    (one,) = waiting.waiting(operator)
    answer = waiting.close(operator, one.task, "  Masih hidup,   ditemui 2 Maret ")
    assert answer.changes.touches("task")
    assert names(operator) == []
    (task,) = made.everything(operator, Task)
    assert (task.outcome, task.closed_at is not None) == ("Masih hidup, ditemui 2 Maret", True)
    assert made.keep(operator, dead(tmp_path, 0, name="b.xlsx"), made.DUKCAPIL).tasks_opened == 0
    assert names(operator) == []


NEWER = made.About(made.OfficialKind.DUKCAPIL, "dukcapil", date(2019, 6, 1))


def test_a_newer_list_asks_again_and_tells_what_was_decided(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    """Who lived when one went to look may have died since."""
    made.keep(operator, dead(tmp_path, 0), made.DUKCAPIL)
    (one,) = waiting.waiting(operator)
    assert (one.decided, one.decided_on) == ("", None)
    waiting.close(operator, one.task, "Masih hidup")
    made.change_household(operator, households[0], no_kk="3601010110091234")
    assert made.keep(operator, dead(tmp_path, 0, 1, name="b.xlsx"), made.DUKCAPIL).tasks_opened == 1
    assert names(operator) == ["ROHAYATI"]
    assert made.keep(operator, dead(tmp_path, 0, 1, 2, name="c.xlsx"), NEWER).tasks_opened == 2
    found = {each.name: each for each in waiting.waiting(operator)}
    assert found.keys() == {"ROHAYATI", "SITI AMINAH", "ENTIN SURYATIN"}
    again = found["SITI AMINAH"]
    assert (again.decided, again.decided_on, again.as_of) == ("Masih hidup", operator.today(), NEWER.as_of)
    assert found["ROHAYATI"].decided == ""


def test_a_newer_list_of_officials_asks_again(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    newer = made.About(made.CIVIL.kind, made.CIVIL.source, date(2019, 6, 1))
    for name, about, word in (("a.xlsx", made.CIVIL, "Guru"), ("b.xlsx", newer, "Kepala sekolah")):
        path = made.write(tmp_path / name, ("NIK", "Nama", "Jabatan"), [[made.mother(1), "ROHAYATI", word]])
        assert made.keep(operator, path, about).tasks_opened == 1
        (one,) = waiting.waiting(operator)
        waiting.close(operator, one.task, "Sudah berhenti")
    assert waiting.waiting(operator) == ()


def test_a_death_taken_back_asks_once_of_two_lists(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    mother = made.people(operator, households[0])[0].id
    made.change_member(operator, made.people(operator, households[1])[0].id, presence=Presence.DIED.value)
    for others, about in (((), made.DUKCAPIL), ((1,), NEWER)):
        made.keep(operator, dead(tmp_path, 0, *others), about)
        put(operator, mother, Presence.DIED)
        made.change_member(operator, mother, presence=Presence.LIVING_HERE.value)
    follow(operator, mother)
    assert [(each.name, each.as_of) for each in waiting.waiting(operator)] == [("SITI AMINAH", NEWER.as_of)]


def test_the_reason_stays_with_the_task_and_not_in_the_log(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    """What a person writes freely may name people, and the log is for ever."""
    made.keep(operator, dead(tmp_path, 0), made.DUKCAPIL)
    (one,) = waiting.waiting(operator)
    waiting.close(operator, one.task, "Ditemui Ibu Zubaedah di rumahnya")
    lines = made.everything(operator, AuditLine)
    (line,) = [line for line in lines if line.action == "list.task_closed"]
    assert (line.kind, line.record, line.detail) == ("household", str(households[0]), '{"task": "listed_death"}')
    assert not [each for each in lines if "Zubaedah" in (each.detail or "")]


def test_closing_twice_keeps_the_first_word(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    made.keep(operator, dead(tmp_path, 0), made.DUKCAPIL)
    (one,) = waiting.waiting(operator)
    waiting.close(operator, one.task, "Masih hidup")
    waiting.close(operator, one.task, "Lain")
    assert made.everything(operator, Task)[0].outcome == "Masih hidup"


@pytest.mark.parametrize(("reason", "code"), [(" ", "list.reason_needed"), ("Masih hidup", "list.task_unknown")])
def test_closing_is_checked(operator: Desk, households: list[UUID], reason: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        waiting.close(operator, households[0], reason)
    assert refused.value.code == code


def test_a_death_that_is_recorded_waits_no_more(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    made.keep(operator, dead(tmp_path, 0, 1), made.DUKCAPIL)
    mother = made.people(operator, households[0])[0].id
    put(operator, mother, Presence.DIED)
    assert names(operator) == ["ROHAYATI"]
    closed = {task.outcome: task.closed_at for task in made.everything(operator, Task)}
    assert closed.keys() == {None, "recorded"}
    follow(operator, mother)  # once more changes nothing
    assert {task.outcome: task.closed_at for task in made.everything(operator, Task)} == closed


def test_the_first_screen_finds_the_family_by_what_it_shows(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    made.keep(operator, dead(tmp_path, 3), made.DUKCAPIL)
    (item,) = [item for item in home.today(operator).items if item.kind is home.Kind.TASKS]
    assert item.text == made.card(3)
    assert [row.id for row in finding.find(operator, item.text).rows] == [households[3]]


def test_everybody_sees_it_and_only_the_operator_decides(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    made.keep(operator, dead(tmp_path, 0), made.DUKCAPIL)
    auditor = offices.same_office_as(operator, Role.AUDITOR)
    (one,) = waiting.waiting(auditor)
    with pytest.raises(Refused) as refused:
        waiting.close(auditor, one.task, "x")
    assert refused.value.code == "role.not_allowed"


def test_the_history_of_a_family(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    older = made.About(made.OfficialKind.POVERTY_REGISTER, "dtks", made.date(2018, 5, 1), "DTKS Mei 2018")
    made.keep(operator, made.write(tmp_path / "a.xlsx", ("No KK", "Desil"), [[made.card(0), 2]]), older)
    made.keep(operator, dead(tmp_path, 0), made.DUKCAPIL)
    found = history.of_family(operator, households[0])
    assert [(each.source, each.outcome, each.name, each.as_of) for each in found] == [
        ("dukcapil", "died", "SITI AMINAH", made.DAY),
        ("dtks", "listed", "", made.date(2018, 5, 1)),
    ]
    assert (found[1].title, dict(found[1].said.facts), found[1].member) == ("DTKS Mei 2018", {"desil": "2"}, None)
    assert history.of_family(operator, households[1]) == ()


def test_a_person_who_moves_to_another_family_leaves_the_result_where_it_was_said(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    """What the list said was said of the family as it was then."""
    made.keep(operator, dead(tmp_path, 0), made.DUKCAPIL)
    child = made.people(operator, households[0])[0]
    made.change_member(operator, child.id, household_id=households[1])
    assert [each.name for each in history.of_family(operator, households[0])] == ["SITI AMINAH"]
    assert len(made.everything(operator, Household)) == 4


def test_a_row_whose_cells_moved_says_nothing_of_anybody(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    """The name holds the separator, so its second half stands where the result is looked for."""
    path = tmp_path / "mati.csv"
    rows = ["NIK;Nama;Hasil;Catatan", f"{made.mother(0)};SITI;MENINGGAL;x;y", f"{made.mother(1)};ROHAYATI;MENINGGAL;;"]
    path.write_text("\n".join(rows), "utf-8")
    compared = made.preview(operator, path, made.DUKCAPIL).compared
    assert [(problem.row, problem.code) for problem in compared.problems] == [(2, "sheets.row_too_wide")]
    assert (compared.counts.rows, compared.counts.by_nik, compared.counts.unusable) == (2, 1, 1)
    assert compared.counts.balanced
    assert made.keep(operator, path, made.DUKCAPIL).tasks_opened == 1
    assert names(operator) == ["ROHAYATI"]
