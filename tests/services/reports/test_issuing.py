"""Minutes of a pay-out under the number of the register: without a gap, kept as they went out, copied from there."""

from pathlib import Path
from uuid import UUID

import pytest

from desktop.documents import minutes_kept
from desktop.errors import Refused
from desktop.models import Letter
from desktop.rules.terms import Role
from desktop.services import counting, letter_views, letters
from desktop.services.desk import Desk
from desktop.services.letters import Occasion, To
from desktop.services.reports import issuing, making
from desktop.services.reports.kinds import Formal, Kind, Wish
from desktop.services.reports.texts import NO_NUMBER
from tests import families, offices
from tests.documents.paper_readers import page_words, words
from tests.services.money import walk
from tests.services.reports import paid

MINUTES = Wish(Kind.MINUTES, walk.FIRST, formal=Formal(place="Aula Kecamatan Sumur", witnesses=("Ujang, Camat",)))


@pytest.fixture
def paid_out(operator: Desk, supervisor: Desk) -> Desk:
    paid.mixed(operator, supervisor, 6)
    return operator


def last(desk: Desk) -> int:
    with desk.read() as session:
        return counting.last(session, counting.letter_series(desk.today().year))


def kept(desk: Desk, letter: UUID) -> Letter:
    with desk.read() as session:
        return session.get_one(Letter, letter)


def test_a_draft_has_no_number_and_takes_none(paid_out: Desk) -> None:
    said = words(making.on_paper(paid_out, MINUTES).pdf)
    assert f"Nomor: {NO_NUMBER}" in said
    assert "RANCANGAN" in said
    assert last(paid_out) == 0
    assert letters.register(paid_out).rows == []


def test_minutes_and_letters_share_one_series_without_a_gap(paid_out: Desk, checkout: Path, tmp_path: Path) -> None:
    first = issuing.issue(paid_out, MINUTES).value
    template = checkout / "resources" / "letters" / "undangan.txt"
    to = To(tranche=walk.FIRST)
    letters.issue(paid_out, template, to, Occasion(by_hand=True), tmp_path / "surat.pdf")
    second = issuing.issue(paid_out, MINUTES).value
    numbers = sorted(row.number for row in letters.register(paid_out).rows)
    assert numbers == list(range(1, len(numbers) + 1))
    assert (kept(paid_out, first.letter).number, kept(paid_out, second.letter).number) == (1, len(numbers))
    assert last(paid_out) == len(numbers)


def test_the_original_bears_its_number_and_stands_in_the_register(paid_out: Desk) -> None:
    done = issuing.issue(paid_out, MINUTES).value
    said = words(done.paper.pdf)
    assert f"Nomor: {done.number}" in said
    assert "RANCANGAN" not in said
    assert "SALINAN" not in said
    (row,) = letters.register(paid_out, done.number).rows
    assert (row.id, row.number_text, row.prints) == (done.letter, done.number, 1)
    assert row.subject.startswith("Berita Acara Penyaluran Bantuan Sosial")
    assert row.addressee == "Kuasa Pengguna Anggaran"


def test_printed_again_it_is_a_copy_and_says_what_it_said(paid_out: Desk, tmp_path: Path) -> None:
    done = issuing.issue(paid_out, MINUTES).value
    before = page_words(done.paper.pdf)
    families.add(paid_out, 2, start=50)
    paid.settle(paid_out, [paid.outcome(paid_out, one, paid.S.PAID) for one in paid.payments(paid_out)[3:4]])
    letters.reprint(paid_out, [done.letter], tmp_path / "salinan.pdf")
    after = page_words((tmp_path / "salinan.pdf").read_bytes())
    assert len(after) == len(before)
    assert all("SALINAN" in page for page in after)
    assert f"Nomor: {done.number}" in after[0]
    assert "kepada 3 dari 6 keluarga" in after[0], "as it was issued, whatever was paid since"
    assert letters.register(paid_out).rows[0].prints == 2
    assert last(paid_out) == 1, "a copy takes no number"


def test_it_is_read_from_the_register_without_being_printed(paid_out: Desk) -> None:
    done = issuing.issue(paid_out, MINUTES).value
    said = words(letter_views.look(paid_out, done.letter))
    assert done.number in said
    assert "SALINAN" not in said
    assert letters.register(paid_out).rows[0].prints == 1


def test_letters_and_minutes_are_printed_again_together(paid_out: Desk, checkout: Path, tmp_path: Path) -> None:
    done = issuing.issue(paid_out, MINUTES).value
    template = checkout / "resources" / "letters" / "undangan.txt"
    to = To(paid.payments(paid_out)[0].card_number, walk.FIRST)
    letters.issue(paid_out, template, to, Occasion(by_hand=True), tmp_path / "surat.pdf")
    both = [row.id for row in letters.register(paid_out).rows]
    letters.reprint(paid_out, both, tmp_path / "dua.pdf")
    said = words((tmp_path / "dua.pdf").read_bytes())
    assert done.number in said
    assert "Undangan pengambilan bantuan" in said


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish(Kind.MINUTES, walk.FIRST, formal=Formal("460/1")), "reports.number_of_register"),
        (Wish(Kind.STATEMENT, walk.FIRST), "reports.not_numbered"),
        (Wish(Kind.MINUTES), "reports.no_tranche"),
    ],
)
def test_what_cannot_be_issued_takes_no_number(paid_out: Desk, wish: Wish, code: str) -> None:
    with pytest.raises(Refused) as refused:
        issuing.issue(paid_out, wish)
    assert refused.value.code == code
    assert last(paid_out) == 0
    assert letters.register(paid_out).rows == []


def test_there_are_no_minutes_of_a_pay_out_that_is_not_open(operator: Desk, supervisor: Desk) -> None:
    walk.approved(operator, supervisor, 3)
    with pytest.raises(Refused) as refused:
        issuing.issue(operator, MINUTES)
    assert refused.value.code == "reports.not_open"
    assert last(operator) == 0


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_an_operator_issues_them(paid_out: Desk, role: Role) -> None:
    with pytest.raises(Refused):
        issuing.issue(offices.same_office_as(paid_out, role), MINUTES)
    assert last(paid_out) == 0


@pytest.mark.parametrize("damaged", ["{}", "[]", "no json", '{"rows": [[]], "letterhead": 1}'])
def test_a_damaged_wording_is_refused(damaged: str) -> None:
    with pytest.raises(Refused) as refused:
        minutes_kept.from_json(damaged)
    assert refused.value.code == "documents.letter_kept_unreadable"
