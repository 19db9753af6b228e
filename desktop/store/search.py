"""Full-text search and the family list derived for it; the one file that knows SQLite's FTS5.

Two indexes over one row per family: `search_text` finds any three letters or digits inside a word (trigram),
`search_word` finds beginnings of words and serves words of one or two letters. Whole numbers (NIK, No KK, card,
id of a source) are looked up in the plain indexes of their own columns.
"""

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, text

from desktop.progress import SILENT, Progress
from desktop.wording import N_

NUMBER = re.compile(r"[0-9 .]{16,24}")
WORD = re.compile(r"[^\W_]+")  # as the tokenizer of `search_word` parts words
TRIGRAM = 3
COUNT_CAP = 10_000
CHUNK = 20_000

COLUMNS = (
    "f.doc, f.household_id, f.caretaker_name, f.caretaker_nik, f.card_number, f.village_code, f.village_name,"
    " f.district_code, f.district_name, f.members, f.status"
)
# A family of several programmes shows the one it joined last.
LAST_ENROLMENT = "(SELECT e.{} FROM enrolment e WHERE e.household_id = h.id ORDER BY e.since DESC, e.id DESC LIMIT 1)"

# A family that left the register is in no list, yet whoever types its name or number finds it.
CLOSED = "closed"
LEFT = "EXISTS (SELECT 1 FROM family_closure c WHERE c.household_id = h.id AND c.reopened_on IS NULL)"
STATUS = f"CASE WHEN {LEFT} THEN '{CLOSED}' ELSE coalesce({LAST_ENROLMENT.format('status')}, 'registered') END"

ROWS = f"""
INSERT INTO family_row (household_id, caretaker_name, caretaker_nik, card_number, village_code, village_name,
    district_code, district_name, members, status)
SELECT h.id, coalesce(c.name, ''), c.nik, {LAST_ENROLMENT.format("card_number")}, h.village_code,
    coalesce(v.name, h.area_as_written), d.code, coalesce(d.name, ''),
    (SELECT count(*) FROM member m WHERE m.household_id = h.id AND m.presence = 'living_here'), {STATUS}
FROM touched t CROSS JOIN household h ON h.id = t.id
LEFT JOIN member c ON c.id = h.caretaker_id
LEFT JOIN area v ON v.code = h.village_code
LEFT JOIN area d ON d.code = v.parent_code
WHERE true
ON CONFLICT (household_id) DO UPDATE SET
    caretaker_name = excluded.caretaker_name, caretaker_nik = excluded.caretaker_nik,
    card_number = excluded.card_number, village_code = excluded.village_code,
    village_name = excluded.village_name, district_code = excluded.district_code,
    district_name = excluded.district_name, members = excluded.members, status = excluded.status
"""  # noqa: S608 - only constants are put in

STANDING = f"""
UPDATE family_row SET status = now.status, card_number = now.card
FROM (SELECT h.id, {STATUS} AS status, {LAST_ENROLMENT.format("card_number")} AS card
      FROM touched t CROSS JOIN household h ON h.id = t.id) now
WHERE family_row.household_id = now.id AND (family_row.status <> now.status OR family_row.card_number IS NOT now.card)
"""  # noqa: S608 - only constants are put in

FORGET = "DELETE FROM {} WHERE rowid IN (SELECT f.doc FROM touched t JOIN family_row f ON f.household_id = t.id)"

PEOPLE = "(SELECT group_concat(m.name, ' / ') FROM member m WHERE m.household_id = h.id)"
NUMBERS = """coalesce(h.no_kk, '') || ' '
    || coalesce((SELECT group_concat(m.nik, ' ') FROM member m WHERE m.household_id = h.id), '') || ' '
    || coalesce((SELECT group_concat(e.card_number, ' ') FROM enrolment e WHERE e.household_id = h.id), '') || ' '
    || coalesce((SELECT group_concat(x.value, ' ') FROM external_id x WHERE x.record_id = h.id), '')"""
PLACE = """h.hamlet || ' ' || h.address || ' RT ' || h.rt || ' RW ' || h.rw || ' ' || f.village_name || ' '
    || f.district_name"""
SOURCE = "FROM touched t CROSS JOIN family_row f ON f.household_id = t.id CROSS JOIN household h ON h.id = t.id"
TEXTS = f"INSERT INTO search_text (rowid, people, numbers, place) SELECT f.doc, {PEOPLE}, {NUMBERS}, {PLACE} {SOURCE}"
WORDS = f"INSERT INTO search_word (rowid, people, place) SELECT f.doc, {PEOPLE}, {PLACE} {SOURCE}"

NAMED = """
SELECT f.household_id FROM search_word s CROSS JOIN family_row f ON f.doc = s.rowid
WHERE search_word MATCH :match ORDER BY s.rowid LIMIT :limit
"""
NAMED_AND_BORN = f"""
SELECT DISTINCT m.household_id FROM ({NAMED}) n CROSS JOIN member m ON m.household_id = n.household_id
WHERE m.birth_date IN (:born, :swapped)
"""  # noqa: S608 - only a constant is put in

