"""The proof finds what is wrong with the file, and calls nothing wrong that is not."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services import approving, safety
from desktop.services.desk import Desk
from desktop.services.money import drafting, proving
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import TrancheKey
from desktop.services.safety import recorded_tables
from desktop.store import engine, proof
from tests import families, offices
from tests.store.test_journal import add_family, attack_past_the_triggers, faults

TRANCHE = TrancheKey("jamsosratu", 2019, 1)


def test_a_proof_after_others_wrote_is_no_false_alarm(operator: Desk) -> None:
    """A reader that had looked at the full-text index before an approval once called the sound file corrupt."""
    supervisor = offices.same_office_as(operator, Role.SUPERVISOR)
    families.add(operator, 60)
    drafting.create(operator, TRANCHE, NewDecree("466/12", date(2019, 3, 5)))
    assert safety.verify(operator, proving.prove).sound
    approving.approve(supervisor, TRANCHE)
    assert safety.verify(operator, proving.prove).sound


def test_a_missing_parent_is_named(operator: Desk) -> None:
    family = add_family(operator)
    with operator.office.alone() as driver:
        driver.execute("PRAGMA foreign_keys = OFF")
        driver.execute("DELETE FROM family_row")
        driver.execute("DELETE FROM household WHERE id = ?", (family.bytes,))
        driver.execute("PRAGMA foreign_keys = ON")
    with operator.read() as session:
        (fault,) = proof.database(session.connection())
    assert (fault.code, fault.values["table"]) == ("proof.references", "member")
    assert "proof.unjournalled" in faults(operator)


@pytest.mark.parametrize("line", [1, 3])
def test_the_first_wrong_line_is_named(operator: Desk, line: int) -> None:
    add_family(operator)
    attack_past_the_triggers(operator, f"UPDATE audit_line SET pc = 'x' WHERE seq >= {line}")
    with operator.read() as session:
        (fault,) = proof.chain(session.connection())
    assert fault.values == {"line": line}


def test_a_tail_cut_off_still_chains_but_records_tell(operator: Desk) -> None:
    """TRUST.md 7: the chain alone does not see a cut tail; an anchor outside, and the records, do."""
    add_family(operator)
    with operator.read() as session:
        head, _ = proof.head(session.connection())
    add_family(operator)
    attack_past_the_triggers(operator, f"DELETE FROM audit_line WHERE seq > {head}")
    with operator.read() as session:
        assert list(proof.chain(session.connection())) == []
        assert proof.head(session.connection())[0] == head
    attack_past_the_triggers(operator, f"DELETE FROM audit_line WHERE seq > {head - 1}")
    with operator.read() as session:
        assert proof.head(session.connection())[0] < head, "an older anchor shows it"


def test_a_log_that_was_cut_behind_its_guards_is_found(operator: Desk) -> None:
    """The chain holds up to the cut, and the live records have their versions; only the lines of those are gone."""
    with operator.read() as session:
        head, _ = proof.head(session.connection())
    add_family(operator)
    attack_past_the_triggers(operator, f"DELETE FROM audit_line WHERE seq > {head}")
    found = safety.verify(operator, proving.prove).faults
    assert [fault.code for fault in found] == ["proof.unlogged"]
    with operator.read() as session:
        live = {name: session.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in FAMILY_TABLES}
    assert found[0].values["count"] >= sum(live.values()) > 1


FAMILY_TABLES = ("household", "member")


def test_one_line_of_many_that_is_gone_with_its_hash_is_found(operator: Desk) -> None:
    """A line that was kept but lost what it says of the values stands for no version any more."""
    add_family(operator)
    attack_past_the_triggers(operator, "UPDATE audit_line SET value_hash = NULL WHERE kind = 'household'")
    with operator.read() as session:
        (fault,) = proof.versions(session.connection())
    assert (fault.code, fault.values) == ("proof.unlogged", {"count": 1, "table": "household"})


def test_a_line_whose_version_is_gone_is_no_lawful_destruction(operator: Desk) -> None:
    """Destruction by law empties a version and leaves it standing."""
    add_family(operator)
    attack_past_the_triggers(operator, "DELETE FROM record_version WHERE kind = 'household'")
    with operator.read() as session:
        (fault,) = proof.versions(session.connection())
        line = session.execute(text("SELECT seq FROM audit_line WHERE kind = 'household'")).scalar_one()
    assert (fault.code, fault.values) == ("proof.version", {"line": line})


def test_a_record_changed_past_the_program_is_found(operator: Desk) -> None:
    """Neither chain nor kept versions see it: the live row alone was written to."""
    family = add_family(operator)
    add_family(operator)
    assert faults(operator) == []
    with operator.office.alone() as driver:
        driver.execute("UPDATE household SET address = 'Kp. Lain' WHERE id = ?", (family.bytes,))
    with operator.read() as session:
        (fault,) = proof.live_records(session.connection(), recorded_tables())
    assert (fault.code, fault.values) == ("proof.changed_past", {"table": "household", "count": 1})


def test_values_destroyed_by_law_are_no_fault(operator: Desk) -> None:
    family = add_family(operator)
    with operator.office.alone() as driver:
        driver.execute('UPDATE record_version SET salt = NULL, "values" = NULL WHERE record = ?', (str(family),))
    assert faults(operator) == []


def test_the_summary_holds_head_and_totals(operator: Desk) -> None:
    add_family(operator)
    with operator.read() as session:
        connection = session.connection()
        summary, head, totals = proof.summary(connection), proof.head(connection), proof.totals(connection)
    assert f'"head": [{head[0]}, "{head[1]}"]' in summary
    assert (totals["household"], totals["member"], totals["receipt"]) == (1, 1, 0)


def test_one_bit_in_any_page_is_found(operator: Desk, tmp_path: Path) -> None:
    """Number 8 of the faults to survive: a bit flipped in some pages, spread over the whole file."""
    add_family(operator)
    found, pages = flipped(operator, tmp_path / "copy.db", every=37)
    assert found == pages


def flipped(desk: Desk, copy: Path, *, every: int) -> tuple[int, int]:
    """Flip one bit in every so many pages of a copy, one page at a time. Answers how many were found, of how many."""
    with desk.office.alone() as driver:
        driver.execute("VACUUM INTO ?", (str(copy),))
    good, found, pages = copy.read_bytes(), 0, range(0, copy.stat().st_size // PAGE, every)
    for page in pages:
        data = bytearray(good)
        data[page * PAGE + (page * 1009) % PAGE] ^= 1 << (page % 8)
        copy.write_bytes(bytes(data))
        found += is_found(copy, desk.office.key)
    return found, len(pages)


PAGE = 4096


def is_found(copy: Path, key: bytes) -> bool:
    """Whether opening or the daily check sees the damage."""
    for beside in ("-wal", "-shm"):
        copy.with_name(copy.name + beside).unlink(missing_ok=True)
    try:
        driver = engine.connect(copy, key)
    except Refused as refused:
        return refused.code == "database.damaged"
    try:
        return bool(driver.execute("PRAGMA cipher_integrity_check").fetchall())
    finally:
        driver.close()
