"""Commands of the exchange between offices: keys, trust, packages out and in, and what a file is."""

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.context import Context
from desktop.cli.values import limit
from desktop.errors import Refused
from desktop.exchange import parts
from desktop.exchange.describing import Described, FileKind, card_in, describe
from desktop.exchange.keys import KeyCard
from desktop.exchange.limits import KIB
from desktop.exchange.manifest import Kind
from desktop.rules.money import grouped
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY
from desktop.services.exchange import own_keys, packing, post, receiving, trusting
from desktop.services.exchange.receiving import Outcome, Place, Preview
from desktop.services.exchange.trusting import CardRow, Trust
from desktop.store.files import system_errors, whole_file
from desktop.wording import N_
from desktop.wording.exchange import FILES, PLACES, TRUST


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    keys = commands.add_parser("keys", parents=[common], help=N_("this office's key card, to be given to others"))
    keys.add_argument("dir")
    keys.add_argument("--qr", metavar="FILE", type=Path, help=N_("where its QR code is written"))
    keys.add_argument("--out", metavar="FILE", type=Path, help=N_("where its line is written"))
    keys.set_defaults(run=run_keys)

    trust = commands.add_parser("trust", parents=[common], help=N_("believe another office's key card (two people)"))
    trust.add_argument("dir")
    trust.add_argument("card", metavar="FILE", type=Path, nargs="?", help=N_("its line or a picture of its QR code"))
    trust.add_argument("--fingerprint", metavar="CODE", default="", help=N_("as it stands on the other office's paper"))
    trust.set_defaults(run=run_trust)

    out = commands.add_parser("export", parents=[common], help=N_("make a package for another office (operator)"))
    out.add_argument("dir")
    out.add_argument("--to", metavar="CODE", required=True, help=N_("code of the receiver, 36"))
    out.add_argument("--out", metavar="FOLDER", type=Path, required=True, help=N_("where it is copied to: a stick"))
    out.add_argument(
        "--parts",
        metavar="N",
        type=limit,
        nargs="?",
        const=parts.SIZE // KIB,
        help=N_("in parts of N kilobytes for e-mail; 12 MB where no number is given"),
    )
    out.add_argument("--period", metavar="TEXT", default="", help=N_("what it is about, 2019/1"))
    out.add_argument("--catch-up", action="store_true", help=N_("what is here of that office, which lost it"))
    out.set_defaults(run=run_export)

    taking = commands.add_parser("receive", parents=[common], help=N_("take in packages of other offices (operator)"))
    taking.add_argument("dir")
    taking.add_argument("files", metavar="FILE", nargs="+", type=Path, help=N_("packages or parts, in any order"))
    taking.add_argument("--dry-run", action="store_true", help=N_("only check and say what they hold"))
    taking.set_defaults(run=run_receive)

    what = commands.add_parser("inspect", parents=[common], help=N_("what a file of the exchange is"))
    what.add_argument("file", metavar="FILE", type=Path, help=N_("a package, a part of one, or a key card"))
    what.set_defaults(run=run_inspect)


def run_keys(context: Context) -> int:
    args = context.args
    with context.desk(*EVERYBODY) as desk:
        card = own_keys.card(desk).value
    if args.qr:
        own_keys.draw(card, args.qr)
    if args.out:
        with whole_file(args.out) as file:
            file.write(card.text.encode() + b"\n")
    return answer_card(context, card)


def answer_card(context: Context, card: KeyCard) -> int:
    """Answer the office's own card: its line, and what the other office compares."""
    value = {
        "office": card.office, "epoch": card.epoch, "on": card.on, "card": card.text, "fingerprint": card.fingerprint,
    }  # fmt: skip
    return context.answer(value, [card.text, context.t("Fingerprint: {code}", code=card.fingerprint)])


def run_trust(context: Context) -> int:
    args, t = context.args, context.t
    if args.card is None:
        with context.desk(*EVERYBODY) as desk:
            rows = trusting.cards(desk)
        none = [t("No card of another office was entered.")]
        return context.answer([card_value(row) for row in rows], [card_line(context, row) for row in rows] or none)
    card = card_in(_read(args.card))
    with context.desk(*trusting.WHO) as desk:
        row = trusting.trust(desk, card, args.fingerprint).value
    return context.answer(card_value(row), [card_line(context, row)])


def run_export(context: Context) -> int:
    args, t = context.args, context.t
    with context.desk(Role.OPERATOR) as desk, context.progress() as progress:
        kind = Kind.CATCH_UP if args.catch_up else Kind.DATA
        row = packing.make(desk, args.to, args.period, progress, kind).value
        files = post.copy_out(desk, row.id, args.out, part_size=(args.parts or 0) * KIB).value
    value = {
        "to": row.receiver, "number": row.number, "digest": row.digest, "bytes": row.bytes, "records": row.records,
        "totals": row.totals, "files": [str(path) for path in files],
    }  # fmt: skip
    told = t("Package {number} for {office}: {records} records, {size} bytes.",
             number=row.number, office=row.receiver, records=grouped(row.records), size=grouped(row.bytes))  # fmt: skip
    return context.answer(value, [told, *map(str, files)])


