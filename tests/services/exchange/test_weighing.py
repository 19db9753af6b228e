"""What a package would change, told before anything is kept; and totals that have to be true."""

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.models import AuditLine
from desktop.rules.terms import PaymentState
from desktop.services.exchange import receiving
from desktop.services.exchange.outgoing import MONEY, RUPIAH
from desktop.services.exchange.weighing import Counts, State, compared
from desktop.services.money import settling
from tests import families
from tests.services.exchange.conftest import End
from tests.services.exchange.forging import rows_of, sealed, written
from tests.services.exchange.test_taking import refusal, rename
from tests.services.money import walk


@pytest.mark.parametrize(
    ("here", "came", "state"),
    [
        ({"36.01#1": 1}, {"36.01#1": 1}, State.KNOWN),
        ({"36.01#1": 2}, {"36.01#1": 1}, State.KNOWN),
        ({"36.01#1": 1}, {"36.01#1": 2}, State.NEWER),
        ({"36.01#1": 1}, {"36.01#1": 1, "36.01#2": 1}, State.NEWER),
        ({"36.01#1": 2}, {"36.01#1": 1, "36.01#2": 1}, State.APART),
        ({"36.01#1": 1}, {"36.01#2": 1}, State.APART),
        ({}, {"36.01#2": 1}, State.NEWER),
    ],
)
def test_where_a_version_stands(here: dict[str, int], came: dict[str, int], state: State) -> None:
    assert compared(json.dumps(here), json.dumps(came)) is state


def test_counts_leave_out_what_did_not_happen() -> None:
    counts = Counts()
    counts.add("member", [State.NEW, State.NEW, State.KNOWN])
    counts.add("member", [State.NEW])
    counts.add("visit", [])
    assert counts == Counts(new={"member": 3}, known={"member": 1})


def test_a_look_says_what_taking_in_will_do(district: End, province: End) -> None:
    families.add(district.desk, 3)
    first = district.send(province)
    before = lines_of_log(province)
    shown = receiving.look(province.desk, first)
    assert shown.counts is not None
    assert (shown.counts.new["household"], shown.counts.changed) == (3, {})
    assert lines_of_log(province) == before
    assert province.take(first).counts == shown.counts
    rename(district, "SITI FATIMAH")
    families.add(district.desk, 1, start=3)
    second = district.send(province)
    shown = receiving.look(province.desk, second)
    assert shown.counts is not None
    assert (shown.counts.new["household"], shown.counts.changed, shown.counts.known["household"]) == (
        1, {"member": 1}, 3,
    )  # fmt: skip
    assert province.take(second).counts == shown.counts
    again = receiving.look(province.desk, second).counts
    assert again is not None
    assert (again.new, again.changed, again.apart) == ({}, {}, {})


def lines_of_log(end: End) -> int:
    with end.desk.read() as session:
        return session.scalar(select(func.max(AuditLine.seq))) or 0


def test_the_totals_hold_the_rupiah_of_the_payments(district: End, province: End) -> None:
    walk.opened(district.desk, district.supervisor, 4)
    settling.settle_rest(district.desk, walk.FIRST, PaymentState.PAID, district.desk.today())
    package = district.send(province)
    amounts = [row["values"][MONEY["payment"]] for row in rows_of(package, district, province)
               if row["kind"] == "payment"]  # fmt: skip
    totals = receiving.look(province.desk, package).totals
    assert (len(amounts), totals["payment"], totals[RUPIAH]) == (4, 4, sum(amounts))
    assert totals[RUPIAH] > 0


@pytest.mark.parametrize("lie", [{"household": 1}, {"household": 3}, {"household": 2, "visit": 1}, {}])
def test_a_first_page_that_counts_wrong_is_not_believed(
    district: End, province: End, tmp_path: Path, lie: dict[str, int]
) -> None:
    families.add(district.desk, 2)
    package = district.send(province)
    true = receiving.look(province.desk, package).totals
    rows = [written(row) for row in rows_of(package, district, province)]
    told = {name: count for name, count in true.items() if name != "household"} | lie
    assert refusal(province, sealed(district, province, rows, tmp_path / "lie", totals=told)) == "exchange.totals_wrong"
    sealed(district, province, rows, tmp_path / "true", totals=true)
    assert receiving.look(province.desk, tmp_path / "true").records == len(rows)
