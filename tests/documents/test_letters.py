"""A letter is filled without holes, kept word by word, and drawn as kept."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from desktop.documents.drawing import REGULAR, width_of
from desktop.documents.letter_pages import LetterPrint, draw_letters
from desktop.documents.letter_template import Block, Kind
from desktop.documents.letterhead import Letterhead
from desktop.documents.letters import FrozenLetter, LetterSignatory, fill, from_json
from desktop.documents.paper import Paper
from desktop.errors import Cancelled, Refused
from tests.documents.letter_samples import FRAME, VALUES, invitation, template
from tests.documents.paper_readers import codes, ink, page_size_mm, page_words, words
from tests.documents.receipt_samples import HEAD


def pdf(letters: list[FrozenLetter], how: LetterPrint | None = None) -> bytes:
    file = BytesIO()
    assert draw_letters(letters, file, how) == len(letters)
    return file.getvalue()


def test_the_invitation_says_all_it_must() -> None:
    made = pdf([invitation()])
    said = words(made)
    for text in (
        "PEMERINTAH KABUPATEN PANDEGLANG", "DINAS SOSIAL", "Pandeglang, 5 Desember 2019", FRAME.number, "Penting",
        "Undangan pengambilan bantuan", "Yth.", "SITI MAEMUNAH", "Kamis, 12 Desember 2019", "08.00 WIB",
        "Aula Kantor Desa Cikadu", "Rp1.000.000 (satu juta rupiah)", "KTP asli dan kartu keluarga (KK) asli",
        "surat undangan ini", "kartu peserta", "a.n. Kepala Dinas Sosial", "Sekretaris,", "Dra. NURHASANAH, M.Si.",
        "Pembina, IV/a", "NIP 19680512 199203 2 004", "Tembusan:", "Camat Cibitung",
    ):  # fmt: skip
        assert text in said, text
    assert codes(made) == [FRAME.qr]
    assert page_size_mm(made) == (215, 330)
    assert len(page_words(made)) == 1
    assert "{" not in said


def test_a_letter_stays_inside_its_margins() -> None:
    letter = replace(invitation(), paper=Paper.A4)
    left, top, right, bottom = ink(pdf([letter]), 100)
    assert left >= 25 - 0.5
    assert right <= 210 - 22 + 0.8
    assert top >= 12
    assert bottom <= 297 - 18 + 1


def test_a_missing_or_empty_value_makes_no_letter() -> None:
    for values in ({**VALUES, "tempat": "  "}, {k: v for k, v in VALUES.items() if k != "tempat"}):
        with pytest.raises(Refused) as refused:
            fill(template(), values, FRAME)
        assert refused.value.values == {"name": "tempat"}


def test_braces_in_a_value_are_only_text() -> None:
    letter = fill(template(), {**VALUES, "nama": "{tempat} SITI"}, FRAME)
    assert letter.kepada[0] == "{tempat} SITI"


def test_what_is_kept_is_read_back_word_by_word() -> None:
    letter = invitation()
    assert from_json(letter.to_json()) == letter
    assert words(pdf([from_json(letter.to_json())])) == words(pdf([letter]))


@pytest.mark.parametrize("broken", ["", "[]", "{}", "null", '{"margins_mm": 3}', "{"])
def test_a_damaged_record_is_refused(broken: str) -> None:
    with pytest.raises(Refused, match="letter_kept_unreadable"):
        from_json(broken)


@pytest.mark.parametrize(("part", "value"), [("paper", "a9"), ("letterhead", {"x": 1}), ("blocks", [{"kind": "x"}])])
def test_a_record_with_one_wrong_part_is_refused(part: str, value: object) -> None:
    kept = json.loads(invitation().to_json())
    with pytest.raises(Refused, match="letter_kept_unreadable"):
        from_json(json.dumps({**kept, part: value}))


def test_later_changes_of_the_template_do_not_touch_a_kept_letter() -> None:
    kept = invitation().to_json()
    changed = replace(template(), hal="Lain sama sekali")
    assert "Lain sama sekali" not in words(pdf([from_json(kept)]))
    assert "Lain sama sekali" in words(pdf([fill(changed, VALUES, FRAME)]))


def test_a_long_letter_goes_on_and_its_signature_stays_whole() -> None:
    for count in range(20, 60, 7):
        more = tuple(Block(Kind.PARAGRAPH, ((f"Alinea ke-{n}.",),)) for n in range(count))
        pages = page_words(pdf([replace(invitation(), blocks=more)]))
        assert sum("a.n. Kepala Dinas Sosial" in page and "NIP 19680512" in page for page in pages) == 1
        text = " ".join(pages)
        assert [text.index(f"Alinea ke-{n}.") for n in range(count)] == sorted(
            text.index(f"Alinea ke-{n}.") for n in range(count)
        )


def test_every_letter_begins_its_own_page_with_its_own_code() -> None:
    letters = [
        fill(template(), {**VALUES, "nama": f"KELUARGA {n}"}, replace(FRAME, qr=f"EL1:36.01:2019:{n:06}:7Q0M3ZKA"))
        for n in range(3)
    ]
    made = pdf(letters)
    assert [f"KELUARGA {n}" in page for n, page in enumerate(page_words(made))] == [True] * 3
    assert codes(made) == [letter.qr for letter in letters]


def test_practice_and_copies_are_marked_on_every_page() -> None:
    long = replace(invitation(), blocks=tuple(Block(Kind.BULLETS, ((f"butir {n}",),)) for n in range(60)), tembusan=())
    pages = page_words(pdf([long], LetterPrint(practice=True, copied_on=date(2020, 1, 7))))
    assert len(pages) == 2
    assert all("LATIHAN" in page and "SALINAN, dicetak 7 Januari 2020" in page for page in pages)
    assert "SALINAN" not in words(pdf([long]))


@pytest.mark.parametrize("capacity", ["", "Plt.", "Plh."])
def test_the_capacity_stands_before_the_title(capacity: str) -> None:
    who = LetterSignatory("Kepala Dinas Sosial", "AHMAD", capacity=capacity)
    said = words(pdf([fill(template(), VALUES, replace(FRAME, signatory=who))]))
    assert f"{capacity} Kepala Dinas Sosial,".strip() in said
    assert "NIP" not in said


def test_a_template_without_code_prints_none() -> None:
    assert codes(pdf([fill(replace(template(), qr=False), VALUES, FRAME)])) == []


def test_contact_lines_break_between_entries_only() -> None:
    whole = HEAD.contact_lines(1000)
    assert len(whole) == 1
    room = width_of(whole[0], REGULAR, 9) - 1
    broken = HEAD.contact_lines(room)
    assert len(broken) == 2
    assert "  ·  ".join(broken) == whole[0]
    assert Letterhead("A", "B").contact_lines(100) == []


def test_no_letters_are_refused_and_a_cancelled_run_leaves_nothing() -> None:
    with pytest.raises(Refused, match="nothing_to_print"):
        draw_letters([], BytesIO())

    class Stops:
        def step(self, done: int, total: int | None = None, what: str = "") -> None:
            raise Cancelled

    def many() -> Iterator[FrozenLetter]:
        yield from [invitation()] * 50

    file = BytesIO()
    with pytest.raises(Cancelled):
        draw_letters(many(), file, progress=Stops())
    assert file.getvalue() == b""
