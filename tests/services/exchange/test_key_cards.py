"""The key card in people's hands: made, on paper, saved, read in from what comes, compared group by group."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from desktop.errors import Refused
from desktop.exchange.describing import card_in
from desktop.exchange.keys import new_keys
from desktop.rules.ids import new_id
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.exchange import key_cards, trusting
from tests import offices
from tests.documents.paper_readers import codes
from tests.services.exchange.conftest import End


def test_an_office_without_keys_has_no_card_and_nothing_is_made_by_looking(operator: Desk, tmp_path: Path) -> None:
    assert key_cards.own(operator) is None
    assert key_cards.own(operator) is None
    for refused in (key_cards.sheet, lambda desk: key_cards.save(desk, tmp_path / "card.txt")):
        with pytest.raises(Refused, match="no_keys"):
            refused(operator)


def test_the_keys_are_made_once(operator: Desk, auditor: Desk) -> None:
    with pytest.raises(Refused, match="not_allowed"):
        key_cards.make(auditor)
    made = key_cards.make(operator).value
    assert (made.office, made.name, made.epoch, made.made_by) == ("36.01", "Kabupaten Pandeglang", 1, "Si Operator")
    assert key_cards.make(operator).value == made == key_cards.own(auditor)


@pytest.mark.parametrize("suffix", [".txt", ".png", ".PNG"])
def test_a_saved_card_is_read_by_the_other_office(district: End, province: End, tmp_path: Path, suffix: str) -> None:
    own = key_cards.own(district.desk)
    assert own is not None
    path = key_cards.save(district.desk, tmp_path / f"kartu{suffix}")
    assert card_in(path.read_bytes()).text == own.text
    seen = key_cards.read(province.desk, path)
    assert (seen.office, seen.text, seen.known, seen.replaces) == ("36.01", own.text, True, False)


def test_a_card_of_the_same_office_with_another_key_says_so(district: End, province: End, operator: Desk) -> None:
    """Another copy of 36.01 with keys of its own."""
    other = key_cards.make(operator).value
    seen = key_cards.read(province.desk, other.text.lower())
    assert (seen.known, seen.replaces) == (False, True)


def test_a_photograph_of_the_paper_is_read(district: End, province: End, tmp_path: Path) -> None:
    paper = key_cards.sheet(district.desk)
    photograph = tmp_path / "foto.jpg"
    page = next(iter(rendered(paper.pdf)))
    page.rotate(2, fillcolor="white", expand=True).save(photograph, quality=70)
    assert key_cards.read(province.desk, photograph).office == "36.01"


def rendered(pdf: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=150 / 72).to_pil().convert("RGB") for page in document]
    document.close()
    return pages


def test_the_sheet_bears_the_code_the_fingerprint_and_two_signatures(district: End) -> None:
    own = key_cards.own(district.desk)
    assert own is not None
    paper = key_cards.sheet(district.desk)
    assert codes(paper.pdf) == [own.text]
    (page,) = PdfReader(BytesIO(paper.pdf)).pages
    text = page.extract_text()
    assert "Kabupaten Pandeglang" in text
    assert all(" ".join(group) in text for group in own.fingerprint.split("-"))
    assert "Yang menyerahkan" in text
    assert "Yang menerima dan mencocokkan" in text


def test_the_fields_on_the_screen_are_the_code(district: End) -> None:
    own = key_cards.own(district.desk)
    assert own is not None
    modules = key_cards.modules(own.text)
    side = len(modules)
    assert {len(row) for row in modules} == {side}
    picture = Image.new("L", (side + 8, side + 8), 255)
    for row, fields in enumerate(modules):
        for column, dark in enumerate(fields):
            picture.putpixel((column + 4, row + 4), 0 if dark else 255)
    big = picture.resize((6 * (side + 8), 6 * (side + 8)), Image.Resampling.NEAREST)
    assert [code.text for code in zxingcpp.read_barcodes(big)] == [own.text]


@pytest.mark.parametrize("content", [b"", b"hello", b"EK1:36:1:2026-01-01:AGE1X:Y", b"\x89PNG broken"])
def test_what_is_no_card_is_refused(province: End, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kartu"
    path.write_bytes(content)
    with pytest.raises(Refused, match="card_unreadable"):
        key_cards.read(province.desk, path)


def test_the_own_card_a_missing_file_and_a_huge_one_are_refused(
    province: End, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = key_cards.own(province.desk)
    assert own is not None
    with pytest.raises(Refused, match="own_card"):
        key_cards.read(province.desk, own.text)
    with pytest.raises(Refused, match=r"files\.missing"):
        key_cards.read(province.desk, tmp_path / "nowhere.png")
    path = key_cards.save(province.desk, tmp_path / "kartu.png")
    monkeypatch.setattr(key_cards, "LARGEST", 100)
    with pytest.raises(Refused, match="card_unreadable"):
        key_cards.read(province.desk, path)


@pytest.mark.parametrize(
    ("spoil", "wrong"),
    [
        (lambda code: code, ()),
        (lambda code: code.lower().replace("-", " "), ()),
        (lambda code: "?" + code[1:], (1,)),
        (lambda code: code[:5] + "????" + code[9:], (2,)),
        (lambda code: "?" + code[1:-1] + "?", (1, 5)),
        (lambda code: code[:-1], (5,)),
        (lambda code: code + "7", (6,)),
        (lambda _: "", (1, 2, 3, 4, 5)),
    ],
)
def test_groups_that_differ_are_named(
    operator: Desk, supervisor: Desk, spoil: Callable[[str], str], wrong: tuple[int, ...]
) -> None:
    card = new_keys("36", 1, operator.today()).card
    row = trusting.propose(operator, card.text).value
    assert key_cards.compare(supervisor, row.id, spoil(card.fingerprint)) == wrong


def test_only_a_card_that_is_there_is_compared(province: End) -> None:
    with pytest.raises(Refused, match="card_unknown"):
        key_cards.compare(province.supervisor, new_id(), "")
    (card,) = trusting.cards(province.desk)
    trusting.end(province.supervisor, card.id, "diganti")
    with pytest.raises(Refused, match="card_unknown"):
        key_cards.compare(province.supervisor, card.id, card.fingerprint)


def test_the_auditor_sees_the_card_and_enters_none(district: End) -> None:
    auditor = offices.same_office_as(district.desk, Role.AUDITOR)
    own = key_cards.own(auditor)
    assert own is not None
    assert key_cards.sheet(auditor).pdf.startswith(b"%PDF")
    with pytest.raises(Refused, match="not_allowed"):
        key_cards.read(auditor, own.text)
