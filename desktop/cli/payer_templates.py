"""Commands of the templates by which files for banks and the post are made."""

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.context import Context
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY
from desktop.services.payers import templates
from desktop.wording import N_


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add the verb `payer template`."""
    template = verbs.add_parser("template", help=N_("what files for payers look like"))
    kinds = template.add_subparsers(dest="what", required=True)
    for what, runner, words in (
        ("list", run_templates, N_("the templates there are")),
        ("show", run_show, N_("write a template to a file, to be changed")),
        ("check", run_check, N_("say whether a template is right, and in which line it is not")),
        ("save", run_save, N_("keep a changed template as the office's own (administrator)")),
        ("back", run_back, N_("let the given template of a name stand again (administrator)")),
        ("use", run_use, N_("make a payer's files by this template from now on")),
    ):
        one = kinds.add_parser(what, parents=[common], help=words)
        if what != "check":
            one.add_argument("dir")
        if what in ("show", "back", "use"):
            one.add_argument("name", help=N_("name of the template"))
        if what == "use":
            payer = N_("bank or post, as the programme names it")
            one.add_argument("--payer", metavar="NAME", required=True, help=payer)
        elif what == "show":
            one.add_argument("--out", metavar="FILE", type=Path, required=True, help=N_("where it is written"))
        elif what in ("check", "save"):
            one.add_argument("file", type=Path, help=N_("the template (TOML)"))
        one.set_defaults(run=runner)


def run_templates(context: Context) -> int:
    with context.desk(*EVERYBODY) as desk:
        rows = templates.templates(desk)
    value = [{"name": row.name, "title": row.title, "note": row.note, "own": row.own} for row in rows]
    return context.answer(value, [f"{row.name}: {row.title}. {row.note}" for row in rows])


def run_show(context: Context) -> int:
    with context.desk(*EVERYBODY) as desk:
        templates.write_out(desk, context.args.name, context.args.out)
    path = str(context.args.out)
    return context.answer({"file": path}, [context.t("Written: {path}", path=path)])


def run_check(context: Context) -> int:
    found = templates.check(context.args.file)
    value = {"name": found.name, "columns": len(found.columns)}
    return context.answer(value, [context.t("The template {name} is right.", name=found.name)])


def run_save(context: Context) -> int:
    with context.desk(Role.ADMINISTRATOR) as desk:
        row = templates.save(desk, context.args.file).value
    return context.answer({"name": row.name}, [context.t("The template {name} is kept.", name=row.name)])


def run_back(context: Context) -> int:
    name = context.args.name
    with context.desk(Role.ADMINISTRATOR) as desk:
        templates.revert(desk, name)
    return context.answer({"name": name}, [context.t("The office's own template {name} is taken back.", name=name)])


def run_use(context: Context) -> int:
    name, payer = context.args.name, context.args.payer
    with context.desk(Role.OPERATOR, Role.ADMINISTRATOR) as desk:
        templates.choose(desk, payer, name)
    line = context.t("Files for {payer} are made by {name} from now on.", payer=payer, name=name)
    return context.answer({"name": name, "payer": payer}, [line])
