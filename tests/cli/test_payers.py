"""The commands of banks, the post and of cards, typed as people type them, over one office."""

from pathlib import Path

import pytest

from desktop.services.desk import Desk
from tests.cli.commands import ejsika
from tests.services.money import walk
from tests.services.payers.answering import accounts, row, written

T = "2019/1"


@pytest.fixture
def office(operator: Desk, supervisor: Desk, office_folder: Path) -> Path:
    """An open list of four families with accounts, its office closed again."""
    walk.opened(operator, supervisor, 4)
    operator.office.close()
    return office_folder


def test_from_the_file_to_the_answer(office: Path, operator: Desk, tmp_path: Path) -> None:
    out = tmp_path / "bjb.csv"
    made = ejsika("payer", "file", office, T, "--payer", "bjb", "--out", out, "--json").json
    assert (made["number"], made["template"], made["families"], made["rupiah"]) == (1, "bjb", 4, 4_000_000)
    numbers = [line.split(";")[1] for line in out.read_text("utf-8").splitlines() if line.startswith("D;")]
    said = [row(operator, numbers[0]), row(operator, numbers[1], "Gagal", "Nama beda"), row(operator, "99")]
    path = written(tmp_path / "hasil.csv", said)
    looked = ejsika("payer", "answer", office, T, path, "--dry-run", "--problems", tmp_path / "x.xlsx", "--json").json
    assert (looked["paid"]["families"], looked["failed"]["families"], looked["wrong"]) == (1, 1, 1)
    assert (looked["missing"]["families"], looked["problems_written"], looked["answer"]) == (2, 1, None)
    assert looked["problems"][0]["code"] == "payers.row_unknown"
    assert (tmp_path / "x.xlsx").exists()
    refused = ejsika("payer", "answer", office, T, path)
    assert refused.status == 1
    assert "1 of 3 rows are wrong" in refused.err
    assert "dry run" not in refused.out, "it was none"
    assert "dry run" in ejsika("payer", "answer", office, T, path, "--dry-run").out
    assert "No payment that was sent has this number" in refused.out
    taken = ejsika("payer", "answer", office, T, path, "--good-only", "--json").json
    assert taken["answer"]
    status = ejsika("payer", "status", office, T, "--json").json
    (bank,) = status["payers"]
    assert {name: bank[name]["families"] for name in ("listed", "paid", "failed", "sent")} == {
        "listed": 4, "paid": 1, "failed": 1, "sent": 2,
    }  # fmt: skip
    assert [one["reason"] for one in status["unreached"]] == ["name_differs"]
    assert ejsika("payer", "answer", office, T, path, "--good-only").status == 1, "each answer counts once"
    assert "Gagal 1" in ejsika("payer", "status", office, T, language="id").out.replace("gagal", "Gagal")


def test_payments_are_moved_with_a_reason(office: Path, tmp_path: Path) -> None:
    post = ("payer", "route", office, T, "--to", "post", "--payer", "Kantor Pos", "--reason", "Bank tutup")
    one = ejsika(*post, "--find", "JSR-36.01-000002", "--dry-run", "--json").json
    assert (one["moved"], one["rupiah"], one["dry_run"]) == (1, 1_000_000, True)
    assert ejsika(*post, "--village", "99.99.99.9999").sentence.startswith("No payment fits")
    begun = ejsika(*post, "--find", "JSR-36.01-00000")
    assert begun.status == 1
    assert '"JSR-36.01-00000" fits 4 families, and nothing was moved' in begun.sentence
    assert ejsika(*post, "--find", "JSR-36.01-00000", "--dry-run", "--json").json["moved"] == 4
    counted = ejsika(*post, "--find", "JSR-36.01-00000", "--families", "3")
    assert (counted.status, "4 payments fit now, and 3 were seen" in counted.sentence) == (1, True)
    cash = ejsika("payer", "route", office, T, "--to", "cash", "--payer", "Kantor Pos", "--reason", "x")
    assert "Cash at the desk has no payer" in cash.sentence
    assert ejsika(*post, "--find", "JSR-36.01-000002", "--json").json["moved"] == 1
    assert ejsika(*post, "--find", "JSR-36.01-00000", "--families", "4", "--json").json["moved"] == 3
    ejsika("payer", "route", office, T, "--to", "cash", "--reason", "uji")
    moved = ejsika(*post)
    assert (moved.status, moved.out) == (0, "4 payments moved; 0 of them have no account there.\n")
    assert "Kantor Pos: 4 families, to be sent 4" in ejsika("payer", "status", office, T).out
    refused = ejsika("payer", "route", office, T, "--to", "post", "--payer", "BJB", "--reason", "x")
    assert "does not name this path" in refused.sentence
    assert "Kantor Pos" in ejsika("payer", "file", office, T, "--payer", "BJB", "--out", tmp_path / "a.csv").sentence


