"""The exchange as it is typed: cards given and confirmed, packages out on a stick and in again, and what a file is."""

from pathlib import Path

import pytest

from desktop.rules.terms import Role
from tests import families, offices
from tests.cli.commands import Said, ejsika
from tests.offices import Template


@pytest.fixture
def district(office_folder: Path) -> Path:
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    families.add(desk, 3)
    desk.close()
    return office_folder


@pytest.fixture
def province(province_template: Template, tmp_path: Path) -> Path:
    return province_template.copy(tmp_path / "province")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "flashdisk"
    folder.mkdir()
    return folder


def card_of(office: Path, stick: Path) -> Path:
    file = stick / f"kartu-{office.name}.txt"
    assert ejsika("keys", office, "--out", file).status == 0
    return file


def trusting(office: Path, card: Path) -> Said:
    assert ejsika("trust", office, card, "--as", "operator").status == 0
    return ejsika("trust", office, card, "--as", "supervisor", "--json")


def confirmed(district: Path, province: Path, stick: Path) -> None:
    for office, other in ((district, province), (province, district)):
        assert trusting(office, card_of(other, stick)).json["trust"] == "confirmed"


def test_two_people_confirm_a_card(district: Path, province: Path, stick: Path) -> None:
    card = card_of(province, stick)
    first = ejsika("trust", district, card, "--as", "operator")
    assert "waits for a second person" in first.out
    again = ejsika("trust", district, card, "--as", "operator")
    assert "operator" in again.sentence
    wrong = ejsika("trust", district, card, "--as", "supervisor", "--fingerprint", "2E09-X9N8-WGFZ-3VJS-XCRM")
    assert wrong.sentence.startswith("The fingerprint differs from the card of office 36.")
    second = ejsika("trust", district, card, "--as", "supervisor", "--json").json
    listed = ejsika("trust", district, "--json").json
    assert [row["fingerprint"] for row in listed] == [second["fingerprint"]]
    assert (listed[0]["office"], listed[0]["trust"]) == ("36", "confirmed")


def test_the_card_is_read_from_its_qr_code(district: Path, province: Path, stick: Path) -> None:
    shown = ejsika("keys", province, "--qr", stick / "kartu.png", "--json").json
    row = ejsika("trust", district, stick / "kartu.png", "--json").json
    assert (row["fingerprint"], row["trust"]) == (shown["fingerprint"], "proposed")
    assert ejsika("keys", province, "--json").json == shown


def test_nothing_is_sealed_for_an_office_that_one_person_proposed(district: Path, province: Path, stick: Path) -> None:
    ejsika("keys", district)
    ejsika("trust", district, card_of(province, stick), "--as", "operator")
    refused = ejsika("export", district, "--to", "36", "--out", stick)
    assert refused.sentence.startswith("Office 36 has no card here that two people confirmed.")
    assert not list(stick.glob("*.ejsika"))


def test_a_package_goes_out_on_a_stick_and_comes_in_once(district: Path, province: Path, stick: Path) -> None:
    confirmed(district, province, stick)
    made = ejsika("export", district, "--to", "36", "--out", stick, "--period", "2019/1", "--json").json
    assert (made["number"], made["totals"]["household"], made["totals"]["member"]) == (1, 3, 6)
    (file,) = map(Path, made["files"])
    looked = ejsika("receive", province, file, "--dry-run", "--json").json
    assert [(one["sender"], one["place"], one["totals"]) for one in looked] == [("36.01", "next", made["totals"])]
    assert "36.01: " in ejsika("receive", province, file).out
    again = ejsika("receive", province, file)
    assert (again.status, again.out) == (0, "Package 1 of office 36.01 was taken in before; nothing changes.\n")
    assert ejsika("find", province, "SITI AMINAH", "--json").json
    assert ejsika("verify", province).status == 0


def test_parts_come_in_any_order_and_missing_ones_are_named(district: Path, province: Path, stick: Path) -> None:
    confirmed(district, province, stick)
    files = [
        Path(one)
        for one in ejsika("export", district, "--to", "36", "--out", stick, "--parts", "1", "--json").json["files"]
    ]
    assert len(files) > 2
    some = ejsika("receive", province, *files[1:])
    assert (some.status, some.out) == (1, f"Of a package in {len(files)} parts, these are missing: 1.\n")
    assert ejsika("receive", province, *reversed(files), "--json").json[0]["taken"]


def test_each_bad_file_gets_a_sentence_and_the_good_one_comes_in(district: Path, province: Path, stick: Path) -> None:
    confirmed(district, province, stick)
    (good,) = map(Path, ejsika("export", district, "--to", "36", "--out", stick, "--json").json["files"])
    torn, other = stick / "torn.ejsika", stick / "daftar.xlsx"
    torn.write_bytes(good.read_bytes()[:-20])
    other.write_bytes(b"PK\3\4 something else")
    said = ejsika("receive", province, torn, good, other)
    assert said.status == 1
    assert sum("new records" in line for line in said.out.splitlines()) == 1
    assert sum("damaged on the way" in line for line in said.out.splitlines()) == 2
    assert ejsika("receive", province, stick / "nowhere.ejsika").sentence


def test_what_a_file_is(district: Path, province: Path, stick: Path) -> None:
    confirmed(district, province, stick)
    (package,) = map(Path, ejsika("export", district, "--to", "36", "--out", stick, "--json").json["files"])
    assert ejsika("inspect", package, "--json").json["kind"] == "package"
    card = ejsika("inspect", card_of(province, stick), "--json").json
    assert (card["kind"], card["office"]) == ("card", "36")
    (part, *_) = ejsika("export", district, "--to", "36", "--out", stick, "--parts", "--json").json["files"]
    assert (ejsika("inspect", part, "--json").json["kind"], ejsika("inspect", __file__, "--json").json["kind"]) == (
        "part", "other",
    )  # fmt: skip
