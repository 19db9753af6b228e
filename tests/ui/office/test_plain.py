"""The notice of the areas as a person reads it: no signs of Markdown, nothing of its words lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import paths
from desktop.ui.office.plain import plain

WORDS = st.lists(st.text("abcdefghij", min_size=1, max_size=8), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("# Judul\n\nIsi.", "Isi."),
        ("## Yang diubah\n\nSatu\nbaris.", "Yang diubah\n\nSatu baris."),
        ("Dari **idn-area-data**, di bawah\n**ODbL 1.0**.", "Dari idn-area-data, di bawah ODbL 1.0."),
        ("`make.py` ada di sini", "make.py ada di sini"),
        ("- Satu\n- Dua, yang\n  panjang\n- Tiga", "• Satu\n• Dua, yang panjang\n• Tiga"),
        (
            "Lihat <https://opendatacommons.org/licenses/odbl/1-0/>",
            "Lihat https://opendatacommons.org/licenses/odbl/1-0/",
        ),
        ("3 < 4 dan 5 > 4", "3 < 4 dan 5 > 4"),
        ("Rp 2 * 3", "Rp 2 * 3"),
        ("", ""),
    ],
)
def test_signs_go_and_paragraphs_stay(written: str, read: str) -> None:
    assert plain(written) == read


def test_the_notice_of_the_areas_is_read_without_signs() -> None:
    written = (paths.resources() / "areas" / "NOTICE.md").read_text(encoding="utf-8")
    read = plain(written)
    assert not re.search(r"[#*`<>]|^- ", read, re.MULTILINE)
    assert "Open Database License (ODbL) 1.0" in read
    assert "https://opendatacommons.org/licenses/odbl/1-0/" in read
    # Whoever passes the lists on keeps the notice: every word of it is there but the title.
    assert re.findall(r"\w+", read) == re.findall(r"\w+", written.split("\n", 1)[1])


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_plain_paragraphs_are_only_joined(paragraphs: list[list[str]]) -> None:
    written = "\n\n".join("\n".join(words) for words in paragraphs)
    assert plain(written) == "\n\n".join(" ".join(words) for words in paragraphs)
