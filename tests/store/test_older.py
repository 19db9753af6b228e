"""An office of the fourth program, with its own journal, becomes one of today, and its proof holds."""

import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, select, text

from desktop.models import AuditCheck, Base, Counter, Custody, Enrolment, TreasuryReturn
from desktop.rules.ids import new_id
from desktop.rules.terms import Role
from desktop.services import safety
from desktop.services.desk import Desk
from desktop.services.money import proving
from desktop.services.payers import custody
from desktop.store import engine, migrate
from desktop.store.keys import new_key
from desktop.store.migrate import Steps
from desktop.store.older import ADDED, as_today, handed_over
from tests import offices
from tests.services.money import walk
from tests.store.test_journal import attack_past_the_triggers

CHANGED = ("custody", "treasury_return", "audit_check", "audit_finding", "finding_explanation")
COME_LATER = (
    "record_conflict", "catch_up", "exchange_alarm", "office_directory", "received_package", "sent_package",
    "trusted_card", "peer_stream", "office_key",
)  # fmt: skip
NOTES = ("No. 1/2026 · di balai desa", "No. 2/2026", "No. 2/2026", "No. 3/2026 · No. 9/2020 · kartu lama")


def schema_of_0004(folder: Path) -> dict[str, list[str]]:
    """How the fourth program made the tables that changed since: the table first, then its indexes."""
    path, key = folder / "of-0004.db", new_key()
    engine.connect(path, key, create=True).close()
    old = engine.make_engine(path, key, writer=True)
    migrate.upgrade(old, Steps(migrate.PACKAGED.location, migrate.KNOWN[: migrate.KNOWN.index("0004") + 1]))
    with old.connect() as connection:
        made = connection.execute(text("SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"))
        found = {name: [row.sql for row in rows] for name, rows in grouped(made.all()).items() if name in CHANGED}
    old.dispose()
    return found


def grouped(rows: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.tbl_name, []).append(row)
    return found


def taken_back_to_0004(desk: Desk, folder: Path) -> None:
    """Give a new office the tables of the fourth program; they are still empty."""
    schema = schema_of_0004(folder)
    with desk.office.alone() as driver:
        for table in reversed(CHANGED):
            driver.execute(f"DROP TABLE {table}")
        for statements in schema.values():
            for statement in statements:
                driver.execute(statement)
        driver.execute("UPDATE alembic_version SET version_num = '0004'")


def step(desk: Desk, enrolment: UUID, note: str) -> dict[str, Any]:
    """A hand-over as the fourth program wrote it."""
    return {
        "id": new_id(), "enrolment_id": enrolment, "what": "card", "holder": "facilitator", "name": "Dewi Lestari",
        "on": date(2026, 4, 1), "note": note, "by": desk.person.id, "at": desk.now(),
    }  # fmt: skip


def of_0004(model: type[Base]) -> type[Base]:
    """A table as the fourth program knew it."""
    table = model.__table__
    assert isinstance(table, Table)
    columns = [column for column in table.columns if column.name not in ADDED[table.name]]
    older = Table(table.name, MetaData(), *(Column(one.name, one.type, primary_key=one.primary_key) for one in columns))
    return cast("type[Base]", SimpleNamespace(__table__=older))


def worked_in(desk: Desk) -> None:
    """Hand-overs under three numbers, a return and a run of the tests, all in the journal."""
    with desk.read() as session:
        enrolments = session.scalars(select(Enrolment.id).order_by(Enrolment.card_number)).all()
    pay_list = walk.pay_list(desk).id
    with desk.write("custody.hand_over") as unit:
        unit.session.add(Counter(series="custody/2026", last=3))
        rows = zip(enrolments, NOTES, strict=True)
        unit.journal.insert_many(of_0004(Custody), [step(desk, enrolment, note) for enrolment, note in rows])
        unit.journal.insert_many(of_0004(TreasuryReturn), [
            {"id": new_id(), "pay_list_id": pay_list, "sts_number": "STS-1", "on": date(2026, 4, 2), "families": 0,
             "rupiah": 0, "proof_name": "", "proof_digest": "", "made_by": desk.person.id, "made_at": desk.now(),
             "confirmed_by": None, "confirmed_at": None},
        ])  # fmt: skip
        unit.journal.insert_many(of_0004(AuditCheck), [
            {"id": new_id(), "pay_list_id": None, "why": "asked", "counts": "{}", "by": desk.person.id,
             "at": desk.now()},
        ])  # fmt: skip


