"""`ejsika audit`: as lines, as JSON, over a list, a programme or a year of it, and each refusal one sentence."""

from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.models import Payment
from desktop.rules.terms import Role
from tests import offices
from tests.cli.commands import ejsika
from tests.services.money.walk import drafted

TRANCHE = "2019/1"


@pytest.fixture
def listed(office_folder: Path) -> Path:
    """An office with a draft in which one NIK lost its digits."""
    operator = offices.sign_in(office_folder, Role.OPERATOR)
    drafted(operator, 2)
    with operator.write("test.nik") as unit:
        unit.session.scalars(select(Payment)).first().caretaker_nik = "3,60102E+15"  # type: ignore[union-attr]
    operator.close()
    return office_folder


def test_the_tests_of_an_auditor(listed: Path) -> None:
    said = ejsika("audit", listed, TRANCHE, "--as", "auditor")
    assert said.status == 1, "a script stops where something is wrong"
    assert "1 · wrong · NIK that cannot be one" in said.out
    assert "lost digits" in said.out
    told = ejsika("audit", listed, "--json").json
    assert (told["tranche"], told["wrong"]) == (None, 1)
    row = next(row for row in told["rows"] if row["level"] == "wrong")
    assert row["code"] == "audit.nik_wrong"
    assert row["household"]
    assert "1 rows that are wrong" in ejsika("tranche", "approve", listed, TRANCHE).sentence


def test_a_sound_list_ends_well(office_folder: Path) -> None:
    operator = offices.sign_in(office_folder, Role.OPERATOR)
    drafted(operator, 2)
    operator.close()
    said = ejsika("audit", office_folder, TRANCHE, "--json")
    assert (said.status, said.json["wrong"]) == (0, 0)
    assert len(said.json["tests"]) == 19


def test_in_indonesian(listed: Path) -> None:
    said = ejsika("audit", listed, TRANCHE, language="id")
    assert "keliru · NIK tidak mungkin benar" in said.out


def test_over_a_programme_and_a_year_of_it(listed: Path) -> None:
    whole = ejsika("audit", listed, "--programme", "jamsosratu", "--json").json
    year = ejsika("audit", listed, "--programme", "jamsosratu", "--year", "2019", "--json").json
    assert (whole["programme"], whole["year"], whole["tranche"], whole["wrong"]) == ("jamsosratu", None, None, 1)
    assert (year["programme"], year["year"], year["tranche"], year["wrong"]) == ("jamsosratu", 2019, None, 1)
    assert ejsika("audit", listed, TRANCHE, "--json").json["programme"] is None


def test_what_cannot_be_meant(listed: Path) -> None:
    both = ejsika("audit", listed, TRANCHE, "--programme", "jamsosratu")
    assert both.sentence.startswith("Say either a tranche, or a programme")
    assert ejsika("audit", listed, "--year", "2019").sentence == both.sentence
    assert "jamsosratu-2018" in ejsika("audit", listed, "--programme", "jamsosratu", "--year", "2018").sentence
    assert "pkh" in ejsika("audit", listed, "--programme", "pkh").sentence


def test_rows_are_explained_and_read_again(listed: Path) -> None:
    ejsika("audit", listed, TRANCHE)
    told = ejsika("finding", "list", listed, TRANCHE, "--json", "--as", "auditor").json
    assert all(row["explained"] is None for row in told["rows"])
    row = next(row["id"] for row in told["rows"] if row["level"] == "wrong")
    said = ejsika("finding", "explain", listed, row, "--reason", "KTP dilihat", "--json", "--as", "supervisor").json
    assert [(one["id"], [line["reason"] for line in one["history"]]) for one in said["rows"]] == [
        (row, ["KTP dilihat"])
    ]
    again = ejsika("audit", listed, TRANCHE)
    assert again.status == 1, "what is explained still stops"
    assert "1 · wrong · NIK that cannot be one · 1 of 1 explained" in again.out
    (found,) = [one for one in ejsika("finding", "list", listed, TRANCHE, "--json").json["rows"] if one["explained"]]
    assert (found["explained"]["reason"], found["explained"]["by"]) == ("KTP dilihat", "Si Supervisor")
    assert found["id"] != row, "it followed the row into the next run"
    assert "Explained: KTP dilihat (Si Supervisor)" in ejsika("finding", "list", listed, TRANCHE).out
    assert "KTP dilihat" not in ejsika("finding", "list", listed, TRANCHE, "--open").out
    taken = ejsika("finding", "take-back", listed, found["id"])
    assert taken.out == "The explanation was taken back.\n"
    tests = ejsika("finding", "list", listed, TRANCHE, "--json").json["tests"]
    assert sum(one["explained"] for one in tests) == 0


def test_what_cannot_be_explained(listed: Path) -> None:
    assert "were not run over this yet" in ejsika("finding", "list", listed).sentence
    row = ejsika("audit", listed, "--json").json["rows"][0]["id"]
    assert "were not run over this yet" in ejsika("finding", "list", listed, "--programme", "jamsosratu").sentence
    assert "12 is no id" in ejsika("finding", "explain", listed, "12", "--reason", "x").sentence
    assert "Write why" in ejsika("finding", "take-back", listed, row).sentence
    said = ejsika("finding", "explain", listed, row, "--reason", "x", "--as", "auditor").sentence
    assert "auditor" in said
