"""What the office says of a row follows it into later runs and onto paper; it takes no finding away."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.models import FindingExplanation
from desktop.rules.ids import new_id
from desktop.services import approving
from desktop.services.auditing import audits, comparing, explaining, lists
from desktop.services.auditing.audits import CheckRow, FindingRow
from desktop.services.auditing.comparing import FindingFilters, Since
from desktop.services.auditing.explaining import LONGEST
from desktop.services.auditing.kinds import AuditTest
from desktop.services.desk import Desk
from desktop.wording.translator import sentences
from tests.documents.paper_readers import words
from tests.services.accounting.test_ageing import later
from tests.services.auditing.faulty import DAMAGED, ODD, nik, nik_of_all
from tests.services.auditing.test_paper_of_findings import book
from tests.services.money.walk import FIRST, drafted, pay_list
from tests.store.test_journal import faults

T = AuditTest
WHY = "KTP dilihat di kantor desa, nomor benar"


@pytest.fixture
def found(operator: Desk) -> CheckRow:
    """Five families on a draft, each with a NIK that is no NIK, and a run over the list."""
    drafted(operator, 5)
    nik_of_all(operator, DAMAGED)
    return audits.run(operator, FIRST).value


def rows(desk: Desk, check: CheckRow, test: AuditTest = T.NIK_WRONG) -> tuple[FindingRow, ...]:
    return audits.findings(desk, check.id, test)


def reasons(desk: Desk, check: CheckRow, test: AuditTest = T.NIK_WRONG) -> list[str]:
    return [row.said.reason if row.said else "" for row in rows(desk, check, test)]


def test_it_stands_beside_the_row_with_name_and_time(operator: Desk, found: CheckRow) -> None:
    row = rows(operator, found)[2]
    at = operator.now()
    operator.office.clock = lambda: at
    assert row.said is None
    answer = explaining.explain(operator, [row.id], f"  {WHY}\n ")
    assert answer.value == 1
    assert answer.changes.touches("finding_explanation")
    said = rows(operator, found)[2].said
    assert said is not None
    assert (said.reason, said.by, said.at) == (WHY, "Si Operator", at)
    assert reasons(operator, found) == ["", "", WHY, "", ""], "of this row only"
    assert reasons(operator, found, T.DOUBLE_NIK) == [""] * 5, "and of this test"
    assert faults(operator) == []


def test_it_follows_the_row_into_later_runs_and_other_reaches(operator: Desk, found: CheckRow) -> None:
    row = rows(operator, found)[0]
    explaining.explain(operator, [row.id], WHY)
    for over in (FIRST, None):
        check = audits.run(operator, over).value
        (explained,) = [one for one in rows(operator, check) if one.said]
        assert (explained.card_number, explained.id != row.id) == (row.card_number, True)
        assert explaining.counts(operator, check.id) == {T.NIK_WRONG: 1}


def test_several_rows_at_once_and_counted(operator: Desk, found: CheckRow) -> None:
    chosen = [row.id for row in rows(operator, found)[:3]]
    assert explaining.explain(operator, [*chosen, chosen[0]], WHY).value == 3
    assert explaining.counts(operator, found.id) == {T.NIK_WRONG: 3}
    everything = FindingFilters(found.id, T.NIK_WRONG)
    still = FindingFilters(found.id, T.NIK_WRONG, Since.OPEN)
    assert (comparing.count(operator, everything), comparing.count_explained(operator, everything)) == (5, 3)
    assert (comparing.count(operator, still), comparing.count_explained(operator, still)) == (2, 0)
    assert {row.id for row in comparing.page(operator, still).rows} == {row.id for row in rows(operator, found)[3:]}


def test_more_rows_than_one_statement_takes(operator: Desk, found: CheckRow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explaining, "PORTION", 2)
    assert explaining.explain(operator, [row.id for row in rows(operator, found)], WHY).value == 5
    assert reasons(operator, found) == [WHY] * 5


def test_the_newest_counts_and_older_ones_stay_to_be_read(
    operator: Desk, supervisor: Desk, auditor: Desk, found: CheckRow
) -> None:
    row = rows(operator, found)[1].id
    for desk, reason in ((operator, "Salah ketik"), (supervisor, WHY), (operator, "")):
        later(operator, 1)
        explaining.explain(desk, [row], reason)
    assert [(one.reason, one.by) for one in explaining.history(auditor, row)] == [
        ("", "Si Operator"), (WHY, "Si Supervisor"), ("Salah ketik", "Si Operator")
    ]  # fmt: skip
    assert reasons(operator, found) == [""] * 5, "it was taken back"
    assert explaining.counts(operator, found.id) == {}
    explaining.explain(supervisor, [row], WHY)
    assert reasons(operator, found)[1] == WHY


def test_one_about_a_list_as_a_whole_is_told_by_its_values(operator: Desk, supervisor: Desk) -> None:
    """There is no payment; another value of the same test is another row."""
    drafted(operator, 2)
    with operator.write("test.no_decree") as unit:
        unit.session.get_one(type(pay_list(operator)), pay_list(operator).id).decree_id = None
    first = audits.run(operator, FIRST).value
    (row,) = rows(operator, first, T.NOT_IN_DECREE)
    assert row.household_id is None
    explaining.explain(supervisor, [row.id], "SK menyusul")
    second = audits.run(operator, FIRST).value
    assert reasons(operator, second, T.NOT_IN_DECREE) == ["SK menyusul"]
    assert [one.reason for one in explaining.history(operator, rows(operator, second, T.NOT_IN_DECREE)[0].id)] == [
        "SK menyusul"
    ]


def test_an_explanation_lets_no_approval_pass(operator: Desk, supervisor: Desk, found: CheckRow) -> None:
    explaining.explain(supervisor, [row.id for row in rows(operator, found)], WHY)
    with pytest.raises(Refused, match=r"audit\.stops") as refused:
        approving.approve(supervisor, FIRST)
    assert refused.value.values["count"] == 5
    last = audits.latest(operator, FIRST)
    assert last is not None
    assert last.wrong == 5, "no finding went away"
    assert reasons(operator, last) == [WHY] * 5


def test_a_row_that_comes_back_is_explained_still(operator: Desk, found: CheckRow) -> None:
    row = rows(operator, found)[0]
    explaining.explain(operator, [row.id], WHY)
    nik(operator, 0, ODD)
    between = audits.run(operator, FIRST).value
    assert between.wrong == 4
    nik(operator, 0, DAMAGED)
    assert reasons(operator, audits.run(operator, FIRST).value).count(WHY) == 1


def test_who_reads_only_says_nothing(operator: Desk, auditor: Desk, administrator: Desk, found: CheckRow) -> None:
    row = rows(operator, found)[0].id
    for desk in (auditor, administrator):
        with pytest.raises(Refused, match=r"role\.not_allowed"):
            explaining.explain(desk, [row], WHY)
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        explaining.history(administrator, row)
    assert explaining.history(auditor, row) == ()


@pytest.mark.parametrize(
    ("reason", "code"), [("", "audit.no_reason"), (" \n ", "audit.no_reason"), ("x" * 401, "audit.long_reason")]
)
def test_what_says_nothing_or_too_much_is_not_kept(operator: Desk, found: CheckRow, reason: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        explaining.explain(operator, [rows(operator, found)[0].id], reason)
    assert refused.value.code == code
    assert sentences()[code].format(**refused.value.values)
    with operator.read() as session:
        assert session.scalar(select(func.count()).select_from(FindingExplanation)) == 0


def test_the_longest_is_kept_whole(operator: Desk, found: CheckRow) -> None:
    explaining.explain(operator, [rows(operator, found)[0].id], "x" * LONGEST)
    assert reasons(operator, found)[0] == "x" * LONGEST


def test_a_row_that_is_not_here_is_refused_with_all_others(operator: Desk, found: CheckRow) -> None:
    with pytest.raises(Refused, match=r"audit\.unknown"):
        explaining.explain(operator, [rows(operator, found)[0].id, new_id()], WHY)
    with pytest.raises(Refused, match=r"audit\.unknown"):
        explaining.history(operator, new_id())
    with pytest.raises(Refused, match=r"audit\.unknown"):
        explaining.counts(operator, new_id())
    assert reasons(operator, found) == [""] * 5


def test_paper_and_workbook_bear_it(operator: Desk, found: CheckRow, tmp_path: Path) -> None:
    explaining.explain(operator, [rows(operator, found)[0].id], WHY)
    filters = FindingFilters(found.id, T.NIK_WRONG)
    text = words(lists.on_paper(operator, filters).pdf)
    today = operator.today()
    assert WHY in text
    assert f"(Si Operator, {today:%d-%m-%Y})" in text
    assert "5 baris · 1 dijelaskan" in text
    lists.to_workbook(operator, filters, tmp_path / "uji.xlsx")
    _, *filled = book(tmp_path / "uji.xlsx")
    assert [(row[9], row[10]) for row in filled] == [(WHY, "Si Operator"), *[(None, None)] * 4]
    assert filled[0][11].date() == today
    still = words(lists.on_paper(operator, FindingFilters(found.id, T.NIK_WRONG, Since.OPEN)).pdf)
    assert "Hanya yang belum dijelaskan" in still
    assert WHY not in still
