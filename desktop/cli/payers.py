"""Commands of banks and the post: paths of payments, files for payers, their answers, templates."""

import argparse
import json
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from desktop.cli import payer_templates
from desktop.cli.context import Context
from desktop.cli.values import day
from desktop.errors import Refused
from desktop.rules.money import Figure, grouped, rupiah
from desktop.rules.payout_paths import MoneyPath
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY
from desktop.services.money.keys import find_key
from desktop.services.payers import answers, came_back, files, routes, standing
from desktop.services.payers.answers import AnswerPreview, AnswerTaken
from desktop.services.payers.came_back import CameBack
from desktop.services.payers.routes import Moved, NewPath, RouteFilters
from desktop.sheets.list_columns import mapped
from desktop.sheets.payer_words import WordKind
from desktop.wording import N_

MOST_SHOWN = 20
WORD_KINDS = MappingProxyType({"outcomes": WordKind.STATUS, "reasons": WordKind.REASON})
FIGURES = ("listed", "without_account", "to_send", "sent", "idle", "failed", "paid", "gone")


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    payer = commands.add_parser("payer", help=N_("files for banks and the post, and their answers"))
    verbs = payer.add_subparsers(dest="verb", required=True)
    status = _tranche(verbs, common, "status", run_status, N_("how far each payer is with a tranche"))
    status.add_argument("--payer", metavar="NAME", default="", help=N_("whose failed and idle payments are listed"))
    route = _tranche(verbs, common, "route", run_route, N_("move payments to another path (operator)"))
    route.add_argument("--to", required=True, choices=[path.value for path in MoneyPath], help=N_("the new path"))
    route.add_argument("--payer", metavar="NAME", default="", help=N_("bank or post; nothing for cash"))
    route.add_argument("--reason", required=True, help=N_("why; the auditor will read it"))
    route.add_argument("--village", metavar="CODE", default="", help=N_("only families of this village"))
    route.add_argument("--find", metavar="TEXT", default="", help=N_("only this name, card, NIK or account"))
    how_many = N_("how many families --find is known to fit; wanted where it fits more than one")
    route.add_argument("--families", metavar="COUNT", type=int, help=how_many)
    route.add_argument("--dry-run", action="store_true", help=N_("say what would be moved and keep nothing"))
    route.add_argument("--without-account", action="store_true", help=N_("only families that wait for an account"))
    making = _tranche(verbs, common, "file", run_file, N_("make the file for a payer (operator)"))
    making.add_argument("--payer", metavar="NAME", required=True, help=N_("bank or post, as the programme names it"))
    making.add_argument("--out", metavar="FILE", type=Path, required=True, help=N_("where the file is written"))
    making.add_argument("--template", metavar="NAME", default="", help=N_("another template than the payer's own"))
    answer = _tranche(verbs, common, "answer", run_answer, N_("take in what a payer answered (operator)"))
    answer.add_argument("file", type=Path, help=N_("xlsx, xls, ods or csv"))
    answer.add_argument("--payer", metavar="NAME", default="", help=N_("whose answer it is, where several pay"))
    answer.add_argument("--day", metavar="DATE", type=day, help=N_("day of payments whose row has none"))
    answered = N_("number of the file it answers, where what failed in one was sent again in another")
    answer.add_argument("--of-file", metavar="NUMBER", type=int, default=0, help=answered)
    answer.add_argument("--map", metavar="FILE", type=Path, help=N_("what the columns mean: JSON, heading to field"))
    words = N_("what unknown words mean, kept for the payer: JSON with outcomes and reasons")
    answer.add_argument("--words", metavar="FILE", type=Path, help=words)
    answer.add_argument("--dry-run", action="store_true", help=N_("say what would be taken and keep nothing"))
    answer.add_argument("--good-only", action="store_true", help=N_("take the good rows though others are wrong"))
    answer.add_argument("--problems", metavar="OUT.xlsx", type=Path, help=N_("write the wrong rows with the reasons"))
    back = _tranche(
        verbs, common, "back", run_back, N_("money that came back to the payer after it was paid (supervisor)")
    )
    back.add_argument("whom", metavar="CARD", help=N_("whole number or scanned code of a receipt or card"))
    back.add_argument("--paper", metavar="TEXT", required=True, help=N_("number of the payer's paper"))
    back.add_argument("--on", metavar="DATE", type=day, required=True, help=N_("the day the money came back"))
    back.add_argument("--why", metavar="CODE", required=True, help=N_("code of the reason, as in the payer's answers"))
    payer_templates.add(verbs, common)


