"""Finding who stands at the desk: codes, numbers and parts of them; quickly, masked, and without a line in the log."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop import paths
from desktop.errors import Refused
from desktop.models import Letter, Member, Payment
from desktop.rules.card_code import CardCode, make_card_code
from desktop.rules.receipt_code import Paper, PaperNumber, make_code
from desktop.rules.terms import PaymentState
from desktop.services import approving, letters, paper_head
from desktop.services.desk import Desk
from desktop.services.letters import Occasion, To
from desktop.services.money import drafting, receipts
from desktop.services.money.keys import TrancheKey
from desktop.services.payday import finding, paying
from tests import families
from tests.services.money.walk import DECREE, FIRST, OTHER, other_programme
from tests.services.payday import hall

KEY = b"k" * 32


def seal(desk: Desk) -> bytes:
    with desk.read() as session:
        return paper_head.seal_key(session)


def receipt_code(desk: Desk, number: int, year: int = 2019) -> str:
    return make_code(PaperNumber(Paper.RECEIPT, "36.01", year, number), seal(desk))


def test_a_scanned_receipt_names_one_family(operator: Desk, supervisor: Desk) -> None:
    there = hall.opened(operator, supervisor)
    hits = finding.find(operator, FIRST, receipt_code(operator, 3))
    assert hits.exact
    assert [row.payment_id for row in hits.rows] == [there[2].id]
    assert hits.rows[0].receipt == "KW-36.01-2019-000003"
    assert hits.rows[0].amount == 1_000_000


def test_a_scanned_card_names_one_family(operator: Desk, supervisor: Desk) -> None:
    one = hall.opened(operator, supervisor)[1]
    code = make_card_code(CardCode("36.01", "jamsosratu", one.card_number), seal(operator))
    hits = finding.find(operator, FIRST, code)
    assert (hits.exact, [row.payment_id for row in hits.rows]) == (True, [one.id])
    assert finding.find(operator, FIRST, one.card_number).exact


def test_a_scanned_invitation_names_the_family_it_was_written_to(
    operator: Desk, supervisor: Desk, tmp_path: Path
) -> None:
    hall.opened(operator, supervisor, 3)
    template = letters.find_template(paths.resources(), "undangan")
    occasion = Occasion(date(2019, 4, 11), "08.00 WIB", "Balai Desa")
    letters.issue(operator, template, To(tranche=FIRST), occasion, tmp_path / "undangan.pdf")
    with operator.read() as session:
        letter = session.scalars(select(Letter).order_by(Letter.number)).all()[1]
    code = make_code(PaperNumber(Paper.LETTER, "36.01", letter.fiscal_year, letter.number), seal(operator))
    hits = finding.find(operator, FIRST, code)
    assert [hall.family_of(operator, hall.payment(operator, row.payment_id)) for row in hits.rows] == [
        letter.household_id
    ]
    with pytest.raises(Refused, match=r"payday\.letter_not_listed"):
        finding.find(operator, FIRST, make_code(PaperNumber(Paper.LETTER, "36.01", 2019, 999), seal(operator)))


@pytest.mark.parametrize("typed", ["KW-36.01-2019-000002", "kw 36.01 2019 2", "2", "000002"])
def test_a_receipt_is_found_by_its_number(operator: Desk, supervisor: Desk, typed: str) -> None:
    there = hall.opened(operator, supervisor)
    assert finding.find(operator, FIRST, typed).rows[0].payment_id == there[1].id


def test_a_name_in_parts_finds_all_of_that_name_who_waits_first(operator: Desk, supervisor: Desk) -> None:
    hall.opened(operator, supervisor, 16)
    aminahs = finding.find(operator, FIRST, "siti ami").rows
    assert [row.name for row in aminahs] == ["SITI AMINAH"] * 3
    paying.pay(operator, aminahs[0].payment_id)
    again = finding.find(operator, FIRST, "AMINAH").rows
    assert [row.state for row in again] == [PaymentState.UNPAID, PaymentState.UNPAID, PaymentState.PAID]
    assert again[-1].payment_id == aminahs[0].payment_id


def test_two_letters_and_a_childs_name_find_too(operator: Desk, supervisor: Desk) -> None:
    hall.opened(operator, supervisor, 5)
    assert [row.name for row in finding.find(operator, FIRST, "si am").rows] == ["SITI AMINAH"]
    by_child = finding.find(operator, FIRST, "UJANG").rows
    assert [row.name for row in by_child] == ["SITI AMINAH"]


def test_whose_own_name_was_typed_comes_before_who_has_a_child_of_it(operator: Desk, supervisor: Desk) -> None:
    """The third mother is called as the fourth one's child here."""
    hall.opened(operator, supervisor, 8)
    found = [row.name for row in finding.find(operator, FIRST, "ade").rows]
    assert found[0] == "ADE ROHANAH"


