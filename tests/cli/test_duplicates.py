"""`ejsika duplicates`: the search, what it found, and who may run it."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.models import Likeness
from desktop.rules.terms import Role
from desktop.services.duplicates import deciding
from desktop.services.duplicates.keeping import Decision
from tests import offices
from tests.cli.commands import ejsika
from tests.services.duplicates.doubles import NIK, double, family, one_pair, person


@pytest.fixture
def doubled(office_folder: Path) -> Path:
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    double(desk)
    family(desk, person("Rohayati", birth_date=None, mother_name=""))
    desk.close()
    return office_folder


def test_what_is_found_is_counted_and_listed(doubled: Path) -> None:
    said = ejsika("duplicates", doubled, "--as", "operator", "--json")
    assert said.status == 0
    figures = dict(said.json)
    (row,) = figures.pop("rows")
    assert figures == {"people": 3, "pairs": 1, "new": 1, "again": 0, "gone": 0, "listed": 1}
    assert (row["rule"], row["score"], row["decision"], row["more"]) == ("same_nik", 100, None, 0)
    assert (row["one"], row["other"]) == ("SITI AMINAH", "SITI AMINAH")
    assert NIK not in said.out


def test_a_second_run_finds_nothing_new(doubled: Path) -> None:
    ejsika("duplicates", doubled, "--as", "operator")
    again = ejsika("duplicates", doubled, "--as", "supervisor", "--json").json
    assert (again["pairs"], again["new"], again["listed"]) == (1, 0, 1)
    desk = offices.sign_in(doubled, Role.OPERATOR)
    try:
        with desk.read() as session:
            assert session.scalar(select(func.count()).select_from(Likeness)) == 1
    finally:
        desk.close()


def test_lines_for_reading(doubled: Path) -> None:
    lines = ejsika("duplicates", doubled, "--as", "operator").out.splitlines()
    assert lines[:2] == ["3 people compared.", "1 pair listed."]
    assert lines[2].startswith("100  Same NIK · SITI AMINAH (")


def test_decided_pairs_are_listed_by_their_state(doubled: Path) -> None:
    ejsika("duplicates", doubled, "--as", "operator")
    desk = offices.sign_in(doubled, Role.OPERATOR)
    deciding.decide(desk, one_pair(desk).id, Decision.DIFFERENT, "Ditanyakan ke desa")
    desk.close()
    assert ejsika("duplicates", doubled, "--as", "operator", "--json").json["rows"] == []
    said = ejsika("duplicates", doubled, "--as", "operator", "--state", "different", "--json")
    assert [row["decision"] for row in said.json["rows"]] == ["different"]


@pytest.mark.parametrize("name", ["auditor", "administrator"])
def test_others_see_what_was_found_and_search_nothing(doubled: Path, name: str) -> None:
    before = ejsika("duplicates", doubled, "--as", name, "--json")
    assert (before.status, before.json) == (0, {"listed": 0, "rows": []})
    ejsika("duplicates", doubled, "--as", "operator")
    said = ejsika("duplicates", doubled, "--as", name, "--json")
    assert (said.status, said.json["listed"], len(said.json["rows"])) == (0, 1, 1)
    lines = ejsika("duplicates", doubled, "--as", name).out.splitlines()
    assert lines[:2] == [
        "Nothing was searched: operators and supervisors search. This was found before.",
        "1 pair listed.",
    ]


@pytest.mark.parametrize("words", [["--state", "gone"], ["--limit", "0"], ["--limit", "x"]])
def test_wrong_usage(doubled: Path, words: list[str]) -> None:
    said = ejsika("duplicates", doubled, "--as", "operator", *words)
    assert (said.status, said.out) == (2, "")
