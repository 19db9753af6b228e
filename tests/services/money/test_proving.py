"""The proof finds each kind of damage to the money that somebody could do past the program."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from desktop.rules.terms import PaymentState
from desktop.services import approving, counting
from desktop.services.desk import Desk
from desktop.services.money import proving, receipts, settling
from desktop.wording.translator import sentences
from tests.services.money.walk import FIRST, OTHER, approved, drafted, faults, opened, other_programme


def meddle(desk: Desk, statement: str) -> None:
    """Change the file past the services, as a stranger with the key would."""
    with desk.write("test.meddle") as unit:
        unit.connection.execute(text(statement))


def test_a_sound_office_has_no_faults(operator: Desk, supervisor: Desk) -> None:
    assert faults(operator) == []
    opened(operator, supervisor, 4)
    receipts.void(supervisor, "KW-36.01-2019-000001", "salah")
    settling.settle_rest(operator, FIRST, PaymentState.PAID, operator.today())
    receipts.issue_anew(operator, "KW-36.01-2019-000001")
    approving.close(supervisor, FIRST)
    assert faults(operator) == []


FIRST_RECEIPT = "number = 1"
LAST_RECEIPT = "number = 4"


MEDDLING: tuple[tuple[str, set[str]], ...] = (
    ("UPDATE receipt SET number = 9 WHERE number = 4", {"money.fault_receipt_numbers"}),
    ("UPDATE receipt SET number = 9 WHERE number = 2", {"money.fault_receipt_numbers"}),
    ("DELETE FROM receipt WHERE number = 4", {"money.fault_receipt_numbers", "money.fault_receipts"}),
    ("DELETE FROM receipt", {"money.fault_receipt_numbers", "money.fault_receipts"}),
    ("UPDATE counter SET last = 3 WHERE series = 'receipt/2019'", {"money.fault_receipt_numbers"}),
    ("INSERT INTO counter (series, last) VALUES ('letter/2019', 2)", {"money.fault_letter_numbers"}),
    ("INSERT INTO counter (series, last) VALUES ('custody/2019', 1)", {"money.fault_handover_numbers"}),
    ("UPDATE receipt SET state = 'void' WHERE number = 1", {"money.fault_receipts"}),
    ("UPDATE payment SET state = 'withheld' WHERE id = (SELECT min(id) FROM payment)", {"money.fault_receipts"}),
    (
        "UPDATE payment SET amount = amount + 1 WHERE id = (SELECT min(id) FROM payment)",
        {"money.fault_balance", "money.fault_decree"},
    ),
    ("UPDATE decree SET rupiah = rupiah + 1", {"money.fault_decree"}),
    ("UPDATE pay_list SET approved_by = drafted_by", {"money.fault_same_person", "money.fault_steps"}),
    ("UPDATE pay_list SET approved_by = NULL", {"money.fault_same_person", "money.fault_steps"}),
    ("UPDATE pay_list SET decree_id = NULL", {"money.fault_no_decree"}),
    ("DELETE FROM pay_list_step WHERE state = 'approved'", {"money.fault_steps"}),
)


@pytest.mark.parametrize(("statement", "expected"), MEDDLING)
def test_each_meddling_is_found(operator: Desk, supervisor: Desk, statement: str, expected: set[str]) -> None:
    approved(operator, supervisor, 4)
    meddle(operator, statement)
    assert set(faults(operator)) == expected


def test_a_draft_may_still_differ_from_its_decree(operator: Desk) -> None:
    drafted(operator, 3)
    meddle(operator, "UPDATE decree SET rupiah = 1")
    assert faults(operator) == []


def test_every_fault_has_its_sentence(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 4)
    meddle(operator, "UPDATE decree SET rupiah = rupiah + 1")
    meddle(operator, "DELETE FROM receipt WHERE number = 4")
    known = sentences()
    with operator.read() as session:
        found = list(proving.prove(session))
    assert len(found) == 3
    for fault in found:
        assert known[fault.code].format(**fault.values)


class Counts:
    def __init__(self) -> None:
        self.steps = 0

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        self.steps += 1


def test_the_proof_says_how_far_it_is(operator: Desk) -> None:
    drafted(operator, 1)
    counts = Counts()
    prove: Callable[..., object] = proving.prove
    with operator.read() as session:
        assert list(prove(session, counts)) == []  # type: ignore[call-overload]
    assert counts.steps == 1


def listed_twice(desk: Desk) -> None:
    """What the table forbids, in a file somebody made with another tool: its rows copied into a table without rules."""
    with desk.office.alone() as driver:
        driver.execute("PRAGMA foreign_keys = OFF")
        driver.execute("PRAGMA legacy_alter_table = ON")
        driver.execute("ALTER TABLE payment RENAME TO payment_before")
        driver.execute("CREATE TABLE payment AS SELECT * FROM payment_before")
        driver.execute("UPDATE payment SET id = randomblob(16) WHERE id <> (SELECT min(id) FROM payment)")
        driver.execute("UPDATE payment SET enrolment_id = (SELECT min(enrolment_id) FROM payment)")


def test_a_family_listed_twice_is_found(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 3)
    listed_twice(operator)
    assert "money.fault_twice" in faults(operator)


def test_each_fault_names_its_tranche_or_year(operator: Desk, supervisor: Desk) -> None:
    other_programme(operator)
    approved(operator, supervisor, 2)
    approved(operator, supervisor, 2, OTHER)
    meddle(operator, f"UPDATE decree SET households = 7 WHERE programme = '{OTHER.programme}'")
    meddle(operator, "UPDATE receipt SET number = 9 WHERE number = 4")
    with operator.read() as session:
        found = {fault.code: fault.values for fault in proving.prove(session)}
    assert found["money.fault_decree"] == {"tranche": "jscm:2019/1", "families": 5, "rupiah": "Rp0"}
    assert found["money.fault_receipt_numbers"] == {"year": 2019, "count": 4, "first": 1, "last": 9, "given": 4}


def test_every_kind_of_fault_has_its_meddling() -> None:
    """A fault that nothing provokes proves nothing; some are provoked where the thing itself is tested."""
    meddled = {code for _, expected in MEDDLING for code in expected}
    known = {code for code in sentences() if code.startswith("money.fault_")}
    elsewhere = {"money.fault_twice", "money.fault_parts", "money.fault_two_lists", "money.fault_handover_acts"}
    elsewhere |= {"money.fault_signed", "money.fault_paid_twice", "money.fault_paid_unpaid"}
    assert meddled | elsewhere == known


def test_numbers_given_out_and_never_used_are_a_gap(operator: Desk, supervisor: Desk) -> None:
    """Taken by a transaction that was kept though it issued nothing: no service does it, a file may show it."""
    approved(operator, supervisor, 2)
    with operator.write("test.take") as unit:
        counting.take(unit, counting.receipt_series(2019), 1)
        counting.take(unit, counting.receipt_series(2020), 2)
    with operator.read() as session:
        found = [(fault.code, str(fault.values["year"]), fault.values["given"]) for fault in proving.prove(session)]
    assert found == [
        ("money.fault_receipt_numbers", "2019", 3),
        ("money.fault_receipt_numbers", "2020", 2),
    ]
