"""Help, usage and errors of the command line in the language of the person, over the whole tree of commands."""

import argparse
import ast
import gettext
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.cli import main, self_test
from desktop.cli.money import pages
from desktop.cli.speaking import actions, parsers, spoken, translate
from desktop.cli.values import area_quota, day, limit, places
from desktop.wording import Translator, load
from desktop.wording.command_line import NAMED, PHRASES, VALUES
from tests.cli.commands import Said, ejsika
from tests.house.words import rooms

LOCALE = Path(__file__).resolve().parents[2] / "resources" / "locale"
ENGLISH_WORDS = re.compile(r"\b(the|of|is|are|and|or|with|from|only|write|usage|options|required)\b")
# Told to whoever builds a parser, never to who uses it.
FOR_PROGRAMMERS = ("conflicting ", "cannot have multiple subparser", "%r is not callable", ".__call__()")


def built(t: Translator) -> argparse.ArgumentParser:
    """The parsers of all commands, and that of the command which has its own."""
    with spoken(t):
        whole = main.parser(t)
        alone = self_test.options(t)
    commands = next(one for one in whole._actions if one.dest == "command").choices
    assert isinstance(commands, dict)
    commands["self-test alone"] = alone
    return whole


@pytest.fixture(scope="module")
def english() -> argparse.ArgumentParser:
    return built(load(LOCALE, "en"))


@pytest.fixture(scope="module")
def indonesian() -> argparse.ArgumentParser:
    return built(load(LOCALE, "id"))


@pytest.fixture(scope="module")
def known() -> set[str]:
    """Every English string that has its Indonesian."""
    return {
        part
        for catalogue in rooms().values()
        for message in catalogue
        for part in ([message.id] if isinstance(message.id, str) else message.id)
    }


def said(parser: argparse.ArgumentParser) -> set[str]:
    """All words of a tree: descriptions, help, names of values."""
    found = {one.description for one in parsers(parser)}
    for action in actions(parser):
        if action.help == argparse.SUPPRESS:
            continue  # of no use to a person
        found |= {action.help, action.metavar if isinstance(action.metavar, str) else None}
    names = {action.dest for action in actions(parser) if type(action).__name__ == "_ChoicesPseudoAction"}
    return {words for words in found if words} - names


def phrases_of_argparse() -> Iterator[str]:
    """What this Python's argparse says to a person: every string it looks up, save those of wrong programs."""
    tree = ast.parse(inspect.getsource(argparse))
    for block in ast.walk(tree):
        for body in (getattr(block, "body", None), getattr(block, "orelse", None)):
            if isinstance(body, list):
                yield from _looked_up(body)


def _looked_up(body: list[ast.stmt]) -> Iterator[str]:
    """Strings of the plain lines of one block; who raises a fault of the program in it speaks to programmers."""
    plain = [line for line in body if not hasattr(line, "body")]
    raised = [line.exc for line in plain if isinstance(line, ast.Raise)]
    if any(ast.unparse(one).startswith(("ValueError", "TypeError", "NotImplementedError")) for one in raised if one):
        return
    for call in (node for line in plain for node in ast.walk(line) if isinstance(node, ast.Call)):
        if isinstance(call.func, ast.Name) and call.func.id in ("_", "ngettext"):
            text = call.args[0]
            if isinstance(text, ast.Constant) and not str(text.value).startswith(FOR_PROGRAMMERS):
                yield str(text.value)


def test_everything_commands_say_of_themselves_is_in_the_catalogue(
    english: argparse.ArgumentParser, known: set[str]
) -> None:
    words = said(english)
    assert len(words) > 150
    assert sorted(words - known) == []


def test_it_is_said_in_indonesian(english: argparse.ArgumentParser, indonesian: argparse.ArgumentParser) -> None:
    t = load(LOCALE, "id")
    assert said(indonesian) == {t(words) for words in said(english)}
    assert sorted(words for words in said(indonesian) if ENGLISH_WORDS.search(words)) == []


def test_every_command_and_every_value_says_what_it_is_for(english: argparse.ArgumentParser) -> None:
    mute = [one.prog for one in parsers(english) if not one.description]
    mute += [
        f"{one.prog} {action.option_strings or action.dest}"
        for one in parsers(english)
        for action in one._actions
        if not action.help and not isinstance(action.choices, dict)
    ]
    assert mute == []


def test_every_phrase_of_argparse_is_in_the_catalogue(known: set[str]) -> None:
    found = set(phrases_of_argparse())
    assert {"usage: ", "the following arguments are required: %s", "expected %s argument"} <= found
    assert sorted(found - known) == []
    assert found <= {*PHRASES}


def test_names_of_values_are_all_used(english: argparse.ArgumentParser) -> None:
    used = {action.metavar for action in actions(english)}
    assert sorted({*NAMED, *VALUES.values()} - used) == []


def test_every_page_of_help_can_be_written(indonesian: argparse.ArgumentParser) -> None:
    """A sign of percent in a translation would break the page."""
    with spoken(load(LOCALE, "id")):
        pages_of_help = [one.format_help() for one in parsers(indonesian)]
    assert len(pages_of_help) > 50
    for page in pages_of_help:
        assert page.startswith("pemakaian: ejsika")
        assert not re.search(r"%\(|\busage\b|\boptions\b|show this help", page)