def _tranche(verbs: Any, common: argparse.ArgumentParser, verb: str, runner: Any, words: str) -> Any:
    one = verbs.add_parser(verb, parents=[common], help=words)
    one.add_argument("dir")
    one.add_argument("tranche", help=N_("[PROGRAMME:]YEAR/NUMBER"))
    one.set_defaults(run=runner)
    return one


def run_status(context: Context) -> int:
    with context.desk(*EVERYBODY) as desk:
        key = find_key(desk, context.args.tranche)
        rows, made = standing.payers(desk, key), standing.files(desk, key)
        unreached = standing.unreached(desk, key, context.args.payer, limit=1000).rows
    value = {
        "tranche": str(key),
        "payers": [
            {"path": row.path.value, "payer": row.payer, **{name: _figure(getattr(row, name)) for name in FIGURES}}
            for row in rows
        ],
        "files": [{"number": one.number, "payer": one.payer, "name": one.name, "payments": one.payments,
                   "rupiah": one.rupiah, "sha256": one.digest} for one in made],
        "unreached": [{"name": one.name, "card": one.card, "account": one.account, "outcome": one.outcome.value,
                       "reason": one.code, "told": one.told} for one in unreached],
    }  # fmt: skip
    t = context.t
    lines = [
        t("{payer}: {listed} families, to be sent {to_send}, sent {sent}, paid {paid}, failed {failed}, idle {idle}, "
          "without account {lacking}.",
          payer=row.payer or t("Cash at the desk"), listed=grouped(row.listed.families),
          to_send=grouped(row.to_send.families), sent=grouped(row.sent.families), paid=grouped(row.paid.families),
          failed=grouped(row.failed.families), idle=grouped(row.idle.families),
          lacking=grouped(row.without_account.families))
        for row in rows
    ]  # fmt: skip
    lines += [f"  {one.name} · {one.card} · {one.reason or one.told}" for one in unreached[:MOST_SHOWN]]
    return context.answer(value, lines or [t("Nothing of this tranche has a path yet.")])


def run_route(context: Context) -> int:
    args = context.args
    with context.desk(Role.OPERATOR) as desk:
        key = find_key(desk, args.tranche)
        among = RouteFilters(args.find, args.village)
        wish = NewPath(MoneyPath(args.to), args.payer, args.reason, None, args.without_account, among, args.families)
        done = routes.foresee(desk, key, wish)
        if not args.dry_run:
            _refuse_several(args, done)
            done = routes.move(desk, key, replace(wish, expected=done.moved + done.same)).value
    value = {"moved": done.moved, "same": done.same, "without_account": done.without_account, "rupiah": done.rupiah,
             "dry_run": args.dry_run}  # fmt: skip
    lines = [context.t("{moved} payments moved; {lacking} of them have no account there.", moved=grouped(done.moved),
                       lacking=grouped(done.without_account))]  # fmt: skip
    if args.dry_run:
        lines.append(context.t("Nothing was saved: this was a dry run."))
    return context.answer(value, lines)


def _refuse_several(args: argparse.Namespace, done: Moved) -> None:
    """The beginning of a number or part of a name may fit more families than who typed it has in mind."""
    fitting = done.moved + done.same
    if args.find and fitting > 1 and args.families is None:
        raise Refused("payers.several_fit", typed=args.find, count=fitting)


def run_file(context: Context) -> int:
    args = context.args
    with context.desk(Role.OPERATOR) as desk, context.progress() as progress:
        made = files.make(desk, find_key(desk, args.tranche), args.payer, args.out, args.template, progress).value
    value = {"file": made.path, "number": made.number, "payer": made.payer, "template": made.template,
             "sha256": made.digest, **_figure(made.figure), "without_account": made.waiting}  # fmt: skip
    t = context.t
    lines = [
        t("File {number} for {payer}: {families} families, {rupiah}, written to {path}.", number=made.number,
          payer=made.payer, families=grouped(made.figure.families), rupiah=rupiah(made.figure.rupiah), path=made.path)
    ]  # fmt: skip
    if made.waiting:
        lines.append(t("{count} families wait for an account and are not in it.", count=grouped(made.waiting)))
    return context.answer(value, lines)


