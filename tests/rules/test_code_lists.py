"""Code lists of sources, read as data, and what a source's code is in the program's own list."""

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.code_lists import CodeLists
from desktop.errors import Refused
from desktop.rules.code_lists import OWN, CodeBook, ListKind, parse_lists
from desktop.rules.terms import Marital, Presence, Relation, Schooling, Sex


@pytest.fixture(scope="module")
def book() -> CodeBook:
    return CodeLists().book


@pytest.mark.parametrize(
    ("name", "term"),
    [("relation", Relation), ("sex", Sex), ("marital", Marital), ("schooling", Schooling), ("presence", Presence)],
)
def test_lists_the_rules_know_hold_their_terms(book: CodeBook, name: str, term: type[StrEnum]) -> None:
    assert [one.code for one in book.own(name).codes] == list(term)


def test_every_certain_code_is_one_of_ours(book: CodeBook) -> None:
    for lists in book._sources.values():
        for name, theirs in lists.lists.items():
            for one in theirs.codes:
                assert one.same is None or book.certain(name, one.same), (lists.source, name, one)


@pytest.mark.parametrize(
    ("name", "code", "kept"),
    [
        ("disability", "0", "0"),
        ("disability", "1", "physical"),
        ("disability", "2", "blind"),
        ("disability", "3", "bdt2015:3"),
        ("disability", "11", "bdt2015:11"),
        ("disability", "12", "bdt2015:12"),
        ("chronic_illness", "6", "tuberculosis"),
        ("schooling", "1", "attending"),
        ("education", "4", "diploma"),
        ("school_class", "8", ""),
        ("school_class", "5", "5"),
        ("work_status", "5", "civil"),
        ("work_field", "12", "trade"),
        ("work_field", "9", "bdt2015:9"),
        ("papers", "0", ""),
        ("papers", "5", "birth ktp"),
        ("papers", "15", "birth student ktp driving"),
        ("papers", "16", "bdt2015:16"),
        ("papers", "-1", "bdt2015:-1"),
        ("presence", "5", "withdrawn"),
        ("pregnant", "2", "no"),
        ("fridge", "3", "yes"),
        ("fridge", "4", "no"),
        ("fridge", "0", "bdt2015:0"),
        ("floor", "6", "bdt2015:6"),
        ("floor_area", "042", "42"),
        ("marriage_paper", "2", "bdt2015:2"),
        ("disability", "", ""),
        ("disability", " 1 ", "physical"),
    ],
)
def test_a_code_of_the_register_of_2015(book: CodeBook, name: str, code: str, kept: str) -> None:
    assert book.taken(name, "bdt2015", code) == kept


def test_our_own_codes_stay_what_they_are(book: CodeBook) -> None:
    assert book.taken("disability", OWN, "blind") == "blind"


def test_a_source_without_a_file_keeps_its_code(book: CodeBook) -> None:
    assert book.taken("disability", "siks", "4") == "siks:4"
    assert book.label("disability", "siks:4") == "kode 4 (siks), belum pasti"


@pytest.mark.parametrize(
    ("name", "kept", "label", "certain"),
    [
        ("disability", "blind", "Penglihatan (netra)", True),
        ("disability", "bdt2015:3", "kode 3 (BDT 2015), belum pasti", False),
        ("disability", "bdt2015:1", "Tubuh (daksa)", True),  # kept before the list was known
        ("disability", "7", "kode 7 (?), belum pasti", False),  # an old office: source not kept
        ("disability", "1", "Ada, jenis belum dicatat", True),
        ("papers", "birth ktp", "Akta lahir, KTP", True),
        ("papers", "birth passport", "kode birth passport (?), belum pasti", False),
        ("papers", "bdt2015:16", "kode 16 (BDT 2015), belum pasti", False),
        ("fridge", "yes", "Ya", True),
        ("fridge", "no", "Tidak", True),
        ("floor_area", "42", "42 m²", True),
        ("goat", "bdt2015:3", "3 ekor", True),
        ("floor_area", "luas", "kode luas (?), belum pasti", False),
        ("chronic_illness", "", "", True),
    ],
)
def test_words_for_what_is_kept(book: CodeBook, name: str, kept: str, label: str, certain: bool) -> None:
    assert book.label(name, kept) == label
    assert book.certain(name, kept) is certain


def test_a_source_is_called_by_its_title(book: CodeBook) -> None:
    assert (book.source("bdt2015"), book.source("siks")) == ("BDT 2015", "siks")


def test_what_is_kept_can_always_be_chosen_again(book: CodeBook) -> None:
    own = book.choices("disability")
    assert ("blind", "Penglihatan (netra)") in own
    assert book.choices("disability", "blind") == own
    assert book.choices("fridge") == (("yes", "Ya"), ("no", "Tidak"))
    assert book.choices("fridge", "bdt2015:x")[2:] == (("bdt2015:x", "kode x (BDT 2015), belum pasti"),)
    assert book.choices("disability", "bdt2015:7") == (*own, ("bdt2015:7", "kode 7 (BDT 2015), belum pasti"))


@given(name=st.sampled_from(["disability", "papers", "floor", "fridge", "goat", "works", "work_field"]), code=st.text())
def test_no_code_is_lost_nor_taken_twice(name: str, code: str) -> None:
    book = CodeLists().book
    kept = book.taken(name, "bdt2015", code)
    assert book.resolved(name, kept) == kept
    assert kept.endswith(code.strip()) or book.certain(name, kept)
    assert book.label(name, kept) or not kept


def test_the_questions_about_a_house(book: CodeBook) -> None:
    assert [one.name for one in book.group("house")][:4] == ["building", "land", "floor_area", "bedrooms"]
    assert {one.kind for one in book.group("livestock")} == {ListKind.NUMBER}
    assert "motorcycle" in [one.name for one in book.group("belongings")]
    assert book.group("nothing") == ()


@pytest.mark.parametrize(
    "text",
    [
        "source = ",
        'title = "no source"',
        'source = "a"\ntitle = "b"\n[x]\ncodes = []',
        'source = "a"\ntitle = "b"\n[x]\ntitle = "c"\nkind = "unheard"',
        'source = "a"\ntitle = "b"\n[x]\ntitle = "c"\ncodes = [{ code = "1" }]',
        'source = "a"\ntitle = "b"\n[x]\ntitle = "c"\ncodes = [{ code = "1", label = "" }, { code = "1", label = "" }]',
        'source = "a"\ntitle = "b"\nstrange = 1',
    ],
)
def test_a_damaged_file_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"codes\.unreadable"):
        parse_lists(text.encode())


def test_a_file_that_is_no_text_is_refused() -> None:
    with pytest.raises(Refused, match=r"codes\.unreadable"):
        parse_lists(b"\xff\xfe")
