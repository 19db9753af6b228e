"""What the columns of files mean, as a person once said for their source; found again by the headings."""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import ColumnMap
from desktop.services.desk import Desk
from desktop.sheets.headings import normal_heading
from desktop.sheets.sighted import Sighted
from desktop.store.unit import Unit


def remember(unit: Unit, desk: Desk, purpose: str, source: str, seen: Sighted, columns: Mapping[int, str]) -> None:
    """Keep what the columns of this source mean, where it differs from what is kept."""
    said = {seen.headings[place]: field for place, field in sorted(columns.items())}
    keep(unit, desk, purpose, source, said, sorted(seen.named))


def keep(unit: Unit, desk: Desk, purpose: str, source: str, said: Mapping[str, str], there: Sequence[str] = ()) -> None:
    """Keep what anything that this source writes means, as a person said; `there` are the headings it stood under."""
    headings = json.dumps(list(there), ensure_ascii=False)
    columns_text = json.dumps(dict(said), ensure_ascii=False, sort_keys=True)
    kept = unit.session.scalar(
        select(ColumnMap).where(
            ColumnMap.purpose == str(purpose), ColumnMap.name == source, ColumnMap.owner == desk.office.code
        )
    )
    if kept is None:
        kept = ColumnMap(purpose=str(purpose), name=source, headings="", columns="")
        unit.session.add(kept)
    if (kept.headings, kept.columns) != (headings, columns_text):
        kept.headings, kept.columns = headings, columns_text
        kept.by, kept.at = desk.person.id, desk.now()


def saved(session: Session, purpose: str) -> dict[str, dict[str, str]]:
    """Columns {heading: field} by source, the last said first."""
    statement = select(ColumnMap).where(ColumnMap.purpose == str(purpose)).order_by(ColumnMap.at.desc())
    return {row.name: json.loads(row.columns) for row in session.scalars(statement)}


def fitting(seen: Sighted, maps: Mapping[str, Mapping[str, str]], source: str) -> str:
    """The map all of whose headings are there: that of the source itself, else the last said; "" for none."""
    there = set(seen.named)
    order = [source, *(name for name in maps if name != source)] if source in maps else list(maps)
    for name in order:
        wanted = {normal_heading(heading) for heading in maps[name]}
        if wanted and wanted <= there:
            return name
    return ""