def test_what_cannot_be_read_is_a_number(english: argparse.ArgumentParser) -> None:
    """The sentence for a value that cannot be read speaks of a number: the others refuse with one of their own."""
    assert {action.type for action in actions(english)} <= {None, int, Path, day, limit, places, pages, area_quota}


def indonesian_said(*words: object) -> Said:
    return ejsika(*words, language="id")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("find",), "ejsika find: salah: yang berikut wajib disebutkan: FOLDER, TEKS"),
        ((), "ejsika: salah: yang berikut wajib disebutkan: PERINTAH"),
        (("facilitator",), "ejsika facilitator: salah: yang berikut wajib disebutkan: PERINTAH"),
        (("verify", "kantor", "--nonsense"), "ejsika: salah: tidak dikenal: --nonsense"),
        (("verify", "kantor", "--as"), "ejsika verify: salah: --as: harus diikuti satu nilai"),
        (("verify", "kantor", "--json=1"), "ejsika verify: salah: --json: tidak memakai nilai, tetapi diberi '1'"),
        (("demo", "kantor", "--households", "banyak"), "salah: --households: 'banyak' bukan angka bulat yang benar"),
        (("user", "add", "kantor", "yayah", "raja"), "salah: PERAN: 'raja' bukan pilihan (pilih salah satu: "),
        (("receipts", "kantor", "2019/1"), "salah: salah satu wajib disebutkan: --out --confirm"),
        (
            ("receipts", "kantor", "2019/1", "--out", "a.pdf", "--confirm"),
            "--confirm: tidak dapat dipakai bersama --out",
        ),
        (("receipts", "kantor", "2019/1", "--pa", "a4"), "salah: --pa dapat berarti --paper, --pages; tuliskan"),
        (("verfy",), "ejsika: salah: PERINTAH: 'verfy' bukan pilihan"),
    ],
)
def test_wrong_usage_is_told_in_indonesian(words: tuple[str, ...], sentence: str) -> None:
    told = indonesian_said(*words)
    assert (told.status, told.out) == (2, "")
    assert sentence in told.err
    assert told.err.startswith("pemakaian: ejsika")
    assert not Path("kantor").exists()


def test_help_in_both_languages() -> None:
    told = indonesian_said("find", "--help")
    assert (told.status, told.err) == (0, "")
    assert told.out.startswith("pemakaian: ejsika find [-h] [--as PENGGUNA] [--json] [--limit N] FOLDER TEKS\n")
    assert "cari keluarga menurut nama, nomor, kartu, atau tempat" in told.out
    assert "folder kantor" in told.out
    assert "tampilkan bantuan ini" in told.out
    assert "nilai berurutan:" in told.out
    english = ejsika("find", "--help").out
    assert english.startswith("usage: ejsika find [-h] [--as USER] [--json] [--limit N] FOLDER TEXT\n")
    assert "find families by name, number, card or place" in english
    assert "show this help message and exit" in english


def test_the_list_of_commands_is_indonesian() -> None:
    told = indonesian_said("--help")
    assert told.status == 0
    assert "tanpa perintah: jendela program" in told.out
    assert re.search(r"^    verify +buktikan keutuhan", told.out, re.MULTILINE)
    assert re.search(r"^    self-test +periksa program", told.out, re.MULTILINE)


def test_the_self_test_alone_speaks_too(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EJSIKA_LANG", "id")
    with pytest.raises(SystemExit) as stopped:
        self_test.main(["--help"])
    assert stopped.value.code == 0
    assert "periksa program di komputer ini" in capsys.readouterr().out
    with pytest.raises(SystemExit) as stopped:
        self_test.main(["--nonsense"])
    assert stopped.value.code == 2
    assert "tidak dikenal: --nonsense" in capsys.readouterr().err


def test_choices_stand_in_the_help() -> None:
    told = indonesian_said("user", "add", "--help")
    assert "peran pengguna: operator, supervisor, auditor, administrator" in " ".join(told.out.split())


def test_other_parsers_keep_their_language() -> None:
    """What is lent to argparse is given back, whatever happens meanwhile."""
    with pytest.raises(SystemExit), spoken(load(LOCALE, "id")):
        argparse.ArgumentParser(prog="lain").parse_args(["--help"])
    assert "show this help message" in argparse.ArgumentParser(prog="lain").format_help()
    assert (vars(argparse)["_"], vars(argparse)["ngettext"]) == (gettext.gettext, gettext.ngettext)


def test_a_line_shared_by_two_commands_is_translated_once() -> None:
    """Options handed to several parsers are one and the same; a second time would look up Indonesian words."""

    class Twice(Translator):
        def __call__(self, text: str, /, **values: object) -> str:
            return f"<{text}>" if text else ""

    t = Twice(gettext.NullTranslations(), "en")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--day", help="when", metavar="D")
    whole = argparse.ArgumentParser(prog="x")
    verbs = whole.add_subparsers()
    for verb in ("a", "b"):
        verbs.add_parser(verb, parents=[common], help=f"does {verb}")
    translate(whole, t)
    (day_of,) = {action for action in actions(whole) if action.dest == "day"}
    assert (day_of.help, day_of.metavar) == ("<when>", "<D>")
    assert [one.description for one in parsers(whole)] == [None, "<does a>", "<does b>"]
