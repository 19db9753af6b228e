"""`ejsika validation`: from candidates to minutes, statuses of lists, quotas and waiting lists, without the window."""

from pathlib import Path

import pytest

from desktop.rules.terms import Role
from tests import families, offices
from tests.cli.commands import Said, ejsika
from tests.documents.paper_readers import words

FAMILIES = 6


@pytest.fixture
def office(office_folder: Path) -> Path:
    """Six candidates in three villages, one of them with PKH."""
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    families.add(desk, FAMILIES - 1)
    families.add(desk, 1, start=5, receives_pkh=True)
    desk.close()
    return office_folder


@pytest.fixture
def village(office: Path) -> str:
    desk = offices.sign_in(office, Role.OPERATOR)
    code = families.villages(desk)[0]
    desk.close()
    return code


def validation(verb: str, folder: Path, *words_: object) -> Said:
    return ejsika("validation", verb, folder, *words_)


def record(office: Path, *more: object) -> Said:
    return validation("record", office, "by_rules", "--officer", "Ratna Dewi", *more)


def test_candidates_are_counted(office: Path) -> None:
    said = validation("show", office, "--json", "--as", "auditor")
    assert said.json["statuses"] == {"candidate": FAMILIES}
    assert said.json["states"]["open"] == FAMILIES
    assert validation("show", office).out.splitlines()[0].strip() == f"{FAMILIES} · Candidate"


def test_results_minutes_and_paper(office: Path, tmp_path: Path) -> None:
    looked = record(office, "--dry-run", "--json").json
    done = record(office, "--json").json
    assert looked == done == {"valid": 5, "not_valid": 1, "reasons": {"pkh": 1}, "left": {}, "unknown": []}
    out = tmp_path / "ba.pdf"
    made = validation(
        "minutes", office, "--number", "BA.1", "--place", "Aula", "--sign", "Siti, Kepala Desa", "--out", out, "--json"
    )
    assert made.json == {"number": "BA.1", "eligible": 5, "waiting": 0, "not_valid": 1, "left": {}}
    said = words(out.read_bytes())
    assert "Nomor: BA.1" in said
    assert "Kepala Desa" in said
    assert validation("show", office, "--json").json["statuses"] == {"eligible": 5, "not_eligible": 1}


def test_minutes_propose_their_number(office: Path) -> None:
    record(office)
    assert validation("minutes", office, "--dry-run", "--json").json["number"].startswith("BA.001/")
    assert validation("show", office, "--json").json["statuses"] == {"candidate": FAMILIES}
    said = validation("minutes", office)
    assert said.out.splitlines() == ["5 eligible, 0 waiting, 1 not valid."]


@pytest.mark.parametrize("out", ["nodir/ba.pdf", "folder"])
def test_minutes_are_not_made_whose_paper_cannot_be_written(office: Path, tmp_path: Path, out: str) -> None:
    (tmp_path / "folder").mkdir()
    record(office)
    said = validation("minutes", office, "--number", "BA.1", "--out", tmp_path / out).sentence
    assert str(tmp_path / "nodir" if out.startswith("nodir") else tmp_path / "folder") in said
    assert "ejsika-tmp" not in said
    assert validation("show", office, "--json").json["statuses"] == {"candidate": FAMILIES}
    assert validation("print", office, "BA.1", "--out", tmp_path / "ba.pdf").sentence.startswith(
        "There are no minutes BA.1: none were made"
    )


def test_minutes_that_were_made_are_printed_once_more(office: Path, tmp_path: Path) -> None:
    record(office)
    validation("minutes", office, "--number", "BA.1")
    out = tmp_path / "ba.pdf"
    said = validation("print", office, "BA.1", "--out", out, "--json", "--as", "auditor")
    assert (said.status, said.json) == (0, {"file": str(out), "pages": said.json["pages"]})
    assert "Nomor: BA.1" in words(out.read_bytes())
    unknown = validation("print", office, "BA.9", "--out", tmp_path / "b.pdf").sentence
    assert unknown == "There are no minutes BA.9. The newest are: BA.1."
    assert not (tmp_path / "b.pdf").exists()


