"""Trust between offices as it is typed: the directory, a new key, a lost card, what comes back, and alarms."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from desktop.exchange.manifest import Head
from desktop.rules.terms import Role
from tests import families, offices
from tests.cli.commands import Said, ejsika
from tests.services.exchange.conftest import opened_at
from tests.services.exchange.forging import sealed

SECOND = {"EJSIKA_SECOND_PASSWORD": offices.PASSWORD}
TWO = ("--as", "administrator", "--second", "supervisor")


class Two:
    """A district and a province that trust each other, and the stick between them."""

    def __init__(self, district: Path, province: Path, stick: Path) -> None:
        self.district, self.province, self.stick = district, province, stick

    def up(self, *more: str) -> Path:
        return self._made(self.district, "36", *more)

    def down(self, *more: str) -> Path:
        return self._made(self.province, "36.01", *more)

    def _made(self, office: Path, to: str, *more: str) -> Path:
        said = ejsika("export", office, "--to", to, "--out", self.stick, *more, "--json")
        assert said.status == 0, said
        return Path(said.json["files"][0])

    def register(self, count: int, start: int = 0) -> None:
        desk = offices.sign_in(self.district, Role.OPERATOR)
        families.add(desk, count, start=start)
        desk.close()


@pytest.fixture
def two(trusting_folders: tuple[Path, Path], tmp_path: Path) -> Two:
    district, province = (Path(shutil.copytree(one, tmp_path / one.name)) for one in trusting_folders)
    (tmp_path / "flashdisk").mkdir()
    return Two(district, province, tmp_path / "flashdisk")


def told(office: Path, package: Path) -> list[str]:
    """Codes of what a package says beside its records."""
    (one,) = ejsika("receive", office, package, "--json").json
    return [said["code"] for said in one["said"]]


def cards(office: Path) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = ejsika("trust", office, "--json").json
    return listed


def ending(office: Path, *words: str, who: str = "supervisor") -> Said:
    return ejsika("trust-end", office, "36.01", *words, "--as", who)


def test_the_province_issues_its_directory_and_the_district_takes_it_in(two: Two) -> None:
    assert ejsika("directory", two.district).out == "There is no directory of the offices here yet.\n"
    assert ejsika("directory", two.province, "--json").json is None
    assert ejsika("directory", two.district, "--issue").sentence.startswith("Only the office of a province")
    issued = ejsika("directory", two.province, "--issue", "--json").json
    assert (issued["number"], [one["office"] for one in issued["offices"]]) == (1, ["36.01"])
    assert ejsika("directory", two.province, "--issue").sentence == "Nothing has changed since directory 1 was issued."
    out = ejsika("receive", two.district, two.down()).out.splitlines()
    assert out[1:] == ["  Directory 1 of the offices was taken in."]
    head, line = ejsika("directory", two.district, "--as", "auditor").out.splitlines()
    assert head.startswith("Directory 1 of office 36, issued on ")
    assert line == f"36.01  {issued['offices'][0]['fingerprint']}  trusted"


def test_a_new_key_needs_two_people_and_no_paper(two: Two) -> None:
    before = ejsika("keys", two.district, "--json").json
    assert "second person" in ejsika("rotate", two.district).sentence
    assert "EJSIKA_SECOND_PASSWORD" in ejsika("rotate", two.district, *TWO).sentence
    assert ejsika("rotate", two.district, "--as", "supervisor", "--second", "supervisor", **SECOND).status == 1
    assert ejsika("keys", two.district, "--json").json == before
    rotated = ejsika("rotate", two.district, *TWO, "--json", **SECOND).json
    assert (rotated["epoch"], rotated["fingerprint"] != before["fingerprint"]) == (1, True)
    assert told(two.province, two.up()) == ["exchange.new_key"]
    followed = {row["fingerprint"]: (row["trust"], row["through"]) for row in cards(two.province)}
    assert followed == {
        before["fingerprint"]: ("followed", "paper"),
        rotated["fingerprint"]: ("confirmed", "rotation"),
    }
    issued = ejsika("directory", two.province, "--issue").out
    assert "followed by a newer key" in issued


def test_a_lost_card_is_ended_by_two_people(two: Two) -> None:
    first, second = two.up(), two.up()
    assert told(two.province, first) == []
    assert ejsika("directory", two.province, "--issue").status == 0
    assert ending(two.province, "--confirm").sentence == "Nobody has said that the card of office 36.01 has to end."
    assert ending(two.province, "--reason", " ").status == 2, "no empty reason"
    assert ending(two.province, "--reason", "Hilang", who="operator").status == 1
    said = ending(two.province, "--reason", "Laptop dicuri", "--last-number", "1")
    assert said.out.endswith("waits for a second person to end it  Laptop dicuri\n")
    again = ending(two.province, "--reason", "Laptop hilang", "--last-number", "2", who="administrator")
    assert again.sentence.startswith("Somebody has already said")
    assert "second person: supervisor did" in ending(two.province, "--confirm").sentence
    ended = ending(two.province, "--confirm", "--json", who="administrator").json
    assert (ended["trust"], ended["ended_for"], ended["last_number"]) == ("ended", "Laptop dicuri", 1)
    assert "The key of office 36.01 was ended" in ejsika("receive", two.province, second).out
    assert ejsika("directory", two.province).out.endswith("the next number has to be issued.\n")
    assert ejsika("directory", two.province, "--issue").out.endswith("no longer trusted  Laptop dicuri\n")
    assert ending(two.province, "--keep").sentence.startswith("This card is not there any more")


def test_the_word_is_taken_back_and_the_card_is_believed_again(two: Two) -> None:
    package = two.up()
    ending(two.province, "--reason", "Laptop tidak ditemukan")
    assert ejsika("receive", two.province, package).status == 1
    kept = ejsika("trust-end", two.province, cards(two.province)[0]["fingerprint"], "--keep", "--as", "supervisor")
    assert kept.out.endswith("trusted\n")
    assert told(two.province, package) == []
    assert ejsika("trust-end", two.province, "36.01").status == 2, "what is to be done has to be said"
    assert ending(two.province, "--keep", "--confirm").status == 2


def test_an_office_that_came_back_gets_back_what_the_province_has(two: Two, tmp_path: Path) -> None:
    two.register(2)
    told(two.province, two.up())
    backup, restored = tmp_path / "cadangan.ejsika-backup", tmp_path / "pulih"
    assert ejsika("backup", two.district, backup).status == 0
    two.register(3, start=10)
    told(two.province, two.up())
    assert ejsika("restore", backup, restored, *TWO, **SECOND).status == 0
    two.district = restored
    card = tmp_path / "kartu.txt"
    assert ejsika("keys", restored, "--out", card).status == 0
    for who in ("operator", "supervisor"):
        assert ejsika("trust", two.province, card, "--as", who).status == 0
    assert ending(two.province, "--reason", "Cakram rusak").sentence.startswith("Office 36.01 has 2 cards here.")
    assert told(two.province, two.up()) == ["exchange.came_back", "exchange.asks"]
    (back,) = ejsika("receive", restored, two.down("--catch-up"), "--json").json
    assert (back["new"]["household"], back["apart"]) == (3, {})
    assert told(two.province, two.up()) == []


def test_a_new_epoch_is_begun_by_two_people(two: Two) -> None:
    assert ejsika("epoch", two.district, "--number", "4").status == 1
    begun = ejsika("epoch", two.district, "--number", "4", *TWO, "--json", **SECOND).json
    assert begun["epoch"] == 4
    assert ejsika("keys", two.district, "--json").json == begun
    lower = ejsika("epoch", two.district, "--number", "4", *TWO, **SECOND)
    assert lower.sentence == "A new epoch has a higher number than the present one (4)."
    assert "confirmed" in ejsika("receive", two.province, two.up()).out


def test_an_alarm_is_told_and_settled_by_two_people(two: Two) -> None:
    assert ejsika("alarms", two.province).out == "There are no alarms.\n"
    told(two.province, two.up())
    with opened_at(two.district) as district, opened_at(two.province) as province:
        other = sealed(district, province, [], two.stick / "lain.ejsika", log=Head(9000, "ab" * 32))
    assert "two different packages 1 of office 36.01" in ejsika("receive", two.province, other).out
    later = two.up()
    assert "stopped after an alarm" in ejsika("receive", two.province, later).out
    (alarm,) = ejsika("alarms", two.province, "--as", "auditor", "--json").json
    assert (alarm["office"], alarm["code"], alarm["settled_by"]) == ("36.01", "exchange.forked", "")
    settle = ("alarms", two.province, "--settle", alarm["id"])
    assert ejsika(*settle, *TWO, **SECOND).sentence.startswith("Write the reason")
    assert ejsika(*settle, "--reason", "Sudah diperiksa", "--as", "operator", **SECOND).status == 1
    assert ejsika("alarms", two.province, "--settle", "7", *TWO).sentence.startswith("This alarm is not there")
    done = ejsika(*settle, "--reason", "Salinan lama, sudah dibuang", *TWO, **SECOND)
    assert done.out.endswith("Si Administrator settled it: Salinan lama, sudah dibuang\n")
    assert told(two.province, later) == []
    assert ejsika(*settle, "--reason", "Lagi", *TWO, **SECOND).sentence.startswith("This alarm is not there")
    assert ejsika("verify", two.province).status == 0
