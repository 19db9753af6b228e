"""Who holds cards and passbooks: the steps, the register of what is not with the family, the numbered receipt."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, text

from desktop.errors import Refused
from desktop.models import AuditLine, Enrolment
from desktop.services.desk import Desk
from desktop.services.money import proving
from desktop.services.payers import custody, custody_paper
from desktop.services.payers.custody import CustodyFilters, HandOver, Holder, Thing
from tests import families
from tests.documents.paper_readers import words
from tests.services.money import walk
from tests.services.money.test_two_desks import at_once


def enrolments(desk: Desk, count: int = 3) -> list[UUID]:
    walk.drafted(desk, count)
    with desk.read() as session:
        return list(session.scalars(select(Enrolment.id).order_by(Enrolment.card_number)))


def give(desk: Desk, who: list[UUID], holder: Holder = Holder.FACILITATOR, days: int = 0, **more: str) -> str:
    what = Thing(more.pop("what", "card"))
    if holder is Holder.FACILITATOR:
        more.setdefault("name", "Dewi Lestari")
    act = HandOver(who, what, holder, desk.today() - timedelta(days=days), **more)
    return custody.hand_over(desk, act).value.number


def test_a_card_goes_to_a_facilitator_and_on_to_the_family(operator: Desk) -> None:
    one, *_ = enrolments(operator)
    assert custody.register(operator).rows == (), "nothing is said of what nobody entered"
    give(operator, [one], days=40)
    (held,) = custody.register(operator).rows
    assert (held.holder, held.name, held.days, held.what) == (Holder.FACILITATOR, "Dewi Lestari", 40, Thing.CARD)
    assert held.caretaker in families.MOTHERS
    assert held.card.startswith("JSR-36.01-")
    assert held.by == "Si Operator"
    give(operator, [one], Holder.FAMILY, days=3)
    (held,) = custody.register(operator).rows
    assert (held.holder, held.name, held.days) == (Holder.FAMILY, "", 3)


def test_a_later_step_of_the_same_day_counts(operator: Desk) -> None:
    one, *_ = enrolments(operator)
    give(operator, [one])
    give(operator, [one], Holder.FAMILY)
    (held,) = custody.register(operator).rows
    assert held.holder is Holder.FAMILY


def test_receipts_are_numbered_without_a_gap_in_each_year(operator: Desk) -> None:
    one, two, _ = enrolments(operator)
    year = operator.today().year
    long_ago = (operator.today() - date(year - 1, 12, 1)).days
    assert give(operator, [one], days=long_ago) == f"1/{year - 1}"
    with pytest.raises(Refused):
        give(operator, [two], name=" ")
    assert [give(operator, [two]), give(operator, [one])] == [f"1/{year}", f"2/{year}"]


def given_in_three_acts(desk: Desk) -> None:
    one, two, three = enrolments(desk)
    give(desk, [one, two])
    give(desk, [three], note="pertama")
    give(desk, [three], Holder.FAMILY)


def test_hand_overs_that_count_are_proved_gapless(operator: Desk) -> None:
    given_in_three_acts(operator)
    long_ago = (operator.today() - date(operator.today().year - 1, 12, 1)).days
    give(operator, enrolments(operator, 1), what="passbook", days=long_ago)
    assert walk.faults(operator) == []


GAP, ACTS = "money.fault_handover_numbers", "money.fault_handover_acts"


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE custody SET receipt_number = NULL WHERE receipt_number = 2", {GAP: 2}),
        ("UPDATE custody SET receipt_number = 1 WHERE receipt_number = 2", {GAP: 2, ACTS: 2}),
        ("UPDATE custody SET receipt_number = 4 WHERE receipt_number = 3", {GAP: 3}),
        ("UPDATE custody SET holder = 'bank' WHERE id = (SELECT min(id) FROM custody)", {ACTS: 2}),
        ("UPDATE counter SET last = 4 WHERE series LIKE 'custody/%'", {GAP: 3}),
        ("UPDATE custody SET receipt_number = NULL", {GAP: 0}),
    ],
)
def test_a_gap_or_a_number_given_twice_is_found(operator: Desk, statement: str, expected: dict[str, int]) -> None:
    given_in_three_acts(operator)
    with operator.write("test.meddle") as unit:
        unit.connection.execute(text(statement))
    with operator.read() as session:
        assert {fault.code: fault.values["count"] for fault in proving.prove(session)} == expected


def test_hand_overs_at_two_desks_at_once_have_each_their_number(operator: Desk) -> None:
    """One of them is refused on its way; the number it would have had is the other's."""
    one, two, three = enrolments(operator)
    give(operator, [three], days=2)
    acts = [partial(give, operator, [who]) for who in (one, two, one, two)]
    done, refused = at_once(*acts, partial(give, operator, [three], days=9))
    assert refused == ["custody.day_before"]
    year = operator.today().year
    assert sorted(map(str, done)) == [f"{number}/{year}" for number in (2, 3, 4, 5)]
    assert walk.faults(operator) == []


def test_card_and_passbook_are_held_each_by_itself(operator: Desk) -> None:
    one, *_ = enrolments(operator)
    give(operator, [one], Holder.FAMILY)
    give(operator, [one], what="passbook")
    rows = custody.register(operator).rows
    assert {(row.what, row.holder) for row in rows} == {
        (Thing.CARD, Holder.FAMILY),
        (Thing.PASSBOOK, Holder.FACILITATOR),
    }
    assert custody.count(operator, CustodyFilters(what=Thing.PASSBOOK)) == 1
    assert custody.count(operator, CustodyFilters(holder=Holder.FAMILY)) == 1


