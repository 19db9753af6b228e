"""Every command of the program, in the order of the help, and the module of this package that adds it."""

import importlib
from collections.abc import Sequence
from types import MappingProxyType, ModuleType

# By name, so that a command loads what it needs itself and not the services of all the others.
_COMMANDS = {
    "offices": ("init", "programme", "user", "password"),
    "importing": ("import",),
    "undoing": ("imports", "undo"),
    "lists": ("list",),
    "families": ("find",),
    "history": ("history",),
    "facilitators": ("facilitator",),
    "cards": ("card",),
    "quality": ("faults",),
    "duplicates": ("duplicates",),
    "rosters": ("roster", "register"),
    "validating": ("validation",),
    "categories": ("category",),
    "new_year": ("new-year",),
    "money": ("tranche", "receipts", "receipt"),
    "accounting": ("returns", "budget", "reconcile"),
    "auditing": ("audit", "finding"),
    "pay_lists": ("sanction",),
    "settling": ("settle",),
    "payers": ("payer",),
    "custody": ("custody",),
    "payday": ("pay",),
    "signed": ("signed",),
    "reports": ("report",),
    "letters": ("letters",),
    "exchange": ("keys", "trust", "export", "receive", "inspect"),
    "exchange_trust": ("rotate", "epoch", "trust-end"),
    "exchange_alarms": ("directory", "alarms"),
    "exchange_around": ("package-format", "handover", "mail", "folders", "photos"),
    "exchange_desk": ("differences", "board"),
    "safety": ("verify", "backup", "restore"),
    "practice": ("demo",),
    "self_test": ("self-test",),
    "tour": ("tour",),
}
MODULE_OF = MappingProxyType({command: module for module, commands in _COMMANDS.items() for command in commands})


def modules(words: Sequence[str] = ()) -> list[ModuleType]:
    """Load the module of the command these words begin with; without one, or an unknown one, those of all."""
    wanted = MODULE_OF.get(words[0]) if words else None
    names = [wanted] if wanted else _COMMANDS
    return [importlib.import_module(f"desktop.cli.{name}") for name in names]
