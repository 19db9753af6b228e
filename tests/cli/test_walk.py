"""The whole walk on the command line: an office, a register, a tranche with its paper, the proof, a backup and back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.rules.receipt_code import read_code
from tests.cli.commands import Said, ejsika
from tests.cli.registers import FAMILIES, MEMBERS, WITH_PKH, register
from tests.documents.paper_readers import codes
from tests.offices import PASSWORD

PAID = FAMILIES - WITH_PKH
AMOUNT = 1_000_000
DECREE = ("--decree", "466/Kep.123-Huk/2019", "--decree-date", "2019-03-05")


class Walk:
    """The office of the walk and what every step answered."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.office = folder / "kantor"
        self.register = register(folder / "bdt.xlsx")
        self.receipts = folder / "kuitansi.pdf"
        self.letters = folder / "undangan.pdf"
        self.backup = folder / "cadangan.bak"
        self.restored = folder / "kantor-pulih"
        self.said: dict[str, Said] = {}

    def step(self, name: str, *words: object) -> None:
        self.said[name] = ejsika(*words)

    def take(self) -> None:
        office, tranche = self.office, "2019/1"
        people = ("--admin", "admin", "--operator", "neneng", "--supervisor", "asep")
        self.step("init", "init", office, "--office", "36.01", "--programme", "jamsosratu-2019", *people, "--json")
        self.step("dry", "import", office, self.register, "--dry-run", "--json")
        self.step("import", "import", office, self.register, "--json")
        self.step("again", "import", office, self.register, "--json")
        self.step("find", "find", office, "aminah", "--json")
        self.step("undecreed", "tranche", "create", office, tranche, "--json")
        self.step("no decree", "tranche", "approve", office, tranche)
        self.step("create", "tranche", "create", office, tranche, *DECREE, "--json")
        self.step("maker", "tranche", "approve", office, tranche, "--as", "neneng")
        self.step("early", "receipts", office, tranche, "--out", self.folder / "too-early.pdf")
        self.step("approve", "tranche", "approve", office, tranche, "--as", "asep", "--json")
        self.step("receipts", "receipts", office, tranche, "--out", self.receipts, "--json")
        self.step("confirm", "receipts", office, tranche, "--confirm", "--json")
        self.step("letters", "letters", office, "undangan", "--tranche", tranche, "--out", self.letters, "--json")
        self.step("status", "tranche", "status", office, tranche, "--json")
        self.step("verify", "verify", office, "--json")
        self.step("backup", "backup", office, self.backup, "--json")
        self.step("restore", "restore", self.backup, self.restored, "--as", "admin", "--second", "asep", "--json")
        self.step("verify again", "verify", self.restored, "--json")
        self.step("found again", "find", self.restored, "aminah", "--json")


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    taken = Walk(tmp_path_factory.mktemp("walk"))
    taken.take()
    return taken


@pytest.fixture
def office(walk: Walk, tmp_path: Path) -> Iterator[Path]:
    """A copy of the office as the walk left it, for tests that change or spoil it."""
    return shutil.copytree(walk.office, tmp_path / "kantor")


REFUSED = {"no decree", "maker", "early"}


def test_every_step_ends_as_it_should(walk: Walk) -> None:
    ended = {name: said.status for name, said in walk.said.items()}
    assert ended == {name: int(name in REFUSED) for name in walk.said}
    assert {name for name, said in walk.said.items() if said.err} == REFUSED


def test_the_office_is_told_and_its_recovery_code_shown_once(walk: Walk) -> None:
    told = walk.said["init"].json
    assert (told["office"], told["name"]) == ("36.01", "Kabupaten Pandeglang")
    code = told["recovery_code"]
    assert len(code.split("-")) == 8
    assert not any(code.encode() in path.read_bytes() for path in walk.office.rglob("*") if path.is_file())


def test_a_dry_run_foretells_the_import(walk: Walk) -> None:
    dry, real = walk.said["dry"].json, walk.said["import"].json
    assert (dry["dry_run"], real["dry_run"]) == (True, False)
    for figure in ("layout", "rows", "new", "refused", "households_new", "members_new", "before", "after"):
        assert dry[figure] == real[figure], figure
    assert real["layout"] == "bdt2015"
    assert real["after"] == {"households": FAMILIES, "members": FAMILIES * MEMBERS}


def test_the_same_file_twice_changes_nothing(walk: Walk) -> None:
    again = walk.said["again"].json
    assert (again["new"], again["changed"], again["same"]) == (0, 0, FAMILIES * MEMBERS)
    assert again["before"] == again["after"] == walk.said["import"].json["after"]


