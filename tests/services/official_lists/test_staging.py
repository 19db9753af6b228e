"""The rows of a list beside the register: they come back as they were put, and nothing of them stays."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text

from desktop.errors import Refused
from desktop.rules.official_lists import Listed, ListOutcome
from desktop.rules.terms import Sex
from desktop.services.desk import Desk
from desktop.services.official_lists import staging
from desktop.services.official_lists.staging import STAGED
from tests import families
from tests.services.official_lists import files as made

TEXT = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"), max_size=12)
ROWS = st.builds(
    Listed,
    row=st.integers(1, 1_000_000),
    nik=TEXT,
    no_kk=TEXT,
    name=TEXT,
    birth_date=st.none() | st.dates(date(1900, 1, 1)),
    sex=st.none() | st.sampled_from(Sex),
    mother_name=TEXT,
    village=TEXT,
    outcome=st.none() | st.sampled_from(ListOutcome),
    facts=st.dictionaries(TEXT, TEXT, max_size=3),
    receives=st.dictionaries(TEXT, st.booleans(), max_size=3),
)


def tables(desk: Desk) -> set[str]:
    """Names of temporary tables on any connection readers use."""
    found: set[str] = set()
    with desk.read() as one, desk.read() as other, desk.read() as third:
        for session in (one, other, third):
            found.update(session.scalars(text("SELECT name FROM temp.sqlite_master WHERE type = 'table'")))
    return found


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ROWS, max_size=6, unique_by=lambda row: row.row))
def test_rows_come_back_as_they_were_put(operator: Desk, rows: list[Listed]) -> None:
    with operator.read() as session:
        connection = session.connection()
        with staging.staging(connection):
            staging.put(connection, rows)
            columns = select(
                STAGED.c.row, STAGED.c.nik, STAGED.c.no_kk, STAGED.c.name.label("listed_name"), STAGED.c.born,
                STAGED.c.sex.label("listed_sex"), STAGED.c.mother_name.label("listed_mother"),
                STAGED.c.village.label("listed_village"), STAGED.c.more,
            ).order_by(STAGED.c.row)  # fmt: skip
            back = [staging.listed(row) for row in connection.execute(columns)]
    # A district is only read; nobody is found by it.
    assert back == sorted(rows, key=lambda row: row.row)


def test_nothing_of_them_stays(operator: Desk, tmp_path: Path) -> None:
    families.add(operator, 3)
    path = made.write(tmp_path / "a.xlsx", ("NIK", "Nama"), [[made.mother(0), "SITI AMINAH"]])
    made.keep(operator, path, made.STAFF)
    assert tables(operator).isdisjoint({"list_row", "list_member"})


def test_nothing_stays_after_a_refusal_either(operator: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        made.preview(operator, made.write(tmp_path / "a.xlsx", ("NIK", "Nama"), []), made.STAFF)
    assert tables(operator).isdisjoint({"list_row", "list_member"})


def test_they_never_lie_on_the_disk(operator: Desk) -> None:
    """Temporary tables are in memory in this build of the database, whatever the settings say."""
    with operator.read() as session:
        options = set(session.scalars(text("PRAGMA compile_options")))
    assert options & {"TEMP_STORE=2", "TEMP_STORE=3"}


def test_rows_nobody_can_be_found_by_are_done_at_once(operator: Desk) -> None:
    with operator.read() as session:
        connection = session.connection()
        with staging.staging(connection):
            staging.put(connection, [Listed(2), Listed(3, nik="1"), Listed(4, name="X")])
            left = connection.scalars(select(STAGED.c.row).where(STAGED.c.done == 0)).all()
            staging.done(connection, [3])
            staging.done(connection, [])
            rest = connection.scalar(select(func.count()).select_from(STAGED).where(STAGED.c.done == 0))
    assert (left, rest) == ([3], 0)


def test_only_rows_with_a_name_and_a_day_are_compared_by_name(operator: Desk) -> None:
    with operator.read() as session:
        connection = session.connection()
        with staging.staging(connection):
            staging.put(connection, [Listed(2, nik="1", name="SITI"), Listed(3, name="SITTI", birth_date=made.DAY)])
            assert staging.put_name_keys(connection)
            keys = connection.execute(select(STAGED.c.row, STAGED.c.name_key).order_by(STAGED.c.row)).all()
            staging.done(connection, [3])
            assert not staging.put_name_keys(connection)
    assert [(row.row, row.name_key) for row in keys] == [(2, ""), (3, "SITI")]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Desa Sukamaju", "SUKAMAJU"), ("Kel. Teluk", "teluk"), ("Cikadu II", "CIKADU 2"), ("Suka Maju", "SUKAMAJU")],
)
def test_villages_are_the_same_however_they_are_written(one: str, other: str) -> None:
    assert staging.village_key(one) == staging.village_key(other)


def test_no_village_is_no_village() -> None:
    assert staging.village_key("") == ""
