"""Around the exchange as it is typed: the paper of a hand-over, e-mails, watched folders."""

import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.rules.terms import Role
from desktop.services.exchange import watching
from desktop.services.families import photographs
from desktop.services.families.photographs import Shows
from tests import families
from tests.cli.commands import ejsika
from tests.offices import sign_in
from tests.pictures import photograph


@pytest.fixture
def offices(trusting_folders: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    """A district that made a package for the province."""
    district, province = (Path(shutil.copytree(one, tmp_path / one.name)) for one in trusting_folders)
    assert ejsika("export", district, "--to", "36", "--out", tmp_path, "--period", "2019/1").status == 0
    return district, province


def test_minutes_then_a_copy_of_them(offices: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "ba.pdf"
    words = ("handover", offices[0], "--to", "36", "--out", out)
    first = ejsika(*words, "--receiver", "Asep Sunandar, Kepala Seksi", "--json").json
    assert (first["copy"], first["pages"]) == (False, len(PdfReader(out).pages))
    assert "Asep Sunandar" in PdfReader(out).pages[0].extract_text()
    again = ejsika(*words)
    assert again.out == f"A copy of the minutes {first['number']}: {out}\n"
    assert ejsika(*words, "--number", "7").sentence.startswith("This package is not in the list")
    assert ejsika("handover", offices[0], "--to", "36", "--out", tmp_path / "no" / "ba.pdf").sentence


def test_mails_in_parts(offices: tuple[Path, Path], tmp_path: Path) -> None:
    mails = ejsika("mail", offices[0], "--to", "36", "--out", tmp_path, "--parts", "1", "--json").json
    assert len(mails) > 1
    assert all(Path(one["file"]).stat().st_size == one["bytes"] for one in mails)
    whole = ejsika("mail", offices[0], "--to", "36", "--out", tmp_path, "--address", "a@b.id")
    assert whole.out.count("\n") == 1
    assert ".eml: " in whole.out


def test_folders_are_named_and_looked_into(
    offices: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "REST_SECONDS", 0.01)
    district, province = offices
    post = tmp_path / "pos"
    post.mkdir()
    empty = ejsika("folders", district)
    assert empty.out == "What comes: none\nWhat is sent: none\n"
    put = ejsika("folders", district, "--outbox", post, "--put", "36", "--json").json
    assert [Path(path).parent for path in put["put"]] == [post]
    came = ejsika("folders", province, "--inbox", post, "--json").json["came"]
    assert [(one["state"], one["kind"]) for one in came] == [("new", "package")]
    assert ejsika("receive", province, post / came[0]["file"]).status == 0
    assert "taken in before" in ejsika("folders", province).out
    assert ejsika("folders", district, "--outbox", "-").out.endswith("What is sent: none\n")
    assert ejsika("folders", district, "--put", "36").sentence.startswith("No folder is named")


def test_photographs_go_in_a_package_of_their_own(offices: tuple[Path, Path], tmp_path: Path) -> None:
    district, province = offices
    words = ("photos", district, "--to", "36", "--out", tmp_path)
    assert ejsika(*words).sentence.startswith("There are no photographs that office 36 could place")
    desk = sign_in(district, Role.OPERATOR)
    (family,) = families.add(desk, 1)
    photographs.add(desk, family, Shows.HOUSE, photograph(1))
    desk.close()
    (records,) = ejsika("export", district, "--to", "36", "--out", tmp_path, "--json").json["files"]
    made = ejsika(*words, "--json").json
    assert (made["photographs"], made["more"], made["lost"]) == (1, False, 0)
    took = ejsika("receive", province, *made["files"], records, "--json").json
    assert [one["taken"] for one in took] == [True, True]
    assert took[1]["new"] == {"photo": 1}
    assert ejsika("verify", province).status == 0