def run_answer(context: Context) -> int:
    args = context.args
    with context.desk(Role.OPERATOR) as desk, context.progress() as progress:
        key = find_key(desk, args.tranche)
        columns = None
        if args.map:
            columns = mapped(answers.look(desk, args.file, args.payer).sighted.headings, _map(args.map))
        previewed = answers.preview(
            desk, key, args.file, args.payer, columns, args.day, progress, of_file=args.of_file,
            meanings=_words(args.words) if args.words else None,
        )  # fmt: skip
        written = 0
        if args.problems and previewed.counts.wrong:
            written = answers.problems(desk, previewed, args.problems, context.t)
        taken = None
        if not args.dry_run:
            if previewed.counts.wrong and not args.good_only:
                # The list is the answer; the refusal that follows says it in one sentence.
                context.answer(_answered(context, previewed, None, written), _lines(context, previewed, None))
            taken = answers.accept(desk, previewed, good_only=args.good_only, progress=progress).value
    return context.answer(_answered(context, previewed, taken, written), _lines(context, previewed, taken))


def run_back(context: Context) -> int:
    args, t = context.args, context.t
    with context.desk(Role.SUPERVISOR) as desk:
        found = came_back.look(desk, find_key(desk, args.tranche), args.whom)
        done = came_back.enter(desk, found.id, CameBack(args.paper, args.on, args.why)).value
    if done.still_paid:
        said = t("{name}: the money is back at {payer}; the desk's payment stands.", name=done.name, payer=done.payer)
    else:
        said = t("{name}: the money is back at {payer}. The payment waits again; its receipt stays valid.",
                 name=done.name, payer=done.payer)  # fmt: skip
    value = {"name": done.name, "payer": done.payer, "still_paid": done.still_paid}
    return context.answer(value, [said])


def _map(path: Path) -> dict[str, str]:
    try:
        said = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Refused("list.map_unreadable", name=path.name) from error
    if not isinstance(said, dict) or not all(isinstance(field, str) for field in said.values()):
        raise Refused("list.map_unreadable", name=path.name)
    return {str(heading): field for heading, field in said.items()}


def _words(path: Path) -> dict[tuple[WordKind, str], str]:
    """Meanings by kind and word, from {"outcomes": {word: meaning}, "reasons": {word: code}}."""
    try:
        said = json.loads(path.read_text("utf-8"))
        found = {(kind, str(word)): str(meaning) for name, kind in WORD_KINDS.items()
                 for word, meaning in said.pop(name, {}).items()}  # fmt: skip
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise Refused("payers.words_unreadable", name=path.name) from error
    if said:
        raise Refused("payers.words_unreadable", name=path.name)
    return found


def _answered(context: Context, previewed: AnswerPreview, taken: AnswerTaken | None, written: int) -> dict[str, Any]:
    counts = previewed.counts
    return {
        "file": previewed.file.path.name,
        "sha256": previewed.file.digest,
        "dry_run": context.args.dry_run,
        "known": previewed.known,
        "rows": counts.rows,
        **{name: _figure(getattr(counts, name)) for name in ("sent", "paid", "failed", "idle", "missing")},
        "same": counts.same,
        "wrong": counts.wrong,
        "problems": [
            {"row": one.row, "column": one.column, "heading": one.heading, "code": one.code,
             "sentence": context.t.sentence(one.code, one.values)}
            for row in previewed.wrong for one in row.problems
        ],
        "problems_written": written,
        "unknown_words": [{"kind": one.kind.value, "word": one.written, "rows": one.rows}
                          for one in previewed.unexplained],
        "answer": str(taken.id) if taken else None,
    }  # fmt: skip


def _lines(context: Context, previewed: AnswerPreview, taken: AnswerTaken | None) -> list[str]:
    t, counts = context.t, previewed.counts
    lines = [
        t("{rows} rows: paid {paid} ({rupiah}), failed {failed}, idle {idle}, known before {same}, wrong {wrong}; "
          "not named of what was sent {missing}.",
          rows=grouped(counts.rows), paid=grouped(counts.paid.families), rupiah=rupiah(counts.paid.rupiah),
          failed=grouped(counts.failed.families), idle=grouped(counts.idle.families), same=grouped(counts.same),
          wrong=grouped(counts.wrong), missing=grouped(counts.missing.families))
    ]  # fmt: skip
    found = [problem for row in previewed.wrong for problem in row.problems][:MOST_SHOWN]
    lines += [f"  {one.column}{one.row}: {t.sentence(one.code, one.values)}" for one in found]
    lines += [t('Unknown word in {rows} rows: "{word}". --words says what it means.', rows=one.rows, word=one.written)
              for one in previewed.unexplained[:MOST_SHOWN]]  # fmt: skip
    if context.args.dry_run:
        lines.append(t("Nothing was saved: this was a dry run."))
    elif taken is not None:
        lines.append(t("The answer is taken."))
    return lines


def _figure(figure: Figure) -> dict[str, int]:
    return {"families": figure.families, "rupiah": figure.rupiah}
