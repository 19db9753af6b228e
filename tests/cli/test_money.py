"""The commands of a tranche as they are typed, one after another, with JSON and with sentences."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.cli.main import run
from desktop.rules.terms import Role
from tests import families, offices
from tests.documents.paper_readers import codes, words

DECREE = ("--decree", "466/Kep.123-Huk/2019", "--decree-date", "2019-03-05")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def office(office_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed office with five eligible families and one that receives PKH."""
    monkeypatch.setenv("EJSIKA_PASSWORD", offices.PASSWORD)
    monkeypatch.setenv("EJSIKA_LANG", "en")
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    families.add(desk, 5)
    families.add(desk, 1, start=50, receives_pkh=True)
    desk.close()
    return office_folder


@pytest.fixture
def ejsika(office: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the office; answers status, output and complaint."""

    def typed(*words: str) -> tuple[int, str, str]:
        command = [str(office) if word == "DIR" else word for word in words]
        try:
            status = run(command)
        except SystemExit as left:
            status = int(left.code or 0)
        out, err = capsys.readouterr()
        return status, out, err

    return typed


def answer(done: tuple[int, str, str]) -> Any:
    assert (done[0], done[2]) == (0, "")
    return json.loads(done[1])


def approved(ejsika: Run) -> None:
    assert ejsika("tranche", "create", "DIR", "2019/1", *DECREE)[0] == 0
    assert ejsika("tranche", "approve", "DIR", "2019/1", "--as", "supervisor")[0] == 0


def test_a_tranche_from_draft_to_locked(ejsika: Run, tmp_path: Path) -> None:
    made = answer(ejsika("tranche", "create", "DIR", "2019/1", *DECREE, "--json"))
    assert (made["tranche"], made["state"], made["households"], made["rupiah"]) == (
        "jamsosratu:2019/1", "draft", 5, 5_000_000,
    )  # fmt: skip
    assert [(one["reason"], one["count"]) for one in made["left_out"]] == [("rules.pkh_yes", 1)]
    assert answer(ejsika("tranche", "check", "DIR", "jamsosratu:2019/1", "--json"))["state"] == "checked"
    done = answer(ejsika("tranche", "approve", "DIR", "2019/1", "--as", "supervisor", "--json"))
    assert (done["first_receipt"], done["last_receipt"]) == ("KW-36.01-2019-000001", "KW-36.01-2019-000005")
    assert answer(ejsika("tranche", "open", "DIR", "2019/1", "--json"))["state"] == "open"
    assert answer(ejsika("tranche", "close", "DIR", "2019/1", "--json"))["unused"] == 5
    assert answer(ejsika("tranche", "lock", "DIR", "2019/1", "--json"))["state"] == "locked"
    status = answer(ejsika("tranche", "status", "DIR", "2019/1", "--as", "auditor", "--json"))
    assert status["figures"]["unpaid"] == {"households": 5, "rupiah": 5_000_000}
    assert status["balanced"] is True
    assert [step["state"] for step in status["steps"]] == [
        "draft", "checked", "approved", "open", "closed", "locked",
    ]  # fmt: skip
    assert status["receipts"]["unused"] == 5


def test_the_maker_is_refused_with_a_sentence(ejsika: Run) -> None:
    ejsika("tranche", "create", "DIR", "2019/1", *DECREE)
    status, out, err = ejsika("tranche", "approve", "DIR", "2019/1", "--as", "operator")
    assert (status, out) == (1, "")
    assert err.count("\n") == 1
    assert "operator" in err
    assert "Traceback" not in err


def test_receipts_originals_spoiled_and_copies(ejsika: Run, tmp_path: Path) -> None:
    approved(ejsika)
    out = str(tmp_path / "kuitansi.pdf")
    printed = answer(ejsika("receipts", "DIR", "2019/1", "--out", out, "--paper", "f4", "--per-page", "2", "--json"))
    assert printed == {
        "files": [out], "receipts": 5, "originals": 5, "copies": 0,
        "first": "KW-36.01-2019-000001", "last": "KW-36.01-2019-000005", "waiting": True,
        "settled_earlier": False,
    }  # fmt: skip
    assert len(codes(Path(out).read_bytes())) == 5
    spoiled, copied = str(tmp_path / "rusak.pdf"), str(tmp_path / "salinan.pdf")
    again = ("receipts", "DIR", "2019/1", "--out", spoiled, "--spoiled", "2-3", "--json")
    assert ejsika(*again)[0] == 1
    assert answer(ejsika(*again, "--reason", "kertas macet"))["originals"] == 2
    assert answer(ejsika("receipts", "DIR", "2019/1", "--confirm", "--json"))["confirmed"] is True
    copies = answer(ejsika("receipts", "DIR", "2019/1", "--out", copied, "--numbers", "2", "--json"))
    assert (copies["originals"], copies["copies"], copies["waiting"]) == (0, 1, False)
    assert "SALINAN ke-1" in words(Path(copied).read_bytes())


@pytest.mark.parametrize("more", [(), ("--numbers", "1-2"), ("--spoiled", "1-2", "--reason", "kusut")])
def test_a_command_typed_twice_leaves_the_originals_file_alone(
    ejsika: Run, tmp_path: Path, more: tuple[str, ...]
) -> None:
    approved(ejsika)
    out = tmp_path / "kuitansi.pdf"
    assert ejsika("receipts", "DIR", "2019/1", "--out", str(out))[0] == 0
    originals = out.read_bytes()
    before = answer(ejsika("tranche", "status", "DIR", "2019/1", "--json"))["receipts"]
    status, told, err = ejsika("receipts", "DIR", "2019/1", "--out", str(out), *more)
    assert (status, told, err) == (1, "", f"{out} is already there. Choose another name.\n")
    assert out.read_bytes() == originals
    assert answer(ejsika("tranche", "status", "DIR", "2019/1", "--json"))["receipts"] == before


def test_one_file_of_a_village_in_the_way_keeps_out_all(ejsika: Run, tmp_path: Path) -> None:
    approved(ejsika)
    there = tmp_path / "k-36.01.01.2002-Kertajaya.pdf"
    there.write_bytes(b"mine")
    split = ("receipts", "DIR", "2019/1", "--out", str(tmp_path / "k.pdf"), "--split", "village")
    status, _, err = ejsika(*split)
    assert (status, err) == (1, f"{there} is already there. Choose another name.\n")
    assert list(tmp_path.glob("k-*")) == [there]
    there.unlink()
    assert answer(ejsika(*split, "--json"))["originals"] == 5, "nothing was booked by the first try"


def test_a_folder_named_as_the_file_books_nothing(ejsika: Run, tmp_path: Path) -> None:
    approved(ejsika)
    folder = tmp_path / "od2"
    folder.mkdir()
    for typed in (("receipts", "DIR", "2019/1"), ("letters", "DIR", "undangan", "--tranche", "2019/1")):
        status, _, err = ejsika(*typed, "--out", str(folder))
        assert (status, err) == (1, f"{folder} is a folder, not a file. Name a file in it.\n")
    done = answer(ejsika("receipts", "DIR", "2019/1", "--out", str(folder / "k.pdf"), "--json"))
    assert (done["originals"], done["copies"]) == (5, 0)


def test_another_print_says_that_the_one_before_came_out(ejsika: Run, tmp_path: Path) -> None:
    approved(ejsika)
    first, second = str(tmp_path / "satu.pdf"), str(tmp_path / "dua.pdf")
    told = ejsika("receipts", "DIR", "2019/1", "--out", first, "--numbers", "1-2")[1]
    assert "--confirm" in told
    printed = answer(ejsika("receipts", "DIR", "2019/1", "--out", second, "--json"))
    assert (printed["originals"], printed["copies"], printed["settled_earlier"]) == (3, 2, True)
    assert words(Path(second).read_bytes()).count("SALINAN ke-1") == 2
    assert ejsika("receipts", "DIR", "2019/1", "--out", second, "--spoiled", "1-2", "--reason", "kusut")[0] == 1
    nowhere = str(tmp_path / "tidak ada" / "tiga.pdf")
    assert ejsika("receipts", "DIR", "2019/1", "--out", nowhere)[0] == 1
    assert ejsika("receipts", "DIR", "2019/1", "--confirm")[0] == 0, "the second still waits: nothing was printed since"


def test_one_file_per_village(ejsika: Run, tmp_path: Path) -> None:
    approved(ejsika)
    out = tmp_path / "k.pdf"
    done = answer(ejsika("receipts", "DIR", "2019/1", "--out", str(out), "--split", "village", "--json"))
    assert [Path(file).name for file in done["files"]] == sorted(path.name for path in tmp_path.glob("k-36.*.pdf"))
    assert len(done["files"]) == 3
    assert not out.exists()


def test_a_receipt_is_voided_issued_anew_and_shown(ejsika: Run, tmp_path: Path) -> None:
    approved(ejsika)
    void = ("receipt", "void", "DIR", "KW-36.01-2019-000002")
    assert ejsika(*void)[0] == 2
    assert answer(ejsika(*void, "--reason", "nama salah", "--json"))["state"] == "void"
    assert ejsika(*void, "--reason", "nama salah")[0] == 1
    fresh = answer(ejsika("receipt", "reissue", "DIR", "KW-36.01-2019-000002", "--json"))
    assert (fresh["number"], fresh["payment"]) == ("KW-36.01-2019-000006", "unpaid")
    out = tmp_path / "a.pdf"
    ejsika("receipts", "DIR", "2019/1", "--out", str(out), "--numbers", "6")
    (code,) = codes(out.read_bytes())
    assert answer(ejsika("receipt", "show", "DIR", code, "--json")) == fresh
    assert answer(ejsika("receipt", "show", "DIR", "kw-36.01-2019-000006", "--json")) == fresh


def test_letters_for_a_tranche_and_for_one_family(ejsika: Run, tmp_path: Path) -> None:
    approved(ejsika)
    out = str(tmp_path / "undangan.pdf")
    when = ("--on", "2019-12-05", "--at", "08.00 WIB", "--place", "Balai Desa", "--out", out, "--json")
    done = answer(ejsika("letters", "DIR", "undangan", "--tranche", "2019/1", *when))
    assert (done["letters"], done["file"]) == (5, out)
    assert "5 Desember 2019" in words(Path(out).read_bytes())
    assert answer(ejsika("letters", "DIR", "undangan", "--household", "JSR-36.01-000002", *when))["letters"] == 1
    for wrong in (("undangan",), ("surat-cinta", "--tranche", "2019/1"), ("undangan", "--household", "X")):
        status, _, err = ejsika("letters", "DIR", *wrong, *when)
        assert (status, err.count("\n")) == (1, 1)


@pytest.mark.parametrize(
    ("language", "words_of"),
    [("en", ("Issued", "Void", "Unused")), ("id", ("Diterbitkan", "Batal", "Tidak terpakai"))],
)
def test_what_became_of_a_receipt_is_said_in_words(
    ejsika: Run, monkeypatch: pytest.MonkeyPatch, language: str, words_of: tuple[str, str, str]
) -> None:
    approved(ejsika)
    monkeypatch.setenv("EJSIKA_LANG", language)
    issued, void, unused = words_of
    one, two = ("DIR", "KW-36.01-2019-000001"), ("DIR", "KW-36.01-2019-000002")
    assert f"000001 · {issued} · " in ejsika("receipt", "show", *one)[1]
    assert f"000002 · {void} · " in ejsika("receipt", "void", *two, "--reason", "nama salah")[1]
    assert f"000002 · {void} · " in ejsika("receipt", "show", *two)[1]
    assert ejsika("receipt", "reissue", *two)[0] == 0
    for step in ("open", "close"):
        assert ejsika("tranche", step, "DIR", "2019/1")[0] == 0
    assert f"000001 · {unused} · " in ejsika("receipt", "show", *one)[1]


@pytest.mark.parametrize(
    "words_typed",
    [
        ("tranche", "create", "DIR", "2031/1"),
        ("tranche", "create", "DIR", "tahap satu"),
        ("tranche", "create", "DIR", "2019/1", "--decree-date", "2019-03-05"),
        ("tranche", "create", "DIR", "2019/1", "--decree", "1/2019"),
        ("tranche", "approve", "DIR", "2019/1"),
        ("tranche", "open", "DIR", "2019/1"),
        ("receipts", "DIR", "2019/1", "--out", "nowhere/a.pdf"),
        ("receipts", "DIR", "2019/1", "--confirm"),
        ("receipt", "void", "DIR", "kuitansi", "--reason", "x"),
        ("receipt", "show", "DIR", "EJ1:36.01:2019:000001:7Q0M3ZKA"),
    ],
)
def test_what_cannot_be_is_one_sentence(ejsika: Run, words_typed: tuple[str, ...]) -> None:
    status, out, err = ejsika(*words_typed)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "{" not in err


@pytest.mark.parametrize(
    "words_typed",
    [
        ("tranche", "create", "DIR", "2019/1", "--decree", "1", "--decree-date", "kemarin"),
        ("tranche", "approve", "DIR"),
        ("receipts", "DIR", "2019/1"),
        ("receipts", "DIR", "2019/1", "--out", "a.pdf", "--confirm"),
        ("receipts", "DIR", "2019/1", "--out", "a.pdf", "--numbers", "5-2"),
        ("receipts", "DIR", "2019/1", "--out", "a.pdf", "--per-page", "4"),
        ("letters", "DIR", "undangan", "--tranche", "2019/1"),
    ],
)
def test_wrong_usage_is_status_two(ejsika: Run, words_typed: tuple[str, ...]) -> None:
    assert ejsika(*words_typed)[0] == 2


def test_answers_for_people_have_no_holes(ejsika: Run, tmp_path: Path) -> None:
    out = str(tmp_path / "a.pdf")
    for command in (
        ("tranche", "create", "DIR", "2019/1", *DECREE),
        ("tranche", "check", "DIR", "2019/1"),
        ("tranche", "approve", "DIR", "2019/1"),
        ("receipts", "DIR", "2019/1", "--out", out),
        ("receipts", "DIR", "2019/1", "--confirm"),
        ("tranche", "open", "DIR", "2019/1"),
        ("receipt", "void", "DIR", "KW-36.01-2019-000002", "--reason", "salah"),
        ("tranche", "status", "DIR", "2019/1"),
        ("receipt", "reissue", "DIR", "KW-36.01-2019-000002"),
        ("tranche", "close", "DIR", "2019/1"),
    ):
        status, told, err = ejsika(*command)
        assert (status, err) == (0, "")
        assert told.strip()
        assert "{" not in told
