"""A doubt that was let stand is taken up again: what was said before stays in the history."""

import uuid

from sqlalchemy import select

from desktop.code_lists import CodeLists
from desktop.errors import Refused
from desktop.models import Household, Member, WarningOverride
from desktop.rules.fault_kinds import WIDER, FaultCode
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.quality.examining import FAULTS, LONGEST_REASON, found_in
from desktop.services.quality.listing import newest_word
from desktop.services.quality.rows import Reason
from desktop.store import examining as store

AGAIN = "again:"
"""Before the code of a reason that counts no more: the record then says who doubted again, when and why.

What it said before are its earlier versions.
"""


@allowed(Role.OPERATOR)
def doubt_again(desk: Desk, family: uuid.UUID, code: FaultCode, about: str, reason: str) -> Answer[None]:
    """Let a doubt stand no longer; it is asked about again, here and in the family's form."""
    if not reason.strip():
        raise Refused("quality.again_reason")
    with desk.write("faults.doubt_again") as unit:
        household = unit.session.get(Household, family)
        if household is None:
            raise Refused("family.unknown")
        if household.owner != desk.office.code:
            raise Refused("quality.other_owner", owner=household.owner)
        rows = unit.session.scalars(
            select(WarningOverride)
            .join(Member, Member.id == WarningOverride.member_id)
            .where(Member.household_id == family, WarningOverride.about == about, WarningOverride.code.in_(_said(code)))
        ).all()
        if not rows:
            raise Refused("quality.not_let_stand")
        for row in rows:
            row.code = f"{AGAIN}{row.code}"
            row.reason, row.by, row.at = reason.strip()[:LONGEST_REASON], desk.person.id, desk.now()
        unit.session.flush()
        found = found_in(unit.connection, [family], CodeLists().book, desk)
        store.keep(unit.connection, dict(found), desk.today())
        unit.touch(FAULTS)
    return Answer(None, unit.changes)


@allowed(*EVERYBODY)
def doubted_again(desk: Desk, family: uuid.UUID, code: FaultCode, about: str) -> Reason | None:
    """Why a doubt was taken up again, the newest word; None where nobody did."""
    return newest_word(desk, family, [f"{AGAIN}{one}" for one in _said(code)], about)


def _said(code: FaultCode) -> list[str]:
    return [code.value, WIDER.get(code, code).value]
