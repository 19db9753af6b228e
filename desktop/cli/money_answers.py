"""What the commands of a tranche answer: JSON with English keys, and lines for people."""

from types import MappingProxyType
from typing import Any

from desktop.cli.context import Context
from desktop.rules.dates import long_date, short_date
from desktop.rules.money import Figure, grouped, rupiah
from desktop.rules.terms import PayListState
from desktop.services.approving import Approved, Closed
from desktop.services.money.keys import TrancheKey
from desktop.services.money.printing import Printed
from desktop.services.money.receipts import ReceiptFound
from desktop.services.money.rows import Counted, Drafted, TrancheStatus
from desktop.wording import N_
from desktop.wording.terms import RECEIPTS

LABELS = MappingProxyType(
    {
        "decree": N_("Under the decree"),
        "listed": N_("Listed"),
        "not_listed": N_("Not listed"),
        "withheld": N_("Withheld"),
        "payable": N_("To be paid"),
        "paid": N_("Paid"),
        "unpaid": N_("Not yet paid"),
        "returned": N_("Returned to the treasury"),
    }
)
STATES = MappingProxyType(
    {
        PayListState.DRAFT: N_("a draft"),
        PayListState.CHECKED: N_("checked"),
        PayListState.APPROVED: N_("approved"),
        PayListState.OPEN: N_("open for the pay-out"),
        PayListState.CLOSED: N_("closed"),
        PayListState.LOCKED: N_("locked"),
    }
)
Answer = tuple[dict[str, Any], list[str]]


def drafted(context: Context, made: Drafted) -> Answer:
    t = context.t
    value = {
        "tranche": str(made.key),
        "state": PayListState.DRAFT.value,
        **_figure("listed", made.listed),
        **_figure("withheld", made.withheld),
        "households": made.listed.families,
        "rupiah": made.listed.rupiah,
        "added": made.added,
        "left_out": [_counted(context, one) for one in made.left_out],
        "warnings": [_counted(context, one) for one in made.warnings],
    }
    first = t(
        "Tranche {tranche}: {families} families, {rupiah}, of which {added} are new.",
        tranche=made.key.short,
        families=grouped(made.listed.families),
        rupiah=rupiah(made.listed.rupiah),
        added=grouped(made.added),
    )
    return value, [first, *(_line(context, one) for one in (*made.left_out, *made.warnings))]


def approved(context: Context, done: Approved) -> Answer:
    value = {
        "tranche": str(done.key),
        "state": PayListState.APPROVED.value,
        "first_receipt": done.first,
        "last_receipt": done.last,
        "households": done.payable.families,
        "rupiah": done.payable.rupiah,
    }
    line = context.t(
        "Tranche {tranche} is approved: {families} families, {rupiah}, receipts {first} to {last}.",
        tranche=done.key.short,
        families=grouped(done.payable.families),
        rupiah=rupiah(done.payable.rupiah),
        first=done.first,
        last=done.last,
    )
    return value, [line]


def closed(context: Context, done: Closed) -> Answer:
    value = {"tranche": str(done.key), "state": PayListState.CLOSED.value, "unused": done.unused}
    line = context.t(
        "Tranche {tranche} is closed; {count} receipts are unused.", tranche=done.key.short, count=grouped(done.unused)
    )
    return value, [line]


def state(context: Context, key: TrancheKey, now: PayListState) -> Answer:
    line = context.t("Tranche {tranche} is now {state}.", tranche=key.short, state=context.t(STATES[now]))
    return {"tranche": str(key), "state": now.value}, [line]


def status(context: Context, found: TrancheStatus) -> Answer:
    row, money, paper = found.row, found.balance, found.receipts
    parts = {
        "decree": money.decree,
        "listed": money.listed,
        "not_listed": money.not_listed,
        "withheld": money.withheld,
        "payable": money.payable,
        "paid": money.paid,
        "unpaid": money.unpaid,
        "returned": money.returned,
    }
    value = {
        "tranche": str(row.key),
        "programme": row.programme_name,
        "state": row.state.value if row.state else None,
        "as_of": found.as_of,
        "amount": row.amount,
        "decree_number": row.decree_number,
        "decree_date": row.decree_on,
        "households": money.listed.families,
        "rupiah": money.listed.rupiah,
        "figures": {name: {"households": part.families, "rupiah": part.rupiah} for name, part in parts.items()},
        "balanced": not money.problems(),
        "receipts": {
            "first": paper.first,
            "last": paper.last,
            "issued": paper.issued,
            "unused": paper.unused,
            "void": paper.void,
            "originals": paper.originals,
            "waiting": list(paper.open_run) if paper.open_run else None,
            "spoiled": paper.spoiled,
            "copies": paper.copies,
        },
        "districts": [
            {"code": one.code, "name": one.name, "households": one.listed.families, "rupiah": one.listed.rupiah}
            for one in found.districts
        ],
        "steps": [
            {"state": step.state.value, "by": step.by, "at": step.at.isoformat(), "reason": step.reason}
            for step in found.history
        ],
        "warnings": [_counted(context, one) for one in found.warnings],
    }
    return value, _status_lines(context, found, parts)


