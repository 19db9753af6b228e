"""Every sentence about files exists in both languages and takes the same values."""

import ast
import re
from pathlib import Path
from string import Formatter

import desktop.sheets
from desktop.paths import resources
from desktop.wording import sheets as wording

CODE = re.compile(r"sheets\.[a-z_]+")


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def catalogue() -> dict[str, str]:
    text = (resources() / "locale" / "id" / "sheets.po").read_text("utf-8")
    pairs = re.findall(r'^msgid (".*")\nmsgstr (".*")$', text, re.MULTILINE)
    return {ast.literal_eval(english): ast.literal_eval(indonesian) for english, indonesian in pairs}


def raised() -> set[str]:
    """Codes written as whole strings in the package."""
    found: set[str] = set()
    for path in Path(desktop.sheets.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                found.add(node.value)
    return found


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    assert raised() == wording.SENTENCES.keys()


def test_every_sentence_is_translated_with_the_same_values() -> None:
    translated = catalogue()
    english = [*wording.SENTENCES.values(), wording.READING, wording.CHECKING, wording.WRITING]
    assert set(english) <= translated.keys()
    for text in english:
        assert names(text) == names(translated[text]), text