def test_what_failed_and_went_out_again_asks_for_its_file(office: Path, operator: Desk, tmp_path: Path) -> None:
    make = ("payer", "file", office, T, "--payer", "BJB", "--out")
    ejsika(*make, tmp_path / "a.csv")
    failed = row(operator, "0071000000000", "Gagal", "Blokir")
    assert ejsika("payer", "answer", office, T, written(tmp_path / "1.csv", [failed])).status == 0
    assert ejsika(*make, tmp_path / "b.csv", "--json").json["families"] == 1
    grown = written(tmp_path / "2.csv", [failed, row(operator, "0071000000001")])
    asked = ejsika("payer", "answer", office, T, grown, "--dry-run")
    assert "was sent in files 1, 2" in asked.out
    told = ejsika("payer", "answer", office, T, grown, "--of-file", "1", "--json").json
    assert (told["same"], told["paid"]["families"], told["missing"]["families"]) == (1, 1, 3)
    paid = ejsika("pay", office, T, "JSR-36.01-000001")
    assert "lies with BJB (file 2)" in paid.sentence
    assert "has no file 9" in ejsika("payer", "answer", office, T, grown, "--of-file", "9").sentence


def test_columns_are_explained_by_a_map(office: Path, operator: Desk, tmp_path: Path) -> None:
    ejsika("payer", "file", office, T, "--payer", "BJB", "--out", tmp_path / "a.xlsx", "--template", "bank_umum")
    path = written(tmp_path / "hasil.csv", [["0071000000000", "Berhasil"]], ("Rek. Debet", "Flag"))
    assert "account" in ejsika("payer", "answer", office, T, path).sentence
    explained = tmp_path / "peta.json"
    explained.write_text('{"Rek. Debet": "account", "Flag": "status"}', "utf-8")
    day = f"{operator.today():%Y-%m-%d}"
    done = ejsika("payer", "answer", office, T, path, "--map", explained, "--day", day, "--json").json
    assert (done["paid"]["families"], done["wrong"]) == (1, 0)
    explained.write_text("[]", "utf-8")
    assert ejsika("payer", "answer", office, T, path, "--map", explained).status == 1


def test_words_are_explained_by_a_file(office: Path, operator: Desk, tmp_path: Path) -> None:
    ejsika("payer", "file", office, T, "--payer", "BJB", "--out", tmp_path / "a.csv")
    path = written(tmp_path / "hasil.csv", [row(operator, "0071000000000", "00"), row(operator, "0071000000001", "51")])
    day, said = f"{operator.today():%Y-%m-%d}", tmp_path / "kata.json"
    look = ("payer", "answer", office, T, path, "--payer", "BJB", "--day", day, "--dry-run")
    assert 'Unknown word in 1 rows: "00"' in ejsika(*look).out
    said.write_text('{"outcomes": {"00": "paid", "51": "failed/blocked"}, "reasons": {"rc9": "moved"}}', "utf-8")
    counted = ejsika(*look, "--words", said, "--json").json
    assert (counted["paid"]["families"], counted["failed"]["families"], counted["unknown_words"]) == (1, 1, [])
    assert ejsika(*look, "--json").json["wrong"] == 2, "a dry run keeps nothing"
    taken = ejsika(*look[:-1], "--words", said, "--json").json
    assert (taken["dry_run"], taken["failed"]["families"]) == (False, 1)
    assert ejsika(*look, "--json").json["wrong"] == 0, "kept for this payer with the answer"
    for wrong in ("[]", '{"kata": {}}', '{"outcomes": []}', "x"):
        said.write_text(wrong, "utf-8")
        assert "does not say what words mean" in ejsika(*look, "--words", said).sentence
    said.write_text('{"outcomes": {"GAGAL": "paid"}}', "utf-8")
    assert 'The program knows the word "GAGAL"' in ejsika(*look, "--words", said).sentence
    said.write_text('{"outcomes": {"00": "dibayar"}}', "utf-8")
    assert 'cannot mean "dibayar"' in ejsika(*look, "--words", said).sentence


