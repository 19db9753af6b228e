"""`ejsika pay` and `ejsika signed`: a pay day by command, each refusal one sentence."""

from pathlib import Path

import pytest

from desktop.rules.receipt_code import Paper, PaperNumber, make_code
from desktop.rules.terms import Role
from desktop.services import paper_head
from tests import offices
from tests.cli.commands import Said, ejsika
from tests.services.payday import hall

TRANCHE = "2019/1"
PROXY = ("--proxy", "Rohim", "--nik", hall.COUSIN, "--relation", "sepupu")
PAPERS = tuple(word for code in ("ktp", "kk", "power_of_attorney", "office_letter") for word in ("--paper", code))


@pytest.fixture
def office(office_folder: Path) -> tuple[Path, list[str], str]:
    """A closed office whose pay-out is open: its folder, the cards of four families, the code of the first receipt."""
    operator = offices.sign_in(office_folder, Role.OPERATOR)
    there = hall.opened(operator, offices.same_office_as(operator, Role.SUPERVISOR))
    with operator.read() as session:
        code = make_code(PaperNumber(Paper.RECEIPT, "36.01", 2019, 1), paper_head.seal_key(session))
    operator.close()
    return office_folder, [one.card_number for one in there], code


def pay(folder: Path, *words: str) -> Said:
    return ejsika("pay", folder, TRANCHE, *words)


def number(at: int) -> str:
    return f"KW-36.01-2019-{at:06}"


def test_a_scanned_receipt_is_paid_once(office: tuple[Path, list[str], str]) -> None:
    folder, _, code = office
    said = pay(folder, code)
    assert said.status == 0
    assert f"is paid: Rp1.000.000, receipt {number(1)}." in said.out
    assert "Paid already on" in pay(folder, code).sentence
    assert ejsika("tranche", "status", folder, TRANCHE, "--json").json["figures"]["paid"]["households"] == 1


def test_a_card_is_paid_and_answered_in_json(office: tuple[Path, list[str], str]) -> None:
    folder, cards, _ = office
    value = pay(folder, cards[2], "--thumb", "Kades Sanusi", "--json").json
    assert (value["rupiah"], value["who"], value["by"]) == (1_000_000, "caretaker", "Si Operator")


def test_a_proxy_brings_papers(office: tuple[Path, list[str], str]) -> None:
    folder, cards, _ = office
    assert "Missing: KTP, family card (KK)" in pay(folder, cards[0], *PROXY).sentence
    said = pay(folder, cards[0], *PROXY, *PAPERS)
    assert said.out.endswith("to Rohim.\nBJB was to pay it; its path is the desk now.\n")
    pay(folder, cards[1], *PROXY, *PAPERS)
    assert "2 other families" in pay(folder, cards[2], *PROXY, *PAPERS).sentence
    assert pay(folder, cards[2], *PROXY, *PAPERS, "--anyway").status == 0


def test_an_heir_of_the_living_is_refused(office: tuple[Path, list[str], str]) -> None:
    folder, cards, _ = office
    words = ("--heir", "Ujang", "--nik", hall.COUSIN, "--relation", "anak", "--paper", "heir_letter")
    assert "nobody is heir" in pay(folder, cards[0], *words).sentence


def test_a_family_that_refuses_stays_unpaid(office: tuple[Path, list[str], str]) -> None:
    folder, cards, _ = office
    said = pay(folder, cards[0], "--refused", "sudah mampu")
    assert said.out.endswith("refused the money; it stays unpaid.\n")
    assert ejsika("tranche", "status", folder, TRANCHE, "--json").json["figures"]["paid"]["households"] == 0


def test_a_mistake_is_taken_back_by_the_supervisor(office: tuple[Path, list[str], str]) -> None:
    folder, cards, code = office
    pay(folder, code)
    assert "operator" in pay(folder, code, "--undo", "salah orang", "--as", "operator").sentence
    assert pay(folder, code, "--undo", "salah orang").out.endswith("was taken back and waits again.\n")
    assert "was taken back already" in pay(folder, code, "--undo", "salah orang").sentence
    assert len(cards) == 4


