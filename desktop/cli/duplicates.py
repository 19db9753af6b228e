"""The command that searches for people and families who may stand in the register twice."""

import argparse
from typing import Any

from desktop.cli.context import Context
from desktop.cli.values import limit
from desktop.services.duplicates import finding, listing
from desktop.services.duplicates.finding import SEARCHERS
from desktop.services.duplicates.listing import PairFilters, PairRow, State
from desktop.wording import N_
from desktop.wording.duplicates import RULES


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    duplicates = commands.add_parser("duplicates", parents=[common], help=N_("search for people who may be one"))
    duplicates.add_argument("dir")
    duplicates.add_argument(
        "--state", choices=[state.value for state in State], default="open", help=N_("which to list")
    )
    duplicates.add_argument("--limit", type=limit, default=50, help=N_("list at most so many, the most alike first"))
    duplicates.set_defaults(run=run_duplicates)


def run_duplicates(context: Context) -> int:
    """Search, then list; deciding is a person's work at the window, where both stand side by side.

    Who may only look sees what was found when somebody searched last.
    """
    t, filters = context.t, PairFilters(State(context.args.state))
    figures: dict[str, object] = {}
    with context.desk(*SEARCHERS) as desk, context.progress() as progress:
        if desk.person.role in SEARCHERS:
            found = finding.find(desk, progress).value
            figures = {"people": found.people, "pairs": found.pairs, "new": found.kept.new, "again": found.kept.again}
            figures["gone"] = found.kept.gone
            lines = [t.many("{count} person compared.", "{count} people compared.", found.people)]
        else:
            lines = [t("Nothing was searched: operators and supervisors search. This was found before.")]
        count = listing.count(desk, filters)
        rows = listing.page(desk, filters, context.args.limit).rows
    lines.append(t.many("{count} pair listed.", "{count} pairs listed.", count))
    lines += [
        f"{row.score:3}  {t(RULES[row.rule])} · {_side(row.one, row.place)} / {_side(row.other, row.other_place)}"
        for row in rows
    ]
    return context.answer({**figures, "listed": count, "rows": [_row(row) for row in rows]}, lines)


def _side(name: str, place: str) -> str:
    return f"{name} ({place})" if place else name


def _row(row: PairRow) -> dict[str, object]:
    """Without any number of a person: the list is not logged."""
    return {
        "id": str(row.id),
        "rule": str(row.rule),
        "score": row.score,
        "one": row.one,
        "other": row.other,
        "village": row.place,
        "other_village": row.other_place,
        "more": row.more,
        "decision": row.decision,
    }