def test_part_of_a_nik_finds_and_shows_it_masked(operator: Desk, supervisor: Desk) -> None:
    there = hall.opened(operator, supervisor, 12)
    wanted = there[0]
    assert wanted.caretaker_nik is not None
    rows = finding.find(operator, FIRST, wanted.caretaker_nik[-6:]).rows
    assert wanted.id in {row.payment_id for row in rows}
    whole = finding.find(operator, FIRST, wanted.caretaker_nik).rows
    assert [row.payment_id for row in whole] == [wanted.id]
    assert wanted.caretaker_nik not in whole[0].nik
    assert whole[0].nik


def test_more_than_eight_are_not_shown_but_told_of(operator: Desk, supervisor: Desk) -> None:
    hall.opened(operator, supervisor, 12)
    hits = finding.find(operator, FIRST, "cikadu")
    assert (len(hits.rows), hits.more, hits.exact) == (8, True, False)


@pytest.mark.parametrize("typed", ["", "   ", "zzz", "...", "99", "9999999999", "\0", "%", "'"])
def test_what_is_nobodys_finds_nobody(operator: Desk, supervisor: Desk, typed: str) -> None:
    hall.opened(operator, supervisor, 2)
    assert finding.find(operator, FIRST, typed).rows == ()


def test_nobody_of_another_list_is_found(operator: Desk, supervisor: Desk) -> None:
    other_programme(operator)
    hall.opened(operator, supervisor, 2)
    families.add(operator, 1, start=70, programme=OTHER.programme)
    drafting.create(operator, OTHER, DECREE)
    approving.approve(supervisor, OTHER)
    assert len(finding.find(operator, FIRST, "cikadu").rows) == 2
    assert len(finding.find(operator, OTHER, "cikadu").rows) == 1
    with pytest.raises(Refused) as refused:
        finding.find(operator, FIRST, receipt_code(operator, 3))
    assert refused.value.code == "payday.other_list"
    assert refused.value.values["number"] == "KW-36.01-2019-000003"
    card = finding.find(operator, OTHER, "cikadu").rows[0].card
    with pytest.raises(Refused, match=r"payday\.card_not_listed"):
        finding.find(operator, FIRST, make_card_code(CardCode("36.01", OTHER.programme, card), seal(operator)))


def test_a_code_we_did_not_make_is_refused(operator: Desk, supervisor: Desk) -> None:
    hall.opened(operator, supervisor, 2)
    forged = make_code(PaperNumber(Paper.RECEIPT, "36.01", 2019, 1), KEY)
    with pytest.raises(Refused, match=r"rules\.code_not_ours"):
        finding.find(operator, FIRST, forged)
    with pytest.raises(Refused, match=r"rules\.code_unreadable"):
        finding.find(operator, FIRST, "EJ1:36.01")
    with pytest.raises(Refused, match=r"rules\.card_code_not_ours"):
        finding.find(operator, FIRST, make_card_code(CardCode("36.01", "jamsosratu", "JSR-1"), KEY))


