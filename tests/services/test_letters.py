"""Letters: gapless numbers, wording kept as it went out, copies counted, the register found by number or name."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop import paths
from desktop.errors import Cancelled, Refused
from desktop.models import AuditLine, Enrolment, Household, Letter, Member
from desktop.rules.ids import new_id
from desktop.rules.receipt_code import Paper, check_code
from desktop.services import letters, paper_head
from desktop.services.desk import Desk
from desktop.services.letters import LetterRow, Occasion, To
from desktop.services.money import receipts
from tests import families
from tests.documents.paper_readers import codes, page_words, words
from tests.services.money.walk import DECREE, FIRST, SECOND, approved, drafted, faults

INVITATION = letters.find_template(paths.resources(), "undangan")
OCCASION = Occasion(date(2019, 12, 5), "08.00 WIB", "Balai Desa Sumberjaya")


@pytest.fixture
def ready(operator: Desk, supervisor: Desk) -> Desk:
    """The operator's desk where three families get money."""
    approved(operator, supervisor, 3)
    return operator


def kept(desk: Desk) -> list[Letter]:
    with desk.read() as session:
        return list(session.scalars(select(Letter).order_by(Letter.fiscal_year, Letter.number)))


def rows(desk: Desk, text: str = "") -> list[LetterRow]:
    return letters.register(desk, text)[0]


def test_a_whole_tranche_is_invited(ready: Desk, tmp_path: Path) -> None:
    out = tmp_path / "undangan.pdf"
    done = letters.issue(ready, INVITATION, To(tranche=FIRST), OCCASION, out).value
    year = ready.today().year
    assert (done.count, done.file) == (3, str(out))
    pages = page_words(out.read_bytes())
    assert len(pages) == 3
    for phrase in ("Kamis, 5 Desember 2019", "08.00 WIB", "Balai Desa Sumberjaya", "Rp1.000.000", DECREE.number):
        assert all(phrase in page for page in pages)
    assert "SITI AMINAH" in pages[0]
    assert "JSR-36.01-000001" in pages[0]
    with ready.read() as session:
        key = paper_head.seal_key(session)
    read = [check_code(code, key) for code in codes(out.read_bytes())]
    assert [(one.paper, one.year, one.number) for one in read] == [(Paper.LETTER, year, n) for n in (1, 2, 3)]
    assert [row.prints for row in rows(ready)] == [1, 1, 1]
    assert faults(ready) == []


def test_numbers_go_on_over_letters_of_every_kind(ready: Desk, tmp_path: Path) -> None:
    letters.issue(ready, INVITATION, To(tranche=FIRST), OCCASION, tmp_path / "a.pdf")
    one = letters.issue(ready, INVITATION, To(household="jsr-36.01-000002"), OCCASION, tmp_path / "b.pdf").value
    assert (one.count, one.first) == (1, one.last)
    assert [row.number for row in kept(ready)] == [1, 2, 3, 4]
    assert kept(ready)[3].number_text == one.first
    assert "/4/Linjamsos/" in one.first


def test_a_family_is_named_by_card_or_by_id(ready: Desk, tmp_path: Path) -> None:
    with ready.read() as session:
        statement = select(Enrolment.household_id).where(Enrolment.card_number == "JSR-36.01-000003")
        family = session.scalars(statement).one()
    for named in ("JSR-36.01-000003", str(family)):
        letters.issue(ready, INVITATION, To(household=named), OCCASION, tmp_path / "a.pdf")
    assert {row.household_id for row in kept(ready)} == {family}


@pytest.mark.parametrize("named", ["JSR-36.01-999999", "019a0000-0000-7000-8000-000000000000", "siti"])
def test_a_family_nobody_knows_is_refused(ready: Desk, tmp_path: Path, named: str) -> None:
    with pytest.raises(Refused) as refused:
        letters.issue(ready, INVITATION, To(household=named), OCCASION, tmp_path / "a.pdf")
    assert refused.value.code == "letters.family_unknown"
    assert list(tmp_path.glob("*.pdf")) == []


