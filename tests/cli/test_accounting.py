"""`ejsika returns`, `reconcile` and `budget`: as lines, as JSON, and each refusal one sentence."""

from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.models import Payment
from desktop.rules.terms import PaymentState, Role
from desktop.services.desk import Desk
from desktop.services.money import settling
from desktop.services.money.settling import Outcome
from tests import offices
from tests.cli.commands import Said, ejsika
from tests.services.money.walk import FIRST, opened

TRANCHE = "2019/1"
STS = "STS-7/2019"


def both(folder: Path) -> tuple[Desk, Desk]:
    operator = offices.sign_in(folder, Role.OPERATOR)
    return operator, offices.same_office_as(operator, Role.SUPERVISOR)


@pytest.fixture
def paying(office_folder: Path) -> tuple[Path, list[str]]:
    """An office whose pay-out is open: of four families one is paid. Its folder, and the cards of the others."""
    operator, supervisor = both(office_folder)
    opened(operator, supervisor, 4)
    with operator.read() as session:
        found = list(session.scalars(select(Payment).order_by(Payment.id)))
    settling.settle(operator, FIRST, [Outcome(found[0].id, PaymentState.PAID, operator.today())])
    operator.close()
    return office_folder, [one.card_number for one in found[1:]]


def returned(folder: Path, *words: str) -> Said:
    return ejsika("returns", words[0], folder, TRANCHE, *words[1:])


def test_money_goes_back_and_a_second_person_confirms(paying: tuple[Path, list[str]]) -> None:
    folder, cards = paying
    made = returned(folder, "make", "--sts", STS, "--card", cards[0], "--reason", "pindah", "--json").json
    assert [(row["sts"], row["households"], row["rupiah"], row["state"]) for row in made] == [
        (STS, 1, 1_000_000, "waits")
    ]
    rest = returned(folder, "make", "--sts", STS).out
    assert "3" in rest
    assert "waits for a second person" in rest
    assert "operator" in returned(folder, "confirm", "--sts", STS, "--as", "operator").sentence
    confirmed = returned(folder, "confirm", "--sts", STS, "--json").json
    assert [(row["state"], row["confirmed_by"]) for row in confirmed] == [("confirmed", "Si Supervisor")]
    assert ejsika("returns", "list", folder, "--json", "--as", "auditor").json == confirmed
    assert ejsika("verify", folder).status == 0


def test_a_return_is_undone_before_it_is_confirmed(paying: tuple[Path, list[str]]) -> None:
    folder, _ = paying
    returned(folder, "make", "--sts", STS)
    assert "reason" in returned(folder, "undo", "--sts", STS).sentence
    undone = returned(folder, "undo", "--sts", STS, "--reason", "salah nomor", "--json").json
    assert [(row["state"], row["households"]) for row in undone] == [("taken_back", 0)]
    assert "taken back" in returned(folder, "list").out


def test_an_sts_is_named_as_loosely_as_it_is_typed_and_the_unknown_is_told(paying: tuple[Path, list[str]]) -> None:
    folder, _ = paying
    returned(folder, "make", "--sts", STS)
    said = returned(folder, "confirm", "--sts", "STS-9").sentence
    assert said == f"Tranche 2019/1 has no return under STS STS-9. Known are: {STS}."
    assert returned(folder, "confirm", "--sts", STS.lower(), "--json").json[0]["sts"] == STS


def test_a_second_person_declines_a_return(paying: tuple[Path, list[str]]) -> None:
    folder, _ = paying
    returned(folder, "make", "--sts", STS)
    assert "reason" in returned(folder, "decline", "--sts", STS).sentence
    declined = returned(folder, "decline", "--sts", STS, "--reason", "tidak ada di kas", "--json").json
    assert [(row["state"], row["households"], row["undone_for"]) for row in declined] == [
        ("declined", 0, "tidak ada di kas")
    ]
    assert "declined" in returned(folder, "list").out
    assert ejsika("verify", folder).status == 0