def test_a_family_is_found_with_its_members(walk: Walk) -> None:
    (family,) = walk.said["find"].json
    assert family["caretaker"] == "SITI AMINAH"
    assert (family["status"], family["village"]) == ("candidate", "Teluk")
    child = family["members"][2]
    assert (child["name"], child["birth_date"], child["sex"]) == ("ANAK SARIP", "2008-05-01", "P")
    assert child["nik"].isdigit()
    assert len(child["nik"]) == 16


def test_the_list_holds_the_eligible_and_says_who_is_left_out(walk: Walk) -> None:
    made = walk.said["create"].json
    assert (made["tranche"], made["state"]) == ("jamsosratu:2019/1", "draft")
    assert (made["households"], made["rupiah"]) == (PAID, PAID * AMOUNT)
    (left_out,) = made["left_out"]
    assert (left_out["reason"], left_out["count"]) == ("rules.pkh_yes", WITH_PKH)


def test_approval_is_refused_to_the_maker_and_without_a_decree(walk: Walk) -> None:
    assert "neneng" in walk.said["maker"].sentence
    assert "decree" in walk.said["no decree"].sentence


def test_approval_numbers_the_receipts_without_a_gap(walk: Walk) -> None:
    done = walk.said["approve"].json
    assert (done["state"], done["households"], done["rupiah"]) == ("approved", PAID, PAID * AMOUNT)
    assert (done["first_receipt"], done["last_receipt"]) == ("KW-36.01-2019-000001", f"KW-36.01-2019-{PAID:06}")


def test_the_receipts_read_back(walk: Walk) -> None:
    printed = walk.said["receipts"].json
    assert (printed["receipts"], printed["originals"], printed["copies"]) == (PAID, PAID, 0)
    assert printed["files"] == [str(walk.receipts)]
    read = [read_code(code) for code in codes(walk.receipts.read_bytes())]
    assert {code.number for code in read} == set(range(1, PAID + 1))
    assert {(code.office, code.year) for code in read} == {("36.01", 2019)}
    text = "\n".join(page.extract_text() for page in PdfReader(walk.receipts).pages)
    for expected in ("ENENG SUHAETI", "satu juta rupiah", "Rp1.000.000,00", "466/Kep.123-Huk/2019", "5 Maret 2019"):
        assert expected in text
    assert "SITI AMINAH" not in text, "her family has PKH"


def test_no_paper_is_left_by_what_was_refused(walk: Walk) -> None:
    assert "not approved" in walk.said["early"].sentence
    assert not (walk.folder / "too-early.pdf").exists()


def test_letters_go_to_all_who_are_paid(walk: Walk) -> None:
    done = walk.said["letters"].json
    assert (done["letters"], done["file"]) == (PAID, str(walk.letters))
    pages = PdfReader(walk.letters).pages
    assert len(pages) == PAID
    first = pages[0].extract_text()
    assert done["first"] in first
    assert "......" in first, "the day was not given and is left to a pen"
    assert len(codes(walk.letters.read_bytes())) == PAID


def test_the_figures_balance(walk: Walk) -> None:
    status = walk.said["status"].json
    assert (status["state"], status["balanced"]) == ("approved", True)
    whole, none = {"households": PAID, "rupiah": PAID * AMOUNT}, {"households": 0, "rupiah": 0}
    assert {name: status["figures"][name] for name in ("decree", "listed", "payable", "unpaid")} == dict.fromkeys(
        ("decree", "listed", "payable", "unpaid"), whole
    )
    assert {name: status["figures"][name] for name in ("withheld", "paid", "returned", "not_listed")} == dict.fromkeys(
        ("withheld", "paid", "returned", "not_listed"), none
    )
    assert [(step["state"], step["by"]) for step in status["steps"]][-1] == ("approved", "asep")


def test_the_proof_holds_and_says_what_it_looked_at(walk: Walk) -> None:
    proved = walk.said["verify"].json
    assert (proved["ok"], proved["faults"]) == (True, [])
    assert {"database", "money", "numbering", "log"} <= set(proved["checks"])
    totals = proved["totals"]
    assert (totals["household"], totals["payment"], totals["receipt"], totals["letter"]) == (FAMILIES, PAID, PAID, PAID)
    assert len(proved["head"]["hash"]) == 64


