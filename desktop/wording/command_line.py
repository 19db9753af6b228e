"""Phrases of argparse a person may meet, and what the values of commands are called; the parser looks them up here."""

from collections.abc import Mapping
from types import MappingProxyType

from desktop.wording.translator import N_

PHRASES = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("subcommands"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("not allowed with argument %s"),
    N_("unrecognized arguments: %s"),
    N_("unexpected option string: %s"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("expected %s argument"),  # counted: more than one are "arguments"
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("unknown parser %(parser_name)r (choices: %(choices)s)"),
    N_("can't open '%(filename)s': %(error)s"),
)
"""As argparse writes them, in the versions of Python the program runs on."""

COMMAND = N_("COMMAND")

VALUES: Mapping[str, str] = MappingProxyType(
    {
        "batch": N_("IMPORT"),
        "card": N_("CARD"),
        "category": N_("CODE"),
        "code": N_("CODE"),
        "dir": N_("FOLDER"),
        "file": N_("FILE"),
        "layout": N_("LAYOUT"),
        "limit": N_("N"),
        "name": N_("NAME"),
        "nik": N_("NIK"),
        "note": N_("TEXT"),
        "number": N_("NUMBER"),
        "office": N_("CODE"),
        "on": N_("D"),
        "officer": N_("NAME"),
        "paper": N_("NUMBER"),
        "phone": N_("NUMBER"),
        "place": N_("TEXT"),
        "programme": N_("NAME"),
        "reason": N_("TEXT"),
        "step": N_("N"),
        "template": N_("TEMPLATE"),
        "text": N_("TEXT"),
        "tranche": N_("TRANCHE"),
        "village": N_("CODE"),
        "year": N_("YEAR"),
    }
)
"""What a value is called where its command gives it no name of its own."""

HELP: Mapping[str, str] = MappingProxyType(
    {
        "dir": N_("folder of the office"),
        "programme": N_("code of the programme, such as jamsosratu"),
        "reason": N_("why, for the auditor"),
        "tranche": N_("[PROGRAMME:]YEAR/NUMBER, a later list as 2019/1+1"),
    }
)
"""What is said of a value that most commands have."""

NAMED = (
    N_("USER"),
    N_("COUNT"),
    N_("DATE"),
    N_("DAYS"),
    N_("FIELDS"),
    N_("ID"),
    N_("WHY"),
    N_("D"),
    N_("YYYY-MM-DD"),
    N_("TIME"),
    N_("NAME, OFFICE"),
    N_("FILE.pdf"),
    N_("FILE.xlsx"),
    N_("FILE.pdf or FILE.xlsx"),
    N_("MAP.json"),
    N_("OUT.xlsx"),
    N_("OUT"),
    N_("ROOMS"),
    N_("FROM-TO"),
    N_("CODE=N"),
    N_("CODE=N[:RP]"),
    N_("NO"),
    N_("RP"),
    N_("S"),
    N_("ROLE"),
    N_("RESULT"),
    N_("STATUS"),
    N_("ID"),
    N_("COUNT"),
    N_("DAYS"),
    N_("FIELDS"),
    N_("WHY"),
)
"""Names of values that commands give themselves, beside those above."""
