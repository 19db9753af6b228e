"""Every code that paper refuses with has its English sentence, and each sentence its Indonesian one."""

import re

import pytest

from desktop.paths import resources
from desktop.wording.documents import SENTENCES

SOURCE = resources().parent / "desktop" / "documents"


def test_every_code_raised_has_a_sentence_and_every_sentence_a_use() -> None:
    raised = {
        code for file in SOURCE.glob("*.py") for code in re.findall(r'"(documents\.[a-z_]+)"', file.read_text("utf-8"))
    }
    assert raised == set(SENTENCES)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_sentence_stands_in_the_indonesian_catalogue(code: str) -> None:
    catalogue = (resources() / "locale" / "id" / "documents.po").read_text("utf-8")
    written = SENTENCES[code].replace('"', '\\"')
    found = re.search(rf'^msgid "{re.escape(written)}"\nmsgstr "(.+)"$', catalogue, re.MULTILINE)
    assert found is not None
    assert set(re.findall(r"\{(\w+)\}", found[1])) == set(re.findall(r"\{(\w+)\}", SENTENCES[code]))
