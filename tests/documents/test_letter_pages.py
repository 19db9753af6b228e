"""How a letter falls on its pages: the signature never alone, nothing below the margin, long words inside."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise

import pytest

from desktop.documents.drawing import REGULAR, width_of
from desktop.documents.letter_pages import LetterPrint, draw_letters
from desktop.documents.letter_rows import GAP, label_rows, text_rows
from desktop.documents.letter_template import Block, Kind
from desktop.documents.letters import FrozenLetter, LetterSignatory, fill
from desktop.documents.paper import MM, Paper
from tests.documents.letter_samples import FRAME, VALUES, invitation, template
from tests.documents.paper_readers import baselines, codes, ink, metadata, page_size_mm, page_words, words

LOW = 18 * MM  # lower margin of the packaged template
WORD = "ketidakberkesinambungan"
MONSTER = "mempertanggungjawabkan" * 12


def pdf(letter: FrozenLetter, how: LetterPrint | None = None) -> bytes:
    file = BytesIO()
    draw_letters([letter], file, how)
    return file.getvalue()


def paragraphs(count: int) -> tuple[Block, ...]:
    return tuple(Block(Kind.PARAGRAPH, ((f"Alinea ke-{number}.",),)) for number in range(count))


def signed_page(pages: list[str]) -> str:
    (page,) = [page for page in pages if "NIP 19680512" in page]
    return page


@pytest.mark.parametrize("count", range(16, 40, 2))
def test_a_signature_never_stands_without_two_lines_of_the_letter(count: int) -> None:
    pages = page_words(pdf(replace(invitation(), blocks=paragraphs(count))))
    page = signed_page(pages)
    assert "a.n. Kepala Dinas Sosial" in page
    assert page.count("Alinea ke-") >= 2
    assert f"Alinea ke-{count - 2}. Alinea ke-{count - 1}." in page


@pytest.mark.parametrize("lines", range(20, 52, 6))
def test_one_long_paragraph_leaves_two_of_its_lines_with_the_signature(lines: int) -> None:
    text = " ".join(f"kata{number:04}" for number in range(lines * 9))
    pages = page_words(pdf(replace(invitation(), blocks=(Block(Kind.PARAGRAPH, ((text,),)),))))
    assert signed_page(pages).count("kata") >= 10
    assert " ".join(pages).count("kata") == lines * 9, "nothing is lost where the page turns"


@pytest.mark.parametrize("kind", [Kind.NUMBERED, Kind.BULLETS])
@pytest.mark.parametrize("count", [26, 30, 34, 38])
def test_the_last_items_of_a_list_go_along_with_their_marks(kind: Kind, count: int) -> None:
    block = Block(kind, tuple((f"butir {number}",) for number in range(1, count + 1)))
    page = signed_page(page_words(pdf(replace(invitation(), blocks=(block,)))))
    mark = f"{count}." if kind is Kind.NUMBERED else "-"
    assert f"{mark} butir {count}" in page
    assert f"butir {count - 1} " in page


def test_a_short_letter_stays_on_one_page() -> None:
    for count in (1, 2, 12):
        assert len(page_words(pdf(replace(invitation(), blocks=paragraphs(count))))) == 1


@pytest.mark.parametrize("count", [1, 11, 12, 13, 40, 120])
def test_copies_to_any_number_of_offices_stay_on_the_paper(count: int) -> None:
    letter = replace(invitation(), tembusan=tuple(f"Camat ke-{number};" for number in range(1, count + 1)))
    made = pdf(letter)
    said = " ".join(page_words(made))
    assert [f"{number}. Camat ke-{number};" in said for number in range(1, count + 1)] == [True] * count
    assert all(height >= LOW - 0.01 for page in baselines(made) for height in page)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_word_longer_than_the_line_stays_inside_the_margins(kind: Kind) -> None:
    rows = ((MONSTER, MONSTER),) if kind is Kind.LABELS else ((f"{MONSTER} {WORD}",),)
    letter = replace(invitation(), blocks=(Block(kind, rows),), hal=MONSTER, kepada=(MONSTER, MONSTER))
    made = pdf(letter)
    left, _, right, _ = ink(made, 100)
    assert left >= 25 - 0.5
    assert right <= 215 - 22 + 0.8
    assert words(made).replace(" ", "").count(MONSTER) >= 4


def test_long_words_go_to_the_next_line_and_are_not_cut() -> None:
    text = " ".join([WORD] * 40)
    (first, *others) = text_rows((Block(Kind.PARAGRAPH, ((text,),)),), 50, 300, 11, 14)
    lines = [piece.text for row in (first, *others) for piece in row.pieces]
    assert set(" ".join(lines).split()) == {WORD}
    assert all(width_of(line, REGULAR, 11) <= 300 for line in lines)
    assert first.gap == GAP * 14
    assert {row.gap for row in others} == {0.0}


def test_items_hang_under_their_first_line() -> None:
    text = " ".join([WORD] * 10)
    rows = text_rows((Block(Kind.NUMBERED, ((text,), ("pendek",))),), 50, 300, 11, 14)
    marked = [row for row in rows if len(row.pieces) == 2]
    assert [row.pieces[0].text for row in marked] == ["1.", "2."]
    assert {row.pieces[-1].x for row in rows} == {68.0}
    assert {row.pieces[-1].x + row.pieces[-1].width for row in rows} == {350.0}


def test_labels_and_colons_stand_under_each_other() -> None:
    labels = (("Hari, tanggal", "Kamis"), ("Pukul", ""), ("T" * 90, " ".join([WORD] * 10)))
    rows = list(label_rows(labels, 50, 300, 11))
    heads = [row.pieces for row in rows if len(row.pieces) == 3]
    assert [pieces[1].text for pieces in heads] == [":", ":", ":"]
    assert len({pieces[1].x for pieces in heads}) == len({pieces[2].x for pieces in heads}) == 1
    assert heads[1][2].text == "-", "a hole is shown as one"
    assert all(label.x + label.width < colon.x for label, colon, _ in heads)


@pytest.mark.parametrize("offset", [(3.0, 0.0), (0.0, -4.0), (-2.5, 2.5)])
def test_the_printers_offset_moves_a_whole_letter(offset: tuple[float, float]) -> None:
    plain, moved = ink(pdf(invitation()), 200), ink(pdf(invitation(), LetterPrint(offset_mm=offset)), 200)
    right, up = offset
    shifts = [after - before for before, after in zip(plain, moved, strict=True)]
    assert shifts == pytest.approx([right, -up, right, -up], abs=0.3)


def test_the_offset_holds_on_every_page() -> None:
    letter = replace(invitation(), blocks=paragraphs(90))
    plain, moved = baselines(pdf(letter)), baselines(pdf(letter, LetterPrint(offset_mm=(0.0, 3.0))))
    assert len(plain) > 2
    for before, after in zip(plain, moved, strict=True):
        assert [high - low for low, high in zip(before, after, strict=True)] == pytest.approx(
            [3 * MM] * len(before), abs=0.02
        )


@pytest.mark.parametrize("paper", list(Paper))
def test_pages_after_the_first_have_the_papers_size(paper: Paper) -> None:
    made = pdf(replace(invitation(), blocks=paragraphs(60), paper=paper))
    assert len(page_words(made)) > 1
    assert page_size_mm(made) == ((210, 297) if paper is Paper.A4 else (215, 330))


def test_papers_may_differ_within_one_document() -> None:
    file = BytesIO()
    draw_letters([invitation(), replace(invitation(), paper=Paper.A4)], file)
    assert page_size_mm(file.getvalue()) == (215, 330)
    assert codes(file.getvalue()) == [FRAME.qr] * 2


def test_a_document_says_nothing_of_the_people_in_it() -> None:
    said = " ".join(metadata(pdf(invitation())).values())
    assert "Undangan pencairan" in said
    for private in (VALUES["nama"], VALUES["alamat"], VALUES["no_kartu"], FRAME.signatory.name, FRAME.number):
        assert private not in said


@pytest.mark.parametrize("name", ["Ş. ĀMINAH", "NGUYỄN THỊ", "ĐORĐE WŁODEK"])
def test_names_beyond_the_usual_letters_stand_in_the_letter(name: str) -> None:
    who = LetterSignatory("Kepala Dinas Sosial", name)
    said = words(pdf(fill(template(), {**VALUES, "nama": name}, replace(FRAME, signatory=who))))
    assert said.count(name) == 2


def test_a_copy_of_many_pages_says_so_on_each_and_keeps_its_words() -> None:
    letter = replace(invitation(), blocks=paragraphs(90))
    plain = page_words(pdf(letter))
    copied = page_words(pdf(letter, LetterPrint(copied_on=date(2021, 2, 1))))
    assert len(copied) == len(plain) > 2
    for before, after in zip(plain, copied, strict=True):
        assert after.count("SALINAN") == 2, "across the page and at its foot"
        assert sorted(set(before.split()) - set(after.split())) == []


def test_lines_of_a_page_never_meet() -> None:
    for page in baselines(pdf(replace(invitation(), blocks=paragraphs(60)))):
        heights = sorted({round(height, 2) for height in page}, reverse=True)
        assert all(above - below > 2 for above, below in pairwise(heights))
