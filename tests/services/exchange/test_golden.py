"""Item 40: packages of every format ever sent come in today with the results they always had."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from desktop import paths
from desktop.exchange.manifest import FORMAT_MAJOR, FORMAT_MINOR
from desktop.exchange.opening import open_package
from desktop.models import Household, Member, Office, OfficeKey, Payment, TrustedCard, User
from desktop.services import programmes, safety
from desktop.services.demo import money
from desktop.services.exchange.kinds import kinds
from desktop.services.money import proving
from tests.exchange.golden_packages import Golden, every
from tests.offices import Template
from tests.services.exchange.conftest import End, opened_at

WHEN = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(params=every(), ids=lambda one: one.folder.name)
def golden(request: pytest.FixtureRequest) -> Golden:
    return request.param


@pytest.fixture
def receiver(golden: Golden, province_template: Template, tmp_path):
    """The practice office the package is for, with the keys it is sealed for and the sender's card."""
    with opened_at(province_template.copy(tmp_path / "province")) as end:
        with end.desk.write("test.keys") as unit:
            keys, card, by = golden.receiver, golden.sender.card, end.desk.person.id
            unit.session.get_one(Office, 1).practice = True
            programmes.store(unit, money.year_before(paths.resources()), "36")
            unit.session.add(OfficeKey(epoch=keys.epoch, on=keys.on, signing=keys.signing, sealing=keys.sealing,
                                       made_by=by, made_at=WHEN))  # fmt: skip
            unit.session.add(TrustedCard(office=card.office, epoch=card.epoch, card=card.text, proposed_by=by,
                                         proposed_at=WHEN, confirmed_by=by, confirmed_at=WHEN))  # fmt: skip
        yield end


def rows_of(golden: Golden) -> list[dict[str, Any]]:
    opened = open_package(golden.package.read_bytes(), golden.receiver, [golden.sender.card])
    return [json.loads(line) for lines in opened.lines() for line in lines]


def test_item_40_it_comes_in_with_the_result_it_always_had(golden: Golden, receiver: End) -> None:
    expected = golden.expected
    taken = receiver.take(golden.package)
    assert (taken.sender, taken.number, taken.already) == ("36.01", 1, False)
    assert {**taken.counts.new, **taken.counts.known} == expected["records"]
    assert (taken.counts.changed, taken.counts.apart) == ({}, {})
    with receiver.desk.read() as session:
        caretakers = session.scalars(select(Member.name).join(Household, Household.caretaker_id == Member.id)).all()
        paid = session.scalar(select(func.sum(Payment.amount)).where(Payment.state == "paid"))
        listed = session.scalar(select(func.sum(Payment.amount)))
        people = session.scalars(select(User.name).where(User.office == "36.01")).all()
    assert sorted(caretakers) == expected["caretakers"]
    assert (paid, listed) == (expected["paid"], expected["listed"])
    assert sorted(people) == [f"{name}@36.01" for name in expected["people"]]
    assert safety.verify(receiver.desk, proving.prove).faults == ()
    assert receiver.take(golden.package).already


def test_item_40_every_value_stands_as_it_was_sent(golden: Golden, receiver: End) -> None:
    """What the format had then; columns that came later are another matter."""
    receiver.take(golden.package)
    sent = [row for row in rows_of(golden) if row["kind"] not in ("person", "programme_year", "tranche")]
    with receiver.desk.read() as session:
        for row in sent:
            table = kinds()[row["kind"]].table
            (live,) = session.execute(select(table).where(table.c.id == UUID(row["values"]["id"])))
            live_values = {name: plain(live._mapping[name]) for name in row["values"]}
            assert live_values == row["values"], row["kind"]


def plain(value: Any) -> Any:
    """A column's value as JSON has it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def test_item_40_there_is_one_of_todays_format() -> None:
    assert any(one.folder.name.startswith(f"format-{FORMAT_MAJOR}.{FORMAT_MINOR}-") for one in every())


def test_item_40_a_stranger_reads_it_with_its_key(golden: Golden, checkout: Path, tmp_path: Path) -> None:
    """As docs/package-format.md offers it: the package to try a reader on."""
    key = tmp_path / "key.txt"
    key.write_text(golden.receiver.sealing)
    script = checkout / "docs" / "package-format" / "verify.py"
    words = [sys.executable, str(script), str(golden.package), "--key", str(key), "--card", golden.sender.card.text]
    done = subprocess.run([*words, "--json"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["sha256"] == golden.expected["sha256"]
    assert {**golden.expected["records"], "rupiah": golden.expected["listed"]} == said["totals"]
    assert said["people"] == len(golden.expected["people"])
