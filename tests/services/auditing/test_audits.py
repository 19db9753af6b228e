"""A run of the tests is kept, stops an approval where something is wrong, and is read again row by row."""

import json

import pytest
from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.models import AuditCheck, AuditFinding, Payment, Receipt
from desktop.rules.ids import new_id
from desktop.services import approving
from desktop.services.auditing import audits, running
from desktop.services.auditing.kinds import AuditTest, Finding, Level
from desktop.services.auditing.reach import Over
from desktop.services.auditing.running import Found, Why
from desktop.services.desk import Desk
from desktop.services.money import drafting
from desktop.wording.auditing import LEVELS, TITLES
from desktop.wording.translator import sentences
from tests import families
from tests.services.accounting.test_reconciling import ids
from tests.services.money.walk import DECREE, FIRST, SECOND, approved, drafted, opened, pay_list

T = AuditTest


def wrong(desk: Desk, nik: str = "3,60102E+15") -> None:
    """Let one NIK of the list be what no NIK is."""
    with desk.write("test.nik") as unit:
        unit.session.get_one(Payment, ids(desk)[0]).caretaker_nik = nik


def count(desk: Desk, model: type) -> int:
    with desk.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_what_is_wrong_stops_the_approval_and_is_kept(operator: Desk, supervisor: Desk) -> None:
    drafted(operator, 3)
    wrong(operator)
    with pytest.raises(Refused) as refused:
        approving.approve(supervisor, FIRST)
    values = refused.value.values
    assert (refused.value.code, values["count"], values["tranche"]) == ("audit.stops", 1, "2019/1")
    assert (pay_list(operator).state, pay_list(operator).approved_by, count(operator, Receipt)) == ("draft", None, 0)
    (check,) = audits.checks(operator, FIRST)
    assert (check.why, check.by, check.wrong) == (Why.APPROVAL, "Si Supervisor", 1)
    (row,) = audits.findings(operator, check.id, T.NIK_WRONG)
    assert (row.level, row.told["name"], row.key) == (Level.WRONG, values["name"], FIRST)
    assert row.household_id is not None
    wrong(operator, "3601015203850077")
    approving.approve(supervisor, FIRST)
    assert pay_list(operator).state == "approved"


def test_what_is_doubtful_is_kept_with_the_approval(operator: Desk, supervisor: Desk) -> None:
    drafted(operator, 3)
    wrong(operator, "1111111111111111")
    approving.approve(supervisor, FIRST)
    (check,) = audits.checks(operator, FIRST)
    assert (check.why, check.wrong) == (Why.APPROVAL, 0)
    assert check.doubtful >= 1
    assert "NIK" in sentences()[T.NIK_DOUBTFUL.value]


def test_a_run_over_one_list_and_over_all(operator: Desk, supervisor: Desk, auditor: Desk) -> None:
    opened(operator, supervisor, 2)
    drafting.create(operator, SECOND, DECREE)
    wrong(operator)
    one = audits.run(auditor, SECOND).value
    everything = audits.run(auditor).value
    assert (one.key, everything.key) == (SECOND, None)
    assert everything.wrong >= one.wrong
    assert [row.id for row in audits.checks(operator)][:2] == [everything.id, one.id]
    assert [row.id for row in audits.checks(operator, SECOND)] == [one.id]
    keys = {row.key for row in audits.findings(operator, everything.id) if row.household_id}
    assert keys <= {FIRST, SECOND}
    assert FIRST in keys


def test_each_run_stands_by_itself(operator: Desk) -> None:
    drafted(operator, 2)
    wrong(operator)
    first = audits.run(operator, FIRST).value
    wrong(operator, "3601015203850077")
    second = audits.run(operator, FIRST).value
    assert (first.wrong, second.wrong) == (1, 0)
    assert len(audits.findings(operator, first.id, T.NIK_WRONG)) == 1, "what was found once stays found"
    assert audits.findings(operator, second.id, T.NIK_WRONG) == ()


def test_rows_come_page_by_page(operator: Desk) -> None:
    families.add(operator, 6, no_kk="3601010101090001")
    drafting.create(operator, FIRST, DECREE)
    check = audits.run(operator, FIRST).value
    pages = [audits.findings(operator, check.id, T.DOUBLE_KK, 4, skip) for skip in (0, 4, 8)]
    assert [len(page) for page in pages] == [4, 2, 0]
    assert len({row.id for page in pages for row in page}) == 6


def test_every_test_stands_in_the_answer_in_its_order(operator: Desk) -> None:
    drafted(operator, 1)
    check = audits.run(operator, FIRST).value
    assert [one.test for one in check.tests] == list(AuditTest)
    assert {one.level for one in check.tests} == set(Level)
    assert check.doubtful == sum(one.count for one in check.tests if one.level is Level.DOUBTFUL)


def test_only_rows_that_were_found_are_kept(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 5)
    check = audits.run(operator, FIRST).value
    kept = sum(one.count for one in check.tests)
    with operator.read() as session:
        statement = select(func.count()).select_from(AuditFinding).where(AuditFinding.check_id == check.id)
        assert session.scalar(statement) == kept
        counts = json.loads(session.get_one(AuditCheck, check.id).counts)
    assert sum(counts.values()) == kept
    assert 0 not in counts.values()


def test_a_test_that_names_very_many_is_counted_whole(operator: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "MOST_KEPT", 3)
    found = Found(tuple(Finding(T.RECEIPT_MISSING, None, {"name": str(one), "on": "-"}) for one in range(5)))
    with operator.write("test.keep") as unit:
        check = running.keep(unit, found, Over(), Why.ASKED, operator.person.id, operator.now())
    assert len(audits.findings(operator, check.id)) == 3
    assert audits.checks(operator)[0].doubtful == 5


def test_a_run_that_is_not_there(operator: Desk) -> None:
    with pytest.raises(Refused) as refused:
        audits.findings(operator, new_id())
    assert refused.value.code == "audit.unknown"
    with pytest.raises(Refused) as refused:
        audits.run(operator, FIRST)
    assert refused.value.code == "money.no_list"


def test_the_administrator_runs_no_tests(administrator: Desk) -> None:
    with pytest.raises(Refused) as refused:
        audits.run(administrator)
    assert refused.value.code == "role.not_allowed"
    assert audits.checks(administrator) == ()


@pytest.mark.parametrize("test", AuditTest)
def test_each_test_has_its_title_and_sentence(test: AuditTest) -> None:
    assert TITLES[test.value]
    assert "{name}" in sentences()[test.value]
    assert set(LEVELS) == {level.value for level in Level}
