"""What the commands of an auditor's day answer: JSON with English keys, and lines for people."""

from collections.abc import Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from desktop.cli.context import Context
from desktop.rules.money import Balance, Figure, grouped, rupiah
from desktop.services.accounting.ageing import Ageing
from desktop.services.accounting.budget import Budget
from desktop.services.accounting.reconciling import AreaBalance, Reconciled
from desktop.services.accounting.return_rows import ReturnRow, Undone
from desktop.wording import N_
from desktop.wording.accounting import SENTENCES

SPANS = (N_("up to 30 days"), N_("31 to 60 days"), N_("61 to 90 days"), N_("over 90 days"))
STATES = MappingProxyType(
    {
        "waits": N_("waits for a second person"),
        "confirmed": N_("confirmed"),
        "taken_back": N_("taken back"),
        "declined": N_("declined"),
        "earlier": N_("by an older program"),
    }
)
PARTS = ("decree", "listed", "not_listed", "withheld", "payable", "paid", "unpaid", "returned")
BUDGET = MappingProxyType(
    {
        "appropriated": N_("Appropriated"),
        "listed": N_("Listed"),
        "committed": N_("Approved, not yet paid"),
        "realised": N_("Paid"),
        "returned": N_("Returned to the treasury"),
        "left": N_("Left to spend"),
    }
)
Answer = tuple[Any, list[str]]


def money(figure: Figure) -> dict[str, int]:
    return {"households": figure.families, "rupiah": figure.rupiah}


def _told(figure: Figure) -> str:
    return f"{grouped(figure.families):>10} {rupiah(figure.rupiah):>22}"


def returned(context: Context, rows: Sequence[ReturnRow]) -> Answer:
    value = [
        {
            "tranche": str(row.key),
            "sts": row.sts_number,
            "on": row.on,
            **money(row.figure),
            "state": _state(row),
            "proof": row.proof_name,
            "made_by": row.made_by,
            "confirmed_by": row.confirmed_by,
            "undone_for": row.undone.reason if row.undone else "",
            "account": row.account,
            "undone": _undone(row.undone),
            "undone_before": _undone(row.before),
            "with_payer": money(row.with_payer),
        }
        for row in rows
    ]
    lines = [
        f"{row.key.short:9} {row.on} {_told(row.figure)}  "
        + " · ".join(part for part in (row.sts_number, row.account, context.t(STATES[_state(row)])) if part)
        for row in rows
    ]
    lines += [_with_payer(context, row.with_payer) for row in rows if row.with_payer.families]
    return value, lines or [context.t("No money went back to the treasury.")]


def _with_payer(context: Context, figure: Figure) -> str:
    told = {"families": grouped(figure.families), "rupiah": rupiah(figure.rupiah)}
    return context.t(SENTENCES["returns.with_payer"], **told)


def _undone(one: Undone | None) -> dict[str, Any] | None:
    return {"by": one.by, "at": one.at, "reason": one.reason, "declined": one.declined} if one else None


def _state(row: ReturnRow) -> str:
    if row.id is None:
        return "earlier"
    if row.taken_back:
        return "declined" if row.undone and row.undone.declined else "taken_back"
    return "confirmed" if row.confirmed_at else "waits"


def reconciled(context: Context, found: Reconciled) -> Answer:
    t = context.t
    value = {
        "tranche": str(found.key),
        "state": found.state.value,
        "decree_number": found.decree_number,
        "balanced": found.sound,
        "figures": _parts(found.whole),
        "identities": [{"code": one.code, "holds": one.holds} for one in found.identities],
        "districts": [_area(one) for one in found.districts],
        "villages": [_area(one) for one in found.villages],
        "differences": [
            {"code": one.code, "area": one.area, "granted": money(one.granted), "listed": money(one.listed)}
            for one in found.differences
        ],
    }
    lines = []
    for one in found.identities:
        parts = " + ".join(rupiah(part.rupiah) for part in one.parts[: len(PARTS)])
        more = " + …" if len(one.parts) > len(PARTS) else ""
        mark = t("holds") if one.holds else t("DOES NOT HOLD")
        lines.append(f"{t(SENTENCES[one.code])}: {rupiah(one.left.rupiah)} = {parts}{more} · {mark}")
    lines += [
        f"  {one.code} {one.name}: {_told(one.balance.paid)} / {_told(one.balance.payable)}" for one in found.districts
    ]
    lines += [f"! {t(SENTENCES[one.code])}: {one.area} {one.name} {_told(one.difference)}" for one in found.differences]
    return value, lines


def _parts(balance: Balance) -> dict[str, dict[str, int]]:
    return {name: money(getattr(balance, name)) for name in PARTS}


def _area(one: AreaBalance) -> dict[str, Any]:
    granted = money(one.granted) if one.granted else None
    return {"code": one.code, "name": one.name, "granted": granted, "figures": _parts(one.balance)}


def aged(context: Context, found: Ageing) -> Answer:
    t = context.t
    value = {
        "lists": [
            {"tranche": str(row.key), "opened": row.opened, "days": row.days, "deadline": row.deadline}
            | {"days_left": row.days_left, **money(row.unpaid)}
            for row in found.rows
        ],
        "spans": [money(span) for span in found.spans],
        "overdue": money(found.overdue),
    }
    lines = [f"{t(name):16}{_told(figure)}" for name, figure in zip(SPANS, found.spans, strict=True)]
    lines += [f"  {row.key} {row.opened.isoformat()}: {_told(row.unpaid)}" for row in found.rows]
    return value, lines


def budgets(context: Context, found: Sequence[Budget]) -> Answer:
    names = tuple(BUDGET)
    value = [
        {"programme": one.programme, "year": one.year, **{name: getattr(one, name) for name in names}}
        | {"over": one.over, "lines": [asdict(line) for line in one.lines]}
        for one in found
    ]
    lines = []
    for one in found:
        lines.append(one.name)
        lines += [f"  {context.t(BUDGET[name]):26}{rupiah(getattr(one, name)):>22}" for name in names]
        if one.over:
            lines.append(f"! {context.t(SENTENCES['reconcile.differs_budget'])}: {rupiah(one.over)}")
    return value, lines
