"""Commands around the exchange: its format, the paper of a hand-over, e-mails, watched folders, photographs."""

import argparse
import time
from pathlib import Path
from typing import Any

from desktop.cli.context import Context
from desktop.cli.values import limit
from desktop.documents.paper import Paper
from desktop.exchange import parts
from desktop.exchange.limits import KIB
from desktop.rules.money import grouped
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Desk
from desktop.services.exchange import handing_over, mailing, photo_post, post, schemas, watching
from desktop.services.exchange.handing_over import Signing
from desktop.services.exchange.watching import Arrival, Seen
from desktop.store.files import prove_target
from desktop.wording import N_
from desktop.wording.exchange import CAME

NONE = "-"


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    shape = commands.add_parser("package-format", parents=[common], help=N_("write the format of packages as schemas"))
    shape.add_argument("folder", metavar="FOLDER", type=Path, help=N_("where the JSON Schemas are written"))
    shape.set_defaults(run=run_format)
    _add_handover(commands, common)
    _add_mail(commands, common)
    _add_folders(commands, common)
    _add_photos(commands, common)


def _add_handover(commands: Any, common: argparse.ArgumentParser) -> None:
    paper = commands.add_parser(
        "handover", parents=[common], help=N_("the minutes of a hand-over of data, to be signed by both offices")
    )
    _which(paper)
    paper.add_argument("--out", metavar=N_("FILE.pdf"), type=Path, required=True, help=N_("where it is written"))
    paper.add_argument("--giver", metavar="NAME, OFFICE", default="", help=N_("who hands over; else who is signed in"))
    paper.add_argument(
        "--receiver", metavar="NAME, OFFICE", default="", help=N_("who receives; else a line to fill in")
    )
    paper.add_argument("--place", default="", help=N_("where it changes hands; else the office's town"))
    paper.add_argument("--paper", choices=[one.value for one in Paper], default="a4", help=N_("size of the sheets"))
    paper.set_defaults(run=run_handover)


def _add_mail(commands: Any, common: argparse.ArgumentParser) -> None:
    mail = commands.add_parser("mail", parents=[common], help=N_("e-mails with a package, ready to be sent (operator)"))
    _which(mail)
    mail.add_argument("--out", metavar="FOLDER", type=Path, required=True, help=N_("where the e-mails are written"))
    mail.add_argument("--address", metavar=N_("ADDRESS"), default="", help=N_("the other office's e-mail address"))
    mail.add_argument(
        "--parts", metavar="N", type=limit, default=parts.SIZE // KIB, help=N_("kilobytes of a part; 12 MB else")
    )
    mail.set_defaults(run=run_mail)


def _add_folders(commands: Any, common: argparse.ArgumentParser) -> None:
    post_folders = commands.add_parser(
        "folders", parents=[common], help=N_("the folders in which packages arrive and are laid, and what arrived")
    )
    post_folders.add_argument("dir")
    post_folders.add_argument("--inbox", metavar="FOLDER", help=N_("watch this folder for what comes; - for none"))
    post_folders.add_argument("--outbox", metavar="FOLDER", help=N_("lay what is sent into this folder; - for none"))
    post_folders.add_argument("--put", metavar="CODE", help=N_("copy the newest package for this office into it"))
    post_folders.set_defaults(run=run_folders)


def _add_photos(commands: Any, common: argparse.ArgumentParser) -> None:
    pictures = commands.add_parser(
        "photos", parents=[common], help=N_("make a package of photographs for another office (operator)")
    )
    pictures.add_argument("dir")
    pictures.add_argument("--to", metavar="CODE", required=True, help=N_("code of the receiver, 36"))
    pictures.add_argument(
        "--out", metavar="FOLDER", type=Path, required=True, help=N_("where it is copied to: a stick")
    )
    pictures.add_argument("--again", action="store_true", help=N_("all of them, also those sent before"))
    pictures.set_defaults(run=run_photos)


def _which(command: argparse.ArgumentParser) -> None:
    command.add_argument("dir")
    command.add_argument("--to", metavar="CODE", required=True, help=N_("code of the receiver, 36"))
    command.add_argument("--number", metavar="N", type=limit, help=N_("which package; else the newest"))


