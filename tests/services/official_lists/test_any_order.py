"""Any lists in any order, kept again and again, leave results and counts consistent and no family changed."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.models import Household, ListMatch, Member, OfficialList, OtherAid, Task
from desktop.rules.official_lists import Difference, OfficialKind
from desktop.services.desk import Desk
from desktop.services.official_lists import accepting, history, kept, offers, together
from desktop.services.official_lists.answers import About, Said, read_said
from tests import families
from tests.services.official_lists import files as made

HEADINGS = ("NIK", "No KK", "Nama", "Tanggal Lahir", "Status", "Desil", "BANSOS PKH")
FAMILIES = 4
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", *(made.mother(number) for number in range(FAMILIES + 2))]),
        st.sampled_from(["", *(made.card(number) for number in range(FAMILIES + 2))]),
        st.sampled_from(["", *families.MOTHERS[:FAMILIES], "ORANG LAIN"]),
        st.sampled_from(["", "12-03-1984"]),
        st.sampled_from(["", "AKTIF", "MENINGGAL", "GRADUASI", "PADAN"]),
        st.sampled_from(["", "1", "3"]),
        st.sampled_from(["", "YA", "TIDAK"]),
    ),
    min_size=1,
    max_size=6,
)
KINDS = st.sampled_from(
    [
        (OfficialKind.DUKCAPIL, "dukcapil"),
        (OfficialKind.POVERTY_REGISTER, "dtsen"),
        (OfficialKind.OTHER_AID, "pkh"),
        (OfficialKind.OTHER_AID, "bpnt"),
        (OfficialKind.STAFF, "sdm_kesos"),
    ]
)
DAYS = st.dates(date(2018, 1, 1), date(2019, 12, 31))
TAKEN = st.lists(st.tuples(KINDS, DAYS, ROWS, st.booleans()), min_size=1, max_size=3)
SLOW = settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def names_anybody(rows: list[tuple[str, ...]]) -> bool:
    """Whether any row holds a cell that every kind of list reads; a file without is refused."""
    return any(any(row[:4]) for row in rows)


def furnish(desk: Desk) -> None:
    """Families for the first example; the next ones go on in the same office."""
    if not made.everything(desk, Household):
        families.add(desk, FAMILIES)


def stamps(desk: Desk) -> list[tuple[str, int]]:
    records = [*made.everything(desk, Household), *made.everything(desk, Member)]
    return sorted((str(row.id), row.change_number) for row in records)


def consistent(desk: Desk) -> None:
    """What the lists count is what is kept, each row of a file once."""
    matches = made.everything(desk, ListMatch)
    for one in made.everything(desk, OfficialList):
        own = [match for match in matches if match.list_id == one.id]
        assert json.loads(one.counts) == dict(Counter(match.outcome for match in own))
        assert len({match.row for match in own}) == len(own)
        assert all(match.row <= one.rows + 10 for match in own)
    abouts = [task.about for task in made.everything(desk, Task)]
    assert len(abouts) == len(set(abouts))


@SLOW
@given(TAKEN)
def test_keeping_lists_changes_no_family(operator: Desk, tmp_path: Path, taken: list) -> None:  # type: ignore[type-arg]
    furnish(operator)
    before = stamps(operator)
    for number, ((kind, source), day, rows, _) in enumerate(taken):
        if not names_anybody(rows):
            continue
        path = made.write(tmp_path / f"{number}.xlsx", HEADINGS, rows)
        found = made.preview(operator, path, About(kind, source, day))
        assert found.counts.balanced
        first = {question.row: question.candidates[0] for question in found.compared.questions}
        accepting.accept(operator, found, first)
        again = made.preview(operator, path, About(kind, source, day))
        assert (again.counts.matched, again.counts.questions) == (0, 0)
        assert accepting.accept(operator, again).value.matches == 0
        consistent(operator)
    assert stamps(operator) == before


@SLOW
@given(TAKEN)
def test_what_is_taken_over_is_settled(operator: Desk, tmp_path: Path, taken: list) -> None:  # type: ignore[type-arg]
    """After taking over, a list offers nothing more; no aid runs twice in a family."""
    furnish(operator)
    for number, ((kind, source), day, rows, leave) in enumerate(taken):
        if not names_anybody(rows):
            continue
        path = made.write(tmp_path / f"{number}.xlsx", HEADINGS, rows)
        list_id = made.keep(operator, path, About(kind, source, day)).list_id
        if list_id is None:
            continue
        offered = offers.offers(operator, list_id)
        left = {each.key for each in (*offered.aids, *offered.ranks)} if leave else set()
        result = offers.take(operator, offered, left).value
        rest = offers.offers(operator, list_id)
        if leave:
            assert rest == offered
            assert result == offers.OffersTaken(0, 0, 0)
        else:
            assert (rest.aids, rest.ranks) == ((), ())
    open_aids = [(row.household_id, row.aid) for row in made.everything(operator, OtherAid) if row.valid_to is None]
    assert len(open_aids) == len(set(open_aids))
    assert all(row.valid_to is None or row.valid_to >= row.valid_from for row in made.everything(operator, OtherAid))


@SLOW
@given(TAKEN)
def test_histories_and_lists_tell_the_same(operator: Desk, tmp_path: Path, taken: list) -> None:  # type: ignore[type-arg]
    furnish(operator)
    for number, ((kind, source), day, rows, _) in enumerate(taken):
        if names_anybody(rows):
            made.keep(operator, made.write(tmp_path / f"{number}.xlsx", HEADINGS, rows), About(kind, source, day))
    told = Counter(
        (line.list_id, line.outcome)
        for household in made.everything(operator, Household)
        for line in history.of_family(operator, household.id)
    )
    lists = kept.lists(operator)
    assert told == Counter({(one.id, outcome): count for one in lists for outcome, count in one.counts.items()})
    for one in lists:
        assert len(kept.matches(operator, one.id).rows) == one.matched
    days = [line.as_of for line in history.of_family(operator, made.everything(operator, Household)[0].id)]
    assert days == sorted(days, reverse=True)


@SLOW
@given(TAKEN)
def test_the_matrix_counts_no_family_twice(operator: Desk, tmp_path: Path, taken: list) -> None:  # type: ignore[type-arg]
    furnish(operator)
    for number, ((kind, source), day, rows, _) in enumerate(taken):
        if names_anybody(rows):
            path = made.write(tmp_path / f"{number}.xlsx", HEADINGS, rows)
            list_id = made.keep(operator, path, About(kind, source, day)).list_id
            if list_id is not None:
                offers.take(operator, offers.offers(operator, list_id))
    matrix = together.matrix(operator)
    count = len(made.everything(operator, Household))
    assert all(held <= count for held in matrix.holders.values())
    for cell in matrix.cells:
        fewer = min(matrix.holders.get(cell.one, 0), matrix.holders.get(cell.other, 0))
        assert cell.families <= fewer
        assert cell.families == len(together.holding_both(operator, cell.one, cell.other))


WORDS = st.text(min_size=1, max_size=20)


@given(
    st.dictionaries(WORDS, WORDS, max_size=4),
    st.dictionaries(WORDS, st.booleans(), max_size=4),
    st.lists(st.builds(Difference, WORDS, WORDS, WORDS), max_size=4),
)
def test_what_is_said_is_read_back_as_it_was(
    facts: dict[str, str], receives: dict[str, bool], differs: list[Difference]
) -> None:
    said = Said(facts, receives, tuple(differs))
    assert read_said(said.written()) == said