def without_what_came_later(desk: Desk) -> None:
    """Take away what later programs added beside, which this one needed to work."""
    with desk.office.alone() as driver:
        for table in COME_LATER:
            driver.execute(f"DROP TABLE {table}")
        driver.execute("ALTER TABLE app_user DROP COLUMN office")


@pytest.fixture(scope="module")
def older(office_template: offices.Template, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real office in which the fourth program worked; never opened, only copied."""
    place = tmp_path_factory.mktemp("older")
    desk = offices.sign_in(office_template.copy(place / "office"), Role.OPERATOR)
    taken_back_to_0004(desk, place)
    walk.drafted(desk, len(NOTES))
    worked_in(desk)
    without_what_came_later(desk)
    desk.close()
    return place / "office"


@pytest.fixture
def upgraded(older: Path, tmp_path: Path) -> Iterator[Desk]:
    """Opened by this program."""
    desk = offices.sign_in(Path(shutil.copytree(older, tmp_path / "office")), Role.OPERATOR)
    yield desk
    desk.close()


def wrong(desk: Desk) -> list[tuple[str, Mapping[str, object]]]:
    return [(fault.code, fault.values) for fault in safety.verify(desk, proving.prove).faults]


def test_numbers_move_out_of_the_notes_and_the_proof_holds(upgraded: Desk) -> None:
    assert wrong(upgraded) == []
    rows = {(row.receipt, row.note) for row in custody.register(upgraded).rows}
    assert rows == {("1/2026", "di balai desa"), ("2/2026", ""), ("3/2026", "No. 9/2020 · kartu lama")}
    assert len(custody.of_receipt(upgraded, "2/2026")) == 2
    with upgraded.read() as session:
        kept = session.scalars(text("SELECT \"values\" FROM record_version WHERE kind = 'custody'")).all()
    assert sorted(json.loads(one)["note"] for one in kept) == sorted(NOTES), "what was journalled stays as it was"


def test_the_next_number_follows_those_of_the_older_program(upgraded: Desk) -> None:
    with upgraded.read() as session:
        (one, *_) = session.scalars(select(Enrolment.id)).all()
    act = custody.HandOver([one], custody.Thing.CARD, custody.Holder.FAMILY, date(2026, 5, 1))
    assert custody.hand_over(upgraded, act).value.number == "4/2026"
    assert wrong(upgraded) == []


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("UPDATE custody SET receipt_number = 4 WHERE receipt_number = 3", "custody"),
        ("UPDATE custody SET note = 'lain' WHERE receipt_number = 1", "custody"),
        ("UPDATE custody SET receipt_number = NULL, receipt_year = NULL WHERE receipt_number = 3", "custody"),
        ("UPDATE treasury_return SET account = '1.1.1'", "treasury_return"),
        ("UPDATE treasury_return SET declined_for = 'palsu'", "treasury_return"),
        ("UPDATE audit_check SET year = 2026", "audit_check"),
    ],
)
def test_what_no_migration_wrote_is_a_change(upgraded: Desk, statement: str, table: str) -> None:
    attack_past_the_triggers(upgraded, statement)
    found = [values["table"] for code, values in wrong(upgraded) if code == "proof.changed_past"]
    assert found == [table]


@settings(max_examples=40)
@given(number=st.integers(1, 10**9), year=st.integers(1000, 9999), note=st.text(max_size=150))
def test_a_note_is_taken_apart_as_it_was_put_together(number: int, year: int, note: str) -> None:
    """As the fourth program wrote it: the number, and behind it the note, where there was one."""
    written = f"No. {number}/{year}" + (f" · {note}" if note else "")
    assert handed_over(written) == {"receipt_number": number, "receipt_year": year, "note": note}


@pytest.mark.parametrize("note", ["", "hilang di pasar", "No. 12", "no. 12/2026", "No. 12/2026 ", "Kartu No. 12/2026"])
def test_a_note_without_a_number_is_all_note(note: str) -> None:
    assert handed_over(note) == {}


def test_a_note_of_today_is_no_number_whatever_it_says() -> None:
    kept = {"note": "No. 12/2026 · x", "receipt_year": 2026, "receipt_number": 1}
    assert as_today("custody", json.dumps(kept)) == kept


def test_what_an_older_record_lacks_is_what_the_migrations_put_there() -> None:
    for table, added in ADDED.items():
        if table != "custody":
            assert as_today(table, "{}") == dict(added)
            assert as_today(table, json.dumps(dict.fromkeys(added, 7))) == dict.fromkeys(added, 7)