def test_wording_is_frozen_as_it_went_out(ready: Desk, tmp_path: Path) -> None:
    first, again = tmp_path / "a.pdf", tmp_path / "b.pdf"
    letters.issue(ready, INVITATION, To(household="JSR-36.01-000001"), OCCASION, first)
    (row,) = rows(ready)
    with ready.write("test.change") as unit:
        unit.session.get_one(Household, row.household_id).address = "Pindah ke Bogor"
    letters.reprint(ready, [row.id], again)
    issued, copied = words(first.read_bytes()), words(again.read_bytes())
    assert "SALINAN" not in issued
    assert "SALINAN" in copied
    assert "Bogor" not in copied
    assert codes(again.read_bytes()) == codes(first.read_bytes())
    assert rows(ready)[0].prints == 2


def test_a_letter_with_a_hole_is_refused_and_takes_no_number(ready: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        letters.issue(ready, INVITATION, To(tranche=FIRST), Occasion(on=date(2019, 12, 5)), tmp_path / "a.pdf")
    assert refused.value.code == "documents.letter_value_missing"
    assert refused.value.values == {"name": "pukul"}
    assert kept(ready) == []
    letters.issue(ready, INVITATION, To(tranche=FIRST), OCCASION, tmp_path / "a.pdf")
    assert kept(ready)[0].number == 1


class Stops:
    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        raise Cancelled


def test_cancelling_leaves_neither_letters_nor_file(ready: Desk, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        letters.issue(ready, INVITATION, To(tranche=FIRST), OCCASION, tmp_path / "a.pdf", Stops())
    assert kept(ready) == []
    assert list(tmp_path.glob("*.pdf*")) == []


def test_only_who_gets_money_is_invited(ready: Desk, supervisor: Desk, tmp_path: Path) -> None:
    receipts.void(supervisor, "KW-36.01-2019-000002", "nama salah")
    assert letters.issue(ready, INVITATION, To(tranche=FIRST), OCCASION, tmp_path / "a.pdf").value.count == 2
    receipts.issue_anew(ready, "KW-36.01-2019-000002")
    assert letters.issue(ready, INVITATION, To(tranche=FIRST), OCCASION, tmp_path / "b.pdf").value.count == 3


def test_a_tranche_that_is_not_approved_invites_nobody(operator: Desk, tmp_path: Path) -> None:
    drafted(operator, 2)
    with pytest.raises(Refused) as refused:
        letters.issue(operator, INVITATION, To(tranche=FIRST), OCCASION, tmp_path / "a.pdf")
    assert refused.value.code == "money.not_approved"


def test_a_family_outside_the_tranche_is_refused(ready: Desk, tmp_path: Path) -> None:
    (family,) = families.add(ready, 1, start=70)
    for to, code in (
        (To(str(family), FIRST), "letters.not_on_list"),
        (To("JSR-36.01-000001", SECOND), "money.no_list"),
        (To(str(family)), "documents.letter_value_missing"),
        (To(), "letters.to_whom"),
    ):
        with pytest.raises(Refused) as refused:
            letters.issue(ready, INVITATION, to, OCCASION, tmp_path / "a.pdf")
        assert refused.value.code == code


def test_a_letter_of_ones_own_to_a_family_without_money(operator: Desk, tmp_path: Path) -> None:
    own = tmp_path / "keterangan.txt"
    head, _, _ = INVITATION.read_text(encoding="utf-8").rpartition("+++")
    head = head.replace('code = "undangan"', 'code = "keterangan"').replace(
        'hal = "Undangan pengambilan bantuan {program} tahap {tahap} tahun {tahun}"', 'hal = "Keterangan"'
    )
    head = head.replace(', "Pendamping {program_singkat}"', "")
    own.write_text(
        f"{head}+++\n{{nama}}, NIK {{nik}}, alamat {{alamat}}, nomor kartu {{no_kartu}}.\n", encoding="utf-8"
    )
    (family,) = families.add(operator, 1)
    letters.issue(operator, own, To(str(family)), Occasion(), tmp_path / "a.pdf")
    text = words((tmp_path / "a.pdf").read_bytes())
    assert "SITI AMINAH, NIK 3601015203840000" in text
    assert "Desa Sumberjaya, Kecamatan Sumur" in text
    assert kept(operator)[0].pay_list_id is None


def test_the_register_is_found_by_number_name_and_subject_and_paged(ready: Desk, tmp_path: Path) -> None:
    letters.issue(ready, INVITATION, To(tranche=FIRST), OCCASION, tmp_path / "a.pdf")
    assert [row.number for row in rows(ready)] == [3, 2, 1]
    assert {row.addressee for row in rows(ready, "siti")} == {"SITI AMINAH"}
    assert [row.number for row in rows(ready, "/2/linjamsos")] == [2]
    assert len(rows(ready, "undangan pengambilan")) == 3
    assert rows(ready, "%") == []
    page, following = letters.register(ready, limit=2)
    assert ([row.number for row in page], following) == ([3, 2], (ready.today().year, 2))
    page, following = letters.register(ready, limit=2, after=following)
    assert ([row.number for row in page], following) == ([1], None)
    assert letters.count(ready) == 3


def test_templates_are_listed_and_unknown_ones_named() -> None:
    found = {row.code: row for row in letters.templates(paths.resources())}
    assert found["undangan"].title == "Undangan pencairan"
    assert {"nama", "hari_tanggal", "pukul", "tempat"} <= found["undangan"].needs
    with pytest.raises(Refused) as refused:
        letters.find_template(paths.resources(), "surat-cinta")
    assert refused.value.code == "letters.template_unknown"
    assert "undangan" in str(refused.value.values["known"])


def test_issuing_and_printing_again_stand_in_the_log(ready: Desk, tmp_path: Path) -> None:
    letters.issue(ready, INVITATION, To(tranche=FIRST), OCCASION, tmp_path / "a.pdf")
    letters.reprint(ready, [row.id for row in rows(ready)], tmp_path / "b.pdf")
    with ready.read() as session:
        actions = session.scalars(select(AuditLine.action).where(AuditLine.kind.is_(None))).all()
    assert actions.count("letter.issue") == 1
    assert actions.count("letter.reprint") == 1
    with pytest.raises(Refused) as refused:
        letters.reprint(ready, [], tmp_path / "c.pdf")
    assert refused.value.code == "letters.nobody"


def test_only_the_operator_issues(ready: Desk, supervisor: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        letters.issue(supervisor, INVITATION, To(tranche=FIRST), OCCASION, tmp_path / "a.pdf")
    assert refused.value.code == "role.not_allowed"


class Watches:
    """Keeps how far the work said it was."""

    def __init__(self) -> None:
        self.steps: list[tuple[int, int | None]] = []

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        self.steps.append((done, total))


def test_progress_is_told_of_all_letters(ready: Desk, tmp_path: Path) -> None:
    watch = Watches()
    letters.issue(ready, INVITATION, To(tranche=FIRST), OCCASION, tmp_path / "a.pdf", watch)
    assert watch.steps
    assert {total for _, total in watch.steps} == {3}
    assert [done for done, _ in watch.steps] == sorted(done for done, _ in watch.steps)


def test_cancelling_copies_leaves_them_uncounted(ready: Desk, tmp_path: Path) -> None:
    letters.issue(ready, INVITATION, To(tranche=FIRST), OCCASION, tmp_path / "a.pdf")
    with pytest.raises(Cancelled):
        letters.reprint(ready, [row.id for row in rows(ready)], tmp_path / "b.pdf", Stops())
    assert {row.prints for row in rows(ready)} == {1}
    assert not (tmp_path / "b.pdf").exists()


def test_a_file_that_cannot_be_written_takes_no_number(ready: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        letters.issue(ready, INVITATION, To(tranche=FIRST), OCCASION, tmp_path / "gone" / "a.pdf")
    assert kept(ready) == []


def test_some_letters_are_copied_in_the_order_of_their_numbers(ready: Desk, tmp_path: Path) -> None:
    letters.issue(ready, INVITATION, To(tranche=FIRST), OCCASION, tmp_path / "a.pdf")
    chosen = [row for row in rows(ready) if row.number != 2]
    done = letters.reprint(ready, [row.id for row in chosen], tmp_path / "b.pdf").value
    assert (done.count, done.first, done.last) == (2, chosen[1].number_text, chosen[0].number_text)
    pages = page_words((tmp_path / "b.pdf").read_bytes())
    assert [number in page for number, page in zip((done.first, done.last), pages, strict=True)] == [True, True]
    assert [row.prints for row in rows(ready)] == [2, 1, 2]


def test_a_copy_may_be_copied_again_and_is_counted_each_time(ready: Desk, tmp_path: Path) -> None:
    letters.issue(ready, INVITATION, To(household="JSR-36.01-000001"), OCCASION, tmp_path / "a.pdf")
    (row,) = rows(ready)
    for _ in range(3):
        letters.reprint(ready, [row.id], tmp_path / "b.pdf")
    assert rows(ready)[0].prints == 4
    assert letters.count(ready) == 1


@pytest.mark.parametrize("role", ["supervisor", "auditor", "administrator"])
def test_others_read_the_register_and_print_nothing(
    ready: Desk, tmp_path: Path, role: str, request: pytest.FixtureRequest
) -> None:
    letters.issue(ready, INVITATION, To(tranche=FIRST), OCCASION, tmp_path / "a.pdf")
    other: Desk = request.getfixturevalue(role)
    assert len(rows(other)) == 3
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        letters.reprint(other, [rows(other)[0].id], tmp_path / "b.pdf")
    assert {row.prints for row in rows(ready)} == {1}


@pytest.mark.parametrize(
    ("text", "found"),
    [("", 3), ("  ", 3), ("siti", 1), ("SITI", 1), ("/2/", 1), ("undangan", 3), ("%", 0), ("_", 0), ("\\", 0)],
)
def test_the_count_is_of_what_the_register_shows(ready: Desk, tmp_path: Path, text: str, found: int) -> None:
    letters.issue(ready, INVITATION, To(tranche=FIRST), OCCASION, tmp_path / "a.pdf")
    assert letters.count(ready, text) == len(rows(ready, text)) == found


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
def test_pages_of_the_register_hold_every_letter_once(ready: Desk, tmp_path: Path, limit: int) -> None:
    for _ in range(2):
        letters.issue(ready, INVITATION, To(tranche=FIRST), OCCASION, tmp_path / "a.pdf")
    seen: list[int] = []
    after = None
    while len(seen) < 9:
        page, after = letters.register(ready, limit=limit, after=after)
        seen += [row.number for row in page]
        if after is None:
            break
    assert seen == [6, 5, 4, 3, 2, 1]


def test_a_letter_left_to_a_pen_is_issued_with_room_for_it(ready: Desk, tmp_path: Path) -> None:
    letters.issue(ready, INVITATION, To(tranche=FIRST), Occasion(by_hand=True), tmp_path / "a.pdf")
    assert "......" in words((tmp_path / "a.pdf").read_bytes())
    assert len(rows(ready)) == 3


def test_a_template_of_ones_own_that_cannot_be_read_is_refused(ready: Desk, tmp_path: Path) -> None:
    broken = tmp_path / "rusak.txt"
    broken.write_text("tanpa kepala\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        letters.issue(ready, broken, To(tranche=FIRST), OCCASION, tmp_path / "a.pdf")
    assert refused.value.code.startswith("documents.")
    assert kept(ready) == []
    assert letters.find_template(paths.resources(), str(broken)) == broken


def test_a_letter_that_is_not_there_is_not_copied(ready: Desk, tmp_path: Path) -> None:
    """None of the others is counted either."""
    letters.issue(ready, INVITATION, To(tranche=FIRST), OCCASION, tmp_path / "a.pdf")
    with pytest.raises(Refused, match=r"letters\.unknown"):
        letters.reprint(ready, [rows(ready)[0].id, new_id()], tmp_path / "b.pdf")
    assert {row.prints for row in rows(ready)} == {1}
    assert not (tmp_path / "b.pdf").exists()


def test_a_letter_names_who_it_went_to_even_after_the_name_is_mended(ready: Desk, tmp_path: Path) -> None:
    letters.issue(ready, INVITATION, To(tranche=FIRST), OCCASION, tmp_path / "a.pdf")
    before = [row.addressee for row in rows(ready)]
    with ready.write("test.rename") as unit:
        for member in unit.session.scalars(select(Member)):
            member.name = "NAMA BARU"
    assert [row.addressee for row in rows(ready)] == before
    letters.reprint(ready, [row.id for row in rows(ready)], tmp_path / "b.pdf")
    assert "NAMA BARU" not in words((tmp_path / "b.pdf").read_bytes())
