"""Commands that prove an office, back it up and bring it back."""

import argparse
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.cli.context import Context, password
from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services import safety
from desktop.services.desk import EVERYBODY
from desktop.services.money.proving import prove
from desktop.wording import N_

SECOND = N_("the second person (or EJSIKA_SECOND), who gives EJSIKA_SECOND_PASSWORD")


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    verify = commands.add_parser("verify", parents=[common], help=N_("prove database, money, numbering, log"))
    verify.add_argument("dir")
    verify.set_defaults(run=run_verify)

    back_up = commands.add_parser("backup", parents=[common], help=N_("write a checked backup"))
    back_up.add_argument("dir")
    back_up.add_argument("file", help=N_("where the backup is written"))
    back_up.set_defaults(run=run_backup)

    restore = commands.add_parser("restore", parents=[common], help=N_("bring an office back into a new folder"))
    restore.add_argument("file", help=N_("the backup"))
    restore.add_argument("dir")
    restore.add_argument("--second", metavar="NAME", help=SECOND)
    restore.set_defaults(run=run_restore)


def run_verify(context: Context) -> int:
    with context.desk(*EVERYBODY) as desk, context.progress() as progress:
        proved = safety.verify(desk, prove, progress)
    t = context.t
    sentences = [t.sentence(fault.code, fault.values) for fault in proved.faults]
    families = proved.totals["household"]
    verdict = t("Sound: database, money, numbering and log.") if proved.sound else t("Not sound:")
    lines = [
        verdict,
        *sentences,
        t("{families} families, {payments} payments, {receipts} receipts, {lines} lines in the log.",
          families=families, payments=proved.totals["payment"], receipts=proved.totals["receipt"],
          lines=proved.head[0]),
    ]  # fmt: skip
    value = {
        "ok": proved.sound,
        "checks": list(proved.checks),
        "faults": [{"code": fault.code, "sentence": s} for fault, s in zip(proved.faults, sentences, strict=True)],
        "totals": proved.totals,
        "head": {"line": proved.head[0], "hash": proved.head[1]},
    }
    context.answer(value, lines)
    return 0 if proved.sound else 1


def run_backup(context: Context) -> int:
    with context.desk(Role.ADMINISTRATOR) as desk, context.progress() as progress:
        done = safety.back_up(desk, Path(context.args.file), progress)
    lines = [context.t("The backup was checked and lies in {path}.", path=str(done.path))]
    if done.photos.any:
        lines.append(
            context.t(
                "Photographs: {new} copied to {folder}, {there} there already. Keep that folder with the backup.",
                new=done.photos.new,
                folder=done.photos.folder,
                there=done.photos.there,
            )
        )
    lines += _lost(context, done.photos.lost)
    value = {"file": str(done.path), "bytes": done.size, "photographs": asdict(done.photos)}
    return context.answer(value, lines)


def run_restore(context: Context) -> int:
    args = context.args
    witness = second_person(args)
    first = password(context)
    name = args.act_as or os.environ.get("EJSIKA_USER") or None
    second = (witness, _password_of_second(context, first))
    with context.progress() as progress:
        back = safety.restore(Path(args.file), Path(args.dir), first, name, second, progress)
    lines = [context.t("{name} is back in {path} with {families} families.",
                       name=back.name, path=args.dir, families=back.totals["household"])]  # fmt: skip
    lines += _lost(context, back.photos.lost)
    value = {"office": back.name, "epoch": back.epoch, "totals": back.totals, "photographs": asdict(back.photos)}
    return context.answer(value, lines)


def _lost(context: Context, count: int) -> list[str]:
    """Say that photographs are missing, which hinders neither a backup nor bringing one back."""
    if not count:
        return []
    return [
        context.t.many(
            "{count} photograph was not found. It may lie in another folder whose name ends in .ejsika-photos.",
            "{count} photographs were not found. They may lie in another folder whose name ends in .ejsika-photos.",
            count,
        )
    ]


def second_person(args: argparse.Namespace) -> str:
    """Take the name of the second person from `--second` or the environment. Refuses when nobody is named."""
    name = str(args.second or os.environ.get("EJSIKA_SECOND") or "")
    if not name:
        raise Refused("user.second_needed")
    return name


def second_of(context: Context) -> tuple[str, str]:
    """Take the name of the second person and his own password."""
    return second_person(context.args), password(context, "EJSIKA_SECOND_PASSWORD")


def _password_of_second(context: Context, first: str) -> str:
    """Take his own password; where nobody can be asked, the first one is tried on the person who was named.

    The people of a practice office share one password. Whether it is his, and he another person, the office says.
    """
    if os.environ.get("EJSIKA_SECOND_PASSWORD") or sys.stdin.isatty():
        return password(context, "EJSIKA_SECOND_PASSWORD")
    return first
