"""Differences as they arise after a restore: what was lost with the old file comes home beside what was done since."""

import json
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.models import Member, Office, ReceivedPackage, RecordConflict
from desktop.rules.ids import new_id
from desktop.services.exchange import apart
from desktop.store import foreign
from desktop.store.canonical import canonical
from desktop.store.unit import Unit
from tests import families
from tests.services.exchange.conftest import End


def came(unit: Unit, end: End, sender: str = "36", number: int = 4) -> ReceivedPackage:
    """The row of a package that was taken in."""
    now = end.desk.now()
    row = ReceivedPackage(
        sender=sender, stream=f"{sender}#1", number=number, kind="catch-up", after=0, upto=9, period="2019/1",
        digest=new_id().hex, name="paket.ejsika", records=1, totals="{}", log_seq=1, log_hash="ab" * 32,
        made_at=now, state="taken", by=end.desk.person.id, at=now,
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    return row


def restored(end: End) -> UUID:
    """An office whose backup was put back, with a mother who was renamed since; answers who she is."""
    families.add(end.desk, 1)
    with end.desk.write("test.epoch") as unit:
        unit.session.get_one(Office, 1).epoch = 2
    end.desk.office.identify()
    with end.desk.write("family.save") as unit:
        mother = unit.session.scalars(select(Member).order_by(Member.position)).first()
        assert mother is not None
        mother.name = "SITI ZULAIKHA"
    return mother.id


def comes_home(
    end: End, kind: str, record: UUID, said: dict[str, Any], *, count: int = 5, stream: str = "36.01#1"
) -> bool:
    """Take in what another office still had of a record: as it is here, but for what is said."""
    with end.desk.write("package.take") as unit:
        ours = foreign.newest_values(unit, kind, str(record))
        theirs = canonical(json.loads(ours) | said)
        version = json.dumps({stream: count})
        return apart.keep(unit, came(unit, end, number=count), kind, str(record), ours, theirs, version)


def difference(end: End, **said: Any) -> UUID:
    """A difference about a mother's record that waits for a person."""
    comes_home(end, "member", restored(end), said or {"name": "SITI FATIMAH", "occupation": "PEDAGANG"})
    with end.desk.read() as session:
        return session.scalars(select(RecordConflict.id).where(RecordConflict.decided.is_(None))).one()
