"""Commands that make an office, let people in, and keep it safe: init, programme, user, password, backup ..."""

import argparse
import os
from pathlib import Path
from typing import Any

from desktop.cli.context import Context, password
from desktop.cli.safety import SECOND, second_person
from desktop.rules.terms import Role
from desktop.services import opening, programmes, signing_in, users
from desktop.services.desk import EVERYBODY
from desktop.services.opening import NewOffice, NewUser
from desktop.wording import N_


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    init = commands.add_parser("init", parents=[common], help=N_("make an empty office"))
    init.add_argument("dir")
    init.add_argument("--office", required=True, help=N_("area code of the office: 36.01, or 36 for the province"))
    init.add_argument("--programme", required=True, action="append", help=N_("such as jamsosratu-2019"))
    for role in Role:
        option = "admin" if role is Role.ADMINISTRATOR else role.value
        init.add_argument(
            f"--{option}", metavar="NAME", required=role is Role.ADMINISTRATOR, help=N_("who signs in for this work")
        )
    init.set_defaults(run=run_init)

    programme = commands.add_parser("programme", help=N_("programme years of this office"))
    verbs = programme.add_subparsers(dest="verb", required=True)
    adding = verbs.add_parser("add", parents=[common], help=N_("let the office run another programme year"))
    adding.add_argument("dir")
    adding.add_argument("name", help=N_("such as jamsosratu-2019"))
    adding.set_defaults(run=run_programme_add)

    user = commands.add_parser("user", help=N_("people who sign in"))
    verbs = user.add_subparsers(dest="verb", required=True)
    for verb, runner, words in (
        ("add", run_user_add, N_("let somebody sign in")),
        ("remove", run_user_remove, N_("let somebody sign in no more")),
    ):
        one = verbs.add_parser(verb, parents=[common], help=words)
        one.add_argument("dir")
        one.add_argument("name", help=N_("by which this person signs in"))
        one.add_argument(
            "role",
            choices=[role.value for role in Role],
            metavar="ROLE",
            nargs=None if verb == "add" else "?",
            help=N_("what this person may do: %(choices)s"),
        )
        one.add_argument("--second", metavar="NAME", help=SECOND)
        one.set_defaults(run=runner)

    own = commands.add_parser("password", parents=[common], help=N_("change your own password"))
    own.add_argument("dir")
    own.set_defaults(run=run_password)


def run_init(context: Context) -> int:
    args = context.args
    first = password(context)
    named = (
        (args.admin, Role.ADMINISTRATOR),
        (args.operator, Role.OPERATOR),
        (args.supervisor, Role.SUPERVISOR),
        (args.auditor, Role.AUDITOR),
    )
    people = tuple(NewUser(name, role, first) for name, role in named if name)
    wanted = NewOffice(args.office, tuple(args.programme), people)
    made = opening.create(Path(args.dir), wanted, context.shared.gazetteer, context.shared.resources)
    t = context.t
    return context.answer(
        {"office": args.office, "name": made.name, "recovery_code": made.recovery_code},
        [
            t("The office {name} is ready in {path}.", name=made.name, path=args.dir),
            t("Recovery code, shown only now; print it and lock it away:"),
            made.recovery_code,
        ],
    )


def run_programme_add(context: Context) -> int:
    with context.desk(Role.ADMINISTRATOR) as desk:
        added = programmes.add(desk, context.args.name, context.shared.resources).value
    line = context.t("{name} runs here now.", name=added.name)
    return context.answer({"programme": added.programme, "year": added.year}, [line])


def run_user_add(context: Context) -> int:
    first = os.environ.get("EJSIKA_NEW_PASSWORD")
    with context.desk(Role.ADMINISTRATOR) as desk:
        new = first or password(context)
        row = users.add(desk, context.args.name, Role(context.args.role), new).value
    line = context.t("{name} can sign in now.", name=row.name)
    return context.answer({"user": row.name, "role": row.role}, [line])


def run_user_remove(context: Context) -> int:
    args = context.args
    with context.desk(Role.ADMINISTRATOR) as desk:
        users.remove(desk, args.name, second_person(args), password(context, "EJSIKA_SECOND_PASSWORD"))
    return context.answer({"removed": args.name}, [context.t("{name} can no longer sign in.", name=args.name)])


def run_password(context: Context) -> int:
    with context.desk(*EVERYBODY) as desk:
        old = password(context)
        signing_in.change_password(desk, old, password(context, "EJSIKA_NEW_PASSWORD"))
    return context.answer({"changed": True}, [context.t("The password was changed.")])
