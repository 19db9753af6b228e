"""The paper that shows a return: what is taken, what is refused, and how it is seen again."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from desktop.documents.photograph import as_pdf
from desktop.errors import Refused
from desktop.services.accounting import proofs
from desktop.services.paper import draw_page


def photograph(path: Path, width: int = 300, height: int = 450, form: str = "PNG") -> Path:
    Image.effect_noise((width, height), 40).save(path, form)
    return path


def pdf(path: Path, pages: int = 2) -> Path:
    first, *more = [Image.new("RGB", (200, 300), "white") for _ in range(pages)]
    first.save(path, "PDF", save_all=True, append_images=more)
    return path


def test_a_photograph_is_made_small_and_seen_on_one_page(tmp_path: Path) -> None:
    shown = proofs.read(photograph(tmp_path / "bukti.png", 3000, 1500))
    with Image.open(BytesIO(shown.data)) as image:
        assert (image.format, max(image.size) <= 1280) == ("JPEG", True)
    paper = proofs.as_paper(shown.data)
    assert len(paper) == 1
    assert paper.sizes[0].width == pytest.approx(2 * paper.sizes[0].height, rel=0.01)
    assert draw_page(paper, 0, 0.5).width > 0


def test_a_pdf_is_kept_byte_by_byte_with_all_its_pages(tmp_path: Path) -> None:
    path = pdf(tmp_path / "bukti.pdf")
    shown = proofs.read(path)
    assert shown.data == path.read_bytes()
    assert len(proofs.as_paper(shown.data)) == 2


def test_a_long_name_is_cut_to_what_is_kept(tmp_path: Path) -> None:
    path = photograph(tmp_path / f"{'b' * 220}.png")
    assert proofs.read(path).name == "b" * proofs.LONGEST


def test_a_file_is_what_it_is_whatever_it_is_called(tmp_path: Path) -> None:
    assert proofs.read(pdf(tmp_path / "foto.jpg")).data.startswith(proofs.PDF)
    assert not proofs.read(photograph(tmp_path / "surat.pdf")).data.startswith(proofs.PDF)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "returns.proof_unreadable"),
        (b"STS", "returns.proof_unreadable"),
        (b"\xff\xd8\xff rusak", "returns.proof_unreadable"),
    ],
)
def test_what_is_neither_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "bukti"
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        proofs.read(path)
    assert refused.value.code == code


def test_a_file_that_is_gone_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        proofs.read(tmp_path / "hilang.pdf")
    assert "hilang.pdf" in str(refused.value.values.values())


def test_a_damaged_pdf_is_refused_when_it_is_looked_at() -> None:
    with pytest.raises(Refused) as refused:
        proofs.as_paper(b"%PDF-1.7 rusak")
    assert refused.value.code == "paper.unreadable"


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_picture_on_paper_is_as_large_as_its_dots_ask(mode: str) -> None:
    file = BytesIO()
    Image.new(mode, (150, 300)).save(file, "JPEG")
    (size,) = proofs.as_paper(as_pdf(file.getvalue())).sizes
    assert (round(size.width), round(size.height)) == (72, 144), "150 dots to the inch"
