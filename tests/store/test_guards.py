"""The guards of the log: as the migrations make them, and missed when one is gone, changed or foreign."""

import pytest
from sqlalchemy import text

from desktop import paths
from desktop.services import safety
from desktop.services.desk import Desk
from desktop.services.money import proving
from desktop.store.guards import GUARDS, digest, wrong_guards
from desktop.wording import load
from tests.store.test_journal import add_family


def made(desk: Desk) -> dict[str, str]:
    with desk.read() as session:
        rows = session.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
    return {row.name: row.sql for row in rows}


def wrong(desk: Desk) -> list[str]:
    with desk.read() as session:
        return wrong_guards(session.connection())


def test_the_migrations_make_just_these(operator: Desk) -> None:
    """Whoever adds or changes a guard by a migration has to name it here too."""
    assert {name: digest(sql) for name, sql in made(operator).items()} == GUARDS
    assert wrong(operator) == []


@pytest.mark.parametrize("name", sorted(GUARDS))
def test_each_that_is_missing_is_named(operator: Desk, name: str) -> None:
    sql = made(operator)[name]
    with operator.office.alone() as driver:
        driver.execute(f"DROP TRIGGER {name}")
    assert wrong(operator) == [name]
    found = safety.verify(operator, proving.prove).faults
    assert [(fault.code, fault.values) for fault in found] == [("proof.guards", {"count": 1, "name": name})]
    with operator.office.alone() as driver:
        driver.execute(sql)
    assert safety.verify(operator, proving.prove).sound


def test_a_guard_of_the_same_name_that_guards_nothing_is_found(operator: Desk) -> None:
    with operator.office.alone() as driver:
        driver.execute("DROP TRIGGER audit_line_no_delete")
        driver.execute("CREATE TRIGGER audit_line_no_delete BEFORE DELETE ON audit_line WHEN 0 BEGIN SELECT 1; END")
    assert wrong(operator) == ["audit_line_no_delete"]


def test_a_trigger_nobody_here_made_is_found(operator: Desk) -> None:
    """It could change what is written each time the program writes."""
    with operator.office.alone() as driver:
        driver.execute("CREATE TRIGGER extra AFTER INSERT ON payment BEGIN SELECT 1; END")
    assert wrong(operator) == ["extra"]


def test_the_cut_of_the_log_with_the_guards_left_off_names_both(operator: Desk) -> None:
    add_family(operator)
    with operator.office.alone() as driver:
        for name in GUARDS:
            driver.execute(f"DROP TRIGGER {name}")
        driver.execute("DELETE FROM audit_line WHERE kind = 'household'")
    codes = {fault.code for fault in safety.verify(operator, proving.prove).faults}
    assert {"proof.guards", "proof.unlogged"} <= codes


@pytest.mark.parametrize(("language", "expected"), [("en", "audit_line_no_delete"), ("id", "penjaga")])
def test_it_is_said_in_a_sentence(operator: Desk, language: str, expected: str) -> None:
    with operator.office.alone() as driver:
        driver.execute("DROP TRIGGER audit_line_no_delete")
    (fault,) = safety.verify(operator, proving.prove).faults
    assert expected in load(paths.resources() / "locale", language).sentence(fault.code, fault.values)
