"""Which aids go together: every packaged rule has its source, and what nobody knows is said to be unknown."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.paths import resources
from desktop.rules.aid_rules import NOBODY_KNOWS, AidBook, Giver, Together, load_aids

BOOK = load_aids()
CODES = [aid.code for aid in BOOK.aids]


@pytest.mark.parametrize(
    ("one", "other", "together", "sure"),
    [
        ("pkh", "bpnt", Together.YES, True),
        ("pkh", "jamsosratu", Together.NO, True),
        ("jscb", "pkh", Together.NO, True),
        ("jscb", "jamsosratu", Together.NO, True),
        ("jamsosratu", "bpnt", Together.UNKNOWN, False),
        ("bst", "pkh", Together.NO, False),
        ("pip", "sasambo", Together.UNKNOWN, False),
    ],
)
def test_two_aids(one: str, other: str, together: Together, sure: bool) -> None:
    pair = BOOK.pair(one, other)
    assert (pair.together, pair.sure) == (together, sure)


@given(st.sampled_from(CODES), st.sampled_from(CODES))
def test_the_order_of_two_does_not_matter(one: str, other: str) -> None:
    assert BOOK.pair(one, other) == BOOK.pair(other, one)


def test_every_rule_says_why_and_where_it_stands() -> None:
    assert [key for key, pair in BOOK.rules.items() if not pair.why or not pair.source] == []


def test_what_is_sure_rests_on_more_than_general_knowledge() -> None:
    assert [key for key, pair in BOOK.rules.items() if pair.sure and "pengetahuan umum" in pair.source] == []


def test_sources_are_named_as_people_know_them() -> None:
    """The window shows them: no paper of this house is among them."""
    assert [pair.source for pair in BOOK.rules.values() if ".md" in pair.source or "[" in pair.source] == []


def test_an_exact_rule_goes_before_one_about_a_giver() -> None:
    """Jamsosratu and the aids of the centre are unknown in general, PKH is not."""
    assert BOOK.pair("jamsosratu", "bst").together is Together.UNKNOWN
    assert BOOK.pair("jamsosratu", "pkh").together is Together.NO


def test_an_aid_nobody_listed_is_unknown_and_called_by_its_code() -> None:
    assert BOOK.pair("pkh", "beras_desa") is NOBODY_KNOWS
    assert BOOK.named("beras_desa") == "BERAS_DESA"
    assert BOOK.known("beras_desa") is None


def test_names_are_as_people_say_them() -> None:
    assert [BOOK.named(code) for code in ("pkh", "bpnt", "jamsosratu")] == ["PKH", "BPNT/Sembako", "Jamsosratu"]


def test_clashes_of_a_family_come_with_the_sure_ones_first() -> None:
    found = BOOK.clashes({"pkh", "bpnt", "jamsosratu", "blt_dd"})
    assert [(each.one, each.other) for each in found] == [
        ("jamsosratu", "pkh"),
        ("blt_dd", "bpnt"),
        ("blt_dd", "pkh"),
    ]
    assert [each.pair.sure for each in found] == [True, False, False]


def test_one_aid_clashes_with_nothing() -> None:
    assert BOOK.clashes({"pkh"}) == ()
    assert BOOK.clashes(()) == ()


def test_no_two_aids_claim_the_same_heading() -> None:
    headings = [heading.lower() for aid in BOOK.aids for heading in aid.headings]
    assert len(headings) == len(set(headings))


def test_a_programme_of_this_kind_is_marked() -> None:
    run = {aid.code for aid in BOOK.aids if aid.programme}
    shipped = {path.stem.rpartition("-")[0] for path in (resources() / "programmes").glob("*.toml")}
    assert run == shipped - {"pkh"}


def written(folder: Path, pairs: str) -> AidBook:
    aid = '[[aid]]\ncode = "{0}"\nname = "{0}"\ntitle = "{0}"\ngiver = "centre"\n'
    file = folder / "aids.toml"
    file.write_text(aid.format("a") + aid.format("b") + pairs, "utf-8")
    return load_aids(file)


PAIR = '[[pair]]\none = "{}"\nother = "{}"\ntogether = "{}"\nsure = true\nwhy = "x"\nsource = "y"\n'


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    book = written(tmp_path, PAIR.format("a", "b", "no"))
    assert book.pair("b", "a").together is Together.NO
    assert {aid.giver for aid in book.aids} == {Giver.CENTRE}


@pytest.mark.parametrize(
    "pairs",
    [
        PAIR.format("a", "c", "no"),
        PAIR.format("a", "b", "no") + PAIR.format("b", "a", "yes"),
        PAIR.format("a", "b", "perhaps"),
    ],
    ids=["an aid not listed", "said twice", "no such word"],
)
def test_a_wrong_file_is_a_fault(tmp_path: Path, pairs: str) -> None:
    with pytest.raises(ValueError, match=r"rule about|perhaps"):
        written(tmp_path, pairs)