def test_one_family_is_explained(office: Path) -> None:
    found = ejsika("find", office, "SITI", "--json").json[0]
    said = validation("explain", office, found["id"], "--on", "2019-04-11", "--json").json
    assert (said["eligible"], said["on"], said["family"]) == (True, "2019-04-11", found["id"])
    assert [one["rule"] for one in said["rules"]] == ["registered", "without_pkh", "component", "member"]
    lines = validation("explain", office, found["id"], "--on", "2019-04-11").out.splitlines()
    assert lines[0] == "SITI AMINAH · Candidate · 11 April 2019"
    assert "+  The family does not receive PKH." in lines


def test_quotas_make_families_wait_and_promotion_is_an_act(office: Path, village: str, tmp_path: Path) -> None:
    table = tmp_path / "kuota.csv"
    table.write_text(f"kode desa;kuota\n{village};1\n99;2\n", "utf-8")
    said = validation("quota", office, "--file", table)
    assert said.out.splitlines()[0].startswith("Row 3: 99: ")
    record(office)
    assert validation("minutes", office, "--json").json["waiting"] == 1
    waits = validation("waiting", office, village, "--json").json
    assert (waits["free"], [one["number"] for one in waits["waiting"]]) == (0, [1])
    assert "taken" in validation("waiting", office, village, "--promote").sentence
    places = validation("quota", office, "--set", f"{village}=2", "--json").json
    assert next(one for one in places if one["village"] == village)["free"] == 1
    assert validation("waiting", office, village, "--promote", "--json").json["promoted"] == [1]


def test_villages_without_a_quota_and_families_without_a_village_have_no_holes(office: Path, village: str) -> None:
    desk = offices.sign_in(office, Role.OPERATOR)
    families.add(desk, 1, start=6, village_code=None)
    desk.close()
    lines = validation("quota", office).out.splitlines()
    assert "- · To be placed · - · 0 · - · 0" in lines
    assert next(line for line in lines if line.startswith(village)).endswith(" · - · 0 · - · 0")
    assert not [line for line in lines if "None" in line]


def test_a_list_of_cards_changes_its_status(office: Path, tmp_path: Path) -> None:
    ids = [one["id"] for one in ejsika("find", office, "a", "--json").json][:2]
    cards = tmp_path / "kartu.txt"
    cards.write_text("\n".join([*ids, "JSR-36.01-999999"]), "utf-8")
    words_ = ("stopped", "--reason", "Pindah", "--paper", "BA 2", "--cards", cards)
    assert validation("status", office, *words_, "--dry-run", "--json").json["families"] == 2
    done = validation("status", office, *words_)
    assert done.out.splitlines() == ["2 families go", "1 card numbers are not known: JSR-36.01-999999"]
    assert validation("show", office, "--json").json["statuses"]["stopped"] == 2


def test_cards_nobody_has_are_told_beside_the_results(office: Path, tmp_path: Path) -> None:
    ids = [one["id"] for one in ejsika("find", office, "a", "--json").json][:2]
    cards = tmp_path / "kartu.txt"
    cards.write_text("\n".join([*ids, "JSR-36.01-999999"]), "utf-8-sig")
    value = validation("record", office, "valid", "--officer", "R", "--cards", cards, "--dry-run", "--json").json
    assert (value["valid"] + sum(value["left"].values()), value["unknown"]) == (2, ["JSR-36.01-999999"])
    said = validation("record", office, "valid", "--officer", "R", "--cards", cards)
    assert said.out.splitlines()[-1] == "1 card numbers are not known: JSR-36.01-999999"
    cards.write_text("JSR-36.01-999999", "utf-8")
    nobody = validation("record", office, "valid", "--officer", "R", "--cards", cards).sentence
    assert nobody.startswith("Nothing was recorded: nobody has any of the 1 card numbers, JSR-36.01-999999")


