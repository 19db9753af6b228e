"""Facilitators by command: added, listed, given a village, and refused with a sentence."""

from pathlib import Path

import pytest

from desktop.rules.terms import Role
from tests import families, offices
from tests.cli.commands import ejsika

NIK = "3601015203840001"


@pytest.fixture
def office(office_folder: Path) -> Path:
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    families.add(desk, 3, places=families.villages(desk, 1))
    desk.close()
    return office_folder


def village(office: Path) -> str:
    desk = offices.sign_in(office, Role.OPERATOR)
    code = families.villages(desk, 1)[0]
    desk.close()
    return code


def test_one_is_added_given_a_village_and_listed(office: Path) -> None:
    added = ejsika("facilitator", "add", office, "titin supriatin", "--phone", "0812", "--as", "operator", "--json")
    assert added.json["name"] == "Titin Supriatin"
    where = ("--village", village(office))
    given = ejsika("facilitator", "assign", office, "Titin Supriatin", *where, "--as", "operator", "--json")
    assert given.json == {"taken": 3, "same": 0}
    listed = ejsika("facilitator", "list", office, "--as", "auditor", "--json")
    (one,) = listed.json
    assert one == {"id": added.json["id"], "name": "Titin Supriatin", "active": True, "families": 3, "overdue": 0}
    again = ejsika("facilitator", "assign", office, one["id"], *where, "--all", "--as", "operator", "--json")
    assert again.json == {"taken": 0, "same": 3}


def test_families_of_another_are_taken_only_with_all(office: Path) -> None:
    code = village(office)
    for name in ("Titin", "Ratna"):
        assert ejsika("facilitator", "add", office, name, "--as", "operator").status == 0
    assert ejsika("facilitator", "assign", office, "Titin", "--village", code, "--as", "operator").status == 0
    said = ejsika("facilitator", "assign", office, "Ratna", "--village", code, "--as", "operator")
    assert "facilitator" in said.sentence
    taken = ejsika("facilitator", "assign", office, "Ratna", "--village", code, "--all", "--as", "operator", "--json")
    assert taken.json == {"taken": 3, "same": 0}


def test_an_unknown_name_is_said(office: Path) -> None:
    said = ejsika("facilitator", "assign", office, "Siapa", "--village", village(office), "--as", "operator")
    assert said.sentence.startswith('No facilitator is called "Siapa".')


def test_two_of_one_name_are_told_apart_by_nik_or_number(office: Path) -> None:
    for words in ((), ("--nik", NIK)):
        said = ejsika("facilitator", "add", office, "Titin Supriatin", *words, "--as", "operator")
    assert said.out.splitlines()[1] == "2 facilitators are called Titin Supriatin now. Is it the same person?"
    where = ("--village", village(office), "--as", "operator")
    refused = ejsika("facilitator", "assign", office, "titin  supriatin", *where).sentence
    assert refused.startswith("2 facilitators are called titin supriatin: 1 Titin Supriatin")
    assert refused.count("Titin Supriatin (••••••••••840001)") == 1, "the other has no NIK"
    assert refused.endswith(". Give the NIK instead, or the number before the name.")
    lines = ejsika("facilitator", "list", office, "--as", "auditor").out.splitlines()
    number = next(line.split()[0] for line in lines if "•" in line)
    assert ejsika("facilitator", "assign", office, number, *where, "--json").json == {"taken": 3, "same": 0}
    assert "facilitator" in ejsika("facilitator", "assign", office, NIK, *where).sentence
    listed = ejsika("facilitator", "list", office, "--as", "auditor").out.splitlines()
    assert [line for line in listed if "•" in line] == [f"  {number}  Titin Supriatin (••••••••••840001): 3 families"]


@pytest.mark.parametrize("typed", ["0", "3", "3601015203840009"])
def test_a_number_of_nobody_is_said(office: Path, typed: str) -> None:
    for name in ("Titin", "Ratna"):
        ejsika("facilitator", "add", office, name, "--as", "operator")
    said = ejsika("facilitator", "assign", office, typed, "--village", village(office), "--as", "operator")
    assert said.sentence.startswith(f'No facilitator is called "{typed}".')


def test_others_may_not_add(office: Path) -> None:
    said = ejsika("facilitator", "add", office, "Titin", "--as", "supervisor")
    assert "Operator" in said.sentence
    assert ejsika("facilitator", "list", office, "--as", "supervisor", "--json").json == []
