"""Every sentence a person may read, in both languages, with values as they really come."""

import gettext
import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import pofile
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.rules.terms import PayListState
from desktop.wording import Translator, load
from desktop.wording.translator import sentences

LOCALE = Path(__file__).resolve().parents[2] / "resources" / "locale"
SENTENCES = sentences()
LANGUAGES = ("en", "id")
every_sentence = pytest.mark.parametrize("code", sorted(SENTENCES))
# Words of the other language that no Indonesian sentence has.
ENGLISH_WORDS = re.compile(
    r"\b(the|is|are|was|were|this|that|which|with|from|choose|check|cannot|please|again|not|office|family|list)\b",
    re.IGNORECASE,
)
# Spellings the dictionary of the language does not have, and forms too loose for an office.
POOR_SPELLING = re.compile(
    r"\b(silahkan|di mana mana|ijin|nomer|resiko|apotik|kwitansi|praktek|nggak|kalo|udah|kamu|bikin|kayak|analisa)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module", params=LANGUAGES)
def t(request: pytest.FixtureRequest) -> Translator:
    return load(LOCALE, request.param)


@pytest.fixture(scope="module")
def indonesian() -> Translator:
    return load(LOCALE, "id")


def names(text: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


def values(text: str) -> dict[str, object]:
    """Something of each kind a service may hand over: numbers, texts with odd signs, days, roles."""
    kinds: tuple[object, ...] = (7, "D:\\Kantor {1}\\a.xlsx", date(2019, 3, 5), PayListState.OPEN, "100 %", 1_000_000)
    return {name: kinds[place % len(kinds)] for place, name in enumerate(names(text))}


@every_sentence
def test_a_sentence_is_said_whole(t: Translator, code: str) -> None:
    """All values stand in it, and no brace of the sentence's own is left."""
    given_values = values(SENTENCES[code])
    said = t.refusal(Refused(code, **given_values))
    for name, value in given_values.items():
        assert str(value) in said, (code, name)
    bare = said
    for value in given_values.values():
        bare = bare.replace(str(value), "#")
    meant = "".join(literal for literal, *_ in Formatter().parse(SENTENCES[code]))
    assert re.findall(r"[{}]", bare) == re.findall(r"[{}]", meant), "only those that show how a placeholder looks"
    assert said == said.strip()
    assert "  " not in bare.replace("\n", " "), bare


REFUSED = {
    code
    for path in (LOCALE.parents[1] / "desktop").rglob("*.py")
    for code in re.findall(r'Refused\(\s*"([a-z_.]+)"', path.read_text("utf-8"))
}
STOPS = (".", "?", "…", '."')


@every_sentence
def test_a_sentence_begins_and_ends_as_one(code: str) -> None:
    """A refusal is a whole sentence; what stands in a list beside a number is a phrase, in both languages alike."""
    text = SENTENCES[code]
    both = [load(LOCALE, language).sentence(code, dict.fromkeys(names(text), "7")) for language in LANGUAGES]
    whole = [said.endswith(STOPS) for said in both]
    assert whole[0] == whole[1], both
    assert whole[0] or code not in REFUSED, both
    for said in both:
        assert said[0].isupper() or not said[0].isalpha() or said.startswith("office.db"), said
        assert len(said) <= 320, "nobody reads more beside a field"
        assert whole[0] or ". " not in said, "a phrase is one phrase"


def test_most_refusals_are_found_in_the_code() -> None:
    assert len(REFUSED) > 100
    assert set(SENTENCES) >= REFUSED


@every_sentence
def test_a_missing_value_is_a_bug_that_shows_itself(code: str) -> None:
    """Better a fault in the tests than a sentence with a hole."""
    needed = set(names(SENTENCES[code]))
    english = load(LOCALE, "en")
    for left_out in needed:
        handed = dict.fromkeys(needed - {left_out}, "x")
        if handed:
            with pytest.raises(KeyError, match=left_out):
                english.sentence(code, handed)


@every_sentence
def test_names_of_values_are_plain(code: str) -> None:
    """No format within the braces: the two languages would have to agree on it."""
    for _, name, form, conversion in Formatter().parse(SENTENCES[code]):
        if name is not None:
            assert re.fullmatch(r"[a-z_]+", name), name
            assert not form
            assert not conversion


@every_sentence
def test_an_indonesian_sentence_is_indonesian(indonesian: Translator, code: str) -> None:
    """What stays in English was not translated, whatever the catalogue says; names of files are names."""
    said = indonesian.sentence(code, dict.fromkeys(names(SENTENCES[code]), "7"))
    bare = re.sub(r"\"[^\"]*\"|“[^”]*”|\b[\w.]+\.(?:db|json|toml|xlsx|ejsika)\b", "", said)
    assert not ENGLISH_WORDS.search(bare), said
    assert not POOR_SPELLING.search(bare), said


def catalogue(room: str) -> pofile.Catalog:
    with (LOCALE / "id" / f"{room}.po").open("rb") as file:
        return pofile.read_po(file, locale="id", abort_invalid=True)


ROOMS = sorted(path.stem for path in (LOCALE / "id").glob("*.po"))


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_merged_into_the_compiled_catalogue(indonesian: Translator, room: str) -> None:
    for message in catalogue(room):
        if isinstance(message.id, str) and message.id and "{" not in message.id:
            assert indonesian(message.id) == message.string


@pytest.mark.parametrize("room", ROOMS)
def test_counted_phrases_have_the_one_form_of_the_language(indonesian: Translator, room: str) -> None:
    """Indonesian does not inflect: one family and many families are said alike."""
    for message in catalogue(room):
        if isinstance(message.id, tuple | list):
            one, more = message.id
            others = {name: "x" for name in (*names(one), *names(more)) if name != "count"}
            said = [indonesian.many(one, more, count, **others) for count in (1, 2, 5)]
            assert len({text.replace(str(count), "#") for text, count in zip(said, (1, 2, 5), strict=True)}) == 1
            assert "{" not in said[0]


@pytest.mark.parametrize("room", ROOMS)
def test_no_translation_adds_or_loses_a_sign_that_means_something(room: str) -> None:
    """Ellipses open a dialog, colons stand before a value, line ends make lists."""
    for message in catalogue(room):
        if not isinstance(message.id, str) or not message.id:
            continue
        assert message.id.endswith("…") == message.string.endswith("…"), message.id
        assert message.id.endswith(":") == message.string.endswith(":"), message.id
        assert message.id.endswith("\n") == message.string.endswith("\n"), message.id
        assert message.id.endswith("?") == message.string.endswith("?"), message.id


@pytest.mark.parametrize("count", [0, 1, 2, 21, 1000])
def test_english_counts_as_english_does(count: int) -> None:
    said = load(LOCALE, "en").many("{count} family of {village}", "{count} families of {village}", count, village="A")
    assert said == f"{count} famil{'y' if count == 1 else 'ies'} of A"


def test_a_language_nobody_has_translated_is_said_at_once() -> None:
    with pytest.raises(FileNotFoundError, match=r"su\.mo"):
        load(LOCALE, "su")


def test_what_the_catalogue_lacks_stays_english(indonesian: Translator) -> None:
    """A phrase that came with an update of the program is better read in English than not at all."""
    assert indonesian("A phrase of tomorrow: {name}", name="x") == "A phrase of tomorrow: x"
    assert indonesian.many("{count} thing", "{count} things", 2) == "2 things"


def test_text_without_values_is_not_formatted(indonesian: Translator) -> None:
    """Help about templates speaks of {nama} itself."""
    assert indonesian("Write {nama} where the name goes") == "Write {nama} where the name goes"


@given(st.dictionaries(st.from_regex(r"[a-z]{3,9}", fullmatch=True), st.text(), min_size=1, max_size=4))
def test_a_value_is_never_read_as_a_sentence(handed: dict[str, str]) -> None:
    text = " / ".join(f"{{{name}}}" for name in handed)
    assert Translator(gettext.NullTranslations(), "en")(text, **handed) == " / ".join(handed.values())


def test_values_a_sentence_does_not_name_do_no_harm(indonesian: Translator) -> None:
    """A service may hand over more than today's sentence says."""
    plain = indonesian.sentence("folder.missing", {"path": "D:/kantor"})
    assert indonesian.sentence("folder.missing", {"path": "D:/kantor", "because": "x"}) == plain


def test_the_text_of_a_refusal_holds_no_value() -> None:
    """It goes into logs; names of families stay out of them."""
    refused = Refused("user.unknown", name="Siti Aminah")
    assert "Siti" not in str(refused)
    assert "Siti" not in repr(refused)
    assert str(refused) == "user.unknown (name)"


def test_two_translators_do_not_disturb_each_other() -> None:
    both = [load(LOCALE, language) for language in LANGUAGES]
    said = [one.sentence("keys.wrong_password", {}) for one in both]
    assert said[0] == SENTENCES["keys.wrong_password"]
    assert said[1] != said[0]
    assert [one.sentence("keys.wrong_password", {}) for one in both] == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_equal_sentences_are_one_code(language: str) -> None:
    """Two codes that say the same would drift apart."""
    t = load(LOCALE, language)
    said: dict[str, str] = {}
    for code, text in SENTENCES.items():
        whole = t.sentence(code, {name: f"<{name}>" for name in names(text)})
        assert whole not in said, (code, said.get(whole))
        said[whole] = code


@pytest.mark.parametrize("text", ["Decree {number}", "{families} families, {amount}. Decree {number}."])
def test_a_decree_that_is_called_sk_is_not_called_so_twice(indonesian: Translator, text: str) -> None:
    """People type the number as it stands on the paper, often with SK before it."""
    said = indonesian(text, number="SK 3", families="4", amount="Rp4.000.000")
    assert said.endswith(("Keputusan SK 3", "Keputusan SK 3."))


@pytest.mark.parametrize("code", sorted(code for code, text in SENTENCES.items() if "ecree {" in text))
def test_no_sentence_writes_sk_before_a_number_that_may_have_it(indonesian: Translator, code: str) -> None:
    text = SENTENCES[code]
    assert "SK #" not in indonesian.sentence(code, dict.fromkeys(names(text), "#"))
