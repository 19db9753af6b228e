"""Whatever happens in the middle of an import, all of it is kept or nothing, and repeating adds nothing."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from desktop.errors import Cancelled, Refused
from desktop.models import AuditLine, Enrolment, Household, ImportBatch, Member, RecordVersion
from desktop.services.desk import Desk
from desktop.services.families import finding
from desktop.services.importing import accepting, previewing
from desktop.services.importing.answers import Totals
from desktop.store import proof
from tests.services.importing.registers import FAMILY, HEAD, KK, opensid, other_family

VILLAGE = "36.01.01.2001"
KEPT = (Household, Member, Enrolment, ImportBatch, RecordVersion)


class Stops:
    """Progress of a person who stops at the given step."""

    def __init__(self, at: int | None = None) -> None:
        self._at = at
        self.steps = 0

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        self.steps += 1
        if self.steps == self._at:
            raise Cancelled


def kept(desk: Desk) -> list[int]:
    with desk.read() as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in KEPT]


def many(families: int) -> list[dict[str, Any]]:
    return [row for number in range(families) for row in other_family(number)]


def test_stopping_at_any_step_keeps_nothing(operator: Desk, tmp_path: Path) -> None:
    # More families than are written at once, so that some are in the transaction when it is cut off.
    path = opensid(tmp_path / "a.xlsx", *many(1100))
    shown = previewing.preview(operator, path, village=VILLAGE)
    before = kept(operator)
    steps = 6
    for at in range(1, steps + 1):
        with pytest.raises(Cancelled):
            accepting.accept(operator, shown, progress=Stops(at))
        assert kept(operator) == before
    assert finding.total(operator) == 0
    whole = Stops()
    assert accepting.accept(operator, shown, progress=whole).value.after == Totals(1100, 2200)
    assert whole.steps >= steps
    assert finding.total(operator) == 1100


def test_stopping_while_checking_keeps_nothing(operator: Desk, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx", *many(30))
    before = kept(operator)
    watching = Stops()
    previewing.preview(operator, path, village=VILLAGE, progress=watching)
    for at in range(1, watching.steps + 1):
        with pytest.raises(Cancelled):
            previewing.preview(operator, path, village=VILLAGE, progress=Stops(at))
    assert kept(operator) == before


def test_a_preview_made_old_is_refused_and_a_harmless_change_is_not(operator: Desk, tmp_path: Path) -> None:
    shown = previewing.preview(operator, opensid(tmp_path / "a.xlsx"), village=VILLAGE)
    other = previewing.preview(operator, opensid(tmp_path / "b.xlsx", *other_family(1)), village=VILLAGE)
    accepting.accept(operator, other)
    with pytest.raises(Refused) as refused:
        accepting.accept(operator, shown)
    assert refused.value.code == "import.office_changed"
    again = previewing.preview(operator, tmp_path / "a.xlsx", village=VILLAGE)
    with operator.write("test") as unit:
        household = unit.session.scalars(select(Household)).one()
        household.phone = "0812"
    assert accepting.accept(operator, again).value.after == Totals(2, 5)


def test_one_preview_is_accepted_once(operator: Desk, tmp_path: Path) -> None:
    shown = previewing.preview(operator, opensid(tmp_path / "a.xlsx"), village=VILLAGE)
    accepting.accept(operator, shown)
    with pytest.raises(Refused):
        accepting.accept(operator, shown)
    assert kept(operator)[:2] == [1, 3]


def test_an_unknown_programme_keeps_nothing(operator: Desk, tmp_path: Path) -> None:
    shown = previewing.preview(operator, opensid(tmp_path / "a.xlsx"), village=VILLAGE)
    with pytest.raises(Refused) as refused:
        accepting.accept(operator, shown, programme="pkh")
    assert refused.value.code == "programme.none"
    assert kept(operator)[0] == 0


def test_the_chain_of_the_log_holds_after_an_import(operator: Desk, tmp_path: Path) -> None:
    for name, rows in (("a.xlsx", FAMILY), ("b.xlsx", [{**row, "alamat": "Kp. Baru"} for row in FAMILY])):
        accepting.accept(operator, previewing.preview(operator, opensid(tmp_path / name, *rows), village=VILLAGE))
    with operator.read() as session:
        connection = session.connection()
        assert [*proof.chain(connection), *proof.versions(connection)] == []
        lines = session.scalars(select(AuditLine.action).where(AuditLine.kind == "member")).all()
        closed = session.scalars(select(RecordVersion).where(RecordVersion.valid_to.is_not(None))).all()
    assert lines == ["import.accept"] * 3
    assert [(version.kind, version.version) for version in closed] == [("household", 1)]


def test_every_check_leaves_a_line_since_it_shows_what_the_office_has(operator: Desk, tmp_path: Path) -> None:
    shown = previewing.preview(operator, opensid(tmp_path / "a.xlsx"), village=VILLAGE)
    with operator.read() as session:
        (line,) = session.scalars(select(AuditLine).where(AuditLine.action == "import.preview")).all()
    assert shown.file.sha256 in (line.detail or "")
    assert "SARIP" not in (line.detail or "")


cell = st.sampled_from(["", "-", "NULL", "SITI", "SARIP", "Ahmad", "H. AHMAD"])
nik = st.sampled_from(["", "-", "3601121203800001", "3601125708850001", "123", "0000000000000000", 3601121203800001])
person = st.fixed_dictionaries(
    {
        "nama": cell,
        "nik": nik,
        "no_kk": st.sampled_from([KK, "3601120101190002", "3601120101190003", ""]),
        "tanggallahir": st.sampled_from(["", "1980-03-12", "17/08/1985", "31/02/1999", "00/00/0000"]),
        "kk_level": st.sampled_from([1, 3, 4, "", 99]),
        "sex": st.sampled_from([1, 2, "", "x"]),
        "alamat": st.sampled_from(["", "Kp. Cikole", "Kp. Baru"]),
    }
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rows=st.lists(person, min_size=1, max_size=8), shuffled=st.randoms(use_true_random=False))
def test_any_file_repeated_leaves_the_totals_as_they_are(
    operator: Desk, tmp_path: Path, rows: list[dict[str, Any]], shuffled: random.Random
) -> None:
    # The office fills up from example to example, which makes matches of every kind.
    path = opensid(tmp_path / f"{shuffled.random()}.xlsx", HEAD, *rows)
    first = previewing.preview(operator, path, village=VILLAGE)
    after = accepting.accept(operator, first).value.after
    assert after == first.after
    again = previewing.preview(operator, path, village=VILLAGE)
    assert (again.before, again.after) == (after, after)
    assert again.counts.households_new == again.counts.members_new == 0
    assert again.counts.rows == len(first.rows)
