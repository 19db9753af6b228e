"""Turning marked strings and codes into sentences of one language."""

import gettext
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.rules.terms import EnrolmentStatus, ReceiptState, Role
from desktop.wording import Translator, load
from desktop.wording.translator import N_, sentences, terms


@pytest.fixture(scope="module")
def english() -> Translator:
    return load(Path("nowhere"), "en")


@pytest.fixture(scope="module")
def indonesian(checkout: Path) -> Translator:
    return load(checkout / "resources" / "locale")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_marking_changes_nothing() -> None:
    assert N_("Family") == "Family"


def test_english_needs_no_catalogue(english: Translator) -> None:
    assert english("{count} families", count=3) == "3 families"
    assert english.language == "en"


def test_indonesian_needs_its_catalogue(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path)


def test_an_empty_string_stays_empty(indonesian: Translator) -> None:
    """Gettext answers the empty string with the header of the catalogue."""
    assert indonesian("") == ""


@given(st.text().filter(lambda text: "{" not in text))
def test_what_has_no_translation_is_said_as_written(text: str) -> None:
    assert Translator(gettext.NullTranslations(), "en")(text) == text


@given(st.text())
def test_values_go_in_as_they_are(value: str) -> None:
    """Braces of a value are the value's own, whoever typed them."""
    assert Translator(gettext.NullTranslations(), "en")("<{value}>", value=value) == f"<{value}>"


@pytest.mark.parametrize("count", [0, 1, 2, 11])
def test_counted_phrases(english: Translator, indonesian: Translator, count: int) -> None:
    one, more = "{count} family found.", "{count} families found."
    assert english.many(one, more, count) == (one if count == 1 else more).format(count=count)
    assert indonesian.many(one, more, count) == f"{count} keluarga ditemukan."


def test_every_code_becomes_a_sentence_in_both(english: Translator, indonesian: Translator) -> None:
    for code, text in sentences().items():
        values = {name: f"<{name}>" for name in fields(text)}
        for t in (english, indonesian):
            said = t.sentence(code, values)
            assert said.strip(), code
            assert all(value in said for value in values.values()), (code, t.language, said)


def test_a_refusal_is_its_codes_sentence(indonesian: Translator) -> None:
    refused = Refused("folder.missing", path="D:/kantor")
    assert indonesian.refusal(refused) == indonesian.sentence("folder.missing", {"path": "D:/kantor"})


def test_an_unknown_code_is_a_bug_and_says_so(english: Translator) -> None:
    with pytest.raises(KeyError, match=r"no\.such"):
        english.sentence("no.such", {})


def test_codes_are_spread_over_rooms_without_overlap() -> None:
    found = sentences()
    assert len(found) > 100
    assert all("." in code for code in found)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", ("Operator", "Supervisor, Auditor")), ("id", ("Operator", "Kepala seksi, Auditor"))],
)
def test_terms_in_a_refusal_are_said_in_words(checkout: Path, language: str, said: tuple[str, str]) -> None:
    t = load(checkout / "resources" / "locale", language)
    refused = Refused("role.not_allowed", name="neneng", role=Role.OPERATOR, allowed=(Role.SUPERVISOR, Role.AUDITOR))
    sentence = t.refusal(refused)
    assert all(words in sentence for words in said)
    assert "supervisor" not in sentence


def test_every_term_has_its_word() -> None:
    assert set(terms()["Role"]) == set(Role)
    assert set(terms()["ReceiptState"]) == set(ReceiptState)
    assert set(terms()["EnrolmentStatus"]) == {*EnrolmentStatus, "registered", "closed"}
