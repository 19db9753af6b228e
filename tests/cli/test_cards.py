"""`ejsika card`: one family or a village, as PDF, refused in one sentence."""

from pathlib import Path

import pytest

from desktop.rules.terms import Role
from tests import families, offices
from tests.cli.commands import ejsika
from tests.documents.paper_readers import codes
from tests.services.families.test_card_paper import carded


@pytest.fixture
def office(office_folder: Path) -> tuple[Path, str]:
    """A closed office with three cards in one village, and the village's code."""
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    carded(desk, 3)
    village = families.villages(desk)[0]
    desk.close()
    return office_folder, village


def test_one_card(office: tuple[Path, str], tmp_path: Path) -> None:
    out = tmp_path / "kartu.pdf"
    said = ejsika("card", office[0], "JSR-36.01-000002", "--out", out)
    assert (said.status, said.out) == (0, f"1 card: {out}\n")
    assert [code.split(":")[3] for code in codes(out.read_bytes())] == ["JSR-36.01-000002"]


def test_a_village(office: tuple[Path, str], tmp_path: Path) -> None:
    out = tmp_path / "kartu.pdf"
    said = ejsika("card", office[0], "--village", office[1], "--out", out, "--json")
    assert said.json == {"file": str(out), "cards": 3}
    assert len(codes(out.read_bytes())) == 3


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ((), "--village CODE"),
        (("JSR-36.01-000001", "--village", "36.01.01.2001"), "--village CODE"),
        (("JSR-36.01-777777",), "JSR-36.01-777777"),
        (("--village", "99.99"), "99.99 is not a village"),
        (("JSR-36.01-000001", "--as", "auditor"), "auditor"),
    ],
)
def test_refusals(office: tuple[Path, str], tmp_path: Path, words: tuple[str, ...], part: str) -> None:
    said = ejsika("card", office[0], *words, "--out", tmp_path / "kartu.pdf")
    assert part in said.sentence
    assert not (tmp_path / "kartu.pdf").exists()


def test_without_a_file_it_is_wrong_usage(office: tuple[Path, str]) -> None:
    assert ejsika("card", office[0], "JSR-36.01-000001").status == 2
