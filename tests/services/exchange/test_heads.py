"""Logs held against each other: a cut, a rewrite and an old copy of a file show with the next package (items 9, 41)."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.exchange.manifest import Head, Standing
from desktop.models import AuditLine, ExchangeAlarm, PeerStream
from desktop.rules.terms import Role
from desktop.services import safety
from desktop.services.exchange import alarms, epochs, packing, receiving, settling_alarms
from desktop.services.money import proving
from desktop.store.canonical import LINE
from desktop.store.journal import LINE_FIELDS, START
from desktop.wording import load
from tests import families, offices
from tests.services.exchange.conftest import End, opened_at
from tests.services.exchange.forging import sealed
from tests.services.exchange.test_taking import records, refusal, rename, sound

SECOND = (Role.SUPERVISOR.value, offices.PASSWORD)


@contextmanager
def unguarded(end: End) -> Iterator[Any]:
    """The file in the hands of somebody who has its key and a tool: no trigger stops him, and he puts them back."""
    with end.desk.office.alone() as driver:
        guards = driver.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            driver.execute(f"DROP TRIGGER {name}")
        yield driver
        for _, sql in guards:
            driver.execute(sql)
        driver.commit()


def chained_anew(driver: Any, first: int) -> None:
    """Compute every hash again from a line on, as a rewriter does who wants the chain to hold."""
    fields = ", ".join(LINE_FIELDS)
    prev = driver.execute("SELECT hash FROM audit_line WHERE seq = ?", (first - 1,)).fetchone()
    prev = prev[0] if prev else START
    for row in driver.execute(f"SELECT {fields} FROM audit_line WHERE seq >= ? ORDER BY seq", (first,)).fetchall():
        digest = hashlib.sha256(prev + LINE.encode(row).encode()).digest()
        driver.execute("UPDATE audit_line SET prev = ?, hash = ? WHERE seq = ?", (prev, digest, row[0]))
        prev = digest


def edit_a_line(driver: Any) -> None:
    driver.execute("UPDATE audit_line SET actor = 'orang lain' WHERE seq = 5")


def cut_the_tail(driver: Any) -> None:
    """Take away the last lines, and what they say was done."""
    (last,) = driver.execute("SELECT max(seq) FROM audit_line").fetchone()
    driver.execute("DELETE FROM audit_line WHERE seq > ?", (last - 4,))


def rewrite(driver: Any) -> None:
    edit_a_line(driver)
    chained_anew(driver, 5)


def local(end: End) -> set[str]:
    return {fault.code for fault in safety.verify(end.desk, proving.prove).faults}


def test_item_41_an_edited_line_is_found_at_home(district: End, province: End) -> None:
    province.take(district.send(province))
    with unguarded(district) as driver:
        edit_a_line(driver)
    assert "proof.chain" in local(district)


@pytest.mark.parametrize(
    ("change", "worked", "code"),
    [
        (cut_the_tail, 0, "exchange.went_back"),
        (cut_the_tail, 8, "exchange.log_rewritten"),
        (rewrite, 0, "exchange.log_rewritten"),
        (rewrite, 8, "exchange.log_rewritten"),
    ],
)
def test_item_41_a_cut_and_a_rewrite_are_found_by_the_province(
    district: End, province: End, change: Callable[[Any], None], worked: int, code: str
) -> None:
    families.add(district.desk, 2)
    for _ in range(6):
        epoch_line(district)
    province.take(district.send(province))
    before = records(province, "36.01")
    with unguarded(district) as driver:
        change(driver)
    assert "proof.chain" not in local(district), "the chain itself holds"
    with unguarded(district) as driver:
        driver.execute("DELETE FROM audit_line WHERE seq > (SELECT max(seq) - 1 FROM audit_line)")  # the proof's own
    for _ in range(worked):
        epoch_line(district)
    rename(district, "SITI FATIMAH")
    package = district.send(province)
    with pytest.raises(Refused) as refused:
        province.take(package)
    assert refused.value.code == code
    assert records(province, "36.01") == before
    assert stopped(province) == code
    assert "36.01" in load(None, "en").sentence(code, refused.value.values)
    assert refusal(province, district.send(province)) == "exchange.stopped"


def epoch_line(end: End) -> None:
    """One line of the log about nothing in particular."""
    with end.desk.write("test.line") as unit:
        unit.journal.note(what="x")


def stopped(end: End) -> str | None:
    with end.desk.read() as session:
        (alarm,) = session.scalars(select(ExchangeAlarm)).all()
        (code,) = session.scalars(select(PeerStream.stopped_for)).all()
        assert alarm.code == code
        assert "stream.stop" in set(session.scalars(select(AuditLine.action)))
    return code


def test_item_41_what_was_not_acknowledged_is_held_against_too(district: End, province: End) -> None:
    """The district never hears from the province: it shows all heads it ever sent."""
    for name in ("SITI FATIMAH", "SITI ZULAIKHA", "SITI MARYAM"):
        families.add(district.desk, 1, start=len(name))
        rename(district, name)
        assert not province.take(district.send(province)).already
    assert sound(district, province)


@pytest.mark.parametrize("shown", [(), (Head(3, "cd" * 32),), (Head(40, "cd" * 32),)])
def test_item_41_a_package_that_does_not_show_the_known_line(
    district: End, province: End, tmp_path: Path, shown: tuple[Head, ...]
) -> None:
    province.take(sealed(district, province, [], tmp_path / "1.ejsika", range=(0, 5), log=Head(40, "ab" * 32)))
    told = Standing(marks=shown)
    package = sealed(
        district, province, [], tmp_path / "2.ejsika", number=2, range=(5, 9), log=Head(50, "ef" * 32), standing=told
    )
    assert refusal(province, package) == "exchange.log_rewritten"


@pytest.fixture
def old_copy(district: End, province: End, tmp_path: Path) -> Iterator[tuple[End, End]]:
    """The district as it was two packages ago, put back by hand and opened; with the province."""
    families.add(district.desk, 2)
    folder = district.desk.office.folder.path
    province.take(district.send(province))
    district.take(province.send(district))
    district.desk.office.close()
    shutil.copytree(folder, tmp_path / "old")
    with opened_at(folder) as today:
        for name in ("SITI FATIMAH", "SITI ZULAIKHA"):
            rename(today, name)
            province.take(today.send(province))
    with opened_at(tmp_path / "old") as old:
        yield old, province


def test_item_9_an_old_copy_is_reported_by_the_peer(old_copy: tuple[End, End]) -> None:
    old, province = old_copy
    rename(old, "SITI MARYAM")
    before = records(province, "36.01")
    assert refusal(province, old.send(province)) in {"exchange.went_back", "exchange.forked"}
    assert records(province, "36.01") == before
    assert stopped(province)


def test_item_9_an_old_copy_that_lost_its_outbox_goes_back(old_copy: tuple[End, End], tmp_path: Path) -> None:
    """Its next number was never seen at the province: the log alone tells."""
    old, province = old_copy
    package = sealed(old, province, [], tmp_path / "x.ejsika", number=9, range=(0, 900), log=Head(12, "ab" * 32))
    with pytest.raises(Refused) as refused:
        province.take(package)
    assert refused.value.code == "exchange.went_back"
    said = load(None, "en").sentence(refused.value.code, refused.value.values)
    assert "old copy" in said
    assert "new epoch" in said


def test_item_9_the_old_copy_itself_hears_of_it_and_sends_nothing(old_copy: tuple[End, End]) -> None:
    old, province = old_copy
    assert refusal(old, province.send(old)) == "exchange.own_went_back"
    with pytest.raises(Refused, match="own_stopped"):
        packing.make(old.desk, "36")
    (alarm,) = alarms.alarms(old.desk)
    assert (alarm.office, alarm.code, alarm.settled_at) == ("36", "exchange.own_went_back", None)
    administrator = offices.same_office_as(old.desk, Role.ADMINISTRATOR)
    epochs.begin(administrator, SECOND)
    assert packing.make(old.desk, "36").value.number == 1


def test_item_9_looking_alone_gives_the_alarm(old_copy: tuple[End, End]) -> None:
    old, province = old_copy
    rename(old, "SITI MARYAM")
    (outcome,) = receiving.take_all(province.desk, [old.send(province)]).value
    assert outcome.refused is not None
    assert outcome.refused.code in alarms.STOP
    assert stopped(province) == outcome.refused.code


def test_the_other_office_is_told_that_it_is_stopped(district: End, province: End, tmp_path: Path) -> None:
    province.take(sealed(district, province, [], tmp_path / "1.ejsika", range=(0, 1), log=Head(40, "ab" * 32)))
    forged = sealed(district, province, [], tmp_path / "2.ejsika", number=2, range=(1, 1), log=Head(39, "ab" * 32))
    assert refusal(province, forged) == "exchange.went_back"
    with province.desk.write("test.heads") as unit:
        row = unit.session.scalars(select(PeerStream)).one()
        row.log_seq = 0  # so that the district does not find the forged head first
    assert [one.code for one in district.take(province.send(district)).said] == ["exchange.we_are_stopped"]


def test_an_alarm_is_settled_by_two_people(district: End, province: End, tmp_path: Path) -> None:
    province.take(sealed(district, province, [], tmp_path / "1.ejsika", range=(0, 1), log=Head(40, "ab" * 32)))
    forged = sealed(district, province, [], tmp_path / "2.ejsika", number=2, range=(1, 1), log=Head(39, "ab" * 32))
    assert refusal(province, forged) == "exchange.went_back"
    (alarm,) = alarms.alarms(province.desk)
    administrator = offices.same_office_as(province.desk, Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="no_reason"):
        settling_alarms.settle(administrator, alarm.id, " ", SECOND)
    with pytest.raises(Refused, match="same_person"):
        settling_alarms.settle(administrator, alarm.id, "Salah pasang", (Role.ADMINISTRATOR.value, offices.PASSWORD))
    settling_alarms.settle(administrator, alarm.id, "Salah pasang", SECOND)
    (row,) = alarms.alarms(province.desk)
    assert (row.settled_by, row.settled_for) == ("Si Administrator", "Salah pasang")
    with pytest.raises(Refused, match="alarm_unknown"):
        settling_alarms.settle(administrator, alarm.id, "sekali lagi", SECOND)
    # What is still wrong stops it again, with an alarm of its own.
    assert refusal(province, forged) == "exchange.went_back"
    assert len(alarms.alarms(province.desk)) == 2


def test_a_late_package_that_another_one_named_is_no_alarm(district: End, province: End) -> None:
    families.add(district.desk, 1)
    first = district.send(province)
    rename(district, "SITI FATIMAH")
    province.take(district.send(province))
    assert province.take(first).already


def test_item_36_one_beside_the_package_that_the_next_one_names(district: End, province: End, tmp_path: Path) -> None:
    """Number 1 was lost; what comes under its number later is not the one that number 2 says came before it."""
    families.add(district.desk, 1)
    district.send(province)
    province.take(district.send(province))
    other = sealed(district, province, [], tmp_path / "x.ejsika", range=(0, 1), log=Head(3, "ab" * 32))
    assert refusal(province, other) == "exchange.forked"
