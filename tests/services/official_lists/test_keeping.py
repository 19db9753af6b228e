"""Keeping what a list says: all or nothing, once, with who and when, and no family is changed by it."""

import json
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Cancelled, Refused
from desktop.models import AuditLine, ColumnMap, Household, ListMatch, Member, OfficialList, RecordVersion, Task
from desktop.rules.official_lists import OfficialKind
from desktop.rules.terms import Role
from desktop.services import safety
from desktop.services.desk import Desk
from desktop.services.money.proving import prove
from desktop.services.official_lists import accepting, kept, previewing
from desktop.services.official_lists.answers import About
from tests import families, offices
from tests.services.official_lists import files as made

HEADINGS = ("NIK", "Nama", "Tanggal Lahir", "Hasil")


@pytest.fixture
def households(operator: Desk) -> list[UUID]:
    return families.add(operator, 5)


@pytest.fixture
def answer(households: list[UUID], tmp_path: Path) -> Path:
    """An answer of Dukcapil: one agrees, one does not, one is not found, one died, one is not ours, one is asked."""
    return made.write(
        tmp_path / "jawaban.xlsx",
        HEADINGS,
        [
            [made.mother(0), "SITI AMINAH", "12-03-1984", "PADAN"],
            [made.mother(1), "ROHAYATI", "13-03-1984", "TIDAK PADAN"],
            [made.mother(2), "", "", "TIDAK DITEMUKAN"],
            [made.mother(3), "NURJANAH", "12-03-1984", "MENINGGAL"],
            ["3201011003840001", "ORANG LAIN", "10-03-1984", "PADAN"],
            ["", "MIMIN MINTARSIH", "12-03-1984", "PADAN"],
        ],
    )


def actions(desk: Desk) -> list[tuple[str, str | None]]:
    with desk.read() as session:
        rows = session.execute(select(AuditLine.action, AuditLine.kind).order_by(AuditLine.seq))
        return [(row.action, row.kind) for row in rows]


def test_a_preview_keeps_nothing_and_is_logged(operator: Desk, answer: Path) -> None:
    found = made.preview(operator, answer, made.DUKCAPIL)
    assert found.counts.outcomes == {"match": 1, "differs": 1, "not_found": 1, "died": 1}
    assert (found.counts.questions, found.counts.absent, found.known) == (1, 1, None)
    assert made.lists(operator) == []
    assert made.everything(operator, ColumnMap) == []
    assert actions(operator)[-1] == ("list.preview", None)


def test_what_is_kept(operator: Desk, answer: Path, households: list[UUID]) -> None:
    taken = made.keep(operator, answer, made.DUKCAPIL)
    assert (taken.matches, taken.decided, taken.tasks_opened) == (4, 0, 1)
    (kept_list,) = made.lists(operator)
    assert (kept_list.id, kept_list.kind, kept_list.source) == (taken.list_id, "dukcapil", "dukcapil")
    assert (kept_list.as_of, kept_list.file_name, kept_list.rows) == (made.DAY, "jawaban.xlsx", 6)
    assert json.loads(kept_list.counts) == {"match": 1, "differs": 1, "not_found": 1, "died": 1}
    assert kept_list.by == operator.person.id
    assert made.results(operator) == [
        ("match", "nik", 2),
        ("differs", "nik", 3),
        ("not_found", "nik", 4),
        ("died", "nik", 5),
    ]
    matches = made.everything(operator, ListMatch)
    assert {each.household_id for each in matches} == set(households[:4])


def test_no_family_is_changed_by_it(operator: Desk, answer: Path) -> None:
    def stamps() -> list[tuple[str, int]]:
        return [
            (row.version, row.change_number) for kind in (Household, Member) for row in made.everything(operator, kind)
        ]

    before = stamps()
    made.keep(operator, answer, made.DUKCAPIL)
    assert stamps() == before


def test_every_result_is_journalled(operator: Desk, answer: Path) -> None:
    made.keep(operator, answer, made.DUKCAPIL)
    with operator.read() as session:
        versions = session.scalars(select(RecordVersion.kind)).all()
    assert (versions.count("list_match"), versions.count("official_list"), versions.count("column_map")) == (4, 1, 1)
    assert ("list.accept", "official_list") in actions(operator)
    auditor = offices.same_office_as(operator, Role.AUDITOR)
    assert safety.verify(auditor, prove).faults == ()


def test_the_same_file_again_changes_nothing(operator: Desk, answer: Path) -> None:
    first = made.keep(operator, answer, made.DUKCAPIL)
    before = actions(operator)
    again = made.preview(operator, answer, made.DUKCAPIL)
    assert (again.known, again.counts.kept, again.counts.matched) == (first.list_id, 4, 0)
    assert again.counts.balanced
    result = accepting.accept(operator, again)
    assert (result.value.list_id, result.value.matches) == (first.list_id, 0)
    assert result.changes.kinds == frozenset()
    assert actions(operator) == [*before, ("list.preview", None)]


