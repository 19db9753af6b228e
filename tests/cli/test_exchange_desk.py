"""The desk between offices as it is typed: what differs, both values, and the decision."""

from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.models import Member
from desktop.rules.terms import Role
from tests import offices
from tests.cli.commands import ejsika
from tests.services.exchange.conftest import End
from tests.services.exchange.differing import difference

WHY = ("--reason", "Sesuai KTP yang dilihat")


@pytest.fixture
def differing(office_folder: Path) -> str:
    """An office with one difference; its id."""
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    found = difference(End(desk, offices.same_office_as(desk, Role.SUPERVISOR)))
    desk.close()
    return str(found)


def name_of_mother(folder: Path) -> str:
    desk = offices.sign_in(folder, Role.OPERATOR)
    with desk.read() as session:
        name = session.scalars(select(Member.name).order_by(Member.position)).first()
    desk.close()
    return str(name)


def test_a_difference_is_listed_looked_at_and_decided(office_folder: Path, differing: str) -> None:
    (row,) = ejsika("differences", office_folder, "--json").json
    assert (row["id"], row["kind"], row["mine"], row["fields"]) == (differing, "member", True, ["name", "occupation"])
    looked = ejsika("differences", office_folder, differing)
    assert "name (Name): SITI ZULAIKHA | SITI FATIMAH" in looked.out
    assert "Si Operator" in looked.out
    unsaid = ejsika("differences", office_folder, differing, "--keep", "fields", "--theirs", "name")
    assert unsaid.sentence.startswith("Write the reason")
    done = ejsika("differences", office_folder, differing, "--keep", "fields", "--theirs", "name", *WHY, "--json").json
    assert done["decided"] == "fields"
    assert name_of_mother(office_folder) == "SITI FATIMAH"
    assert ejsika("differences", office_folder).out == "Nothing waits for a decision.\n"
    assert "Field by field" in ejsika("differences", office_folder, "--decided").out
    after = ejsika("differences", office_folder, differing, "--json").json
    assert (after["reason"], after["decided_by"]) == (WHY[1], "Si Operator")
    assert {one["name"]: one["taken"] for one in after["differs"]} == {"name": "theirs", "occupation": "ours"}


def test_an_unknown_one_and_an_auditor_are_refused(office_folder: Path, differing: str) -> None:
    assert ejsika("differences", office_folder, "7").sentence.startswith("This difference is not in the list")
    refused = ejsika("differences", office_folder, differing, "--keep", "ours", *WHY, "--as", "auditor")
    assert refused.status == 1
    assert name_of_mother(office_folder) == "SITI ZULAIKHA"


def test_the_board_names_every_district(province_template: offices.Template, tmp_path: Path) -> None:
    folder = province_template.copy(tmp_path / "province")
    seen = ejsika("board", folder, "--json").json
    assert [row["office"] for row in seen["offices"]][:2] == ["36.01", "36.02"]
    assert {row["standing"] for row in seen["offices"]} == {"no_key"}
    said = ejsika("board", folder, "--as", "auditor").out.splitlines()
    assert said[0] == "36.01  Kabupaten Pandeglang  No key card yet"