def test_a_number_nobody_gave_out_is_refused(operator: Desk, supervisor: Desk) -> None:
    hall.opened(operator, supervisor, 2)
    with pytest.raises(Refused, match=r"money\.receipt_unknown"):
        finding.find(operator, FIRST, "KW-36.01-2019-000077")
    with pytest.raises(Refused, match=r"money\.receipt_unknown"):
        finding.find(operator, FIRST, "KW-36.02-2019-000001")


def test_a_void_receipt_still_finds_the_family(operator: Desk, supervisor: Desk) -> None:
    """The paper is in somebody's hand; the desk has to see why it does not count."""
    there = hall.opened(operator, supervisor, 2)
    receipts.void(supervisor, "KW-36.01-2019-000001", "nama salah")
    row = finding.find(operator, FIRST, receipt_code(operator, 1)).rows[0]
    assert (row.payment_id, row.state, row.receipt) == (there[0].id, PaymentState.WITHHELD, "")


def test_a_hall_full_of_people_writes_nothing_into_the_log(operator: Desk, supervisor: Desk) -> None:
    hall.opened(operator, supervisor, 9)
    before = hall.logged(operator)
    for typed in ("s", "si", "sit", "siti", "3601", receipt_code(operator, 1)):
        finding.find(operator, FIRST, typed)
    assert hall.logged(operator) == before


def test_a_list_that_is_not_there_is_refused(operator: Desk) -> None:
    with pytest.raises(Refused, match=r"money\.no_list"):
        finding.find(operator, TrancheKey("jamsosratu", 2019, 2), "siti")


@pytest.mark.parametrize("whole", ["code", "number", "card", "small card", "nik", "spaced nik"])
def test_by_command_a_family_is_named_in_full(operator: Desk, supervisor: Desk, whole: str) -> None:
    one = hall.opened(operator, supervisor, 3)[1]
    nik = one.caretaker_nik or ""
    typed = {
        "code": receipt_code(operator, 2), "number": "kw-36.01-2019-000002", "card": one.card_number,
        "small card": one.card_number.lower(), "nik": nik, "spaced nik": f"{nik[:6]} {nik[6:12]} {nik[12:]}",
    }[whole]  # fmt: skip
    assert finding.named(operator, FIRST, typed).payment_id == one.id


@pytest.mark.parametrize(
    "part", ["2", "KW 36.01 2019 2", "KW-36.01-2019-00002", "card short", "name", "child", "nik part", "child's nik"]
)
def test_by_command_part_of_a_number_pays_nobody(operator: Desk, supervisor: Desk, part: str) -> None:
    """Each of these finds one family at the desk, where its face is seen before money is booked."""
    one = hall.opened(operator, supervisor, 3)[1]
    with operator.read() as session:
        child = session.scalars(
            select(Member).where(Member.household_id == hall.family_of(operator, one), Member.position == 2)
        ).one()
    nik, card = one.caretaker_nik or "", one.card_number
    typed = {
        "card short": card[:-3] + card[-2:], "name": one.caretaker_name, "child": child.name, "nik part": nik[-7:],
        "child's nik": child.nik or "",
    }.get(part, part)  # fmt: skip
    with pytest.raises(Refused) as refused:
        finding.named(operator, FIRST, typed)
    assert refused.value.code in ("payday.not_whole", "payday.nobody", "rules.receipt_number")
    if part in ("2", "KW 36.01 2019 2", "name"):
        assert one.card_number in str(refused.value.values["names"])


def test_a_nik_under_two_families_names_both(operator: Desk, supervisor: Desk) -> None:
    one, two = hall.opened(operator, supervisor, 2)
    with operator.write("test.nik") as unit:
        unit.session.get_one(Payment, two.id).caretaker_nik = one.caretaker_nik
    with pytest.raises(Refused, match=r"payday\.several") as refused:
        finding.named(operator, FIRST, one.caretaker_nik or "")
    assert all(row.card_number in str(refused.value.values["names"]) for row in (one, two))
