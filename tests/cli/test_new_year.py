"""A new year of a programme opened by command: looked at first, then done under its paper."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop import paths
from desktop.models import EnrolmentStep
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services import programmes
from tests import offices
from tests.cli.commands import ejsika
from tests.services.money.walk import DECREE, one_tranche, opened


@pytest.fixture
def office(office_folder: Path) -> Path:
    """Three members of many years, and the data of a later year."""
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    opened(desk, offices.same_office_as(desk, Role.SUPERVISOR), 3)
    one_tranche(desk)
    year = replace(programmes.packaged("jamsosratu-2019", paths.resources()), year=2027, name="Jamsosratu 2027")
    with desk.write("test.year") as unit:
        programmes.store(unit, year, desk.office.code)
        for step in unit.session.scalars(
            select(EnrolmentStep).where(EnrolmentStep.status.in_((EnrolmentStatus.DECREED, EnrolmentStatus.ACTIVE)))
        ):
            step.on = DECREE.on
    desk.close()
    return office_folder


def test_it_is_looked_at_and_then_opened(office: Path) -> None:
    looked = ejsika("new-year", office, "jamsosratu", "2027", "--json").json
    assert (looked["opened"], looked["certify"], looked["go_on"]) == (False, 3, 0)
    assert looked["carried"] == [{"tranche": "jamsosratu:2019/1", "households": 3, "rupiah": 3_000_000}]
    done = ejsika("new-year", office, "jamsosratu", "2027", "--paper", "Nota 7")
    assert "3 families are certified again" in done.out
    assert "Not collected in 2019/1: 3 families, Rp3.000.000" in done.out
    again = ejsika("new-year", office, "jamsosratu", "2027", "--json").json
    assert (again["candidates"], again["certify"]) == (3, 0)
    assert "Utuh" in ejsika("verify", office, language="id").out


def test_it_is_taken_back_by_the_supervisor(office: Path) -> None:
    ejsika("new-year", office, "jamsosratu", "2027", "--paper", "Nota 7")
    back = ("--take-back", "terlalu dini")
    assert ejsika("new-year", office, "jamsosratu", "2027", *back, "--as", "operator").status == 1
    done = ejsika("new-year", office, "jamsosratu", "2027", *back)
    assert done.out.strip() == "3 families are members again"
    assert ejsika("new-year", office, "jamsosratu", "2027", "--json").json["certify"] == 3


def test_who_is_moved_is_named_on_demand(office: Path) -> None:
    assert "JSR-36.01-000001" not in ejsika("new-year", office, "jamsosratu", "2027").out
    listed = ejsika("new-year", office, "jamsosratu", "2027", "--list").out.splitlines()
    named = [line for line in listed if line.startswith("  JSR-36.01-00000")]
    assert len(named) == 3
    assert all(line.endswith(": is certified again") for line in named)
    told = ejsika("new-year", office, "jamsosratu", "2027", "--list", "--json").json["families"]
    assert [(one["graduates"], bool(one["name"])) for one in told] == [(False, True)] * 3


def test_a_year_under_way_is_a_sentence(office: Path) -> None:
    said = ejsika("new-year", office, "jamsosratu", "2019", "--paper", "ND 1").sentence
    assert said.startswith("2019 is no new year any more: lists of 2019 are made already.")


def test_an_auditor_looks_and_opens_nothing(office: Path) -> None:
    assert ejsika("new-year", office, "jamsosratu", "2027", "--as", "auditor").status == 0
    assert ejsika("new-year", office, "jamsosratu", "2027", "--paper", "Nota 7", "--as", "auditor").sentence


def test_a_year_that_is_not_there_is_a_sentence(office: Path) -> None:
    assert "jamsosratu-2031" in ejsika("new-year", office, "jamsosratu", "2031").sentence
