"""What was sent, since when it waits, whom a card waits for, and what the next package would hold."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.exchange.keys import new_keys
from desktop.models import AuditLine, Household, SentPackage
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.exchange import key_cards, packing, post, registers, trusting
from desktop.services.exchange.kinds import FOR_DISTRICTS
from desktop.services.exchange.registers import NAG_DAYS, RUPIAH, SentState
from tests import families, offices
from tests.services.exchange.conftest import End, opened_at
from tests.services.money import walk


def days_later(desk: Desk, days: int) -> None:
    now = desk.now() + timedelta(days=days)
    desk.office.clock = lambda: now


def test_nothing_was_sent_at_first(district: End) -> None:
    assert registers.sent(district.desk) == []
    assert registers.late(district.desk) == 0


def test_a_package_is_listed_with_what_became_of_it(district: End, province: End) -> None:
    families.add(district.desk, 2)
    made = packing.make(district.desk, "36", "2019/1").value
    (row,) = registers.sent(district.desk)
    assert (row.id, row.receiver, row.number, row.period) == (made.id, "36", 1, "2019/1")
    assert (row.state, row.waits, row.passed, row.copied_at) == (SentState.MADE, 0, False, None)
    assert row.totals["household"] == 2
    assert row.made_by == "Si Operator"
    folder = district.desk.office.folder.path
    post.copy_out(district.desk, made.id, folder)
    assert registers.sent(district.desk)[0].state is SentState.COPIED
    province.take(made.path)
    district.take(province.send(district))
    (row,) = registers.sent(district.desk)
    assert (row.state, row.waits, row.late) == (SentState.RECEIVED, None, False)
    assert row.answered_at is not None


def test_it_is_late_after_fourteen_days_and_counted_once_for_each_office(district: End, province: End) -> None:
    first = packing.make(district.desk, "36").value
    days_later(district.desk, NAG_DAYS - 1)
    assert registers.late(district.desk) == 0
    packing.make(district.desk, "36")
    days_later(district.desk, 1)
    newer, older = registers.sent(district.desk)
    assert (older.id, older.waits, older.late, older.passed) == (first.id, NAG_DAYS, True, True)
    assert (newer.waits, newer.late, newer.passed) == (1, False, False)
    assert registers.late(district.desk) == 1
    days_later(district.desk, NAG_DAYS)
    assert [row.late for row in registers.sent(district.desk)] == [True, True]
    assert registers.late(district.desk) == 1, "one call to one office"


def test_the_days_count_from_the_copy(district: End) -> None:
    made = packing.make(district.desk, "36").value
    days_later(district.desk, 5)
    assert registers.sent(district.desk)[0].waits == 5
    post.copy_out(district.desk, made.id, district.desk.office.folder.path)
    assert registers.sent(district.desk)[0].waits == 0


def test_what_the_receiver_refused_waits_for_nobody(district: End) -> None:
    made = packing.make(district.desk, "36").value
    with district.desk.write("test.refused") as unit:
        unit.session.get_one(SentPackage, made.id).state = "refused"
    days_later(district.desk, 30)
    (row,) = registers.sent(district.desk)
    assert (row.state, row.waits, row.late) == (SentState.REFUSED, None, False)


def test_only_offices_that_two_people_confirmed_can_be_sent_to(district: End, province: End) -> None:
    assert registers.offices(district.desk) == ["36"]
    (card,) = trusting.cards(district.desk)
    trusting.end(district.supervisor, card.id, "dicuri")
    assert registers.offices(district.desk) == []


def test_a_card_waits_for_somebody_else_than_who_entered_it(operator: Desk, supervisor: Desk, auditor: Desk) -> None:
    card = new_keys("36", 1, operator.today()).card
    row = trusting.propose(operator, card.text).value
    assert registers.offices(operator) == []
    assert registers.cards_to_confirm(operator) == frozenset()
    assert registers.cards_to_confirm(auditor) == frozenset()
    assert registers.cards_to_confirm(supervisor) == {row.id}
    trusting.confirm(supervisor, row.id, card.fingerprint)
    assert registers.cards_to_confirm(supervisor) == frozenset()


def test_what_the_next_package_would_hold_is_what_it_holds(district: End, province: End) -> None:
    families.add(district.desk, 3)
    before = registers.pending(district.desk, "36")
    assert (before.receiver, before.number, before.has, before.unanswered) == ("36", 1, None, 0)
    assert (before.totals["household"], before.totals["member"]) == (3, 6)
    assert RUPIAH not in before.totals
    made = packing.make(district.desk, "36").value
    assert {kind: count for kind, count in made.totals.items() if kind != RUPIAH} == before.totals
    assert before.records == sum(before.totals.values())


def test_what_the_receiver_has_does_not_go_once_more(district: End, province: End) -> None:
    families.add(district.desk, 3)
    made = packing.make(district.desk, "36").value
    waiting = registers.pending(district.desk, "36")
    assert (waiting.number, waiting.totals["household"], waiting.unanswered) == (2, 3, 1)
    province.take(made.path)
    district.take(province.send(district))
    families.add(district.desk, 1, start=3)
    then = registers.pending(district.desk, "36")
    assert (then.totals["household"], then.totals["member"], then.unanswered) == (1, 2, 0)
    assert then.has == made.made_at


def test_the_money_of_the_payments_is_told(district: End) -> None:
    walk.opened(district.desk, district.supervisor, 3)
    told = registers.pending(district.desk, "36").totals
    assert (told["payment"], told[RUPIAH]) == (3, 3_000_000)


@pytest.mark.parametrize("role", list(Role))
def test_everybody_may_look(district: End, role: Role) -> None:
    packing.make(district.desk, "36")
    desk = offices.same_office_as(district.desk, role)
    assert [row.number for row in registers.sent(desk)] == [1]
    assert registers.pending(desk, "36").unanswered == 1


def test_an_office_that_is_not_known_has_no_package_yet(district: End) -> None:
    told = registers.pending(district.desk, "36.02")
    assert (told.number, told.unanswered) == (1, 0)
    with pytest.raises(Refused, match="not_trusted"):
        packing.make(district.desk, "36.02")


def test_each_receiver_has_its_own_numbers_and_its_own_wait(
    district: End, province: End, neighbour_template: offices.Template, tmp_path: Path
) -> None:
    with opened_at(neighbour_template.copy(tmp_path / "neighbour")) as neighbour:
        key_cards.make(neighbour.desk)
        district.trust(neighbour)
    assert registers.offices(district.desk) == ["36", "36.02"]
    packing.make(district.desk, "36")
    days_later(district.desk, NAG_DAYS)
    packing.make(district.desk, "36.02")
    packing.make(district.desk, "36.02")
    rows = registers.sent(district.desk)
    assert [(row.receiver, row.number, row.late, row.passed) for row in rows] == [
        ("36.02", 2, False, False), ("36.02", 1, False, True), ("36", 1, True, False),
    ]  # fmt: skip
    assert registers.late(district.desk) == 1
    assert [registers.pending(district.desk, code).number for code in ("36", "36.02")] == [2, 3]


def test_a_clock_that_goes_back_counts_no_days_as_late(district: End) -> None:
    packing.make(district.desk, "36")
    days_later(district.desk, -3)
    (row,) = registers.sent(district.desk)
    assert (row.waits, row.late) == (-3, False)


def test_looking_at_what_was_sent_leaves_no_line_in_the_log(district: End) -> None:
    packing.make(district.desk, "36")
    before = lines(district)
    registers.sent(district.desk)
    registers.pending(district.desk, "36")
    registers.offices(district.desk)
    assert lines(district) == before


def lines(end: End) -> int:
    with end.desk.read() as session:
        return session.scalar(select(func.count()).select_from(AuditLine)) or 0


def test_an_ended_card_waits_for_nobody(operator: Desk, supervisor: Desk) -> None:
    card = new_keys("36", 1, operator.today()).card
    row = trusting.propose(operator, card.text).value
    trusting.end(supervisor, row.id, "salah ketik")
    assert registers.cards_to_confirm(supervisor) == frozenset()


def test_families_of_the_province_do_not_go_down_to_a_district(district: End, province: End) -> None:
    """What is told beforehand is what is sent, and what is sent names nobody."""
    walk.drafted(province.desk, 2)
    told = registers.pending(province.desk, "36.01")
    made = packing.make(province.desk, "36.01").value
    assert made.totals == told.totals
    assert {"decree", "programme_year"} <= set(made.totals) <= FOR_DISTRICTS
    taken = district.take(made.path)
    assert sum(taken.counts.new.values()) >= 1
    with district.desk.read() as session:
        assert session.scalar(select(func.count(Household.id))) == 0
