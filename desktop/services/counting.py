"""Series of numbers without gaps: the next ones are taken inside the transaction that uses them (DESIGN.md 4.9)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import Counter
from desktop.store.unit import Unit


def take(unit: Unit, series: str, count: int) -> range:
    """Take the next numbers of a series; they come back if the transaction does not."""
    row = unit.session.get(Counter, series)
    if row is None:
        row = Counter(series=series, last=0)
        unit.session.add(row)
        unit.session.flush()
    taken = range(row.last + 1, row.last + 1 + count)
    row.last += count
    return taken


def last(session: Session, series: str) -> int:
    """Last number given out, 0 before the first."""
    return session.scalar(select(Counter.last).where(Counter.series == series)) or 0


def receipt_series(fiscal_year: int) -> str:
    return f"receipt/{fiscal_year}"


def letter_series(fiscal_year: int) -> str:
    return f"letter/{fiscal_year}"


def handover_series(year: int) -> str:
    return f"custody/{year}"


def card_series(programme: str) -> str:
    return f"card/{programme}"
