"""What the office said of a row that a test names: it follows the row from run to run, and the newest counts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, ScalarSelect, and_, select
from sqlalchemy.orm import aliased

from desktop.models import AuditFinding, FindingExplanation, User


@dataclass(frozen=True, slots=True)
class Said:
    """An explanation. Without a reason it takes back what was said before."""

    reason: str
    by: str
    at: datetime


def about(explanation: Any) -> ColumnElement[bool]:
    """Whether an explanation is of this finding: the test and the payment, or the values where it is about a list."""
    return and_(
        explanation.code == AuditFinding.code,
        explanation.payment_id.is_not_distinct_from(AuditFinding.payment_id),
        AuditFinding.payment_id.is_not(None) | (explanation.told == AuditFinding.told),
    )


def newest() -> ScalarSelect[UUID]:
    """The explanation that counts for the finding of the row at hand."""
    there = aliased(FindingExplanation)
    order = (there.at.desc(), there.id.desc())
    return select(there.id).where(about(there)).order_by(*order).limit(1).correlate(AuditFinding).scalar_subquery()


def explained() -> ColumnElement[bool]:
    """Whether one counts that was not taken back."""
    counts = aliased(FindingExplanation)
    return select(counts.id).where(counts.id == newest(), counts.reason != "").exists()


def said(row: Row[Any]) -> Said | None:
    """Read what a statement selected of it, nothing where there is none or it was taken back."""
    explanation: FindingExplanation | None = row.FindingExplanation
    return of(explanation, row.User) if explanation is not None and explanation.reason else None


def of(explanation: FindingExplanation, user: User) -> Said:
    return Said(explanation.reason, user.full_name or user.name, explanation.at)