def test_the_account_and_what_was_declined_before_are_told(paying: tuple[Path, list[str]]) -> None:
    folder, _ = paying
    assert "RKUD 12" in returned(folder, "make", "--sts", STS, "--account", "RKUD 12").out
    nothing = returned(folder, "account", "--sts", STS, "--account", " ")
    assert (nothing.status, nothing.out) == (2, "")
    assert "--account" in nothing.err
    (row,) = returned(folder, "account", "--sts", STS, "--account", "RKUD 13", "--json").json
    assert (row["account"], row["undone"], row["undone_before"]) == ("RKUD 13", None, None)
    returned(folder, "decline", "--sts", STS, "--reason", "tidak ada di kas")
    (row,) = returned(folder, "make", "--sts", STS, "--json").json
    assert (row["account"], row["state"], row["undone_for"]) == ("RKUD 13", "waits", "")
    before = row["undone_before"]
    assert (before["by"], before["reason"], before["declined"]) == ("Si Supervisor", "tidak ada di kas", True)


def test_returns_that_cannot_be(paying: tuple[Path, list[str]], tmp_path: Path) -> None:
    folder, _ = paying
    assert "No money went back" in ejsika("returns", "list", folder).out
    assert "JSR-1" in returned(folder, "make", "--sts", STS, "--card", "JSR-1").sentence
    assert "has no return under STS lain" in returned(folder, "confirm", "--sts", "lain").sentence
    proof = tmp_path / "bukti.txt"
    proof.write_text("bukan foto")
    assert returned(folder, "make", "--sts", STS, "--proof", str(proof)).status == 1
    assert returned(folder, "list", "--json").json == []


def test_a_list_is_reconciled(paying: tuple[Path, list[str]]) -> None:
    folder, _ = paying
    said = ejsika("reconcile", folder, TRANCHE)
    assert "To be paid = paid + not yet paid + returned to the treasury" in said.out
    assert "Rp4.000.000 = Rp1.000.000 + Rp3.000.000 + Rp0 · holds" in said.out
    told = ejsika("reconcile", folder, TRANCHE, "--json", "--as", "auditor").json
    assert told["balanced"] is True
    assert told["figures"]["unpaid"] == {"households": 3, "rupiah": 3_000_000}
    assert sum(one["figures"]["paid"]["households"] for one in told["villages"]) == 1
    assert told["differences"] == []


def test_without_a_tranche_what_is_unpaid_is_told_by_age(paying: tuple[Path, list[str]]) -> None:
    folder, _ = paying
    told = ejsika("reconcile", folder, "--json").json
    assert told["spans"][0] == {"households": 3, "rupiah": 3_000_000}
    assert [(one["tranche"], one["days"], one["deadline"]) for one in told["lists"]] == [("jamsosratu:2019/1", 0, None)]
    lines = ejsika("reconcile", folder).out.splitlines()
    assert lines[0].startswith("up to 30 days")
    assert len(lines) == 5


def test_the_budget(paying: tuple[Path, list[str]]) -> None:
    folder, _ = paying
    paper = ("--level", "province", "--account", "5.1.6", "--paper", "DPA 1", "--on", "2019-01-02")
    made = ejsika("budget", "add", folder, "jamsosratu-2019", "3000000", *paper, "--json").json
    assert [(one["appropriated"], one["realised"], one["committed"], one["left"], one["over"]) for one in made] == [
        (3_000_000, 1_000_000, 3_000_000, -1_000_000, 1_000_000)
    ]
    said = ejsika("budget", "show", folder, "--as", "supervisor").out
    assert "Appropriated" in said
    assert said.splitlines()[0] == "Jamsosratu 2019", "its year stands in its name"
    assert "Left to spend" in said
    assert "Sisa" in ejsika("budget", "show", folder, language="id").out
    assert "go beyond the appropriation" in said
    assert "jamsosratu" in ejsika("budget", "add", folder, "jamsosratu", "1", *paper).sentence
