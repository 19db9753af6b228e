"""The packaged lists are whole: every section the generator asks for, names spelt as names."""

import re

import pytest

from desktop.rules.people.lists import Lists

ERAS = ("old", "middle", "young")
NAMES = [f"{sex}.{era}.{part}" for sex in ("male", "female") for era in ERAS for part in ("first", "second")]
PLACES = ["kampung.first", "kampung.second", "kampung.whole", "road"]
TITLES = ["title.male", "title.female", "degree"]
WORK = ["work.male", "work.female", "work.elder"]
STORIES = ["primary", "junior", "senior", "under_five", "pregnant", "elderly", "disabled", "general"]


def test_there_are_exactly_the_sections_that_are_used(lists: Lists) -> None:
    assert set(lists) == {*NAMES, *PLACES, *TITLES, *WORK, *STORIES, "needs.second"}


@pytest.mark.parametrize("section", [*NAMES, *PLACES, *TITLES, *WORK, *STORIES])
def test_no_item_is_empty_or_has_stray_marks(lists: Lists, section: str) -> None:
    assert lists[section]
    for item in lists[section]:
        assert item.strip()
        assert "  " not in item
        assert not re.search(r"[#\t\"]", item)


@pytest.mark.parametrize("section", NAMES)
def test_names_begin_with_a_capital_and_hold_letters(lists: Lists, section: str) -> None:
    for name in lists[section]:
        assert re.fullmatch(r"[A-Z][a-z']+( [A-Z][a-z']+)*|Ai", name), name


@pytest.mark.parametrize("section", [section for section in NAMES if section.endswith("first")])
def test_there_are_first_names_enough(lists: Lists, section: str) -> None:
    assert len(set(lists[section])) >= 45


def test_who_never_has_one_name_is_in_a_list_of_first_names(lists: Lists) -> None:
    firsts = {name for section in NAMES if section.endswith("first") for name in lists[section]}
    assert set(lists["needs.second"]) <= firsts


def test_titles_end_in_a_full_stop(lists: Lists) -> None:
    assert all(title.endswith(".") for section in TITLES for title in lists[section])


def test_stories_use_only_the_places_that_are_filled_in(lists: Lists) -> None:
    for topic in STORIES:
        for line in lists[topic]:
            assert line.count("|") == 3
            assert set(re.findall(r"{(\w+)}", line)) <= {"name", "child", "member"}
            assert all("/" in choice for choice in re.findall(r"\[([^\]]*)\]", line))
            assert line.count("[") == line.count("]")
