"""Every kind of paper with everything as long as it may be: nothing is cut, nothing runs over, all can be read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.rules.terms import Role
from tests import offices
from tests.documents import layout
from tests.services.all_papers import ALL_PAPERS, Extreme
from tests.services.extremes import Extremes, furnish

READABLE = 4.6  # points; the smallest print on an identity card is no larger
SQUEEZED = 0.9
WRITERS = (
    "draw_letters", "write_cards", "write_handover", "write_list", "write_lists", "write_minutes", "write_receipts",
    "write_recovery_sheet", "write_signed", "write_statement", "write_test_page",
)  # fmt: skip


@pytest.fixture(scope="module")
def extremes(office_template: offices.Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Extremes]:
    folder = tmp_path_factory.mktemp("extremes")
    desk = offices.sign_in(office_template.copy(folder / "office"), Role.OPERATOR)
    yield furnish(desk, folder)
    desk.close()


@pytest.mark.parametrize("paper", ALL_PAPERS.values(), ids=list(ALL_PAPERS))
def test_the_longest_of_everything_fits(extremes: Extremes, paper: Extreme) -> None:
    pages = layout.pages(paper.make(extremes))
    assert not [(number, fault) for number, page in enumerate(pages, 1) for fault in layout.faults(page, paper.white)]
    texts = [text for page in pages for text in page.texts]
    assert not [text for text in texts if text.size < READABLE or text.squeeze < SQUEEZED]
    said = "".join("".join(text.text.split()) for text in texts)
    assert not [words for words in paper.whole if "".join(words.split()) not in said]


def test_no_paper_is_forgotten(checkout: Path) -> None:
    """Whoever writes a PDF in the services is found by the papers above."""
    here = (checkout / "tests/services/all_papers.py").read_text(encoding="utf-8")
    for path in sorted((checkout / "desktop/services").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "self_test" in path.parts or not any(f" {name}(" in text for name in WRITERS):
            continue
        package = ".".join(path.relative_to(checkout).with_suffix("").parts)
        assert PAPER_OF.get(package, package.rpartition(".")[2]) in here, package


PAPER_OF = {
    # One receipt of the same rows by the same writer as the prints of a list.
    "desktop.services.payday.slips": "printing",
    "desktop.services.paper": "papers",
    "desktop.services.kept_papers": "letters",
    "desktop.services.recovery": "write_recovery_sheet",
    "desktop.services.reports.decree": "making",
    "desktop.services.reports.lists": "making",
    "desktop.services.reports.realisation": "making",
    "desktop.services.reports.returned": "making",
    "desktop.services.reports.texts": "making",
    "desktop.services.reports.yearly": "making",
}
"""What a module's papers are made by, where it is another."""