def run_format(context: Context) -> int:
    folder: Path = context.args.folder
    count = schemas.write(folder)
    value = {"folder": str(folder), "schemas": count}
    return context.answer(value, [context.t("{count} schemas stand in {folder}.", count=count, folder=str(folder))])


def run_handover(context: Context) -> int:
    args, t = context.args, context.t
    prove_target(args.out)
    with context.desk(Role.OPERATOR) as desk:
        signing = Signing(args.giver, args.receiver, args.place, Paper(args.paper))
        made = handing_over.record(desk, post.sent(desk, args.to, args.number), signing).value
        handing_over.save(desk, made, args.out)
    value = {"file": str(args.out), "number": made.number, "copy": made.copy, "pages": len(made.paper)}
    said = N_("A copy of the minutes {number}: {path}") if made.copy else N_("Minutes {number}: {path}")
    return context.answer(value, [t(said, number=made.number, path=str(args.out))])


def run_mail(context: Context) -> int:
    args, t = context.args, context.t
    with context.desk(Role.OPERATOR) as desk:
        package = post.sent(desk, args.to, args.number)
        mails = mailing.write(desk, package, args.out, args.address, part_size=args.parts * KIB).value
    value = [{"file": str(one.path), "part": one.part, "of": one.of, "bytes": one.bytes} for one in mails]
    return context.answer(
        value, [t("{path}: {size} bytes", path=str(one.path), size=grouped(one.bytes)) for one in mails]
    )


def run_photos(context: Context) -> int:
    args, t = context.args, context.t
    with context.desk(Role.OPERATOR) as desk, context.progress() as progress:
        made = photo_post.make(desk, args.to, progress, again=args.again).value
        files = post.copy_out(desk, made.id, args.out).value
    value = {
        "to": args.to, "number": made.number, "photographs": made.photographs, "bytes": made.bytes, "more": made.more,
        "lost": made.lost, "files": [str(path) for path in files],
    }  # fmt: skip
    lines = [t("Package {number} for {office}: {count} photographs, {size} bytes.",
               number=made.number, office=args.to, count=made.photographs, size=grouped(made.bytes))]  # fmt: skip
    if made.more:
        lines.append(t("There are more than one package holds: make another one."))
    if made.lost:
        lines.append(t("{count} photographs are missing or damaged here and were left out.", count=made.lost))
    return context.answer(value, [*lines, *map(str, files)])


def run_folders(context: Context) -> int:
    args, t = context.args, context.t
    roles = EVERYBODY if args.inbox is args.outbox is args.put is None else (Role.OPERATOR,)
    with context.desk(*roles) as desk:
        named = watching.folders(desk)
        if args.inbox is not None or args.outbox is not None:
            inbox, outbox = _named(args.inbox, named.inbox), _named(args.outbox, named.outbox)
            named = watching.name_folders(desk, inbox, outbox).value
        files = watching.put_out(desk, post.sent(desk, args.put)).value if args.put else ()
        came = _looked_twice(desk)
    value = {
        "inbox": named.inbox, "outbox": named.outbox, "put": [str(path) for path in files],
        "came": [_arrival(one) for one in came],
    }  # fmt: skip
    none = t("none")
    lines = [
        t("What comes: {folder}", folder=named.inbox or none),
        t("What is sent: {folder}", folder=named.outbox or none),
        *(f"{one.path.name}  {t(CAME[one.state])}" for one in came),
        *map(str, files),
    ]
    return context.answer(value, lines)


def _named(typed: str | None, before: str) -> str:
    return before if typed is None else "" if typed == NONE else typed


def _looked_twice(desk: Desk) -> tuple[Arrival, ...]:
    """A command has no earlier look: it waits until what lies there has rested."""
    seen = Seen()
    if not watching.look(desk, seen):
        return ()
    time.sleep(watching.REST_SECONDS)
    return watching.look(desk, seen)


def _arrival(one: Arrival) -> dict[str, Any]:
    told = {"file": one.path.name, "bytes": one.bytes, "state": one.state.value, "kind": one.kind.value}
    return told | ({"part": one.part, "of": one.of} if one.of else {})