def run_receive(context: Context) -> int:
    """0 when everything was taken in or was here already; else 1, with what is missing or wrong for each."""
    args = context.args
    with context.desk(Role.OPERATOR) as desk, context.progress() as progress:
        fetched = post.fetch(desk, args.files)
        if args.dry_run:
            previews = [receiving.look(desk, path, progress) for path in fetched.packages]
            value = [_preview(preview) for preview in previews]
            lines = [_preview_line(context, preview) for preview in previews]
            outcomes: list[Outcome] = []
        else:
            outcomes = receiving.take_all(desk, fetched.packages, progress).value
            value = [_outcome(context, one) for one in outcomes]
            lines = [line for one in outcomes for line in _outcome_lines(context, one)]
    for joined in fetched.missing:
        value.append({"package": joined.package, "missing_parts": list(joined.missing), "of": joined.of})
        lines.append(_missing(context, joined))
    context.answer(value, lines)
    return 1 if fetched.missing or any(one.taken is None for one in outcomes) else 0


def run_inspect(context: Context) -> int:
    args = context.args
    what = describe(_read(args.file), args.file.name)
    value = {"kind": what.kind.value, "bytes": what.bytes, "sha256": what.sha256, **_details(what)}
    lines = [context.t(FILES[what.kind]), *(f"{name}: {one}" for name, one in value.items() if name != "kind")]
    return context.answer(value, lines)


def _read(path: Path) -> bytes:
    with system_errors(path):
        return path.read_bytes()


def _details(what: Described) -> dict[str, Any]:
    if what.kind is FileKind.CARD and what.card is not None:
        return {"office": what.card.office, "epoch": what.card.epoch, "fingerprint": what.card.fingerprint}
    if what.part is not None:
        return {"package": what.part.package.hex(), "part": what.part.number, "of": what.part.of}
    return {}


def card_value(row: CardRow) -> dict[str, Any]:
    return {
        "office": row.office, "epoch": row.epoch, "fingerprint": row.fingerprint, "trust": row.trust.value,
        "proposed_by": row.proposed_by, "confirmed_by": row.confirmed_by, "through": row.through,
        "ending_by": row.ending_by, "ended_for": row.ended_for, "last_number": row.last_number,
    }  # fmt: skip


def card_line(context: Context, row: CardRow) -> str:
    line = f"{row.office}  {row.fingerprint}  {context.t(TRUST[row.trust])}"
    if row.trust is Trust.PROPOSED:
        line += "  " + context.t("Another person confirms it: compare the code with the other office's paper.")
    return f"{line}  {row.ended_for}" if row.ended_for else line


def _preview(preview: Preview) -> dict[str, Any]:
    return {
        "sender": preview.sender, "number": preview.number, "period": preview.period, "made_at": preview.made_at,
        "records": preview.records, "totals": preview.totals, "place": preview.place.value,
    }  # fmt: skip


def _preview_line(context: Context, preview: Preview) -> str:
    return context.t(
        PLACES[preview.place], office=preview.sender, number=preview.number, records=grouped(preview.records)
    )


def _outcome(context: Context, one: Outcome) -> dict[str, Any]:
    if one.taken is not None:
        done = one.taken
        counts = {"new": done.counts.new, "changed": done.counts.changed, "apart": done.counts.apart}
        said = [{"code": told.code, "sentence": context.t.sentence(told.code, told.values)} for told in done.said]
        return {
            "sender": done.sender, "number": done.number, "taken": not done.already, "already": done.already,
            **counts, "said": said,
        }  # fmt: skip
    if one.held is not None:
        return {"sender": one.held.sender, "number": one.held.number, "taken": False, "held": True}
    return {"file": one.path.name, "taken": False, "refused": one.refused.code if one.refused else ""}


def _outcome_lines(context: Context, one: Outcome) -> list[str]:
    """What became of it, and what it told beside its records."""
    said = one.taken.said if one.taken else ()
    return [_outcome_line(context, one), *(f"  {context.t.sentence(told.code, told.values)}" for told in said)]


def _outcome_line(context: Context, one: Outcome) -> str:
    t = context.t
    if one.taken is not None and one.taken.already:
        return t(PLACES[Place.KNOWN], office=one.taken.sender, number=one.taken.number, records="")
    if one.taken is not None:
        new, changed = sum(one.taken.counts.new.values()), sum(one.taken.counts.changed.values())
        number, office = one.taken.number, one.taken.sender
        said = {"number": number, "office": office, "new": grouped(new), "changed": grouped(changed)}
        return t("Package {number} of {office}: {new} new records, {changed} changed.", **said)
    if one.held is not None:
        return _preview_line(context, one.held)
    refused = one.refused or Refused("exchange.no_package")
    return f"{one.path.name}: {t.sentence(refused.code, refused.values)}"


def _missing(context: Context, joined: parts.Joined) -> str:
    return context.t(
        "Of a package in {of} parts, these are missing: {missing}.", of=joined.of, missing=parts.told(joined.missing)
    )