def _status_lines(context: Context, found: TrancheStatus, parts: dict[str, Figure]) -> list[str]:
    t, row = context.t, found.row
    lines = [t("Tranche {tranche} of {name}", tranche=row.key.short, name=row.programme_name)]
    lines += _standing(context, found)
    lines += [
        f"  {t(LABELS[name]):24} {grouped(part.families):>10} {rupiah(part.rupiah):>22}" for name, part in parts.items()
    ]
    lines += [f"  {one.code} {one.name}: {grouped(one.listed.families)}" for one in found.districts]
    lines += [_line(context, one) for one in found.warnings]
    return lines


def _standing(context: Context, found: TrancheStatus) -> list[str]:
    """Its state and how it came there, under which decree, with which receipts, and what waits for a second person."""
    t, row, paper, wish = context.t, found.row, found.receipts, found.wish_back
    lines = [t("State: {state}", state=t(STATES[row.state]))] if row.state else []
    if row.decree_number:
        on = long_date(row.decree_on) if row.decree_on else "-"
        lines.append(t("Decree: {number}, {on}", number=row.decree_number, on=on))
    if paper.first is not None:
        told = {"first": paper.first, "last": paper.last, "void": paper.void, "unused": paper.unused}
        lines.append(t("Receipts: {first} to {last}, {void} void, {unused} unused", **told))
    for step in found.history:
        said = t("{at}  {state}, by {by}", at=short_date(step.at.date()), state=t(STATES[step.state]), by=step.by)
        lines.append(f"  {said}: {step.reason}" if step.reason else f"  {said}")
    if wish is not None:
        asked = {"name": wish.asked_by, "state": t(STATES[wish.to_state]), "reason": wish.reason}
        lines.append(t("Waits: {name} asks to go back to {state}: {reason}", **asked))
    return lines


def printed(context: Context, done: Printed) -> Answer:
    t = context.t
    value = {
        "files": list(done.files),
        "receipts": done.receipts,
        "originals": done.originals,
        "copies": done.copies,
        "first": done.first,
        "last": done.last,
        "waiting": done.waiting,
        "settled_earlier": done.settled,
    }
    where = done.files[0] if len(done.files) == 1 else t("{count} files", count=len(done.files))
    lines = [
        t(
            "{originals} originals and {copies} copies: {path}",
            originals=grouped(done.originals),
            copies=grouped(done.copies),
            path=where,
        )
    ]
    if done.settled:
        lines.append(t("The print before counts as good from now on; its receipts are printed as copies."))
    if done.waiting:
        lines.append(t("When they came out well, say so: --confirm. Spoiled pages: --spoiled FROM-TO --reason TEXT."))
    return value, lines


def confirmed(context: Context, key: TrancheKey) -> Answer:
    line = context.t("The originals of tranche {tranche} are made.", tranche=key.short)
    return {"tranche": str(key), "confirmed": True}, [line]


def receipt(context: Context, found: ReceiptFound) -> Answer:
    value = {
        "number": found.number,
        "state": found.state.value,
        "tranche": str(found.key),
        "household": str(found.household_id),
        "caretaker": found.caretaker_name,
        "card": found.card_number,
        "village": found.village_code,
        "amount": found.amount,
        "payment": found.payment_state.value,
    }
    line = f"{found.number} · {context.t(RECEIPTS[found.state])} · {found.caretaker_name} · {rupiah(found.amount)}"
    return value, [line]


def _figure(name: str, figure: Figure) -> dict[str, int]:
    return {f"{name}_households": figure.families, f"{name}_rupiah": figure.rupiah}


def _counted(context: Context, one: Counted) -> dict[str, Any]:
    return {"reason": one.code, "count": one.count, "text": _line(context, one)}


def _line(context: Context, one: Counted) -> str:
    """The sentence where it is a counted one, else the rule's own words and the count."""
    if one.code.startswith("money."):
        return context.t.sentence(one.code, {"count": grouped(one.count)})
    return f"{context.t.sentence(one.code, one.values)} ({grouped(one.count)})"