def test_money_that_came_back_waits_again_by_a_second_person(office: Path, operator: Desk, tmp_path: Path) -> None:
    ejsika("payer", "file", office, T, "--payer", "BJB", "--out", tmp_path / "a.csv")
    ejsika("payer", "answer", office, T, written(tmp_path / "1.csv", [row(operator, "0071000000000")]))
    retur = written(tmp_path / "2.csv", [row(operator, "0071000000000", "Retur", "Rekening tutup")])
    assert "enter that as money that came back" in ejsika("payer", "answer", office, T, retur, "--dry-run").out
    undo = ejsika("pay", office, T, "JSR-36.01-000001", "--undo", "retur")
    assert "enter that with the payer's paper" in undo.sentence
    day = f"{operator.today():%Y-%m-%d}"
    back = ("payer", "back", office, T, "JSR-36.01-000001", "--paper", "B-12/BJB", "--on", day, "--why")
    assert "operator" in ejsika(*back, "inactive", "--as", "operator").sentence
    assert "one of these codes" in ejsika(*back, "tutup").sentence
    done = ejsika(*back, "inactive")
    assert "The payment waits again; its receipt stays valid" in done.out
    assert ejsika("payer", "status", office, T, "--json").json["payers"][0]["failed"]["families"] == 1


def test_templates_are_shown_changed_checked_and_kept(office: Path, tmp_path: Path) -> None:
    path = tmp_path / "bjb.toml"
    assert ejsika("payer", "template", "show", office, "bjb", "--out", path).status == 0
    assert ejsika("payer", "template", "check", path).out == "The template bjb is right.\n"
    path.write_text(path.read_text("utf-8").replace('form = "delimited"', 'form = "word"'), "utf-8")
    said = ejsika("payer", "template", "check", path).sentence
    assert said.startswith('Line 6: "form" cannot be "word"')
    path.write_text(path.read_text("utf-8").replace('form = "word"', 'form = "delimited"'), "utf-8")
    assert ejsika("payer", "template", "save", office, path).status == 0
    rows = ejsika("payer", "template", "list", office, "--json").json
    assert [one["name"] for one in rows if one["own"]] == ["bjb"]


def test_cards_change_hands_and_are_found_again(office: Path, tmp_path: Path) -> None:
    assert ejsika("custody", "list", office).out == "Nobody entered yet who holds what.\n"
    given = ejsika("custody", "give", office, "JSR-36.01-000001", "JSR-36.01-000002", "--to", "facilitator", "--name",
                   "Dewi Lestari", "--out", tmp_path / "a.pdf", "--json").json  # fmt: skip
    assert (given["families"], (tmp_path / "a.pdf").read_bytes()[:5]) == (2, b"%PDF-")
    assert given["receipt"].startswith("1/")
    ejsika("custody", "give", office, "JSR-36.01-000001", "--to", "family")
    held = ejsika("custody", "list", office, "--holder", "facilitator", "--json").json
    assert (held["total"], held["rows"][0]["card"], held["rows"][0]["days"]) == (1, "JSR-36.01-000002", 0)
    assert ejsika("custody", "list", office, "--away", "1", "--json").json["total"] == 0
    assert "Pendamping Dewi Lestari" in ejsika("custody", "list", office, "--what", "card", language="id").out
    again = ejsika("custody", "receipt", office, given["receipt"], "--out", tmp_path / "b.pdf", "--json").json
    assert again["families"] == 2
    assert "JSR-9" in ejsika("custody", "give", office, "JSR-9", "--to", "family").sentence


def test_an_empty_list_has_no_paths(operator: Desk, office_folder: Path) -> None:
    walk.drafted(operator, 1)
    assert accounts(operator) == []
    operator.office.close()
    assert ejsika("payer", "status", office_folder, T).out == "Nothing of this tranche has a path yet.\n"


def test_a_template_is_used_for_a_payer_and_the_given_one_comes_back(office: Path, tmp_path: Path) -> None:
    used = ejsika("payer", "template", "use", office, "bank_banten", "--payer", "BJB")
    assert used.out == "Files for BJB are made by bank_banten from now on.\n"
    made = ejsika("payer", "file", office, T, "--payer", "BJB", "--out", tmp_path / "a.txt", "--json").json
    assert made["template"] == "bank_banten"
    assert "no template bni" in ejsika("payer", "template", "use", office, "bni", "--payer", "BJB").sentence
    path = tmp_path / "bjb.toml"
    ejsika("payer", "template", "show", office, "bjb", "--out", path)
    ejsika("payer", "template", "save", office, path)
    assert ejsika("payer", "template", "back", office, "bjb").status == 0
    assert "nothing to take back" in ejsika("payer", "template", "back", office, "bjb").sentence
