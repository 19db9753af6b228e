"""`ejsika find`: families with their members, as lines and as JSON, and in the log."""

from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.models import AuditLine, Household, Member
from desktop.rules.terms import Relation, Role
from tests import families, offices
from tests.cli.commands import ejsika


@pytest.fixture
def peopled(office_folder: Path) -> Path:
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    families.add(desk, 8)
    desk.close()
    return office_folder


def test_families_are_found_with_their_members(peopled: Path) -> None:
    said = ejsika("find", peopled, "siti aminah", "--as", "auditor", "--json")
    assert said.status == 0
    assert len(said.json) == 2, "two mothers of that name"
    family = next(one for one in said.json if one["members"][1]["name"] == "UJANG")
    assert family["caretaker"] == "SITI AMINAH"
    assert family["status"] == "candidate"
    assert [member["name"] for member in family["members"]] == ["SITI AMINAH", "UJANG"]
    assert family["members"][0]["birth_date"] == "1984-03-12"
    assert len(family["members"][0]["nik"]) == 16
    assert {"id", "card", "village"} <= family.keys()


def test_lines_for_reading(peopled: Path) -> None:
    said = ejsika("find", peopled, "siti aminah", "--as", "operator")
    assert said.out.startswith("2 families found.\n")
    assert "UJANG" in said.out
    assert said.out.splitlines()[1].endswith(" · Candidate"), "in words, not by its code"


def test_a_family_without_caretaker_is_called_by_its_head_or_whoever_stands_first(peopled: Path) -> None:
    desk = offices.sign_in(peopled, Role.OPERATOR)
    with desk.write("test.nobody_named") as unit:
        for household in unit.session.scalars(select(Household)):
            household.caretaker_id = None
        children = list(unit.session.scalars(select(Member).where(Member.name == "UJANG")))
        children[0].relation = Relation.HEAD
        for mother in unit.session.scalars(select(Member).where(Member.name == "SITI AMINAH")):
            mother.relation = Relation.SPOUSE
        headed = children[0].household_id
        unit.touch("household", families={headed})
    desk.close()
    said = ejsika("find", peopled, "siti aminah", "--as", "operator")
    firsts = [line for line in said.out.splitlines()[1:] if not line.startswith(" ")]
    assert sorted(line.partition(" · ")[0] for line in firsts) == ["SITI AMINAH", "UJANG"]
    found = ejsika("find", peopled, "siti aminah", "--as", "operator", "--json").json
    assert {one["caretaker"] for one in found} == {""}, "programs are told that nobody is named"


def test_days_are_written_for_people_and_for_programs(peopled: Path) -> None:
    assert " · 12 Mar 1984" in ejsika("find", peopled, "siti aminah", "--as", "operator").out
    found = ejsika("find", peopled, "siti aminah", "--as", "operator", "--json").json
    assert found[0]["members"][0]["birth_date"] == "1984-03-12"


def test_a_limit(peopled: Path) -> None:
    assert len(ejsika("find", peopled, "cikadu", "--as", "operator", "--limit", 3, "--json").json) == 3


@pytest.mark.parametrize("typed", ["0", "-1", "10001", "9" * 23, "9" * 5000, "3.5", "", "tiga"])
def test_a_limit_that_is_none_is_wrong_usage(peopled: Path, typed: str) -> None:
    said = ejsika("find", peopled, "cikadu", "--as", "operator", f"--limit={typed}")
    assert (said.status, said.out) == (2, "")
    assert "--limit" in said.err
    assert "Traceback" not in said.err


def test_the_largest_limit_finds_all(peopled: Path) -> None:
    assert len(ejsika("find", peopled, "cikadu", "--as", "operator", "--limit", 10_000, "--json").json) == 8


def test_nothing_found_is_no_fault(peopled: Path) -> None:
    said = ejsika("find", peopled, "tidak ada orangnya", "--as", "operator", "--json")
    assert (said.status, said.json) == (0, [])


def test_each_search_stands_in_the_log(peopled: Path) -> None:
    ejsika("find", peopled, "siti", "--as", "supervisor")
    desk = offices.sign_in(peopled, Role.AUDITOR)
    try:
        with desk.read() as session:
            lines = session.scalars(select(AuditLine).where(AuditLine.action == "find")).all()
        assert [line.actor for line in lines] == ["supervisor"]
    finally:
        desk.close()


def test_a_wrong_password_finds_nothing(peopled: Path) -> None:
    assert ejsika("find", peopled, "siti", "--as", "operator", password="salah sekali").sentence
