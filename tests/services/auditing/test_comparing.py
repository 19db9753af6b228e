"""Two runs beside each other: what is new since the earlier one and what is gone, page by page."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditFinding, Payment
from desktop.rules.ids import new_id
from desktop.services.auditing import audits, comparing, running
from desktop.services.auditing.audits import CheckRow
from desktop.services.auditing.comparing import Change, FindingFilters, Since
from desktop.services.auditing.kinds import AuditTest, Finding
from desktop.services.auditing.reach import Over
from desktop.services.auditing.running import Found, Why
from desktop.services.desk import Desk
from desktop.services.money import drafting
from desktop.wording.translator import sentences
from tests import families
from tests.services.accounting.test_ageing import deadline, later
from tests.services.accounting.test_reconciling import quota
from tests.services.auditing.faulty import DAMAGED, ODD, SOUND, nik, payments
from tests.services.money.walk import DECREE, FIRST, SECOND, drafted, opened

T = AuditTest


def kept(desk: Desk, *findings: Finding) -> CheckRow:
    """Keep a run that found this, over all lists."""
    with desk.write("test.keep") as unit:
        running.keep(unit, Found(findings), Over(), Why.ASKED, desk.person.id, desk.now())
    return audits.checks(desk)[0]


def rows(desk: Desk, filters: FindingFilters) -> list[str]:
    found = comparing.page(desk, filters).rows
    assert comparing.count(desk, filters) == len(found)
    return [row.name for row in found]


@pytest.fixture
def mended(operator: Desk) -> tuple[CheckRow, CheckRow, str, str]:
    """Two runs: a NIK is mended between them, and another lost its digits. Answers both, and the two names."""
    drafted(operator, 4)
    first = nik(operator, 1, DAMAGED)
    before = audits.run(operator, FIRST).value
    nik(operator, 1, SOUND)
    second = nik(operator, 2, DAMAGED)
    return before, audits.run(operator, FIRST).value, first, second


def test_what_came_and_what_went(operator: Desk, mended: tuple[CheckRow, CheckRow, str, str]) -> None:
    before, after, first, second = mended
    changes = comparing.changes(operator, after.id, before.id)
    assert list(changes) == list(T)
    assert changes[T.NIK_WRONG] == Change(1, 1)
    assert changes[T.DIED] == Change(0, 0)
    test = T.NIK_WRONG
    assert rows(operator, FindingFilters(after.id, test)) == [second]
    assert rows(operator, FindingFilters(after.id, test, Since.NEW, before.id)) == [second]
    assert rows(operator, FindingFilters(after.id, test, Since.GONE, before.id)) == [first]


def test_the_other_way_round_new_is_gone(operator: Desk, mended: tuple[CheckRow, CheckRow, str, str]) -> None:
    before, after, first, _ = mended
    assert comparing.changes(operator, before.id, after.id)[T.NIK_WRONG] == Change(1, 1)
    assert rows(operator, FindingFilters(before.id, T.NIK_WRONG, Since.NEW, after.id)) == [first]


def test_a_run_differs_in_nothing_from_itself(operator: Desk, mended: tuple[CheckRow, CheckRow, str, str]) -> None:
    _, after, _, _ = mended
    assert set(comparing.changes(operator, after.id, after.id).values()) == {Change(0, 0)}
    assert rows(operator, FindingFilters(after.id, None, Since.NEW, after.id)) == []


def test_a_row_stays_the_same_while_its_days_go_by(operator: Desk, supervisor: Desk) -> None:
    """The sentence counts days; the payment it names does not change with it."""
    opened(operator, supervisor, 3)
    deadline(operator, 30)
    runs = []
    for days in (40, 1):
        later(operator, days)
        runs.append(audits.run(operator, FIRST).value)
    told = [audits.findings(operator, one.id, T.UNCOLLECTED)[0].told["days"] for one in runs]
    assert told[1] != told[0]
    assert comparing.changes(operator, runs[1].id, runs[0].id)[T.UNCOLLECTED] == Change(0, 0)


def test_of_a_list_as_a_whole_the_values_tell(operator: Desk) -> None:
    """A list has no payment to be known by: with another number it is another row."""
    drafted(operator, 5)
    area = families.villages(operator)[0]
    quota(operator, area, 1)
    before = audits.run(operator, FIRST).value
    same = audits.run(operator, FIRST).value
    assert comparing.changes(operator, same.id, before.id)[T.NOT_IN_DECREE] == Change(0, 0)
    with operator.write("test.move") as unit:
        for payment in unit.session.scalars(select(Payment)):
            payment.village_code = area
    after = audits.run(operator, FIRST).value
    filters = FindingFilters(after.id, T.NOT_IN_DECREE, Since.NEW, before.id)
    (row,) = comparing.page(operator, filters).rows
    assert (row.told["listed"], row.household_id, row.key, row.amount, row.state) == ("5", None, None, None, None)
    beside = 3  # families of villages that the decree names nothing for, before they moved
    assert comparing.changes(operator, after.id, before.id)[T.NOT_IN_DECREE] == Change(1, 1 + beside)


def test_all_tests_together_are_compared_too(operator: Desk, mended: tuple[CheckRow, CheckRow, str, str]) -> None:
    before, _, _, second = mended
    odd = nik(operator, 3, ODD)
    after = audits.run(operator, FIRST).value
    new = comparing.page(operator, FindingFilters(after.id, None, Since.NEW, before.id)).rows
    assert {(row.test, row.name) for row in new} == {(T.NIK_WRONG, second), (T.NIK_DOUBTFUL, odd)}


def test_pages_of_a_comparison_meet_without_a_gap(operator: Desk) -> None:
    drafted(operator, 7)
    there = payments(operator)
    before = kept(operator)
    after = kept(operator, *(Finding(T.RECEIPT_MISSING, one, {"name": str(at)}) for at, one in enumerate(there)))
    filters = FindingFilters(after.id, T.RECEIPT_MISSING, Since.NEW, before.id)
    found: list[str] = []
    start: int | None = 0
    sizes = []
    while start is not None:
        page = comparing.page(operator, filters, 3, start)
        sizes.append(len(page.rows))
        found += [row.name for row in page.rows]
        start = page.following
    assert sizes == [3, 3, 1]
    assert found == [str(at) for at in range(7)], "by village, then by name"
    assert comparing.count(operator, filters) == 7


def test_what_was_not_kept_whole_says_so(operator: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of very many rows the first are kept: what is not there may be new, or only left out."""
    monkeypatch.setattr(running, "MOST_KEPT", 3)
    monkeypatch.setattr(comparing, "MOST_KEPT", 3)
    drafted(operator, 5)
    there = payments(operator)
    many = [Finding(T.RECEIPT_MISSING, one, {"name": "x", "on": "-"}) for one in there]
    few = [Finding(T.ODD_HOURS, there[0], {"name": "x"})]
    before, after = kept(operator, *many[:2]), kept(operator, *many, *few)
    changes = comparing.changes(operator, after.id, before.id)
    assert not changes[T.RECEIPT_MISSING].whole
    assert changes[T.ODD_HOURS] == Change(1, 0)
    assert not comparing.changes(operator, before.id, after.id)[T.RECEIPT_MISSING].whole


