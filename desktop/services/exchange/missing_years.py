"""Which programme year rows of a package point to that is not here: the province owns it, and adds it first."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select, tuple_

from desktop.models import ProgrammeYear, Tranche

YEARS = (ProgrammeYear.programme, ProgrammeYear.year)


def missing(connection: Connection, table: Table, columns: Mapping[str, Sequence[Any]]) -> str:
    """Name the first year that is not here, as `programme add` takes it; "" where none is missing."""
    published = {ProgrammeYear.__tablename__, Tranche.__tablename__}
    pointed = {key.column.table.name for key in table.foreign_keys}
    if not pointed & published:
        return ""
    wanted = set(zip(columns["programme"], columns["year"], strict=True))
    known = {tuple(row) for row in connection.execute(select(*YEARS).where(tuple_(*YEARS).in_(wanted)))}
    lacking = sorted(wanted - known)
    return "-".join(map(str, lacking[0])) if lacking else ""
