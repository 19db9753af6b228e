"""The page about the auditor's tests names each of them, with its level, and tests that exist."""

import re
from pathlib import Path

import pytest

from desktop.services.auditing.kinds import LEVELS, AuditTest

NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@pytest.mark.parametrize("test", AuditTest)
def test_each_stands_on_the_page(checkout: Path, test: AuditTest) -> None:
    page = (checkout / "docs" / "auditors-tests.md").read_text("utf-8")
    (line,) = [line for line in page.splitlines() if line.startswith(f"| `{test.value.partition('.')[2]}` |")]
    assert line.split("|")[2].strip() == LEVELS[test].value
    ((path, name),) = NAMED.findall(line)
    assert f"\ndef {name}(" in (checkout / path).read_text("utf-8")
