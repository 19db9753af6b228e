"""What the head of a tranche offers this person: at most three actions, the one that brings it on last."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from desktop.rules.terms import PayListState, Role
from desktop.services.money.rows import Step, TrancheStatus
from desktop.ui.kit.button import Action
from desktop.ui.payout import steps
from desktop.wording import Translator

FORWARD = (Step.CHECK, Step.APPROVE, Step.OPEN, Step.CLOSE, Step.LOCK)
Run = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Ways:
    """What each action does."""

    draft: Run
    decree: Run
    receipts: Run
    later: Run
    ask_back: Run
    grant: Run
    decline: Run
    forward: Callable[[Step], object]
    look_again: Run


def actions(t: Translator, found: TrancheStatus, role: Role, ways: Ways) -> tuple[list[Action], bool]:
    """The actions, and whether the last of them is the one to take."""
    offered = found.row.steps
    if Step.DECIDE_BACK in offered:
        return [Action(t("Decline…"), ways.decline), Action(t("Let it go back…"), ways.grant, "undo")], True
    made = [*_beside(t, found, ways), *_papers(t, found, role, ways)]
    forward = next((step for step in FORWARD if step in offered), None)
    if forward is not None:
        made.append(Action(steps.verb(t, forward), partial(ways.forward, forward), "check", "Ctrl+Return"))
    elif _waits_for_another(found, role):
        made.append(Action(steps.verb(t, Step.APPROVE), ways.look_again, "check", enabled=False))
    return made, forward is not None or Step.PRINT in offered or Step.CONFIRM_PRINT in offered


def _beside(t: Translator, found: TrancheStatus, ways: Ways) -> Iterator[Action]:
    offered = found.row.steps
    if found.wish_back is not None and found.wish_back.mine:
        yield Action(t("Take the wish back…"), ways.decline, "undo")
    if Step.ASK_BACK in offered:
        yield Action(t("Ask to go back…"), ways.ask_back, "undo")
    if Step.LATER in offered:
        yield Action(t("Later list…"), ways.later, "playlist-plus")
    if Step.CREATE in offered and found.row.state is not None:
        yield Action(t("Draft again…"), ways.draft, "refresh")
        words = t("Decree and quotas…") if found.row.decree_number else t("Enter the decree…")
        yield Action(words, ways.decree, "file-sign")


def _papers(t: Translator, found: TrancheStatus, role: Role, ways: Ways) -> Iterator[Action]:
    # While a list is a draft again, all its receipts are void: nothing of them can be printed.
    if found.receipts.first is not None and role in (Role.OPERATOR, Role.SUPERVISOR) and _numbered(found):
        yield Action(t("Receipts…"), ways.receipts, "printer-outline", "F9")


def _numbered(found: TrancheStatus) -> bool:
    return found.row.state not in (PayListState.DRAFT, PayListState.CHECKED)


def _waits_for_another(found: TrancheStatus, role: Role) -> bool:
    """Whether this supervisor would approve if he had not drafted the list himself."""
    drafted = found.row.state is not None and found.receipts.first is None
    return role is Role.SUPERVISOR and drafted and not set(found.row.steps) & set(FORWARD)
