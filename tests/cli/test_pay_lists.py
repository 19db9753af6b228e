"""The way back of a list, its later lists, and sanctions, as they are typed one after another."""

from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.models import Enrolment
from desktop.rules.terms import Role
from tests import families, offices
from tests.cli.commands import Said, ejsika

DECREE = ("--decree", "466/Kep.123-Huk/2019", "--decree-date", "2019-03-05")
LATER = ("--decree", "466/Kep.200-Huk/2019", "--decree-date", "2019-03-05")
ONE, TWO = "JSR-36.01-000001", "JSR-36.01-000002"


@pytest.fixture
def office(office_folder: Path) -> Path:
    """A closed office with three eligible families that have cards."""
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    families.add(desk, 3)
    with desk.write("test.cards") as unit:
        for number, row in enumerate(unit.session.scalars(select(Enrolment)), 1):
            row.card_number = f"JSR-36.01-{number:06d}"
    desk.close()
    return office_folder


def more(office: Path, count: int, start: int) -> None:
    desk = offices.sign_in(office, Role.OPERATOR)
    families.add(desk, count, start=start)
    desk.close()


def supervisor(*words: object) -> Said:
    return ejsika(*words, "--as", "supervisor")


def approved(office: Path, key: str = "2019/1", decree: tuple[str, ...] = DECREE) -> None:
    assert ejsika("tranche", "create", office, key, *decree).status == 0
    assert supervisor("tranche", "approve", office, key).status == 0


def test_one_asks_another_grants(office: Path) -> None:
    approved(office)
    asked = ejsika("tranche", "back", office, "2019/1", "--reason", "Nama keliru", "--json").json
    assert asked == {"tranche": "jamsosratu:2019/1", "from": "approved", "to": "draft"}
    waiting = ejsika("tranche", "wishes", office, "2019/1")
    assert "asked to go back to a draft: Nama keliru (waits)" in waiting.out
    told = ejsika("tranche", "status", office, "2019/1").out.splitlines()
    assert told[1] == "State: approved"
    assert told[2].startswith(f"Decree: {DECREE[1]}, ")
    assert told[3] == "Receipts: 1 to 3, 0 void, 0 unused"
    assert [line.partition("  ")[2].partition("  ")[2] for line in told[4:6]] == [
        "a draft, by Si Operator",
        "approved, by Si Supervisor",
    ]
    assert told[6] == "Waits: Si Operator asks to go back to a draft: Nama keliru"
    home = ejsika("tranche", "wishes", office, "2019/1", language="id").out
    assert "meminta kembali ke keadaan rancangan: Nama keliru" in home
    assert supervisor("tranche", "grant", office, "2019/1").out == "Tranche 2019/1 is now a draft.\n"
    (told,) = ejsika("tranche", "wishes", office, "2019/1", "--json").json
    assert (told["granted"], told["reason"], told["to"]) == (True, "Nama keliru", "draft")
    assert "Utuh" in ejsika("verify", office, language="id").out


def test_a_wish_is_declined(office: Path) -> None:
    approved(office)
    assert "Nobody asked" in ejsika("tranche", "wishes", office, "2019/1").out
    ejsika("tranche", "back", office, "2019/1", "--reason", "Nama keliru")
    done = supervisor("tranche", "decline", office, "2019/1", "--reason", "Sudah benar")
    assert done.out == "Tranche 2019/1 stays as it is.\n"
    assert ejsika("tranche", "status", office, "2019/1", "--json").json["state"] == "approved"


def test_an_operator_does_not_grant(office: Path) -> None:
    approved(office)
    ejsika("tranche", "back", office, "2019/1", "--reason", "Nama keliru")
    assert ejsika("tranche", "grant", office, "2019/1", "--as", "operator").sentence
    assert ejsika("tranche", "back", office, "2019/1", "--reason", "Lagi").sentence.startswith("Somebody asked already")


def test_a_later_list_for_who_came_late_and_whose_money_went_back(office: Path, tmp_path: Path) -> None:
    approved(office)
    assert supervisor("tranche", "open", office, "2019/1").status == 0
    result = tmp_path / "hasil.csv"
    today = ejsika("tranche", "status", office, "2019/1", "--json").json["as_of"]
    result.write_text(f"kartu;hasil;tanggal;no_sts\n{ONE};kembali;{today};STS-1\n{TWO};dibayar;{today};\n")
    assert ejsika("settle", office, "2019/1", result).status == 0
    more(office, 1, 3)
    early = ejsika("tranche", "create", office, "2019/1+1", *LATER, "--again", ONE)
    assert "STS-1" in early.sentence
    assert supervisor("returns", "confirm", office, "2019/1", "--sts", "STS-1").status == 0
    made = ejsika("tranche", "create", office, "2019/1+1", *LATER, "--again", ONE, "--json").json
    assert (made["tranche"], made["households"], made["rupiah"]) == ("jamsosratu:2019/1+1", 2, 2_000_000)
    assert supervisor("tranche", "approve", office, "2019/1+1").status == 0
    again = ejsika("tranche", "create", office, "2019/1+2", *LATER, "--again", TWO)
    assert again.sentence.startswith("In tranche 2019/1, no money went back")
    assert "Utuh" in ejsika("verify", office, language="id").out


def test_a_later_list_needs_the_one_before_it(office: Path) -> None:
    assert "list 2019/1 is not there" in ejsika("tranche", "create", office, "2019/1+1", *LATER).sentence


def test_a_sanction_is_entered_listed_and_taken_away(office: Path) -> None:
    entered = ejsika(
        "sanction", "enter", office, "2019/1", ONE, "--step", "1", "--reason", "Tidak hadir", "--paper", "V/3", "--json"
    ).json
    assert (entered["card"], entered["kind"], entered["percent"], entered["paper"]) == (ONE, "reminder", None, "V/3")
    listed = ejsika("sanction", "list", office, "2019/1").out.splitlines()
    assert ONE in listed[0]
    assert "1. Reminder" in listed[0]
    assert listed[1] == "1 sanctions"
    lifted = supervisor("sanction", "lift", office, "2019/1", ONE, "--step", "1", "--reason", "Keliru")
    assert lifted.out.strip().endswith("taken away: Keliru")
    again = supervisor("sanction", "lift", office, "2019/1", ONE, "--step", "1", "--reason", "Keliru")
    assert again.sentence.startswith("This sanction was taken away already")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((ONE, "--step", "9", "--reason", "x"), "has no step 9"),
        (("JSR-36.01-999999", "--step", "1", "--reason", "x"), "JSR-36.01-999999"),
    ],
)
def test_what_cannot_be_entered_is_a_sentence(office: Path, words: tuple[str, ...], said: str) -> None:
    assert said in ejsika("sanction", "enter", office, "2019/1", *words).sentence


def test_a_stop_ends_the_membership(office: Path) -> None:
    done = ejsika("sanction", "enter", office, "2019/1", ONE, "--step", "2", "--reason", "Tidak hadir")
    assert "2. End of membership" in done.out
    made = ejsika("tranche", "create", office, "2019/1", *DECREE, "--json").json
    assert made["households"] == 2