def test_the_rows_say_which_payment_they_are_about(operator: Desk) -> None:
    drafted(operator, 2)
    name = nik(operator, 0, DAMAGED)
    check = audits.run(operator, FIRST).value
    (row,) = comparing.page(operator, FindingFilters(check.id, T.NIK_WRONG)).rows
    assert (row.name, row.key, row.amount, row.state) == (name, FIRST, 1_000_000, "unpaid")
    assert row.card_number.startswith("JSR-36.01-")
    assert row.village
    assert DAMAGED not in str(row.told), "numbers stand masked in what is kept"


def test_runs_of_different_lists_are_not_compared(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 2)
    drafting.create(operator, SECOND, DECREE)
    one, other = audits.run(operator, FIRST).value, audits.run(operator, SECOND).value
    everything = audits.run(operator).value
    for pair in ((one.id, other.id), (one.id, everything.id)):
        with pytest.raises(Refused) as refused:
            comparing.changes(operator, *pair)
        assert refused.value.code == "audit.not_alike"
        with pytest.raises(Refused, match=r"audit\.not_alike"):
            comparing.page(operator, FindingFilters(pair[0], None, Since.GONE, pair[1]))
    assert "different lists" in sentences()["audit.not_alike"]


def test_a_comparison_needs_an_earlier_run_that_is_there(operator: Desk) -> None:
    drafted(operator, 1)
    check = audits.run(operator, FIRST).value
    with pytest.raises(Refused, match=r"audit\.nothing_before"):
        comparing.page(operator, FindingFilters(check.id, None, Since.NEW))
    for filters in (FindingFilters(new_id()), FindingFilters(check.id, None, Since.NEW, new_id())):
        with pytest.raises(Refused, match=r"audit\.unknown"):
            comparing.count(operator, filters)


def test_the_administrator_reads_no_findings(operator: Desk, administrator: Desk) -> None:
    drafted(operator, 1)
    check = audits.run(operator, FIRST).value
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        audits.findings(administrator, check.id)
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        comparing.page(administrator, FindingFilters(check.id))


def test_the_newest_run_of_a_list_is_the_last(operator: Desk, supervisor: Desk) -> None:
    drafted(operator, 2)
    assert audits.latest(supervisor, FIRST) is None
    nik(operator, 0, DAMAGED)
    first = audits.run(operator, FIRST).value
    audits.run(operator)
    assert audits.latest(supervisor, FIRST) == first, "a run over all lists is not of this one"
    nik(operator, 0, SOUND)
    later(operator, 1)
    second = audits.run(operator, FIRST).value
    found = audits.latest(supervisor, FIRST)
    assert found is not None
    assert (found.id, found.wrong) == (second.id, 0)
    assert found.at - first.at >= timedelta(hours=1)


def test_nobody_who_writes_waits_while_the_tests_are_asked(operator: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests read for many seconds in a large office; a family can be saved meanwhile."""
    drafted(operator, 1)
    plain = running.look

    def looked(*values: object, **named: object) -> Found:
        with operator.write("test.meanwhile") as unit:
            unit.journal.note(meanwhile="yes")
        return plain(*values, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(running, "look", looked)
    check = audits.run(operator, FIRST).value
    with operator.read() as session:
        counted = session.query(AuditFinding).filter(AuditFinding.check_id == check.id).count()
    assert counted == check.wrong + check.doubtful
