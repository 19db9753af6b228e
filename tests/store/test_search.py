"""The index itself: brought up to date with each transaction, made anew from the records, and what it finds."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.event import listen, remove

from desktop.models import Household, Member
from desktop.rules.ids import new_id
from desktop.services.desk import Desk
from desktop.store import search
from desktop.store.search import Filters
from tests import families

ALL = Filters()


def found(desk: Desk, typed: str, filters: Filters = ALL) -> list[UUID]:
    with desk.read() as session:
        rows, _ = search.find(session.connection(), typed, filters, 50)
    return [UUID(bytes=row.household_id) for row in rows]


@pytest.fixture
def five(operator: Desk) -> list[UUID]:
    return families.add(operator, 5)


def test_a_change_is_found_in_the_same_transaction_only_after_it(operator: Desk, five: list[UUID]) -> None:
    with operator.write("test.rename") as unit:
        member = unit.session.get_one(Household, five[0]).members[1]
        member.name = "ZULKARNAIN"
        unit.session.flush()
        assert found(operator, "zulkarnain") == []  # a reader sees the state before
    assert found(operator, "zulkarnain") == [five[0]]
    assert found(operator, "zu") == [five[0]]


def test_what_was_called_otherwise_is_found_no_more(operator: Desk, five: list[UUID]) -> None:
    before = found(operator, "siti")
    with operator.write("test.rename") as unit:
        unit.session.get_one(Household, five[0]).members[0].name = "ROHMAH"
    assert found(operator, "siti") == [one for one in before if one != five[0]]
    assert set(found(operator, "roh")) == {five[0], *found(operator, "rohayati")}


def test_a_transaction_that_fails_leaves_the_index(operator: Desk, five: list[UUID]) -> None:
    with pytest.raises(RuntimeError), operator.write("test.rename") as unit:
        unit.session.get_one(Household, five[0]).members[0].name = "ZULKARNAIN"
        unit.finish()
        raise RuntimeError
    assert found(operator, "zulkarnain") == []
    assert found(operator, "siti") == [five[0]]


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("aminah", 1), ("amin", 1), ("inah", 1), ("AMINAH", 1), ("siti aminah", 1), ("aminah siti", 1), ("s", 5),
        ("si am", 1), ("xyz", 0), ("\u00e0minah", 1), ("cikadu", 5), ("rt 2", 1), ("", 5), ("   ", 5), ("...", 5),
        ('"', 5), ("o'neil", 0), ("siti OR ujang", 0), ("aminah*", 0), ("na*", 0), ("a\0b", 0), ("col:siti", 0),
    ],
)  # fmt: skip
def test_words_as_they_are_typed(operator: Desk, five: list[UUID], typed: str, count: int) -> None:
    assert len(found(operator, typed)) == count
    with operator.read() as session:
        assert search.count(session.connection(), typed, ALL) == count


def test_a_whole_number_beats_a_part_of_one(operator: Desk, five: list[UUID]) -> None:
    with operator.read() as session:
        member = session.get_one(Member, session.get_one(Household, five[3]).caretaker_id)
        nik, kk = member.nik or "", session.get_one(Household, five[3]).no_kk or ""
    assert found(operator, nik) == [five[3]]
    assert found(operator, kk) == [five[3]]
    assert found(operator, f"{nik[:4]} {nik[4:8]} {nik[8:12]} {nik[12:]}") == [five[3]]
    assert five[3] in found(operator, nik[:10])
    assert five[3] in found(operator, nik[5:])


def test_two_families_with_one_number_are_both_found(operator: Desk) -> None:
    both = families.add(operator, 2, no_kk="3601010101090099")
    assert set(found(operator, "3601010101090099")) == set(both)


def test_rebuilding_gives_the_same_answers(operator: Desk, five: list[UUID]) -> None:
    words = ("", "s", "siti", "cikadu", "360101", "jubaedah", "rt 1")
    before = {word: found(operator, word) for word in words}
    with operator.write("test.rebuild") as unit:
        assert search.rebuild(unit.connection) == 5
    assert {word: found(operator, word) for word in words} == before


def test_rebuilding_mends_what_was_lost(operator: Desk, five: list[UUID]) -> None:
    with operator.write("test.damage") as unit:
        unit.connection.execute(text("DELETE FROM search_text"))
        unit.connection.execute(text("DELETE FROM search_word"))
    assert found(operator, "siti") == []
    with operator.write("test.rebuild") as unit:
        search.rebuild(unit.connection)
    assert found(operator, "siti") == [five[0]]
    assert found(operator, "si") == [five[0]]


def test_refreshing_nothing_and_nobody(operator: Desk, five: list[UUID]) -> None:
    with operator.write("test.nothing") as unit:
        search.refresh(unit.connection, [])
        search.refresh(unit.connection, [new_id()])
    assert len(found(operator, "")) == 5


def test_more_families_than_a_chunk_are_refreshed(operator: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "CHUNK", 3)
    assert len(families.add(operator, 8)) == len(found(operator, "cikadu")) == 8


def test_counting_stops_at_the_cap(operator: Desk, five: list[UUID], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "COUNT_CAP", 3)
    with operator.read() as session:
        assert search.count(session.connection(), "cikadu", ALL) == 4
        assert search.count(session.connection(), "", ALL) == 5


PLACES = st.sampled_from(("cikadu", "", "s", "inah"))


@given(PLACES, st.integers(1, 4))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_pages_join_into_the_whole(operator: Desk, typed: str, size: int) -> None:
    with operator.read() as session:
        empty = search.count(session.connection(), "", ALL) == 0
    if empty:
        families.add(operator, 9)
    with operator.read() as session:
        connection = session.connection()
        whole, _ = search.find(connection, typed, ALL, 50)
        rows, after = search.find(connection, typed, ALL, size)
        while after is not None:
            more, after = search.find(connection, typed, ALL, size, after)
            rows += more
    assert [row.doc for row in rows] == [row.doc for row in whole]


def plan(desk: Desk, ask: str, **values: object) -> list[str]:
    with desk.read() as session:
        return [row.detail for row in session.connection().execute(text(f"EXPLAIN QUERY PLAN {ask}"), values)]


def test_a_number_is_looked_up_without_reading_a_table(operator: Desk) -> None:
    steps = plan(operator, search.EXACT, number="3601010101010001")
    assert len([step for step in steps if step.startswith("SEARCH")]) == 6
    assert [step for step in steps if step.startswith("SCAN")] == []


@pytest.mark.parametrize("typed", ["si", "siti", "siti aminah", "0045"])
@pytest.mark.parametrize("after", [None, ("SITI", 3)])
def test_a_page_of_matches_is_read_in_order_and_not_sorted(
    operator: Desk, five: list[UUID], typed: str, after: tuple[str, int] | None
) -> None:
    asked: list[tuple[str, dict[str, object]]] = []

    def keep(_: object, __: object, statement: str, values: object, *___: object) -> None:
        asked.append((statement, values))  # type: ignore[arg-type]

    listen(operator.office.readers, "before_cursor_execute", keep)
    with operator.read() as session:
        search.find(session.connection(), typed, ALL, 50, after)
    remove(operator.office.readers, "before_cursor_execute", keep)
    statement, values = asked[-1]
    with operator.read() as session:
        rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        steps = [row.detail for row in rows]
    assert any("VIRTUAL TABLE INDEX" in step for step in steps)
    assert not any("TEMP B-TREE" in step for step in steps)


def of_name(desk: Desk, *words: tuple[str, ...], limit: int = 50, born: tuple[date, date] | None = None) -> list[UUID]:
    with desk.read() as session:
        return search.named(session.connection(), words, limit, born)


def test_each_word_is_found_in_any_of_its_spellings(operator: Desk, five: list[UUID]) -> None:
    assert of_name(operator, ("SITI", "SITTI"), ("AMIN",)) == [five[0]]
    assert of_name(operator, ("SITTI",)) == []
    assert of_name(operator, ("XYZ", "ROHAYATI")) == [five[1]]
    assert of_name(operator, ("AMINAH",), ("UJA",)) == [five[0]], "two members of one family are found together"
    assert of_name(operator) == of_name(operator, ()) == []


def test_no_more_families_are_looked_at_than_asked(operator: Desk, five: list[UUID]) -> None:
    assert set(of_name(operator, ("CIK",))) == set(five), "a word of the place counts too"
    assert of_name(operator, ("CIK",), limit=3) == of_name(operator, ("CIK",))[:3]


def test_a_birth_date_sifts_the_families_of_a_name(operator: Desk, five: list[UUID]) -> None:
    mother, other = date(1984, 3, 12), date(1984, 12, 3)
    assert of_name(operator, ("SITI",), born=(mother, other)) == [five[0]]
    assert of_name(operator, ("SITI",), born=(other, mother)) == [five[0]], "day and month may be swapped"
    assert of_name(operator, ("SITI",), born=(other, other)) == []
    assert of_name(operator, ("SITI",), born=(date(2009, 6, 1), other)) == [five[0]], "of any member"


@pytest.mark.parametrize("word", ['"', "*", "AND", "NEAR(", "a b", "", "\0", "^", "-"])
def test_no_word_is_taken_for_a_command(operator: Desk, five: list[UUID], word: str) -> None:
    assert of_name(operator, (word,)) == []
