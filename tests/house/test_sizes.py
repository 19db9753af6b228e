"""The measures of the house: files, functions, classes, and how much of it is tested."""

import ast
import re
import statistics

import pytest

from tests.house.source import Source, functions, length, program, suite

MEDIAN_FILE, MOST_FILES, LONGEST_FILE = 100, 290, 400
MOST_FUNCTIONS, LONGEST_FUNCTION = 25, 60
MOST_METHODS = 15
# The runner, and the hook for what nobody caught.
BROAD_HANDLERS = 2


def nine_of_ten(sizes: list[int]) -> float:
    """Size that nine of ten do not exceed."""
    return statistics.quantiles(sizes, n=10, method="inclusive")[-1]


def test_files_are_short() -> None:
    sizes = [source.lines for source in program()]
    assert statistics.median(sizes) <= MEDIAN_FILE
    assert nine_of_ten(sizes) <= MOST_FILES
    assert [source.name for source in program() if source.lines > LONGEST_FILE] == []


def test_functions_are_short() -> None:
    found = [(length(node), source.at(node), node.name) for source in program() for node in functions(source)]
    assert nine_of_ten([size for size, _, _ in found]) <= MOST_FUNCTIONS
    assert [row for row in found if row[0] > LONGEST_FUNCTION] == []


def test_classes_have_few_methods() -> None:
    crowded = [
        (source.at(node), node.name)
        for source in program()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef)
        and sum(isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) for part in node.body) > MOST_METHODS
    ]
    assert crowded == []


def test_every_file_begins_with_one_sentence() -> None:
    wordless = []
    for source in (*program(), *suite()):
        first = (ast.get_docstring(source.tree) or "").split("\n\n")[0].strip()
        if not first.endswith("."):
            wordless.append(source.name)
    assert wordless == []


def is_broad(node: ast.AST) -> bool:
    """Whether this swallows whatever comes: a bare, `Exception` or `BaseException` handler or `suppress`."""
    if isinstance(node, ast.ExceptHandler):
        if node.type is None:
            return True
        caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "suppress":
        caught = node.args
    else:
        return False
    return any(isinstance(name, ast.Name) and name.id in {"Exception", "BaseException"} for name in caught)


def test_broad_handlers_are_two() -> None:
    broad = [source.at(node) for source in program() for node in ast.walk(source.tree) if is_broad(node)]
    assert len(broad) <= BROAD_HANDLERS, broad


@pytest.mark.parametrize(
    ("text", "broad"),
    [
        ("try: pass\nexcept: pass", True),
        ("try: pass\nexcept (OSError, Exception): pass", True),
        ("with contextlib.suppress(BaseException): pass", True),
        ("try: pass\nexcept (OSError, ValueError): pass", False),
        ("with suppress(OSError): pass", False),
    ],
)
def test_broad_handlers_are_recognised(text: str, broad: bool) -> None:
    assert any(is_broad(node) for node in ast.walk(ast.parse(text))) is broad


def connected_lambdas(source: Source) -> list[str]:
    return [
        source.at(call)
        for call in ast.walk(source.tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "connect"
        for value in call.args
        if any(isinstance(part, ast.Lambda) for part in ast.walk(value))
    ]


def test_no_signal_is_connected_to_a_lambda() -> None:
    assert [place for source in program() for place in connected_lambdas(source)] == []


def test_no_unfinished_marks() -> None:
    mark = re.compile(r"\b(TODO|FIXME|XXX|HACK|raise NotImplementedError)\b")
    assert [(source.name, found) for source in program() for found in mark.findall(source.text)] == []


def lines_under(part: str, sources: tuple[Source, ...]) -> int:
    return sum(source.lines for source in sources if source.name.startswith(part))


@pytest.mark.parametrize(("part", "ratio"), [("", 0.9), ("services/", 1.2), ("store/", 1.2)])
def test_tests_weigh_enough(part: str, ratio: float) -> None:
    written = lines_under(f"desktop/{part}", program())
    tested = lines_under(f"tests/{part}", suite())
    assert tested >= ratio * written, f"{tested} lines of tests for {written} of desktop/{part}"


def test_nine_of_ten_counts_the_tail() -> None:
    assert nine_of_ten([10] * 19 + [500]) == 10
    assert nine_of_ten([10] * 15 + [500] * 5) == 500