def test_what_is_not_with_the_family_for_long_is_found(operator: Desk) -> None:
    one, two, three = enrolments(operator)
    give(operator, [one], days=31)
    give(operator, [two], days=29)
    give(operator, [three], Holder.FAMILY, days=90)
    away = CustodyFilters(away_days=30)
    assert [row.enrolment for row in custody.register(operator, away).rows] == [one]
    assert [row.enrolment for row in custody.register(operator, CustodyFilters(away_days=29)).rows] == [one, two]
    assert custody.count(operator, away) == 1
    give(operator, [one], Holder.FAMILY)
    assert custody.count(operator, away) == 0


@pytest.mark.parametrize(("text", "found"), [("dewi", 2), ("lestari", 2), ("000003", 1), ("zulaikha", 0), ("%", 0)])
def test_it_is_searched_by_name_card_and_holder(operator: Desk, text: str, found: int) -> None:
    one, two, three = enrolments(operator)
    give(operator, [one, two])
    give(operator, [three], Holder.BANK, name="BJB Labuan")
    assert custody.count(operator, CustodyFilters(text=text)) == found
    assert len(custody.register(operator, CustodyFilters(text=text)).rows) == found


def test_the_register_comes_page_by_page(operator: Desk) -> None:
    for place, one in enumerate(enrolments(operator, 7)):
        give(operator, [one], days=place % 3)
    seen, after = [], None
    for _ in range(4):
        page = custody.register(operator, limit=2, after=after)
        seen += [row.id for row in page.rows]
        after = page.following
    assert after is None
    assert seen == [row.id for row in custody.register(operator, limit=50).rows]
    assert len(set(seen)) == 7


@pytest.mark.parametrize(
    ("holder", "days", "more", "code"),
    [
        (Holder.FACILITATOR, 0, {"name": " "}, "custody.no_name"),
        (Holder.FAMILY, -1, {}, "custody.day_to_come"),
        (Holder.LOST, 0, {}, "custody.no_note"),
        (Holder.FAMILY, 11, {}, "custody.day_before"),
    ],
)
def test_a_step_that_cannot_be_is_refused(
    operator: Desk, holder: Holder, days: int, more: dict[str, str], code: str
) -> None:
    one, *_ = enrolments(operator, 1)
    give(operator, [one], days=10)
    with pytest.raises(Refused) as refused:
        give(operator, [one], holder, days, **more)
    assert refused.value.code == code
    assert custody.register(operator).rows[0].days == 10


def test_nobody_and_strangers_are_refused(operator: Desk) -> None:
    with pytest.raises(Refused) as refused:
        give(operator, [])
    assert refused.value.code == "custody.nobody"
    with pytest.raises(Refused) as refused:
        give(operator, [UUID(int=9)])
    assert refused.value.code == "enrolling.unknown"


def test_cards_are_found_by_their_numbers(operator: Desk) -> None:
    one, two, _ = enrolments(operator)
    assert custody.of_cards(operator, [" jsr-36.01-000002", "JSR-36.01-000001", "JSR-36.01-000001"]) == [two, one]
    with pytest.raises(Refused) as refused:
        custody.of_cards(operator, ["JSR-36.01-000001", "JSR-36.01-999999"])
    assert (refused.value.code, refused.value.values["card"]) == ("custody.no_card", "JSR-36.01-999999")


def test_the_receipt_says_who_gave_what_to_whom(operator: Desk, tmp_path: Path) -> None:
    one, two, _ = enrolments(operator)
    number = give(operator, [one, two], note="Diserahkan di balai desa")
    out = tmp_path / "tanda_terima.pdf"
    assert custody_paper.print_receipt(operator, number, out) == 2
    said = words(out.read_bytes())
    for wanted in ("TANDA TERIMA KARTU", f"Nomor {number}", "Si Operator", "Pendamping: Dewi Lestari",
                   "Diserahkan di balai desa", "Kartu, 2 buah", "JSR-36.01-000001", "JSR-36.01-000002"):  # fmt: skip
        assert wanted in said, wanted
    with operator.read() as session:
        lines = session.scalars(select(AuditLine).where(AuditLine.action == "custody.print")).all()
    assert len(lines) >= 1


def test_what_comes_back_to_the_office_is_taken_by_who_enters_it(operator: Desk, tmp_path: Path) -> None:
    one, *_ = enrolments(operator)
    number = give(operator, [one], Holder.OFFICE, name="Dewi Lestari")
    custody_paper.print_receipt(operator, number, tmp_path / "a.pdf")
    said = words((tmp_path / "a.pdf").read_bytes())
    assert said.index("Dewi Lestari") < said.index("Si Operator")


def test_a_receipt_of_the_past_is_the_same_after_the_card_moved_on(operator: Desk, tmp_path: Path) -> None:
    one, two, _ = enrolments(operator)
    first = give(operator, [one, two], days=5)
    give(operator, [one], Holder.FAMILY)
    assert len(custody.of_receipt(operator, first)) == 2
    year = first.partition("/")[2]
    assert len(custody.of_receipt(operator, f" 1 / {year} ")) == 2, "as people type it"
    for typed in ("99/2019", "1", "satu/2019", f"{first} · x", ""):
        with pytest.raises(Refused) as refused:
            custody_paper.print_receipt(operator, typed, tmp_path / "b.pdf")
        assert refused.value.code == "custody.no_receipt"
    assert not (tmp_path / "b.pdf").exists()
