"""Letters to look at: as issued, and as they would look; neither takes a number nor counts as a print."""

from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select

from desktop import paths
from desktop.errors import Refused
from desktop.models import AuditLine, Household
from desktop.services import letter_views, letters
from desktop.services.desk import Desk
from desktop.services.letter_values import Occasion
from desktop.services.letters import LetterRow, To
from tests.documents.paper_readers import codes, page_words, words
from tests.services.money.walk import FIRST, SECOND, approved, drafted

INVITATION = letters.find_template(paths.resources(), "undangan")
OCCASION = Occasion(date(2019, 12, 5), "08.00 WIB", "Balai Desa Sumberjaya")


@pytest.fixture
def ready(operator: Desk, supervisor: Desk) -> Desk:
    approved(operator, supervisor, 3)
    return operator


def issued(desk: Desk, out: Path) -> list[LetterRow]:
    letters.issue(desk, INVITATION, To(tranche=FIRST), OCCASION, out)
    return letters.register(desk)[0]


def actions(desk: Desk) -> list[tuple[str, str | None]]:
    """What stands in the log of looking at letters, and of which record."""
    with desk.read() as session:
        statement = select(AuditLine.action, AuditLine.record).where(
            AuditLine.action.in_(("letter.open", "letter.preview"))
        )
        return [(line.action, line.record) for line in session.execute(statement)]


def test_a_letter_is_read_as_it_went_out(ready: Desk, tmp_path: Path) -> None:
    row = issued(ready, tmp_path / "a.pdf")[2]
    assert row.household_id is not None
    with ready.write("test.change") as unit:
        unit.session.get_one(Household, row.household_id).address = "Pindah ke Bogor"
    seen = letter_views.look(ready, row.id)
    assert words(seen) == page_words((tmp_path / "a.pdf").read_bytes())[0]
    assert codes(seen) == codes((tmp_path / "a.pdf").read_bytes())[:1]
    assert letters.register(ready)[0][2].prints == 1
    assert actions(ready) == [("letter.open", str(row.id))]


@pytest.mark.parametrize("role", ["supervisor", "auditor"])
def test_the_supervisor_and_the_auditor_read_letters(
    ready: Desk, tmp_path: Path, role: str, request: pytest.FixtureRequest
) -> None:
    row = issued(ready, tmp_path / "a.pdf")[0]
    assert row.number_text in words(letter_views.look(request.getfixturevalue(role), row.id))
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        letter_views.sample(request.getfixturevalue(role), INVITATION, To(tranche=FIRST), OCCASION)


def test_an_administrator_reads_no_letter(ready: Desk, administrator: Desk, tmp_path: Path) -> None:
    row = issued(ready, tmp_path / "a.pdf")[0]
    for look in (
        lambda: letter_views.look(administrator, row.id),
        lambda: letter_views.sample(administrator, INVITATION, To(tranche=FIRST), OCCASION),
    ):
        with pytest.raises(Refused, match=r"role\.not_allowed"):
            look()
    assert actions(ready) == []


def test_a_letter_that_is_not_there_leaves_no_line(ready: Desk) -> None:
    with pytest.raises(Refused, match=r"paper\.letter_unknown"):
        letter_views.look(ready, uuid4())
    assert actions(ready) == []


def test_a_sample_is_the_first_letter_without_number_and_code(ready: Desk) -> None:
    seen = letter_views.sample(ready, INVITATION, To(tranche=FIRST), OCCASION)
    said = words(seen)
    assert len(page_words(seen)) == 1
    for phrase in (letter_views.NO_NUMBER, "Kamis, 5 Desember 2019", "08.00 WIB", "JSR-36.01-000001"):
        assert phrase in said
    assert codes(seen) == []
    assert letters.count(ready) == 0
    ((action, record),) = actions(ready)
    assert action == "letter.preview"
    assert record is not None


def test_a_sample_to_one_family_names_that_family(ready: Desk) -> None:
    said = words(letter_views.sample(ready, INVITATION, To("jsr-36.01-000003", FIRST), OCCASION))
    assert "JSR-36.01-000003" in said
    assert "JSR-36.01-000001" not in said


def test_the_number_after_a_sample_is_still_the_first(ready: Desk, tmp_path: Path) -> None:
    letter_views.sample(ready, INVITATION, To(tranche=FIRST), OCCASION)
    assert sorted(row.number for row in issued(ready, tmp_path / "a.pdf")) == [1, 2, 3]


@pytest.mark.parametrize(
    ("to", "occasion", "code"),
    [
        (To(), OCCASION, "letters.to_whom"),
        (To(tranche=SECOND), OCCASION, "money.no_list"),
        (To("JSR-36.01-000009"), OCCASION, "letters.family_unknown"),
        (To(tranche=FIRST), Occasion(), "documents.letter_value_missing"),
    ],
)
def test_a_sample_that_cannot_be_is_refused_and_not_logged(ready: Desk, to: To, occasion: Occasion, code: str) -> None:
    with pytest.raises(Refused) as refused:
        letter_views.sample(ready, INVITATION, to, occasion)
    assert refused.value.code == code
    if code != "documents.letter_value_missing":
        assert actions(ready) == []


def test_a_draft_has_no_sample_yet(operator: Desk) -> None:
    drafted(operator, 2)
    with pytest.raises(Refused, match=r"money\.not_approved"):
        letter_views.sample(operator, INVITATION, To(tranche=FIRST), OCCASION)


def test_a_template_that_is_gone_is_said(ready: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        letter_views.sample(ready, tmp_path / "gone.txt", To(tranche=FIRST), OCCASION)
    assert refused.value.code.startswith(("store.", "files.", "system."))
    assert actions(ready) == []
