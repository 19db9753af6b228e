"""The words for the codes of a person stand in one place: no room has copies that could come to differ."""

import ast
from collections.abc import Iterator
from pathlib import Path

from desktop.wording import records

PROGRAM = Path(records.__file__).parents[1]
CODED = frozenset({"Sex", "Relation", "Presence", "Marital", "Schooling"})


def enumeration(key: ast.expr | None) -> str:
    """Name of the enumeration a key of a table is of: `Sex` of `Sex.MALE` and of `Sex.MALE.value`."""
    while isinstance(key, ast.Attribute):
        key = key.value
    return key.id if isinstance(key, ast.Name) else ""


def copies(source: str) -> Iterator[int]:
    """Lines on which a code of a person is given a word of its own."""
    for table in ast.walk(ast.parse(source)):
        if isinstance(table, ast.Dict):
            for key, word in zip(table.keys, table.values, strict=True):
                marked = any(isinstance(one, ast.Name) and one.id == "N_" for one in ast.walk(word))
                if marked and enumeration(key) in CODED:
                    yield word.lineno


def test_a_copy_is_seen() -> None:
    assert list(copies('A = {\n Sex.MALE: N_("Man"),\n Presence.DIED.value: (N_("Dead"), 1),\n}')) == [2, 3]
    assert list(copies('A = {Sex.MALE: records.SEXES["L"], Degree.EQUAL: N_("Equal")}')) == []


def test_no_room_has_words_of_its_own_for_the_codes_of_a_person() -> None:
    found = {
        f"{path.relative_to(PROGRAM)}:{line}"
        for path in PROGRAM.rglob("*.py")
        for line in copies(path.read_text(encoding="utf-8"))
    }
    assert found == set()