def test_the_same_file_after_a_family_came_adds_what_is_new(operator: Desk, answer: Path, tmp_path: Path) -> None:
    path = made.write(tmp_path / "dua.xlsx", HEADINGS, [[made.mother(n), "", "", "PADAN"] for n in (0, 7)])
    first = made.keep(operator, path, made.DUKCAPIL)
    families.add(operator, 1, start=7)
    second = made.keep(operator, path, made.DUKCAPIL)
    assert (second.list_id, second.matches) == (first.list_id, 1)
    (one,) = made.lists(operator)
    assert json.loads(one.counts) == {"match": 2}
    assert made.results(operator) == [("match", "nik", 2), ("match", "nik", 3)]


def test_the_same_rows_as_another_source_are_another_list(operator: Desk, answer: Path) -> None:
    made.keep(operator, answer, made.DUKCAPIL)
    made.keep(operator, answer, About(OfficialKind.DUKCAPIL, "siak", made.DAY))
    assert sorted(each.source for each in made.lists(operator)) == ["dukcapil", "siak"]


def test_a_row_said_twice_is_kept_once_also_the_second_time(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    path = made.write(tmp_path / "ganda.xlsx", HEADINGS, [[made.mother(0), "", "", "PADAN"]] * 3)
    assert made.preview(operator, path, made.DUKCAPIL).counts.repeated == 2
    made.keep(operator, path, made.DUKCAPIL)
    again = made.preview(operator, path, made.DUKCAPIL).counts
    assert (again.kept, again.repeated, again.matched, again.balanced) == (1, 2, 0, True)


def test_a_question_is_left_open_unless_it_is_answered(operator: Desk, answer: Path) -> None:
    found = made.preview(operator, answer, made.DUKCAPIL)
    (question,) = found.compared.questions
    assert question.row == 7
    taken = accepting.accept(operator, found, {7: question.candidates[0]}).value
    assert (taken.matches, taken.decided) == (5, 1)
    assert made.results(operator)[-1] == ("match", "name", 7)


def test_a_question_left_open_can_be_answered_later(operator: Desk, answer: Path) -> None:
    first = made.keep(operator, answer, made.DUKCAPIL)
    found = made.preview(operator, answer, made.DUKCAPIL)
    (question,) = found.compared.questions
    taken = accepting.accept(operator, found, {question.row: question.candidates[0]}).value
    assert (taken.list_id, taken.matches, taken.decided) == (first.list_id, 1, 1)
    assert made.preview(operator, answer, made.DUKCAPIL).counts.questions == 0


def test_nobody_can_be_named_who_was_not_asked_about(operator: Desk, answer: Path) -> None:
    found = made.preview(operator, answer, made.DUKCAPIL)
    (question,) = found.compared.questions
    with pytest.raises(Refused) as refused:
        accepting.accept(operator, found, {2: question.candidates[0]})
    assert (refused.value.code, refused.value.values) == ("list.not_asked", {"row": 2})
    assert made.lists(operator) == []


def test_only_questions_and_nothing_answered_keeps_nothing(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    path = made.write(tmp_path / "tanya.xlsx", HEADINGS, [["", "ROHAYATI", "12-03-1984", "PADAN"]])
    taken = made.keep(operator, path, made.DUKCAPIL)
    assert (taken.list_id, taken.matches) == (None, 0)
    assert made.lists(operator) == []


def test_a_change_that_changes_nothing_of_it_is_no_hindrance(
    operator: Desk, answer: Path, households: list[UUID]
) -> None:
    found = made.preview(operator, answer, made.DUKCAPIL)
    made.change_household(operator, households[0], phone="081234567890")
    assert accepting.accept(operator, found).value.matches == 4


def test_a_change_that_changes_it_is_refused(operator: Desk, answer: Path, households: list[UUID]) -> None:
    found = made.preview(operator, answer, made.DUKCAPIL)
    made.change_member(operator, made.people(operator, households[0])[0].id, birth_date=date(1984, 3, 13))
    with pytest.raises(Refused) as refused:
        accepting.accept(operator, found)
    assert refused.value.code == "list.office_changed"
    assert made.results(operator) == []


def test_two_people_keep_the_same_file(operator: Desk, answer: Path) -> None:
    """Whoever is second has looked at an office without the list, and is told so."""
    found = made.preview(operator, answer, made.DUKCAPIL)
    made.keep(operator, answer, made.DUKCAPIL)
    with pytest.raises(Refused) as refused:
        accepting.accept(operator, found)
    assert refused.value.code == "list.office_changed"
    assert len(made.results(operator)) == 4


class StopAt:
    """Stops the work at the step of that number."""

    def __init__(self, step: int) -> None:
        self.left = step

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def test_stopped_while_reading_or_comparing_nothing_is_left(operator: Desk, answer: Path) -> None:
    with pytest.raises(Cancelled):
        previewing.preview(operator, answer, made.DUKCAPIL, progress=StopAt(0))
    assert made.preview(operator, answer, made.DUKCAPIL).counts.matched == 4


def test_stopped_while_keeping_nothing_is_kept(operator: Desk, answer: Path) -> None:
    found = made.preview(operator, answer, made.DUKCAPIL)
    with pytest.raises(Cancelled):
        accepting.accept(operator, found, progress=StopAt(0))
    assert made.lists(operator) == []
    assert made.everything(operator, Task) == []
    assert accepting.accept(operator, found).value.matches == 4


@pytest.mark.parametrize(
    ("about", "code"),
    [
        (About(OfficialKind.STAFF, " ", made.DAY), "list.no_source"),
        (About(OfficialKind.STAFF, "tksk", date.max - timedelta(days=1)), "list.day_to_come"),
    ],
)
def test_a_list_needs_a_source_and_a_day_that_was(operator: Desk, answer: Path, about: About, code: str) -> None:
    with pytest.raises(Refused) as refused:
        made.preview(operator, answer, about)
    assert refused.value.code == code


def test_a_source_is_written_as_a_code(operator: Desk, answer: Path) -> None:
    found = made.preview(operator, answer, About(OfficialKind.STAFF, " SDM  Kesos ", made.DAY, "  Daftar   2019 "))
    assert (found.about.source, found.about.title) == ("sdm_kesos", "Daftar 2019")


def test_a_file_without_rows_is_refused(operator: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        made.preview(operator, made.write(tmp_path / "kosong.xlsx", HEADINGS, []), made.DUKCAPIL)
    assert refused.value.code == "list.no_rows"


def test_a_file_that_is_gone_is_refused(operator: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        made.preview(operator, tmp_path / "hilang.xlsx", made.DUKCAPIL)
    assert refused.value.code == "sheets.missing"


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_the_operator_keeps_lists(operator: Desk, answer: Path, role: Role) -> None:
    desk = offices.same_office_as(operator, role)
    with pytest.raises(Refused) as refused:
        made.preview(desk, answer, made.DUKCAPIL)
    assert refused.value.code == "role.not_allowed"
    made.keep(operator, answer, made.DUKCAPIL)
    (one,) = kept.lists(desk)
    assert one.matched == 4


def test_lists_are_shown_newest_first_with_who_kept_them(operator: Desk, answer: Path) -> None:
    made.keep(operator, answer, made.DUKCAPIL)
    newer = made.keep(operator, answer, made.STAFF)
    found = kept.lists(operator)
    assert [each.kind for each in found] == ["staff", "dukcapil"]
    assert {each.by for each in found} == {"Si Operator"}
    assert newer.list_id is not None
    assert kept.one(operator, newer.list_id) == found[0]


def test_a_list_that_is_not_there(operator: Desk, households: list[UUID]) -> None:
    with pytest.raises(Refused) as refused:
        kept.one(operator, households[0])
    assert refused.value.code == "list.unknown"


def test_results_are_shown_masked_and_by_outcome(operator: Desk, answer: Path) -> None:
    list_id = made.keep(operator, answer, made.DUKCAPIL).list_id
    assert list_id is not None
    page = kept.matches(operator, list_id)
    assert [each.name for each in page.rows] == ["SITI AMINAH", "ROHAYATI", "ENTIN SURYATIN", "NURJANAH"]
    assert page.following is None
    assert page.rows[0].nik.endswith("840000")
    assert made.mother(0) not in page.rows[0].nik
    (died,) = kept.matches(operator, list_id, "died").rows
    assert (died.name, died.row, dict(died.said.facts)) == ("NURJANAH", 5, {"word": "MENINGGAL"})
    assert kept.matches(operator, list_id, "listed").rows == ()


def test_results_come_a_page_at_a_time(operator: Desk, tmp_path: Path) -> None:
    families.add(operator, kept.PAGE + 3)
    rows = [[made.mother(number), "", "", "PADAN"] for number in range(kept.PAGE + 3)]
    list_id = made.keep(operator, made.write(tmp_path / "banyak.xlsx", HEADINGS, rows), made.DUKCAPIL).list_id
    assert list_id is not None
    first = kept.matches(operator, list_id)
    assert (len(first.rows), first.following) == (kept.PAGE, kept.PAGE)
    rest = kept.matches(operator, list_id, None, kept.PAGE)
    assert (len(rest.rows), rest.following) == (3, None)
    assert not {each.id for each in first.rows} & {each.id for each in rest.rows}


def test_a_list_of_a_whole_family_is_named_by_its_caretaker(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    path = made.write(tmp_path / "kk.xlsx", ("No KK", "Desil"), [[made.card(1), 3]])
    list_id = made.keep(operator, path, made.DTSEN).list_id
    assert list_id is not None
    (one,) = kept.matches(operator, list_id).rows
    assert (one.name, one.member, one.nik, one.found_by) == ("ROHAYATI", None, "", "no_kk")
    assert isinstance(made.everything(operator, OfficialList)[0], OfficialList)