UNATTENDED = """f.status IN ('eligible', 'decreed', 'active', 'suspended') AND NOT EXISTS
    (SELECT 1 FROM caseload c WHERE c.household_id = f.household_id AND c.valid_to IS NULL)"""

EXACT = """
SELECT household_id FROM member WHERE nik = :number
UNION SELECT id FROM household WHERE no_kk = :number
UNION SELECT household_id FROM enrolment WHERE card_number = :number
UNION SELECT record_id FROM external_id WHERE value = :number AND kind = 'household'
UNION SELECT m.household_id FROM external_id x JOIN member m ON m.id = x.record_id
      WHERE x.value = :number AND x.kind = 'member'
"""


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows the list beside the words typed."""

    district_code: str | None = None
    status: str | None = None
    unplaced: bool = False
    village_code: str | None = None
    unattended: bool = False  # in a programme, and in no facilitator's care


class By(StrEnum):
    """What a person may have the list sorted by."""

    NAME = "name"
    PLACE = "place"
    MEMBERS = "members"


@dataclass(frozen=True, slots=True)
class Order:
    """A sorting that somebody asked for."""

    by: By
    descending: bool = False


SORTED = {
    By.NAME: "f.caretaker_name {0}, f.doc",
    By.PLACE: "f.village_name {0}, f.district_name {0}, f.caretaker_name, f.doc",
    By.MEMBERS: "f.members {0}, f.caretaker_name, f.doc",
}

Place = tuple[str, int]
"""Where a page ended: the sort name and number of its last row; of a list sorted on demand, how many came before."""


def refresh(connection: Connection, families: Iterable[uuid.UUID]) -> None:
    """Bring the list and both indexes up to date for these families, in the transaction under way."""
    forget = (FORGET.format(table) for table in ("search_text", "search_word"))
    _touched(connection, families, (*forget, ROWS, TEXTS, WORDS))


def restate(connection: Connection, families: Iterable[uuid.UUID]) -> None:
    """Bring up to date only where families stand; the words and numbers they are found by are the same."""
    _touched(connection, families, (STANDING,))


def _touched(connection: Connection, families: Iterable[uuid.UUID], statements: Sequence[str]) -> None:
    keys = [{"id": family.bytes} for family in families]
    if not keys:
        return
    connection.execute(text("CREATE TEMP TABLE IF NOT EXISTS touched (id BLOB PRIMARY KEY) WITHOUT ROWID"))
    for start in range(0, len(keys), CHUNK):
        connection.execute(text("DELETE FROM touched"))
        connection.execute(text("INSERT INTO touched (id) VALUES (:id)"), keys[start : start + CHUNK])
        for statement in statements:
            connection.execute(text(statement))


def rebuild(connection: Connection, progress: Progress = SILENT) -> int:
    """Make the list and both indexes anew from the records; answers how many families there are."""
    connection.execute(text("DELETE FROM search_text"))
    connection.execute(text("DELETE FROM search_word"))
    ids = [uuid.UUID(bytes=row.id) for row in connection.execute(text("SELECT id FROM household ORDER BY id"))]
    for start in range(0, len(ids), CHUNK):
        progress.step(start, len(ids), N_("Building the search index"))
        refresh(connection, ids[start : start + CHUNK])
    return len(ids)


def find(
    connection: Connection,
    typed: str,
    filters: Filters,
    limit: int,
    after: Place | None = None,
    order_by: Order | None = None,
) -> tuple[list[Row[Any]], Place | None]:
    """Answer one page of families that match, and where it ended (None when nothing follows).

    With nothing typed the list is alphabetical. What is typed comes in order of registration, since sorting
    hundreds of thousands of matches at each key would not be "as one types"; `order_by` sorts it all the same.
    """
    exact = _exact(connection, typed)
    source, where, values = _narrowed(typed, filters, exact)
    if order_by is not None:
        return _sorted(connection, (source, where, values), order_by, limit, after[1] if after else 0)
    values["limit"] = limit + 1
    if _matches(typed) and not exact:
        # By the index's own number, which is the same: by the list's, all matches would be sorted first.
        order, where_after = "s.rowid", "s.rowid > :after_doc"
    else:
        order, where_after = "f.caretaker_name, f.doc", "(f.caretaker_name, f.doc) > (:after_name, :after_doc)"
    if after is not None:
        where = [*where, where_after]
        values["after_name"], values["after_doc"] = after
    condition = f"WHERE {' AND '.join(where)}" if where else ""
    statement = f"SELECT {COLUMNS} FROM {source} {condition} ORDER BY {order} LIMIT :limit"  # noqa: S608
    rows = list(connection.execute(text(statement), values))
    if len(rows) <= limit:
        return rows, None
    rows.pop()
    return rows, (rows[-1].caretaker_name, rows[-1].doc)


def _sorted(
    connection: Connection, asked: tuple[str, list[str], dict[str, Any]], order: Order, limit: int, skip: int
) -> tuple[list[Row[Any]], Place | None]:
    source, where, values = asked
    condition = f"WHERE {' AND '.join(where)}" if where else ""
    by = SORTED[order.by].format("DESC" if order.descending else "ASC")
    statement = f"SELECT {COLUMNS} FROM {source} {condition} ORDER BY {by} LIMIT :limit OFFSET :skip"  # noqa: S608
    rows = list(connection.execute(text(statement), {**values, "limit": limit + 1, "skip": skip}))
    return rows[:limit], ("", skip + limit) if len(rows) > limit else None


def count(connection: Connection, typed: str, filters: Filters) -> int:
    """Count the matches, up to `COUNT_CAP` of what was typed; beyond that the exact figure is not worth the wait."""
    exact = _exact(connection, typed)
    source, where, values = _narrowed(typed, filters, exact)
    condition = f"WHERE {' AND '.join(where)}" if where else ""
    cap = f"LIMIT {COUNT_CAP + 1}" if _matches(typed) else ""
    statement = f"SELECT count(*) FROM (SELECT 1 FROM {source} {condition} {cap})"  # noqa: S608
    return int(connection.execute(text(statement), values).scalar_one())


def named(
    connection: Connection, words: Sequence[Sequence[str]], limit: int, born: tuple[date, date] | None = None
) -> list[uuid.UUID]:
    """Find families in which each of `words` begins a word of a name or place, in one of its spellings.

    At most so many are looked at, oldest first; of these `born` keeps only those with somebody of these birth dates.
    """
    groups = [" OR ".join(f'"{way}"*' for way in ways if WORD.fullmatch(way)) for ways in words]
    if not groups or not all(groups):
        return []
    values: dict[str, object] = {"match": " AND ".join(f"({group})" for group in groups), "limit": limit}
    if born:
        values |= {"born": born[0].isoformat(), "swapped": born[1].isoformat()}
    rows = connection.execute(text(NAMED_AND_BORN if born else NAMED), values)
    return [uuid.UUID(bytes=row.household_id) for row in rows]


def narrowing(connection: Connection, typed: str) -> tuple[str, list[str], dict[str, Any]]:
    """What matches, for questions that join more to it: the source (the list is `f`), the conditions, their values."""
    return _narrowed(typed, Filters(), _exact(connection, typed))


def _narrowed(typed: str, filters: Filters, exact: list[bytes]) -> tuple[str, list[str], dict[str, Any]]:
    source = "family_row f"
    where: list[str] = []
    values: dict[str, Any] = {}
    matches = _matches(typed)
    if exact:
        names = [f":exact{at}" for at in range(len(exact))]
        where.append(f"f.household_id IN ({', '.join(names)})")
        values.update({f"exact{at}": key for at, key in enumerate(exact)})
    elif matches:
        table, expression = matches
        # The full-text table leads: it has the rows in order and stops at the limit.
        source = f"{table} s CROSS JOIN family_row f ON f.doc = s.rowid"
        where.append(f"{table} MATCH :match")
        values["match"] = expression
    if filters.district_code:
        where.append("f.district_code = :district")
        values["district"] = filters.district_code
    if filters.village_code:
        where.append("f.village_code = :village")
        values["village"] = filters.village_code
    if not filters.status and not matches and not exact:
        where.append(f"f.status <> '{CLOSED}'")
    if filters.status:
        where.append("f.status = :status")
        values["status"] = filters.status
    if filters.unplaced:
        where.append("f.village_code IS NULL")
    if filters.unattended:
        where.append(UNATTENDED)
    return source, where, values


def _exact(connection: Connection, typed: str) -> list[bytes]:
    """Families that a whole number or card names, by the plain indexes."""
    number = typed.strip().upper()
    if NUMBER.fullmatch(number):
        number = number.replace(" ", "").replace(".", "")
    if not any(sign.isdigit() for sign in number) or " " in number:
        return []
    return [row[0] for row in connection.execute(text(EXACT), {"number": number})][:100]


def _matches(typed: str) -> tuple[str, str] | None:
    """Which index answers what was typed, and the expression for it; None when nothing searchable was typed."""
    # A NUL would end the expression in the middle.
    words = [word for word in typed.replace("\0", " ").split() if WORD.search(word)]
    if not words:
        return None
    if all(len(word) >= TRIGRAM for word in words):
        return "search_text", " ".join('"' + word.replace('"', '""') + '"' for word in words)
    parts = [part for word in words for part in WORD.findall(word)]
    return "search_word", " ".join(f'"{part}"*' for part in parts)
