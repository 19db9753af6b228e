"""The proof of the file itself: pages, structure, the chain of the log, the values behind it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Row, Table, func, select, text

from desktop.models import Base, RecordVersion
from desktop.progress import SILENT, Progress
from desktop.store.canonical import canonical_rows
from desktop.store.guards import wrong_guards
from desktop.store.journal import LINE_FIELDS, NOT_VALUES, START, line_hash, record_names, value_hash
from desktop.store.older import ADDED, as_today
from desktop.wording import N_

STEP = 5_000
AT_ONCE = 500  # names in one question


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the file that cannot be as it is. `code` has its sentence in `desktop.wording.proof`."""

    code: str
    values: dict[str, object]


def database(connection: Connection) -> Iterator[Fault]:
    """Check every page against its seal, the structure, and the references between tables."""
    _look_again(connection)
    for pragma, code in (("cipher_integrity_check", "proof.cipher"), ("integrity_check", "proof.structure")):
        rows = [row[0] for row in connection.execute(text(f"PRAGMA {pragma}"))]
        if rows not in ([], ["ok"]):
            yield Fault(code, {"count": len(rows)})
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    if broken:
        yield Fault("proof.references", {"count": len(broken), "table": broken[0][0]})


def _look_again(connection: Connection) -> None:
    """Let the full-text tables forget what they remember of a state before other connections wrote.

    A query makes them look; the check of the structure alone does not, and then calls a sound index corrupt.
    """
    for table in ("search_text", "search_word"):
        connection.execute(text(f"SELECT count(*) FROM {table} WHERE {table} MATCH '\"ejsika\"'")).scalar_one()  # noqa: S608


def chain(connection: Connection, progress: Progress = SILENT) -> Iterator[Fault]:
    """Compute the chain of the log again from its first line."""
    prev = START
    total = connection.execute(text("SELECT count(*) FROM audit_line")).scalar_one()
    fields = ", ".join(LINE_FIELDS)
    rows = connection.execute(text(f"SELECT {fields}, prev, hash FROM audit_line ORDER BY seq"))  # noqa: S608
    for seq, row in enumerate(rows, 1):
        if row.seq != seq or row.prev != prev or row.hash != line_hash(row.prev, tuple(row[: len(LINE_FIELDS)])):
            yield Fault("proof.chain", {"line": row.seq})
            return
        prev = row.hash
        if seq % STEP == 0:
            progress.step(seq, total, N_("Checking the log"))


def guards(connection: Connection) -> Iterator[Fault]:
    """See that the log is still guarded: who dropped a guard could cut or rewrite what no chain shows any more."""
    if wrong := wrong_guards(connection):
        yield Fault("proof.guards", {"count": len(wrong), "name": wrong[0]})


def versions(connection: Connection, progress: Progress = SILENT) -> Iterator[Fault]:
    """Compare each record version with the hash its log line holds; neither may be there without the other."""
    unlogged = connection.execute(
        text(
            "SELECT count(*) AS many, min(r.kind) AS kind FROM record_version r WHERE NOT EXISTS (SELECT 1 FROM"
            " audit_line a WHERE a.kind = r.kind AND a.record = r.record AND a.version = r.version"
            " AND a.value_hash IS NOT NULL)"
        )
    ).one()
    if unlogged.many:
        yield Fault("proof.unlogged", {"count": unlogged.many, "table": unlogged.kind})
    rows = connection.execute(
        text(
            'SELECT a.seq, a.value_hash, r.kind, r.salt, r."values" AS kept FROM audit_line a'
            " LEFT JOIN record_version r ON r.kind = a.kind AND r.record = a.record AND r.version = a.version"
            " WHERE a.value_hash IS NOT NULL ORDER BY a.seq"
        )
    )
    for done, row in enumerate(rows):
        if done % STEP == 0:
            progress.step(done, None, N_("Checking the kept versions"))
        if not _holds(row):
            yield Fault("proof.version", {"line": row.seq})
            return


def live_records(connection: Connection, tables: list[str], progress: Progress = SILENT) -> Iterator[Fault]:
    """Compare the live records with the newest versions the journal kept: nothing came, went or changed past it."""
    for name in tables:
        table = Base.metadata.tables[name]
        live = connection.execute(select(func.count()).select_from(table)).scalar_one()
        kept = connection.execute(
            text("SELECT count(*) FROM record_version WHERE kind = :kind AND version = 1"), {"kind": name}
        ).scalar_one()
        if live != kept:
            yield Fault("proof.unjournalled", {"table": name, "live": live, "kept": kept})
        changed = sum(1 for _ in _changed(connection, table, progress))
        if changed:
            yield Fault("proof.changed_past", {"table": name, "count": changed})


def _changed(connection: Connection, table: Table, progress: Progress) -> Iterator[str]:
    """Names of the live records that are not as their newest version says."""
    newest = select(RecordVersion.record, RecordVersion.values).where(
        RecordVersion.kind == table.name, RecordVersion.valid_to.is_(None)
    )
    rows = connection.execution_options(yield_per=STEP).execute(select(table))
    for part in rows.partitions():
        columns = {column.key: [row[at] for row in part] for at, column in enumerate(table.columns)}
        names, values = record_names(table, columns), canonical_rows(columns, NOT_VALUES)
        kept: dict[str, str | None] = {}
        for start in range(0, len(names), AT_ONCE):
            some = newest.where(RecordVersion.record.in_(names[start : start + AT_ONCE]))
            kept.update((row.record, row.values) for row in connection.execute(some))
        progress.step(0, None, N_("Comparing the records with the log"))
        for name, value in zip(names, values, strict=True):
            # Emptied values were destroyed by law, and say nothing any more.
            if (then := kept.get(name, "")) not in (value, None) and not _as_before(table.name, then, value):
                yield name


def _as_before(table: str, kept: str | None, live: str) -> bool:
    """Whether a record of an older program differs only by what a migration made of it."""
    return bool(table in ADDED and kept and as_today(table, kept) == json.loads(live))


def _holds(row: Row[tuple[int, bytes, str | None, bytes | None, str | None]]) -> bool:
    if row.kind is None:
        return False  # the line stands, its version is gone altogether
    if row.salt is None and row.kept is None:
        return True  # emptied by lawful destruction: the line stays, the values are gone
    if row.salt is None or row.kept is None:
        return False
    return bool(value_hash(row.salt, row.kept) == row.value_hash)


def head(connection: Connection) -> tuple[int, str]:
    """Number and hash of the last line of the log."""
    row = connection.execute(text("SELECT seq, hash FROM audit_line ORDER BY seq DESC LIMIT 1")).first()
    return (row.seq, row.hash.hex()) if row else (0, START.hex())


def totals(connection: Connection) -> dict[str, int]:
    """Counts by which two copies of an office are compared."""
    names = ("household", "member", "enrolment", "payment", "receipt", "letter", "visit", "audit_line")
    return {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in names}  # noqa: S608


def summary(connection: Connection) -> str:
    """Totals and head as one line of JSON, for a backup's manifest."""
    seq, digest = head(connection)
    return json.dumps({"head": [seq, digest], "totals": totals(connection)}, sort_keys=True)