@pytest.mark.parametrize("verb", ["record", "status"])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04\x14\x00\xff\xfe", "kartu.txt is no text file"),
        ("36.01".encode("utf-16-le"), "kartu.txt is no text file"),
        (b" \r\n", "kartu.txt holds no card number"),
    ],
    ids=["workbook", "utf-16", "empty"],
)
def test_a_list_of_cards_that_is_none_is_refused(
    office: Path, tmp_path: Path, verb: str, data: bytes, said: str
) -> None:
    """Without cards everybody would be meant."""
    cards = tmp_path / "kartu.txt"
    cards.write_bytes(data)
    words_ = {"record": ("valid", "--officer", "R"), "status": ("stopped", "--reason", "x")}[verb]
    assert validation(verb, office, *words_, "--cards", cards).sentence.startswith(said)
    assert validation("show", office, "--json").json["states"]["open"] == FAMILIES


@pytest.mark.parametrize("on", [(), ("--on", "2010-01-01")])
def test_what_stands_in_the_way_of_everybody_is_shown(office: Path, on: tuple[str, ...]) -> None:
    to = ("stopped",) if on else ("graduated",)
    said = validation("status", office, *to, "--reason", "mampu", *on)
    assert said.status == 1
    assert said.err.startswith("None of these families can take this step")
    none, why = said.out.splitlines()
    told = "got their present status after this day" if on else "cannot take this step from their present status"
    assert none == "0 families go"
    assert why.startswith(f"{FAMILIES} families {told} (Candidate): ")
    assert why.count(", ") == 4  # five of them
    value = validation("status", office, *to, "--reason", "mampu", *on, "--json").json
    code = "validating.cannot_before" if on else "validating.cannot_from"
    assert [(one["code"], one["count"], one["status"]) for one in value["cannot"]] == [(code, FAMILIES, "candidate")]
    assert value["cannot"][0]["first"]


@pytest.mark.parametrize(
    ("words_", "said"),
    [
        (("minutes",), "No result waits for minutes"),
        (("explain", "JSR-1"), "JSR-1"),
        (("waiting", "36.01.01.2001", "--promote"), "Nobody waits"),
        (("quota", "--set", "36.99.01.2001=3"), "36.99.01.2001"),
        (("show", "--village", "99"), 'no village with the code "99"'),
        (("show", "--programme", "ngawur"), 'a programme "ngawur". It runs: jamsosratu'),
        (("quota", "--programme", "ngawur"), 'a programme "ngawur"'),
        (("waiting", "99"), 'no village with the code "99"'),
        (("minutes", "--village", "99"), 'no village with the code "99"'),
        (("record", "not_valid", "--officer", "Ratna"), "at least one reason"),
    ],
)
def test_refusals_are_one_sentence(office: Path, words_: tuple[str, ...], said: str) -> None:
    assert said in validation(words_[0], office, *words_[1:]).sentence


@pytest.mark.parametrize("verb", ["record", "status", "minutes", "quota", "waiting"])
def test_only_the_operator_changes(office: Path, village: str, verb: str) -> None:
    words_ = {
        "record": ("valid", "--officer", "x"), "status": ("stopped", "--reason", "x"), "minutes": (),
        "quota": ("--set", f"{village}=1"), "waiting": (village, "--promote"),
    }[verb]  # fmt: skip
    assert validation(verb, office, *words_, "--as", "auditor").status == 1


@pytest.mark.parametrize("words_", [("--set", "36.01.01.2001"), ("--set", "36.01.01.2001=x"), ("--on", "kemarin")])
def test_wrong_usage(office: Path, words_: tuple[str, ...]) -> None:
    assert validation("quota", office, *words_).status == 2
