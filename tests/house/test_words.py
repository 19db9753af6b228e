"""Every word a person may read has its Indonesian, and every code its sentence."""

import ast
from collections.abc import Iterator

import pytest
from babel.messages import Message

from desktop.wording.translator import sentences
from tests.house.source import Source, program
from tests.house.words import built_in, coded, coded_in, fields, marked, marked_in, rooms


def source(text: str) -> Source:
    return Source("desktop/ui/example.py", text, ast.parse(text))


def messages() -> Iterator[tuple[str, Message]]:
    for room, catalogue in rooms().items():
        for message in catalogue:
            if message.id:
                yield room, message


def first(text: str | tuple[str, ...] | list[str]) -> str:
    return text if isinstance(text, str) else text[0]


def test_every_code_has_its_sentence() -> None:
    known = sentences()
    whole = [found for found in coded() if found.whole and found.code not in known]
    begun = [found for found in coded() if not found.whole and not any(key.startswith(found.code) for key in known)]
    assert whole + begun == []


def test_every_sentence_gets_its_values() -> None:
    known = sentences()
    lacking = [
        (found.place, found.code, sorted(needed - found.values))
        for found in coded()
        if found.whole and found.values is not None and (needed := fields(known.get(found.code, ""))) - found.values
    ]
    assert lacking == []


def test_every_sentence_is_said_somewhere() -> None:
    beginnings = {found.code for found in coded() if not found.whole}
    written = {
        node.value
        for part in program()
        if not part.name.startswith("desktop/wording/")
        for node in ast.walk(part.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    silent = [code for code in sentences() if code not in written and not code.startswith(tuple(beginnings))]
    assert silent == []


def test_marked_strings_are_whole() -> None:
    assert [place for part in program() for place in built_in(part)] == []


def test_every_marked_string_is_translated() -> None:
    translated = {first(message.id) for _, message in messages()}
    assert [found for found in marked() if found.text not in translated] == []


def test_counted_phrases_are_counted_in_the_catalogue() -> None:
    counted = {tuple(message.id) for _, message in messages() if not isinstance(message.id, str)}
    assert {(found.text, found.more) for found in marked() if found.more} <= counted


def test_nothing_is_translated_that_nobody_says() -> None:
    said = {found.text for found in marked()}
    assert [(room, first(message.id)) for room, message in messages() if first(message.id) not in said] == []


def test_translations_are_finished() -> None:
    unfinished = [
        (room, first(message.id)) for room, message in messages() if message.fuzzy or not first(message.string or "")
    ]
    assert unfinished == []


def test_translations_keep_the_values() -> None:
    changed = [
        (room, first(message.id))
        for room, message in messages()
        # The plural names everything; Indonesian has one form for both.
        if fields(message.id if isinstance(message.id, str) else message.id[1]) != fields(first(message.string or ""))
    ]
    assert changed == []


def test_translations_keep_the_margins() -> None:
    def margins(text: str) -> tuple[bool, bool, bool]:
        return text[:1].isspace(), text[-1:].isspace(), text.endswith("…")

    changed = [
        (room, first(message.id))
        for room, message in messages()
        if margins(first(message.id)) != margins(first(message.string or ""))
    ]
    assert changed == []


def test_a_string_has_one_translation() -> None:
    seen: dict[str, tuple[str, object]] = {}
    differing = []
    for room, message in messages():
        other, string = seen.setdefault(first(message.id), (room, message.string))
        if string != message.string:
            differing.append((other, room, first(message.id)))
    assert differing == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('N_("A " "family")', [("A family", "")]),
        ('self._t("Save")', [("Save", "")]),
        ('t.many("{count} family", "{count} families", n)', [("{count} family", "{count} families")]),
        ('rows.many("a", "b")', []),
        ("t(row.title)", []),
        ('print("Save")', []),
    ],
)
def test_marked_strings_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.text, one.more) for one in marked_in(source(text))] == found


@pytest.mark.parametrize(
    ("text", "code", "whole", "values"),
    [
        ('Refused("a.b", path=p)', "a.b", True, {"path"}),
        ('Refused(f"a.{kind}")', "a.", False, set()),
        ('Refused("a.b", **values)', "a.b", True, None),
        ('RowProblem(3, "B", "NIK", "nik.short")', "nik.short", True, None),
        ('RowProblem(3, "B", "NIK", code="nik.short")', "nik.short", True, None),
    ],
)
def test_codes_are_found(text: str, code: str, whole: bool, values: set[str] | None) -> None:
    (found,) = coded_in(source(text))
    assert (found.code, found.whole, found.values) == (code, whole, values)


def test_below_the_screen_translate_moves_a_drawing() -> None:
    drawing = Source("desktop/documents/example.py", "", ast.parse('canvas.translate("a"); N_("b")'))
    assert [one.text for one in marked_in(drawing)] == ["b"]


@pytest.mark.parametrize("text", ['N_("a" + b)', 't(f"{a} b")', "N_(text)"])
def test_strings_put_together_are_found(text: str) -> None:
    assert list(built_in(source(text))) == ["desktop/ui/example.py:1"]
