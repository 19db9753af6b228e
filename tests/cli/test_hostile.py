"""Whatever is typed, a command ends with 0, 1 or 2 and one sentence: never a traceback, never a change."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desktop.rules.terms import Role
from desktop.services.money import overview, printing
from tests import offices
from tests.cli.commands import Said, ejsika
from tests.services.money.walk import FIRST, approved, faults

UNKNOWN_ID = "0198d0c4-3c7e-7000-8000-000000000000"
CODE = "EJ1:36.01:2019:000001:7Q0M3ZKA"
NUL = "\x00"


@dataclass(frozen=True)
class Place:
    """An office with a tranche of four receipts, and things that are no office, beside each other."""

    office: Path
    folder: Path

    def words(self, typed: tuple[str, ...]) -> list[str]:
        named = {
            "DIR": self.office,
            "NONE": self.folder / "tidak-ada",
            "FILE": self.folder / "catatan.txt",
            "FOLDER": self.folder / "map",
            "PDF": self.folder / "out.pdf",
            "DEEP": self.folder / "tidak" / "ada" / "out.pdf",
        }
        return [str(named.get(word, word)) for word in typed]

    def says(self, *typed: str, **more: str) -> Said:
        return ejsika(*self.words(typed), **more)


@pytest.fixture(scope="module")
def place(office_template: offices.Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "catatan.txt").write_text("bukan kantor", encoding="utf-8")
    (folder / "map").mkdir()
    (folder / "map" / "isi.txt").write_text("isi", encoding="utf-8")
    desk = offices.sign_in(office_template.copy(folder / "kantor"), Role.OPERATOR)
    approved(desk, offices.same_office_as(desk, Role.SUPERVISOR), 4)
    printing.print_receipts(desk, FIRST, folder / "asli.pdf")
    desk.close()
    yield Place(folder / "kantor", folder)
    desk = offices.sign_in(folder / "kantor", Role.AUDITOR)
    status = overview.status(desk, FIRST)
    found = faults(desk)
    desk.close()
    assert (found, status.receipts.issued, status.receipts.open_run) == ([], 4, (1, 4)), "nothing was changed"
    assert not (folder / "out.pdf").exists()


def check(said: Said, status: int = 1) -> None:
    assert said.status == status, said
    assert "Traceback (most" not in said.out + said.err
    if status == 1:
        sentence = said.sentence
        assert "{" not in sentence.replace("{}", ""), sentence
        assert len(sentence) > 15, "a whole sentence"


EACH = (
    ("find", "DIR", "siti"), ("tranche", "create", "DIR", "2019/2"), ("tranche", "check", "DIR", "2019/1"),
    ("tranche", "approve", "DIR", "2019/1"), ("tranche", "open", "DIR", "2019/1"),
    ("tranche", "close", "DIR", "2019/1"),
    ("tranche", "lock", "DIR", "2019/1"), ("tranche", "status", "DIR", "2019/1"), ("verify", "DIR"),
    ("receipts", "DIR", "2019/1", "--out", "PDF"), ("receipts", "DIR", "2019/1", "--confirm"),
    ("receipt", "void", "DIR", "KW-36.01-2019-000001", "--reason", "x"),
    ("receipt", "reissue", "DIR", "KW-36.01-2019-000001"), ("receipt", "show", "DIR", "KW-36.01-2019-000001"),
    ("letters", "DIR", "undangan", "--tranche", "2019/1", "--out", "PDF"), ("backup", "DIR", "PDF"),
    ("import", "DIR", "FILE"), ("user", "add", "DIR", "yayah", "operator"),
    ("user", "remove", "DIR", "operator", "--second", "supervisor"), ("programme", "add", "DIR", "jamsosratu-2018"),
    ("password", "DIR"),
)  # fmt: skip


@pytest.mark.parametrize("typed", EACH, ids=" ".join)
@pytest.mark.parametrize("wrong", ["NONE", "FILE", "FOLDER"])
def test_what_is_no_office_is_named(place: Place, typed: tuple[str, ...], wrong: str) -> None:
    words = tuple(wrong if word == "DIR" else word for word in typed)
    said = place.says(*words, EJSIKA_NEW_PASSWORD=offices.PASSWORD, EJSIKA_SECOND_PASSWORD=offices.PASSWORD)
    check(said)
    assert place.words((wrong,))[0] in said.sentence
    assert not Path(place.words(("NONE",))[0]).exists()


@pytest.mark.parametrize(
    "typed",
    [
        ("tranche", "status", "DIR", "2031/1"),
        ("tranche", "status", "DIR", "2019/9"),
        ("tranche", "status", "DIR", "pkh:2019/1"),
        ("tranche", "status", "DIR", "tahap satu"),
        ("tranche", "status", "DIR", "2019/1; DROP TABLE payment"),
        ("tranche", "status", "DIR", "٢٠١٩/١"),
        ("tranche", "create", "DIR", "2019/1"),
        ("tranche", "create", "DIR", "2019/2", "--decree", "9" * 200, "--decree-date", "2019-03-05"),
        ("tranche", "create", "DIR", "2019/2", "--decree-households", "0"),
        ("tranche", "create", "DIR", "2019/2", "--decree", "1", "--decree-date", "2019-03-05", "--decree-rupiah", "-5"),
        ("tranche", "check", "DIR", "2019/1", "--decree", "1", "--decree-households", "-1"),
        ("tranche", "check", "DIR", "2019/1", "--decree", "1", "--decree-rupiah", "9" * 31),
        ("tranche", "status", "DIR", "2019/" + "9" * 40),
        ("tranche", "status", "DIR", "9" * 40 + "/1"),
        ("receipt", "show", "DIR", "KW-36.01-2019-" + "9" * 40),
        ("receipt", "show", "DIR", "KW-36.01-" + "9" * 40 + "-000001"),
        ("receipt", "void", "DIR", "KW-36.01-2019-" + "9" * 40, "--reason", "x"),
        ("receipts", "DIR", "2019/1", "--out", "DEEP"),
        ("receipts", "DIR", "2019/1", "--out", "PDF", "--spoiled", "1-2"),
        ("receipts", "DIR", "2019/1", "--out", "PDF", "--spoiled", "9", "--reason", "macet"),
        ("receipts", "DIR", "2019/1", "--out", "PDF", "--village", "99.99.99.9999"),
        ("receipts", "DIR", "2019/1", "--out", "PDF", "--numbers", "90-99"),
        ("receipts", "DIR", "2019/2", "--out", "PDF"),
        ("receipt", "void", "DIR", "KW-36.01-2019-999999", "--reason", "x"),
        ("receipt", "void", "DIR", "nomor satu", "--reason", "x"),
        ("receipt", "reissue", "DIR", "KW-36.01-2019-000001"),
        ("receipt", "show", "DIR", CODE),
        ("receipt", "show", "DIR", ":::::"),
        ("receipt", "show", "DIR", "https://contoh.go.id/"),
        ("receipt", "show", "DIR", "KW-36.01\nTraceback\x1b[31m"),
        ("letters", "DIR", "surat-cinta", "--tranche", "2019/1", "--out", "PDF"),
        ("letters", "DIR", "FOLDER", "--tranche", "2019/1", "--out", "PDF"),
        ("letters", "DIR", "FILE", "--tranche", "2019/1", "--out", "PDF"),
        ("letters", "DIR", "undangan", "--out", "PDF"),
        ("letters", "DIR", "undangan", "--household", "JSR-36.01-999999", "--out", "PDF"),
        ("letters", "DIR", "undangan", "--household", UNKNOWN_ID, "--out", "PDF"),
        ("letters", "DIR", "undangan", "--tranche", "2019/1", "--out", "DEEP"),
        ("import", "DIR", "NONE"),
        ("import", "DIR", "FOLDER"),
        ("import", "DIR", "FILE", "--layout", "tidak-ada"),
        ("import", "DIR", "FILE", "--village", "99.99"),
        ("programme", "add", "DIR", "jamsosratu-1999"),
        ("programme", "add", "DIR", "jamsosratu-2019"),
        ("programme", "add", "DIR", "FILE"),
        ("programme", "add", "DIR", "FOLDER"),
        ("user", "add", "DIR", "OPERATOR", "operator"),
        ("user", "add", "DIR", "a" * 500, "operator"),
        ("user", "remove", "DIR", "siapa", "--second", "supervisor"),
        ("user", "remove", "DIR", "operator"),
        ("user", "remove", "DIR", "administrator", "--second", "supervisor"),
        ("backup", "DIR", "FOLDER"),
        ("backup", "DIR", "DEEP"),
        ("restore", "FILE", "NONE", "--second", "supervisor"),
        ("restore", "FOLDER", "NONE", "--second", "supervisor"),
        ("restore", "NONE", "NONE", "--second", "supervisor"),
        ("restore", "FILE", "DIR", "--second", "supervisor"),
        ("demo", "DIR"),
        ("demo", "FILE"),
        ("demo", "NONE", "--households", "0"),
        ("demo", "NONE", "--households", "-5"),
        ("demo", "NONE", "--office", "99.99"),
        ("init", "FILE", "--office", "36.01", "--programme", "jamsosratu-2019", "--admin", "admin"),
        ("init", "NONE", "--office", "36.01", "--programme", "FILE", "--admin", "admin"),
        ("init", "NONE", "--office", "36.01.01", "--programme", "jamsosratu-2019", "--admin", "admin"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_one_sentence(place: Place, typed: tuple[str, ...]) -> None:
    check(place.says(*typed, EJSIKA_SECOND_PASSWORD=offices.PASSWORD, EJSIKA_NEW_PASSWORD=offices.PASSWORD + "!"))
    assert not Path(place.words(("NONE",))[0]).exists()


@pytest.mark.parametrize(
    "typed",
    [
        ("tranche", "create", "DIR", "2019/1", "--decree", "1", "--decree-date", "2019-02-30"),
        ("tranche", "create", "DIR", "2019/1", "--decree", "1", "--decree-date", ""),
        ("tranche", "status", "DIR", ""),
        ("tranche", "create", "DIR", "2019/2", "--decree", ""),
        ("receipt", "void", "DIR", "KW-36.01-2019-000001", "--reason", " "),
        ("receipt", "show", "DIR", ""),
        ("user", "add", "DIR", " ", "operator"),
        ("init", "NONE", "--office", "36.01", "--programme", "jamsosratu-2019", "--admin", " "),
        ("tranche", "create", "DIR", "2019/1", "--decree-rupiah", "Rp1.000.000"),
        ("tranche", "delete", "DIR", "2019/1"),
        ("receipts", "DIR", "2019/1", "--out", "PDF", "--numbers", "-3"),
        ("receipts", "DIR", "2019/1", "--out", "PDF", "--pages", "0-2"),
        ("receipts", "DIR", "2019/1", "--out", "PDF", "--numbers", "1-" + "9" * 22),
        ("receipts", "DIR", "2019/1", "--out", "PDF", "--pages", "1-" + "9" * 22),
        ("receipts", "DIR", "2019/1", "--out", "PDF", "--spoiled", "9" * 22, "--reason", "macet"),
        ("receipts", "DIR", "2019/1", "--out", "PDF", "--numbers", "9" * 5000),
        ("receipts", "DIR", "2019/1", "--out", "PDF", "--split", "district"),
        ("receipt", "burn", "DIR", "KW-36.01-2019-000001"),
        ("letters", "DIR", "undangan", "--tranche", "2019/1", "--out", "PDF", "--on", "besok"),
        ("user", "add", "DIR", "yayah", "king"),
        ("user", "add", "DIR", "yayah"),
        ("import", "DIR"),
        ("find", "DIR", "siti", "--limit", "1e3"),
        ("restore", "FILE"),
        ("demo", "NONE", "--seed", "satu"),
        ("verify", "DIR", "DIR"),
        ("hapus", "DIR"),
        (),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_two_and_says_how(place: Place, typed: tuple[str, ...]) -> None:
    said = place.says(*typed)
    check(said, 2)
    assert said.out == ""
    # What is wrong with a value is said in a sentence of its own.
    assert said.err.startswith("usage: ejsika") or (said.err.startswith('"') and said.err.count("\n") == 1)


@pytest.mark.parametrize("typed", EACH[1:3] + EACH[9:13] + EACH[14:15] + EACH[16:17], ids=" ".join)
def test_who_may_not_is_told_whose_work_it_is(place: Place, typed: tuple[str, ...]) -> None:
    said = place.says(*typed, "--as", "auditor")
    check(said)
    assert "auditor" in said.sentence
    assert "Operator" in said.sentence or "Supervisor" in said.sentence, "by the name of the role"


def test_an_unknown_person_and_a_wrong_password_are_the_same(office_folder: Path) -> None:
    unknown = ejsika("verify", office_folder, "--as", "siapa").sentence
    assert ejsika("verify", office_folder, password="salah sekali ini").sentence == unknown
    assert ejsika("verify", office_folder, "--as", "recovery").sentence == unknown


@pytest.mark.parametrize("name", ["keys.json", "office.toml"])
@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 99}', "\x00\x01", '{"slots": [{"user_id": 7}]}'])
def test_bad_files_of_the_folder_are_a_sentence(office_folder: Path, name: str, content: str) -> None:
    (office_folder / name).write_text(content, encoding="utf-8")
    said = ejsika("tranche", "status", office_folder, "2019/1")
    if name == "office.toml":  # it names the office before anyone signs in; nothing depends on it
        assert said.status == 0, said
    else:
        check(said)
        assert "keys.json" in said.sentence or "key file" in said.sentence


@pytest.mark.parametrize("missing", ["keys.json", "office.db"])
def test_a_folder_that_lacks_a_part_is_a_sentence(office_folder: Path, missing: str) -> None:
    (office_folder / missing).unlink()
    said = ejsika("verify", office_folder)
    check(said)
    assert missing in said.sentence


def test_an_office_that_is_open_already_is_a_sentence(office_folder: Path) -> None:
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    try:
        check(ejsika("verify", office_folder))
    finally:
        desk.close()
    assert ejsika("verify", office_folder).status == 0


anything = st.text(st.characters(codec="utf-8", exclude_characters=NUL + "{}"), max_size=30)


@settings(max_examples=5, phases=(Phase.generate,), deadline=None, suppress_health_check=list(HealthCheck))
@given(text=anything)
def test_whatever_is_looked_for_is_found_or_not(place: Place, text: str) -> None:
    said = place.says("find", "DIR", "--json", "--", text)
    check(said, 0)
    assert isinstance(said.json, list)


@settings(max_examples=5, phases=(Phase.generate,), deadline=None, suppress_health_check=list(HealthCheck))
@given(number=anything)
def test_whatever_is_scanned_is_a_receipt_or_a_sentence(place: Place, number: str) -> None:
    said = place.says("receipt", "show", "DIR", "--", number)
    check(said, said.status)
    assert said.status in ((0, 1) if number.strip() else (2,))


def keys_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for part in value.values():
            yield from keys_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from keys_of(part)


ASKED = (
    ("tranche", "status", "DIR", "2019/1"), ("find", "DIR", "siti"), ("verify", "DIR"),
    ("receipt", "show", "DIR", "KW-36.01-2019-000002"),
)  # fmt: skip


@pytest.mark.parametrize("typed", ASKED, ids=" ".join)
def test_answers_for_machines_have_english_keys_in_every_language(place: Place, typed: tuple[str, ...]) -> None:
    found = []
    for language in ("en", "id"):
        said = place.says(*typed, "--json") if language == "en" else indonesian(place, typed)
        found.append(set(keys_of(json.loads(said.out))))
    assert found[0] == found[1]
    assert all(key.isascii() and key == key.lower() and " " not in key for key in found[0])
    assert not found[0] & {"keluarga", "tahap", "kuitansi", "jumlah", "nama", "kartu", "desa"}


def indonesian(place: Place, typed: tuple[str, ...]) -> Said:
    done = run_without_qt(place, [*typed, "--json"], EJSIKA_LANG="id")
    assert done.returncode == 0, done.stderr
    return Said(done.returncode, done.stdout, done.stderr)


BLOCKED = """
import sys
for name in ("PySide6", "shiboken6", "qtawesome", "qtpy"):
    sys.modules[name] = None  # an import of it fails from now on
from desktop.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def run_without_qt(place: Place, typed: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"EJSIKA_PASSWORD": offices.PASSWORD, "EJSIKA_LANG": "en"} | more
    command = [sys.executable, "-W", "error", "-c", BLOCKED, *place.words(tuple(typed))]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_the_proof_runs_where_no_window_can_be_loaded(place: Place) -> None:
    done = run_without_qt(place, ["verify", "DIR", "--json"])
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert told["ok"] is True
    assert (told["totals"]["receipt"], told["totals"]["payment"]) == (4, 4)
    refused = run_without_qt(place, ["verify", "NONE"])
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (1, "", 1)


def test_every_command_loads_without_a_window(place: Place) -> None:
    done = run_without_qt(place, ["tranche", "status", "DIR", "2019/1"])
    assert (done.returncode, done.stderr) == (0, "")
    assert "Rp4.000.000" in done.stdout