def test_what_comes_back_is_what_was_backed_up(walk: Walk) -> None:
    backed_up = walk.said["backup"].json
    assert (backed_up["file"], backed_up["bytes"]) == (str(walk.backup), walk.backup.stat().st_size)
    back, proved = walk.said["restore"].json, walk.said["verify again"].json
    assert (back["office"], back["epoch"]) == ("Kabupaten Pandeglang", 2)
    assert proved["ok"] is True
    for kind in ("household", "member", "payment", "receipt", "letter"):
        assert proved["totals"][kind] == walk.said["verify"].json["totals"][kind], kind
    before, after = walk.said["find"].json[0], walk.said["found again"].json[0]
    assert after["members"] == before["members"]
    assert (before["status"], after["status"]) == ("candidate", "candidate")


def test_no_name_or_number_lies_open_on_the_disk(walk: Walk) -> None:
    secrets = (b"SITI AMINAH", b"ENENG", b"3601124107850002", b"KP. PASIR", b"KW-36.01")
    for path in (*walk.office.rglob("*"), *walk.restored.rglob("*"), walk.backup):
        if path.is_file():
            content = path.read_bytes()
            assert not [secret for secret in secrets if secret in content], path


def test_a_tranche_is_approved_once(office: Path) -> None:
    assert "2019/1" in ejsika("tranche", "approve", office, "2019/1", "--as", "asep").sentence


def test_printed_again_they_are_copies(office: Path, tmp_path: Path) -> None:
    out = tmp_path / "salinan.pdf"
    said = ejsika("receipts", office, "2019/1", "--out", out, "--numbers", "2-3", "--per-page", "1", "--json").json
    assert (said["receipts"], said["originals"], said["copies"]) == (2, 0, 2)
    pages = PdfReader(out).pages
    assert len(pages) == 2
    assert all("SALINAN ke-1" in page.extract_text() for page in pages)
    assert ejsika("verify", office).status == 0


def test_each_village_gets_its_file(office: Path, tmp_path: Path) -> None:
    said = ejsika("receipts", office, "2019/1", "--out", tmp_path / "kuitansi.pdf", "--split", "village", "--json")
    (file,) = map(Path, said.json["files"])
    assert file.exists()
    assert file.name.startswith("kuitansi-36.01.")


def test_a_damaged_file_fails_the_proof_in_a_sentence(office: Path) -> None:
    database = office / "office.db"
    content = bytearray(database.read_bytes())
    for start in range(len(content) // 2, len(content), 4096):
        content[start : start + 64] = bytes(64)
    database.write_bytes(content)
    said = ejsika("verify", office)
    assert said.status == 1
    assert "Traceback" not in said.out + said.err
    assert said.err.strip() or "Not sound" in said.out


def test_a_damaged_backup_brings_nothing_back(walk: Walk, tmp_path: Path) -> None:
    spoilt = tmp_path / "cadangan.bak"
    spoilt.write_bytes(walk.backup.read_bytes()[:-5000])
    target = tmp_path / "kantor"
    assert ejsika("restore", spoilt, target, "--as", "admin", "--second", "asep").sentence
    assert not target.exists()


def test_restoring_takes_two(walk: Walk, tmp_path: Path) -> None:
    words = ("restore", walk.backup, tmp_path / "kantor", "--as", "admin")
    assert "admin" in ejsika(*words, "--second", "admin").sentence
    assert ejsika(*words, "--second", "asep", EJSIKA_SECOND_PASSWORD="bukan kata sandinya").sentence
    assert "--second" in ejsika(*words).sentence, "one password alone is one person"
    assert "--second" in ejsika(*words, EJSIKA_SECOND_PASSWORD=PASSWORD).sentence, "who gave it must be said"
    assert ejsika(*words, "--second", "siapa").sentence
    assert "neneng" in ejsika(*words[:-1], "neneng", "--second", "asep").sentence, "she is no administrator"
    assert not (tmp_path / "kantor").exists()


def test_the_second_person_may_be_named_by_the_environment(walk: Walk, tmp_path: Path) -> None:
    words = ("restore", walk.backup, tmp_path / "kantor", "--as", "admin", "--json")
    assert "admin" in ejsika(*words, EJSIKA_SECOND="admin").sentence
    said = ejsika(*words, EJSIKA_SECOND="asep", EJSIKA_SECOND_PASSWORD=PASSWORD)
    assert (said.status, said.json["epoch"]) == (0, 2)


def test_a_full_folder_is_not_restored_into(walk: Walk, office: Path) -> None:
    before = (office / "office.db").read_bytes()
    assert str(office) in ejsika("restore", walk.backup, office, "--as", "admin", "--second", "asep").sentence
    assert (office / "office.db").read_bytes() == before