@pytest.mark.parametrize("option", ["--refused", "--proxy", "--heir", "--undo", "--nik", "--note", "--thumb", "--as"])
@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_value_pays_nobody(office: tuple[Path, list[str], str], option: str, empty: str) -> None:
    """A variable of the shell that was never set must not turn a refusal into a payment."""
    folder, cards, _ = office
    for words in ((option, empty), (f"{option}={empty}",)):
        said = pay(folder, cards[0], *words)
        assert (said.status, said.out) == (2, "")
        assert said.err.startswith(f'"{option}" is followed by an empty value.')
    assert paid_families(folder) == 0


def paid_families(folder: Path) -> int:
    found = ejsika("tranche", "status", folder, TRANCHE, "--json").json["figures"]["paid"]["households"]
    assert isinstance(found, int)
    return found


UNUSED = (
    (PROXY[2:], "--nik, --relation says"),
    (("--nik", hall.COUSIN, *PAPERS[:2]), "--nik, --paper says"),
    (("--refused", "sudah mampu", "--note", "x", "--anyway"), "--note, --anyway says"),
    (("--undo", "salah", "--thumb", "Kades"), "--thumb says"),
)


@pytest.mark.parametrize(("words", "part"), UNUSED)
def test_what_is_said_of_nobody_is_not_dropped(
    office: tuple[Path, list[str], str], words: tuple[str, ...], part: str
) -> None:
    folder, cards, _ = office
    assert pay(folder, cards[0], *words).sentence.startswith(part)
    assert paid_families(folder) == 0


@pytest.mark.parametrize(
    ("whom", "part"),
    [("zzz", '"zzz" is nobody on the list'), ("cikadu", "It may be: "), ("EJ1:xx", "code"), ("1", "no whole number")],
)
def test_who_is_not_clear_is_refused(office: tuple[Path, list[str], str], whom: str, part: str) -> None:
    assert part in pay(office[0], whom).sentence
    assert paid_families(office[0]) == 0


def test_signed_receipts_come_back_and_the_rest_is_missing(office: tuple[Path, list[str], str]) -> None:
    folder, cards, code = office
    for card in cards[:3]:
        pay(folder, card)
    said = ejsika("signed", folder, code, number(2), number(1))
    assert [line.rpartition(")")[2] for line in said.out.splitlines()] == [
        " is here, signed.",
        " is here, signed.",
        " was seen before.",
    ]
    told = ejsika("signed", folder, "--missing", TRANCHE, "--json").json
    assert (told["paid"], told["signed"], told["missing"], told["missing_rupiah"]) == (3, 2, 1, 1_000_000)
    assert [row["number"] for row in told["receipts"]] == [number(3)]
    lines = ejsika("signed", folder, "--missing", TRANCHE, "--as", "auditor").out.splitlines()
    assert lines[0] == "Tranche 2019/1: paid 3 (Rp3.000.000), signed 2 (Rp2.000.000), missing 1 (Rp1.000.000)."
    assert lines[1].startswith(number(3))
    assert "not entered as paid" in ejsika("signed", folder, number(4)).sentence


def test_of_several_signed_receipts_each_is_told_what_became_of_it(office: tuple[Path, list[str], str]) -> None:
    """One that is refused keeps none of the others back, and does not hide that they were taken."""
    folder, cards, _ = office
    pay(folder, cards[0])
    pay(folder, cards[1])
    said = ejsika("signed", folder, number(1), number(9), number(2), "--json")
    assert said.status == 1
    assert [row["number"] for row in said.json["signed"]] == [number(1), number(2)]
    assert said.json["refused"] == [{"typed": number(9), "code": "money.receipt_unknown"}]
    lines = ejsika("signed", folder, number(1), number(9)).out.splitlines()
    assert lines[0].endswith("was seen before.")
    assert lines[1].startswith(f"{number(9)}: ")


@pytest.mark.parametrize("words", [(), (number(1), "--missing", TRANCHE)])
def test_signed_wants_receipts_or_a_tranche(office: tuple[Path, list[str], str], words: tuple[str, ...]) -> None:
    assert "--missing" in ejsika("signed", office[0], *words).sentence
